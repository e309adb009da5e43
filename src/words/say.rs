//! Sentences for errors: each cause has its own words, here and nowhere else.

use std::time::Duration;

use crate::account::credential::{BCRYPT_VERIFY_MAX, BCRYPT_VERIFY_MIN, HashError};
use crate::account::email::EmailError;
use crate::account::lockout::Locked;
use crate::account::password::{PasswordError, Strength};
use crate::account::problem::{Cause, Place, Problem, Severity, Shape};
use crate::account::recovery::CodeError;
use crate::account::secret::{MAX_LEN, Secret};
use crate::account::username::{MAX_CHARS, UsernameError};
use crate::service::mail::TestMailError;
use crate::service::page::{LaunchError, PageError};
use crate::service::people::PeopleError;
use crate::service::ports::{
    AccountEvent, Mail, MailText, SeatError, StateError, StoreError, VaultError,
};
use crate::service::refresh::Trouble;
use crate::service::remember::RememberError;
use crate::service::request::Before;
use crate::service::sign_in::SignInError;

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
            PasswordError::Common => self.get("error-password-common").into_owned(),
            PasswordError::OwnWords => self.get("error-password-own").into_owned(),
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

    /// The file cannot be used as it stands, and what it said last is still in force.
    #[must_use]
    pub fn trouble(&self, file: &str, trouble: &Trouble) -> Said {
        let values = [
            ("file", file.into()),
            ("line", Value::from(trouble.place.line.to_string())),
            ("column", Value::from(trouble.place.column.to_string())),
        ];
        let mut said = self.say("trouble", &values);
        if let Some(problem) = &trouble.problem {
            said.todo = format!("{} {}", self.problem(problem).line(), said.todo);
        }
        said
    }

    /// A name that is locked for a while.
    #[must_use]
    pub fn locked(&self, left: Duration) -> Said {
        // Up, so that it never says 0:00 while it is still locked.
        let seconds = left.as_millis().div_ceil(1000);
        let time = format!("{}:{:02}", seconds / 60, seconds % 60);
        self.say("login-locked", &[("time", time.into())])
    }

    /// Why somebody was not signed in, or their name not unlocked.
    #[must_use]
    pub fn sign_in_error(&self, error: &SignInError) -> Said {
        match error {
            SignInError::Refused => self.say("login-refused", &[]),
            SignInError::Locked(Locked::For(seconds)) => {
                self.locked(Duration::from_secs((*seconds).into()))
            }
            SignInError::Locked(Locked::UntilUnlocked) => self.say("login-stopped", &[]),
            SignInError::Code(_) | SignInError::CodeWrong => self.say("code-wrong", &[]),
            SignInError::Expired => self.say("login-expired", &[]),
            SignInError::Hasher(_) => self.say("error-not-hashed", &[]),
            SignInError::Seat(error) => self.seat_error(error),
            SignInError::State(error) => self.state_error(error),
            SignInError::Store(error) => self.store_error(error),
        }
    }

    /// No place among those who are signed in.
    #[must_use]
    pub fn seat_error(&self, error: &SeatError) -> Said {
        match error {
            SeatError::AlreadyIn => self.say("seat-already-in", &[]),
            SeatError::Full => self.say("seat-full", &[]),
            SeatError::State(error) => self.state_error(error),
        }
    }

    /// A code that is none.
    #[must_use]
    pub fn code_error(&self, error: CodeError) -> String {
        let name = match error {
            CodeError::Empty => "error-code-missing",
            CodeError::Mistyped => "error-code-mistyped",
        };
        self.get(name).into_owned()
    }

    /// How strong a password is.
    #[must_use]
    pub fn strength(&self, strength: Strength) -> String {
        let name = match strength {
            Strength::VeryWeak => "strength-very-weak",
            Strength::Weak => "strength-weak",
            Strength::Fair => "strength-fair",
            Strength::Good => "strength-good",
            Strength::Strong => "strength-strong",
        };
        self.get(name).into_owned()
    }

    /// How long ago something was.
    #[must_use]
    pub fn ago(&self, at: i64, now: i64) -> String {
        let (name, number) = match now.saturating_sub(at).max(0) {
            0..60 => ("ago-now", 0),
            ago @ 60..3_600 => ("ago-minutes", ago / 60),
            ago @ 3_600..86_400 => ("ago-hours", ago / 3_600),
            ago => ("ago-days", ago / 86_400),
        };
        self.with(name, &[("number", number.into())])
    }

    /// Something that happened to an account.
    #[must_use]
    pub fn account_event(&self, event: AccountEvent, at: i64, now: i64) -> String {
        let name = match event {
            AccountEvent::PasswordChanged => "told-password-changed",
            AccountEvent::PasswordSet => "told-password-set",
            AccountEvent::PasswordRecovered => "told-password-recovered",
            AccountEvent::ResetStarted => "told-reset-started",
            AccountEvent::CodeUsed => "told-code-used",
            AccountEvent::CodesRenewed => "told-codes-renewed",
            AccountEvent::TwoStepOn => "told-two-step-on",
            AccountEvent::TwoStepOff => "told-two-step-off",
            AccountEvent::EmailChanged => "told-email-changed",
            AccountEvent::SignedOutEverywhere => "told-signed-out",
            AccountEvent::TokenReused => "told-token-reused",
        };
        self.with(name, &[("ago", self.ago(at, now).into())])
    }

    /// A test mail that was not sent.
    #[must_use]
    pub fn mail_error(&self, error: &TestMailError) -> Said {
        match error {
            TestMailError::NoServer => self.say("mail-no-server", &[]),
            TestMailError::Email(error) => Said {
                what: self.email_error(*error),
                todo: String::new(),
            },
            TestMailError::Mail(error) => {
                self.say("mail-failed", &[("reason", error.0.as_str().into())])
            }
            TestMailError::Store(error) => self.store_error(error),
        }
    }

    /// Subject and text of a mail.
    #[must_use]
    pub fn mail(&self, mail: &Mail) -> (String, Secret) {
        let app = self.get("app-title");
        let app = mail.app.as_deref().unwrap_or(&app);
        let (name, mut values) = match &mail.text {
            MailText::Code { code, minutes } => {
                let code = ("code", code.expose().into());
                ("mail-code", vec![code, ("minutes", (*minutes).into())])
            }
            MailText::Username(username) => (
                "mail-username",
                vec![("username", username.as_str().into())],
            ),
            MailText::Test => ("mail-test", vec![]),
        };
        values.push(("app", app.into()));
        let said = self.say(name, &values);
        (said.what, Secret::new(said.todo))
    }

    /// The state database cannot be used.
    #[must_use]
    pub fn state_error(&self, error: &StateError) -> Said {
        self.say("state-unusable", &[("reason", error.0.as_str().into())])
    }

    /// When somebody last came in, and what was tried since. Nothing for the first time.
    #[must_use]
    pub fn before(&self, before: Before) -> Option<String> {
        let ago = self.ago(before.last_sign_in?, before.now);
        let when = self.with("last-sign-in", &[("ago", ago.into())]);
        Some(match before.failures {
            0 => when,
            failures => {
                let values = [("when", when.into()), ("failures", failures.into())];
                self.with("last-sign-in-failures", &values)
            }
        })
    }

    /// Why people were not added, changed or removed.
    #[must_use]
    pub fn people_error(&self, error: &PeopleError) -> Said {
        let only = |what: String| Said {
            what,
            todo: String::new(),
        };
        match error {
            PeopleError::Unknown => self.say("people-unknown", &[]),
            PeopleError::UsernameTaken => only(self.get("register-username-taken").into_owned()),
            PeopleError::EmailTaken(other) => {
                self.say("people-email-taken", &[("other", other.as_str().into())])
            }
            PeopleError::LastAdministrator => self.say("people-last-administrator", &[]),
            PeopleError::NotAllowed => self.say("people-not-allowed", &[]),
            PeopleError::AskPassword => self.say("people-ask-password", &[]),
            PeopleError::NoPassword => self.say("people-no-password", &[]),
            PeopleError::NothingToDo => self.say("people-nothing", &[]),
            PeopleError::NameMissing => only(self.get("error-name-missing").into_owned()),
            PeopleError::RoleMissing => self.say("people-role-missing", &[]),
            PeopleError::Username(error) => only(self.username_error(*error)),
            PeopleError::Email(error) => only(self.email_error(*error)),
            PeopleError::Password(error) => only(self.password_error(*error)),
            PeopleError::Hasher(_) => only(self.get("error-not-hashed").into_owned()),
            PeopleError::Store(error) => self.store_error(error),
        }
    }

    /// A problem with its place, the line itself and what to do, in the form that editors and
    /// terminals turn into links: `file:line:column: severity: what`.
    #[must_use]
    pub fn problem_in_full(&self, file: &str, problem: &Problem) -> String {
        let severity = match problem.severity() {
            Severity::Error => "severity-error",
            Severity::Warning => "severity-warning",
        };
        let said = self.problem(problem);
        let Place { line, column } = problem.place;
        let severity = self.get(severity);
        let mut out = format!("{file}:{line}:{column}: {severity}: {}", said.what);
        if let Some(excerpt) = &problem.excerpt {
            let number = problem.place.line.to_string();
            let margin = " ".repeat(number.len());
            let before = " ".repeat(excerpt.before);
            out.push_str(&format!("\n    {number} | {}", excerpt.text));
            out.push_str(&format!("\n    {margin} | {before}^"));
        }
        if !said.todo.is_empty() {
            out.push_str(&format!("\n    {}", said.todo));
        }
        out
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
        let (name, mut values) = self.words_for(&problem.cause);
        let field = match problem.field.as_str() {
            "" => self.get("the-file"),
            field => field.into(),
        };
        values.push(("field", Value::from(field.into_owned())));
        self.say(name, &values)
    }

    fn words_for<'a>(&'a self, cause: &'a Cause) -> (&'static str, Vec<(&'static str, Value<'a>)>) {
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
                let expected = ("expected", self.get(shape(*expected)).into());
                let found = ("found", self.get(shape(*found)).into());
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
            Cause::SameUsername { other, at } => ("problem-same-username", another(other, *at)),
            Cause::SameEmail { other, at } => ("problem-same-email", another(other, *at)),
            Cause::LooksLike { other, at } => ("problem-looks-like", another(other, *at)),
            Cause::EmailIsUsername { other, at } => {
                ("problem-email-is-username", another(other, *at))
            }
            Cause::NoPassword => ("problem-no-password", vec![]),
            Cause::PasswordNotText => ("problem-password-not-text", vec![]),
            Cause::Hash(HashError::Broken) => ("problem-hash-broken", vec![]),
            Cause::Hash(HashError::Cost(cost)) => {
                let (min, max) = (BCRYPT_VERIFY_MIN.into(), BCRYPT_VERIFY_MAX.into());
                let values = vec![("cost", (*cost).into()), ("min", min), ("max", max)];
                ("problem-hash-cost", values)
            }
            Cause::Hash(HashError::TooDear) => ("problem-hash-dear", vec![]),
            Cause::Damaged => ("problem-damaged", vec![]),
            Cause::PlainPassword => ("problem-plain-password", vec![]),
            Cause::LinkScheme => ("problem-link-scheme", vec![]),
            Cause::NobodyMayOpen => ("problem-nobody-may-open", vec![]),
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
            Cause::NoAdministrator => ("problem-no-administrator", vec![]),
            Cause::OpenToOthers { mode } => {
                let mode = Value::from(format!("{mode:03o}"));
                ("problem-open-to-others", vec![("mode", mode)])
            }
        }
    }
}

/// The other entry that an entry collides with. Line numbers are not grouped in thousands.
fn another(other: &str, at: Place) -> Vec<(&'static str, Value<'_>)> {
    let line = Value::from(at.line.to_string());
    vec![("other", other.into()), ("line", line)]
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
