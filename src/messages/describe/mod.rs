//! Messages for errors and states: the only place that names the message of each of them.

pub(crate) mod account;
mod approvals;
pub mod audit;
mod audit_words;
mod bulk;
mod date;
mod details;
pub(crate) mod file;
mod outage;
mod pages;
mod settings;
#[cfg(feature = "updates")]
mod updates;
pub(crate) mod users;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::domain::access_times::{AccessRefusal, AccessTimesError};
use crate::domain::customization::{CustomFieldError, Refusal, VALUE_MAX};
use crate::domain::email::EmailError;
use crate::domain::password::PasswordError;
use crate::domain::person_name::{NAME_MAX, NameError};
use crate::domain::secret::MAX_LEN;
use crate::domain::throttle::Locked;
use crate::domain::user_field::UserFieldError;
use crate::domain::username::{MAX_CHARS, UsernameError};
use crate::service::ports::StateError;
use crate::service::sign_in::SignInError;
use crate::service::users::UserError;

use crate::messages::custom::OWN;
use crate::messages::{Message, Messages, Value};

/// Formats a time as minutes and seconds.
fn minutes(left: Duration) -> String {
    // Rounded up, so that it is never 0:00 while time is left.
    let seconds = left.as_millis().div_ceil(1000);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn count(number: usize) -> Value<'static> {
    Value::from(number)
}

/// Names of messages that do not exist and are in the log: forms look theirs up in every frame.
static LOGGED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Returns `true` the first time that it gets a name.
fn is_new_in_log(name: &str) -> bool {
    let mut logged = LOGGED.lock().unwrap_or_else(PoisonError::into_inner);
    logged.insert(name.to_owned())
}

#[doc(hidden)]
impl Messages {
    /// Returns the message for a value that is refused.
    #[must_use]
    pub fn user_field_error(&self, error: UserFieldError) -> String {
        match error {
            UserFieldError::Username(error) => self.username_error(error),
            UserFieldError::Email(error) => self.email_error(error),
            UserFieldError::NameMissing => self.get("error-name-missing").into_owned(),
            UserFieldError::FirstName(error)
            | UserFieldError::LastName(error)
            | UserFieldError::Role(error) => self.name_error(error),
            UserFieldError::RoleMissing => self.get("user-role-missing").into_owned(),
            UserFieldError::AccessTimes(error) => self.access_times_error(error),
            UserFieldError::Password(error) => self.password_error(error),
            UserFieldError::CustomField(_, error) => self.custom_field_error(error),
        }
    }

    /// Returns the message for a name or a role that is refused.
    #[must_use]
    pub fn name_error(&self, error: NameError) -> String {
        match error {
            NameError::TooLong => self.with("error-field-long", &[("max", count(NAME_MAX))]),
            NameError::Character => self.get("error-field-character").into_owned(),
        }
    }

    /// Returns the message for an invalid username.
    #[must_use]
    pub fn username_error(&self, error: UsernameError) -> String {
        match error {
            UsernameError::Empty => self.get("error-username-missing").into_owned(),
            UsernameError::TooLong => self.with("error-field-long", &[("max", count(MAX_CHARS))]),
            UsernameError::Character => self.get("error-username-character").into_owned(),
            UsernameError::Refused(refusal) => self.refusal(refusal),
        }
    }

    /// Returns a text of the host app: `text` itself, or the message that it names (`own-…`). Returns `None` and logs an
    /// error once if it names none, so that no user reads the name.
    #[must_use]
    pub fn app_text<'a>(&'a self, text: &'a str) -> Option<Cow<'a, str>> {
        let is_in_names = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        if !text.starts_with(OWN) || !text.bytes().all(is_in_names) {
            return Some(Cow::Borrowed(text));
        }
        let found = self.own_text(text);
        if found.is_none() && is_new_in_log(text) {
            tracing::error!(name = text, "the app has no message of this name");
        }
        found
    }

    /// Returns the message for a value that a validator of the host app refused.
    #[must_use]
    pub fn refusal(&self, refusal: Refusal) -> String {
        let text = self.app_text(refusal.0);
        let text = text.unwrap_or_else(|| self.get("error-value-refused"));
        text.into_owned()
    }

    /// Returns the message for an invalid custom field.
    #[must_use]
    pub fn custom_field_error(&self, error: CustomFieldError) -> String {
        match error {
            CustomFieldError::Missing => self.get("error-field-missing").into_owned(),
            CustomFieldError::TooLong => {
                self.with("error-field-long", &[("max", count(VALUE_MAX))])
            }
            CustomFieldError::Character => self.get("error-field-character").into_owned(),
            CustomFieldError::Refused(refusal) => self.refusal(refusal),
        }
    }

