//! Many changes, many users, and answers that are lost on the way.

use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;
use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::ports::{CredentialStore, Snapshot, StoreError};
use egui_authenticator::store::postgres::{Client, PostgresOptions, PostgresStore};

use super::{hash, makes, note_change, open, set_field, store_with, user};
use crate::proxy::{Fault, Proxy};
use crate::server::{Database, Server};

/// Returns a number that `.ci/long` sets higher.
pub fn number(variable: &str, otherwise: u64) -> u64 {
    let given = std::env::var(variable).ok();
    given.map_or(otherwise, |text| text.parse().expect("a number"))
}

/// Returns how often a user was counted up.
pub fn count(store: &impl CredentialStore, username: &str) -> u64 {
    count_in(&store.read().expect("read"), username)
}

fn count_in(snapshot: &Snapshot, username: &str) -> u64 {
    let user = snapshot.users.find(username).expect("the user");
    let count = user.field("count");
    count.map_or(0, |count| count.parse().expect("a number"))
}

/// Counts one up, and decides again as often as another program was quicker. Returns how often.
pub fn count_up(store: &PostgresStore, username: &str) -> u64 {
    let mut again = 0;
    loop {
        let snapshot = store.read().expect("read");
        let next = (count_in(&snapshot, username) + 1).to_string();
        let change = set_field(username, "count", &next);
        match store.apply(&change, &snapshot.revision) {
            Ok(_) => return again,
            Err(StoreError::Changed) => again += 1,
            // The computer of the tests may be too busy.
            Err(error) => assert!(error.kind().can_retry(), "{error}"),
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_change_whose_answer_is_lost_is_neither_made_twice_nor_forgotten() {
    let server = Server::shared();
    let database = server.migrated();
    let first = store_with(&database, &["bob".to_owned()]);
    let proxy = Proxy::before(server.port());
    let options = PostgresOptions::parse(&proxy.address(&database.address()));
    let client = Client::connect(&options.expect("an address"));
    let store = PostgresStore::new(client.expect("a client"));
    let mut next = 10_000;
    let mut change = |fault| {
        let snapshot = store.read().expect("read");
        proxy.set(fault);
        next += 1;
        let change = set_field("bob", "count", &next.to_string());
        let begun = proxy.sent().len();
        let made = store.apply(&change, &snapshot.revision);
        proxy.set(Fault::None);
        (next, proxy.sent().len() - begun, made)
    };
    let mut cut = |bytes: usize| {
        // A new connection prepares its statements first.
        change(Fault::None).2.expect("made");
        let (before, length, made) = change(Fault::None);
        made.expect("made");
        let (after, _, made) = change(Fault::CutOnceAfter(bytes));
        match &made {
            Ok(made) => {
                assert_eq!(count(&first, "bob"), after, "after {bytes} bytes");
                assert_eq!(first.revision(), Ok(made.to));
            }
            Err(StoreError::Unavailable(_)) => {
                assert_eq!(count(&first, "bob"), before, "after {bytes} bytes");
            }
            Err(error) => panic!("{error} after {bytes} bytes"),
        }
        (length, made.is_ok())
    };
    let (length, is_made) = cut(0);
    assert!(!is_made);
    for bytes in (0..length).step_by(41) {
        assert!(!cut(bytes).1, "{bytes} of {length} bytes");
    }
    assert!(cut(length).1, "only the answer is lost");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_store_whose_creation_is_cut_is_there_or_not_as_the_answer_says() {
    let server = Server::shared();
    let proxy = Proxy::before(server.port());
    let create = |fault| {
        let database = server.migrated();
        let options = PostgresOptions::parse(&proxy.address(&database.address()));
        let client = Client::connect(&options.expect("an address")).expect("a client");
        let store = PostgresStore::new(client);
        assert_eq!(store.revision(), Err(StoreError::Absent));
        proxy.set(fault);
        let begun = proxy.sent().len();
        let created = store.create(&user(0, "ada"), &hash());
        let length = proxy.sent().len() - begun;
        proxy.set(Fault::None);
        match &created {
            Ok(revision) => assert_eq!(open(&database).revision(), Ok(*revision)),
            Err(StoreError::Unavailable(_)) => {
                let absent = Err(StoreError::Absent);
                assert_eq!(open(&database).revision(), absent, "{fault:?}");
            }
            Err(error) => panic!("{error}: {fault:?}"),
        }
        (length, created.is_ok())
    };
    let (length, is_created) = create(Fault::None);
    assert!(is_created);
    for bytes in (0..length).step_by(length / 12) {
        assert!(!create(Fault::CutOnceAfter(bytes)).1, "{bytes} of {length}");
    }
    // The names of statements become longer with their number.
    let mut lengths = length..length + 20;
    assert!(
        lengths.any(|length| create(Fault::CutOnceAfter(length)).1),
        "only the answer is lost"
    );
}

/// Counts one up until it is over, while the server is killed and started again.
fn count_through_outages(store: &PostgresStore, username: &str, is_over: &AtomicBool) {
    let (mut answered, mut unanswered) = (0, 0);
    let begun = Instant::now();
    // It also ends if the test fails before it says so.
    while !is_over.load(Relaxed) && begun.elapsed() < Duration::from_secs(120) {
        let Ok(snapshot) = store.read() else {
            thread::sleep(Duration::from_millis(20));
            continue;
        };
        let found = count_in(&snapshot, username);
        // Whether a change without an answer was made, only the server knew.
        assert!((answered..=answered + unanswered).contains(&found));
        (answered, unanswered) = (found, 0);
        let change = set_field(username, "count", &(found + 1).to_string());
        match store.apply(&change, &snapshot.revision) {
            Ok(_) => answered += 1,
            Err(error) => {
                assert!(error.kind().can_retry(), "{error}");
                unanswered = 1;
            }
        }
    }
    assert!(answered > 0, "changes were made");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn every_change_that_was_answered_survives_a_killed_server() {
    let server = Server::start(&[]);
    let database = server.migrated();
    let names: Vec<_> = (0..4).map(|writer| format!("user{writer}")).collect();
    store_with(&database, &names);
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        for name in &names {
            let (database, is_over) = (&database, &is_over);
            scope.spawn(move || count_through_outages(&open(database), name, is_over));
        }
        for _ in 0..3 {
            thread::sleep(Duration::from_millis(700));
            server.order("kill");
            server.order("start");
        }
        thread::sleep(Duration::from_millis(700));
        is_over.store(true, Relaxed);
    });
}

/// Adds copies of the row of `bob`, with other names.
fn add_copies(database: &Database<'_>, copies: u64) {
    database.sql(&format!(
        "INSERT INTO auth_inner.account (id, position, seq, name_key, record) \
         SELECT substr(sha256(number::text::bytea), 1, 16), position + number, seq, name_key || number, \
         replace(record::text, '\"bob', '\"bob' || number)::json \
         FROM auth_inner.account, generate_series(1, {copies}) AS number WHERE name_key = 'bob'; \
         ANALYZE auth_inner.account"
    ));
    note_change(database);
}

/// Returns how many rows of users programs have read, as far as they have reported it.
fn rows_read(database: &Database<'_>) -> u64 {
    let rows = database.sql(
        "SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_user_tables WHERE relname = 'account'",
    );
    rows.parse().expect("a number")
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_change_of_one_of_many_users_costs_another_computer_one_row() {
    let database = Server::shared().migrated();
    let here = store_with(&database, &["bob".to_owned()]);
    let users = number("POSTGRES_USERS", 12_000);
    add_copies(&database, users);
    let there = open(&database);
    let begun = Instant::now();
    assert_eq!(there.read().expect("read").users.len() as u64, users + 2);
    println!("{users} users are read in {:?}", begun.elapsed());
    makes(&here, &set_field("bob7", "room", "0"));
    there.read().expect("read");
    // A connection reports what it has read at the end of a transaction, but at most once in a second.
    let report = || {
        thread::sleep(Duration::from_millis(1_100));
        here.revision().expect("read");
        there.revision().expect("read");
    };
    report();
    let before = rows_read(&database);
    assert!(before > 2 * users, "read as a whole by both");
    let begun = Instant::now();
    makes(&here, &set_field("bob7", "room", "1"));
    println!("a change takes {:?}", begun.elapsed());
    let begun = Instant::now();
    let bob = there.read().expect("read").users.find("bob7").cloned();
    println!("reading it takes {:?}", begun.elapsed());
    assert_eq!(bob.as_ref().and_then(|bob| bob.field("room")), Some("1"));
    report();
    let read = rows_read(&database) - before;
    assert!((1..10).contains(&read), "{read} rows");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn very_many_users_are_read_once_while_the_window_has_the_settings() {
    let database = Server::shared().migrated();
    let few = store_with(&database, &["bob".to_owned()]);
    drop(few);
    assert!(open(&database).settings_first().expect("told").is_none());
    let users = 25_000;
    add_copies(&database, users);
    let store = open(&database);
    // The others report what they have read first.
    thread::sleep(Duration::from_millis(1_100));
    open(&database).revision().expect("read");
    let before = rows_read(&database);
    let (revision, settings) = store.settings_first().expect("told").expect("many");
    let read = thread::scope(|scope| {
        let reads = [(); 3].map(|()| scope.spawn(|| store.read().expect("read")));
        reads.map(|read| read.join().expect("ended"))
    });
    for snapshot in &read {
        assert_eq!(snapshot.revision, revision);
        assert_eq!(*snapshot.settings, *settings);
        assert_eq!(snapshot.users.len() as u64, users + 2);
        let names: Vec<_> = snapshot
            .users
            .iter()
            .map(|user| user.username.key())
            .collect();
        let expected = (1..=users).map(|number| format!("bob{number}"));
        assert!(names[2..].iter().copied().eq(expected), "in their order");
    }
    assert!(store.settings_first().expect("told").is_none());
    // The server counts what a connection has read when it has been idle for some seconds.
    let mut rows = 0;
    for _ in 0..60 {
        rows = rows_read(&database) - before;
        if rows >= users {
            break;
        }
        thread::sleep(Duration::from_millis(500));
    }
    assert!((users..users + 100).contains(&rows), "{rows} rows");
}
