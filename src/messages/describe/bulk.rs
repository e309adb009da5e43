//! Messages about changes of several users.

use crate::service::users::bulk::BulkKind;

use crate::messages::Messages;

impl Messages {
    /// Returns what is done to so many users.
    #[must_use]
    pub fn bulk_title(&self, kind: BulkKind, count: usize) -> String {
        let name = match kind {
            BulkKind::Disable => "bulk-disable-count",
            BulkKind::Enable => "bulk-enable-count",
            BulkKind::GiveRole => "bulk-give-role-count",
            BulkKind::TakeRole => "bulk-take-role-count",
            BulkKind::NewCode => "bulk-new-code-count",
        };
        self.with(name, &[("count", count.into())])
    }

    /// Returns what was done to so many users.
    #[must_use]
    pub fn bulk_done(&self, kind: BulkKind, count: usize) -> String {
        let name = match kind {
            BulkKind::Disable => "bulk-disabled",
            BulkKind::Enable => "bulk-enabled",
            BulkKind::GiveRole => "bulk-role-given",
            BulkKind::TakeRole => "bulk-role-taken",
            BulkKind::NewCode => "bulk-codes-created",
        };
        self.with(name, &[("count", count.into())])
    }
}
