//! Errors that concern a whole form rather than one of its fields.

use std::time::Duration;

use crate::domain::access_times::AccessRefusal;
use crate::domain::quick_unlock::QuickRefusal;
use crate::domain::throttle::Locked;
use crate::service::account::AccountError;
use crate::service::ports::{PlatformError, SessionLimitError, StateError, StoreError, VaultError};
use crate::service::registration::RegisterError;

use crate::screen::form::field::FieldError;

/// An error that is shown above a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormNotice {
    /// The user is locked out: until this time since the start of the program, or until an administrator
    /// unlocks the user if absent.
    Locked(Option<Duration>),
    /// Too many passwords were wrong while the user accounts cannot be reached.
    OfflineTries,
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
    /// Too many codes were tried on this computer.
    TooManyCodes,
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
    /// The PIN does not unlock at the moment.
    Pin(QuickRefusal),
    /// The badge belongs to no user who can sign in here.
    BadgeUnknown,
    /// The badge belongs to another user.
    BadgeTaken,
    /// Too many unknown badges were scanned, so that no more are looked at for a while.
    TooManyBadges,
    /// So many were scanned on this computer that none is looked at for up to an hour.
    TooManyBadgesHere,
    /// A badge was scanned where the password is asked for.
    BadgeNotEnough,
    /// Codes are open behind the lock, which are shown only after the password.
    CodesOpen,
    /// The keyring, which a PIN needs, cannot be used.
    Keyring(VaultError),
    /// Two-step sign-in is required and cannot be switched off.
    Required,
    /// There is no dialog to choose a file.
    NoDialog(PlatformError),
    /// What was typed was cleared, because the window was not used for a while.
    Cleared,
}

/// What follows after a PIN was refused.
pub(crate) enum PinRefused {
    /// It can be entered again.
    Again(FieldError),
    /// The password is asked for.
    Password(AccountError),
}

/// Returns what follows after a PIN was refused.
pub(crate) fn pin_refused(error: AccountError) -> PinRefused {
    match error {
        AccountError::PinWrong(left @ 1..) => PinRefused::Again(FieldError::WrongPin(left)),
        AccountError::Pin(error) => PinRefused::Again(FieldError::Pin(error)),
        AccountError::PinWrong(_) => PinRefused::Password(QuickRefusal::Spent.into()),
        error => PinRefused::Password(error),
    }
}

impl FormNotice {
    /// Returns the notice for an error at `now`; `None` if the error belongs to a field.
    #[must_use]
    pub fn of(error: AccountError, now: Duration) -> Option<Self> {
        Some(match error {
            AccountError::Locked(locked) => Self::locked(locked, now),
            AccountError::OfflineTries => Self::OfflineTries,
            AccountError::Store(error) => Self::Store(error),
            AccountError::State(error) => Self::State(error),
            AccountError::SessionLimit(error) => Self::SessionLimit(error),
            AccountError::Hasher(_) => Self::NotHashed,
            AccountError::KeyLost => Self::KeyLost,
            AccountError::NotNow(refusal) => Self::NotNow(refusal),
            AccountError::Quick(refusal) => Self::Pin(refusal),
            AccountError::Vault(error) => Self::Keyring(error),
            AccountError::BadgeUnknown => Self::BadgeUnknown,
            AccountError::BadgeTaken => Self::BadgeTaken,
            AccountError::TooManyBadges => Self::TooManyBadgesHere,
            AccountError::Required => Self::Required,
            _ => return None,
        })
    }

    /// Returns `true` if it goes when the user accounts can be reached again.
    pub(crate) fn is_outage(&self) -> bool {
        matches!(
            self,
            Self::OfflineTries | Self::Store(StoreError::Unavailable(_))
        )
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
