//! The desktop of a kiosk: starts only the programs that the command line lists.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::page::Target;
use crate::domain::remember_me::TokenHash;
use crate::domain::secret::{Secret, SecretText};
use crate::service::ports::{Changed, FileKind, Picture, Platform, PlatformError, Watch};
use crate::store::platform::PRINT;

/// Another platform, without what leads out of a kiosk: other programs than those that are listed, files and links, dialogs of the
/// desktop, and printing.
pub struct KioskPlatform {
    inner: Arc<dyn Platform>,
    allowed: Vec<String>,
}

opaque_debug!(KioskPlatform);

impl KioskPlatform {
    /// Lets these programs be started, each by exactly this name or path.
    #[must_use]
    pub fn new(inner: Arc<dyn Platform>, allowed: Vec<String>) -> Self {
        Self { inner, allowed }
    }

    fn check(&self, program: &str) -> Result<(), PlatformError> {
        let is_allowed = self.allowed.iter().any(|allowed| allowed == program);
        is_allowed.then_some(()).ok_or_else(refused)
    }
}

fn refused() -> PlatformError {
    PlatformError(PlatformError::KIOSK.to_owned())
}

impl Platform for KioskPlatform {
    fn watch_sleep(&self, locked: Changed) -> Option<Watch> {
        self.inner.watch_sleep(locked)
    }

    fn languages(&self) -> Vec<String> {
        self.inner.languages()
    }

    fn reduces_motion(&self) -> bool {
        self.inner.reduces_motion()
    }

    fn device(&self) -> TokenHash {
        self.inner.device()
    }

    fn device_name(&self) -> String {
        self.inner.device_name()
    }

    fn boot(&self) -> Option<TokenHash> {
        self.inner.boot()
    }

    fn save_text(
        &self,
        name: &str,
        ending: &str,
        text: &SecretText,
    ) -> Result<PathBuf, PlatformError> {
        self.inner.save_text(name, ending, text)
    }

    fn print_text(&self, text: &Secret) -> Result<(), PlatformError> {
        self.check(PRINT[0])?;
        self.inner.print_text(text)
    }

    fn read_text(&self, path: &Path) -> Result<String, PlatformError> {
        self.inner.read_text(path)
    }

    fn choose_file(&self, _: FileKind) -> Result<Option<PathBuf>, PlatformError> {
        Err(refused())
    }

    fn read_picture(&self, path: &Path, side: u32) -> Result<Picture, PlatformError> {
        self.inner.read_picture(path, side)
    }

    fn start(
        &self,
        target: &Target,
        environment: &[(&'static str, String)],
    ) -> Result<(), PlatformError> {
        match target {
            Target::Program { program, .. } => self.check(program)?,
            Target::File(_) | Target::Link(_) => return Err(refused()),
        }
        self.inner.start(target, environment)
    }
}
