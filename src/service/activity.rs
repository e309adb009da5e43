//! Recording what happened (R66), and showing it to administrators.
//!
//! Recording never stands in the way: what cannot be recorded is noted, and told to everybody who is
//! signed in until it can be again (R70).

use std::sync::{Arc, Mutex, PoisonError};

use crate::account::activity::{Event, Keep, Kind, Record, Verified, masked, recorded};
use crate::account::user::User;

use super::Service;
use super::ports::{Filter, StateError};

/// Why what happened could not be recorded, if so. Shared by all who record.
#[derive(Clone, Default)]
pub struct Unrecorded(Arc<Mutex<Option<StateError>>>);

impl Unrecorded {
    /// What stands in the way at the moment.
    #[must_use]
    pub fn reason(&self) -> Option<StateError> {
        let reason = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        reason.clone()
    }

    fn note(&self, reason: Option<StateError>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = reason;
    }
}

impl Service {
    /// Records something that somebody did, or tried to do, to themselves.
    pub(super) fn record(&self, kind: Kind, who: &str, is_done: bool, detail: &str) {
        self.record_about(kind, (who, ""), is_done, detail);
    }

    /// Records something that somebody did to somebody else. Without a name it was whoever can write
    /// the file.
    pub(super) fn record_about(
        &self,
        kind: Kind,
        (who, whom): (&str, &str),
        is_done: bool,
        detail: &str,
    ) {
        let event = Event {
            at: self.clock.now(),
            kind,
            who: recorded(who),
            whom: recorded(whom),
            is_done,
            detail: recorded(detail),
        };
        // Where nobody can say how long records are kept, none is forgotten.
        let settings = self.credentials.settings();
        let keep = settings.map_or(Keep::EVERYTHING, |settings| settings.activity);
        let result = self.state.record(&event, keep);
        self.unrecorded.note(result.err());
    }

    /// What happened, the latest first. For whoever can write the credential file.
    ///
    /// # Errors
    /// When the state database fails.
    pub fn activity(&self, filter: &Filter) -> Result<Vec<Record>, StateError> {
        self.state.activity(filter)
    }

    /// Whether what was recorded is as it was written (R69).
    ///
    /// # Errors
    /// When the state database fails.
    pub fn verify_activity(&self) -> Result<Verified, StateError> {
        self.state.verify_activity()
    }

    /// Forgets what the file no longer wants to be kept, and gives how many records that were.
    ///
    /// # Errors
    /// When the state database fails.
    pub fn prune_activity(&self) -> Result<u64, StateError> {
        let settings = self.credentials.settings();
        let keep = settings.map_or(Keep::EVERYTHING, |settings| settings.activity);
        self.state.prune_activity(keep, self.clock.now())
    }

    /// Records that the credential file was changed by other means than this program, if it was.
    pub(super) fn notice_hand_edits(&self) {
        let (Ok(found), Ok(last)) = (self.credentials.plain_passwords(), self.state.revision())
        else {
            return;
        };
        if last == Some(found.revision) {
            return;
        }
        if last.is_some() {
            self.record(Kind::File, "", true, "changed by hand");
        }
        drop(self.state.keep_revision(&found.revision));
    }

    /// Keeps which state of the file this program has made.
    pub(super) fn keep_revision(&self) {
        if let Ok(found) = self.credentials.plain_passwords() {
            drop(self.state.keep_revision(&found.revision));
        }
    }
}

/// A name as it is recorded: that of a person who is known, else masked (R67).
pub(super) fn named(found: Option<&User>, login: &str) -> String {
    found.map_or_else(|| masked(login), |user| user.username.as_str().to_owned())
}
