//! The stored form of a recovery code: the user key, wrapped so that only the code opens it.
//!
//! Each code has a key pair of its own (X25519). The secret half follows from the code and is never stored; the
//! public half is, so that a new user key can be wrapped for a code that is not known (R81). The key that wraps is
//! derived from a secret shared with an ephemeral key pair, whose secret half is forgotten at once, and from both
//! public keys.

use base64ct::{Base64UrlUnpadded, Encoding};
use sha2::{Digest, Sha256};
use x25519_dalek::{PublicKey, SharedSecret, StaticSecret};
use zeroize::Zeroizing;

use crate::domain::base64url;
use crate::domain::recovery::Code;
use crate::domain::user_key::{KEY_BYTES, Key, NONCE_BYTES, Purpose, Sealed};

/// Version of the stored form: X25519, SHA-256, XChaCha20-Poly1305.
const TAG: &str = "x1";
/// Bytes of a public key.
const PUBLIC_BYTES: usize = 32;

/// Random bytes for wrapping a user key once.
#[expect(missing_debug_implementations, reason = "a secret is never printed")]
pub struct WrapSeed {
    /// The secret half of the ephemeral key pair.
    pub(crate) ephemeral: Zeroizing<[u8; KEY_BYTES]>,
    /// The nonce.
    pub(crate) nonce: [u8; NONCE_BYTES],
}

/// A recovery code as it is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredCode(Form);

opaque_debug!(StoredCode);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    /// Wrapped under a key that only the code gives: the form of earlier versions.
    Symmetric(Sealed),
    /// Wrapped for the key pair of the code.
    Pair {
        code: [u8; PUBLIC_BYTES],
        ephemeral: [u8; PUBLIC_BYTES],
        sealed: Sealed,
    },
}

impl StoredCode {
    /// Wraps a user key for a code. Returns `None` if the key cannot be wrapped.
    #[must_use]
    #[doc(hidden)]
    pub fn new(code: &Code, key: &Key, seed: &WrapSeed) -> Option<Self> {
        Self::wrapped(public_of(code), key, seed)
    }

    /// Wraps another user key for the same code. Returns `None` for a code of an earlier version, which has no
    /// public key.
    #[must_use]
    #[doc(hidden)]
    pub fn wrap_again(&self, key: &Key, seed: &WrapSeed) -> Option<Self> {
        match &self.0 {
            Form::Symmetric(_) => None,
            Form::Pair { code, .. } => Self::wrapped(*code, key, seed),
        }
    }

    /// Returns `true` if another user key can be wrapped for the code.
    #[must_use]
    #[doc(hidden)]
    pub fn has_pair(&self) -> bool {
        matches!(self.0, Form::Pair { .. })
    }

    fn wrapped(code: [u8; PUBLIC_BYTES], key: &Key, seed: &WrapSeed) -> Option<Self> {
        let secret = StaticSecret::from(*seed.ephemeral);
        let ephemeral = PublicKey::from(&secret).to_bytes();
        let shared = secret.diffie_hellman(&PublicKey::from(code));
        let wrapping = wrapping_key(&shared, &code, &ephemeral)?;
        let sealed = wrapping.wrap(Purpose::RecoveryCode, key, seed.nonce)?;
        Some(Self(Form::Pair {
            code,
            ephemeral,
            sealed,
        }))
    }

    /// Parses the text form; returns `None` if it is invalid.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let Some(rest) = text.strip_prefix(TAG).and_then(|r| r.strip_prefix('.')) else {
            return Sealed::parse(text).map(|sealed| Self(Form::Symmetric(sealed)));
        };
        let (code, rest) = rest.split_once('.')?;
        let (ephemeral, sealed) = rest.split_once('.')?;
        Some(Self(Form::Pair {
            code: public_key(code)?,
            ephemeral: public_key(ephemeral)?,
            sealed: Sealed::parse(sealed)?,
        }))
    }

    /// Returns the text form for the file.
    #[must_use]
    pub fn to_text(&self) -> String {
        match &self.0 {
            Form::Symmetric(sealed) => sealed.to_text(),
            Form::Pair {
                code,
                ephemeral,
                sealed,
            } => {
                let text = |bytes: &[u8]| Base64UrlUnpadded::encode_string(bytes);
                let (code, ephemeral) = (text(code), text(ephemeral));
                format!("{TAG}.{code}.{ephemeral}.{}", sealed.to_text())
            }
        }
    }
}

