//! What is done whenever the configuration file has changed: noticing edits by hand, ending the sessions that they take
//! away, and hashing passwords that were typed into it in plain text (R15).

use std::sync::Arc;

use crate::domain::problem::{Effect, Position};
use crate::domain::user::{User, UserPatch};
use crate::domain::username::Username;

use crate::service::context::Context;
use crate::service::editor::Editor;
use crate::service::hashing::hash_all;
use crate::service::ports::{
    CredentialStore, Edit, PasswordHasher, Revision, Snapshot, StoreError,
};
use crate::service::session_state::OpenSessions;

/// Takes in edits by hand.
#[derive(Clone)]
pub(crate) struct Upkeep {
    credentials: Arc<dyn CredentialStore>,
    hasher: Arc<dyn PasswordHasher>,
    editor: Editor,
    open_sessions: OpenSessions,
}

impl From<&Context> for Upkeep {
    fn from(from: &Context) -> Self {
        Self {
            credentials: from.everywhere(),
            hasher: Arc::clone(&from.hasher),
            editor: from.into(),
            open_sessions: from.open_sessions.clone(),
        }
    }
}

impl Upkeep {
    /// Takes in a snapshot. Returns the snapshot after it, and the reason why passwords could not be hashed.
    pub(crate) fn run(&self, snapshot: Arc<Snapshot>) -> (Arc<Snapshot>, Option<StoreError>) {
        self.editor
            .note_revisions(&snapshot.revision, &snapshot.revision);
        self.open_sessions
            .follow_read(&snapshot, &*self.credentials);
        for problem in snapshot.problems.iter() {
            let Position { line, column } = problem.position;
            if problem.effect == Effect::ClosesUser {
                tracing::warn!(
                    line,
                    column,
                    "a mistake in the entry of a user closes the account"
                );
            }
        }
        if snapshot.plain_passwords.is_empty() {
            return (snapshot, None);
        }
        let hashed = match self.hash_plain_passwords(&snapshot, &|_| true) {
            // An entry with a mistake may be one that cannot be edited; then it stays as it is, and closed (R97).
            Err(StoreError::Refused(_)) => {
                self.hash_plain_passwords(&snapshot, &|user| user.mistake.is_none())
            }
            result => result,
        };
        match hashed.and_then(|()| self.credentials.read()) {
            Ok(after) => (after, None),
            Err(error) => (snapshot, Some(error)),
        }
    }

    /// Takes in a revision whose users are still being read.
    pub(crate) fn run_before_users(&self, revision: &Revision) {
        self.editor.note_revisions(revision, revision);
        self.open_sessions.follow(&*self.credentials);
    }

    fn hash_plain_passwords(
        &self,
        snapshot: &Arc<Snapshot>,
        is_wanted: &dyn Fn(&User) -> bool,
    ) -> Result<(), StoreError> {
        self.editor.change(snapshot, |snapshot| {
            let plain = snapshot.plain_passwords.iter();
            let is_wanted = |name: &Username| snapshot.users.get(name).is_some_and(is_wanted);
            let plain: Vec<_> = plain.filter(|(name, _)| is_wanted(name)).collect();
            let passwords: Vec<_> = plain.iter().map(|(_, password)| password).collect();
            let hashing = snapshot.settings.hashing;
            let hashes = hash_all(&*self.hasher, &passwords, hashing, &|_| {})
                .map_err(|error| StoreError::Unwritable(error.to_string()))?;
            let usernames = plain.iter().map(|(username, _)| username.clone());
            let patches: Vec<_> = usernames
                .zip(hashes.into_iter().map(UserPatch::password))
                .collect();
            Ok((!patches.is_empty()).then_some(Edit::Update(patches)))
        })
    }
}
