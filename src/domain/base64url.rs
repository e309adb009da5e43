//! Base64 of what is stored sealed or wrapped, and of public keys (RFC 4648, section 5, without padding).
//!
//! None of it is secret, so that decoding need not take the same time for every text: with very many users, that would be half
//! of the time in which they are read.

/// The value of each character; more than 63 if it is none of the alphabet.
const VALUES: [u8; 256] = values();

const fn values() -> [u8; 256] {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut values = [u8::MAX; 256];
    let mut value = 0;
    while value < 64 {
        values[alphabet[value as usize] as usize] = value;
        value += 1;
    }
    values
}

/// Decodes a text; returns `None` if no bytes are encoded as this text.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = vec![0; text.len() * 3 / 4];
    decode_into(text, &mut bytes)?;
    Some(bytes)
}

/// Decodes a text of so many bytes.
pub(crate) fn decode_array<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    decode_into(text, &mut bytes)?;
    Some(bytes)
}

fn decode_into(text: &str, bytes: &mut [u8]) -> Option<()> {
    (bytes.len() == text.len() * 3 / 4).then_some(())?;
    let mut places = bytes.chunks_mut(3);
    for part in text.as_bytes().chunks(4) {
        let mut bits = 0;
        for character in part {
            let value = VALUES[usize::from(*character)];
            (value < 64).then_some(())?;
            bits = (bits << 6) | u32::from(value);
        }
        // A single character is not a byte, and bits that are left over are zero.
        let left_over = match part.len() {
            4 => 0,
            3 => 2,
            2 => 4,
            _ => return None,
        };
        (bits.trailing_zeros() >= left_over).then_some(())?;
        let place = places.next()?;
        let found = (bits >> left_over).to_be_bytes();
        place.copy_from_slice(found.get(4 - place.len()..)?);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use base64ct::{Base64UrlUnpadded, Encoding};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_encoded_is_decoded(bytes: Vec<u8>) {
            let text = Base64UrlUnpadded::encode_string(&bytes);
            prop_assert_eq!(decode(&text), Some(bytes));
        }

        #[test]
        fn a_text_is_decoded_as_by_another_implementation(text in "[A-Za-z0-9_=+/é-]{0,9}|[A-D_-]{0,9}") {
            prop_assert_eq!(decode(&text), Base64UrlUnpadded::decode_vec(&text).ok());
        }
    }

    #[test]
    fn an_array_is_decoded_from_a_text_of_its_length_alone() {
        assert_eq!(decode_array("AQID"), Some([1, 2, 3]));
        assert_eq!(decode_array::<2>("AQID"), None);
        assert_eq!(decode_array::<4>("AQID"), None);
    }
}
