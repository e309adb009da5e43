//! Where the password of a login comes from.

use std::sync::Arc;

use crate::domain::secret::SecretText;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{TokenVault, VaultError};
use crate::store::postgres::address::{Host, PostgresOptions};
use crate::store::postgres::error::PgError;
use crate::store::postgres::keyring::Keyring;
use crate::store::postgres::secrets;
#[cfg(feature = "yaml")]
use crate::store::postgres::url;

/// What the client library says if the server asks for a password and there is none.
const MISSING: &str = "password missing";

impl PostgresOptions {
    /// Takes the password from this entry of a keyring if neither the address, a service, the environment nor a password file that
    /// one of them names has one.
    #[must_use]
    #[doc(hidden)]
    pub fn with_keyring(mut self, entry: Arc<dyn TokenVault>) -> Self {
        self.keyring = Some(Arc::new(Keyring::new(entry)));
        self
    }

    /// Asks the keyring, so that its answer is known when a connection is opened.
    pub(super) fn ask_keyring(&self) {
        let may_be_used = self.password.is_none() && self.has_default_file;
        if let Some(keyring) = self.keyring.as_ref().filter(|_| may_be_used) {
            keyring.password().or_log("read the password of the server");
        }
    }

    /// Returns the password for a host. That of a file is read anew, because it may have been changed.
    pub(super) fn password_for(&self, host: &Host) -> Result<Option<Arc<SecretText>>, PgError> {
        if let Some(password) = &self.password {
            return Ok(Some(Arc::clone(password)));
        }
        let of_keyring = || self.keyring.as_ref()?.password().ok()?;
        if self.has_default_file
            && let Some(password) = of_keyring()
        {
            return Ok(Some(password));
        }
        let of_file = self.password_of_file(host)?.map(Arc::new);
        Ok(of_file.or_else(of_keyring))
    }

    /// Returns what an attempt to connect has come to, with the reason why there was no password. One that the server has refused
    /// is read anew the next time.
    pub(super) fn with_reason<T>(&self, opened: Result<T, PgError>) -> Result<T, PgError> {
        match opened {
            Err(PgError::Unavailable(reason)) if reason == MISSING => {
                Err(PgError::Denied(self.missing().to_owned()))
            }
            Err(PgError::Denied(reason)) => {
                if let Some(keyring) = &self.keyring {
                    keyring.forget();
                }
                Err(PgError::Denied(reason))
            }
            opened => opened,
        }
    }

    fn missing(&self) -> &'static str {
        match self.keyring.as_ref().map(|keyring| keyring.password()) {
            Some(Err(VaultError::Locked)) => {
                "the keyring of this computer is locked, so it gives no password for the server"
            }
            Some(Err(VaultError::Slow)) => {
                "the keyring of this computer does not answer, so there is no password for the server"
            }
            _ => {
                "there is no password for the server: keep it in the keyring or in a password file"
            }
        }
    }

    fn password_of_file(&self, host: &Host) -> Result<Option<SecretText>, PgError> {
        let Some(file) = &self.password_file else {
            return Ok(None);
        };
        let name = if host.is_socket() {
            "localhost"
        } else {
            &host.name
        };
        let wanted = [name, &host.port.to_string(), &self.database, &self.user];
        secrets::read_password(file, wanted)
    }
}

/// Returns `true` if there is a password in the address itself.
#[cfg(feature = "yaml")]
pub(crate) fn has_password(address: &str) -> bool {
    url::parse(address).is_ok_and(|values| values.contains_key("password"))
}
