//! The secret of a computer, which seals what unlocks quickly on it.

use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use crate::domain::account_id::AccountId;
use crate::domain::badge::{BadgeRecord, KnownBadges};
use crate::domain::keyed_digest::digest_with;
use crate::domain::quick_bytes::{StoredUnlocks, TAG};
use crate::domain::remember_me::{hex, unhex};
use crate::domain::secret::Secret;
use crate::domain::user_key::{KEY_BYTES, Key, NONCE_BYTES, Purpose, SALT_BYTES, Sealed};

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

    /// Returns what Argon2id derives from for the number of a badge that a server knows, and the salt. It is the same for all badges of
    /// the computer, because the number alone finds the badge, and the same with Caps Lock.
    pub(crate) fn input_of_badge(&self, number: &Secret) -> (Secret, [u8; SALT_BYTES]) {
        let number = Zeroizing::new(number.expose().to_ascii_uppercase());
        let digest = self.digest(&[b"badge at the server", number.as_bytes()]);
        let mut salt = [0; SALT_BYTES];
        let salt_of_all = self.digest(&[b"salt of badges"]);
        salt.copy_from_slice(&salt_of_all[..SALT_BYTES]);
        (Secret::new(hex(digest.as_slice())), salt)
    }

    /// Returns the records that were sealed as this text; `None` if they were sealed with another secret, or at another
    /// count.
    pub(crate) fn open(&self, sealed: &[u8]) -> Option<StoredUnlocks> {
        let sealed = Sealed::from_bytes(sealed)?;
        let count = self.counter.to_be_bytes();
        let plain = self
            .key()
            .open_bound(Purpose::QuickUnlock, &count, &sealed)?;
        StoredUnlocks::parse(&plain)
    }

    /// Returns the records sealed at the current count. `nonce` must be random.
    pub(crate) fn seal(&self, kept: &StoredUnlocks, nonce: [u8; NONCE_BYTES]) -> Option<Vec<u8>> {
        let count = self.counter.to_be_bytes();
        let plain = kept.to_bytes();
        let sealed = self
            .key()
            .seal_bound(Purpose::QuickUnlock, &count, &plain, nonce)?;
        Some(sealed.as_bytes().to_vec())
    }

    /// Returns what tells these badges from other numbers.
    pub(crate) fn known(&self, badges: &[BadgeRecord]) -> KnownBadges {
        KnownBadges::new(self.digest(&[b"badges"]), badges)
    }

    fn key(&self) -> Key {
        Key::new(self.digest(&[b"records"]))
    }

    fn digest(&self, parts: &[&[u8]]) -> Zeroizing<[u8; KEY_BYTES]> {
        digest_with(&self.secret, parts)
    }
}
