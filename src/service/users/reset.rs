//! What administrators do to an account so that its owner can sign in again, or no longer: reset codes, turning
//! off the second factor, requiring a new password, ending sessions, unlocking.
//!
//! Administrators never set or see a password; the local owner of the file can set one (R31).

use std::sync::Arc;

use crate::domain::audit_detail::AuditWord;
use crate::domain::key_vault::KeyVault;
use crate::domain::recovery::{RESET_SECONDS, ResetCode};
use crate::domain::role::Permission;
use crate::domain::secret::Secret;
use crate::domain::user::{Mistake, User, UserPatch};

use crate::service::audit::recorder::Party;
use crate::service::caller::Caller;
use crate::service::notices::Initiator;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{AccessChange, AccountEvent, Edit, Snapshot};
use crate::service::throttle::attempt_key;
use crate::service::users::UserAdmin;
use crate::service::users::error::UserError;

impl UserAdmin {
    /// Sets the password of a user. Only the local owner of the file may (R31).
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::Operator;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, password: &Secret) -> Result<(), UserError> {
    ///     let owner = Caller::LocalOwner(Operator::assume());
    ///     service.users().set_password(owner, "bob", password)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::EntryMistake`] if the entry of the user has a mistake.
    /// - [`UserError::Field`] if the password is not acceptable.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is a session.
    /// - [`UserError::Hasher`] if the password cannot be hashed.
    /// - [`UserError::Store`] if the configuration file cannot be used.
    pub fn set_password(
        &self,
        caller: Caller<'_>,
        login: &str,
        password: &Secret,
    ) -> Result<(), UserError> {
        let snapshot = self.credentials.read()?;
        let (authorized, user) = self
            .authorizer
            .authorize_user_change(&snapshot, caller, login)?;
        if !authorized.is_local_owner() {
            return Err(self.authorizer.refuse(&authorized, user));
        }
        let settings = &snapshot.settings;
        let hash =
            self.passwords
                .hash_new::<UserError>(user, password, settings.password, settings)?;
        self.editor.change(&snapshot, |snapshot| {
            let user = snapshot.users.get(&user.username);
            let user = user.ok_or(UserError::Unknown)?;
            let patch = UserPatch {
                key_vault: Some(user.key_vault.after_reset()),
                ..UserPatch::password(hash.clone())
            };
            let patches = vec![(user.username.clone(), patch)];
            Ok::<_, UserError>(Some(Edit::Update(patches)))
        })?;
        let initiator = Initiator::Other(Party::NONE);
        self.notices
            .send(user, AccountEvent::PasswordSet, initiator);
        Ok(())
    }

    /// Makes a reset code with which a user can choose a new password within 15 minutes, or the first one within 24
    /// hours, as long as the account does not change (R27). It is shown this once; the current password stays valid.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     let code = service.users().start_reset(caller, "bob")?;
    ///     println!("{}", code.expose()); // Shown this once.
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::EntryMistake`] if the entry of the user has a mistake.
    /// - [`UserError::NoPassword`] if the user has no password.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized.
    /// - [`UserError::Hasher`] if the system gives no random bytes.
    /// - [`UserError::Store`] if the configuration file cannot be used.
    pub fn start_reset(&self, caller: Caller<'_>, login: &str) -> Result<Secret, UserError> {
        if let Some(at) = self.at_server(caller, true)? {
            return self.reset_at_server(&at, login);
        }
        let snapshot = self.credentials.read()?;
        let (_, user) = self
            .authorizer
            .authorize_user_change(&snapshot, caller, login)?;
        let (code, patch) = self.reset_code(user)?;
        self.patch_and_notify(
            &snapshot,
            caller,
            (user, &patch),
            AccountEvent::ResetStarted,
        )?;
        Ok(code)
    }

    /// Makes a reset code for a user. Returns it with the change of the user that lets it work.
    pub(crate) fn reset_code(&self, user: &User) -> Result<(Secret, UserPatch), UserError> {
        let account = user.fingerprint().ok_or(UserError::NoPassword)?;
        let code = self.passwords.keys.new_code()?;
        let now = self.clock.now();
        let reset = match user.key_vault.first_code() {
            None => ResetCode::new(&code, &account, now + RESET_SECONDS),
            Some(_) => ResetCode::first(&code, &account, now),
        };
        let patch = UserPatch::key_vault(KeyVault {
            reset: Some(Box::new(reset)),
            ..user.key_vault.clone()
        });
        Ok((code.to_secret(), patch))
    }

    /// Ends everything with which a user can sign in, in one change: the password, sessions, remembered sign-ins,
    /// recovery codes, codes of administrators and by mail, and the second factor (R79). The user comes back with a
    /// reset code, and sets up everything anew.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     service.users().end_credentials(caller, "bob")
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::EntryMistake`] if the entry of the user has a mistake.
    /// - [`UserError::NoPassword`] if the user has no password.
    /// - [`UserError::OwnAccount`] if it is the caller.
    /// - [`UserError::ApprovalRequired`] if the file requires that a second person approves it.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized.
    /// - [`UserError::Hasher`] if the system gives no random bytes.
    /// - [`UserError::Store`] if the configuration file cannot be used.
    pub fn end_credentials(&self, caller: Caller<'_>, login: &str) -> Result<(), UserError> {
        if let Some(at) = self.at_server(caller, true)? {
            return self.end_credentials_at_server(&at, login);
        }
        let snapshot = self.credentials.read()?;
        let (authorized, user) = self
            .authorizer
            .authorize_user_change(&snapshot, caller, login)?;
        if authorized.is(user) {
            return Err(UserError::OwnAccount);
        }
        user.hash.as_ref().ok_or(UserError::NoPassword)?;
        let hash = self.passwords.random_hash(snapshot.settings.hashing)?;
        let patch = UserPatch {
            hash: Some(hash),
            key_vault: Some(KeyVault::default()),
            ..UserPatch::next_epoch(user)
        };
        let event = AccountEvent::CredentialsEnded;
        self.patch_and_notify(&snapshot, caller, (user, &patch), event)?;
        // The record opens nothing any more.
        let forgotten = self.sessions.forget(user.id);
        forgotten.or_log("forget a remembered sign-in");
        Ok(())
    }

    /// Turns off the second factor of a user who lost the phone and the recovery codes. The length of the
    /// current password is not known, and without a second factor it has to be longer, so the user has to
    /// choose a new one.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     service.users().turn_off_two_factor(caller, "bob")
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::EntryMistake`] if the entry of the user has a mistake.
    /// - [`UserError::NothingToDo`] if the user has no second factor.
    /// - [`UserError::ApprovalRequired`] if the file requires that a second person approves it.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized.
    /// - [`UserError::Store`] if the configuration file cannot be used.
    pub fn turn_off_two_factor(&self, caller: Caller<'_>, login: &str) -> Result<(), UserError> {
        if let Some(at) = self.at_server(caller, true)? {
            return Self::access_at_server(&at, login, AccessChange::TwoStepOff);
        }
        let snapshot = self.credentials.read()?;
        let (_, user) = self
            .authorizer
            .authorize_user_change(&snapshot, caller, login)?;
        if user.key_vault.totp.is_none() {
            return Err(UserError::NothingToDo);
        }
        let patch = UserPatch {
            must_change_password: Some(true),
            ..UserPatch::key_vault(user.key_vault.without_totp())
        };
        self.patch_and_notify(&snapshot, caller, (user, &patch), AccountEvent::TwoStepOff)
    }

    /// Requires a user to choose a new password at the next sign-in.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     service.users().require_new_password(caller, "bob")
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::EntryMistake`] if the entry of the user has a mistake.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized.
    /// - [`UserError::Store`] if the configuration file cannot be used.
    pub fn require_new_password(&self, caller: Caller<'_>, login: &str) -> Result<(), UserError> {
        if let Some(at) = self.at_server(caller, true)? {
            return Self::access_at_server(&at, login, AccessChange::RequireChange);
        }
        let snapshot = self.credentials.read()?;
        let (_, user) = self
            .authorizer
            .authorize_user_change(&snapshot, caller, login)?;
        let patch = UserPatch {
            must_change_password: Some(true),
            ..UserPatch::default()
        };
        self.patch(&snapshot, caller, user, &patch)?;
        self.record(caller, user, AuditWord::ChangeRequired);
        Ok(())
    }

    /// Ends all sessions of a user, on every computer (R43).
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     service.users().sign_out_everywhere(caller, "bob")
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::EntryMistake`] if the entry of the user has a mistake.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized.
    /// - [`UserError::Store`] if the configuration file cannot be used.
    pub fn sign_out_everywhere(&self, caller: Caller<'_>, login: &str) -> Result<(), UserError> {
        if let Some(at) = self.at_server(caller, true)? {
            return Self::access_at_server(&at, login, AccessChange::SignOut);
        }
        let snapshot = self.credentials.read()?;
        let (_, user) = self
            .authorizer
            .authorize_user_change(&snapshot, caller, login)?;
        let patch = UserPatch::next_epoch(user);
        let event = AccountEvent::SignedOutEverywhere;
        self.patch_and_notify(&snapshot, caller, (user, &patch), event)
    }

    /// Unlocks a name after too many failed attempts. The local owner of the file can unlock any name, also
    /// one that was mistyped.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     service.users().unlock(caller, "bob")
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized.
    /// - [`UserError::EntryMistake`] if the entry of the user has a mistake, unless the local owner calls.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    pub fn unlock(&self, caller: Caller<'_>, login: &str) -> Result<(), UserError> {
        if let Some(at) = self.at_server(caller, true)? {
            return Self::access_at_server(&at, login, AccessChange::Unlock);
        }
        let snapshot = self.credentials.read()?;
        let authorized =
            self.authorizer
                .authorize_change(&snapshot, caller, Permission::ManageUsers)?;
        let found = snapshot.users.find(login);
        match found {
            // The roles of an entry with a mistake are not certain.
            Some(user) if user.mistake == Some(Mistake::Entry) && !authorized.is_local_owner() => {
                return Err(UserError::EntryMistake);
            }
            Some(user) => {
                self.authorizer
                    .check_can_manage(&authorized, user, &snapshot.settings)?;
            }
            None if !authorized.is_local_owner() => return Err(UserError::Unknown),
            None => {}
        }
        self.throttle.unlock(&attempt_key(found, login))?;
        self.record(caller, Party::typed(found, login), AuditWord::Unlocked);
        Ok(())
    }

    fn patch_and_notify(
        &self,
        snapshot: &Arc<Snapshot>,
        caller: Caller<'_>,
        (user, patch): (&User, &UserPatch),
        event: AccountEvent,
    ) -> Result<(), UserError> {
        self.patch(snapshot, caller, user, patch)?;
        let initiator = Initiator::Other(caller.party());
        self.notices.send(user, event, initiator);
        Ok(())
    }
}
