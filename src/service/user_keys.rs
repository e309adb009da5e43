//! User keys: making, wrapping and opening them, and sealing secrets with them.

use std::sync::Arc;

use zeroize::Zeroizing;

use crate::domain::account_id::{ACCOUNT_ID_BYTES, AccountId};
use crate::domain::key_vault::KeyVault;
use crate::domain::password::normalised;
use crate::domain::recovery::{CODE_BYTES, CODES, Code};
use crate::domain::secret::Secret;
use crate::domain::stored_code::{StoredCode, WrapSeed};
use crate::domain::two_factor::Totp;
use crate::domain::user::User;
use crate::domain::user_key::{
    KEY_BYTES, Key, NONCE_BYTES, Purpose, SALT_BYTES, Sealed, WrappedKey,
};

use crate::service::context::Context;
use crate::service::offline_verifier::PasswordKey;
use crate::service::ports::{
    Authority, AuthorityError, HasherError, PasswordHasher, Randomness, RandomnessError, StoreError,
};

/// What the right password gives. Created only after the password was verified. Cheap to clone.
#[derive(Clone)]
pub(crate) struct UnlockedVault {
    /// The user key; `None` for a user without one, or if it is wrapped with an earlier password, because
    /// the password was set or reset without it.
    pub(crate) key: Option<Arc<Key>>,
    /// What wraps a user key with the current password.
    pub(crate) wrapping: PasswordKey,
}

impl UnlockedVault {
    /// Returns the user's second factor, if the password opened the user key.
    pub(crate) fn totp(&self, user: &User) -> Option<Totp> {
        let sealed = user.key_vault.totp.as_ref()?;
        Totp::from_bytes(&self.key.as_deref()?.open(Purpose::SecondFactor, sealed)?)
    }

    /// Returns this vault with a user key that was opened in another way.
    pub(crate) fn with_key(&self, key: Key) -> Self {
        Self {
            key: Some(Arc::new(key)),
            ..self.clone()
        }
    }
}

