//! Roles: names that open pages and grant permissions.
//!
//! Deny by default (R48): a role without an entry under `roles` opens the pages that name it and grants no
//! permission. Only `admin` is built in.

use std::sync::Arc;

use crate::domain::page_id::PageId;
use crate::domain::person_name::check_name;

/// Name of the built-in administrator role; the first user gets it.
pub const ADMIN: &str = "admin";

/// A role name. Comparison is exact, as written in the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Role(Arc<str>);

impl Role {
    /// Parses a role name; returns `None` if it is blank, or refused by [`check_name`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_good = !text.is_empty() && check_name(text).is_ok();
        is_good.then(|| Self(text.into()))
    }

    /// Returns the built-in administrator role.
    #[must_use]
    #[doc(hidden)]
    pub fn admin() -> Self {
        Self(ADMIN.into())
    }

    /// Returns the role name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A role of the host app: a string, a value of the app's own enum, or one type for each role.
///
/// A type for each role makes proofs exact: `HasRole<'_, Lead>` proves that role and no other.
///
/// ```
/// use egui_authenticator::AppRole;
///
/// struct Lead;
///
/// impl AppRole for Lead {
///     fn name(&self) -> &'static str {
///         "lead"
///     }
/// }
/// ```
#[doc(alias = "RBAC")]
pub trait AppRole {
    /// Returns the role name as written in the file.
    fn name(&self) -> &str;
}

impl AppRole for Role {
    fn name(&self) -> &str {
        self.as_str()
    }
}

impl AppRole for str {
    fn name(&self) -> &str {
        self
    }
}

impl<R: AppRole + ?Sized> AppRole for &R {
    fn name(&self) -> &str {
        (**self).name()
    }
}

/// A permission in the program itself.
#[doc(alias = "RBAC")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Permission {
    /// Add, change and remove users.
    ManageUsers,
    /// Read the audit log.
    SeeActivity,
    /// Change the settings.
    EditSettings,
}

impl Permission {
    /// Each permission with its word in the file.
    #[doc(hidden)]
    pub const WORDS: [(&'static str, Self); 3] = [
        ("manage_users", Self::ManageUsers),
        ("see_activity", Self::SeeActivity),
        ("edit_settings", Self::EditSettings),
    ];

    /// Returns the word of the permission in the file.
    #[must_use]
    #[doc(hidden)]
    pub fn word(self) -> &'static str {
        match self {
            Self::ManageUsers => "manage_users",
            Self::SeeActivity => "see_activity",
            Self::EditSettings => "edit_settings",
        }
    }

    fn bit(self) -> u8 {
        match self {
            Self::ManageUsers => 1,
            Self::SeeActivity => 2,
            Self::EditSettings => 4,
        }
    }
}

/// A set of permissions: those in the program itself, and those to approve actions of others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Permissions {
    in_program: u8,
    /// The actions that can be approved: a bit for each, in the order of the file.
    approvals: u64,
    is_admin: bool,
}

impl Permissions {
    /// All permissions: those of an administrator.
    #[doc(hidden)]
    pub const ADMIN: Self = Self {
        in_program: u8::MAX,
        approvals: u64::MAX,
        is_admin: true,
    };

    /// Creates a set of exactly these permissions.
    #[must_use]
    #[doc(hidden)]
    pub fn of(permissions: &[Permission]) -> Self {
        Self {
            in_program: permissions.iter().fold(0, |all, one| all | one.bit()),
            ..Self::default()
        }
    }

    /// Creates the set of these actions to approve. An administrator may give and take this permission, but approves an action
    /// only with a role that the file names for it.
    #[must_use]
    pub(crate) fn approving(approvals: u64) -> Self {
        Self {
            approvals,
            ..Self::default()
        }
    }

    /// Returns the union of both sets.
    #[must_use]
    #[doc(hidden)]
    pub fn and(self, other: Self) -> Self {
        Self {
            in_program: self.in_program | other.in_program,
            approvals: self.approvals | other.approvals,
            is_admin: self.is_admin || other.is_admin,
        }
    }

    /// Returns what a restricted computer offers of these: there, no one is an administrator.
    #[must_use]
    pub(crate) fn at_restricted_computer(self) -> Self {
        let offered = Permission::ManageUsers.bit() | Permission::SeeActivity.bit();
        Self {
            in_program: self.in_program & offered,
            ..Self::default()
        }
    }

