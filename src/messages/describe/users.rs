//! Messages for administrators: users, the audit log, imports.

use crate::domain::audit::{AuditEvent, AuditKind};
use crate::domain::registration::RegistrationPolicy;
use crate::service::admin_action::ActionError;
use crate::service::users::import::{COLUMNS, ImportError, ROWS_MAX, RowChange, RowError};
use crate::service::users::list::Status;

use crate::messages::{Message, Messages};

/// The details of audit records and the names of their texts. Any other detail is a name or consists of names.
const DETAILS: &[(&str, &str)] = &[
    ("password", "detail-password"),
    ("token", "detail-token"),
    ("not approved", "detail-not-approved"),
    ("session limit", "detail-session-limit"),
    ("unknown name", "detail-unknown-name"),
    ("no password", "detail-no-password"),
    ("wrong password", "detail-wrong-password"),
    ("wrong code", "detail-wrong-code"),
    ("wrong code or name", "detail-wrong-code-or-name"),
    ("locked", "detail-locked"),
    ("unlocked", "detail-unlocked"),
    ("switched away", "detail-switched-away"),
    ("ended", "detail-ended"),
    ("not allowed", "detail-not-allowed"),
    ("added", "detail-added"),
    ("changed", "detail-changed"),
    ("removed", "detail-removed"),
    ("disabled", "detail-disabled"),
    ("enabled", "detail-enabled"),
    ("approved", "detail-approved"),
    ("invited", "detail-invited"),
    ("uninvited", "detail-uninvited"),
    ("e-mail not accepted", "detail-e-mail-not-accepted"),
    ("imported", "detail-imported"),
    ("changed by import", "detail-changed-by-import"),
    ("waits for approval", "detail-waits-for-approval"),
    ("changed by hand", "detail-changed-by-hand"),
    ("change_required", "detail-change-required"),
    ("password_changed", "detail-password-changed"),
    ("password_set", "detail-password-set"),
    ("password_recovered", "detail-password-recovered"),
    ("reset_started", "detail-reset-started"),
    ("code_used", "detail-code-used"),
    ("codes_renewed", "detail-codes-renewed"),
    ("two_step_on", "detail-two-step-on"),
    ("two_step_off", "detail-two-step-off"),
    ("email_changed", "detail-email-changed"),
    ("signed_out_everywhere", "detail-signed-out-everywhere"),
    ("token_reused", "detail-token-reused"),
];

impl Messages {
    /// Returns the text for the status of a user.
    #[must_use]
    pub fn status(&self, status: Status) -> String {
        let name = match status {
            Status::Waiting => "status-waiting",
            Status::Locked => "status-locked",
            Status::Active => "status-active",
            Status::NoPassword => "cli-user-no-password",
            Status::Disabled => "cli-user-disabled",
        };
        self.get(name).into_owned()
    }

    /// Returns the text for a registration policy.
    #[must_use]
    pub fn registration_policy(&self, mode: RegistrationPolicy) -> String {
        let name = match mode {
            RegistrationPolicy::Closed => "registration-closed",
            RegistrationPolicy::Listed => "registration-listed",
            RegistrationPolicy::Approval => "registration-approval",
            RegistrationPolicy::Open => "registration-open",
        };
        self.get(name).into_owned()
    }

    /// Returns the text for a kind of audit events.
    #[must_use]
    pub fn audit_kind(&self, kind: AuditKind) -> String {
        let name = match kind {
            AuditKind::SignIn => "kind-sign-in",
            AuditKind::SignOut => "kind-sign-out",
            AuditKind::Lock => "kind-lock",
            AuditKind::SetUp => "kind-set-up",
            AuditKind::Register => "kind-register",
            AuditKind::Account => "kind-account",
            AuditKind::Recovery => "kind-recovery",
            AuditKind::People => "kind-people",
            AuditKind::Page => "kind-page",
            AuditKind::File => "kind-file",
            AuditKind::Keyring => "kind-keyring",
        };
        self.get(name).into_owned()
    }

