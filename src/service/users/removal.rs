//! Removing a user.

use crate::domain::audit_word::AuditWord;

use crate::service::approvals::summaries::delete_users;
use crate::service::caller::Caller;
use crate::service::ports::Edit;
use crate::service::users::UserAdmin;
use crate::service::users::change::check_administrator;
use crate::service::users::error::UserError;

impl UserAdmin {
    /// Removes a user, also from the pages that name the user, and what is stored about the account.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     service.users().remove(caller, "bob")
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::EntryMistake`] if the entry of the user has a mistake, unless the caller has every permission.
    /// - [`UserError::OwnAccount`] if the caller would remove themself.
    /// - [`UserError::LastAdministrator`] if no administrator who can sign in would remain.
    /// - [`UserError::ApprovalRequired`] if the file requires that a second person approves it.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized.
    /// - [`UserError::Store`] if the configuration file cannot be used.
    pub fn remove(&self, caller: Caller<'_>, login: &str) -> Result<(), UserError> {
        if let Some(at) = self.at_server(caller, true)? {
            return Self::remove_at_server(&at, login);
        }
        self.remove_or_erase(caller, login, false)
    }

    /// Removes a user, to erase their names in the audit log as well if it `erases`.
    pub(crate) fn remove_or_erase(
        &self,
        caller: Caller<'_>,
        login: &str,
        erases: bool,
    ) -> Result<(), UserError> {
        let snapshot = self.credentials.read()?;
        let (authorized, user) = self
            .authorizer
            .authorize_removal(&snapshot, caller, login)?;
        if authorized.is(user) {
            return Err(UserError::OwnAccount);
        }
        let mut taken = Vec::new();
        self.editor.change(&snapshot, |snapshot| {
            let name = user.username.as_str();
            let (_, user) = self.authorizer.authorize_removal(snapshot, caller, name)?;
            check_administrator(&snapshot.users, user, None)?;
            caller.need_approval(snapshot, &mut taken, delete_users([user], erases))?;
            Ok::<_, UserError>(Some(Edit::Remove(user.username.clone())))
        })?;
        self.record(caller, user, AuditWord::Removed);
        self.records.forget(user);
        Ok(())
    }
}
