//! The commands of the backups.

use std::sync::Arc;

use crate::service::backups::{BackupList, Backups, RestorePreview};
use crate::service::command::Command;
use crate::service::session::Session;
use crate::service::users::error::UserError;

/// Lists the backups for an administrator.
#[derive(Debug)]
pub struct ListBackups(pub Session);

impl Command for ListBackups {
    type Output = Result<BackupList, UserError>;
    type Part = Backups;

    fn run(self, backups: &Backups) -> Self::Output {
        backups.overview(&self.0)
    }
}

/// Finds out what restoring a backup would change.
pub struct PreviewRestore {
    /// The administrator's session.
    pub session: Session,
    /// The number of the backup.
    pub number: u64,
}

opaque_debug!(PreviewRestore);

impl Command for PreviewRestore {
    type Output = Result<Arc<RestorePreview>, UserError>;
    type Part = Backups;

    fn run(self, backups: &Backups) -> Self::Output {
        backups.preview(&self.session, self.number)
    }
}
