//! Delaying every attempt after many failures, whatever their names (R86), so that a common password cannot be tried on
//! many names, each below its own limit.
//!
//! The failures of all names are counted together, and expire evenly: after ten minutes without a failure, none is left.
//! The delay is short enough for users who know their password, and it never locks a name.

use std::time::Duration;

use crate::domain::throttle::Attempts;
use crate::domain::timestamp::Timestamp;

/// Default of `lockout.all_names`: failures across all names before every attempt is delayed.
pub const ALL_NAMES_DEFAULT: u32 = 50;
/// Lowest value of `lockout.all_names`. The delay grows over as many failures, which expire within ten minutes.
pub const ALL_NAMES_MIN: u32 = 10;
/// Highest value of `lockout.all_names`.
pub const ALL_NAMES_MAX: u32 = 100_000;
/// Time in which the failures that cause no delay expire, in seconds.
const PERIOD: u64 = 10 * 60;
/// How much longer each further failure delays every attempt.
const DELAY_STEP: Duration = Duration::from_millis(500);
/// Number of failures from the first delay to the longest one, of five seconds.
const STEPS_MAX: u32 = 10;

/// When failures across all names delay every further attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DelayRule {
    /// Failures within ten minutes before the first delay.
    pub all_names: u32,
}

impl Default for DelayRule {
    fn default() -> Self {
        Self {
            all_names: ALL_NAMES_DEFAULT,
        }
    }
}

impl DelayRule {
    /// Returns how long an attempt is delayed after the failures of `all` names.
    #[must_use]
    pub fn delay(self, all: Attempts, now: Timestamp) -> Duration {
        let failures = self.expired(all, now).failures;
        let steps = (failures + 1).saturating_sub(self.all_names);
        DELAY_STEP * steps.min(STEPS_MAX)
    }

    /// Counts a failure of any name.
    #[must_use]
    pub fn failed(self, all: Attempts, now: Timestamp) -> Attempts {
        let all = self.expired(all, now);
        // Not more than expire in time.
        let most = self.all_names.saturating_add(STEPS_MAX - 1);
        Attempts {
            failures: (all.failures + 1).min(most),
            ..all
        }
    }

    /// Removes the failures that have expired. [`Attempts::seen_at`] is the time up to which they have. Setting the
    /// clock back neither ends nor extends the delay (R22).
    #[must_use]
    pub fn expired(self, all: Attempts, now: Timestamp) -> Attempts {
        let seen_at = all.seen_at.min(now);
        let passed = u64::try_from(now - seen_at).unwrap_or_default();
        let rate = u64::from(self.all_names.max(1));
        let expired = passed.saturating_mul(rate) / PERIOD;
        match u64::from(all.failures).checked_sub(expired) {
            None | Some(0) => Attempts {
                failures: 0,
                seen_at: now,
                ..all
            },
            Some(left) => Attempts {
                failures: u32::try_from(left).unwrap_or(u32::MAX),
                // A part of a failure expires later.
                seen_at: seen_at + i64::try_from(expired * PERIOD / rate).unwrap_or_default(),
                ..all
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RULE: DelayRule = DelayRule { all_names: 50 };

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(seconds)
    }

    /// Fails so many times, so many seconds apart, and returns the delays in milliseconds and the failures.
    fn fail(count: i64, apart: i64) -> (Vec<u128>, Attempts) {
        let mut all = Attempts::default();
        let mut delays = Vec::new();
        for n in 0..count {
            let now = at(1_000_000 + n * apart);
            delays.push(RULE.delay(all, now).as_millis());
            all = RULE.failed(all, now);
        }
        (delays, all)
    }

    #[test]
    fn r86_after_fifty_failures_each_further_one_delays_longer_up_to_five_seconds() {
        let (delays, _) = fail(70, 0);
        assert!(delays[..50].iter().all(|delay| *delay == 0));
        assert_eq!(delays[50..53], [500, 1_000, 1_500]);
        assert_eq!(delays[59..], [5_000; 11]);
    }

    #[test]
    fn r86_failures_expire_at_the_rate_that_causes_no_delay() {
        let (delays, _) = fail(1_000, 12);
        assert!(delays.iter().all(|delay| *delay == 0), "5 a minute");
        let (delays, _) = fail(1_000, 11);
        assert!(
            delays[900..].iter().all(|delay| *delay > 0),
            "more than that"
        );
    }

    #[test]
    fn r86_ten_minutes_after_the_last_failure_nothing_is_left() {
        let (_, all) = fail(10_000, 0);
        assert_eq!(RULE.delay(all, at(1_000_000)).as_secs(), 5);
        assert!(RULE.delay(all, at(1_000_000 + 120)).is_zero());
        assert!(RULE.expired(all, at(1_000_000 + 720)).failures == 0);
    }

    #[test]
    fn r22_a_clock_that_is_set_back_neither_ends_nor_extends_the_delay() {
        let (_, all) = fail(60, 0);
        let back = RULE.expired(all, at(1_000));
        assert_eq!(RULE.delay(back, at(1_000)).as_secs(), 5);
        assert!(RULE.delay(back, at(1_000 + 120)).is_zero());
    }

    proptest! {
        #[test]
        fn r86_no_clock_and_no_rule_delays_longer_than_five_seconds(
            all_names in 0..=u32::MAX, times in proptest::collection::vec(any::<i32>(), 1..60)
        ) {
            let rule = DelayRule { all_names };
            let mut all = Attempts::default();
            for time in times {
                let now = at(i64::from(time));
                prop_assert!(rule.delay(all, now) <= Duration::from_secs(5));
                all = rule.failed(all, now);
            }
        }
    }
}
