//! The sessions of this program at the server. One thread ends them there, so that a session can end in the thread of a window,
//! which never waits for the server. It also shows the server from time to time that they are still there.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel, sync_channel};
use std::time::Duration;

use crate::domain::account_id::AccountId;
use crate::service::ports::SessionSlot;
use crate::store::postgres::client::Client;
use crate::store::postgres::error::PgError;
use crate::store::postgres::restricted::registry::{OpenSession, Order, Registry, Token};
use crate::store::postgres::restricted::upkeep;

/// How long to wait until the sessions have ended at the server that have ended here.
const PATIENCE: Duration = Duration::from_millis(500);

/// The sessions of this program. The thread ends when this and all of them are dropped.
pub(super) struct Sessions {
    registry: Arc<Registry>,
    /// What reaches the thread; `None` if the system could not start it.
    orders: Option<Sender<Order>>,
}

impl Sessions {
    pub(super) fn new(client: Client) -> Self {
        let registry = Arc::<Registry>::default();
        let (orders, received) = channel();
        let of_thread = Arc::clone(&registry);
        let started = std::thread::Builder::new()
            .name("restricted-sessions".to_owned())
            .spawn(move || upkeep::run(&client, &of_thread, &received));
        if let Err(error) = &started {
            tracing::warn!(%error, "no session can begin");
        }
        Self {
            registry,
            orders: started.is_ok().then_some(orders),
        }
    }

    /// Returns the open sessions, the oldest first.
    pub(super) fn open(&self) -> Vec<Arc<OpenSession>> {
        self.registry.all().open.clone()
    }

    /// Returns the newest session of an account.
    pub(super) fn of(&self, account: AccountId) -> Option<Arc<OpenSession>> {
        let all = self.registry.all();
        let mut newest = all.open.iter().rev();
        newest
            .find(|session| session.account == Some(account))
            .map(Arc::clone)
    }

    /// Adds a session that has begun at the server. Returns what counts it in the limits, and what ends it when it is dropped.
    ///
    /// # Errors
    /// [`PgError::Unavailable`] if the thread could not be started. The session ends soon at the server.
    pub(super) fn add(
        &self,
        token: Token,
        account: AccountId,
    ) -> Result<(SessionSlot, SessionSlot), PgError> {
        let no_thread = || PgError::Unavailable("no thread could be started".to_owned());
        let orders = self.orders.clone().ok_or_else(no_thread)?;
        let number = {
            let mut all = self.registry.all();
            let session = all.next(token, Some(account));
            all.open.push(Arc::clone(&session));
            session.number
        };
        let slot = Slot {
            number,
            orders: orders.clone(),
        };
        let session = Ending {
            number,
            registry: Arc::clone(&self.registry),
            orders,
        };
        Ok((SessionSlot::new(slot), SessionSlot::new(session)))
    }

    /// Ends a session of which it is not known whether it has begun at the server.
    pub(super) fn abandon(&self, token: Token) {
        {
            let mut all = self.registry.all();
            let session = all.next(token, None);
            all.leave(session);
        }
        if let Some(orders) = &self.orders {
            tell(orders, Order::SignOut);
        }
    }

    /// Forgets a session that has ended at the server.
    pub(super) fn forget(&self, number: u64) {
        self.registry
            .all()
            .open
            .retain(|open| open.number != number);
    }

    /// Waits for a moment until the sessions have ended at the server that have ended here.
    pub(super) fn settle(&self) {
        let Some(orders) = &self.orders else {
            return;
        };
        let (done, is_done) = sync_channel(0);
        tell(orders, Order::Settle(done));
        // Nothing is sent: the other end is dropped.
        if is_done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            tracing::debug!("sessions have not ended at the server yet");
        }
    }
}

impl Drop for Sessions {
    /// A program that ends leaves no session behind.
    fn drop(&mut self) {
        self.settle();
    }
}

/// Counts a session in the limits.
struct Slot {
    number: u64,
    orders: Sender<Order>,
}

impl Drop for Slot {
    fn drop(&mut self) {
        tell(&self.orders, Order::FreeSlot(self.number));
    }
}

/// Ends a session.
struct Ending {
    number: u64,
    registry: Arc<Registry>,
    orders: Sender<Order>,
}

impl Drop for Ending {
    fn drop(&mut self) {
        self.registry.leave(self.number);
        tell(&self.orders, Order::SignOut);
    }
}

fn tell(orders: &Sender<Order>, order: Order) {
    if orders.send(order).is_err() {
        // It ends only when no sender is left.
        tracing::warn!("the thread of the sessions has ended");
    }
}
