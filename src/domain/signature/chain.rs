//! The chain of signatures, in which changed, missing and swapped ones are found.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use sha2::{Digest, Sha256};

use crate::domain::account_id::AccountId;
use crate::domain::audit_chain::{ChainLink, ChainPoint};
use crate::domain::remember_me::hex;
use crate::domain::signature::text::{KEY_BYTES, SignedText};
use crate::domain::timestamp::Timestamp;

/// Bytes of a signature of Ed25519.
#[doc(hidden)]
pub const SIGNATURE_BYTES: usize = 64;

const LINK_LABEL: &[u8] = b"egui-authenticator link of a signature\0";

/// A signature: what was signed, and that it was.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Signature {
    /// What was signed.
    #[doc(hidden)]
    pub signed: SignedText,
    /// The signature of this text.
    #[doc(hidden)]
    pub bytes: [u8; SIGNATURE_BYTES],
}

impl Signature {
    /// Joins a text and its signature, which may be wrong.
    #[must_use]
    #[doc(hidden)]
    pub fn new(signed: SignedText, bytes: [u8; SIGNATURE_BYTES]) -> Self {
        Self { signed, bytes }
    }

    /// Returns the number and the link that it adds to the chain.
    #[must_use]
    #[doc(hidden)]
    pub fn point(&self) -> ChainPoint {
        let text = self.signed.to_string();
        let mut digest = Sha256::new_with_prefix(LINK_LABEL);
        for part in [text.as_bytes(), self.bytes.as_slice()] {
            let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
            digest.update(length.to_be_bytes());
            digest.update(part);
        }
        ChainPoint {
            number: self.signed.number,
            link: ChainLink(digest.finalize().into()),
        }
    }

    /// Returns the signature in hexadecimal digits.
    #[must_use]
    #[doc(hidden)]
    pub fn digits(&self) -> String {
        hex(&self.bytes)
    }
}

impl fmt::Display for Signature {
    /// Writes who signed, when, what the signature means, and what the content is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signed = &self.signed;
        let (name, username) = (&signed.name, &signed.username);
        let (time, meaning) = (signed.local_time(), signed.meaning_text());
        write!(f, "{name} ({username}), {time}, {meaning}: {}", signed.text)
    }
}

/// A signature as it is stored, which may have been changed since.
#[derive(Clone, Debug, PartialEq, Eq)]
#[doc(hidden)]
pub struct StoredSignature {
    /// The number.
    pub number: i64,
    /// The account of the signer; `None` if what is stored is none.
    pub account: Option<AccountId>,
    /// The username of the signer.
    pub username: String,
    /// What was signed.
    pub text: String,
    /// The signature of this text.
    pub bytes: Vec<u8>,
    /// The link that it adds to the chain.
    pub link: Vec<u8>,
}

impl StoredSignature {
    /// Returns the signature, unless one part of it contradicts another one. Whether it is right is not checked.
    #[must_use]
    pub fn signature(&self) -> Option<Signature> {
        let signed = SignedText::parse(&self.text)?;
        let signature = Signature::new(signed, self.bytes.as_slice().try_into().ok()?);
        (Self::from(&signature) == *self).then_some(signature)
    }
}

impl From<&Signature> for StoredSignature {
    fn from(signature: &Signature) -> Self {
        let signed = &signature.signed;
        Self {
            number: signed.number,
            account: Some(signed.account),
            username: signed.username.clone(),
            text: signed.to_string(),
            bytes: signature.bytes.to_vec(),
            link: signature.point().link.0.to_vec(),
        }
    }
}

/// Verifies a chain from its end to its beginning.
#[derive(Debug)]
#[doc(hidden)]
pub struct ChainWalk {
    /// The number of the last one.
    end: i64,
    /// The number that is expected next.
    number: i64,
    /// Its link, if the signature after it is right and says so.
    link: Option<ChainLink>,
    /// What the audit log says of the links.
    anchors: BTreeMap<i64, String>,
    /// The time of the signature after it.
    at: Timestamp,
    /// The keys of each account, each with the first signature so far of its last run.
    keys: HashMap<AccountId, Vec<([u8; KEY_BYTES], i64)>>,
    /// The lowest number so far that is missing or wrong.
    broken: Option<i64>,
}

