//! The reasons why a recovery fails.

use crate::domain::password::PasswordError;
use crate::domain::recovery::CodeError;

use crate::service::ports::hasher::HasherError;
use crate::service::ports::state_error::StateError;
use crate::service::ports::store_error::StoreError;

/// The reason why a password was not reset, or a username not found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecoverError {
    /// Name and code do not match, or the code was used or has expired. Nothing tells which.
    #[error("not recovered")]
    Refused,
    /// Not a code; no attempt was made.
    #[error("the code: {0}")]
    Code(#[from] CodeError),
    /// Not an acceptable password. The code is still valid.
    #[error("the password: {0}")]
    Password(#[from] PasswordError),
    /// Too many codes were tried on this computer within an hour. Only at a restricted computer.
    #[error("too many codes were tried on this computer")]
    TooManyHere,
    /// Something could not be hashed or sealed.
    #[error(transparent)]
    Hasher(#[from] HasherError),
    /// The state database cannot be used.
    #[error(transparent)]
    State(#[from] StateError),
    /// The configuration file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}
