//! The time of day where the computer is, for clocks that a window shows.

use std::sync::Arc;

use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;

use crate::service::command::Command;
use crate::service::context::Context;
use crate::service::ports::Clock;

/// A point in time, and the time zone to show it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// The point in time.
    pub at: Timestamp,
    /// The time zone of the computer.
    pub zone: TimeZone,
}

/// Reads the clock and the time zone.
pub struct LocalClock(Arc<dyn Clock>);

opaque_debug!(LocalClock);

impl From<&Context> for LocalClock {
    fn from(from: &Context) -> Self {
        Self(Arc::clone(&from.clock))
    }
}

/// Reads the time.
#[derive(Debug)]
pub struct ReadLocalTime;

impl Command for ReadLocalTime {
    type Output = LocalTime;
    type Part = LocalClock;

    fn run(self, LocalClock(clock): &LocalClock) -> Self::Output {
        LocalTime {
            at: clock.now(),
            zone: clock.time_zone(),
        }
    }
}
