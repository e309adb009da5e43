//! The words that attackers guess first, in the order in which they do.
//!
//! Passwords, names, and words of books and films, from the lists of zxcvbn: `assets/guessed`.

use std::ops::Range;
use std::sync::LazyLock;

use crate::domain::packed;

/// See `assets/guessed/make.py`.
const PACKED: &[u8] = include_bytes!("../../../assets/guessed/words.bin");

/// Digits and signs that stand for letters.
const LOOKALIKES: [(char, &[u8]); 17] = [
    ('4', b"a"),
    ('@', b"a"),
    ('8', b"b"),
    ('(', b"c"),
    ('<', b"c"),
    ('3', b"e"),
    ('6', b"g"),
    ('9', b"g"),
    ('1', b"il"),
    ('!', b"i"),
    ('|', b"il"),
    ('0', b"o"),
    ('$', b"s"),
    ('5', b"s"),
    ('+', b"t"),
    ('7', b"tl"),
    ('2', b"z"),
];

/// Unpacked when the first password is rated.
static WORDS: LazyLock<Words> = LazyLock::new(|| Words::unpacked().unwrap_or_default());

/// A word at the beginning of a text.
pub struct Found {
    /// Its number of characters.
    pub len: usize,
    /// Guesses until it is found, in small letters.
    pub guesses: f64,
}

/// Returns all common words with which a text begins, in any case and with digits and signs for letters.
pub fn common_words(text: &[char]) -> Vec<Found> {
    let mut found = Vec::new();
    WORDS.follow(text, 0, 0..WORDS.words.len(), 0, &mut found);
    found
}

/// All words, in alphabetical order.
#[derive(Default)]
struct Words {
    letters: Vec<u8>,
    words: Vec<Word>,
}

struct Word {
    letters: Range<u32>,
    order: u8,
}

impl Words {
    fn unpacked() -> Option<Self> {
        let unpacked = packed::bytes(PACKED);
        let (count, rest) = unpacked.split_first_chunk()?;
        let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
        let (shared, rest) = rest.split_at_checked(count)?;
        let (orders, mut rest) = rest.split_at_checked(count)?;
        let mut all = Self::default();
        let mut before = 0;
        for (shared, order) in shared.iter().zip(orders) {
            let start = all.letters.len();
            let last = rest.iter().position(|letter| *letter >= 0x80)?;
            let (own, next) = rest.split_at_checked(last + 1)?;
            all.letters
                .extend_from_within(before..before + usize::from(*shared));
            all.letters.extend(own.iter().map(|letter| letter & 0x7f));
            all.words.push(Word {
                letters: u32::try_from(start).ok()?..u32::try_from(all.letters.len()).ok()?,
                order: *order,
            });
            (before, rest) = (start, next);
        }
        Some(all)
    }

    /// Continues with the words that begin with the first `at` letters of the text.
    fn follow(
        &self,
        text: &[char],
        at: usize,
        among: Range<usize>,
        replaced: u32,
        found: &mut Vec<Found>,
    ) {
        // The shortest comes first.
        if let Some(word) = self.words[among.clone()].first()
            && word.letters.len() == at
            && at > 0
        {
            let rank = 1.5 * 4_f64.powi(i32::from(word.order));
            found.push(Found {
                len: at,
                guesses: rank * f64::from(1 << replaced.count_ones()),
            });
        }
        let Some(character) = text.get(at) else {
            return;
        };
        for (letter, replaces) in letters_of(*character) {
            let among = self.narrowed(among.clone(), at, letter);
            if !among.is_empty() {
                self.follow(text, at + 1, among, replaced | replaces, found);
            }
        }
    }

    fn narrowed(&self, among: Range<usize>, at: usize, letter: u8) -> Range<usize> {
        let words = &self.words[among.clone()];
        let from = words.partition_point(|word| self.letter(word, at) < Some(letter));
        let to = words.partition_point(|word| self.letter(word, at) <= Some(letter));
        among.start + from..among.start + to
    }

    fn letter(&self, word: &Word, at: usize) -> Option<u8> {
        let at = word.letters.start as usize + at;
        (at < word.letters.end as usize).then(|| self.letters[at])
    }
}

/// Returns the letters for which a character can stand, each with a bit for what it replaces.
fn letters_of(character: char) -> impl Iterator<Item = (u8, u32)> {
    let own = u8::try_from(character.to_ascii_lowercase()).ok();
    let own = own.filter(u8::is_ascii).map(|letter| (letter, 0));
    let places = LOOKALIKES.iter().enumerate();
    let replaced = places.filter(move |(_, (sign, _))| *sign == character);
    own.into_iter().chain(
        replaced.flat_map(|(place, (_, letters))| {
            letters.iter().map(move |letter| (*letter, 1 << place))
        }),
    )
}

/// Returns `true` if a text begins with these small letters, in any case and with digits and signs for letters.
pub fn begins_with(text: &[char], word: &[char]) -> bool {
    let is_letter = |(character, letter): (&char, &char)| {
        plain(*character) == *letter
            || letters_of(*character).any(|(of, _)| char::from(of) == *letter)
    };
    text.len() >= word.len() && text.iter().zip(word).all(is_letter)
}

/// Returns the small letter of a letter. One for one, also where it has a small form of two characters, and one `i` for
/// all that are.
#[must_use]
pub fn plain(character: char) -> char {
    match character {
        'İ' | 'ı' => 'i',
        _ => character.to_lowercase().next().unwrap_or(character),
    }
}

#[cfg(test)]
mod tests {
    use super::WORDS;

    #[test]
    fn every_word_is_there() {
        assert_eq!(WORDS.words.len(), 70_610);
    }
}
