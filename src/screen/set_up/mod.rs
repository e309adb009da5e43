//! The first run: who is the administrator?
//!
//! ```text
//! Editing ──Submit──▶ fields good? ──yes──▶ Making ──made──▶ leave
//!    ▲                     │                  │
//!    └─────────no──────────┴─────refused──────┘
//! ```

pub mod broken;
pub mod start;

use std::sync::Arc;

use crate::domain::customization::{CustomFieldError, CustomValues, Customization, StandardField};
use crate::domain::email::{Email, EmailError};
use crate::domain::password::{PasswordError, PasswordRule};
use crate::domain::person_name::PersonName;
use crate::domain::username::{Username, UsernameError};
use crate::service::ports::StoreError;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::request::{Reply, Request, SessionView};
use crate::service::set_up::{SetUpError, SetUpForm};

use crate::screen::account::new_password::NewPassword;
use crate::screen::{Busy, FieldErrors, FormNotice, Now, Step, Ticket, Tickets, Wait};

/// The set-up form.
#[derive(Default)]
pub struct SetUpScreen {
    /// The administrator's whole name.
    pub full_name: String,
    /// The name to sign in with; suggested until it is edited.
    pub username: String,
    /// E-mail address.
    pub email: String,
    /// What was filled into the app's own fields.
    pub fields: CustomValues,
    /// Which fields there are.
    pub rules: Arc<Customization>,
    /// The password.
    pub password: NewPassword,
    /// What is wrong with the fields.
    pub errors: FieldErrors<Field, FieldError>,
    /// What to say above the form.
    pub notice: Option<FormNotice>,
    /// The field that wants the focus; taken by whoever draws.
    pub focus: Option<Field>,
    username_is_theirs: bool,
    making: Option<Wait>,
}

/// The fields of the form, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The whole name.
    FullName,
    /// The name to sign in with.
    Username,
    /// E-mail address.
    Email,
    /// One of the app's own.
    Own(&'static str),
    /// The password.
    Password,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldError {
    /// The name is missing.
    NameMissing,
    /// The username.
    Username(UsernameError),
    /// The e-mail address.
    Email(EmailError),
    /// One of the app's own.
    Own(CustomFieldError),
    /// The password.
    Password(PasswordError),
}

/// What a person did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Typed in the name.
    NameEdited,
    /// Typed in the username.
    UsernameEdited,
    /// Typed in the password.
    PasswordEdited,
    /// Wants a passphrase.
    Suggest,
    /// Pressed the button or Enter.
    Submit,
}

/// How this screen is left.
pub enum Leave {
    /// The file is made and its administrator signed in.
    App(WithRecoveryCodes<Box<SessionView>>),
    /// Somebody else made the file meanwhile.
    Start,
}

impl SetUpScreen {
    /// An empty form.
    #[must_use]
    pub fn new(rules: Arc<Customization>) -> Self {
        let first = if rules.asks(StandardField::FirstName) {
            Field::FullName
        } else {
            Field::Email
        };
        Self {
            focus: Some(first),
            rules,
            ..Self::default()
        }
    }

    /// What new passwords must be like; there is no file yet that could say otherwise.
    #[must_use]
    pub fn rule(&self) -> PasswordRule {
        PasswordRule::default()
    }

    /// How the wait looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        Busy::of(self.making, now)
    }

    /// A person did something.
    pub fn on(&mut self, event: Event, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        match (self.making, event) {
            (None, Event::NameEdited) => {
                self.suggest_username();
                Step::stay()
            }
            (None, Event::UsernameEdited) => {
                self.username_is_theirs = !self.username.trim().is_empty();
                Step::stay()
            }
            (None, Event::PasswordEdited) => {
                let own = [&self.full_name, &self.username, &self.email];
                let own = own.map(Clone::clone).to_vec();
                Step::Stay(self.password.edited(own, tickets))
            }
            (None, Event::Suggest) => Step::Stay(self.password.suggest(tickets)),
            (None, Event::Submit) => self.submit(tickets, now),
            (Some(_), _) => Step::stay(),
        }
    }

    /// The file was made, or not.
    pub fn on_reply(&mut self, ticket: Ticket, reply: Reply, tickets: &mut Tickets) -> Step<Leave> {
        let reply = match self.password.on_reply(ticket, reply, tickets) {
            Ok(asks) => return Step::Stay(asks),
            Err(reply) => *reply,
        };
        match (self.making, reply) {
            (Some(wait), Reply::SetUp(result)) if wait.ticket == ticket => {
                self.making = None;
                match result {
                    Ok(session_view) => Step::Leave(Leave::App(session_view)),
                    Err(SetUpError::Store(StoreError::Exists)) => Step::Leave(Leave::Start),
                    Err(error) => {
                        self.refused(error);
                        Step::stay()
                    }
                }
            }
            _ => Step::stay(),
        }
    }

    fn suggest_username(&mut self) {
        if self.username_is_theirs {
            return;
        }
        let PersonName { first, last } = PersonName::from_full(&self.full_name);
        let suggested = Username::suggest(&first, &last);
        self.username = suggested.map_or_else(String::new, |name| name.as_str().to_owned());
    }

    fn submit(&mut self, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        self.notice = None;
        self.errors = self.check();
        if let Some(field) = self.errors.first() {
            self.focus = Some(field);
            return Step::stay();
        }
        let ask = tickets.ask(Request::SetUp(SetUpForm {
            full_name: self.full_name.clone(),
            username: self.username.clone(),
            email: self.email.clone(),
            fields: self.fields.clone(),
            password: self.password.submit(),
        }));
        self.making = Some(Wait::of(&ask, now));
        Step::Stay(vec![ask])
    }

    fn check(&self) -> FieldErrors<Field, FieldError> {
        let mut errors = FieldErrors::default();
        let is_missing = self.rules.misses_name(&self.full_name);
        errors.note(
            Field::FullName,
            is_missing.then_some(FieldError::NameMissing),
        );
        if self.rules.asks(StandardField::Username) {
            let error = Username::parse(&self.username).err();
            errors.note(Field::Username, error.map(FieldError::Username));
        }
        let error = Email::parse(&self.email).err();
        errors.note(Field::Email, error.map(FieldError::Email));
        errors.note_custom(&self.rules, &self.fields, Field::Own, FieldError::Own);
        let error = self.rule().check(self.password.text()).err();
        errors.note(Field::Password, error.map(FieldError::Password));
        errors
    }

    fn refused(&mut self, error: SetUpError) {
        let (field, error) = match error {
            SetUpError::NameMissing => (Field::FullName, FieldError::NameMissing),
            SetUpError::Username(error) => (Field::Username, FieldError::Username(error)),
            SetUpError::Email(error) => (Field::Email, FieldError::Email(error)),
            SetUpError::Own((key, error)) => (Field::Own(key), FieldError::Own(error)),
            SetUpError::Password(error) => (Field::Password, FieldError::Password(error)),
            SetUpError::Hasher(_) => {
                self.notice = Some(FormNotice::NotHashed);
                return;
            }
            SetUpError::Store(error) => {
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
