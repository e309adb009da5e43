//! Counting tries to unlock a window while the credential store cannot be reached.

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::settings::Settings;
use crate::domain::user::User;

use crate::service::or_log::OrLog as _;
use crate::service::ports::Snapshot;
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

    /// Counts and records what was tried while the store could not be reached, which `snapshot` was just read from: a lockout
    /// holds on all computers. What concerns an account that is gone by now is dropped, as its names may have been erased.
    pub(crate) fn report_offline(&self, snapshot: &Snapshot) {
        let settings = &snapshot.settings;
        let tries = self.offline.take();
        for (at, of) in tries.iter().enumerate() {
            let Some(user) = snapshot.users.with_id(of.account) else {
                continue;
            };
            let (kind, word) = if of.has_unlocked {
                (AuditKind::Lock, AuditWord::UnlockedOffline)
            } else {
                let failed = |attempts, now| settings.lockout.failed(attempts, now);
                let counted = self.change(&key_of(user), failed);
                if counted.or_log("count a try during an outage").is_none() {
                    return self.offline.put_back(&tries[at..]);
                }
                self.failed(settings.delay);
                (AuditKind::Account, AuditWord::WrongPasswordOffline)
            };
            self.audit
                .record_earlier(of.at, kind, (user.into(), of.has_unlocked), word);
        }
    }
}
