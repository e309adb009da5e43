//! The backups: their list, and what restoring one would change.

use std::sync::Arc;

use crate::service::Session;
use crate::service::admin_action::AdminAction;
use crate::service::backups::commands::{ListBackups, PreviewRestore};
use crate::service::backups::{BackupList, RestorePreview};
use crate::service::command::Finished;
use crate::service::users::UserError;

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};

/// The backups.
#[derive(Default)]
pub struct Backups {
    /// The backups; absent until they are read.
    pub list: Option<BackupList>,
    /// What restoring one would change; the list is shown if absent.
    pub preview: Option<Arc<RestorePreview>>,
    listing: Pending<ListBackups>,
    previewing: Pending<PreviewRestore>,
}

/// What the user did with the backups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupEvent {
    /// Wants to see what restoring the backup with this number would change.
    Preview(u64),
    /// Wants to restore the backup of the preview.
    Restore,
    /// Wants to go back to the list.
    Back,
}

impl Backups {
    /// Reads the list.
    pub(crate) fn read(&mut self, session: &Session, effects: &mut Effects) {
        self.listing = effects.start(ListBackups(session.clone()));
    }

    /// Returns how the wait for the list or the preview looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        self.listing.busy(now).max(self.previewing.busy(now))
    }

    /// Handles what the user did. Returns the action to start.
    pub(crate) fn on(
        &mut self,
        event: BackupEvent,
        session: &Session,
        effects: &mut Effects,
    ) -> Option<AdminAction> {
        match event {
            BackupEvent::Preview(number) => {
                let session = session.clone();
                self.previewing = effects.start(PreviewRestore { session, number });
            }
            BackupEvent::Restore => return self.preview.clone().map(AdminAction::Restore),
            BackupEvent::Back => self.preview = None,
        }
        None
    }

    /// Takes in the list or the preview. Returns why there is none.
    pub(crate) fn on_finished(&mut self, finished: &mut Finished) -> Option<UserError> {
        let listed = self.listing.take(finished);
        let listed = listed.map(|listed| listed.map(|list| self.list = Some(list)));
        let previewed = self.previewing.take(finished);
        let previewed = previewed.map(|made| made.map(|preview| self.preview = Some(preview)));
        listed.or(previewed)?.err()
    }
}
