//! Lists of roles, or all users.

use crate::domain::name_list::in_order;
use crate::domain::role::Role;

/// Roles that a rule is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RoleList {
    /// The roles.
    #[doc(hidden)]
    pub roles: Vec<Role>,
    /// Whether it is for all users.
    #[doc(hidden)]
    pub all_users: bool,
}

impl RoleList {
    /// Returns a rule for users with one of these roles.
    #[must_use]
    pub fn of(roles: impl IntoIterator<Item = Role>) -> Self {
        Self {
            roles: roles.into_iter().collect(),
            all_users: false,
        }
    }

    /// Returns a rule for all users.
    #[must_use]
    pub fn all() -> Self {
        Self {
            roles: Vec::new(),
            all_users: true,
        }
    }

    /// Returns `true` if the rule is for a user with these roles.
    #[must_use]
    #[doc(hidden)]
    pub fn includes(&self, roles: &[Role]) -> bool {
        self.all_users || roles.iter().any(|role| self.roles.contains(role))
    }

    /// Returns this list in the order that it gets in the place of another one.
    pub(crate) fn in_place_of(&self, old: &Self) -> Self {
        Self {
            roles: in_order(&old.roles, &self.roles),
            all_users: self.all_users,
        }
    }
}
