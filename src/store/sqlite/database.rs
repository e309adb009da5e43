//! The connection to the state database: `SQLite` in WAL mode, durable at every commit, shared by several
//! processes. It is opened at the first use, so that starting the program never waits for it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};

use crate::domain::throttle::Attempts;
use crate::service::ports::{AttemptKey, StateError};
use crate::store::name_digest::NameDigest;
use crate::store::owner::{make_folder, open_private, parent};
use crate::store::session_slots::io_failure;
use crate::store::sqlite::migrations::MIGRATIONS;
use crate::store::sqlite::name_key::NameKey;

/// How long to wait for another process.
const BUSY_PATIENCE: Duration = Duration::from_secs(5);

/// A state database, as one configuration file sees it.
pub struct SqliteState {
    pub(super) path: PathBuf,
    pub(super) slot: String,
    /// The configuration file as it was named, by which it is still known if it was removed or linked elsewhere (R92).
    pub(super) place: String,
    connection: Mutex<Option<Connection>>,
    name_key: NameKey,
    /// Attempts that could not be written because the disk is full (R70).
    pub(super) unwritten: Mutex<HashMap<AttemptKey, Attempts>>,
}

opaque_debug!(SqliteState);

impl SqliteState {
    /// Creates the store of the database at `path`, which need not exist yet. `slot` tells apart configuration files
    /// that share it.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>, slot: impl Into<String>) -> Self {
        let slot = slot.into();
        Self {
            path: path.into(),
            place: slot.clone(),
            slot,
            connection: Mutex::new(None),
            name_key: NameKey::default(),
            unwritten: Mutex::default(),
        }
    }

    /// Returns what digests the names that attempts and mailed codes are stored under.
    pub(super) fn name_digest(&self) -> Result<NameDigest, StateError> {
        self.name_key.digest(&self.path)
    }

    /// Also remembers the configuration file by the path with which it was named.
    #[must_use]
    pub fn named(mut self, place: &Path) -> Self {
        self.place = place.display().to_string();
        self
    }

    /// Runs `work` on the connection. After an error the connection is opened anew.
    pub(super) fn with<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, rusqlite::Error>,
    ) -> Result<T, StateError> {
        let mut slot = self
            .connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let mut connection = match slot.take() {
            Some(connection) => connection,
            None => self.open()?,
        };
        let result = work(&mut connection).map_err(|error| failed(&error));
        if result.is_ok() {
            *slot = Some(connection);
        }
        result
    }

    /// Runs `work` in a transaction that no other writer can come between.
    pub(super) fn atomically<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, rusqlite::Error>,
    ) -> Result<T, StateError> {
        self.with(|connection| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = work(&transaction)?;
            transaction.commit()?;
            Ok(result)
        })
    }

    fn open(&self) -> Result<Connection, StateError> {
        let folder = parent(&self.path);
        // `SQLite` gives its other files the mode and the owner of the database (R52, R93).
        make_folder(folder, None)
            .and_then(|()| open_private(&self.path, folder))
            .map_err(|error| io_failure(&error))?;
        let mut connection = Connection::open(&self.path).map_err(|error| failed(&error))?;
        // Before anything is written, and again, because another program can have been quicker.
        check_version(&connection)?;
        prepare(&mut connection).map_err(|error| failed(&error))?;
        check_version(&connection)?;
        Ok(connection)
    }
}

/// Refuses a database of a newer version.
fn check_version(connection: &Connection) -> Result<(), StateError> {
    match version(connection).map_err(|error| failed(&error))? {
        known if known <= MIGRATIONS.len() => Ok(()),
        _ => Err(StateError::Newer),
    }
}

/// Configures a connection, and brings the schema up to date.
fn prepare(connection: &mut Connection) -> Result<(), rusqlite::Error> {
    connection.busy_timeout(BUSY_PATIENCE)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    let migrate = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = version(&migrate)?;
    for step in MIGRATIONS.iter().skip(done) {
        migrate.execute_batch(step)?;
    }
    if done < MIGRATIONS.len() {
        let reached = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
        migrate.pragma_update(None, "user_version", reached)?;
        tracing::info!(from = done, to = reached, "state database migrated");
    }
    migrate.commit()?;
    if done < MIGRATIONS.len() {
        truncate_log(connection)?;
    }
    Ok(())
}

