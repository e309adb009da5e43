//! Which records are read.

use crate::domain::audit::AuditKind;

/// Which records to return, relative to now.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuditQuery {
    /// Only of the last local days, today included; `None` for all.
    #[doc(hidden)]
    pub days: Option<u32>,
    /// Only of this user.
    #[doc(hidden)]
    pub user: Option<String>,
    /// Only of this kind.
    #[doc(hidden)]
    pub kind: Option<AuditKind>,
    /// Maximum number of records.
    #[doc(hidden)]
    pub limit: u32,
}

impl AuditQuery {
    /// Returns the latest records, at most this many.
    #[must_use]
    pub const fn latest(limit: u32) -> Self {
        Self {
            days: None,
            user: None,
            kind: None,
            limit,
        }
    }

    /// Leaves only the last local days, today included.
    #[must_use]
    pub fn days(mut self, days: u32) -> Self {
        self.days = Some(days);
        self
    }

    /// Leaves only what this user did or what was done to this user.
    #[must_use]
    pub fn user(mut self, username: impl Into<String>) -> Self {
        self.user = Some(username.into());
        self
    }

    /// Leaves only this kind.
    #[must_use]
    pub fn kind(mut self, kind: AuditKind) -> Self {
        self.kind = Some(kind);
        self
    }
}
