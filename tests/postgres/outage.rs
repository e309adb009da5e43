//! The way to the server with faults: every call ends in time, and nothing is half done.

use std::time::{Duration, Instant};

use egui_authenticator::store::postgres::{Client, PgError, PostgresOptions};

use crate::proxy::{Fault, Proxy};
use crate::server::Server;

/// What a window may take to say that the server is away.
const LIMIT: Duration = Duration::from_secs(3);

fn client(address: &str) -> Client {
    let options = PostgresOptions::parse(address).expect("an address");
    Client::connect(&options).expect("a client")
}

/// Runs something that must end in time.
fn in_time<T>(fault: Fault, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let result = work();
    assert!(begun.elapsed() < LIMIT, "{fault:?}: {:?}", begun.elapsed());
    result
}

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
fn a_migration_that_is_cut_anywhere_is_made_as_a_whole_or_not_at_all() {
    let server = Server::shared();
    let database = server.database();
    let proxy = Proxy::before(server.port());
    let client = client(&proxy.address(&database.address()));
    let whole = {
        let planned = client.plan_migration().expect("planned");
        planned
            .scripts
            .iter()
            .map(|script| script.len())
            .sum::<usize>()
            + 4_000
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
            std::thread::sleep(Duration::from_millis(20));
        }
        let count = database.sql(made);
        match &result {
            Ok(_) | Err(PgError::Lost(_)) => {}
            Err(error) => assert_eq!(count, "0", "{step}: {error}"),
        }
        counts.push(count);
        database.sql("DROP SCHEMA IF EXISTS auth_inner CASCADE");
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
        .split_once("@")
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