    /// Returns `true` if the set contains the permission.
    #[must_use]
    pub fn may(self, permission: Permission) -> bool {
        self.in_program & permission.bit() != 0
    }

    /// Returns `true` if the set is not empty.
    #[must_use]
    #[doc(hidden)]
    pub fn is_any(self) -> bool {
        self.in_program != 0 || self.approvals != 0
    }

    /// Returns `true` if this is the set of an administrator.
    #[must_use]
    pub fn is_admin(self) -> bool {
        self.is_admin
    }

    /// Returns `true` if `self` includes every permission in `other` (R32).
    #[must_use]
    #[doc(hidden)]
    pub fn includes(self, other: Self) -> bool {
        (self.is_admin || !other.is_admin)
            && self.in_program & other.in_program == other.in_program
            && self.approvals & other.approvals == other.approvals
    }
}

/// One entry under `roles`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleRule {
    /// The role.
    pub role: Role,
    /// Permissions that it grants.
    pub permissions: Vec<Permission>,
    /// Pages that it opens, in addition to those that name it.
    pub pages: Vec<PageId>,
}

/// A change of an entry under `roles`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RoleChange {
    /// What the role grants. The entry is added if there is none.
    Set {
        /// Permissions that it grants.
        permissions: Vec<Permission>,
        /// Pages that it opens, in addition to those that name it.
        pages: Vec<PageId>,
    },
    /// Its name, also where users, pages and other settings name it.
    Rename(Role),
    /// The removal of the entry.
    Remove,
}

/// Returns the permissions in the program itself that these roles grant together.
#[must_use]
pub fn permissions(rules: &[RoleRule], roles: &[Role]) -> Permissions {
    let of = |role: &Role| {
        if *role == Role::admin() {
            return Permissions::ADMIN;
        }
        let rule = rules.iter().find(|rule| rule.role == *role);
        rule.map_or(Permissions::default(), |rule| {
            Permissions::of(&rule.permissions)
        })
    };
    roles
        .iter()
        .map(of)
        .fold(Permissions::default(), Permissions::and)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(name: &str) -> Role {
        Role::parse(name).expect("a role")
    }

    fn rules() -> [RoleRule; 2] {
        [
            RoleRule {
                role: role("manager"),
                permissions: vec![Permission::ManageUsers],
                pages: Vec::new(),
            },
            RoleRule {
                role: role("auditor"),
                permissions: vec![Permission::SeeActivity],
                pages: Vec::new(),
            },
        ]
    }

    #[test]
    fn r48_a_role_has_the_permissions_of_the_file_and_admin_has_all() {
        use Permission::{EditSettings, ManageUsers, SeeActivity};
        let may = |names: &[&str]| {
            let roles: Vec<_> = names.iter().map(|name| role(name)).collect();
            let permissions = permissions(&rules(), &roles);
            [ManageUsers, SeeActivity, EditSettings].map(|permission| permissions.may(permission))
        };
        assert_eq!(may(&[]), [false, false, false]);
        assert_eq!(may(&["till", "Manager"]), [false, false, false]);
        assert_eq!(may(&["manager"]), [true, false, false]);
        assert_eq!(may(&["manager", "auditor"]), [true, true, false]);
        assert_eq!(may(&["admin"]), [true, true, true]);
    }

    #[test]
    fn r32_permissions_include_only_permissions_that_they_have() {
        let of = |names: &[&str]| {
            let roles: Vec<_> = names.iter().map(|name| role(name)).collect();
            permissions(&rules(), &roles)
        };
        let all = Permissions::of(&Permission::WORDS.map(|(_, permission)| permission));
        assert!(Permissions::ADMIN.includes(Permissions::ADMIN));
        assert!(Permissions::ADMIN.includes(all));
        assert!(
            !all.includes(Permissions::ADMIN),
            "all permissions make no administrator"
        );
        assert!(of(&["manager"]).includes(of(&["till"])));
        assert!(!of(&["manager"]).includes(of(&["auditor"])));
        assert!(of(&["manager", "auditor"]).includes(of(&["auditor"])));
    }
}
