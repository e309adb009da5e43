//! Counting sign-in attempts under the name that they are for (R16, R19), and delaying all of them after many failures,
//! whatever their names (R86).

pub(crate) mod offline;

use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::delay::DelayRule;
use crate::domain::email::Email;
use crate::domain::fold;
use crate::domain::settings::Settings;
use crate::domain::throttle::{Attempts, Locked, LockoutRule};
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;

use crate::service::audit::recorder::{AuditRecorder, Party};
use crate::service::context::Context;
use crate::service::offline_tries::OfflineTries;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{AttemptKey, AttemptStore, Authority, Cancellation, Clock, StateError};
use crate::service::recent_failures::RecentFailures;

/// The reason why an attempt is not made.
pub(crate) enum AttemptError {
    /// Too many attempts failed.
    Locked(Locked),
    /// The window was closed, or the user cancelled, while the attempt was delayed.
    Left,
    /// The attempt cannot be counted.
    State(StateError),
}

impl From<StateError> for AttemptError {
    fn from(error: StateError) -> Self {
        Self::State(error)
    }
}

/// Counts attempts.
#[derive(Clone)]
pub(crate) struct Throttle {
    attempts: Arc<dyn AttemptStore>,
    clock: Arc<dyn Clock>,
    cancelled: Cancellation,
    audit: AuditRecorder,
    recent: RecentFailures,
    offline: OfflineTries,
    /// The server that counts in place of the store, if this is a restricted computer.
    authority: Option<Arc<dyn Authority>>,
}

impl From<&Context> for Throttle {
    fn from(from: &Context) -> Self {
        Self {
            attempts: Arc::clone(&from.attempts),
            clock: Arc::clone(&from.clock),
            cancelled: from.cancelled.clone(),
            audit: from.into(),
            recent: from.recent_failures.clone(),
            offline: from.offline_tries.clone(),
            authority: from.authority.clone(),
        }
    }
}

impl Throttle {
    /// Counts an attempt as a failure before the password is checked, and returns the number of failures
    /// in a row with it. After many failures of all names, waits first, unless the name is locked.
    ///
    /// # Errors
    /// - [`AttemptError::Locked`] if the name is locked; then the attempt is not made.
    /// - [`AttemptError::Left`] if the window was closed or the user cancelled during the wait; the attempt is not made
    ///   either.
    /// - [`AttemptError::State`] if it cannot be counted.
    pub(crate) fn count(&self, key: &AttemptKey, settings: &Settings) -> Result<u32, AttemptError> {
        let rule = settings.lockout;
        if !self.delay(settings.delay)?.is_zero() {
            self.allowed(key, |attempts, now| rule.checked(attempts, now))?;
            self.wait(settings)?;
        }
        let counted = self.allowed(key, |attempts, now| rule.tried(attempts, now))?;
        self.recent.note(key, self.clock.now());
        Ok(counted)
    }

    /// Waits after many failures of all names.
    ///
    /// # Errors
    /// - [`AttemptError::Left`] if the window was closed or the user cancelled during the wait; the attempt must not be made.
    /// - [`AttemptError::State`] if the failures cannot be read.
    pub(crate) fn wait(&self, settings: &Settings) -> Result<(), AttemptError> {
        let time = self.delay(settings.delay)?;
        if !time.is_zero() {
            self.clock.wait(time, &self.cancelled);
            if self.cancelled.is_cancelled() {
                return Err(AttemptError::Left);
            }
        }
        Ok(())
    }

    /// Changes the attempts, and returns the failures in a row if the rule allows an attempt.
    fn allowed(
        &self,
        key: &AttemptKey,
        rule: impl Fn(Attempts, Timestamp) -> (Attempts, Result<(), Locked>),
    ) -> Result<u32, AttemptError> {
        let now = self.clock.now();
        let before = self
            .attempts
            .attempts(key, &|attempts| rule(attempts, now).0)?;
        let (after, may) = rule(before, now);
        let failures = if may.is_ok() {
            after.failures
        } else {
            u32::MAX
        };
        self.offline.note(key, failures);
        may.map(|()| after.failures).map_err(AttemptError::Locked)
    }

