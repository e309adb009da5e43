//! Restoring in the window: by an administrator, after a preview.

use std::sync::Arc;

use crate::domain::approval::ActionSummary;
use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::audit_event::AuditEvent;
use crate::domain::role::{Permission, Permissions};
use crate::domain::settings_change::{SettingChange, changes_between};
use crate::domain::timestamp::Timestamp;

use crate::service::approvals::summaries::{Gain, delete_users, give_permissions, restore};
use crate::service::backups::plan::Plan;
use crate::service::backups::preview::{BackupEntry, BackupList, RestorePreview};
use crate::service::backups::{Backups, Restored};
use crate::service::caller::{AuthorizedCaller, Caller};
use crate::service::or_log::OrLog as _;
use crate::service::ports::{AuditFilter, Backup, Snapshot, StoreError};
use crate::service::session::Session;
use crate::service::users::error::UserError;

/// The seconds after a version was kept in which the change that it was kept for is recorded.
const RECORDED_WITHIN: i64 = 5;

impl Backups {
    /// Returns the versions that can be restored, with what an administrator decides by. Reads all of them.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn usable(service: &Service, session: &Session) -> Result<usize, UserError> {
    ///     let backups = service.backups().overview(session)?;
    ///     Ok(backups.entries.iter().filter(|entry| entry.users.is_some()).count())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the session is not that of an administrator.
    /// - [`UserError::Ended`] if it has ended.
    /// - [`UserError::Store`] if the current version cannot be read.
    pub fn overview(&self, session: &Session) -> Result<BackupList, UserError> {
        let snapshot = self.credentials.read()?;
        self.administrator(&snapshot, session)?;
        let backups = self.credentials.backups();
        let events = self.changes_since(backups.iter().map(|backup| backup.kept_at).min());
        let entry = |backup: Backup| {
            let read = |number| self.credentials.backup(number).or_log("read a backup");
            let snapshot = Some(backup.number)
                .filter(|_| backup.is_good)
                .and_then(read);
            let is_closed = |snapshot: &Arc<Snapshot>| !snapshot.closing().is_empty();
            let usable = snapshot.filter(|snapshot| !is_closed(snapshot));
            let end = backup.kept_at + RECORDED_WITHIN;
            let is_after = |event: &&AuditEvent| event.at >= backup.kept_at && event.at <= end;
            BackupEntry {
                users: usable.map(|snapshot| snapshot.users.len()),
                change: events.iter().find(is_after).cloned(),
                backup,
            }
        };
        Ok(BackupList {
            location: self.credentials.location(),
            entries: backups.into_iter().rev().map(entry).collect(),
            now: self.clock.now(),
            zone: self.clock.time_zone(),
        })
    }

    /// Returns the changes of the store that were recorded since this time, earliest first.
    fn changes_since(&self, since: Option<Timestamp>) -> Vec<AuditEvent> {
        if since.is_none() {
            return Vec::new();
        }
        let filter = AuditFilter {
            since,
            user: None,
            kind: None,
            limit: u32::MAX,
        };
        let records = self
            .audit_log
            .activity(&filter)
            .or_log("read the audit log");
        let events = records.into_iter().flatten().map(|record| record.event);
        let changes = events.filter(|event| {
            let is_change = matches!(
                event.kind,
                AuditKind::File
                    | AuditKind::Users
                    | AuditKind::Account
                    | AuditKind::Register
                    | AuditKind::Recovery
                    | AuditKind::SetUp
            );
            // A request for a code changes nothing in the store.
            let is_request = event.detail == AuditWord::EmailCodeRequested.into();
            is_change && event.is_done && !is_request
        });
        let mut changes: Vec<_> = changes.collect();
        changes.reverse();
        changes
    }

