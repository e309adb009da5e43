//! Usernames.
//!
//! A [`Username`] keeps the spelling of the file and is compared by its folded form, so that `JSmith` and
//! `jsmith` are the same user (R26). It is validated once, when it is created.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::domain::printable::is_invisible;
use crate::domain::refusal::Refusal;
use crate::domain::{fold, with_key};

/// Maximum length in characters.
pub const MAX_CHARS: usize = 64;

/// A username. It keeps its spelling and is compared by its folded form. Cloning is cheap: each change makes another list of
/// all users.
#[derive(Clone, Debug)]
pub struct Username {
    spelling: Arc<str>,
    key: Arc<str>,
}

/// The reason why a text is not a username.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UsernameError {
    /// The text is empty.
    #[error("empty")]
    Empty,
    /// The text is longer than [`MAX_CHARS`].
    #[error("too long")]
    TooLong,
    /// The text contains a character other than a letter, a digit, `.`, `_`, `-`, `+` or `@`.
    #[error("a character that is not allowed")]
    Character,
    /// The host app refuses the username.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl Username {
    /// Parses a new username: letters and digits of any script, and `. _ - + @`, because Streamlit-Authenticator
    /// allows an e-mail address as username.
    ///
    /// # Errors
    /// [`UsernameError::Empty`] if the text is empty, [`UsernameError::TooLong`] if it is longer than
    /// 64 characters, and [`UsernameError::Character`] if it contains another character.
    pub fn parse(text: &str) -> Result<Self, UsernameError> {
        let allowed = |c: char| c.is_alphanumeric() || ['.', '_', '-', '+', '@'].contains(&c);
        Self::checked(text, allowed)
    }

    /// Parses the username of an account that exists: also with spaces and other visible characters, because programs
    /// that share the file accept them. `*` alone stands for all users.
    ///
    /// # Errors
    /// As for [`Username::parse`], but [`UsernameError::Character`] only for `*`, and for characters that are not shown.
    #[doc(hidden)]
    pub fn existing(text: &str) -> Result<Self, UsernameError> {
        let is_space = |c: char| [' ', '\u{a0}', '\u{3000}'].contains(&c);
        let is_shown = |c: char| is_space(c) || !c.is_whitespace() && !is_invisible(c);
        let is_everyone = fold(text.trim()) == "*";
        Self::checked(text, |c| is_shown(c) && !is_everyone)
    }

    fn checked(text: &str, allowed: impl Fn(char) -> bool) -> Result<Self, UsernameError> {
        let text = text.trim();
        let chars = text.chars().count();
        if chars == 0 {
            return Err(UsernameError::Empty);
        }
        if chars > MAX_CHARS {
            return Err(UsernameError::TooLong);
        }
        if !text.chars().all(allowed) {
            return Err(UsernameError::Character);
        }
        let (spelling, key) = with_key(text);
        Ok(Self { spelling, key })
    }

    /// Returns the username as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.spelling
    }

    /// Returns the folded form, which is used for comparison and as the key of stored state.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Returns the folded form without a copy of it.
    pub(crate) fn shared_key(&self) -> Arc<str> {
        Arc::clone(&self.key)
    }

    /// Suggests a username for a name: `Ada Lovelace` becomes `alovelace`. Returns `None` if the name has no usable
    /// letter.
    #[must_use]
    #[doc(hidden)]
    pub fn suggest(first_name: &str, last_name: &str) -> Option<Self> {
        let letters = |text: &str| -> String {
            fold(text)
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .collect()
        };
        let (first, last) = (letters(first_name), letters(last_name));
        let joined: String = match (first.chars().next(), last.is_empty()) {
            (Some(_), true) => first,
            (Some(initial), false) => std::iter::once(initial).chain(last.chars()).collect(),
            (None, _) => last,
        };
        Self::parse(&joined.chars().take(MAX_CHARS).collect::<String>()).ok()
    }
}

impl PartialEq for Username {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Username {}

impl Hash for Username {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r26_capitals_do_not_make_another_username() {
        let (a, b) = (Username::parse("JSmith"), Username::parse("jsmith"));
        assert_eq!(a, b);
        assert_eq!(a.map(|u| u.as_str().to_owned()), Ok("JSmith".to_owned()));
    }

    #[test]
    fn spaces_around_a_username_are_ignored() {
        assert_eq!(
            Username::parse(" jsmith ").map(|u| u.as_str().to_owned()),
            Ok("jsmith".to_owned())
        );
    }

    #[test]
    fn each_broken_rule_has_its_own_error() {
        assert_eq!(Username::parse("  "), Err(UsernameError::Empty));
        assert_eq!(Username::parse("a b"), Err(UsernameError::Character));
        assert_eq!(Username::parse("a\nb"), Err(UsernameError::Character));
        assert_eq!(
            Username::parse(&"a".repeat(MAX_CHARS + 1)),
            Err(UsernameError::TooLong)
        );
    }

    #[test]
    fn r97_usernames_of_other_programs_exist_and_are_not_given_to_new_users() {
        for text in [
            "john smith",
            "o'brien",
            "DOM\\jsmith",
            "a#b",
            "山田\u{3000}太郎",
        ] {
            let found = Username::existing(text).map(|name| name.as_str().to_owned());
            assert_eq!(found, Ok(text.to_owned()));
            assert!(Username::parse(text).is_err(), "{text}");
        }
        for text in [
            "*",
            " ＊ ",
            "a\nb",
            "a\tb",
            "a\u{202e}b",
            "a\u{200b}b",
            "a\u{2028}b",
        ] {
            let found = Username::existing(text);
            assert_eq!(found, Err(UsernameError::Character), "{text:?}");
        }
    }

    #[test]
    fn an_email_address_can_be_a_username_as_in_the_peer() {
        assert!(Username::parse("ada+till@shop.example").is_ok());
    }

    #[test]
    fn a_username_is_suggested_from_the_name() {
        let suggest = |first, last| Username::suggest(first, last).map(|u| u.as_str().to_owned());
        assert_eq!(suggest("Ada", "Lovelace"), Some("alovelace".to_owned()));
        assert_eq!(suggest("Ada", ""), Some("ada".to_owned()));
        assert_eq!(suggest("Ａda", "Ｌovelace"), Some("alovelace".to_owned()));
        assert_eq!(suggest("", ""), None);
    }
}
