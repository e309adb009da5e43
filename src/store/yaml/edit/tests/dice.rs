//! A small random generator.

use crate::store::yaml::edit::value;
use crate::store::yaml::tree::looks_typed;

/// A small generator of its own (`SplitMix64`), so that a case is its seed.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides as u64).expect("small")
    }

    pub fn chance(&mut self, one_in: usize) -> bool {
        self.roll(one_in) == 0
    }

    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }

    /// A text in some quotes that YAML reads back as the same text.
    pub fn quoted(&mut self, text: &str) -> String {
        let is_bare =
            text.chars().all(|c| c.is_ascii_alphabetic() || c == ' ') && !looks_typed(text);
        match self.roll(3) {
            0 if is_bare || text.starts_with("$2") => text.to_owned(),
            1 => format!("'{}'", text.replace('\'', "''")),
            _ => value::quoted(text),
        }
    }
}
