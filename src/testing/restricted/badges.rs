//! The badges of restricted computers, as the server decides about them.

use sha2::{Digest as _, Sha256};

use crate::domain::account_id::AccountId;
use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::badge::BadgeRecord;
use crate::domain::ended_credentials::quick_unlock_of;
use crate::domain::quick_rule::BadgeUse;
use crate::domain::remember_me::TokenHash;
use crate::domain::role::Permission;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;
use crate::service::Session;
use crate::service::audit::recorder::{AuditRecorder, Party};
use crate::service::caller::{Authorizer, Caller};
use crate::service::notices::{Initiator, Notices};
use crate::service::ports::{
    AccountEvent, AuthorityError, BadgeProof, BadgeServer, BadgeVerdict, Cancellation, NewBadge,
    NewSession, NotedBadge, SessionLimitError, Snapshot, StoreError,
};
use crate::service::quick_unlock::needs_password;
use crate::service::quick_unlock::own_pin::full_sign_in;
use crate::service::session::SignInMethod;
use crate::service::sign_in::opening::SessionOpener;
use crate::service::throttle::Throttle;
use crate::service::users::UserError;
use crate::testing::restricted::{Computer, unavailable, user_in};

/// A badge of a restricted computer.
#[derive(Clone)]
pub(super) struct ServerBadge {
    computer: u64,
    record: BadgeRecord,
    /// When the number was last shown to another user.
    shown_at: Option<Timestamp>,
}

/// Unknown badges that are looked at in an hour, and numbers that are set or noted, on one computer.
const HOURLY: [(Limit, usize); 2] = [(Limit::Unknown, 30), (Limit::Numbers, 60)];

/// What is limited.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Limit {
    Unknown,
    Numbers,
}

/// Whose badge it is, and the time of the last full sign-in if the badge is enough.
struct Found {
    user: User,
    full_at: Option<Timestamp>,
}

impl BadgeServer for Computer {
    fn has_badge(&self, account: AccountId) -> Result<bool, AuthorityError> {
        self.read_all()?;
        self.session_of(account).ok_or(AuthorityError::Ended)?;
        Ok(self.badge_of(account).is_some())
    }

    fn set_badge(
        &self,
        account: AccountId,
        badge: &BadgeProof,
        cancelled: &Cancellation,
    ) -> Result<NewBadge, AuthorityError> {
        let all = self.read_all()?;
        let (session, user) = self.just_entered(&all, account)?;
        left(cancelled)?;
        if !self.count(Limit::Numbers) {
            return Ok(NewBadge::TooMany);
        }
        if !all.settings.quick.has_badges() {
            return Ok(NewBadge::Off);
        }
        if self.expose(&all, badge, Some(user)) == NotedBadge::OfAnother {
            return Ok(NewBadge::Taken);
        }
        let own = quick_unlock_of(user).ok_or(StoreError::Restricted)?;
        let codes = &self.server.dependencies.codes;
        codes
            .forget_ended(&[own])
            .map_err(|error| unavailable(&error))?;
        let here = self.here(badge.boot);
        let mut record = BadgeRecord {
            account,
            computer: here.computer,
            digest: digest(badge),
            own: Some(own),
            full: None,
        };
        record.renew(user, full_sign_in(&session), here);
        self.put_badge(record);
        self.tell_badge(user, AccountEvent::BadgeSet);
        Ok(NewBadge::Set)
    }

    fn remove_badge(&self, account: AccountId) -> Result<bool, AuthorityError> {
        let all = self.read_all()?;
        let (_, user) = self.just_entered(&all, account)?;
        let is_removed = self.drop_badge(account);
        if is_removed {
            self.tell_badge(user, AccountEvent::BadgeRemoved);
        }
        Ok(is_removed)
    }

    fn renew_badge(
        &self,
        account: AccountId,
        boot: Option<TokenHash>,
    ) -> Result<bool, AuthorityError> {
        let all = self.read_all()?;
        let (session, user) = self.just_entered(&all, account)?;
        let here = self.here(boot);
        let mut state = self.server.state();
        let mut badges = state.badges.iter_mut();
        let own = badges.find(|of| of.is_at(self.number) && of.record.account == account);
        let Some(own) = own else {
            return Ok(false);
        };
        if session.password_at() > own.shown_at {
            own.record.renew(user, full_sign_in(&session), here);
        }
        Ok(true)
    }

