//! Keyring, hashing, randomness, files, programs and mail, each call of which can fail.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::page::Target;
use egui_authenticator::domain::remember_me::TokenHash;
use egui_authenticator::domain::secret::{Secret, SecretText};
use egui_authenticator::domain::settings::{Hashing, MailServer};
use egui_authenticator::domain::user_key::{Key, SALT_BYTES};
use egui_authenticator::service::ports::{
    FileKind, HasherError, Mail, MailError, Mailer, PasswordHasher, Picture, Platform,
    PlatformError, Randomness, RandomnessError, TokenVault, VaultError,
};

use super::{Faulty, pass};

impl TokenVault for Faulty {
    fn probe(&self) -> Result<(), VaultError> {
        pass!(self, "probe", VaultError::Failed, self.inner.vault.probe())
    }
    fn read(&self) -> Result<Option<Secret>, VaultError> {
        pass!(self, "read", VaultError::Failed, self.inner.vault.read())
    }
    fn write(&self, token: &Secret) -> Result<(), VaultError> {
        pass!(
            self,
            "write",
            VaultError::Failed,
            self.inner.vault.write(token)
        )
    }
    fn clear(&self) -> Result<(), VaultError> {
        pass!(self, "clear", VaultError::Failed, self.inner.vault.clear())
    }
}

impl PasswordHasher for Faulty {
    fn hash(&self, password: &Secret, how: Hashing) -> Result<StoredHash, HasherError> {
        pass!(
            self,
            "hash",
            HasherError,
            self.inner.hasher.hash(password, how)
        )
    }
    fn verify(&self, password: &Secret, hash: &StoredHash) -> Result<bool, HasherError> {
        pass!(
            self,
            "verify",
            HasherError,
            self.inner.hasher.verify(password, hash)
        )
    }
    fn is_below(&self, hash: &StoredHash, how: Hashing) -> bool {
        self.inner.hasher.is_below(hash, how)
    }
    fn derive(&self, password: &Secret, salt: &[u8; SALT_BYTES]) -> Result<Key, HasherError> {
        pass!(
            self,
            "derive",
            HasherError,
            self.inner.hasher.derive(password, salt)
        )
    }
    fn derives_in_place(&self) -> bool {
        true
    }
    fn decoy(&self, how: Hashing) -> Result<StoredHash, HasherError> {
        pass!(self, "decoy", HasherError, self.inner.hasher.decoy(how))
    }
}

impl Randomness for Faulty {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomnessError> {
        pass!(self, "fill", RandomnessError, self.inner.random.fill(bytes))
    }
}

impl Platform for Faulty {
    fn device(&self) -> TokenHash {
        self.inner.platform.device()
    }
    fn device_name(&self) -> String {
        self.inner.platform.device_name()
    }
    fn save_text(
        &self,
        name: &str,
        ending: &str,
        text: &SecretText,
    ) -> Result<PathBuf, PlatformError> {
        self.inner.platform.save_text(name, ending, text)
    }
    fn choose_file(&self, kind: FileKind) -> Result<Option<PathBuf>, PlatformError> {
        self.inner.platform.choose_file(kind)
    }
    fn read_picture(&self, path: &Path, side: u32) -> Result<Picture, PlatformError> {
        self.inner.platform.read_picture(path, side)
    }
    fn print_text(&self, text: &Secret) -> Result<(), PlatformError> {
        self.inner.platform.print_text(text)
    }
    fn read_text(&self, path: &Path) -> Result<String, PlatformError> {
        let error = PlatformError("made to fail".to_owned());
        pass!(
            self,
            "read_text",
            error,
            self.inner.platform.read_text(path)
        )
    }
    fn start(
        &self,
        target: &Target,
        environment: &[(&'static str, String)],
    ) -> Result<(), PlatformError> {
        let error = PlatformError("made to fail".to_owned());
        let start = || self.inner.platform.start(target, environment);
        pass!(self, "start", error, start())
    }
}

impl Mailer for Faulty {
    fn send(&self, server: &MailServer, mail: &Mail) -> Result<(), MailError> {
        let error = MailError("made to fail".to_owned());
        pass!(self, "send", error, self.inner.mailer.send(server, mail))
    }
    fn send_later(&self, server: Arc<MailServer>, mail: Mail) {
        self.inner.mailer.send_later(server, mail);
    }
}
