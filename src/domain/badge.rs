//! Badges: whose a number is, on one computer. Numbers are kept only as digests with a key of the computer.

use std::sync::Arc;

use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use crate::domain::account_id::AccountId;
use crate::domain::ended_credentials::quick_unlock_of;
use crate::domain::keyed_digest::digest_with;
use crate::domain::quick_rule::BadgeUse;
use crate::domain::quick_unlock::{CLOCK_SLACK, Here, QuickRefusal, RECORDS_MAX};
use crate::domain::remember_me::TokenHash;
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;
use crate::domain::user_key::KEY_BYTES;

/// The badge of a user.
#[derive(Clone, PartialEq, Eq)]
pub struct BadgeRecord {
    /// The account.
    pub account: AccountId,
    /// The computer on which it was set.
    pub computer: TokenHash,
    /// The digest of the number.
    pub digest: TokenHash,
    /// The credentials of the account when its owner has set it with the password. With others it never unlocks, and neither
    /// does one that another user has set.
    pub own: Option<TokenHash>,
    /// The last full sign-in on this computer, if there was one.
    pub full: Option<FullSignIn>,
}

opaque_debug!(BadgeRecord { account });

/// A full sign-in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FullSignIn {
    /// The start of the computer.
    pub boot: Option<TokenHash>,
    /// The time.
    pub at: Timestamp,
    /// When the badge was last used.
    pub seen_at: Timestamp,
}

opaque_debug!(FullSignIn { at });

impl BadgeRecord {
    /// Returns `true` if it names this user on this computer.
    #[must_use]
    pub fn names(&self, user: &User, here: Here) -> bool {
        user.id == self.account && user.can_sign_in() && self.computer == here.computer
    }

    /// Returns the last full sign-in if the badge alone may unlock now.
    ///
    /// # Errors
    /// - [`QuickRefusal::Off`] if the settings say that a badge only names its owner, or another user has set it, or it was set
    ///   with other credentials.
    /// - [`QuickRefusal::Role`] if a role of the user enters a code with every password (R78).
    /// - [`QuickRefusal::Expired`] if there was no full sign-in, or it is too long ago.
    /// - [`QuickRefusal::Restarted`] if the computer was restarted and the settings ask for the password then.
    pub fn unlocks(
        &self,
        user: &User,
        settings: &Settings,
        here: Here,
    ) -> Result<Timestamp, QuickRefusal> {
        let rule = &settings.quick;
        if rule.badge != BadgeUse::Enough || !self.is_own(user) || !self.names(user, here) {
            return Err(QuickRefusal::Off);
        }
        if settings.two_step.reauthenticate_for.includes(&user.roles) {
            return Err(QuickRefusal::Role);
        }
        let full = self.full.ok_or(QuickRefusal::Expired)?;
        if rule.until_reboot && (here.boot.is_none() || here.boot != full.boot) {
            return Err(QuickRefusal::Restarted);
        }
        let minutes = rule.badge_minutes.min(60 * rule.hours);
        let end = full.at + 60 * i64::from(minutes);
        let is_set_back = here.now < full.seen_at.max(full.at) - CLOCK_SLACK;
        if here.now >= end || is_set_back {
            return Err(QuickRefusal::Expired);
        }
        Ok(full.at)
    }

    /// Returns `true` if its owner has set it with the credentials of now.
    fn is_own(&self, user: &User) -> bool {
        self.own.is_some() && self.own == quick_unlock_of(user)
    }

    /// Takes in a full sign-in.
    pub(crate) fn renew(&mut self, user: &User, full_at: Option<Timestamp>, here: Here) {
        if let Some(at) = full_at.filter(|_| self.is_own(user))
            && self.full.is_none_or(|full| at > full.at)
        {
            self.full = Some(FullSignIn {
                boot: here.boot,
                at,
                seen_at: here.now,
            });
        }
    }
}

/// The badges that a window knows, to keep their numbers out of every field.
#[derive(Clone)]
pub struct KnownBadges {
    key: Arc<Zeroizing<[u8; KEY_BYTES]>>,
    digests: Vec<TokenHash>,
}

opaque_debug!(KnownBadges);

impl KnownBadges {
    pub(crate) fn new(key: Zeroizing<[u8; KEY_BYTES]>, badges: &[BadgeRecord]) -> Self {
        Self {
            key: Arc::new(key),
            digests: badges.iter().map(|badge| badge.digest).collect(),
        }
    }

    /// Returns `true` if both have the same key.
    pub(crate) fn has_key_of(&self, other: &Self) -> bool {
        self.key.ct_eq(other.key.as_slice()).into()
    }

    /// Returns these badges and one with this digest. Of too many, the first is left out.
    pub(crate) fn with(mut self, digest: TokenHash) -> Self {
        self.remove(digest);
        self.digests.push(digest);
        let excess = self.digests.len().saturating_sub(RECORDS_MAX);
        self.digests.drain(..excess);
        self
    }

    /// Removes a badge.
    pub(crate) fn remove(&mut self, digest: TokenHash) {
        self.digests.retain(|of| *of != digest);
    }

    /// Returns the digest of a number, which is the same with Caps Lock.
    pub(crate) fn digest(&self, number: &Secret) -> TokenHash {
        let number = Zeroizing::new(number.expose().to_ascii_uppercase());
        TokenHash(*digest_with(&self.key, &[number.as_bytes()]))
    }

    /// Returns `true` if this is the number of a badge.
    #[must_use]
    pub fn includes(&self, number: &Secret) -> bool {
        let digest = self.digest(number);
        let same = self.digests.iter().map(|known| known.0.ct_eq(&digest.0));
        same.fold(0, |found, same| found | same.unwrap_u8()) == 1
    }
}
