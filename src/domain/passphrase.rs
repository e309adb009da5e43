//! Suggested passphrases: random words in a row.

use crate::domain::secret::Secret;

/// Number of words in a passphrase: 66 bits, 11 for each word.
pub const WORDS: usize = 6;

/// 2 048 words that are easy to read and to spell, without those that sound like another one.
const LIST: &str = include_str!("../../assets/words.txt");

/// Builds a passphrase from random numbers, of which the lowest eleven bits are used.
#[must_use]
pub fn passphrase(random: &[u16; WORDS]) -> Secret {
    let words: Vec<_> = LIST.lines().collect();
    let mut out = Secret::default();
    for (at, number) in random.iter().enumerate() {
        if at > 0 {
            let end = out.expose().len();
            out.insert(end, " ");
        }
        let end = out.expose().len();
        out.insert(end, words[usize::from(*number) % words.len()]);
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::password::{PasswordRule, check_guessable};

    #[test]
    fn every_word_can_be_drawn_and_each_is_drawn_as_often() {
        let words: BTreeSet<_> = LIST.lines().collect();
        assert_eq!(words.len(), 1 << 11);
        assert_eq!(words.len(), LIST.lines().count());
        let is_plain = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase());
        assert!(words.iter().all(is_plain));
        assert!(words.iter().all(|word| (3..=8).contains(&word.len())));
        let last = passphrase(&[0, 1, 2047, 2048, 4095, u16::MAX]);
        let drawn: Vec<&str> = last.expose().split(' ').collect();
        assert_eq!(drawn[0], drawn[3]);
        assert_eq!(drawn[2], drawn[4]);
        assert_eq!(drawn[2], drawn[5]);
    }

    #[test]
    fn what_is_suggested_is_accepted() {
        let suggested = passphrase(&[7, 400, 1_033, 1_900, 55, 1_234]);
        assert_eq!(PasswordRule::default().check(&suggested), Ok(()));
        assert_eq!(check_guessable(&suggested, &[]), Ok(()));
    }
}