/// What a computer shows of a code that was entered.
pub(crate) struct ShownCode {
    /// The public half of the key pair that the code has as a recovery code.
    pub(crate) key: [u8; PUBLIC_BYTES],
    /// What only one who knows the other half can compute.
    pub(crate) proof: [u8; 32],
    /// The digest that the code has as the reset code of an administrator.
    pub(crate) digest: [u8; 32],
}

/// A code that was entered, with everything that finding its stored form needs. Creating it takes the same time
/// for every code.
#[expect(missing_debug_implementations, reason = "a secret is never printed")]
pub struct EnteredCode {
    secret: StaticSecret,
    public: [u8; PUBLIC_BYTES],
    symmetric: Key,
    one_time: [u8; 32],
}

impl EnteredCode {
    /// Derives the keys of a code.
    #[must_use]
    pub fn new(code: &Code) -> Self {
        let secret = code.pair();
        Self {
            public: PublicKey::from(&secret).to_bytes(),
            symmetric: code.key(),
            one_time: code.one_time_digest(),
            secret,
        }
    }

    /// Returns what shows to the owner of a key pair that the code is known, and nothing else of it. `challenge` is the public half of
    /// that pair, which is for this one use.
    pub(crate) fn shown(&self, challenge: [u8; PUBLIC_BYTES]) -> ShownCode {
        let shared = self.secret.diffie_hellman(&PublicKey::from(challenge));
        let mut proof = Sha256::new();
        proof.update(b"authenticator/1/recovery proof\0");
        proof.update(shared.as_bytes());
        proof.update(self.public);
        ShownCode {
            key: self.public,
            proof: proof.finalize().into(),
            digest: self.one_time,
        }
    }

    /// Returns the user key, if `stored` is the stored form of this code.
    #[must_use]
    pub fn open(&self, stored: &StoredCode) -> Option<Key> {
        match &stored.0 {
            Form::Symmetric(sealed) => self.symmetric.unwrap(Purpose::RecoveryCode, sealed),
            Form::Pair {
                code,
                ephemeral,
                sealed,
            } => {
                (self.public == *code).then_some(())?;
                let shared = self.secret.diffie_hellman(&PublicKey::from(*ephemeral));
                let wrapping = wrapping_key(&shared, code, ephemeral)?;
                wrapping.unwrap(Purpose::RecoveryCode, sealed)
            }
        }
    }
}

fn public_of(code: &Code) -> [u8; PUBLIC_BYTES] {
    PublicKey::from(&code.pair()).to_bytes()
}

fn public_key(text: &str) -> Option<[u8; PUBLIC_BYTES]> {
    base64url::decode_array(text)
}

