//! Limits of sessions.

use crate::domain::timestamp::Timestamp;

/// Highest value of `sessions.max_users`.
pub const USERS_MAX: u32 = 100_000;
/// Highest value of `sessions.max_hours`: 30 days.
pub const HOURS_MAX: u32 = 720;

/// Highest value of `parked.max`.
pub const PARKED_MAX: u32 = 100;

/// Limits of parked sessions, which wait in a window while another user works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ParkedLimits {
    /// Highest number of parked sessions in a window; unlimited if absent.
    pub max: Option<u32>,
    /// Hours after which a parked session ends; unlimited if absent.
    pub hours: Option<u32>,
}

impl ParkedLimits {
    /// Returns how long a session may stay parked, in seconds; `None` if that is not limited.
    pub(crate) fn seconds(self) -> Option<u64> {
        Some(3_600 * u64::from(self.hours?))
    }
}

/// Limits of sessions: how many at the same time, and for how long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sessions {
    /// One session for each user.
    pub single: bool,
    /// Highest number of users with a session; unlimited if absent.
    pub max_users: Option<u32>,
    /// Hours after which a session needs the password again; unlimited if absent.
    pub max_hours: Option<u32>,
}

impl Sessions {
    /// Returns when a session ends that needed the password at this time; `None` if it lasts.
    pub(crate) fn end(self, began: Timestamp) -> Option<Timestamp> {
        Some(began + 3_600 * i64::from(self.max_hours?))
    }

    /// Returns `true` if the number of sessions is limited.
    pub(crate) fn is_limited(self) -> bool {
        self.single || self.max_users.is_some()
    }
}
