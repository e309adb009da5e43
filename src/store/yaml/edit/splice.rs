//! Replacements of byte ranges, and positions at which none can be made.

use std::ops::Range;

use crate::domain::problem::Position;

/// The position at which an edit could not be made.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refused(pub(crate) Position);

/// A replacement for a range of bytes.
pub(crate) struct Splice {
    pub(crate) bytes: Range<usize>,
    pub(crate) text: String,
}

pub(crate) fn insertion(at: usize, text: String) -> Splice {
    Splice {
        bytes: at..at,
        text,
    }
}

pub(crate) fn removal(bytes: Range<usize>) -> Splice {
    Splice {
        bytes,
        text: String::new(),
    }
}

pub(crate) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Returns the offset after the line break that ends the line of `at`.
pub(crate) fn line_end(text: &str, at: usize) -> usize {
    if text[..at].ends_with('\n') {
        return at;
    }
    text[at..]
        .find('\n')
        .map_or(text.len(), |newline| at + newline + 1)
}

/// Returns the end of the content of a block scalar: what the parser counts to it can reach to the indentation of the next
/// line.
pub(crate) fn lines_end(text: &str, end: usize) -> usize {
    let trimmed = text[..end].trim_end_matches([' ', '\t']);
    if trimmed.ends_with('\n') {
        trimmed.len()
    } else {
        end
    }
}
