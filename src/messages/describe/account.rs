//! Messages about an account: its events, mail, and staying signed in.

use crate::domain::password::Strength;
use crate::domain::quick_unlock::QuickRefusal;
use crate::domain::recovery::CodeError;
use crate::domain::secret::Secret;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{AccountEvent, Mail, MailText, SessionLimitError, VaultError};
use crate::service::recovery::mail::TestMailError;
use crate::service::remember_me::RememberError;
use crate::service::session_view::SignInHistory;

use crate::messages::{Message, Messages};

#[doc(hidden)]
impl Messages {
    /// Returns the message for a keyring that cannot be used.
    #[must_use]
    pub fn vault_error(&self, error: VaultError) -> String {
        let name = match error {
            VaultError::Absent => "keyring-absent",
            VaultError::Locked => "keyring-locked",
            VaultError::Slow => "keyring-slow",
            VaultError::Failed => "keyring-failed",
        };
        self.get(name).into_owned()
    }

    /// Returns the message for a PIN that does not unlock.
    #[must_use]
    pub fn quick_refusal(&self, refusal: QuickRefusal) -> Message {
        let name = match refusal {
            QuickRefusal::Off => "pin-off",
            QuickRefusal::Role => "pin-role",
            QuickRefusal::NoPin => "pin-none",
            QuickRefusal::Spent => "pin-spent",
            QuickRefusal::Expired => "pin-expired",
            QuickRefusal::Restarted => "pin-restarted",
        };
        self.message(name, &[])
    }

    /// Returns the message for a session limit that has been reached.
    #[must_use]
    pub fn session_limit_error(&self, error: &SessionLimitError) -> Message {
        match error {
            SessionLimitError::AlreadyIn => self.message("session-limit-user", &[]),
            SessionLimitError::Full => self.message("session-limit-reached", &[]),
            SessionLimitError::State(error) => self.state_error(error),
        }
    }

    /// Returns the message for a malformed code.
    #[must_use]
    pub fn code_error(&self, error: CodeError) -> String {
        let name = match error {
            CodeError::Empty => "error-code-missing",
            CodeError::Mistyped => "error-code-mistyped",
        };
        self.get(name).into_owned()
    }

    /// Returns the text for the strength of a password.
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

    /// Returns how long before `now` a time is.
    #[must_use]
    pub fn ago(&self, at: Timestamp, now: Timestamp) -> String {
        let (name, number) = match (now - at).max(0) {
            0..60 => ("ago-now", 0),
            ago @ 60..3_600 => ("ago-minutes", ago / 60),
            ago @ 3_600..86_400 => ("ago-hours", ago / 3_600),
            ago => ("ago-days", ago / 86_400),
        };
        self.with(name, &[("number", number.into())])
    }

    /// Returns the text for an event of an account.
    #[must_use]
    pub fn account_event(&self, event: AccountEvent, at: Timestamp, now: Timestamp) -> String {
        let name = match event {
            AccountEvent::PasswordChanged => "security-password-changed",
            AccountEvent::PasswordSet => "security-password-set",
            AccountEvent::PasswordRecovered => "security-password-recovered",
            AccountEvent::ResetStarted => "security-reset-started",
            AccountEvent::CodeUsed => "security-code-used",
            AccountEvent::CodesRenewed => "security-codes-renewed",
            AccountEvent::CodesEnded => "security-codes-ended",
            AccountEvent::CredentialsEnded => "security-credentials-ended",
            AccountEvent::TwoStepOn => "security-two-step-on",
            AccountEvent::TwoStepOff => "security-two-step-off",
            AccountEvent::EmailChanged => "security-email-changed",
            AccountEvent::SignedOutEverywhere => "security-signed-out",
            AccountEvent::TokenReused => "security-token-reused",
            AccountEvent::PinSet => "security-pin-set",
            AccountEvent::PinChanged => "security-pin-changed",
            AccountEvent::PinRemoved => "security-pin-removed",
            AccountEvent::BadgeSet => "security-badge-set",
            AccountEvent::BadgeRemoved => "security-badge-removed",
            AccountEvent::PinSpent => "security-pin-spent",
            AccountEvent::BadgeShown => "security-badge-shown",
        };
        self.with(name, &[("ago", self.ago(at, now).into())])
    }

