//! What comes of the actions of the users screen.

use std::time::Duration;

use crate::domain::recovery::{FIRST_SECONDS, RESET_SECONDS};
use crate::service::Session;
use crate::service::admin_action::{ActionError, ActionOutcome, AdminAction};
use crate::service::ports::StoreError;
use crate::service::users::bulk::BulkSummary;
use crate::service::users::list::{Status, UserRow};

use crate::screen::effects::{Effects, Now};
use crate::screen::users::done::{CompletedAction, Notice, Toast};
use crate::screen::users::part::Part;
use crate::screen::users::results::Results;
use crate::screen::users::screen::UsersScreen;

impl UsersScreen {
    /// Takes in that an action is done.
    pub fn done(&mut self, action: &AdminAction, outcome: ActionOutcome, now: Now) {
        match outcome {
            ActionOutcome::Code(code) => {
                let (username, is_first) = match action {
                    AdminAction::Add { user, .. } => (user.username.trim().to_owned(), true),
                    AdminAction::StartReset(username) => (username.clone(), false),
                    _ => return,
                };
                let is_unused = |row: &UserRow| row.status == Status::NotSignedInYet;
                let is_first = is_first || self.find(&username).is_some_and(is_unused);
                let lifetime = if is_first {
                    FIRST_SECONDS
                } else {
                    RESET_SECONDS
                };
                self.show(Part::Code {
                    username,
                    code,
                    is_first,
                    expires_at: now + Duration::from_secs(lifetime.unsigned_abs()),
                });
            }
            ActionOutcome::Invited(count) => {
                self.show(Part::List);
                self.notice = Some(Notice::Invited(count));
            }
            ActionOutcome::Imported(imported) => {
                self.toast = None;
                let notice = Notice::Imported(imported.added, imported.changed);
                let results = Results::of_import(imported);
                self.show(results.map_or(Part::List, Part::Results));
                self.notice = Some(notice);
            }
            ActionOutcome::Bulk(summary) => self.changed(action, summary),
            ActionOutcome::Done => self.finish(action),
            ActionOutcome::Saved(path) => {
                self.notice = Some(Notice::Saved(path.display().to_string()));
            }
        }
    }

    /// Shows what came of a change of several users.
    fn changed(&mut self, action: &AdminAction, summary: BulkSummary) {
        let AdminAction::Bulk { change, .. } = action else {
            return;
        };
        if summary.is_cancelled {
            self.show(Part::List);
            self.notice = Some(Notice::Cancelled);
            return;
        }
        let is_late = matches!(&self.part, Part::Bulk(form) if form.is_cancelled());
        self.selection.clear();
        // What it says was done before may be undone by what its Undo does.
        self.toast = None;
        let notice = Notice::Changed {
            kind: change.action.kind(),
            count: summary.changed,
            role: change.action.role().map(ToOwned::to_owned),
            is_late,
        };
        let results = Results::of(&change.action, summary);
        let has_results = results.is_some();
        self.show(results.map_or(Part::List, Part::Results));
        if is_late || !has_results {
            self.notice = Some(notice);
        }
    }

    /// Leaves the form or the question of an action, and the page of a user who is gone, and says what was done.
    fn finish(&mut self, action: &AdminAction) {
        let completed = CompletedAction::of(action);
        let before = completed.and_then(|(_, name)| self.find(&name));
        let Some(toast) = Toast::of(action, before, &self.customization, self.toasts + 1) else {
            return;
        };
        self.toasts += 1;
        self.notice = None;
        let is_gone = matches!(
            toast.done,
            CompletedAction::Removed | CompletedAction::Erased
        );
        match &self.part {
            Part::Details(username) | Part::Confirm { username, .. }
                if is_gone && *username == toast.name =>
            {
                self.show(Part::List);
            }
            Part::Rename(_) => self.show(Part::Details(toast.name.clone())),
            Part::Form(_) | Part::Confirm { .. } | Part::Badge { .. } => self.back(),
            _ => {}
        }
        self.toast = Some(toast);
    }

    /// Takes in that an action was refused.
    pub fn refused(&mut self, error: ActionError, session: &Session, effects: &mut Effects) {
        let is_changed = error == ActionError::Users(StoreError::Changed.into());
        if is_changed && matches!(self.part, Part::Form(_)) {
            self.refresh(session, effects);
        }
        if let (Part::Form(form), ActionError::Users(error)) = (&mut self.part, &error)
            && form.refused(error)
        {
            return;
        }
        if let Part::Rename(form) = &mut self.part
            && form.refused(&error)
        {
            return;
        }
        self.notice = Some(Notice::Failed(error));
    }
}
