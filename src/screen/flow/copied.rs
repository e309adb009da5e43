//! Secrets on the clipboard: copied by a user, and cleared after a while, and when the user leaves (R73).

use std::time::Duration;

use crate::domain::secret::Secret;
use crate::service::clipboard::{ClearClipboard, CopySecret};
use crate::service::command::Finished;
use crate::service::ports::PlatformError;

use crate::screen::effects::{Effects, Now, Pending};

/// How long a secret stays on the clipboard.
pub const CLIPBOARD_TIME: Duration = Duration::from_secs(30);

/// What became of a secret that the user copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyResult {
    /// It is on the clipboard until this time.
    Until(Now),
    /// It could not be copied.
    Failed(PlatformError),
}

/// A secret that the user copied, if any.
#[derive(Default)]
pub(super) struct Copied {
    copying: Pending<CopySecret>,
    pub(super) result: Option<CopyResult>,
}

impl Copied {
    /// Puts a secret on the clipboard.
    pub(super) fn copy(&mut self, secret: Secret, effects: &mut Effects) {
        self.copying = effects.start(CopySecret(secret));
        self.result = None;
    }

    /// Clears the clipboard, if anything was put there.
    pub(super) fn clear(&mut self, effects: &mut Effects) {
        let was_copied = matches!(self.result.take(), Some(CopyResult::Until(_)));
        if was_copied || self.copying.is_waiting() {
            self.copying.cancel();
            effects.run(ClearClipboard);
        }
    }

    /// Takes in that a secret was copied, or not.
    pub(super) fn on_finished(&mut self, finished: &mut Finished, now: Now) {
        if let Some(result) = self.copying.take(finished) {
            self.result = Some(match result {
                Ok(()) => CopyResult::Until(now + CLIPBOARD_TIME),
                Err(error) => CopyResult::Failed(error),
            });
        }
    }
}
