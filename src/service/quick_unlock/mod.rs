//! Quick unlock: a PIN or a badge of this computer in place of the password, for users who have signed in fully on it.
//!
//! ```text
//! count a try ──▶ Argon2id(PIN, secret of the computer) ──opens──▶ forget the tries ──▶ session without the user key
//! └───────── one transaction of the state store ─────────┘
//! ```
//! A session that a PIN has opened or unlocked is not fresh: exports, administration and changes of the account need the
//! password.

mod approver;
mod at_server;
pub(crate) mod badges;
mod badges_at_server;
pub mod commands;
pub(crate) mod own_pin;
pub(crate) mod records;
mod tries;

use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::pin::check_length;
use crate::domain::quick_unlock::{Here, PinOwner, QuickRecord, QuickRefusal, allows};
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;

use crate::service::account::error::AccountError;
use crate::service::context::Context;
use crate::service::notices::Notices;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{
    AccountEvent, Authority, Cancellation, CredentialStore, PasswordHasher, Randomness, Snapshot,
    VaultError,
};
pub(crate) use crate::service::quick_unlock::records::QuickRecords;
use crate::service::session::{Session, SignInMethod};
use crate::service::session_view::SessionView;
use crate::service::sign_in::opening::SessionOpener;
use crate::service::sign_in::pending::{ProvenFactors, next_step_for};
use crate::service::sign_in::sessions::Sessions;
use crate::service::sign_in::tiles::Tile;
use crate::service::throttle::Throttle;

/// Whether a user can unlock with a PIN on this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PinStatus {
    /// The user can have none, for this reason.
    Refused(QuickRefusal),
    /// The keyring, which it needs, cannot be used.
    NoKeyring(VaultError),
    /// The user has none.
    NotSet,
    /// It unlocks now.
    Ready,
    /// It unlocks again after the password, for this reason.
    Waiting(QuickRefusal),
}

/// Quick unlock on this computer.
#[derive(Clone)]
pub struct QuickUnlock {
    credentials: Arc<dyn CredentialStore>,
    hasher: Arc<dyn PasswordHasher>,
    random: Arc<dyn Randomness>,
    records: QuickRecords,
    pub(crate) sessions: Sessions,
    opener: SessionOpener,
    throttle: Throttle,
    notices: Notices,
    cancelled: Cancellation,
    /// The server that decides, if this is a restricted computer.
    authority: Option<Arc<dyn Authority>>,
}

opaque_debug!(QuickUnlock);

impl From<&Context> for QuickUnlock {
    fn from(from: &Context) -> Self {
        Self {
            credentials: from.everywhere(),
            hasher: Arc::clone(&from.hasher),
            random: Arc::clone(&from.random),
            records: from.into(),
            sessions: from.into(),
            opener: from.into(),
            throttle: from.into(),
            notices: from.into(),
            cancelled: from.cancelled.clone(),
            authority: from.authority.clone(),
        }
    }
}

impl QuickUnlock {
    /// Returns whether the user of a session can unlock with a PIN; `None` if that is not known.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::service::quick_unlock::PinStatus;
    ///
    /// fn example(service: &Service, session: &Session) -> bool {
    ///     service.quick_unlock().status(session) == Some(PinStatus::Ready)
    /// }
    /// ```
    #[must_use]
    pub fn status(&self, session: &Session) -> Option<PinStatus> {
        let snapshot = self.credentials.read().or_log("read the users")?;
        let user = session.current_at_any_time(&self.opener.open_sessions, &snapshot)?;
        let settings = &snapshot.settings;
        if let Err(refusal) = self.allows(user, settings) {
            return Some(PinStatus::Refused(refusal));
        }
        if let Err(error) = self.records.vault.probe() {
            return Some(PinStatus::NoKeyring(error));
        }
        let records = self.records.read().or_log("read the PINs")?;
        let has_ended = self.records.has_ended(user).or_log("look up ended PINs")?;
        let record = records.pins.iter().find(|of| of.account == user.id);
        let here = self.records.here();
        let record = record.filter(|record| !has_ended && record.is_of(user, here));
        Some(match record {
            None => PinStatus::NotSet,
            Some(record) => match record.check(user, settings, here) {
                Ok(()) if session.state().needs_lock() => PinStatus::Waiting(QuickRefusal::Expired),
                Ok(()) => PinStatus::Ready,
                Err(refusal) => PinStatus::Waiting(refusal),
            },
        })
    }

