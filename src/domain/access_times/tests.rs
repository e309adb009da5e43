//! Days, hours, changes of the clock, and texts of all kinds.

use super::*;
use crate::domain::week_hours::{WEEKDAYS, clock};
use proptest::prelude::*;

/// Monday 2026-11-30, 00:00 UTC.
const MONDAY: i64 = 1_795_996_800;
const HOUR: i64 = 3_600;

fn at(hours: i64) -> Timestamp {
    Timestamp::from_seconds(MONDAY + hours * HOUR)
}

fn times(from: &str, until: &str, hours: &str) -> AccessTimes {
    AccessTimes::parse(from, until, hours).expect("access times")
}

fn moment(text: &str, minute: u16) -> LocalMoment {
    let day = Day::parse(text).expect("a day");
    LocalMoment { day, minute }
}

#[test]
fn the_first_and_the_last_day_count() {
    let (utc, times) = (TimeZone::default(), times("2026-12-01", "2026-12-02", ""));
    let (from, until) = (times.from.expect("a day"), times.until.expect("a day"));
    assert_eq!(times.check(at(23), &utc), Err(AccessRefusal::NotYet(from)));
    assert_eq!(times.check(at(24), &utc), Ok(()));
    assert_eq!(times.check(at(72) - 1, &utc), Ok(()));
    assert_eq!(times.end(at(24), &utc), Some(at(72)));
    let expired = Err(AccessRefusal::Expired(until));
    assert_eq!(times.check(at(72), &utc), expired);
}

#[test]
fn a_day_begins_at_midnight_where_the_computer_is() {
    let berlin = TimeZone::new(3_600, Vec::new());
    let times = times("2026-12-01", "", "");
    assert_eq!(times.check(at(23), &berlin), Ok(()));
    assert!(times.check(at(23), &TimeZone::default()).is_err());
}

#[test]
fn outside_the_hours_the_next_beginning_is_named() {
    let (utc, times) = (
        TimeZone::default(),
        times("", "", "mon-fri 08:00-18:00, sat 9:00-13:00"),
    );
    assert_eq!(times.check(at(8), &utc), Ok(()));
    assert_eq!(times.end(at(8), &utc), Some(at(18)));
    let refused = |at| times.check(at, &utc).expect_err("outside");
    let tuesday = AccessRefusal::OutsideHours(moment("2026-12-01", 480));
    assert_eq!(refused(at(18)), tuesday);
    let next_monday = AccessRefusal::OutsideHours(moment("2026-12-07", 480));
    assert_eq!(refused(at(5 * 24 + 13)), next_monday, "Saturday afternoon");
}

#[test]
fn a_night_shift_belongs_to_the_day_on_which_it_begins() {
    let (utc, times) = (TimeZone::default(), times("", "", "mon 22:00-06:00"));
    assert!(times.check(at(5), &utc).is_err(), "Sunday's night");
    assert_eq!(times.check(at(22), &utc), Ok(()));
    assert_eq!(times.check(at(24 + 5), &utc), Ok(()));
    assert_eq!(times.end(at(22), &utc), Some(at(24 + 6)));
    assert!(times.check(at(24 + 22), &utc).is_err());
}

#[test]
fn hours_without_days_are_those_of_every_day_and_midnight_ends_a_day() {
    let (utc, times) = (TimeZone::default(), times("", "", "12:00-24:00"));
    assert_eq!(times.check(at(24) - 1, &utc), Ok(()));
    assert!(times.check(at(24), &utc).is_err());
    let always = AccessTimes::parse("", "", "0:00-24:00").expect("hours");
    assert_eq!(always.end(at(0), &utc), None);
}

#[test]
fn an_hour_that_the_clock_leaves_out_opens_a_week_later() {
    // On Monday at 02:00 the clock is set to 03:00.
    let zone = TimeZone::new(0, vec![(at(2), 3_600)]);
    let times = times("", "", "mon 02:00-03:00");
    let week = AccessRefusal::OutsideHours(moment("2026-12-07", 120));
    assert_eq!(times.check(at(1), &zone), Err(week));
}

#[test]
fn an_hour_that_the_clock_repeats_is_open_twice() {
    // On Monday at 03:00 the clock is set to 02:00.
    let zone = TimeZone::new(3_600, vec![(at(2), 0)]);
    let times = times("", "", "mon 02:00-03:00");
    assert_eq!(times.check(at(1), &zone), Ok(()));
    assert_eq!(times.end(at(1), &zone), Some(at(3)));
}

