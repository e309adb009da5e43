//! Requirements for new passwords.
//!
//! Only the length counts, in code points (R1, R3): composition rules make passwords worse (NIST SP
//! 800-63B-4, 3.1.1.2). The text is used exactly as typed (R4), after Unicode normalization (R6).

use unicode_normalization::UnicodeNormalization;

use crate::domain::confusables::is_ignorable;
use crate::domain::guesses::guesses;
use crate::domain::own_words::{is_mostly, words_of};
use crate::domain::published::is_published;
use crate::domain::refusal::Refusal;
use crate::domain::secret::{MAX_LEN, Secret};

/// Default of `password.min_length`, in code points (NIST SP 800-63B-4, 3.1.1.2).
pub const MIN_LENGTH_DEFAULT: usize = 15;
/// Default of `password.min_length_two_step`, in code points (NIST SP 800-63B-4, 3.1.1.2).
pub const MIN_LENGTH_TWO_STEP_DEFAULT: usize = 8;
/// Lowest value of `password.min_length`.
pub const MIN_LENGTH_FLOOR: usize = 8;
/// Highest value of `password.min_length`.
pub const MIN_LENGTH_CEILING: usize = 64;

/// Requirements for new passwords, from the `password` section of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordRule {
    /// Minimum length in code points.
    pub min_length: usize,
    /// Minimum length for users with a second factor (R1).
    pub min_length_two_step: usize,
    /// Maximum length in bytes, in a file that Streamlit-Authenticator uses as well: it cannot read the hash of a
    /// longer password, and then fails for every user (R5).
    pub max_bytes: Option<usize>,
}

impl Default for PasswordRule {
    fn default() -> Self {
        Self {
            min_length: MIN_LENGTH_DEFAULT,
            min_length_two_step: MIN_LENGTH_TWO_STEP_DEFAULT,
            max_bytes: None,
        }
    }
}

/// The reason why a new password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PasswordError {
    /// The password is empty.
    #[error("empty")]
    Empty,
    /// The password has fewer code points than required.
    #[error("shorter than {min}")]
    TooShort {
        /// Minimum number of code points.
        min: usize,
    },
    /// The password fills the whole buffer, so its end may be missing.
    #[error("too long")]
    TooLong,
    /// The password is too long for Streamlit-Authenticator, which uses the file as well.
    #[error("longer than {max} bytes")]
    TooLongToShare {
        /// Maximum number of bytes.
        max: usize,
    },
    /// The password is easy to guess: among the first million guesses, or published in an example.
    #[error("easy to guess")]
    Common,
    /// The password consists of the user's name or address, or of the program's name.
    #[error("made of the user's own words")]
    OwnWords,
    /// The password contains a NUL or a line break, where other programs truncate it.
    #[error("a control character")]
    ControlCharacter,
    /// The host app refuses the password.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl PasswordRule {
    /// Returns the requirements for a user with or without a second factor.
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

    /// Checks the length and the characters of a new password.
    ///
    /// # Errors
    /// [`PasswordError::Empty`] if it is empty, [`PasswordError::TooShort`] if it is shorter than required,
    /// [`PasswordError::TooLong`] if it fills the buffer, [`PasswordError::ControlCharacter`] if it contains a NUL or
    /// a line break, and [`PasswordError::TooLongToShare`] if it has more bytes than allowed.
    pub fn check(self, password: &Secret) -> Result<(), PasswordError> {
        let text = password.expose();
        if password.is_empty() {
            Err(PasswordError::Empty)
        } else if password.is_too_long() || text.len() >= MAX_LEN {
            Err(PasswordError::TooLong)
        } else if text.chars().any(char::is_control) {
            Err(PasswordError::ControlCharacter)
        } else if text.chars().count() < self.min_length {
            Err(PasswordError::TooShort {
                min: self.min_length,
            })
        } else if let Some(max) = self.max_bytes.filter(|_| !self.has_room_for(password)) {
            Err(PasswordError::TooLongToShare { max })
        } else {
            Ok(())
        }
    }

    /// Returns `true` if the password has no more bytes than allowed, in the form that is hashed.
    #[must_use]
    pub fn has_room_for(self, password: &Secret) -> bool {
        let length = || normalised(password).expose().len();
        self.max_bytes.is_none_or(|max| length() <= max)
    }
}

/// The most guesses of each step: what can be tried at a sign-in, slowly and quickly, and against a hash that leaked.
const VERY_WEAK: f64 = 1e3;
const WEAK: f64 = 1e6;
const FAIR: f64 = 1e8;
const GOOD: f64 = 1e10;

