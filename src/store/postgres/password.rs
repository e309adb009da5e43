//! Where the password of a login comes from.

use std::sync::Arc;

use crate::domain::secret::SecretText;
use crate::service::or_log::OrLog as _;
use crate::service::ports::TokenVault;
use crate::store::postgres::address::{Host, PostgresOptions};
use crate::store::postgres::error::PgError;
use crate::store::postgres::secrets;
#[cfg(feature = "yaml")]
use crate::store::postgres::url;

impl PostgresOptions {
    /// Takes the password from this entry of a keyring if nothing else has one. It is asked for each new connection.
    #[must_use]
    #[doc(hidden)]
    pub fn with_keyring(mut self, entry: Arc<dyn TokenVault>) -> Self {
        self.keyring = Some(entry);
        self
    }

    /// Returns the password for a host, read anew, because it may have been changed.
    pub(super) fn password_for(&self, host: &Host) -> Result<Option<Arc<SecretText>>, PgError> {
        if let Some(password) = &self.password {
            return Ok(Some(Arc::clone(password)));
        }
        let of_file = self.password_of_file(host)?;
        let of_keyring = || {
            let entry = self.keyring.as_ref()?;
            let found = entry.read().or_log("read the password of the server")?;
            Some(SecretText::new(found?.expose().to_owned()))
        };
        Ok(of_file.or_else(of_keyring).map(Arc::new))
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
