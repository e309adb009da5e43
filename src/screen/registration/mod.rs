//! Registering: a user creates their own account.
//!
//! ```text
//! Editing ──Submit──▶ fields good? ──yes──▶ Sending ──made──▶ transition
//!    ▲                     │                   │ └─code sent──▶ Proof ──right──▶ transition
//!    └─────────no──────────┴──refused, Cancel──┘                 │
//!    └──────────────────────────────Edit─────────────────────────┘
//! ```

pub mod email_proof;
pub mod policy;

use std::sync::Arc;

use crate::domain::customization::Customization;
use crate::domain::registration::RegistrationPolicy;
use crate::domain::settings::Settings;
use crate::service::command::Finished;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::registration::commands::Register;
use crate::service::registration::email_proof::RegistrationStep;
use crate::service::registration::{RegisterError, Registered};
use crate::service::users::UserInput;

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::form::field::{Field, FieldError};
use crate::screen::form::new_user_form::NewUserForm;
use crate::screen::form::notice::FormNotice;
use crate::screen::form::user_form::UserForm;
use crate::screen::registration::email_proof::{EmailProof, ProofResult};

/// The standard fields.
const FIELDS: &[Field] = &[
    Field::Email,
    Field::FirstName,
    Field::LastName,
    Field::Username,
];

/// The registration form.
pub struct RegisterScreen {
    /// The new user.
    pub form: NewUserForm,
    /// Who may register.
    pub mode: RegistrationPolicy,
    /// The form for the code that was sent to the e-mail address; the form is shown if absent.
    pub proof: Option<EmailProof>,
    registering: Pending<Register>,
}

/// What the user did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Typed in the password.
    PasswordEdited,
    /// Wants a passphrase.
    Suggest,
    /// Pressed the button or Enter.
    Submit,
    /// Cancelled the wait.
    Cancel,
    /// Wants another code.
    Resend,
    /// Wants to change what was typed before the code was sent.
    Edit,
    /// Wants to sign in instead.
    Back,
}

/// Where to go from this screen.
pub enum Transition {
    /// To the sign-in form.
    Login,
    /// The account was created.
    Registered(WithRecoveryCodes<Registered>),
}

impl RegisterScreen {
    /// Shows a form with what was typed before.
    #[must_use]
    pub fn new(input: UserInput, settings: &Settings, rules: Arc<Customization>) -> Self {
        let user = UserForm::new(FIELDS, input, rules);
        Self {
            form: NewUserForm::new(user, settings.password),
            mode: settings.registration.mode,
            proof: None,
            registering: Pending::default(),
        }
    }

    /// Returns how the wait looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        let proof = self.proof.as_ref();
        let proof = proof.map_or(Busy::Idle, |proof| proof.busy(now));
        self.registering.busy(now).max(proof)
    }

    /// Handles what the user did.
    pub fn on(&mut self, event: Event, effects: &mut Effects) -> Option<Transition> {
        if let Some(proof) = self.proof.as_mut().filter(|_| event != Event::Back) {
            let is_waiting = proof.busy(effects.now()).is_busy();
            match event {
                Event::Cancel => proof.cancel(),
                _ if is_waiting => {}
                Event::Submit => proof.submit(effects),
                Event::Resend => proof.resend(effects),
                Event::Edit => {
                    self.proof = None;
                    self.form.focus = self.form.user.first();
                }
                Event::PasswordEdited | Event::Suggest | Event::Back => {}
            }
            return None;
        }
        match event {
            // The account may be created all the same; the sign-in form is where to find out.
            Event::Cancel if self.registering.is_waiting() => {
                self.registering.cancel();
                self.form.focus = Some(Field::NewPassword);
            }
            _ if self.registering.is_waiting() => {}
            Event::Cancel | Event::Resend | Event::Edit => {}
            Event::Submit => self.submit(effects),
            Event::PasswordEdited => self.form.password_edited(effects),
            Event::Suggest => self.form.password.suggest(effects),
            Event::Back => {
                self.form.password.clear();
                return Some(Transition::Login);
            }
        }
        None
    }

    /// Takes in the end of the registration.
    pub fn on_finished(
        &mut self,
        finished: &mut Finished,
        effects: &mut Effects,
    ) -> Option<Transition> {
        self.form.password.on_finished(finished, effects);
        let proof = self.proof.as_mut();
        match proof.and_then(|proof| proof.on_finished(finished, effects.now())) {
            None => {}
            Some(ProofResult::Registered(registered)) => {
                return Some(Transition::Registered(registered));
            }
            Some(ProofResult::Refused(error)) => {
                self.proof = None;
                self.refused(error);
            }
        }
        match self.registering.take(finished)? {
            Ok(RegistrationStep::Registered(registered)) => {
                return Some(Transition::Registered(registered));
            }
            Ok(RegistrationStep::ProofRequired(pending)) => {
                self.form.password.clear();
                self.proof = Some(EmailProof::new(pending, effects.now()));
            }
            Err(error) => self.refused(error),
        }
        None
    }

    fn submit(&mut self, effects: &mut Effects) {
        if let Some((user, password)) = self.form.submit() {
            self.registering = effects.start(Register { user, password });
        }
    }

    fn refused(&mut self, error: RegisterError) {
        match error {
            RegisterError::Field(error) => self.form.refused(error),
            RegisterError::EmailNotAccepted => {
                self.form.wrong(Field::Email, FieldError::EmailNotAccepted);
            }
            RegisterError::UsernameTaken => {
                self.form.wrong(Field::Username, FieldError::UsernameTaken);
            }
            error => self.form.notice = FormNotice::of_registration(&error),
        }
    }
}
