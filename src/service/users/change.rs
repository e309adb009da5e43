//! Adding, changing, renaming and removing a user.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::email::Email;
use crate::domain::person_name::PersonName;
use crate::domain::role::Permission;
use crate::domain::secret::Secret;
use crate::domain::user::{NewUser, User, UserPatch};
use crate::domain::username::Username;

use crate::service::caller::{AuthorizedCaller, Caller};
use crate::service::notices::Initiator;
use crate::service::ports::{AccountEvent, Edit, Snapshot, StoreError, Users};
use crate::service::users::UserAdmin;
use crate::service::users::error::UserError;
use crate::service::users::input::{NewUserInput, UserChange, parse_roles};
use crate::service::users::new_user::new_user;
use crate::service::users::uniqueness::holder;

impl UserAdmin {
    /// Adds a user, and takes the address off the list of those that may register. Returns the reset code
    /// with which the user chooses a password, unless the input has one.
    ///
    /// # Errors
    /// - [`UserError::NameMissing`], [`UserError::Username`], [`UserError::Email`],
    ///   [`UserError::RoleMissing`], [`UserError::Password`] and [`UserError::Own`] if a field is not
    ///   acceptable.
    /// - [`UserError::UsernameTaken`] and [`UserError::EmailTaken`] if another user has the name or address,
    ///   or one that looks like it.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized, gives roles with more permissions than their own, or sets a password.
    /// - [`UserError::Hasher`] if the password cannot be hashed.
    /// - [`UserError::Store`] if the credential file cannot be used.
    pub fn add(
        &self,
        caller: Caller<'_>,
        input: &NewUserInput,
    ) -> Result<Option<Secret>, UserError> {
        let snapshot = self.credentials.read()?;
        let caller =
            self.authorizer
                .authorize_change(&snapshot, caller, Permission::ManageUsers)?;
        let settings = &snapshot.settings;
        let mut user = new_user(
            &self.customization,
            (&input.username, &input.email),
            PersonName::new(&input.first_name, &input.last_name),
            &input.fields,
        )?;
        user.roles = parse_roles(&input.roles)?;
        let may_set_password = input.password.is_none() || caller.is_local_owner();
        if !caller.can_grant(&user.roles, settings) || !may_set_password {
            return Err(UserError::NotAllowed);
        }
        check_free(&snapshot.users, &user)?;
        let (hash, code) = if let Some(password) = &input.password {
            self.passwords.check_new_user(&user, password, settings)?;
            (self.passwords.hash(password, settings.hashing)?, None)
        } else {
            let hash = self.passwords.random_hash(settings.hashing)?;
            let now = self.clock.now();
            let code = self.passwords.first_code(&mut user, &hash, now)?;
            (hash, Some(code))
        };
        self.editor.change(&snapshot, |snapshot| {
            check_free(&snapshot.users, &user)?;
            let (user, hash) = (user.clone(), hash.clone());
            Ok::<_, UserError>(Some(Edit::Add { user, hash }))
        })?;
        self.record(&caller, &user.username, AuditWord::Added);
        Ok(code)
    }

