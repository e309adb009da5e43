//! The remember-me token: a selector that finds the record and a secret that proves it (R37).
//!
//! The token itself lives in the OS keyring and nowhere else. The state database holds the selector
//! and the SHA-256 of the secret, so a stolen database signs nobody in. The secret has 256 random
//! bits, so a fast hash is enough.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::domain::role::Role;
use crate::domain::secret::Secret;
use crate::domain::user::User;
use crate::domain::user_key::Sealed;

/// Bytes of the selector: 128 bits.
pub const SELECTOR_BYTES: usize = 16;
/// Bytes of the secret: 256 bits.
pub const SECRET_BYTES: usize = 32;
/// The version tag that opens a token's text form.
const TAG: &str = "ea1";
/// The longest that anybody is remembered, in days (R40).
pub const MAX_DAYS: f64 = 30.0;

/// Names a remembered sign-in without proving anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector(String);

impl Selector {
    /// A selector as it was stored.
    #[must_use]
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// The selector in hexadecimal, as it is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A remember-me token. Cannot be printed or copied.
pub struct Token {
    selector: Selector,
    selector_bytes: [u8; SELECTOR_BYTES],
    secret: Zeroizing<[u8; SECRET_BYTES]>,
}

/// What is kept of a token outside the keyring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenHash(pub [u8; 32]);

impl Token {
    /// Makes a token from random bytes.
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

    /// Reads the text form; `None` when it is not one.
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

    /// The text form that the keyring holds.
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

    /// The half that finds the record.
    #[must_use]
    pub fn selector(&self) -> &Selector {
        &self.selector
    }

    /// The same half as bytes, for a token that takes the place of this one.
    #[must_use]
    pub fn selector_bytes(&self) -> [u8; SELECTOR_BYTES] {
        self.selector_bytes
    }

    /// The hash to store.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.secret.as_slice()).into())
    }

    /// Whether `stored` is the hash of this token, compared in constant time (R56).
    #[must_use]
    pub fn matches(&self, stored: &TokenHash) -> bool {
        self.hash().0.ct_eq(&stored.0).into()
    }
}

/// Ties a sign-in to the account as it was then: with another password, other roles, another second
/// factor, or when it was signed out everywhere, the account has another fingerprint, and so has
/// another person who was given the same name (R42). `None` for an account without a password.
#[must_use]
pub fn fingerprint(user: &User) -> Option<TokenHash> {
    let hash = user.hash.as_ref()?;
    let totp = user.key_vault.totp.as_ref();
    let mut digest = Sha256::new();
    let mut part = |bytes: &[u8]| {
        digest.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
        digest.update(bytes);
    };
    part(user.username.key().as_bytes());
    part(hash.as_str().as_bytes());
    part(&user.session_epoch.to_be_bytes());
    part(totp.map(Sealed::to_text).unwrap_or_default().as_bytes());
    let mut roles: Vec<&str> = user.roles.iter().map(Role::as_str).collect();
    roles.sort_unstable();
    for role in roles {
        part(role.as_bytes());
    }
    Some(TokenHash(digest.finalize().into()))
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    out
}

fn unhex(text: &str, out: &mut [u8]) -> Option<()> {
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
    use crate::domain::credential::StoredHash;
    use crate::domain::username::Username;
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

    fn ada() -> User {
        let hash = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";
        User {
            roles: vec![Role::admin()],
            hash: Some(StoredHash::parse(hash).expect("a hash")),
            ..User::new(Username::parse("ada").expect("a username"))
        }
    }

    #[test]
    fn r42_whatever_ends_sign_ins_gives_an_account_another_fingerprint() {
        let before = fingerprint(&ada());
        assert_eq!(before, fingerprint(&ada()));
        let changes: [fn(&mut User); 5] = [
            |user| {
                let hash = "$2b$12$EixZaYVK1fsbw1ZfbX3OXfPaWxn96p36WQoeG6Lruj3vjPGga31lW";
                user.hash = StoredHash::parse(hash).ok();
            },
            |user| user.roles.clear(),
            |user| user.session_epoch = 1,
            |user| user.key_vault.totp = Sealed::parse(&"A".repeat(80)),
            |user| user.username = Username::parse("eve").expect("a username"),
        ];
        for change in changes {
            let mut after = ada();
            change(&mut after);
            assert_ne!(before, fingerprint(&after));
        }
    }
}
