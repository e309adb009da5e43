//! Which new passwords are accepted.
//!
//! Length only, counted in code points (R1, R3): composition rules make passwords worse (NIST SP
//! 800-63B-4, 3.1.1.2). The text is used exactly as typed (R4), after Unicode normalisation (R6).

use unicode_normalization::UnicodeNormalization;

use crate::domain::customization::Refusal;
use crate::domain::secret::{MAX_LEN, Secret};

/// The default of `password.min_length`, in code points (NIST SP 800-63B-4, 3.1.1.2).
pub const MIN_LENGTH_DEFAULT: usize = 15;
/// The default of `password.min_length_two_step`, in code points (the same).
pub const MIN_LENGTH_TWO_STEP_DEFAULT: usize = 8;
/// The least that `password.min_length` may be set to.
pub const MIN_LENGTH_FLOOR: usize = 8;
/// The most that `password.min_length` may be set to.
pub const MIN_LENGTH_CEILING: usize = 64;

/// The rule for new passwords, from the `password` section of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordRule {
    /// The least number of code points.
    pub min_length: usize,
    /// The same for accounts with a second factor (R1).
    pub min_length_two_step: usize,
}

impl Default for PasswordRule {
    fn default() -> Self {
        Self {
            min_length: MIN_LENGTH_DEFAULT,
            min_length_two_step: MIN_LENGTH_TWO_STEP_DEFAULT,
        }
    }
}

/// Why a new password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
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
    /// Programs that guess try it among the first million.
    #[error("easy to guess")]
    Common,
    /// It is made of the person's own name or address, or of the program's name.
    #[error("made of the person's own words")]
    OwnWords,
    /// It holds a NUL or a line break, which other programs cut at.
    #[error("a control character")]
    ControlCharacter,
    /// The app does not take it.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl PasswordRule {
    /// The rule for an account that has a second factor, or has none.
    #[must_use]
    pub fn for_account(self, has_two_step: bool) -> Self {
        let shortest = self.min_length.min(self.min_length_two_step);
        Self {
            min_length: if has_two_step {
                shortest
            } else {
                self.min_length
            },
            ..self
        }
    }

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

/// How many characters are looked at: more would take long and change nothing.
const RATED_CHARS: usize = 100;

/// Refuses a password that is guessed early (R7; NIST SP 800-63B-4, 3.1.1.2), or that is made of
/// `own` words: name, address, the program's name (R8). Offline, and without rules of composition.
/// May take some hundredths of a second: never call it on the window's thread.
///
/// # Errors
/// Says which of the two it is.
pub fn check_guessable(password: &Secret, own: &[&str]) -> Result<(), PasswordError> {
    let (text, own) = (rated(password), parts(own));
    let is_guessable = |own: &[&str]| zxcvbn::zxcvbn(text, own).score() < zxcvbn::Score::Two;
    if is_mostly(text, &own) {
        Err(PasswordError::OwnWords)
    } else if !is_guessable(&own) {
        Ok(())
    } else if is_guessable(&[]) {
        Err(PasswordError::Common)
    } else {
        Err(PasswordError::OwnWords)
    }
}

/// How soon a password would be guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Strength {
    /// Among the first thousand guesses, or made of the person's own words.
    VeryWeak,
    /// Among the first million.
    Weak,
    /// Among the first hundred million.
    Fair,
    /// Among the first ten thousand million.
    Good,
    /// Later than that.
    Strong,
}

impl Strength {
    /// The number of five steps that a bar shows, from one.
    #[must_use]
    pub fn step(self) -> u8 {
        self as u8 + 1
    }
}

/// How strong a password is for somebody with these `own` words. Says of whatever
/// [`check_guessable`] refuses that it is weak or very weak. As slow as that.
#[must_use]
pub fn strength(password: &Secret, own: &[&str]) -> Strength {
    let strength = match zxcvbn::zxcvbn(rated(password), &parts(own)).score() {
        zxcvbn::Score::Zero => Strength::VeryWeak,
        zxcvbn::Score::One => Strength::Weak,
        zxcvbn::Score::Two => Strength::Fair,
        zxcvbn::Score::Three => Strength::Good,
        _ => Strength::Strong,
    };
    match check_guessable(password, own) {
        Ok(()) => strength,
        Err(_) => strength.min(Strength::Weak),
    }
}

/// As much of a password as is looked at.
fn rated(password: &Secret) -> &str {
    let end = password.expose().char_indices().nth(RATED_CHARS);
    end.map_or(password.expose(), |(end, _)| &password.expose()[..end])
}

/// Words, and what they are made of: an address is guessed by its parts.
fn parts<'a>(own: &[&'a str]) -> Vec<&'a str> {
    let parts = own.iter().flat_map(|word| {
        let pieces = word.split(|c: char| !c.is_alphanumeric());
        pieces
            .chain([*word])
            .filter(|piece| piece.chars().count() > 2)
    });
    parts.collect()
}

/// Whether most of a text is these words.
fn is_mostly(text: &str, words: &[&str]) -> bool {
    let mut rest = Secret::new(text.to_lowercase());
    for word in words {
        rest = Secret::new(rest.expose().replace(&word.to_lowercase(), ""));
    }
    rest.expose().chars().count() * 2 < text.chars().count()
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
        let text = "qmxvtzbnwkrfjdh";
        assert_eq!(check(text), Ok(()));
        assert_eq!(check_guessable(&Secret::new(text.to_owned()), &[]), Ok(()));
    }

    fn guessable(text: &str, own: &[&str]) -> Option<PasswordError> {
        check_guessable(&Secret::new(text.to_owned()), own).err()
    }

    #[test]
    fn r7_a_password_that_everybody_tries_is_refused() {
        for text in [
            "passwordpassword",
            "123456789012345",
            "aaaaaaaaaaaaaaaaaaaa",
            "qwertyuiopasdfgh",
            "abcdefghijklmnop",
        ] {
            assert_eq!(guessable(text, &[]), Some(PasswordError::Common), "{text}");
        }
    }

    #[test]
    fn r8_the_own_name_and_address_and_the_programs_name_make_no_password() {
        let own = [
            "Annabell",
            "Zwiebelthorn",
            "annabell.z@kwexfirm.example",
            "Tillophon",
        ];
        for text in [
            "annabellannabell",
            "Zwiebelthorn1999",
            "annabell.z@kwexfirm.example",
            "tillophontillophon",
        ] {
            assert_eq!(
                guessable(text, &own),
                Some(PasswordError::OwnWords),
                "{text}"
            );
        }
    }

    #[test]
    fn a_few_words_in_a_row_are_a_password() {
        let own = ["Ada", "Lovelace", "ada@example.org"];
        for text in [
            "correct horse battery staple",
            "open the shop on monday",
            "山田さんの犬は白い毛をしています",
        ] {
            assert_eq!(guessable(text, &own), None, "{text}");
        }
    }

    #[test]
    fn a_password_as_long_as_allowed_is_rated_in_no_time() {
        assert_eq!(
            guessable(&"x y".repeat(340), &[]),
            Some(PasswordError::Common)
        );
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

    #[test]
    fn the_bar_says_weak_of_whatever_is_refused_and_strong_of_a_passphrase() {
        let of = |text: &str| strength(&Secret::new(text.to_owned()), &["annabell"]);
        assert!(of("passwordpassword") <= Strength::Weak);
        assert!(of("annabellannabell") <= Strength::Weak);
        assert_eq!(of("ladder ticket ocean crumble viola"), Strength::Strong);
        assert_eq!((Strength::VeryWeak.step(), Strength::Strong.step()), (1, 5));
    }
}
