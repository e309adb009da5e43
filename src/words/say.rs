//! Sentences for errors: each cause has its own words, here and nowhere else.

use crate::account::credential::{BCRYPT_VERIFY_MAX, BCRYPT_VERIFY_MIN, HashError};
use crate::account::email::EmailError;
use crate::account::password::PasswordError;
use crate::account::problem::{Cause, Problem, Severity, Shape};
use crate::account::secret::MAX_LEN;
use crate::account::username::{MAX_CHARS, UsernameError};
use crate::service::page::{LaunchError, PageError};
use crate::service::ports::{StoreError, VaultError};
use crate::service::remember::RememberError;

use super::{Said, Value, Words};

fn count(number: usize) -> Value<'static> {
    Value::from(number)
}

impl Words {
    /// A username that cannot be used.
    #[must_use]
    pub fn username_error(&self, error: UsernameError) -> String {
        match error {
            UsernameError::Empty => self.get("error-username-missing").into_owned(),
            UsernameError::TooLong => {
                self.with("error-username-long", &[("max", count(MAX_CHARS))])
            }
            UsernameError::Character => self.get("error-username-character").into_owned(),
        }
    }

    /// An e-mail address that cannot be used.
    #[must_use]
    pub fn email_error(&self, error: EmailError) -> String {
        let name = match error {
            EmailError::Empty => "error-email-missing",
            EmailError::Form => "error-email-form",
        };
        self.get(name).into_owned()
    }

    /// A new password that is refused.
    #[must_use]
    pub fn password_error(&self, error: PasswordError) -> String {
        match error {
            PasswordError::Empty => self.get("error-password-missing").into_owned(),
            PasswordError::TooShort { min } => {
                self.with("error-password-short", &[("min", count(min))])
            }
            PasswordError::TooLong => {
                self.with("error-password-long", &[("max", count(MAX_LEN / 4))])
            }
            PasswordError::ControlCharacter => self.get("error-password-control").into_owned(),
        }
    }

    /// Why the keyring cannot be used.
    #[must_use]
    pub fn vault_error(&self, error: VaultError) -> String {
        let name = match error {
            VaultError::Absent => "vault-absent",
            VaultError::Locked => "vault-locked",
            VaultError::Slow => "vault-slow",
            VaultError::Failed => "vault-failed",
        };
        self.get(name).into_owned()
    }

    /// Why the credential file cannot be used or changed.
    #[must_use]
    pub fn store_error(&self, error: &StoreError) -> Said {
        match error {
            StoreError::Absent => self.say("store-absent", &[]),
            StoreError::Exists => self.say("store-exists", &[]),
            StoreError::Unusable(problems) => {
                let mut errors = problems
                    .iter()
                    .filter(|p| p.severity() == Severity::Error)
                    .peekable();
                let first = errors.peek().map(|problem| self.problem(problem).what);
                self.say(
                    "store-unusable",
                    &[
                        ("first", Value::from(first.unwrap_or_default())),
                        ("count", count(errors.count())),
                    ],
                )
            }
            StoreError::Unreadable(reason) => {
                self.say("store-unreadable", &[("reason", reason.as_str().into())])
            }
            StoreError::Unwritable(reason) => {
                self.say("store-unwritable", &[("reason", reason.as_str().into())])
            }
            StoreError::Changed => self.say("store-changed", &[]),
            StoreError::Busy => self.say("store-busy", &[]),
            StoreError::Refused(place) => self.say(
                "store-refused",
                &[("line", count(place.line)), ("column", count(place.column))],
            ),
        }
    }

    /// Why a page does not open.
    #[must_use]
    pub fn page_error(&self, error: &PageError) -> Said {
        match error {
            PageError::NotAllowed => self.say("page-not-allowed", &[]),
            PageError::FileUnreadable {
                path,
                reason,
                place,
                config,
            } => self.say(
                "page-unreadable",
                &[
                    ("path", path.as_str().into()),
                    ("reason", reason.as_str().into()),
                    ("file", config.as_str().into()),
                    ("line", Value::from(place.line.to_string())),
                ],
            ),
            PageError::Store(error) => self.store_error(error),
        }
    }

    /// Why something did not start.
    #[must_use]
    pub fn launch_error(&self, error: &LaunchError) -> Said {
        match error {
            LaunchError::Page(error) => self.page_error(error),
            LaunchError::NotStarted { title, reason } => self.say(
                "launch-not-started",
                &[
                    ("title", title.as_str().into()),
                    ("reason", reason.as_str().into()),
                ],
            ),
        }
    }

    /// Why somebody will not be remembered.
    #[must_use]
    pub fn not_remembered(&self, error: &RememberError) -> Said {
        let reason = self.remember_reason(error);
        self.say("not-remembered", &[("reason", reason.into())])
    }

    /// What a sign-out left undone.
    #[must_use]
    pub fn sign_out_error(&self, error: &RememberError) -> Said {
        let name = match error {
            RememberError::Vault(_) => "sign-out-failed",
            RememberError::NotPossible
            | RememberError::State(_)
            | RememberError::Store(_)
            | RememberError::Randomness(_) => "sign-out-failed-state",
        };
        let reason = self.remember_reason(error);
        self.say(name, &[("reason", reason.into())])
    }

    fn remember_reason(&self, error: &RememberError) -> String {
        match error {
            RememberError::NotPossible | RememberError::Randomness(_) => {
                self.get("not-remembered-account").into_owned()
            }
            RememberError::Vault(error) => error.to_string(),
            RememberError::State(_) => self.get("not-remembered-state").into_owned(),
            RememberError::Store(error) => error.to_string(),
        }
    }

