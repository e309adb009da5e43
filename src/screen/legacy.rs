//! The requests of the screens that are not converted to commands yet.

use crate::service::command::Ticket as CommandTicket;
use crate::service::request::{Reply, Request};

use crate::screen::busy::Busy;
use crate::screen::effects::{Effects, Now};

/// Names one request.
pub type Ticket = CommandTicket;

/// Hands out tickets.
pub type Tickets = Effects;

/// A request to be carried out.
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

impl Busy {
    /// How a wait looks at `now`.
    #[must_use]
    pub fn of(wait: Option<Wait>, now: Now) -> Self {
        Self::since(wait.map(|wait| wait.since), now)
    }
}

impl Effects {
    /// Asks for something under a new ticket.
    pub fn ask(&mut self, request: Request) -> Ask {
        Ask {
            ticket: self.next_ticket(),
            request,
        }
    }

    /// Starts what was asked for.
    pub(crate) fn start_all(&mut self, asks: Vec<Ask>) {
        for Ask { ticket, request } in asks {
            self.push(request.job(ticket));
        }
    }

    /// Starts what a screen wants, and says whether it is left.
    pub(crate) fn step<L>(&mut self, step: Step<L>) -> Option<L> {
        match step {
            Step::Stay(asks) => {
                self.start_all(asks);
                None
            }
            Step::Leave(leave) => Some(leave),
        }
    }
}

/// The reply to a request, if that is what has finished.
pub(crate) fn reply(finished: &mut crate::service::command::Finished) -> Option<(Ticket, Reply)> {
    let ticket = finished.ticket();
    Some((ticket, finished.take(ticket)?.ok()?))
}
