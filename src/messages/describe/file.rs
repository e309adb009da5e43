//! Messages about the credential file and its pages.

use crate::domain::credential::{BCRYPT_VERIFY_MAX, BCRYPT_VERIFY_MIN, HashError};
use crate::domain::problem::{Cause, Position, Problem, Severity, ValueType};
use crate::service::pages::{LaunchError, PageError};
use crate::service::ports::StoreError;
use crate::service::sign_in::refresh::FileProblem;

use crate::messages::describe::count;
use crate::messages::{Message, Messages, Value, join_sentences};

impl Messages {
    /// Returns the message for a credential file that cannot be used or changed.
    #[must_use]
    pub fn store_error(&self, error: &StoreError) -> Message {
        match error {
            StoreError::Absent => self.message("store-absent", &[]),
            StoreError::Exists => self.message("store-exists", &[]),
            StoreError::Unusable(problems) => {
                let mut errors = problems
                    .iter()
                    .filter(|p| p.severity() == Severity::Error)
                    .peekable();
                let first = errors.peek().map(|problem| self.problem(problem).summary);
                self.message(
                    "store-unusable",
                    &[
                        ("first", Value::from(first.unwrap_or_default())),
                        ("count", count(errors.count())),
                    ],
                )
            }
            StoreError::Unreadable(reason) => {
                self.message("store-unreadable", &[("reason", reason.as_str().into())])
            }
            StoreError::Unwritable(reason) => {
                self.message("store-unwritable", &[("reason", reason.as_str().into())])
            }
            StoreError::Changed => self.message("store-changed", &[]),
            StoreError::Busy => self.message("store-busy", &[]),
            StoreError::Refused(position) => self.message(
                "store-refused",
                &[
                    ("line", count(position.line)),
                    ("column", count(position.column)),
                ],
            ),
        }
    }

    /// Returns the message for a file with an error while its last valid version stays in force.
    #[must_use]
    pub fn file_problem(&self, file: &str, trouble: &FileProblem) -> Message {
        let values = [
            ("file", file.into()),
            ("line", Value::from(trouble.position.line.to_string())),
            ("column", Value::from(trouble.position.column.to_string())),
        ];
        let mut message = self.message("file-error", &values);
        if let Some(problem) = &trouble.problem {
            message.help = join_sentences(&self.problem(problem).line(), &message.help);
        }
        message
    }

    /// Returns a problem with its position, its line and what to do, in the form that editors and terminals turn into
    /// links: `file:line:column: severity: summary`.
    #[must_use]
    pub fn problem_in_full(&self, file: &str, problem: &Problem) -> String {
        let severity = match problem.severity() {
            Severity::Error => "severity-error",
            Severity::Warning => "severity-warning",
        };
        let message = self.problem(problem);
        let Position { line, column } = problem.position;
        let severity = self.get(severity);
        let mut out = format!("{file}:{line}:{column}: {severity}: {}", message.summary);
        if let Some(excerpt) = &problem.excerpt {
            let number = problem.position.line.to_string();
            let margin = " ".repeat(number.len());
            let before = " ".repeat(excerpt.before);
            out.push_str(&format!("\n    {number} | {}", excerpt.text));
            out.push_str(&format!("\n    {margin} | {before}^"));
        }
        if !message.help.is_empty() {
            out.push_str(&format!("\n    {}", message.help));
        }
        out
    }

    /// Returns the message for a page that does not open.
    #[must_use]
    pub fn page_error(&self, error: &PageError) -> Message {
        match error {
            PageError::NotAllowed => self.message("page-not-allowed", &[]),
            PageError::FileUnreadable {
                path,
                reason,
                position,
                config,
            } => self.message(
                "page-unreadable",
                &[
                    ("path", path.as_str().into()),
                    ("reason", reason.as_str().into()),
                    ("file", config.as_str().into()),
                    ("line", Value::from(position.line.to_string())),
                ],
            ),
            PageError::Store(error) => self.store_error(error),
        }
    }

    /// Returns the message for an item of a page that did not start.
    #[must_use]
    pub fn launch_error(&self, error: &LaunchError) -> Message {
        match error {
            LaunchError::Page(error) => self.page_error(error),
            LaunchError::NotStarted { title, reason } => self.message(
                "launch-not-started",
                &[
                    ("title", title.as_str().into()),
                    ("reason", reason.as_str().into()),
                ],
            ),
        }
    }

    /// Returns the position of a problem: file, line and column.
    #[must_use]
    pub fn position(&self, file: &str, problem: &Problem) -> String {
        self.with(
            "position",
            &[
                ("file", file.into()),
                ("line", Value::from(problem.position.line.to_string())),
                ("column", Value::from(problem.position.column.to_string())),
            ],
        )
    }

    /// Returns the message for a problem of the credential file.
    #[must_use]
    pub fn problem(&self, problem: &Problem) -> Message {
        let (name, mut values) = self.cause_message(&problem.cause);
        let field = match problem.field.as_str() {
            "" => self.get("whole-file"),
            field => field.into(),
        };
        values.push(("field", Value::from(field.into_owned())));
        self.message(name, &values)
    }

