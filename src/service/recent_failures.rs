//! Failed attempts that were made in this process right before a sign-in: most likely the user's own typing mistakes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::timestamp::Timestamp;

use crate::service::ports::AttemptKey;

/// How long before a sign-in a failure counts as the user's own: two minutes, in seconds. Later ones were made by
/// someone who was at this computer before, for all that is known.
const OWN_SECONDS: i64 = 120;

/// The times of the attempts of the last [`OWN_SECONDS`], by name.
#[derive(Clone, Default)]
pub(crate) struct RecentFailures(Arc<Mutex<HashMap<AttemptKey, Vec<Timestamp>>>>);

impl RecentFailures {
    fn locked(&self, now: Timestamp) -> MutexGuard<'_, HashMap<AttemptKey, Vec<Timestamp>>> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, times| {
            // A clock that was set back makes no failure the user's own.
            times.retain(|at| (0..=OWN_SECONDS).contains(&(now - *at)));
            !times.is_empty()
        });
        all
    }

    /// Notes an attempt.
    pub(crate) fn note(&self, key: &AttemptKey, now: Timestamp) {
        self.locked(now).entry(key.clone()).or_default().push(now);
    }

    /// Takes back the last attempt, which was right.
    pub(crate) fn undo(&self, key: &AttemptKey, now: Timestamp) {
        if let Some(times) = self.locked(now).get_mut(key) {
            times.pop();
        }
    }

    /// Returns the number of attempts, and forgets them.
    pub(crate) fn take(&self, key: &AttemptKey, now: Timestamp) -> u32 {
        let times = self.locked(now).remove(key).unwrap_or_default();
        u32::try_from(times.len()).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_failures_right_before_a_sign_in_are_the_users_own() {
        let failures = RecentFailures::default();
        let (ada, bob) = (AttemptKey([1; 32]), AttemptKey([2; 32]));
        let at = Timestamp::from_seconds;
        for (key, time) in [(&ada, 0), (&ada, 100), (&bob, 190), (&ada, 200)] {
            failures.note(key, at(time));
        }
        failures.undo(&ada, at(201));
        assert_eq!(
            failures.take(&ada, at(202)),
            1,
            "the others are too old or were right"
        );
        assert_eq!(failures.take(&ada, at(202)), 0, "told once");
        assert_eq!(failures.take(&bob, at(180)), 0, "the clock was set back");
    }
}
