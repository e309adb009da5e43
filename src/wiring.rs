//! Where everything lives on this computer, and the use cases joined to it. Used by the window and
//! the command line alike; nothing else names a real store.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use directories::{ProjectDirs, UserDirs};

use crate::domain::language::Language;
use crate::messages::Messages;
use crate::service::Service;
#[cfg(feature = "mail")]
use crate::service::ports::Mail;
use crate::service::ports::{Environment, Mailer, StateStore, TokenVault};
use crate::store::hashing::SlowHasher;
use crate::store::keyring::KeyringVault;
#[cfg(feature = "mail")]
use crate::store::mail::{Letter, SmtpMailer};
use crate::store::memory::{MemoryState, MemoryVault};
#[cfg(not(feature = "mail"))]
use crate::store::platform::NoMailer;
use crate::store::platform::{SystemClock, SystemPlatform, SystemRandomness, languages};
use crate::store::sqlite::SqliteState;
use crate::store::yaml::YamlStore;

/// The name of this program's folders and of its entry in the keyring.
pub const APP: &str = "egui-authenticator";

/// The longest id of an app: a folder's name, with room to spare.
const APP_ID_MAX: usize = 64;

/// Why there is nowhere to keep an app's files.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PathsError {
    /// It cannot be the name of a folder.
    #[error("{0:?} is no id of an app: use letters, digits and . _ - such as lab-bench")]
    AppId(String),
    /// The system names no folders: there is no home.
    #[error("this system names no folder for settings; set HOME")]
    NoFolders,
}

/// The files of one installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The name of the program's folders and of its entry in the keyring.
    pub app: String,
    /// The credential file.
    pub config: PathBuf,
    /// The state database.
    pub state: PathBuf,
}

impl Paths {
    /// The platform's folders. `None` when the system names none.
    #[must_use]
    pub fn of_platform() -> Option<Self> {
        Self::for_app(APP).ok()
    }

    /// The platform's folders for the app with this id, such as `lab-bench`.
    ///
    /// # Errors
    /// When it is no name of a folder, or the system names none.
    pub fn for_app(id: &str) -> Result<Self, PathsError> {
        let is_good = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        if id.is_empty() || id.len() > APP_ID_MAX || id.starts_with('.') || !id.chars().all(is_good)
        {
            return Err(PathsError::AppId(id.to_owned()));
        }
        let folders = ProjectDirs::from("", "", id).ok_or(PathsError::NoFolders)?;
        Ok(Self {
            app: id.to_owned(),
            config: folders.config_dir().join("config.yaml"),
            state: folders.data_local_dir().join("state.db"),
        })
    }

    /// The given credential file; the state stays in the platform's folder, or goes beside the file
    /// when the system names none.
    #[must_use]
    pub fn for_config(config: PathBuf) -> Self {
        let config = std::path::absolute(&config).unwrap_or(config);
        match Self::of_platform() {
            Some(paths) => Self { config, ..paths },
            None => Self {
                app: APP.to_owned(),
                state: config.with_extension("state.db"),
                config,
            },
        }
    }

    /// The use cases over these files and this computer's keyring.
    #[must_use]
    pub fn service(&self) -> Service {
        let slot = self.config.display().to_string();
        let state = SqliteState::new(&self.state, slot.as_str());
        let vault = KeyringVault::new(&self.app, slot);
        self.join(Arc::new(state), Arc::new(vault))
    }

    /// The use cases over these files without the keyring: for the command line.
    #[must_use]
    pub fn service_without_keyring(&self) -> Service {
        let slot = self.config.display().to_string();
        let state = SqliteState::new(&self.state, slot);
        self.join(Arc::new(state), Arc::new(MemoryVault::default()))
    }

    /// The use cases over the credential file alone: nothing is kept, and the keyring is left in
    /// peace.
    #[must_use]
    pub fn throwaway_service(&self) -> Service {
        let state = Arc::new(MemoryState::default());
        self.join(state, Arc::new(MemoryVault::default()))
    }

    fn join(&self, state: Arc<dyn StateStore>, vault: Arc<dyn TokenVault>) -> Service {
        let store = YamlStore::new(&self.config);
        let store = if self.app == APP {
            store
        } else {
            store.without_welcome()
        };
        Service::new(Arc::new(store), state, vault, environment())
    }
}

/// This computer, with real hashes: for use cases over stores of your own.
#[must_use]
pub fn environment() -> Environment {
    Environment {
        hasher: Arc::new(SlowHasher),
        clock: Arc::new(SystemClock),
        random: Arc::new(SystemRandomness),
        platform: Arc::new(SystemPlatform {
            documents: documents(),
            languages: languages(),
        }),
        mailer: default_mailer(),
    }
}

/// The sentences in the language that the system is set to; in English where it is none of ours.
#[must_use]
pub fn system_words() -> Messages {
    let tags = languages();
    let language = Language::first_of(tags.iter().map(String::as_str));
    Messages::in_language(language.unwrap_or_default())
}

/// Where people look for their own files.
fn documents() -> Option<PathBuf> {
    let folders = UserDirs::new()?;
    let documents = folders.document_dir().map(Path::to_path_buf);
    Some(documents.unwrap_or_else(|| folders.home_dir().to_path_buf()))
}

#[cfg(feature = "mail")]
fn default_mailer() -> Arc<dyn Mailer> {
    let system = system_words();
    let letter = move |mail: &Mail| {
        let of_file = mail.language.map(Messages::in_language);
        letter(of_file.as_ref().unwrap_or(&system), mail)
    };
    Arc::new(SmtpMailer::new(Arc::new(letter)))
}

#[cfg(not(feature = "mail"))]
fn default_mailer() -> Arc<dyn Mailer> {
    Arc::new(NoMailer)
}

/// The way to the mail server that the credential file names, with mails in these words. For
/// [`Service::mailer`] of an app that has words of its own.
#[cfg(feature = "mail")]
#[must_use]
pub fn mailer(words: impl Into<Arc<Messages>>) -> Arc<dyn Mailer> {
    let words = words.into();
    Arc::new(SmtpMailer::new(Arc::new(move |mail: &Mail| {
        letter(&words, mail)
    })))
}

#[cfg(feature = "mail")]
fn letter(words: &Messages, mail: &Mail) -> Letter {
    let (subject, text) = words.mail(mail);
    Letter { subject, text }
}
