//! The reasons why an action is not approved.

use crate::service::account::error::AccountError;
use crate::service::ports::StoreError;
use crate::service::sign_in::error::SignInError;

/// The reason why an app does not get an approval. A wrong password is none of them: the dialog asks again.
///
/// ```
/// use egui_authenticator::ApprovalError;
///
/// fn explain(error: &ApprovalError) -> &'static str {
///     match error {
///         ApprovalError::NotNamed => "Add the action under `approvals` in the configuration file.",
///         ApprovalError::UnderWay => "Finish the other approval first.",
///         ApprovalError::Cancelled => "Not approved.",
///         ApprovalError::Refused => "Ask a user who can approve this.",
///         _ => "Ask again.",
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ApprovalError {
    /// The configuration file does not name the action under `approvals`, so that no user can approve it.
    #[error("the configuration file does not name the action under `approvals`")]
    NotNamed,
    /// Another action is being approved, or the user is being asked for something else, such as a signature or the password.
    #[error("another action is being approved")]
    UnderWay,
    /// The dialog was cancelled before an answer was refused.
    #[error("the approval was cancelled")]
    Cancelled,
    /// The dialog was cancelled after an answer was refused: a wrong password, or a user who cannot approve this.
    #[error("the approval was refused")]
    Refused,
    /// The dialog was open for five minutes, or the approval was not taken as long as it could be used.
    #[error("there was no approval in time")]
    TimedOut,
    /// No user is signed in, or what was asked for or approved has ended: the window was locked, it belongs to another session or
    /// other data, a rule or an account has changed, or it was kept for too long before it was spent.
    #[error("the approval is not valid")]
    Ended,
}

/// The reason why the approver's answer is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ApproveError {
    /// The session of the user who asks has ended, or was locked since.
    #[error("the session has ended")]
    Ended,
    /// The file does not name the action.
    #[error("the configuration file does not name the action under `approvals`")]
    NotNamed,
    /// The file requires a reason.
    #[error("the reason is missing")]
    ReasonMissing,
    /// The name, the password or the code is wrong, or the approver cannot sign in.
    #[error(transparent)]
    SignIn(#[from] SignInError),
    /// The PIN does not approve this. Nothing tells whether the name or the PIN is wrong, the user has no PIN or may not use it now.
    #[error("the PIN does not approve this")]
    PinRefused,
    /// The PIN is that of the user who asks, whose password would be enough.
    #[error("the user's own PIN does not approve")]
    OwnPin,
    /// It is not a PIN, or PINs cannot be checked; no failed attempt was counted for the name.
    #[error(transparent)]
    PinNotChecked(AccountError),
    /// The approver has to do something at the next sign-in first.
    #[error("the approver has to sign in first")]
    NotReady,
    /// The approver is the user who asks.
    #[error("a second person has to approve")]
    SamePerson,
    /// The approver has none of the roles that can approve the action.
    #[error("the user cannot approve this")]
    NotAllowed,
}

impl From<StoreError> for ApproveError {
    fn from(error: StoreError) -> Self {
        Self::SignIn(error.into())
    }
}