    fn cause_message<'a>(
        &'a self,
        cause: &'a Cause,
    ) -> (&'static str, Vec<(&'static str, Value<'a>)>) {
        match cause {
            Cause::Empty => ("problem-empty", vec![]),
            Cause::NotUtf8 => ("problem-not-utf8", vec![]),
            Cause::TooLarge { limit } => {
                let mebibytes = Value::from(limit / (1024 * 1024));
                ("problem-too-large", vec![("limit", mebibytes)])
            }
            Cause::Syntax(reason) => {
                let reason = Value::from(reason.as_str());
                ("problem-syntax", vec![("reason", reason)])
            }
            Cause::SeveralDocuments => ("problem-several-documents", vec![]),
            Cause::DuplicateKey => ("problem-duplicate-key", vec![]),
            Cause::WrongType { expected, found } => {
                let expected = ("expected", self.get(value_type(*expected)).into());
                let found = ("found", self.get(value_type(*found)).into());
                ("problem-wrong-type", vec![expected, found])
            }
            Cause::Missing { key } => ("problem-missing", vec![("key", (*key).into())]),
            Cause::OutOfRange { min, max } => {
                let range = vec![("min", (*min).into()), ("max", (*max).into())];
                ("problem-out-of-range", range)
            }
            Cause::UnknownWord { found, known } => {
                let known = ("known", known.join(", ").into());
                let found = ("found", found.as_str().into());
                ("problem-unknown-word", vec![found, known])
            }
            Cause::Username(error) => {
                let reason = self.username_error(*error);
                ("problem-username", vec![("reason", reason.into())])
            }
            Cause::Email(error) => {
                let reason = self.email_error(*error);
                ("problem-email", vec![("reason", reason.into())])
            }
            Cause::SameUsername { other, at } => ("problem-same-username", other_entry(other, *at)),
            Cause::SameEmail { other, at } => ("problem-same-email", other_entry(other, *at)),
            Cause::LooksLike { other, at } => ("problem-looks-like", other_entry(other, *at)),
            Cause::EmailIsUsername { other, at } => {
                ("problem-email-is-username", other_entry(other, *at))
            }
            Cause::NoPassword => ("problem-no-password", vec![]),
            Cause::PasswordNotText => ("problem-password-not-text", vec![]),
            Cause::Hash(HashError::Broken) => ("problem-hash-broken", vec![]),
            Cause::Hash(HashError::Cost(cost)) => {
                let (min, max) = (BCRYPT_VERIFY_MIN.into(), BCRYPT_VERIFY_MAX.into());
                let values = vec![("cost", (*cost).into()), ("min", min), ("max", max)];
                ("problem-hash-cost", values)
            }
            Cause::Hash(HashError::TooDear) => ("problem-hash-expensive", vec![]),
            Cause::Damaged => ("problem-damaged", vec![]),
            Cause::PlainPassword => ("problem-plain-password", vec![]),
            Cause::LinkScheme => ("problem-link-scheme", vec![]),
            Cause::UnknownPage { name } => {
                let name = Value::from(name.as_str());
                ("problem-unknown-page", vec![("name", name)])
            }
            Cause::PermissionForNewUsers => ("problem-permission-for-new-users", vec![]),
            Cause::NoAdministratorLeft => ("problem-no-administrator-left", vec![]),
            Cause::PageWithoutAccess => ("problem-page-without-access", vec![]),
            Cause::FileMissing { path } => {
                let path = Value::from(path.as_str());
                ("problem-file-missing", vec![("path", path)])
            }
            Cause::ExactlyOneOf { keys } => {
                let keys = Value::from(keys.join(", "));
                ("problem-exactly-one-of", vec![("keys", keys)])
            }
            Cause::UnknownIcon { name } => {
                let name = Value::from(name.as_str());
                ("problem-unknown-icon", vec![("name", name)])
            }
            Cause::TextForList => ("problem-text-for-list", vec![]),
            Cause::LikelyTypo { found, meant } => {
                let values = vec![("found", found.as_str().into()), ("meant", (*meant).into())];
                ("problem-likely-typo", values)
            }
            Cause::UnknownRole { name, known } => {
                let known = known.join(", ").into();
                let values = vec![("name", name.as_str().into()), ("known", known)];
                ("problem-unknown-role", values)
            }
            Cause::NotAColour => ("problem-not-a-colour", vec![]),
            Cause::NoAdministrator => ("problem-no-administrator", vec![]),
            Cause::OpenToOthers { mode } => {
                let mode = Value::from(format!("{mode:03o}"));
                ("problem-open-to-others", vec![("mode", mode)])
            }
        }
    }
}

/// Returns the values for the other entry of a conflict. As texts, line numbers have no thousands separators.
fn other_entry(other: &str, at: Position) -> Vec<(&'static str, Value<'_>)> {
    let line = Value::from(at.line.to_string());
    vec![("other", other.into()), ("line", line)]
}

fn value_type(value_type: ValueType) -> &'static str {
    match value_type {
        ValueType::Text => "type-text",
        ValueType::Number => "type-number",
        ValueType::Flag => "type-flag",
        ValueType::Nothing => "type-nothing",
        ValueType::List => "type-list",
        ValueType::Mapping => "type-mapping",
    }
}
