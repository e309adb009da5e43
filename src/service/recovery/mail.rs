//! Reset codes and forgotten usernames by e-mail, if the settings name a mail server.
//!
//! The answer is the same for every name, and takes the same time (R30). The rate of mails to a name is
//! limited by the rule that throttles sign-in attempts, counted separately.

use std::sync::Arc;

use crate::domain::email::{Email, EmailError};
use crate::domain::recovery::{MAILED_SECONDS, ResetCode};
use crate::domain::remember_me::TokenHash;
use crate::domain::settings::{MailServer, Settings};
use crate::domain::throttle::{Attempts, LockoutRule};
use crate::domain::user::User;

use crate::service::context::Context;
use crate::service::ports::{
    AttemptKey, AttemptStore, Clock, CodeStore, CredentialStore, Mail, MailError, MailText, Mailer,
    StateError, StoreError,
};
use crate::service::recovery::error::RecoverError;
use crate::service::throttle::{attempt_key, mail_key};
use crate::service::user_keys::UserKeys;
use crate::service::users::error::UserError;

/// Rate of mails to a name: the first at once, then after one minute, two, four, up to an hour.
const MAIL_RULE: LockoutRule = LockoutRule {
    after: 1,
    seconds: 60,
    max_seconds: 60 * 60,
    stop_after: u32::MAX,
};
/// Time without a mail after which the next one is sent at once again, in seconds.
const CALM_SECONDS: i64 = 24 * 60 * 60;

