//! Hours of the week, in the time zone of the computer.

use std::fmt;

use crate::domain::day::Day;
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;

/// Minutes of a day.
const DAY_MINUTES: u16 = 24 * 60;

/// The most characters of a text with hours.
const HOURS_MAX: usize = 500;

/// The days of the week, as they are written.
pub(crate) const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A time of a day where the computer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalMoment {
    /// The day.
    pub day: Day,
    /// The minute of the day.
    pub minute: u16,
}

impl LocalMoment {
    pub(crate) fn of(at: Timestamp, zone: &TimeZone) -> Self {
        Self {
            day: zone.day(at),
            minute: zone.minute(at),
        }
    }

    /// Returns hour and minute, such as `08:00`.
    #[must_use]
    pub fn clock(self) -> String {
        clock(self.minute)
    }
}

pub(super) fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Hours of the week, such as `mon-fri 08:00-18:00, sat 09:00-13:00`.
///
/// Several days and several times can follow each other, separated by spaces: `mon wed 08:00-12:00 13:00-17:00`. Without
/// days, the times are those of every day. A time that ends before it begins ends on the next day: `fri 22:00-06:00`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekHours(Vec<Rule>);

/// Days with the same times.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    /// First and last day, from 0 for Monday; none stands for every day.
    days: Vec<(usize, usize)>,
    /// Beginning and end, as minutes of the day.
    times: Vec<(u16, u16)>,
}

impl WeekHours {
    /// Reads hours. `None` if a part is not understood.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > 2 * HOURS_MAX {
            return None;
        }
        let rules: Option<Vec<_>> = text.split(',').map(Rule::parse).collect();
        // What is written down can be read again.
        rules
            .map(Self)
            .filter(|hours| hours.to_string().len() <= HOURS_MAX)
    }

    /// Returns `true` if the hours include this moment.
    pub(crate) fn permits(&self, LocalMoment { day, minute }: LocalMoment) -> bool {
        let (today, yesterday) = (weekday(day), weekday(day - 1));
        self.0.iter().any(|rule| {
            rule.times.iter().any(|&(from, to)| {
                if from < to {
                    rule.has(today) && (from..to).contains(&minute)
                } else {
                    (rule.has(today) && minute >= from) || (rule.has(yesterday) && minute < to)
                }
            })
        })
    }
}

/// Returns the position of a day in [`WEEKDAYS`]. Day 0, 1970-01-01, was a Thursday.
fn weekday(day: Day) -> usize {
    usize::try_from((day + 3).number().rem_euclid(7)).unwrap_or_default()
}

impl Rule {
    fn parse(text: &str) -> Option<Self> {
        let (mut days, mut times) = (Vec::new(), Vec::new());
        for word in text.split_whitespace() {
            if word.starts_with(|c: char| c.is_ascii_digit()) {
                times.push(parse_times(word)?);
            } else if times.is_empty() {
                days.push(parse_days(word)?);
            } else {
                return None;
            }
        }
        (!times.is_empty()).then_some(Self { days, times })
    }

    fn has(&self, weekday: usize) -> bool {
        let is_in = |&(first, last): &(usize, usize)| {
            if first <= last {
                (first..=last).contains(&weekday)
            } else {
                weekday >= first || weekday <= last
            }
        };
        self.days.is_empty() || self.days.iter().any(is_in)
    }
}

fn parse_days(text: &str) -> Option<(usize, usize)> {
    let day = |text: &str| {
        let text = text.to_ascii_lowercase();
        WEEKDAYS.iter().position(|known| *known == text)
    };
    match text.split_once('-') {
        Some((first, last)) => Some((day(first)?, day(last)?)),
        None => day(text).map(|day| (day, day)),
    }
}

fn parse_times(text: &str) -> Option<(u16, u16)> {
    let (from, to) = text.split_once('-')?;
    let (from, to) = (parse_time(from)?, parse_time(to)?);
    (from != to && from < DAY_MINUTES).then_some((from, to))
}

fn parse_time(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let has_form = (1..=2).contains(&hour.len()) && minute.len() == 2;
    if !has_form || !is_number(hour) || !is_number(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let minutes = hour * 60 + minute;
    (minute < 60 && minutes <= DAY_MINUTES).then_some(minutes)
}

impl fmt::Display for WeekHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = |&(first, last): &(usize, usize)| match (WEEKDAYS[first], WEEKDAYS[last]) {
            (first, last) if first == last => first.to_owned(),
            (first, last) => format!("{first}-{last}"),
        };
        let times = |&(from, to): &(u16, u16)| format!("{}-{}", clock(from), clock(to));
        let rule = |rule: &Rule| {
            let words = rule.days.iter().map(days);
            let words: Vec<_> = words.chain(rule.times.iter().map(times)).collect();
            words.join(" ")
        };
        let rules: Vec<_> = self.0.iter().map(rule).collect();
        f.write_str(&rules.join(", "))
    }
}