    /// Returns the usernames of those who can sign in with a PIN now.
    ///
    /// ```
    /// use egui_authenticator::Service;
    ///
    /// fn example(service: &Service) -> bool {
    ///     service.quick_unlock().offered().is_empty()
    /// }
    /// ```
    #[must_use]
    pub fn offered(&self) -> Vec<String> {
        let tiles = self.offered_tiles().into_iter();
        tiles.map(|tile| tile.username).collect()
    }

    /// Returns the tiles of those who can sign in with a PIN now.
    pub(crate) fn offered_tiles(&self) -> Vec<Tile> {
        let find = || {
            if self.authority.is_some() {
                let owners = self.offered_at_server()?;
                return Ok(owners.into_iter().map(Tile::from).collect());
            }
            let snapshot = self.credentials.read()?;
            let settings = &*snapshot.settings;
            if !settings.quick.pin {
                return Ok(Vec::new());
            }
            let here = self.records.here();
            let mut offered = Vec::new();
            for record in self.records.read()?.pins {
                if let Some(user) = snapshot.users.with_id(record.account)
                    && record.check(user, settings, here).is_ok()
                    && !needs_password(user, settings, (record.full_at, here))
                    && !self.records.has_ended(user)?
                {
                    offered.push(Tile::from(PinOwner::from(user)));
                }
            }
            Ok::<_, AccountError>(offered)
        };
        find().or_log("read the PINs").unwrap_or_default()
    }

    /// Unlocks a locked window with the PIN. The session is not fresh afterwards, and its time does not begin anew.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::AccountError;
    ///
    /// fn example(service: &Service, session: &Session, pin: &Secret) -> Result<Session, AccountError> {
    ///     Ok(service.quick_unlock().unlock(session, pin)?.session)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`AccountError::Ended`] if the session has ended, or the unlock was cancelled; then the stored lock stays (R71).
    /// - [`AccountError::Quick`] if only the password is accepted.
    /// - [`AccountError::Pin`] if it is not a PIN; no try was made.
    /// - [`AccountError::PinWrong`] if it is wrong.
    /// - [`AccountError::Vault`], [`AccountError::Hasher`], [`AccountError::State`] and [`AccountError::Store`] if it cannot
    ///   be checked.
    pub fn unlock(
        &self,
        session: &Session,
        pin: &Secret,
    ) -> Result<Box<SessionView>, AccountError> {
        let snapshot = self.credentials.read()?;
        let of_service = &self.opener.open_sessions;
        let user = session.current_at_any_time(of_service, &snapshot);
        let user = user.ok_or(AccountError::Ended)?;
        if session.state().needs_lock() {
            return Err(QuickRefusal::Expired.into());
        }
        match self.server()? {
            Some(server) => self.unlock_at_server(server, (user, &snapshot), pin)?,
            None => {
                self.try_pin(user, &snapshot.settings, pin)?;
            }
        }
        let unlocked = session.with_user(user.clone()).unlocked_by_pin();
        self.sessions.unlocked_by(session, AuditWord::Pin)?;
        Ok(self.opener.views.view(unlocked, &snapshot))
    }

    /// Signs in the user with this username with the PIN, without the user key.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::AccountError;
    ///
    /// fn example(service: &Service, pin: &Secret) -> Result<Session, AccountError> {
    ///     Ok(service.quick_unlock().sign_in("ada", pin)?.session)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`AccountError::Ended`] if the attempt was cancelled.
    /// - [`AccountError::NotNow`] if the PIN is right, and the access of the user is limited to other days or hours.
    /// - [`AccountError::SessionLimit`] if there is no free session slot.
    /// - Otherwise as for [`Self::unlock`].
    pub fn sign_in(&self, username: &str, pin: &Secret) -> Result<Box<SessionView>, AccountError> {
        if let Some(server) = self.server()? {
            return self.sign_in_at_server(server, username, pin);
        }
        let snapshot = self.credentials.read()?;
        let settings = &*snapshot.settings;
        let user = snapshot.users.find(username);
        let user = user.filter(|user| user.has_username(username));
        let user = user.ok_or(QuickRefusal::NoPin)?;
        let full_at = self.try_pin(user, settings, pin)?;
        self.open(
            user,
            &snapshot,
            (SignInMethod::Pin, AuditWord::Pin),
            full_at,
        )
    }

