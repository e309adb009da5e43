//! Touches the rows of the sessions of this program, so that they count, and deletes them when the sessions end.
//!
//! One thread does both, so that no thread in which a session ends waits for a server that does not answer.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::domain::account_id::AccountId;
use crate::service::ports::StateError;
use crate::store::postgres::client::Client;

/// The time between two touches. Two may be lost before a session does not count any more.
const EVERY: Duration = Duration::from_secs(30);
/// How long the end of a session waits for its row to be deleted.
const PATIENCE: Duration = Duration::from_millis(500);

/// The random name of a row.
pub(super) type SlotId = [u8; 16];

/// What the thread is told.
enum Order {
    /// A row was made.
    Hold(SlotId, AccountId),
    /// A session has ended. Its row is deleted before the sender is dropped.
    Release(SlotId, SyncSender<()>),
}

/// The sessions of this program. The thread starts with the first one, and ends when it and all of them are dropped.
pub(super) struct Heartbeat {
    client: Client,
    orders: Mutex<Option<Sender<Order>>>,
}

/// A session that counts until this is dropped.
struct Held {
    id: SlotId,
    orders: Sender<Order>,
}

impl Heartbeat {
    pub(super) fn new(client: Client) -> Self {
        Self {
            client,
            orders: Mutex::new(None),
        }
    }

    /// Keeps a row until the result is dropped.
    ///
    /// # Errors
    /// [`StateError::Unavailable`] if the thread cannot be started.
    pub(super) fn hold(
        &self,
        id: SlotId,
        account: AccountId,
    ) -> Result<impl Send + Sync + use<>, StateError> {
        let orders = self.thread()?;
        // The thread ends only when no sender is left.
        drop(orders.send(Order::Hold(id, account)));
        Ok(Held { id, orders })
    }

    /// Returns what reaches the thread.
    fn thread(&self) -> Result<Sender<Order>, StateError> {
        let mut running = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(orders) = &*running {
            return Ok(orders.clone());
        }
        let (orders, received) = channel();
        let client = self.client.clone();
        std::thread::Builder::new()
            .name("session slots".to_owned())
            .spawn(move || run(&client, &received))
            .map_err(|error| StateError::Unavailable(error.to_string()))?;
        Ok(running.insert(orders).clone())
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let (done, is_done) = sync_channel(0);
        drop(self.orders.send(Order::Release(self.id, done)));
        // Nothing is sent: the other end is dropped.
        if is_done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            tracing::debug!("the row of a session is not deleted yet");
        }
    }
}

fn run(client: &Client, orders: &Receiver<Order>) {
    let mut held = HashMap::new();
    let mut next = Instant::now() + EVERY;
    loop {
        match orders.recv_timeout(next.saturating_duration_since(Instant::now())) {
            Ok(Order::Hold(id, account)) => {
                held.insert(id, account);
            }
            Ok(Order::Release(id, done)) => {
                held.remove(&id);
                release(client, id);
                drop(done);
            }
            Err(RecvTimeoutError::Timeout) => {
                touch(client, &held);
                next = Instant::now() + EVERY;
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Deletes a row. If the server cannot be reached, it soon does not count any more.
fn release(client: &Client, id: SlotId) {
    let statement = "DELETE FROM auth_inner.session_slot WHERE id = $1";
    if let Err(error) = client.query(statement, &[&id.as_slice()]) {
        tracing::debug!(%error, "row of a session cannot be deleted");
    }
}

/// Touches the rows, also those that were deleted because the server was out of reach for too long.
fn touch(client: &Client, held: &HashMap<SlotId, AccountId>) {
    if held.is_empty() {
        return;
    }
    let ids: Vec<_> = held.keys().map(<SlotId>::as_slice).collect();
    let accounts = held.values().map(|account| account.as_bytes().as_slice());
    let accounts: Vec<_> = accounts.collect();
    let touched = client.query(
        "INSERT INTO auth_inner.session_slot (id, account, seen)
         SELECT id, account, extract(epoch FROM clock_timestamp())::bigint
         FROM unnest($1::bytea[], $2::bytea[]) AS held (id, account)
         ON CONFLICT (id) DO UPDATE SET seen = excluded.seen",
        &[&ids, &accounts],
    );
    if let Err(error) = touched {
        tracing::warn!(%error, "sessions cannot be kept");
    }
}
