//! The code that is asked for beside the password, of users whose role the settings name (R78).

use crate::domain::secret::Secret;
use crate::service::account::{AccountError, Factors};

use crate::screen::form::field::FieldError;
use crate::screen::form::password_input::PasswordInput;

/// A code from an authenticator app that is being typed.
#[derive(Default)]
pub struct CodeInput {
    /// Whether it is asked for.
    pub is_asked: bool,
    /// The text so far.
    pub text: Secret,
    /// The error of the code.
    pub error: Option<FieldError>,
}

impl CodeInput {
    /// Creates an empty field.
    pub(crate) fn new(is_asked: bool) -> Self {
        Self {
            is_asked,
            ..Self::default()
        }
    }

    /// Returns what was typed; `None` if the code is missing. The password stays until it is known whether a code is asked
    /// for, and whether it is right: the settings may have changed since the form was drawn.
    pub(crate) fn submit(&mut self, password: &mut PasswordInput) -> Option<Factors> {
        let before = self.error.take();
        if self.is_asked && self.text.is_empty() {
            // Enter after the digit that submitted the code leaves the answer as it is.
            self.error = before.or(Some(FieldError::MissingCode));
            return None;
        }
        Some(Factors {
            password: password.masked(),
            code: self.is_asked.then(|| self.text.take()),
        })
    }

    /// Shows the error if it is one of the code.
    ///
    /// # Errors
    /// Every error but [`AccountError::CodeWrong`] and [`AccountError::Code`], unchanged; the password is wiped then.
    pub(crate) fn refused(
        &mut self,
        error: AccountError,
        password: &mut PasswordInput,
    ) -> Result<(), AccountError> {
        self.error = Some(match error {
            AccountError::CodeWrong => FieldError::WrongCode,
            AccountError::Code(_) => FieldError::MissingCode,
            other => {
                password.clear();
                return Err(other);
            }
        });
        // The settings may have changed since the form was drawn.
        self.is_asked = true;
        Ok(())
    }

    /// Wipes what was typed.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.error = None;
    }
}
