//! How long the credential store has been out of reach, which open sessions survive for a while (R42).

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::domain::timestamp::Timestamp;

use crate::service::access_times::AccessClock;

/// For how many seconds the sessions that are open go on without the store.
const OPEN_FOR: i64 = 15 * 60;

/// Knows since when the store has been out of reach. Clones share it.
#[derive(Clone)]
pub(crate) struct Outage {
    clock: AccessClock,
    since: Arc<Mutex<Option<Timestamp>>>,
}

impl Outage {
    pub(crate) fn new(clock: AccessClock) -> Self {
        Self {
            clock,
            since: Arc::default(),
        }
    }

    /// Notes that the store could not be reached.
    pub(crate) fn begin(&self) {
        self.since().get_or_insert_with(|| self.clock.now());
    }

    /// Notes that the store was reached, and what is in it now is known.
    pub(crate) fn end(&self) {
        self.since().take();
    }

    /// Returns how much longer sessions stay open; `None` if there is no outage.
    pub(crate) fn left(&self) -> Option<Duration> {
        let since = (*self.since())?;
        let left = since + OPEN_FOR - self.clock.now();
        Some(Duration::from_secs(u64::try_from(left).unwrap_or_default()))
    }

    /// Returns `true` if the sessions that are open are closed until the store is reached.
    pub(crate) fn is_too_long(&self) -> bool {
        self.left() == Some(Duration::ZERO)
    }

    fn since(&self) -> MutexGuard<'_, Option<Timestamp>> {
        self.since.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
