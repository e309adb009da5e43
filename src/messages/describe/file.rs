//! Messages about the configuration file.

use crate::domain::approval::ACTION_MAX;
use crate::domain::credential::{BCRYPT_VERIFY_MAX, BCRYPT_VERIFY_MIN, HashError};

use crate::domain::problem::{Cause, Effect, Position, Problem, Severity, ValueType};
use crate::domain::secret::MAX_LEN;
use crate::domain::store_settings::StoreProblem;
use crate::service::ports::StoreError;
use crate::service::session_view::FileProblem;

use crate::messages::describe::count;
use crate::messages::{Message, Messages, Value, join_sentences};

#[doc(hidden)]
impl Messages {
    /// Returns the message for a configuration file that cannot be used or changed.
    #[must_use]
    pub fn store_error(&self, error: &StoreError) -> Message {
        match error {
            StoreError::Absent => self.message("store-absent", &[]),
            StoreError::NoUsers => self.message("store-no-users", &[]),
            StoreError::Vanished => self.message("store-vanished", &[]),
            StoreError::Exists => self.message("store-exists", &[]),
            StoreError::Unusable(problems) if !problems.is_empty() && !has_error(problems) => {
                let first = problems
                    .first()
                    .map(|problem| self.problem(problem).summary);
                self.message(
                    "store-closing",
                    &[("first", first.unwrap_or_default().into())],
                )
            }
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
            StoreError::Unavailable(reason) => self.unavailable(reason),
            StoreError::Unwritable(reason) => {
                self.message("store-unwritable", &[("reason", reason.as_str().into())])
            }
            StoreError::Changed => self.message("store-changed", &[]),
            StoreError::NameRetired => {
                Message::of(self.get("register-username-taken").into_owned())
            }
            StoreError::EmailTaken => Message::of(self.get("details-email-taken").into_owned()),
            StoreError::Restricted => self.message("store-restricted", &[]),
            StoreError::TooMany => self.message("store-too-many", &[]),
            StoreError::Busy => self.message("store-busy", &[]),
            StoreError::TooLarge(limit) => {
                let limit = ("limit", (limit / (1024 * 1024)).into());
                self.message("store-too-large", &[limit])
            }
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
        let mut message = self.message("file-error", &position_in(file, trouble.position));
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

    /// Returns the position of a problem: file, line and column.
    #[must_use]
    pub fn position(&self, file: &str, problem: &Problem) -> String {
        self.with("position", &position_in(file, problem.position))
    }

    /// Returns the message for a problem of the configuration file.
    #[must_use]
    pub fn problem(&self, problem: &Problem) -> Message {
        let mut values = self.cause_values(&problem.cause);
        let field = match problem.field.as_str() {
            "" => self.get("whole-file").into(),
            field => field.into(),
        };
        values.push(("field", field));
        let name = match (problem.effect, &problem.cause) {
            (Effect::Ignored, Cause::LooksLike { .. }) => "problem-email-looks-like",
            (_, Cause::NetworkFileSystem { is_state: true, .. }) => "problem-state-on-network",
            (_, cause) => cause_name(cause),
        };
        let mut message = self.message(name, &values);
        let effect = match (problem.effect, &problem.cause) {
            (Effect::File, _) => return message,
            (
                Effect::Ignored,
                Cause::SameEmail { .. } | Cause::LooksLike { .. } | Cause::EmailIsUsername { .. },
            ) => "problem-address-unused",
            (Effect::Ignored, _) => "problem-ignored",
            (Effect::ClosesUser, Cause::SameUsername { .. } | Cause::LooksLike { .. }) => {
                "problem-closes-both"
            }
            (Effect::ClosesUser, _) => "problem-closes-user",
        };
        message.help = join_sentences(&message.help, &self.get(effect));
        message
    }

    fn cause_values<'a>(&'a self, cause: &'a Cause) -> Vec<(&'static str, Value<'a>)> {
        match cause {
            Cause::TooLarge { limit } => vec![("limit", (limit / (1024 * 1024)).into())],
            Cause::Syntax(reason) => vec![("reason", reason.as_str().into())],
            Cause::Store(problem) => store_values(problem),
            Cause::WrongType { expected, found } => vec![
                ("expected", self.get(value_type(*expected)).into()),
                ("found", self.get(value_type(*found)).into()),
            ],
            Cause::PasswordNotShared { max } | Cause::TooManyApprovals { max } => {
                vec![("max", count(*max))]
            }
            Cause::ActionName => vec![("max", ACTION_MAX.into())],
            Cause::Missing { key } => vec![("key", (*key).into())],
            Cause::OutOfRange { min, max } => vec![("min", (*min).into()), ("max", (*max).into())],
            Cause::DaysOutOfRange { max, used } => {
                vec![("max", (*max).into()), ("used", (*used).into())]
            }
            // As a text, an ID has no thousands separators.
            Cause::ForeignOwner { owner } => vec![("owner", owner.to_string().into())],
            Cause::NetworkFileSystem { kind, .. } => vec![("kind", kind.as_str().into())],
            Cause::UnknownWord { found, known } => vec![
                ("found", found.as_str().into()),
                ("known", known.join(", ").into()),
            ],
            Cause::Username(error) => vec![("reason", self.username_error(*error).into())],
            Cause::Name(error) | Cause::Role(error) => {
                vec![("reason", self.name_error(*error).into())]
            }
            Cause::AccessTimes(error) => {
                vec![("reason", self.access_times_error(*error).into())]
            }
            Cause::Email(error) => vec![("reason", self.email_error(*error).into())],
            Cause::SameUsername { other, at }
            | Cause::SameEmail { other, at }
            | Cause::LooksLike { other, at }
            | Cause::SameAccountId { other, at }
            | Cause::EmailIsUsername { other, at } => vec![
                ("other", other.as_str().into()),
                // As a text, a line number has no thousands separators.
                ("line", at.line.to_string().into()),
            ],
            Cause::Hash(HashError::TooLong) => vec![("max", (MAX_LEN / 4).into())],
            Cause::Hash(HashError::Cost(cost)) => vec![
                ("cost", (*cost).into()),
                ("min", BCRYPT_VERIFY_MIN.into()),
                ("max", BCRYPT_VERIFY_MAX.into()),
            ],
            Cause::UnknownPage { name }
            | Cause::UnknownIcon { name }
            | Cause::UnknownApproval { name } => {
                vec![("name", name.as_str().into())]
            }
            Cause::ShellPlaceholder { program } => vec![("program", program.as_str().into())],
            Cause::Placeholder { found } => vec![("found", found.as_str().into())],
            Cause::FileMissing { path } => vec![("path", path.as_str().into())],
            Cause::ExactlyOneOf { keys } => vec![("keys", keys.join(", ").into())],
            Cause::LikelyTypo { found, meant } => {
                vec![("found", found.as_str().into()), ("meant", (*meant).into())]
            }
            Cause::UnknownRole { name, known } => vec![
                ("name", name.as_str().into()),
                ("known", known.join(", ").into()),
            ],
            Cause::OpenToOthers { mode }
            | Cause::ReadableByOthers { mode }
            | Cause::WritableByOthers { mode } => mode_value(*mode),
            _ => Vec::new(),
        }
    }
}

/// Returns the values for a position. As texts, numbers have no thousands separators.
/// Permission bits as people write them.
fn mode_value(mode: Option<u32>) -> Vec<(&'static str, Value<'static>)> {
    let value = mode.map(|mode| ("mode", format!("{mode:03o}").into()));
    value.into_iter().collect()
}

fn position_in(file: &str, position: Position) -> [(&'static str, Value<'_>); 3] {
    [
        ("file", file.into()),
        ("line", position.line.to_string().into()),
        ("column", position.column.to_string().into()),
    ]
}

/// Returns `true` if one of the problems makes the file unusable.
fn has_error(problems: &[Problem]) -> bool {
    let mut problems = problems.iter();
    problems.any(|problem| problem.severity() == Severity::Error)
}

/// Returns the name of the message for a hash that cannot be used.
fn hash_name(error: HashError) -> &'static str {
    match error {
        HashError::Broken => "problem-hash-broken",
        HashError::Cost(_) => "problem-hash-cost",
        HashError::TooLong => "problem-password-long",
        HashError::TooDear => "problem-hash-expensive",
    }
}

