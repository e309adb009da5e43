//! What a second person approves of the program's own actions and of pages, in words.

use crate::domain::approval::ActionSummary;
use crate::domain::audit::AuditKind;
use crate::domain::built_in_action::BuiltInAction;

use crate::messages::Messages;

/// What the names of details that begin with a space stand for.
const DETAILS: [(&str, &str); 17] = [
    (" number", "approval-number"),
    (" kept", "approval-kept"),
    (" removed", "approval-removed"),
    (" permissions", "approval-permissions"),
    (" since", "approval-since"),
    (" user", "activity-user"),
    (" kind", "activity-kind"),
    (" email", "field-email"),
    (" role", "settings-role-name"),
    (" users", "users-heading"),
    (" permission", "settings-role-permissions"),
    (" also", "approval-also"),
    (" page", "approval-page"),
    (" program", "settings-page-program"),
    (" argument", "approval-argument"),
    (" file", "settings-page-item-file"),
    (" link", "approval-link"),
];

impl Messages {
    /// Returns the heading for what is approved: the app's words, or ours.
    #[must_use]
    pub(crate) fn approval_title(&self, summary: &ActionSummary) -> String {
        let Some(action) = BuiltInAction::with_name(&summary.action) else {
            return summary.title.clone();
        };
        let name = match action {
            BuiltInAction::GivePermissions => "approval-give-permissions",
            BuiltInAction::DeleteUser => "approval-delete-user",
            BuiltInAction::TwoStepOff => "approval-two-step-off",
            BuiltInAction::Restore => "settings-restore",
            BuiltInAction::ExportActivity => "approval-export",
        };
        self.get(name).into_owned()
    }

    /// Returns the names and values that the approver reads.
    #[must_use]
    pub(crate) fn approval_details(&self, summary: &ActionSummary) -> Vec<(String, String)> {
        let described = summary.details.iter().map(|(name, value)| {
            let mut details = DETAILS.iter();
            match details.find(|(word, _)| word == name) {
                Some((word, key)) => (self.get(key).into_owned(), self.approval_value(word, value)),
                None => (name.clone(), value.clone()),
            }
        });
        described.collect()
    }

    fn approval_value(&self, name: &str, value: &str) -> String {
        let key = match (name, value) {
            (" kind", kind) => {
                let kind = AuditKind::parse(kind);
                return kind.map_or_else(|| value.to_owned(), |kind| self.audit_kind(kind));
            }
            (" also", "names") => "users-erase",
            (" also", "credentials") => "users-end-credentials",
            (" permission", "manage_users") => "permission-manage-users",
            (" permission", "see_activity") => "permission-see-activity",
            (" permission", "edit_settings") => "permission-edit-settings",
            _ => return value.to_owned(),
        };
        self.get(key).into_owned()
    }
}
