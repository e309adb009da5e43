//! Throttling of failed sign-in attempts.
//!
//! An attempt is counted as a failure before the password is checked, and undone if the password is right, so
//! that attempts in parallel gain nothing. After some failures in a row each further one locks the name, each
//! time twice as long; at the hard stop it stays locked until an administrator unlocks it (R19 to R21; NIST SP
//! 800-63B-4, 3.2.2).

use crate::domain::timestamp::Timestamp;

/// Default of `lockout.after`: failures in a row before the first lockout.
pub const AFTER_DEFAULT: u32 = 5;
/// Default of `lockout.seconds`: duration of the first lockout.
pub const SECONDS_DEFAULT: u32 = 30;
/// Default of `lockout.max_seconds`: longest duration of a lockout.
pub const MAX_SECONDS_DEFAULT: u32 = 15 * 60;
/// Default and highest value of `lockout.stop_after`: failures in a row before the hard stop.
pub const STOP_AFTER_DEFAULT: u32 = 100;
/// Highest value of `lockout.seconds` and `lockout.max_seconds`: one day.
pub const SECONDS_CEILING: u32 = 24 * 60 * 60;

/// Throttling rule, from the `lockout` section of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockoutRule {
    /// Failures in a row before the first lockout.
    pub after: u32,
    /// Duration of the first lockout, in seconds.
    pub seconds: u32,
    /// Longest duration of a lockout, in seconds.
    pub max_seconds: u32,
    /// Failures in a row before the hard stop.
    pub stop_after: u32,
}

impl Default for LockoutRule {
    fn default() -> Self {
        Self {
            after: AFTER_DEFAULT,
            seconds: SECONDS_DEFAULT,
            max_seconds: MAX_SECONDS_DEFAULT,
            stop_after: STOP_AFTER_DEFAULT,
        }
    }
}

/// Attempts for one name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    /// Failures in a row.
    pub failures: u32,
    /// Remaining lockout, in seconds, when the record was last updated.
    pub locked_for: u32,
    /// Time of the last update.
    pub seen_at: Timestamp,
    /// Time of the last successful sign-in.
    pub last_sign_in: Option<Timestamp>,
}

/// The reason why a password is not checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Locked {
    /// Locked for this number of seconds.
    For(u32),
    /// Locked until an administrator unlocks the name.
    UntilUnlocked,
}

impl LockoutRule {
    /// Applies the time since the last update. Setting the clock back neither ends nor extends a lockout (R22).
    fn seen(mut attempts: Attempts, now: Timestamp) -> Attempts {
        let passed = (now - attempts.seen_at).max(0);
        let passed = u32::try_from(passed).unwrap_or(u32::MAX);
        attempts.locked_for = attempts.locked_for.saturating_sub(passed);
        attempts.seen_at = now;
        attempts
    }

    /// Checks whether an attempt is allowed, without counting it. Returns the new record as well.
    ///
    /// # Errors
    /// [`Locked`] with the remaining time if the name is locked.
    pub fn checked(self, attempts: Attempts, now: Timestamp) -> (Attempts, Result<(), Locked>) {
        let attempts = Self::seen(attempts, now);
        let may = if attempts.failures >= self.stop_after {
            Err(Locked::UntilUnlocked)
        } else if attempts.locked_for > 0 {
            Err(Locked::For(attempts.locked_for))
        } else {
            Ok(())
        };
        (attempts, may)
    }

    /// Counts an attempt, if one is allowed, as a failure until [`LockoutRule::succeeded`] undoes it. Returns the
    /// new record and whether the attempt is allowed.
    ///
    /// # Errors
    /// [`Locked`] with the remaining time if the name is locked.
    pub fn tried(self, attempts: Attempts, now: Timestamp) -> (Attempts, Result<(), Locked>) {
        let (mut attempts, may) = self.checked(attempts, now);
        if may.is_ok() {
            attempts.failures += 1;
            attempts.locked_for = self.lock_after(attempts.failures);
        }
        (attempts, may)
    }

    /// Counts a failure that was made elsewhere, also if the name is locked.
    #[must_use]
    pub(crate) fn failed(self, attempts: Attempts, now: Timestamp) -> Attempts {
        let attempts = Self::seen(attempts, now);
        let failures = attempts.failures.saturating_add(1);
        Attempts {
            failures,
            locked_for: attempts.locked_for.max(self.lock_after(failures)),
            ..attempts
        }
    }

    /// Undoes the attempt that was counted as failure number `counted`: the password was right, but another factor
    /// is required. Earlier failures and a lockout caused by parallel attempts stay.
    #[must_use]
    pub fn attempt_undone(attempts: Attempts, counted: u32, now: Timestamp) -> Attempts {
        let attempts = Self::seen(attempts, now);
        let is_only_this = attempts.failures == counted;
        Attempts {
            failures: attempts.failures.saturating_sub(1),
            locked_for: if is_only_this { 0 } else { attempts.locked_for },
            ..attempts
        }
    }

    /// Resets the failures after a complete sign-in.
    #[must_use]
    pub fn succeeded(attempts: Attempts, now: Timestamp) -> Attempts {
        Attempts {
            failures: 0,
            locked_for: 0,
            last_sign_in: Some(now),
            ..Self::seen(attempts, now)
        }
    }

