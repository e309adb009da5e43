//! Restoring an earlier version of the credential store (R91).
//!
//! What has ended since then stays ended: users who still exist keep their present credentials, users who come back
//! have none and need a reset code, and all sessions end. The audit log records which version was restored.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditDetail;
use crate::domain::credential::StoredHash;
use crate::domain::ended_credentials::password_of;
use crate::domain::hashing::Hashing;
use crate::domain::key_vault::KeyVault;
use crate::domain::user::{EPOCH_MAX, User, UserPatch};
use crate::domain::username::Username;

use crate::service::audit::recorder::AuditRecorder;
use crate::service::caller::Caller;
use crate::service::context::Context;
use crate::service::editor::Editor;
use crate::service::ended::{Change, EndedCredentials};
use crate::service::or_log::OrLog as _;
use crate::service::passwords::Passwords;
use crate::service::ports::{Backup, CredentialStore, Edit, HasherError, Snapshot};
use crate::service::session_state::OpenSessions;
use crate::service::users::error::UserError;

/// Restoring an earlier version of the credential store.
#[derive(Clone)]
pub struct Backups {
    credentials: Arc<dyn CredentialStore>,
    passwords: Passwords,
    editor: Editor,
    audit: AuditRecorder,
    ended: EndedCredentials,
    open_sessions: OpenSessions,
}

impl From<&Context> for Backups {
    fn from(from: &Context) -> Self {
        Self {
            credentials: Arc::clone(&from.credentials),
            passwords: from.into(),
            editor: from.into(),
            audit: from.into(),
            ended: from.into(),
            open_sessions: from.open_sessions.clone(),
        }
    }
}

impl Backups {
    /// Lists the versions that can be restored, oldest first. Only the local owner of the file may.
    ///
    /// # Errors
    /// [`UserError::NotAllowed`] if the caller is a session.
    pub fn list(&self, caller: Caller<'_>) -> Result<Vec<Backup>, UserError> {
        match caller {
            Caller::LocalOwner(_) => Ok(self.credentials.backups()),
            Caller::Session(_) => Err(UserError::NotAllowed),
        }
    }

    /// Restores the version with this number, and returns the usernames of those who come back without a password. The
    /// present version is kept, even if it has errors. Only the local owner of the file may.
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller is a session.
    /// - [`UserError::Hasher`] if the system gives no random bytes.
    /// - [`UserError::Store`] if the version cannot be restored;
    ///   [`StoreError::Absent`](crate::service::ports::StoreError::Absent) if there is none with this number.
    pub fn restore(&self, caller: Caller<'_>, number: u64) -> Result<Vec<String>, UserError> {
        let Caller::LocalOwner(_) = caller else {
            return Err(UserError::NotAllowed);
        };
        let random = self.passwords.keys.bytes::<4>();
        let random = random.map_err(HasherError::from)?;
        let unknown = Unknown {
            hash: self.passwords.random_hash(Hashing::default())?,
            epoch: u32::from_be_bytes(*random) % EPOCH_MAX,
        };
        let plan = RefCell::new(Plan::default());
        let adapt = |present: Option<&Snapshot>, wanted: &Snapshot| {
            let present = present.map(|present| &**present.users);
            let has_ended = |user: &User| self.has_ended(user);
            let planned = Plan::new(present, &wanted.users, &unknown, &has_ended);
            let edit = Edit::Update(planned.patches.clone());
            *plan.borrow_mut() = planned;
            edit
        };
        let made = self.credentials.restore(number, &adapt)?;
        let plan = plan.into_inner();
        self.open_sessions.follow(&*self.credentials);
        self.editor.note_ended(&plan.changes);
        self.editor.note_revisions(&made.from, &made.to);
        let detail = AuditDetail::Restored(number);
        self.audit.record(AuditKind::File, "", true, detail);
        Ok(plan.returned)
    }

    /// Returns `true` if the password of a user has ended, or it is not known whether it has.
    fn has_ended(&self, user: &User) -> bool {
        let ended = self.ended.includes(&password_of(user));
        ended.or_log("look up ended credentials").unwrap_or(true)
    }
}

/// What no user has had.
struct Unknown {
    /// The hash of a password that is not kept.
    hash: StoredHash,
    /// A number of sessions.
    epoch: u32,
}

/// What is changed in the version that is restored.
#[derive(Default)]
struct Plan {
    patches: Vec<(Username, UserPatch)>,
    /// The usernames of those who come back without a password.
    returned: Vec<String>,
    /// What happens to the present users.
    changes: Vec<Change>,
}

impl Plan {
    /// Plans with the users of the present version, unless it cannot be read. No user gets a password that has ended.
    fn new(
        present: Option<&[User]>,
        wanted: &[User],
        unknown: &Unknown,
        has_ended: &dyn Fn(&User) -> bool,
    ) -> Self {
        let mut plan = Self::default();
        let users = present.unwrap_or_default().iter();
        let mut changes: HashMap<AccountId, Change> =
            users.map(|user| (user.id, (user.clone(), None))).collect();
        for user in wanted {
            let now = changes.get(&user.id).map(|(now, _)| now);
            let valid = now.filter(|now| now.hash.is_some() && !has_ended(now));
            let is_known = now.is_some_and(|now| now.hash.is_some()) || present.is_none();
            let patch = match valid {
                Some(now) => kept(user, now),
                None if user.hash.is_none() || is_known && !has_ended(user) => UserPatch {
                    session_epoch: Some(unknown.epoch),
                    ..UserPatch::default()
                },
                None => {
                    plan.returned.push(user.username.as_str().to_owned());
                    UserPatch {
                        hash: Some(unknown.hash.clone()),
                        key_vault: Some(KeyVault::default()),
                        session_epoch: Some(unknown.epoch),
                        ..UserPatch::default()
                    }
                }
            };
            if let Some((_, after)) = changes.get_mut(&user.id) {
                let mut changed = user.clone();
                patch.apply_to(&mut changed);
                *after = Some(changed);
            }
            plan.patches.push((user.username.clone(), patch));
        }
        plan.changes = changes.into_values().collect();
        plan
    }
}

/// Returns the patch with which a restored user has the credentials of the present one, and no sessions. A user who is
/// disabled or waits for approval now continues to.
fn kept(user: &User, now: &User) -> UserPatch {
    let must_change = now.must_change_password;
    UserPatch {
        hash: now.hash.clone().filter(|_| now.hash != user.hash),
        key_vault: (now.key_vault != user.key_vault).then(|| now.key_vault.clone()),
        must_change_password: (must_change != user.must_change_password).then_some(must_change),
        session_epoch: Some((now.session_epoch.max(user.session_epoch) + 1) % EPOCH_MAX),
        disabled: (now.disabled && !user.disabled).then_some(true),
        is_pending: (now.is_pending && !user.is_pending).then_some(true),
        ..UserPatch::default()
    }
}
