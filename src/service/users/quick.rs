//! What unlocks quickly on this computer, as administrators see and remove it (R110).

use std::collections::HashSet;

use crate::domain::account_event::AccountEvent;
use crate::domain::account_id::AccountId;
use crate::domain::role::Permission;

use crate::service::account::error::AccountError;
use crate::service::caller::Caller;
use crate::service::notices::Initiator;
use crate::service::ports::HasherError;
use crate::service::users::UserAdmin;
use crate::service::users::error::UserError;

impl UserAdmin {
    /// Lists the accounts with a PIN on this computer. There are none while the settings allow no PIN.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<usize, UserError> {
    ///     Ok(service.users().with_pin(caller)?.len())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller may not manage users.
    /// - [`UserError::Ended`] if the caller's session has ended.
    /// - [`UserError::Vault`] if the keyring cannot be used.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    #[doc(hidden)]
    pub fn with_pin(&self, caller: Caller<'_>) -> Result<HashSet<AccountId>, UserError> {
        let snapshot = self.credentials.read()?;
        self.authorizer
            .authorize(&snapshot, caller, Permission::ManageUsers)?;
        if !snapshot.settings.quick.pin {
            return Ok(HashSet::new());
        }
        let here = self.quick.here();
        let records = self.quick.read().map_err(refused)?;
        let users = records.iter().filter_map(|record| {
            let user = snapshot.users.with_id(record.account)?;
            record.is_of(user, here).then_some(user.id)
        });
        Ok(users.collect())
    }

    /// Removes the PIN of a user on this computer. The user is told at the next sign-in.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<(), UserError> {
    ///     service.users().remove_pin(caller, "bob")
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::Unknown`] if there is no such user.
    /// - [`UserError::NothingToDo`] if the user has no PIN on this computer.
    /// - [`UserError::EntryMistake`] if the entry of the user has a mistake, and the caller lacks a permission.
    /// - [`UserError::NotAllowed`], [`UserError::ReauthenticationRequired`] and [`UserError::Ended`] if the
    ///   caller is not authorized.
    /// - [`UserError::Vault`] if the keyring cannot be used.
    /// - [`UserError::State`] if the state database cannot be used.
    /// - [`UserError::Store`] if the configuration file cannot be read.
    #[doc(hidden)]
    pub fn remove_pin(&self, caller: Caller<'_>, login: &str) -> Result<(), UserError> {
        let snapshot = self.credentials.read()?;
        let (_, user) = self
            .authorizer
            .authorize_removal(&snapshot, caller, login)?;
        // Again when the records are written: the keyring may have taken seconds.
        let is_authorized = || {
            let snapshot = self.credentials.read()?;
            let name = user.username.as_str();
            let authorized = self.authorizer.authorize_removal(&snapshot, caller, name);
            authorized.map(drop)
        };
        let removed = self.quick.remove(user.id, is_authorized).map_err(refused)?;
        if !removed? {
            return Err(UserError::NothingToDo);
        }
        let initiator = Initiator::Other(caller.party());
        self.notices.send(user, AccountEvent::PinRemoved, initiator);
        Ok(())
    }
}

fn refused(error: AccountError) -> UserError {
    match error {
        AccountError::Vault(error) => UserError::Vault(error),
        AccountError::State(error) => error.into(),
        AccountError::Store(error) => error.into(),
        _ => HasherError.into(),
    }
}