    /// Returns what restoring the version with this number would change.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn undo(service: &Service, session: &Session, number: u64) -> Result<(), UserError> {
    ///     let preview = service.backups().preview(session, number)?;
    ///     if preview.with_permissions.is_empty() {
    ///         service.backups().restore_previewed(session, &preview)?;
    ///     }
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::NotAllowed`] if the session is not that of an administrator.
    /// - [`UserError::Ended`] if it has ended.
    /// - [`UserError::OwnerSettings`] if a setting would change that only the owner of the file may change.
    /// - [`UserError::NoAdministratorLeft`] if no administrator could sign in afterwards.
    /// - [`UserError::Hasher`] if the system gives no random bytes.
    /// - [`UserError::Store`] if the version cannot be restored; [`StoreError::Absent`] if there is none with this number.
    pub fn preview(
        &self,
        session: &Session,
        number: u64,
    ) -> Result<Arc<RestorePreview>, UserError> {
        let present = self.credentials.read()?;
        self.administrator(&present, session)?;
        let wanted = self.credentials.backup(number)?;
        let plan = self.plan(Some(&present), &wanted, &self.unknown()?)?;
        check_reach([&present, &wanted], &plan)?;
        Ok(Arc::new(RestorePreview::new(
            number,
            [&present, &wanted],
            &plan,
        )))
    }

    /// Restores the version of a preview. The preview has named those who get permissions, so that this needs no further
    /// confirmation. All sessions end, also the caller's. Otherwise as [`Self::restore`].
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::service::backups::RestorePreview;
    /// use egui_authenticator::use_cases::UserError;
    ///
    /// fn restore(service: &Service, session: &Session, preview: &RestorePreview) -> Result<(), UserError> {
    ///     service.backups().restore_previewed(session, preview)?;
    ///     assert!(session.has_ended());
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`UserError::ReauthenticationRequired`] if the password was entered too long ago.
    /// - [`UserError::ApprovalRequired`] if the file requires that a second person approves it, or what it does to users.
    /// - [`UserError::Store`] with [`StoreError::Changed`] if the current version or the earlier one is not that of the
    ///   preview any more.
    /// - Otherwise as for [`Self::preview`].
    pub fn restore_previewed(
        &self,
        session: &Session,
        preview: &RestorePreview,
    ) -> Result<Restored, UserError> {
        let caller = Caller::Session(session);
        let may_change = Permission::EditSettings;
        let snapshot = self.credentials.read()?;
        self.administrator(&snapshot, session)?;
        self.authorizer
            .authorize_change(&snapshot, caller, may_change)?;
        let kept = self.kept_on(preview.number);
        self.restore_if(preview.number, caller.party(), &|present, wanted, plan| {
            // A session comes from a version that could be read.
            let present = present.ok_or(UserError::Ended)?;
            self.administrator(present, session)?;
            self.authorizer
                .authorize_change(present, caller, may_change)?;
            if preview.revisions != [present.revision, wanted.revision] {
                return Err(UserError::Store(StoreError::Changed));
            }
            check_reach([present, wanted], plan)?;
            let actions = approvals((preview, &kept), [present, wanted], plan);
            let taken = &mut Vec::new();
            caller.need_approval(present, taken, actions)
        })
    }

    /// Returns the local day on which a version was kept, for the approver.
    fn kept_on(&self, number: u64) -> String {
        let backups = self.credentials.backups();
        let backup = backups.iter().find(|backup| backup.number == number);
        let zone = self.clock.time_zone();
        backup.map_or_else(String::new, |of| zone.day(of.kept_at).to_string())
    }

    /// Authorizes an administrator, and records a refusal: restoring changes every user, role and setting at once.
    fn administrator(
        &self,
        snapshot: &Snapshot,
        session: &Session,
    ) -> Result<AuthorizedCaller, UserError> {
        let caller = Caller::Session(session);
        let may_change = Permission::EditSettings;
        let authorized = self.authorizer.authorize(snapshot, caller, may_change)?;
        if authorized.has_all(Permissions::ADMIN) {
            return Ok(authorized);
        }
        let (party, denied) = (authorized.party(), AuditWord::NotAllowed);
        self.audit.record(AuditKind::File, party, false, denied);
        Err(UserError::NotAllowed)
    }
}

/// Returns what a second person may have to approve: the restoration itself, and what it does to users.
fn approvals(
    (preview, kept): (&RestorePreview, &str),
    [present, wanted]: [&Snapshot; 2],
    plan: &Plan,
) -> impl Iterator<Item = ActionSummary> {
    let revisions = [present, wanted].map(|of| of.revision.0);
    let details = [
        (" number", preview.number.to_string()),
        (" kept", kept.to_owned()),
        (" removed", preview.removed.join(", ")),
        (" permissions", preview.with_permissions.join(", ")),
    ];
    let details = details.map(|(name, value)| (name.to_owned(), value));
    let details = details.into_iter().filter(|(_, value)| !value.is_empty());
    let details: Vec<_> = details.collect();
    let removed = plan.changes.iter().filter(|(_, after)| after.is_none());
    let gains = wanted.users.iter().filter_map(|user| {
        let now = present.users.with_id(user.id);
        // What an entry with a mistake says of the roles is not certain.
        let now = now.filter(|now| now.mistake.is_none());
        let roles = now.map_or(&[] as &[_], |now| &now.roles);
        Gain::of_user(
            user,
            (&present.settings, roles),
            (&wanted.settings, &user.roles),
        )
    });
    let restores = restore(preview.number, &details, &revisions);
    let gives = give_permissions(gains);
    let deletes = delete_users(removed.map(|(user, _)| user), false);
    [Some(restores), gives, deletes].into_iter().flatten()
}

/// Checks that a session restores nothing that only the owner of the file may change, and locks no administrator out.
fn check_reach([present, wanted]: [&Snapshot; 2], plan: &Plan) -> Result<(), UserError> {
    let changes = changes_between(&present.settings, &wanted.settings).into_iter();
    let of_owner = changes.filter(SettingChange::is_of_owner);
    let of_owner: Vec<_> = of_owner.map(|change| change.setting).collect();
    if !of_owner.is_empty() {
        return Err(UserError::OwnerSettings(of_owner));
    }
    if !plan.has_administrator {
        return Err(UserError::NoAdministratorLeft);
    }
    Ok(())
}
