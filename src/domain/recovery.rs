//! Recovery codes, which users keep, and reset codes, which an administrator issues or the mail server sends.
//!
//! Every code has 128 random bits (R34), so that guessing is hopeless and a fast hash is enough. It is written
//! in 28 letters and digits that cannot be confused with each other; the last two are a checksum that
//! detects typing errors before the code is tried.

use base64ct::{Base64UrlUnpadded, Encoding};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use x25519_dalek::StaticSecret;
use zeroize::Zeroizing;

use crate::domain::remember_me::TokenHash;
use crate::domain::secret::Secret;
use crate::domain::timestamp::Timestamp;
use crate::domain::user_key::Key;

/// Number of recovery codes that a user gets at a time.
pub const CODES: usize = 8;
/// Bytes of a code: 128 bits.
pub const CODE_BYTES: usize = 16;
/// Lifetime of an administrator's reset code, in seconds.
pub const RESET_SECONDS: i64 = 15 * 60;
/// Lifetime of the reset code of a new user who has no password yet, in seconds.
pub const FIRST_SECONDS: i64 = 24 * 60 * 60;
/// Lifetime of a mailed code, in seconds.
pub const MAILED_SECONDS: i64 = 10 * 60;

/// Crockford's alphabet: no I, L, O or U.
pub(crate) const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a code: 26 for the bits, 2 for the checksum.
const CHARS: usize = 28;
/// Characters between two dashes.
const GROUP: usize = 4;

/// A code in clear. It cannot be printed and is wiped when dropped.
#[expect(missing_debug_implementations, reason = "a secret is never printed")]
pub struct Code(Zeroizing<[u8; CODE_BYTES]>);

/// The reason why a text is not a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CodeError {
    /// The text is empty.
    #[error("empty")]
    Empty,
    /// The text is too short, too long or mistyped.
    #[error("not a code")]
    Mistyped,
}

impl Code {
    /// Creates a code from random bytes.
    #[must_use]
    pub(crate) fn new(bytes: Zeroizing<[u8; CODE_BYTES]>) -> Self {
        Self(bytes)
    }

    /// Parses a typed code. Case, spaces and dashes are ignored, and letters that look like digits are read as
    /// digits.
    ///
    /// # Errors
    /// [`CodeError::Empty`] if the text is empty, and [`CodeError::Mistyped`] if it is not a code, which is known
    /// without trying it.
    pub fn parse(text: &Secret) -> Result<Self, CodeError> {
        let mut digits = Zeroizing::new([0_u8; CHARS]);
        let mut count = 0;
        for character in text.expose().chars() {
            if character.is_whitespace() || character == '-' {
                continue;
            }
            let place = digits.get_mut(count).ok_or(CodeError::Mistyped)?;
            *place = digit(character).ok_or(CodeError::Mistyped)?;
            count += 1;
        }
        if count == 0 {
            return Err(CodeError::Empty);
        }
        let mut bytes = Zeroizing::new([0_u8; CODE_BYTES]);
        let mut value = Zeroizing::new(0_u128);
        for digit in &digits[..26] {
            *value = (*value << 5) | u128::from(*digit);
        }
        bytes.copy_from_slice(&value.to_be_bytes());
        let code = Self(bytes);
        // The first digit holds three bits only: 26 × 5 is 130.
        let is_whole = count == CHARS && digits[0] < 8;
        if is_whole && digits[26..] == code.check() {
            Ok(code)
        } else {
            Err(CodeError::Mistyped)
        }
    }

    /// Returns the text form in groups of four.
    #[must_use]
    pub fn to_secret(&self) -> Secret {
        let value = Zeroizing::new(u128::from_be_bytes(*self.0));
        let mut out = Secret::default();
        let digits = (0..26).rev().map(|place| {
            let digit = (*value >> (5 * place)) & 31;
            u8::try_from(digit).unwrap_or_default()
        });
        for (at, digit) in digits.chain(self.check()).enumerate() {
            let mut buffer = [0; 4];
            let end = out.expose().len();
            if at > 0 && at % GROUP == 0 {
                out.insert(end, "-");
            }
            let end = out.expose().len();
            let character = char::from(ALPHABET[usize::from(digit)]);
            out.insert(end, character.encode_utf8(&mut buffer));
        }
        out
    }