    /// Returns the message for an invalid e-mail address.
    #[must_use]
    pub fn email_error(&self, error: EmailError) -> String {
        let name = match error {
            EmailError::Empty => "error-email-missing",
            EmailError::Form => "error-email-form",
            EmailError::Refused(refusal) => return self.refusal(refusal),
        };
        self.get(name).into_owned()
    }

    /// Returns the message for a new password that is not accepted.
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
            PasswordError::TooLongToShare { max } => {
                self.with("error-password-shared", &[("max", count(max))])
            }
            PasswordError::Common => self.get("error-password-common").into_owned(),
            PasswordError::OwnWords => self.get("error-password-own").into_owned(),
            PasswordError::ControlCharacter => self.get("error-password-control").into_owned(),
            PasswordError::Refused(refusal) => self.refusal(refusal),
        }
    }

    /// Returns the message for a lockout that lasts for this time.
    #[must_use]
    pub fn locked(&self, left: Duration) -> Message {
        self.message("sign-in-locked", &[("time", minutes(left).into())])
    }

    /// Returns the message for a window that locks automatically after this time.
    #[must_use]
    pub fn locking(&self, left: Duration) -> Message {
        self.message("lock-warning", &[("time", minutes(left).into())])
    }

    /// Returns the message for a window that locks after this time because the access of the user ends.
    #[must_use]
    pub fn access_ends(&self, left: Duration) -> Message {
        self.message("access-ends", &[("time", minutes(left).into())])
    }

    /// Returns the message for a window that locks after this time because the credential store is out of reach.
    #[must_use]
    pub fn outage_locks(&self, left: Duration) -> Message {
        self.message("outage-locks", &[("time", minutes(left).into())])
    }

    /// Returns the message for a window that locks after this time because the session has lasted for as long as it may.
    #[must_use]
    pub fn session_ends(&self, left: Duration) -> Message {
        self.message("session-ends", &[("time", minutes(left).into())])
    }

    /// Returns the message for a user who may sign in on other days or at other hours only.
    #[must_use]
    pub fn access_refusal(&self, refusal: AccessRefusal) -> Message {
        let date = |day| ("date", self.full_date(day).into());
        match refusal {
            AccessRefusal::NotYet(day) => self.message("access-not-yet", &[date(day)]),
            AccessRefusal::Expired(day) => self.message("access-expired", &[date(day)]),
            AccessRefusal::OutsideHours(next) => {
                let values = [date(next.day), ("time", next.clock().into())];
                self.message("access-outside-hours", &values)
            }
        }
    }

    /// Returns the message for a date or hours that are not understood.
    #[must_use]
    pub fn access_times_error(&self, error: AccessTimesError) -> String {
        let name = match error {
            AccessTimesError::From | AccessTimesError::Until => "error-date",
            AccessTimesError::Hours => "error-hours",
        };
        self.get(name).into_owned()
    }
}

impl Messages {
    /// Returns the message for a failed sign-in, as it is at this moment: the window counts a lockout down instead.
    #[must_use]
    pub fn sign_in_error(&self, error: &SignInError) -> Message {
        match error {
            SignInError::Refused => self.message("sign-in-refused", &[]),
            SignInError::Delaying => self.message("sign-in-delaying", &[]),
            SignInError::Published => self.message("sign-in-published", &[]),
            SignInError::Pending => self.message("sign-in-pending", &[]),
            SignInError::NotNow(refusal) => self.access_refusal(*refusal),
            SignInError::Outdated => self.message("sign-in-outdated", &[]),
            SignInError::SecondFactor => self.message("sign-in-second-factor", &[]),
            SignInError::SetUpSecondFactor => self.message("sign-in-set-up-second-factor", &[]),
            SignInError::Locked(Locked::For(seconds)) => {
                self.locked(Duration::from_secs((*seconds).into()))
            }
            SignInError::Locked(Locked::UntilUnlocked) => self.message("sign-in-stopped", &[]),
            SignInError::Code(_) | SignInError::CodeWrong => self.message("code-wrong", &[]),
            SignInError::Expired => self.message("sign-in-expired", &[]),
            SignInError::Hasher(_) => self.message("error-not-hashed", &[]),
            SignInError::SessionLimit(error) => self.session_limit_error(error),
            SignInError::State(error) => self.state_error(error),
            SignInError::Store(error) => self.store_error(error),
        }
    }

