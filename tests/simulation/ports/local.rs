//! What belongs to one computer: its keyring, hashes, randomness and files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::page::Target;
use egui_authenticator::domain::remember_me::TokenHash;
use egui_authenticator::domain::secret::{Secret, SecretText};
use egui_authenticator::domain::settings::Hashing;
use egui_authenticator::domain::user_key::{Key, SALT_BYTES};
use egui_authenticator::service::ports::{
    FileKind, HasherError, PasswordHasher, Picture, Platform, PlatformError, Randomness,
    RandomnessError, TokenVault, VaultError,
};
use sha2::{Digest as _, Sha256};

use crate::hashes::{hashed, salt_in};
use crate::planted;
use crate::ports::Ports;

impl TokenVault for Ports {
    fn probe(&self) -> Result<(), VaultError> {
        self.vault(|| self.vault.probe())
    }
    fn read(&self) -> Result<Option<Secret>, VaultError> {
        self.vault(|| self.vault.read())
    }
    fn write(&self, token: &Secret) -> Result<(), VaultError> {
        self.vault(|| self.vault.write(token))
    }
    fn clear(&self) -> Result<(), VaultError> {
        self.vault(|| self.vault.clear())
    }
}

/// The entry of the keyring that PINs need.
pub struct ComputerVault(pub Arc<Ports>);

impl TokenVault for ComputerVault {
    fn probe(&self) -> Result<(), VaultError> {
        self.0.vault(|| self.0.secret_vault.probe())
    }
    fn read(&self) -> Result<Option<Secret>, VaultError> {
        self.0.vault(|| self.0.secret_vault.read())
    }
    fn write(&self, secret: &Secret) -> Result<(), VaultError> {
        self.0.vault(|| planted::write_secret(&self.0, secret))
    }
    fn clear(&self) -> Result<(), VaultError> {
        self.0.vault(|| self.0.secret_vault.clear())
    }
}

impl Randomness for Ports {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomnessError> {
        self.call(
            || RandomnessError,
            || {
                for chunk in bytes.chunks_mut(8) {
                    let random = self.random.next().to_le_bytes();
                    chunk.copy_from_slice(&random[..chunk.len()]);
                }
                Ok(())
            },
        )
    }
}

impl PasswordHasher for Ports {
    fn hash(&self, password: &Secret, _: Hashing) -> Result<StoredHash, HasherError> {
        let salt = self.random.next();
        self.call(|| HasherError, || Ok(hashed(password.expose(), salt)))
    }
    fn hash_with_salt(&self, password: &Secret, salt: &str) -> Result<StoredHash, HasherError> {
        self.call(
            || HasherError,
            || Ok(hashed(password.expose(), salt_in(salt))),
        )
    }
    fn verify(&self, password: &Secret, hash: &StoredHash) -> Result<bool, HasherError> {
        self.call(|| HasherError, || Ok(planted::verify(self, password, hash)))
    }
    fn is_below(&self, _: &StoredHash, _: Hashing) -> bool {
        false
    }
    fn derive(&self, password: &Secret, salt: &[u8; SALT_BYTES]) -> Result<Key, HasherError> {
        let derive = || {
            Key::made(|bytes| {
                let digest = Sha256::new()
                    .chain_update(salt)
                    .chain_update(planted::derived_from(self, password));
                bytes.copy_from_slice(&digest.finalize());
                Ok(())
            })
        };
        self.call(|| HasherError, derive)
    }
    fn derives_in_place(&self) -> bool {
        true
    }
    fn decoy(&self, _: Hashing) -> Result<StoredHash, HasherError> {
        self.call(|| HasherError, || Ok(hashed("no user's password", 0)))
    }
}

fn none<T>() -> Result<T, PlatformError> {
    Err(PlatformError("not here".to_owned()))
}

impl Platform for Ports {
    fn device(&self) -> TokenHash {
        TokenHash([self.computer; 32])
    }
    fn device_name(&self) -> String {
        format!("computer {}", self.computer)
    }
    fn save_text(&self, _: &str, _: &str, _: &SecretText) -> Result<PathBuf, PlatformError> {
        none()
    }
    fn choose_file(&self, _: FileKind) -> Result<Option<PathBuf>, PlatformError> {
        none()
    }
    fn read_picture(&self, _: &Path, _: u32) -> Result<Picture, PlatformError> {
        none()
    }
    fn print_text(&self, _: &Secret) -> Result<(), PlatformError> {
        none()
    }
    fn read_text(&self, _: &Path) -> Result<String, PlatformError> {
        none()
    }
    fn start(&self, _: &Target, _: &[(&'static str, String)]) -> Result<(), PlatformError> {
        none()
    }
}
