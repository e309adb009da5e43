//! What a restoration changes in the version that is restored.

use std::collections::{HashMap, HashSet};

use crate::domain::account_id::AccountId;
use crate::domain::credential::StoredHash;
use crate::domain::key_vault::KeyVault;
use crate::domain::user::{EPOCH_MAX, Mistake, User, UserPatch};
use crate::domain::username::Username;

use crate::service::ended::Change;
use crate::service::ports::Snapshot;

/// What no user has had.
pub(super) struct Unknown {
    /// The hash of a password that is not kept.
    pub(super) hash: StoredHash,
    /// A number of sessions.
    pub(super) epoch: u32,
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
pub(super) struct Plan {
    /// The changes of the users of the version.
    pub(super) patches: Vec<(Username, UserPatch)>,
    /// The usernames of those who come back without a password.
    pub(super) returned: Vec<String>,
    /// The users who get permissions that they do not have now.
    pub(super) gaining: Vec<User>,
    /// What happens to the current users.
    pub(super) changes: Vec<Change>,
    /// Whether the current version can be read.
    pub(super) has_present: bool,
    /// Whether an administrator can sign in afterwards, with a password that they have now.
    pub(super) has_administrator: bool,
}

impl Plan {
    /// Plans with the users of the current version, unless it cannot be read. No user gets a password that has ended.
    pub(super) fn new(
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
        let kept = changes.values().map(|(now, _)| now);
        let kept = kept.filter(|now| wanted_ids.contains(&now.id));
        let emails: HashSet<String> = kept
            .filter_map(|now| Some(now.email.as_ref()?.key().to_owned()))
            .collect();
        let is_admin = admin_test(present);
        for user in wanted.users.iter() {
            let account = changes.get(&user.id).map(|(now, _)| now.clone());
            let account = account.or_else(|| closed_now(present, user));
            // What an entry with a mistake says of the password is not certain.
            let now = account.as_ref().filter(|now| now.mistake.is_none());
            let is_plain = plain.contains(&user.username);
            let patch = unknown.patch((user, is_plain), now, present.is_some(), has_ended);
            let is_known = patch.is_some();
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
                let roles = now.map_or(&[] as &[_], |now| &now.roles);
                let before = (&*present.settings, roles);
                if !wanted.settings.permits_at_most(&user.roles, before) {
                    plan.gaining.push(user.clone());
                }
            }
            let mut changed = user.clone();
            patch.apply_to(&mut changed);
            plan.has_administrator |= is_known && changed.hash.is_some() && is_admin(&changed);
            if let Some((_, after)) = changes.get_mut(&user.id) {
                *after = Some(changed);
            }
            plan.patches.push((user.username.clone(), patch));
        }
        plan.changes = changes.into_values().collect();
        plan
    }

    /// Returns the usernames of those who get permissions.
    pub(super) fn names_gaining(&self) -> Vec<String> {
        let names = self.gaining.iter().map(|user| user.username.as_str());
        names.map(str::to_owned).collect()
    }
}

/// Returns what tells whether a user is an administrator who can sign in. Where all of them are limited to days or hours
/// now, one of them has to remain.
fn admin_test(present: Option<&Snapshot>) -> fn(&User) -> bool {
    if present.is_none_or(|present| present.users.has_active_admin()) {
        User::is_active_admin
    } else {
        User::is_admin_at_times
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
