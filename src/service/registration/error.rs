//! The reasons why no account is created.

#[expect(unused_imports, reason = "for the documentation")]
use crate::domain::registration::{HOURLY_MAX, HOURLY_TRIES_MAX, WAITING_MAX};
use crate::domain::user_field::UserFieldError;

use crate::service::ports::hasher::HasherError;
use crate::service::ports::state_error::StateError;
use crate::service::ports::store_error::StoreError;

/// The reason why no account was created.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegisterError {
    /// The address may not register, or has an account. Nothing tells which.
    #[error("this e-mail cannot be registered")]
    EmailNotAccepted,
    /// Another user has this username, or one that looks like it.
    #[error("this username is taken")]
    UsernameTaken,
    /// A value is not acceptable.
    #[error(transparent)]
    Field(#[from] UserFieldError),
    /// [`WAITING_MAX`] users wait for approval already.
    #[error("too many users wait for approval")]
    TooManyWaiting,
    /// There were [`HOURLY_MAX`] registrations on this computer within an hour, or [`HOURLY_TRIES_MAX`] with those that
    /// were refused.
    #[error("too many registrations on this computer")]
    TooManyHere,
    /// The settings ask for proof of the e-mail address: see
    /// [`Registration::begin`](crate::service::registration::Registration::begin).
    #[error("the e-mail address has to be proven")]
    ProofRequired,
    /// The e-mail address has to be proven, and no mail can be sent.
    #[error("no mail server")]
    NoMailServer,
    /// A code was sent to the address shortly before.
    #[error("a code was sent shortly before")]
    CodeTooSoon,
    /// The password could not be hashed.
    #[error(transparent)]
    Hasher(#[from] HasherError),
    /// The audit log cannot be read, so that registrations cannot be counted.
    #[error(transparent)]
    State(#[from] StateError),
    /// The configuration file cannot be used.
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for RegisterError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NameRetired => Self::UsernameTaken,
            error => Self::Store(error),
        }
    }
}
