//! Session limits over several computers.

use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::domain::settings::Sessions;
use egui_authenticator::service::ports::{SessionLimitError, SessionSlot, SessionStore};
use egui_authenticator::store::memory::MemoryState;
use egui_authenticator::store::postgres::{Client, PostgresOptions, PostgresState};

use crate::proxy::{Fault, Proxy};
use crate::server::{Database, Server};
use crate::state::{account, computer, computer_behind};

/// The address of the database in which a second process claims a slot.
const ADDRESS: &str = "SLOT_IN";

const SINGLE: Sessions = Sessions {
    single: true,
    max_users: None,
    max_hours: None,
};

fn claim(database: &Database<'_>, limits: Sessions) -> Result<SessionSlot, SessionLimitError> {
    computer(database).claim_session_slot(account(1), limits)
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_slot_of_a_killed_program_is_free_after_ninety_seconds() {
    let database = Server::shared().migrated();
    let mut killed = Command::new(env::current_exe().expect("this program"))
        .args(["--ignored", "--exact", "--nocapture"])
        .arg("state::session_slots::second_process")
        .env(ADDRESS, database.address())
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    let mut lines = BufReader::new(killed.stdout.take().expect("a pipe")).lines();
    assert!(lines.any(|line| line.is_ok_and(|line| line.ends_with("claimed"))));
    killed.kill().expect("killed");
    killed.wait().expect("ended");
    let pass = |seconds: u32| {
        database.sql(&format!(
            "UPDATE auth_inner.session_slot SET seen = seen - {seconds}"
        ));
    };
    let is_free = || claim(&database, SINGLE).is_ok();
    assert!(!is_free());
    pass(80);
    assert!(!is_free());
    pass(11);
    assert!(is_free());
}

#[test]
#[ignore = "the program that `the_slot_of_a_killed_program_is_free_after_ninety_seconds` kills"]
fn second_process() {
    let Ok(address) = env::var(ADDRESS) else {
        return;
    };
    let options = PostgresOptions::parse(&address).expect("an address");
    let client = Client::connect(&options).expect("a client");
    let state = PostgresState::new(client, Arc::new(MemoryState::default()));
    let _slot = state
        .claim_session_slot(account(1), SINGLE)
        .expect("a slot");
    println!("claimed");
    thread::sleep(Duration::from_secs(60));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn of_eight_computers_at_once_one_gets_the_only_slot() {
    let database = Server::shared().migrated();
    let slots: Vec<_> = thread::scope(|scope| {
        let claims = [(); 8].map(|()| scope.spawn(|| claim(&database, SINGLE)));
        let ended = claims.into_iter().map(|one| one.join().expect("ended"));
        ended.collect()
    });
    let refused = |slot: &&Result<_, _>| matches!(slot, Err(SessionLimitError::AlreadyIn));
    assert_eq!(slots.iter().filter(refused).count(), 7);
    drop(slots);
    soon(|| claim(&database, SINGLE).is_ok());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_session_that_lasts_keeps_its_slot_also_after_an_outage() {
    let database = Server::shared().migrated();
    let _slot = claim(&database, SINGLE).expect("a slot");
    database.sql("DELETE FROM auth_inner.session_slot");
    let start = Instant::now();
    while database.sql("SELECT count(*) FROM auth_inner.session_slot") == "0" {
        assert!(start.elapsed() < Duration::from_secs(60));
        thread::sleep(Duration::from_millis(500));
    }
    assert!(claim(&database, SINGLE).is_err());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_session_ends_at_once_while_the_server_does_not_answer() {
    let server = Server::shared();
    let database = server.migrated();
    let proxy = Proxy::before(server.port());
    let state = computer_behind(&proxy, &database);
    let slot = state.claim_session_slot(account(1), SINGLE);
    proxy.set(Fault::Stall);
    let start = Instant::now();
    drop(slot.expect("a slot"));
    assert!(start.elapsed() < Duration::from_millis(50));
    proxy.set(Fault::None);
    soon(|| claim(&database, SINGLE).is_ok());
}

/// Waits until something holds.
fn soon(holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(10));
        thread::sleep(Duration::from_millis(20));
    }
}
