//! Digests with a key.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::domain::user_key::KEY_BYTES;

/// Returns the digest of these parts with a key.
pub(crate) fn digest_with(
    secret: &Zeroizing<[u8; KEY_BYTES]>,
    parts: &[&[u8]],
) -> Zeroizing<[u8; KEY_BYTES]> {
    // As long as a block of the digest, which pads a key with zeros.
    let mut key = Zeroizing::new([0; 2 * KEY_BYTES]);
    key[..KEY_BYTES].copy_from_slice(secret.as_slice());
    let mut digest = Hmac::<Sha256>::new((&*key).into());
    for part in parts {
        let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
        digest.update(&length.to_be_bytes());
        digest.update(part);
    }
    Zeroizing::new(digest.finalize().into_bytes().into())
}
