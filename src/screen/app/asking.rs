//! What is asked for a password over whatever is open: the consent of a second person, or a signature; one at a time.

use std::time::Duration;

use crate::screen::app::screen::{AppScreen, Notice};
use crate::screen::approval::{Answer, AskedApproval, Waiting};
use crate::screen::effects::{Effects, Now};
use crate::screen::form::notice::FormNotice;
#[cfg(feature = "signatures")]
use crate::screen::signing;
use crate::service::admin_action::ActionError;
use crate::service::approvals::error::ApprovalError;
use crate::service::command::Finished;
use crate::service::pages::LaunchError;
use crate::service::users::UserError;

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

    /// Returns whether an action of the host app can be approved now.
    ///
    /// # Errors
    /// - [`ApprovalError::UnderWay`] if something else is asked for.
    /// - [`ApprovalError::NotNamed`] if the file does not name this one.
    pub fn check_approval(&self, asked: &AskedApproval) -> Result<(), ApprovalError> {
        let rule = self.session_view.settings.approval(asked.name());
        if self.asks_password() {
            return Err(ApprovalError::UnderWay);
        }
        rule.map(drop).ok_or(ApprovalError::NotNamed)
    }

    /// Returns how long it is until the dialog, an approval, or the time of an approved page ends.
    #[must_use]
    pub(crate) fn until_dialog_ends(&self, now: Now) -> Option<Duration> {
        #[cfg(feature = "signatures")]
        if let Some(left) = self.signing.left(now) {
            return Some(left);
        }
        let page = self.open.as_ref().and_then(|page| page.left(now));
        self.approval.left(now).into_iter().chain(page).min()
    }

    /// Lets time pass for the dialogs.
    pub(crate) fn on_dialog_time(&mut self, now: Now) {
        #[cfg(feature = "signatures")]
        self.signing.on_time(now);
        self.approval.on_time(now);
        if let Some(page) = &mut self.open {
            page.on_time(now);
        }
        self.follow_approval();
    }

    /// Says in the open dialog that a badge is not enough.
    pub(crate) fn refuse_badge(&mut self) {
        #[cfg(feature = "signatures")]
        self.signing.on_badge();
        self.approval.on_badge();
        if let Some(form) = self.action.reauthentication() {
            form.notice.get_or_insert(FormNotice::BadgeNotEnough);
        }
    }

    /// Closes the dialogs, and drops what was approved and not used.
    pub(super) fn close_dialogs(&mut self) {
        #[cfg(feature = "signatures")]
        self.signing.close();
        self.approval.close();
    }

    pub(super) fn ask_approval(&mut self, asked: AskedApproval, now: Now) {
        if !self.asks_password() {
            self.questions += 1;
            self.approval.ask(asked, &self.session_view, now);
        }
    }

    #[cfg(feature = "signatures")]
    pub(super) fn on_signing(&mut self, event: signing::Event, effects: &mut Effects) {
        if matches!(event, signing::Event::Ask(_)) {
            if self.asks_password() {
                return;
            }
            self.questions += 1;
        }
        self.signing.on(event, &self.session_view, effects);
    }

    /// Takes in the end of a check.
    pub(super) fn on_dialog_finished(&mut self, finished: &mut Finished, effects: &mut Effects) {
        let now = effects.now();
        let session = &self.session_view.session;
        match self.approval.on_finished(finished, now) {
            // A page says by itself that it has to be approved.
            None | Some(Answer::Ended(Waiting::Page, _)) => {}
            Some(Answer::Granted(Waiting::Action, grant)) => {
                self.action.approved(grant, session, effects);
            }
            Some(Answer::Granted(waiting, grant)) => self.open_approved(waiting, grant, effects),
            Some(Answer::Ended(Waiting::Action, summary)) => {
                let error = UserError::ApprovalRequired(Box::new(summary));
                self.refuse(ActionError::Users(error), effects);
            }
            Some(Answer::Ended(Waiting::Item(_), summary)) => {
                let error = LaunchError::ApprovalRequired(Box::new(summary));
                self.notice = Some(Notice::NotStarted(error));
            }
        }
        self.follow_approval();
        #[cfg(feature = "signatures")]
        self.signing.on_finished(finished, now);
    }
}
