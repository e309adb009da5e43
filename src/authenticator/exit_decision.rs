//! What an exit guard is asked, and what it can answer.

use crate::service::Session;

/// What is about to happen.
///
/// ```
/// use egui_authenticator::{ExitDecision, ExitReason};
///
/// /// A measurement delays the auto-lock, and asks before the user signs out.
/// fn decide(reason: ExitReason, is_measuring: bool) -> ExitDecision {
///     match reason {
///         _ if !is_measuring => ExitDecision::Go,
///         ExitReason::SignOut => ExitDecision::Stay("The measurement has not finished.".to_owned()),
///         _ => ExitDecision::Stay("Measuring".to_owned()),
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExitReason {
    /// The user wants to sign out.
    SignOut,
    /// The window is about to lock automatically.
    IdleLock,
}

/// The answer of the app.
///
/// ```
/// use egui_authenticator::ExitDecision;
///
/// fn decide(is_saved: bool) -> ExitDecision {
///     match is_saved {
///         true => ExitDecision::Go,
///         false => ExitDecision::Stay("Your measurement is not saved.".to_owned()),
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExitDecision {
    /// It may happen.
    Go,
    /// It should not happen, with the reason: a sentence, or the ID of a custom message. It is shown to a user who wants to
    /// sign out, beside a button to sign out anyway.
    Stay(String),
}

/// The function that asks the app.
pub(crate) type ExitGuard = Box<dyn FnMut(ExitReason, &Session) -> ExitDecision>;
