//! Whether the user of a session can sign content, and what they have typed for it.

use std::sync::atomic::{AtomicBool, Ordering};

/// What a lock of the window takes from a signer.
#[derive(Default)]
pub(crate) struct SigningState {
    is_locked: AtomicBool,
    has_signed: AtomicBool,
}

impl SigningState {
    /// Takes in that the window of the session is locked, or no longer is. The next signature needs the username again.
    pub(crate) fn set_locked(&self, is_locked: bool) {
        self.is_locked.store(is_locked, Ordering::Release);
        self.has_signed.store(false, Ordering::Release);
    }

    /// Returns `true` while the window of the session is locked.
    pub(crate) fn is_locked(&self) -> bool {
        self.is_locked.load(Ordering::Acquire)
    }

    /// Returns `true` if the user has typed their username to sign content since the session began or was unlocked.
    #[cfg(feature = "signatures")]
    pub(crate) fn has_signed(&self) -> bool {
        self.has_signed.load(Ordering::Acquire)
    }

    /// Takes in that the user has typed their username to sign content.
    #[cfg(feature = "signatures")]
    pub(crate) fn note_signed(&self) {
        self.has_signed.store(true, Ordering::Release);
    }
}
