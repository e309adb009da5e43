//! The credential file, `config.yaml`: read by people and program, changed by both.
//!
//! [`YamlStore`] reads the file anew for every request and keeps the parsed content only as long
//! as the bytes are the same. Every change is made under a lock, on the revision that it was based
//! on, and put in place by one rename.

mod edit;
mod file;
mod keys;
mod limits;
mod people;
mod read;
mod shape;
mod tree;
mod views;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::account::credential::StoredHash;
use crate::account::email::Email;
use crate::account::problem::{Place, Problem};
use crate::account::secret::Secret;
use crate::account::settings::Settings;
use crate::account::user::{NewUser, User};
use crate::account::username::Username;
use crate::service::ports::{Change, CredentialStore, Found, Revision, StoreError};

use self::file::{Bytes, ReadError};
use self::read::Content;

/// The text that a new credential file starts from.
const STARTER: &str = include_str!("../../../assets/starter.yaml");

/// A credential file.
pub struct YamlStore {
    path: PathBuf,
    last: Mutex<Option<Arc<Parsed>>>,
}

/// What was last read.
struct Parsed {
    revision: Revision,
    content: Option<Content>,
    settings: Arc<Settings>,
    problems: Vec<Problem>,
}

impl YamlStore {
    /// The store of the file at `path`, which need not exist yet.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            last: Mutex::new(None),
        }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the file, parsing it only when its bytes have changed.
    fn parsed(&self) -> Result<Arc<Parsed>, StoreError> {
        let bytes = match file::read(&self.path) {
            Ok(bytes) => bytes,
            Err(ReadError::Absent) => return Err(StoreError::Absent),
            Err(ReadError::Io(reason)) => return Err(StoreError::Unreadable(reason)),
            Err(ReadError::TooLarge) => {
                return Err(StoreError::Unusable(vec![file::too_large()]));
            }
        };
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(parsed) = last.as_ref().filter(|p| p.revision == bytes.revision) {
            return Ok(Arc::clone(parsed));
        }
        let parsed = Arc::new(self.parse(&bytes));
        *last = Some(Arc::clone(&parsed));
        Ok(parsed)
    }

    fn parse(&self, bytes: &Bytes) -> Parsed {
        let folder = self.path.parent().unwrap_or_else(|| Path::new("."));
        let (mut content, mut problems) = match bytes.text() {
            Ok(text) => read::read(text, folder),
            Err(problem) => (None, vec![problem]),
        };
        problems.extend(file::permission_problem(&self.path));
        let settings = content
            .as_mut()
            .map(|content| std::mem::take(&mut content.settings));
        Parsed {
            revision: bytes.revision,
            settings: Arc::new(settings.unwrap_or_default()),
            content,
            problems,
        }
    }

    /// Calls `look` with the content, if the file can be used.
    fn with<T>(&self, look: impl FnOnce(&Content) -> T) -> Result<Found<T>, StoreError> {
        let parsed = self.parsed()?;
        match &parsed.content {
            Some(content) => Ok(Found {
                value: look(content),
                revision: parsed.revision,
            }),
            None => Err(StoreError::Unusable(parsed.problems.clone())),
        }
    }
}

impl CredentialStore for YamlStore {
    fn location(&self) -> String {
        self.path.display().to_string()
    }

    fn settings(&self) -> Result<Arc<Settings>, StoreError> {
        let parsed = self.parsed()?;
        if parsed.content.is_some() {
            Ok(Arc::clone(&parsed.settings))
        } else {
            Err(StoreError::Unusable(parsed.problems.clone()))
        }
    }

    fn inspect(&self) -> Result<Vec<Problem>, StoreError> {
        match self.parsed() {
            Ok(parsed) => Ok(parsed.problems.clone()),
            Err(StoreError::Unusable(problems)) => Ok(problems),
            Err(error) => Err(error),
        }
    }

    fn find(&self, login: &str) -> Result<Found<Option<User>>, StoreError> {
        self.with(|content| content.find(login).cloned())
    }

    fn is_pre_authorised(&self, email: &Email) -> Result<Found<bool>, StoreError> {
        self.with(|content| content.pre_authorised.contains(email))
    }

    fn plain_passwords(&self) -> Result<Found<Vec<(Username, Secret)>>, StoreError> {
        self.with(|content| {
            let copy = |secret: &Secret| Secret::new(secret.expose().to_owned());
            let plain = content.plain.iter();
            plain
                .map(|(name, text)| (name.clone(), copy(text)))
                .collect()
        })
    }

    fn apply(&self, change: &Change, expected: &Revision) -> Result<(), StoreError> {
        let _lock = file::lock(&self.path)?;
        let bytes = file::read(&self.path).map_err(|error| match error {
            ReadError::Absent => StoreError::Absent,
            ReadError::Io(reason) => StoreError::Unreadable(reason),
            ReadError::TooLarge => StoreError::Unusable(vec![file::too_large()]),
        })?;
        if bytes.revision != *expected {
            return Err(StoreError::Changed);
        }
        let text = bytes
            .text()
            .map_err(|problem| StoreError::Unusable(vec![problem]))?;
        let edited = match change {
            Change::SetPasswords(passwords) => edit::set_passwords(text, passwords),
            Change::Register { user, hash } => edit::register(text, user, hash),
        };
        let edited = edited.map_err(|refused| StoreError::Refused(refused.0))?;
        self.check_usable(&edited)?;
        file::replace(&self.path, &edited)
    }

    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<(), StoreError> {
        file::make_folder(&self.path)?;
        let _lock = file::lock(&self.path)?;
        match file::read(&self.path) {
            Err(ReadError::Absent) => {}
            _ => return Err(StoreError::Exists),
        }
        let starter = STARTER.replace("{file}", &shown(&self.path));
        let text = edit::register(&starter, first, hash)
            .map_err(|refused| StoreError::Refused(refused.0))?;
        self.check_usable(&text)?;
        file::replace(&self.path, &text)
    }
}

impl YamlStore {
    /// Nothing is written that this program would not read again.
    fn check_usable(&self, text: &str) -> Result<(), StoreError> {
        let folder = self.path.parent().unwrap_or_else(|| Path::new("."));
        match read::read(text, folder) {
            (Some(_), _) => Ok(()),
            (None, problems) => Err(StoreError::Refused(
                problems.first().map_or(Place::START, |p| p.place),
            )),
        }
    }
}

/// A path as it can stand in a line of YAML text.
fn shown(path: &Path) -> String {
    let path = path.display().to_string();
    path.replace(|c: char| c.is_control() || c == '`', "?")
}

#[cfg(test)]
mod tests;
