//! The configuration file as a store.
//!
//! [`YamlStore`] keeps what it has read, and reads the file again only when it has changed. While the file
//! has errors, the last state that had none stays in force (R61). Every change is made under a lock, on the
//! revision that it was based on, and replaces the file in one step. A file on a network file system that cannot be reached
//! is an outage (R42).

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::domain::credential::StoredHash;
use crate::domain::problem::{Cause, Position, Problem};
use crate::domain::user::NewUser;
use crate::service::or_log::OrLog as _;
use crate::service::ports::unaffected::is_unaffected;
use crate::service::ports::{
    Adapt, Applied, Backup, CredentialStore, Edit, EditPreview, Revision, Snapshot, StoreError,
    Users,
};

use crate::store::network;
use crate::store::owner::canonical;
use crate::store::yaml::file::{self, Bytes, ReadError};
use crate::store::yaml::parsed::{Last, Parsed};
use crate::store::yaml::reader::Expected;
use crate::store::yaml::stamp::{self, Stamp};
use crate::store::yaml::{backups, edit, mask, permissions, read, starter, verify};

/// How often the metadata of the file is looked at: a change must be noticed within two seconds (R42). On network file systems
/// nothing else would tell of changes by other computers.
const POLL_EVERY: Duration = Duration::from_secs(1);

/// A configuration file.
pub struct YamlStore {
    path: PathBuf,
    /// The state database, whose place is looked at as well.
    state: Option<PathBuf>,
    pub(super) expected: Expected,
    last: Mutex<Last>,
}

opaque_debug!(YamlStore);

impl YamlStore {
    /// Creates the store of the file at `path`, which need not exist yet.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self::expecting(path, Expected::Users)
    }

    pub(super) fn expecting(path: impl Into<PathBuf>, expected: Expected) -> Self {
        Self {
            path: path.into(),
            state: None,
            expected,
            last: Mutex::default(),
        }
    }

    /// Returns the same store, which also warns administrators of a state database on a network file system (R94).
    #[must_use]
    pub(crate) fn with_state(mut self, state: &Path) -> Self {
        self.state = Some(state.to_owned());
        self
    }

    /// Returns the path of the file.
    #[must_use]
    #[doc(hidden)]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn last(&self) -> MutexGuard<'_, Last> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the state of the file. It is read only if it may have changed, and parsed only if its bytes have.
    fn current(&self) -> Result<Parsed, StoreError> {
        let last = self.last().current.clone();
        let is_unchanged =
            |last: &Parsed| last.stamp.is_some() && last.stamp == Stamp::at(&self.path);
        match last.filter(is_unchanged) {
            Some(unchanged) => Ok(unchanged),
            None => Ok(self.parsed(&self.bytes()?)),
        }
    }

    /// Reads the file. If it was on a network file system, it is out of reach when it cannot be read, for example because the
    /// right to do so has expired.
    fn bytes(&self) -> Result<Bytes, StoreError> {
        self.check_mounted()?;
        let was_on_network = self.last().was_on_network();
        match file::read(&self.path) {
            Err(ReadError::Io(reason)) if was_on_network => Err(StoreError::Unavailable(reason)),
            read => Ok(read?),
        }
    }

    /// Refuses a file that was on a network file system which is no longer mounted, whatever is in its place.
    fn check_mounted(&self) -> Result<(), StoreError> {
        let was_on_network = self.last().was_on_network();
        if was_on_network && network::kind_of(&self.path).is_none() {
            let reason = io::ErrorKind::NotConnected.to_string();
            return Err(StoreError::Unavailable(reason));
        }
        Ok(())
    }

    /// Returns the problems of the places of the file and the state database.
    fn problems_of_places(&self) -> Vec<Problem> {
        let mut problems = network::network_problems(&self.path, self.state.as_deref());
        problems.extend(permissions::permission_problem(&self.path));
        problems
    }

    /// Parses the bytes, unless they are the same as the last time, in the same place.
    fn parsed(&self, bytes: &Bytes) -> Parsed {
        let places = self.problems_of_places();
        let mut last = self.last();
        let is_same = |parsed: &&mut Parsed| {
            parsed.revision == bytes.revision && parsed.problems.ends_with(&places)
        };
        if let Some(parsed) = last.current.as_mut().filter(is_same) {
            parsed.stamp.clone_from(&bytes.stamp);
            return parsed.clone();
        }
        // Dropped first: two states of a large file need not be in memory at once.
        last.current = None;
        let parsed = self.parse(bytes, places, last.good.as_deref());
        if let Some(snapshot) = &parsed.snapshot {
            last.good = Some(Arc::clone(snapshot));
        }
        last.current = Some(parsed.clone());
        parsed
    }

    /// Parses the bytes, of a file with the problems of its place. `good` is the last state without errors, if there is one.
    fn parse(&self, bytes: &Bytes, places: Vec<Problem>, good: Option<&Snapshot>) -> Parsed {
        let (mut snapshot, mut problems) = match bytes.text() {
            Ok(text) => read::read_expected(text, self.own_folder(), &self.expected),
            Err(problem) => (None, vec![*problem]),
        };
        // A file of Streamlit-Authenticator never had an administrator. One that lost its last administrator
        // is a mistake (R51).
        let has_no_admin =
            |of: &Snapshot| of.settings.store.is_none() && !of.users.has_active_admin();
        if snapshot.as_ref().is_some_and(has_no_admin) && self.had_administrator(good) {
            let none = |problem: &&mut Problem| problem.cause == Cause::NoAdministrator;
            if let Some(problem) = problems.iter_mut().find(none) {
                problem.cause = Cause::NoAdministratorLeft;
            }
            snapshot = None;
        }
        problems.extend(places);
        Parsed::new(bytes.revision, bytes.stamp.clone(), snapshot, problems)
    }

    /// Saves the next read the parsing of what was just written and verified.
    fn remember_written(&self, revision: Revision, written: Snapshot) {
        // Whether a file without an administrator is a mistake is judged when it is read.
        if !written.users.has_active_admin() {
            return;
        }
        let mut problems = written.problems.to_vec();
        problems.extend(self.problems_of_places());
        let parsed = Parsed::new(revision, None, Some(written), problems);
        let mut last = self.last();
        last.good.clone_from(&parsed.snapshot);
        last.current = Some(parsed);
    }

    /// Returns `true` if the last state without errors, or else the newest kept version that can be read, has an administrator.
    fn had_administrator(&self, good: Option<&Snapshot>) -> bool {
        if let Some(snapshot) = good {
            return snapshot.users.has_active_admin();
        }
        let kept = backups::list(&canonical(&self.path));
        let good = kept.iter().rev().filter(|backup| backup.is_good);
        let mut snapshots = good.filter_map(|backup| {
            let bytes = file::read(&backup.path).or_log("read a backup")?;
            let text = bytes.text().or_log("read the text of a backup")?;
            read::read(text, self.own_folder()).0
        });
        let newest = snapshots.next();
        newest.is_some_and(|snapshot| snapshot.users.has_active_admin())
    }

    pub(crate) fn own_folder(&self) -> &Path {
        self.path.parent().unwrap_or_else(|| Path::new("."))
    }
}

