//! A server whose disk is full: what was acknowledged stays, nothing is half done, and everything works again when there is room.

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui_authenticator::domain::audit_chain::ChainCheck;
use egui_authenticator::domain::throttle::Attempts;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::service::ports::{AttemptKey, AttemptStore as _, StateError, StoreError};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::store::memory::MemoryState;
use egui_authenticator::store::postgres::PostgresState;
use egui_authenticator::use_cases::{UserChange, UserError};

use crate::computers::OWNER;
use crate::restricted_program::{PASSWORD, Shop, Till, eventually, is_away, secret};
use crate::server::Server;

/// What a window may take to say that the disk is full, and a second for a computer that is busy with other tests.
const LIMIT: Duration = Duration::from_secs(4);

/// How soon everything works again.
const BACK: Duration = Duration::from_secs(10);

/// More than fits into the rooms that the tables have left when the disk is full.
const MANY: u32 = 2_000;

/// A server on a small disk of its own. There is always as much room in the log of the server as the tests need, unless they
/// end it.
fn server() -> &'static Server {
    let server = Server::on_disk(
        "200m",
        &[
            "autovacuum = off",
            "min_wal_size = 32MB",
            "max_wal_size = 48MB",
        ],
    );
    Box::leak(Box::new(server))
}

fn key(number: u32) -> AttemptKey {
    let mut key = [1; 32];
    key[..4].copy_from_slice(&number.to_le_bytes());
    AttemptKey(key)
}

/// Counts a failure of a name that has none.
fn fail(state: &PostgresState, number: u32) -> Result<(), StateError> {
    let one_more = |attempts: Attempts| Attempts {
        failures: attempts.failures + 1,
        seen_at: Timestamp::from_seconds(1_800_000_000),
        ..attempts
    };
    state.attempts(&key(number), &one_more).map(drop)
}

fn change(shop: &Shop, number: u32) -> Result<(), UserError> {
    let change = UserChange::default().first_name(format!("Name{number}"));
    shop.trusted.users().change(OWNER, "bob", &change)
}

fn sign_in_trusted(shop: &Shop, text: &str) -> Result<(), SignInError> {
    let outcome = shop.trusted.sign_in().with_password("ada", &secret(text));
    outcome.map(|outcome| assert!(outcome.session_view().is_some()))
}

/// Does something until it fails, and returns how often it succeeded, and the error.
fn until_it_fails<T, E>(work: impl Fn(u32) -> Result<T, E>) -> (u32, E) {
    for number in 0..MANY {
        let begun = Instant::now();
        let done = work(number);
        assert!(begun.elapsed() < LIMIT, "{:?}", begun.elapsed());
        if let Err(error) = done {
            return (number, error);
        }
    }
    panic!("the disk is not full");
}

/// Tries names that do not exist, and returns those whose failure was acknowledged. They are fewer than those after which further
/// attempts are delayed.
fn guesses(till: &Till) -> Vec<String> {
    let names = (0..30).map(|number| format!("name{number}"));
    let is_acknowledged = |name: &String| match till.enter(name, "a guess").err() {
        Some(SignInError::Refused) => true,
        Some(SignInError::Store(StoreError::Unwritable(_))) => false,
        other => panic!("{other:?}"),
    };
    names.filter(is_acknowledged).collect()
}

/// Returns the failures of a name that does not exist.
fn failures_of(shop: &Shop, name: &str) -> String {
    shop.database.sql(&format!(
        "SELECT failures FROM auth_inner.attempts
         WHERE name = auth_inner.attempt_key('attempt', convert_to('{name}', 'UTF8'))"
    ))
}

