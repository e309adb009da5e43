//! Sentences for those who administer: what people are, what happened, what came of a table.

use crate::domain::audit::{Event, Kind};
use crate::domain::registration::Mode;
use crate::service::admin_action::TaskError;
use crate::service::users::PeopleError;
use crate::service::users::import::{COLUMNS, ImportError, Outcome, ROWS_MAX, RowError};
use crate::service::users::list::Status;

use crate::messages::{Said, Words};

/// What is recorded, and the sentence for it. What is not in here is a name, or made of names.
const DETAILS: &[(&str, &str)] = &[
    ("password", "detail-password"),
    ("token", "detail-token"),
    ("not approved", "detail-not-approved"),
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

impl Words {
    /// Whether somebody can sign in.
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

    /// Who can register.
    #[must_use]
    pub fn registration_mode(&self, mode: Mode) -> String {
        let name = match mode {
            Mode::Closed => "mode-closed",
            Mode::Listed => "mode-listed",
            Mode::Approval => "mode-approval",
            Mode::Open => "mode-open",
        };
        self.get(name).into_owned()
    }

    /// A kind of what happens.
    #[must_use]
    pub fn activity_kind(&self, kind: Kind) -> String {
        let name = match kind {
            Kind::SignIn => "kind-sign-in",
            Kind::SignOut => "kind-sign-out",
            Kind::Lock => "kind-lock",
            Kind::SetUp => "kind-set-up",
            Kind::Register => "kind-register",
            Kind::Account => "kind-account",
            Kind::Recovery => "kind-recovery",
            Kind::People => "kind-people",
            Kind::Page => "kind-page",
            Kind::File => "kind-file",
            Kind::Keyring => "kind-keyring",
        };
        self.get(name).into_owned()
    }

    /// Who did something, and to whom.
    #[must_use]
    pub fn activity_who(&self, event: &Event) -> String {
        match (event.who.as_str(), event.whom.as_str()) {
            ("", "") => self.get("activity-file").into_owned(),
            ("", whom) => {
                let values = [("who", self.get("activity-file")), ("whom", whom.into())];
                self.with(
                    "activity-who-whom",
                    &values.map(|(name, text)| (name, text.into())),
                )
            }
            (who, "") => who.to_owned(),
            (who, whom) => {
                let values = [("who", who.into()), ("whom", whom.into())];
                self.with("activity-who-whom", &values)
            }
        }
    }

    /// What was done, or not.
    #[must_use]
    pub fn activity_what(&self, event: &Event) -> String {
        let name = match (event.is_done, event.detail.is_empty()) {
            (true, true) => "activity-what",
            (true, false) => "activity-what-how",
            (false, true) => "activity-what-refused",
            (false, false) => "activity-what-refused-why",
        };
        let detail = self.activity_detail(&event.detail);
        let kind = self.activity_kind(event.kind);
        self.with(name, &[("kind", kind.into()), ("detail", detail.into())])
    }

    /// How something was done, or why it was not.
    fn activity_detail(&self, detail: &str) -> String {
        let say = |part: &str| {
            let known = DETAILS.iter().find(|(known, _)| *known == part);
            known.map_or_else(|| part.to_owned(), |(_, name)| self.get(name).into_owned())
        };
        let parts: Vec<_> = detail.split(", ").map(say).collect();
        parts.join(", ")
    }

    /// Why something that an administrator wanted was not done.
    #[must_use]
    pub fn task_error(&self, error: &TaskError) -> Said {
        match error {
            // What to do about it is said for the command line.
            TaskError::People(PeopleError::NothingToDo) => Said {
                todo: String::new(),
                ..self.people_error(&PeopleError::NothingToDo)
            },
            TaskError::People(error) => self.people_error(error),
            TaskError::Import(error) => self.import_error(error),
            TaskError::Desktop(error) => {
                self.say("file-failed", &[("reason", error.0.as_str().into())])
            }
        }
    }

    /// Why a table was not imported.
    #[must_use]
    pub fn import_error(&self, error: &ImportError) -> Said {
        let columns = || ("columns", COLUMNS[..6].join(", ").into());
        match error {
            ImportError::Empty => self.say("import-empty", &[]),
            ImportError::TooMany => self.say("import-too-many", &[("max", ROWS_MAX.into())]),
            ImportError::UnknownColumn(name) => {
                let name = ("name", name.as_str().into());
                self.say("import-unknown-column", &[name, columns()])
            }
            ImportError::NoColumn(name) => {
                self.say("import-no-column", &[("name", (*name).into()), columns()])
            }
            ImportError::Passwords => self.say("import-passwords", &[]),
            ImportError::Rows => self.say("import-rows", &[]),
            ImportError::People(error) => self.people_error(error),
        }
    }

    /// What would come of a row of a table.
    #[must_use]
    pub fn import_outcome(&self, outcome: &Outcome) -> String {
        match outcome {
            Outcome::Add => self.get("import-row-add").into_owned(),
            Outcome::Update => self.get("import-row-update").into_owned(),
            Outcome::Same => self.get("import-row-same").into_owned(),
            Outcome::Bad(error) => self.row_error(error),
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
            RowError::NotAllowed => self.say("people-not-allowed", &[]).line(),
            RowError::Oneself => self.say("people-oneself", &[]).line(),
        }
    }
}
