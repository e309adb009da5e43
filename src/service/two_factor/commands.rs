//! The commands for switching two-step sign-in on.

use std::sync::Arc;

use crate::domain::secret::Secret;

use crate::service::Service;
use crate::service::account::AccountError;
use crate::service::command::Command;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::sign_in::pending::SignInOutcome;
use crate::service::two_factor::{BeginTwoFactor, Enrolment};

/// Creates a second factor, which counts once it is confirmed.
impl Command for BeginTwoFactor {
    type Output = Result<Arc<Enrolment>, AccountError>;
    type Part = Service;

    fn run(self, service: &Service) -> Self::Output {
        service.begin_two_step(self)
    }
}

/// Switches the second factor on, now that the app shows its codes.
pub struct ConfirmTwoFactor {
    /// What was begun.
    pub enrolment: Arc<Enrolment>,
    /// A code from the app.
    pub code: Secret,
}

impl Command for ConfirmTwoFactor {
    type Output = Result<WithRecoveryCodes<SignInOutcome>, AccountError>;
    type Part = Service;

    fn run(self, service: &Service) -> Self::Output {
        service.confirm_two_step(&self.enrolment, &self.code)
    }
}
