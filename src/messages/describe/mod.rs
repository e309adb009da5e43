//! Sentences for errors: each cause has its own words, here and nowhere else.

pub(crate) mod account;
pub(crate) mod file;
pub(crate) mod users;

use std::time::Duration;

use crate::domain::customization::{OwnFieldError, Refusal, VALUE_MAX};
use crate::domain::email::EmailError;
use crate::domain::password::PasswordError;
use crate::domain::secret::MAX_LEN;
use crate::domain::throttle::Locked;
use crate::domain::username::{MAX_CHARS, UsernameError};
use crate::service::ports::StateError;
use crate::service::sign_in::SignInError;
use crate::service::users::PeopleError;

use crate::messages::custom::OWN;
use crate::messages::{Said, Value, Words};

/// A time as minutes and seconds.
fn minutes(left: Duration) -> String {
    // Up, so that it never says 0:00 while there is time left.
    let seconds = left.as_millis().div_ceil(1000);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

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
            UsernameError::Refused(refusal) => self.refusal(refusal),
        }
    }

    /// Something that the app says: a sentence as it is, or the name of one of its own (`own-…`).
    #[must_use]
    pub fn of_app(&self, text: &str) -> String {
        if text.starts_with(OWN) {
            return self.get(text).into_owned();
        }
        text.to_owned()
    }

    /// Why an app does not take something.
    #[must_use]
    pub fn refusal(&self, refusal: Refusal) -> String {
        self.of_app(refusal.0)
    }

    /// What is wrong with a field of the app's own.
    #[must_use]
    pub fn own_field_error(&self, error: OwnFieldError) -> String {
        match error {
            OwnFieldError::Missing => self.get("error-field-missing").into_owned(),
            OwnFieldError::TooLong => self.with("error-field-long", &[("max", count(VALUE_MAX))]),
            OwnFieldError::Character => self.get("error-field-character").into_owned(),
            OwnFieldError::Refused(refusal) => self.refusal(refusal),
        }
    }

    /// An e-mail address that cannot be used.
    #[must_use]
    pub fn email_error(&self, error: EmailError) -> String {
        let name = match error {
            EmailError::Empty => "error-email-missing",
            EmailError::Form => "error-email-form",
            EmailError::Refused(refusal) => return self.refusal(refusal),
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
            PasswordError::Refused(refusal) => self.refusal(refusal),
        }
    }

    /// A name that is locked for a while.
    #[must_use]
    pub fn locked(&self, left: Duration) -> Said {
        self.say("login-locked", &[("time", minutes(left).into())])
    }

    /// A window that will lock.
    #[must_use]
    pub fn locking(&self, left: Duration) -> Said {
        self.say("lock-warning", &[("time", minutes(left).into())])
    }

    /// Why somebody was not signed in, or their name not unlocked.
    #[must_use]
    pub fn sign_in_error(&self, error: &SignInError) -> Said {
        match error {
            SignInError::Refused => self.say("login-refused", &[]),
            SignInError::Pending => self.say("login-pending", &[]),
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

    /// The state database cannot be used.
    #[must_use]
    pub fn state_error(&self, error: &StateError) -> Said {
        self.say("state-unusable", &[("reason", error.0.as_str().into())])
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
            PeopleError::Oneself => self.say("people-oneself", &[]),
            PeopleError::Ended => self.say("login-ended", &[]),
            PeopleError::State(error) => self.state_error(error),
            PeopleError::AskPassword => self.say("people-ask-password", &[]),
            PeopleError::NoPassword => self.say("people-no-password", &[]),
            PeopleError::NothingToDo => self.say("people-nothing", &[]),
            PeopleError::NameMissing => only(self.get("error-name-missing").into_owned()),
            PeopleError::RoleMissing => self.say("people-role-missing", &[]),
            PeopleError::Username(error) => only(self.username_error(*error)),
            PeopleError::Email(error) => only(self.email_error(*error)),
            PeopleError::Password(error) => only(self.password_error(*error)),
            PeopleError::Own((_, error)) => only(self.own_field_error(*error)),
            PeopleError::Hasher(_) => only(self.get("error-not-hashed").into_owned()),
            PeopleError::Store(error) => self.store_error(error),
        }
    }
}