    fn unlock_with_badge(
        &self,
        account: AccountId,
        badge: &BadgeProof,
        cancelled: &Cancellation,
    ) -> Result<BadgeVerdict<()>, AuthorityError> {
        let all = self.read_all()?;
        let session = self.session_of(account).ok_or(AuthorityError::Ended)?;
        left(cancelled)?;
        let found = match self.whose(&all, badge)? {
            Ok(found) => found,
            Err(refused) => return Ok(refused),
        };
        if found.user.id != account || found.full_at.is_none() || session.state().needs_lock() {
            return Ok(found.names());
        }
        self.change_sessions(account, |of| of.session = of.session.unlocked_by_pin());
        Ok(BadgeVerdict::Right(()))
    }

    fn sign_in_with_badge(
        &self,
        badge: &BadgeProof,
        cancelled: &Cancellation,
    ) -> Result<BadgeVerdict<(NewSession, Timestamp)>, AuthorityError> {
        let all = self.read_all()?;
        left(cancelled)?;
        let found = match self.whose(&all, badge)? {
            Ok(found) => found,
            Err(refused) => return Ok(refused),
        };
        let Some(full_at) = found.full_at else {
            return Ok(found.names());
        };
        let context = &self.server.trusted.context;
        let opener = SessionOpener::from(context);
        if let Err(refusal) = opener.check_times(&found.user) {
            return Ok(BadgeVerdict::NotNow(refusal));
        }
        let slot = match opener.claim_slot(&found.user, &all.settings) {
            Ok(slot) => slot,
            Err(SessionLimitError::State(error)) => return Err(unavailable(&error)),
            Err(limit) => return Ok(BadgeVerdict::Limit(limit)),
        };
        let audit = AuditRecorder::from(context);
        audit.record(AuditKind::SignIn, &found.user, true, AuditWord::Badge);
        let began = (full_at, all.settings.sessions);
        let session = opener.session(found.user, (SignInMethod::Badge, None), slot, began);
        let view = opener.views.view(session.unlocked_by_pin(), &all);
        Ok(BadgeVerdict::Right((self.started(*view), full_at)))
    }

    fn note_badge(
        &self,
        account: Option<AccountId>,
        badge: &BadgeProof,
        cancelled: &Cancellation,
    ) -> Result<NotedBadge, AuthorityError> {
        let all = self.read_all()?;
        if let Some(account) = account {
            self.session_of(account).ok_or(AuthorityError::Ended)?;
        }
        left(cancelled)?;
        if !self.count(Limit::Numbers) || !all.settings.quick.has_badges() {
            return Ok(NotedBadge::NotLookedAt);
        }
        let user = account.and_then(|account| user_in(&all, account));
        Ok(self.expose(&all, badge, user))
    }

    fn badge_users(&self, caller: AccountId) -> Result<Vec<AccountId>, UserError> {
        let by = self.caller(caller)?;
        let all = self.read_all()?;
        let authorizer = Authorizer::from(&self.server.trusted.context);
        let permission = Permission::ManageUsers;
        authorizer.authorize(&all, Caller::Session(&by), permission)?;
        let state = self.server.state();
        let here = state.badges.iter().filter(|of| of.is_at(self.number));
        Ok(here.map(|of| of.record.account).collect())
    }

