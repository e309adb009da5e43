//! What was approved at this computer, as far as it is known here.

use std::time::Duration;

use crate::service::ports::ApprovalTicket;

/// The most approvals that are looked after in a session: what a server looks at in one call.
pub(super) const LIVE_MAX: usize = 64;
/// How long the longest approval can be used.
const LONGEST: Duration = Duration::from_secs(600);

/// What was approved in the sessions of this computer and may still hold.
#[derive(Default)]
pub(super) struct LiveApprovals(Vec<LiveApproval>);

struct LiveApproval {
    ticket: ApprovalTicket,
    /// The number of the session.
    session: u64,
    given: Duration,
    holds: bool,
}

impl LiveApprovals {
    pub(super) fn add(&mut self, ticket: &ApprovalTicket, session: u64, now: Duration) {
        self.0
            .retain(|live| now.saturating_sub(live.given) < LONGEST);
        let excess = (self.0.len() + 1).saturating_sub(LIVE_MAX);
        self.0.drain(..excess);
        self.0.push(LiveApproval {
            ticket: ticket.clone(),
            session,
            given: now,
            holds: true,
        });
    }

    /// Returns those of a session that hold as far as is known.
    pub(super) fn of(&self, session: u64, now: Duration) -> Vec<ApprovalTicket> {
        let live = self.0.iter();
        let live = live.filter(|live| live.session == session && live.holds);
        live.filter(|live| now.saturating_sub(live.given) < LONGEST)
            .map(|live| live.ticket.clone())
            .collect()
    }

    pub(super) fn end(&mut self, ended: &[ApprovalTicket]) {
        for live in &mut self.0 {
            live.holds &= !ended.contains(&live.ticket);
        }
    }

    /// Returns `true` if this one holds as far as is known.
    pub(super) fn has(&self, ticket: &ApprovalTicket) -> bool {
        let mut live = self.0.iter();
        live.any(|live| live.ticket == *ticket && live.holds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r111_an_approval_that_has_ended_at_the_server_does_not_hold_again() {
        let mut live = LiveApprovals::default();
        let tickets = [1, 2].map(|byte| ApprovalTicket::new([byte; 32]));
        let now = Duration::from_secs(50);
        for ticket in &tickets {
            live.add(ticket, 7, now);
        }
        live.end(&tickets[..1]);
        assert_eq!(live.of(7, now), tickets[1..]);
        assert!(live.of(8, now).is_empty(), "another session");
        assert!(live.of(7, now + LONGEST).is_empty(), "too late");
    }
}
