//! Days of the calendar.

use std::fmt;
use std::ops::{Add, Sub};

use jiff::Timestamp as Time;
use jiff::tz::Offset;

/// Seconds of a day.
pub(super) const DAY_SECONDS: i64 = 86_400;

/// A day of the calendar, written as in ISO 8601. Adding and subtracting days saturates.
///
/// ```
/// use egui_authenticator::users::Day;
///
/// let day = Day::parse("2026-12-01").expect("a day");
/// assert_eq!(day.to_string(), "2026-12-01");
/// assert_eq!((day + 31).to_string(), "2027-01-01");
/// assert_eq!(Day::parse("1.12.2026"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

impl Day {
    /// Returns the day that is so many days after 1970-01-01.
    #[must_use]
    pub const fn from_number(number: i64) -> Self {
        Self(number)
    }

    /// Reads a day such as `2026-12-01`. `None` for every other form, and for days that do not exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let mut number = |digits: usize| {
            let part = parts.next().filter(|part| part.len() == digits)?;
            let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| part.parse::<i16>().ok()).flatten()
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        if parts.next().is_some() {
            return None;
        }
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        let date = jiff::civil::Date::new(year, month, day).ok()?;
        let midnight = Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok()?;
        Some(Self(midnight.as_second().div_euclid(DAY_SECONDS)))
    }

    /// Returns the number of days since 1970-01-01.
    #[must_use]
    pub const fn number(self) -> i64 {
        self.0
    }

    /// Returns the date. Days outside the years −9999 to 9999 give the first or last date.
    #[must_use]
    #[doc(hidden)]
    pub fn date(self) -> Date {
        let beyond = if self.0 < 0 { Time::MIN } else { Time::MAX };
        let midnight = self.0.saturating_mul(DAY_SECONDS);
        let time = Time::from_second(midnight).unwrap_or(beyond);
        let date = Offset::UTC.to_datetime(time).date();
        Date {
            year: date.year(),
            month: date.month(),
            day: date.day(),
            weekday: date.weekday().to_monday_one_offset(),
        }
    }
}

impl Add<i64> for Day {
    type Output = Self;

    fn add(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }
}

impl Sub<i64> for Day {
    type Output = Self;

    fn sub(self, days: i64) -> Self {
        Self(self.0.saturating_sub(days))
    }
}

impl Sub for Day {
    type Output = i64;

    /// Returns the days from `earlier` to `self`, negative if `earlier` is later.
    fn sub(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        write!(f, "{:04}-{:02}-{:02}", date.year, date.month, date.day)
    }
}

/// The parts of a day, as a calendar names it.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_dates() {
        let date = Day::parse("2026-09-24").expect("a day").date();
        assert_eq!((date.year, date.month, date.day), (2026, 9, 24));
        assert_eq!(date.weekday, 4, "a Thursday");
        assert_eq!(Day::from_number(i64::MAX).date().year, 9_999);
        assert_eq!(Day::from_number(i64::MIN).date().year, -9_999);
    }

    #[test]
    fn arithmetic_on_days_saturates() {
        let last = Day::from_number(i64::MAX);
        assert_eq!(last + 1, last);
        assert_eq!(last - Day::from_number(-1), i64::MAX);
    }
}
