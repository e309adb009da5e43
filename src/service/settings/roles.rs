//! Checks of changes of roles: no user gives or takes a permission that they do not have, no role that is named
//! disappears, and no two roles become one.

use crate::domain::role::{Permissions, Role, RoleChange, permissions};
use crate::domain::setting::Setting;
use crate::domain::settings::{RoleList, Settings};

use crate::service::caller::AuthorizedCaller;
use crate::service::ports::Snapshot;
use crate::service::ports::user_directory::set;
use crate::service::users::error::{RoleUse, UserError};

/// Checks what changes of settings do to roles (R32).
///
/// # Errors
/// - [`UserError::NotAllowed`] if a role has or would get a permission that the caller lacks, if two-step sign-in would no
///   longer be required for one, or if the built-in role would be renamed.
/// - [`UserError::RoleInUse`] if a role would be removed that is still named.
/// - [`UserError::RoleTaken`] if a role would get the name of another one.
/// - [`UserError::PermissionForNewUsers`] if users who register would get a permission.
pub(crate) fn check_roles(
    caller: &AuthorizedCaller,
    snapshot: &Snapshot,
    changes: &[Setting],
) -> Result<(), UserError> {
    let before = &snapshot.settings;
    let mut after = Settings::clone(before);
    for change in changes {
        set(&mut after, change);
    }
    for change in changes {
        let Setting::Role(role, change) = change else {
            continue;
        };
        let now = permissions(&before.roles, std::slice::from_ref(role));
        let new = match change {
            RoleChange::Set { permissions, .. } => Permissions::of(permissions),
            RoleChange::Rename(_) | RoleChange::Remove => Permissions::default(),
        };
        if !caller.has_all(now.and(new)) {
            return Err(UserError::NotAllowed);
        }
        match change {
            RoleChange::Set { .. } => {}
            RoleChange::Rename(to) => {
                let is_built_in = [role, to].contains(&&Role::admin());
                if is_built_in {
                    return Err(UserError::NotAllowed);
                }
                let mut named = snapshot.named_roles.iter().map(|named| &named.role);
                let mut rules = before.roles.iter().map(|rule| &rule.role);
                if named.any(|role| role == to) || rules.any(|role| role == to) {
                    return Err(UserError::RoleTaken(to.clone()));
                }
            }
            RoleChange::Remove => {
                let found = role_use(role, snapshot, &after);
                if found.users + found.pages + found.settings > 0 {
                    return Err(UserError::RoleInUse(found));
                }
            }
        }
    }
    for (old, new) in lists(before).into_iter().zip(lists(&after)) {
        let freed = old
            .roles
            .iter()
            .filter(|role| !new.includes(std::slice::from_ref(*role)));
        let freed: Vec<_> = freed.cloned().collect();
        let mut permissions = permissions(&before.roles, &freed);
        if old.all_users && !new.all_users {
            permissions = Permissions::ADMIN;
        }
        if !caller.has_all(permissions) {
            return Err(UserError::NotAllowed);
        }
    }
    let for_new = |settings: &Settings| permissions(&settings.roles, &settings.registration.roles);
    if for_new(&after).is_any() && !for_new(before).is_any() {
        return Err(UserError::PermissionForNewUsers);
    }
    Ok(())
}

/// Returns for whom two-step sign-in is required, and who enters a code with every password.
fn lists(settings: &Settings) -> [&RoleList; 2] {
    let two_step = &settings.two_step;
    [&two_step.required_for, &two_step.reauthenticate_for]
}

/// Returns where a role is named, with these settings.
fn role_use(role: &Role, snapshot: &Snapshot, settings: &Settings) -> RoleUse {
    let users = snapshot.users.iter();
    let pages = settings.views.iter();
    let [required, reauthenticate] = lists(settings);
    let lists = [
        &settings.registration.roles,
        &required.roles,
        &reauthenticate.roles,
    ];
    RoleUse {
        role: role.clone(),
        users: users.filter(|user| user.roles.contains(role)).count(),
        pages: pages
            .filter(|page| page.access.roles.contains(role))
            .count(),
        settings: lists.iter().filter(|list| list.contains(role)).count(),
    }
}
