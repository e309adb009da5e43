//! The platform of a desk, of which a test replaces some answers.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use egui_authenticator::domain::page::Target;
use egui_authenticator::domain::remember_me::TokenHash;
use egui_authenticator::domain::secret::{Secret, SecretText};
use egui_authenticator::service::ports::{
    Changed, FileKind, Picture, Platform, PlatformError, Watch,
};

/// Answers as another platform does, except for what is given here.
pub struct OtherPlatform {
    pub inner: Arc<dyn Platform>,
    pub reduces_motion: Option<bool>,
    pub device: Option<(TokenHash, &'static str)>,
    /// The last start of the computer, in place of what the other platform says.
    pub boot: Option<Result<TokenHash, PlatformError>>,
    /// What was started, which is noted in place of starting it.
    pub started: Option<Started>,
    pub chosen_file: Option<Result<Option<PathBuf>, PlatformError>>,
    /// Where printed texts go.
    pub printed: Option<Arc<Mutex<Vec<String>>>>,
}

/// Targets with the environment in which they were started.
pub type Started = Arc<Mutex<Vec<(Target, Vec<(&'static str, String)>)>>>;

impl OtherPlatform {
    pub fn new(inner: &Arc<dyn Platform>) -> Self {
        Self {
            inner: Arc::clone(inner),
            reduces_motion: None,
            device: None,
            boot: None,
            started: None,
            chosen_file: None,
            printed: None,
        }
    }
}

impl Platform for OtherPlatform {
    fn watch_sleep(&self, locked: Changed) -> Option<Watch> {
        self.inner.watch_sleep(locked)
    }

    fn languages(&self) -> Vec<String> {
        self.inner.languages()
    }

    fn reduces_motion(&self) -> bool {
        let other = self.reduces_motion;
        other.unwrap_or_else(|| self.inner.reduces_motion())
    }

    fn device(&self) -> TokenHash {
        let other = self.device.map(|(id, _)| id);
        other.unwrap_or_else(|| self.inner.device())
    }

    fn device_name(&self) -> String {
        let other = self.device.map(|(_, name)| name.to_owned());
        other.unwrap_or_else(|| self.inner.device_name())
    }

    fn boot(&self) -> Option<TokenHash> {
        let other = self.boot.clone();
        other.map_or_else(|| self.inner.boot(), Result::ok)
    }

    fn save_text(
        &self,
        name: &str,
        ending: &str,
        text: &SecretText,
    ) -> Result<PathBuf, PlatformError> {
        self.inner.save_text(name, ending, text)
    }

    fn choose_file(&self, kind: FileKind) -> Result<Option<PathBuf>, PlatformError> {
        let other = self.chosen_file.clone();
        other.unwrap_or_else(|| self.inner.choose_file(kind))
    }

    fn read_picture(&self, path: &Path, side: u32) -> Result<Picture, PlatformError> {
        self.inner.read_picture(path, side)
    }

    fn print_text(&self, text: &Secret) -> Result<(), PlatformError> {
        let Some(printed) = &self.printed else {
            return self.inner.print_text(text);
        };
        let mut printed = printed.lock().unwrap_or_else(PoisonError::into_inner);
        printed.push(text.expose().to_owned());
        Ok(())
    }

    fn read_text(&self, path: &Path) -> Result<String, PlatformError> {
        self.inner.read_text(path)
    }

    fn start(
        &self,
        target: &Target,
        environment: &[(&'static str, String)],
    ) -> Result<(), PlatformError> {
        if let Some(started) = &self.started {
            let mut started = started.lock().expect("not poisoned");
            started.push((target.clone(), environment.to_vec()));
            return Ok(());
        }
        self.inner.start(target, environment)
    }
}
