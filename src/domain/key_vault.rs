//! The secrets that protect an account in addition to its password.

use crate::domain::recovery::{Code, OneTimeCode};
use crate::domain::stored_code::{EnteredCode, StoredCode};
use crate::domain::user_key::{Key, Sealed, WrappedKey};

/// Secrets that protect an account in addition to its password, as stored in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyVault {
    /// The user key, wrapped under the password.
    pub key: Option<WrappedKey>,
    /// The user key, wrapped for each unused recovery code.
    pub codes: Vec<StoredCode>,
    /// The secret of the second factor, sealed with the user key.
    pub totp: Option<Sealed>,
    /// The reset code of an administrator.
    pub reset: Option<OneTimeCode>,
}

impl KeyVault {
    /// Returns the index of the recovery code that matches, and the user key that it unwraps.
    #[must_use]
    pub fn code(&self, code: &Code) -> Option<(usize, Key)> {
        let code = EnteredCode::new(code);
        let opened = |(at, stored)| Some((at, code.open(stored)?));
        self.codes.iter().enumerate().find_map(opened)
    }

    /// Returns this vault without the second factor.
    #[must_use]
    pub fn without_totp(&self) -> Self {
        Self {
            totp: None,
            ..self.clone()
        }
    }

    /// Returns the vault without a code that was used (R33).
    #[must_use]
    pub fn without_code(&self, at: usize) -> Self {
        let mut rest = self.clone();
        if at < rest.codes.len() {
            rest.codes.remove(at);
        }
        rest
    }
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;
    use crate::domain::recovery::CODE_BYTES;
    use crate::domain::stored_code::WrapSeed;

    fn code(byte: u8) -> Code {
        Code::new(Zeroizing::new([byte; CODE_BYTES]))
    }

    #[test]
    fn r33_a_recovery_code_opens_the_key_until_it_is_used() {
        let key = Key::new(Zeroizing::new([3; 32]));
        let wrap = |byte| {
            let seed = WrapSeed {
                ephemeral: Zeroizing::new([byte; 32]),
                nonce: [byte; 24],
            };
            StoredCode::new(&code(byte), &key, &seed).expect("wrapped")
        };
        let vault = KeyVault {
            codes: vec![wrap(1), wrap(2)],
            ..KeyVault::default()
        };
        let (at, _) = vault.code(&code(2)).expect("a code");
        assert_eq!(at, 1);
        assert!(vault.code(&code(3)).is_none());
        let rest = vault.without_code(at);
        assert!(rest.code(&code(2)).is_none());
        assert!(rest.code(&code(1)).is_some());
    }
}