    /// Returns the two digits of the checksum.
    fn check(&self) -> [u8; 2] {
        let digest = self.digest(b"check");
        [digest[0] & 31, digest[1] & 31]
    }

    /// Returns the key under which earlier versions wrapped a user key.
    pub(crate) fn key(&self) -> Key {
        Key::new(Zeroizing::new(self.digest(b"key")))
    }

    /// Returns the secret half of the key pair for which a user key is wrapped.
    pub(crate) fn pair(&self) -> StaticSecret {
        StaticSecret::from(*Zeroizing::new(self.digest(b"x25519")))
    }

    /// Returns the digest from which a server makes a [`ResetCode`].
    #[must_use]
    pub(crate) fn one_time_digest(&self) -> [u8; 32] {
        self.digest(b"one time")
    }

    fn digest(&self, what: &[u8]) -> [u8; 32] {
        let mut digest = Sha256::new();
        digest.update(b"authenticator/1/code ");
        digest.update(what);
        digest.update([0]);
        digest.update(self.0.as_slice());
        digest.finalize().into()
    }
}

/// Returns the value of a character of a code; letters that look like digits are read as digits.
pub(crate) fn digit(character: char) -> Option<u8> {
    let character = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = ALPHABET.iter().position(|c| char::from(*c) == character)?;
    u8::try_from(at).ok()
}

/// A code that works once, until it expires or the account changes.
#[derive(Clone, PartialEq, Eq)]
pub struct ResetCode {
    /// Expiry.
    expires_at: Timestamp,
    /// Lifetime in seconds.
    lifetime: i64,
    digest: [u8; 32],
}

opaque_debug!(ResetCode);

impl ResetCode {
    /// Creates the stored form of a reset code, bound to the account as it is now; valid for [`RESET_SECONDS`].
    #[must_use]
    #[doc(hidden)]
    pub fn new(code: &Code, credential: &TokenHash, expires_at: Timestamp) -> Self {
        Self::made(code, credential, expires_at, RESET_SECONDS)
    }

    /// Creates the stored form for a new user without a password; valid for [`FIRST_SECONDS`].
    #[must_use]
    #[doc(hidden)]
    pub fn first(code: &Code, credential: &TokenHash, now: Timestamp) -> Self {
        Self::made(code, credential, now + FIRST_SECONDS, FIRST_SECONDS)
    }

    fn made(code: &Code, credential: &TokenHash, expires_at: Timestamp, lifetime: i64) -> Self {
        Self::of_digest(&code.one_time_digest(), credential, (expires_at, lifetime))
    }

    /// Creates the code that has this [digest](Code::one_time_digest).
    pub(crate) fn of_digest(
        code: &[u8; 32],
        credential: &TokenHash,
        (expires_at, lifetime): (Timestamp, i64),
    ) -> Self {
        let mut digest = Sha256::new();
        digest.update(code);
        digest.update(credential.0);
        Self {
            expires_at,
            lifetime,
            digest: digest.finalize().into(),
        }
    }

    /// Returns the time when it was created.
    #[must_use]
    #[doc(hidden)]
    pub fn created_at(&self) -> Timestamp {
        self.expires_at - self.lifetime
    }

    /// Returns `true` if it was made for a user without a password.
    #[must_use]
    #[doc(hidden)]
    pub fn is_first(&self) -> bool {
        self.lifetime == FIRST_SECONDS
    }

    /// Returns the expiry.
    #[must_use]
    #[doc(hidden)]
    pub fn expires_at(&self) -> Timestamp {
        self.expires_at
    }

    /// Returns `true` if `code` matches and has not expired (R27). The comparison takes constant time (R56).
    #[must_use]
    #[doc(hidden)]
    pub fn is(&self, code: &Code, credential: &TokenHash, now: Timestamp) -> bool {
        let given = Self::made(code, credential, self.expires_at, self.lifetime);
        let is_right = bool::from(given.digest.ct_eq(&self.digest));
        // None is good for longer than it can have been made for: a clock that was set back.
        is_right && now < self.expires_at && now >= self.expires_at - self.lifetime
    }

