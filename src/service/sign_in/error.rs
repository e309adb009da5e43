//! The reasons why a sign-in fails.

use crate::domain::access_times::AccessRefusal;
use crate::domain::recovery::CodeError;
use crate::domain::throttle::Locked;

use crate::service::ports::{HasherError, SessionLimitError, StateError, StoreError};
use crate::service::throttle::AttemptError;
use crate::service::user_keys::OpenError;

/// The reason why a user was not signed in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignInError {
    /// The name or the password is wrong. Nothing tells which one.
    #[error("not signed in")]
    Refused,
    /// As [`Self::Refused`]. Many attempts failed, whatever their names, so that each further one is delayed.
    #[error("not signed in; further attempts are delayed")]
    Delaying,
    /// The input is not a code; no attempt was made.
    #[error("the code: {0}")]
    Code(#[from] CodeError),
    /// The code of the second factor is wrong, or was used before.
    #[error("incorrect code")]
    CodeWrong,
    /// The password was entered too long ago, the account has changed since, or the window was closed.
    #[error("the pending sign-in has expired")]
    Expired,
    /// The password is right, and anyone can read it in an example of this package. It signs in only in a demo.
    #[error("the password is published in an example")]
    Published,
    /// The password is right, but it had ended before an earlier version of the file was put back.
    #[error("the password is no longer valid")]
    Outdated,
    /// The password is right, and the account waits for approval.
    #[error("waiting for approval")]
    Pending,
    /// The password is right, and the access of the user is limited to other days or hours.
    #[error(transparent)]
    NotNow(#[from] AccessRefusal),
    /// The password is right, and the account has a second factor, which this restricted computer cannot check.
    #[error("the second factor can be checked at a trusted computer only")]
    #[doc(hidden)]
    SecondFactor,
    /// The password is right, and the account has to set up a second factor, which is not possible at a restricted computer.
    #[error("a second factor can be set up at a trusted computer only")]
    #[doc(hidden)]
    SetUpSecondFactor,
    /// Too many attempts failed; this one was not made. The same for names that do not exist.
    #[error("too many failed attempts")]
    Locked(Locked),
    /// Something could not be hashed or sealed.
    #[error(transparent)]
    Hasher(#[from] HasherError),
    /// There is no free session slot.
    #[error(transparent)]
    SessionLimit(
        #[from]
        #[doc(hidden)]
        SessionLimitError,
    ),
    /// The state database cannot be used, so that attempts cannot be counted.
    #[error(transparent)]
    State(#[from] StateError),
    /// The configuration file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<OpenError> for SignInError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Hasher(error) => error.into(),
            OpenError::Store(error) => error.into(),
        }
    }
}

impl From<AttemptError> for SignInError {
    fn from(error: AttemptError) -> Self {
        match error {
            AttemptError::Locked(locked) => Self::Locked(locked),
            AttemptError::Left => Self::Expired,
            AttemptError::State(error) => Self::State(error),
        }
    }
}
