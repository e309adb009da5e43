//! Restoring an earlier version of the credential store (R91).
//!
//! What has ended since then stays ended: users who still exist keep their current credentials and e-mail address, users
//! who come back have no password and need a reset code, and all sessions end. Permissions that users do not have now
//! are given only if that is confirmed. The audit log records which version was restored, and who got permissions.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditDetail;
use crate::domain::credential::StoredHash;
use crate::domain::ended_credentials::password_of;
use crate::domain::hashing::Hashing;
use crate::domain::key_vault::KeyVault;
use crate::domain::role::Permissions;
use crate::domain::user::{EPOCH_MAX, Mistake, User, UserPatch};
use crate::domain::username::Username;

use crate::service::audit::recorder::{AuditRecorder, Party};
use crate::service::caller::Caller;
use crate::service::context::Context;
use crate::service::editor::Editor;
use crate::service::ended::{Change, EndedCredentials};
use crate::service::or_log::OrLog as _;
use crate::service::passwords::Passwords;
use crate::service::ports::{Backup, CredentialStore, Edit, HasherError, Snapshot, StoreError};
use crate::service::session_state::OpenSessions;
use crate::service::set_up::upkeep::Upkeep;
use crate::service::users::error::UserError;

/// What a restoration has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Restored {
    /// Whether the version before could be read. Passwords and codes are those of that version then, and otherwise
    /// those of the restored one that are not known to have ended.
    pub keeps_credentials: bool,
    /// The usernames of those who came back without a password.
    pub without_password: Vec<String>,
    /// The usernames of those who got permissions that they did not have before.
    pub with_permissions: Vec<String>,
}

/// Restoring an earlier version of the credential store.
#[derive(Clone)]
pub struct Backups {
    credentials: Arc<dyn CredentialStore>,
    passwords: Passwords,
    editor: Editor,
    audit: AuditRecorder,
    ended: EndedCredentials,
    upkeep: Upkeep,
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
            upkeep: from.into(),
            open_sessions: from.open_sessions.clone(),
        }
    }
}

impl Backups {
    /// Lists the versions that can be restored, oldest first. Only the local owner of the file may.
    ///
    /// ```
    /// use egui_authenticator::service::Service;
    /// use egui_authenticator::service::caller::Caller;
    /// use egui_authenticator::service::users::UserError;
    ///
    /// fn example(service: &Service, caller: Caller<'_>) -> Result<Option<u64>, UserError> {
    ///     let backups = service.backups().list(caller)?;
    ///     Ok(backups.iter().map(|backup| backup.number).max())
    /// }
    /// ```
    ///
    /// # Errors
    /// [`UserError::NotAllowed`] if the caller is a session.
    pub fn list(&self, caller: Caller<'_>) -> Result<Vec<Backup>, UserError> {
        match caller {
            Caller::LocalOwner(_) => Ok(self.credentials.backups()),
            Caller::Session(_) => Err(UserError::NotAllowed),
        }
    }