    /// Returns the message for a test mail that was not sent.
    #[must_use]
    pub fn mail_error(&self, error: &TestMailError) -> Message {
        match error {
            TestMailError::NoServer => self.message("mail-no-server", &[]),
            TestMailError::Email(error) => Message::of(self.email_error(*error)),
            TestMailError::Mail(error) => {
                self.message("mail-failed", &[("reason", error.0.as_str().into())])
            }
            TestMailError::Caller(error) => self.user_error(error),
            TestMailError::Store(error) => self.store_error(error),
        }
    }

    /// Returns the subject and the text of a mail.
    #[must_use]
    pub fn mail(&self, mail: &Mail) -> (String, Secret) {
        let app = self.get("app-title");
        let app = mail.app.as_deref().unwrap_or(&app);
        let (name, mut values) = match &mail.text {
            MailText::Code { code, minutes } => {
                let code = ("code", code.expose().into());
                ("mail-code", vec![code, ("minutes", (*minutes).into())])
            }
            MailText::FirstCode {
                username,
                code,
                hours,
            } => (
                "mail-first-code",
                vec![
                    ("username", username.as_str().into()),
                    ("code", code.expose().into()),
                    ("hours", (*hours).into()),
                ],
            ),
            MailText::Username(username) => (
                "mail-username",
                vec![("username", username.as_str().into())],
            ),
            MailText::Proof { code, minutes } => {
                let code = ("code", code.expose().into());
                ("mail-proof", vec![code, ("minutes", (*minutes).into())])
            }
            MailText::HasAccount(username) => (
                "mail-has-account",
                vec![("username", username.as_str().into())],
            ),
            MailText::Test => ("mail-test", vec![]),
        };
        values.push(("app", app.into()));
        let message = self.message(name, &values);
        (message.summary, Secret::new(message.help))
    }

    /// Returns when the user last signed in on this computer, and whether no attempt has failed since.
    #[must_use]
    pub fn last_sign_in(&self, before: &SignInHistory, now: Timestamp) -> String {
        let Some(at) = before.last_sign_in else {
            return self.get("last-sign-in-first").into_owned();
        };
        let name = if before.failures == 0 {
            "last-sign-in-quiet"
        } else {
            "last-sign-in"
        };
        let when = self.day_time(at, now, &before.zone);
        self.with(name, &[("when", when.into())])
    }

    /// Returns how many attempts of the user's own have failed right before this sign-in.
    #[must_use]
    pub fn own_failures(&self, before: &SignInHistory) -> Option<String> {
        let failures = ("failures", before.own_failures.into());
        (before.own_failures > 0).then(|| self.with("last-sign-in-own-failures", &[failures]))
    }

    /// Returns how many attempts have failed since the last sign-in.
    #[must_use]
    pub fn failures_since(&self, failures: u32) -> Message {
        Message {
            summary: self.with("last-sign-in-failures", &[("failures", failures.into())]),
            help: self.get("security-advice").into_owned(),
        }
    }

    /// Returns the message for a user who asked to stay signed in but will not.
    #[must_use]
    pub fn not_remembered(&self, error: &RememberError) -> Message {
        let reason = self.remember_reason(error);
        self.message("remember-failed", &[("reason", reason.into())])
    }

    /// Returns the message for a sign-out that was not complete.
    #[must_use]
    pub fn sign_out_error(&self, error: &RememberError) -> Message {
        let name = match error {
            RememberError::Vault(_) => "sign-out-failed",
            RememberError::NotPossible
            | RememberError::State(_)
            | RememberError::Store(_)
            | RememberError::Randomness(_) => "sign-out-failed-state",
        };
        let reason = self.remember_reason(error);
        self.message(name, &[("reason", reason.into())])
    }

    fn remember_reason(&self, error: &RememberError) -> String {
        match error {
            RememberError::NotPossible | RememberError::Randomness(_) => {
                self.get("remember-failed-account").into_owned()
            }
            RememberError::Vault(error) => self.vault_error(*error),
            RememberError::State(_) => self.get("remember-failed-state").into_owned(),
            RememberError::Store(error) => self.store_error(error).summary,
        }
    }
}
