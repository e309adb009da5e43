//! E-mail addresses, validated as far as possible without sending mail.
//!
//! Comparison ignores case (R26). The full grammar of RFC 5322 allows addresses that are not used in
//! practice; this accepts what the HTML standard accepts in an e-mail field, and letters of any script.

use std::sync::Arc;

use crate::domain::refusal::Refusal;
use crate::domain::with_key;

/// Maximum length in bytes (RFC 5321, 4.5.3.1.3, without the angle brackets).
pub const MAX_BYTES: usize = 254;

/// An e-mail address. It keeps its spelling and is compared by its folded form.
#[derive(Clone, Debug)]
pub struct Email {
    spelling: Arc<str>,
    key: Arc<str>,
}

/// The reason why a text is not an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EmailError {
    /// The text is empty.
    #[error("empty")]
    Empty,
    /// The text does not have the form `name@example.org`.
    #[error("not an e-mail address")]
    Form,
    /// The host app refuses the address.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl Email {
    /// Parses an address.
    ///
    /// # Errors
    /// [`EmailError::Empty`] if the text is empty, and [`EmailError::Form`] if it is not an address.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(EmailError::Empty);
        }
        let Some((local, domain)) = text.rsplit_once('@') else {
            return Err(EmailError::Form);
        };
        let local_char = |c: char| c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
        let label = |l: &str| {
            !l.is_empty()
                && !l.starts_with('-')
                && !l.ends_with('-')
                && l.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        let good = text.len() <= MAX_BYTES
            && !local.is_empty()
            && local.chars().all(local_char)
            && domain.split('.').all(label);
        if !good {
            return Err(EmailError::Form);
        }
        let (spelling, key) = with_key(text);
        Ok(Self { spelling, key })
    }

    /// Returns the address as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.spelling
    }

    /// Returns the folded form, which is used for comparison.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Returns the folded form without a copy of it.
    pub(crate) fn shared_key(&self) -> Arc<str> {
        Arc::clone(&self.key)
    }
}

impl PartialEq for Email {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Email {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_addresses_are_accepted() {
        for text in [
            "jsmith@gmail.com",
            "a.b+c@sub.example.co.uk",
            "till@localhost",
            "ada@bücher.example",
        ] {
            assert!(Email::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn text_that_is_no_address_is_refused() {
        for text in ["a", "@b.c", "a@", "a@b..c", "a b@c.d", "a@-b.c", "a\n@b.c"] {
            assert_eq!(Email::parse(text), Err(EmailError::Form), "{text}");
        }
        assert_eq!(Email::parse(" "), Err(EmailError::Empty));
    }

    #[test]
    fn r26_addresses_compare_without_regard_to_case() {
        assert_eq!(Email::parse("A@B.example"), Email::parse("a@b.EXAMPLE"));
    }
}
