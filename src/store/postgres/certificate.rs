//! When a certificate expires: the one field of X.509 that is read here.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::domain::timestamp::Timestamp;

/// Tags of DER.
const SEQUENCE: u8 = 0x30;
const VERSION: u8 = 0xa0;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// Returns when a certificate in DER expires; `None` if it cannot be understood.
pub(super) fn expiry(certificate: &[u8]) -> Option<Timestamp> {
    let (content, _) = element(certificate, Some(SEQUENCE))?;
    let (mut fields, _) = element(content, Some(SEQUENCE))?;
    if fields.first() == Some(&VERSION) {
        (_, fields) = element(fields, None)?;
    }
    // Serial number, algorithm and issuer.
    for _ in 0..3 {
        (_, fields) = element(fields, None)?;
    }
    let (validity, _) = element(fields, Some(SEQUENCE))?;
    let (_, after) = element(validity, None)?;
    let tag = *after.first()?;
    let (text, _) = element(after, None)?;
    time(tag, std::str::from_utf8(text).ok()?)
}

fn time(tag: u8, text: &str) -> Option<Timestamp> {
    let text = match tag {
        // Two digits are a year of 1950 to 2049.
        UTC_TIME if text.get(..1)? < "5" => format!("20{text}"),
        UTC_TIME => format!("19{text}"),
        GENERALIZED_TIME => text.to_owned(),
        _ => return None,
    };
    let time = DateTime::strptime("%Y%m%d%H%M%SZ", text).ok()?;
    let time = TimeZone::UTC.to_timestamp(time).ok()?;
    Some(Timestamp::from_seconds(time.as_second()))
}

/// Splits the content of the first element, which must have this tag if one is given, from what follows.
fn element(bytes: &[u8], tag: Option<u8>) -> Option<(&[u8], &[u8])> {
    let (found, rest) = bytes.split_first()?;
    if tag.is_some_and(|tag| tag != *found) {
        return None;
    }
    let (first, mut rest) = rest.split_first()?;
    let mut length = usize::from(*first);
    if *first >= 0x80 {
        let digits = length - 0x80;
        let (bytes, after) = rest.split_at_checked(digits).filter(|_| digits <= 3)?;
        length = bytes
            .iter()
            .fold(0, |sum, byte| sum << 8 | usize::from(*byte));
        rest = after;
    }
    rest.split_at_checked(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Puts an element together.
    fn der(tag: u8, content: &[u8]) -> Vec<u8> {
        let length = u8::try_from(content.len()).expect("short");
        let length = if length < 0x80 {
            vec![length]
        } else {
            vec![0x81, length]
        };
        [&[tag], &length[..], content].concat()
    }

    fn certificate(time: &[u8], has_version: bool) -> Vec<u8> {
        let validity = der(
            SEQUENCE,
            &[der(UTC_TIME, b"260101000000Z"), time.to_vec()].concat(),
        );
        let version = if has_version {
            der(VERSION, &[2, 1, 2])
        } else {
            Vec::new()
        };
        let others = [der(2, &[1]), der(SEQUENCE, &[]), der(SEQUENCE, &[0; 100])].concat();
        let fields = [version, others, validity, der(SEQUENCE, &[])].concat();
        der(SEQUENCE, &der(SEQUENCE, &fields))
    }

    #[test]
    fn the_end_of_the_validity_is_found_in_both_forms_of_a_time() {
        for (time, expected) in [
            (der(UTC_TIME, b"261231235959Z"), Some(1_798_761_599)),
            (der(UTC_TIME, b"491231235959Z"), Some(2_524_607_999)),
            (
                der(GENERALIZED_TIME, b"20500101000000Z"),
                Some(2_524_608_000),
            ),
            (der(GENERALIZED_TIME, b"20500101"), None),
            (der(4, b"261231235959Z"), None),
        ] {
            for has_version in [true, false] {
                let found = expiry(&certificate(&time, has_version));
                assert_eq!(found.map(Timestamp::as_seconds), expected);
            }
        }
    }

    #[test]
    fn what_is_cut_off_has_no_end() {
        let whole = certificate(&der(UTC_TIME, b"261231235959Z"), true);
        for length in 0..whole.len() {
            assert_eq!(expiry(&whole[..length]), None, "{length}");
        }
    }
}
