//! A second person approves actions of the program itself, pages of the file, and their items: what was asked for waits while the
//! dialog is open, and runs again with what was approved.

use crate::domain::approval::ActionSummary;
use crate::service::admin_action::ActionError;
use crate::service::approvals::grant::Grant;
use crate::service::command::Finished;
use crate::service::pages::commands::Launch;
use crate::service::pages::{LaunchError, PageError};
use crate::service::users::UserError;

use crate::screen::app::screen::{AppScreen, Notice};
use crate::screen::approval::{self, AskedApproval, Waiting};
use crate::screen::effects::{Effects, Now};

impl AppScreen {
    /// Asks a second person to approve the action that waits. Another dialog that is open stays, and the action is refused.
    pub(super) fn ask_approval_of(&mut self, summary: ActionSummary, effects: &mut Effects) {
        if self.is_asking() {
            let error = UserError::ApprovalRequired(Box::new(summary));
            self.action.drop_unapproved();
            return self.refuse(ActionError::Users(error), effects);
        }
        let asked = AskedApproval::of_ours(summary, Waiting::Action);
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

    /// Hides what a second person has approved, and closes the dialog that asks for it: the page is left, or the window locked.
    pub(super) fn hide_page(&mut self) {
        if let Some(page) = &mut self.open {
            page.hide();
        }
        self.launched = None;
        if self.approval.is_asking_for_page() {
            self.approval.close();
        }
    }

    /// Takes in the content of the open page. Asks a second person to approve it if the user waits for it.
    pub(super) fn on_page_finished(&mut self, finished: &mut Finished, now: Now) {
        let page = self.open.as_mut();
        if let Some(summary) = page.and_then(|page| page.on_finished(finished)) {
            self.ask_approval(AskedApproval::of_ours(summary, Waiting::Page), now);
        }
    }

    /// Reads the open page again, so that a second person is asked to approve it.
    pub(super) fn want_page(&mut self, effects: &mut Effects) {
        if let Some(page) = &mut self.open {
            page.want(&self.session_view.session, effects);
        }
    }

    /// Opens the page, or starts the item, that was approved. One that has changed meanwhile has to be approved again.
    pub(super) fn open_approved(&mut self, waiting: Waiting, grant: Grant, effects: &mut Effects) {
        let Some(page) = &mut self.open else {
            return;
        };
        match waiting {
            Waiting::Action => {}
            Waiting::Page => page.approved(grant, &self.session_view.session, effects),
            Waiting::Item(item) => {
                page.approvals().add(grant);
                self.launch(item, true, effects);
            }
        }
    }

    /// Starts an item of the open page.
    pub(super) fn launch(&mut self, item: usize, is_approved: bool, effects: &mut Effects) {
        if let Some(page) = &self.open {
            let approvals = page.approvals().clone();
            self.notice = None;
            self.launched = Some(item);
            self.launching = effects.start(Launch {
                session: self.session_view.session.with_approvals(approvals),
                page: page.id.clone(),
                item,
                is_approved,
            });
        }
    }

    /// Takes in the end of a launch.
    pub(super) fn on_launched(
        &mut self,
        result: Result<String, LaunchError>,
        effects: &mut Effects,
    ) {
        // Nothing is asked for or told after a lock, or on another page.
        let item = self.launched.take();
        match (result, item) {
            (Ok(title), Some(_)) => self.notice = Some(Notice::Started(title)),
            (Ok(_), None) => {}
            (Err(LaunchError::ApprovalRequired(summary)), Some(item)) => {
                let asked = AskedApproval::of_ours(*summary, Waiting::Item(item));
                self.ask_approval(asked, effects.now());
            }
            (Err(error), _) => {
                if matches!(error, LaunchError::Page(PageError::ApprovalRequired(_))) {
                    self.hide_page();
                }
                self.notice = Some(Notice::NotStarted(error));
            }
        }
    }
}
