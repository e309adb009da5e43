//! Rules about times that the server and the program both have: the same results for everything.

use egui_authenticator::domain::access_times::{AccessPhase, AccessTimes};
use egui_authenticator::domain::delay::DelayRule;
use egui_authenticator::domain::throttle::{Attempts, LockoutRule};
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::ports::TimeZone;
use proptest::prelude::*;
use serde_json::json;

use super::twins::some;
use crate::restricted::Counter;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_seconds(seconds)
}

/// Times that are near each other, or not at all.
fn times() -> impl Strategy<Value = i64> {
    prop_oneof![
        0..2_000_i64,
        1_800_000_000..1_800_002_000_i64,
        0..4_000_000_000_i64
    ]
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn lockouts_are_as_long_as_by_the_rule_of_the_program() {
    for (after, seconds, max_seconds, stop_after) in [
        (5, 30, 900, 100),
        (1, 1, 86_400, 3),
        (100, 86_400, 1, 100),
        (3, 7, 50, 9),
    ] {
        let rule = LockoutRule {
            after,
            seconds,
            max_seconds,
            stop_after,
        };
        let counter = Counter::open();
        counter.database.sql(&format!(
            "INSERT INTO auth_inner.setting VALUES ('lockout.after', '{after}'), ('lockout.seconds', '{seconds}'),
             ('lockout.max_seconds', '{max_seconds}'), ('lockout.stop_after', '{stop_after}')"
        ));
        let locks = counter.database.sql(
            "SELECT string_agg(auth_inner.lock_after(n)::text, ' ' ORDER BY n) FROM generate_series(0, 200) AS n",
        );
        let expected: Vec<_> = (0..=200).map(|n| rule.lock_after(n).to_string()).collect();
        assert_eq!(locks, expected.join(" "));
        let cases = some(
            400,
            (0..120_u32, 0..1_000_u32, times(), times(), any::<bool>()),
        );
        let mut values = Vec::new();
        let mut expected = Vec::new();
        for (failures, locked_for, seen_at, now, is_other_clock) in cases {
            // By the clock of the server, less time has passed than by that of the computer.
            let passed = if is_other_clock { 3 } else { now - seen_at };
            values.push(format!("({failures}::bigint, {locked_for}::bigint, {seen_at}::bigint, {now}::bigint, {}::bigint)", now - passed));
            let mut before = Attempts {
                failures,
                locked_for,
                seen_at: at(seen_at),
                last_sign_in: None,
            };
            if locked_for > 0 {
                let earliest = at(now - passed.max(0));
                before.seen_at = if seen_at > now {
                    earliest
                } else {
                    before.seen_at.max(earliest)
                };
            }
            let (after, _) = rule.checked(before, at(now));
            expected.push(format!(
                "{}|{}|{}",
                after.failures,
                after.locked_for,
                after.seen_at.as_seconds()
            ));
        }
        let seen = counter.database.sql(&format!(
            "SELECT (a).failures, (a).locked_for, (a).seen_at FROM (SELECT auth_inner.seen(
             ROW(sha256('x'), f, l, s, NULL, w)::auth_inner.attempts, now) AS a FROM (VALUES {}) AS of (f, l, s, now, w)) AS b",
            values.join(",")
        ));
        assert_eq!(seen.lines().collect::<Vec<_>>(), expected);
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r86_failures_of_all_names_expire_and_delay_as_by_the_rule_of_the_program() {
    for all_names in [10, 50, 77, 100_000] {
        let rule = DelayRule { all_names };
        let counter = Counter::open();
        counter.database.sql(&format!(
            "INSERT INTO auth_inner.setting VALUES ('lockout.all_names', '{all_names}')"
        ));
        let cases = some(400, (0..all_names + 10, times(), times()));
        let values: Vec<_> = cases
            .iter()
            .map(|(failures, seen_at, now)| {
                format!("({failures}::bigint, {seen_at}::bigint, {now}::bigint)")
            })
            .collect();
        let expected: Vec<_> = cases
            .iter()
            .map(|&(failures, seen_at, now)| {
                let all = Attempts {
                    failures,
                    seen_at: at(seen_at),
                    ..Attempts::default()
                };
                let expired = rule.expired(all, at(now));
                format!(
                    "{}|{}|{}",
                    expired.failures,
                    expired.seen_at.as_seconds(),
                    rule.delay(all, at(now)).as_millis()
                )
            })
            .collect();
        let found = counter.database.sql(&format!(
            "SELECT (a).failures, (a).seen_at, auth_inner.delay((a).failures) FROM (SELECT auth_inner.expired(
             ROW(sha256('x'), f, 0, s, NULL, now)::auth_inner.attempts, now) AS a FROM (VALUES {}) AS of (f, s, now)) AS b",
            values.join(",")
        ));
        assert_eq!(found.lines().collect::<Vec<_>>(), expected);
    }
}

