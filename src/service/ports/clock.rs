//! The clock of the computer.

use std::time::Duration;

use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;

use crate::service::ports::cancellation::Cancellation;

/// A clock.
pub trait Clock: Send + Sync {
    /// Returns the current time.
    fn now(&self) -> Timestamp;

    /// Returns the time zone of the computer, for times that are shown. It is UTC where it is not known.
    fn time_zone(&self) -> TimeZone {
        TimeZone::default()
    }

    /// Returns the time since a point that stays the same while the program runs. Unlike [`Self::now`] it never goes
    /// back, and cannot be set.
    fn elapsed(&self) -> Duration;

    /// Blocks for this time, or until the window that waits has gone or the user has cancelled. Called off the window's
    /// thread.
    fn wait(&self, time: Duration, cancellation: &Cancellation);
}
