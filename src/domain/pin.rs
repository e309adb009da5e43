//! PINs: four to eight digits, of which the ones that are guessed first are refused.

use crate::domain::secret::Secret;

/// Fewest digits of a PIN.
pub const PIN_MIN: usize = 4;
/// Most digits of a PIN.
pub const PIN_MAX: usize = 8;

/// PINs that are chosen often and have no other pattern that is refused.
const OFTEN: [&str; 14] = [
    "1004", "1379", "1412", "147258", "147369", "1475", "159753", "2580", "258046", "5683",
    "741852", "8520", "0852", "90210",
];

/// The reason why a PIN is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PinError {
    /// Not [`PIN_MIN`] to [`PIN_MAX`] digits.
    #[error("a PIN has 4 to 8 digits")]
    Length,
    /// Guessed first: a sequence, repeated digits, a year, a date, or one that many choose.
    #[error("this PIN is guessed first")]
    Common,
    /// Part of what others know of the user.
    #[error("this PIN is part of the user's own data")]
    Own,
}

/// Checks a new PIN. `own` is what others know of the user, such as their e-mail address.
///
/// # Errors
/// - [`PinError::Length`] if it is not four to eight digits.
/// - [`PinError::Common`] if it is guessed first.
/// - [`PinError::Own`] if its digits are in one of `own`, or one of `own` has no digits but those of its beginning or end.
pub fn check_pin<'a>(pin: &Secret, own: impl IntoIterator<Item = &'a str>) -> Result<(), PinError> {
    let text = pin.expose();
    let is_pin = (PIN_MIN..=PIN_MAX).contains(&text.len());
    if !is_pin || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(PinError::Length);
    }
    if is_common(text) {
        return Err(PinError::Common);
    }
    let has_own = |word: &str| {
        let digits: String = word.chars().filter(char::is_ascii_digit).collect();
        digits.contains(text) || (digits.len() >= PIN_MIN && text.contains(&digits))
    };
    if own.into_iter().any(has_own) {
        return Err(PinError::Own);
    }
    Ok(())
}

/// Checks that something can be a PIN at all, before it is tried.
///
/// # Errors
/// [`PinError::Length`] if it has too few or too many characters.
pub(crate) fn check_length(pin: &Secret) -> Result<(), PinError> {
    let is_length = (PIN_MIN..=PIN_MAX).contains(&pin.expose().len());
    if pin.is_too_long() || !is_length {
        return Err(PinError::Length);
    }
    Ok(())
}

fn is_common(text: &str) -> bool {
    let digits: Vec<u8> = text.bytes().map(|byte| byte - b'0').collect();
    let is_mirrored = digits.iter().eq(digits.iter().rev());
    is_sequence(&digits)
        || is_repeated(&digits)
        || is_mirrored
        || is_in_pairs(&digits)
        || is_date(text)
        || OFTEN.contains(&text)
}

/// Returns `true` if each digit follows from the one before by the same step: 1234, 9630, 7777.
fn is_sequence(digits: &[u8]) -> bool {
    let step = |pair: &[u8]| (pair[1] + 10 - pair[0]) % 10;
    let mut steps = digits.windows(2).map(step);
    let first = steps.next();
    steps.all(|step| Some(step) == first)
}

/// Returns `true` if a part of at most half of the digits is repeated: 1212, 123123, 12121.
fn is_repeated(digits: &[u8]) -> bool {
    let repeats = |length: usize| digits[length..].iter().zip(digits).all(|(a, b)| a == b);
    (1..=digits.len() / 2).any(repeats)
}

/// Returns `true` if every digit has an equal neighbour: 1122, 000777.
fn is_in_pairs(digits: &[u8]) -> bool {
    let mut groups = digits.chunk_by(|a, b| a == b);
    groups.all(|group| group.len() > 1)
}

/// Returns `true` for a year from 1900 to 2099, or a date: day and month in either order, alone or with a year.
fn is_date(text: &str) -> bool {
    let number = |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse().ok());
    let is_year =
        |from: usize| number(from, from + 4).is_some_and(|year| (1900..2100).contains(&year));
    let is_day = |from: usize| {
        let parts = (number(from, from + 2), number(from + 2, from + 4));
        let (Some(a), Some(b)): (Option<u16>, Option<u16>) = parts else {
            return false;
        };
        let fits = |day, month| (1..=31).contains(&day) && (1..=12).contains(&month);
        fits(a, b) || fits(b, a)
    };
    match text.len() {
        4 => is_year(0) || is_day(0),
        6 => is_day(0) || is_day(2),
        8 => (is_day(0) && is_year(4)) || (is_year(0) && is_day(4)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pin: &str) -> Result<(), PinError> {
        let own = ["ada4715", "ada@example.org", "Ada", "+49 170 5554183"];
        check_pin(&Secret::new(pin.to_owned()), own)
    }

    #[test]
    fn a_pin_has_four_to_eight_digits() {
        for pin in ["", "739", "739102846", "73a1", "7 391", "７３９１", "-7391"] {
            assert_eq!(check(pin), Err(PinError::Length), "{pin}");
        }
        for pin in ["7391", "73916", "739164", "7391648", "73916482"] {
            assert_eq!(check(pin), Ok(()), "{pin}");
        }
    }

    #[test]
    fn pins_that_are_guessed_first_are_refused() {
        let common = [
            "0000", "1111", "1234", "4321", "2468", "9630", "890123", "12345678", "1212", "6969",
            "123123", "12121", "47114711", "1122", "1133", "000777", "1221", "7337", "1990",
            "2024", "2512", "1225", "0101", "251290", "122590", "901225", "25121990", "19901225",
            "2580", "0852", "5683", "159753",
        ];
        for pin in common {
            assert_eq!(check(pin), Err(PinError::Common), "{pin}");
        }
    }

    #[test]
    fn a_pin_that_others_know_is_refused() {
        for pin in ["4715", "47156", "5418", "554183"] {
            assert_eq!(check(pin), Err(PinError::Own), "{pin}");
        }
    }

    #[test]
    fn most_pins_of_four_digits_are_accepted() {
        let all = (0..10_000).map(|number| format!("{number:04}"));
        let good = all.filter(|pin| check(pin).is_ok()).count();
        assert!(good > 8_500, "{good}");
    }
}
