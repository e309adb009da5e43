//! The clock by which access times are judged (see [`crate::domain::access_times`]).
//!
//! A user whose access is limited must not extend it by setting the clock of the computer back. So the time is never earlier
//! than what the program has seen: in this process, what has passed since; from earlier ones, what the audit log has recorded.
//! If the clock was wrong and ahead, limited users wait until it is right again, and others notice nothing.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::domain::access_times::{AccessPhase, AccessRefusal};
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;

use crate::service::dependencies::Dependencies;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{AuditFilter, AuditLog, Clock};

/// How many records that are later than the clock are looked at.
const RECORDS_MAX: u32 = 10_000;

/// When the access of a user ends, as of the last refresh of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccessEnd {
    /// The point in time.
    pub at: Timestamp,
    /// How far away it was.
    pub left: Duration,
    /// Whether the session ends, which the password begins anew, and not the days or hours of the user.
    pub is_of_session: bool,
}

/// Judges whether users may sign in now, and how long they have been signed in.
#[derive(Clone)]
pub(crate) struct AccessClock {
    clock: Arc<dyn Clock>,
    audit_log: Arc<dyn AuditLog>,
    /// The latest time that was seen, and [`Clock::elapsed`] then.
    latest: Arc<Mutex<Option<(Timestamp, Duration)>>>,
}

impl From<&Dependencies> for AccessClock {
    fn from(from: &Dependencies) -> Self {
        Self {
            clock: Arc::clone(&from.clock),
            audit_log: Arc::clone(&from.audit_log),
            latest: Arc::default(),
        }
    }
}

impl AccessClock {
    /// Checks whether the user may sign in now, by the clock and what the audit log has recorded.
    ///
    /// # Errors
    /// The [`AccessRefusal`] if the user may not.
    pub(crate) fn check(&self, user: &User) -> Result<(), AccessRefusal> {
        if user.times.is_unlimited() {
            return Ok(());
        }
        user.times
            .check(self.recorded_now(), &self.clock.time_zone())
    }

    /// Returns the time of the clock, or what it must be at least by what the audit log has recorded.
    pub(crate) fn recorded_now(&self) -> Timestamp {
        let now = self.now();
        // Later records were written before the clock was set back.
        let later = self.audit_log.activity(&AuditFilter {
            since: Some(now + 1),
            user: None,
            kind: None,
            limit: RECORDS_MAX,
        });
        let later = later.or_log("read the latest time").unwrap_or_default();
        let latest = later.iter().map(|record| record.event.at).max();
        latest.map_or(now, |latest| self.raise(latest))
    }

    /// Returns `true` if the access of the user has not ended, by the clock and what was seen so far.
    pub(crate) fn is_open(&self, user: &User) -> bool {
        let phase = || user.times.phase(self.now(), &self.clock.time_zone());
        user.times.is_unlimited() || phase() == AccessPhase::Open
    }

    /// Returns when the access of a signed-in user ends, if it ends; at once if it has ended. It ends with the session as
    /// well, at this time.
    pub(crate) fn end_for(&self, user: &User, session: Option<Timestamp>) -> Option<AccessEnd> {
        let (now, zone) = (self.now(), self.clock.time_zone());
        let times = &user.times;
        let of_times = match times.phase(now, &zone) {
            _ if times.is_unlimited() => None,
            AccessPhase::Open => times.end(now, &zone),
            _ => Some(now),
        };
        let at = of_times.into_iter().chain(session).min()?.max(now);
        let left = Duration::from_secs(u64::try_from(at - now).unwrap_or_default());
        Some(AccessEnd {
            at,
            left,
            is_of_session: of_times.is_none_or(|of_times| of_times > at),
        })
    }

    /// Returns the time of the clock, or what it must be at least by what was seen so far.
    pub(crate) fn now(&self) -> Timestamp {
        self.raise(self.clock.now())
    }

    fn raise(&self, seen: Timestamp) -> Timestamp {
        let elapsed = self.clock.elapsed();
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let at_least = latest.map_or(seen, |(at, then)| {
            let passed = elapsed.saturating_sub(then).as_secs();
            at + i64::try_from(passed).unwrap_or(i64::MAX)
        });
        let now = seen.max(at_least);
        // What is kept moves on with the clock only, so that parts of seconds add up.
        if latest.is_none() || seen > at_least {
            *latest = Some((seen, elapsed));
        }
        now
    }
}
