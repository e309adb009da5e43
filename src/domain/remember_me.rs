//! Remember-me tokens: a selector that finds the record and a secret that proves it (R37).
//!
//! The token is stored only in the OS keyring. The state database has the selector and the SHA-256 of the
//! secret, so that a stolen database does not allow a sign-in. The secret has 256 random bits, so a fast hash
//! is enough.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::domain::secret::Secret;

/// Bytes of the selector: 128 bits.
pub const SELECTOR_BYTES: usize = 16;
/// Bytes of the secret: 256 bits.
pub const SECRET_BYTES: usize = 32;
/// Version tag at the start of a token's text form.
const TAG: &str = "ea1";
/// Highest number of days that a sign-in is remembered (R40).
pub const MAX_DAYS: f64 = 30.0;

/// Identifies a remembered sign-in without proving anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector(String);

impl Selector {
    /// Creates a selector from its stored form.
    #[must_use]
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// Returns the selector in hexadecimal, as stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the bytes of the selector; `None` if its stored form is damaged.
    #[cfg(feature = "postgres")]
    pub(crate) fn bytes(&self) -> Option<[u8; SELECTOR_BYTES]> {
        let mut bytes = [0; SELECTOR_BYTES];
        unhex(&self.0, &mut bytes)?;
        Some(bytes)
    }
}

/// A remember-me token. It cannot be printed or copied.
#[expect(missing_debug_implementations, reason = "a secret is never printed")]
pub struct Token {
    selector: Selector,
    selector_bytes: [u8; SELECTOR_BYTES],
    secret: Zeroizing<[u8; SECRET_BYTES]>,
}

/// Hash of a token's secret, which may be stored outside the keyring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenHash(pub [u8; 32]);

impl Token {
    /// Creates a token from random bytes.
    #[must_use]
    pub(crate) fn new(
        selector: [u8; SELECTOR_BYTES],
        secret: Zeroizing<[u8; SECRET_BYTES]>,
    ) -> Self {
        Self {
            selector: Selector(hex(&selector)),
            selector_bytes: selector,
            secret,
        }
    }

    /// Parses the text form; returns `None` if it is invalid.
    #[must_use]
    pub fn parse(text: &Secret) -> Option<Self> {
        let mut parts = text.expose().split('.');
        let (tag, selector, secret) = (parts.next()?, parts.next()?, parts.next()?);
        if tag != TAG || parts.next().is_some() {
            return None;
        }
        let mut selector_bytes = [0; SELECTOR_BYTES];
        let mut bytes = Zeroizing::new([0; SECRET_BYTES]);
        unhex(selector, &mut selector_bytes)?;
        unhex(secret, bytes.as_mut_slice())?;
        Some(Self::new(selector_bytes, bytes))
    }

    /// Returns the text form for the keyring.
    #[must_use]
    pub fn to_secret(&self) -> Secret {
        let secret = Zeroizing::new(hex(self.secret.as_slice()));
        let mut out = Secret::default();
        for part in [TAG, ".", self.selector.as_str(), ".", secret.as_str()] {
            let end = out.expose().len();
            out.insert(end, part);
        }
        out
    }

    /// Returns the selector, which finds the record.
    #[must_use]
    pub fn selector(&self) -> &Selector {
        &self.selector
    }

    /// Returns the bytes of the selector, for the token that replaces this one.
    #[must_use]
    pub fn selector_bytes(&self) -> [u8; SELECTOR_BYTES] {
        self.selector_bytes
    }

    /// Returns the bytes of the secret, to present the token to a server.
    #[cfg(feature = "postgres")]
    pub(crate) fn secret(&self) -> &[u8; SECRET_BYTES] {
        &self.secret
    }

    /// Returns the hash to store.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.secret.as_slice()).into())
    }

    /// Returns `true` if `stored` is the hash of this token; the comparison takes constant time (R56).
    #[must_use]
    pub fn matches(&self, stored: &TokenHash) -> bool {
        self.hash().0.ct_eq(&stored.0).into()
    }
}

/// Returns bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    out
}

/// Reads bytes in hexadecimal; `None` if the text is not exactly that.
pub(crate) fn unhex(text: &str, out: &mut [u8]) -> Option<()> {
    if text.len() != out.len() * 2 || !text.is_ascii() {
        return None;
    }
    for (byte, pair) in out.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        let digit = |c: u8| char::from(c).to_digit(16);
        let value = digit(pair[0])? * 16 + digit(pair[1])?;
        *byte = u8::try_from(value).ok()?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn r37_a_token_survives_the_keyring(selector: [u8; 16], secret: [u8; 32]) {
            let token = Token::new(selector, Zeroizing::new(secret));
            let back = Token::parse(&token.to_secret());
            prop_assert!(back.is_some_and(|t| t.selector() == token.selector() && t.matches(&token.hash())));
        }

        #[test]
        fn text_that_is_no_token_is_not_read(text in "\\PC{0,120}") {
            prop_assert!(Token::parse(&Secret::new(text)).is_none());
        }
    }

    #[test]
    fn r37_what_is_stored_does_not_hold_the_secret() {
        let token = Token::new([1; 16], Zeroizing::new([2; 32]));
        assert_ne!(token.hash().0, [2; 32]);
        assert!(!token.matches(&TokenHash([2; 32])));
    }
}
