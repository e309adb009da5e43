//! Constants that are deflated in the program.

/// Returns what was packed. What is packed is part of the program, so that nothing can be damaged but by a mistake, which
/// tests find.
#[must_use]
pub fn bytes(packed: &[u8]) -> Vec<u8> {
    miniz_oxide::inflate::decompress_to_vec_zlib(packed).unwrap_or_default()
}

/// Returns the text that was packed.
#[must_use]
pub fn text(packed: &[u8]) -> String {
    String::from_utf8(bytes(packed)).unwrap_or_default()
}