impl CredentialStore for YamlStore {
    fn location(&self) -> String {
        self.path.display().to_string()
    }

    fn can_be_away(&self) -> bool {
        self.last().was_on_network()
    }

    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        let problems = match self.current() {
            Ok(Parsed {
                snapshot: Some(snapshot),
                ..
            }) => return Ok(snapshot),
            Ok(parsed) => parsed.problems,
            // Too large to read is one more error of the file.
            Err(StoreError::Unusable(problems)) => problems.into(),
            Err(error) => return Err(error),
        };
        match &self.last().good {
            Some(good) => Ok(Arc::new(Snapshot {
                problems,
                ..Snapshot::clone(good)
            })),
            None => Err(StoreError::Unusable(problems.to_vec())),
        }
    }

    fn preview(&self, change: &Edit) -> Result<EditPreview, StoreError> {
        let bytes = self.bytes()?;
        let before = text_of(&bytes)?;
        let after = changed_text(before, change, self.own_folder())?;
        let [before, after] = mask::masked_change(before, &after);
        Ok(EditPreview {
            revision: bytes.revision,
            before,
            after,
        })
    }

    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        // Taken before the lock: what is read under it takes its place.
        let decided_on = self.last().good.clone();
        self.check_mounted()?;
        let lock = file::lock(&self.path)?;
        let bytes = self.bytes()?;
        let parsed = self.parsed(&bytes);
        let Some(now) = parsed.snapshot else {
            return Err(StoreError::Unusable(parsed.problems.to_vec()));
        };
        let decided_on = decided_on.filter(|before| before.revision == *expected);
        let can_go_on = |before: &Arc<Snapshot>| is_unaffected(change, before, &now);
        if now.revision != *expected && !decided_on.as_ref().is_some_and(can_go_on) {
            return Err(StoreError::Changed);
        }
        let (edited, after) = edit::apply(text_of(&bytes)?, &now.users, change, self.own_folder())?;
        if !verify::is_result_of(&now, change, &after) {
            return Err(StoreError::Refused(Position::START));
        }
        if !now.is_secret() {
            backups::keep(&lock.target, &bytes, true)?;
        }
        file::replace(&lock, &edited, Some(&bytes.revision))?;
        let to = file::revision_of(edited.as_bytes());
        self.remember_written(to, after);
        let from = bytes.revision;
        Ok(Applied { from, to })
    }

    fn backups(&self) -> Vec<Backup> {
        backups::list(&canonical(&self.path))
    }

    fn backup(&self, number: u64) -> Result<Arc<Snapshot>, StoreError> {
        let earlier = read_backup(&canonical(&self.path), number)?;
        let present = self.read().ok();
        let parsed = self.parse(&earlier, Vec::new(), present.as_deref());
        let unusable = || StoreError::Unusable(parsed.problems.to_vec());
        parsed.snapshot.ok_or_else(unusable)
    }

    fn restore(&self, number: u64, adapt: &Adapt<'_>) -> Result<Applied, StoreError> {
        self.check_mounted()?;
        let lock = file::lock(&self.path)?;
        let earlier = read_backup(&lock.target, number)?;
        let current = match self.bytes() {
            Ok(current) => Some(current),
            Err(StoreError::Absent) => None,
            Err(error) => return Err(error),
        };
        let now = current
            .as_ref()
            .and_then(|current| self.parsed(current).snapshot);
        let present = now.clone().or_else(|| self.last().good.clone());
        let parsed = self.parse(&earlier, Vec::new(), present.as_deref());
        let Some(wanted) = parsed.snapshot else {
            return Err(StoreError::Unusable(parsed.problems.to_vec()));
        };
        let change = adapt(present.as_deref(), &wanted)?;
        let (text, after) = edit::apply(
            text_of(&earlier)?,
            &wanted.users,
            &change,
            self.own_folder(),
        )?;
        if !verify::is_result_of(&wanted, &change, &after) {
            return Err(StoreError::Refused(Position::START));
        }
        let cannot_be_kept = |now: &&Arc<Snapshot>| {
            now.may_hold_plain || now.is_secret() && !now.closing().is_empty()
        };
        if let Some(now) = now.as_ref().filter(cannot_be_kept) {
            // It would be lost.
            return Err(StoreError::Unusable(now.closed()));
        }
        let is_secret = |now: &Arc<Snapshot>| now.is_secret();
        let kept = current
            .as_ref()
            .filter(|_| !now.as_ref().is_some_and(is_secret));
        if let Some(current) = kept {
            backups::keep(&lock.target, current, now.is_some())?;
        }
        let from = current.as_ref().map(|current| current.revision);
        file::replace(&lock, &text, from.as_ref())?;
        let to = file::revision_of(text.as_bytes());
        self.remember_written(to, after);
        let from = from.unwrap_or_default();
        Ok(Applied { from, to })
    }

    fn revision(&self) -> Result<Revision, StoreError> {
        stamp::wait_for_rest(&self.path);
        let current = self.current()?;
        // While the file has errors, the last state without errors is in force, and its errors are news.
        if current.snapshot.is_some() || self.last().good.is_some() {
            return Ok(current.revision);
        }
        Err(StoreError::Unusable(current.problems.to_vec()))
    }

    fn poll_every(&self) -> Duration {
        POLL_EVERY
    }

    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError> {
        file::make_folder(&self.path)?;
        let lock = file::lock(&self.path)?;
        match file::read(&self.path) {
            Err(ReadError::Absent) => {}
            _ => return Err(StoreError::Exists),
        }
        let starter = starter::text()?;
        let change = Edit::Add {
            user: first.clone(),
            hash: hash.clone(),
        };
        let (text, _) = edit::apply(&starter, &Users::default(), &change, self.own_folder())?;
        file::replace(&lock, &text, None)?;
        Ok(file::revision_of(text.as_bytes()))
    }
}

