//! When commands were accepted, compared with when sessions were parked.

use std::sync::atomic::{AtomicU64, Ordering};

/// The number of sessions that were parked in this process. It orders parkings and commands, whose threads have no common clock.
static PARKINGS: AtomicU64 = AtomicU64::new(0);

/// When a command was accepted. What was accepted before its session was parked runs to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Admission(u64);

impl Admission {
    /// Returns that of a command that is accepted now.
    pub(crate) fn now() -> Self {
        Self(PARKINGS.load(Ordering::Acquire))
    }

    /// Returns that of a session that is parked now: all commands from before are older.
    pub(crate) fn of_parking() -> Self {
        Self(PARKINGS.fetch_add(1, Ordering::AcqRel) + 1)
    }
}
