//! Badges: naming a user, unlocking for some time after a full sign-in, and setting one.
//!
//! A badge can be copied. It opens what a PIN opens at most, and only where the settings say so.

use crate::domain::account_event::AccountEvent;
use crate::domain::account_id::AccountId;
use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::badge::BadgeRecord;
use crate::domain::ended_credentials::quick_unlock_of;
use crate::domain::quick_bytes::StoredUnlocks;
use crate::domain::quick_rule::BadgeUse;
use crate::domain::quick_unlock::{QuickRefusal, RECORDS_MAX};
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;

use crate::service::account::error::AccountError;
use crate::service::audit::recorder::Party;
use crate::service::notices::Initiator;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{HasherError, Snapshot};
use crate::service::quick_unlock::badges_at_server::check_number;
use crate::service::quick_unlock::own_pin::full_sign_in;
use crate::service::quick_unlock::records::{Kind, QuickRecords};
use crate::service::quick_unlock::{QuickUnlock, needs_password};
use crate::service::session::{Session, SignInMethod};
use crate::service::session_view::SessionView;

/// Who sets a badge.
pub(crate) enum SetBy {
    /// Its owner, whose last full sign-in on this computer was then, if that is known.
    Owner(Option<Timestamp>),
    /// Another user.
    Other,
}

/// A badge that was scanned, and whose it is.
struct Shown<'a> {
    user: &'a User,
    badge: BadgeRecord,
}

impl QuickUnlock {
    /// Reads the badges of this computer, for the windows of this program.
    pub(crate) fn load_badges(&self) {
        let load = || {
            let is_here = self.authority.is_none();
            if is_here && self.credentials.read()?.settings.quick.has_badges() {
                self.records.read_changed()?;
            }
            Ok::<_, AccountError>(())
        };
        load().or_log("read the badges");
    }

    /// Returns whether the user of a session has a badge on this computer; `None` if there are no badges, or it is not known.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    ///
    /// fn example(service: &Service, session: &Session) -> bool {
    ///     service.quick_unlock().has_badge(session) == Some(true)
    /// }
    /// ```
    #[must_use]
    pub fn has_badge(&self, session: &Session) -> Option<bool> {
        let snapshot = self.credentials.read().or_log("read the users")?;
        let user = session.current_at_any_time(&self.opener.open_sessions, &snapshot)?;
        if let Some(server) = self.badge_server().or_log("look for badges")? {
            let found = self.has_badge_at_server(server, (session, &snapshot));
            return found.or_log("ask for a badge")?;
        }
        if !snapshot.settings.quick.has_badges() || self.records.vault.probe().is_err() {
            return None;
        }
        let stored = self.records.read().or_log("read the badges")?;
        Some(stored.badges.iter().any(|badge| badge.account == user.id))
    }

    /// Unlocks a locked window with a badge, if the settings allow that for the user now.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::AccountError;
    ///
    /// fn example(service: &Service, session: &Session, badge: &Secret) -> Result<Session, AccountError> {
    ///     Ok(service.quick_unlock().unlock_with_badge(session, badge)?.session)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`AccountError::BadgeNames`] if it is the badge of this user and the password or the PIN is asked for as well.
    /// - [`AccountError::BadgeUnknown`] if it is not the badge of a user who can sign in.
    /// - [`AccountError::Ended`] if the session has ended, or the unlock was cancelled.
    /// - [`AccountError::Quick`] if there are no badges.
    /// - [`AccountError::Vault`], [`AccountError::State`] and [`AccountError::Store`] if it cannot be checked.
    pub fn unlock_with_badge(
        &self,
        session: &Session,
        badge: &Secret,
    ) -> Result<Box<SessionView>, AccountError> {
        let snapshot = self.credentials.read()?;
        let of_service = &self.opener.open_sessions;
        let own = session.current_at_any_time(of_service, &snapshot);
        let own = own.ok_or(AccountError::Ended)?;
        let needs_lock = session.state().needs_lock();
        if let Some(server) = self.badge_server()? {
            let own = (own, &*snapshot.settings, needs_lock);
            self.unlock_with_badge_at_server(server, own, badge)?;
        } else {
            let shown = self.shown(badge, &snapshot)?;
            if shown.user.id != own.id || needs_lock {
                return Err(shown.names());
            }
            self.use_badge(&shown, &snapshot)?;
        }
        let unlocked = session.with_user(own.clone()).unlocked_by_pin();
        self.sessions.unlocked_by(session, AuditWord::Badge)?;
        Ok(self.opener.views.view(unlocked, &snapshot))
    }

    /// Signs in the user of a badge, without the user key, if the settings allow that for the user now.
    ///
    /// ```
    /// use egui_authenticator::Secret;
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::AccountError;
    ///
    /// fn example(service: &Service, badge: &Secret) -> Result<Session, AccountError> {
    ///     Ok(service.quick_unlock().sign_in_with_badge(badge)?.session)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`AccountError::NotNow`] if the access of the user is limited to other days or hours.
    /// - [`AccountError::SessionLimit`] if there is no free session slot.
    /// - Otherwise as for [`Self::unlock_with_badge`].
    pub fn sign_in_with_badge(&self, badge: &Secret) -> Result<Box<SessionView>, AccountError> {
        if let Some(server) = self.badge_server()? {
            return self.sign_in_with_badge_at_server(server, badge);
        }
        let snapshot = self.credentials.read()?;
        let shown = self.shown(badge, &snapshot)?;
        let full_at = self.use_badge(&shown, &snapshot)?;
        let how = (SignInMethod::Badge, AuditWord::Badge);
        self.open(shown.user, &snapshot, how, full_at)
    }