#[test]
fn no_hour_before_the_last_day_ends_means_that_access_has_ended() {
    let utc = TimeZone::default();
    let times = times("", "2026-11-30", "08:00-09:00");
    let until = times.until.expect("a day");
    let expired = Err(AccessRefusal::Expired(until));
    assert_eq!(times.check(at(9), &utc), expired);
}

#[test]
fn what_is_not_understood_is_refused() {
    for hours in [
        "mon-fri",
        "8-18",
        "mon 08:00",
        "mon 08:00-08:00",
        "mon 24:00-08:00",
        "mon 08:60-09:00",
        "mon 08:00-24:01",
        "mo 08:00-18:00",
        "mon 08:00-18:00 tue",
        "mon 08:00-18:00,",
        "mon 08:00–18:00",
    ] {
        let error = AccessTimes::parse("", "", hours);
        assert_eq!(error, Err(AccessTimesError::Hours), "{hours}");
    }
    for day in [
        "2026-13-01",
        "2026-02-29",
        "26-12-01",
        "2026-12-1",
        "x",
        "2026-12-01-",
    ] {
        let error = AccessTimes::parse(day, "", "");
        assert_eq!(error, Err(AccessTimesError::From), "{day}");
        let error = AccessTimes::parse("", day, "");
        assert_eq!(error, Err(AccessTimesError::Until), "{day}");
    }
}

/// Returns times of a zone whose clock is changed twice, in the two weeks from [`MONDAY`].
fn zones() -> impl Strategy<Value = TimeZone> {
    let offset = || (-12_i32..=14).prop_map(|hours| hours * 3_600);
    let change = || 0_i64..14 * 24 * 60;
    (offset(), change(), offset(), change()).prop_map(|(first, one, offset, other)| {
        let minute = |minute: i64| Timestamp::from_seconds(MONDAY + minute * 60);
        let (early, late) = (minute(one.min(other)), minute(one.max(other)));
        TimeZone::new(first, vec![(early, offset), (late, first)])
    })
}

fn hours() -> impl Strategy<Value = String> {
    let days = (0_usize..7, 0_usize..7);
    let times = (0_u16..1_440, 0_u16..=1_440);
    let rule = (days, times).prop_map(|((first, last), (from, to))| {
        let to = if from == to { (to + 60) % 1_440 } else { to };
        let (first, last) = (WEEKDAYS[first], WEEKDAYS[last]);
        format!("{first}-{last} {}-{}", clock(from), clock(to))
    });
    proptest::collection::vec(rule, 1..4).prop_map(|rules| rules.join(", "))
}

proptest! {
    #[test]
    fn hours_and_days_are_read_as_they_are_written(text in hours(), day in -700_000_i64..2_000_000) {
        let hours = WeekHours::parse(&text).expect("hours");
        prop_assert_eq!(WeekHours::parse(&hours.to_string()), Some(hours));
        let day = Day::from_number(day);
        prop_assert_eq!(Day::parse(&day.to_string()), Some(day));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}|[a-z0-9:, -]{0,40}") {
        let times = [AccessTimes::parse(&text, "", ""), AccessTimes::parse("", "", &text)];
        for times in times.into_iter().flatten() {
            let hours = times.hours.map(|hours| hours.to_string()).unwrap_or_default();
            let from = times.from.map(|day| day.to_string()).unwrap_or_default();
            prop_assert!(AccessTimes::parse(&from, "", &hours).is_ok());
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn it_is_open_until_the_end_and_opens_again_when_it_is_said(
        text in hours(), zone in zones(), minute in 0_i64..14 * 24 * 60
    ) {
        let times = times("", "", &text);
        let at = Timestamp::from_seconds(MONDAY + minute * 60);
        match times.check(at, &zone) {
            Ok(()) => if let Some(end) = times.end(at, &zone) {
                prop_assert_eq!(times.check(end - 60, &zone), Ok(()));
                prop_assert!(times.check(end, &zone).is_err());
            },
            Err(AccessRefusal::OutsideHours(next)) => {
                let opens = first_minute(at, |at| LocalMoment::of(at, &zone) == next);
                let opens = opens.expect("a time that the clock shows");
                prop_assert_eq!(times.check(opens, &zone), Ok(()));
                prop_assert!(times.check(opens - 60, &zone).is_err());
            }
            // The clock can leave out an hour of the week twice.
            Err(refusal) => prop_assert!(matches!(refusal, AccessRefusal::Expired(_))),
        }
    }
}
