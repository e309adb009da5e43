//! What a second person has approved, as a server in memory keeps it.

use crate::domain::approval::ActionSummary;
use crate::service::Session;
use crate::service::approvals::held::HeldGrants;
use crate::service::ports::{ApprovalTicket, Snapshot};

/// What was approved in a session at the server.
pub(super) struct ApprovedAction {
    pub(super) ticket: ApprovalTicket,
    pub(super) summary: ActionSummary,
    pub(super) session: Session,
    pub(super) held: HeldGrants,
}

impl ApprovedAction {
    pub(super) fn holds(&self, snapshot: &Snapshot) -> bool {
        let by = (self.session.state(), snapshot);
        self.held.holds(&self.summary, by)
    }
}
