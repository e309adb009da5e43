//! What only somebody's password opens: their own key, and what is sealed with it.

use std::sync::Arc;

use zeroize::Zeroizing;

use crate::domain::password::normalised;
use crate::domain::recovery::{CODE_BYTES, CODES, Code, KeyVault};
use crate::domain::secret::Secret;
use crate::domain::user::User;
use crate::domain::user_key::{
    KEY_BYTES, Key, NONCE_BYTES, Purpose, SALT_BYTES, Sealed, WrappedKey,
};

use crate::service::Service;
use crate::service::ports::{HasherError, RandomnessError};

/// What the right password gives. Made only after it was verified. Cheap to clone.
#[derive(Clone)]
pub(crate) struct UnlockedVault {
    /// The person's own key; `None` when they have none, or when the password that it is kept under
    /// is not theirs any more, because somebody else set it or reset it.
    pub(crate) key: Option<Arc<Key>>,
    /// To keep a key under the password as it is now.
    salt: [u8; SALT_BYTES],
    under: Arc<Key>,
}

impl UnlockedVault {
    /// The same, with a key that was opened in another way.
    pub(crate) fn with_key(&self, key: Key) -> Self {
        Self {
            key: Some(Arc::new(key)),
            ..self.clone()
        }
    }
}

impl Service {
    pub(crate) fn bytes<const N: usize>(&self) -> Result<Zeroizing<[u8; N]>, RandomnessError> {
        let mut bytes = Zeroizing::new([0; N]);
        self.random.fill(bytes.as_mut_slice())?;
        Ok(bytes)
    }

    /// Opens what `password` opens, which has been verified.
    pub(crate) fn safe(
        &self,
        user: &User,
        password: &Secret,
    ) -> Result<UnlockedVault, HasherError> {
        let password = normalised(password);
        let key = match &user.key_vault.key {
            None => None,
            Some(wrapped) => {
                let under = self.hasher.derive(&password, &wrapped.salt)?;
                let key = under.unwrap(Purpose::Password, &wrapped.sealed);
                key.map(Arc::new)
            }
        };
        let salt = *self.bytes::<SALT_BYTES>()?;
        let under = Arc::new(self.hasher.derive(&password, &salt)?);
        Ok(UnlockedVault { key, salt, under })
    }

    /// A key that nobody had before.
    pub(crate) fn new_key(&self) -> Result<Key, HasherError> {
        Ok(Key::new(self.bytes::<KEY_BYTES>()?))
    }

    /// Keeps a key under the password that opened this safe.
    pub(crate) fn kept(&self, safe: &UnlockedVault, key: &Key) -> Result<WrappedKey, HasherError> {
        let nonce = *self.bytes::<NONCE_BYTES>()?;
        let sealed = safe.under.wrap(Purpose::Password, key, nonce);
        Ok(WrappedKey {
            salt: safe.salt,
            sealed: sealed.ok_or(HasherError)?,
        })
    }

    /// Keeps a key under a password that is new.
    pub(crate) fn kept_under(
        &self,
        password: &Secret,
        key: &Key,
    ) -> Result<WrappedKey, HasherError> {
        let salt = *self.bytes::<SALT_BYTES>()?;
        let under = Arc::new(self.hasher.derive(&normalised(password), &salt)?);
        let safe = UnlockedVault {
            key: None,
            salt,
            under,
        };
        self.kept(&safe, key)
    }

    /// Seals something with somebody's own key.
    pub(crate) fn sealed(
        &self,
        key: &Key,
        purpose: Purpose,
        plain: &[u8],
    ) -> Result<Sealed, HasherError> {
        let nonce = *self.bytes::<NONCE_BYTES>()?;
        key.seal(purpose, plain, nonce).ok_or(HasherError)
    }

    /// A code that nobody had before.
    pub(crate) fn new_code(&self) -> Result<Code, HasherError> {
        Ok(Code::new(self.bytes::<CODE_BYTES>()?))
    }

    /// New recovery codes for a key, as they are kept and as they are shown once.
    pub(crate) fn new_codes(&self, key: &Key) -> Result<(Vec<Sealed>, Vec<Secret>), HasherError> {
        let (mut kept, mut shown) = (Vec::new(), Vec::new());
        for _ in 0..CODES {
            let code = self.new_code()?;
            let nonce = *self.bytes::<NONCE_BYTES>()?;
            let sealed = code.key().wrap(Purpose::RecoveryCode, key, nonce);
            kept.push(sealed.ok_or(HasherError)?);
            shown.push(code.to_secret());
        }
        Ok((kept, shown))
    }

    /// What protects a new account: a key of its own under its password, and recovery codes.
    pub(crate) fn new_safeguards(
        &self,
        password: &Secret,
    ) -> Result<(KeyVault, Vec<Secret>), HasherError> {
        let key = self.new_key()?;
        let (codes, shown) = self.new_codes(&key)?;
        let key_vault = KeyVault {
            key: Some(self.kept_under(password, &key)?),
            codes,
            ..KeyVault::default()
        };
        Ok((key_vault, shown))
    }
}

impl From<RandomnessError> for HasherError {
    fn from(_: RandomnessError) -> Self {
        Self
    }
}
