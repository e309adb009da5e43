//! Quick unlock: what unlocks a window on one computer in place of the password.
//!
//! All PINs of a computer are in one text that is sealed under a secret of this computer, together with a counter that is
//! also kept beside that secret. Without the secret the text opens for no one, a changed text does not open at all, and
//! an earlier one has an earlier counter.
//!
//! A PIN opens no user key. It is the input of Argon2id together with the secret of the computer, and what that
//! derives opens a random secret that is bound to the account, its credentials and the computer.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use crate::domain::account_id::{ACCOUNT_ID_BYTES, AccountId};
use crate::domain::ended_credentials::quick_unlock_of;
use crate::domain::order::Order as _;
use crate::domain::remember_me::{TokenHash, hex, unhex};
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;
use crate::domain::user_key::{KEY_BYTES, Key, NONCE_BYTES, Purpose, SALT_BYTES, Sealed};

/// Wrong PINs in a row before only the password is accepted.
pub const TRIES: u8 = 5;

/// Version tag of the secret's text form, and of the layout of the records.
const TAG: &str = "q1";
/// How far the clock may be behind the time of a record, in seconds.
const CLOCK_SLACK: i64 = 5 * 60;
/// Most accounts that are kept; of more, those that signed in first are dropped.
const RECORDS_MAX: usize = 256;

/// The reason why only the password is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QuickRefusal {
    /// The settings switch it off.
    #[error("switched off")]
    Off,
    /// A role of the user enters a code with every password (R78).
    #[error("not for this role")]
    Role,
    /// The user has no PIN on this computer, or it has ended with the credentials that it was set with.
    #[error("no PIN")]
    NoPin,
    /// Too many wrong PINs.
    #[error("too many wrong PINs")]
    Spent,
    /// The last full sign-in is too long ago, or the clock was set back.
    #[error("the last full sign-in is too long ago")]
    Expired,
    /// The computer was restarted since, or cannot tell.
    #[error("the computer was restarted")]
    Restarted,
}

/// The computer, as the records know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Here {
    /// Identifies the computer.
    pub computer: TokenHash,
    /// Identifies its last start; `None` if it cannot tell.
    pub boot: Option<TokenHash>,
    /// The time.
    pub now: Timestamp,
}

/// The secret of a computer, and the number of changes of its records.
pub struct ComputerSecret {
    secret: Zeroizing<[u8; KEY_BYTES]>,
    /// The number of changes.
    pub counter: u64,
}

opaque_debug!(ComputerSecret);

impl ComputerSecret {
    /// Creates a secret from random bytes.
    pub(crate) fn new(secret: Zeroizing<[u8; KEY_BYTES]>, counter: u64) -> Self {
        Self { secret, counter }
    }

    /// Returns the same secret after another change.
    pub(crate) fn next(&self) -> Self {
        Self::new(self.secret.clone(), self.counter.saturating_add(1))
    }

    /// Parses the text form; returns `None` if it is invalid.
    #[must_use]
    pub fn parse(text: &Secret) -> Option<Self> {
        let mut parts = text.expose().split('.');
        let (tag, secret, counter) = (parts.next()?, parts.next()?, parts.next()?);
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        unhex(secret, bytes.as_mut_slice())?;
        let is_whole = tag == TAG && parts.next().is_none();
        is_whole.then_some(Self::new(bytes, counter.parse().ok()?))
    }

    /// Returns the text form for the keyring.
    #[must_use]
    pub fn to_secret(&self) -> Secret {
        let secret = Zeroizing::new(hex(self.secret.as_slice()));
        let counter = self.counter.to_string();
        let mut out = Secret::default();
        for part in [TAG, ".", secret.as_str(), ".", &counter] {
            let end = out.expose().len();
            out.insert(end, part);
        }
        out
    }

