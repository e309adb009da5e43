//! A second person approves actions of the program itself: the action waits while the dialog is open, and runs again with what
//! was approved.

use crate::domain::approval::ActionSummary;
use crate::service::admin_action::ActionError;
use crate::service::users::UserError;

use crate::screen::app::screen::AppScreen;
use crate::screen::approval::{self, AskedApproval};
use crate::screen::effects::Effects;

impl AppScreen {
    /// Asks a second person to approve the action that waits. Another dialog that is open stays, and the action is refused.
    pub(super) fn ask_approval_of(&mut self, summary: ActionSummary, effects: &mut Effects) {
        if self.is_asking() {
            let error = UserError::ApprovalRequired(Box::new(summary));
            self.action.drop_unapproved();
            return self.refuse(ActionError::Users(error), effects);
        }
        let asked = AskedApproval::built_in(summary);
        self.ask_approval(asked, effects.now());
    }

    pub(super) fn on_approval(&mut self, event: approval::Event, effects: &mut Effects) {
        self.approval.on(event, effects);
        self.follow_approval();
    }

    /// Drops an action that waits for an approval once the dialog is closed.
    pub(super) fn follow_approval(&mut self) {
        if !self.approval.is_asking() {
            self.action.drop_unapproved();
            self.note_change_end();
        }
    }
}
