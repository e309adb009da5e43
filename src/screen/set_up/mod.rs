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

use crate::domain::customization::Customization;
use crate::domain::password::PasswordRule;
use crate::domain::person_name::PersonName;
use crate::domain::username::Username;
use crate::service::ports::StoreError;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::request::{Reply, Request, SessionView};
use crate::service::set_up::{SetUpError, SetUpForm};

use crate::screen::form::field::{Field, FieldError, FieldErrors};
use crate::screen::form::new_password::NewPassword;
use crate::screen::form::notice::FormNotice;
use crate::screen::form::user_form::{UserForm, UserInput};
use crate::screen::{Busy, Now, Step, Ticket, Tickets, Wait};

/// The standard fields, in reading order.
const FIELDS: &[Field] = &[Field::FullName, Field::Username, Field::Email];

/// The set-up form.
pub struct SetUpScreen {
    /// The administrator. The username is suggested until it is edited.
    pub user: UserForm,
    /// The password.
    pub password: NewPassword,
    /// Errors of the fields.
    pub errors: FieldErrors,
    /// Shown above the form.
    pub notice: Option<FormNotice>,
    /// The field that gets the focus; taken when the form is drawn.
    pub focus: Option<Field>,
    is_username_edited: bool,
    making: Option<Wait>,
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
    /// Creates an empty form.
    #[must_use]
    pub fn new(rules: Arc<Customization>) -> Self {
        let user = UserForm::new(FIELDS, UserInput::default(), rules);
        Self {
            focus: user.first(),
            user,
            password: NewPassword::default(),
            errors: FieldErrors::default(),
            notice: None,
            is_username_edited: false,
            making: None,
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
                self.is_username_edited = !self.user.input.username.trim().is_empty();
                Step::stay()
            }
            (None, Event::PasswordEdited) => {
                self.password.edited(self.user.input.own_words(), tickets);
                Step::stay()
            }
            (None, Event::Suggest) => {
                self.password.suggest(tickets);
                Step::stay()
            }
            (None, Event::Submit) => self.submit(tickets, now),
            (Some(_), _) => Step::stay(),
        }
    }

    /// The file was made, or not.
    pub fn on_reply(&mut self, ticket: Ticket, reply: Reply) -> Step<Leave> {
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
        if self.is_username_edited {
            return;
        }
        let PersonName { first, last } = PersonName::from_full(&self.user.input.full_name);
        let suggested = Username::suggest(&first, &last);
        self.user.input.username =
            suggested.map_or_else(String::new, |name| name.as_str().to_owned());
    }

    fn submit(&mut self, tickets: &mut Tickets, now: Now) -> Step<Leave> {
        self.notice = None;
        self.errors = self.check();
        if let Some(field) = self.errors.first() {
            self.focus = Some(field);
            return Step::stay();
        }
        let UserInput {
            full_name,
            username,
            email,
            fields,
            ..
        } = self.user.input.clone();
        let ask = tickets.ask(Request::SetUp(SetUpForm {
            full_name,
            username,
            email,
            fields,
            password: self.password.submit(),
        }));
        self.making = Some(Wait::of(&ask, now));
        Step::Stay(vec![ask])
    }

    fn check(&self) -> FieldErrors {
        let mut errors = self.user.check();
        let error = self.rule().check(self.password.text()).err();
        errors.note(Field::NewPassword, error.map(FieldError::Password));
        errors
    }

    fn refused(&mut self, error: SetUpError) {
        let (field, error) = match error {
            SetUpError::NameMissing => (Field::FullName, FieldError::MissingName),
            SetUpError::Username(error) => (Field::Username, FieldError::Username(error)),
            SetUpError::Email(error) => (Field::Email, FieldError::Email(error)),
            SetUpError::Own((key, error)) => (Field::Custom(key), FieldError::Custom(error)),
            SetUpError::Password(error) => (Field::NewPassword, FieldError::Password(error)),
            SetUpError::Hasher(_) => {
                self.notice = Some(FormNotice::NotHashed);
                return;
            }
            SetUpError::Store(error) => {
                self.notice = Some(FormNotice::Store(error));
                return;
            }
        };
        let field = self.user.shown_at(field);
        self.focus = Some(field);
        self.errors = FieldErrors::only(field, error);
    }
}
