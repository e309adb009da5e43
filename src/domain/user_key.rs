//! User keys and what is sealed with them.
//!
//! Every user with recovery codes has a random key. It is stored only wrapped: under a key derived from the
//! password (Argon2id), and under each recovery code. Secrets in the file are sealed with it
//! (XChaCha20-Poly1305) and bound to their purpose. The key alone binds them to the user, so that renaming a
//! user loses nothing. The caller passes in nonces of 192 random bits, so that none is used twice.

use std::sync::Arc;

use base64ct::{Base64UrlUnpadded, Encoding};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::domain::base64url;

/// Bytes of a key: 256 bits.
pub const KEY_BYTES: usize = 32;
/// Bytes of a nonce: 192 bits, enough to be chosen at random.
pub const NONCE_BYTES: usize = 24;
/// Bytes of the salt for deriving a key from a password.
pub const SALT_BYTES: usize = 16;
/// Version of the key derivation: Argon2id, 64 MiB, three passes, four lanes.
const TAG: &str = "a1";
/// Maximum length of a sealed text, in characters.
const SEALED_MAX: usize = 1024;

/// A secret key. It cannot be printed and is wiped when dropped.
#[expect(missing_debug_implementations, reason = "a secret is never printed")]
pub struct Key(Zeroizing<[u8; KEY_BYTES]>);

/// Purpose of sealed data. Data sealed for one purpose cannot be opened for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Purpose {
    /// A user key, wrapped under the password.
    Password,
    /// A user key, wrapped under a recovery code.
    RecoveryCode,
    /// The secret of the second factor, sealed with the user key.
    SecondFactor,
    /// What unlocks quickly on one computer. It never holds a user key.
    #[doc(hidden)]
    QuickUnlock,
    /// The secret half of the key pair with which a user signs.
    SigningKey,
}

impl Purpose {
    fn label(self) -> &'static [u8] {
        match self {
            Self::Password => b"authenticator/1/key under password",
            Self::RecoveryCode => b"authenticator/1/key under recovery code",
            Self::SecondFactor => b"authenticator/1/second factor",
            Self::QuickUnlock => b"authenticator/1/quick unlock",
            Self::SigningKey => b"authenticator/1/signing key under password",
        }
    }
}

/// Sealed data that only the right key opens.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Arc<[u8]>);

opaque_debug!(Sealed);

/// A user key, wrapped under the password.
#[derive(Clone, PartialEq, Eq)]
pub struct WrappedKey {
    /// Salt for deriving the key from the password.
    pub salt: [u8; SALT_BYTES],
    /// The wrapped key.
    pub sealed: Sealed,
}

opaque_debug!(WrappedKey);

impl Key {
    /// Creates a key from bytes.
    #[must_use]
    pub(crate) fn new(bytes: Zeroizing<[u8; KEY_BYTES]>) -> Self {
        Self(bytes)
    }

    /// Creates a key whose bytes `fill` writes in place, so that no copy is left behind: for implementations of
    /// [`crate::service::ports::PasswordHasher`].
    ///
    /// # Errors
    /// Any error that `fill` returns.
    #[doc(hidden)]
    pub fn made<E>(fill: impl FnOnce(&mut [u8; KEY_BYTES]) -> Result<(), E>) -> Result<Self, E> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// Returns a digest of the key for this use, from which the key does not follow.
    pub(crate) fn digest(&self, purpose: &[u8]) -> Zeroizing<[u8; 32]> {
        let digest = Sha256::new().chain_update(purpose).chain_update(*self.0);
        Zeroizing::new(digest.finalize().into())
    }

    /// Seals `plain`. `nonce` must not have been used with this key before. Returns `None` if the data is too long.
    #[must_use]
    #[doc(hidden)]
    pub fn seal(&self, purpose: Purpose, plain: &[u8], nonce: [u8; NONCE_BYTES]) -> Option<Sealed> {
        self.seal_bound(purpose, &[], plain, nonce)
    }

    /// Does the same as [`Self::seal`] for data that opens only with `bound_to`.
    #[must_use]
    pub(crate) fn seal_bound(
        &self,
        purpose: Purpose,
        bound_to: &[u8],
        plain: &[u8],
        nonce: [u8; NONCE_BYTES],
    ) -> Option<Sealed> {
        let payload = Payload {
            msg: plain,
            aad: &[purpose.label(), bound_to].concat(),
        };
        let sealed = self.cipher().encrypt(&nonce.into(), payload).ok()?;
        let mut out = nonce.to_vec();
        out.extend(sealed);
        Some(Sealed(out.into()))
    }

