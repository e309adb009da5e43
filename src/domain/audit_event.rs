//! Events of the audit log.

use crate::domain::account_id::AccountId;
use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditDetail;
use crate::domain::timestamp::Timestamp;

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuditEvent {
    /// The time.
    pub at: Timestamp,
    /// The kind.
    pub kind: AuditKind,
    /// The username of the user who acted; empty for the owner of the file.
    pub who: String,
    /// The username of the affected user; empty if it is the same one.
    pub whom: String,
    /// The account of the user who acted, if there was one.
    pub who_id: Option<AccountId>,
    /// The account of the affected user, if there was one.
    pub whom_id: Option<AccountId>,
    /// Whether it was done, or refused.
    pub is_done: bool,
    /// How it was done, or why it was refused.
    #[doc(hidden)]
    pub detail: AuditDetail,
}

impl AuditEvent {
    /// Returns what the owner of the file has done to no user, without a detail.
    #[must_use]
    #[doc(hidden)]
    pub fn new(at: Timestamp, kind: AuditKind) -> Self {
        Self {
            at,
            kind,
            who: String::new(),
            whom: String::new(),
            who_id: None,
            whom_id: None,
            is_done: true,
            detail: AuditDetail::None,
        }
    }
}
