//! A badge at the lock: it names the user who unlocks or signs in, and may unlock.

use crate::domain::secret::Secret;
use crate::service::account::AccountError;
use crate::service::account::commands::{Unlock, UnlockWith};
use crate::service::sign_in::locking::LockReason;

use crate::screen::effects::Effects;
use crate::screen::form::notice::FormNotice;
use crate::screen::lock::LockScreen;

impl LockScreen {
    /// Locks again, and lets another user sign in once that is stored.
    pub(super) fn switch_away(&mut self, effects: &mut Effects) {
        self.cancel();
        self.reason = LockReason::SwitchedAway;
        self.locking = self.lock_again(effects);
    }

    /// Takes in a badge that was scanned.
    pub(crate) fn scan(&mut self, badge: Secret, effects: &mut Effects) {
        if self.locking.is_waiting() || self.is_settling() || self.is_unlocking() {
            return;
        }
        self.password.clear();
        self.code.clear();
        (self.error, self.notice) = (None, None);
        self.unlocking = effects.start(Unlock {
            session: self.session_view.session.clone(),
            with: UnlockWith::Badge(badge),
        });
    }

    /// Takes in that a badge does not unlock. Returns the error if it is not about the badge.
    pub(super) fn badge_refused(
        &mut self,
        error: AccountError,
        effects: &mut Effects,
    ) -> Result<(), AccountError> {
        match error {
            AccountError::BadgeNames(username) => {
                if username == self.session_view.session.user().username.as_str() {
                    self.ask(self.has_pin);
                } else {
                    self.next = Some(username);
                    self.switch_away(effects);
                }
            }
            AccountError::BadgeUnknown => self.notice = FormNotice::of(error, effects.now()),
            error => return Err(error),
        }
        Ok(())
    }
}