/// Number of characters that are rated: enough to tell, and quick.
const RATED_CHARS: usize = 100;

/// Refuses a password that is easy to guess (R7; NIST SP 800-63B-4, 3.1.1.2) or consists of the `own` words:
/// name, address, name of the program (R8). Works offline and without composition rules.
/// The first call takes some milliseconds, a long password about one.
///
/// # Errors
/// [`PasswordError::Common`] if it is easy to guess, and [`PasswordError::OwnWords`] if it consists of the `own`
/// words.
pub fn check_guessable(password: &Secret, own: &[&str]) -> Result<(), PasswordError> {
    if is_published(password) {
        return Err(PasswordError::Common);
    }
    let (text, own) = (rated(password), words_of(own));
    let is_guessable = |own: &[String]| guesses(text.expose(), own) <= WEAK;
    if is_mostly(text.expose(), &own) {
        Err(PasswordError::OwnWords)
    } else if !is_guessable(&own) {
        Ok(())
    } else if is_guessable(&[]) {
        Err(PasswordError::Common)
    } else {
        Err(PasswordError::OwnWords)
    }
}

/// Estimated resistance of a password to guessing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Strength {
    /// Among the first thousand guesses, or made of the user's own words.
    VeryWeak,
    /// Among the first million guesses.
    Weak,
    /// Among the first hundred million guesses.
    Fair,
    /// Among the first ten thousand million guesses.
    Good,
    /// More guesses than that.
    Strong,
}

impl Strength {
    /// Returns the number of filled steps, one to five, of a strength bar.
    #[must_use]
    pub fn step(self) -> u8 {
        self as u8 + 1
    }
}

/// Rates a password for a user with these `own` words. A password that [`check_guessable`] refuses is rated
/// weak or very weak. Takes as long as that function.
#[must_use]
pub fn strength(password: &Secret, own: &[&str]) -> Strength {
    let strength = match guesses(rated(password).expose(), &words_of(own)) {
        ..=VERY_WEAK => Strength::VeryWeak,
        ..=WEAK => Strength::Weak,
        ..=FAIR => Strength::Fair,
        ..=GOOD => Strength::Good,
        _ => Strength::Strong,
    };
    match check_guessable(password, own) {
        Ok(()) => strength,
        Err(_) => strength.min(Strength::Weak),
    }
}

/// Returns the part of a password that is rated, with one form for what looks the same: composed letters of usual width,
/// and nothing that is not drawn.
fn rated(password: &Secret) -> Secret {
    let characters = password.expose().nfkc();
    let drawn = characters.filter(|character| !is_ignorable(*character));
    Secret::of_characters(drawn.take(RATED_CHARS))
}

/// Returns the form of a password that is hashed and verified: NFC (NIST SP 800-63B-4, 3.1.1.2), so that the
/// same keys give the same password on every system (R6).
#[must_use]
pub fn normalised(password: &Secret) -> Secret {
    if password.is_too_long() {
        return password.copied();
    }
    Secret::of_characters(password.expose().nfc())
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
    fn r7_a_common_password_is_refused() {
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
    fn r8_the_users_name_and_address_and_the_programs_name_are_refused() {
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
    fn r8_names_are_found_however_their_letters_are_written() {
        for (own, text) in [
            ("Jürgen Müller", "mu\u{308}llermu\u{308}ller12"),
            ("Jürgen Müller", "mueller2024mueller"),
            ("Jürgen Müller", "jurgenmuller1234"),
            ("İbrahim", "İbrahim12345678"),
            ("Yılmaz", "YILMAZ123456789"),
            ("O'Neill", "oneill1985oneill"),
            ("Annabell", "ａｎｎａｂｅｌｌ２０２４年"),
        ] {
            assert_eq!(
                guessable(text, &[own]),
                Some(PasswordError::OwnWords),
                "{text}"
            );
        }
    }

    #[test]
    fn r7_wide_letters_and_characters_that_are_not_drawn_hide_no_common_password() {
        for text in ["ｐａｓｓｗｏｒｄ１２３４５", "password\u{200b}password"] {
            assert_eq!(guessable(text, &[]), Some(PasswordError::Common), "{text}");
        }
    }

    #[test]
    fn a_few_words_in_a_row_are_a_password() {
        let own = ["Ada", "Lovelace", "ada@example.org"];
        for text in [
            "correct horse battery staple",
            "open the shed on monday",
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