    /// Restores the version with this number. The current version is kept, even if it has errors; passwords in plain text
    /// in it are hashed first. Only the local owner of the file may. `is_confirmed` says that users may get permissions
    /// that they do not have now; it is not needed if the current version cannot be read.
    ///
    /// ```
    /// use egui_authenticator::service::Service;
    /// use egui_authenticator::service::caller::Caller;
    /// use egui_authenticator::service::caller::Operator;
    /// use egui_authenticator::service::users::UserError;
    ///
    /// fn example(service: &Service, number: u64) -> Result<Vec<String>, UserError> {
    ///     let owner = Caller::LocalOwner(Operator::assume());
    ///     Ok(service.backups().restore(owner, number, false)?.without_password)
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the caller is a session.
    /// - [`UserError::GivesPermissions`] if users would get permissions, and that was not confirmed.
    /// - [`UserError::Hasher`] if the system gives no random bytes.
    /// - [`UserError::Store`] if the version cannot be restored;
    ///   [`StoreError::Absent`] if there is none with this number.
    pub fn restore(
        &self,
        caller: Caller<'_>,
        number: u64,
        is_confirmed: bool,
    ) -> Result<Restored, UserError> {
        let Caller::LocalOwner(_) = caller else {
            return Err(UserError::NotAllowed);
        };
        self.hash_plain_passwords()?;
        let random = self.passwords.keys.bytes::<4>();
        let random = random.map_err(HasherError::from)?;
        let unknown = Unknown {
            hash: self.passwords.random_hash(Hashing::default())?,
            epoch: u32::from_be_bytes(*random) % EPOCH_MAX,
        };
        let planned = RefCell::new((Plan::default(), Vec::new()));
        let adapt = |present: Option<&Snapshot>, wanted: &Snapshot| {
            let closing = wanted.closing();
            if !closing.is_empty() {
                // What is in force for these users now could not be kept, and correcting the entry would undo it (R91).
                return Err(StoreError::Unusable(closing));
            }
            let has_ended = |user: &User| self.has_ended(user);
            let plan = Plan::new(present, wanted, &unknown, &has_ended);
            let is_permitted = is_confirmed || plan.gaining.is_empty();
            let edit = Edit::Update(plan.patches.clone());
            // Before the version is restored, so that a crash cannot leave a credential that is gone but not known to
            // have ended.
            let ended = if is_permitted {
                self.editor.note_ended(&plan.changes)
            } else {
                Vec::new()
            };
            *planned.borrow_mut() = (plan, ended);
            is_permitted.then_some(edit).ok_or(StoreError::Changed)
        };
        let made = self.credentials.restore(number, &adapt);
        let (plan, ended) = planned.into_inner();
        if !is_confirmed && !plan.gaining.is_empty() {
            return Err(UserError::GivesPermissions(plan.names_gaining()));
        }
        let made = made.inspect_err(|_| {
            let forgotten = self.ended.forget(&ended);
            forgotten.or_log("forget that credentials were to end");
        })?;
        self.open_sessions.follow(&*self.credentials);
        self.editor.note_revisions(&made.from, &made.to);
        self.record(number, &plan);
        Ok(Restored {
            keeps_credentials: plan.has_present,
            with_permissions: plan.names_gaining(),
            without_password: plan.returned,
        })
    }

    fn record(&self, number: u64, plan: &Plan) {
        let detail = AuditDetail::Restored(number);
        self.audit
            .record(AuditKind::File, Party::NONE, true, detail);
        for user in &plan.gaining {
            let roles = user.roles.iter().map(|role| role.as_str().to_owned());
            let detail = AuditDetail::Roles(roles.collect());
            let users = (Party::NONE, user.into());
            self.audit
                .record_about(AuditKind::Users, users, true, detail);
        }
    }

