//! The identity of an account, which a later account with the same username does not share (R82).

use std::fmt;

use sha2::{Digest, Sha256};

use crate::domain::remember_me::{hex, unhex};
use crate::domain::username::Username;

/// Number of bytes.
pub const ACCOUNT_ID_BYTES: usize = 16;

/// Identifies an account, whatever its username is. Everything that is stored outside the credential store about an
/// account is stored under its id.
///
/// The program gives each account that it creates a random id, which no account had before or will have. An entry that
/// was written by hand, or by Streamlit-Authenticator, has none; then the id follows from the username, until the
/// program renames the user and writes the id down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId([u8; ACCOUNT_ID_BYTES]);

impl AccountId {
    /// Creates the id of a new account from random bytes.
    #[must_use]
    pub const fn new(random: [u8; ACCOUNT_ID_BYTES]) -> Self {
        Self(random)
    }

    /// Returns the id of an account that has none of its own.
    #[must_use]
    #[doc(hidden)]
    pub fn of_username(username: &Username) -> Self {
        Self::derived(b"account of\0", username.key().as_bytes())
    }

    /// Returns the id in place of this one, if another account has it already.
    #[cfg(any(feature = "yaml", feature = "testing", test))]
    pub(crate) fn instead(self) -> Self {
        Self::derived(b"account instead of\0", &self.0)
    }

    fn derived(purpose: &[u8], from: &[u8]) -> Self {
        let digest = Sha256::new().chain_update(purpose).chain_update(from);
        let mut bytes = [0; ACCOUNT_ID_BYTES];
        bytes.copy_from_slice(&digest.finalize()[..ACCOUNT_ID_BYTES]);
        Self(bytes)
    }

    /// Parses the text form; returns `None` if it is invalid.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; ACCOUNT_ID_BYTES];
        unhex(text, &mut bytes)?;
        Some(Self(bytes))
    }

    /// Returns the bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; ACCOUNT_ID_BYTES] {
        &self.0
    }
}

impl fmt::Display for AccountId {
    /// Writes the id as it is stored: 32 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r82_an_id_is_read_as_it_was_written() {
        let id = AccountId::new([0xa5; ACCOUNT_ID_BYTES]);
        assert_eq!(AccountId::parse(&id.to_string()), Some(id));
        for text in ["", "ada", "a5", &"a5".repeat(17), &"ä".repeat(16)] {
            assert_eq!(AccountId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn r82_an_account_without_an_id_is_identified_by_its_username() {
        let id = |name| AccountId::of_username(&Username::parse(name).expect("a username"));
        assert_eq!(id("Ada"), id("ada"));
        assert_ne!(id("ada"), id("eve"));
        assert_ne!(id("ada"), id("ada").instead());
    }
}