/// Expects that users sign in on both computers, and that the audit log is whole.
fn expect_everything(shop: &Shop, till: &Till) {
    let entered = till.enter("ada", PASSWORD);
    assert!(entered.is_ok(), "{:?}", entered.err());
    let refused = till.enter("ada", "a guess").err();
    assert!(matches!(refused, Some(SignInError::Refused)), "{refused:?}");
    assert_eq!(shop.failures("ada"), 1);
    let signed_in = sign_in_trusted(shop, PASSWORD);
    assert!(signed_in.is_ok(), "{signed_in:?}");
    assert_eq!(shop.failures("ada"), 0);
    let changed = change(shop, MANY);
    assert!(changed.is_ok(), "{changed:?}");
    let check = shop.trusted.audit_log().verify(OWNER);
    assert!(matches!(check, Ok(ChainCheck::Whole(Some(_)))), "{check:?}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r25_on_a_full_disk_no_user_signs_in_and_what_was_acknowledged_stays() {
    let server = server();
    let shop = Shop::on(server);
    let till = shop.till("till1");
    let session = till.enter("bob", PASSWORD).expect("signed in").session;
    let local = Arc::new(MemoryState::default());
    let state = PostgresState::new(shop.database.client(), local);
    assert!(sign_in_trusted(&shop, PASSWORD).is_ok());
    assert!(change(&shop, MANY + 1).is_ok());
    assert!(fail(&state, MANY).is_ok());
    // The log of the server has the rest of a file for what follows.
    shop.database
        .sql("CHECKPOINT; SELECT pg_switch_wal(); CHECKPOINT");
    server.order("fill");

    let acknowledged = guesses(&till);
    let (counted, error) = until_it_fails(|number| fail(&state, number));
    assert_eq!(error, StateError::Full);
    let (changed, error) = until_it_fails(|number| change(&shop, number));
    assert!(
        matches!(error, UserError::Store(StoreError::Unwritable(_))),
        "{error:?}"
    );
    let (_, error) = until_it_fails(|_| sign_in_trusted(&shop, PASSWORD));
    assert!(
        matches!(error, SignInError::State(StateError::Full)),
        "{error:?}"
    );
    let (_, error) = until_it_fails(|_| till.enter("ada", PASSWORD));
    assert!(
        matches!(error, SignInError::Store(StoreError::Unwritable(_))),
        "{error:?}"
    );
    assert!(!acknowledged.is_empty() && counted + changed > 0);

    server.order("free");
    for name in acknowledged {
        assert_eq!(failures_of(&shop, &name), "1", "{name}");
    }
    for number in 0..=counted {
        let failures = state.attempts_of(&[key(number)]).expect("read")[0].failures;
        assert_eq!(failures, u32::from(number < counted), "{number}");
    }
    let name = "SELECT record ->> 'first_name' FROM auth_inner.account WHERE name_key = 'bob'";
    let last = changed.checked_sub(1).unwrap_or(MANY + 1);
    assert_eq!(shop.database.sql(name), format!("Name{last}"));
    assert!(till.service.sessions().refresh(&session).is_ok());
    expect_everything(&shop, &till);
    // Nothing but the session of `bob` is left.
    eventually(BACK, || shop.sessions() == 1);
    server.order("kill");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_server_that_ends_because_its_log_has_no_room_comes_back_with_what_was_acknowledged() {
    let server = server();
    let shop = Shop::on(server);
    let till = shop.till("till1");
    let session = till.enter("bob", PASSWORD).expect("signed in").session;
    let refused = till.enter("ada", "a guess").err();
    assert!(matches!(refused, Some(SignInError::Refused)), "{refused:?}");
    let refused = sign_in_trusted(&shop, "a guess");
    assert!(matches!(refused, Err(SignInError::Refused)), "{refused:?}");
    let local = Arc::new(MemoryState::default());
    let state = PostgresState::new(shop.database.client(), local);
    assert!(fail(&state, 0).is_ok());
    server.order("fill");
    // The server needs new files for its log, and has no room for so many.
    server.sql_as(
        "owner",
        "postgres",
        "SELECT pg_logical_emit_message(false, 'test', 'test'), pg_switch_wal() FROM generate_series(1, 20)",
    );
    eventually(BACK, || server.log().contains("PANIC"));
    let here = till.enter("ada", PASSWORD);
    assert!(is_away(&here), "{:?}", here.err());
    let there = sign_in_trusted(&shop, PASSWORD);
    let is_refused = matches!(
        there,
        Err(SignInError::State(StateError::Unavailable(_))
            | SignInError::Store(StoreError::Unavailable(_)))
    );
    assert!(is_refused, "{there:?}");
    let not_counted = fail(&state, 1);
    assert!(
        matches!(not_counted, Err(StateError::Unavailable(_))),
        "{not_counted:?}"
    );

    server.order("free");
    server.order("start");
    eventually(BACK, || till.service.sessions().refresh(&session).is_ok());
    let counted = state.attempts_of(&[key(0), key(1)]).expect("read");
    assert_eq!([counted[0].failures, counted[1].failures], [1, 0]);
    assert_eq!(shop.failures("ada"), 2);
    expect_everything(&shop, &till);
    server.order("kill");
}
