//! What is changed about several users at once.

use crate::domain::bulk_kind::BulkKind;

/// The most users who are changed at once at a restricted computer.
pub const BULK_MAX: usize = 100;

/// What changes about each of several users.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BulkAction {
    /// The user is disabled.
    Disable,
    /// The user is enabled.
    Enable,
    /// The user gets a role.
    GiveRole(String),
    /// The user loses a role.
    TakeRole(String),
    /// The user gets a reset code, as from `UserAdmin::start_reset`.
    NewCode,
}

impl BulkAction {
    /// Returns the role that is given or taken.
    #[must_use]
    pub fn role(&self) -> Option<&str> {
        match self {
            Self::GiveRole(role) | Self::TakeRole(role) => Some(role),
            Self::Disable | Self::Enable | Self::NewCode => None,
        }
    }

    /// Returns the kind of the action.
    #[must_use]
    pub fn kind(&self) -> BulkKind {
        match self {
            Self::Disable => BulkKind::Disable,
            Self::Enable => BulkKind::Enable,
            Self::GiveRole(_) => BulkKind::GiveRole,
            Self::TakeRole(_) => BulkKind::TakeRole,
            Self::NewCode => BulkKind::NewCode,
        }
    }
}