/// Derives the key that wraps. Returns `None` for a shared secret of zeros, which a public key of low order gives
/// for every secret (RFC 7748, 6.1).
fn wrapping_key(
    shared: &SharedSecret,
    code: &[u8; PUBLIC_BYTES],
    ephemeral: &[u8; PUBLIC_BYTES],
) -> Option<Key> {
    shared.was_contributory().then_some(())?;
    let mut digest = Sha256::new();
    digest.update(b"authenticator/1/recovery code pair\0");
    digest.update(shared.as_bytes());
    digest.update(ephemeral);
    digest.update(code);
    Some(Key::new(Zeroizing::new(digest.finalize().into())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::recovery::CODE_BYTES;

    fn code(byte: u8) -> Code {
        Code::new(Zeroizing::new([byte; CODE_BYTES]))
    }

    fn key(byte: u8) -> Key {
        Key::new(Zeroizing::new([byte; KEY_BYTES]))
    }

    fn seed(byte: u8) -> WrapSeed {
        WrapSeed {
            ephemeral: Zeroizing::new([byte; KEY_BYTES]),
            nonce: [byte; NONCE_BYTES],
        }
    }

    /// Returns whether both keys open the same.
    fn is_same(one: &Key, other: &Key) -> bool {
        let sealed = one.seal(Purpose::SecondFactor, b"secret", [3; NONCE_BYTES]);
        let sealed = sealed.expect("sealed");
        other.open(Purpose::SecondFactor, &sealed).is_some()
    }

    fn opens(stored: &StoredCode, code: &Code, key: &Key) -> bool {
        let opened = EnteredCode::new(code).open(stored);
        opened.is_some_and(|opened| is_same(&opened, key))
    }

    #[test]
    fn r81_a_user_key_is_wrapped_anew_for_a_code_that_is_not_known() {
        let first = StoredCode::new(&code(1), &key(1), &seed(1)).expect("wrapped");
        assert!(opens(&first, &code(1), &key(1)));
        let again = first.wrap_again(&key(2), &seed(2)).expect("wrapped");
        assert!(opens(&again, &code(1), &key(2)));
        assert!(!opens(&again, &code(1), &key(1)));
        assert!(!opens(&again, &code(2), &key(2)));
    }

    #[test]
    fn r81_a_code_of_an_earlier_version_opens_its_key_and_is_not_wrapped_anew() {
        let sealed = code(1)
            .key()
            .wrap(Purpose::RecoveryCode, &key(1), [1; NONCE_BYTES]);
        let text = sealed.expect("wrapped").to_text();
        let stored = StoredCode::parse(&text).expect("read");
        assert_eq!(stored.to_text(), text);
        assert!(opens(&stored, &code(1), &key(1)));
        assert!(!stored.has_pair());
        assert!(stored.wrap_again(&key(2), &seed(2)).is_none());
    }

    #[test]
    fn a_text_with_any_changed_byte_does_not_open() {
        let stored = StoredCode::new(&code(1), &key(1), &seed(1)).expect("wrapped");
        let Form::Pair {
            code: public,
            ephemeral,
            sealed,
        } = stored.0
        else {
            panic!("not of this version")
        };
        for at in 0..PUBLIC_BYTES {
            let (mut other, mut another) = (public, ephemeral);
            other[at] ^= 1;
            another[at] ^= 1;
            for (code_key, ephemeral) in [(other, ephemeral), (public, another)] {
                let changed = StoredCode(Form::Pair {
                    code: code_key,
                    ephemeral,
                    sealed: sealed.clone(),
                });
                assert!(EnteredCode::new(&code(1)).open(&changed).is_none(), "{at}");
            }
        }
    }

    #[test]
    fn a_public_key_of_low_order_wraps_and_opens_nothing() {
        let sealed = key(1).wrap(Purpose::RecoveryCode, &key(1), [1; NONCE_BYTES]);
        let sealed = sealed.expect("sealed");
        for low in [0, 1] {
            let mut point = [0; PUBLIC_BYTES];
            point[0] = low;
            let planted = StoredCode(Form::Pair {
                code: point,
                ephemeral: point,
                sealed: sealed.clone(),
            });
            assert!(planted.wrap_again(&key(1), &seed(1)).is_none());
            let planted = StoredCode(Form::Pair {
                code: public_of(&code(1)),
                ephemeral: point,
                sealed: sealed.clone(),
            });
            assert!(EnteredCode::new(&code(1)).open(&planted).is_none());
        }
    }

    #[test]
    fn the_text_form_reads_back_and_nothing_else_is_one() {
        let stored = StoredCode::new(&code(1), &key(1), &seed(1)).expect("wrapped");
        assert_eq!(StoredCode::parse(&stored.to_text()), Some(stored));
        for text in ["", "x1", "x1.", "x1.AA.AA.AA", "x2.AAAA.AAAA.AAAA"] {
            assert_eq!(StoredCode::parse(text), None, "{text}");
        }
    }
}
