//! Why a server that decides gives no verdict.

use crate::service::ports::failure::FailureKind;
use crate::service::ports::store_error::StoreError;

/// Why a server gives no verdict.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AuthorityError {
    /// The window was closed, or the user cancelled.
    #[error("the check was cancelled")]
    Left,
    /// The account has no session of this computer any more.
    #[error("the session has ended")]
    Ended,
    /// The server cannot be reached, or does not answer as it should.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl AuthorityError {
    /// Returns what can be done about it.
    #[must_use]
    pub fn kind(&self) -> FailureKind {
        match self {
            Self::Left => FailureKind::Unavailable,
            Self::Ended => FailureKind::Invalid,
            Self::Store(error) => error.kind(),
        }
    }
}
