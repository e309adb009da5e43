//! What a user signs: the digest of the content, the meaning of the signature, and a sentence.

use std::ops::RangeInclusive;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use crate::domain::printable::is_invisible;

/// Bytes of the digest of a content: SHA-256.
#[doc(hidden)]
pub const DIGEST_BYTES: usize = 32;
/// The most characters of the text of a statement.
#[doc(hidden)]
pub const TEXT_MAX: usize = 500;
/// The most characters of a meaning in own words.
#[doc(hidden)]
pub const MEANING_MAX: usize = 100;

const OTHER: &str = "other: ";

/// What a signature means.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Meaning {
    /// The signer has reviewed the content.
    Reviewed,
    /// The signer approves the content.
    Approved,
    /// The signer is responsible for the content.
    Responsible,
    /// In the words of the app.
    Other(String),
}

/// The reason why a statement cannot be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StatementError {
    /// The text, or the meaning in own words, is empty.
    #[error("nothing is said")]
    #[doc(hidden)]
    Empty,
    /// The text has more than 500 characters, or the meaning in own words more than 100.
    #[error("too long")]
    #[doc(hidden)]
    TooLong,
    /// There is a line break, or a character that is not shown but changes how others are (R101).
    #[error("an invisible character")]
    #[doc(hidden)]
    Character,
}

/// What a user signs.
///
/// ```
/// use egui_authenticator::use_cases::{Meaning, Statement};
///
/// let report = b"Batch 42: 998 of 1000 within limits";
/// let statement = Statement::about(report, Meaning::Approved, "Report of batch 42");
/// assert!(statement.is_ok());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    content: [u8; DIGEST_BYTES],
    meaning: Meaning,
    text: String,
}

impl Meaning {
    /// Returns the text that is signed.
    pub(crate) fn to_text(&self) -> String {
        match self {
            Self::Reviewed => "reviewed".to_owned(),
            Self::Approved => "approved".to_owned(),
            Self::Responsible => "responsible".to_owned(),
            Self::Other(words) => format!("{OTHER}{words}"),
        }
    }

    /// Reads the text that was signed.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "reviewed" => Self::Reviewed,
            "approved" => Self::Approved,
            "responsible" => Self::Responsible,
            other => Self::Other(words(other.strip_prefix(OTHER)?, MEANING_MAX).ok()?),
        })
    }
}

impl Statement {
    /// Creates a statement about this content. `text` says what it is, in one line of at most 500 characters; a meaning in own
    /// words has at most 100. Both are composed (NFC), with single spaces between their words.
    ///
    /// # Errors
    /// [`StatementError::Empty`], [`StatementError::TooLong`] or [`StatementError::Character`] if the text, or the meaning in own
    /// words, is empty, too long, or holds a line break or an invisible character.
    pub fn about(content: &[u8], meaning: Meaning, text: &str) -> Result<Self, StatementError> {
        Self::new(digest(content), meaning, text)
    }

    /// Creates a statement as [`Self::about`] does, about content with this SHA-256.
    ///
    /// # Errors
    /// [`StatementError::Empty`], [`StatementError::TooLong`] and [`StatementError::Character`] as for [`Self::about`].
    #[doc(hidden)]
    pub fn new(
        content: [u8; DIGEST_BYTES],
        meaning: Meaning,
        text: &str,
    ) -> Result<Self, StatementError> {
        let meaning = match meaning {
            Meaning::Other(own) => Meaning::Other(words(&own, MEANING_MAX)?),
            known => known,
        };
        let text = words(text, TEXT_MAX)?;
        Ok(Self {
            content,
            meaning,
            text,
        })
    }

    /// Returns the SHA-256 of the content.
    #[must_use]
    #[doc(hidden)]
    pub fn content(&self) -> [u8; DIGEST_BYTES] {
        self.content
    }

    /// Returns what the signature means.
    #[must_use]
    #[doc(hidden)]
    pub fn meaning(&self) -> &Meaning {
        &self.meaning
    }