    /// Returns the message for a state database that cannot be used.
    #[must_use]
    pub fn state_error(&self, error: &StateError) -> Message {
        let reason = self.state_reason(error);
        let mut message = self.message("state-unusable", &[("reason", reason.summary.into())]);
        if !reason.help.is_empty() {
            message.help = reason.help;
        }
        message
    }

    /// Returns the message for events that are missing from the audit log.
    #[must_use]
    #[doc(hidden)]
    pub fn unrecorded(&self, error: &StateError) -> Message {
        let reason = self.state_reason(error).summary;
        self.message("activity-unrecorded", &[("reason", reason.into())])
    }

    fn state_reason(&self, error: &StateError) -> Message {
        let with =
            |name, reason: &String| self.message(name, &[("reason", reason.as_str().into())]);
        match error {
            StateError::Busy => self.message("state-busy", &[]),
            StateError::Full => self.message("state-full", &[]),
            StateError::Newer => self.message("state-newer", &[]),
            StateError::Damaged(reason) => with("state-damaged", reason),
            StateError::Denied(reason) => with("state-denied", reason),
            StateError::Unavailable(reason) => {
                let other = || Message::of(reason.clone());
                self.known_reason(reason).unwrap_or_else(other)
            }
        }
    }

    /// Returns the message for an administrator's failed action.
    #[must_use]
    pub fn user_error(&self, error: &UserError) -> Message {
        match error {
            UserError::Unknown => self.message("user-unknown", &[]),
            UserError::UsernameTaken => {
                Message::of(self.get("register-username-taken").into_owned())
            }
            UserError::EmailTaken(other) => {
                self.message("user-email-taken", &[("other", other.as_str().into())])
            }
            UserError::LastAdministrator => self.message("user-last-administrator", &[]),
            UserError::NotAllowed => self.message("user-not-allowed", &[]),
            UserError::OwnAccount => self.message("user-yourself", &[]),
            UserError::Unconfirmed => self.message("user-unconfirmed", &[]),
            UserError::TooManyUsers(most) => {
                self.message("user-too-many", &[("most", (*most).into())])
            }
            UserError::TooManyEmails(most) => {
                self.message("user-too-many-emails", &[("most", (*most).into())])
            }
            UserError::TooManyChanges => self.message("user-too-many-changes", &[]),
            UserError::Ended => self.message("sign-in-ended", &[]),
            UserError::GivesPermissions(users) => self.message(
                "restore-gives-permissions",
                &[("names", users.join(", ").into())],
            ),
            UserError::OwnerSettings(settings) => self.message(
                "restore-owner-settings",
                &[("settings", self.changed_settings(settings).into())],
            ),
            UserError::NoAdministratorLeft => self.message("restore-no-administrator", &[]),
            UserError::NameShared { account, earlier } => {
                let earlier: Vec<_> = earlier.iter().map(ToString::to_string).collect();
                let values = [
                    ("account", account.to_string().into()),
                    ("earlier", earlier.join(", ").into()),
                ];
                self.message("user-name-shared", &values)
            }
            UserError::RoleInUse(of) => {
                let values = [
                    ("role", of.role.as_str().into()),
                    ("users", of.users.into()),
                    ("pages", of.pages.into()),
                    ("settings", of.settings.into()),
                ];
                self.message("user-role-in-use", &values)
            }
            UserError::RoleTaken(role) => {
                self.message("user-role-taken", &[("role", role.as_str().into())])
            }
            UserError::PermissionForNewUsers => self.message("user-new-users-permission", &[]),
            UserError::NotErased(error) => {
                let reason = self.state_error(error).summary;
                self.message("user-not-erased", &[("reason", reason.into())])
            }
            UserError::Badge(true) => self.message("badge-taken", &[]),
            UserError::TooManyBadges => self.message("badge-too-many-here", &[]),
            UserError::Badge(false) => self.message("badge-unknown", &[]),
            UserError::Vault(error) => Message::of(self.vault_error(*error)),
            UserError::State(error) => self.state_error(error),
            UserError::ApprovalRequired(_) => self.message("user-not-approved", &[]),
            UserError::ReauthenticationRequired => self.message("user-reauthenticate", &[]),
            UserError::NoPassword => self.message("user-no-password", &[]),
            UserError::EntryMistake => self.message("user-entry-mistake", &[]),
            UserError::NothingToDo => self.message("user-nothing-to-change", &[]),
            UserError::Field(error) => Message::of(self.user_field_error(*error)),
            UserError::Hasher(_) => Message::of(self.get("error-not-hashed").into_owned()),
            UserError::Store(error) => self.store_error(error),
        }
    }
}
