//! Digits of a secret in a text field.

use std::ops::Range;

use egui::TextBuffer;
use egui::text::CharIndex;

use crate::domain::secret::Secret;

use crate::ui::widgets::secret_buffer::SecretBuffer;

/// Lets a text field edit a secret of which it accepts digits only, and no more than fit.
pub(crate) struct Digits<'a> {
    secret: SecretBuffer<'a>,
    max: usize,
    /// Whether a letter or a sign was typed, which is left out.
    pub(crate) has_dropped: bool,
}

impl<'a> Digits<'a> {
    /// Edits this secret, of at most `max` digits.
    pub(crate) fn new(secret: &'a mut Secret, max: usize) -> Self {
        Self {
            secret: SecretBuffer(secret),
            max,
            has_dropped: false,
        }
    }
}

impl TextBuffer for Digits<'_> {
    fn is_mutable(&self) -> bool {
        true
    }

    fn as_str(&self) -> &str {
        self.secret.as_str()
    }

    fn insert_text(&mut self, text: &str, char_index: CharIndex) -> usize {
        let free = self.max.saturating_sub(self.as_str().chars().count());
        let is_between = |of: char| of.is_whitespace() || of == '-';
        let mut others = text.chars().filter(|of| digit(*of).is_none());
        self.has_dropped |= others.any(|of| !is_between(of));
        let mut inserted = 0;
        for digit in text.chars().filter_map(digit).take(free) {
            let at = CharIndex(char_index.0 + inserted);
            inserted += self.secret.insert_text(digit.encode_utf8(&mut [0; 4]), at);
        }
        inserted
    }

    fn delete_char_range(&mut self, char_range: Range<CharIndex>) {
        self.secret.delete_char_range(char_range);
    }

    fn clear(&mut self) {
        self.secret.clear();
    }

    fn take(&mut self) -> String {
        self.secret.take()
    }

    fn type_id(&self) -> std::any::TypeId {
        std::any::TypeId::of::<Digits<'static>>()
    }
}

/// Returns a digit as it is in a code. Keyboards for Japanese type wide ones.
fn digit(character: char) -> Option<char> {
    let narrow = match character {
        '\u{FF10}'..='\u{FF19}' => char::from_u32(u32::from(character) - 0xFF10 + u32::from('0'))?,
        other => other,
    };
    narrow.is_ascii_digit().then_some(narrow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_code_loses_its_spaces_and_what_is_too_much() {
        let mut code = Secret::default();
        let mut digits = Digits::new(&mut code, 6);
        assert_eq!(digits.insert_text(" 12\u{FF13} ", CharIndex(0)), 3);
        assert_eq!(digits.insert_text("4 5-678", CharIndex(0)), 3);
        assert!(!digits.has_dropped);
        assert_eq!(digits.insert_text("7a", CharIndex(0)), 0);
        assert!(digits.has_dropped);
        assert_eq!(code.expose(), "456123");
    }
}
