//! The key pair of a signer: Ed25519. The only place that signs, and that judges signatures.

use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};

use crate::domain::audit_chain::ChainPoint;
use crate::domain::signature::chain::Signature;
use crate::domain::signature::statement::digest;
use crate::domain::signature::text::{KEY_BYTES, SignedText};

/// Precedes the text, so that no other use of the key gives a signature of it.
const LABEL: &[u8] = b"egui-authenticator signature\0";

/// Bytes of the secret half.
pub(crate) const SEED_BYTES: usize = 32;

/// The key pair of a signer. It cannot be printed and is wiped when dropped.
pub(crate) struct SigningPair(SigningKey);

opaque_debug!(SigningPair);

impl SigningPair {
    /// Returns the pair of this secret half.
    pub(crate) fn of_seed(seed: &[u8; SEED_BYTES]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// Returns the public half.
    pub(crate) fn public(&self) -> [u8; KEY_BYTES] {
        self.0.verifying_key().to_bytes()
    }

    /// Signs a text as the one after `before`. Returns `None` if it would not be read as what it says.
    pub(crate) fn sign(&self, text: &SignedText, before: ChainPoint) -> Option<Signature> {
        let text = SignedText {
            number: before.number.checked_add(1)?,
            previous: before.link,
            key: self.public(),
            ..text.clone()
        };
        let written = text.to_string();
        (SignedText::parse(&written)? == text).then_some(())?;
        let bytes = self.0.sign(&message(&written)).to_bytes();
        Some(Signature::new(text, bytes))
    }
}

impl Signature {
    /// Returns `true` if the text was signed with the key that it names.
    pub(crate) fn is_valid(&self) -> bool {
        let message = message(&self.signed.to_string());
        let signature = ed25519_dalek::Signature::from_bytes(&self.bytes);
        VerifyingKey::from_bytes(&self.signed.key)
            .is_ok_and(|key| key.verify_strict(&message, &signature).is_ok())
    }

    /// Returns `true` if this content was signed, and neither it nor the signature was changed since. Whether the key is that of
    /// the signer is not checked: the app has the signature from the dialog, or keeps it where others cannot replace it.
    ///
    /// ```
    /// use egui_authenticator::use_cases::Signature;
    ///
    /// fn state(signature: &Signature, report: &str) -> &'static str {
    ///     if signature.is_of(report.as_bytes()) { "signed" } else { "changed since" }
    /// }
    /// ```
    #[must_use]
    pub fn is_of(&self, content: &[u8]) -> bool {
        self.signed.content == digest(content) && self.is_valid()
    }
}

fn message(text: &str) -> Vec<u8> {
    [LABEL, text.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::signature::text::tests::signed;

    fn signature() -> Signature {
        let pair = SigningPair::of_seed(&[1; SEED_BYTES]);
        pair.sign(&signed(), ChainPoint::START).expect("signed")
    }

    #[test]
    fn r112_a_signature_verifies_only_what_was_signed_with_the_key_that_it_names() {
        let right = signature();
        assert!(right.is_valid());
        assert_eq!(
            (right.signed.number, right.signed.text.as_str()),
            (1, "Batch 42")
        );
        let is_valid = |change: &dyn Fn(&mut Signature)| {
            let mut changed = right.clone();
            change(&mut changed);
            changed.is_valid()
        };
        assert!(!is_valid(&|of| of.signed.content[0] ^= 1), "other content");
        assert!(!is_valid(&|of| of.signed.number = 2), "moved");
        assert!(
            !is_valid(&|of| of.signed.previous.0[0] ^= 1),
            "another chain"
        );
        assert!(!is_valid(&|of| of.signed.name.push('x')), "another signer");
        assert!(!is_valid(&|of| of.signed.offset += 1));
        let other = SigningPair::of_seed(&[2; SEED_BYTES]).public();
        assert!(!is_valid(&|of| of.signed.key = other), "another key");
        for at in 0..right.bytes.len() {
            assert!(!is_valid(&|of| of.bytes[at] ^= 1), "byte {at}");
        }
        // A key of small order accepts the signature of zeros for any text, if it is not checked strictly.
        let mut forged = right.clone();
        forged.signed.key = [0; KEY_BYTES];
        forged.signed.key[0] = 1;
        forged.bytes = [0; 64];
        forged.bytes[0] = 1;
        assert!(!forged.is_valid(), "a weak key");
    }

    #[test]
    fn r112_nothing_else_is_signed_with_the_key() {
        let right = signature();
        let bare = SigningPair::of_seed(&[1; SEED_BYTES]);
        let text = right.signed.to_string();
        assert_ne!(bare.0.sign(text.as_bytes()).to_bytes(), right.bytes);
    }
}
