//! When a user may sign in: from a day, until a day, and at hours of the week, in the time zone of the computer.

use crate::domain::day::Day;
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;
use crate::domain::week_hours::{LocalMoment, WeekHours};

/// How far ahead the next opening or closing is searched, in minutes: two weeks, because on the day on which the clock is set
/// forward an hour of the week can be missing.
const SEARCHED_MINUTES: i64 = 15 * 24 * 60;

/// When a user may sign in. The default is at any time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AccessTimes {
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
    /// The hours of the week.
    #[doc(hidden)]
    pub hours: Option<WeekHours>,
}

/// The part of [`AccessTimes`] that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AccessTimesError {
    /// The first day is not a date.
    #[doc(hidden)]
    #[error("the first day is not a date")]
    From,
    /// The last day is not a date.
    #[doc(hidden)]
    #[error("the last day is not a date")]
    Until,
    /// The hours are not valid.
    #[doc(hidden)]
    #[error("the hours are not valid")]
    Hours,
}

/// Why a user may not sign in now, and when it is possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AccessRefusal {
    /// Not before this day.
    #[error("not before {0}")]
    NotYet(Day),
    /// The last day was this one.
    #[error("not after {0}")]
    Expired(Day),
    /// The hours of the week begin again at this time.
    #[error("outside the hours of the user")]
    OutsideHours(#[doc(hidden)] LocalMoment),
}

/// Where a point in time lies with regard to the access of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessPhase {
    /// The user may sign in.
    Open,
    /// Before this first day.
    NotYet(Day),
    /// After this last day.
    Expired(Day),
    /// At another hour of the week.
    OutsideHours,
}

impl AccessTimes {
    /// Reads the three parts as they are typed. An empty part is no limit.
    ///
    /// # Errors
    /// - [`AccessTimesError::From`] if the first day is not a date.
    /// - [`AccessTimesError::Until`] if the last day is not a date.
    /// - [`AccessTimesError::Hours`] if the hours are not understood.
    pub fn parse(from: &str, until: &str, hours: &str) -> Result<Self, AccessTimesError> {
        let day = |text: &str, error| match text.trim() {
            "" => Ok(None),
            text => Day::parse(text).map(Some).ok_or(error),
        };
        Ok(Self {
            from: day(from, AccessTimesError::From)?,
            until: day(until, AccessTimesError::Until)?,
            hours: match hours.trim() {
                "" => None,
                text => Some(WeekHours::parse(text).ok_or(AccessTimesError::Hours)?),
            },
        })
    }

    /// Returns the three parts as [`Self::parse`] reads them.
    #[must_use]
    pub fn texts(&self) -> [String; 3] {
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let hours = self.hours.as_ref().map(ToString::to_string);
        [day(self.from), day(self.until), hours.unwrap_or_default()]
    }

    /// Returns `true` if the user may sign in at any time.
    #[must_use]
    #[doc(hidden)]
    pub fn is_unlimited(&self) -> bool {
        *self == Self::default()
    }

    /// Checks whether the user may sign in at this point in time.
    ///
    /// # Errors
    /// - [`AccessRefusal::NotYet`] before the first day.
    /// - [`AccessRefusal::Expired`] after the last day, and if no hour is left before its end.
    /// - [`AccessRefusal::OutsideHours`] at another hour of the week.
    #[doc(hidden)]
    pub fn check(&self, at: Timestamp, zone: &TimeZone) -> Result<(), AccessRefusal> {
        Err(match self.phase(at, zone) {
            AccessPhase::Open => return Ok(()),
            AccessPhase::NotYet(from) => AccessRefusal::NotYet(from),
            AccessPhase::Expired(until) => AccessRefusal::Expired(until),
            AccessPhase::OutsideHours => {
                match first_minute(at, |at| self.permits(LocalMoment::of(at, zone))) {
                    Some(next) => AccessRefusal::OutsideHours(LocalMoment::of(next, zone)),
                    None => AccessRefusal::Expired(self.until.unwrap_or(zone.day(at))),
                }
            }
        })
    }

    /// Returns where this point in time lies. Unlike [`Self::check`], it does not search for the next hour.
    #[must_use]
    #[doc(hidden)]
    pub fn phase(&self, at: Timestamp, zone: &TimeZone) -> AccessPhase {
        let now = LocalMoment::of(at, zone);
        match (self.from, self.until) {
            (Some(from), _) if now.day < from => AccessPhase::NotYet(from),
            (_, Some(until)) if now.day > until => AccessPhase::Expired(until),
            _ if self.permits(now) => AccessPhase::Open,
            _ => AccessPhase::OutsideHours,
        }
    }

    /// Returns when the time in which the user may sign in ends, if it ends. `at` must be in it.
    #[must_use]
    #[doc(hidden)]
    pub fn end(&self, at: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let last = self.until.map(|day| zone.start_of_day(day + 1));
        let is_over = |at| !self.permits(LocalMoment::of(at, zone));
        let hours = self.hours.as_ref().and_then(|_| first_minute(at, is_over));
        [last, hours].into_iter().flatten().min()
    }

    fn permits(&self, now: LocalMoment) -> bool {
        self.from.is_none_or(|from| from <= now.day)
            && self.until.is_none_or(|until| now.day <= until)
            && self.hours.as_ref().is_none_or(|hours| hours.permits(now))
    }
}

/// Returns the first full minute after `at` for which `is_it` holds. Every minute is looked at, so that no change of the
/// clock is missed.
fn first_minute(at: Timestamp, is_it: impl Fn(Timestamp) -> bool) -> Option<Timestamp> {
    let start = at - at.as_seconds().rem_euclid(60);
    let mut minutes = (1..=SEARCHED_MINUTES).map(|minute| start + minute * 60);
    minutes.find(|at| is_it(*at))
}

#[cfg(test)]
mod tests;
