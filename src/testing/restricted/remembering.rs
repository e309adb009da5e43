//! The remembered sign-ins of restricted computers, as the server decides about them.

use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::ended_credentials::{password_of, remembered_of};
use crate::domain::remember_me::{Selector, Token, TokenHash};
use crate::domain::settings::{Sessions, Settings};
use crate::domain::user::{User, UserPatch};
use crate::service::audit::recorder::AuditRecorder;
use crate::service::editor::Editor;
use crate::service::notices::{Initiator, Notices};
use crate::service::ports::{
    AccountEvent, AuthorityError, ChangeSealed, LockMark, RememberedSignIn, Resumption,
    SessionLimitError, SessionSlot, SessionStore, Snapshot, StateError, StoreError,
};
use crate::service::session::SignInMethod;
use crate::service::sign_in::opening::SessionOpener;
use crate::service::sign_in::pending::{ProvenFactors, next_step_for};
use crate::testing::restricted::no_state::denied;
use crate::testing::restricted::{Computer, user_in};

impl SessionStore for Computer {
    fn remembered(&self) -> Result<Option<RememberedSignIn>, StateError> {
        self.local.remembered()
    }

    fn remember(&self, sign_in: &RememberedSignIn) -> Result<(), StateError> {
        self.check_state()?;
        let all = self.read_all().map_err(|_| denied())?;
        let session = self.session_of(sign_in.account).ok_or_else(denied)?;
        let now = self.server.dependencies.clock.now();
        let user = user_in(&all, sign_in.account).ok_or_else(denied)?;
        let is_on = all.settings.remember.is_on();
        if !is_on || !session.is_fresh(now) || has_more_to_do(user, &all.settings) {
            return Err(denied());
        }
        let codes = &self.server.dependencies.codes;
        codes.forget_ended(&remembered_of(user))?;
        let record = RememberedSignIn {
            credential: user.fingerprint().ok_or_else(denied)?,
            next: Vec::new(),
            locks: Vec::new(),
            created_at: session.state().began().min(now),
            used_at: now,
            expires_at: all.settings.remember.expiry(now),
            ..sign_in.clone()
        };
        self.server.state().remembered.insert(self.number, record);
        self.local.remember(sign_in)
    }

    fn rotate(
        &self,
        selector: &Selector,
        change: &dyn Fn(&mut RememberedSignIn),
    ) -> Result<(), StateError> {
        let before = self.local.remembered()?;
        self.local.rotate(selector, change)?;
        let after = self.local.remembered()?;
        self.check_state()?;
        let (Some(before), Some(after)) = (before, after) else {
            return Ok(());
        };
        let mut removed = before.locks;
        removed.retain(|mark| !after.locks.contains(mark));
        self.mark(&after, &removed)
    }

    fn forget(&self, account: AccountId) -> Result<bool, StateError> {
        self.check_state()?;
        let mut state = self.server.state();
        let is_of = |of: &RememberedSignIn| of.account == account;
        if state.remembered.get(&self.number).is_some_and(is_of) {
            state.remembered.remove(&self.number);
        }
        self.local.forget(account)
    }

    fn quick_unlock_gate(&self) -> Result<SessionSlot, StateError> {
        self.local.quick_unlock_gate()
    }

    fn quick_unlock(&self, change: &mut ChangeSealed<'_>) -> Result<(), StateError> {
        self.local.quick_unlock(change)
    }

    fn active_sessions(&self, _: &[AccountId]) -> Result<Vec<AccountId>, StateError> {
        Err(denied())
    }

    fn claim_session_slot(
        &self,
        _: AccountId,
        _: Sessions,
    ) -> Result<SessionSlot, SessionLimitError> {
        Err(denied().into())
    }
}

fn has_more_to_do(user: &User, settings: &Settings) -> bool {
    next_step_for(user, settings, ProvenFactors::Both).is_some()
}