    /// The place of a problem: file, line and column.
    #[must_use]
    pub fn place(&self, file: &str, problem: &Problem) -> String {
        self.with(
            "place",
            &[
                ("file", file.into()),
                ("line", Value::from(problem.place.line.to_string())),
                ("column", Value::from(problem.place.column.to_string())),
            ],
        )
    }

    /// What is wrong with the credential file, and what to do.
    #[must_use]
    pub fn problem(&self, problem: &Problem) -> Said {
        let field = ("field", Value::from(problem.field.as_str()));
        match &problem.cause {
            Cause::Hash(error) => self.hash_problem(*error, field),
            Cause::SameUsername { other, at } => {
                self.other_problem("problem-same-username", field, other, at.line)
            }
            Cause::SameEmail { other, at } => {
                self.other_problem("problem-same-email", field, other, at.line)
            }
            Cause::EmailIsUsername { other, at } => {
                self.other_problem("problem-email-is-username", field, other, at.line)
            }
            Cause::Username(error) => {
                let reason = self.username_error(*error);
                self.say("problem-username", &[field, ("reason", reason.into())])
            }
            Cause::Email(error) => {
                let reason = self.email_error(*error);
                self.say("problem-email", &[field, ("reason", reason.into())])
            }
            Cause::WrongType { expected, found } => {
                let words = [
                    field,
                    ("expected", self.get(shape(*expected)).into()),
                    ("found", self.get(shape(*found)).into()),
                ];
                self.say("problem-wrong-type", &words)
            }
            cause => self.simple_problem(cause, field),
        }
    }

    fn hash_problem(&self, error: HashError, field: (&str, Value<'_>)) -> Said {
        match error {
            HashError::Broken => self.say("problem-hash-broken", &[field]),
            HashError::Cost(cost) => self.say(
                "problem-hash-cost",
                &[
                    field,
                    ("cost", cost.into()),
                    ("min", BCRYPT_VERIFY_MIN.into()),
                    ("max", BCRYPT_VERIFY_MAX.into()),
                ],
            ),
            HashError::TooDear => self.say("problem-hash-dear", &[field]),
        }
    }

    fn other_problem(
        &self,
        name: &str,
        field: (&str, Value<'_>),
        other: &str,
        line: usize,
    ) -> Said {
        let line = Value::from(line.to_string());
        self.say(name, &[field, ("other", other.into()), ("line", line)])
    }

    fn simple_problem(&self, cause: &Cause, field: (&str, Value<'_>)) -> Said {
        match cause {
            Cause::Empty => self.say("problem-empty", &[]),
            Cause::NotUtf8 => self.say("problem-not-utf8", &[]),
            Cause::TooLarge { limit } => {
                let mebibytes = Value::from(limit / (1024 * 1024));
                self.say("problem-too-large", &[("limit", mebibytes)])
            }
            Cause::Syntax(reason) => {
                self.say("problem-syntax", &[("reason", reason.as_str().into())])
            }
            Cause::SeveralDocuments => self.say("problem-several-documents", &[]),
            Cause::DuplicateKey => self.say("problem-duplicate-key", &[field]),
            Cause::Missing { key } => {
                let (_, place) = field;
                self.say("problem-missing", &[("where", place), ("key", (*key).into())])
            }
            Cause::OutOfRange { min, max } => self.say(
                "problem-out-of-range",
                &[field, ("min", (*min).into()), ("max", (*max).into())],
            ),
            Cause::UnknownWord { found, known } => self.say(
                "problem-unknown-word",
                &[
                    field,
                    ("found", found.as_str().into()),
                    ("known", known.join(", ").into()),
                ],
            ),
            Cause::NoPassword => self.say("problem-no-password", &[field]),
            Cause::PasswordNotText => self.say("problem-password-not-text", &[field]),
            Cause::PlainPassword => self.say("problem-plain-password", &[field]),
            Cause::LinkScheme => self.say("problem-link-scheme", &[field]),
            Cause::NobodyMayOpen => self.say("problem-nobody-may-open", &[field]),
            Cause::FileMissing { path } => {
                let path = ("path", Value::from(path.as_str()));
                self.say("problem-file-missing", &[field, path])
            }
            Cause::ExactlyOneOf { keys } => {
                let keys = Value::from(keys.join(", "));
                self.say("problem-exactly-one-of", &[field, ("keys", keys)])
            }
            Cause::UnknownIcon { name } => {
                let name = ("name", Value::from(name.as_str()));
                self.say("problem-unknown-icon", &[field, name])
            }
            Cause::TextForList => self.say("problem-text-for-list", &[field]),
            Cause::LikelyTypo { found, meant } => self.say(
                "problem-likely-typo",
                &[("found", found.as_str().into()), ("meant", (*meant).into())],
            ),
            Cause::NoAdministrator => self.say("problem-no-administrator", &[]),
            Cause::OpenToOthers { mode } => {
                let mode = Value::from(format!("{mode:03o}"));
                self.say("problem-open-to-others", &[("mode", mode)])
            }
        }
    }
}

fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "shape-text",
        Shape::Number => "shape-number",
        Shape::Flag => "shape-flag",
        Shape::Nothing => "shape-nothing",
        Shape::List => "shape-list",
        Shape::Mapping => "shape-mapping",
    }
}
