//! How serde-saphyr is told to read: strictly, within limits, and without quoting the file in its
//! errors (its default error prints the neighbouring lines, hashes included).

use serde::de::DeserializeOwned;
use serde_saphyr::{Error, Options};

use crate::account::problem::{Cause, Place};

use super::read::place_at;

/// The most bytes that are read: some 100 000 users.
pub(super) const FILE_MAX: u64 = 64 * 1024 * 1024;

/// Parses text that is known to be one document without duplicate keys.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, (Place, Cause)> {
    serde_saphyr::from_str_with_options(text, options()).map_err(|error| {
        let place = error.location().map_or(Place::START, place_at);
        (place, cause(&error))
    })
}

fn options() -> Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_events: 8_000_000,
            max_nodes: 4_000_000,
            max_depth: 64,
            max_documents: 1,
            max_total_scalar_bytes: 64 * 1024 * 1024,
            max_aliases: 100_000,
            max_anchors: 10_000,
            max_merge_keys: 100_000,
        },
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        with_snippet: false,
    }
}

fn cause(error: &Error) -> Cause {
    match error.without_snippet() {
        Error::MultipleDocuments { .. } => Cause::SeveralDocuments,
        Error::InvalidUtf8Input => Cause::NotUtf8,
        Error::DuplicateMappingKey { .. } => Cause::DuplicateKey,
        other => Cause::Syntax(reason(other)),
    }
}

/// The reader's own reason, without the place that it repeats at the end.
fn reason(error: &Error) -> String {
    let text = error.to_string();
    let first = text.lines().next().unwrap_or_default();
    let end = first.find(" at line ").unwrap_or(first.len());
    let start = if first.starts_with("error: ") { 7 } else { 0 };
    first.get(start..end).unwrap_or(first).trim().to_owned()
}
