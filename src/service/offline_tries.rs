//! Tries to unlock a window while the credential store could not be reached, until the store can count and record them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::account_id::AccountId;
use crate::domain::timestamp::Timestamp;

use crate::service::ports::AttemptKey;

/// How many wrong passwords in a row are looked at without the store, if the settings allow as many.
const TRIES: u32 = 5;

/// The tries of all windows of a service. Clones share them.
#[derive(Clone, Default)]
pub(crate) struct OfflineTries(Arc<Mutex<Noted>>);

#[derive(Default)]
struct Noted {
    /// The failures in a row of the names whose password was right in this program, as they were counted last.
    failures: HashMap<AttemptKey, u32>,
    unreported: Vec<OfflineTry>,
    /// Whether the store of the attempts did not answer since the credential store did.
    is_silent: bool,
}

/// A try that the store does not know of.
pub(crate) struct OfflineTry {
    pub(crate) account: AccountId,
    pub(crate) at: Timestamp,
    /// Whether it has unlocked the window; otherwise the password was wrong.
    pub(crate) has_unlocked: bool,
    /// Whether the store has counted it.
    pub(crate) is_counted: bool,
}

impl OfflineTries {
    /// Takes in that the password was right while the store answered, which starts the count anew.
    pub(crate) fn reset(&self, key: &AttemptKey) {
        self.noted().failures.insert(key.clone(), 0);
    }

    /// Takes in how many failures in a row the store has counted for a name, so that tries without it begin there. It never lowers
    /// the number: the store may not know all of them yet.
    pub(crate) fn note(&self, key: &AttemptKey, counted: u32) {
        if let Some(failures) = self.noted().failures.get_mut(key) {
            *failures = counted.max(*failures);
        }
    }

    /// Takes in that a server has refused an attempt for a name, so that tries without it begin there: as a failure, or because
    /// the name is locked.
    pub(crate) fn refused(&self, key: &AttemptKey, is_locked: bool) {
        if let Some(failures) = self.noted().failures.get_mut(key) {
            *failures = if is_locked {
                u32::MAX
            } else {
                failures.saturating_add(1)
            };
        }
    }

    /// Counts a try as a failure before the password is checked. Returns `false` if no more are allowed: as many as before a
    /// lockout, and never more than [`TRIES`].
    pub(crate) fn count(&self, key: &AttemptKey, before_lockout: u32) -> bool {
        let mut noted = self.noted();
        let failures = noted.failures.get_mut(key);
        let Some(failures) = failures.filter(|of| **of < before_lockout.min(TRIES)) else {
            return false;
        };
        *failures += 1;
        true
    }

    /// Removes a try whose password was right. Earlier failures stay.
    pub(crate) fn undo(&self, key: &AttemptKey) {
        if let Some(failures) = self.noted().failures.get_mut(key) {
            *failures = failures.saturating_sub(1);
        }
    }

    /// Notes a try that was compared, for the store.
    pub(crate) fn add(&self, account: AccountId, at: Timestamp, has_unlocked: bool) {
        self.noted().unreported.push(OfflineTry {
            account,
            at,
            has_unlocked,
            is_counted: has_unlocked,
        });
    }

    /// Notes whether the store of the attempts does not answer.
    pub(crate) fn set_silent(&self, is_silent: bool) {
        self.noted().is_silent = is_silent;
    }

    /// Returns `true` if the store of the attempts did not answer since the credential store did.
    pub(crate) fn is_silent(&self) -> bool {
        self.noted().is_silent
    }

    /// Takes what the store does not know of.
    pub(crate) fn take(&self) -> Vec<OfflineTry> {
        std::mem::take(&mut self.noted().unreported)
    }

    /// Puts back what the store could not take in.
    pub(crate) fn put_back(&self, tries: Vec<OfflineTry>) {
        self.noted().unreported.splice(0..0, tries);
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r20_nothing_but_a_right_password_that_the_store_has_checked_gives_tries_back() {
        let (tries, key) = (OfflineTries::default(), AttemptKey([1; 32]));
        assert!(!tries.count(&key, 5), "the name is not known");
        tries.reset(&key);
        let looked_at = || (0..9).filter(|_| tries.count(&key, 5)).count();
        assert_eq!(looked_at(), 5);
        // The store knows of one try of an approver meanwhile, and none after it was undone.
        for counted in [1, 0] {
            tries.note(&key, counted);
            assert_eq!(looked_at(), 0);
        }
        tries.take();
        assert_eq!(looked_at(), 0);
        tries.reset(&key);
        assert_eq!(looked_at(), 5);
    }

    #[test]
    fn r20_what_a_server_has_refused_leaves_fewer_tries_without_it() {
        let (tries, key) = (OfflineTries::default(), AttemptKey([1; 32]));
        tries.refused(&key, false);
        assert!(!tries.count(&key, 5), "the name is not known");
        let looked_at = || (0..9).filter(|_| tries.count(&key, 5)).count();
        tries.reset(&key);
        tries.refused(&key, false);
        tries.refused(&key, false);
        assert_eq!(looked_at(), 3);
        tries.reset(&key);
        tries.refused(&key, true);
        assert_eq!(looked_at(), 0);
    }

    #[test]
    fn r66_a_try_that_is_being_compared_is_not_reported_as_wrong() {
        let (tries, key) = (OfflineTries::default(), AttemptKey([1; 32]));
        tries.reset(&key);
        assert!(tries.count(&key, 5));
        assert!(tries.take().is_empty());
        tries.add(AccountId::new([1; 16]), Timestamp::from_seconds(0), false);
        assert_eq!(tries.take().len(), 1);
    }
}
