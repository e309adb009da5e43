//! Registering: a user creates their own account.
//!
//! ```text
//! Editing ──Submit──▶ fields good? ──yes──▶ Sending ──made──▶ transition
//!    ▲                     │                   │
//!    └─────────no──────────┴──refused, Cancel──┘
//! ```

pub mod policy;

use std::sync::Arc;

use crate::domain::customization::Customization;
use crate::domain::password::PasswordRule;
use crate::domain::registration::RegistrationPolicy;
use crate::domain::settings::Settings;
use crate::service::command::Finished;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::registration::commands::Register;
use crate::service::registration::{RegisterError, Registered, RegistrationForm};

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::form::field::{Field, FieldError, FieldErrors};
use crate::screen::form::new_password::NewPassword;
use crate::screen::form::notice::FormNotice;
use crate::screen::form::user_form::{UserForm, UserInput};

/// The standard fields, in reading order.
const FIELDS: &[Field] = &[
    Field::Email,
    Field::FirstName,
    Field::LastName,
    Field::Username,
];

/// The registration form.
pub struct RegisterScreen {
    /// The new user.
    pub user: UserForm,
    /// The password.
    pub password: NewPassword,
    /// What new passwords must be like.
    pub rule: PasswordRule,
    /// Who may register.
    pub mode: RegistrationPolicy,
    /// Errors of the fields.
    pub errors: FieldErrors,
    /// What to say above the form.
    pub notice: Option<FormNotice>,
    /// The field that wants the focus; taken when the form is drawn.
    pub focus: Option<Field>,
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
        Self {
            user: UserForm::new(FIELDS, input, rules),
            password: NewPassword::default(),
            rule: settings.password,
            mode: settings.registration.mode,
            errors: FieldErrors::default(),
            notice: None,
            focus: Some(Field::Email),
            registering: Pending::default(),
        }
    }

    /// Returns how the wait looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        self.registering.busy(now)
    }

    /// Handles what the user did.
    pub fn on(&mut self, event: Event, effects: &mut Effects) -> Option<Transition> {
        match event {
            // The account may be created all the same; the sign-in form is where to find out.
            Event::Cancel if self.registering.is_waiting() => {
                self.registering.cancel();
                self.focus = Some(Field::NewPassword);
            }
            _ if self.registering.is_waiting() => {}
            Event::Cancel => {}
            Event::Submit => self.submit(effects),
            Event::PasswordEdited => self.password.edited(self.user.input.own_words(), effects),
            Event::Suggest => self.password.suggest(effects),
            Event::Back => {
                self.password.clear();
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
        self.password.on_finished(finished, effects);
        match self.registering.take(finished)? {
            Ok(registered) => Some(Transition::Registered(registered)),
            Err(error) => {
                self.refused(error);
                None
            }
        }
    }

    fn submit(&mut self, effects: &mut Effects) {
        self.notice = None;
        self.errors = self.check();
        self.focus = self.errors.first();
        if self.focus.is_some() {
            return;
        }
        let UserInput {
            email,
            first_name,
            last_name,
            username,
            fields,
            ..
        } = self.user.input.clone();
        self.registering = effects.start(Register(RegistrationForm {
            email,
            first_name,
            last_name,
            username,
            fields,
            password: self.password.submit(),
        }));
    }

    fn check(&self) -> FieldErrors {
        let mut errors = self.user.check();
        let error = self.rule.check(self.password.text()).err();
        errors.note(Field::NewPassword, error.map(FieldError::Password));
        errors
    }

    fn refused(&mut self, error: RegisterError) {
        let (field, error) = match error {
            RegisterError::EmailNotAccepted => (Field::Email, FieldError::EmailNotAccepted),
            RegisterError::UsernameTaken => (Field::Username, FieldError::UsernameTaken),
            RegisterError::Username(error) => (Field::Username, FieldError::Username(error)),
            RegisterError::Email(error) => (Field::Email, FieldError::Email(error)),
            RegisterError::NameMissing => (Field::FirstName, FieldError::MissingName),
            RegisterError::Own((key, error)) => (Field::Custom(key), FieldError::Custom(error)),
            RegisterError::Password(error) => (Field::NewPassword, FieldError::Password(error)),
            RegisterError::Hasher(_) => {
                self.notice = Some(FormNotice::NotHashed);
                return;
            }
            RegisterError::Store(error) => {
                self.notice = Some(FormNotice::Store(error));
                return;
            }
        };
        let field = self.user.shown_at(field);
        self.focus = Some(field);
        self.errors = FieldErrors::only(field, error);
    }
}
