//! The secrets that protect an account in addition to its password.

use crate::domain::recovery::{Code, ResetCode};
use crate::domain::stored_code::{EnteredCode, StoredCode};
use crate::domain::user_key::{Key, Sealed, WrappedKey};

/// Number of recovery codes that are few: the user should create new ones.
pub const FEW_CODES: usize = 2;

/// Secrets that protect an account in addition to its password, as stored. A store keeps them as one text:
///
/// ```
/// use egui_authenticator::users::KeyVault;
///
/// let key_vault = KeyVault::default();
/// assert_eq!(key_vault.to_text(), "");
/// assert!(KeyVault::parse("") == Some(key_vault));
/// assert!(KeyVault::parse("damaged").is_none());
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct KeyVault {
    /// The user key, wrapped under the password.
    #[doc(hidden)]
    pub key: Option<WrappedKey>,
    /// The user key, wrapped for each unused recovery code.
    #[doc(hidden)]
    pub codes: Vec<StoredCode>,
    /// The secret of the second factor, sealed with the user key.
    #[doc(hidden)]
    pub totp: Option<Sealed>,
    /// The reset code of an administrator. Few users have one, so that it is not stored in place.
    #[doc(hidden)]
    pub reset: Option<Box<ResetCode>>,
    /// Whether the password was set with a recovery code, and the user has not signed in since. The second step
    /// then takes no other recovery code (R80).
    #[doc(hidden)]
    pub is_recovered: bool,
}

opaque_debug!(KeyVault);

impl KeyVault {
    /// Returns the text that a store keeps. It has no line break and is empty if there are no secrets.
    #[must_use]
    pub fn to_text(&self) -> String {
        let key = self.key.iter().map(|key| format!("key:{}", key.to_text()));
        let codes = self.codes.iter();
        let codes = codes.map(|code| format!("code:{}", code.to_text()));
        let totp = self
            .totp
            .iter()
            .map(|totp| format!("totp:{}", totp.to_text()));
        let reset = self
            .reset
            .iter()
            .map(|code| format!("reset:{}", code.to_text()));
        let recovered = self.is_recovered.then(|| "recovered:yes".to_owned());
        let parts = key.chain(codes).chain(totp).chain(reset).chain(recovered);
        parts.collect::<Vec<_>>().join(" ")
    }

