//! One-time codes and forgotten usernames by e-mail, where the file names a mail server.
//!
//! The answer is the same, and comes as soon, whoever was named (R30). How often a name is mailed is
//! limited by the rule that slows wrong passwords down, counted apart from them.

use sha2::{Digest, Sha256};

use crate::domain::email::Email;
use crate::domain::recovery::{MAILED_SECONDS, OneTimeCode};
use crate::domain::remember_me::TokenHash;
use crate::domain::settings::MailServer;
use crate::domain::throttle::LockoutRule;
use crate::domain::user::User;

use crate::service::Service;
use crate::service::ports::{AttemptKey, Mail, MailError, MailText};
use crate::service::recovery::RecoverError;
use crate::service::sign_in::attempt_key;

/// How often a name is mailed: at once, then after one minute, two, four, up to an hour.
const MAIL_RULE: LockoutRule = LockoutRule {
    after: 1,
    seconds: 60,
    max_seconds: 60 * 60,
    stop_after: u32::MAX,
};
/// After how long without a mail the first one goes at once again, in seconds.
const CALM_SECONDS: i64 = 24 * 60 * 60;

/// Why no mail was sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TestMailError {
    /// The file names no mail server.
    #[error("no mail server")]
    NoServer,
    /// Not an address.
    #[error("the e-mail address: {0}")]
    Email(#[from] crate::domain::email::EmailError),
    /// The mail was not taken.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The credential file cannot be used.
    #[error(transparent)]
    Store(#[from] crate::service::ports::StoreError),
}

impl Service {
    /// Sends a one-time code to whoever has this username or address, if there is somebody who has an
    /// address.
    ///
    /// # Errors
    /// Only what has nothing to do with who was named.
    pub fn mail_code(&self, login: &str) -> Result<(), RecoverError> {
        let found = self.credentials.find(login)?.value;
        let name = attempt_key(found.as_ref(), login);
        if !self.may_mail(&name)? {
            return Ok(());
        }
        let found = found.filter(|user| user.can_sign_in() && user.email.is_some());
        // Made and kept for everybody, so that it takes as long for nobody.
        let code = self.new_code()?;
        let account = found.as_ref().and_then(User::fingerprint);
        let expires_at = self.clock.now() + MAILED_SECONDS;
        let nobody = TokenHash([0; 32]);
        let kept = OneTimeCode::new(&code, account.as_ref().unwrap_or(&nobody), expires_at);
        self.state.keep_code(&name, &kept)?;
        let Some(user) = found.filter(|_| account.is_some()) else {
            return Ok(());
        };
        self.mail(&user, |_| MailText::Code {
            code: code.to_secret(),
            minutes: MAILED_SECONDS / 60,
        })
    }

    /// Sends the username of whoever has this address there, if there is somebody.
    ///
    /// # Errors
    /// Only what has nothing to do with who was named.
    pub fn mail_username(&self, email: &str) -> Result<(), RecoverError> {
        let found = self.credentials.find(email)?.value;
        let name = attempt_key(found.as_ref(), email);
        let may = self.may_mail(&name)?;
        let has_it = |user: &User| {
            let typed = Email::parse(email).ok();
            may && user.can_sign_in() && user.email.is_some() && user.email == typed
        };
        match found.filter(has_it) {
            Some(user) => self.mail(&user, |user| {
                MailText::Username(user.username.as_str().to_owned())
            }),
            None => Ok(()),
        }
    }

    /// Sends a mail at once, to find out whether the settings are right.
    ///
    /// # Errors
    /// Why it was not sent.
    pub fn mail_test(&self, to: &str) -> Result<(), TestMailError> {
        let settings = self.credentials.settings()?;
        let server: &MailServer = settings.mail.as_deref().ok_or(TestMailError::NoServer)?;
        let mail = Mail {
            to: Email::parse(to)?,
            app: settings.title.clone(),
            language: settings.language,
            text: MailText::Test,
        };
        Ok(self.mailer.send(server, &mail)?)
    }

    fn mail(&self, user: &User, text: impl FnOnce(&User) -> MailText) -> Result<(), RecoverError> {
        let settings = self.credentials.settings()?;
        if let (Some(server), Some(to)) = (settings.mail.clone(), user.email.clone()) {
            let mail = Mail {
                to,
                app: settings.title.clone(),
                language: settings.language,
                text: text(user),
            };
            self.mailer.send_later(server, mail);
        }
        Ok(())
    }

    /// Whether this name may be mailed now; counts it if so.
    fn may_mail(&self, name: &AttemptKey) -> Result<bool, RecoverError> {
        let mut digest = Sha256::new();
        digest.update(b"mail\0");
        digest.update(name.0);
        let key = AttemptKey(digest.finalize().into());
        let now = self.clock.now();
        let tried = |attempts: crate::domain::throttle::Attempts| {
            let is_calm = now - attempts.seen_at > CALM_SECONDS;
            let attempts = if is_calm {
                LockoutRule::unlocked(attempts, now)
            } else {
                attempts
            };
            MAIL_RULE.tried(attempts, now)
        };
        let before = self.state.attempts(&key, &|attempts| tried(attempts).0)?;
        Ok(tried(before).1.is_ok())
    }
}
