//! Making an account for oneself.
//!
//! ```text
//! Editing ──Submit──▶ fields good? ──yes──▶ Sending ──made──▶ leave
//!    ▲                     │                   │
//!    └─────────no──────────┴──refused, Cancel──┘
//! ```

pub mod policy;

use std::sync::Arc;

use crate::domain::customization::Customization;
use crate::domain::password::PasswordRule;
use crate::domain::registration::RegistrationPolicy;
use crate::domain::settings::Settings;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::registration::{RegisterError, Registered, RegistrationForm};
use crate::service::request::{Reply, Request};

use crate::screen::form::field::{Field, FieldError, FieldErrors};
use crate::screen::form::new_password::NewPassword;
use crate::screen::form::notice::FormNotice;
use crate::screen::form::user_form::{UserForm, UserInput};
use crate::screen::{Busy, Now, Step, Ticket, Tickets, Wait};

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
    /// Who can register.
    pub mode: RegistrationPolicy,
    /// Errors of the fields.
    pub errors: FieldErrors,
    /// What to say above the form.
    pub notice: Option<FormNotice>,
    /// The field that wants the focus; taken by whoever draws.
    pub focus: Option<Field>,
    state: State,
}

enum State {
    Editing,
    Sending(Wait),
}

/// What a person did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Typed in the password.
    PasswordEdited,
    /// Wants a passphrase.
    Suggest,
    /// Pressed the button or Enter.
    Submit,
    /// Gave up waiting.
    Cancel,
    /// Wants to sign in instead.
    Back,
}

/// How this screen is left.
pub enum Leave {
    /// To the sign-in form.
    Login,
    /// An account was made.
    Registered(WithRecoveryCodes<Registered>),
}

impl RegisterScreen {
    /// A form with what was typed before.
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
            state: State::Editing,
        }
    }

    /// How the wait looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        match self.state {
            State::Editing => Busy::Idle,
            State::Sending(wait) => Busy::of(Some(wait), now),
        }
    }

    /// A person did something.
    pub fn on(&mut self, event: Event, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        match (&self.state, event) {
            (State::Editing, Event::Submit) => self.submit(tickets, now),
            (State::Editing, Event::PasswordEdited) => {
                self.password.edited(self.user.input.own_words(), tickets);
                Step::stay()
            }
            (State::Editing, Event::Suggest) => {
                self.password.suggest(tickets);
                Step::stay()
            }
            (State::Editing, Event::Back) => {
                self.password.clear();
                Step::Leave(Leave::Login)
            }
            // The account may be made all the same; the sign-in form is where to find out.
            (State::Sending(_), Event::Cancel) => {
                self.state = State::Editing;
                self.focus = Some(Field::NewPassword);
                Step::stay()
            }
            (State::Editing, Event::Cancel) | (State::Sending(_), _) => Step::stay(),
        }
    }

    /// The registration has ended.
    pub fn on_reply(&mut self, ticket: Ticket, reply: Reply) -> Step<Leave> {
        match (&self.state, reply) {
            (State::Sending(wait), Reply::Registered(result)) if wait.ticket == ticket => {
                self.state = State::Editing;
                match result {
                    Ok(made) => Step::Leave(Leave::Registered(made)),
                    Err(error) => {
                        self.refused(error);
                        Step::stay()
                    }
                }
            }
            _ => Step::stay(),
        }
    }

    fn submit(&mut self, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        self.notice = None;
        self.errors = self.check();
        if let Some(field) = self.errors.first() {
            self.focus = Some(field);
            return Step::stay();
        }
        let UserInput {
            email,
            first_name,
            last_name,
            username,
            fields,
            ..
        } = self.user.input.clone();
        let ask = tickets.ask(Request::Register(RegistrationForm {
            email,
            first_name,
            last_name,
            username,
            fields,
            password: self.password.submit(),
        }));
        self.state = State::Sending(Wait::of(&ask, now));
        Step::Stay(vec![ask])
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
