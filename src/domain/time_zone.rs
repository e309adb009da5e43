//! Local time: the time zone of the computer, and the days of its calendar.

use crate::domain::timestamp::Timestamp;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// A time zone: by how much its time is ahead of UTC, and when that changes. The default is UTC.
///
/// ```
/// use egui_authenticator::domain::time_zone::TimeZone;
/// use egui_authenticator::domain::timestamp::Timestamp;
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

    /// Returns the day of a point in time, counted from 1970-01-01.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> i64 {
        (at + self.offset(at)).day()
    }

    /// Returns the first point in time of a day that is counted from 1970-01-01.
    #[must_use]
    pub fn start_of_day(&self, day: i64) -> Timestamp {
        let midnight = Timestamp::from_seconds(day.saturating_mul(DAY));
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
    pub fn minute(&self, at: Timestamp) -> u16 {
        let seconds = (at + self.offset(at)).as_seconds().rem_euclid(DAY);
        u16::try_from(seconds / 60).unwrap_or_default()
    }

    /// Returns hour and minute of a point in time, such as `14:02`.
    #[must_use]
    pub fn clock(&self, at: Timestamp) -> String {
        let minute = self.minute(at);
        format!("{:02}:{:02}", minute / 60, minute % 60)
    }
}

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The year.
    pub year: i16,
    /// The month, from 1 to 12.
    pub month: i8,
    /// The day of the month, from 1 to 31.
    pub day: i8,
    /// The day of the week, from 1 for Monday to 7 for Sunday.
    pub weekday: i8,
}

impl Date {
    /// Returns the date of a day that is counted from 1970-01-01. Days outside the years −9999 to 9999
    /// give the first or last date.
    #[must_use]
    pub fn of_day(day: i64) -> Self {
        let beyond = if day < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        };
        let time = jiff::Timestamp::from_second(day.saturating_mul(DAY)).unwrap_or(beyond);
        let date = jiff::tz::Offset::UTC.to_datetime(time).date();
        Self {
            year: date.year(),
            month: date.month(),
            day: date.day(),
            weekday: date.weekday().to_monday_one_offset(),
        }
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
        let start = zone.start_of_day(10);
        assert_eq!(start, at(10 * DAY - 13 * 3_600));
        assert_eq!((zone.day(start), zone.day(start - 1)), (10, 9));
        assert_eq!(zone.clock(start), "00:00");
        assert_eq!(zone.clock(start - 1), "23:59");
    }

    #[test]
    fn a_day_on_which_the_clock_is_changed_at_midnight_has_one_start() {
        let change = at(10 * DAY);
        let forward = TimeZone::new(0, vec![(change, HOUR)]);
        assert_eq!(forward.start_of_day(10), change);
        assert_eq!(forward.clock(change), "01:00");
        let back = TimeZone::new(0, vec![(change, -HOUR)]);
        assert_eq!(back.start_of_day(10), change + 3_600);
        assert_eq!(back.day(change), 9);
    }

    #[test]
    fn days_have_dates() {
        let date = Date::of_day(at(1_790_251_200).day());
        assert_eq!((date.year, date.month, date.day), (2026, 9, 24));
        assert_eq!(date.weekday, 4, "a Thursday");
        assert_eq!(Date::of_day(i64::MAX).year, 9_999);
        assert_eq!(Date::of_day(i64::MIN).year, -9_999);
    }
}
