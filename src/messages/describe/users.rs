//! Messages for administrators: users, the audit log, imports.

use crate::domain::access_times::AccessTimesError;
use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::day::Day;
use crate::domain::printable::escaped;
use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;
use crate::domain::user_field::UserFieldError;
use crate::domain::week_hours::{WEEKDAYS, WeekHours};
use crate::service::admin_action::ActionError;
use crate::service::users::import::{
    ImportColumn, ImportError, ImportRow, READ, ROWS_MAX, RowChange, RowError, ValueChange,
    ValueMark,
};
use crate::service::users::list::Status;

use crate::messages::describe::details::{ACCOUNT_EVENTS, WORDS};
use crate::messages::{Message, Messages};

#[doc(hidden)]
impl Messages {
    /// Returns the status of a user who is locked out for so many seconds, in minutes or, from an hour on, in hours.
    #[must_use]
    pub fn locked_for(&self, seconds: u32) -> String {
        let minutes = seconds.div_ceil(60);
        if minutes < 60 {
            return self.with("status-locked-for", &[("minutes", minutes.into())]);
        }
        let hours = ("hours", seconds.div_ceil(3_600).into());
        self.with("status-locked-hours", &[hours])
    }

    /// Returns the status of a user whose access begins on this day.
    #[must_use]
    pub fn status_from(&self, day: Day) -> String {
        let date = self.short_date(day);
        self.with("status-from", &[("date", date.into())])
    }

    /// Returns until when the code of a user is valid, or that it has expired.
    #[must_use]
    pub fn code_until(&self, until: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
        if until <= now {
            return self.get("users-code-expired").into_owned();
        }
        let time = self.local_time(until, now, zone);
        self.with("users-code-until", &[("time", time.into())])
    }

    /// Returns the hours of a user, with the names of the days.
    #[must_use]
    pub fn week_hours(&self, hours: &WeekHours) -> String {
        // A range is written with an en dash.
        let written = hours.to_string().replace('-', "–");
        let words = written.split_inclusive(|c: char| !c.is_ascii_alphabetic());
        let named = words.map(|word| {
            let (day, rest) = word.split_at(word.len().min(3));
            match WEEKDAYS.iter().position(|known| *known == day) {
                Some(at) => {
                    let number = [("number", (at + 1).into())];
                    self.with("date-weekday-short", &number) + rest
                }
                None => word.to_owned(),
            }
        });
        named.collect()
    }

    /// Returns the text for the status of a user.
    #[must_use]
    pub fn status(&self, status: Status) -> String {
        let name = match status {
            Status::Waiting => "status-waiting",
            Status::Locked => "status-locked",
            Status::Active => "status-active",
            Status::NotSignedInYet => "status-not-signed-in-yet",
            Status::NotYet => "status-not-yet",
            Status::OutsideHours => "status-outside-hours",
            Status::Expired => "status-expired",
            Status::NoPassword => "cli-user-no-password",
            Status::Disabled => "cli-user-disabled",
            Status::EntryMistake => "status-entry-mistake",
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
            AuditKind::Users => "kind-users",
            AuditKind::Page => "kind-page",
            AuditKind::File => "kind-file",
            AuditKind::Keyring => "kind-keyring",
            AuditKind::Approval => "kind-approval",
            AuditKind::Signature => "kind-signature",
            AuditKind::Kiosk => "kind-kiosk",
            AuditKind::Store => "kind-store",
        };
        self.get(name).into_owned()
    }

    /// Returns the text for the detail of an event.
    pub(crate) fn audit_detail(&self, detail: &AuditDetail) -> String {
        let word = |word: AuditWord| {
            let known = WORDS.iter().find(|(known, _)| *known == word);
            known.map_or("", |(_, name)| *name)
        };
        match detail {
            AuditDetail::Word(detail) => self.get(word(*detail)).into_owned(),
            AuditDetail::Locking(reason) => {
                let (reason, locked) = (self.get(word(*reason)), self.get("detail-locked"));
                format!("{reason}, {locked}")
            }
            AuditDetail::Account(event) => {
                let known = ACCOUNT_EVENTS.iter().find(|(known, _)| known == event);
                known.map_or_else(String::new, |(_, name)| self.get(name).into_owned())
            }
            AuditDetail::WithCode { event, created } => {
                let event = self.audit_detail(&(*event).into());
                // As a text, the number of a record has no thousands separators.
                let number = created.to_string();
                let values = [("event", event.into()), ("number", number.into())];
                self.with("detail-with-code", &values)
            }
            AuditDetail::Roles(roles) => {
                self.with("detail-roles", &[("roles", roles.join(", ").into())])
            }
            AuditDetail::RenamedFrom(name) => {
                self.with("detail-renamed-from", &[("name", name.as_str().into())])
            }
            AuditDetail::Erased(link) => {
                self.with("detail-erased", &[("link", link.as_str().into())])
            }
            AuditDetail::Launched { session, item } => {
                let values = [
                    ("item", item.as_str().into()),
                    ("session", session.as_str().into()),
                ];
                self.with("detail-launched", &values)
            }
            AuditDetail::Approval {
                action,
                digest,
                word: outcome,
                text,
                ..
            } => {
                let values = [
                    ("action", action.as_str().into()),
                    ("digest", digest.as_str().into()),
                    ("text", text.as_str().into()),
                    ("reason", self.get(word(*outcome)).into()),
                ];
                let is_refused = *outcome != AuditWord::Approved;
                let refused = is_refused.then_some("detail-approval-refused");
                self.with(refused.unwrap_or("detail-approval"), &values)
            }
            AuditDetail::Several { kind, count, role } => {
                self.bulk_title(*kind, *count, role.as_deref())
            }
            AuditDetail::Settings(changed) => {
                let settings = self.changed_settings(changed);
                self.with("detail-settings", &[("settings", settings.into())])
            }
            detail => self.numbered_detail(detail),
        }
    }

