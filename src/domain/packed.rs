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

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::bytes;
    use crate::domain::remember_me::hex;

    #[test]
    fn letters_and_words_are_unpacked_whole() {
        let letters = include_bytes!("../../assets/confusables/letters.bin").as_slice();
        let words = include_bytes!("../../assets/guessed/words.bin").as_slice();
        for (packed, digest) in [
            (
                letters,
                "952717604cc116fe7f626f7cb7950dd76d323fa05a0c24e675473c4aeb14b031",
            ),
            (
                words,
                "f54e84ee72c7e1e3f154ab047dd3f2c5baa52a59f387d0dc63d3ba4a625d3cbf",
            ),
        ] {
            assert_eq!(hex(&Sha256::digest(bytes(packed))), digest);
        }
    }
}