    /// Returns `true` if both are the same secret, at any count.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.secret.ct_eq(other.secret.as_slice()).into()
    }

    /// Returns what Argon2id derives the key of a PIN from: the PIN and the secret.
    pub(crate) fn input_of(&self, account: AccountId, pin: &Secret) -> Secret {
        let digest = self.digest(&[b"PIN", account.as_bytes(), pin.expose().as_bytes()]);
        Secret::new(hex(digest.as_slice()))
    }

    /// Returns the records that were sealed as this text; `None` if they were sealed with another secret, or at another
    /// count.
    pub(crate) fn open(&self, sealed: &[u8]) -> Option<Vec<QuickRecord>> {
        let sealed = Sealed::from_bytes(sealed)?;
        let count = self.counter.to_be_bytes();
        let plain = self
            .key()
            .open_bound(Purpose::QuickUnlock, &count, &sealed)?;
        records(&plain)
    }

    /// Returns the records sealed at the current count. `nonce` must be random.
    pub(crate) fn seal(&self, kept: &[QuickRecord], nonce: [u8; NONCE_BYTES]) -> Option<Vec<u8>> {
        let count = self.counter.to_be_bytes();
        let plain = to_bytes(kept);
        let sealed = self
            .key()
            .seal_bound(Purpose::QuickUnlock, &count, &plain, nonce)?;
        Some(sealed.as_bytes().to_vec())
    }

    fn key(&self) -> Key {
        Key::new(self.digest(&[b"records"]))
    }

    fn digest(&self, parts: &[&[u8]]) -> Zeroizing<[u8; KEY_BYTES]> {
        // As long as a block of the digest, which pads a key with zeros.
        let mut key = Zeroizing::new([0; 2 * KEY_BYTES]);
        key[..KEY_BYTES].copy_from_slice(self.secret.as_slice());
        let mut digest = Hmac::<Sha256>::new((&*key).into());
        for part in parts {
            let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
            digest.update(&length.to_be_bytes());
            digest.update(part);
        }
        Zeroizing::new(digest.finalize().into_bytes().into())
    }
}

/// What is kept of a user who can unlock quickly.
#[derive(Clone, PartialEq, Eq)]
pub struct QuickRecord {
    /// The account.
    pub account: AccountId,
    /// The credentials of the account when it was set; others end it.
    pub credential: TokenHash,
    /// The computer on which it was set.
    pub computer: TokenHash,
    /// The start of the computer at the last full sign-in.
    pub boot: Option<TokenHash>,
    /// The last full sign-in on this computer.
    pub full_at: Timestamp,
    /// When it was last used or tried.
    pub seen_at: Timestamp,
    /// Tries since the last time that it was right.
    pub tries: u8,
    /// Salt of the PIN.
    pub salt: [u8; SALT_BYTES],
    /// The random secret, sealed under what the PIN derives.
    pub sealed: Sealed,
}

opaque_debug!(QuickRecord { account });

impl QuickRecord {
    /// Returns what the random secret is bound to.
    pub(crate) fn bound_to(account: AccountId, credential: TokenHash, here: Here) -> Vec<u8> {
        [
            account.as_bytes().as_slice(),
            &credential.0,
            &here.computer.0,
        ]
        .concat()
    }

    /// Checks that it belongs to this user as the account is now, on this computer. Otherwise it has ended for good.
    #[must_use]
    pub fn is_of(&self, user: &User, here: Here) -> bool {
        let credential = quick_unlock_of(user);
        user.id == self.account
            && user.can_sign_in()
            && credential == Some(self.credential)
            && self.computer == here.computer
    }

    /// Checks whether it may unlock now.
    ///
    /// # Errors
    /// - [`QuickRefusal::Off`] and [`QuickRefusal::Role`] as for [`allows`].
    /// - [`QuickRefusal::NoPin`] if it does not belong to the user as the account is now, or to this computer.
    /// - [`QuickRefusal::Restarted`] if the computer was restarted and the settings ask for the password then.
    /// - [`QuickRefusal::Expired`] if the last full sign-in is too long ago.
    /// - [`QuickRefusal::Spent`] if there were too many wrong PINs.
    pub fn check(&self, user: &User, settings: &Settings, here: Here) -> Result<(), QuickRefusal> {
        allows(user, settings)?;
        if !self.is_of(user, here) {
            return Err(QuickRefusal::NoPin);
        }
        if settings.quick.until_reboot && (here.boot.is_none() || here.boot != self.boot) {
            return Err(QuickRefusal::Restarted);
        }
        let end = self.full_at + 3_600 * i64::from(settings.quick.hours);
        let is_set_back = here.now < self.seen_at.max(self.full_at) - CLOCK_SLACK;
        if here.now >= end || is_set_back {
            return Err(QuickRefusal::Expired);
        }
        if self.tries >= TRIES {
            return Err(QuickRefusal::Spent);
        }
        Ok(())
    }

