//! The badges that the server keeps for restricted computers: whose a number is, and what is counted.

use sha2::{Digest as _, Sha256};

use crate::domain::account_id::AccountId;
use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::badge::BadgeRecord;
use crate::domain::ended_credentials::quick_unlock_of;
use crate::domain::quick_rule::BadgeUse;
use crate::domain::remember_me::TokenHash;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;
use crate::service::Session;
use crate::service::audit::recorder::{AuditRecorder, Party};
use crate::service::caller::{Authorizer, Caller};
use crate::service::notices::{Initiator, Notices};
use crate::service::ports::{
    AccountEvent, AuthorityError, BadgeProof, BadgeVerdict, NotedBadge, Snapshot,
};
use crate::service::quick_unlock::needs_password;
use crate::service::throttle::Throttle;
use crate::service::users::UserError;
use crate::testing::restricted::server_badge::{Limit, ServerBadge};
use crate::testing::restricted::{Computer, unavailable, user_in};

/// Unknown badges that are looked at in an hour, and numbers that are set or noted, on one computer.
const HOURLY: [(Limit, usize); 2] = [(Limit::Unknown, 30), (Limit::Numbers, 60)];

/// Whose badge it is, and the time of the last full sign-in if the badge is enough.
pub(super) struct Found {
    pub(super) user: User,
    pub(super) full_at: Option<Timestamp>,
}

impl Found {
    pub(super) fn names<T>(&self) -> BadgeVerdict<T> {
        BadgeVerdict::Names(self.user.username.as_str().to_owned())
    }
}

impl Computer {
    pub(super) fn badge_of(&self, account: AccountId) -> Option<ServerBadge> {
        let state = self.server.state();
        let mut badges = state.badges.iter();
        let own = badges.find(|of| of.is_at(self.number) && of.record.account == account);
        own.cloned()
    }

    pub(super) fn owner_of(&self, digest: TokenHash) -> Option<AccountId> {
        let state = self.server.state();
        let mut badges = state.badges.iter();
        let found = badges.find(|of| of.is_at(self.number) && of.record.digest == digest);
        found.map(|of| of.record.account)
    }

    pub(super) fn put_badge(&self, record: BadgeRecord) {
        self.drop_badge(record.account);
        let set = ServerBadge {
            computer: self.number,
            record,
            shown_at: None,
        };
        self.server.state().badges.push(set);
    }

    /// Returns the session of the caller, and the user whom they may change.
    pub(super) fn may_change<'a>(
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

    pub(super) fn drop_badge(&self, account: AccountId) -> bool {
        let mut state = self.server.state();
        let before = state.badges.len();
        let badges = &mut state.badges;
        badges.retain(|of| !of.is_at(self.number) || of.record.account != account);
        badges.len() < before
    }

    pub(super) fn tell_badge(&self, user: &User, event: AccountEvent) {
        let notices = Notices::from(&self.server.trusted.context);
        notices.send(user, event, Initiator::Owner);
    }

    /// Counts what is limited in an hour. Returns `false` if there was too much of it.
    pub(super) fn count(&self, limit: Limit) -> bool {
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
    pub(super) fn whose<T>(
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
    pub(super) fn expose(
        &self,
        all: &Snapshot,
        badge: &BadgeProof,
        to: Option<&User>,
    ) -> NotedBadge {
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

pub(super) fn digest(badge: &BadgeProof) -> TokenHash {
    TokenHash(Sha256::digest(*badge.proof).into())
}
