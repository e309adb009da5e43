//! The thread of the sessions.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use tokio_postgres::Row;

use crate::store::postgres::client::{Client, column};
use crate::store::postgres::connection::calls::Call;
use crate::store::postgres::error::PgError;
use crate::store::postgres::restricted::functions::{FREE_SLOT, HELLO, LOOK, SIGN_OUT};
use crate::store::postgres::restricted::registry::{OpenSession, Order, Registry};
use crate::store::postgres::schema::VERSION;

/// The time between two contacts, and before the first one. A command has ended by then.
const EVERY: Duration = Duration::from_secs(30);
/// The time after a contact that failed.
const AGAIN: Duration = Duration::from_secs(5);
/// How many sessions are ended in one round trip.
const AT_A_TIME: usize = 16;

pub(super) fn run(client: &Client, registry: &Registry, orders: &Receiver<Order>) {
    let mut next = Instant::now() + EVERY;
    loop {
        match orders.recv_timeout(next.saturating_duration_since(Instant::now())) {
            Ok(Order::FreeSlot(number)) => free_slot(client, registry, number),
            Ok(Order::SignOut) => sign_out(client, registry),
            Ok(Order::Settle(done)) => drop(done),
            Err(RecvTimeoutError::Timeout) => {
                sign_out(client, registry);
                let is_done = stay(client, registry);
                next = Instant::now() + if is_done { EVERY } else { AGAIN };
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Lets a session that stays open no longer count in the limits. If the server cannot be reached, it soon does not.
fn free_slot(client: &Client, registry: &Registry, number: u64) {
    let session = {
        let all = registry.all();
        let mut open = all.open.iter();
        open.find(|open| open.number == number).map(Arc::clone)
    };
    let Some(session) = session else {
        return;
    };
    if let Err(error) = client.query(FREE_SLOT, &[&session.token.as_bytes()]) {
        tracing::debug!(%error, "the slot of a session cannot be freed");
    }
}

/// Ends sessions at the server. Those that cannot be ended now are ended later.
fn sign_out(client: &Client, registry: &Registry) {
    loop {
        let leaving: Vec<_> = {
            let all = registry.all();
            all.leaving.iter().take(AT_A_TIME).map(Arc::clone).collect()
        };
        if leaving.is_empty() {
            return;
        }
        let done = match ended_of(client, &leaving) {
            Ok(done) => done,
            Err(error) => {
                tracing::debug!(%error, "sessions cannot be ended at the server");
                return;
            }
        };
        let mut all = registry.all();
        all.leaving.retain(|left| !done.contains(&left.number));
        if done.len() < leaving.len() {
            return;
        }
    }
}

/// Ends these sessions, and returns the numbers of those that have ended.
fn ended_of(client: &Client, leaving: &[Arc<OpenSession>]) -> Result<Vec<u64>, PgError> {
    let tokens: Vec<_> = leaving.iter().map(|left| left.token.as_bytes()).collect();
    let values: Vec<[_; 1]> = tokens.iter().map(|token| [token as _]).collect();
    let calls: Vec<Call<'_>> = values
        .iter()
        .map(|values| (SIGN_OUT, &values[..]))
        .collect();
    let answers = client.pipeline(&calls)?;
    let is_done = |answer: &Result<_, PgError>| {
        // What refuses to end a session refuses it the next time as well.
        !matches!(answer, Err(PgError::Unavailable(_) | PgError::Busy))
    };
    let done = leaving.iter().zip(answers);
    let done = done.filter(|(_, answer)| is_done(answer));
    Ok(done.map(|(left, _)| left.number).collect())
}

/// Shows the server that this program and its sessions are still there. Returns `false` if that failed.
fn stay(client: &Client, registry: &Registry) -> bool {
    let open = registry.all().open.clone();
    let tokens: Vec<_> = open.iter().map(|open| open.token.as_bytes()).collect();
    let program = env!("CARGO_PKG_VERSION");
    let stayed = client
        .pipeline(&[(HELLO, &[&program]), (LOOK, &[&tokens])])
        .and_then(|answers| answers.into_iter().collect::<Result<Vec<_>, _>>());
    match stayed {
        Ok(answers) => {
            if !answers.first().is_some_and(|rows| is_of_this_version(rows)) {
                client.greet_anew();
            }
            true
        }
        Err(error) => {
            tracing::warn!(%error, "sessions cannot be kept");
            false
        }
    }
}

fn is_of_this_version(rows: &[Row]) -> bool {
    let version = |row| column::<&str>(row, "version").ok()?.parse().ok();
    rows.first().and_then(version) == Some(VERSION)
}
