//! What is kept of quick unlock on this computer: sealed in the state store, with its secret in the keyring.
//!
//! One thread of one process at a time reads, counts and writes both, so that no try is made twice. A crash between the two
//! writes leaves different counts, and then nothing unlocks until it is set anew.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::domain::account_event::AccountEvent;
use crate::domain::account_id::AccountId;
use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::badge::KnownBadges;
use crate::domain::computer_secret::ComputerSecret;
use crate::domain::ended_credentials::quick_unlock_of;
use crate::domain::quick_bytes::StoredUnlocks;
use crate::domain::quick_unlock::Here;
use crate::domain::remember_me::TokenHash;
use crate::domain::user::User;

use crate::service::access_times::AccessClock;
use crate::service::account::error::AccountError;
use crate::service::audit::recorder::{AuditRecorder, Party};
use crate::service::context::Context;
use crate::service::ended::EndedCredentials;
use crate::service::known_badges::BadgeCell;
use crate::service::notices::{Initiator, Notices};
use crate::service::or_log::OrLog as _;
use crate::service::ports::{
    HasherError, Platform, Randomness, SessionStore, Snapshot, StateError, TokenVault,
};

/// A kind of quick unlock.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The PIN.
    Pin,
    /// The badge.
    Badge,
}

/// The records of this computer.
#[derive(Clone)]
pub(crate) struct QuickRecords {
    sessions: Arc<dyn SessionStore>,
    pub(super) vault: Arc<dyn TokenVault>,
    pub(super) random: Arc<dyn Randomness>,
    platform: Arc<dyn Platform>,
    access: AccessClock,
    pub(super) audit: AuditRecorder,
    pub(super) notices: Notices,
    ended: EndedCredentials,
    known: BadgeCell,
    is_restricted: bool,
}

impl From<&Context> for QuickRecords {
    fn from(from: &Context) -> Self {
        Self {
            sessions: Arc::clone(&from.sessions),
            vault: Arc::clone(&from.computer_vault),
            random: Arc::clone(&from.random),
            platform: Arc::clone(&from.platform),
            access: from.open_sessions.access.clone(),
            audit: from.into(),
            notices: from.into(),
            ended: from.into(),
            known: from.badges.clone(),
            is_restricted: from.is_restricted(),
        }
    }
}

impl QuickRecords {
    /// Returns this computer, now. The time is not before what the audit log has recorded.
    pub(crate) fn here(&self) -> Here {
        Here {
            computer: self.platform.device(),
            boot: self.platform.boot(),
            now: self.access.recorded_now(),
        }
    }

    /// Returns the records.
    pub(crate) fn read(&self) -> Result<StoredUnlocks, AccountError> {
        let (stored, _) = self.change(|stored| (stored.clone(), false))?;
        Ok(stored)
    }

    /// Reads the badges if another program has changed what is stored since they were last read. The keyring is asked only then.
    pub(super) fn read_changed(&self) -> Result<(), AccountError> {
        let mut stored = None;
        self.sessions.quick_unlock(&mut |sealed| {
            stored = sealed.map(digest_of);
            None
        })?;
        match stored {
            Some(stored) if !self.known.is_of(stored) => self.read().map(drop),
            _ => Ok(()),
        }
    }

    /// Takes in that a number is that of a badge which the server knows.
    pub(super) fn learn(&self, badge: Option<(KnownBadges, TokenHash)>) {
        if let Some((badges, digest)) = badge {
            self.known.learn(badges, digest);
        }
    }

    /// Takes in that a number is that of no badge which the server knows.
    pub(super) fn unlearn(&self, badge: Option<&(KnownBadges, TokenHash)>) {
        if let Some((_, digest)) = badge {
            self.known.unlearn(*digest);
        }
    }

    /// Takes in the badges of this computer, for the windows of this program. Those of a restricted computer are on the server.
    fn note_known(&self, secret: &ComputerSecret, records: &StoredUnlocks, stored: &[u8]) {
        if !self.is_restricted {
            let known = secret.known(&records.badges);
            self.known.set(known, digest_of(stored));
        }
    }

    /// Returns the badges of this computer as they were last read; `None` if there is no secret yet.
    pub(super) fn known(&self) -> Option<KnownBadges> {
        self.known.get()
    }

    /// Returns whether there is a PIN and a badge of this account on this computer, as far as that is known: the badges of a restricted
    /// computer are on its server.
    pub(crate) fn has(&self, user: &User) -> Option<(bool, Option<bool>)> {
        let stored = self.read().or_log("read what unlocks quickly")?;
        let has_pin = stored.pins.iter().any(|of| of.account == user.id);
        let has_badge = stored.badges.iter().any(|of| of.account == user.id);
        Some((has_pin, (!self.is_restricted).then_some(has_badge)))
    }

