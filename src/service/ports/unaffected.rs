//! Decides whether a change can be made on a newer state than it was decided on (R60).

use crate::domain::email::Email;
use crate::domain::problem::Position;
use crate::domain::role::{Permission, Permissions, Role};
use crate::domain::setting::Setting;
use crate::domain::settings::Settings;
use crate::domain::user::{NewUser, User, UserPatch};
use crate::domain::username::Username;

use crate::service::ports::edit::Edit;
use crate::service::ports::snapshot::Snapshot;

/// Returns what roles grant.
fn rules(state: &Snapshot) -> impl Iterator<Item = (&Role, &[Permission])> {
    let rules = state.settings.roles.iter();
    rules.map(|rule| (&rule.role, rule.permissions.as_slice()))
}

/// Returns `true` if everything that `change` was decided on is the same in both states.
pub(crate) fn is_unaffected(change: &Edit, before: &Snapshot, now: &Snapshot) -> bool {
    // Whether the caller may make the change depends on them.
    let approvals = |state: &Snapshot| state.settings.approvals.clone();
    if !permitted(before).eq(permitted(now))
        || !rules(before).eq(rules(now))
        || approvals(before) != approvals(now)
    {
        return false;
    }
    let same_user = |name: &Username| match (before.users.get(name), now.users.get(name)) {
        (Some(a), Some(b)) => is_same(a, b),
        (a, b) => a.is_none() && b.is_none(),
    };
    let same_settings = || {
        without_positions(Settings::clone(&before.settings))
            == without_positions(Settings::clone(&now.settings))
    };
    let same_listing =
        |email: &Email| before.allowed_emails.contains(email) == now.allowed_emails.contains(email);
    let is_free = |user: &NewUser| {
        let is_free = |email: &Email| {
            same_listing(email) && now.users.find_look_alike(email.as_str()).is_none()
        };
        now.users.find_look_alike(user.username.as_str()).is_none()
            && user.email.as_ref().is_none_or(is_free)
    };
    // Whether the last administrator would be removed depends on all of them (R51).
    let same_administrators = || administrators(before).eq(administrators(now));
    let same_users = |patches: &[(Username, UserPatch)]| {
        let decides = |patch: &UserPatch| {
            patch.roles.is_some()
                || patch.disabled.is_some()
                || patch.is_pending.is_some()
                || patch.times.is_some()
        };
        let emails = patches
            .iter()
            .flat_map(|(_, patch)| patch.email.iter().flatten());
        let same_email = |email: &Email| {
            same_listing(email)
                && match (
                    before.users.find_look_alike(email.as_str()),
                    now.users.find_look_alike(email.as_str()),
                ) {
                    (Some(a), Some(b)) => a.username == b.username,
                    (a, b) => a.is_none() && b.is_none(),
                }
        };
        patches.iter().all(|(name, _)| same_user(name))
            && emails.into_iter().all(same_email)
            && (same_administrators() || !patches.iter().any(|(_, patch)| decides(patch)))
    };
    match change {
        Edit::Add { user, .. } => {
            is_free(user) && before.settings.registration == now.settings.registration
        }
        Edit::Update(patches) => same_users(patches),
        Edit::Import { add, update } => {
            add.iter().all(|(user, _)| is_free(user)) && same_users(update)
        }
        Edit::Rename { from, to } => {
            same_user(from) && now.users.find_look_alike(to.as_str()).is_none()
        }
        Edit::Remove(name) => same_user(name) && same_administrators(),
        Edit::Invite(_) | Edit::Uninvite(_) => before.allowed_emails == now.allowed_emails,
        Edit::Set(changes) => same_settings() && has_same_roles(changes, before, now),
    }
}

/// Returns `true` if users have the same roles in both states, or no role is changed: whether one can be removed or renamed
/// depends on who has it.
fn has_same_roles(changes: &[Setting], before: &Snapshot, now: &Snapshot) -> bool {
    let is_role = |change: &Setting| matches!(change, Setting::Role(..));
    let roles = |state: &Snapshot| -> Vec<_> {
        let users = state.users.iter();
        users.map(|user| user.roles.clone()).collect()
    };
    !changes.iter().any(is_role) || roles(before) == roles(now)
}

/// Returns the users with permissions in the program itself, with these.
fn permitted(state: &Snapshot) -> impl Iterator<Item = (&User, Permissions)> {
    let users = state.users.iter();
    users
        .map(|user| (user, state.settings.permissions(user)))
        .filter(|(_, permissions)| permissions.is_any())
}

fn administrators(state: &Snapshot) -> impl Iterator<Item = &Username> {
    let active = state.users.iter().filter(|user| user.is_active_admin());
    active.map(|user| &user.username)
}

/// Compares users to the letter; for [`User`]'s own comparison `JSmith` equals `jsmith`.
pub(crate) fn is_same(a: &User, b: &User) -> bool {
    a == b
        && a.username.as_str() == b.username.as_str()
        && a.email.as_ref().map(Email::as_str) == b.email.as_ref().map(Email::as_str)
}

/// Returns settings without the positions of pages, which move, and without the limit that follows from the entries
/// of users.
pub(crate) fn without_positions(mut settings: Settings) -> Settings {
    settings.password.max_bytes = None;
    for view in &mut settings.views {
        view.position = Position::START;
    }
    settings
}