/// Empties the log beside the database, so that what was deleted does not stay in it until the next checkpoint. If another
/// program reads it at this moment, it stays until that program is done.
pub(super) fn truncate_log(connection: &Connection) -> Result<(), rusqlite::Error> {
    let is_busy: bool =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if is_busy {
        tracing::warn!("deleted records stay in the database until no other program reads it");
    }
    Ok(())
}

/// Returns the number of migrations that have been made.
fn version(connection: &Connection) -> Result<usize, rusqlite::Error> {
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok(usize::try_from(version).unwrap_or(usize::MAX))
}

fn failed(error: &rusqlite::Error) -> StateError {
    tracing::warn!(%error, "state database");
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StateError::Busy,
        Some(ErrorCode::DiskFull) => StateError::Full,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            StateError::Damaged(error.to_string())
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            StateError::Denied(error.to_string())
        }
        _ => StateError::Unavailable(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::appearance::ThemeChoice;
    use crate::domain::preferences::Preferences;
    use crate::service::ports::{AttemptStore, PreferenceStore, SessionStore};

    const DARK: Preferences = Preferences {
        theme: Some(ThemeChoice::Dark),
        zoom: None,
        language: None,
        motion: None,
    };

    #[test]
    fn a_database_of_the_first_version_is_brought_up_to_date_and_keeps_its_rows() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.db");
        let old = Connection::open(&path).expect("opened");
        old.execute_batch(MIGRATIONS[0]).expect("made");
        old.pragma_update(None, "user_version", 1).expect("updated");
        drop(old);
        let state = SqliteState::new(&path, "a");
        assert_eq!(state.remembered(), Ok(None));
        assert_eq!(state.preferences(), Ok(Preferences::default()));
        state.store_preferences(&DARK).expect("stored");
        let again = SqliteState::new(&path, "b");
        assert_eq!(again.preferences(), Ok(DARK));
    }

    #[test]
    fn r87_names_that_an_earlier_version_stored_without_a_key_are_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.db");
        let old = Connection::open(&path).expect("opened");
        let digest = [7_u8; 32];
        let forgetting = |step: &&str| step.starts_with("DELETE FROM attempt");
        let done = MIGRATIONS.iter().position(forgetting).expect("there");
        old.execute_batch(&MIGRATIONS[..done].concat())
            .expect("made");
        let rows = "INSERT INTO attempt VALUES ('a', ?1, 3, 0, 5, 5); INSERT INTO code VALUES ('a', ?1, '9')";
        for row in rows.split(';') {
            old.execute(row, [digest]).expect("inserted");
        }
        let done = i64::try_from(done).expect("small");
        old.pragma_update(None, "user_version", done)
            .expect("updated");
        drop(old);
        let state = SqliteState::new(&path, "a");
        let before = state.attempts_of(&[AttemptKey(digest)]);
        assert_eq!(before, Ok(vec![Attempts::default()]));
        for file in std::fs::read_dir(folder.path()).expect("listed").flatten() {
            let bytes = std::fs::read(file.path()).expect("read");
            let is_there = bytes.windows(digest.len()).any(|window| window == digest);
            assert!(!is_there, "{}", file.path().display());
        }
    }

    #[test]
    fn a_database_of_a_newer_version_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.db");
        let newer = Connection::open(&path).expect("opened");
        newer
            .pragma_update(None, "user_version", 99)
            .expect("updated");
        let opened = SqliteState::new(&path, "a").remembered();
        assert_eq!(opened, Err(StateError::Newer));
    }

    #[test]
    fn a_file_that_is_no_database_is_damaged() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.db");
        std::fs::write(&path, [b'x'; 4_096]).expect("written");
        let opened = SqliteState::new(&path, "a").remembered();
        assert!(matches!(opened, Err(StateError::Damaged(_))));
    }

    #[test]
    #[cfg(unix)]
    fn r52_the_database_is_readable_only_by_its_owner() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("data/state.db");
        let state = SqliteState::new(&path, "a");
        state.store_preferences(&DARK).expect("written");
        let mode = |path: &std::path::Path| {
            let metadata = std::fs::metadata(path).expect("there");
            metadata.permissions().mode() & 0o777
        };
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().expect("a folder")), 0o700);
    }
}
