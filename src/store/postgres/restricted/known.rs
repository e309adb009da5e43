//! What was read of the server.

use std::collections::HashMap;
use std::sync::{Arc, Weak};

use crate::domain::account_id::AccountId;
use crate::domain::credential::StoredHash;
use crate::domain::settings::Settings;
use crate::service::ports::{Revision, Snapshot};
use crate::store::postgres::restricted::chosen::Chosen;

/// What the server calls the state that each account was read in.
pub(super) type Revisions = HashMap<AccountId, Vec<u8>>;

/// The settings that a session may see, or those for everyone.
pub(super) struct Part {
    pub(super) revision: Vec<u8>,
    pub(super) digest: [u8; 32],
    pub(super) settings: Settings,
}

/// One state of the server, as this program sees it.
pub(super) struct State {
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) revisions: Revisions,
    /// What stands for the password hash of each account.
    pub(super) stand_ins: HashMap<AccountId, StoredHash>,
}

/// What was read.
#[derive(Default)]
pub(super) struct Known {
    /// The settings, by the number of the session.
    pub(super) parts: HashMap<Option<u64>, Arc<Part>>,
    pub(super) current: Option<Arc<State>>,
    /// The numbers of the read that began last, and of the one that `current` is of.
    begun: u64,
    of_current: u64,
    /// The snapshots that use cases still decide on, with what the server calls them.
    in_use: Vec<(Weak<Snapshot>, Revisions)>,
    /// The passwords that users have chosen on this computer.
    pub(super) chosen: HashMap<AccountId, Chosen>,
}

impl Known {
    /// Returns the snapshot at this revision, if it is still in use, and what the server calls the state of this account in it.
    pub(super) fn at(&self, revision: &Revision, account: AccountId) -> Option<Vec<u8>> {
        // The latest one first: of the same content, the server may know only its latest name.
        let mut all = self.in_use.iter().rev();
        let of = all.find(|(snapshot, _)| {
            let snapshot = snapshot.upgrade();
            snapshot.is_some_and(|snapshot| snapshot.revision == *revision)
        });
        of?.1.get(&account).cloned()
    }

    /// Returns what stands for the password hash of an account.
    pub(super) fn stand_in(&self, account: AccountId) -> Option<StoredHash> {
        self.current.as_ref()?.stand_ins.get(&account).cloned()
    }

    /// Returns the number of a read that begins.
    pub(super) fn next(&mut self) -> u64 {
        self.begun += 1;
        self.begun
    }

    /// Takes in the state of a read, and forgets the passwords that were chosen in sessions which have ended. A state with the same
    /// content as the last one takes over its snapshot.
    pub(super) fn put(
        &mut self,
        (number, mut state): (u64, State),
        is_open: impl Fn(AccountId) -> bool,
    ) -> Arc<State> {
        if let Some(current) = &self.current
            && current.snapshot.revision == state.snapshot.revision
        {
            state.snapshot = Arc::clone(&current.snapshot);
        }
        let snapshot = Arc::downgrade(&state.snapshot);
        self.in_use
            .retain(|(used, _)| used.strong_count() > 0 && !used.ptr_eq(&snapshot));
        self.in_use.push((snapshot, state.revisions.clone()));
        self.chosen.retain(|account, _| is_open(*account));
        let state = Arc::new(state);
        if number > self.of_current {
            (self.of_current, self.current) = (number, Some(Arc::clone(&state)));
        }
        state
    }
}
