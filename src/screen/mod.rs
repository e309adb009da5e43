//! The screens as state machines: what a person did goes in, what should happen comes out.
//!
//! Pure: no drawing, no disk, no clock but the one passed in. A screen owns its data, asks for slow
//! work by returning [`Ask`]s, and never changes to another screen itself: it leaves, and the
//! parent in [`flow`] decides what comes next. A reply whose ticket is not awaited is dropped, so a
//! late answer never moves anybody anywhere.

pub mod account;
pub mod admin_action;
pub mod app;
pub mod audit;
pub mod flow;
pub mod form;
pub mod lock;
pub mod recovery;
pub mod registration;
pub mod set_up;
pub mod settings;
pub mod sign_in;
pub mod users;

use std::time::Duration;

use crate::service::request::Request;

/// Time since the program started.
pub type Now = Duration;

/// After how long a wait is shown.
pub const BUSY_AFTER: Duration = Duration::from_millis(100);
/// After how long a wait can be cancelled.
pub const CANCEL_AFTER: Duration = Duration::from_secs(3);

/// Names one request, so that its reply is known when it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(u64);

/// Hands out tickets, each once.
#[derive(Default)]
pub struct Tickets {
    last: u64,
}

impl Tickets {
    /// A ticket that was never handed out before.
    pub fn hand_out(&mut self) -> Ticket {
        self.last += 1;
        Ticket(self.last)
    }

    /// Asks for something under a new ticket.
    pub fn ask(&mut self, request: Request) -> Ask {
        Ask {
            ticket: self.hand_out(),
            request,
        }
    }
}

/// Something to be carried out off the window's thread.
pub struct Ask {
    /// The reply comes back with it.
    pub ticket: Ticket,
    /// What to do.
    pub request: Request,
}

/// What a screen wants after an event.
#[must_use]
pub enum Step<L> {
    /// Go on showing this screen, and do these things.
    Stay(Vec<Ask>),
    /// Leave it.
    Leave(L),
}

impl<L> Step<L> {
    /// Go on, with nothing to do.
    pub fn stay() -> Self {
        Self::Stay(Vec::new())
    }
}

/// A wait for one reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// The reply that is awaited.
    pub ticket: Ticket,
    /// Since when.
    pub since: Now,
}

impl Wait {
    /// A wait that begins now.
    #[must_use]
    pub fn of(ask: &Ask, now: Now) -> Self {
        Self {
            ticket: ask.ticket,
            since: now,
        }
    }
}

/// How a wait looks to the person who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Busy {
    /// Nothing is under way.
    Idle,
    /// Under way, but too short to show.
    Quiet,
    /// Long enough to say so.
    Shown,
    /// Long enough to offer to cancel it.
    Cancellable,
}

impl Busy {
    /// How a wait looks at `now`.
    #[must_use]
    pub fn of(wait: Option<Wait>, now: Now) -> Self {
        match wait.map(|wait| now.saturating_sub(wait.since)) {
            None => Self::Idle,
            Some(waited) if waited < BUSY_AFTER => Self::Quiet,
            Some(waited) if waited < CANCEL_AFTER => Self::Shown,
            Some(_) => Self::Cancellable,
        }
    }

    /// Whether something is under way.
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
        let wait = Wait {
            ticket: Ticket(1),
            since: Duration::from_secs(10),
        };
        let at = |millis| Busy::of(Some(wait), Duration::from_millis(millis));
        assert_eq!(at(10_000), Busy::Quiet);
        assert_eq!(at(10_099), Busy::Quiet);
        assert_eq!(at(10_100), Busy::Shown);
        assert_eq!(at(12_999), Busy::Shown);
        assert_eq!(at(13_000), Busy::Cancellable);
        assert_eq!(Busy::of(None, Duration::ZERO), Busy::Idle);
    }
}
