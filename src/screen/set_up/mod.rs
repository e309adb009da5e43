//! The first start: creating the configuration file and its administrator.
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
use crate::domain::username::Username;
use crate::service::command::Finished;
use crate::service::ports::StoreError;
use crate::service::recovery::codes::WithRecoveryCodes;
use crate::service::session_view::SessionView;
use crate::service::set_up::SetUpError;
use crate::service::set_up::commands::SetUp;
use crate::service::users::UserInput;

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now, Pending};
use crate::screen::form::field::{Field, FieldError};
use crate::screen::form::new_user_form::NewUserForm;
use crate::screen::form::notice::FormNotice;
use crate::screen::form::user_form::UserForm;

/// The standard fields.
const FIELDS: &[Field] = &[Field::FullName, Field::Username, Field::Email];

/// The set-up form.
pub struct SetUpScreen {
    /// The administrator. The username is suggested until it is edited.
    pub form: NewUserForm,
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
        // There is no file yet that could set another rule for passwords.
        Self {
            form: NewUserForm::new(user, PasswordRule::default()),
            is_username_edited: false,
            making: Pending::default(),
        }
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
                self.is_username_edited = !self.form.user.input.username.trim().is_empty();
            }
            Event::PasswordEdited => self.form.password_edited(effects),
            Event::Suggest => self.form.password.suggest(effects),
            Event::Submit => self.submit(effects),
        }
    }

    /// Takes in that the file was created, or not.
    pub fn on_finished(
        &mut self,
        finished: &mut Finished,
        effects: &mut Effects,
    ) -> Option<Transition> {
        self.form.password.on_finished(finished, effects);
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
        let name = self.form.user.input().name;
        let suggested = Username::suggest(&name.first, &name.last);
        self.form.user.input.username =
            suggested.map_or_else(String::new, |name| name.as_str().to_owned());
    }

    fn submit(&mut self, effects: &mut Effects) {
        if let Some((user, password)) = self.form.submit() {
            self.making = effects.start(SetUp { user, password });
        }
    }

    fn refused(&mut self, error: SetUpError) {
        match error {
            SetUpError::Field(error) => self.form.refused(error),
            SetUpError::UsernameTaken => {
                self.form.wrong(Field::Username, FieldError::UsernameTaken);
            }
            SetUpError::Hasher(_) => self.form.notice = Some(FormNotice::NotHashed),
            SetUpError::Store(error) => self.form.notice = Some(FormNotice::Store(error)),
        }
    }
}