    /// Parses the text form; returns `None` if it is invalid.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (times, digest) = text.split_once('.')?;
        let (expires_at, lifetime) = match times.split_once('/') {
            Some((expires_at, lifetime)) => (expires_at, lifetime.parse().ok()?),
            None => (times, RESET_SECONDS),
        };
        (0..=FIRST_SECONDS).contains(&lifetime).then_some(())?;
        let mut bytes = [0; 32];
        let read = Base64UrlUnpadded::decode(digest, &mut bytes).ok()?;
        (read.len() == 32).then_some(())?;
        Some(Self {
            expires_at: Timestamp::from_seconds(expires_at.parse().ok()?),
            lifetime,
            digest: bytes,
        })
    }

    /// Returns the text form that is stored.
    #[must_use]
    pub fn to_text(&self) -> String {
        let digest = Base64UrlUnpadded::encode_string(&self.digest);
        match self.lifetime {
            RESET_SECONDS => format!("{}.{digest}", self.expires_at.as_seconds()),
            lifetime => format!("{}/{lifetime}.{digest}", self.expires_at.as_seconds()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(bytes: [u8; CODE_BYTES]) -> Code {
        Code::new(Zeroizing::new(bytes))
    }

    fn typed(text: &str) -> Result<[u8; CODE_BYTES], CodeError> {
        let code = Code::parse(&Secret::new(text.to_owned()))?;
        Ok(*code.0)
    }

    proptest! {
        #[test]
        fn r34_a_code_carries_128_bits_and_is_read_as_people_type_it(bytes: [u8; CODE_BYTES]) {
            let text = code(bytes).to_secret().expose().to_owned();
            prop_assert_eq!(text.len(), 34);
            prop_assert_eq!(typed(&text), Ok(bytes));
            prop_assert_eq!(typed(&text.to_lowercase().replace('-', " ")), Ok(bytes));
            let misread = text.replace('0', "o").replace('1', "l");
            prop_assert_eq!(typed(&misread), Ok(bytes));
        }

        #[test]
        fn a_slip_of_the_pen_never_gives_the_code_that_was_meant(bytes: [u8; CODE_BYTES], at in 0_usize..28) {
            let mut text: Vec<u8> = code(bytes).to_secret().expose().replace('-', "").into();
            text[at] = if text[at] == b'7' { b'8' } else { b'7' };
            prop_assert_ne!(typed(&String::from_utf8_lossy(&text)), Ok(bytes));
        }
    }

    #[test]
    fn a_text_that_is_not_a_code_is_refused_before_it_is_tried() {
        assert_eq!(typed("  - "), Err(CodeError::Empty));
        for text in [
            "1234",
            "correct horse battery",
            &"0".repeat(29),
            &"7".repeat(28),
        ] {
            assert_eq!(typed(text), Err(CodeError::Mistyped), "{text}");
        }
    }

    #[test]
    fn r27_a_reset_code_expires_and_is_bound_to_the_account_as_it_was() {
        let (mine, now) = (
            code([7; CODE_BYTES]),
            Timestamp::from_seconds(1_800_000_000),
        );
        let (account, changed) = (TokenHash([1; 32]), TokenHash([2; 32]));
        let kept = ResetCode::new(&mine, &account, now + RESET_SECONDS);
        assert!(kept.is(&mine, &account, now));
        assert!(kept.is(&mine, &account, now + RESET_SECONDS - 1));
        assert!(!kept.is(&mine, &account, now + RESET_SECONDS));
        assert!(
            !kept.is(&mine, &account, now - 1),
            "a clock that was set back"
        );
        assert!(!kept.is(&mine, &changed, now));
        assert!(!kept.is(&code([8; CODE_BYTES]), &account, now));
        assert_eq!(ResetCode::parse(&kept.to_text()), Some(kept));
        assert_eq!(ResetCode::parse("1.AAAA"), None);
    }
}
