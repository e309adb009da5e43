//! The clipboard, for secrets.

use crate::domain::secret::Secret;

use crate::service::ports::platform::PlatformError;

/// The clipboard of the desktop, for secrets that the user copies (R73).
///
/// # Contract
///
/// - What is copied is marked as not for clipboard histories, where the system knows such a mark.
/// - [`Self::clear`] leaves alone what another program has put there since.
/// - Both methods may block, and are called off the window's thread, one after the other.
pub trait Clipboard: Send + Sync {
    /// Puts a secret on the clipboard.
    ///
    /// # Errors
    /// [`PlatformError`] if there is no clipboard, or it cannot be used.
    fn copy(&self, secret: &Secret) -> Result<(), PlatformError>;

    /// Clears the clipboard if it still holds the secret that was copied last. Does nothing if none was.
    ///
    /// # Errors
    /// [`PlatformError`] if the clipboard cannot be read or cleared. The secret counts as copied still, so that
    /// the next call tries again.
    fn clear(&self) -> Result<(), PlatformError>;
}