impl Computer {
    /// Takes in which windows are locked. Only the password, just entered, removes marks.
    fn mark(&self, after: &RememberedSignIn, removed: &[LockMark]) -> Result<(), StateError> {
        let session = self.session_of(after.account);
        let now = self.server.dependencies.clock.now();
        if !removed.is_empty() && !session.is_some_and(|session| session.is_fresh(now)) {
            return Err(denied());
        }
        let mut state = self.server.state();
        let record = state.remembered.get_mut(&self.number);
        if let Some(record) = record.filter(|record| record.selector == after.selector) {
            record.locks.retain(|mark| !removed.contains(mark));
            for mark in &after.locks {
                record.lock(*mark);
            }
        }
        Ok(())
    }

    /// Returns the record of a token whose user it may still sign in, and the user. Otherwise it has ended.
    fn live(&self, all: &Snapshot, presented: &Token) -> Option<(RememberedSignIn, User)> {
        let server = &self.server;
        let record = server.state().remembered.get(&self.number)?.clone();
        if record.selector != *presented.selector() {
            return None;
        }
        let user = user_in(all, record.account)?;
        let now = server.dependencies.clock.now();
        let settings = &all.settings;
        let end = settings.sessions.end(record.created_at);
        let is_over = now >= record.expires_at
            || now >= settings.remember.expiry(record.created_at)
            || end.is_some_and(|end| now >= end)
            || now < record.used_at.max(record.created_at) - 5 * 60;
        let revived = [remembered_of(user), password_of(user)].concat();
        let has_ended = server.dependencies.codes.has_ended(&revived);
        if is_over || has_ended != Ok(false) || !record.is_of(user) {
            server.state().remembered.remove(&self.number);
            return None;
        }
        Some((record, user.clone()))
    }

    /// Decides about a token that is presented.
    pub(super) fn resumption(
        &self,
        all: &Arc<Snapshot>,
        presented: &Token,
        next: TokenHash,
    ) -> Result<Resumption, AuthorityError> {
        let Some((record, user)) = self.live(all, presented) else {
            return Ok(Resumption::NotRemembered);
        };
        let context = &self.server.trusted.context;
        let is_current = presented.matches(&record.token);
        if !is_current && !record.next.iter().any(|next| presented.matches(next)) {
            self.server.state().remembered.remove(&self.number);
            let epoch = UserPatch::next_epoch(&user);
            Editor::from(context).patch(all, &user, &epoch)?;
            let event = AccountEvent::TokenReused;
            Notices::from(context).send(&user, event, Initiator::Owner);
            return Ok(Resumption::Reused);
        }
        if has_more_to_do(&user, &all.settings) {
            self.server.state().remembered.remove(&self.number);
            return Ok(Resumption::NotRemembered);
        }
        if !record.locks.is_empty() {
            return Ok(Resumption::Locked(user.username.as_str().to_owned()));
        }
        let opener = SessionOpener::from(context);
        if let Err(refusal) = opener.check_times(&user) {
            return Ok(Resumption::NotNow(refusal));
        }
        let slot = match opener.claim_slot(&user, &all.settings) {
            Ok(slot) => slot,
            Err(SessionLimitError::State(error)) => {
                return Err(StoreError::Unavailable(error.to_string()).into());
            }
            Err(limit) => return Ok(Resumption::Limit(limit)),
        };
        self.replace(presented, next);
        AuditRecorder::from(context).record(AuditKind::SignIn, &user, true, AuditWord::Token);
        let began = (record.created_at, all.settings.sessions);
        let session = opener.session(user, (SignInMethod::Token, None), slot, began);
        let view = opener.views.view(session, all);
        Ok(Resumption::Right {
            new: self.started(*view),
            began: record.created_at,
        })
    }

    /// Accepts the presented token and the one that replaces it (R38).
    fn replace(&self, presented: &Token, next: TokenHash) {
        let now = self.server.dependencies.clock.now();
        let mut state = self.server.state();
        if let Some(record) = state.remembered.get_mut(&self.number) {
            if !presented.matches(&record.token) {
                record.token = presented.hash();
                record.next.clear();
            }
            record.next.push(next);
            record.used_at = record.used_at.max(now);
        }
    }
}