impl ChainWalk {
    /// Starts at the last signature. `anchors` are the numbers and links that were recorded elsewhere.
    #[must_use]
    pub fn new(end: ChainPoint, anchors: BTreeMap<i64, String>) -> Self {
        Self {
            end: end.number,
            number: end.number,
            link: Some(end.link),
            anchors,
            at: Timestamp::MAX,
            keys: HashMap::new(),
            broken: None,
        }
    }

    fn breaks_at(&mut self, number: i64) {
        let before = self.broken.unwrap_or(number);
        self.broken = Some(before.min(number));
    }

    /// Takes in the signature before the last one that was taken in. `is_valid` says whether it is right by itself.
    pub fn follow(&mut self, stored: &StoredSignature, is_valid: &dyn Fn(&Signature) -> bool) {
        let number = stored.number;
        if number < self.number {
            self.breaks_at(number + 1);
            self.link = None;
        } else if number > self.end {
            self.breaks_at(number);
            self.link = None;
        }
        let anchor = self.anchors.remove(&number);
        let is_expected = |of: &Signature| {
            let link = of.point().link;
            self.link.is_none_or(|expected| expected == link)
                && anchor.is_none_or(|anchor| anchor == hex(&link.0))
        };
        let right = stored.signature().filter(is_valid);
        if !right.as_ref().is_some_and(is_expected) {
            self.breaks_at(number);
        }
        if let Some(right) = &right {
            self.follow_signer(&right.signed);
        }
        self.number = number - 1;
        self.link = right.map(|right| right.signed.previous);
    }

    /// Takes in the time and the key. Times do not go back, and a key that was replaced does not come back: then the later
    /// signature was added by other means.
    fn follow_signer(&mut self, signed: &SignedText) {
        if signed.at > self.at {
            self.breaks_at(signed.number + 1);
        }
        self.at = signed.at;
        let keys = self.keys.entry(signed.account).or_default();
        match keys.iter().position(|(key, _)| *key == signed.key) {
            Some(at) if at + 1 == keys.len() => keys[at].1 = signed.number,
            Some(at) => {
                let later = keys[at].1;
                self.breaks_at(later);
            }
            None => keys.push((signed.key, signed.number)),
        }
    }

