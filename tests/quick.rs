//! Real hashes at the lowest cost, for tests that make thousands of them.

use egui_authenticator::account::credential::StoredHash;
use egui_authenticator::account::key::{Key, SALT_BYTES};
use egui_authenticator::account::secret::Secret;
use egui_authenticator::account::settings::Hashing;
use egui_authenticator::service::ports::{HasherError, PasswordHasher};
use egui_authenticator::store::hashing::{SlowHasher, derive};

/// Real bcrypt at the lowest cost.
pub struct QuickHasher;

impl PasswordHasher for QuickHasher {
    fn hash(&self, password: &Secret, how: Hashing) -> Result<StoredHash, HasherError> {
        SlowHasher.hash(password, quick(how))
    }

    fn verify(&self, password: &Secret, hash: &StoredHash) -> Result<bool, HasherError> {
        SlowHasher.verify(password, hash)
    }

    fn derive(&self, password: &Secret, salt: &[u8; SALT_BYTES]) -> Result<Key, HasherError> {
        derive(password, salt, 64)
    }

    fn decoy(&self, how: Hashing) -> Result<StoredHash, HasherError> {
        SlowHasher.decoy(quick(how))
    }

    fn is_below(&self, hash: &StoredHash, how: Hashing) -> bool {
        hash.is_below(quick(how))
    }
}

fn quick(how: Hashing) -> Hashing {
    Hashing {
        bcrypt_cost: 4,
        ..how
    }
}
