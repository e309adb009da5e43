//! What an exit guard is asked, and what it can answer.

use crate::service::Session;

/// What is about to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExitReason {
    /// The user wants to sign out.
    SignOut,
    /// The window is about to lock automatically.
    IdleLock,
}

/// The answer of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExitDecision {
    /// It may happen.
    Go,
    /// It should not happen, with the reason: a sentence, or the ID of a custom message. It is shown to a user who wants to
    /// sign out, beside a button to sign out anyway.
    Stay(String),
}

/// The function that asks the app.
pub(crate) type ExitGuard = Box<dyn FnMut(ExitReason, &Session) -> ExitDecision>;