fn hours() -> impl Strategy<Value = String> {
    let day = || proptest::sample::select(vec!["mon", "TUE", "wed", "thu", "Fri", "sat", "sun"]);
    let days = (day(), day(), any::<bool>()).prop_map(|(first, last, one)| {
        if one {
            first.to_owned()
        } else {
            format!("{first}-{last}")
        }
    });
    let times = (0..25_u32, 0..61_u32, 0..26_u32, 0..60_u32)
        .prop_map(|(a, b, c, d)| format!("{a:02}:{b:02}-{c}:{d:02}"));
    let rule = (
        proptest::collection::vec(days, 0..3),
        proptest::collection::vec(times, 0..3),
    )
        .prop_map(|(days, times)| [days, times].concat().join("  "));
    proptest::collection::vec(rule, 1..4).prop_map(|rules| rules.join(" , "))
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn access_times_are_open_when_they_are_by_the_rule_of_the_program() {
    let day = || {
        prop_oneof![
            Just(String::new()),
            (0..3_u32, 1..13_u32, 1..29_u32)
                .prop_map(|(year, month, day)| format!("202{}-{month:02}-{day:02}", 6 + year))
        ]
    };
    let hours = prop_oneof![Just(String::new()), hours()];
    let cases = some(
        3_000,
        (day(), day(), hours, 1_790_000_000..1_850_000_000_i64),
    );
    // 90 minutes ahead, and the change of the clock in Berlin on 2027-03-28.
    let berlin = [
        (1_792_890_000, 3_600),
        (1_806_195_600, 7_200),
        (1_824_944_400, 3_600),
        (1_837_645_200, 7_200),
    ];
    let changes = berlin.map(|(from, offset)| (at(from), offset)).to_vec();
    for (name, zone) in [
        ("UTC", TimeZone::default()),
        ("Asia/Kolkata", TimeZone::new(19_800, Vec::new())),
        ("Europe/Berlin", TimeZone::new(7_200, changes)),
    ] {
        let counter = Counter::open();
        counter.database.sql(&format!(
            "ALTER DATABASE {} SET TimeZone = '{name}'",
            counter.database.name()
        ));
        let mut found = Vec::new();
        for cases in cases.chunks(500) {
            let rows: Vec<_> = cases
                .iter()
                .map(|(from, until, hours, now)| {
                    format!("('{}'::json, {now}::bigint)", json!([from, until, hours]))
                })
                .collect();
            // Whatever a login has set.
            let part = counter.database.sql(&format!(
                "SET TimeZone = 'America/New_York'; SET DateStyle = 'SQL, DMY';
                 SELECT auth_inner.is_open_at(times, now) FROM (VALUES {}) AS of (times, now)",
                rows.join(",")
            ));
            found.extend(part.lines().map(ToOwned::to_owned));
        }
        let mut open = 0;
        for ((from, until, hours, now), found) in cases.iter().zip(&found) {
            let times = AccessTimes::parse(from, until, hours);
            let expected =
                times.is_ok_and(|times| times.phase(at(*now), &zone) == AccessPhase::Open);
            open += u32::from(expected);
            assert_eq!(
                found,
                if expected { "t" } else { "f" },
                "{from} {until} {hours} {now} {name}"
            );
        }
        assert!(open > 300, "{open}");
    }
}
