//! Where the password of a login comes from.

use std::path::Path;
#[cfg(feature = "component")]
use std::path::PathBuf;
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
        let own = self.own_file.as_ref().filter(|file| file.exists());
        let of_own = own.map(|file| self.password_in(file, host)).transpose();
        if self.has_default_file
            && let Some(password) = of_own.clone()?.flatten()
        {
            return Ok(Some(password));
        }
        let named = self.password_file.as_ref();
        let of_file = named.map(|file| self.password_in(file, host)).transpose()?;
        match of_file.flatten().or_else(of_keyring) {
            Some(password) => Ok(Some(password)),
            None => Ok(of_own?.flatten()),
        }
    }

    /// Takes the password from this file, which `store join` has written, as from a keyring.
    #[must_use]
    #[cfg(feature = "component")]
    pub(crate) fn with_own_file(mut self, file: PathBuf) -> Self {
        self.own_file = Some(file);
        self
    }

    /// Returns what an attempt to connect has come to, with the reason why there was no password. One that the server has refused
    /// is read anew the next time.
    pub(super) fn with_reason<T>(&self, opened: Result<T, PgError>) -> Result<T, PgError> {
        match opened {
            Err(PgError::Unavailable(reason)) if reason == MISSING => {
                Err(PgError::Denied(self.missing().to_owned()))
            }
            Err(error @ (PgError::Denied(_) | PgError::WrongPassword(_))) => {
                if let Some(keyring) = &self.keyring {
                    keyring.forget();
                }
                Err(error)
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

    fn password_in(&self, file: &Path, host: &Host) -> Result<Option<Arc<SecretText>>, PgError> {
        let wanted = self.wanted(host);
        let found = secrets::read_password(file, wanted.each_ref().map(String::as_str));
        Ok(found?.map(Arc::new))
    }

    /// Returns the host, port, database and user as a password file has them.
    pub(super) fn wanted(&self, host: &Host) -> [String; 4] {
        let name = if host.is_socket() {
            "localhost"
        } else {
            &host.name
        };
        let (database, user) = (self.database.clone(), self.user.clone());
        [name.to_owned(), host.port.to_string(), database, user]
    }
}

/// Returns `true` if there is a password in the address itself.
#[cfg(feature = "yaml")]
pub(crate) fn has_password(address: &str) -> bool {
    url::parse(address).is_ok_and(|values| values.contains_key("password"))
}
