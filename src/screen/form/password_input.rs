//! A password that is being typed.

use crate::domain::secret::Secret;

/// A password that is being typed.
#[derive(Default)]
pub struct PasswordInput {
    /// The text so far.
    pub text: Secret,
    /// Whether it is shown in clear.
    pub is_revealed: bool,
}

impl PasswordInput {
    /// Moves the password out and masks the field again.
    #[must_use]
    pub fn submit(&mut self) -> Secret {
        self.is_revealed = false;
        self.text.take()
    }

    /// Masks the field again, and returns a copy of the password.
    #[must_use]
    pub fn masked(&mut self) -> Secret {
        self.is_revealed = false;
        self.text.copied()
    }

    /// Wipes the password and masks the field again.
    pub fn clear(&mut self) {
        self.is_revealed = false;
        self.text.clear();
    }
}
