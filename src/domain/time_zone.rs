//! Local time: the time zone of the computer.

use crate::domain::day::{DAY_SECONDS as DAY, Day};
use crate::domain::timestamp::Timestamp;

/// A time zone: by how much its time is ahead of UTC, and when that changes. The default is UTC.
///
/// ```
/// use egui_authenticator::ports::TimeZone;
/// use egui_authenticator::ports::Timestamp;
///
/// let berlin_in_summer = TimeZone::new(7_200, Vec::new());
/// let noon = Timestamp::from_seconds(1_790_251_200);
/// assert_eq!(berlin_in_summer.clock(noon), "14:00");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeZone {
    first: i32,
    changes: Vec<(Timestamp, i32)>,
}

impl TimeZone {
    /// Creates a time zone. `first` is its offset from UTC in seconds before the first change; each change is a time and
    /// the offset from then on. `changes` must be sorted by time.
    #[must_use]
    pub fn new(first: i32, changes: Vec<(Timestamp, i32)>) -> Self {
        Self { first, changes }
    }

    fn offset(&self, at: Timestamp) -> i64 {
        let passed = self.changes.partition_point(|(from, _)| *from <= at);
        let last = passed
            .checked_sub(1)
            .and_then(|last| self.changes.get(last));
        last.map_or(self.first, |(_, offset)| *offset).into()
    }

    /// Returns by how many minutes the time is ahead of UTC.
    #[cfg(feature = "signatures")]
    pub(crate) fn minutes_ahead(&self, at: Timestamp) -> i32 {
        i32::try_from(self.offset(at) / 60).unwrap_or_default()
    }

    /// Returns the day of a point in time.
    #[must_use]
    #[doc(hidden)]
    pub fn day(&self, at: Timestamp) -> Day {
        (at + self.offset(at)).day()
    }

    /// Returns the first point in time of a day.
    #[must_use]
    #[doc(hidden)]
    pub fn start_of_day(&self, day: Day) -> Timestamp {
        let midnight = Timestamp::from_seconds(day.number().saturating_mul(DAY));
        let around = [midnight - DAY, midnight + DAY];
        let mut starts = around.map(|at| midnight - self.offset(at));
        starts.sort_unstable();
        // On a day on which the clock is changed at midnight, one of the two belongs to the day before.
        let mut starts = starts.into_iter();
        let start = starts.find(|start| self.day(*start) == day);
        start.unwrap_or(midnight)
    }

    /// Returns the minute of the day of a point in time.
    #[must_use]
    #[doc(hidden)]
    pub fn minute(&self, at: Timestamp) -> u16 {
        let seconds = (at + self.offset(at)).as_seconds().rem_euclid(DAY);
        u16::try_from(seconds / 60).unwrap_or_default()
    }

    /// Returns hour and minute of a point in time, such as `14:02`.
    #[must_use]
    #[doc(hidden)]
    pub fn clock(&self, at: Timestamp) -> String {
        let minute = self.minute(at);
        format!("{:02}:{:02}", minute / 60, minute % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i32 = 3_600;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(seconds)
    }

    #[test]
    fn a_day_begins_at_midnight_of_the_time_zone() {
        let zone = TimeZone::new(13 * HOUR, Vec::new());
        let start = zone.start_of_day(Day::from_number(10));
        assert_eq!(start, at(10 * DAY - 13 * 3_600));
        let days = [start, start - 1].map(|at| zone.day(at).number());
        assert_eq!(days, [10, 9]);
        assert_eq!(zone.clock(start), "00:00");
        assert_eq!(zone.clock(start - 1), "23:59");
    }

    #[test]
    fn a_day_on_which_the_clock_is_changed_at_midnight_has_one_start() {
        let change = at(10 * DAY);
        let forward = TimeZone::new(0, vec![(change, HOUR)]);
        assert_eq!(forward.start_of_day(Day::from_number(10)), change);
        assert_eq!(forward.clock(change), "01:00");
        let back = TimeZone::new(0, vec![(change, -HOUR)]);
        assert_eq!(back.start_of_day(Day::from_number(10)), change + 3_600);
        assert_eq!(back.day(change).number(), 9);
    }
}
