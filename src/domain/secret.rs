//! Secret text: passwords and tokens on their way through the program.
//!
//! A [`Secret`] has no `Debug`, no `Display` and no `Clone`, never reallocates without wiping the old memory,
//! and is overwritten when dropped (R53). [`Secret::expose`] is the only way to read it, so that a search for
//! that word finds every use.

use zeroize::{Zeroize, Zeroizing};

/// Bytes reserved for a secret while it is typed. More than the longest password (see [`MAX_LEN`]), so that
/// typing never moves the text in memory.
const CAPACITY: usize = 1024;

/// Maximum length of a secret in bytes. OWASP asks for at least 64 characters of any script (ASVS 5.0, 6.2.9);
/// 64 emoji of four code points are 1 024 bytes.
pub const MAX_LEN: usize = CAPACITY;

/// Text of any length that contains secrets, such as a table of reset codes. It is wiped when dropped and
/// cannot be printed.
#[expect(missing_debug_implementations, reason = "a secret is never printed")]
pub struct SecretText(Zeroizing<String>);

impl SecretText {
    /// Takes ownership of `text`.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// Returns the text. This is the only way to read it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Text that is wiped when dropped and cannot be printed.
///
/// Text that does not fit is never cut: none of it is taken, and the secret is marked as too long until it is empty
/// again, so that nothing accepts it (R88).
#[expect(missing_debug_implementations, reason = "a secret is never printed")]
pub struct Secret {
    text: String,
    is_too_long: bool,
}

impl Default for Secret {
    fn default() -> Self {
        Self {
            text: String::with_capacity(CAPACITY),
            is_too_long: false,
        }
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.text.zeroize();
    }
}

impl Secret {
    /// Takes ownership of `text`. Its memory is reused if it is large enough, and otherwise wiped after copying.
    #[must_use]
    pub fn new(mut text: String) -> Self {
        let mut secret = Self::default();
        secret.push_within(&text);
        text.zeroize();
        secret
    }

    /// Returns the text. This is the only way to read it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// Returns `true` if there is no text, nor was there any that is too long.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && !self.is_too_long
    }

    /// Returns `true` if there was more text than [`MAX_LEN`] bytes. Then [`Secret::expose`] is not all of it, and
    /// must not be accepted.
    #[must_use]
    pub fn is_too_long(&self) -> bool {
        self.is_too_long
    }

    /// Moves the text out and leaves this secret empty.
    #[must_use]
    #[doc(hidden)]
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }

    /// Collects characters without leaving copies of them.
    pub(crate) fn of_characters(characters: impl Iterator<Item = char>) -> Self {
        let mut out = Self::default();
        let mut buffer = [0; 4];
        for character in characters {
            let end = out.expose().len();
            out.insert(end, character.encode_utf8(&mut buffer));
        }
        out
    }

    /// Returns a second copy, for a caller that must keep one.
    #[must_use]
    #[doc(hidden)]
    pub fn copied(&self) -> Self {
        let mut copy = Self::default();
        copy.push_within(&self.text);
        copy.is_too_long = self.is_too_long;
        copy
    }

    /// Wipes the text.
    pub fn clear(&mut self) {
        self.text.zeroize();
        self.is_too_long = false;
    }

    /// Inserts `text` at byte `at`, without moving the buffer. Returns `false` if it does not fit; then nothing is
    /// inserted. `at` must be a character boundary.
    #[doc(hidden)]
    pub fn insert(&mut self, at: usize, text: &str) -> bool {
        let fits = text.len() <= CAPACITY.saturating_sub(self.text.len());
        if fits {
            self.text.insert_str(at, text);
        } else {
            self.is_too_long = true;
        }
        fits
    }

    /// Removes the bytes `start..end`, which must be character boundaries, and wipes the freed bytes at the end
    /// of the buffer.
    #[doc(hidden)]
    pub fn remove(&mut self, start: usize, end: usize) {
        let mut rest = Self::default();
        rest.push_within(&self.text[..start]);
        rest.push_within(&self.text[end..]);
        std::mem::swap(&mut self.text, &mut rest.text);
        self.is_too_long &= !self.text.is_empty();
    }

    fn push_within(&mut self, text: &str) {
        let end = self.text.len();
        self.insert(end, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r53_typing_up_to_the_limit_never_moves_the_buffer() {
        let mut secret = Secret::default();
        let before = secret.expose().as_ptr();
        for _ in 0..MAX_LEN + 10 {
            let end = secret.expose().len();
            secret.insert(end, "x");
        }
        assert_eq!(secret.expose().as_ptr(), before);
        assert_eq!(secret.expose().len(), MAX_LEN);
    }

    #[test]
    fn r88_text_that_does_not_fit_is_not_cut_and_stays_refused_until_the_secret_is_empty() {
        for text in ["x".repeat(MAX_LEN + 1), "\u{3042}".repeat(MAX_LEN / 3 + 1)] {
            let secret = Secret::new(text);
            assert!(secret.is_too_long() && !secret.is_empty());
            assert_eq!(secret.expose(), "");
            assert!(secret.copied().is_too_long());
        }
        let mut secret = Secret::new("a".repeat(MAX_LEN - 1));
        assert!(!secret.is_too_long());
        assert!(!secret.insert(0, "\u{e9}"));
        assert!(secret.is_too_long());
        assert!(
            secret.insert(0, "e"),
            "it has room, and is refused all the same"
        );
        secret.remove(0, 1);
        assert!(secret.is_too_long() && secret.take().is_too_long());
        assert!(!secret.is_too_long());
        secret.insert(0, &"a".repeat(MAX_LEN + 1));
        secret.clear();
        assert!(!secret.is_too_long() && secret.is_empty());
    }

    #[test]
    fn removing_a_range_keeps_both_sides() {
        let mut secret = Secret::new("before-middle-after".to_owned());
        secret.remove(6, 13);
        assert_eq!(secret.expose(), "before-after");
    }

    #[test]
    fn taking_leaves_nothing_behind() {
        let mut secret = Secret::new("hunter2".to_owned());
        assert_eq!(secret.take().expose(), "hunter2");
        assert!(secret.is_empty());
    }
}
