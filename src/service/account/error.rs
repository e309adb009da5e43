//! The reasons why an account is not changed.

use crate::domain::access_times::AccessRefusal;
use crate::domain::password::PasswordError;
use crate::domain::pin::PinError;
use crate::domain::quick_unlock::QuickRefusal;
use crate::domain::recovery::CodeError;
use crate::domain::throttle::Locked;
use crate::domain::user_field::UserFieldError;

use crate::service::ports::{HasherError, SessionLimitError, StateError, StoreError, VaultError};
use crate::service::sign_in::error::SignInError;
use crate::service::throttle::AttemptError;
use crate::service::user_keys::OpenError;

/// The reason why an account was not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AccountError {
    /// The password is wrong.
    #[error("incorrect password")]
    Wrong,
    /// Too many attempts failed.
    #[error("too many failed attempts")]
    Locked(Locked),
    /// Too many passwords were wrong while the store could not be reached, which has to be waited for.
    #[error("too many failed attempts during an outage")]
    #[doc(hidden)]
    OfflineTries,
    /// The account has changed, too much time has passed, or the window was closed.
    #[error("the session has ended")]
    Ended,
    /// The password is right, and the access of the user is limited to other days or hours.
    #[error(transparent)]
    NotNow(#[from] AccessRefusal),
    /// The new password is the current one.
    #[error("the new password is the current one")]
    Same,
    /// The new password, or one of the details, is not acceptable.
    #[error(transparent)]
    Field(#[from] UserFieldError),
    /// Another user has this address or may register with it, or has one that looks like it.
    #[error("this e-mail is taken")]
    EmailTaken,
    /// The picture cannot be read. The text is the reason.
    #[error("the picture: {0}")]
    Picture(String),
    /// Not a code.
    #[error("the code: {0}")]
    Code(#[from] CodeError),
    /// The code from the app is wrong.
    #[error("incorrect code")]
    CodeWrong,
    /// The second factor is required, or there is none to turn off.
    #[error("two-step sign-in cannot be turned off")]
    Required,
    /// The settings do not let the user sign content, or another account has signed with the username.
    #[error("the user may not sign")]
    MayNotSign,
    /// The username of the signer is missing or wrong.
    #[error("the username of the signer is missing or wrong")]
    SignerName,
    /// The user key is wrapped with an earlier password; a recovery code opens it.
    #[error("the user key is wrapped with an earlier password")]
    KeyLost,
    /// Not an acceptable PIN.
    #[error(transparent)]
    #[doc(hidden)]
    Pin(#[from] PinError),
    /// The PIN is wrong; so many tries are left.
    #[error("incorrect PIN")]
    #[doc(hidden)]
    PinWrong(u8),
    /// The badge belongs to no user who can sign in here, or its number cannot be that of a badge.
    #[error("unknown badge")]
    #[doc(hidden)]
    BadgeUnknown,
    /// Too many badges were scanned on this computer, which is a restricted one, in the last hour.
    #[error("too many unknown badges on this computer")]
    #[doc(hidden)]
    TooManyBadges,
    /// The badge belongs to another user.
    #[error("the badge of another user")]
    #[doc(hidden)]
    BadgeTaken,
    /// The badge only names the user with this username.
    #[error("the badge of {0}")]
    #[doc(hidden)]
    BadgeNames(String),
    /// Only the password is accepted.
    #[error("the password is needed: {0}")]
    #[doc(hidden)]
    Quick(#[from] QuickRefusal),
    /// The keyring cannot be used.
    #[error(transparent)]
    #[doc(hidden)]
    Vault(#[from] VaultError),
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
    /// The state database cannot be used.
    #[error(transparent)]
    State(#[from] StateError),
    /// The configuration file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<PasswordError> for AccountError {
    fn from(error: PasswordError) -> Self {
        Self::Field(error.into())
    }
}

impl From<OpenError> for AccountError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Hasher(error) => error.into(),
            OpenError::Store(error) => error.into(),
        }
    }
}

impl From<AttemptError> for AccountError {
    fn from(error: AttemptError) -> Self {
        match error {
            AttemptError::Locked(locked) => Self::Locked(locked),
            AttemptError::Left => Self::Ended,
            AttemptError::State(error) => Self::State(error),
        }
    }
}

impl From<SignInError> for AccountError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Refused
            | SignInError::Delaying
            | SignInError::Published
            | SignInError::Pending => Self::Wrong,
            SignInError::NotNow(refusal) => Self::NotNow(refusal),
            SignInError::Code(error) => Self::Code(error),
            SignInError::CodeWrong => Self::CodeWrong,
            SignInError::Expired | SignInError::Outdated => Self::Ended,
            SignInError::SecondFactor | SignInError::SetUpSecondFactor => {
                Self::Store(StoreError::Restricted)
            }
            SignInError::Locked(locked) => Self::Locked(locked),
            SignInError::Hasher(error) => Self::Hasher(error),
            SignInError::SessionLimit(error) => Self::SessionLimit(error),
            SignInError::State(error) => Self::State(error),
            SignInError::Store(error) => Self::Store(error),
        }
    }
}
