//! The roles that an administrator chooses from.

use crate::domain::role::{ADMIN, Role};
use crate::domain::settings::Settings;
use crate::domain::user::User;

use crate::service::caller::AuthorizedCaller;

/// Returns every role that users, pages or the list of roles name.
pub(crate) fn known_roles(users: &[User], settings: &Settings) -> Vec<String> {
    let of_users = users.iter().flat_map(|user| &user.roles);
    let of_pages = settings.views.iter().flat_map(|view| &view.access.roles);
    let of_list = settings.roles.iter().map(|rule| &rule.role);
    let of_approvals = settings.approvals.iter().flat_map(|rule| &rule.roles);
    let all = of_users.chain(of_pages).chain(of_list).chain(of_approvals);
    let mut all: Vec<_> = all.map(Role::as_str).chain([ADMIN]).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(ToOwned::to_owned).collect()
}

/// Returns those of the roles that the caller may give to a user who registered: only those without permissions, which a
/// form gives, where more than a click is needed.
pub(crate) fn grantable(
    roles: &[String],
    caller: &AuthorizedCaller,
    settings: &Settings,
) -> Vec<String> {
    let may_grant = |role: &&String| {
        let role = Role::parse(role);
        role.is_some_and(|role| {
            let gives = settings.gives_permissions(&role);
            !gives && caller.can_grant(&[role], settings)
        })
    };
    roles.iter().filter(may_grant).cloned().collect()
}

/// Returns those of the roles that the caller may give to several users at once.
pub(crate) fn givable(
    roles: &[String],
    caller: &AuthorizedCaller,
    settings: &Settings,
) -> Vec<String> {
    let may_give = |role: &&String| {
        let role = Role::parse(role);
        role.is_some_and(|role| caller.can_give_to_many(&role, settings))
    };
    roles.iter().filter(may_give).cloned().collect()
}

/// Returns those of the roles that give permissions in the program itself.
pub(crate) fn with_permissions(roles: &[String], settings: &Settings) -> Vec<String> {
    let gives = |role: &&String| {
        let role = Role::parse(role);
        role.is_some_and(|role| settings.gives_permissions(&role))
    };
    roles.iter().filter(gives).cloned().collect()
}
