//! What roles permit by the settings: in the program itself, and to approve actions of others.

use crate::domain::approval::{APPROVALS_MAX, ApprovalRule, approvable};
use crate::domain::role::{Permissions, Role, permissions};
use crate::domain::settings::Settings;
use crate::domain::user::User;

impl Settings {
    /// Returns `true` if a role gives permissions in the program itself, or to approve actions of others.
    #[must_use]
    #[doc(hidden)]
    pub fn gives_permissions(&self, role: &Role) -> bool {
        self.permissions_of(std::slice::from_ref(role)).is_any()
    }

    /// Returns the permissions that these roles grant together. At a restricted computer, they are those for which the server
    /// has functions: to manage users, and to see the activity.
    #[must_use]
    #[doc(hidden)]
    pub fn permissions_of(&self, roles: &[Role]) -> Permissions {
        if self.is_restricted {
            return permissions(&self.roles, roles).at_restricted_computer();
        }
        let approving = Permissions::approving(approvable(&self.approvals, roles));
        permissions(&self.roles, roles).and(approving)
    }

    /// Returns the permissions that a user's roles grant.
    #[must_use]
    #[doc(hidden)]
    pub fn permissions(&self, user: &User) -> Permissions {
        self.permissions_of(&user.roles)
    }

    /// Returns `true` if these roles permit nothing that `before` does not permit to other roles. Actions to approve are compared
    /// by name, because their places in two files say nothing.
    pub(crate) fn permits_at_most(
        &self,
        roles: &[Role],
        (before, roles_before): (&Self, &[Role]),
    ) -> bool {
        let old = permissions(&before.roles, roles_before);
        let new = permissions(&self.roles, roles);
        let gains = || self.approves_more(roles, (before, roles_before));
        old.includes(new) && (old.is_admin() || !gains())
    }

    /// Returns `true` if these roles permit something that `before` does not permit to other roles. Other than for
    /// [`Self::permits_at_most`], an administrator can approve nothing without a role that the rule names.
    pub(crate) fn permits_more(
        &self,
        roles: &[Role],
        (before, roles_before): (&Self, &[Role]),
    ) -> bool {
        !self.permits_at_most(roles, (before, roles_before))
            || self.approves_more(roles, (before, roles_before))
    }

    fn approves_more(&self, roles: &[Role], (before, roles_before): (&Self, &[Role])) -> bool {
        let approves = |settings: &Self, action: &str, roles: &[Role]| {
            let rule = settings.approval(action);
            rule.is_some_and(|rule| roles.iter().any(|role| rule.roles.contains(role)))
        };
        let mut rules = self.approvals.iter().map(|rule| rule.action.as_str());
        rules.any(|action| approves(self, action, roles) && !approves(before, action, roles_before))
    }

    /// Returns the rule for approvals of this action; `None` if the file does not name it. A rule that is no permission, because
    /// there are too many, counts for nothing.
    #[must_use]
    #[doc(hidden)]
    pub fn approval(&self, action: &str) -> Option<&ApprovalRule> {
        let mut rules = self.approvals.iter().take(APPROVALS_MAX);
        rules.find(|rule| rule.action == action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r91_r111_approvals_of_two_files_are_compared_by_name_and_not_by_place() {
        let role = |name: &str| Role::parse(name).expect("a role");
        let rules = |order: [(&str, &str); 2]| {
            let all = order.into_iter();
            all.fold(Settings::default(), |settings, (action, by)| {
                settings.approved_by(action, &[by])
            })
        };
        let now = rules([("a", "lead"), ("b", "boss")]);
        let earlier = rules([("b", "boss"), ("a", "lead")]);
        let (lead, boss) = ([role("lead")], [role("boss")]);
        assert!(earlier.permits_at_most(&lead, (&now, &lead)));
        assert!(!earlier.permits_at_most(&boss, (&now, &lead)));
        assert!(earlier.permits_at_most(&boss, (&now, &[Role::admin()])));
    }

    #[test]
    fn r32_an_approver_is_managed_only_with_the_same_approvals_or_by_an_administrator() {
        let settings = Settings::default()
            .approved_by("refund.large", &["lead"])
            .approved_by("close", &["boss"]);
        let of = |names: &[&str]| {
            let roles = names.iter().filter_map(|name| Role::parse(name));
            settings.permissions_of(&roles.collect::<Vec<_>>())
        };
        assert!(of(&["lead"]).is_any() && !of(&["till"]).is_any());
        assert!(!of(&["till"]).includes(of(&["lead"])));
        assert!(!of(&["lead"]).includes(of(&["boss"])));
        assert!(of(&["lead", "till"]).includes(of(&["lead"])));
        assert!(of(&["admin"]).includes(of(&["lead", "boss"])));
    }
}
