//! The commands for signing in with a password, and for following the configuration file.

use std::sync::Arc;

use crate::domain::secret::Secret;

use crate::service::account::error::AccountError;
use crate::service::command::Command;
use crate::service::session::Session;
use crate::service::session_view::SessionView;
use crate::service::sign_in;
use crate::service::sign_in::error::SignInError;
use crate::service::sign_in::pending::{PendingSignIn, SecondFactor, SignInOutcome};
use crate::service::sign_in::sessions::{RefreshError, Sessions};

/// Signs a user in with a password.
pub struct SignIn {
    /// A username or an e-mail address.
    pub login: String,
    /// The password as typed.
    pub password: Secret,
}

opaque_debug!(SignIn);

impl Command for SignIn {
    type Output = Result<SignInOutcome, SignInError>;
    type Part = sign_in::SignIn;

    fn run(self, sign_in: &sign_in::SignIn) -> Result<SignInOutcome, SignInError> {
        sign_in.with_password(&self.login, &self.password)
    }
}

/// Checks the second factor of a sign-in.
pub struct CheckSecondFactor {
    /// The sign-in.
    pub pending: Arc<PendingSignIn>,
    /// The code.
    pub answer: SecondFactor,
}

opaque_debug!(CheckSecondFactor);

impl Command for CheckSecondFactor {
    type Output = Result<SignInOutcome, SignInError>;
    type Part = sign_in::SignIn;

    fn run(self, sign_in: &sign_in::SignIn) -> Result<SignInOutcome, SignInError> {
        sign_in.second_factor(&self.pending, &self.answer)
    }
}

/// Replaces a password that has to be changed before the sign-in can continue.
pub struct ChooseNewPassword {
    /// The sign-in.
    pub pending: Arc<PendingSignIn>,
    /// The new password as typed.
    pub new: Secret,
}

opaque_debug!(ChooseNewPassword);

impl Command for ChooseNewPassword {
    type Output = Result<SignInOutcome, AccountError>;
    type Part = sign_in::SignIn;

    fn run(self, sign_in: &sign_in::SignIn) -> Result<SignInOutcome, AccountError> {
        sign_in.choose_new_password(&self.pending, &self.new)
    }
}

/// Finds out what a session may see now that the configuration file has changed.
pub struct Refresh(pub Session);

opaque_debug!(Refresh);

impl Command for Refresh {
    type Output = Result<Box<SessionView>, RefreshError>;
    type Part = Sessions;

    fn run(self, sessions: &Sessions) -> Result<Box<SessionView>, RefreshError> {
        sessions.refresh(&self.0)
    }
}
