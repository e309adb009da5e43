//! Counting tries to unlock a window while the credential store cannot be reached.

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::settings::Settings;
use crate::domain::user::User;

use crate::service::offline_tries::OfflineTry;
use crate::service::ports::{Snapshot, StateError};
use crate::service::throttle::{Throttle, key_of};

impl Throttle {
    /// Counts a try as a failure before the password is checked, and returns its number. `None` if no more are allowed.
    pub(crate) fn count_offline(&self, user: &User, settings: &Settings) -> Option<u64> {
        let of = (user.id, self.clock.now());
        self.offline
            .count(&key_of(user), of, settings.lockout.after)
    }

    /// Removes a try whose password was right.
    pub(crate) fn undo_offline(&self, user: &User, number: u64) {
        self.offline.undo(&key_of(user), number);
    }

    /// Notes that the window of a user was unlocked.
    pub(crate) fn note_offline_unlock(&self, user: &User) {
        self.offline.note_unlock(user.id, self.clock.now());
    }

    /// Does the same as [`Self::report_offline`] at once, with what was read before the outage, if the store of the attempts and the
    /// audit log may be another one, which answers.
    pub(crate) fn report_at_once(&self, last: &Snapshot) {
        if !self.audit.has_failed() {
            self.report_offline(last);
        }
    }

    /// Counts and records what was tried while the store could not be reached: a lockout holds on all computers. What concerns an
    /// account that is gone by now is dropped, as its names may have been erased. What fails is kept.
    pub(crate) fn report_offline(&self, snapshot: &Snapshot) {
        let settings = &snapshot.settings;
        let mut tries = self.offline.take();
        for at in 0..tries.len() {
            let of = &mut tries[at];
            let Some(user) = snapshot.users.with_id(of.account) else {
                continue;
            };
            if let Err(error) = self.report(of, user, settings) {
                self.audit.note_failure(error);
                return self.offline.put_back(&tries[at..]);
            }
        }
    }

    fn report(
        &self,
        of: &mut OfflineTry,
        user: &User,
        settings: &Settings,
    ) -> Result<(), StateError> {
        if !of.is_counted {
            let failed = |attempts, now| settings.lockout.failed(attempts, now);
            self.change(&key_of(user), failed)?;
            of.is_counted = true;
            self.failed(settings.delay);
        }
        let (kind, word) = if of.has_unlocked {
            (AuditKind::Lock, AuditWord::UnlockedOffline)
        } else {
            (AuditKind::Account, AuditWord::WrongPasswordOffline)
        };
        self.audit
            .record_earlier(of.at, kind, (user.into(), of.has_unlocked), word)
    }
}
