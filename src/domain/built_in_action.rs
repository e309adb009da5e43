//! Actions of this package itself for which the file can require a second person (R111).

/// An action of this package that the file can name under `approvals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltInAction {
    /// Giving users a role with permissions, or a role more permissions.
    GivePermissions,
    /// Deleting users.
    DeleteUser,
    /// Switching off two-step sign-in of a user.
    TwoStepOff,
    /// Restoring a backup.
    Restore,
    /// Exporting the audit log.
    ExportActivity,
}

impl BuiltInAction {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::GivePermissions,
        Self::DeleteUser,
        Self::TwoStepOff,
        Self::Restore,
        Self::ExportActivity,
    ];

    /// Returns the name under `approvals`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::GivePermissions => "users.give_permissions",
            Self::DeleteUser => "users.delete",
            Self::TwoStepOff => "users.two_step_off",
            Self::Restore => "backups.restore",
            Self::ExportActivity => "activity.export",
        }
    }

    /// Returns the action with this name.
    #[must_use]
    pub fn with_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }
}

/// Returns `true` if an action of an app cannot have this name: names that begin like ours are for ours, so that a misspelled one in
/// the file is an error instead of an action of an app.
pub(crate) const fn is_reserved(name: &str) -> bool {
    let name = name.as_bytes();
    begins_with(name, b"users.")
        || begins_with(name, b"backups.")
        || begins_with(name, b"activity.")
}

const fn begins_with(text: &[u8], beginning: &[u8]) -> bool {
    let mut at = 0;
    while at < beginning.len() {
        if at == text.len() || text[at] != beginning[at] {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_a_name_of_its_own_that_no_app_can_take() {
        for action in BuiltInAction::ALL {
            let name = action.name();
            assert_eq!(BuiltInAction::with_name(name), Some(action));
            assert!(is_reserved(name));
        }
        for other in ["users", "user.delete", "", "refund.large"] {
            assert!(!is_reserved(other), "{other}");
        }
    }
}
