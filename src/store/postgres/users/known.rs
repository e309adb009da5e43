//! What this program knows of the store, and the first read of everything, once for all threads that wait for it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Instant;

use crate::service::ports::{Revision, Snapshot, StoreError};
use crate::store::postgres::client::{Client, Tx};
use crate::store::postgres::users::read::{self, Purpose, State};

/// What was read.
pub(super) struct Known {
    client: Client,
    last: Mutex<Last>,
    /// Held while everything is read for the first time. Has the last failure, and when it was.
    first: Mutex<Option<(Instant, StoreError)>>,
}

#[derive(Default)]
struct Last {
    current: Option<Arc<State>>,
    /// The snapshots that use cases still decide on.
    in_use: Vec<Weak<Snapshot>>,
}

impl Known {
    pub(super) fn new(client: Client) -> Self {
        Self {
            client,
            last: Mutex::default(),
            first: Mutex::default(),
        }
    }

    /// Returns what was read last.
    pub(super) fn current(&self) -> Option<Arc<State>> {
        locked(&self.last).current.clone()
    }

    pub(super) fn put(&self, state: Arc<State>) {
        let snapshot = Arc::downgrade(&state.snapshot);
        let mut last = locked(&self.last);
        last.in_use
            .retain(|used| used.strong_count() > 0 && !used.ptr_eq(&snapshot));
        last.in_use.push(snapshot);
        last.current = Some(state);
    }

    /// Returns the snapshot with this revision, if a use case still decides on it.
    pub(super) fn at(&self, revision: &Revision) -> Option<Arc<Snapshot>> {
        let last = locked(&self.last);
        let mut all = last.in_use.iter().filter_map(Weak::upgrade);
        all.find(|snapshot| snapshot.revision == *revision)
    }

    /// Reads what has changed since the state that is known; without one, everything.
    pub(super) fn load(&self, known: Option<&Arc<State>>) -> Result<Arc<State>, StoreError> {
        let read = |tx: &mut Tx<'_>| read::difference(tx, known, Purpose::Look);
        Ok(self.client.transaction(read)?.into_state())
    }

    /// Returns what was read last, or reads everything. If another thread does so, its result is waited for: with very many users
    /// two would take twice as long, and twice the memory.
    pub(super) fn current_or_first(&self) -> Result<Arc<State>, StoreError> {
        if let Some(known) = self.current() {
            return Ok(known);
        }
        let asked = Instant::now();
        let mut failed = locked(&self.first);
        if let Some((at, error)) = &*failed
            && *at >= asked
        {
            return Err(error.clone());
        }
        if let Some(known) = self.current() {
            return Ok(known);
        }
        match self.load(None) {
            Ok(state) => {
                self.put(Arc::clone(&state));
                Ok(state)
            }
            Err(error) => {
                *failed = Some((Instant::now(), error.clone()));
                Err(error)
            }
        }
    }
}

fn locked<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}
