//! Names of people, in either form that the file may use.

/// A person's name: one text (`name`, as Streamlit-Authenticator wrote until 0.4.1) or two (`first_name` and
/// `last_name`, since 0.4.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    pub fn trimmed(&self) -> Self {
        Self::new(&self.first, &self.last)
    }

    /// Splits a full name at its last space.
    #[must_use]
    pub fn from_full(full: &str) -> Self {
        let full = full.trim();
        match full.rsplit_once(char::is_whitespace) {
            Some((first, last)) => Self::new(first, last),
            None => Self::new(full, ""),
        }
    }

    /// Returns the name with the given parts replaced.
    #[must_use]
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
    fn a_name_of_one_part_has_no_stray_space() {
        assert_eq!(PersonName::new("Plato", "").full(), "Plato");
    }
}
