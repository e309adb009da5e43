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
    /// Whether it is a suggestion as it was made.
    is_suggested: bool,
}

impl PasswordInput {
    /// Moves the password out and masks the field again.
    #[must_use]
    pub fn submit(&mut self) -> Secret {
        let text = self.text.take();
        *self = Self::default();
        text
    }

    /// Masks the field again, and returns a copy of the password. What stays in the field cannot be revealed: the user may
    /// have left since, and another one must not read it (R72). A suggestion leaves the field, because no user knows it by
    /// heart yet.
    #[must_use]
    pub fn masked(&mut self) -> Secret {
        if self.is_suggested {
            return self.submit();
        }
        (self.is_revealed, self.was_submitted) = (false, true);
        self.text.copied()
    }

    /// Wipes the password and masks the field again.
    pub fn clear(&mut self) {
        self.text.clear();
        *self = Self::default();
    }

    /// Takes another text and reveals it: it has to be read to be learned.
    pub(crate) fn suggest(&mut self, text: Secret) {
        *self = Self {
            text,
            is_revealed: true,
            is_suggested: true,
            ..Self::default()
        };
    }

    /// Takes in that the text has changed: once it is empty, a new one can be revealed.
    pub fn edited(&mut self) {
        self.is_suggested = false;
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

    #[test]
    fn a_suggestion_that_was_submitted_leaves_the_field_unless_it_was_changed() {
        let suggestion = || Secret::new("nine lamps".to_owned());
        let mut input = PasswordInput::default();
        input.suggest(suggestion());
        assert_eq!(input.masked().expose(), "nine lamps");
        assert!(input.text.is_empty());
        input.suggest(suggestion());
        input.edited();
        assert_eq!(input.masked().expose(), "nine lamps");
        assert!(!input.text.is_empty());
    }
}
