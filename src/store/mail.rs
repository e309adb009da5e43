//! Sending mails through the server that the configuration file names.

use std::sync::Arc;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Message, SmtpTransport, Transport};

use crate::domain::email::Email;
use crate::domain::secret::Secret;
use crate::domain::settings::{Encryption, MailServer};
use crate::service::ports::{Mail, MailError, Mailer};

/// How long a server may take for each answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Subject and text of a mail.
pub struct Letter {
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: Secret,
}

opaque_debug!(Letter);

/// Makes the words of a mail.
pub type Write = Arc<dyn Fn(&Mail) -> Letter + Send + Sync>;

/// Mails by SMTP (RFC 5321).
pub struct SmtpMailer {
    write: Write,
}

opaque_debug!(SmtpMailer);

impl SmtpMailer {
    /// Mails with words that `write` makes.
    #[must_use]
    pub fn new(write: Write) -> Self {
        Self { write }
    }
}

impl Mailer for SmtpMailer {
    fn send(&self, server: &MailServer, mail: &Mail) -> Result<(), MailError> {
        send(server, mail, &(self.write)(mail))
    }

    fn send_later(&self, server: Arc<MailServer>, mail: Mail) {
        let letter = (self.write)(&mail);
        // The requester must not learn what came of it; `mail test` tells administrators, and so does the log.
        let work = move || match send(&server, &mail, &letter) {
            Ok(()) => tracing::debug!("mail sent"),
            Err(error) => tracing::warn!(error = error.0, "mail not sent"),
        };
        let thread = std::thread::Builder::new().name("mail".to_owned());
        if let Err(error) = thread.spawn(work) {
            tracing::error!(%error, "no thread for a mail");
        }
    }
}

fn send(server: &MailServer, mail: &Mail, letter: &Letter) -> Result<(), MailError> {
    let message = Message::builder()
        .from(mailbox(&server.from)?)
        .to(mailbox(&mail.to)?)
        .subject(&letter.subject)
        .body(letter.text.expose().to_owned())
        .map_err(failed)?;
    if !server.is_protected() {
        return Err(MailError(
            "the mail server is on another computer and not encrypted".to_owned(),
        ));
    }
    let name = server.server.as_str();
    let mut transport = match server.encryption {
        Encryption::Tls => SmtpTransport::relay(name).map_err(failed)?,
        Encryption::StartTls => SmtpTransport::starttls_relay(name).map_err(failed)?,
        Encryption::None => SmtpTransport::builder_dangerous(name),
    };
    transport = transport.timeout(Some(PATIENCE));
    if let Some(port) = server.port {
        transport = transport.port(port);
    }
    if let Some(username) = &server.username {
        let password = server.password.clone().unwrap_or_default();
        transport = transport.credentials(Credentials::new(username.clone(), password));
    }
    let sent = transport.build().send(&message);
    sent.map(drop).map_err(failed)
}

fn mailbox(email: &Email) -> Result<Mailbox, MailError> {
    let address = email.as_str().parse().map_err(failed)?;
    Ok(Mailbox::new(None, address))
}

fn failed(error: impl std::error::Error) -> MailError {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        source = cause.source();
    }
    MailError(text)
}
