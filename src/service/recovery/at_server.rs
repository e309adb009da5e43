//! Resetting a password at a restricted computer: a server checks the code and makes the change.

use crate::domain::email::Email;
use crate::domain::recovery::Code;
use crate::domain::secret::Secret;
use crate::domain::stored_code::EnteredCode;

use crate::service::ports::{Authority, RecoveryServer, StoreError};
use crate::service::recovery::Recovery;
use crate::service::recovery::error::RecoverError;

impl Recovery {
    /// Sets a new password as the server decides. The server keeps what is sealed with the user key, so that the same key is wrapped
    /// with the new password.
    pub(super) fn reset_at_server(
        &self,
        authority: &dyn Authority,
        (login, code): (&str, &Code),
        new: &Secret,
    ) -> Result<(), RecoverError> {
        let server = server(authority)?;
        let proven = server.try_code(login, code, &self.cancelled)?;
        let settings = &self.everywhere.read()?.settings;
        let rule = settings.password.for_account(proven.has_two_step);
        let hash = self
            .passwords
            .hash_new::<RecoverError>(&proven.user, new, rule, settings)?;
        let key = match &proven.stored {
            Some(stored) => {
                let opened = EnteredCode::new(code).open(stored);
                let opened = opened.ok_or(RecoverError::Refused)?;
                Some(self.passwords.keys.wrap_with_password(new, &opened)?)
            }
            None => None,
        };
        server.set_password(&proven, &hash, key.as_ref())
    }

    /// Finds a username as the server decides.
    pub(super) fn find_at_server(
        &self,
        authority: &dyn Authority,
        email: &Email,
        code: &Code,
    ) -> Result<String, RecoverError> {
        server(authority)?.find_username(email, code, &self.cancelled)
    }
}

fn server(authority: &dyn Authority) -> Result<&dyn RecoveryServer, RecoverError> {
    Ok(authority.recovery().ok_or(StoreError::Restricted)?)
}