    /// Finds out whose badge was scanned. One that names no user counts among the failures of all names (R86).
    fn shown<'a>(&self, badge: &Secret, snapshot: &'a Snapshot) -> Result<Shown<'a>, AccountError> {
        let settings = &snapshot.settings;
        if !settings.quick.has_badges() {
            return Err(QuickRefusal::Off.into());
        }
        self.throttle.wait(settings)?;
        let stored = self.records.read()?;
        let digest = self.records.known().map(|known| known.digest(badge));
        let mut badges = stored.badges.into_iter();
        let found = badges.find(|known| Some(known.digest) == digest);
        let user = found.as_ref();
        let user = user.and_then(|badge| snapshot.users.with_id(badge.account));
        match (found, user) {
            (Some(badge), Some(user)) if badge.names(user, self.records.here()) => {
                Ok(Shown { user, badge })
            }
            (_, user) => {
                let whom = user.map_or(Party::NONE, Party::from);
                let word = AuditWord::UnknownBadge;
                let audit = &self.records.audit;
                audit.record(AuditKind::SignIn, whom, false, word);
                self.throttle.failed(settings.delay);
                Err(AccountError::BadgeUnknown)
            }
        }
    }

    /// Takes in that a window kept badges out of its fields, in a session or without one, which tells a user who tries numbers that
    /// they are badges. One that is not that user's own is recorded, counts among the failures of all names, and unlocks nothing
    /// by itself until its owner enters the password. Returns `true` if there is one.
    ///
    /// ```
    /// use egui_authenticator::{Secret, Service, Session};
    ///
    /// fn example(service: &Service, session: &Session, badge: Secret) -> bool {
    ///     let noted = [(Some(session.clone()), badge)];
    ///     service.quick_unlock().note_badges(&noted)
    /// }
    /// ```
    #[must_use]
    pub fn note_badges(&self, noted: &[(Option<Session>, Secret)]) -> bool {
        let note = self.note(noted).or_log("note a badge");
        note.unwrap_or_default()
    }

    fn note(&self, noted: &[(Option<Session>, Secret)]) -> Result<bool, AccountError> {
        let snapshot = self.credentials.read()?;
        let of_service = &self.opener.open_sessions;
        let user = |of: &Session| of.state().is_of(of_service).then(|| of.user().clone());
        let users = noted.iter().map(|(of, _)| of.as_ref().and_then(user));
        let shown: Vec<_> = users.zip(noted.iter().map(|(_, number)| number)).collect();
        if let Some(server) = self.badge_server()? {
            if !snapshot.settings.quick.has_badges() {
                return Ok(false);
            }
            let mut is_of_another = false;
            for (user, number) in &shown {
                is_of_another |= self.note_at_server(server, (user.as_ref(), number))?;
            }
            return Ok(is_of_another);
        }
        let exposed = self.records.expose(&shown, &snapshot)?;
        for _ in 0..exposed {
            self.throttle.failed(snapshot.settings.delay);
        }
        Ok(exposed > 0)
    }

    /// Takes in that a badge is to unlock. Returns the time of the last full sign-in.
    fn use_badge(&self, shown: &Shown<'_>, snapshot: &Snapshot) -> Result<Timestamp, AccountError> {
        let (user, settings, here) = (shown.user, &snapshot.settings, self.records.here());
        let allowed = shown.badge.unlocks(user, settings, here).ok();
        let allowed = allowed.filter(|full_at| !needs_password(user, settings, (*full_at, here)));
        let full_at = match allowed {
            Some(full_at) if !self.records.has_ended(user)? => full_at,
            _ => return Err(shown.names()),
        };
        let (is_there, _) = self.records.change(|stored| {
            let is_same = |of: &&mut BadgeRecord| {
                (of.account, of.digest, of.own) == (user.id, shown.badge.digest, shown.badge.own)
            };
            let badge = stored.badges.iter_mut().find(is_same);
            let full = badge.and_then(|badge| badge.full.as_mut());
            let is_there = full.is_some();
            if let Some(full) = full {
                full.seen_at = here.now.max(full.seen_at);
            }
            (is_there, is_there)
        })?;
        is_there.then_some(full_at).ok_or_else(|| shown.names())
    }

    /// Sets the badge of a user who has just entered the password in this session.
    pub(crate) fn set_badge(
        &self,
        session: &Session,
        settings: &Settings,
        number: &Secret,
    ) -> Result<(), AccountError> {
        let user = session.user();
        if let Some(server) = self.badge_server()? {
            return self.set_badge_at_server(server, (user, settings), number);
        }
        let by = SetBy::Owner(full_sign_in(session));
        let check = || {
            let snapshot = self.credentials.read()?;
            let now = snapshot.users.with_id(user.id);
            let is_same = now.is_some_and(|now| quick_unlock_of(now) == quick_unlock_of(user));
            is_same.then_some(()).ok_or(AccountError::Ended)
        };
        let set = self.records.set_badge((user, by), settings, number, check);
        if set == Err(AccountError::BadgeTaken) {
            let shown = [(Some(session.clone()), number.copied())];
            self.note(&shown).or_log("note a badge");
        }
        let pushed_out = set??;
        self.records
            .note_pushed_out(&pushed_out, &*self.credentials.read()?, user.into());
        self.notices
            .send(user, AccountEvent::BadgeSet, Initiator::Owner);
        Ok(())
    }

    /// Removes the badge of a user who has just entered the password.
    pub(crate) fn remove_badge(&self, user: &User) -> Result<(), AccountError> {
        if let Some(server) = self.badge_server()? {
            server.remove_badge(user.id)?;
            return Ok(());
        }
        let allow = || Ok::<_, AccountError>(());
        if self.records.remove(user.id, Kind::Badge, allow)?? {
            self.notices
                .send(user, AccountEvent::BadgeRemoved, Initiator::Owner);
        }
        Ok(())
    }
}