    /// Removes an attempt that was counted as failure number `counted` and was right. Earlier failures
    /// stay.
    pub(crate) fn undo(&self, key: &AttemptKey, counted: u32) -> Result<(), StateError> {
        self.change(key, |attempts, now| {
            LockoutRule::attempt_undone(attempts, counted, now)
        })?;
        self.recent.undo(key);
        Ok(())
    }

    /// Resets the failures after a complete sign-in. Returns the attempts before, and how many were made here right before.
    pub(crate) fn succeed(&self, key: &AttemptKey) -> Result<(Attempts, u32), StateError> {
        let before = self.change(key, LockoutRule::succeeded)?;
        self.offline.reset(key);
        Ok((before, self.recent.take(key, self.clock.now())))
    }

    /// Resets the failures.
    pub(crate) fn unlock(&self, key: &AttemptKey) -> Result<(), StateError> {
        self.change(key, LockoutRule::unlocked)?;
        self.offline.reset(key);
        self.recent.take(key, self.clock.now());
        Ok(())
    }

    /// Notes that a server has refused an attempt with this name, to tell it apart from those of others.
    pub(crate) fn note_own_failure(&self, login: &str) {
        self.recent
            .note(&attempt_key(None, login), self.clock.now());
    }

    /// Returns how many attempts with this name a server has refused right before, and forgets them.
    pub(crate) fn take_own_failures(&self, login: &str) -> u32 {
        self.recent
            .take(&attempt_key(None, login), self.clock.now())
    }

    /// Returns how long the next attempt is delayed.
    fn delay(&self, rule: DelayRule) -> Result<Duration, StateError> {
        let (key, now) = (all_names_key(), self.clock.now());
        let known = self.attempts.attempts_of(std::slice::from_ref(&key))?;
        let all = known.first().copied().unwrap_or_default();
        if rule.delay(all, now).is_zero() {
            return Ok(Duration::ZERO);
        }
        // Stored, so that a clock that is set back does not extend the delay.
        let expired = |all| rule.expired(all, now);
        let all = expired(self.attempts.attempts(&key, &expired)?);
        Ok(rule.delay(all, now))
    }

    /// Counts a failure of all names. Returns `true` if the next attempt is delayed, and records the first of these.
    pub(crate) fn failed(&self, rule: DelayRule) -> bool {
        let now = self.clock.now();
        let failed = |all| rule.failed(all, now);
        let before = self.attempts.attempts(&all_names_key(), &failed);
        let Some(before) = before.or_log("count a failure of all names") else {
            return false;
        };
        let is_delayed = |all| !rule.delay(all, now).is_zero();
        let delays = is_delayed(failed(before));
        if delays && !is_delayed(before) {
            let detail = AuditWord::ManyFailures;
            self.audit
                .record(AuditKind::SignIn, Party::NONE, false, detail);
        }
        delays
    }

    fn change(
        &self,
        key: &AttemptKey,
        change: impl Fn(Attempts, Timestamp) -> Attempts,
    ) -> Result<Attempts, StateError> {
        let now = self.clock.now();
        self.attempts
            .attempts(key, &|attempts| change(attempts, now))
    }
}

/// Returns the key under which attempts are counted: of the user, whichever of their names was typed, or
/// else of what was typed.
pub(crate) fn attempt_key(found: Option<&User>, login: &str) -> AttemptKey {
    match found {
        Some(user) => key_of(user),
        None => digest(b"attempt\0", fold(login.trim()).as_bytes()),
    }
}

/// Returns the key of a user: of the account and not of the name, which another account can have later (R82).
pub(crate) fn key_of(user: &User) -> AttemptKey {
    digest(b"account\0", user.id.as_bytes())
}

/// Returns the key of a registration with this address, whether or not it has an account: its mails are not those of a
/// recovery.
pub(crate) fn registration_key(email: &Email) -> AttemptKey {
    digest(b"registration\0", email.key().as_bytes())
}

/// Returns the key under which mails to this name are counted.
pub(crate) fn mail_key(key: &AttemptKey) -> AttemptKey {
    digest(b"mail\0", &key.0)
}

/// Returns the key under which the failures of all names are counted.
pub(crate) fn all_names_key() -> AttemptKey {
    digest(b"all names\0", b"")
}

fn digest(purpose: &[u8], name: &[u8]) -> AttemptKey {
    let digest = Sha256::new().chain_update(purpose).chain_update(name);
    AttemptKey(digest.finalize().into())
}
