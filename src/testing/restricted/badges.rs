//! The badges of restricted computers, as the server decides about them.

use crate::domain::account_id::AccountId;
use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::badge::BadgeRecord;
use crate::domain::ended_credentials::quick_unlock_of;
use crate::domain::remember_me::TokenHash;
use crate::domain::role::Permission;
use crate::domain::timestamp::Timestamp;
use crate::service::audit::recorder::AuditRecorder;
use crate::service::caller::{Authorizer, Caller};
use crate::service::notices::{Initiator, Notices};
use crate::service::ports::{
    AccountEvent, AuthorityError, BadgeProof, BadgeServer, BadgeVerdict, Cancellation, NewBadge,
    NewSession, NotedBadge, SessionLimitError, StoreError,
};
use crate::service::quick_unlock::own_pin::full_sign_in;
use crate::service::session::SignInMethod;
use crate::service::sign_in::opening::SessionOpener;
use crate::service::users::UserError;
use crate::testing::restricted::kept_badges::digest;
use crate::testing::restricted::server_badge::Limit;
use crate::testing::restricted::{Computer, unavailable, user_in};

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

fn left(cancelled: &Cancellation) -> Result<(), AuthorityError> {
    if cancelled.is_cancelled() {
        return Err(AuthorityError::Left);
    }
    Ok(())
}
