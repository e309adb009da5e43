//! This computer: its clock, languages, folders, clipboard and mail, with real hashes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use directories::UserDirs;

use crate::domain::language::Language;
use crate::messages::Messages;
#[cfg(feature = "mail")]
use crate::service::ports::Mail;
use crate::service::ports::{Environment, Mailer};
use crate::store::clipboard::SystemClipboard;
use crate::store::hashing::SlowHasher;
#[cfg(feature = "mail")]
use crate::store::mail::{Letter, SmtpMailer};
#[cfg(not(feature = "mail"))]
use crate::store::platform::NoMailer;
use crate::store::platform::{SystemClock, SystemPlatform, SystemRandomness, languages};

/// Returns this computer with real hashes, for use cases on custom stores.
#[must_use]
pub fn environment() -> Environment {
    Environment {
        hasher: Arc::new(SlowHasher),
        clock: Arc::new(SystemClock),
        random: Arc::new(SystemRandomness),
        platform: Arc::new(SystemPlatform {
            documents: documents(),
            languages: languages(),
            follows_motion: true,
        }),
        mailer: default_mailer(),
        clipboard: Arc::new(SystemClipboard::default()),
    }
}

/// Returns the messages in the system's language, or in English if they are not translated to it.
#[must_use]
pub fn system_messages() -> Messages {
    let tags = languages();
    let language = Language::first_of(tags.iter().map(String::as_str));
    Messages::in_language(language.unwrap_or_default())
}

/// Returns the folder of the user's documents.
fn documents() -> Option<PathBuf> {
    let folders = UserDirs::new()?;
    let documents = folders.document_dir().map(Path::to_path_buf);
    Some(documents.unwrap_or_else(|| folders.home_dir().to_path_buf()))
}

#[cfg(feature = "mail")]
fn default_mailer() -> Arc<dyn Mailer> {
    // Parsed for each mail: they are rare, and most starts send none.
    Arc::new(SmtpMailer::new(Arc::new(|mail: &Mail| {
        let messages = mail.language.map(Messages::in_language);
        letter(&messages.unwrap_or_else(system_messages), mail)
    })))
}

#[cfg(not(feature = "mail"))]
fn default_mailer() -> Arc<dyn Mailer> {
    Arc::new(NoMailer)
}

/// Returns a mailer for the mail server of the configuration file, with mails in these messages. For
/// [`Dependencies::mailer`](crate::service::dependencies::Dependencies::mailer) of an app with custom messages.
#[cfg(feature = "mail")]
#[must_use]
#[doc(hidden)]
pub fn mailer(messages: impl Into<Arc<Messages>>) -> Arc<dyn Mailer> {
    let messages = messages.into();
    Arc::new(SmtpMailer::new(Arc::new(move |mail: &Mail| {
        letter(&messages, mail)
    })))
}

#[cfg(feature = "mail")]
fn letter(messages: &Messages, mail: &Mail) -> Letter {
    let (subject, text) = messages.mail(mail);
    Letter { subject, text }
}