    /// Returns the user who caused an event, and the one whom it concerns.
    #[must_use]
    pub fn audit_users(&self, event: &AuditEvent) -> String {
        match (event.who.as_str(), event.whom.as_str()) {
            ("", "") => self.get("activity-file").into_owned(),
            ("", whom) => {
                let values = [("who", self.get("activity-file")), ("whom", whom.into())];
                self.with(
                    "activity-user-other",
                    &values.map(|(name, text)| (name, text.into())),
                )
            }
            (who, "") => who.to_owned(),
            (who, whom) => {
                let values = [("who", who.into()), ("whom", whom.into())];
                self.with("activity-user-other", &values)
            }
        }
    }

    /// Returns what happened in an event, or was refused.
    #[must_use]
    pub fn audit_event(&self, event: &AuditEvent) -> String {
        let name = match (event.is_done, event.detail.is_empty()) {
            (true, true) => "activity-what",
            (true, false) => "activity-what-how",
            (false, true) => "activity-what-refused",
            (false, false) => "activity-what-refused-why",
        };
        let detail = self.audit_detail(&event.detail);
        let kind = self.audit_kind(event.kind);
        self.with(name, &[("kind", kind.into()), ("detail", detail.into())])
    }

    /// Returns the text for the detail of an event.
    fn audit_detail(&self, detail: &str) -> String {
        let text = |part: &str| {
            let known = DETAILS.iter().find(|(known, _)| *known == part);
            known.map_or_else(|| part.to_owned(), |(_, name)| self.get(name).into_owned())
        };
        let parts: Vec<_> = detail.split(", ").map(text).collect();
        parts.join(", ")
    }

    /// Returns the message for an administrator's failed action in the window.
    #[must_use]
    pub fn action_error(&self, error: &ActionError) -> Message {
        match error {
            ActionError::Users(error) => self.user_error(error),
            ActionError::Import(error) => self.import_error(error),
            ActionError::Platform(error) => {
                self.message("file-failed", &[("reason", error.0.as_str().into())])
            }
        }
    }

    /// Returns the message for a table that was not imported.
    #[must_use]
    pub fn import_error(&self, error: &ImportError) -> Message {
        let columns = || ("columns", COLUMNS[..6].join(", ").into());
        match error {
            ImportError::Empty => self.message("import-empty", &[]),
            ImportError::TooMany => self.message("import-too-many", &[("max", ROWS_MAX.into())]),
            ImportError::UnknownColumn(name) => {
                let name = ("name", name.as_str().into());
                self.message("import-unknown-column", &[name, columns()])
            }
            ImportError::NoColumn(name) => {
                self.message("import-no-column", &[("name", (*name).into()), columns()])
            }
            ImportError::Passwords => self.message("import-passwords", &[]),
            ImportError::InvalidRows => self.message("import-outdated", &[]),
            ImportError::Users(error) => self.user_error(error),
        }
    }

    /// Returns the text for what an import would do with a row.
    #[must_use]
    pub fn import_outcome(&self, outcome: &RowChange) -> String {
        match outcome {
            RowChange::Add => self.get("import-row-add").into_owned(),
            RowChange::Update => self.get("import-row-update").into_owned(),
            RowChange::Unchanged => self.get("import-row-same").into_owned(),
            RowChange::Invalid(error) => self.row_error(error),
        }
    }

    fn row_error(&self, error: &RowError) -> String {
        match error {
            RowError::Username(error) => self.username_error(*error),
            RowError::Email(error) => self.email_error(*error),
            RowError::NameMissing => self.get("error-name-missing").into_owned(),
            RowError::Taken(other) => {
                self.with("import-row-taken", &[("other", other.as_str().into())])
            }
            RowError::Flag => self.get("import-row-flag").into_owned(),
            RowError::Password(error) => self.password_error(*error),
            RowError::NotAllowed => self.message("user-not-allowed", &[]).line(),
            RowError::Oneself => self.message("user-yourself", &[]).line(),
        }
    }
}