    /// Returns the message for an administrator's failed action in the window.
    #[must_use]
    pub fn action_error(&self, error: &ActionError) -> Message {
        match error {
            ActionError::Users(error) => self.user_error(error),
            ActionError::Import(error) => self.import_error(error),
            ActionError::Platform(error) => {
                let reason = self.platform_reason(&error.0).into();
                self.message("file-failed", &[("reason", reason)])
            }
            ActionError::NoSignature(number) => self.message(
                "signatures-broken",
                &[("number", number.to_string().into())],
            ),
        }
    }

    /// Returns the message for a table that was not imported.
    #[must_use]
    pub fn import_error(&self, error: &ImportError) -> Message {
        let columns = || ("columns", READ.join(", ").into());
        match error {
            ImportError::Empty => self.message("import-empty", &[]),
            ImportError::TooMany => self.message("import-too-many", &[("max", ROWS_MAX.into())]),
            ImportError::UnknownColumn(name) => {
                let name = ("name", name.as_str().into());
                self.message("import-unknown-column", &[name, columns()])
            }
            ImportError::DuplicateColumn(name) => {
                let name = ("name", name.as_str().into());
                self.message("import-duplicate-column", &[name])
            }
            ImportError::NoColumn(name) => {
                self.message("import-no-column", &[("name", (*name).into()), columns()])
            }
            ImportError::Passwords => self.message("import-passwords", &[]),
            ImportError::InvalidRows | ImportError::Outdated => {
                self.message("import-outdated", &[])
            }
            ImportError::Unconfirmed => self.message("import-unconfirmed", &[]),
            ImportError::Users(error) => self.user_error(error),
        }
    }

    /// Returns the text for what an import would do with a row, or with one of its values.
    #[must_use]
    pub fn import_entry(&self, row: &ImportRow, value: Option<usize>) -> String {
        if let Some(value) = value.and_then(|at| row.values.get(at)) {
            return self.import_value(value);
        }
        let outcome = match &row.outcome {
            RowChange::Add => self.get("import-row-add").into_owned(),
            RowChange::Update => self.get("import-row-update").into_owned(),
            RowChange::Unchanged => self.get("import-row-same").into_owned(),
            RowChange::Invalid(error) => self.row_error(error),
        };
        let values = row.values.iter().map(|value| self.import_value(value));
        let parts: Vec<_> = [outcome].into_iter().chain(values).collect();
        parts.join(" · ")
    }

    /// Returns the text for a value that an import would change.
    fn import_value(&self, value: &ValueChange) -> String {
        let label = match value.column {
            ImportColumn::Email => "field-email",
            ImportColumn::FirstName => "field-first-name",
            ImportColumn::LastName => "field-last-name",
            ImportColumn::Roles => "cli-user-roles",
            ImportColumn::Disabled => "cli-user-disabled",
            ImportColumn::ValidFrom => "field-valid-from",
            ImportColumn::ValidUntil => "field-valid-until",
            ImportColumn::Hours => "field-hours",
        };
        let shown = |text: &str| match text {
            "" => "–".to_owned(),
            text => escaped(text, &[]).into_owned(),
        };
        let new = ("new", shown(&value.new).into());
        let label = ("label", self.get(label).into());
        let change = match &value.old {
            Some(old) => self.with(
                "import-value-change",
                &[label, new, ("old", shown(old).into())],
            ),
            None => self.with("import-value", &[label, new]),
        };
        let mark = match value.mark {
            None => return change,
            Some(ValueMark::GivesPermissions) => "import-gives-permissions",
            Some(ValueMark::HasPermissions) => "import-has-permissions",
        };
        self.with(mark, &[("change", change.into())])
    }

    fn row_error(&self, error: &RowError) -> String {
        match error {
            RowError::Field(UserFieldError::AccessTimes(error)) => {
                let column = match error {
                    AccessTimesError::From => ImportColumn::ValidFrom,
                    AccessTimesError::Until => ImportColumn::ValidUntil,
                    AccessTimesError::Hours => ImportColumn::Hours,
                };
                let label = ("label", column.name().into());
                let error = self.user_field_error((*error).into());
                self.with("import-value", &[label, ("new", error.into())])
            }
            RowError::Field(error) => self.user_field_error(*error),
            RowError::Taken(other) => {
                self.with("import-row-taken", &[("other", other.as_str().into())])
            }
            RowError::Cells => self.get("import-row-cells").into_owned(),
            RowError::Flag => self.get("import-row-flag").into_owned(),
            RowError::NotAllowed => self.message("user-not-allowed", &[]).line(),
            RowError::EntryMistake => self.message("user-entry-mistake", &[]).line(),
            RowError::OwnAccount => self.message("user-yourself", &[]).line(),
        }
    }
}

/// Returns the name of the words for who acted if the event does not name them: without a session it is the owner of
/// the file, or a name was typed that is not known.
pub(super) fn unnamed(kind: AuditKind) -> &'static str {
    match kind {
        AuditKind::SignIn | AuditKind::Register | AuditKind::Recovery | AuditKind::Kiosk => {
            "activity-unknown"
        }
        _ => "activity-owner",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lockout_of_an_hour_or_more_is_told_in_hours() {
        let english = Messages::english();
        for (seconds, told) in [
            (1, "Locked, 1 min left"),
            (3_540, "Locked, 59 min left"),
            (3_600, "Locked, 1 h left"),
            (14_400, "Locked, 4 h left"),
            (14_401, "Locked, 5 h left"),
        ] {
            assert_eq!(english.locked_for(seconds), told);
        }
    }
}
