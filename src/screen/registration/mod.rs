//! Making an account for oneself.
//!
//! ```text
//! Editing ──Submit──▶ fields good? ──yes──▶ Sending ──made──▶ leave
//!    ▲                     │                   │
//!    └─────────no──────────┴──refused, Cancel──┘
//! ```

pub mod policy;

use std::sync::Arc;

use crate::domain::customization::{CustomFieldError, CustomValues, Customization, StandardField};
use crate::domain::email::{Email, EmailError};
use crate::domain::password::{PasswordError, PasswordRule};
use crate::domain::registration::RegistrationPolicy;
use crate::domain::settings::Settings;
use crate::domain::username::{Username, UsernameError};
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::registration::{RegisterError, Registered, RegistrationForm};
use crate::service::request::{Reply, Request};

use crate::screen::account::new_password::NewPassword;
use crate::screen::{Busy, FieldErrors, FormNotice, Now, Step, Ticket, Tickets, Wait};

/// What was typed, without the password. Kept while going back and forth.
#[derive(Clone, Default)]
pub struct Draft {
    /// E-mail address.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// The name to sign in with.
    pub username: String,
    /// What was filled into the app's own fields.
    pub fields: CustomValues,
}

/// The registration form.
pub struct RegisterScreen {
    /// What was typed.
    pub draft: Draft,
    /// The password.
    pub password: NewPassword,
    /// What new passwords must be like.
    pub rule: PasswordRule,
    /// Who can register.
    pub mode: RegistrationPolicy,
    /// Which fields there are.
    pub rules: Arc<Customization>,
    /// What is wrong with the fields.
    pub errors: FieldErrors<Field, FieldError>,
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

/// The fields of the form, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// E-mail address.
    Email,
    /// Given name.
    FirstName,
    /// Family name.
    LastName,
    /// The name to sign in with.
    Username,
    /// One of the app's own.
    Own(&'static str),
    /// The password.
    Password,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldError {
    /// The e-mail address.
    Email(EmailError),
    /// The address is not on the list, or has an account.
    EmailNotAccepted,
    /// The name is missing.
    NameMissing,
    /// The username.
    Username(UsernameError),
    /// Somebody has this username.
    UsernameTaken,
    /// One of the app's own.
    Own(CustomFieldError),
    /// The password.
    Password(PasswordError),
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
    pub fn new(draft: Draft, settings: &Settings, rules: Arc<Customization>) -> Self {
        Self {
            draft,
            password: NewPassword::default(),
            rule: settings.password,
            mode: settings.registration.mode,
            rules,
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
                Step::Stay(self.password.edited(self.own_words(), tickets))
            }
            (State::Editing, Event::Suggest) => Step::Stay(self.password.suggest(tickets)),
            (State::Editing, Event::Back) => {
                self.password.clear();
                Step::Leave(Leave::Login)
            }
            // The account may be made all the same; the sign-in form is where to find out.
            (State::Sending(_), Event::Cancel) => {
                self.state = State::Editing;
                self.focus = Some(Field::Password);
                Step::stay()
            }
            (State::Editing, Event::Cancel) | (State::Sending(_), _) => Step::stay(),
        }
    }

    /// The registration has ended.
    pub fn on_reply(&mut self, ticket: Ticket, reply: Reply, tickets: &mut Tickets) -> Step<Leave> {
        let reply = match self.password.on_reply(ticket, reply, tickets) {
            Ok(asks) => return Step::Stay(asks),
            Err(reply) => *reply,
        };
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
        let draft = self.draft.clone();
        let ask = tickets.ask(Request::Register(RegistrationForm {
            email: draft.email,
            first_name: draft.first_name,
            last_name: draft.last_name,
            username: draft.username,
            fields: draft.fields,
            password: self.password.submit(),
        }));
        self.state = State::Sending(Wait::of(&ask, now));
        Step::Stay(vec![ask])
    }

    fn own_words(&self) -> Vec<String> {
        let Draft {
            email,
            first_name,
            last_name,
            username,
            ..
        } = self.draft.clone();
        vec![email, first_name, last_name, username]
    }

    fn check(&self) -> FieldErrors<Field, FieldError> {
        let mut errors = FieldErrors::default();
        let error = Email::parse(&self.draft.email).err();
        errors.note(Field::Email, error.map(FieldError::Email));
        let is_missing = self.rules.misses_name(&self.draft.first_name);
        errors.note(
            Field::FirstName,
            is_missing.then_some(FieldError::NameMissing),
        );
        // Without a field for it, the address is the username.
        if self.rules.asks(StandardField::Username) {
            let error = Username::parse(&self.draft.username).err();
            errors.note(Field::Username, error.map(FieldError::Username));
        }
        let (rules, values) = (&self.rules, &self.draft.fields);
        errors.note_custom(rules, values, Field::Own, FieldError::Own);
        let error = self.rule.check(self.password.text()).err();
        errors.note(Field::Password, error.map(FieldError::Password));
        errors
    }

    fn refused(&mut self, error: RegisterError) {
        let (field, error) = match error {
            RegisterError::EmailNotAccepted => (Field::Email, FieldError::EmailNotAccepted),
            RegisterError::UsernameTaken => (Field::Username, FieldError::UsernameTaken),
            RegisterError::Username(error) => (Field::Username, FieldError::Username(error)),
            RegisterError::Email(error) => (Field::Email, FieldError::Email(error)),
            RegisterError::NameMissing => (Field::FirstName, FieldError::NameMissing),
            RegisterError::Own((key, error)) => (Field::Own(key), FieldError::Own(error)),
            RegisterError::Password(error) => (Field::Password, FieldError::Password(error)),
            RegisterError::Hasher(_) => {
                self.notice = Some(FormNotice::NotHashed);
                return;
            }
            RegisterError::Store(error) => {
                self.notice = Some(FormNotice::Store(error));
                return;
            }
        };
        // What is said of a username is said of the address, where that is one.
        let field = match field {
            Field::Username if !self.rules.asks(StandardField::Username) => Field::Email,
            field => field,
        };
        self.focus = Some(field);
        self.errors = FieldErrors::only(field, error);
    }
}
