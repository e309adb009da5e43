//! What several computers count, record and keep out together.

mod audit_log;
mod heartbeat;
mod session_slots;
mod signatures;

use std::collections::HashSet;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use egui_authenticator::domain::account_id::AccountId;
use egui_authenticator::domain::appearance::ThemeChoice;
use egui_authenticator::domain::delay::DelayRule;
use egui_authenticator::domain::preferences::Preferences;
use egui_authenticator::domain::recovery::ResetCode;
use egui_authenticator::domain::throttle::{Attempts, LockoutRule};
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::service::ports::{
    AttemptKey, AttemptStore, AuditLog, Clock as _, CodeStore, PreferenceStore, StateError,
};
use egui_authenticator::store::memory::MemoryState;
use egui_authenticator::store::platform::SystemClock;
use egui_authenticator::store::postgres::{Client, PostgresOptions, PostgresState};
use egui_authenticator::testing::conformance;

use sha2::{Digest as _, Sha256};

use crate::proxy::{Fault, Proxy};
use crate::server::{Database, Server};

const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);
const NAME: AttemptKey = AttemptKey([7; 32]);

/// The state as another computer sees it.
fn computer(database: &Database<'_>) -> PostgresState {
    PostgresState::new(database.client(), Arc::new(MemoryState::default()))
}

/// The state as a computer behind a faulty network sees it.
fn computer_behind(proxy: &Proxy, database: &Database<'_>) -> PostgresState {
    let options = PostgresOptions::parse(&proxy.address(&database.address()));
    let client = Client::connect(&options.expect("an address")).expect("a client");
    PostgresState::new(client, Arc::new(MemoryState::default()))
}

