//! The form for a user who chooses a password: set-up and registration.

use crate::domain::password::PasswordRule;
use crate::domain::secret::Secret;
use crate::domain::user_field::UserFieldError;
use crate::service::users::UserInput;

use crate::screen::effects::Effects;
use crate::screen::form::field::{Field, FieldError, FieldErrors};
use crate::screen::form::new_password::NewPassword;
use crate::screen::form::notice::FormNotice;
use crate::screen::form::user_form::UserForm;

/// A user with a password, as far as they are typed.
pub struct NewUserForm {
    /// The user.
    pub user: UserForm,
    /// The password.
    pub password: NewPassword,
    /// The rule for the password.
    pub rule: PasswordRule,
    /// Errors of the fields.
    pub errors: FieldErrors,
    /// Shown above the form.
    pub notice: Option<FormNotice>,
    /// The field that gets the focus; taken when the form is drawn.
    pub focus: Option<Field>,
}

impl NewUserForm {
    /// Creates a form without a password.
    #[must_use]
    pub fn new(user: UserForm, rule: PasswordRule) -> Self {
        Self {
            focus: user.first(),
            user,
            password: NewPassword::default(),
            rule,
            errors: FieldErrors::default(),
            notice: None,
        }
    }

    /// Returns `true` if something was typed.
    pub(crate) fn holds_input(&self) -> bool {
        self.user.input != UserInput::default() || !self.password.text().is_empty()
    }

    /// Rates the password that was typed.
    pub fn password_edited(&mut self, effects: &mut Effects) {
        self.password.edited(self.user.input.own_words(), effects);
    }

    /// Checks everything that needs no look at the configuration file. `None` if a field has an error. The password stays in
    /// case another field is refused.
    pub fn submit(&mut self) -> Option<(UserInput, Secret)> {
        self.notice = None;
        self.errors = self.user.check();
        let error = self.rule.check(self.password.text()).err();
        self.errors
            .note(Field::NewPassword, error.map(FieldError::of));
        self.focus = self.errors.first();
        let is_good = self.focus.is_none();
        is_good.then(|| (self.user.input(), self.password.masked()))
    }

    /// Shows that a value was refused.
    pub fn refused(&mut self, error: UserFieldError) {
        if matches!(error, UserFieldError::Password(_)) {
            self.password.clear();
        }
        self.wrong(Field::of(error), error.into());
    }

    /// Shows the error of a field.
    pub fn wrong(&mut self, field: Field, error: FieldError) {
        let field = self.user.shown_at(field);
        self.focus = Some(field);
        self.errors = FieldErrors::only(field, error);
    }
}
