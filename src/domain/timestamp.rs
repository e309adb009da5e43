//! Points in time.

use std::fmt;
use std::ops::{Add, Sub};

use crate::domain::day::{DAY_SECONDS, Day};

/// A point in time in whole seconds, which is as fine as anything here is recorded.
///
/// Adding and subtracting seconds saturates, so that a clock that is far off cannot panic.
///
/// ```
/// use egui_authenticator::ports::Timestamp;
///
/// let noon = Timestamp::from_seconds(1_790_251_200);
/// assert_eq!((noon + 90) - noon, 90);
/// assert_eq!(noon.to_string(), "2026-09-24T12:00:00Z");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The latest point in time that can be represented.
    pub const MAX: Self = Self(i64::MAX);

    /// Creates the point in time that lies this many seconds after 1970-01-01 UTC.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Returns the seconds since 1970-01-01 UTC.
    #[must_use]
    pub const fn as_seconds(self) -> i64 {
        self.0
    }

    /// Returns the day in UTC.
    #[must_use]
    #[doc(hidden)]
    pub const fn day(self) -> Day {
        Day::from_number(self.0.div_euclid(DAY_SECONDS))
    }
}

impl Add<i64> for Timestamp {
    type Output = Self;

    fn add(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }
}

impl Sub<i64> for Timestamp {
    type Output = Self;

    fn sub(self, seconds: i64) -> Self {
        Self(self.0.saturating_sub(seconds))
    }
}

impl Sub for Timestamp {
    type Output = i64;

    /// Returns the seconds from `earlier` to `self`, negative if `earlier` is later.
    fn sub(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl fmt::Display for Timestamp {
    /// Writes the time in UTC as in RFC 3339, or the seconds if the year has more than four digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_second(self.0) {
            Ok(time) => time.fmt(f),
            Err(_) => self.0.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    #[test]
    fn arithmetic_on_timestamps_saturates() {
        assert_eq!(Timestamp::MAX + 1, Timestamp::MAX);
        assert_eq!(Timestamp::MAX - Timestamp::from_seconds(-1), i64::MAX);
    }

    #[test]
    fn a_time_before_1970_belongs_to_a_negative_day() {
        assert_eq!(Timestamp::from_seconds(-1).day().number(), -1);
        assert_eq!(
            Timestamp::from_seconds(-1).to_string(),
            "1969-12-31T23:59:59Z"
        );
    }
}
