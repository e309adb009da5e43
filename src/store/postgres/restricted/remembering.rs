//! The remembered sign-in of a restricted computer. The server has its record, which decides. The one on this computer says that
//! there is one, so that the keyring is not asked without need, and notes what the server has not heard of yet.

use crate::domain::account_id::AccountId;
use crate::domain::remember_me::{Selector, Token as RememberedToken, TokenHash};
use crate::domain::settings::Sessions;
use crate::domain::throttle::Attempts;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{
    AuthorityError, Cancellation, ChangeSealed, LockMark, NewSession, RememberedSignIn, Resumption,
    SessionLimitError, SessionSlot, SessionStore, StateError, StoreError,
};
use crate::store::postgres::connection::calls::Call;
use crate::store::postgres::error::{FunctionRefusal, PgError};
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::asking::{PATIENCE, not_understood};
use crate::store::postgres::restricted::functions::{FORGET, MARK, REMEMBER, RESUME, RESUMED};
use crate::store::postgres::restricted::registry::Token;
use crate::store::postgres::restricted::resumption::{Said, said};
use crate::store::postgres::restricted::state::not_here;

/// A session gets its slot when the server lets it begin.
impl SessionStore for RestrictedServer {
    fn remembered(&self) -> Result<Option<RememberedSignIn>, StateError> {
        let record = self.0.local.remembered()?;
        if let Some(record) = record.as_ref().filter(|record| is_over(record)) {
            // The server could not be reached when it ended.
            self.end_remembered(record);
            return Ok(None);
        }
        Ok(record)
    }

    fn remember(&self, sign_in: &RememberedSignIn) -> Result<(), StateError> {
        let session = self.0.sessions.of(sign_in.account);
        let session = session.ok_or(PgError::Function(FunctionRefusal::Ended))?;
        let before = self.0.local.remembered()?;
        let before = before.and_then(|before| before.selector.bytes());
        let before = before.as_ref().map(<[u8; 16]>::as_slice);
        let selector = selector_of(sign_in)?;
        let values = &[
            &session.token.as_bytes() as _,
            &selector.as_slice() as _,
            &sign_in.token.0.as_slice() as _,
            &before as _,
        ];
        self.0.client.query(REMEMBER, values)?;
        self.0.local.remember(sign_in)
    }

    /// Changes which windows are locked. The mark of a lock is stored here before the server is told of it, so that it outlives a
    /// program that is killed meanwhile.
    fn rotate(
        &self,
        selector: &Selector,
        change: &dyn Fn(&mut RememberedSignIn),
    ) -> Result<(), StateError> {
        let before = self.0.local.remembered()?;
        let is_it = |record: &RememberedSignIn| record.selector == *selector && !is_over(record);
        let Some(before) = before.filter(is_it) else {
            return Ok(());
        };
        self.0.local.rotate(selector, change)?;
        let after = self.0.local.remembered()?.filter(is_it);
        let locks = after.map(|after| after.locks).unwrap_or_default();
        let mut removed = before.locks;
        removed.retain(|mark| !locks.contains(mark));
        if locks.is_empty() && removed.is_empty() {
            return Ok(());
        }
        let session = self.0.sessions.of(before.account);
        let session = session.as_ref().map(|session| session.token.as_bytes());
        let selector = before.selector.bytes().ok_or_else(damaged)?;
        let marks =
            |of: &[LockMark]| -> Vec<Vec<u8>> { of.iter().map(|of| of.0.to_vec()).collect() };
        let (locks, removed) = (marks(&locks), marks(&removed));
        let values = &[
            &session as _,
            &selector.as_slice() as _,
            &locks as _,
            &removed as _,
        ];
        self.0.client.query(MARK, values)?;
        Ok(())
    }

    /// Ends it here, and at the server as soon as that can be reached.
    fn forget(&self, account: AccountId) -> Result<bool, StateError> {
        let record = self.0.local.remembered()?;
        let is_of = |record: &RememberedSignIn| record.account == account && !is_over(record);
        let Some(record) = record.filter(is_of) else {
            return Ok(false);
        };
        self.0.local.rotate(&record.selector, &|record| {
            record.expires_at = OVER;
            record.locks.clear();
        })?;
        self.end_remembered(&record);
        Ok(true)
    }

    /// PINs are on this computer only.
    fn quick_unlock_gate(&self) -> Result<SessionSlot, StateError> {
        self.0.local.quick_unlock_gate()
    }

