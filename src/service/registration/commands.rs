//! The commands for registering.

use std::sync::Arc;

use crate::domain::registration::RegistrationPolicy;
use crate::domain::secret::Secret;

use crate::service::command::Command;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::registration::email_proof::{
    ConfirmError, PendingRegistration, RegistrationStep,
};
use crate::service::registration::{RegisterError, Registered, Registration};
use crate::service::session::Session;
use crate::service::session_view::SessionView;
use crate::service::settings::SettingsEditor;
use crate::service::users::error::UserError;
use crate::service::users::input::UserInput;

/// Creates an account, or sends a code to its e-mail address first.
pub struct Register {
    /// The user, as typed.
    pub user: UserInput,
    /// The password, as typed.
    pub password: Secret,
}

opaque_debug!(Register);

impl Command for Register {
    type Output = Result<RegistrationStep, RegisterError>;
    type Part = Registration;

    fn run(self, registration: &Registration) -> Self::Output {
        registration.begin(&self.user, &self.password)
    }
}

/// Enters the code that was sent to the e-mail address.
pub struct ConfirmEmail {
    /// The registration.
    pub pending: Arc<PendingRegistration>,
    /// The code, as typed.
    pub code: Secret,
}

opaque_debug!(ConfirmEmail);

impl Command for ConfirmEmail {
    type Output = Result<WithRecoveryCodes<Registered>, ConfirmError>;
    type Part = Registration;

    fn run(self, registration: &Registration) -> Self::Output {
        registration.confirm(&self.pending, &self.code)
    }
}

/// Sends another code to the e-mail address.
pub struct ResendCode(pub Arc<PendingRegistration>);

opaque_debug!(ResendCode);

impl Command for ResendCode {
    type Output = Result<(), RegisterError>;
    type Part = Registration;

    fn run(self, registration: &Registration) -> Self::Output {
        registration.resend_code(&self.0)
    }
}

/// Decides who may register.
pub struct ChooseRegistrationPolicy {
    /// The administrator.
    pub session: Session,
    /// The new policy.
    pub policy: RegistrationPolicy,
}

opaque_debug!(ChooseRegistrationPolicy);

impl Command for ChooseRegistrationPolicy {
    type Output = Result<Box<SessionView>, UserError>;
    type Part = SettingsEditor;

    fn run(self, settings: &SettingsEditor) -> Result<Box<SessionView>, UserError> {
        settings.choose_registration(&self.session, self.policy)
    }
}
