//! Which new passwords are accepted.
//!
//! Length only, counted in code points (R1, R3): composition rules make passwords worse (NIST SP
//! 800-63B-4, 3.1.1.2). The text is used exactly as typed (R4), after Unicode normalisation (R6).

use unicode_normalization::UnicodeNormalization;

use super::secret::{MAX_LEN, Secret};

/// The default of `password.min_length`, in code points (NIST SP 800-63B-4, 3.1.1.2).
pub const MIN_LENGTH_DEFAULT: usize = 15;
/// The least that `password.min_length` may be set to.
pub const MIN_LENGTH_FLOOR: usize = 8;
/// The most that `password.min_length` may be set to.
pub const MIN_LENGTH_CEILING: usize = 64;

/// The rule for new passwords, from the `password` section of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordRule {
    /// The least number of code points.
    pub min_length: usize,
}

impl Default for PasswordRule {
    fn default() -> Self {
        Self {
            min_length: MIN_LENGTH_DEFAULT,
        }
    }
}

/// Why a new password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// Fewer than this many code points.
    #[error("shorter than {min}")]
    TooShort {
        /// The rule's least number of code points.
        min: usize,
    },
    /// It fills the whole buffer, so its end may be missing.
    #[error("too long")]
    TooLong,
    /// It holds a NUL or a line break, which other programs cut at.
    #[error("a control character")]
    ControlCharacter,
}

impl PasswordRule {
    /// Checks a new password.
    ///
    /// # Errors
    /// Says which rule is broken.
    pub fn check(self, password: &Secret) -> Result<(), PasswordError> {
        let text = password.expose();
        if text.is_empty() {
            Err(PasswordError::Empty)
        } else if text.len() >= MAX_LEN {
            Err(PasswordError::TooLong)
        } else if text.chars().any(char::is_control) {
            Err(PasswordError::ControlCharacter)
        } else if text.chars().count() < self.min_length {
            Err(PasswordError::TooShort {
                min: self.min_length,
            })
        } else {
            Ok(())
        }
    }
}

/// The form in which a password is hashed and verified: NFC (NIST SP 800-63B-4, 3.1.1.2), so that
/// the same keys give the same password on every system (R6).
#[must_use]
pub fn normalised(password: &Secret) -> Secret {
    let mut out = Secret::default();
    let mut buffer = [0; 4];
    for character in password.expose().nfc() {
        let end = out.expose().len();
        out.insert(end, character.encode_utf8(&mut buffer));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Result<(), PasswordError> {
        PasswordRule::default().check(&Secret::new(text.to_owned()))
    }

    #[test]
    fn r1_fifteen_code_points_are_enough_and_fourteen_are_not() {
        assert_eq!(check(&"é".repeat(15)), Ok(()));
        assert_eq!(
            check(&"é".repeat(14)),
            Err(PasswordError::TooShort { min: 15 })
        );
    }

    #[test]
    fn r2_sixty_four_emoji_are_accepted() {
        assert_eq!(check(&"🦀".repeat(64)), Ok(()));
    }

    #[test]
    fn r3_fifteen_lower_case_letters_pass() {
        assert_eq!(check("abcdefghijklmno"), Ok(()));
    }

    #[test]
    fn r4_spaces_around_a_password_count() {
        assert_eq!(check(" abcdefghijklm "), Ok(()));
    }

    #[test]
    fn r6_composed_and_decomposed_letters_are_one_password() {
        let composed = normalised(&Secret::new("caf\u{e9}".to_owned()));
        let decomposed = normalised(&Secret::new("cafe\u{301}".to_owned()));
        assert_eq!(composed.expose(), decomposed.expose());
    }

    #[test]
    fn a_password_that_may_have_been_cut_off_is_refused() {
        assert_eq!(check(&"x".repeat(5000)), Err(PasswordError::TooLong));
    }
}
