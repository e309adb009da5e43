//! Sending the code of a user by e-mail.

use crate::domain::audit_detail::AuditWord;
use crate::domain::email::Email;
use crate::domain::recovery::{Code, ResetCode};
use crate::domain::role::Permission;
use crate::domain::secret::Secret;

use crate::service::audit::recorder::Party;
use crate::service::caller::Caller;
use crate::service::ports::{MailError, MailText, StoreError};
use crate::service::recovery::mail::mail;
use crate::service::users::UserAdmin;
use crate::service::users::error::UserError;

/// The seconds of a minute.
const MINUTE: i64 = 60;
/// The seconds of an hour.
const HOUR: i64 = 60 * MINUTE;

/// The reason why a code was not sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SendCodeError {
    /// The settings name no mail server.
    #[error("no mail server")]
    NoServer,
    /// The user has no e-mail address, or another user has it as well (R97).
    #[error("no e-mail address that belongs to this user alone")]
    NoAddress,
    /// The code is no longer the one of the user: it was used, has expired, or another one was made.
    #[error("the code is no longer valid")]
    Outdated,
    /// The mail server refused the mail, or did not answer.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The caller may not.
    #[error(transparent)]
    Users(#[from] UserError),
}

impl From<StoreError> for SendCodeError {
    fn from(error: StoreError) -> Self {
        Self::Users(error.into())
    }
}

impl UserAdmin {
    /// Sends a user the reset code that was just made, to `email`, which must be the address in the file, and waits for the
    /// mail server. The mail has no link. A mail that was not accepted is recorded as well. The caller
    /// already has the code and can send it only to its owner, so the password is not asked for again.
    ///
    /// ```
    /// use egui_authenticator::Service;
    /// use egui_authenticator::Caller;
    /// use egui_authenticator::service::users::mail::SendCodeError;
    ///
    /// fn invite(service: &Service, caller: Caller<'_>) -> Result<(), SendCodeError> {
    ///     let code = service.users().start_reset(caller, "bob")?;
    ///     let email = service.users().send_code(caller, "bob", "bob@example.org", &code)?;
    ///     println!("The code was sent to {}.", email.as_str());
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// - [`SendCodeError::NoServer`] if the settings name no mail server.
    /// - [`SendCodeError::NoAddress`] if the user has no address that is theirs alone.
    /// - [`SendCodeError::Outdated`] if the code is not valid for this user.
    /// - [`SendCodeError::Mail`] if the server does not accept the mail.
    /// - [`SendCodeError::Users`] if there is no such user, the caller may not manage the user, the address is another one
    ///   now ([`StoreError::Changed`]), or the configuration file cannot be read.
    #[doc(hidden)]
    pub fn send_code(
        &self,
        caller: Caller<'_>,
        login: &str,
        email: &str,
        code: &Secret,
    ) -> Result<Email, SendCodeError> {
        let snapshot = self.credentials.read()?;
        let authorized =
            self.authorizer
                .authorize_export(&snapshot, caller, Permission::ManageUsers)?;
        let user = snapshot.users.find(login).ok_or(UserError::Unknown)?;
        self.authorizer
            .check_can_manage(&authorized, user, &snapshot.settings)?;
        let settings = &snapshot.settings;
        let server = settings.mail.as_deref().ok_or(SendCodeError::NoServer)?;
        let to = snapshot.users.own_email(user);
        let to = to.cloned().ok_or(SendCodeError::NoAddress)?;
        if to.as_str() != email {
            return Err(StoreError::Changed.into());
        }
        let (reset, account) = (user.key_vault.reset.as_deref(), user.fingerprint());
        let now = self.clock.now();
        let is_valid = |reset: &&ResetCode| {
            let typed = Code::parse(code).ok();
            let tied = typed.zip(account);
            tied.is_some_and(|(code, account)| reset.is(&code, &account, now))
        };
        let reset = reset.filter(is_valid).ok_or(SendCodeError::Outdated)?;
        let left = reset.expires_at() - now;
        let code = code.copied();
        let text = if reset.is_first() {
            MailText::FirstCode {
                username: user.username.as_str().to_owned(),
                code,
                hours: (left + HOUR - 1) / HOUR,
            }
        } else {
            MailText::Code {
                code,
                minutes: (left + MINUTE - 1) / MINUTE,
            }
        };
        let sent = self.mailer.send(server, &mail(settings, to.clone(), text));
        let record = (
            Party::from(user),
            sent.is_ok(),
            AuditWord::CodeMailed.into(),
        );
        self.audit.record_each(caller.party(), [record]);
        sent?;
        Ok(to)
    }
}
