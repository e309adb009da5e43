//! Hashes of passwords that are quick to compute, in the form of bcrypt.

use egui_authenticator::domain::credential::StoredHash;
use sha2::{Digest as _, Sha256};

/// Returns what a password is hashed to here: quick, and in the form of bcrypt.
pub fn hashed(password: &str, salt: u64) -> StoredHash {
    let digest = Sha256::new()
        .chain_update(salt.to_le_bytes())
        .chain_update(password.as_bytes())
        .finalize();
    let mut text = format!("$2b$04$.....{salt:016x}");
    for byte in &digest[..16] {
        text.push_str(&format!("{byte:02x}"));
    }
    StoredHash::parse(&text).expect("the form of a hash")
}

/// Returns the salt of a hash, or of its beginning; 0 if there is none.
pub fn salt_in(hash: &str) -> u64 {
    let salt = hash.get(12..28);
    let salt = salt.and_then(|salt| u64::from_str_radix(salt, 16).ok());
    salt.unwrap_or_default()
}

/// Returns `true` if this is the hash of the password.
pub fn is_hash_of(password: &str, hash: &StoredHash) -> bool {
    hashed(password, salt_in(hash.as_str())) == *hash
}
