//! The shapes of secrets, which are hidden even in places that are shown (R96).

use std::ops::Range;

use crate::domain::credential::looks_like_a_hash;
use crate::domain::recovery::Code;
use crate::domain::secret::Secret;

/// Length from which a word of letters and digits in both cases is taken for a key or a token.
const KEY_MIN: usize = 40;
/// Length from which a word in the alphabet of base32 is taken for the secret of an authenticator app.
const BASE32_MIN: usize = 16;

/// Returns where the words of a text are that have the shape of a secret. Words are separated by spaces and quotes.
pub(crate) fn secret_words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let ends = |c: char| c.is_whitespace() || "\"'`".contains(c);
    let mut next = 0;
    let words = text.split_inclusive(ends).map(move |piece| {
        let start = next;
        next += piece.len();
        start..start + piece.trim_end_matches(ends).len()
    });
    words.filter(|word| looks_like_a_secret(&text[word.clone()]))
}

fn looks_like_a_secret(word: &str) -> bool {
    let ends = |c: char| ".,;:!?()[]<>*_".contains(c);
    let parts = word.split(|c: char| ",;:=()[]<>|".contains(c));
    let bare = word.trim_matches(ends);
    // A hash is found behind other text as well.
    let is_hash = |text: &str| {
        looks_like_a_hash(text)
            || text
                .find('$')
                .is_some_and(|at| looks_like_a_hash(&text[at..]))
    };
    // The parameters of a hash contain separators as well.
    is_hash(word) || is_hash(bare) || is_code(bare) || parts.clone().any(is_hash) || {
        let smaller = parts.flat_map(|part| part.split(['.', '/']));
        smaller.clone().any(is_key) || smaller.into_iter().any(is_code)
    }
}

/// Returns `true` for a recovery code or a reset code, which has a checksum.
fn is_code(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && Code::parse(&Secret::new(text.to_owned())).is_ok()
}

fn is_key(text: &str) -> bool {
    let all = |is: fn(&u8) -> bool| text.bytes().all(|byte| is(&byte));
    let any = |is: fn(&u8) -> bool| text.bytes().any(|byte| is(&byte));
    let is_mixed = any(u8::is_ascii_digit) && any(u8::is_ascii_uppercase);
    let is_long = text.len() >= KEY_MIN && any(u8::is_ascii_lowercase);
    let is_base32 = text.len() >= BASE32_MIN && all(|b| matches!(b, b'A'..=b'Z' | b'2'..=b'7'));
    is_mixed && (is_base32 || is_long && all(|b| b.is_ascii_alphanumeric() || b"-_+".contains(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r96_everything_that_has_the_shape_of_a_secret_is_recognized() {
        let code = Code::new(zeroize::Zeroizing::new([7; 16])).to_secret();
        for secret in [
            "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW",
            "$argon2id$v=19$m=65536,t=3,p=4$BpLnfgDsc2WD8F2q$o/vzA4myCqZZ36bUGsDY//8mKUYNZZaR0t4MFFSs+iM",
            "$6$salt$abcdef",
            "hash$2b$12$EixZaYVK1fsbw1ZfbX3OXe!",
            "{SSHA}abcdef",
            "pbkdf2_sha256$600000$x$y",
            "5f4dcc3b5aa765d61d8327deb882cf99",
            "(5f4dcc3b5aa765d61d8327deb882cf99).",
            "password=5f4dcc3b5aa765d61d8327deb882cf99",
            "1800000000.q7Zk0H3mWJ1nRrPzY8sVtC5uXeLbA2dFgKhMiNoQpSw",
            "JBSWY3DPEHPK3PXP",
            code.expose(),
        ] {
            let text = format!("the word {secret} is hidden");
            let words: Vec<_> = secret_words(&text).map(|word| &text[word]).collect();
            assert_eq!(words, [secret]);
        }
    }

    #[test]
    fn r96_ordinary_words_are_no_secrets() {
        let text = "Costs $20, or 5 € at https://shop.example.org/till/2026/November#Opening-Hours of \
                    /srv/Shop/pages/handbook-2026.md (HEADQUARTERS, administrators@example.org) #0a7d4f";
        assert_eq!(secret_words(text).count(), 0);
    }
}
