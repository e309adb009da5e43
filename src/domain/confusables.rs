//! Letters that look alike in other scripts (Unicode Technical Standard 39).

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::domain::packed;

/// One line for each letter: the letter, and what it looks like. See `assets/confusables/make.py`.
const PACKED: &[u8] = include_bytes!("../../assets/confusables/letters.bin");

/// Letters in the order of their numbers, with what they look like.
static LETTERS: LazyLock<Vec<(char, Box<str>)>> = LazyLock::new(|| {
    let text = packed::text(PACKED);
    let lines = text.split('\n').filter_map(|line| {
        let mut characters = line.chars();
        Some((characters.next()?, characters.as_str().into()))
    });
    lines.collect()
});

/// Returns the form that [`look_alike`](crate::domain::look_alike) compares: texts that look alike have the same.
#[must_use]
pub fn skeleton(text: &str) -> String {
    let mut seen = String::new();
    for letter in text.nfd().filter(|letter| !is_ignorable(*letter)) {
        match LETTERS.binary_search_by_key(&letter, |(letter, _)| *letter) {
            Ok(found) => seen.push_str(&LETTERS[found].1),
            Err(_) => seen.push(letter),
        }
    }
    seen.nfd().collect()
}

/// Returns `true` for characters that are not drawn (`Default_Ignorable_Code_Point`).
#[must_use]
pub fn is_ignorable(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_other_scripts_and_styles_look_like_latin_ones() {
        for (text, like) in [("раураӏ", "paypal"), ("𝐚𝐝𝐚", "ada"), ("ⅼ", "l"), ("ɡ", "g")]
        {
            assert_eq!(skeleton(text), skeleton(like), "{text}");
        }
    }

    #[test]
    fn characters_that_are_not_drawn_do_not_count() {
        assert_eq!(skeleton("a\u{200b}d\u{ad}a\u{fe0f}"), "ada");
    }

    #[test]
    fn letters_are_in_order_and_none_looks_like_nothing() {
        assert!(LETTERS.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(LETTERS.len(), 6_712);
        assert!(LETTERS.iter().all(|(_, like)| !like.is_empty()));
    }
}
