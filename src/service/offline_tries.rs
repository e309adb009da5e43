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
    last: u64,
}

/// A try that the store does not know of.
#[derive(Clone)]
pub(crate) struct OfflineTry {
    number: u64,
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

    /// Counts a try as a failure before the password is checked, and returns its number. `None` if no more are allowed: as many
    /// as before a lockout, and never more than [`TRIES`].
    pub(crate) fn count(
        &self,
        key: &AttemptKey,
        (account, at): (AccountId, Timestamp),
        before_lockout: u32,
    ) -> Option<u64> {
        let mut noted = self.noted();
        let failures = noted.failures.get_mut(key)?;
        if *failures >= before_lockout.min(TRIES) {
            return None;
        }
        *failures += 1;
        Some(noted.add(account, at, false))
    }

    /// Removes a try whose password was right. Earlier failures stay.
    pub(crate) fn undo(&self, key: &AttemptKey, number: u64) {
        let mut noted = self.noted();
        noted.unreported.retain(|of| of.number != number);
        if let Some(failures) = noted.failures.get_mut(key) {
            *failures = failures.saturating_sub(1);
        }
    }

    /// Notes that a window was unlocked.
    pub(crate) fn note_unlock(&self, account: AccountId, at: Timestamp) {
        self.noted().add(account, at, true);
    }

    /// Takes what the store does not know of.
    pub(crate) fn take(&self) -> Vec<OfflineTry> {
        std::mem::take(&mut self.noted().unreported)
    }

    /// Puts back what the store could not take in.
    pub(crate) fn put_back(&self, tries: &[OfflineTry]) {
        self.noted().unreported.splice(0..0, tries.iter().cloned());
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Noted {
    fn add(&mut self, account: AccountId, at: Timestamp, has_unlocked: bool) -> u64 {
        self.last += 1;
        self.unreported.push(OfflineTry {
            number: self.last,
            account,
            at,
            has_unlocked,
            is_counted: has_unlocked,
        });
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r20_nothing_but_a_right_password_that_the_store_has_checked_gives_tries_back() {
        let (tries, key) = (OfflineTries::default(), AttemptKey([1; 32]));
        let of = (AccountId::new([1; 16]), Timestamp::from_seconds(0));
        assert_eq!(tries.count(&key, of, 5), None, "the name is not known");
        tries.reset(&key);
        let looked_at = || {
            (0..9)
                .filter(|_| tries.count(&key, of, 5).is_some())
                .count()
        };
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
}
