//! The commands for switching two-step sign-in on.

use std::sync::Arc;

use crate::domain::secret::Secret;

use crate::service::account::error::AccountError;
use crate::service::command::Command;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::sign_in::pending::SignInOutcome;
use crate::service::two_factor::{BeginTwoFactor, Enrolment, TwoFactor};

/// Creates a second factor, which counts once it is confirmed.
impl Command for BeginTwoFactor {
    type Output = Result<Arc<Enrolment>, AccountError>;
    type Part = TwoFactor;

    fn run(self, two_factor: &TwoFactor) -> Self::Output {
        two_factor.begin(self)
    }
}

/// Switches the second factor on, now that the app shows its codes.
pub struct ConfirmTwoFactor {
    /// What was begun.
    pub enrolment: Arc<Enrolment>,
    /// A code from the app.
    pub code: Secret,
}

opaque_debug!(ConfirmTwoFactor);

impl Command for ConfirmTwoFactor {
    type Output = Result<WithRecoveryCodes<SignInOutcome>, AccountError>;
    type Part = TwoFactor;

    fn run(self, two_factor: &TwoFactor) -> Self::Output {
        two_factor.confirm(&self.enrolment, &self.code)
    }
}
