//! A password that is being typed.

use crate::domain::secret::Secret;

/// A password that is being typed.
#[derive(Default)]
pub struct PasswordInput {
    /// The text so far.
    pub text: Secret,
    /// Whether it is shown in clear.
    pub is_revealed: bool,
    /// Whether it was submitted and stayed, because something else was wrong.
    was_submitted: bool,
}

impl PasswordInput {
    /// Moves the password out and masks the field again.
    #[must_use]
    pub fn submit(&mut self) -> Secret {
        (self.is_revealed, self.was_submitted) = (false, false);
        self.text.take()
    }

    /// Masks the field again, and returns a copy of the password. What stays in the field cannot be revealed: the user may
    /// have left since, and another one must not read it (R72).
    #[must_use]
    pub fn masked(&mut self) -> Secret {
        (self.is_revealed, self.was_submitted) = (false, true);
        self.text.copied()
    }

    /// Wipes the password and masks the field again.
    pub fn clear(&mut self) {
        (self.is_revealed, self.was_submitted) = (false, false);
        self.text.clear();
    }

    /// Takes another text and reveals it: it has to be read to be learned.
    pub(crate) fn suggest(&mut self, text: Secret) {
        (self.is_revealed, self.was_submitted) = (true, false);
        self.text = text;
    }

    /// Takes in that the text has changed: once it is empty, a new one can be revealed.
    pub fn edited(&mut self) {
        self.was_submitted &= !self.text.is_empty();
    }

    /// Returns `true` if the text can be shown in clear.
    #[must_use]
    pub fn can_be_revealed(&self) -> bool {
        !self.was_submitted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r72_what_was_submitted_cannot_be_revealed_until_the_field_is_empty() {
        let mut input = PasswordInput {
            text: Secret::new("let me in".to_owned()),
            is_revealed: true,
            ..PasswordInput::default()
        };
        assert!(input.can_be_revealed());
        assert_eq!(input.masked().expose(), "let me in");
        input.edited();
        assert!(!input.is_revealed && !input.can_be_revealed());
        input.text.clear();
        input.edited();
        assert!(input.can_be_revealed());
    }
}
