//! The commands for registering.

use crate::domain::registration::RegistrationPolicy;

use crate::service::command::Command;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::registration::{RegisterError, Registered, RegistrationForm};
use crate::service::session_view::SessionView;
use crate::service::users::UserError;
use crate::service::{Service, Session};

/// Creates an account.
pub struct Register(pub RegistrationForm);

impl Command for Register {
    type Output = Result<WithRecoveryCodes<Registered>, RegisterError>;
    type Part = Service;

    fn run(self, service: &Service) -> Self::Output {
        service.register(self.0)
    }
}

/// Decides who may register.
pub struct ChooseRegistrationPolicy {
    /// The administrator.
    pub session: Session,
    /// The new policy.
    pub policy: RegistrationPolicy,
}

impl Command for ChooseRegistrationPolicy {
    type Output = Result<Box<SessionView>, UserError>;
    type Part = Service;

    fn run(self, service: &Service) -> Result<Box<SessionView>, UserError> {
        service.choose_registration(&self.session, self.policy)
    }
}