    /// Opens data that was sealed with this key for this purpose; returns `None` for any other.
    #[must_use]
    pub(crate) fn open(&self, purpose: Purpose, sealed: &Sealed) -> Option<Zeroizing<Vec<u8>>> {
        self.open_bound(purpose, &[], sealed)
    }

    /// Opens data that was sealed with this key for this purpose and bound to the same; returns `None` for any other.
    #[must_use]
    pub(crate) fn open_bound(
        &self,
        purpose: Purpose,
        bound_to: &[u8],
        sealed: &Sealed,
    ) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, text) = sealed.0.split_first_chunk::<NONCE_BYTES>()?;
        let payload = Payload {
            msg: text,
            aad: &[purpose.label(), bound_to].concat(),
        };
        let plain = self.cipher().decrypt(&(*nonce).into(), payload).ok()?;
        Some(Zeroizing::new(plain))
    }

    /// Wraps another key under this one.
    #[must_use]
    #[doc(hidden)]
    pub fn wrap(&self, purpose: Purpose, key: &Self, nonce: [u8; NONCE_BYTES]) -> Option<Sealed> {
        self.seal(purpose, key.0.as_slice(), nonce)
    }

    /// Unwraps a key that was wrapped under this one.
    #[must_use]
    #[doc(hidden)]
    pub fn unwrap(&self, purpose: Purpose, sealed: &Sealed) -> Option<Self> {
        let plain = self.open(purpose, sealed)?;
        let bytes: [u8; KEY_BYTES] = plain.as_slice().try_into().ok()?;
        Some(Self(Zeroizing::new(bytes)))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }
}

impl Sealed {
    /// Parses the text form; returns `None` if it is invalid.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::from_bytes(&decoded(text)?)
    }

    /// Returns the sealed data with these bytes; `None` if they are too few.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        // Shorter ones hold nothing that could be right.
        (bytes.len() > NONCE_BYTES + 16).then(|| Self(bytes.into()))
    }

    /// Returns the bytes.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Returns the text form for the file.
    #[must_use]
    pub fn to_text(&self) -> String {
        Base64UrlUnpadded::encode_string(&self.0)
    }
}

impl WrappedKey {
    /// Parses the text form; returns `None` if it is invalid.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (tag, rest) = text.split_once('.')?;
        let (salt, sealed) = rest.split_once('.')?;
        let salt = decoded(salt)?.try_into().ok()?;
        (tag == TAG).then_some(())?;
        Some(Self {
            salt,
            sealed: Sealed::parse(sealed)?,
        })
    }

    /// Returns the text form for the file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let salt = Base64UrlUnpadded::encode_string(&self.salt);
        format!("{TAG}.{salt}.{}", self.sealed.to_text())
    }
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    let is_short = text.len() <= SEALED_MAX;
    is_short.then(|| base64url::decode(text))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> Key {
        Key::new(Zeroizing::new([byte; KEY_BYTES]))
    }

    #[test]
    fn only_the_right_key_opens_and_only_for_its_purpose() {
        let sealed = key(1).seal(Purpose::SecondFactor, b"secret", [9; NONCE_BYTES]);
        let sealed = sealed.expect("sealed");
        let opened = key(1).open(Purpose::SecondFactor, &sealed);
        assert_eq!(opened.expect("opened").as_slice(), b"secret");
        assert!(key(2).open(Purpose::SecondFactor, &sealed).is_none());
        assert!(key(1).open(Purpose::Password, &sealed).is_none());
    }

    #[test]
    fn a_text_with_any_changed_byte_does_not_open() {
        let sealed = key(1).seal(Purpose::SecondFactor, b"secret", [9; NONCE_BYTES]);
        let sealed = sealed.expect("sealed");
        for at in 0..sealed.0.len() {
            let mut bytes = sealed.0.to_vec();
            bytes[at] ^= 1;
            let changed = Sealed(bytes.into());
            let opened = key(1).open(Purpose::SecondFactor, &changed);
            assert!(opened.is_none(), "byte {at}");
        }
    }

    #[test]
    fn the_text_form_reads_back_and_nothing_else_is_one() {
        let sealed = key(1).wrap(Purpose::Password, &key(2), [9; NONCE_BYTES]);
        let wrapped = WrappedKey {
            salt: [7; SALT_BYTES],
            sealed: sealed.expect("sealed"),
        };
        assert_eq!(WrappedKey::parse(&wrapped.to_text()), Some(wrapped.clone()));
        for text in ["", "a1", "a1.x.y", "b1.AAAA.AAAA", &"A".repeat(2000)] {
            assert_eq!(WrappedKey::parse(text), None, "{text}");
        }
        let inner = key(1).unwrap(Purpose::Password, &wrapped.sealed);
        assert!(inner.is_some_and(|inner| *inner.0 == [2; KEY_BYTES]));
    }
}
