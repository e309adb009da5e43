//! Parking a session while another user works, and which commands still have it then.

use std::sync::Arc;

use crate::domain::timestamp::Timestamp;

use crate::service::admission::Admission;
use crate::service::session_state::{Parking, SessionState, locked};

impl SessionState {
    /// Returns `true` unless the session has ended or is parked. A command that was accepted before the parking still has it
    /// then, also when its owner has come back meanwhile.
    pub(super) fn is_usable(&self, admission: Option<Admission>) -> bool {
        let is_older = |parked| admission.is_some_and(|admission| admission < parked);
        let parking = locked(&self.parking).clone();
        match parking {
            Parking::Open => !self.has_ended(),
            Parking::Since(_, parked) => !self.has_ended() && is_older(parked),
            Parking::Continued(parked, next) => {
                let next = next.upgrade().filter(|_| is_older(parked));
                next.is_some_and(|next| next.is_usable(admission))
            }
            Parking::Discarded => false,
        }
    }

    /// Parks the session. What its owner has started runs to its end, as behind a lock, but no copy of it does anything else,
    /// and another user can have its slot. Its owner continues in a new session.
    pub(crate) fn park(&self) {
        self.note_lock();
        self.offline.clear();
        let now = self.owner.access.now();
        {
            let mut parking = locked(&self.parking);
            // A second time would let in what came after the first one.
            if matches!(*parking, Parking::Open) {
                *parking = Parking::Since(now, Admission::of_parking());
            }
        }
        self.release_slot();
    }

    /// Returns `true` once the session was parked.
    pub(crate) fn was_parked(&self) -> bool {
        !matches!(*locked(&self.parking), Parking::Open)
    }

    /// Returns when the session was parked; `None` if it is not.
    pub(crate) fn parked_since(&self) -> Option<Timestamp> {
        match *locked(&self.parking) {
            Parking::Since(at, _) => Some(at),
            Parking::Open | Parking::Continued(..) | Parking::Discarded => None,
        }
    }

    /// Returns for how many seconds the session has been parked, also those for which the computer slept; zero if it is not
    /// parked.
    pub(crate) fn parked_seconds(&self) -> u64 {
        let since = self.parked_since();
        let seconds = since.map_or(0, |since| self.owner.access.now() - since);
        u64::try_from(seconds).unwrap_or(0)
    }

    /// Ends the parked session, whose owner continues in `next`. One that has ended before stays so.
    pub(crate) fn continue_in(&self, next: &Arc<Self>) {
        {
            let mut parking = locked(&self.parking);
            *parking = match *parking {
                Parking::Since(_, parked) if !self.has_ended() => {
                    Parking::Continued(parked, Arc::downgrade(next))
                }
                _ => Parking::Discarded,
            };
        }
        self.end();
    }

    /// Ends the parked session. What is open in it is dropped.
    pub(crate) fn discard(&self) {
        *locked(&self.parking) = Parking::Discarded;
        self.end();
    }

    /// Ends the session of an account that is gone. What was parked is dropped, because its user cannot come back.
    pub(super) fn end_with_account(&self) {
        if self.parked_since().is_some() {
            self.discard();
        } else {
            self.end();
        }
    }

    /// Returns `true` once the parked session was ended.
    pub(crate) fn is_discarded(&self) -> bool {
        matches!(*locked(&self.parking), Parking::Discarded)
    }
}
