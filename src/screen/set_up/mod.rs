//! The first start: creating the credential file and its administrator.
//!
//! ```text
//! Editing ──Submit──▶ fields good? ──yes──▶ Making ──made──▶ transition
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
use crate::service::command::Finished;
use crate::service::ports::StoreError;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::session_view::SessionView;
use crate::service::set_up::commands::SetUp;
use crate::service::set_up::{SetUpError, SetUpForm};

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::form::field::{Field, FieldError, FieldErrors};
use crate::screen::form::new_password::NewPassword;
use crate::screen::form::notice::FormNotice;
use crate::screen::form::user_form::{UserForm, UserInput};

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
    making: Pending<SetUp>,
}

/// What the user did.
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
    /// Cancelled the wait.
    Cancel,
}

/// Where to go from this screen.
pub enum Transition {
    /// The file was created and its administrator signed in.
    App(WithRecoveryCodes<Box<SessionView>>),
    /// The file was created by someone else meanwhile.
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
            making: Pending::default(),
        }
    }

    /// Returns the rule for passwords; there is no file yet that could set another one.
    #[must_use]
    pub fn rule(&self) -> PasswordRule {
        PasswordRule::default()
    }

    /// Returns how the wait looks.
    #[must_use]
    pub fn busy(&self, now: Now) -> Busy {
        self.making.busy(now)
    }

    /// Handles what the user did.
    pub fn on(&mut self, event: Event, effects: &mut Effects) {
        match event {
            Event::Cancel => self.making.cancel(),
            _ if self.making.is_waiting() => {}
            Event::NameEdited => self.suggest_username(),
            Event::UsernameEdited => {
                self.is_username_edited = !self.user.input.username.trim().is_empty();
            }
            Event::PasswordEdited => self.password.edited(self.user.input.own_words(), effects),
            Event::Suggest => self.password.suggest(effects),
            Event::Submit => self.submit(effects),
        }
    }

    /// Takes in that the file was created, or not.
    pub fn on_finished(
        &mut self,
        finished: &mut Finished,
        effects: &mut Effects,
    ) -> Option<Transition> {
        self.password.on_finished(finished, effects);
        match self.making.take(finished)? {
            Ok(session_view) => Some(Transition::App(session_view)),
            Err(SetUpError::Store(StoreError::Exists)) => Some(Transition::Start),
            Err(error) => {
                self.refused(error);
                None
            }
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

    fn submit(&mut self, effects: &mut Effects) {
        self.notice = None;
        self.errors = self.check();
        self.focus = self.errors.first();
        if self.focus.is_some() {
            return;
        }
        let UserInput {
            full_name,
            username,
            email,
            fields,
            ..
        } = self.user.input.clone();
        self.making = effects.start(SetUp(SetUpForm {
            full_name,
            username,
            email,
            fields,
            password: self.password.submit(),
        }));
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
