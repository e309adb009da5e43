//! Counting tries to unlock a window while the credential store cannot be reached.

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::settings::Settings;
use crate::domain::throttle::Attempts;
use crate::domain::user::User;

use crate::service::offline_tries::OfflineTry;
use crate::service::ports::{AuthorityError, Snapshot, StateError, Verdict};
use crate::service::throttle::{Throttle, key_of};

impl Throttle {
    /// Counts a try as a failure before the password is checked, on top of what the store of the attempts has counted if it answers.
    /// Returns `false` if no more are allowed.
    pub(crate) fn count_offline(&self, user: &User, settings: &Settings) -> bool {
        let (key, rule) = (key_of(user), settings.lockout);
        if self.authority.is_some() {
            self.offline.set_silent(true);
        } else if !self.offline.is_silent() {
            // Another program of this user may have counted tries as well.
            let known = self.attempts.attempts_of(std::slice::from_ref(&key));
            let known = self.unless_silent(known).unwrap_or_default();
            let known = known.first().copied().unwrap_or_default();
            let (Attempts { failures, .. }, may) = rule.checked(known, self.clock.now());
            self.offline
                .note(&key, if may.is_ok() { failures } else { u32::MAX });
        }
        self.offline.count(&key, rule.after)
    }

    /// Takes in that the server has found the password of a user right, so that tries during an outage begin anew.
    pub(crate) fn begin_offline(&self, user: &User) {
        self.offline.reset(&key_of(user));
    }

    /// Takes in that a server has refused an attempt of a user, as a failure or because the name is locked, so that tries during an
    /// outage begin there.
    pub(crate) fn refused_at_server<T>(&self, user: &User, verdict: &Verdict<T>) {
        if is_refused(verdict) {
            let is_locked = matches!(verdict, Verdict::Locked(_));
            self.offline.refused(&key_of(user), is_locked);
        }
    }

    /// Removes a try whose password was right.
    pub(crate) fn undo_offline(&self, user: &User) {
        self.offline.undo(&key_of(user));
    }

    /// Notes that the window of a user was unlocked, or that the password was wrong.
    pub(crate) fn add_offline(&self, user: &User, has_unlocked: bool) {
        self.offline.add(user.id, self.clock.now(), has_unlocked);
    }

    /// Does the same as [`Self::report_offline`] at once, with what was read before the outage, if the store of the attempts and the
    /// audit log may be another one, which answers.
    pub(crate) fn report_at_once(&self, last: &Snapshot) {
        if !self.offline.is_silent() {
            self.report(last);
        }
    }

    /// Counts and records what was tried while the store could not be reached: a lockout holds on all computers. What concerns an
    /// account that is gone by now is dropped, as its names may have been erased. What fails is kept.
    pub(crate) fn report_offline(&self, snapshot: &Snapshot) {
        self.offline.set_silent(false);
        self.report(snapshot);
    }

    fn report(&self, snapshot: &Snapshot) {
        let mut tries = self.offline.take();
        tries.retain(|of| snapshot.users.with_id(of.account).is_some());
        let user_of = |of: &OfflineTry| snapshot.users.with_id(of.account);
        // All are counted first: an audit log that fails must not give any of them back.
        let mut uncounted = tries.iter_mut().filter(|of| !of.is_counted);
        let counted = uncounted.try_for_each(|of| {
            let user = user_of(of);
            user.map_or(Ok(()), |user| self.count_late(user, &snapshot.settings))?;
            of.is_counted = true;
            Ok(())
        });
        let mut recorded = 0;
        let result = counted.and_then(|()| {
            tries.iter().try_for_each(|of| {
                user_of(of).map_or(Ok(()), |user| self.record_late(of, user))?;
                recorded += 1;
                Ok(())
            })
        });
        if let Err(error) = result {
            self.audit.note_failure(error);
            tries.drain(..recorded);
            self.offline.put_back(tries);
        }
    }

    /// Counts a failure of a user that was made during an outage.
    pub(crate) fn count_late(&self, user: &User, settings: &Settings) -> Result<(), StateError> {
        if let Some(authority) = &self.authority {
            return match authority.count_failures(user.id, 1) {
                // Without the session there is no window that could be unlocked.
                Ok(()) | Err(AuthorityError::Ended) => Ok(()),
                Err(error) => Err(StateError::Unavailable(error.to_string())),
            };
        }
        let failed = |attempts, now| settings.lockout.failed(attempts, now);
        self.unless_silent(self.change(&key_of(user), failed))?;
        self.failed(settings.delay);
        Ok(())
    }

    fn record_late(&self, of: &OfflineTry, user: &User) -> Result<(), StateError> {
        if self.authority.is_some() && !of.has_unlocked {
            // The server has recorded it.
            return Ok(());
        }
        let (kind, word) = if of.has_unlocked {
            (AuditKind::Lock, AuditWord::UnlockedOffline)
        } else {
            (AuditKind::Account, AuditWord::WrongPasswordOffline)
        };
        self.audit
            .record_earlier(of.at, kind, (user.into(), of.has_unlocked), word)
    }

    /// Notes whether the store of the attempts does not answer: it is not waited for again before the credential store answers.
    fn unless_silent<T>(&self, result: Result<T, StateError>) -> Result<T, StateError> {
        if matches!(result, Err(StateError::Unavailable(_))) {
            self.offline.set_silent(true);
        }
        result
    }
}

/// Returns `true` if a server has counted a failure, or makes no attempt because there were too many.
pub(crate) fn is_refused<T>(verdict: &Verdict<T>) -> bool {
    matches!(
        verdict,
        Verdict::Wrong { .. } | Verdict::WrongCode | Verdict::Locked(_)
    )
}
