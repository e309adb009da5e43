//! What was approved of this package's own actions, on the way to the use case that carries them out.

use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::approval::ActionSummary;

use crate::service::approvals::grant::Grant;
use crate::service::ports::{ApprovalTicket, Snapshot};
use crate::service::session_state::SessionState;

/// What was approved for one command. Copies share it.
#[derive(Clone, Default)]
pub(crate) struct HeldGrants(Arc<Mutex<Vec<Grant>>>);

impl HeldGrants {
    /// Adds what was just approved.
    pub(crate) fn add(&self, grant: Grant) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.push(grant);
    }

    /// Returns `true` if this action is approved in this snapshot. Nothing is used.
    pub(crate) fn holds(
        &self,
        action: &ActionSummary,
        (session, snapshot): (&SessionState, &Snapshot),
    ) -> bool {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut held = held.iter();
        held.any(|grant| grant.check_in(snapshot, session, action.digest).is_ok())
    }

    /// Returns what proves to a server what was approved.
    pub(crate) fn tickets(&self) -> Vec<ApprovalTicket> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.iter().filter_map(Grant::ticket).cloned().collect()
    }

    /// Moves what approves these actions to `taken`, if all of them are approved in this snapshot: `taken` is what the write
    /// under way has used before, on an earlier snapshot. Returns the first that is not approved; then nothing is used.
    pub(crate) fn take<'a>(
        &self,
        taken: &mut Vec<Grant>,
        actions: &'a [ActionSummary],
        (session, snapshot): (&SessionState, &Snapshot),
    ) -> Result<(), &'a ActionSummary> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let approves = |grant: &Grant, action: &ActionSummary| {
            grant.check_in(snapshot, session, action.digest).is_ok()
        };
        for action in actions {
            let mut all = taken.iter().chain(held.iter());
            if !all.any(|grant| approves(grant, action)) {
                return Err(action);
            }
        }
        taken.extend(held.extract_if(.., |grant| {
            actions.iter().any(|action| approves(grant, action))
        }));
        Ok(())
    }
}