    /// Removes what unlocks an account quickly, if `check`, which runs while no other thread or process changes the records,
    /// allows it. Returns `false` if there is nothing.
    pub(crate) fn remove<E>(
        &self,
        account: AccountId,
        kind: Kind,
        check: impl FnOnce() -> Result<(), E>,
    ) -> Result<Result<bool, E>, AccountError> {
        let (removed, _) = self.change(|stored| {
            let is_there = match kind {
                Kind::Pin => stored.pins.iter().any(|of| of.account == account),
                Kind::Badge => stored.badges.iter().any(|of| of.account == account),
            };
            if !is_there {
                return (Ok(false), false);
            }
            let checked = check();
            if checked.is_err() {
                return (checked.map(|()| false), false);
            }
            match kind {
                Kind::Pin => stored.pins.retain(|of| of.account != account),
                Kind::Badge => stored.badges.retain(|of| of.account != account),
            }
            (Ok(true), true)
        })?;
        Ok(removed)
    }

    /// Changes the records, while no other thread or process does. `work` returns its result, and whether something is to be
    /// stored. Returns the secret of the computer as well, if there is one.
    ///
    /// The database is not held while the keyring is asked, as it may not answer. The keyring is not asked if nothing is
    /// stored and nothing is to be stored, so that it does not prompt (R45).
    pub(super) fn change<T>(
        &self,
        work: impl FnOnce(&mut StoredUnlocks) -> (T, bool),
    ) -> Result<(T, Option<ComputerSecret>), AccountError> {
        let _gate = self.sessions.quick_unlock_gate()?;
        let mut stored = None;
        self.sessions.quick_unlock(&mut |sealed| {
            stored = sealed.map(<[u8]>::to_vec);
            None
        })?;
        let opened = match &stored {
            Some(sealed) => self.open(sealed)?,
            None => None,
        };
        let (secret, mut records) = opened.unzip();
        let records = records.get_or_insert_default();
        let (value, is_changed) = work(records);
        if !is_changed {
            if let (Some(secret), Some(stored)) = (&secret, &stored) {
                self.note_known(secret, records, stored);
            }
            return Ok((value, secret));
        }
        let secret = match secret {
            Some(secret) => secret.next(),
            // Another secret: what was sealed before, or is put back later, opens no more.
            None => self.new_secret()?,
        };
        let mut nonce = [0; 24];
        self.random.fill(&mut nonce).map_err(|_| HasherError)?;
        let sealed = secret.seal(records, nonce).ok_or(HasherError)?;
        // A crash in between leaves another count in the keyring, so that nothing unlocks.
        self.sessions.quick_unlock(&mut |_| Some(sealed.clone()))?;
        self.vault.write(&secret.to_secret())?;
        self.note_known(&secret, records, &sealed);
        Ok((value, Some(secret)))
    }

    /// Opens what is stored. `None` if it belongs to another secret or another count: the store or the keyring was
    /// replaced, changed or put back.
    fn open(&self, sealed: &[u8]) -> Result<Option<(ComputerSecret, StoredUnlocks)>, AccountError> {
        let secret = self.vault.read()?;
        let secret = secret.as_ref().and_then(ComputerSecret::parse);
        let opened = secret.and_then(|secret| {
            let records = secret.open(sealed)?;
            Some((secret, records))
        });
        if opened.is_none() {
            tracing::warn!("what unlocks quickly does not belong to this keyring");
        }
        Ok(opened)
    }

    fn new_secret(&self) -> Result<ComputerSecret, AccountError> {
        let mut secret = Zeroizing::new([0; 32]);
        let filled = self.random.fill(secret.as_mut_slice());
        filled.map_err(|_| HasherError)?;
        Ok(ComputerSecret::new(secret, 1))
    }

    /// Returns `true` if what was set with the credentials of this user has ended, also if an earlier version of the
    /// credential store was put back (R91). At a restricted computer the server ends the session then, which is all that it could
    /// unlock.
    pub(super) fn has_ended(&self, user: &User) -> Result<bool, StateError> {
        match quick_unlock_of(user) {
            Some(_) if self.is_restricted => Ok(false),
            Some(credential) => self.ended.includes(&[credential]),
            None => Ok(true),
        }
    }

    /// Takes in that the user sets a PIN or a badge for the account as it is now. What had ended does not come back with it.
    pub(super) fn begin(&self, user: &User) -> Result<(), AccountError> {
        if self.has_ended(user)? {
            self.change(|stored| ((), stored.end(user.id)))?;
        }
        if !self.is_restricted {
            self.ended.forget(quick_unlock_of(user).as_slice())?;
        }
        Ok(())
    }

    /// Records that the oldest badges were removed for a new one, and tells their owners.
    pub(crate) fn note_pushed_out(
        &self,
        accounts: &[AccountId],
        snapshot: &Snapshot,
        by: Party<'_>,
    ) {
        let owners = accounts.iter();
        for owner in owners.filter_map(|account| snapshot.users.with_id(*account)) {
            let initiator = Initiator::Other(by);
            self.notices
                .send(owner, AccountEvent::BadgeRemoved, initiator);
        }
    }

    /// Records that the PIN of a user has ended.
    pub(super) fn note_end(&self, user: &User) {
        self.audit
            .record(AuditKind::Account, user, true, AuditWord::PinEnded);
    }
}

fn digest_of(stored: &[u8]) -> TokenHash {
    TokenHash(Sha256::digest(stored).into())
}