impl From<edit::splice::Refused> for StoreError {
    fn from(refused: edit::splice::Refused) -> Self {
        Self::Refused(refused.0)
    }
}

/// Reads the backup of `target` with this number.
fn read_backup(target: &Path, number: u64) -> Result<Bytes, StoreError> {
    let backups = backups::list(target);
    let backup = backups.iter().find(|backup| backup.number == number);
    Ok(file::read(&backup.ok_or(StoreError::Absent)?.path)?)
}

/// Returns the text, or the problem that it is not UTF-8.
fn text_of(bytes: &Bytes) -> Result<&str, StoreError> {
    let text = bytes.text();
    text.map_err(|problem| StoreError::Unusable(vec![*problem]))
}

/// Returns the problems of the text of a configuration file. Relative paths start from `folder`; of the files
/// of pages, only their existence is checked.
#[must_use]
pub fn problems_of(text: &str, folder: &Path) -> Vec<Problem> {
    read::read(text, folder).1
}

/// Returns the text of a configuration file with a change made in it and everything else as it is.
///
/// # Errors
/// - [`StoreError::Unusable`] if the text has errors.
/// - [`StoreError::Refused`] if the change cannot be made without changing something else.
pub fn changed_text(text: &str, change: &Edit, folder: &Path) -> Result<String, StoreError> {
    let (before, problems) = read::read(text, folder);
    let before = before.ok_or(StoreError::Unusable(problems))?;
    let (edited, after) = edit::apply(text, &before.users, change, folder)?;
    if verify::is_result_of(&before, change, &after) {
        Ok(edited)
    } else {
        Err(StoreError::Refused(Position::START))
    }
}