    /// Returns how many tries are left.
    #[must_use]
    pub fn tries_left(&self) -> u8 {
        TRIES.saturating_sub(self.tries)
    }

    /// Takes in that the password was entered, and the last full sign-in.
    pub(crate) fn renew(&mut self, full_at: Option<Timestamp>, here: Here) {
        self.tries = 0;
        if let Some(full_at) = full_at.filter(|full_at| *full_at > self.full_at) {
            (self.full_at, self.seen_at, self.boot) = (full_at, here.now, here.boot);
        }
    }
}

/// Checks whether a user can have a PIN at all.
///
/// # Errors
/// - [`QuickRefusal::Off`] if the settings switch it off.
/// - [`QuickRefusal::Role`] if a role of the user enters a code with every password (R78).
pub fn allows(user: &User, settings: &Settings) -> Result<(), QuickRefusal> {
    if !settings.quick.pin {
        return Err(QuickRefusal::Off);
    }
    if settings.two_step.reauthenticate_for.includes(&user.roles) {
        return Err(QuickRefusal::Role);
    }
    Ok(())
}

/// Puts a record in place of that of the same account.
pub(crate) fn put(records: &mut Vec<QuickRecord>, record: QuickRecord) {
    records.retain(|other| other.account != record.account);
    records.push(record);
    if records.len() > RECORDS_MAX {
        records.order_by_key(|record| record.full_at);
        records.drain(..records.len() - RECORDS_MAX);
    }
}

fn to_bytes(records: &[QuickRecord]) -> Zeroizing<Vec<u8>> {
    let mut out = Zeroizing::new(TAG.as_bytes().to_vec());
    for record in records {
        let sealed = record.sealed.as_bytes();
        let length = u16::try_from(sealed.len()).unwrap_or(u16::MAX);
        out.extend(record.account.as_bytes());
        out.extend(record.credential.0);
        out.extend(record.computer.0);
        out.push(u8::from(record.boot.is_some()));
        out.extend(record.boot.map_or([0; 32], |boot| boot.0));
        out.extend(record.full_at.as_seconds().to_be_bytes());
        out.extend(record.seen_at.as_seconds().to_be_bytes());
        out.push(record.tries);
        out.extend(record.salt);
        out.extend(length.to_be_bytes());
        out.extend(sealed);
    }
    out
}

fn records(bytes: &[u8]) -> Option<Vec<QuickRecord>> {
    let mut rest = bytes.strip_prefix(TAG.as_bytes())?;
    let mut found = Vec::new();
    while !rest.is_empty() {
        let (account, credential) = (take::<ACCOUNT_ID_BYTES>(&mut rest)?, take(&mut rest)?);
        let (computer, [has_boot], boot) = (take(&mut rest)?, take(&mut rest)?, take(&mut rest)?);
        let (full_at, seen_at) = (take(&mut rest)?, take(&mut rest)?);
        let ([tries], salt) = (take(&mut rest)?, take(&mut rest)?);
        let length = usize::from(u16::from_be_bytes(take(&mut rest)?));
        let (sealed, after) = rest.split_at_checked(length)?;
        rest = after;
        found.push(QuickRecord {
            account: AccountId::new(account),
            credential: TokenHash(credential),
            computer: TokenHash(computer),
            boot: (has_boot == 1).then_some(TokenHash(boot)),
            full_at: Timestamp::from_seconds(i64::from_be_bytes(full_at)),
            seen_at: Timestamp::from_seconds(i64::from_be_bytes(seen_at)),
            tries,
            salt,
            sealed: Sealed::from_bytes(sealed)?,
        });
    }
    Some(found)
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*taken)
}
