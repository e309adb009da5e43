//! Badges at a restricted computer: the server counts each scan, finds out whose the badge is, and begins the sessions. Nothing on
//! this computer tells a number that is a badge from another one, except the memory of the program, which knows those that were
//! scanned since it was started: they are kept out of its fields.

use zeroize::Zeroizing;

use crate::domain::badge::KnownBadges;
use crate::domain::quick_unlock::QuickRefusal;
use crate::domain::remember_me::TokenHash;
use crate::domain::scan::is_badge;
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::user::User;
use crate::domain::user_key::KEY_BYTES;

use crate::service::account::error::AccountError;
use crate::service::ports::{
    BadgeProof, BadgeServer, BadgeVerdict, HasherError, NewBadge, NotedBadge, PasswordHasher,
    Snapshot, StoreError,
};
use crate::service::quick_unlock::{QuickRecords, QuickUnlock};
use crate::service::session::{Session, SignInMethod};
use crate::service::session_view::SessionView;

/// What is sent of a badge that was scanned, and how this computer knows the number.
pub(crate) struct Scanned {
    pub(crate) proof: BadgeProof,
    known: Option<(KnownBadges, TokenHash)>,
}

impl QuickRecords {
    /// Returns what is sent of a number. Without a secret of the computer it is that of no badge, which the server counts all the same.
    fn scanned(
        &self,
        hasher: &dyn PasswordHasher,
        number: &Secret,
    ) -> Result<Scanned, AccountError> {
        if number.is_too_long() {
            return Err(AccountError::BadgeUnknown);
        }
        let ((), secret) = self.change(|_| ((), false))?;
        let mut proof = Zeroizing::new([0; KEY_BYTES]);
        let mut known = None;
        if let Some(secret) = secret {
            let (input, salt) = secret.input_of_badge(number);
            let key = hasher.derive(&input, &salt)?;
            proof = key.digest(b"badge at the server");
            let badges = secret.known(&[]);
            let digest = badges.digest(number);
            known = Some((badges, digest));
        } else {
            let filled = self.random.fill(proof.as_mut_slice());
            filled.map_err(|_| HasherError)?;
        }
        let boot = self.here().boot;
        let proof = BadgeProof { proof, boot };
        Ok(Scanned { proof, known })
    }

    /// Returns what is sent of a number that is to be set.
    pub(crate) fn new_badge(
        &self,
        hasher: &dyn PasswordHasher,
        settings: &Settings,
        number: &Secret,
    ) -> Result<Scanned, AccountError> {
        check_number(settings, number)?;
        // Makes the secret of the computer if there is none.
        self.change(|_| ((), true))?;
        self.scanned(hasher, number)
    }

    /// Takes in what became of a number that was to be set.
    pub(crate) fn take_new(&self, scanned: Scanned, set: NewBadge) -> Result<(), AccountError> {
        if matches!(set, NewBadge::Set | NewBadge::Taken) {
            self.learn(scanned.known);
        }
        match set {
            NewBadge::Set => Ok(()),
            NewBadge::Taken => Err(AccountError::BadgeTaken),
            NewBadge::Off => Err(QuickRefusal::Off.into()),
            NewBadge::TooMany => Err(AccountError::TooManyBadges),
        }
    }
}

impl QuickUnlock {
    /// Returns the server that knows the badges; `None` at a trusted computer, which has them itself.
    pub(super) fn badge_server(&self) -> Result<Option<&dyn BadgeServer>, StoreError> {
        let Some(authority) = &self.authority else {
            return Ok(None);
        };
        let server = authority.badges().ok_or(StoreError::Restricted)?;
        Ok(Some(server))
    }

    /// Has the server find out whose badge it is, to unlock the window of a user.
    pub(super) fn unlock_with_badge_at_server(
        &self,
        server: &dyn BadgeServer,
        (own, settings, needs_lock): (&User, &Settings, bool),
        badge: &Secret,
    ) -> Result<(), AccountError> {
        check_on(settings)?;
        let scanned = self.records.scanned(&*self.hasher, badge)?;
        let verdict = server.unlock_with_badge(own.id, &scanned.proof, &self.cancelled)?;
        self.take_badge(scanned, verdict)?;
        if needs_lock {
            let username = own.username.as_str().to_owned();
            return Err(AccountError::BadgeNames(username));
        }
        Ok(())
    }

