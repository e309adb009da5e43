//! Invisible characters that control a terminal or how others are displayed: escaped in output, refused in names (R101).

use std::borrow::Cow;
use std::ops::RangeInclusive;

/// Invisible characters besides control characters: direction marks, joiners, line separators, annotations and tags
/// (Unicode, 23).
const INVISIBLE: [RangeInclusive<char>; 7] = [
    '\u{61c}'..='\u{61c}',
    '\u{200b}'..='\u{200f}',
    '\u{2028}'..='\u{202e}',
    '\u{2060}'..='\u{2069}',
    '\u{feff}'..='\u{feff}',
    '\u{fff9}'..='\u{fffb}',
    '\u{e0000}'..='\u{e007f}',
];

/// Returns `true` for a character that is not shown but can change how others are.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    character.is_control() || INVISIBLE.iter().any(|range| range.contains(&character))
}

/// Returns a text with its invisible characters escaped, except for those to `keep`.
///
/// ```
/// use egui_authenticator::domain::printable::escaped;
///
/// assert_eq!(escaped("a\u{1b}[2J\n", &['\n']), "a\\u{1b}[2J\n");
/// ```
#[must_use]
pub fn escaped<'a>(text: &'a str, keep: &[char]) -> Cow<'a, str> {
    let is_escaped = |c: char| is_invisible(c) && !keep.contains(&c);
    if !text.contains(is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_escaped(character) {
            out.extend(character.escape_unicode());
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}
