//! Password hashes, and keys that are derived from passwords.

use crate::domain::credential::StoredHash;
use crate::domain::secret::Secret;
use crate::domain::settings::Hashing;
use crate::domain::user_key::{Key, SALT_BYTES};

/// Hashing failed, because of the algorithm or of the system's randomness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the password could not be hashed")]
pub struct HasherError;

/// Slow password hashes.
pub trait PasswordHasher: Send + Sync {
    /// Hashes a normalized password.
    ///
    /// # Errors
    /// [`HasherError`] if the algorithm or the system's randomness fails.
    fn hash(&self, password: &Secret, how: Hashing) -> Result<StoredHash, HasherError>;

    /// Returns `true` if the hash is that of the normalized password.
    ///
    /// # Errors
    /// [`HasherError`] if the algorithm fails; the password must not be accepted then.
    fn verify(&self, password: &Secret, hash: &StoredHash) -> Result<bool, HasherError>;

    /// Hashes a normalized password with the algorithm, the parameters and the salt of another hash, of which `salt` has
    /// everything but the digest: `$2b$12$…` with 22 characters of salt, or `$argon2id$v=19$m=…,t=…,p=…$…`. A computer does so
    /// that may not read the other hash. Without this method it can sign no user in.
    ///
    /// # Errors
    /// [`HasherError`] if `salt` is not understood, if it asks for more time or memory than a stored hash may, or if the
    /// algorithm fails.
    #[doc(hidden)]
    fn hash_with_salt(&self, _password: &Secret, _salt: &str) -> Result<StoredHash, HasherError> {
        Err(HasherError)
    }

    /// Returns `true` if a hash is weaker than one made with `how`.
    fn is_below(&self, hash: &StoredHash, how: Hashing) -> bool {
        hash.is_below(how)
    }

    /// Derives a key from a normalized password and a salt (Argon2id).
    ///
    /// # Errors
    /// [`HasherError`] if the algorithm fails.
    fn derive(&self, password: &Secret, salt: &[u8; SALT_BYTES]) -> Result<Key, HasherError>;

    /// Returns `true` if keys are derived on the thread that asks also where nothing waits for them, so that every call comes in one
    /// order. For simulations.
    #[doc(hidden)]
    fn derives_in_place(&self) -> bool {
        false
    }

    /// Returns a hash that no password matches, and that costs as much to verify as one made with `how`.
    ///
    /// # Errors
    /// [`HasherError`] if no decoy can be made for `how`.
    fn decoy(&self, how: Hashing) -> Result<StoredHash, HasherError>;
}
