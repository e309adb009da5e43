//! What the state databases have in common: how much they keep, and what a stored record is.

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditDetail;

/// The most notices that are kept for a user; the oldest are removed first.
pub(crate) const NOTICES_MAX: u32 = 50;
/// How long an expired code may stay, in seconds.
pub(crate) const EXPIRED_SECONDS: i64 = 24 * 60 * 60;
/// The number of records of the audit log that are read at a time.
pub(crate) const RECORDS_AT_A_TIME: u32 = 10_000;

/// Returns the kind and the detail of a stored record of the audit log.
pub(crate) fn kind_and_detail(kind: &str, detail: &str) -> (AuditKind, AuditDetail) {
    // An unknown word was not written by this program: the link of the record cannot be right.
    let kind = AuditKind::parse(kind).unwrap_or(AuditKind::File);
    (kind, AuditDetail::parse(kind, detail))
}
