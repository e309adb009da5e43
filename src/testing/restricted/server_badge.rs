//! What the server keeps of a badge, and what it limits.

use crate::domain::badge::BadgeRecord;
use crate::domain::timestamp::Timestamp;

/// A badge of a restricted computer.
#[derive(Clone)]
pub(super) struct ServerBadge {
    pub(super) computer: u64,
    pub(super) record: BadgeRecord,
    /// When the number was last shown to another user.
    pub(super) shown_at: Option<Timestamp>,
}

impl ServerBadge {
    pub(super) fn is_at(&self, computer: u64) -> bool {
        self.computer == computer
    }
}

/// What is limited.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Limit {
    Unknown,
    Numbers,
}
