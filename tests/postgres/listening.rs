//! Hearing of changes: also after a loss, and not behind what eats notifications.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use egui_authenticator::ports::{CredentialStore, Watch};
use egui_authenticator::store::postgres::{Client, PostgresOptions, PostgresStore};

use crate::proxy::{Fault, Proxy};
use crate::server::{Database, Server};

const SOON: Duration = Duration::from_secs(1);

fn store(address: &str) -> PostgresStore {
    let options = PostgresOptions::parse(address).expect("an address");
    PostgresStore::new(Client::connect(&options).expect("a client"))
}

fn watch(store: &PostgresStore) -> (Option<Watch>, Receiver<()>) {
    let (tell, told) = mpsc::channel();
    let watch = store.watch(Arc::new(move || {
        // The test may have ended.
        let (Ok(()) | Err(_)) = tell.send(());
    }));
    (watch, told)
}

/// Waits until nothing was heard for some time.
fn settle(told: &Receiver<()>) {
    while told.recv_timeout(SOON).is_ok() {}
}

fn change(database: &Database<'_>) {
    database.sql("NOTIFY auth_changed");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_server_that_is_lost_and_its_return_are_noticed_and_changes_are_heard_again() {
    let server = Server::shared();
    let database = server.migrated();
    let proxy = Proxy::before(server.port());
    let store = store(&proxy.address(&database.address()));
    let (watch, told) = watch(&store);
    assert!(watch.is_some());
    settle(&told);
    proxy.set(Fault::Refuse);
    assert_eq!(told.recv_timeout(SOON), Ok(()), "lost");
    settle(&told);
    proxy.set(Fault::None);
    assert_eq!(told.recv_timeout(2 * SOON), Ok(()), "back");
    settle(&told);
    change(&database);
    assert_eq!(told.recv_timeout(SOON), Ok(()), "changed");
    drop(watch);
    settle(&told);
    change(&database);
    assert!(told.recv_timeout(SOON).is_err(), "no longer watched");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_connection_that_has_become_silent_is_noticed() {
    let server = Server::shared();
    let database = server.migrated();
    let proxy = Proxy::before(server.port());
    let store = store(&proxy.address(&database.address()));
    let (watch, told) = watch(&store);
    assert!(watch.is_some());
    settle(&told);
    // A connection that is only asked whether it is there is no news.
    assert!(told.recv_timeout(Duration::from_secs(11)).is_err());
    proxy.set(Fault::Stall);
    assert_eq!(told.recv_timeout(Duration::from_secs(14)), Ok(()));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn many_changes_at_once_are_told_a_few_times() {
    let database = Server::shared().migrated();
    let store = store(&database.address());
    let (watch, told) = watch(&store);
    assert!(watch.is_some());
    settle(&told);
    let many = "SELECT count(pg_notify('auth_changed', number::text)) FROM generate_series(1, 10000) number";
    assert_eq!(database.sql(many), "10000");
    assert_eq!(told.recv_timeout(SOON), Ok(()));
    let begun = Instant::now();
    let mut more = 0;
    while told.recv_timeout(SOON).is_ok() {
        more += 1;
    }
    assert!(more <= 3, "{more} in {:?}", begun.elapsed());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn where_notifications_do_not_arrive_the_store_is_polled() {
    let server = Server::shared();
    let database = server.migrated();
    let proxy = Proxy::before(server.port());
    proxy.set(Fault::Mute);
    let store = store(&proxy.address(&database.address()));
    assert!(watch(&store).0.is_none());
    proxy.set(Fault::Refuse);
    assert!(watch(&store).0.is_none(), "no server");
    assert_eq!(store.poll_every(), Duration::from_secs(1));
}