    /// Opens the session of a user with a PIN or a badge.
    fn open(
        &self,
        user: &User,
        snapshot: &Snapshot,
        (how, word): (SignInMethod, AuditWord),
        full_at: Timestamp,
    ) -> Result<Box<SessionView>, AccountError> {
        let settings = &*snapshot.settings;
        self.opener.check_times(user)?;
        if self.cancelled.is_cancelled() {
            return Err(AccountError::Ended);
        }
        let slot = self.opener.claim_slot(user, settings)?;
        let audit = &self.records.audit;
        audit.record(AuditKind::SignIn, user, true, word);
        let began = (full_at, settings.sessions);
        let session = self.opener.session(user.clone(), (how, None), slot, began);
        let view = self.opener.views.view(session.unlocked_by_pin(), snapshot);
        Ok(view)
    }

    /// Counts a try, and then checks the PIN. Returns the time of the last full sign-in.
    fn try_pin(
        &self,
        user: &User,
        settings: &Settings,
        pin: &Secret,
    ) -> Result<Timestamp, AccountError> {
        self.throttle.wait(settings)?;
        check_length(pin)?;
        let (counted, secret) = self.count_try(Some(user), settings, |_| false)?;
        let record = counted?;
        let secret = secret.ok_or(QuickRefusal::NoPin)?;
        if !self.opens(&record, &secret, pin)? {
            return Err(self.failed(user, &record, settings));
        }
        self.settle(user, &record)?;
        Ok(record.full_at)
    }

    /// Takes in that the PIN was right, if the account has not changed meanwhile, and neither has the PIN.
    fn settle(&self, user: &User, tried: &QuickRecord) -> Result<(), AccountError> {
        let snapshot = self.credentials.read()?;
        let user = snapshot.users.with_id(user.id).ok_or(QuickRefusal::NoPin)?;
        let (here, has_ended) = (self.records.here(), self.records.has_ended(user)?);
        if has_ended || !tried.is_of(user, here) {
            return Err(QuickRefusal::NoPin.into());
        }
        let (is_there, _) = self.records.change(|stored| {
            let record = stored.pins.iter_mut().find(|of| of.salt == tried.salt);
            let is_there = record.is_some();
            if let Some(record) = record {
                record.tries = 0;
            }
            (is_there, is_there)
        })?;
        is_there.then_some(()).ok_or(QuickRefusal::NoPin.into())
    }

    /// Records a wrong PIN, which also counts among the failures of all names (R86).
    fn failed(&self, user: &User, record: &QuickRecord, settings: &Settings) -> AccountError {
        let left = record.tries_left();
        let word = if left == 0 {
            self.notices.tell(user, AccountEvent::PinSpent);
            AuditWord::PinSpent
        } else {
            AuditWord::WrongPin
        };
        let audit = &self.records.audit;
        audit.record(AuditKind::Account, user, false, word);
        self.throttle.failed(settings.delay);
        AccountError::PinWrong(left)
    }

    /// Checks whether the user can have a PIN on this computer.
    fn allows(&self, user: &User, settings: &Settings) -> Result<(), QuickRefusal> {
        allows(user, settings)?;
        if settings.quick.until_reboot && self.records.here().boot.is_none() {
            return Err(QuickRefusal::Restarted);
        }
        Ok(())
    }
}

/// Returns `true` if the user has something to do that needs the password, or a session that began at `full_at` would be
/// over.
pub(crate) fn needs_password(
    user: &User,
    settings: &Settings,
    (full_at, here): (Timestamp, Here),
) -> bool {
    let end = settings.sessions.end(full_at);
    user.hash.is_none()
        || end.is_some_and(|end| here.now >= end)
        || next_step_for(user, settings, ProvenFactors::Both).is_some()
}
