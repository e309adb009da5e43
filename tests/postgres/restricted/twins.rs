//! Rules that the server and the program both have: the same results for everything.

use egui_authenticator::Settings;
use egui_authenticator::domain::access_times::{AccessPhase, AccessTimes};
use egui_authenticator::domain::account_id::AccountId;
use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::delay::DelayRule;
use egui_authenticator::domain::ended_credentials::password_of;
use egui_authenticator::domain::fold;
use egui_authenticator::domain::key_vault::KeyVault;
use egui_authenticator::domain::throttle::{Attempts, LockoutRule};
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::domain::user::User;
use egui_authenticator::ports::{CredentialStore as _, TimeZone};
use egui_authenticator::store::postgres::PostgresStore;
use egui_authenticator::users::{Role, Username};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::json;

use crate::restricted::{Counter, HASH, user};
use crate::server::Server;

/// Returns so many values.
fn some<T>(count: usize, of: impl Strategy<Value = T>) -> Vec<T> {
    let mut runner = TestRunner::deterministic();
    let mut value = || of.new_tree(&mut runner).expect("a value").current();
    (0..count).map(|_| value()).collect()
}

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
                before.seen_at = before.seen_at.max(at(now - passed.max(0)));
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

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_name_finds_the_user_that_it_finds_in_the_program() {
    let name = || "[a-cA-C]{1,2}";
    let cases = some(
        30,
        proptest::collection::vec((name(), name(), any::<bool>()), 0..9),
    );
    for directory in cases {
        let counter = Counter::open();
        counter.database.sql("DELETE FROM auth_inner.account");
        let mut names: Vec<String> = Vec::new();
        for (name, email, pending) in &directory {
            if names.contains(&name.to_lowercase()) {
                continue;
            }
            names.push(name.to_lowercase());
            counter.add(&[user(
                name,
                &json!({ "email": format!("{email}@x"), "pending": pending }),
            )]);
        }
        counter
            .database
            .sql("INSERT INTO auth_inner.past SELECT revision, seq FROM auth_inner.head");
        let store = PostgresStore::new(counter.database.client());
        let snapshot = store.read().expect("read");
        let logins: Vec<_> = ["a", "b", "c"]
            .iter()
            .flat_map(|a| {
                [
                    String::new(),
                    "a".to_owned(),
                    "b".to_owned(),
                    "c".to_owned(),
                ]
                .map(|b| format!("{a}{b}"))
            })
            .flat_map(|name| [format!("{name}@x"), name])
            .collect();
        for login in logins {
            // An account that waits is not found by its address.
            let is_known = |user: &&User| !user.is_pending || user.has_username(&login);
            let expected = snapshot.users.find(&login).filter(is_known);
            let found = counter
                .database
                .sql(&format!("SELECT (auth_inner.find('{login}')).name_key"));
            let expected = expected.map_or("", |user| user.username.key());
            assert_eq!(found, expected, "{login} in {directory:?}");
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn names_fold_as_in_the_program() {
    let database = Server::shared().migrated();
    let other = [
        "Bücher@Straße.EXAMPLE",
        "Ａｄａ",
        "ΣΊΣΥΦΟΣ",
        "ΟΔΟΣ Σ ΟΔΟΣ.Α Σ'Σ ΑΣ@ΑΣ.ΟΡΓ",
        "ИВАН@пример.рф",
        "İstanbul",
        "ﬁle",
        "山田",
        "Ǆ",
        "Å",
        "ẞ",
    ];
    let ascii = some(100, "[ -~]{0,20}");
    for text in other.iter().map(|text| (*text).to_owned()).chain(ascii) {
        let folded = database.sql(&format!(
            "SELECT auth_inner.fold('{}')",
            text.replace('\'', "''")
        ));
        let expected = fold(&text);
        assert_eq!(folded, expected.trim_end(), "{text}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r42_r91_accounts_have_the_digests_that_they_have_in_the_program() {
    let database = Server::shared().migrated();
    let vault = format!(
        "key:a1.{}.{} totp:{} recovered:yes",
        "B".repeat(22).replace('B', "A"),
        "C".repeat(95) + "A",
        "A".repeat(80)
    );
    let cases = some(
        60,
        (
            "[a-z]{1,8}",
            proptest::collection::vec("[a-zA-Zäöü ]{1,6}[a-z]", 0..4),
            any::<u32>(),
            any::<bool>(),
        ),
    );
    for (name, roles, epoch, has_vault) in cases {
        let vault = if has_vault { &*vault } else { "" };
        let roles: Vec<_> = roles.iter().filter_map(|role| Role::parse(role)).collect();
        let texts: Vec<_> = roles.iter().map(Role::as_str).collect();
        let record = user(
            &name,
            &json!({ "roles": texts, "session_epoch": epoch, "key_vault": vault }),
        );
        let mut user = User::new(Username::parse(&name).expect("a username"));
        user.id = AccountId::new([7; 16]);
        user.roles = roles;
        user.hash = StoredHash::parse(&HASH).ok();
        user.session_epoch = epoch;
        user.key_vault = KeyVault::parse(vault).expect("a vault");
        let digest = |hash: &[u8; 32]| {
            let digits = hash.iter().map(|byte| format!("{byte:02x}"));
            digits.collect::<Vec<_>>().concat()
        };
        let id = "decode(repeat('07', 16), 'hex')";
        let found = database.sql(&format!(
            "SELECT encode(auth_inner.fingerprint({id}, '{name}', '{record}'), 'hex')"
        ));
        assert_eq!(found, digest(&user.fingerprint().expect("a digest").0));
        assert_eq!(
            database.sql(&format!("SELECT auth_inner.is_damaged('{record}')")),
            "f"
        );
        for ended in password_of(&user) {
            let has_ended = database.sql(&format!(
                "BEGIN; INSERT INTO auth_inner.ended VALUES (decode('{}', 'hex'));
                 SELECT auth_inner.has_ended(ROW({id}, 1, 1, '{name}', '{record}')::auth_inner.account); ROLLBACK",
                digest(&ended.0)
            ));
            assert_eq!(has_ended, "t");
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn lists_of_roles_are_read_as_in_the_program() {
    let database = Server::shared().migrated();
    let lines = some(300, "[a-c\"*, ]{0,14}");
    for line in lines {
        let settings = Settings::of_rows([("two_step.required_for", &*line)]);
        let Ok(settings) = settings else { continue };
        for role in ["a", "b", "ab", "a, b", "c\"", "a b"] {
            let roles: Vec<_> = Role::parse(role).into_iter().collect();
            let found = database.sql(&format!(
                "SELECT auth_inner.includes('{line}', '{}')",
                json!([role])
            ));
            let expected = settings.two_step.is_required(&roles);
            assert_eq!(found, if expected { "t" } else { "f" }, "{role} in {line}");
        }
    }
}