/// The names of the messages for a place with permission bits, and for one of Windows.
const OPEN: [&str; 2] = ["problem-open-to-others", "problem-open-to-others-windows"];
const READABLE: [&str; 2] = [
    "problem-readable-by-others",
    "problem-readable-by-others-windows",
];
const WRITABLE: [&str; 2] = [
    "problem-writable-by-others",
    "problem-writable-by-others-windows",
];

fn access_name(mode: Option<u32>, [bits, windows]: &[&'static str; 2]) -> &'static str {
    if mode.is_some() { bits } else { windows }
}

fn store_values(problem: &StoreProblem) -> Vec<(&'static str, Value<'_>)> {
    match problem {
        StoreProblem::Address(reason) => vec![("reason", reason.as_str().into())],
        _ => Vec::new(),
    }
}

/// Returns the name of the message for a file that names a server.
fn store_name(problem: &StoreProblem) -> &'static str {
    match problem {
        StoreProblem::Address(_) => "problem-store-address",
        StoreProblem::Password => "problem-store-password",
        StoreProblem::OnServer => "problem-on-server",
        StoreProblem::NotConnected => "problem-store-not-connected",
        StoreProblem::Changed => "problem-store-changed",
        StoreProblem::Restriction => "problem-store-restriction",
    }
}

/// Returns the name of the message for a cause.
fn cause_name(cause: &Cause) -> &'static str {
    match cause {
        Cause::Empty => "problem-empty",
        Cause::NotUtf8 => "problem-not-utf8",
        Cause::TooLarge { .. } => "problem-too-large",
        Cause::Syntax(_) => "problem-syntax",
        Cause::SeveralDocuments => "problem-several-documents",
        Cause::DuplicateKey => "problem-duplicate-key",
        Cause::WrongType { .. } => "problem-wrong-type",
        Cause::Missing { .. } => "problem-missing",
        Cause::OutOfRange { .. } => "problem-out-of-range",
        Cause::UnknownWord { .. } => "problem-unknown-word",
        Cause::Username(_) => "problem-username",
        Cause::AccessTimes(_) => "problem-access-times",
        Cause::Email(_) => "problem-email",
        Cause::SameUsername { .. } => "problem-same-username",
        Cause::SameEmail { .. } => "problem-same-email",
        Cause::LooksLike { .. } => "problem-looks-like",
        Cause::EmailIsUsername { .. } => "problem-email-is-username",
        Cause::NewerFormat => "problem-newer-format",
        Cause::Store(problem) => store_name(problem),
        Cause::ListLayout => "problem-list-layout",
        Cause::AccountId => "problem-account-id",
        Cause::SameAccountId { .. } => "problem-same-account-id",
        Cause::NoPassword => "problem-no-password",
        Cause::PasswordNotText => "problem-password-not-text",
        Cause::Hash(error) => hash_name(*error),
        Cause::Damaged => "problem-damaged",
        Cause::PlainPassword => "problem-plain-password",
        Cause::PasswordNotShared { .. } => "problem-password-not-shared",
        Cause::HashNotShared => "problem-hash-not-shared",
        Cause::PublishedPassword => "problem-published-password",
        Cause::LinkScheme => "problem-link-scheme",
        Cause::Placeholder { .. } => "problem-placeholder",
        Cause::ShellPlaceholder { .. } => "problem-shell-placeholder",
        Cause::BatchFile => "problem-batch-file",
        Cause::UnknownPage { .. } => "problem-unknown-page",
        Cause::ProofWithoutMail => "problem-proof-without-mail",
        Cause::PermissionForNewUsers => "problem-permission-for-new-users",
        Cause::NoAdministratorLeft => "problem-no-administrator-left",
        Cause::PageWithoutAccess => "problem-page-without-access",
        Cause::ActionName => "problem-action-name",
        Cause::TooManyApprovals { .. } => "problem-too-many-approvals",
        Cause::ApprovalWithoutRole => "problem-approval-without-role",
        Cause::ApproversNotApproved => "problem-approvers-not-approved",
        Cause::PinForBuiltIn => "problem-pin-for-built-in",
        Cause::UnknownApproval { .. } => "problem-unknown-approval",
        Cause::FileMissing { .. } => "problem-file-missing",
        Cause::ExactlyOneOf { .. } => "problem-exactly-one-of",
        Cause::UnknownIcon { .. } => "problem-unknown-icon",
        Cause::TextForList => "problem-text-for-list",
        Cause::LikelyTypo { .. } => "problem-likely-typo",
        Cause::UnknownRole { .. } => "problem-unknown-role",
        Cause::Name(_) => "problem-name",
        Cause::Role(_) => "problem-role",
        Cause::MailNotEncrypted => "problem-mail-not-encrypted",
        Cause::NotAColour => "problem-not-a-colour",
        Cause::ManifestAddress => "problem-manifest-address",
        Cause::ManifestKey => "problem-manifest-key",
        Cause::NoAdministrator => "problem-no-administrator",
        Cause::DaysOutOfRange { .. } => "problem-days-out-of-range",
        Cause::OpenToOthers { mode } => access_name(*mode, &OPEN),
        Cause::ReadableByOthers { mode } => access_name(*mode, &READABLE),
        Cause::WritableByOthers { mode } => access_name(*mode, &WRITABLE),
        Cause::ForeignOwner { .. } => "problem-foreign-owner",
        Cause::NetworkFileSystem { .. } => "problem-network-file-system",
    }
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
