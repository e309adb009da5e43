//! Changing the credential store: decided on one snapshot, and decided again if the store has changed
//! in the meantime.

use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::remember_me::TokenHash;
use crate::domain::user::{User, UserPatch};

use crate::service::audit::recorder::{AuditRecorder, Party};
use crate::service::context::Context;
use crate::service::ended::{Change, EndedCredentials, changes_of};
use crate::service::or_log::OrLog as _;
use crate::service::ports;
use crate::service::ports::{
    CredentialStore, Edit, FailureKind, Revision, Snapshot, StateError, StoreError,
};
use crate::service::retired_names::RetiredNames;
use crate::service::session_state::OpenSessions;

/// Number of times that a change is decided, if other programs change what it is decided on.
const TRIES: usize = 5;

/// Makes changes to the credential store.
#[derive(Clone)]
pub(crate) struct Editor {
    credentials: Arc<dyn CredentialStore>,
    audit_log: Arc<dyn ports::AuditLog>,
    audit: AuditRecorder,
    ended: EndedCredentials,
    pub(crate) retired: RetiredNames,
    signatures: Arc<dyn ports::SignatureLog>,
    open_sessions: OpenSessions,
    /// Whether a server records what a change ends.
    is_restricted: bool,
}

impl From<&Context> for Editor {
    fn from(from: &Context) -> Self {
        Self {
            credentials: from.everywhere(),
            audit_log: Arc::clone(&from.audit_log),
            audit: from.into(),
            ended: from.into(),
            retired: from.into(),
            signatures: Arc::clone(&from.signatures),
            open_sessions: from.open_sessions.clone(),
            is_restricted: from.is_restricted(),
        }
    }
}

impl Editor {
    /// Makes the edit that `decide` returns for a snapshot: the given one, or a newer one if the store has
    /// changed. `None` from `decide` leaves the store as it is.
    ///
    /// # Errors
    /// What `decide` returns, or the [`StoreError`] of the store.
    pub(crate) fn change<E: From<StoreError>>(
        &self,
        snapshot: &Arc<Snapshot>,
        mut decide: impl FnMut(&Snapshot) -> Result<Option<Edit>, E>,
    ) -> Result<(), E> {
        let mut snapshot = Arc::clone(snapshot);
        for _ in 0..TRIES {
            let Some(edit) = decide(&snapshot)? else {
                return Ok(());
            };
            match self.apply(&edit, &snapshot) {
                Err(error) if error.kind() == FailureKind::Conflict => {
                    snapshot = self.credentials.read()?;
                }
                result => return Ok(result?),
            }
        }
        Err(StoreError::Changed.into())
    }

    /// Makes an edit that was decided on this snapshot, and ends the sessions that it takes away.
    pub(crate) fn apply(&self, edit: &Edit, snapshot: &Snapshot) -> Result<(), StoreError> {
        if self.retired.would_return(edit, snapshot) {
            return Err(StoreError::NameRetired);
        }
        let changes = changes_of(edit, snapshot);
        if self.is_restricted {
            self.credentials.apply(edit, &snapshot.revision)?;
            self.open_sessions.follow_changes(&changes);
            return Ok(());
        }
        // Before the change, so that a crash cannot leave a credential that is replaced but not known to have ended.
        let ended = self.note_ended(&changes);
        let made = self
            .credentials
            .apply(edit, &snapshot.revision)
            .inspect_err(|_| {
                self.ended
                    .forget(&ended)
                    .or_log("forget that credentials were to end");
            })?;
        self.open_sessions.follow_changes(&changes);
        self.forget_signing_keys(&changes);
        if made.from != snapshot.revision {
            // Others have changed something else meanwhile.
            self.open_sessions.follow(&*self.credentials);
        }
        self.note_revisions(&made.from, &made.to);
        Ok(())
    }

    /// Removes the keys that passwords opened which have ended: an old password signs nothing any more (R112).
    pub(crate) fn forget_signing_keys(&self, changes: &[Change]) {
        for (before, after) in changes {
            if after.as_ref().is_none_or(|after| after.hash != before.hash) {
                let forgotten = self.forget_signing_key(before);
                forgotten.or_log("forget the key of a signer");
            }
        }
    }

    fn forget_signing_key(&self, user: &User) -> Result<(), StateError> {
        let key = self.signatures.signing_key(user.id);
        // A key that cannot be read goes as well.
        if !matches!(key, Ok(None)) {
            self.signatures.forget_signing_key(user.id)?;
        }
        if key?.is_some() {
            let users = (Party::NONE, user.into());
            let word = AuditWord::SigningKeyEnded;
            self.audit
                .record_about(AuditKind::Signature, users, true, word);
        }
        Ok(())
    }

    /// Stores which credentials have ended with these changes, so that an earlier version of the store does not revive
    /// them (R91). Returns those that had not ended before.
    pub(crate) fn note_ended(&self, changes: &[Change]) -> Vec<TokenHash> {
        let noted = self.ended.note(changes);
        noted.unwrap_or_else(|error| {
            self.audit.note_failure(error);
            Vec::new()
        })
    }

    /// Changes a user who is still as in `user`, and returns the user as changed. `None` if something else
    /// about the user has changed; then nothing is done.
    pub(crate) fn patch(
        &self,
        snapshot: &Arc<Snapshot>,
        user: &User,
        patch: &UserPatch,
    ) -> Result<Option<User>, StoreError> {
        let mut is_same = true;
        self.change(snapshot, |snapshot| {
            is_same = snapshot.users.get(&user.username) == Some(user);
            let edit = || Edit::Update(vec![(user.username.clone(), patch.clone())]);
            let is_needed = is_same && !patch.is_empty();
            Ok::<_, StoreError>(is_needed.then(edit))
        })?;
        let mut changed = user.clone();
        patch.apply_to(&mut changed);
        Ok(is_same.then_some(changed))
    }

    /// Takes in that the store went from one revision to another by this program. If it has neither made nor seen
    /// the first one, that was an edit by hand, which is recorded before the change hides it (R91).
    pub(crate) fn note_revisions(&self, from: &Revision, to: &Revision) {
        if self.is_restricted {
            return;
        }
        let known = self.audit_log.revision().and_then(|last| {
            let is_last = last.is_none_or(|last| last == *from);
            Ok((last, is_last || self.audit_log.knows_revision(from)?))
        });
        let (last, is_known) = match known {
            Ok(known) => known,
            // The next one that looks records an edit: one too many is better than one that is hidden.
            Err(error) => return self.audit.note_failure(error),
        };
        if !is_known {
            let detail = AuditWord::ChangedByHand;
            self.audit
                .record(AuditKind::File, Party::NONE, true, detail);
        }
        if last != Some(*to) {
            self.remember(to);
        }
    }

    /// Remembers a revision that this program has made, so that it is not taken for an edit by hand.
    pub(crate) fn remember(&self, revision: &Revision) {
        if let Err(error) = self.audit_log.keep_revision(revision) {
            self.audit.note_failure(error);
        }
    }
}
