//! What the audit log says about a restoration.

use std::collections::HashSet;

use crate::domain::account_id::AccountId;
use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::changed_setting::ChangedSetting;
use crate::domain::email::Email;
use crate::domain::settings_change::changes_between;
use crate::domain::user::User;

use crate::service::backups::plan::Plan;
use crate::service::ports::Snapshot;

/// The changes that a restoration makes. Nothing is known of them if the version before cannot be read.
#[derive(Default)]
pub(super) struct Records {
    /// The settings.
    pub(super) settings: Vec<ChangedSetting>,
    /// The e-mail addresses that may register again.
    pub(super) allowed: Vec<Email>,
    /// The e-mail addresses that may not register any more.
    pub(super) not_allowed: Vec<Email>,
    /// The users who are removed, come back, or have other roles.
    pub(super) users: Vec<(User, AuditDetail)>,
}

impl Records {
    pub(super) fn new(present: Option<&Snapshot>, wanted: &Snapshot, plan: &Plan) -> Self {
        let Some(present) = present else {
            return Self::default();
        };
        let settings = changes_between(&present.settings, &wanted.settings);
        let mut users = Vec::new();
        let ids: HashSet<AccountId> = present.users.iter().map(|user| user.id).collect();
        let added = wanted.users.iter().filter(|user| !ids.contains(&user.id));
        users.extend(added.map(|user| (user.clone(), AuditWord::Added.into())));
        let gaining: HashSet<AccountId> = plan.gaining.iter().map(|user| user.id).collect();
        for (now, after) in &plan.changes {
            match after {
                None => users.push((now.clone(), AuditWord::Removed.into())),
                Some(after) if after.roles != now.roles && !gaining.contains(&now.id) => {
                    users.push((after.clone(), roles_of(after)));
                }
                Some(_) => {}
            }
        }
        users.extend(
            plan.gaining
                .iter()
                .map(|user| (user.clone(), roles_of(user))),
        );
        Self {
            settings: settings.into_iter().map(|change| change.setting).collect(),
            allowed: only_in(wanted, present),
            not_allowed: only_in(present, wanted),
            users,
        }
    }
}

fn roles_of(user: &User) -> AuditDetail {
    let roles = user.roles.iter().map(|role| role.as_str().to_owned());
    AuditDetail::Roles(roles.collect())
}

/// Returns the e-mail addresses that may register in one version and not in the other.
pub(super) fn only_in(one: &Snapshot, other: &Snapshot) -> Vec<Email> {
    let emails = one.allowed_emails.iter();
    let only = emails.filter(|email| !other.allowed_emails.contains(email));
    only.cloned().collect()
}
