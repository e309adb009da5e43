//! Faults on the way to a server that works.

use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::domain::account_id::AccountId;
use egui_authenticator::domain::audit::{AuditKind, Retention};
use egui_authenticator::domain::audit_erasure::Erasure;
use egui_authenticator::domain::audit_event::AuditEvent;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::service::ports::{AuditLog, StateError};
use egui_authenticator::store::postgres::PgError;

use crate::outage::{LIMIT, client, eventually, fail, failures, in_time, state};
use crate::proxy::{Fault, Proxy};
use crate::server::Server;

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn connecting_ends_in_time_with_every_fault_and_works_when_it_is_over() {
    let server = Server::shared();
    let database = server.database();
    let proxy = Proxy::before(server.port());
    let client = client(&proxy.address(&database.address()));
    let faults = [Fault::Refuse, Fault::Stall, Fault::OneWay];
    let cuts = [0, 8, 60, 120].map(Fault::CutAfter);
    for fault in faults.into_iter().chain(cuts) {
        proxy.set(fault);
        let result = in_time(fault, || client.plan_migration());
        assert!(
            matches!(result, Err(PgError::Unavailable(_))),
            "{fault:?}: {result:?}"
        );
        proxy.set(Fault::None);
        let result = client.plan_migration();
        assert!(result.is_ok(), "after {fault:?}: {result:?}");
    }
    let late = Fault::Delay(Duration::from_millis(100));
    proxy.set(late);
    let result = in_time(late, || client.plan_migration());
    assert!(result.is_ok(), "{result:?}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_third_host_is_reached_in_time_and_first_the_next_time() {
    let server = Server::shared();
    let database = server.migrated();
    let stalled = [Proxy::before(server.port()), Proxy::before(server.port())];
    let ports = stalled.each_ref().map(|proxy| {
        proxy.set(Fault::Stall);
        proxy.port()
    });
    let [first, second] = ports;
    let hosts = format!("127.0.0.1:{first},127.0.0.1:{second},127.0.0.1:");
    let client = client(&database.address().replace("127.0.0.1:", &hosts));
    let result = in_time(Fault::Stall, || client.plan_migration());
    assert!(result.is_ok(), "{result:?}");
    let begun = Instant::now();
    assert!(client.plan_migration().is_ok());
    assert!(begun.elapsed() < Duration::from_millis(700));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_migration_that_is_cut_anywhere_is_made_as_a_whole_or_not_at_all() {
    let server = Server::shared();
    let database = server.database();
    let proxy = Proxy::before(server.port());
    let client = client(&proxy.address(&database.address()));
    let undo = "DROP SCHEMA IF EXISTS auth_inner CASCADE; DROP SCHEMA IF EXISTS auth CASCADE";
    let whole = {
        let before = proxy.sent().len();
        client.migrate().expect("migrated");
        database.sql(undo);
        // With a connection that is opened anew.
        proxy.sent().len() - before + 4_000
    };
    let made =
        "SELECT coalesce((SELECT count(*) FROM pg_tables WHERE schemaname = 'auth_inner'), 0)";
    let mut counts = Vec::new();
    for step in 0..=30 {
        proxy.set(Fault::CutAfter(whole * step / 30));
        let result = client.migrate();
        proxy.set(Fault::None);
        // The server may still be at it.
        let begun = Instant::now();
        let busy = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        while database.sql(busy) != "0" && begun.elapsed() < LIMIT {
            thread::sleep(Duration::from_millis(20));
        }
        let count = database.sql(made);
        match &result {
            Ok(_) | Err(PgError::Lost(_)) => {}
            Err(error) => assert_eq!(count, "0", "{step}: {error}"),
        }
        counts.push(count);
        database.sql(undo);
    }
    counts.sort();
    counts.dedup();
    // None, or all.
    assert_eq!(counts.len(), 2, "{counts:?}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn of_two_hosts_the_one_that_accepts_writes_is_used() {
    let server = Server::shared();
    let database = server.database();
    let proxy = Proxy::before(server.port());
    let address = database.address();
    let (login, rest) = address.split_once('@').expect("a login");
    let first = proxy.address(&address);
    let (first, _) = first
        .split_once('@')
        .expect("a login")
        .1
        .split_once('/')
        .expect("a path");
    let both = format!("{login}@{first},{rest}");
    for fault in [Fault::None, Fault::Refuse, Fault::Stall] {
        proxy.set(fault);
        let result = in_time(fault, || client(&both).plan_migration());
        assert!(result.is_ok(), "{fault:?}: {result:?}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn an_attempt_that_is_cut_anywhere_is_counted_once_or_not_at_all_and_for_certain_if_it_succeeded() {
    let server = Server::shared();
    let database = server.migrated();
    let proxy = Proxy::before(server.port());
    let cut = state(client(&proxy.address(&database.address())));
    let direct = state(database.client());
    let mut outcomes = [0; 3];
    for part in 0..=61 {
        proxy.set(Fault::None);
        eventually(|| fail(&cut, 1));
        let so_far = proxy.sent().len();
        eventually(|| fail(&cut, 1));
        let whole = proxy.sent().len() - so_far;
        // With the whole, only the answer to it is lost.
        let bytes = if part > 60 {
            whole + 1
        } else {
            whole * part / 60
        };
        let before = failures(&direct, 1);
        proxy.set(Fault::CutAfter(bytes));
        let result = in_time(Fault::CutAfter(bytes), || fail(&cut, 1));
        // The server may still be at it.
        thread::sleep(Duration::from_millis(20));
        let counted = failures(&direct, 1) - before;
        match result {
            Ok(()) => assert_eq!(counted, 1, "{bytes}"),
            Err(_) => assert!(counted <= 1, "{bytes}: {counted}"),
        }
        outcomes[if result.is_ok() { 2 } else { counted as usize }] += 1;
    }
    // Cut before the end, cut before the answer, and not cut.
    assert!(outcomes.iter().all(|count| *count > 0), "{outcomes:?}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn eight_threads_that_wait_for_a_server_that_is_away_all_end_in_time() {
    let server = Server::shared();
    let database = server.migrated();
    let proxy = Proxy::before(server.port());
    let state = state(client(&proxy.address(&database.address())));
    for fault in [Fault::Stall, Fault::OneWay, Fault::Refuse] {
        eventually(|| fail(&state, 1));
        proxy.set(fault);
        thread::scope(|scope| {
            for number in 0..8 {
                let state = &state;
                scope.spawn(move || {
                    let result = in_time(fault, || fail(state, number));
                    let is_away = matches!(result, Err(StateError::Unavailable(_)));
                    assert!(is_away, "{fault:?}: {result:?}");
                });
            }
        });
        proxy.set(Fault::None);
        let begun = Instant::now();
        eventually(|| fail(&state, 1));
        assert!(begun.elapsed() < Duration::from_secs(1), "{fault:?}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn of_four_connections_that_have_become_silent_one_call_notices() {
    let server = Server::shared();
    let database = server.migrated();
    let proxy = Proxy::before(server.port());
    let state = &state(client(&proxy.address(&database.address())));
    let begun = Instant::now();
    while proxy.count() < 4 && begun.elapsed() < LIMIT {
        thread::scope(|scope| {
            for number in 0..8 {
                scope.spawn(move || drop(fail(state, number)));
            }
        });
    }
    let stall = Fault::StallFirst(proxy.count());
    proxy.set(stall);
    let away = in_time(stall, || fail(state, 1));
    assert!(matches!(away, Err(StateError::Unavailable(_))), "{away:?}");
    assert_eq!(in_time(stall, || fail(state, 1)), Ok(()));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_lock_of_another_program_is_waited_for_less_than_three_seconds() {
    let database = &Server::shared().migrated();
    let state = state(database.client());
    assert_eq!(fail(&state, 1), Ok(()));
    let other = database.hold("LOCK auth_inner.attempts");
    assert_eq!(
        in_time(Fault::None, || fail(&state, 1)),
        Err(StateError::Busy)
    );
    other.commit();
    assert_eq!(fail(&state, 1), Ok(()));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_computer_that_disappears_while_it_is_answered_does_not_hold_its_locks_for_long() {
    let server = Server::shared();
    let database = server.migrated();
    let proxy = Proxy::before(server.port());
    let far = state(client(&proxy.address(&database.address())));
    let near = state(database.client());
    let event = AuditEvent::new(Timestamp::from_seconds(1_800_000_000), AuditKind::SignIn);
    let many = vec![event.clone(); 10_000];
    assert_eq!(near.record_all(&many, Retention::EVERYTHING), Ok(()));
    // 40 MB: more than the buffers on the way take.
    database.sql("UPDATE auth_inner.event SET who = repeat('x', 4000)");
    assert_eq!(fail(&far, 1), Ok(()));
    let gone = Fault::HoldAfter(100_000);
    proxy.set(gone);
    let names = vec!["x".to_owned()];
    let account = AccountId::new([9; 16]);
    let erasure = Erasure { account, names };
    let away = in_time(gone, || far.erase(&erasure, &|_| event.clone()));
    assert!(matches!(away, Err(StateError::Unavailable(_))), "{away:?}");
    let begun = Instant::now();
    let record = || near.record(&event, Retention::EVERYTHING);
    assert!(record().is_err(), "locked");
    eventually(record);
    assert!(
        begun.elapsed() < Duration::from_secs(8),
        "{:?}",
        begun.elapsed()
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_slow_network_is_no_outage() {
    let server = Server::shared();
    let database = server.migrated();
    let proxy = Proxy::before(server.port());
    let state = state(client(&proxy.address(&database.address())));
    eventually(|| fail(&state, 1));
    let late = Fault::Delay(Duration::from_millis(100));
    proxy.set(late);
    let result = in_time(late, || fail(&state, 1));
    assert_eq!(result, Ok(()));
}
