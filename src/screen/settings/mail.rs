//! The form of the mail server.

use std::sync::Arc;

use crate::domain::email::Email;
use crate::domain::secret::Secret;
use crate::domain::settings::{Encryption, MailServer, Settings};

use crate::screen::form::field::FieldError;

/// What is typed about the mail server, without its password.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailForm {
    /// Host name; blank if there is no mail server.
    pub server: String,
    /// Port; blank for the default of the encryption.
    pub port: String,
    /// How the connection is protected.
    pub encryption: Encryption,
    /// User name for the server; blank if it needs none.
    pub username: String,
    /// Sender address.
    pub from: String,
}

/// A field of the mail server that can have an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailField {
    /// Host name.
    Server,
    /// Port.
    Port,
    /// User name.
    Username,
    /// Password.
    Password,
    /// Sender address.
    From,
}

impl MailForm {
    pub(crate) fn of(settings: &Settings) -> Self {
        let Some(server) = &settings.mail else {
            return Self::default();
        };
        Self {
            server: server.server.clone(),
            port: server.port.map(|port| port.to_string()).unwrap_or_default(),
            encryption: server.encryption,
            username: server.username.clone().unwrap_or_default(),
            from: server.from.as_str().to_owned(),
        }
    }

    /// Returns the errors of the fields.
    pub(crate) fn check(&self) -> Vec<(MailField, FieldError)> {
        let mut errors = Vec::new();
        if self.server.trim().is_empty() {
            return errors;
        }
        if self.port().is_err() {
            let range = FieldError::Range(1, u16::MAX.into());
            errors.push((MailField::Port, range));
        }
        match Email::parse(&self.from) {
            Err(error) => errors.push((MailField::From, FieldError::of(error))),
            Ok(from) => {
                if !self.made(from, None).is_protected() {
                    errors.push((MailField::Server, FieldError::MailNotEncrypted));
                }
            }
        }
        errors
    }

    /// Returns the mail server as it is typed, with a new password if one is typed and otherwise with that of the file;
    /// `None` if there is none.
    pub(crate) fn server(&self, password: &Secret, settings: &Settings) -> Option<Arc<MailServer>> {
        let from = Email::parse(&self.from).ok()?;
        if self.server.trim().is_empty() {
            return None;
        }
        let before = settings.mail.as_ref();
        let kept = before.and_then(|server| server.password.clone());
        let typed = (!password.is_empty()).then(|| password.expose().to_owned());
        let has_name = !self.username.trim().is_empty();
        let password = typed.or(kept).filter(|_| has_name);
        Some(Arc::new(self.made(from, password)))
    }

    fn made(&self, from: Email, password: Option<String>) -> MailServer {
        let username = self.username.trim();
        MailServer {
            server: self.server.trim().to_owned(),
            port: self.port().unwrap_or_default(),
            encryption: self.encryption,
            username: (!username.is_empty()).then(|| username.to_owned()),
            password,
            from,
        }
    }

    fn port(&self) -> Result<Option<u16>, ()> {
        let text = self.port.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let port = text.parse().ok().filter(|port| *port > 0);
        port.map(Some).ok_or(())
    }
}
