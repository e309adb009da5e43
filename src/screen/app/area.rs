//! The areas of the program itself: the user's own account, and what users with the permission for it may open.

use crate::domain::role::Permission;

use crate::screen::account::AccountScreen;
use crate::screen::audit::ActivityScreen;
use crate::screen::settings::SettingsScreen;
use crate::screen::users::UsersScreen;
use crate::screen::{account, admin_action, audit, settings, users};

/// What is shown beside the navigation.
pub enum Area {
    /// The open page.
    Page,
    /// The user's own account.
    Account(Box<AccountScreen>),
    /// Users.
    Users(Box<UsersScreen>),
    /// Activity: the audit log.
    Activity(Box<ActivityScreen>),
    /// Settings.
    Settings(Box<SettingsScreen>),
}

/// An area of the program itself that needs a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaKind {
    /// Users.
    Users,
    /// Activity: the audit log.
    Activity,
    /// Settings.
    Settings,
}

impl AreaKind {
    /// All areas, in the order of the navigation.
    pub const ALL: [Self; 3] = [Self::Users, Self::Activity, Self::Settings];

    /// Returns the permission that the area needs.
    #[must_use]
    pub fn permission(self) -> Permission {
        match self {
            Self::Users => Permission::ManageUsers,
            Self::Activity => Permission::SeeActivity,
            Self::Settings => Permission::EditSettings,
        }
    }
}

/// What the user did in an area.
pub enum AreaEvent {
    /// At the account.
    Account(account::Event),
    /// In the users.
    Users(users::Event),
    /// In the activity.
    Activity(audit::Event),
    /// In the settings.
    Settings(settings::Event),
    /// In the form that asks for the password.
    Reauthentication(admin_action::Event),
}

impl Area {
    /// Returns which area this is; `None` for a page and for the account.
    #[must_use]
    pub fn kind(&self) -> Option<AreaKind> {
        match self {
            Self::Page | Self::Account(_) => None,
            Self::Users(_) => Some(AreaKind::Users),
            Self::Activity(_) => Some(AreaKind::Activity),
            Self::Settings(_) => Some(AreaKind::Settings),
        }
    }
}