    /// Parses a text that [`Self::to_text`] has returned; returns `None` if a part of it is damaged.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut vault = Self::default();
        for part in text.split_ascii_whitespace() {
            let (name, value) = part.split_once(':')?;
            let was_there = match name {
                "key" => vault.key.replace(WrappedKey::parse(value)?).is_some(),
                "totp" => vault.totp.replace(Sealed::parse(value)?).is_some(),
                "reset" => vault
                    .reset
                    .replace(Box::new(ResetCode::parse(value)?))
                    .is_some(),
                "recovered" if value == "yes" => std::mem::replace(&mut vault.is_recovered, true),
                "code" => {
                    vault.codes.push(StoredCode::parse(value)?);
                    false
                }
                _ => return None,
            };
            if was_there {
                return None;
            }
        }
        Some(vault)
    }

    /// Returns the index of the recovery code that matches, and the user key that it unwraps.
    #[must_use]
    #[doc(hidden)]
    pub fn code(&self, code: &Code) -> Option<(usize, Key)> {
        let code = EnteredCode::new(code);
        let opened = |(at, stored)| Some((at, code.open(stored)?));
        self.codes.iter().enumerate().find_map(opened)
    }

    /// Returns `true` if a recovery code may set a password. Once an administrator has started a reset, it may not
    /// (R79).
    #[must_use]
    #[doc(hidden)]
    pub fn codes_set_passwords(&self) -> bool {
        self.key.is_some() && self.reset.is_none()
    }

    /// Returns the code with which a user who was added without a password chooses the first one, until it is used.
    #[must_use]
    #[doc(hidden)]
    pub fn first_code(&self) -> Option<&ResetCode> {
        let code = self.reset.as_deref().filter(|code| code.is_first());
        code.filter(|_| self.key.is_none())
    }

    /// Returns `true` if the user has recovery codes, but only few.
    #[must_use]
    #[doc(hidden)]
    pub fn has_few_codes(&self) -> bool {
        (1..=FEW_CODES).contains(&self.codes.len())
    }

    /// Returns the vault after another user has set the password or let it be set (R79). Recovery codes then set no
    /// password, and stay only as long as the second factor needs one of them.
    #[must_use]
    #[doc(hidden)]
    pub fn after_reset(&self) -> Self {
        let codes = match self.totp {
            Some(_) => self.codes.clone(),
            None => Vec::new(),
        };
        Self {
            key: None,
            codes,
            totp: self.totp.clone(),
            reset: None,
            is_recovered: false,
        }
    }

    /// Returns the vault when the right password has opened the user key or not. Codes of a key that it does not open end: they were not
    /// made by a user who knows the password. They stay as long as the second factor needs one of them.
    #[must_use]
    pub(crate) fn opened(&self, is_open: bool) -> Self {
        let mut vault = self.clone();
        if !is_open && vault.key.is_some() && vault.totp.is_none() {
            vault.codes.clear();
        }
        vault
    }

    /// Returns this vault without the second factor.
    #[must_use]
    #[doc(hidden)]
    pub fn without_totp(&self) -> Self {
        Self {
            totp: None,
            is_recovered: false,
            ..self.clone()
        }
    }

    /// Returns the vault without a code with which the password was set.
    #[must_use]
    #[doc(hidden)]
    pub fn recovered_with(&self, at: usize) -> Self {
        Self {
            is_recovered: self.totp.is_some(),
            ..self.without_code(at)
        }
    }

    /// Returns the vault after the user has proven both factors.
    #[must_use]
    #[doc(hidden)]
    pub fn settled(&self) -> Self {
        Self {
            is_recovered: false,
            ..self.clone()
        }
    }

    /// Returns the vault without a code that was used (R33).
    #[must_use]
    #[doc(hidden)]
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
    use crate::domain::remember_me::TokenHash;
    use crate::domain::stored_code::WrapSeed;
    use crate::domain::timestamp::Timestamp;
    use crate::domain::user_key::{Purpose, SALT_BYTES};

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

    #[test]
    fn the_text_reads_back_and_a_damaged_one_is_none() {
        let key = Key::new(Zeroizing::new([3; 32]));
        let seed = |byte| WrapSeed {
            ephemeral: Zeroizing::new([byte; 32]),
            nonce: [byte; 24],
        };
        let stored = |byte| StoredCode::new(&code(byte), &key, &seed(byte)).expect("wrapped");
        let sealed = |byte| {
            key.wrap(Purpose::SecondFactor, &key, [byte; 24])
                .expect("sealed")
        };
        let credential = TokenHash([4; 32]);
        let reset = ResetCode::first(&code(9), &credential, Timestamp::from_seconds(1_000_000));
        let vault = KeyVault {
            key: Some(WrappedKey {
                salt: [5; SALT_BYTES],
                sealed: sealed(6),
            }),
            codes: vec![stored(1), stored(2)],
            totp: Some(sealed(7)),
            reset: Some(Box::new(reset)),
            is_recovered: true,
        };
        let text = vault.to_text();
        assert!(KeyVault::parse(&text) == Some(vault));
        for part in text.split(' ') {
            let halved = &part[..part.len() / 2];
            assert!(
                KeyVault::parse(&text.replace(part, halved)).is_none(),
                "{part}"
            );
            if !part.starts_with("code:") {
                assert!(
                    KeyVault::parse(&format!("{text} {part}")).is_none(),
                    "{part}"
                );
            }
        }
        assert!(KeyVault::parse("later:form").is_none());
    }

    #[test]
    fn r79_codes_are_few_before_there_are_none() {
        let sealed = StoredCode::parse(&"A".repeat(80)).expect("a code");
        for (count, is_few) in [(0, false), (1, true), (2, true), (3, false), (8, false)] {
            let vault = KeyVault {
                codes: vec![sealed.clone(); count],
                ..KeyVault::default()
            };
            assert_eq!(vault.has_few_codes(), is_few, "{count}");
        }
    }
}
