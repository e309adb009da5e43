//! A server that is killed, restarted or replaced by its standby.

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::service::ports::{AttemptStore as _, StateError};
use egui_authenticator::store::postgres::PostgresState;

use crate::outage::{client, eventually, fail, failures, in_time, name, state};
use crate::proxy::Fault;
use crate::server::Server;

/// Counts failures until the server is gone, and says when the first one was acknowledged. Returns how many were
/// acknowledged, and how many were tried.
fn count_until(
    is_over: &AtomicBool,
    started: &AtomicU8,
    state: &PostgresState,
    number: u8,
) -> (u32, u32) {
    let (mut acknowledged, mut tried) = (0, 0);
    let begun = Instant::now();
    // They also end if the test fails before it says so.
    while !is_over.load(Ordering::Relaxed) && begun.elapsed() < Duration::from_secs(60) {
        tried += 1;
        if fail(state, number).is_ok() {
            if acknowledged == 0 {
                started.fetch_add(1, Ordering::Relaxed);
            }
            acknowledged += 1;
        }
    }
    (acknowledged, tried)
}

/// Waits until so many threads have had a first acknowledgement, and a little longer.
fn wait_for(started: &AtomicU8, count: u8) {
    let begun = Instant::now();
    while started.load(Ordering::Relaxed) < count {
        assert!(
            begun.elapsed() < Duration::from_secs(30),
            "a writer has not begun"
        );
        thread::sleep(Duration::from_millis(10));
    }
    thread::sleep(Duration::from_millis(300));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_server_that_is_killed_under_eight_writers_has_every_acknowledged_change() {
    let server = Server::start(&["fsync = on"]);
    let database = server.migrated();
    let state = &state(database.client());
    for round in 0..3 {
        let before: Vec<_> = (0..8).map(|number| failures(state, number)).collect();
        let (is_over, started) = (&AtomicBool::new(false), &AtomicU8::new(0));
        let counts = thread::scope(|scope| {
            let writers = (0..8)
                .map(|number| scope.spawn(move || count_until(is_over, started, state, number)));
            let writers: Vec<_> = writers.collect();
            wait_for(started, 8);
            server.order("kill");
            is_over.store(true, Ordering::Relaxed);
            let counts = writers
                .into_iter()
                .map(|writer| writer.join().expect("joined"));
            counts.collect::<Vec<_>>()
        });
        server.order("start");
        eventually(|| state.attempts_of(&[name(0)]));
        assert!(
            counts.iter().all(|(acknowledged, _)| *acknowledged > 0),
            "{counts:?}"
        );
        for (number, (acknowledged, tried)) in (0..).zip(counts) {
            let added = failures(state, number) - before[usize::from(number)];
            let range = acknowledged..=tried;
            assert!(
                range.contains(&added),
                "round {round}: {added} of {range:?}"
            );
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn after_a_restart_of_the_server_the_first_call_works() {
    let server = Server::start(&["fsync = off"]);
    let database = server.migrated();
    let state = state(database.client());
    assert_eq!(fail(&state, 1), Ok(()));
    server.order("stop");
    let away = in_time(Fault::Refuse, || fail(&state, 1));
    assert!(matches!(away, Err(StateError::Unavailable(_))), "{away:?}");
    server.order("start");
    thread::sleep(Duration::from_millis(600));
    assert_eq!(fail(&state, 1), Ok(()));
    assert_eq!(failures(&state, 1), 2);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_standby_that_is_promoted_takes_over_with_every_acknowledged_change() {
    let primary = Server::start(&["fsync = off"]);
    let database = primary.migrated();
    let standby = primary.standby();
    database.sql("ALTER SYSTEM SET synchronous_standby_names = '*'");
    database.sql("SELECT pg_reload_conf()");
    let address = database.address();
    let (hosts, name_of_it) = address.rsplit_once('/').expect("a database");
    let both = format!("{hosts},127.0.0.1:{}/{name_of_it}", standby.port());
    let state = &state(client(&both));
    assert_eq!(fail(state, 0), Ok(()));
    let (is_over, started) = (&AtomicBool::new(false), &AtomicU8::new(0));
    let (acknowledged, tried) = thread::scope(|scope| {
        let writer = scope.spawn(move || count_until(is_over, started, state, 1));
        wait_for(started, 1);
        primary.order("kill");
        is_over.store(true, Ordering::Relaxed);
        writer.join().expect("joined")
    });
    // A standby is not written to.
    let away = in_time(Fault::None, || fail(state, 0));
    assert!(matches!(away, Err(StateError::Unavailable(_))), "{away:?}");
    standby.sql("postgres", "SELECT pg_promote()");
    eventually(|| fail(state, 0));
    let counted = failures(state, 1);
    assert!(acknowledged > 0);
    assert!(
        (acknowledged..=tried).contains(&counted),
        "{acknowledged} {counted} {tried}"
    );
}
