//! Adding, changing and removing a user.

use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::credential::StoredHash;
use crate::domain::email::Email;
use crate::domain::role::Permission;
use crate::domain::secret::Secret;
use crate::domain::user::{NewUser, User, UserPatch};

use crate::service::approvals::summaries::{Gain, give_permissions, two_step_off};
use crate::service::audit::recorder::Party;
use crate::service::caller::{AuthorizedCaller, Caller};
use crate::service::notices::Initiator;
use crate::service::ports::{AccountEvent, Edit, Snapshot, StoreError, Users};
use crate::service::users::UserAdmin;
use crate::service::users::error::UserError;
use crate::service::users::input::{
    UserBefore, UserChange, UserInput, new_user, parse_roles, user_patch,
};
use crate::service::users::uniqueness::holder;

impl UserAdmin {
    /// Adds a user, and takes the address off the list of those that may register. Returns the reset code
    /// with which the user chooses a password.
    ///
    /// ```
    /// use egui_authenticator::users::PersonName;
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    /// use egui_authenticator::use_cases::UserInput;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<Secret, UserError> {
    ///     let input = UserInput::new("zoe", "zoe@example.org", PersonName::new("Zoe", ""));
    ///     service.users().add(caller, &input, &["till"])
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Field`] if a value is not acceptable.
    /// - [`UserError::UsernameTaken`] and [`UserError::EmailTaken`] if another user has the name or address,
    ///   or one that looks like it.
    /// - [`UserError::ApprovalRequired`] if the file requires that a second person approves it.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized, or gives roles with more permissions than their own.
    /// - [`UserError::Hasher`] if the password cannot be hashed.
    /// - [`UserError::Store`] if the configuration file cannot be used.
    pub fn add(
        &self,
        caller: Caller<'_>,
        input: &UserInput,
        roles: &[impl AsRef<str>],
    ) -> Result<Secret, UserError> {
        if let Some(at) = self.at_server(caller, true)? {
            return self.add_at_server(&at, input, roles);
        }
        let (snapshot, _, mut user) = self.check_new(caller, input, roles)?;
        let hash = self.passwords.random_hash(snapshot.settings.hashing)?;
        let now = self.clock.now();
        let code = self.passwords.first_code(&mut user, &hash, now)?;
        self.create(&snapshot, caller, (&user, &hash))?;
        Ok(code)
    }

    /// Adds a user with a password, as [`UserAdmin::add`] does without one. Only the local owner of the file may
    /// (R31).
    ///
    /// ```
    /// use egui_authenticator::users::PersonName;
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::Operator;
    /// use egui_authenticator::use_cases::UserError;
    /// use egui_authenticator::use_cases::UserInput;
    ///
    /// fn example(service: &Service, password: &Secret) -> Result<(), UserError> {
    ///     let owner = Caller::LocalOwner(Operator::assume());
    ///     let input = UserInput::new("zoe", "zoe@example.org", PersonName::new("Zoe", ""));
    ///     service.users().add_with_password(owner, &input, &["till"], password)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Field`] if a value or the password is not acceptable.
    /// - [`UserError::UsernameTaken`] and [`UserError::EmailTaken`] if another user has the name or address,
    ///   or one that looks like it.
    /// - [`UserError::NotAllowed`] if the caller is a session.
    /// - [`UserError::Hasher`] if the password cannot be hashed.
    /// - [`UserError::Store`] if the configuration file cannot be used.
    pub fn add_with_password(
        &self,
        caller: Caller<'_>,
        input: &UserInput,
        roles: &[impl AsRef<str>],
        password: &Secret,
    ) -> Result<(), UserError> {
        let (snapshot, authorized, user) = self.check_new(caller, input, roles)?;
        if !authorized.is_local_owner() {
            return Err(UserError::NotAllowed);
        }
        let settings = &snapshot.settings;
        self.passwords.check_new_user(&user, password, settings)?;
        let hash = self.passwords.hash(password, settings.hashing)?;
        self.create(&snapshot, caller, (&user, &hash))
    }