    /// Changes a user.
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::NothingToDo`] if the change is empty.
    /// - [`UserError::NameMissing`], [`UserError::Email`], [`UserError::RoleMissing`] and
    ///   [`UserError::Own`] if a field is not acceptable.
    /// - [`UserError::EmailTaken`] if another user has the address, or one that looks like it.
    /// - [`UserError::LastAdministrator`] if no administrator who can sign in would remain.
    /// - [`UserError::Oneself`] if the caller would disable themself.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized, or may not give the roles.
    /// - [`UserError::Store`] if the credential file cannot be used.
    pub fn change(
        &self,
        caller: Caller<'_>,
        login: &str,
        change: &UserChange,
    ) -> Result<(), UserError> {
        let snapshot = self.credentials.read()?;
        let (caller, user) = self
            .authorizer
            .authorize_user_change(&snapshot, caller, login)?;
        let patch = self.patch_of(user, change)?;
        if let Some(roles) = &patch.roles
            && !caller.can_change_roles(user, roles, &snapshot.settings)
        {
            return Err(self.authorizer.refuse(&caller, user));
        }
        if patch.disabled == Some(true) && caller.is(user) {
            return Err(UserError::Oneself);
        }
        self.editor.change(&snapshot, |snapshot| {
            let user = snapshot.users.get(&user.username);
            let user = user.ok_or(UserError::Unknown)?;
            self.authorizer
                .check_can_manage(&caller, user, &snapshot.settings)?;
            if let Some(email) = &patch.email {
                check_email(&snapshot.users, email, Some(user))?;
            }
            let mut after = user.clone();
            patch.apply_to(&mut after);
            check_administrator(&snapshot.users, user, Some(&after))?;
            let patches = vec![(user.username.clone(), patch.clone())];
            Ok::<_, UserError>(Some(Edit::Update(patches)))
        })?;
        self.record_change(&caller, user, &patch);
        Ok(())
    }

    fn patch_of(&self, user: &User, change: &UserChange) -> Result<UserPatch, UserError> {
        let trimmed = |text: &String| text.trim().to_owned();
        let patch = UserPatch {
            email: change.email.as_deref().map(Email::parse).transpose()?,
            first_name: change.first_name.as_ref().map(trimmed),
            last_name: change.last_name.as_ref().map(trimmed),
            roles: change.roles.as_deref().map(parse_roles).transpose()?,
            disabled: change.disabled,
            fields: match &change.fields {
                Some(fields) => self.customization.changed_values(&user.fields, fields)?,
                None => BTreeMap::new(),
            },
            ..UserPatch::default()
        };
        if patch.is_empty() {
            return Err(UserError::NothingToDo);
        }
        let first_name = patch.first_name.as_deref();
        if first_name.is_some_and(|first| self.customization.misses_name(first)) {
            return Err(UserError::NameMissing);
        }
        if let Some(email) = &patch.email {
            self.customization.check_email(email)?;
        }
        Ok(patch)
    }

    /// Records everything that was changed about a user.
    fn record_change(&self, caller: &AuthorizedCaller, user: &User, patch: &UserPatch) {
        let record = |detail| self.record(caller, &user.username, detail);
        if let Some(roles) = &patch.roles {
            let roles = roles.iter().map(|role| role.as_str().to_owned());
            record(AuditDetail::Roles(roles.collect()));
        }
        match patch.disabled {
            Some(true) => record(AuditWord::Disabled.into()),
            Some(false) => record(AuditWord::Enabled.into()),
            None => {}
        }
        if patch.email.is_some() {
            let initiator = Initiator::Other(caller.name());
            self.notices
                .send(user, AccountEvent::EmailChanged, initiator);
        }
        if patch.first_name.is_some() || patch.last_name.is_some() || !patch.fields.is_empty() {
            record(AuditWord::Changed.into());
        }
    }

    pub(crate) fn record(
        &self,
        caller: &AuthorizedCaller,
        username: &Username,
        detail: impl Into<AuditDetail>,
    ) {
        let users = (caller.name(), username.as_str());
        self.audit
            .record_about(AuditKind::People, users, true, detail);
    }

    /// Changes a user who is still as in `user`.
    pub(crate) fn patch(
        &self,
        snapshot: &Arc<Snapshot>,
        user: &User,
        patch: &UserPatch,
    ) -> Result<(), UserError> {
        let changed = self.editor.patch(snapshot, user, patch)?;
        changed.ok_or(StoreError::Changed)?;
        Ok(())
    }

    /// Approves a user who registered and waits.
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::NothingToDo`] if the user does not wait.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized.
    /// - [`UserError::Store`] if the credential file cannot be used.
    pub fn approve(&self, caller: Caller<'_>, login: &str) -> Result<(), UserError> {
        let snapshot = self.credentials.read()?;
        let (caller, user) = self
            .authorizer
            .authorize_user_change(&snapshot, caller, login)?;
        if !user.is_pending {
            return Err(UserError::NothingToDo);
        }
        let patch = UserPatch {
            is_pending: Some(false),
            ..UserPatch::default()
        };
        self.patch(&snapshot, user, &patch)?;
        self.record(&caller, &user.username, AuditWord::Approved);
        Ok(())
    }

    /// Sets the password of a user. Only the local owner of the file may (R31).
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::Password`] if the password is not acceptable.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is a session.
    /// - [`UserError::Hasher`] if the password cannot be hashed.
    /// - [`UserError::Store`] if the credential file cannot be used.
    pub fn set_password(
        &self,
        caller: Caller<'_>,
        login: &str,
        password: &Secret,
    ) -> Result<(), UserError> {
        let snapshot = self.credentials.read()?;
        let (caller, user) = self
            .authorizer
            .authorize_user_change(&snapshot, caller, login)?;
        if !caller.is_local_owner() {
            return Err(self.authorizer.refuse(&caller, user));
        }
        let settings = &snapshot.settings;
        let hash = self
            .passwords
            .hash_new(user, password, settings.password, settings)?;
        self.editor.change(&snapshot, |snapshot| {
            let user = snapshot.users.get(&user.username);
            let user = user.ok_or(UserError::Unknown)?;
            let patch = UserPatch::password(hash.clone());
            let patches = vec![(user.username.clone(), patch)];
            Ok::<_, UserError>(Some(Edit::Update(patches)))
        })?;
        let initiator = Initiator::Other("");
        self.notices
            .send(user, AccountEvent::PasswordSet, initiator);
        Ok(())
    }

    /// Changes the username of a user, also on the pages that name the user.
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::Username`] if the new name is not acceptable.
    /// - [`UserError::UsernameTaken`] if another user has it, or one that looks like it.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized.
    /// - [`UserError::Store`] if the credential file cannot be used.
    pub fn rename(&self, caller: Caller<'_>, login: &str, to: &str) -> Result<(), UserError> {
        let snapshot = self.credentials.read()?;
        let (caller, user) = self
            .authorizer
            .authorize_user_change(&snapshot, caller, login)?;
        let to = Username::parse(to)?;
        self.customization.check_username(&to)?;
        self.editor.change(&snapshot, |snapshot| {
            let user = snapshot.users.get(&user.username);
            let user = user.ok_or(UserError::Unknown)?;
            self.authorizer
                .check_can_manage(&caller, user, &snapshot.settings)?;
            if holder(&snapshot.users, to.as_str(), Some(user)).is_some() {
                return Err(UserError::UsernameTaken);
            }
            let (from, to) = (user.username.clone(), to.clone());
            Ok(Some(Edit::Rename { from, to }))
        })?;
        let before = user.username.as_str().to_owned();
        self.record(&caller, &to, AuditDetail::RenamedFrom(before));
        Ok(())
    }

    /// Removes a user, also from the pages that name the user.
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::Oneself`] if the caller would remove themself.
    /// - [`UserError::LastAdministrator`] if no administrator who can sign in would remain.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized.
    /// - [`UserError::Store`] if the credential file cannot be used.
    pub fn remove(&self, caller: Caller<'_>, login: &str) -> Result<(), UserError> {
        let snapshot = self.credentials.read()?;
        let (caller, user) = self
            .authorizer
            .authorize_user_change(&snapshot, caller, login)?;
        if caller.is(user) {
            return Err(UserError::Oneself);
        }
        self.editor.change(&snapshot, |snapshot| {
            let user = snapshot.users.get(&user.username);
            let user = user.ok_or(UserError::Unknown)?;
            self.authorizer
                .check_can_manage(&caller, user, &snapshot.settings)?;
            check_administrator(&snapshot.users, user, None)?;
            Ok::<_, UserError>(Some(Edit::Remove(user.username.clone())))
        })?;
        self.record(&caller, &user.username, AuditWord::Removed);
        Ok(())
    }
}

fn check_free(users: &Users, user: &NewUser) -> Result<(), UserError> {
    if holder(users, user.username.as_str(), None).is_some() {
        return Err(UserError::UsernameTaken);
    }
    check_email(users, &user.email, None)
}

fn check_email(users: &Users, email: &Email, except: Option<&User>) -> Result<(), UserError> {
    match holder(users, email.as_str(), except) {
        Some(other) => Err(UserError::EmailTaken(other.username.as_str().to_owned())),
        None => Ok(()),
    }
}

/// Refuses a change after which no administrator could sign in (R51).
fn check_administrator(
    users: &[User],
    before: &User,
    after: Option<&User>,
) -> Result<(), UserError> {
    let stays = after.is_some_and(User::is_active_admin);
    let is_another = |user: &User| user.username != before.username && user.is_active_admin();
    if before.is_active_admin() && !stays && !users.iter().any(is_another) {
        return Err(UserError::LastAdministrator);
    }
    Ok(())
}
