//! Quick unlock: what unlocks a window on one computer in place of the password.
//!
//! All PINs and badges of a computer are in one text that is sealed under a secret of this computer, together with a
//! counter that is also kept beside that secret. Without the secret the text opens for no one, a changed text does not open at all, and
//! an earlier one has an earlier counter.
//!
//! A PIN opens no user key. It is the input of Argon2id together with the secret of the computer, and what that
//! derives opens a random secret that is bound to the account, its credentials and the computer. A restricted computer keeps no such
//! secret: it sends a digest of what was derived to its server, so that not even its own records let a PIN be guessed.

use std::path::PathBuf;

use crate::domain::account_id::AccountId;
use crate::domain::ended_credentials::quick_unlock_of;
use crate::domain::remember_me::TokenHash;
use crate::domain::settings::Settings;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;
use crate::domain::user_key::{SALT_BYTES, Sealed};

/// Wrong PINs in a row before only the password is accepted.
pub const TRIES: u8 = 5;

/// How far the clock may be behind the time of a record, in seconds.
pub(crate) const CLOCK_SLACK: i64 = 5 * 60;
/// Most accounts that are kept; of more, those that signed in first are dropped.
pub(crate) const RECORDS_MAX: usize = 256;

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
    /// What checks the PIN.
    pub check: PinCheck,
}

/// What checks a PIN.
#[derive(Clone, PartialEq, Eq)]
pub enum PinCheck {
    /// The computer: a random secret, sealed under what the PIN derives.
    Here(Sealed),
    /// The server of a restricted computer, which finds the PIN by its salt. Only what a tile shows of the user is kept, as the
    /// computer knows no user before a sign-in.
    AtServer(PinOwner),
}

opaque_debug!(PinCheck);

/// What the tile of a user with a PIN shows.
#[derive(Clone, PartialEq, Eq)]
pub struct PinOwner {
    /// Username.
    pub username: String,
    /// Full name, or the username if there is none.
    pub name: String,
    /// Picture on this computer.
    pub picture: Option<PathBuf>,
}

opaque_debug!(PinOwner);

impl From<&User> for PinOwner {
    fn from(user: &User) -> Self {
        Self {
            username: user.username.as_str().to_owned(),
            name: user.display_name(),
            picture: user.picture.clone(),
        }
    }
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
        self.check_here(settings, here)
    }

    /// Checks the same without the user.
    ///
    /// # Errors
    /// As for [`Self::check`], except for the role and the credentials.
    pub(crate) fn check_here(&self, settings: &Settings, here: Here) -> Result<(), QuickRefusal> {
        if !settings.quick.pin {
            return Err(QuickRefusal::Off);
        }
        if self.computer != here.computer {
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

    /// Returns whose PIN it is, if the server checks it.
    pub(crate) fn owner(&self) -> Option<&PinOwner> {
        match &self.check {
            PinCheck::Here(_) => None,
            PinCheck::AtServer(owner) => Some(owner),
        }
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

/// Returns `true` if the PIN of a user is enough to approve an action of another one: it replaces a password, and no second factor.
pub(crate) fn approves(user: &User, settings: &Settings) -> bool {
    let has_code = user.key_vault.totp.is_some();
    let needs_code = settings.two_step.required_for.includes(&user.roles);
    allows(user, settings).is_ok() && !has_code && !needs_code
}

/// Puts a record in place of that of the same account.
pub(crate) fn put(records: &mut Vec<QuickRecord>, record: QuickRecord) {
    records.retain(|other| other.account != record.account);
    records.push(record);
    if records.len() > RECORDS_MAX {
        records.sort_by_key(|record| record.full_at);
        records.drain(..records.len() - RECORDS_MAX);
    }
}