    fn check_new(
        &self,
        caller: Caller<'_>,
        input: &UserInput,
        roles: &[impl AsRef<str>],
    ) -> Result<(Arc<Snapshot>, AuthorizedCaller, NewUser), UserError> {
        let snapshot = self.credentials.read()?;
        self.authorizer
            .authorize_change(&snapshot, caller, Permission::ManageUsers)?;
        let id = self.passwords.keys.new_account_id()?;
        let mut user = new_user(&self.customization, id, input)?;
        user.roles = parse_roles(roles)?;
        let caller = self.check_addition(&snapshot, caller, &user)?;
        Ok((snapshot, caller, user))
    }

    /// Checks on one state of the file that the caller may add this user.
    fn check_addition(
        &self,
        snapshot: &Snapshot,
        caller: Caller<'_>,
        user: &NewUser,
    ) -> Result<AuthorizedCaller, UserError> {
        let caller = self
            .authorizer
            .authorize_change(snapshot, caller, Permission::ManageUsers)?;
        if !caller.can_grant(&user.roles, &snapshot.settings) {
            return Err(UserError::NotAllowed);
        }
        check_free(&snapshot.users, user)?;
        Ok(caller)
    }

    fn create(
        &self,
        snapshot: &Arc<Snapshot>,
        caller: Caller<'_>,
        (user, hash): (&NewUser, &StoredHash),
    ) -> Result<(), UserError> {
        let mut taken = Vec::new();
        self.editor.change(snapshot, |snapshot| {
            self.check_addition(snapshot, caller, user)?;
            let gives = give_permissions(Gain::of_new_user(&snapshot.settings, user));
            caller.need_approval(snapshot, &mut taken, gives)?;
            let (user, hash) = (user.clone(), hash.clone());
            Ok::<_, UserError>(Some(Edit::Add { user, hash }))
        })?;
        self.record(caller, user, AuditWord::Added);
        Ok(())
    }

    /// Changes a user.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserChange;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     let mut change = UserChange::default();
    ///     change.disabled = Some(true);
    ///     service.users().change(caller, "bob", &change)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::EntryMistake`] if the entry of the user has a mistake.
    /// - [`UserError::NothingToDo`] if the change is empty.
    /// - [`UserError::Field`] if a value is not acceptable.
    /// - [`UserError::EmailTaken`] if another user has the address, or one that looks like it.
    /// - [`UserError::LastAdministrator`] if no administrator who can sign in would remain.
    /// - [`UserError::OwnAccount`] if the caller would disable themself, or change when they may sign in.
    /// - [`UserError::ApprovalRequired`] if the file requires that a second person approves it.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized, or may not give the roles.
    /// - [`UserError::Store`] if the configuration file cannot be used.
    pub fn change(
        &self,
        caller: Caller<'_>,
        login: &str,
        change: &UserChange,
    ) -> Result<(), UserError> {
        self.change_from(caller, login, change, None)
    }

