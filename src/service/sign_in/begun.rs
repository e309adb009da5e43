//! What a server that decides for a restricted computer has answered: a session that it has begun, or why it has not.

use std::sync::{Mutex, PoisonError};

use crate::domain::recovery::CodeError;
use crate::domain::secret::Secret;

use crate::service::ports::{AuthorityError, AwaitedCode, NewSession, Verdict};
use crate::service::sign_in::error::SignInError;

/// A session that a server has begun, until it is opened here. Dropping it signs the user out at the server.
pub(crate) struct BegunSession {
    pub(super) new: NewSession,
    /// How many attempts have failed in this program right before.
    pub(super) own_failures: u32,
}

/// A sign-in at a server that waits for a code, with what was typed before.
pub(crate) struct CodeAtServer {
    pub(crate) awaited: AwaitedCode,
    pub(super) login: String,
    pub(super) password: Secret,
}

/// The session of a pending sign-in; none at a trusted computer.
#[derive(Default)]
pub(crate) struct BegunCell(Mutex<Option<BegunSession>>);

impl BegunCell {
    /// Takes the session, which can be opened once.
    pub(super) fn take(&self) -> Option<BegunSession> {
        let mut begun = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        begun.take()
    }
}

impl From<BegunSession> for BegunCell {
    fn from(begun: BegunSession) -> Self {
        Self(Mutex::new(Some(begun)))
    }
}

/// Returns what the right password gives.
///
/// # Errors
/// - [`SignInError::Refused`] and [`SignInError::Delaying`] if the password is wrong or the account cannot be used.
/// - [`SignInError::Code`] if a code is needed, and [`SignInError::CodeWrong`] if it is wrong.
/// - [`SignInError::Locked`], [`SignInError::Pending`], [`SignInError::NotNow`], [`SignInError::Outdated`],
///   [`SignInError::SecondFactor`], [`SignInError::SetUpSecondFactor`] and [`SignInError::SessionLimit`] as the server says.
pub(crate) fn right<T>(verdict: Verdict<T>) -> Result<T, SignInError> {
    Err(match verdict {
        Verdict::Right(value) => return Ok(value),
        Verdict::Wrong { delays: false } => SignInError::Refused,
        Verdict::Wrong { delays: true } => SignInError::Delaying,
        Verdict::Locked(locked) => SignInError::Locked(locked),
        Verdict::Pending => SignInError::Pending,
        Verdict::NotNow(refusal) => SignInError::NotNow(refusal),
        Verdict::Outdated => SignInError::Outdated,
        Verdict::Code(_) => SignInError::Code(CodeError::Empty),
        Verdict::WrongCode => SignInError::CodeWrong,
        Verdict::SecondFactor => SignInError::SecondFactor,
        Verdict::SetUpSecondFactor | Verdict::SetUp(..) => SignInError::SetUpSecondFactor,
        Verdict::Limit(error) => SignInError::SessionLimit(error),
    })
}

/// Returns why a server that gave no verdict signs no user in.
pub(crate) fn undecided(error: AuthorityError) -> SignInError {
    match error {
        AuthorityError::Left | AuthorityError::Ended => SignInError::Expired,
        AuthorityError::Store(error) => SignInError::Store(error),
    }
}
