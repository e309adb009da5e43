//! The way to the server with faults: every call ends in time, and nothing is half done.

mod failover;
mod restarts;
mod way;

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::domain::throttle::Attempts;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::service::ports::{AttemptKey, AttemptStore, StateError};
use egui_authenticator::store::memory::MemoryState;
use egui_authenticator::store::postgres::{Client, PostgresOptions, PostgresState};

use crate::proxy::Fault;

/// What a window may take to say that the server is away, which is three seconds (`connection.rs`), and one for a computer that
/// is busy with other tests.
const LIMIT: Duration = Duration::from_secs(4);

fn client(address: &str) -> Client {
    let options = PostgresOptions::parse(address).expect("an address");
    Client::connect(&options).expect("a client")
}

fn state(client: Client) -> PostgresState {
    PostgresState::new(client, Arc::new(MemoryState::default()))
}

fn name(number: u8) -> AttemptKey {
    AttemptKey([number; 32])
}

/// Counts a failure of a name.
fn fail(state: &PostgresState, number: u8) -> Result<(), StateError> {
    let one_more = |attempts: Attempts| Attempts {
        failures: attempts.failures + 1,
        seen_at: Timestamp::from_seconds(1_800_000_000),
        ..attempts
    };
    state.attempts(&name(number), &one_more).map(drop)
}

fn failures(state: &PostgresState, number: u8) -> u32 {
    state.attempts_of(&[name(number)]).expect("read")[0].failures
}

/// Repeats something until it succeeds, for as long as a lost connection may take to come back.
fn eventually<T, E: std::fmt::Debug>(work: impl Fn() -> Result<T, E>) -> T {
    let begun = Instant::now();
    loop {
        match work() {
            Ok(done) => return done,
            Err(_) if begun.elapsed() < Duration::from_secs(10) => {
                thread::sleep(Duration::from_millis(50));
            }
            Err(error) => panic!("{error:?}"),
        }
    }
}

/// Runs something that must end in time.
fn in_time<T>(fault: Fault, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let result = work();
    assert!(begun.elapsed() < LIMIT, "{fault:?}: {:?}", begun.elapsed());
    result
}