/// The reason why the test mail was not sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TestMailError {
    /// The settings name no mail server.
    #[error("no mail server")]
    NoServer,
    /// Not an e-mail address.
    #[error("the e-mail address: {0}")]
    Email(#[from] EmailError),
    /// The server did not accept the mail.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The caller may not send one.
    #[error(transparent)]
    Caller(#[from] UserError),
    /// The configuration file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Sending reset codes and usernames by e-mail.
#[derive(Clone)]
pub struct RecoveryMail {
    credentials: Arc<dyn CredentialStore>,
    codes: Arc<dyn CodeStore>,
    attempts: Arc<dyn AttemptStore>,
    clock: Arc<dyn Clock>,
    mailer: Arc<dyn Mailer>,
    keys: UserKeys,
}

opaque_debug!(RecoveryMail);

impl From<&Context> for RecoveryMail {
    fn from(from: &Context) -> Self {
        Self {
            credentials: Arc::clone(&from.credentials),
            codes: Arc::clone(&from.codes),
            attempts: Arc::clone(&from.attempts),
            clock: Arc::clone(&from.clock),
            mailer: Arc::clone(&from.mailer),
            keys: from.into(),
        }
    }
}

impl RecoveryMail {
    /// Sends a reset code to the user with this username or e-mail address, if there is one who can receive
    /// it.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::RecoverError;
    ///
    /// fn example(service: &Service) -> Result<(), RecoverError> {
    ///     service.recovery_mail().send_code("ada")
    /// }
    /// ```
    ///
    /// # Errors
    /// The errors do not depend on the name.
    /// - [`RecoverError::Hasher`] if the system gives no random bytes.
    /// - [`RecoverError::State`] if the state database cannot be used.
    /// - [`RecoverError::Store`] if the configuration file cannot be read.
    pub fn send_code(&self, login: &str) -> Result<(), RecoverError> {
        let snapshot = self.credentials.read()?;
        let found = snapshot.users.find(login);
        let key = attempt_key(found, login);
        if !self.may_send(&key)? {
            return Ok(());
        }
        let own_email = |user: &User| snapshot.users.own_email(user).is_some();
        let found = found.filter(|user| user.can_sign_in() && own_email(user));
        // Made and stored for unknown names too, so that it takes the same time.
        let code = self.keys.new_code()?;
        let account = found.and_then(User::fingerprint);
        let expires_at = self.clock.now() + MAILED_SECONDS;
        let stored = ResetCode::new(&code, &account.unwrap_or(TokenHash([0; 32])), expires_at);
        self.codes.keep_code(&key, &stored)?;
        if let Some(user) = found.filter(|_| account.is_some()) {
            let text = MailText::Code {
                code: code.to_secret(),
                minutes: MAILED_SECONDS / 60,
            };
            self.send(&snapshot.settings, user, text);
        }
        Ok(())
    }

    /// Sends the username of the user with this e-mail address there, if there is one.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::use_cases::RecoverError;
    ///
    /// fn example(service: &Service) -> Result<(), RecoverError> {
    ///     service.recovery_mail().send_username("ada@example.org")
    /// }
    /// ```
    ///
    /// # Errors
    /// The errors do not depend on the address.
    /// - [`RecoverError::State`] if the state database cannot be used.
    /// - [`RecoverError::Store`] if the configuration file cannot be read.
    pub fn send_username(&self, email: &str) -> Result<(), RecoverError> {
        let snapshot = self.credentials.read()?;
        let found = snapshot.users.find(email);
        let may = self.may_send(&attempt_key(found, email))?;
        let typed = Email::parse(email).ok();
        let has_it = |user: &&User| {
            user.can_sign_in()
                && typed.as_ref() == snapshot.users.own_email(user)
                && typed.is_some()
        };
        if let Some(user) = found.filter(has_it).filter(|_| may) {
            let text = MailText::Username(user.username.as_str().to_owned());
            self.send(&snapshot.settings, user, text);
        }
        Ok(())
    }

    /// Sends a mail and waits for the server, to find out whether the settings are right.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::service::recovery::mail::TestMailError;
    ///
    /// fn example(service: &Service) -> Result<(), TestMailError> {
    ///     service.recovery_mail().send_test("ada@example.org")
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`TestMailError::NoServer`] if the settings name no mail server.
    /// - [`TestMailError::Email`] if `to` is not an e-mail address.
    /// - [`TestMailError::Mail`] if the server does not accept the mail.
    /// - [`TestMailError::Store`] if the configuration file cannot be read.
    pub fn send_test(&self, to: &str) -> Result<(), TestMailError> {
        let settings = &self.credentials.read()?.settings;
        let server = settings.mail.as_deref().ok_or(TestMailError::NoServer)?;
        let mail = mail(settings, Email::parse(to)?, MailText::Test);
        Ok(self.mailer.send(server, &mail)?)
    }

    fn send(&self, settings: &Settings, user: &User, text: MailText) {
        if let (Some(server), Some(to)) = (settings.mail.clone(), user.email.clone()) {
            self.send_to(settings, server, to, text);
        }
    }

    /// Sends a mail later, because the time that it takes must not tell who has an account.
    pub(crate) fn send_to(
        &self,
        settings: &Settings,
        server: Arc<MailServer>,
        to: Email,
        text: MailText,
    ) {
        self.mailer.send_later(server, mail(settings, to, text));
    }

    /// Returns `false` if no mail can be sent whatever the settings.
    pub(crate) fn can_send(&self) -> bool {
        self.mailer.can_send()
    }

    /// Returns whether a mail may be sent to this name now, and counts it if so.
    pub(crate) fn may_send(&self, key: &AttemptKey) -> Result<bool, StateError> {
        let now = self.clock.now();
        let tried = |attempts: Attempts| {
            let is_calm = now - attempts.seen_at > CALM_SECONDS;
            let attempts = if is_calm {
                LockoutRule::unlocked(attempts, now)
            } else {
                attempts
            };
            MAIL_RULE.tried(attempts, now)
        };
        let key = mail_key(key);
        let before = self
            .attempts
            .attempts(&key, &|attempts| tried(attempts).0)?;
        Ok(tried(before).1.is_ok())
    }
}

/// Returns a mail in the language of the settings.
pub(crate) fn mail(settings: &Settings, to: Email, text: MailText) -> Mail {
    Mail {
        to,
        app: settings.title.clone(),
        language: settings.language,
        text,
    }
}