/// Why nothing is opened with the right password.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OpenError {
    /// A key cannot be derived.
    #[error(transparent)]
    Hasher(#[from] HasherError),
    /// The server does not give the key.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes and opens user keys.
#[derive(Clone)]
pub(crate) struct UserKeys {
    hasher: Arc<dyn PasswordHasher>,
    random: Arc<dyn Randomness>,
    /// The server that keeps the wrapped keys of users, if this is a restricted computer.
    authority: Option<Arc<dyn Authority>>,
}

impl From<&Context> for UserKeys {
    fn from(from: &Context) -> Self {
        Self {
            hasher: Arc::clone(&from.hasher),
            random: Arc::clone(&from.random),
            authority: from.authority.clone(),
        }
    }
}

impl UserKeys {
    /// Returns random bytes.
    pub(crate) fn bytes<const N: usize>(&self) -> Result<Zeroizing<[u8; N]>, RandomnessError> {
        let mut bytes = Zeroizing::new([0; N]);
        self.random.fill(bytes.as_mut_slice())?;
        Ok(bytes)
    }

    /// Derives a key from a normalized password.
    pub(crate) fn derive(
        &self,
        password: &Secret,
        salt: &[u8; SALT_BYTES],
    ) -> Result<Key, HasherError> {
        self.hasher.derive(password, salt)
    }

    /// Makes the id of a new account (R82).
    pub(crate) fn new_account_id(&self) -> Result<AccountId, HasherError> {
        Ok(AccountId::new(*self.bytes::<ACCOUNT_ID_BYTES>()?))
    }

    /// Opens what this password opens. The caller has verified the password, at a restricted computer just now.
    pub(crate) fn open(&self, user: &User, password: &Secret) -> Result<UnlockedVault, OpenError> {
        let password = normalised(password);
        let key = match self.wrapped_key(user)? {
            None => None,
            Some(wrapped) => {
                let wrapping = self.hasher.derive(&password, &wrapped.salt)?;
                let key = wrapping.unwrap(Purpose::Password, &wrapped.sealed);
                key.map(Arc::new)
            }
        };
        Ok(UnlockedVault {
            key,
            wrapping: self.password_key(&password)?,
        })
    }

    /// Returns the user key as the password wraps it.
    fn wrapped_key(&self, user: &User) -> Result<Option<WrappedKey>, StoreError> {
        let Some(authority) = &self.authority else {
            return Ok(user.key_vault.key.clone());
        };
        if user.key_vault.key.is_none() {
            return Ok(None);
        }
        authority.wrapped_key(user.id).map_err(|error| match error {
            AuthorityError::Left | AuthorityError::Ended => StoreError::Changed,
            AuthorityError::Store(error) => error,
        })
    }

    /// Derives a key from a normalized password with a new salt.
    pub(crate) fn password_key(&self, password: &Secret) -> Result<PasswordKey, HasherError> {
        let salt = *self.bytes::<SALT_BYTES>()?;
        let key = Arc::new(self.hasher.derive(password, &salt)?);
        Ok(PasswordKey { salt, key })
    }

    /// Makes a user key.
    pub(crate) fn new_key(&self) -> Result<Key, HasherError> {
        Ok(Key::new(self.bytes::<KEY_BYTES>()?))
    }

    /// Wraps a user key with the password that opened this vault.
    pub(crate) fn wrap(&self, vault: &UnlockedVault, key: &Key) -> Result<WrappedKey, HasherError> {
        self.wrap_with(&vault.wrapping, key)
    }

    /// Wraps a user key with a new password.
    pub(crate) fn wrap_with_password(
        &self,
        password: &Secret,
        key: &Key,
    ) -> Result<WrappedKey, HasherError> {
        self.wrap_with(&self.password_key(&normalised(password))?, key)
    }

    fn wrap_with(&self, wrapping: &PasswordKey, key: &Key) -> Result<WrappedKey, HasherError> {
        let nonce = *self.bytes::<NONCE_BYTES>()?;
        let sealed = wrapping.key.wrap(Purpose::Password, key, nonce);
        let sealed = sealed.ok_or(HasherError)?;
        let salt = wrapping.salt;
        Ok(WrappedKey { salt, sealed })
    }

    /// Seals a secret with a user key.
    pub(crate) fn seal(
        &self,
        key: &Key,
        purpose: Purpose,
        plain: &[u8],
    ) -> Result<Sealed, HasherError> {
        let nonce = *self.bytes::<NONCE_BYTES>()?;
        key.seal(purpose, plain, nonce).ok_or(HasherError)
    }

    /// Makes a code.
    pub(crate) fn new_code(&self) -> Result<Code, HasherError> {
        Ok(Code::new(self.bytes::<CODE_BYTES>()?))
    }

    /// Makes recovery codes for a user key: as they are stored, and as they are shown once.
    pub(crate) fn new_codes(
        &self,
        key: &Key,
    ) -> Result<(Vec<StoredCode>, Vec<Secret>), HasherError> {
        let (mut stored, mut shown) = (Vec::new(), Vec::new());
        for _ in 0..CODES {
            let code = self.new_code()?;
            let wrapped = StoredCode::new(&code, key, &self.seed()?);
            stored.push(wrapped.ok_or(HasherError)?);
            shown.push(code.to_secret());
        }
        Ok((stored, shown))
    }

    /// Makes recovery codes for a user key, and returns them with the vault that has them and the key, wrapped with the password that
    /// opened `unlocked`.
    pub(crate) fn vault_with_codes(
        &self,
        unlocked: &UnlockedVault,
        key: &Key,
    ) -> Result<(KeyVault, Vec<Secret>), HasherError> {
        let (codes, shown) = self.new_codes(key)?;
        let vault = KeyVault {
            key: Some(self.wrap(unlocked, key)?),
            codes,
            ..KeyVault::default()
        };
        Ok((vault, shown))
    }

    fn seed(&self) -> Result<WrapSeed, HasherError> {
        Ok(WrapSeed {
            ephemeral: self.bytes()?,
            nonce: *self.bytes()?,
        })
    }

    /// Makes a new user key, and returns it with the vault in which everything is wrapped and sealed with it
    /// (R81), except the key itself under a password. `old` is the current key, if it is known.
    ///
    /// Codes of earlier versions cannot be wrapped anew and are left out. A second factor that `old` does not
    /// open stays as it is: it is still required, and nothing but its own key opens it.
    pub(crate) fn renew(
        &self,
        vault: &KeyVault,
        old: Option<&Key>,
    ) -> Result<(Key, KeyVault), HasherError> {
        let key = self.new_key()?;
        let mut codes = Vec::new();
        for code in &vault.codes {
            codes.extend(code.wrap_again(&key, &self.seed()?));
        }
        let totp = match &vault.totp {
            Some(sealed) => {
                let plain = old.and_then(|old| old.open(Purpose::SecondFactor, sealed));
                let again = plain.map(|plain| self.seal(&key, Purpose::SecondFactor, &plain));
                Some(again.transpose()?.unwrap_or_else(|| sealed.clone()))
            }
            None => None,
        };
        let vault = KeyVault {
            key: None,
            codes,
            totp,
            reset: vault.reset.clone(),
            is_recovered: vault.is_recovered,
        };
        Ok((key, vault))
    }

    /// Returns the vault for a new password, with a new user key. While the current key is not known and the
    /// second factor is sealed with it, no key is wrapped: a recovery code has to open it first.
    pub(crate) fn with_new_password(
        &self,
        vault: &KeyVault,
        old: Option<&Key>,
        password: &Secret,
    ) -> Result<KeyVault, HasherError> {
        let is_lost = old.is_none() && vault.totp.is_some();
        if is_lost {
            return Ok(KeyVault {
                key: None,
                reset: None,
                ..vault.clone()
            });
        }
        let (key, vault) = self.renew(vault, old)?;
        let is_empty = vault.codes.is_empty() && vault.totp.is_none();
        let key = if is_empty {
            None
        } else {
            Some(self.wrap_with_password(password, &key)?)
        };
        Ok(KeyVault {
            key,
            reset: None,
            ..vault
        })
    }

    /// Returns the vault for a new password with the same user key, for a server that has what is sealed and wrapped with it.
    pub(crate) fn wrapped_anew(
        &self,
        vault: &KeyVault,
        key: Option<&Key>,
        password: &Secret,
    ) -> Result<KeyVault, HasherError> {
        let wrap = |key| self.wrap_with_password(password, key);
        Ok(KeyVault {
            key: key.map(wrap).transpose()?,
            reset: None,
            ..vault.clone()
        })
    }

    /// Makes the vault of a new user, and the recovery codes that are shown once.
    pub(crate) fn new_vault(
        &self,
        password: &Secret,
    ) -> Result<(KeyVault, Vec<Secret>), HasherError> {
        let key = self.new_key()?;
        let (codes, shown) = self.new_codes(&key)?;
        let vault = KeyVault {
            key: Some(self.wrap_with_password(password, &key)?),
            codes,
            ..KeyVault::default()
        };
        Ok((vault, shown))
    }
}

impl From<RandomnessError> for HasherError {
    fn from(_: RandomnessError) -> Self {
        Self
    }
}
