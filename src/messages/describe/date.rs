//! Dates and times in the language of the texts.

use crate::domain::day::Day;
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;

use crate::messages::{Messages, Value};

#[doc(hidden)]
impl Messages {
    /// Returns a day in full, with its year.
    #[must_use]
    pub fn full_date(&self, day: Day) -> String {
        self.date("date-full", day)
    }

    /// Returns a day of a list: in words if it is today or yesterday, and its date, with its year if that is not the
    /// one of today.
    #[must_use]
    pub fn day_heading(&self, day: Day, today: Day) -> String {
        let is_this_year = day.date().year == today.date().year;
        let name = if is_this_year {
            "date-long"
        } else {
            "date-full"
        };
        let date = self.date(name, day);
        let with = |name| self.with(name, &[("date", date.as_str().into())]);
        match today - day {
            0 => with("date-today"),
            1 => with("date-yesterday"),
            _ => date,
        }
    }

    /// Returns the weekday, the day of the month and the month.
    #[must_use]
    pub fn long_date(&self, day: Day) -> String {
        self.date("date-long", day)
    }

    /// Returns the weekday and the day of the month, as short as possible.
    #[must_use]
    pub fn short_weekday(&self, day: Day) -> String {
        self.date("date-weekday-day", day)
    }

    /// Returns the day of the month and the month, as short as possible.
    #[must_use]
    pub fn short_date(&self, day: Day) -> String {
        self.date("date-short", day)
    }

    /// Returns a point in time: the time of today, or date and time of another day.
    #[must_use]
    pub fn local_time(&self, at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
        let (day, time) = (zone.day(at), zone.clock(at));
        if day == zone.day(now) {
            return time;
        }
        let date = self.short_date(day);
        self.with("date-time", &[("date", date.into()), ("time", time.into())])
    }

    /// Returns a point in time: the day in words if it is today or yesterday, and otherwise its date, with its year if that
    /// is not the one of today; and the time.
    #[must_use]
    pub fn day_time(&self, at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
        let (day, today, time) = (zone.day(at), zone.day(now), zone.clock(at));
        let with_date = |date: String| {
            let values = [("date", date.into()), ("time", time.as_str().into())];
            self.with("date-time", &values)
        };
        match today - day {
            0 => self.with("date-today", &[("date", time.into())]),
            1 => self.with("date-yesterday", &[("date", time.into())]),
            _ if day.date().year == today.date().year => with_date(self.short_date(day)),
            _ => with_date(self.full_date(day)),
        }
    }

    fn date(&self, name: &str, day: Day) -> String {
        let date = day.date();
        let number = |number: i8| [("number", Value::Number(number.into()))];
        let word = |name, value| Value::from(self.with(name, &number(value)));
        self.with(
            name,
            &[
                ("weekday", word("date-weekday", date.weekday)),
                ("weekday-short", word("date-weekday-short", date.weekday)),
                ("month", word("date-month", date.month)),
                ("month-short", word("date-month-short", date.month)),
                ("day", date.day.to_string().into()),
                ("year", date.year.to_string().into()),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;

    #[test]
    fn days_are_named_in_every_language() {
        // 2026-11-25, a Wednesday.
        let today = Day::from_number(20_782);
        for (language, heading, short, weekday) in [
            (
                Language::English,
                "Today, Wednesday 25 November",
                "25 Nov",
                "Wed 25",
            ),
            (
                Language::German,
                "Heute, Mittwoch, 25. November",
                "25. Nov.",
                "Mi. 25.",
            ),
            (
                Language::French,
                "Aujourd’hui, mercredi 25 novembre",
                "25 nov.",
                "mer. 25",
            ),
            (
                Language::Spanish,
                "Hoy, miércoles 25 de noviembre",
                "25 nov.",
                "mié. 25",
            ),
            (
                Language::Japanese,
                "今日 11月25日（水）",
                "11月25日",
                "25日（水）",
            ),
        ] {
            let messages = Messages::in_language(language);
            assert_eq!(messages.day_heading(today, today), heading);
            assert_eq!(messages.short_date(today), short);
            assert_eq!(messages.short_weekday(today), weekday);
        }
        let english = Messages::english();
        let heading = |day| english.day_heading(day, today);
        assert_eq!(heading(today - 1), "Yesterday, Tuesday 24 November");
        assert_eq!(heading(today - 365), "Tuesday 25 November 2025");
    }

    #[test]
    fn the_last_sign_in_is_told_with_its_day() {
        let (english, zone) = (Messages::english(), TimeZone::new(3_600, Vec::new()));
        let now = Timestamp::from_seconds(20_782 * 86_400 + 8 * 3_600);
        let told = |ago| english.day_time(now - ago, now, &zone);
        assert_eq!(told(3_480), "Today, 08:02");
        assert_eq!(told(86_400), "Yesterday, 09:00");
        assert_eq!(told(2 * 86_400), "23 Nov, 09:00");
        assert_eq!(told(365 * 86_400), "Tuesday 25 November 2025, 09:00");
    }

    #[test]
    fn a_time_of_another_day_has_its_date() {
        let (english, zone) = (Messages::english(), TimeZone::new(3_600, Vec::new()));
        let now = Timestamp::from_seconds(20_782 * 86_400 + 60);
        assert_eq!(english.local_time(now, now, &zone), "01:01");
        let before = now - 7_200;
        assert_eq!(english.local_time(before, now, &zone), "24 Nov, 23:01");
    }
}
