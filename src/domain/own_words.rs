//! The words of a user, which are the first that others try.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::guesses::plain;
use crate::domain::secret::Secret;

/// Returns the words of a user in small letters, and the forms in which they are written in passwords: the parts of an
/// address, letters only, and without accents (`ü` as `ue` and `u`).
pub(crate) fn words_of(own: &[&str]) -> Vec<String> {
    let mut forms: Vec<String> = Vec::new();
    for word in own {
        let word: String = word.nfkc().map(plain).collect();
        let pieces = word
            .split(|c: char| !c.is_alphanumeric())
            .map(str::to_owned);
        let letters = word.chars().filter(|c| c.is_alphanumeric()).collect();
        for form in pieces.chain([letters, word.clone()]) {
            let without_marks = form.nfkd().filter(|c| !is_combining_mark(*c)).collect();
            let spelled_out = [
                ("ä", "ae"),
                ("ö", "oe"),
                ("ü", "ue"),
                ("ß", "ss"),
                ("ø", "o"),
            ];
            let spelled_out = spelled_out
                .iter()
                .fold(form.clone(), |form, (letter, by)| form.replace(letter, by));
            for form in [form, spelled_out, without_marks] {
                if form.chars().count() > 2 && !forms.contains(&form) {
                    forms.push(form);
                }
            }
        }
    }
    forms
}

/// Returns `true` if a text consists mostly of these words, which are in small letters.
pub(crate) fn is_mostly(text: &str, words: &[String]) -> bool {
    let mut rest = Secret::of_characters(text.chars().map(plain));
    for word in words {
        rest = Secret::new(rest.expose().replace(word, ""));
    }
    rest.expose().chars().count() * 2 < text.chars().count()
}