    /// Changes a user as [`UserAdmin::change`] does, if the user is still as in `before`.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::service::users::{UserBefore, UserChange, UserError};
    ///
    /// fn add_role(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     let before = UserBefore::of(&service.users().find(caller, "bob")?);
    ///     let mut roles = before.roles.clone();
    ///     roles.push("till".to_owned());
    ///     let change = UserChange::default().roles(roles);
    ///     service.users().change_from(caller, "bob", &change, Some(&before))
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Store`] with [`StoreError::Changed`] if something about the user has changed since.
    /// - Otherwise as for [`UserAdmin::change`].
    #[doc(hidden)]
    pub fn change_from(
        &self,
        caller: Caller<'_>,
        login: &str,
        change: &UserChange,
        before: Option<&UserBefore>,
    ) -> Result<(), UserError> {
        if let Some(at) = self.at_server(caller, true)? {
            return self.change_at_server(&at, login, change, before);
        }
        let snapshot = self.credentials.read()?;
        let (_, user) = self
            .authorizer
            .authorize_user_change(&snapshot, caller, login)?;
        let patch = user_patch(&self.customization, user, change)?;
        if patch.is_empty() {
            return Err(UserError::NothingToDo);
        }
        let mut taken = Vec::new();
        self.editor.change(&snapshot, |snapshot| {
            let (name, by) = (user.username.as_str(), caller);
            let (caller, user) = self.authorizer.authorize_user_change(snapshot, by, name)?;
            if before.is_some_and(|before| *before != UserBefore::of(user)) {
                return Err(StoreError::Changed.into());
            }
            if let Some(roles) = &patch.roles
                && !caller.can_change_roles(user, roles, &snapshot.settings)
            {
                return Err(self.authorizer.refuse(&caller, user));
            }
            if (patch.disabled == Some(true) || patch.times.is_some()) && caller.is(user) {
                return Err(UserError::OwnAccount);
            }
            if let Some(Some(email)) = &patch.email {
                check_email(&snapshot.users, email, Some(user))?;
            }
            let mut after = user.clone();
            patch.apply_to(&mut after);
            check_administrator(&snapshot.users, user, Some(&after))?;
            let gives = give_permissions(Gain::of_patch(&snapshot.settings, user, &patch));
            by.need_approval(snapshot, &mut taken, gives)?;
            let patches = vec![(user.username.clone(), patch.clone())];
            Ok::<_, UserError>(Some(Edit::Update(patches)))
        })?;
        self.record_change(caller, user, &patch);
        Ok(())
    }

    /// Records everything that was changed about a user.
    fn record_change(&self, caller: Caller<'_>, user: &User, patch: &UserPatch) {
        let record = |detail| self.record(caller, user, detail);
        if let Some(roles) = &patch.roles {
            let roles = roles.iter().map(|role| role.as_str().to_owned());
            record(AuditDetail::Roles(roles.collect()));
        }
        match patch.disabled {
            Some(true) => record(AuditWord::Disabled.into()),
            Some(false) => record(AuditWord::Enabled.into()),
            None => {}
        }
        if patch.times.is_some() {
            record(AuditWord::AccessTimesChanged.into());
        }
        if patch.email.is_some() {
            let initiator = Initiator::Other(caller.party());
            self.notices
                .send(user, AccountEvent::EmailChanged, initiator);
        }
        if patch.first_name.is_some() || patch.last_name.is_some() || !patch.fields.is_empty() {
            record(AuditWord::Changed.into());
        }
    }

    pub(crate) fn record<'a>(
        &self,
        caller: Caller<'_>,
        user: impl Into<Party<'a>>,
        detail: impl Into<AuditDetail>,
    ) {
        let users = (caller.party(), user.into());
        self.audit
            .record_about(AuditKind::Users, users, true, detail);
    }

    /// Changes a user who is still as in `user`, if the caller is still allowed to.
    pub(crate) fn patch(
        &self,
        snapshot: &Arc<Snapshot>,
        caller: Caller<'_>,
        user: &User,
        patch: &UserPatch,
    ) -> Result<(), UserError> {
        let mut taken = Vec::new();
        let keys = patch.key_vault.as_ref();
        let ends_two_step =
            keys.is_some_and(|keys| keys.totp.is_none()) && user.key_vault.totp.is_some();
        self.editor.change(snapshot, |snapshot| {
            let name = user.username.as_str();
            let (_, now) = self
                .authorizer
                .authorize_user_change(snapshot, caller, name)?;
            if now != user {
                return Err(StoreError::Changed.into());
            }
            let off = ends_two_step.then(|| two_step_off(now, patch.hash.is_some()));
            caller.need_approval(snapshot, &mut taken, off)?;
            let patches = vec![(user.username.clone(), patch.clone())];
            Ok(Some(Edit::Update(patches)))
        })
    }
}

fn check_free(users: &Users, user: &NewUser) -> Result<(), UserError> {
    if holder(users, user.username.as_str(), None).is_some() {
        return Err(UserError::UsernameTaken);
    }
    match &user.email {
        Some(email) => check_email(users, email, None),
        None => Ok(()),
    }
}

fn check_email(users: &Users, email: &Email, except: Option<&User>) -> Result<(), UserError> {
    match holder(users, email.as_str(), except) {
        Some(other) => Err(UserError::EmailTaken(other.username.as_str().to_owned())),
        None => Ok(()),
    }
}

/// Refuses a change after which no administrator could sign in (R51).
pub(crate) fn check_administrator(
    users: &[User],
    before: &User,
    after: Option<&User>,
) -> Result<(), UserError> {
    // Where all administrators are limited to days or hours, one of them has to remain.
    let counts = if users.iter().any(User::is_active_admin) {
        User::is_active_admin
    } else {
        User::is_admin_at_times
    };
    let stays = after.is_some_and(counts);
    let is_another = |user: &User| user.username != before.username && counts(user);
    if counts(before) && !stays && !users.iter().any(is_another) {
        return Err(UserError::LastAdministrator);
    }
    Ok(())
}
