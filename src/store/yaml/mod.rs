//! The credential file, `config.yaml`: read by people and program, changed by both.
//!
//! [`YamlStore`] reads the file anew for every request and keeps the parsed content only as long
//! as the bytes are the same. While what stands in the file cannot be used, it goes on with what
//! could be used last (R61). Every change is made under a lock, on the revision that it was based
//! on, and put in place in one step.

mod anchors;
mod backups;
mod edit;
mod excerpt;
mod fields;
mod file;
#[cfg(test)]
pub(crate) mod json_schema;
mod keys;
pub(crate) mod lenient;
pub(crate) mod pages;
mod parse;
mod read;
pub(crate) mod schema;
mod sections;
#[cfg(test)]
mod tests;
mod tree;
pub(crate) mod users;
mod values;
mod verify;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::credential::StoredHash;
use crate::domain::email::Email;
use crate::domain::problem::{Cause, Position, Problem};
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::user::{NewUser, User};
use crate::domain::username::Username;
use crate::service::ports::{
    Changed, CredentialStore, Edit, NamedRole, Revision, StoreError, Versioned, Watch,
};

use crate::service::ports::user_directory::find_look_alike;

pub use crate::store::yaml::backups::Backup;
use crate::store::yaml::file::{Bytes, ReadError};
use crate::store::yaml::read::Content;

/// The text that a new credential file starts from.
const STARTER: &str = include_str!("../../../assets/starter.yaml");
/// Where its page begins.
const STARTER_PAGE: &str = "\n# The pages.";

/// A credential file.
pub struct YamlStore {
    path: PathBuf,
    /// Whether a new file gets a page that says how to go on.
    has_welcome: bool,
    last: Arc<Mutex<Last>>,
}

/// What was read last, and what of it could be used.
#[derive(Default)]
struct Last {
    current: Option<Arc<Parsed>>,
    good: Option<Arc<Parsed>>,
}

/// One state of the file.
struct Parsed {
    revision: Revision,
    content: Option<Content>,
    problems: Vec<Problem>,
}

