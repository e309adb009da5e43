//! What an administrator sees of the earlier versions, and of what restoring one would change.

use std::collections::HashSet;

use crate::domain::account_id::AccountId;
use crate::domain::audit_event::AuditEvent;
use crate::domain::email::Email;
use crate::domain::role::Role;
use crate::domain::settings_change::{SettingChange, changes_between};
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;

use crate::service::backups::plan::Plan;
use crate::service::backups::records::only_in;
use crate::service::ports::{Backup, Revision, Snapshot};
use crate::service::settings::new_launches;

/// The versions that can be restored.
#[derive(Debug)]
#[non_exhaustive]
pub struct BackupList {
    /// Where the current version is, for people to read: the path of the file.
    pub location: String,
    /// The versions, latest first.
    pub entries: Vec<BackupEntry>,
    /// The time now.
    pub now: Timestamp,
    /// The time zone of the computer.
    pub zone: TimeZone,
}

/// A version that was kept.
#[derive(Debug)]
#[non_exhaustive]
pub struct BackupEntry {
    /// The version.
    pub backup: Backup,
    /// The number of users in it; `None` if it cannot be restored.
    pub users: Option<usize>,
    /// The change before which it was kept, if the audit log has it.
    pub change: Option<AuditEvent>,
}

/// What restoring a version would change, without anything secret.
#[derive(Debug)]
#[non_exhaustive]
pub struct RestorePreview {
    /// The number of the version.
    pub number: u64,
    /// The usernames of those who come back.
    pub added: Vec<String>,
    /// The usernames of those who are not in it.
    pub removed: Vec<String>,
    /// The usernames of those who have other details, roles or limits in it.
    pub changed: Vec<String>,
    /// The usernames of those who come back without a password.
    pub without_password: Vec<String>,
    /// The usernames of those who get permissions that they do not have now.
    pub with_permissions: Vec<String>,
    /// The settings that are different.
    pub settings: Vec<SettingChange>,
    /// The usernames of those with other roles, with their roles now and in the version.
    pub roles: Vec<(String, [String; 2])>,
    /// The e-mail addresses that may register again.
    pub allowed_again: Vec<String>,
    /// The e-mail addresses that may not register any more.
    pub no_longer_allowed: Vec<String>,
    /// What items of pages would start or open that no page has now, one line each.
    pub launches: Vec<String>,
    /// The current version, and the one that is restored.
    pub(super) revisions: [Revision; 2],
}

impl RestorePreview {
    /// Compares the current version with the one that would be restored.
    pub(super) fn new(number: u64, [present, wanted]: [&Snapshot; 2], plan: &Plan) -> Self {
        let names = |users: Vec<&User>| -> Vec<String> {
            let names = users.into_iter().map(|user| user.username.as_str());
            names.map(str::to_owned).collect()
        };
        let ids: HashSet<AccountId> = present.users.iter().map(|user| user.id).collect();
        let added = wanted.users.iter().filter(|user| !ids.contains(&user.id));
        let changes = plan.changes.iter();
        let removed = changes.clone().filter(|(_, after)| after.is_none());
        let is_changed = |(now, after): &&(User, Option<User>)| {
            after.as_ref().is_some_and(|after| {
                let mut after = after.clone();
                after.session_epoch = now.session_epoch;
                after != *now
            })
        };
        let changed = changes.filter(is_changed);
        let contents = wanted.settings.views.iter().map(|page| &page.content);
        let mut preview = Self {
            number,
            added: names(added.collect()),
            removed: names(removed.map(|(now, _)| now).collect()),
            changed: names(changed.map(|(now, _)| now).collect()),
            without_password: plan.returned.clone(),
            with_permissions: plan.names_gaining(),
            settings: changes_between(&present.settings, &wanted.settings),
            roles: role_changes(plan),
            allowed_again: texts(&only_in(wanted, present)),
            no_longer_allowed: texts(&only_in(present, wanted)),
            launches: new_launches(&present.settings, contents),
            revisions: [present.revision, wanted.revision],
        };
        // They come out of a map.
        preview.removed.sort_unstable();
        preview.changed.sort_unstable();
        preview.roles.sort_unstable();
        preview
    }

    /// Returns `true` if restoring the version would change nothing but sessions.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let users = [
            &self.added,
            &self.removed,
            &self.changed,
            &self.without_password,
            &self.with_permissions,
            &self.allowed_again,
            &self.no_longer_allowed,
        ];
        let has_users = users.iter().any(|users| !users.is_empty());
        !has_users && self.settings.is_empty()
    }
}

/// Returns who of the current users gets other roles, and which.
fn role_changes(plan: &Plan) -> Vec<(String, [String; 2])> {
    let text = |user: &User| {
        let roles: Vec<_> = user.roles.iter().map(Role::as_str).collect();
        roles.join(", ")
    };
    let changes = plan.changes.iter().filter_map(|(now, after)| {
        let after = after.as_ref().filter(|after| after.roles != now.roles)?;
        Some((after.username.as_str().to_owned(), [text(now), text(after)]))
    });
    changes.collect()
}

fn texts(emails: &[Email]) -> Vec<String> {
    let texts = emails.iter().map(Email::as_str);
    texts.map(str::to_owned).collect()
}
