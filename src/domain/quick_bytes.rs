//! What unlocks quickly on a computer, and its layout as bytes.

use zeroize::Zeroizing;

use crate::domain::account_id::{ACCOUNT_ID_BYTES, AccountId};
use crate::domain::badge::{BadgeRecord, FullSignIn};
use crate::domain::quick_unlock::{PinCheck, PinOwner, QuickRecord};
use crate::domain::remember_me::TokenHash;
use crate::domain::timestamp::Timestamp;
use crate::domain::user_key::Sealed;

/// Version tag of the secret's text form, and of the layout of the records. `q1` had PINs only.
pub(crate) const TAG: &str = "q2";

/// What unlocks quickly on a computer.
#[derive(Clone, Default)]
pub(crate) struct StoredUnlocks {
    /// The PINs.
    pub(crate) pins: Vec<QuickRecord>,
    /// The badges.
    pub(crate) badges: Vec<BadgeRecord>,
}

opaque_debug!(StoredUnlocks);

impl StoredUnlocks {
    /// Forgets accounts that are gone. Returns `true` if there were any.
    pub(crate) fn forget_gone(&mut self, is_there: impl Fn(AccountId) -> bool) -> bool {
        let before = self.pins.len() + self.badges.len();
        self.pins.retain(|of| is_there(of.account));
        self.badges.retain(|of| is_there(of.account));
        self.pins.len() + self.badges.len() < before
    }

    /// Ends what unlocks an account for good: it has no PIN any more, and its badge only names it. Returns `true` if there was any.
    pub(crate) fn end(&mut self, account: AccountId) -> bool {
        let before = self.pins.len();
        self.pins.retain(|of| of.account != account);
        let mut badges = self.badges.iter_mut();
        let badge = badges.find(|of| of.account == account && of.own.is_some());
        let had_badge = badge.is_some();
        if let Some(badge) = badge {
            (badge.own, badge.full) = (None, None);
        }
        had_badge || self.pins.len() < before
    }

    /// Returns it as bytes.
    pub(crate) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(TAG.as_bytes().to_vec());
        out.extend(length_of(self.pins.len()));
        for record in &self.pins {
            out.extend(record.account.as_bytes());
            out.extend(record.credential.0);
            out.extend(record.computer.0);
            put_hash(&mut out, record.boot);
            out.extend(record.full_at.as_seconds().to_be_bytes());
            out.extend(record.seen_at.as_seconds().to_be_bytes());
            out.push(record.tries);
            out.extend(record.salt);
            put_check(&mut out, &record.check);
        }
        for badge in &self.badges {
            out.extend(badge.account.as_bytes());
            out.extend(badge.computer.0);
            out.extend(badge.digest.0);
            put_hash(&mut out, badge.own);
            out.push(u8::from(badge.full.is_some()));
            if let Some(full) = badge.full {
                put_hash(&mut out, full.boot);
                out.extend(full.at.as_seconds().to_be_bytes());
                out.extend(full.seen_at.as_seconds().to_be_bytes());
            }
        }
        out
    }

    /// Parses the bytes; returns `None` if they are invalid.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(TAG.as_bytes())?;
        let mut found = Self::default();
        for _ in 0..u16::from_be_bytes(take(&mut rest)?) {
            found.pins.push(pin(&mut rest)?);
        }
        while !rest.is_empty() {
            found.badges.push(badge(&mut rest)?);
        }
        Some(found)
    }
}

fn pin(rest: &mut &[u8]) -> Option<QuickRecord> {
    Some(QuickRecord {
        account: AccountId::new(take::<ACCOUNT_ID_BYTES>(rest)?),
        credential: TokenHash(take(rest)?),
        computer: TokenHash(take(rest)?),
        boot: take_hash(rest)?.0,
        full_at: time(rest)?,
        seen_at: time(rest)?,
        tries: take::<1>(rest)?[0],
        salt: take(rest)?,
        check: check(rest)?,
    })
}

/// A PIN that the server checks has nothing sealed, and then texts.
fn check(rest: &mut &[u8]) -> Option<PinCheck> {
    let sealed = take_bytes(rest)?;
    if !sealed.is_empty() {
        return Sealed::from_bytes(sealed).map(PinCheck::Here);
    }
    let username = take_text(rest)?;
    let name = take_text(rest)?;
    let picture = take_text(rest)?;
    let picture = (!picture.is_empty()).then(|| picture.into());
    Some(PinCheck::AtServer(PinOwner {
        username,
        name,
        picture,
    }))
}

fn put_check(out: &mut Vec<u8>, check: &PinCheck) {
    match check {
        PinCheck::Here(sealed) => put_bytes(out, sealed.as_bytes()),
        PinCheck::AtServer(owner) => {
            put_bytes(out, &[]);
            put_bytes(out, owner.username.as_bytes());
            put_bytes(out, owner.name.as_bytes());
            let picture = owner.picture.as_ref().and_then(|path| path.to_str());
            put_bytes(out, picture.unwrap_or_default().as_bytes());
        }
    }
}

/// Writes bytes with their length. More than that can say are left out.
fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    let bytes = bytes.get(..usize::from(u16::MAX)).unwrap_or(bytes);
    out.extend(length_of(bytes.len()));
    out.extend(bytes);
}

fn take_bytes<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::from(u16::from_be_bytes(take(rest)?));
    let (bytes, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(bytes)
}

fn take_text(rest: &mut &[u8]) -> Option<String> {
    let text = str::from_utf8(take_bytes(rest)?);
    text.ok().map(str::to_owned)
}

fn badge(rest: &mut &[u8]) -> Option<BadgeRecord> {
    Some(BadgeRecord {
        account: AccountId::new(take::<ACCOUNT_ID_BYTES>(rest)?),
        computer: TokenHash(take(rest)?),
        digest: TokenHash(take(rest)?),
        own: take_hash(rest)?.0,
        full: match take::<1>(rest)?[0] {
            0 => None,
            _ => Some(FullSignIn {
                boot: take_hash(rest)?.0,
                at: time(rest)?,
                seen_at: time(rest)?,
            }),
        },
    })
}

fn length_of(length: usize) -> [u8; 2] {
    u16::try_from(length).unwrap_or(u16::MAX).to_be_bytes()
}

fn put_hash(out: &mut Vec<u8>, hash: Option<TokenHash>) {
    out.push(u8::from(hash.is_some()));
    out.extend(hash.map_or([0; 32], |hash| hash.0));
}

/// What a record depends on, if anything.
struct Mark(Option<TokenHash>);

fn take_hash(rest: &mut &[u8]) -> Option<Mark> {
    let [is_there] = take(rest)?;
    let hash = take(rest)?;
    Some(Mark((is_there == 1).then_some(TokenHash(hash))))
}

fn time(rest: &mut &[u8]) -> Option<Timestamp> {
    let seconds = i64::from_be_bytes(take(rest)?);
    Some(Timestamp::from_seconds(seconds))
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*taken)
}
