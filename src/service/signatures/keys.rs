//! The keys with which users sign. The secret half is sealed with a key that is derived from the password, and not with the user
//! key, which recovery codes open as well: a signature always takes the password.

use crate::domain::account_id::ACCOUNT_ID_BYTES;
use crate::domain::password::normalised;
use crate::domain::secret::Secret;
use crate::domain::signature::pair::{SEED_BYTES, SigningPair};
use crate::domain::user::User;
use crate::domain::user_key::{NONCE_BYTES, Purpose, SALT_BYTES, WrappedKey};

use crate::service::ports::{HasherError, StoredSigningKey};
use crate::service::user_keys::UserKeys;

impl UserKeys {
    /// Opens the key pair of a user. The caller has verified the password. Returns `None` if it was sealed with another
    /// password, or for another account.
    pub(super) fn open_pair(
        &self,
        user: &User,
        password: &Secret,
        stored: &StoredSigningKey,
    ) -> Result<Option<SigningPair>, HasherError> {
        let secret = &stored.secret;
        let wrapping = self.derive(&normalised(password), &secret.salt)?;
        let opened = wrapping.open(Purpose::SigningKey, &secret.sealed);
        Ok(opened.and_then(|plain| {
            let seed = plain.strip_prefix(user.id.as_bytes())?;
            let pair = SigningPair::of_seed(seed.try_into().ok()?);
            (pair.public() == stored.public).then_some(pair)
        }))
    }

    /// Makes a key pair for a user. The caller has verified the password.
    pub(super) fn new_pair(
        &self,
        user: &User,
        password: &Secret,
    ) -> Result<(SigningPair, StoredSigningKey), HasherError> {
        // In one buffer, so that no copy of the secret is left behind.
        let mut plain = self.bytes::<{ ACCOUNT_ID_BYTES + SEED_BYTES }>()?;
        plain[..ACCOUNT_ID_BYTES].copy_from_slice(user.id.as_bytes());
        let seed = plain.last_chunk().ok_or(HasherError)?;
        let pair = SigningPair::of_seed(seed);
        let salt = *self.bytes::<SALT_BYTES>()?;
        let wrapping = self.derive(&normalised(password), &salt)?;
        let nonce = *self.bytes::<NONCE_BYTES>()?;
        let sealed = wrapping.seal(Purpose::SigningKey, plain.as_slice(), nonce);
        let sealed = sealed.ok_or(HasherError)?;
        let stored = StoredSigningKey {
            public: pair.public(),
            secret: WrappedKey { salt, sealed },
        };
        Ok((pair, stored))
    }
}