    fn quick_unlock(&self, change: &mut ChangeSealed<'_>) -> Result<(), StateError> {
        self.0.local.quick_unlock(change)
    }

    /// Returns those that have a session of this program.
    fn active_sessions(&self, accounts: &[AccountId]) -> Result<Vec<AccountId>, StateError> {
        let is_open = |account: &&AccountId| self.0.sessions.of(**account).is_some();
        Ok(accounts.iter().filter(is_open).copied().collect())
    }

    fn claim_session_slot(
        &self,
        _: AccountId,
        _: Sessions,
    ) -> Result<SessionSlot, SessionLimitError> {
        Err(not_here().into())
    }
}

/// Expiry of a sign-in that has ended on this computer.
const OVER: Timestamp = Timestamp::from_seconds(0);

/// Returns `true` if the sign-in has ended on this computer, and perhaps not yet at the server.
fn is_over(record: &RememberedSignIn) -> bool {
    record.expires_at == OVER
}

fn selector_of(record: &RememberedSignIn) -> Result<[u8; 16], StateError> {
    record.selector.bytes().ok_or_else(damaged)
}

fn damaged() -> StateError {
    StateError::Damaged("the remembered sign-in cannot be read".to_owned())
}

impl RestrictedServer {
    /// Ends a sign-in at the server that has ended on this computer. If that fails, it is tried again when the remembered sign-in is
    /// looked up the next time.
    fn end_remembered(&self, record: &RememberedSignIn) {
        let ended = selector_of(record).and_then(|selector| {
            self.0.client.query(FORGET, &[&selector.as_slice()])?;
            self.0.local.forget(record.account)
        });
        if let Err(error) = ended {
            tracing::warn!(%error, "a remembered sign-in has not ended at the server yet");
        }
    }

    /// Presents a token to the server, with the hash of the one that replaces it.
    pub(super) fn resumption(
        &self,
        tokens: (&RememberedToken, TokenHash),
        cancelled: &Cancellation,
    ) -> Result<Resumption, AuthorityError> {
        self.0.sessions.settle();
        let ticket = Token::random()?;
        let said = match self.present(&ticket, tokens, cancelled) {
            Ok(said) => said,
            Err(error) => {
                self.0.sessions.abandon(ticket);
                return Err(error);
            }
        };
        Ok(match said {
            Said::Right(account, began) => {
                let (slot, session) = self.0.sessions.add(ticket, account)?;
                let before = Attempts::default();
                let new = NewSession::new(account, before, slot, session);
                Resumption::Right { new, began }
            }
            Said::Locked(username) => Resumption::Locked(username),
            Said::NotNow(refusal) => Resumption::NotNow(refusal),
            Said::Reused => Resumption::Reused,
            Said::Limit(error) => Resumption::Limit(error),
            Said::NotRemembered | Said::Wait(_) => Resumption::NotRemembered,
        })
    }

    /// Presents a token under a ticket, and returns what the server says once it no longer asks to wait.
    fn present(
        &self,
        ticket: &Token,
        (presented, next): (&RememberedToken, TokenHash),
        cancelled: &Cancellation,
    ) -> Result<Said, AuthorityError> {
        let begun = self.0.clock.elapsed();
        let (ticket, selector) = (ticket.as_bytes(), presented.selector_bytes());
        let values = [
            &ticket as _,
            &selector.as_slice() as _,
            &presented.secret().as_slice() as _,
            &next.0.as_slice() as _,
        ];
        let again: [Call<'_>; 1] = [(RESUMED, &[&ticket])];
        // The first time that it is asked for, the server looks at the token.
        let mut answer = self.last_text(&[(RESUME, &values), again[0], again[0]])?;
        loop {
            let now = self.0.clock.now();
            let wait = match said(&answer, now, &self.0.clock.time_zone()) {
                Some(Said::Wait(wait)) => wait,
                Some(said) => return Ok(said),
                None => return Err(not_understood().into()),
            };
            if self.0.clock.elapsed().saturating_sub(begun) > PATIENCE {
                let reason = "the server gives no answer".to_owned();
                return Err(StoreError::Unavailable(reason).into());
            }
            self.0.clock.wait(wait, cancelled);
            if cancelled.is_cancelled() {
                return Err(AuthorityError::Left);
            }
            answer = self.last_text(&again)?;
        }
    }
}
