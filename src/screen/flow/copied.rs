//! Secrets on the clipboard: copied by a user, and cleared after a while, and when the user leaves (R73).

use std::time::Duration;

use crate::domain::secret::Secret;
use crate::domain::settings::Lock;
use crate::service::clipboard::{ClearClipboard, CopySecret};
use crate::service::command::Finished;
use crate::service::ports::PlatformError;

use crate::screen::effects::{Effects, Now, Pending};

/// What became of a secret that the user copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CopyResult {
    /// It is on the clipboard.
    Done {
        /// When it will be cleared.
        until: Now,
        /// How long that is after it was copied.
        time: Duration,
    },
    /// It could not be copied.
    Failed(PlatformError),
}

/// A secret that the user copied, if any.
#[derive(Default)]
pub(super) struct Copied {
    /// What the settings say of the clipboard and of the idle limit.
    pub(super) lock: Lock,
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
        let was_copied = matches!(self.result.take(), Some(CopyResult::Done { .. }));
        if was_copied || self.copying.is_waiting() {
            self.copying.cancel();
            effects.run(ClearClipboard);
        }
    }

    /// Takes in that a secret was copied, or not.
    pub(super) fn on_finished(&mut self, finished: &mut Finished, now: Now) {
        if let Some(result) = self.copying.take(finished) {
            self.result = Some(match result {
                Ok(()) => {
                    let time = self.lock.clipboard_time();
                    let until = now + time;
                    CopyResult::Done { until, time }
                }
                Err(error) => CopyResult::Failed(error),
            });
        }
    }
}
