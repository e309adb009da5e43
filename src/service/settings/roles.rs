//! Checks of changes of roles: no user gives or takes a permission that they do not have, no role that is named
//! disappears, and no two roles become one.

use crate::domain::role::{Permission, Permissions, Role, RoleChange};
use crate::domain::setting::{Setting, SettingInfo};
use crate::domain::settings::{ALL_USERS, RoleList, Settings};

use crate::service::caller::AuthorizedCaller;
use crate::service::ports::Snapshot;
use crate::service::ports::user_directory::set;
use crate::service::users::error::{RoleUse, UserError};

/// Checks what changes of settings do to roles (R32).
///
/// # Errors
/// - [`UserError::NotAllowed`] if a role or new users would get a permission that the caller lacks, if another user would
///   get a role although the caller may not manage users, if two-step sign-in would no longer be required for a user or
///   role with a permission that the caller lacks, if the built-in role would be renamed, if a name stands for all
///   users, or if anyone but an administrator changes the mail server or a setting of administrators.
/// - [`UserError::RoleInUse`] if a role would be removed that is still named, or renamed that the app names in code.
/// - [`UserError::RoleTaken`] if a role would get the name of another one.
/// - [`UserError::PermissionForNewUsers`] if users who register would get another permission.
pub(crate) fn check_roles(
    caller: &AuthorizedCaller,
    snapshot: &Snapshot,
    changes: &[Setting],
) -> Result<(), UserError> {
    let mut after = Settings::clone(&snapshot.settings);
    for change in changes {
        set(&mut after, change);
    }
    for change in changes {
        if let Setting::Role(role, change) = change {
            check_role(caller, (snapshot, &after), changes, (role, change))?;
        }
    }
    let is_of_administrators = |change: &Setting| match change {
        // The server gets the codes with which administrators set their passwords.
        Setting::Mail(_) => true,
        change => change.info().is_some_and(SettingInfo::is_of_administrators),
    };
    if changes.iter().any(is_of_administrators) && !caller.has_all(Permissions::ADMIN) {
        return Err(UserError::NotAllowed);
    }
    check_two_step(caller, snapshot, &after, changes)?;
    check_new_users(caller, &snapshot.settings, &after, changes)
}

fn check_role(
    caller: &AuthorizedCaller,
    (snapshot, after): (&Snapshot, &Settings),
    changes: &[Setting],
    (role, change): (&Role, &RoleChange),
) -> Result<(), UserError> {
    let before = &snapshot.settings;
    let now = before.permissions_of(std::slice::from_ref(role));
    let new = match change {
        RoleChange::Set { permissions, .. } => Permissions::of(permissions),
        RoleChange::Rename(_) | RoleChange::Remove => Permissions::default(),
    };
    let stands_for_all = |role: &Role| role.as_str() == ALL_USERS;
    if !caller.has_all(now.and(new)) || stands_for_all(role) {
        return Err(UserError::NotAllowed);
    }
    match change {
        RoleChange::Set { .. } => Ok(()),
        RoleChange::Rename(to) => {
            let is_built_in = [role, to].contains(&&Role::admin());
            // Users lose one role and get another.
            if is_built_in || stands_for_all(to) || !caller.can_change_holders(role) {
                return Err(UserError::NotAllowed);
            }
            let mut named = snapshot.named_roles.iter().map(|named| &named.role);
            let mut rules = before.roles.iter().map(|rule| &rule.role);
            let same = renames(changes).filter(|(_, new)| *new == to).count() > 1;
            // The app names this role in its code, where the window cannot change it.
            if before.app_names(role.as_str()) {
                return Err(UserError::RoleInUse(role_use(role, snapshot, before, &[])));
            }
            if same || named.any(|role| role == to) || rules.any(|role| role == to) {
                return Err(UserError::RoleTaken(to.clone()));
            }
            Ok(())
        }
        RoleChange::Remove => {
            let found = role_use(role, snapshot, after, changes);
            if found.users + found.pages + found.settings > 0 {
                return Err(UserError::RoleInUse(found));
            }
            Ok(())
        }
    }
}

