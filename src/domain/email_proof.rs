//! Proof of an e-mail address at registration: a short code that is sent to the address.
//!
//! A code has 40 random bits. It is valid for a quarter of an hour and for five tries, so that guessing one succeeds in
//! one of 200 billion cases. Only its digest is kept, in memory.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::domain::recovery::{ALPHABET, CodeError, digit};
use crate::domain::secret::Secret;
use crate::domain::timestamp::Timestamp;

/// Lifetime of a code, in seconds.
pub const PROOF_SECONDS: i64 = 15 * 60;
/// Number of tries for a code.
pub const PROOF_TRIES: u32 = 5;
/// Seconds after which another code can be sent.
pub const RESEND_SECONDS: i64 = 60;

/// Characters of a code.
const CHARS: usize = 8;
/// Characters before the dash.
const GROUP: usize = 4;

/// The random bytes that a code is made of, and those that are hashed with it.
pub(crate) struct ProofBytes {
    /// The bytes of the code: 40 bits.
    pub(crate) code: Zeroizing<[u8; 5]>,
    /// Those that are hashed with it.
    pub(crate) salt: Zeroizing<[u8; 16]>,
}

/// Why a code proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProofError {
    /// The text is not a code, which is known without trying it.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// The code is another one. So many tries are left.
    #[error("wrong code")]
    Wrong(u32),
    /// The code has expired, or there were too many tries.
    #[error("the code has expired")]
    Expired,
}

/// A code that was sent.
pub(crate) struct SentCode {
    digest: [u8; 32],
    salt: Zeroizing<[u8; 16]>,
    sent_at: Timestamp,
    tries_left: u32,
}

impl SentCode {
    /// Creates a code from random bytes, and returns its text.
    pub(crate) fn new(bytes: ProofBytes, now: Timestamp) -> (Self, Secret) {
        let mut value = Zeroizing::new(0_u64);
        for byte in bytes.code.iter() {
            *value = (*value << 8) | u64::from(*byte);
        }
        let mut digits = Zeroizing::new([0_u8; CHARS]);
        let mut text = Secret::default();
        for (at, place) in digits.iter_mut().enumerate() {
            let digit = (*value >> (5 * (CHARS - 1 - at))) & 31;
            *place = u8::try_from(digit).unwrap_or_default();
            let mut buffer = [0; 4];
            if at == GROUP {
                text.insert(text.expose().len(), "-");
            }
            let character = char::from(ALPHABET[usize::from(*place)]);
            text.insert(text.expose().len(), character.encode_utf8(&mut buffer));
        }
        let sent = Self {
            digest: digest(digits.as_slice(), bytes.salt.as_slice()),
            salt: bytes.salt,
            sent_at: now,
            tries_left: PROOF_TRIES,
        };
        (sent, text)
    }

    /// Checks a typed code. A wrong one uses up a try.
    ///
    /// # Errors
    /// - [`ProofError::Code`] if the text is not a code.
    /// - [`ProofError::Wrong`] if it is another code.
    /// - [`ProofError::Expired`] if the code has expired, or no try is left.
    pub(crate) fn check(&mut self, typed: &Secret, now: Timestamp) -> Result<(), ProofError> {
        let digits = parse(typed)?;
        if !self.is_valid(now) {
            return Err(ProofError::Expired);
        }
        // Counted first, so that nothing between here and the answer can save a try.
        self.tries_left -= 1;
        if bool::from(digest(digits.as_slice(), self.salt.as_slice()).ct_eq(&self.digest)) {
            // A right code can be entered again if the account could not be created.
            self.tries_left += 1;
            return Ok(());
        }
        Err(match self.tries_left {
            0 => ProofError::Expired,
            left => ProofError::Wrong(left),
        })
    }

    /// Returns `true` if the code has not expired, and a try is left. One from the future, after a clock was set back, has
    /// expired.
    pub(crate) fn is_valid(&self, now: Timestamp) -> bool {
        self.tries_left > 0 && (0..PROOF_SECONDS).contains(&(now - self.sent_at))
    }

    /// Ends the code.
    pub(crate) fn end(&mut self) {
        self.tries_left = 0;
    }
}

fn parse(typed: &Secret) -> Result<Zeroizing<[u8; CHARS]>, CodeError> {
    let mut digits = Zeroizing::new([0_u8; CHARS]);
    let mut count = 0;
    for character in typed.expose().chars() {
        if character.is_whitespace() || character == '-' {
            continue;
        }
        let place = digits.get_mut(count).ok_or(CodeError::Mistyped)?;
        *place = digit(character).ok_or(CodeError::Mistyped)?;
        count += 1;
    }
    match count {
        0 => Err(CodeError::Empty),
        CHARS => Ok(digits),
        _ => Err(CodeError::Mistyped),
    }
}

fn digest(digits: &[u8], salt: &[u8]) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(b"authenticator/1/e-mail proof ");
    digest.update(salt);
    digest.update(digits);
    digest.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_seconds(1_000);

    fn sent() -> (SentCode, Secret) {
        let bytes = ProofBytes {
            code: Zeroizing::new([0x12, 0x34, 0x56, 0x78, 0x9A]),
            salt: Zeroizing::new([7; 16]),
        };
        SentCode::new(bytes, NOW)
    }

    fn secret(text: &str) -> Secret {
        Secret::new(text.to_owned())
    }

    #[test]
    fn a_code_is_right_however_it_is_typed() {
        let (_, text) = sent();
        let text = text.expose().to_owned();
        assert_eq!(text.len(), CHARS + 1);
        for typed in [
            text.clone(),
            text.to_lowercase(),
            text.replace('-', ""),
            text.replace('-', " "),
            text.replace('1', "l").replace('0', "o"),
        ] {
            assert_eq!(sent().0.check(&secret(&typed), NOW), Ok(()), "{typed}");
        }
    }

    #[test]
    fn what_is_not_a_code_uses_up_no_try() {
        let (mut code, text) = sent();
        for _ in 0..9 {
            let typed = [("", CodeError::Empty), ("1234", CodeError::Mistyped)];
            for (typed, error) in typed {
                assert_eq!(code.check(&secret(typed), NOW), Err(error.into()));
            }
        }
        assert_eq!(code.check(&text, NOW), Ok(()));
    }

    #[test]
    fn five_wrong_codes_or_a_quarter_of_an_hour_end_a_code() {
        let wrong = secret("0000-0000");
        let (mut code, text) = sent();
        for left in [4, 3, 2, 1] {
            assert_eq!(code.check(&wrong, NOW), Err(ProofError::Wrong(left)));
        }
        assert_eq!(code.check(&wrong, NOW), Err(ProofError::Expired));
        assert_eq!(code.check(&text, NOW), Err(ProofError::Expired));
        let (mut code, text) = sent();
        let late = NOW + PROOF_SECONDS;
        assert_eq!(code.check(&text, late), Err(ProofError::Expired));
        assert_eq!(code.check(&text, NOW + -1), Err(ProofError::Expired));
        assert_eq!(code.check(&text, NOW + (PROOF_SECONDS - 1)), Ok(()));
    }

    #[test]
    fn a_code_that_is_ended_is_refused() {
        let (mut code, text) = sent();
        code.end();
        assert_eq!(code.check(&text, NOW), Err(ProofError::Expired));
    }
}
