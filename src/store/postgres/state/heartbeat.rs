//! Touches the row of this computer and those of the sessions of this program, so that they count, and deletes the latter when
//! the sessions end.
//!
//! One thread does both, so that a session can end in the thread of a window, which never waits for the server.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::time::{Duration, Instant};

use crate::domain::account_id::AccountId;
use crate::service::ports::StateError;
use crate::store::postgres::client::Client;

/// The time between two touches, and before the first one. A command has ended by then.
const EVERY: Duration = Duration::from_secs(30);
/// The time after a touch that failed.
const AGAIN: Duration = Duration::from_secs(5);
/// How long to wait until the rows of sessions that have ended are deleted.
const PATIENCE: Duration = Duration::from_millis(500);

/// The random name of a row.
pub(super) type SlotId = [u8; 16];

/// What the thread is told.
enum Order {
    /// A row was made.
    Hold(SlotId, AccountId),
    /// A session has ended.
    Release(SlotId),
    /// The sender is dropped when all before this is done.
    Settle(SyncSender<()>),
}

/// The sessions of this program. The thread ends when this and all of them are dropped.
pub(super) struct Heartbeat {
    /// What reaches the thread; `None` if the system could not start it.
    orders: Option<Sender<Order>>,
}

/// A row that is deleted when this is dropped.
pub(super) struct Held {
    id: SlotId,
    orders: Sender<Order>,
}

impl Held {
    /// Touches the row, which was made, from now on.
    pub(super) fn touched(self, account: AccountId) -> Self {
        tell(&self.orders, Order::Hold(self.id, account));
        self
    }
}

impl Heartbeat {
    pub(super) fn new(client: Client) -> Self {
        let (orders, received) = channel();
        let started = std::thread::Builder::new()
            .name("heartbeat".to_owned())
            .spawn(move || run(&client, &received));
        if let Err(error) = &started {
            tracing::warn!(%error, "sessions cannot be kept");
        }
        Self {
            orders: started.is_ok().then_some(orders),
        }
    }

    /// Returns what deletes a row when it is dropped, also one of which it is not known whether it was made.
    ///
    /// # Errors
    /// [`StateError::Unavailable`] if the thread could not be started.
    pub(super) fn hold(&self, id: SlotId) -> Result<Held, StateError> {
        let no_thread = || StateError::Unavailable("no thread could be started".to_owned());
        let orders = self.orders.clone().ok_or_else(no_thread)?;
        Ok(Held { id, orders })
    }

    /// Waits for a moment until the rows of sessions that have ended in this program are deleted.
    pub(super) fn settle(&self) {
        let Some(orders) = &self.orders else {
            return;
        };
        let (done, is_done) = sync_channel(0);
        tell(orders, Order::Settle(done));
        // Nothing is sent: the other end is dropped.
        if is_done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            tracing::debug!("the rows of sessions are not deleted yet");
        }
    }
}

impl Drop for Heartbeat {
    /// A program that ends does not leave rows behind.
    fn drop(&mut self) {
        self.settle();
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        tell(&self.orders, Order::Release(self.id));
    }
}

fn tell(orders: &Sender<Order>, order: Order) {
    if orders.send(order).is_err() {
        // It ends only when no sender is left.
        tracing::warn!("the thread of the sessions has ended");
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
            Ok(Order::Release(id)) => {
                held.remove(&id);
                release(client, id);
            }
            Ok(Order::Settle(done)) => drop(done),
            Err(RecvTimeoutError::Timeout) => {
                let is_done = touch(client, &held);
                next = Instant::now() + if is_done { EVERY } else { AGAIN };
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

/// Touches the rows, also those that were deleted because the server was out of reach for too long. Returns `false` if that failed.
fn touch(client: &Client, held: &HashMap<SlotId, AccountId>) -> bool {
    let ids: Vec<_> = held.keys().map(<SlotId>::as_slice).collect();
    let accounts = held.values().map(|account| account.as_bytes().as_slice());
    let accounts: Vec<_> = accounts.collect();
    let touched = client.query(
        "WITH computer AS (
             INSERT INTO auth_inner.computer (login, seen_at, program)
             VALUES (session_user, floor(extract(epoch FROM clock_timestamp()))::bigint, $3)
             ON CONFLICT (login) DO UPDATE SET seen_at = excluded.seen_at, program = excluded.program)
         INSERT INTO auth_inner.session_slot (id, account, seen)
         SELECT id, account, extract(epoch FROM clock_timestamp())::bigint
         FROM unnest($1::bytea[], $2::bytea[]) AS held (id, account)
         ON CONFLICT (id) DO UPDATE SET seen = excluded.seen",
        &[&ids, &accounts, &env!("CARGO_PKG_VERSION")],
    );
    #[cfg(feature = "app")]
    let touched = touched.and_then(|_| client.note_computers());
    if let Err(error) = &touched {
        tracing::warn!(%error, "sessions cannot be kept");
    }
    touched.is_ok()
}
