//! Recovery codes: made with an account, shown once, made anew when somebody asks.

use std::sync::Arc;

use crate::domain::recovery::KeyVault;
use crate::domain::secret::Secret;
use crate::domain::user::{User, UserPatch};

use crate::service::Service;
use crate::service::account::AccountError;
use crate::service::key_vault::UnlockedVault;
use crate::service::ports::AccountEvent;

/// Something together with recovery codes that are shown this once.
pub struct WithRecoveryCodes<T> {
    /// The thing.
    pub value: T,
    /// The codes, as they are typed.
    pub codes: Vec<Secret>,
}

impl Service {
    /// Gives somebody other recovery codes; those that they had are worth nothing then.
    pub(crate) fn renew_codes(
        &self,
        user: &User,
        safe: &UnlockedVault,
    ) -> Result<(UserPatch, Vec<Secret>, AccountEvent), AccountError> {
        let key = match (&safe.key, &user.key_vault.totp) {
            (Some(key), _) => Arc::clone(key),
            // Nothing is sealed with the key that was lost.
            (None, None) => Arc::new(self.new_key()?),
            (None, Some(_)) => return Err(AccountError::KeyLost),
        };
        let (codes, shown) = self.new_codes(&key)?;
        let patch = UserPatch {
            key_vault: Some(KeyVault {
                key: Some(self.kept(safe, &key)?),
                codes,
                totp: user.key_vault.totp.clone(),
                reset: None,
            }),
            ..UserPatch::default()
        };
        Ok((patch, shown, AccountEvent::CodesRenewed))
    }
}
