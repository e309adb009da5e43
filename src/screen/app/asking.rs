//! What is asked for a password over whatever is open: the consent of a second person, or a signature; one at a time.

use std::time::Duration;

use crate::screen::app::screen::AppScreen;
use crate::screen::approval::AskedApproval;
use crate::screen::effects::{Effects, Now};
#[cfg(feature = "signatures")]
use crate::screen::signing;
use crate::service::command::Finished;

impl AppScreen {
    /// Returns `true` while a second person is asked to approve an action, or the user to sign.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        #[cfg(feature = "signatures")]
        if self.signing.is_asking() {
            return true;
        }
        self.approval.is_asking()
    }

    /// Returns which dialog is open, if one is: no two have the same number.
    pub(crate) fn question(&self) -> Option<u32> {
        self.is_asking().then_some(self.questions)
    }

    /// Returns how long it is until the dialog, or an approval, ends by itself.
    #[must_use]
    pub(crate) fn until_dialog_ends(&self, now: Now) -> Option<Duration> {
        #[cfg(feature = "signatures")]
        if let Some(left) = self.signing.left(now) {
            return Some(left);
        }
        self.approval.left(now)
    }

    /// Lets time pass for the dialogs.
    pub(crate) fn on_dialog_time(&mut self, now: Now) {
        #[cfg(feature = "signatures")]
        self.signing.on_time(now);
        self.approval.on_time(now);
        self.follow_approval();
    }

    /// Closes the dialogs, and drops what was approved and not used.
    pub(super) fn close_dialogs(&mut self) {
        #[cfg(feature = "signatures")]
        self.signing.close();
        self.approval.close();
    }

    pub(super) fn ask_approval(&mut self, asked: AskedApproval, now: Now) {
        if !self.is_asking() {
            self.questions += 1;
            self.approval.ask(asked, &self.session_view, now);
        }
    }

    #[cfg(feature = "signatures")]
    pub(super) fn on_signing(&mut self, event: signing::Event, effects: &mut Effects) {
        if matches!(event, signing::Event::Ask(_)) {
            if self.is_asking() {
                return;
            }
            self.questions += 1;
        }
        self.signing.on(event, &self.session_view, effects);
    }

    /// Takes in the end of a check.
    pub(super) fn on_dialog_finished(&mut self, finished: &mut Finished, effects: &mut Effects) {
        let now = effects.now();
        if let Some(grant) = self.approval.on_finished(finished, now) {
            let session = &self.session_view.session;
            self.action.approved(grant, session, effects);
        }
        self.follow_approval();
        #[cfg(feature = "signatures")]
        self.signing.on_finished(finished, now);
    }
}