    /// Hashes passwords in plain text in the current version, so that they are kept like all others. Those of a version
    /// that has errors are lost with it.
    fn hash_plain_passwords(&self) -> Result<(), StoreError> {
        let Ok(present) = self.credentials.read() else {
            return Ok(());
        };
        match self.upkeep.run(present) {
            (_, None | Some(StoreError::Unusable(_) | StoreError::Absent)) => Ok(()),
            (_, Some(error)) => Err(error),
        }
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

impl Unknown {
    /// Returns the patch with which a restored user has a password that is good now; `None` if there is none. `is_plain`
    /// says that the password of the user is in plain text.
    fn patch(
        &self,
        (user, is_plain): (&User, bool),
        now: Option<&User>,
        has_present: bool,
        has_ended: &dyn Fn(&User) -> bool,
    ) -> Option<UserPatch> {
        let now = now.filter(|now| now.hash.is_some());
        if let Some(now) = now.filter(|now| !has_ended(now)) {
            return Some(with_credentials(user, now));
        }
        let is_known = now.is_some() || !has_present;
        let stays = match user.hash {
            Some(_) => is_known && !has_ended(user),
            None => !is_plain,
        };
        stays.then(|| UserPatch {
            session_epoch: Some(self.epoch),
            ..UserPatch::default()
        })
    }

    /// Returns the patch after which a user has no password that anyone knows, and no sessions.
    fn credentials(&self) -> UserPatch {
        UserPatch {
            hash: Some(self.hash.clone()),
            key_vault: Some(KeyVault::default()),
            session_epoch: Some(self.epoch),
            ..UserPatch::default()
        }
    }
}

/// What is changed in the version that is restored.
#[derive(Default)]
struct Plan {
    patches: Vec<(Username, UserPatch)>,
    /// The usernames of those who come back without a password.
    returned: Vec<String>,
    /// The users who get permissions that they do not have now.
    gaining: Vec<User>,
    /// What happens to the current users.
    changes: Vec<Change>,
    /// Whether the current version can be read.
    has_present: bool,
}

impl Plan {
    /// Plans with the users of the current version, unless it cannot be read. No user gets a password that has ended.
    fn new(
        present: Option<&Snapshot>,
        wanted: &Snapshot,
        unknown: &Unknown,
        has_ended: &dyn Fn(&User) -> bool,
    ) -> Self {
        let mut plan = Self {
            has_present: present.is_some(),
            ..Self::default()
        };
        let users = present.iter().flat_map(|present| present.users.iter());
        let mut changes: HashMap<AccountId, Change> =
            users.map(|user| (user.id, (user.clone(), None))).collect();
        let plain: HashSet<_> = wanted
            .plain_passwords
            .iter()
            .map(|(name, _)| name)
            .collect();
        let wanted_ids: HashSet<_> = wanted.users.iter().map(|user| user.id).collect();
        let kept = changes
            .values()
            .filter(|(now, _)| wanted_ids.contains(&now.id));
        let emails: HashSet<String> = kept
            .filter_map(|(now, _)| Some(now.email.as_ref()?.key().to_owned()))
            .collect();
        for user in wanted.users.iter() {
            let account = changes.get(&user.id).map(|(now, _)| now.clone());
            let account = account.or_else(|| closed_now(present, user));
            // What an entry with a mistake says of the password is not certain.
            let now = account.as_ref().filter(|now| now.mistake.is_none());
            let is_plain = plain.contains(&user.username);
            let patch = unknown.patch((user, is_plain), now, present.is_some(), has_ended);
            let mut patch = patch.unwrap_or_else(|| {
                plan.returned.push(user.username.as_str().to_owned());
                unknown.credentials()
            });
            match &account {
                Some(now) => keep_account(&mut patch, user, now),
                // Another user has the address now.
                None if user
                    .email
                    .as_ref()
                    .is_some_and(|e| emails.contains(e.key())) =>
                {
                    patch.email = Some(None);
                }
                None => {}
            }
            if let Some(present) = present {
                let before = now.map_or(Permissions::default(), |now| {
                    present.settings.permissions(now)
                });
                if !before.includes(wanted.settings.permissions(user)) {
                    plan.gaining.push(user.clone());
                }
            }
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

    fn names_gaining(&self) -> Vec<String> {
        let names = self.gaining.iter().map(|user| user.username.as_str());
        names.map(str::to_owned).collect()
    }
}

/// Returns the patch with which a restored user has the credentials of the current one, and no sessions.
fn with_credentials(user: &User, now: &User) -> UserPatch {
    let must_change = now.must_change_password;
    UserPatch {
        hash: now.hash.clone().filter(|_| now.hash != user.hash),
        key_vault: (now.key_vault != user.key_vault).then(|| now.key_vault.clone()),
        must_change_password: (must_change != user.must_change_password).then_some(must_change),
        session_epoch: Some((now.session_epoch.max(user.session_epoch) + 1) % EPOCH_MAX),
        ..UserPatch::default()
    }
}

/// Returns the current entry with this username if it cannot be read, so that its id may not be known.
fn closed_now(present: Option<&Snapshot>, user: &User) -> Option<User> {
    let now = present?.users.get(&user.username)?;
    (now.mistake == Some(Mistake::Entry)).then(|| now.clone())
}

/// Keeps the current e-mail address, to which codes are sent, and the days and hours of the account. A user who is disabled or waits for approval now continues
/// to, and one whose current entry cannot be read is disabled, because it may say so. An administrator is not: there may be
/// no other.
fn keep_account(patch: &mut UserPatch, user: &User, now: &User) {
    let is_uncertain = now.mistake == Some(Mistake::Entry) && !user.is_active_admin();
    let text = |user: &User| user.email.as_ref().map(|email| email.as_str().to_owned());
    patch.email = (text(now) != text(user)).then(|| now.email.clone());
    patch.disabled = ((now.disabled || is_uncertain) && !user.disabled).then_some(true);
    let is_read = now.mistake != Some(Mistake::Entry);
    patch.times = (is_read && now.times != user.times).then(|| now.times.clone());
    patch.is_pending = (now.is_pending && !user.is_pending).then_some(true);
}
