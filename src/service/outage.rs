//! How long the credential store has been out of reach, which open sessions survive for a while (R42).

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::domain::timestamp::Timestamp;

use crate::service::access_times::AccessClock;
use crate::service::ports::StoreError;

/// Highest value of `offline_minutes`: one day.
const OFFLINE_MINUTES_MAX: u32 = 24 * 60;

/// After how many seconds a call without an answer counts as an outage.
const HANGS_AFTER: i64 = 10;

/// Knows whether the store can be reached, and when it was. Clones share it.
#[derive(Clone)]
pub(crate) struct Outage {
    clock: AccessClock,
    /// For how many seconds after the last contact sessions stay open.
    open_for: i64,
    contact: Arc<Mutex<Contact>>,
}

#[derive(Default)]
struct Contact {
    /// When the store last said what is in it.
    last: Option<Timestamp>,
    /// Whether a call has failed since.
    has_failed: bool,
    /// Whether the store can be out of reach at all, as it has said then.
    can_be_away: bool,
    /// When the calls began that have not come back.
    pending: Vec<Timestamp>,
}

impl Outage {
    /// Sessions stay open for `offline_minutes` after the last contact; with 0 they are closed at the first failure.
    pub(crate) fn new(clock: AccessClock, offline_minutes: u32) -> Self {
        Self {
            clock,
            open_for: i64::from(offline_minutes.min(OFFLINE_MINUTES_MAX)) * 60,
            contact: Arc::default(),
        }
    }

    /// Returns `true` if the store can be out of reach, and sessions stay open for a while then.
    pub(crate) fn keeps_open(&self) -> bool {
        self.open_for > 0 && self.contact().can_be_away
    }

    /// Calls the store, with `note` on what it returns. A store that cannot be reached begins an outage.
    pub(crate) fn call<T>(
        &self,
        call: impl FnOnce() -> Result<T, StoreError>,
        note: impl FnOnce(&Result<T, StoreError>),
    ) -> Result<T, StoreError> {
        let pending = Pending {
            outage: self,
            began: self.clock.now(),
        };
        self.contact().pending.push(pending.began);
        let result = call();
        note(&result);
        drop(pending);
        if matches!(result, Err(StoreError::Unavailable(_))) {
            self.contact().has_failed = true;
        }
        result
    }

    /// Notes that what is in the store is known, and that the open sessions were judged by it.
    pub(crate) fn end(&self, can_be_away: bool) {
        let now = self.clock.now();
        let mut contact = self.contact();
        (contact.last, contact.has_failed) = (Some(now), false);
        contact.can_be_away = can_be_away;
    }

    /// Returns `true` if a call has not come back for so long that another one would not either.
    pub(crate) fn hangs(&self) -> bool {
        let now = self.clock.now();
        self.contact().hangs(now)
    }

    /// Returns how much longer sessions stay open; `None` if there is no outage.
    pub(crate) fn left(&self) -> Option<Duration> {
        let contact = self.contact();
        if !contact.has_failed && contact.pending.is_empty() {
            return None;
        }
        let now = self.clock.now();
        if !contact.has_failed && !contact.hangs(now) {
            return None;
        }
        let left = contact.last? + self.open_for - now;
        Some(Duration::from_secs(u64::try_from(left).unwrap_or_default()))
    }

    /// Returns `true` if the sessions that are open are closed until the store is reached.
    pub(crate) fn is_too_long(&self) -> bool {
        self.left() == Some(Duration::ZERO)
    }

    fn contact(&self) -> MutexGuard<'_, Contact> {
        self.contact.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Contact {
    /// Returns `true` if a call has not come back for too long. One that began before the last contact may never come back, but the
    /// store has answered since.
    fn hangs(&self, now: Timestamp) -> bool {
        let is_lost = |began| self.last.is_some_and(|last| began < last);
        let mut pending = self.pending.iter();
        pending.any(|began| now - *began > HANGS_AFTER && !is_lost(*began))
    }
}

/// A call that has not come back. One that panics is not pending either.
struct Pending<'a> {
    outage: &'a Outage,
    began: Timestamp,
}

impl Drop for Pending<'_> {
    fn drop(&mut self) {
        let pending = &mut self.outage.contact().pending;
        if let Some(own) = pending.iter().position(|began| *began == self.began) {
            pending.swap_remove(own);
        }
    }
}