    /// Returns the number of the first signature that is missing, or differs from what was signed, after all of them.
    #[must_use]
    pub fn finish(self) -> Option<i64> {
        let has_start = self.number == 0 && self.link.is_none_or(|link| link == ChainLink::START);
        let first = (!has_start).then_some(1);
        let anchored = self.anchors.into_keys().next();
        [first, self.broken, anchored].into_iter().flatten().min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audit::AuditKind;
    use crate::domain::audit_detail::AuditDetail;
    use crate::domain::signature::text::tests::signed;

    #[test]
    fn r112_a_signature_is_read_as_it_was_recorded() {
        let link = "0123456789abcdef".repeat(4);
        let signed = AuditDetail::Signed { number: 12, link };
        let text = signed.to_string();
        assert_eq!(
            signed.recorded(AuditKind::Signature),
            signed,
            "not shortened"
        );
        for other in [
            text.replace("12", "012"),
            text.replace("signature ", "signature +"),
        ] {
            let detail = AuditDetail::parse(AuditKind::Signature, &other);
            assert_eq!(detail, AuditDetail::Other(other));
        }
    }

    fn chain() -> (ChainPoint, Vec<StoredSignature>) {
        let mut end = ChainPoint::START;
        let stored = (1..=5).map(|number| {
            let mut text = signed();
            (text.number, text.previous) = (number, end.link);
            let signature = Signature::new(text, [5; SIGNATURE_BYTES]);
            end = signature.point();
            StoredSignature::from(&signature)
        });
        let stored = stored.collect();
        (end, stored)
    }

    fn broken(end: ChainPoint, stored: &[StoredSignature], anchors: &[(i64, &str)]) -> Option<i64> {
        let anchors = anchors.iter().map(|(at, link)| (*at, (*link).to_owned()));
        let mut walk = ChainWalk::new(end, anchors.collect());
        let is_valid = |of: &Signature| of.bytes == [5; SIGNATURE_BYTES];
        stored
            .iter()
            .rev()
            .for_each(|one| walk.follow(one, &is_valid));
        walk.finish()
    }

    #[test]
    fn r112_each_change_of_the_chain_is_named() {
        let (end, stored) = chain();
        assert_eq!(broken(end, &stored, &[]), None);
        assert_eq!(broken(ChainPoint::START, &[], &[]), None);
        let link = hex(&stored[2].link);
        assert_eq!(broken(end, &stored, &[(3, &link)]), None);
        assert_eq!(broken(end, &stored, &[(3, "0")]), Some(3), "another link");
        for at in 0..5 {
            let number = stored[at].number;
            let with = |change: &dyn Fn(&mut Vec<StoredSignature>)| {
                let mut changed = stored.clone();
                change(&mut changed);
                broken(end, &changed, &[])
            };
            let named = Some(number);
            assert_eq!(with(&|all| drop(all.remove(at))), named, "missing");
            assert_eq!(
                with(&|all| all[at].text = all[at].text.replace("Ada", "Eve")),
                named
            );
            assert_eq!(with(&|all| all[at].username.push('x')), named);
            assert_eq!(with(&|all| all[at].account = None), named);
            assert_eq!(with(&|all| all[at].link[0] ^= 1), named);
            assert_eq!(with(&|all| all[at].bytes[0] ^= 1), named);
            assert_eq!(with(&|all| all[at].bytes.truncate(9)), named);
        }
        let mut swapped = stored.clone();
        swapped.swap(1, 2);
        (swapped[1].number, swapped[2].number) = (2, 3);
        assert_eq!(broken(end, &swapped, &[]), Some(2));
    }

    /// Signs each number with this key and at this time.
    fn chain_of(signers: &[(u8, i64)]) -> (ChainPoint, Vec<StoredSignature>) {
        let mut end = ChainPoint::START;
        let stored = signers.iter().map(|(key, at)| {
            let mut text = signed();
            (text.number, text.previous) = (end.number + 1, end.link);
            (text.key, text.at) = ([*key; KEY_BYTES], Timestamp::from_seconds(*at));
            let signature = Signature::new(text, [5; SIGNATURE_BYTES]);
            end = signature.point();
            StoredSignature::from(&signature)
        });
        let stored = stored.collect();
        (end, stored)
    }

    #[test]
    fn r112_a_key_that_was_replaced_and_a_time_that_goes_back_are_named() {
        for (signers, named) in [
            (&[(1, 5), (1, 5), (2, 6), (3, 7)][..], None),
            (&[(1, 5), (2, 6), (1, 7)], Some(3)),
            (&[(1, 5), (2, 6), (3, 7), (1, 8), (1, 9)], Some(4)),
            (&[(1, 5), (1, 4)], Some(2)),
        ] {
            let (end, stored) = chain_of(signers);
            assert_eq!(broken(end, &stored, &[]), named, "{signers:?}");
        }
    }

    #[test]
    fn r112_signatures_that_were_cut_off_are_found_by_what_the_audit_log_says() {
        let (_, stored) = chain();
        let link = hex(&stored[4].link);
        let cut = &stored[..3];
        let end = cut[2].signature().expect("a signature").point();
        assert_eq!(broken(end, cut, &[]), None, "nothing else tells");
        assert_eq!(broken(end, cut, &[(5, &link)]), Some(5));
        assert_eq!(broken(ChainPoint::START, &[], &[(5, &link)]), Some(5));
        assert_eq!(broken(end, &stored, &[]), Some(4), "one too many");
    }
}