impl Shown<'_> {
    fn names(&self) -> AccountError {
        AccountError::BadgeNames(self.user.username.as_str().to_owned())
    }
}

impl QuickRecords {
    /// Takes in that numbers were shown to be badges, each to this user if one is known. One that is not their own is recorded,
    /// and unlocks nothing by itself until its owner, who is told, enters the password. Returns how many there are.
    pub(crate) fn expose(
        &self,
        shown: &[(Option<User>, &Secret)],
        snapshot: &Snapshot,
    ) -> Result<usize, AccountError> {
        let known = self.known();
        let expose = |stored: &mut StoredUnlocks, (user, number): &(Option<User>, &Secret)| {
            let digest = known.as_ref()?.digest(number);
            let own = user.as_ref().map(|user| user.id);
            let mut badges = stored.badges.iter_mut();
            let badge = badges.find(|of| of.digest == digest && Some(of.account) != own)?;
            Some((badge.account, badge.full.take().is_some()))
        };
        let (owners, _) = self.change(|stored| {
            let owners: Vec<_> = shown.iter().map(|shown| expose(stored, shown)).collect();
            let is_changed = owners.iter().flatten().any(|(_, unlocked)| *unlocked);
            (owners, is_changed)
        })?;
        let mut count = 0;
        let is_enough = snapshot.settings.quick.badge == BadgeUse::Enough;
        for ((user, _), owner) in shown.iter().zip(owners) {
            let Some((account, unlocked)) = owner else {
                continue;
            };
            let Some(owner) = snapshot.users.with_id(account) else {
                continue;
            };
            count += 1;
            let of = match user {
                Some(user) => (user.into(), owner.into()),
                None => (owner.into(), Party::NONE),
            };
            let audit = &self.audit;
            audit.record_about(AuditKind::SignIn, of, false, AuditWord::BadgeElsewhere);
            if unlocked && is_enough {
                self.notices.tell(owner, AccountEvent::BadgeShown);
            }
        }
        Ok(count)
    }

    /// Sets the badge of a user, if `check`, which runs while no other thread or process changes the records, allows it. Returns
    /// whose badges were removed for it, as there are too many.
    pub(crate) fn set_badge<E>(
        &self,
        (user, by): (&User, SetBy),
        settings: &Settings,
        number: &Secret,
        check: impl FnOnce() -> Result<(), E>,
    ) -> Result<Result<Vec<AccountId>, E>, AccountError> {
        check_number(settings, number)?;
        // Makes the secret of the computer if there is none.
        let ((), secret) = self.change(|_| ((), true))?;
        let secret = secret.ok_or(HasherError)?;
        let (account, here) = (user.id, self.here());
        let mut badge = BadgeRecord {
            account,
            computer: here.computer,
            digest: secret.known(&[]).digest(number),
            own: quick_unlock_of(user).filter(|_| matches!(by, SetBy::Owner(_))),
            full: None,
        };
        if let SetBy::Owner(full_at) = by {
            self.begin(user)?;
            badge.renew(user, full_at, here);
        }
        let (set, after) = self.change(|stored| {
            if let Err(error) = check() {
                return (Ok(Err(error)), false);
            }
            let mut others = stored.badges.iter().filter(|of| of.account != account);
            if others.any(|of| of.digest == badge.digest) {
                return (Err(AccountError::BadgeTaken), false);
            }
            stored.badges.retain(|of| of.account != account);
            stored.badges.push(badge);
            let excess = stored.badges.len().saturating_sub(RECORDS_MAX);
            let pushed_out = stored.badges.drain(..excess).map(|of| of.account);
            (Ok(Ok(pushed_out.collect())), true)
        })?;
        if !after.is_some_and(|after| after.is_same(&secret)) {
            return Err(HasherError.into());
        }
        set
    }
}