    /// Resets the failures on behalf of an administrator.
    #[must_use]
    pub fn unlocked(attempts: Attempts, now: Timestamp) -> Attempts {
        Attempts {
            failures: 0,
            locked_for: 0,
            ..Self::seen(attempts, now)
        }
    }

    /// Returns the duration of the lockout after this number of failures in a row, in seconds.
    #[must_use]
    pub fn lock_after(self, failures: u32) -> u32 {
        let Some(doublings) = failures.checked_sub(self.after) else {
            return 0;
        };
        let factor = 1_u32.checked_shl(doublings).unwrap_or(u32::MAX);
        let longest = self.max_seconds.max(self.seconds);
        self.seconds.saturating_mul(factor).min(longest)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RULE: LockoutRule = LockoutRule {
        after: 5,
        seconds: 30,
        max_seconds: 900,
        stop_after: 100,
    };

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(seconds)
    }

    /// Fails as often as allowed, waiting for each lockout, and returns the lockouts.
    fn locks(count: usize) -> (Attempts, Vec<u32>) {
        let (mut attempts, mut now, mut locks) = (Attempts::default(), at(1_000), Vec::new());
        for _ in 0..count {
            let (after, may) = RULE.tried(attempts, now);
            assert_eq!(may, Ok(()));
            locks.push(after.locked_for);
            now = now + i64::from(after.locked_for);
            attempts = after;
        }
        (attempts, locks)
    }

    #[test]
    fn r20_the_fifth_failure_locks_for_half_a_minute_and_each_further_one_twice_as_long() {
        let (_, locks) = locks(12);
        assert_eq!(locks, [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
    }

    #[test]
    fn r20_while_it_is_locked_nothing_is_tried_and_the_lock_does_not_grow() {
        let (attempts, _) = locks(4);
        let (attempts, _) = RULE.tried(attempts, at(2_000));
        let (again, refused) = RULE.tried(attempts, at(2_010));
        assert_eq!(refused, Err(Locked::For(20)));
        assert_eq!(again.failures, 5);
        let (_, may) = RULE.tried(again, at(2_030));
        assert_eq!(may, Ok(()));
    }

    #[test]
    fn r19_after_a_hundred_failures_in_a_row_only_an_administrator_can_unlock() {
        let (attempts, _) = locks(100);
        let (attempts, refused) = RULE.tried(attempts, at(i64::MAX / 2));
        assert_eq!(refused, Err(Locked::UntilUnlocked));
        let attempts = LockoutRule::unlocked(attempts, at(i64::MAX / 2));
        assert_eq!(RULE.tried(attempts, at(i64::MAX / 2)).1, Ok(()));
    }

    #[test]
    fn an_undone_attempt_keeps_earlier_and_later_failures() {
        let (attempts, _) = locks(4);
        let (counted, _) = RULE.tried(attempts, at(1_000));
        assert_eq!((counted.failures, counted.locked_for), (5, 30));
        let back = LockoutRule::attempt_undone(counted, 5, at(1_000));
        assert_eq!((back.failures, back.locked_for), (4, 0));
        let others = Attempts {
            failures: 6,
            locked_for: 60,
            ..counted
        };
        let back = LockoutRule::attempt_undone(others, 5, at(1_000));
        assert_eq!((back.failures, back.locked_for), (5, 60));
    }

    #[test]
    fn a_right_password_starts_the_count_anew_and_remembers_when() {
        let (attempts, _) = locks(4);
        let attempts = LockoutRule::succeeded(attempts, at(5_000));
        assert_eq!(
            (attempts.failures, attempts.last_sign_in),
            (0, Some(at(5_000)))
        );
    }

    #[test]
    fn r22_a_clock_that_is_set_back_neither_ends_nor_extends_a_lock() {
        let (attempts, _) = locks(4);
        let (attempts, _) = RULE.tried(attempts, at(100_000));
        let (attempts, refused) = RULE.tried(attempts, at(100_000 - 86_400));
        assert_eq!(refused, Err(Locked::For(30)));
        let (_, refused) = RULE.tried(attempts, at(100_010 - 86_400));
        assert_eq!(refused, Err(Locked::For(20)));
    }

    proptest! {
        #[test]
        fn r22_no_clock_makes_a_lock_longer_than_the_rule_or_loses_a_failure(
            times in proptest::collection::vec(any::<i32>(), 1..60)
        ) {
            let mut attempts = Attempts::default();
            for time in times {
                let before = attempts.failures;
                let (after, may) = RULE.tried(attempts, at(i64::from(time)));
                prop_assert!(after.locked_for <= RULE.max_seconds);
                prop_assert_eq!(after.failures, before + u32::from(may.is_ok()));
                attempts = after;
            }
        }

        #[test]
        fn any_rule_that_the_file_may_hold_is_computed_without_overflow(
            after in 1_u32..=100, seconds in 1..=SECONDS_CEILING,
            max_seconds in 1..=SECONDS_CEILING, failures in 0_u32..=200,
        ) {
            let rule = LockoutRule { after, seconds, max_seconds, stop_after: 100 };
            prop_assert!(rule.lock_after(failures) <= SECONDS_CEILING);
        }
    }
}