    /// Returns what the content is.
    #[must_use]
    #[doc(hidden)]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Returns the digest of a content.
pub(crate) fn digest(content: &[u8]) -> [u8; DIGEST_BYTES] {
    Sha256::digest(content).into()
}

/// Characters that show nothing besides those that are refused everywhere (Unicode, `Default_Ignorable_Code_Point` and the
/// blank of Braille): with them, texts that look the same would be different ones.
const BLANK: [RangeInclusive<char>; 12] = [
    '\u{ad}'..='\u{ad}',
    '\u{34f}'..='\u{34f}',
    '\u{115f}'..='\u{1160}',
    '\u{17b4}'..='\u{17b5}',
    '\u{180b}'..='\u{180f}',
    '\u{206a}'..='\u{206f}',
    '\u{2800}'..='\u{2800}',
    '\u{3164}'..='\u{3164}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{ffa0}'..='\u{ffa0}',
    '\u{1d173}'..='\u{1d17a}',
    '\u{e0100}'..='\u{e01ef}',
];

/// Returns `true` for a character that does not show, except for joiners, which some scripts need.
fn is_hidden(character: char) -> bool {
    let is_joiner = matches!(character, '\u{200c}' | '\u{200d}');
    let is_blank = || BLANK.iter().any(|range| range.contains(&character));
    !is_joiner && is_invisible(character) || is_blank()
}

/// Returns `true` if a text is one line in which everything shows.
pub(crate) fn is_plain(text: &str) -> bool {
    !text.chars().any(is_hidden)
}

/// Returns a text with the characters that do not show escaped.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_hidden(character) {
            out.extend(character.escape_unicode());
        } else {
            out.push(character);
        }
    }
    out
}

/// Returns words in one form: composed, and with single spaces between them.
fn words(text: &str, most: usize) -> Result<String, StatementError> {
    if !is_plain(text.trim()) {
        return Err(StatementError::Character);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let text: String = words.join(" ").nfc().collect();
    // Joiners alone show nothing.
    if text.chars().all(is_invisible) {
        return Err(StatementError::Empty);
    }
    if text.chars().count() > most {
        return Err(StatementError::TooLong);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r112_a_statement_is_one_line_in_which_everything_shows() {
        let of = |meaning, text: &str| Statement::about(b"x", meaning, text).err();
        let other = |text: &str| Meaning::Other(text.to_owned());
        assert_eq!(of(Meaning::Approved, " Batch 42 "), None);
        assert_eq!(of(other("released"), "Batch"), None);
        for text in ["", "  ", "\u{200d}"] {
            assert_eq!(of(Meaning::Approved, text), Some(StatementError::Empty));
            assert_eq!(of(other(text), "Batch"), Some(StatementError::Empty));
        }
        for text in [
            "a\nkey: 0",
            "a\rb",
            "a\u{202e}b",
            "a\u{2028}b",
            "a\0b",
            "a\u{200b}b",
            "\u{3164}",
            "\u{2800}",
            "Batch\u{ad}",
        ] {
            let refused = Some(StatementError::Character);
            assert_eq!(of(Meaning::Approved, text), refused, "{text:?}");
            assert_eq!(of(other(text), "Batch"), refused, "{text:?}");
        }
        let long = |count: usize| "x".repeat(count);
        assert_eq!(of(Meaning::Reviewed, &long(TEXT_MAX)), None);
        let refused = Some(StatementError::TooLong);
        assert_eq!(of(Meaning::Reviewed, &long(TEXT_MAX + 1)), refused);
        assert_eq!(of(other(&long(MEANING_MAX + 1)), "Batch"), refused);
    }

    #[test]
    fn r112_texts_that_look_the_same_are_the_same() {
        let of = |text| Statement::about(b"x", Meaning::Approved, text);
        for twin in [" Batch  42 ", "Batch\u{a0}42", "Batch\u{3000}42"] {
            assert_eq!(of(twin), of("Batch 42"), "{twin:?}");
        }
        assert_eq!(of("Gru\u{308}n"), of("Gr\u{fc}n"));
    }

    #[test]
    fn r112_a_meaning_in_own_words_is_none_of_the_others() {
        let other = Meaning::Other("approved".to_owned());
        assert_eq!(Meaning::parse(&other.to_text()), Some(other.clone()));
        assert_ne!(other.to_text(), Meaning::Approved.to_text());
        for text in ["", "Approved", "other", "other: ", "approved "] {
            assert_eq!(Meaning::parse(text), None, "{text:?}");
        }
    }
}
