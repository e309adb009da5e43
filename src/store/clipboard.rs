//! The clipboard of the desktop.

use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::domain::secret::Secret;
use crate::service::ports::{Clipboard, PlatformError};

#[cfg(target_os = "macos")]
use arboard::SetExtApple as _;
#[cfg(all(unix, not(target_os = "macos")))]
use arboard::SetExtLinux as _;
#[cfg(windows)]
use arboard::SetExtWindows as _;

/// The clipboard of the desktop. It is opened when the first secret is copied.
#[derive(Default)]
pub struct SystemClipboard(Mutex<Held>);

opaque_debug!(SystemClipboard);

#[derive(Default)]
struct Held {
    /// On X11 and Wayland, this process serves what it has copied as long as this lives.
    clipboard: Option<arboard::Clipboard>,
    /// The digest of the secret that was copied last and is not cleared yet.
    copied: Option<[u8; 32]>,
}

impl Clipboard for SystemClipboard {
    fn copy(&self, secret: &Secret) -> Result<(), PlatformError> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let held = &mut *held;
        let clipboard = match &mut held.clipboard {
            Some(clipboard) => clipboard,
            none => none.insert(arboard::Clipboard::new().map_err(failed)?),
        };
        let set = clipboard.set().exclude_from_history();
        #[cfg(windows)]
        let set = set.exclude_from_cloud().exclude_from_monitoring();
        set.text(secret.expose()).map_err(failed)?;
        held.copied = Some(digest(secret.expose()));
        Ok(())
    }

    fn clear(&self) -> Result<(), PlatformError> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let held = &mut *held;
        let (Some(clipboard), Some(copied)) = (&mut held.clipboard, held.copied) else {
            return Ok(());
        };
        match clipboard.get_text().map(Zeroizing::new) {
            Ok(text) if digest(&text) == copied => clipboard.clear().map_err(failed)?,
            // Another text, or none.
            Ok(_) | Err(arboard::Error::ContentNotAvailable) => {}
            Err(error) => return Err(failed(error)),
        }
        held.copied = None;
        Ok(())
    }
}

fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn failed(error: arboard::Error) -> PlatformError {
    PlatformError(error.to_string())
}