    fn give_badge(
        &self,
        caller: AccountId,
        to: AccountId,
        badge: &BadgeProof,
    ) -> Result<NewBadge, UserError> {
        let all = self.read_all()?;
        let (by, user) = self.may_change(&all, caller, to)?;
        if !self.count(Limit::Numbers) {
            return Ok(NewBadge::TooMany);
        }
        if !all.settings.quick.has_badges() {
            return Ok(NewBadge::Off);
        }
        let digest = digest(badge);
        if self.owner_of(digest).is_some_and(|owner| owner != to) {
            self.expose(&all, badge, Some(by.user()));
            return Ok(NewBadge::Taken);
        }
        let record = BadgeRecord {
            account: to,
            computer: self.here(badge.boot).computer,
            digest,
            own: None,
            full: None,
        };
        self.put_badge(record);
        let by = Initiator::Other(by.user().into());
        let notices = Notices::from(&self.server.trusted.context);
        notices.send(user, AccountEvent::BadgeSet, by);
        Ok(NewBadge::Set)
    }

    fn take_badge(&self, caller: AccountId, from: AccountId) -> Result<(), UserError> {
        let all = self.read_all()?;
        let (by, user) = self.may_change(&all, caller, from)?;
        if !self.drop_badge(from) {
            return Err(UserError::NothingToDo);
        }
        let by = Initiator::Other(by.user().into());
        let notices = Notices::from(&self.server.trusted.context);
        notices.send(user, AccountEvent::BadgeRemoved, by);
        Ok(())
    }
}

impl ServerBadge {
    fn is_at(&self, computer: u64) -> bool {
        self.computer == computer
    }
}

impl Found {
    fn names<T>(&self) -> BadgeVerdict<T> {
        BadgeVerdict::Names(self.user.username.as_str().to_owned())
    }
}

impl Computer {
    fn badge_of(&self, account: AccountId) -> Option<ServerBadge> {
        let state = self.server.state();
        let mut badges = state.badges.iter();
        let own = badges.find(|of| of.is_at(self.number) && of.record.account == account);
        own.cloned()
    }

    fn owner_of(&self, digest: TokenHash) -> Option<AccountId> {
        let state = self.server.state();
        let mut badges = state.badges.iter();
        let found = badges.find(|of| of.is_at(self.number) && of.record.digest == digest);
        found.map(|of| of.record.account)
    }

    fn put_badge(&self, record: BadgeRecord) {
        self.drop_badge(record.account);
        let set = ServerBadge {
            computer: self.number,
            record,
            shown_at: None,
        };
        self.server.state().badges.push(set);
    }