impl YamlStore {
    /// The store of the file at `path`, which need not exist yet.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            has_welcome: true,
            last: Arc::default(),
        }
    }

    /// The same for an app with content of its own: a new file gets no page.
    #[must_use]
    pub fn without_welcome(mut self) -> Self {
        self.has_welcome = false;
        self
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is kept of earlier states of the file, oldest first.
    #[must_use]
    pub fn backups(&self) -> Vec<Backup> {
        let target = std::fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone());
        backups::list(&target)
    }

    /// Puts an earlier state in place of the file. What is there now is kept, even if it cannot be
    /// used.
    ///
    /// # Errors
    /// [`StoreError::Absent`] when there is no such state, [`StoreError::Unusable`] when it cannot
    /// be used; otherwise why it could not be put in place.
    pub fn restore(&self, number: u64) -> Result<(), StoreError> {
        let lock = file::lock(&self.path)?;
        let backups = backups::list(&lock.target);
        let backup = backups.iter().find(|backup| backup.number == number);
        let wanted = file::read(&backup.ok_or(StoreError::Absent)?.path)?;
        let parsed = self.parse(&wanted, self.good().as_deref());
        if parsed.content.is_none() {
            return Err(StoreError::Unusable(parsed.problems));
        }
        let text = wanted
            .text()
            .map_err(|problem| StoreError::Unusable(vec![problem]))?;
        match file::read(&self.path) {
            Ok(current) => {
                let is_good = self.parse(&current, None).content.is_some();
                backups::keep(&lock.target, &current, is_good)?;
                file::replace(&lock, text, Some(&current.revision))
            }
            Err(ReadError::Absent) => file::replace(&lock, text, None),
            Err(error) => Err(error.into()),
        }
    }

    /// Reads the file, parsing it only when its bytes have changed.
    fn parsed(&self) -> Result<Arc<Parsed>, StoreError> {
        let bytes = file::read(&self.path)?;
        Ok(self.parsed_bytes(&bytes))
    }

    fn parsed_bytes(&self, bytes: &Bytes) -> Arc<Parsed> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(parsed) = last
            .current
            .as_ref()
            .filter(|parsed| parsed.revision == bytes.revision)
        {
            return Arc::clone(parsed);
        }
        // Let go first: two states of a large file need not be in memory at once.
        let is_good = |parsed: &Arc<Parsed>| parsed.content.is_some();
        last.current = None;
        let parsed = Arc::new(self.parse(bytes, last.good.as_deref()));
        if is_good(&parsed) {
            last.good = Some(Arc::clone(&parsed));
        }
        last.current = Some(Arc::clone(&parsed));
        parsed
    }

    /// `good` is the last state that could be used, if there was one.
    fn parse(&self, bytes: &Bytes, good: Option<&Parsed>) -> Parsed {
        let (mut content, mut problems) = match bytes.text() {
            Ok(text) => read::read(text, self.folder()),
            Err(problem) => (None, vec![problem]),
        };
        // A file that never had an administrator is one of the peer's. One that lost its last is no
        // file that anybody meant (R51).
        let is_headless = content
            .as_ref()
            .is_some_and(|content| !content.has_administrator());
        if is_headless && self.had_administrator(good) {
            let none = |problem: &&mut Problem| problem.cause == Cause::NoAdministrator;
            if let Some(problem) = problems.iter_mut().find(none) {
                problem.cause = Cause::NoAdministratorLeft;
            }
            content = None;
        }
        problems.extend(file::permission_problem(&self.path));
        Parsed {
            revision: bytes.revision,
            content,
            problems,
        }
    }

    /// Whether the last state that could be used, or the newest one that was kept, had an
    /// administrator.
    fn had_administrator(&self, good: Option<&Parsed>) -> bool {
        let has_one = |content: &Content| content.has_administrator();
        if let Some(content) = good.and_then(|parsed| parsed.content.as_ref()) {
            return has_one(content);
        }
        let kept = self.backups();
        let newest = kept.iter().rev().find(|backup| backup.is_good);
        let bytes = newest.and_then(|backup| file::read(&backup.path).ok());
        let text = bytes.as_ref().and_then(|bytes| bytes.text().ok());
        let content = text.and_then(|text| read::read(text, self.folder()).0);
        content.is_some_and(|content| has_one(&content))
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or_else(|| Path::new("."))
    }

    /// The last state of the file that could be used.
    fn good(&self) -> Option<Arc<Parsed>> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.good.clone()
    }

    /// Calls `look` with the content: what the file says, or what it said when it could be used
    /// last.
    fn with<T>(&self, look: impl FnOnce(&Content) -> T) -> Result<Versioned<T>, StoreError> {
        let parsed = match self.parsed() {
            Ok(parsed) if parsed.content.is_none() => {
                let unusable = || StoreError::Unusable(parsed.problems.clone());
                self.good().ok_or_else(unusable)?
            }
            // Too large to be read is one more way of not being usable.
            Err(StoreError::Unusable(problems)) => {
                self.good().ok_or(StoreError::Unusable(problems))?
            }
            other => other?,
        };
        match &parsed.content {
            Some(content) => Ok(Versioned {
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
        let found = self.with(|content| Arc::clone(&content.settings))?;
        Ok(found.value)
    }

    fn inspect(&self) -> Result<Vec<Problem>, StoreError> {
        match self.parsed() {
            Ok(parsed) => Ok(parsed.problems.clone()),
            Err(StoreError::Unusable(problems)) => Ok(problems),
            Err(error) => Err(error),
        }
    }

    fn find(&self, login: &str) -> Result<Versioned<Option<User>>, StoreError> {
        self.with(|content| content.find(login).cloned())
    }

    fn find_look_alike(&self, name: &str) -> Result<Versioned<Option<User>>, StoreError> {
        self.with(|content| find_look_alike(&content.users, name).cloned())
    }

    fn users(&self) -> Result<Versioned<Vec<User>>, StoreError> {
        self.with(|content| content.users.clone())
    }

    fn named_roles(&self) -> Result<Vec<NamedRole>, StoreError> {
        let found = self.with(|content| {
            let roles = content.roles.iter();
            let mut roles: Vec<_> = roles
                .map(|(role, (field, position))| NamedRole {
                    role: role.clone(),
                    field: field.clone(),
                    position: *position,
                })
                .collect();
            roles.sort_by_key(|named| named.position);
            roles
        })?;
        Ok(found.value)
    }

    fn allowed_emails(&self) -> Result<Versioned<Vec<Email>>, StoreError> {
        self.with(|content| content.allowed_emails.clone())
    }

    fn preview(&self, change: &Edit) -> Result<Versioned<(String, String)>, StoreError> {
        let bytes = file::read(&self.path)?;
        let before = bytes
            .text()
            .map_err(|problem| StoreError::Unusable(vec![problem]))?;
        let after = changed_text(before, change, self.folder())?;
        Ok(Versioned {
            value: (before.to_owned(), after),
            revision: bytes.revision,
        })
    }

    fn is_email_allowed(&self, email: &Email) -> Result<Versioned<bool>, StoreError> {
        self.with(|content| content.allowed_emails.contains(email))
    }

    fn plain_passwords(&self) -> Result<Versioned<Vec<(Username, Secret)>>, StoreError> {
        self.with(|content| {
            let plain = content.plain.iter();
            plain
                .map(|(name, text)| (name.clone(), text.copied()))
                .collect()
        })
    }

    fn apply(&self, change: &Edit, expected: &Revision) -> Result<(), StoreError> {
        // Taken before the lock: what is read under it takes its place.
        let decided_on = self.good();
        let lock = file::lock(&self.path)?;
        let bytes = file::read(&self.path)?;
        let now = self.parsed_bytes(&bytes);
        let Some(content) = &now.content else {
            return Err(StoreError::Unusable(now.problems.clone()));
        };
        if bytes.revision != *expected
            && !can_go_on(change, decided_on.as_deref(), expected, content)
        {
            return Err(StoreError::Changed);
        }
        let text = bytes
            .text()
            .map_err(|problem| StoreError::Unusable(vec![problem]))?;
        let (edited, after) = edit::apply(text, change, self.folder())?;
        if !verify::is_result_of(content, change, &after) {
            return Err(StoreError::Refused(Position::START));
        }
        drop(after);
        if content.plain.is_empty() {
            backups::keep(&lock.target, &bytes, true)?;
        }
        file::replace(&lock, &edited, Some(&bytes.revision))
    }

    fn watch(&self, changed: Changed) -> Option<Watch> {
        let path = self.path.clone();
        let revision = move || file::read(&path).ok().map(|bytes| bytes.revision);
        // Not what was read last: whoever reads first must not keep the others from hearing of it.
        let told = Mutex::new(revision());
        let is_new = move || {
            let now = revision();
            let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *told, now) != now
        };
        watch::watch(&self.path, is_new, changed)
    }

    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<(), StoreError> {
        file::make_folder(&self.path)?;
        let lock = file::lock(&self.path)?;
        match file::read(&self.path) {
            Err(ReadError::Absent) => {}
            _ => return Err(StoreError::Exists),
        }
        let starter = match STARTER.split_once(STARTER_PAGE) {
            Some((start, _)) if !self.has_welcome => start.to_owned(),
            _ => STARTER.replace("{file}", &shown(&self.path)),
        };
        let change = Edit::Add {
            user: first.clone(),
            hash: hash.clone(),
        };
        let (text, _) = edit::apply(&starter, &change, self.folder())?;
        file::replace(&lock, &text, None)
    }
}

impl From<edit::Refused> for StoreError {
    fn from(refused: edit::Refused) -> Self {
        Self::Refused(refused.0)
    }
}

/// What is wrong with the text of a credential file; nothing is read from the disk but whether the
/// files of pages are there. Relative paths start from `folder`.
#[must_use]
pub fn problems_of(text: &str, folder: &Path) -> Vec<Problem> {
    read::read(text, folder).1
}

/// The text of a credential file with a change made in it, everything else left as it is.
///
/// # Errors
/// [`StoreError::Unusable`] when the text has errors, [`StoreError::Refused`] when the change cannot
/// be made without touching something else.
pub fn changed_text(text: &str, change: &Edit, folder: &Path) -> Result<String, StoreError> {
    let (before, problems) = read::read(text, folder);
    let before = before.ok_or(StoreError::Unusable(problems))?;
    let (edited, after) = edit::apply(text, change, folder)?;
    if verify::is_result_of(&before, change, &after) {
        Ok(edited)
    } else {
        Err(StoreError::Refused(Position::START))
    }
}

/// Whether a change that was decided on the state `expected` can be made on another one.
fn can_go_on(
    change: &Edit,
    decided_on: Option<&Parsed>,
    expected: &Revision,
    now: &Content,
) -> bool {
    let before = decided_on.filter(|parsed| parsed.revision == *expected);
    let before = before.and_then(|parsed| parsed.content.as_ref());
    before.is_some_and(|before| verify::is_unaffected(change, before, now))
}

/// A path as it can stand in a line of YAML text.
fn shown(path: &Path) -> String {
    let path = path.display().to_string();
    path.replace(|c: char| c.is_control() || c == '`', "?")
}
