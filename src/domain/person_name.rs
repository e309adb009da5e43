//! Names of people, in either form that the file may use.

use crate::domain::printable::is_invisible;

/// The most characters of a first name, a last name or a role.
pub const NAME_MAX: usize = 200;

/// The reason why a name is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NameError {
    /// The name has more than [`NAME_MAX`] characters.
    #[error("too long")]
    TooLong,
    /// The name contains a character that is not shown but changes how others are (R101).
    #[error("an invisible character")]
    Character,
}

/// Checks a first name, a last name or a role. An empty one is accepted.
///
/// # Errors
/// [`NameError::Character`] if the name contains an invisible character other than the joiners that some scripts need,
/// and [`NameError::TooLong`] if it has too many characters.
pub fn check_name(name: &str) -> Result<(), NameError> {
    let is_joiner = |c: char| matches!(c, '\u{200c}' | '\u{200d}');
    if name
        .trim()
        .chars()
        .any(|c| is_invisible(c) && !is_joiner(c))
    {
        return Err(NameError::Character);
    }
    if name.trim().chars().count() > NAME_MAX {
        return Err(NameError::TooLong);
    }
    Ok(())
}

/// A person's name: one text (`name`, as Streamlit-Authenticator wrote until 0.4.1) or two (`first_name` and
/// `last_name`, since 0.4.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PersonName {
    /// First name, or the full name if the file has only one text.
    pub first: String,
    /// Last name; empty if the file has only one text.
    pub last: String,
}

impl PersonName {
    /// Creates a name of two parts, trimmed.
    #[must_use]
    pub fn new(first: &str, last: &str) -> Self {
        Self {
            first: first.trim().to_owned(),
            last: last.trim().to_owned(),
        }
    }

    /// Returns the name without spaces around its parts.
    #[must_use]
    #[doc(hidden)]
    pub fn trimmed(&self) -> Self {
        Self::new(&self.first, &self.last)
    }

    /// Splits a full name at its last space.
    #[must_use]
    #[doc(hidden)]
    pub fn from_full(full: &str) -> Self {
        let full = full.trim();
        match full.rsplit_once(char::is_whitespace) {
            Some((first, last)) => Self::new(first, last),
            None => Self::new(full, ""),
        }
    }

    /// Returns the name with the given parts replaced.
    #[must_use]
    #[doc(hidden)]
    pub fn with(&self, first: Option<&str>, last: Option<&str>) -> Self {
        Self::new(first.unwrap_or(&self.first), last.unwrap_or(&self.last))
    }

    /// Returns the full name.
    #[must_use]
    pub fn full(&self) -> String {
        format!("{} {}", self.first, self.last).trim().to_owned()
    }

    /// Returns `true` if the name is empty.
    #[must_use]
    #[doc(hidden)]
    pub fn is_empty(&self) -> bool {
        self.first.is_empty() && self.last.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_name_splits_at_its_last_space() {
        assert_eq!(
            PersonName::from_full(" Ada King Lovelace "),
            PersonName::new("Ada King", "Lovelace")
        );
        assert_eq!(PersonName::from_full("Plato"), PersonName::new("Plato", ""));
    }

    #[test]
    fn r83_r101_names_are_bounded_and_hold_no_invisible_character() {
        let long = "a".repeat(NAME_MAX + 1);
        assert_eq!(check_name(&long), Err(NameError::TooLong));
        for name in [
            "a\u{1b}[2J",
            "a\u{7}",
            "a\u{202e}b",
            "a\nb",
            "a\u{9b}",
            "a\u{e0041}",
        ] {
            assert_eq!(check_name(name), Err(NameError::Character), "{name:?}");
        }
        for name in [
            "",
            " Ada ",
            &long[1..],
            "O’Neil-Ångström",
            "می\u{200c}خواهم",
            "山田",
        ] {
            assert_eq!(check_name(name), Ok(()), "{name:?}");
        }
    }

    #[test]
    fn a_name_of_one_part_has_no_stray_space() {
        assert_eq!(PersonName::new("Plato", "").full(), "Plato");
    }
}
