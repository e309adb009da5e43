//! Credentials that have ended: an earlier version of the credential store that is put back does not revive them (R91).

use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::ended_credentials::all_of;
use crate::domain::remember_me::TokenHash;
use crate::domain::user::{User, UserPatch};
use crate::domain::username::Username;

use crate::service::context::Context;
use crate::service::ports::{CodeStore, Edit, Snapshot, StateError};

/// A user before a change and after it; `None` if the user was removed.
pub(crate) type Change = (User, Option<User>);

/// The credentials that have ended.
#[derive(Clone)]
pub(crate) struct EndedCredentials {
    codes: Arc<dyn CodeStore>,
}

impl From<&Context> for EndedCredentials {
    fn from(from: &Context) -> Self {
        Self {
            codes: Arc::clone(&from.codes),
        }
    }
}

impl EndedCredentials {
    /// Returns `true` if one of these credentials has ended.
    pub(crate) fn includes(&self, credentials: &[TokenHash]) -> Result<bool, StateError> {
        Ok(!credentials.is_empty() && self.codes.has_ended(credentials)?)
    }

    /// Stores the credentials that these changes end, and returns those that had not ended before.
    pub(crate) fn note(&self, changes: &[Change]) -> Result<Vec<TokenHash>, StateError> {
        let mut ended = Vec::new();
        for (before, after) in changes {
            let after: HashSet<_> = after.iter().flat_map(all_of).map(|of| of.0).collect();
            let before = all_of(before).into_iter();
            ended.extend(before.filter(|of| !after.contains(&of.0)));
        }
        if ended.is_empty() {
            return Ok(ended);
        }
        self.codes.keep_ended(&ended)
    }

    /// Forgets that these credentials have ended.
    pub(crate) fn forget(&self, credentials: &[TokenHash]) -> Result<(), StateError> {
        match credentials {
            [] => Ok(()),
            credentials => self.codes.forget_ended(credentials),
        }
    }
}

/// Returns the users that an edit of this snapshot changes.
pub(crate) fn changes_of(edit: &Edit, snapshot: &Snapshot) -> Vec<Change> {
    let users = &snapshot.users;
    match edit {
        Edit::Update(patches)
        | Edit::Import {
            update: patches, ..
        } => {
            let change = |(name, patch): &(Username, UserPatch)| {
                let before = users.get(name)?;
                let mut after = before.clone();
                patch.apply_to(&mut after);
                Some((before.clone(), Some(after)))
            };
            patches.iter().filter_map(change).collect()
        }
        Edit::Rename { from, to } => {
            let renamed = |before: &User| {
                let mut after = before.clone();
                after.username = to.clone();
                (before.clone(), Some(after))
            };
            users.get(from).map(renamed).into_iter().collect()
        }
        Edit::Remove(name) => users
            .get(name)
            .map(|user| (user.clone(), None))
            .into_iter()
            .collect(),
        Edit::Add { .. } | Edit::Invite(_) | Edit::Uninvite(_) | Edit::Set(_) => Vec::new(),
    }
}