    /// Returns the session of the caller, and the user whom they may change.
    fn may_change<'a>(
        &self,
        all: &'a Snapshot,
        caller: AccountId,
        whom: AccountId,
    ) -> Result<(Session, &'a User), UserError> {
        let by = self.caller(caller)?;
        let user = user_in(all, whom).ok_or(UserError::Unknown)?;
        let authorizer = Authorizer::from(&self.server.trusted.context);
        let name = user.username.as_str();
        let (_, user) = authorizer.authorize_user_change(all, Caller::Session(&by), name)?;
        Ok((by, user))
    }

    fn drop_badge(&self, account: AccountId) -> bool {
        let mut state = self.server.state();
        let before = state.badges.len();
        let badges = &mut state.badges;
        badges.retain(|of| !of.is_at(self.number) || of.record.account != account);
        badges.len() < before
    }

    fn tell_badge(&self, user: &User, event: AccountEvent) {
        let notices = Notices::from(&self.server.trusted.context);
        notices.send(user, event, Initiator::Owner);
    }

    /// Counts what is limited in an hour. Returns `false` if there was too much of it.
    fn count(&self, limit: Limit) -> bool {
        let now = self.server.dependencies.clock.now();
        let most = HOURLY.iter().find(|(of, _)| *of == limit);
        let mut state = self.server.state();
        let counted = state.scans.entry((self.number, limit)).or_default();
        counted.retain(|at| now - *at < 3600);
        let is_allowed = most.is_some_and(|(_, most)| counted.len() < *most);
        if is_allowed {
            counted.push(now);
        }
        is_allowed
    }

    /// Counts a scan as an unknown badge, and finds out whose it is.
    fn whose<T>(
        &self,
        all: &Snapshot,
        badge: &BadgeProof,
    ) -> Result<Result<Found, BadgeVerdict<T>>, AuthorityError> {
        if !self.count(Limit::Unknown) {
            return Ok(Err(BadgeVerdict::TooMany));
        }
        let settings = &*all.settings;
        if !settings.quick.has_badges() {
            return Ok(Err(BadgeVerdict::Off));
        }
        let (here, digest) = (self.here(badge.boot), digest(badge));
        self.end_changed(all, digest);
        let known = self.server.state().badges.clone();
        let is_it = |of: &&ServerBadge| of.is_at(self.number) && of.record.digest == digest;
        let record = known.iter().find(is_it).map(|of| &of.record);
        let user = record.and_then(|record| user_in(all, record.account));
        let (Some(record), Some(user)) = (record, user) else {
            return Ok(Err(self.unknown(all, Party::NONE)));
        };
        if !record.names(user, here) {
            return Ok(Err(self.unknown(all, user.into())));
        }
        let scans = &mut self.server.state().scans;
        scans
            .entry((self.number, Limit::Unknown))
            .or_default()
            .pop();
        let opens = record.unlocks(user, settings, here).ok();
        let opens = opens.filter(|full_at| !needs_password(user, settings, (*full_at, here)));
        let codes = &self.server.dependencies.codes;
        let has_ended = codes.has_ended(record.own.as_slice());
        let has_ended = has_ended.map_err(|error| unavailable(&error))?;
        Ok(Ok(Found {
            user: user.clone(),
            full_at: opens.filter(|_| !has_ended),
        }))
    }

    /// Lets a badge only name its user whose credentials have changed, also if they are as before later.
    fn end_changed(&self, all: &Snapshot, digest: TokenHash) {
        let mut state = self.server.state();
        let mut badges = state.badges.iter_mut();
        let found = badges.find(|of| of.is_at(self.number) && of.record.digest == digest);
        if let Some(ServerBadge { record, .. }) = found
            && record.own != user_in(all, record.account).and_then(quick_unlock_of)
        {
            (record.own, record.full) = (None, None);
        }
    }

    /// Records an unknown badge, which counts among the failures of all names (R86).
    fn unknown<T>(&self, all: &Snapshot, whom: Party<'_>) -> BadgeVerdict<T> {
        let context = &self.server.trusted.context;
        let audit = AuditRecorder::from(context);
        audit.record(AuditKind::SignIn, whom, false, AuditWord::UnknownBadge);
        Throttle::from(context).failed(all.settings.delay);
        BadgeVerdict::Unknown
    }

    /// Takes in that a number was shown in the session of a user or without one.
    fn expose(&self, all: &Snapshot, badge: &BadgeProof, to: Option<&User>) -> NotedBadge {
        let digest = digest(badge);
        let now = self.server.dependencies.clock.now();
        let context = &self.server.trusted.context;
        let mut state = self.server.state();
        let mut badges = state.badges.iter_mut();
        let found = badges.find(|of| of.is_at(self.number) && of.record.digest == digest);
        let (owner, unlocked) = match found {
            Some(of) if to.is_some_and(|to| to.id == of.record.account) => return NotedBadge::Own,
            Some(of) => {
                of.shown_at = Some(now);
                (of.record.account, of.record.full.take().is_some())
            }
            None => return NotedBadge::Unknown,
        };
        drop(state);
        Throttle::from(context).failed(all.settings.delay);
        let Some(owner) = user_in(all, owner) else {
            return NotedBadge::OfAnother;
        };
        let of = match to {
            Some(to) => (to.into(), owner.into()),
            None => (owner.into(), Party::NONE),
        };
        let word = AuditWord::BadgeElsewhere;
        AuditRecorder::from(context).record_about(AuditKind::SignIn, of, false, word);
        if unlocked && all.settings.quick.badge == BadgeUse::Enough {
            Notices::from(context).tell(owner, AccountEvent::BadgeShown);
        }
        NotedBadge::OfAnother
    }
}

fn left(cancelled: &Cancellation) -> Result<(), AuthorityError> {
    if cancelled.is_cancelled() {
        return Err(AuthorityError::Left);
    }
    Ok(())
}

fn digest(badge: &BadgeProof) -> TokenHash {
    TokenHash(Sha256::digest(*badge.proof).into())
}