    /// Has the server find out whose badge it is, to sign in its user.
    pub(super) fn sign_in_with_badge_at_server(
        &self,
        server: &dyn BadgeServer,
        badge: &Secret,
    ) -> Result<Box<SessionView>, AccountError> {
        check_on(&self.credentials.read()?.settings)?;
        let scanned = self.records.scanned(&*self.hasher, badge)?;
        let verdict = server.sign_in_with_badge(&scanned.proof, &self.cancelled)?;
        let (new, began) = self.take_badge(scanned, verdict)?;
        self.begun_at_server(new, began, SignInMethod::Badge)
    }

    /// Has the server note a badge that a window kept out of its fields. Returns `true` if it is that of another user.
    pub(super) fn note_at_server(
        &self,
        server: &dyn BadgeServer,
        (user, number): (Option<&User>, &Secret),
    ) -> Result<bool, AccountError> {
        let scanned = self.records.scanned(&*self.hasher, number)?;
        let account = user.map(|user| user.id);
        match server.note_badge(account, &scanned.proof, &self.cancelled)? {
            NotedBadge::OfAnother => Ok(true),
            NotedBadge::Unknown => {
                self.records.unlearn(scanned.known.as_ref());
                Ok(false)
            }
            NotedBadge::Own | NotedBadge::NotLookedAt => Ok(false),
        }
    }

    /// Has the server set the badge of a user who has just entered the password.
    pub(super) fn set_badge_at_server(
        &self,
        server: &dyn BadgeServer,
        (user, settings): (&User, &Settings),
        number: &Secret,
    ) -> Result<(), AccountError> {
        let records = &self.records;
        let scanned = records.new_badge(&*self.hasher, settings, number)?;
        let set = server.set_badge(user.id, &scanned.proof, &self.cancelled)?;
        records.take_new(scanned, set)
    }

    /// Has the server say whether the user of a session has a badge.
    pub(super) fn has_badge_at_server(
        &self,
        server: &dyn BadgeServer,
        (session, snapshot): (&Session, &Snapshot),
    ) -> Result<Option<bool>, AccountError> {
        if !snapshot.settings.quick.has_badges() || self.records.vault.probe().is_err() {
            return Ok(None);
        }
        Ok(Some(server.has_badge(session.user().id)?))
    }

    /// Has the server take in that the user of a session has entered the password.
    pub(super) fn renew_badge_at_server(
        &self,
        user: &User,
        settings: &Settings,
    ) -> Result<(), AccountError> {
        if let Some(server) = self.badge_server()?
            && settings.quick.has_badges()
        {
            server.renew_badge(user.id, self.records.here().boot)?;
        }
        Ok(())
    }

    /// Takes in what the server says of a badge.
    fn take_badge<T>(&self, scanned: Scanned, verdict: BadgeVerdict<T>) -> Result<T, AccountError> {
        let is_known = !matches!(
            verdict,
            BadgeVerdict::Unknown | BadgeVerdict::Off | BadgeVerdict::TooMany
        );
        if is_known {
            self.records.learn(scanned.known);
        } else if matches!(verdict, BadgeVerdict::Unknown) {
            self.records.unlearn(scanned.known.as_ref());
        }
        Err(match verdict {
            BadgeVerdict::Right(value) => return Ok(value),
            BadgeVerdict::Names(username) => AccountError::BadgeNames(username),
            BadgeVerdict::Unknown => AccountError::BadgeUnknown,
            BadgeVerdict::Off => QuickRefusal::Off.into(),
            BadgeVerdict::TooMany => AccountError::TooManyBadges,
            BadgeVerdict::NotNow(refusal) => refusal.into(),
            BadgeVerdict::Limit(error) => AccountError::SessionLimit(error),
        })
    }
}

/// Checks whether a number can be set as a badge.
pub(super) fn check_number(settings: &Settings, number: &Secret) -> Result<(), AccountError> {
    check_on(settings)?;
    let prefix = settings.quick.badge_prefix.as_deref();
    if number.is_too_long() || !is_badge(number.expose(), prefix) {
        return Err(AccountError::BadgeUnknown);
    }
    Ok(())
}

/// Checks whether the settings allow badges.
fn check_on(settings: &Settings) -> Result<(), QuickRefusal> {
    let has_badges = settings.quick.has_badges();
    has_badges.then_some(()).ok_or(QuickRefusal::Off)
}
