//! Approving users who registered.

use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::role::Role;
use crate::domain::user::UserPatch;

use crate::service::approvals::summaries::{Gain, give_permissions};
use crate::service::caller::Caller;
use crate::service::ports::Edit;
use crate::service::users::UserAdmin;
use crate::service::users::error::UserError;
use crate::service::users::input::parse_roles;

impl UserAdmin {
    /// Approves a user who registered and waits for approval.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     service.users().approve(caller, "bob")
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::EntryMistake`] if the entry of the user has a mistake.
    /// - [`UserError::NothingToDo`] if the user does not wait.
    /// - [`UserError::ApprovalRequired`] if the file requires that a second person approves it.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized.
    /// - [`UserError::Store`] if the configuration file cannot be used.
    pub fn approve(&self, caller: Caller<'_>, login: &str) -> Result<(), UserError> {
        self.approve_with_roles(caller, login, &[""; 0])
    }

    /// Approves a user who waits for approval, and gives them these roles as well, in one change.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     service.users().approve_with_roles(caller, "bob", &["till"])
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::EntryMistake`] if the entry of the user has a mistake.
    /// - [`UserError::NothingToDo`] if the user does not wait.
    /// - [`UserError::Field`] if a role is not acceptable.
    /// - [`UserError::ApprovalRequired`] if the file requires that a second person approves it.
    /// - [`UserError::NotAllowed`] if a role gives a permission that the caller lacks, and [`UserError::NotAllowed`],
    ///   [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the caller is not authorized.
    /// - [`UserError::Store`] if the configuration file cannot be used.
    #[doc(hidden)]
    pub fn approve_with_roles(
        &self,
        caller: Caller<'_>,
        login: &str,
        roles: &[impl AsRef<str>],
    ) -> Result<(), UserError> {
        if let Some(at) = self.at_server(caller, true)? {
            return Self::approve_at_server(&at, login, roles);
        }
        let snapshot = self.credentials.read()?;
        let (_, user) = self
            .authorizer
            .authorize_user_change(&snapshot, caller, login)?;
        let added = parse_roles(roles)?;
        let mut taken = Vec::new();
        self.editor.change(&snapshot, |snapshot| {
            let name = user.username.as_str();
            let (authorized, user) = self
                .authorizer
                .authorize_user_change(snapshot, caller, name)?;
            if !user.is_pending {
                return Err(UserError::NothingToDo);
            }
            let mut all = user.roles.clone();
            all.extend(
                added
                    .iter()
                    .filter(|role| !user.roles.contains(role))
                    .cloned(),
            );
            if !authorized.can_change_roles(user, &all, &snapshot.settings) {
                return Err(self.authorizer.refuse(&authorized, user));
            }
            // A user who waits for approval could not use a role until now.
            let settings = &*snapshot.settings;
            let gives = give_permissions(Gain::of_user(user, (settings, &[]), (settings, &all)));
            caller.need_approval(snapshot, &mut taken, gives)?;
            let patch = UserPatch {
                is_pending: Some(false),
                roles: (all != user.roles).then_some(all),
                ..UserPatch::default()
            };
            let patches = vec![(user.username.clone(), patch)];
            Ok::<_, UserError>(Some(Edit::Update(patches)))
        })?;
        self.record(caller, user, AuditWord::Approved);
        if !added.is_empty() {
            let roles = user.roles.iter().chain(&added).map(Role::as_str);
            let roles = roles.map(ToOwned::to_owned).collect();
            self.record(caller, user, AuditDetail::Roles(roles));
        }
        Ok(())
    }
}