/// Checks that two-step sign-in stays required for users and roles with a permission that the caller lacks (R78).
fn check_two_step(
    caller: &AuthorizedCaller,
    snapshot: &Snapshot,
    after: &Settings,
    changes: &[Setting],
) -> Result<(), UserError> {
    let before = &snapshot.settings;
    for (old, new) in lists(before).into_iter().zip(lists(after)) {
        if old == new {
            continue;
        }
        let is_freed =
            |roles: &[Role]| old.includes(roles) && !new.includes(&renamed(roles, changes));
        // Also roles that no user has yet.
        let roles = old.roles.iter().map(std::slice::from_ref);
        let roles = roles.filter(|role| is_freed(role));
        let of_roles = roles.map(|role| before.permissions_of(role));
        let users = snapshot.users.iter().filter(|user| is_freed(&user.roles));
        let of_users = users.map(|user| before.permissions(user));
        let everyone = (old.all_users && !new.all_users).then_some(Permissions::ADMIN);
        let mut freed = of_roles.chain(of_users).chain(everyone);
        if freed.any(|permissions| !caller.has_all(permissions)) {
            return Err(UserError::NotAllowed);
        }
    }
    Ok(())
}

/// Checks what users who register would get.
fn check_new_users(
    caller: &AuthorizedCaller,
    before: &Settings,
    after: &Settings,
    changes: &[Setting],
) -> Result<(), UserError> {
    let of = |settings: &Settings| settings.permissions_of(&settings.registration.roles);
    let (old, new) = (of(before), of(after));
    if !old.includes(new) {
        return Err(UserError::PermissionForNewUsers);
    }
    let kept = renamed(&before.registration.roles, changes);
    let mut roles = after.registration.roles.iter();
    let gives = roles.any(|role| !kept.contains(role));
    if gives && !caller.may(Permission::ManageUsers) {
        return Err(UserError::NotAllowed);
    }
    Ok(())
}

/// Returns the old and the new names of roles that are renamed.
fn renames(changes: &[Setting]) -> impl Iterator<Item = (&Role, &Role)> {
    changes.iter().filter_map(|change| match change {
        Setting::Role(from, RoleChange::Rename(to)) => Some((from, to)),
        _ => None,
    })
}

/// Returns roles under their new names.
fn renamed(roles: &[Role], changes: &[Setting]) -> Vec<Role> {
    let name = |role: &Role| {
        let found = renames(changes).find(|(from, _)| *from == role);
        found.map_or(role, |(_, to)| to).clone()
    };
    roles.iter().map(name).collect()
}

/// Returns for whom two-step sign-in is required, and who enters a code with every password.
fn lists(settings: &Settings) -> [&RoleList; 2] {
    let two_step = &settings.two_step;
    [&two_step.required_for, &two_step.reauthenticate_for]
}

/// Returns where a role is named after these changes, with the settings that result from them.
fn role_use(role: &Role, snapshot: &Snapshot, settings: &Settings, changes: &[Setting]) -> RoleUse {
    let users = snapshot.users.iter();
    let pages = settings.views.iter();
    let [required, reauthenticate] = lists(settings);
    let lists = [
        &settings.registration.roles,
        &required.roles,
        &reauthenticate.roles,
        &settings.signatures.roles,
    ];
    let approvals = settings.approvals.iter().map(|rule| &rule.roles);
    let lists = lists.into_iter().chain(approvals);
    RoleUse {
        role: role.clone(),
        users: users
            .filter(|user| renamed(&user.roles, changes).contains(role))
            .count(),
        pages: pages
            .filter(|page| page.access.roles.contains(role))
            .count(),
        settings: lists.filter(|list| list.contains(role)).count(),
    }
}
