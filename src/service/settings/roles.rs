//! Checks of changes of roles: no user gives or takes a permission that they do not have, no role that is named
//! disappears, and no two roles become one.

use crate::domain::role::{Permissions, Role, RoleChange, permissions};
use crate::domain::setting::Setting;
use crate::domain::settings::Settings;

use crate::service::caller::AuthorizedCaller;
use crate::service::ports::Snapshot;
use crate::service::ports::user_directory::set;
use crate::service::users::error::{RoleUse, UserError};

/// Checks what changes of settings do to roles (R32).
///
/// # Errors
/// - [`UserError::NotAllowed`] if a role has or would get a permission that the caller lacks, or if the built-in role would
///   be renamed.
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
    let for_new = |settings: &Settings| permissions(&settings.roles, &settings.registration.roles);
    if for_new(&after).is_any() && !for_new(before).is_any() {
        return Err(UserError::PermissionForNewUsers);
    }
    Ok(())
}

/// Returns where a role is named, with these settings.
fn role_use(role: &Role, snapshot: &Snapshot, settings: &Settings) -> RoleUse {
    let users = snapshot.users.iter();
    let pages = settings.views.iter();
    let lists = [
        &settings.registration.roles,
        &settings.two_step.required_for.roles,
        &settings.two_step.reauthenticate_for.roles,
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
