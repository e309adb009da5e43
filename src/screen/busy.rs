//! How a wait looks to the user who waits.

use std::time::Duration;

/// After how long a wait is shown.
pub const BUSY_AFTER: Duration = Duration::from_millis(100);
/// After how long a wait can be cancelled.
pub const CANCEL_AFTER: Duration = Duration::from_secs(3);

/// How a wait looks to the user who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Busy {
    /// Nothing is under way.
    Idle,
    /// Under way, but too short to show.
    Quiet,
    /// Long enough to show.
    Shown,
    /// Long enough to offer to cancel it.
    Cancellable,
}

impl Busy {
    /// Returns how a wait looks at `now` that began at `since`; `None` if there is none.
    #[must_use]
    pub fn since(since: Option<Duration>, now: Duration) -> Self {
        match since.map(|since| now.saturating_sub(since)) {
            None => Self::Idle,
            Some(waited) if waited < BUSY_AFTER => Self::Quiet,
            Some(waited) if waited < CANCEL_AFTER => Self::Shown,
            Some(_) => Self::Cancellable,
        }
    }

    /// Returns `true` if something is under way.
    #[must_use]
    pub fn is_busy(self) -> bool {
        self != Self::Idle
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_shown_after_a_tenth_of_a_second_and_can_be_cancelled_after_three() {
        let since = Some(Duration::from_secs(10));
        let at = |millis| Busy::since(since, Duration::from_millis(millis));
        assert_eq!(at(10_000), Busy::Quiet);
        assert_eq!(at(10_099), Busy::Quiet);
        assert_eq!(at(10_100), Busy::Shown);
        assert_eq!(at(12_999), Busy::Shown);
        assert_eq!(at(13_000), Busy::Cancellable);
        assert_eq!(Busy::since(None, Duration::ZERO), Busy::Idle);
    }
}
