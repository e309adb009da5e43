//! Lets a text field of egui edit a [`Secret`] in place, in memory that is wiped.

use std::ops::Range;

use egui::TextBuffer;
use egui::text::CharIndex;

use crate::domain::secret::Secret;

/// A secret that the user types.
pub(crate) struct SecretBuffer<'a>(pub(crate) &'a mut Secret);

impl SecretBuffer<'_> {
    fn byte(&self, index: CharIndex) -> usize {
        let text = self.0.expose();
        text.char_indices()
            .nth(index.0)
            .map_or(text.len(), |(byte, _)| byte)
    }
}

impl TextBuffer for SecretBuffer<'_> {
    fn is_mutable(&self) -> bool {
        true
    }

    fn as_str(&self) -> &str {
        self.0.expose()
    }

    fn insert_text(&mut self, text: &str, char_index: CharIndex) -> usize {
        let at = self.byte(char_index);
        if self.0.insert(at, text) {
            text.chars().count()
        } else {
            0
        }
    }

    fn delete_char_range(&mut self, char_range: Range<CharIndex>) {
        let (start, end) = (self.byte(char_range.start), self.byte(char_range.end));
        self.0.remove(start, end);
    }

    fn clear(&mut self) {
        self.0.clear();
    }

    fn take(&mut self) -> String {
        // Called for cutting, which a password field does not do.
        self.0.clear();
        String::new()
    }

    fn type_id(&self) -> std::any::TypeId {
        std::any::TypeId::of::<SecretBuffer<'static>>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_several_bytes_are_inserted_and_deleted_whole() {
        let mut secret = Secret::default();
        let mut buffer = SecretBuffer(&mut secret);
        assert_eq!(buffer.insert_text("aé🦀z", CharIndex(0)), 4);
        assert_eq!(buffer.insert_text("ü", CharIndex(2)), 1);
        buffer.delete_char_range(CharIndex(1)..CharIndex(2));
        assert_eq!(secret.expose(), "aü🦀z");
    }
}
