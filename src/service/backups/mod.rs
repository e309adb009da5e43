//! Restoring an earlier version of the credential store (R91).
//!
//! What has ended since then stays ended: users who still exist keep their current credentials and e-mail address, users
//! who come back have no password and need a reset code, and all sessions end. Permissions that users do not have now
//! are given only if that is confirmed. The audit log records which version was restored, and who got permissions.

pub mod commands;
mod plan;
mod preview;
mod records;
mod window;

use std::cell::RefCell;
use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::ended_credentials::password_of;
use crate::domain::hashing::Hashing;
use crate::domain::user::{EPOCH_MAX, User};

use crate::service::account_records::AccountRecords;
use crate::service::audit::recorder::{AuditRecorder, Party};
use crate::service::backups::plan::{Plan, Unknown};
use crate::service::backups::records::Records;
use crate::service::caller::{Authorizer, Caller};
use crate::service::context::Context;
use crate::service::editor::Editor;
use crate::service::ended::EndedCredentials;
use crate::service::or_log::OrLog as _;
use crate::service::passwords::Passwords;
use crate::service::ports::{
    self, Backup, Clock, CredentialStore, Edit, HasherError, Snapshot, StoreError,
};
use crate::service::session_state::OpenSessions;
use crate::service::set_up::upkeep::Upkeep;
use crate::service::users::error::UserError;

pub use crate::service::backups::preview::{BackupEntry, BackupList, RestorePreview};

/// Judges whether a version may be restored: gets the current version, the earlier one and what changes in it.
type Check<'a> = dyn Fn(Option<&Snapshot>, &Snapshot, &Plan) -> Result<(), UserError> + 'a;

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
    authorizer: Authorizer,
    audit_log: Arc<dyn ports::AuditLog>,
    clock: Arc<dyn Clock>,
    account_records: AccountRecords,
}

opaque_debug!(Backups);

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
            authorizer: from.into(),
            audit_log: Arc::clone(&from.audit_log),
            clock: Arc::clone(&from.clock),
            account_records: from.into(),
        }
    }
}

impl Backups {
    /// Lists the versions that can be restored, oldest first. Only the local owner of the file may.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::use_cases::UserError;
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
    /// in it are hashed first. Only the local owner of the file may; a session restores what it has
    /// [previewed](Self::restore_previewed). `is_confirmed` says that users may get permissions that they do not have now; it
    /// is not needed if the current version cannot be read.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::Operator;
    /// use egui_authenticator::use_cases::UserError;
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
    /// - [`UserError::UsernameTaken`] if another account has signed with a username that would come back.
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
        self.restore_if(number, Party::NONE, &|_, _, plan| {
            if is_confirmed || plan.gaining.is_empty() {
                return Ok(());
            }
            Err(UserError::GivesPermissions(plan.names_gaining()))
        })
    }

    /// Restores a version if it may be, judged while no other program can change the store.
    fn restore_if(
        &self,
        number: u64,
        party: Party<'_>,
        check: &Check<'_>,
    ) -> Result<Restored, UserError> {
        self.hash_plain_passwords()?;
        let unknown = self.unknown()?;
        let planned = RefCell::new(Err(None));
        let adapt = |present: Option<&Snapshot>, wanted: &Snapshot| {
            let plan = self.plan(present, wanted, &unknown)?;
            let names = wanted.users.iter().map(|user| (&user.username, user.id));
            if self.editor.retired.include_any(names) {
                return Err(StoreError::NameRetired);
            }
            if let Err(refusal) = check(present, wanted, &plan) {
                *planned.borrow_mut() = Err(Some(refusal));
                return Err(StoreError::Changed);
            }
            let edit = Edit::Update(plan.patches.clone());
            // Before the version is restored, so that a crash cannot leave a credential that is gone but not known to
            // have ended.
            let ended = self.editor.note_ended(&plan.changes);
            let records = Records::new(present, wanted, &plan);
            *planned.borrow_mut() = Ok((plan, ended, records));
            Ok(edit)
        };
        let made = self.credentials.restore(number, &adapt);
        let (plan, ended, records) = match planned.into_inner() {
            Ok(planned) => planned,
            Err(Some(refusal)) => return Err(refusal),
            Err(None) => Default::default(),
        };
        let made = made.inspect_err(|_| {
            let forgotten = self.ended.forget(&ended);
            forgotten.or_log("forget that credentials were to end");
        })?;
        self.open_sessions.follow(&*self.credentials);
        self.editor.note_revisions(&made.from, &made.to);
        self.editor.forget_signing_keys(&plan.changes);
        let removed = plan.changes.iter().filter(|(_, after)| after.is_none());
        removed.for_each(|(user, _)| self.account_records.forget(user));
        self.record(number, &records, party);
        Ok(Restored {
            keeps_credentials: plan.has_present,
            with_permissions: plan.names_gaining(),
            without_password: plan.returned,
        })
    }

    /// Returns what no user has had.
    fn unknown(&self) -> Result<Unknown, HasherError> {
        let random = self.passwords.keys.bytes::<4>()?;
        Ok(Unknown {
            hash: self.passwords.random_hash(Hashing::default())?,
            epoch: u32::from_be_bytes(*random) % EPOCH_MAX,
        })
    }

    /// Plans what is changed in a version.
    fn plan(
        &self,
        present: Option<&Snapshot>,
        wanted: &Snapshot,
        unknown: &Unknown,
    ) -> Result<Plan, StoreError> {
        let closing = wanted.closing();
        if !closing.is_empty() {
            // What is in force for these users now could not be kept, and correcting the entry would undo it (R91).
            return Err(StoreError::Unusable(closing));
        }
        let has_ended = |user: &User| self.has_ended(user);
        Ok(Plan::new(present, wanted, unknown, &has_ended))
    }

    /// Records a restoration, and each change that it made on its own, so that a long one hides no other.
    fn record(&self, number: u64, records: &Records, party: Party<'_>) {
        let detail = AuditDetail::Restored(number);
        self.audit.record(AuditKind::File, party, true, detail);
        for setting in &records.settings {
            let detail = AuditDetail::Settings(vec![setting.clone()]);
            self.audit.record(AuditKind::File, party, true, detail);
        }
        for (emails, word) in [
            (&records.allowed, AuditWord::Invited),
            (&records.not_allowed, AuditWord::Uninvited),
        ] {
            for email in emails {
                let users = (party, Party::without_account(email));
                self.audit.record_about(AuditKind::Users, users, true, word);
            }
        }
        for (user, detail) in &records.users {
            let users = (party, user.into());
            self.audit
                .record_about(AuditKind::Users, users, true, detail.clone());
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
