//! Failed attempts that were made in this process right before a sign-in: most likely the user's own typing mistakes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::timestamp::Timestamp;

use crate::service::ports::AttemptKey;

/// How long before a sign-in a failure counts as the user's own, in seconds. Earlier ones may have been made by someone
/// else at this computer.
const OWN_SECONDS: i64 = 30;

/// The times of the attempts of the last [`OWN_SECONDS`] for the name that was tried last.
#[derive(Clone, Default)]
pub(crate) struct RecentFailures(Arc<Mutex<(Option<AttemptKey>, Vec<Timestamp>)>>);

impl RecentFailures {
    /// Returns the times of this name; those of any other are forgotten.
    fn of(&self, key: &AttemptKey) -> MutexGuard<'_, (Option<AttemptKey>, Vec<Timestamp>)> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if last.0.as_ref() != Some(key) {
            *last = (Some(key.clone()), Vec::new());
        }
        last
    }

    /// Notes an attempt.
    pub(crate) fn note(&self, key: &AttemptKey, now: Timestamp) {
        let times = &mut self.of(key).1;
        times.retain(|at| is_own(*at, now));
        times.push(now);
    }

    /// Takes back the last attempt, which was right.
    pub(crate) fn undo(&self, key: &AttemptKey) {
        self.of(key).1.pop();
    }

    /// Returns the number of attempts, and forgets them. A clock that was set back makes no failure the user's own.
    pub(crate) fn take(&self, key: &AttemptKey, now: Timestamp) -> u32 {
        let times = std::mem::take(&mut self.of(key).1);
        let own = times.iter().filter(|at| is_own(**at, now));
        u32::try_from(own.count()).unwrap_or(u32::MAX)
    }
}

fn is_own(failure: Timestamp, now: Timestamp) -> bool {
    (0..=OWN_SECONDS).contains(&(now - failure))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADA: AttemptKey = AttemptKey([1; 32]);
    const BOB: AttemptKey = AttemptKey([2; 32]);

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(seconds)
    }

    #[test]
    fn only_failures_right_before_a_sign_in_are_the_users_own() {
        let failures = RecentFailures::default();
        for time in [0, 100, 110] {
            failures.note(&ADA, at(time));
        }
        failures.undo(&ADA);
        assert_eq!(
            failures.take(&ADA, at(120)),
            1,
            "the others are too old or were right"
        );
        assert_eq!(failures.take(&ADA, at(120)), 0, "told once");
        failures.note(&ADA, at(130));
        assert_eq!(failures.take(&ADA, at(125)), 0, "the clock was set back");
    }

    #[test]
    fn failures_are_not_the_users_own_once_another_name_was_tried() {
        let failures = RecentFailures::default();
        failures.note(&ADA, at(0));
        failures.note(&BOB, at(1));
        assert_eq!(failures.take(&ADA, at(2)), 0);
        assert_eq!(failures.take(&BOB, at(2)), 0, "another user signed in");
    }
}