fn failed(attempts: Attempts) -> Attempts {
    Attempts {
        failures: attempts.failures + 1,
        seen_at: NOW,
        ..attempts
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_server_keeps_the_contract_of_a_state_store() {
    conformance::state_store(|| computer(&Server::shared().migrated()));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn each_computer_remembers_by_itself_what_is_known_of_newer_versions() {
    let database = Server::shared().migrated();
    for computer in [(); 2].map(|()| computer(&database)) {
        for known in [None, Some("record")] {
            let changed = computer.update_record("name", &mut |stored| {
                assert_eq!(stored, known);
                Some("record".to_owned())
            });
            assert_eq!(changed, Ok(()));
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r107_four_computers_together_have_five_guesses_at_a_name() {
    let database = Server::shared().migrated();
    let rule = LockoutRule::default();
    let guesses = &|computer: PostgresState| {
        (0..25)
            .filter(|_| {
                let before = computer.attempts(&NAME, &|attempts| rule.tried(attempts, NOW).0);
                let (_, may) = rule.tried(before.expect("counted"), NOW);
                may.is_ok()
            })
            .count()
    };
    let looked_at: usize = thread::scope(|scope| {
        let computers = [(); 4].map(|()| computer(&database));
        let computers = computers.map(|computer| scope.spawn(move || guesses(computer)));
        computers
            .into_iter()
            .map(|one| one.join().expect("ended"))
            .sum()
    });
    assert_eq!(looked_at, 5);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r20_two_computers_whose_clocks_differ_end_no_lockout_early() {
    let rule = LockoutRule::default();
    for apart in [1, 60, 86_400] {
        let database = Server::shared().migrated();
        let state = computer(&database);
        let guess = |now| {
            let before = state.attempts(&NAME, &|attempts| rule.tried(attempts, now).0);
            rule.tried(before.expect("counted"), now).1.is_ok()
        };
        let turns = (0..100).map(|n| NOW + n % 2 * apart);
        assert_eq!(turns.filter(|now| guess(*now)).count(), 5, "{apart}");
        assert!(!guess(NOW + apart + 30));
        database.sql("UPDATE auth_inner.attempts SET written_at = written_at - 30");
        assert!(guess(NOW + apart + 60), "the time has passed on both");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r20_no_clock_that_is_wrong_by_a_hundred_days_makes_a_computer_forget_failures() {
    let (rule, days, now) = (LockoutRule::default(), 86_400, SystemClock.now());
    for (here, elsewhere, others) in [(-100, 0, 5), (0, 100, 5), (-100, 0, 4), (0, 100, 4)] {
        let database = Server::shared().migrated();
        let state = computer(&database);
        let guess = |name: u8, now: Timestamp| {
            let change = |attempts| rule.tried(attempts, now).0;
            let before = state.attempts(&AttemptKey([name; 32]), &change);
            rule.tried(before.expect("counted"), now).1.is_ok()
        };
        let at_first = (0..others).filter(|_| guess(1, now + here * days)).count();
        assert_eq!(at_first, others);
        assert!(guess(2, now + elsewhere * days));
        let later = (0..9).filter(|_| guess(1, now + here * days)).count();
        assert_eq!(at_first + later, 5, "{here} {elsewhere}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r22_a_clock_of_the_server_that_is_set_back_extends_no_lockout() {
    let rule = LockoutRule::default();
    let database = Server::shared().migrated();
    let state = computer(&database);
    let guess = |now| {
        let before = state.attempts(&NAME, &|attempts| rule.tried(attempts, now).0);
        rule.tried(before.expect("counted"), now).1.is_ok()
    };
    assert_eq!((0..9).filter(|_| guess(NOW)).count(), 5);
    // As if the server had another time when it wrote them.
    database.sql("UPDATE auth_inner.attempts SET written_at = written_at + 3600");
    assert!(!guess(NOW));
    database.sql("UPDATE auth_inner.attempts SET written_at = written_at - 30");
    assert!(guess(NOW + 30));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r86_failures_of_all_names_do_not_expire_twice_by_two_clocks() {
    let (state, rule) = (computer(&Server::shared().migrated()), DelayRule::default());
    for _ in 0..60 {
        let counted = state.attempts(&NAME, &|all| rule.failed(all, NOW));
        assert!(counted.is_ok());
    }
    let turns = (0..40).map(|n| NOW + n % 2 * 60);
    for now in turns {
        let expired = state.attempts(&NAME, &|all| rule.expired(all, now));
        assert!(!rule.delay(expired.expect("counted"), now).is_zero());
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r25_nothing_is_tried_while_the_disk_of_the_server_is_full() {
    let database = Server::shared().migrated();
    database.sql(
        "CREATE FUNCTION auth_inner.full() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END $$;
         CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON auth_inner.attempts
         EXECUTE FUNCTION auth_inner.full()",
    );
    let refused = computer(&database).attempts(&NAME, &failed);
    assert_eq!(refused, Err(StateError::Full));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r33_r27_a_step_and_a_code_count_once_on_eight_computers() {
    let database = Server::shared().migrated();
    let code = format!("1800000900.{}", "A".repeat(43));
    let code = ResetCode::parse(&code).expect("a stored code");
    assert_eq!(computer(&database).keep_code(&NAME, &code), Ok(()));
    let used: Vec<(bool, bool)> = thread::scope(|scope| {
        let computers = [(); 8].map(|()| computer(&database));
        let computers = computers.map(|computer| {
            scope.spawn(move || {
                let step = computer.use_step(&NAME, 10).expect("looked up");
                (
                    step,
                    computer.take_code(&NAME, &|_| true).expect("looked up"),
                )
            })
        });
        let ended = computers.into_iter().map(|one| one.join().expect("ended"));
        ended.collect()
    });
    assert_eq!(used.iter().filter(|(step, _)| *step).count(), 1);
    assert_eq!(used.iter().filter(|(_, code)| *code).count(), 1);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r33_a_step_that_is_cut_off_anywhere_counts_at_most_once() {
    let server = Server::shared();
    let database = server.migrated();
    let proxy = Proxy::before(server.port());
    let elsewhere = computer(&database);
    let mut uses = HashSet::new();
    for after in (0..300).step_by(5) {
        proxy.set(Fault::None);
        let state = computer_behind(&proxy, &database);
        assert_eq!(state.use_step(&NAME, 2 * after + 1), Ok(true));
        proxy.set(Fault::CutAfter(usize::try_from(after).expect("small")));
        let used = state.use_step(&NAME, 2 * after + 2);
        let again = elsewhere.use_step(&NAME, 2 * after + 2).expect("looked up");
        assert_ne!(used, Ok(false), "{after}: it is new");
        assert!(used.is_err() || !again, "{after}: used twice");
        uses.insert((used.is_ok(), again));
    }
    assert!(uses.contains(&(false, true)) && uses.contains(&(true, false)));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r87_what_is_stored_of_a_name_cannot_be_computed_without_the_key() {
    let database = Server::shared().migrated();
    let stored = || database.sql("SELECT encode(name, 'hex') FROM auth_inner.attempts");
    let count = |failures| {
        let before = computer(&database).attempts(&NAME, &failed);
        assert_eq!(before.map(|before| before.failures), Ok(failures));
    };
    count(0);
    let first = stored();
    assert_ne!(first, "07".repeat(32));
    count(1);
    assert_eq!(stored(), first, "all computers have the same key");
    database.sql("DELETE FROM auth_inner.key; DELETE FROM auth_inner.attempts");
    count(0);
    assert_ne!(stored(), first, "a copy without the key names no user");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r87_a_key_that_was_replaced_is_soon_used_by_all_computers() {
    let database = Server::shared().migrated();
    let running = computer(&database);
    assert!(running.attempts(&NAME, &failed).is_ok());
    database.sql("DELETE FROM auth_inner.key; DELETE FROM auth_inner.attempts");
    assert!(computer(&database).attempts(&NAME, &failed).is_ok());
    thread::sleep(Duration::from_secs(10));
    let before = running.attempts(&NAME, &failed);
    assert_eq!(before.map(|before| before.failures), Ok(1));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r25_a_row_that_was_not_written_by_this_program_is_an_error() {
    let database = Server::shared().migrated();
    let state = computer(&database);
    assert!(state.attempts(&NAME, &failed).is_ok());
    database.sql("UPDATE auth_inner.attempts SET failures = -1");
    let refused = state.attempts(&NAME, &failed);
    assert!(
        matches!(refused, Err(StateError::Damaged(_))),
        "{refused:?}"
    );
    database.sql("DELETE FROM auth_inner.event_ends");
    let refused = state.verify_activity();
    assert!(
        matches!(refused, Err(StateError::Damaged(_))),
        "{refused:?}"
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn invented_names_are_limited_and_flush_no_lockout() {
    let database = Server::shared().migrated();
    let state = computer(&database);
    let insert = |from: u32, count: u32, locked_for: u32, ago: u32| {
        database.sql(&format!(
            "INSERT INTO auth_inner.attempts
             SELECT sha256(i::text::bytea), 5, {locked_for}, 1800000000 - {ago} + i, NULL, 1700000000
             FROM generate_series({from}, {from} + {count} - 1) AS n (i)"
        ));
    };
    let names = || {
        let counted = state.attempts(&NAME, &failed);
        assert!(counted.is_ok());
        database
            .sql("SELECT count(*), count(*) FILTER (WHERE locked_for > 0) FROM auth_inner.attempts")
    };
    let of_all_names = AttemptKey(Sha256::digest(b"all names\0").into());
    let failures = |attempts| Attempts {
        failures: 59,
        seen_at: NOW - 86_400,
        ..attempts
    };
    assert!(state.attempts(&of_all_names, &failures).is_ok());
    insert(0, 100, 30, 86_400);
    insert(100, 20_000, 0, 40_000);
    assert_eq!(names(), "10101|100");
    let kept = state.attempts_of(&[of_all_names]).expect("read");
    assert_eq!(kept[0].failures, 59, "R86");
    database.sql("DELETE FROM auth_inner.attempts WHERE failures = 59");
    insert(50_000, 10_000, 80_000, 100_000);
    assert_eq!(
        names(),
        "20000|10000",
        "those that ended first are forgotten"
    );
    insert(80_000, 10_000, 80_000, 140_000);
    assert_eq!(names(), "30000|20000", "all of these are locked");
    database.sql("UPDATE auth_inner.attempts SET seen_at = 0, locked_for = 0");
    assert_eq!(names(), "1|0", "ninety days later");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn what_belongs_to_a_computer_stays_there() {
    let database = Server::shared().migrated();
    let (here, there) = (computer(&database), computer(&database));
    let dark = Preferences {
        theme: ThemeChoice::parse("dark"),
        ..Preferences::default()
    };
    assert_eq!(here.store_preferences(&dark), Ok(()));
    assert_eq!(here.preferences(), Ok(dark));
    assert_eq!(there.preferences(), Ok(Preferences::default()));
}

/// Returns an account by a number.
fn account(number: u8) -> AccountId {
    AccountId::new([number; 16])
}
