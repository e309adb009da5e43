//! Second factors and recovery codes of users at restricted computers, as the server changes them.

use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::domain::key_vault::KeyVault;
use crate::domain::user::{User, UserPatch};
use crate::service::Session;
use crate::service::editor::Editor;
use crate::service::notices::{Initiator, Notices};
use crate::service::or_log::OrLog as _;
use crate::service::ports::{
    AccountEvent, AuthorityError, AwaitedCode, Cancellation, FactorServer, NewFactor, NewSession,
    Snapshot, StateError, StoreError, Verdict,
};
use crate::service::sign_in::opening::SessionOpener;
use crate::service::sign_in::pending::{PENDING_SIGN_IN_SECONDS, ProvenFactors};
use crate::service::throttle::key_of;
use crate::testing::restricted::authority::needs_set_up;
use crate::testing::restricted::{Computer, ServerSession, user_in};

/// For how many seconds a password counts as just entered.
const FRESH_SECONDS: i64 = 5 * 60;

impl FactorServer for Computer {
    fn set_two_step(&self, account: AccountId, factor: &NewFactor) -> Result<bool, AuthorityError> {
        let all = self.read_all()?;
        let session = self.proven(account, PENDING_SIGN_IN_SECONDS)?;
        let user = user_in(&all, account).ok_or(AuthorityError::Ended)?;
        if !self.takes_code(user, factor)? {
            return Ok(false);
        }
        let patch = UserPatch::key_vault(factor.vault.clone());
        let changed =
            self.change_factor(&all, (user, &session), &patch, AccountEvent::TwoStepOn)?;
        self.keep_factor(&changed, factor);
        Ok(true)
    }

    fn renew_codes(&self, account: AccountId, vault: &KeyVault) -> Result<(), AuthorityError> {
        let all = self.read_all()?;
        let session = self.proven(account, FRESH_SECONDS)?;
        let user = user_in(&all, account).ok_or(AuthorityError::Ended)?;
        let patch = UserPatch::key_vault(KeyVault {
            totp: user.key_vault.totp.clone(),
            ..vault.clone()
        });
        let event = AccountEvent::CodesRenewed;
        self.change_factor(&all, (user, &session), &patch, event)?;
        Ok(())
    }

    fn two_step_off(
        &self,
        account: AccountId,
        must_change_password: bool,
    ) -> Result<bool, AuthorityError> {
        let all = self.read_all()?;
        let session = self.proven(account, FRESH_SECONDS)?;
        let user = user_in(&all, account).ok_or(AuthorityError::Ended)?;
        let is_required = all.settings.two_step.is_required(&user.roles);
        if is_required || user.key_vault.totp.is_none() {
            return Ok(false);
        }
        let patch = UserPatch {
            must_change_password: must_change_password.then_some(true),
            ..UserPatch::key_vault(user.key_vault.without_totp())
        };
        let event = AccountEvent::TwoStepOff;
        self.change_factor(&all, (user, &session), &patch, event)?;
        Ok(true)
    }

    fn set_up(
        &self,
        awaited: &AwaitedCode,
        factor: &NewFactor,
        cancelled: &Cancellation,
    ) -> Result<Verdict<NewSession>, AuthorityError> {
        let all = self.read_all()?;
        if cancelled.is_cancelled() {
            return Err(AuthorityError::Left);
        }
        let pending = self.awaited(awaited).ok_or(AuthorityError::Ended)?;
        let context = &self.server.trusted.context;
        let now = self.server.dependencies.clock.now();
        let is_valid = pending.is_valid(&context.open_sessions, &all, now);
        if !is_valid || !needs_set_up(&pending) {
            return Err(AuthorityError::Ended);
        }
        if !self.takes_code(pending.user(), factor)? {
            return Ok(Verdict::WrongCode);
        }
        let patch = UserPatch::key_vault(factor.vault.clone());
        let changed = Editor::from(context).patch(&all, pending.user(), &patch)?;
        let changed = changed.ok_or(AuthorityError::Ended)?;
        self.keep_factor(&changed, factor);
        let notices = Notices::from(context);
        notices.send(&changed, AccountEvent::TwoStepOn, Initiator::Owner);
        self.server.state().sessions.retain(|_, of| {
            let stays = of.session.user().id != changed.id;
            if !stays {
                of.session.state().end();
            }
            stays
        });
        let opener = SessionOpener::from(context);
        let all = self.server.dependencies.credentials.read()?;
        self.verdict(opener.proceed(&all, changed, ProvenFactors::Both, pending.vault.clone()))
    }
}

impl Computer {
    /// Returns the session of an account in which the password was entered so many seconds ago, and not used for anything since.
    fn proven(&self, account: AccountId, seconds: i64) -> Result<Session, AuthorityError> {
        let session = self.session_of(account).ok_or(AuthorityError::Ended)?;
        let now = self.server.dependencies.clock.now();
        let is_recent = session.password_at().is_some_and(|at| now - at < seconds);
        let state = self.server.state();
        let is_it = |of: &&ServerSession| of.computer == self.number && of.is_proven;
        let mut proven = state.sessions.values().filter(is_it);
        let is_proven = proven.any(|of| of.session.is_copy_of(&session));
        (is_recent && is_proven)
            .then_some(session)
            .ok_or(AuthorityError::Ended)
    }

    /// Uses up the code of an app that is set up. Returns `false` if it is wrong, or was used before.
    fn takes_code(&self, user: &User, factor: &NewFactor) -> Result<bool, AuthorityError> {
        let dependencies = &self.server.dependencies;
        let Some(step) = factor.totp.step_of(&factor.code, dependencies.clock.now()) else {
            return Ok(false);
        };
        let is_new = dependencies.codes.use_step(&key_of(user), step);
        Ok(is_new.map_err(unavailable)? || user.key_vault.totp.is_some())
    }

    /// Keeps the secret of the app, with which the server checks codes.
    fn keep_factor(&self, user: &User, factor: &NewFactor) {
        if let Some(sealed) = &user.key_vault.totp {
            let codes = &self.server.dependencies.codes;
            let kept = codes.keep_second_factor(user.id, sealed, &factor.totp);
            kept.or_log("keep a second factor");
        }
    }

    /// Makes a change as the use cases of a trusted computer do. It keeps the session in which it was made.
    fn change_factor(
        &self,
        all: &Arc<Snapshot>,
        (user, session): (&User, &Session),
        patch: &UserPatch,
        event: AccountEvent,
    ) -> Result<User, AuthorityError> {
        let context = &self.server.trusted.context;
        let changed = Editor::from(context).patch(all, user, patch)?;
        let changed = changed.ok_or(StoreError::Changed)?;
        self.change_sessions(user.id, |of| {
            if of.session.is_copy_of(session) {
                of.session = of.session.with_user(changed.clone());
                of.is_proven = false;
            }
        });
        if changed.key_vault.totp != user.key_vault.totp {
            self.end_others(session);
        }
        Notices::from(context).send_change((user, &changed), event, Initiator::Owner);
        Ok(changed)
    }

    /// Ends the other sessions of a user at restricted computers.
    fn end_others(&self, kept: &Session) {
        let mut state = self.server.state();
        state.sessions.retain(|_, of| {
            let stays = of.session.user().id != kept.user().id || of.session.is_copy_of(kept);
            if !stays {
                of.session.state().end();
            }
            stays
        });
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn unavailable(error: StateError) -> AuthorityError {
    StoreError::Unavailable(error.to_string()).into()
}
