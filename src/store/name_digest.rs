//! Digests of names with a key (R87): users type passwords into the name field, and without the key no dictionary finds
//! them in a store.

use hmac::digest::InvalidLength;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::service::ports::AttemptKey;

/// The bytes of a key.
pub(crate) const KEY_BYTES: usize = 32;

/// Digests names.
pub(crate) struct NameDigest(Hmac<Sha256>);

impl NameDigest {
    /// Digests with a key.
    ///
    /// # Errors
    /// [`InvalidLength`] never occurs: every length is valid.
    pub(crate) fn new(key: &[u8; KEY_BYTES]) -> Result<Self, InvalidLength> {
        Hmac::new_from_slice(key).map(Self)
    }

    /// Returns what a name is stored under.
    pub(crate) fn of(&self, name: &AttemptKey) -> [u8; 32] {
        let keyed = self.0.clone().chain_update(name.0);
        keyed.finalize().into_bytes().into()
    }
}
