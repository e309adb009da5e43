//! What a second person approves of the program's own actions, in words.

use crate::domain::approval::ActionSummary;
use crate::domain::audit::AuditKind;
use crate::domain::built_in_action::BuiltInAction;

use crate::messages::Messages;

/// The names of the details of [`BuiltInAction::Restore`] and [`BuiltInAction::ExportActivity`]. The others are names of users.
const DETAILS: [(&str, &str); 6] = [
    ("number", "approval-number"),
    ("removed", "approval-removed"),
    ("permissions", "approval-permissions"),
    ("since", "approval-since"),
    ("user", "activity-user"),
    ("kind", "activity-kind"),
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
        let action = BuiltInAction::with_name(&summary.action);
        let details = summary.details.iter().cloned();
        if !matches!(
            action,
            Some(BuiltInAction::Restore | BuiltInAction::ExportActivity)
        ) {
            return details.collect();
        }
        let described = details.map(|(name, value)| {
            let found = DETAILS.iter().find(|(word, _)| *word == name);
            let kind = (name == "kind").then(|| AuditKind::parse(&value)).flatten();
            let value = kind.map_or(value, |kind| self.audit_kind(kind));
            let name = found.map_or(name, |(_, key)| self.get(key).into_owned());
            (name, value)
        });
        described.collect()
    }
}
