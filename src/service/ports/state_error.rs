//! Why a state store fails.

use crate::service::ports::failure::FailureKind;

/// Why a state store failed. A text is the system's reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StateError {
    /// Another process has used the store for too long.
    #[error("another program is using the state database")]
    #[doc(hidden)]
    Busy,
    /// The disk is full.
    #[error("the disk of the state database is full")]
    #[doc(hidden)]
    Full,
    /// A newer version of the program has made the store.
    #[error("the state database is of a newer version of this program")]
    #[doc(hidden)]
    Newer,
    /// The stored data is damaged.
    #[error("the state database is damaged: {0}")]
    #[doc(hidden)]
    Damaged(String),
    /// The operating system refuses access.
    #[error("access to the state database is denied: {0}")]
    #[doc(hidden)]
    Denied(String),
    /// The store does not work, for another reason.
    #[error("the state database cannot be used: {0}")]
    #[doc(hidden)]
    Unavailable(String),
}

impl StateError {
    /// Returns what can be done about it.
    #[must_use]
    pub fn kind(&self) -> FailureKind {
        match self {
            Self::Busy | Self::Full | Self::Unavailable(_) => FailureKind::Unavailable,
            Self::Newer | Self::Damaged(_) => FailureKind::Invalid,
            Self::Denied(_) => FailureKind::Denied,
        }
    }
}
