//! The commands for registering.

use crate::domain::registration::RegistrationPolicy;
use crate::domain::secret::Secret;

use crate::service::command::Command;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::registration::{RegisterError, Registered, Registration};
use crate::service::session::Session;
use crate::service::session_view::SessionView;
use crate::service::settings::SettingsEditor;
use crate::service::users::error::UserError;
use crate::service::users::input::UserInput;

/// Creates an account.
pub struct Register {
    /// The user, as typed.
    pub user: UserInput,
    /// The password, as typed.
    pub password: Secret,
}

impl Command for Register {
    type Output = Result<WithRecoveryCodes<Registered>, RegisterError>;
    type Part = Registration;

    fn run(self, registration: &Registration) -> Self::Output {
        registration.register(&self.user, &self.password)
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
    type Part = SettingsEditor;

    fn run(self, settings: &SettingsEditor) -> Result<Box<SessionView>, UserError> {
        settings.choose_registration(&self.session, self.policy)
    }
}
