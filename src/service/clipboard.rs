//! Copying secrets, and clearing the clipboard of them (R73).

use std::sync::Arc;

use crate::domain::secret::Secret;

use crate::service::command::{Command, Lane};
use crate::service::context::Context;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{Clipboard, PlatformError};

/// The clipboard.
#[derive(Clone)]
pub struct SecretClipboard(Arc<dyn Clipboard>);

opaque_debug!(SecretClipboard);

impl From<&Context> for SecretClipboard {
    fn from(from: &Context) -> Self {
        Self(Arc::clone(&from.clipboard))
    }
}

/// Puts a secret on the clipboard.
pub struct CopySecret(pub Secret);

opaque_debug!(CopySecret);

impl Command for CopySecret {
    type Output = Result<(), PlatformError>;
    type Part = SecretClipboard;
    const LANE: Lane = Lane::Clipboard;

    fn run(self, SecretClipboard(clipboard): &SecretClipboard) -> Self::Output {
        clipboard.copy(&self.0)
    }
}

/// Clears the clipboard if it still holds the secret that was copied last.
#[derive(Debug)]
pub struct ClearClipboard;

impl Command for ClearClipboard {
    type Output = ();
    type Part = SecretClipboard;
    const LANE: Lane = Lane::Clipboard;

    fn run(self, SecretClipboard(clipboard): &SecretClipboard) {
        clipboard.clear().or_log("clear the clipboard");
    }
}
