//! Errors that concern a whole form rather than one of its fields.

use std::time::Duration;

use crate::domain::access_times::AccessRefusal;
use crate::domain::throttle::Locked;
use crate::service::account::AccountError;
use crate::service::ports::{SessionLimitError, StateError, StoreError};
use crate::service::registration::RegisterError;

/// An error that is shown above a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormNotice {
    /// The user is locked out: until this time since the start of the program, or until an administrator
    /// unlocks the user if absent.
    Locked(Option<Duration>),
    /// The configuration file cannot be used.
    Store(StoreError),
    /// The state database cannot be used.
    State(StateError),
    /// A limit on sessions has been reached.
    SessionLimit(SessionLimitError),
    /// Too many users wait for approval.
    TooManyWaiting,
    /// There were too many registrations on this computer.
    TooManyRegistrations,
    /// The e-mail address has to be proven, and no mail can be sent.
    NoMailServer,
    /// A code was sent to the e-mail address shortly before.
    CodeTooSoon,
    /// The password could not be hashed, or a secret could not be sealed.
    NotHashed,
    /// The user's key is sealed under a password that the user no longer has.
    KeyLost,
    /// The access of the user is limited to other days or hours.
    NotNow(AccessRefusal),
    /// Two-step sign-in is required and cannot be switched off.
    Required,
    /// The desktop has no dialog to choose a file.
    NoDialog,
    /// What was typed was cleared, because the window was not used for a while.
    Cleared,
}

impl FormNotice {
    /// Returns the notice for an error at `now`; `None` if the error belongs to a field.
    #[must_use]
    pub fn of(error: AccountError, now: Duration) -> Option<Self> {
        Some(match error {
            AccountError::Locked(locked) => Self::locked(locked, now),
            AccountError::Store(error) => Self::Store(error),
            AccountError::State(error) => Self::State(error),
            AccountError::SessionLimit(error) => Self::SessionLimit(error),
            AccountError::Hasher(_) => Self::NotHashed,
            AccountError::KeyLost => Self::KeyLost,
            AccountError::NotNow(refusal) => Self::NotNow(refusal),
            AccountError::Required => Self::Required,
            _ => return None,
        })
    }

    /// Returns the notice for a registration that failed; `None` if the error belongs to a field.
    #[must_use]
    pub fn of_registration(error: &RegisterError) -> Option<Self> {
        Some(match error {
            RegisterError::TooManyWaiting => Self::TooManyWaiting,
            RegisterError::TooManyHere => Self::TooManyRegistrations,
            RegisterError::NoMailServer | RegisterError::ProofRequired => Self::NoMailServer,
            RegisterError::CodeTooSoon => Self::CodeTooSoon,
            RegisterError::Hasher(_) => Self::NotHashed,
            RegisterError::State(error) => Self::State(error.clone()),
            RegisterError::Store(error) => Self::Store(error.clone()),
            RegisterError::EmailNotAccepted
            | RegisterError::UsernameTaken
            | RegisterError::Field(_) => return None,
        })
    }

    /// Returns the notice for a lockout that begins at `now`.
    #[must_use]
    pub fn locked(locked: Locked, now: Duration) -> Self {
        Self::Locked(match locked {
            Locked::For(seconds) => Some(now + Duration::from_secs(seconds.into())),
            Locked::UntilUnlocked => None,
        })
    }
}
