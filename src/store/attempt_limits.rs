//! Which names are forgotten when many are tried.
//!
//! Anyone can invent names, so their number is limited. Forgetting a name forgets its failures, so that it
//! could be guessed at again: names that have been locked have a limit of their own, which invented names reach
//! only by being locked themselves, and a name is never forgotten while it is locked. How many can be locked at
//! once is limited by the hashes that have to be computed until then. The failures of all names (R86) are never forgotten, because
//! invented names would flush what delays them.

use std::collections::HashMap;

use crate::domain::throttle::Attempts;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::AttemptKey;
use crate::service::throttle::all_names_key;

/// The most names that are remembered without a sign-in, each of: never locked, and locked before.
pub(crate) const NAMES_MAX: u32 = 10_000;
/// How long a name without a sign-in is remembered after the last attempt or lockout, in seconds (R87).
pub(crate) const KEPT_SECONDS: i64 = 90 * 24 * 60 * 60;

/// Forgets names beyond the limits, and those that are too old, those first that have not been tried, or locked, for longest.
pub(crate) fn forget_names(all: &mut HashMap<AttemptKey, Attempts>, now: Timestamp) {
    let all_names = all_names_key();
    all.retain(|name, attempts| {
        *name == all_names || attempts.last_sign_in.is_some() || end(attempts) >= now - KEPT_SECONDS
    });
    let most = NAMES_MAX as usize;
    if all.len() <= most {
        return;
    }
    for was_locked in [false, true] {
        let is_counted = |attempts: &Attempts| {
            attempts.last_sign_in.is_none() && (attempts.locked_for > 0) == was_locked
        };
        let mut ends: Vec<Timestamp> = all.values().filter(|a| is_counted(a)).map(end).collect();
        if ends.len() <= most {
            continue;
        }
        let (_, oldest_kept, _) = ends.select_nth_unstable_by(most - 1, |a, b| b.cmp(a));
        let oldest_kept = *oldest_kept;
        all.retain(|name, attempts| {
            let is_kept = *name == all_names || was_locked && end(attempts) > now;
            !is_counted(attempts) || is_kept || end(attempts) >= oldest_kept
        });
    }
}

/// Returns when the lockout ends, or without one when the name was last tried.
fn end(attempts: &Attempts) -> Timestamp {
    attempts.seen_at + i64::from(attempts.locked_for)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);

    /// Returns `count` names with these attempts, of which each was made a second after the one before.
    fn names(kind: u8, count: u32, attempts: Attempts) -> HashMap<AttemptKey, Attempts> {
        let name = |n: u32| {
            let mut key = [kind; 32];
            key[..4].copy_from_slice(&n.to_le_bytes());
            let seen_at = attempts.seen_at + i64::from(n);
            (
                AttemptKey(key),
                Attempts {
                    seen_at,
                    ..attempts
                },
            )
        };
        (0..count).map(name).collect()
    }

    fn count(all: &HashMap<AttemptKey, Attempts>, kind: u8) -> usize {
        all.keys().filter(|key| key.0[31] == kind).count()
    }

    #[test]
    fn invented_names_flush_no_lockout_and_no_user_who_has_signed_in() {
        let failed = Attempts {
            failures: 1,
            seen_at: NOW - 20_000,
            ..Attempts::default()
        };
        let locked = Attempts {
            failures: 5,
            locked_for: 30,
            seen_at: NOW - 86_400,
            ..Attempts::default()
        };
        let user = Attempts {
            last_sign_in: Some(NOW - 86_400),
            ..failed
        };
        let mut all = names(1, 3 * NAMES_MAX, failed);
        all.extend(names(2, 100, locked));
        all.extend(names(3, 100, user));
        forget_names(&mut all, NOW);
        let counts = [1, 2, 3].map(|kind| count(&all, kind));
        assert_eq!(counts, [NAMES_MAX as usize, 100, 100]);
    }

    #[test]
    fn r86_invented_names_do_not_flush_the_failures_of_all_names() {
        let failed = Attempts {
            failures: 59,
            seen_at: NOW - 40_000,
            ..Attempts::default()
        };
        let mut all = names(1, 3 * NAMES_MAX, failed);
        all.insert(all_names_key(), failed);
        forget_names(&mut all, NOW);
        assert_eq!(all.get(&all_names_key()), Some(&failed));
        assert_eq!(count(&all, 1), NAMES_MAX as usize);
    }

    #[test]
    fn r87_a_name_without_a_sign_in_is_forgotten_after_ninety_days() {
        let failed = Attempts {
            failures: 100,
            locked_for: 900,
            seen_at: NOW - KEPT_SECONDS - 1_000,
            last_sign_in: None,
        };
        let user = Attempts {
            last_sign_in: Some(failed.seen_at),
            ..failed
        };
        let mut all = names(1, 200, failed);
        all.extend(names(2, 1, user));
        forget_names(&mut all, NOW);
        assert_eq!([1, 2].map(|kind| count(&all, kind)), [100, 1]);
    }

    #[test]
    fn a_name_is_kept_while_it_is_locked_and_the_lockouts_that_ended_first_are_forgotten_first() {
        let ended = Attempts {
            failures: 5,
            locked_for: 30,
            seen_at: NOW - 50_000,
            ..Attempts::default()
        };
        let running = Attempts {
            locked_for: 80_000,
            ..ended
        };
        let mut all = names(1, NAMES_MAX, ended);
        all.extend(names(2, NAMES_MAX / 2, running));
        forget_names(&mut all, NOW);
        let half = NAMES_MAX as usize / 2;
        assert_eq!([1, 2].map(|kind| count(&all, kind)), [half, half]);
        let first = all
            .values()
            .filter(|a| a.locked_for == 30)
            .map(|a| a.seen_at)
            .min();
        assert_eq!(first, Some(ended.seen_at + i64::from(NAMES_MAX / 2)));
        let mut all = names(2, 2 * NAMES_MAX, running);
        forget_names(&mut all, NOW);
        assert_eq!(all.len(), 2 * NAMES_MAX as usize, "all of them are locked");
    }
}
