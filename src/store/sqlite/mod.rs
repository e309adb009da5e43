//! The state database: what is written at every sign-in, and must not wear out a file that people
//! edit. `SQLite` in WAL mode, durable at every commit, shared by several processes.
//!
//! Opened at the first use, so that starting the program never waits for it.

pub(crate) mod audit_log;
mod timestamp;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::domain::appearance::{ThemeChoice, Zoom};
use crate::domain::audit::{AuditEvent, AuditRecord, ChainCheck, Retention};
use crate::domain::language::Language;
use crate::domain::recovery::OneTimeCode;
use crate::domain::remember_me::{Selector, TokenHash};
use crate::domain::settings::Sessions;
use crate::domain::throttle::Attempts;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{
    AccountEvent, AttemptKey, AuditFilter, RememberedSignIn, Revision, SessionLimitError,
    SessionSlot, StateError, StateStore,
};
use crate::store::platform::make_private_folder;
use crate::store::session_slots;

/// How long to wait for another process.
const BUSY_PATIENCE: Duration = Duration::from_secs(5);

/// Each entry brings the schema from the version of its index to the next one.
const MIGRATIONS: &[&str] = &[
    "CREATE TABLE remembered (
    slot TEXT PRIMARY KEY NOT NULL,
    selector TEXT NOT NULL,
    token BLOB NOT NULL,
    user_key TEXT NOT NULL,
    credential BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;",
    "CREATE TABLE preference (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;",
    "CREATE TABLE attempt (
    slot TEXT NOT NULL,
    name BLOB NOT NULL,
    failures INTEGER NOT NULL,
    locked_for INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    last_sign_in INTEGER,
    PRIMARY KEY (slot, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX attempt_seen ON attempt (slot, seen_at) WHERE last_sign_in IS NULL;",
    "ALTER TABLE remembered ADD COLUMN next BLOB NOT NULL DEFAULT x'';
ALTER TABLE remembered ADD COLUMN device BLOB NOT NULL DEFAULT x'';
ALTER TABLE remembered ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0;
DELETE FROM remembered;",
    "ALTER TABLE remembered ADD COLUMN device_name TEXT NOT NULL DEFAULT '';
DELETE FROM remembered;
CREATE TABLE event (
    number INTEGER PRIMARY KEY,
    slot TEXT NOT NULL,
    who BLOB NOT NULL,
    word TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX event_of ON event (slot, who);
CREATE TABLE step (
    slot TEXT NOT NULL,
    who BLOB NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (slot, who)
) STRICT, WITHOUT ROWID;
CREATE TABLE code (
    slot TEXT NOT NULL,
    who BLOB NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (slot, who)
) STRICT, WITHOUT ROWID;",
    audit_log::TABLES,
];

/// How many events are kept for somebody who does not come in; the oldest are forgotten first.
const EVENTS_MAX: u32 = 50;

/// How many names that nobody ever signed in with are remembered; the oldest are forgotten first.
const STRANGERS_MAX: u32 = 10_000;

/// A state database, seen by one credential file.
pub struct SqliteState {
    path: PathBuf,
    slot: String,
    connection: Mutex<Option<Connection>>,
    /// Tries that could not be written because the disk is full (R70).
    unwritten: Mutex<HashMap<AttemptKey, Attempts>>,
}

impl SqliteState {
    /// The database at `path`, which need not exist yet. `slot` tells credential files apart that
    /// share it.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>, slot: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            slot: slot.into(),
            connection: Mutex::new(None),
            unwritten: Mutex::default(),
        }
    }

    fn with<T>(
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

    fn open(&self) -> Result<Connection, StateError> {
        if let Some(folder) = self.path.parent() {
            make_private_folder(folder).map_err(|error| StateError(error.to_string()))?;
        }
        self.make_private()?;
        let mut connection = Connection::open(&self.path).map_err(|error| failed(&error))?;
        prepare(&mut connection).map_err(|error| failed(&error))?;
        let version = version(&connection).map_err(|error| failed(&error))?;
        if version > MIGRATIONS.len() {
            let reason = format!("made by a newer version of this program ({version})");
            return Err(StateError(reason));
        }
        Ok(connection)
    }

    /// `SQLite` gives its files the mode of the database, so that is made first (R52).
    fn make_private(&self) -> Result<(), StateError> {
        let mut options = std::fs::File::options();
        options.create(true).append(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let made = options.open(&self.path);
        made.map(drop)
            .map_err(|error| StateError(error.to_string()))
    }
}

/// Settings of a connection, and the schema brought up to date.
fn prepare(connection: &mut Connection) -> Result<(), rusqlite::Error> {
    connection.busy_timeout(BUSY_PATIENCE)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    let migrate = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let done = version(&migrate)?;
    for step in MIGRATIONS.iter().skip(done) {
        migrate.execute_batch(step)?;
    }
    if done < MIGRATIONS.len() {
        let reached = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
        migrate.pragma_update(None, "user_version", reached)?;
        tracing::info!(from = done, to = reached, "state database migrated");
    }
    migrate.commit()
}

/// How many of the migrations have been made.
fn version(connection: &Connection) -> Result<usize, rusqlite::Error> {
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok(usize::try_from(version).unwrap_or(usize::MAX))
}

impl StateStore for SqliteState {
    fn remembered(&self) -> Result<Option<RememberedSignIn>, StateError> {
        self.with(|connection| remembered(connection, &self.slot))
    }

    fn remember(&self, sign_in: &RememberedSignIn) -> Result<(), StateError> {
        self.with(|connection| remember(connection, &self.slot, sign_in))
    }

    fn rotate(
        &self,
        selector: &Selector,
        change: &dyn Fn(&mut RememberedSignIn),
    ) -> Result<(), StateError> {
        self.with(|connection| {
            let work =
                connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let record = remembered(&work, &self.slot)?;
            if let Some(mut record) = record.filter(|record| record.selector == *selector) {
                change(&mut record);
                remember(&work, &self.slot, &record)?;
            }
            work.commit()
        })
    }

    fn forget(&self, user_key: &str) -> Result<bool, StateError> {
        self.with(|connection| {
            connection
                .execute(
                    "DELETE FROM remembered WHERE slot = ?1 AND user_key = ?2",
                    [self.slot.as_str(), user_key],
                )
                .map(|rows| rows > 0)
        })
    }

    fn attempts(
        &self,
        name: &AttemptKey,
        change: &dyn Fn(Attempts) -> Attempts,
    ) -> Result<Attempts, StateError> {
        let mut unwritten = self
            .unwritten
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let counted = unwritten.get(name).copied();
        let written = self.with(|connection| {
            let work =
                connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let before = match counted {
                Some(before) => before,
                None => read_attempts(&work, &self.slot, name)?,
            };
            let after = change(before);
            match write_attempts(&work, &self.slot, name, &after) {
                Ok(()) => {}
                Err(error) if is_full(&error) => return Ok((before, Some(after))),
                Err(error) => return Err(error),
            }
            match work.commit() {
                Err(error) if is_full(&error) => Ok((before, Some(after))),
                result => result.map(|()| (before, None)),
            }
        });
        let (before, after) = written?;
        // On a full disk tries are counted in memory: nobody is kept out by it, and nobody gains more
        // tries than a restart gives (R70).
        match after {
            Some(after) => drop(unwritten.insert(name.clone(), after)),
            None => drop(unwritten.remove(name)),
        }
        Ok(before)
    }

    fn all_attempts(&self) -> Result<HashMap<AttemptKey, Attempts>, StateError> {
        let unwritten = self
            .unwritten
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let mut all = self.with(|connection| every_attempt(connection, &self.slot))?;
        all.extend(unwritten);
        Ok(all)
    }

    fn active_sessions(&self, user_keys: &[&str]) -> Result<Vec<String>, StateError> {
        let folder = self.path.with_extension("seats");
        session_slots::taken(&folder, &self.slot, user_keys)
    }

    fn tell(&self, who: &AttemptKey, event: AccountEvent, at: Timestamp) -> Result<(), StateError> {
        self.with(|connection| {
            let work = connection.transaction()?;
            work.execute(
                "INSERT INTO event (slot, who, word, at) VALUES (?1, ?2, ?3, ?4)",
                params![self.slot, who.0, event.word(), at],
            )?;
            work.execute(
                "DELETE FROM event WHERE number IN (SELECT number FROM event
                 WHERE slot = ?1 AND who = ?2 ORDER BY number DESC LIMIT -1 OFFSET ?3)",
                params![self.slot, who.0, EVENTS_MAX],
            )?;
            work.commit()
        })
    }

    fn told(&self, who: &AttemptKey) -> Result<Vec<(AccountEvent, Timestamp)>, StateError> {
        self.with(|connection| {
            let mut query = connection.prepare_cached(
                "DELETE FROM event WHERE slot = ?1 AND who = ?2 RETURNING number, word, at",
            )?;
            let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            let rows = query.query_map(params![self.slot, who.0], row)?;
            let mut rows: Vec<(i64, String, Timestamp)> = rows.collect::<Result<_, _>>()?;
            rows.sort_unstable();
            let event =
                |(_, word, at): (i64, String, Timestamp)| Some((AccountEvent::parse(&word)?, at));
            Ok(rows.into_iter().filter_map(event).collect())
        })
    }

    fn use_step(&self, who: &AttemptKey, step: u64) -> Result<bool, StateError> {
        let step = i64::try_from(step).unwrap_or(i64::MAX);
        self.with(|connection| {
            let rows = connection.execute(
                "INSERT INTO step (slot, who, used) VALUES (?1, ?2, ?3)
                 ON CONFLICT (slot, who) DO UPDATE SET used = ?3 WHERE used < ?3",
                params![self.slot, who.0, step],
            )?;
            Ok(rows > 0)
        })
    }

    fn keep_code(&self, who: &AttemptKey, code: &OneTimeCode) -> Result<(), StateError> {
        self.with(|connection| {
            let work = connection.transaction()?;
            // The text begins with the time when the code stops working. None is good for a day.
            work.execute(
                "DELETE FROM code WHERE CAST(text AS INTEGER) < ?1",
                [code.expires_at() - 24 * 60 * 60],
            )?;
            work.execute(
                "INSERT OR REPLACE INTO code (slot, who, text) VALUES (?1, ?2, ?3)",
                params![self.slot, who.0, code.to_text()],
            )?;
            work.commit()
        })
    }

    fn take_code(
        &self,
        who: &AttemptKey,
        is_it: &dyn Fn(&OneTimeCode) -> bool,
    ) -> Result<bool, StateError> {
        self.with(|connection| {
            let work =
                connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let query = "SELECT text FROM code WHERE slot = ?1 AND who = ?2";
            let text = work.query_row(query, params![self.slot, who.0], |row| row.get(0));
            let text: Option<String> = text.optional()?;
            let code = text.as_deref().and_then(OneTimeCode::parse);
            let is_taken = code.as_ref().is_some_and(is_it);
            if is_taken {
                let statement = "DELETE FROM code WHERE slot = ?1 AND who = ?2";
                work.execute(statement, params![self.slot, who.0])?;
            }
            work.commit()?;
            Ok(is_taken)
        })
    }

    fn claim_session_slot(
        &self,
        user_key: &str,
        limits: Sessions,
    ) -> Result<SessionSlot, SessionLimitError> {
        let folder = self.path.with_extension("seats");
        session_slots::take(&folder, &self.slot, user_key, limits)
    }

    fn record(&self, event: &AuditEvent, keep: Retention) -> Result<(), StateError> {
        self.with(|connection| audit_log::record(connection, &self.slot, event, keep))
    }

    fn activity(&self, filter: &AuditFilter) -> Result<Vec<AuditRecord>, StateError> {
        self.with(|connection| audit_log::find(connection, &self.slot, filter))
    }

    fn verify_activity(&self) -> Result<ChainCheck, StateError> {
        self.with(|connection| audit_log::verify(connection, &self.slot))
    }

    fn prune_activity(&self, keep: Retention, now: Timestamp) -> Result<u64, StateError> {
        self.with(|connection| {
            let work =
                connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let count = audit_log::prune(&work, &self.slot, keep, now)?;
            work.commit()?;
            Ok(count)
        })
    }

    fn revision(&self) -> Result<Option<Revision>, StateError> {
        self.with(|connection| {
            let query = "SELECT digest FROM revision WHERE slot = ?1";
            let digest = connection.query_row(query, [&self.slot], |row| row.get(0));
            Ok(digest.optional()?.map(Revision))
        })
    }

    fn keep_revision(&self, revision: &Revision) -> Result<(), StateError> {
        self.with(|connection| {
            let statement = "INSERT OR REPLACE INTO revision (slot, digest) VALUES (?1, ?2)";
            let values = params![self.slot, revision.0];
            connection.execute(statement, values).map(drop)
        })
    }

    fn language(&self) -> Result<Option<Language>, StateError> {
        let stored = self.preference("language")?;
        Ok(stored.as_deref().and_then(Language::of_tag))
    }

    fn keep_language(&self, language: Language) -> Result<(), StateError> {
        self.keep_preference("language", language.tag())
    }

    fn zoom(&self) -> Result<Option<Zoom>, StateError> {
        let stored = self.preference("zoom")?;
        Ok(stored.as_deref().and_then(Zoom::parse))
    }

    fn keep_zoom(&self, zoom: Zoom) -> Result<(), StateError> {
        self.keep_preference("zoom", &zoom.to_text())
    }

    fn theme(&self) -> Result<Option<ThemeChoice>, StateError> {
        let stored = self.preference("theme")?;
        Ok(stored.as_deref().and_then(ThemeChoice::parse))
    }

    fn keep_theme(&self, choice: ThemeChoice) -> Result<(), StateError> {
        self.keep_preference("theme", choice.as_str())
    }
}

impl SqliteState {
    /// What was chosen on this computer.
    fn preference(&self, name: &str) -> Result<Option<String>, StateError> {
        self.with(|connection| {
            let query = "SELECT value FROM preference WHERE name = ?1";
            let found = connection.query_row(query, [name], |row| row.get(0));
            found.optional()
        })
    }

    fn keep_preference(&self, name: &str, value: &str) -> Result<(), StateError> {
        self.with(|connection| {
            let statement = "INSERT OR REPLACE INTO preference (name, value) VALUES (?1, ?2)";
            connection.execute(statement, [name, value]).map(drop)
        })
    }
}

fn remembered(
    connection: &Connection,
    slot: &str,
) -> Result<Option<RememberedSignIn>, rusqlite::Error> {
    let query =
        "SELECT selector, token, user_key, credential, created_at, expires_at, next, device,
                 used_at, device_name FROM remembered WHERE slot = ?1";
    connection.query_row(query, [slot], sign_in).optional()
}

fn remember(
    connection: &Connection,
    slot: &str,
    sign_in: &RememberedSignIn,
) -> Result<(), rusqlite::Error> {
    let next: Vec<u8> = sign_in.next.iter().flat_map(|hash| hash.0).collect();
    connection
        .execute(
            "INSERT OR REPLACE INTO remembered
             (slot, selector, token, user_key, credential, created_at, expires_at, next, device,
              used_at, device_name)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                slot,
                sign_in.selector.as_str(),
                sign_in.token.0,
                sign_in.user_key,
                sign_in.credential.0,
                sign_in.created_at,
                sign_in.expires_at,
                next,
                sign_in.device.0,
                sign_in.used_at,
                sign_in.device_name,
            ],
        )
        .map(drop)
}

fn sign_in(row: &Row<'_>) -> Result<RememberedSignIn, rusqlite::Error> {
    let next: Vec<u8> = row.get(6)?;
    let (next, _) = next.as_chunks();
    Ok(RememberedSignIn {
        selector: Selector::from_stored(row.get(0)?),
        token: TokenHash(row.get(1)?),
        next: next.iter().copied().map(TokenHash).collect(),
        user_key: row.get(2)?,
        credential: TokenHash(row.get(3)?),
        device: TokenHash(row.get(7)?),
        created_at: row.get(4)?,
        used_at: row.get(8)?,
        device_name: row.get(9)?,
        expires_at: row.get(5)?,
    })
}

fn read_attempts(
    connection: &Connection,
    slot: &str,
    name: &AttemptKey,
) -> Result<Attempts, rusqlite::Error> {
    let query = "SELECT failures, locked_for, seen_at, last_sign_in
                 FROM attempt WHERE slot = ?1 AND name = ?2";
    let found = connection.query_row(query, params![slot, name.0], attempts);
    Ok(found.optional()?.unwrap_or_default())
}

fn every_attempt(
    connection: &Connection,
    slot: &str,
) -> Result<HashMap<AttemptKey, Attempts>, rusqlite::Error> {
    let query = "SELECT failures, locked_for, seen_at, last_sign_in, name
                 FROM attempt WHERE slot = ?1";
    let mut query = connection.prepare_cached(query)?;
    let rows = query.query_map([slot], |row| Ok((AttemptKey(row.get(4)?), attempts(row)?)))?;
    rows.collect()
}

fn write_attempts(
    connection: &Connection,
    slot: &str,
    name: &AttemptKey,
    after: &Attempts,
) -> Result<(), rusqlite::Error> {
    connection.execute(
        "INSERT OR REPLACE INTO attempt
         (slot, name, failures, locked_for, seen_at, last_sign_in)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            slot,
            name.0,
            after.failures,
            after.locked_for,
            after.seen_at,
            after.last_sign_in,
        ],
    )?;
    let forgotten = connection.execute(
        "DELETE FROM attempt WHERE slot = ?1 AND last_sign_in IS NULL AND seen_at <
         (SELECT seen_at FROM attempt WHERE slot = ?1 AND last_sign_in IS NULL
          ORDER BY seen_at DESC LIMIT 1 OFFSET ?2)",
        params![slot, STRANGERS_MAX],
    );
    forgotten.map(drop)
}

/// Whether the disk has no room.
fn is_full(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull)
}

fn attempts(row: &Row<'_>) -> Result<Attempts, rusqlite::Error> {
    Ok(Attempts {
        failures: row.get(0)?,
        locked_for: row.get(1)?,
        seen_at: row.get(2)?,
        last_sign_in: row.get(3)?,
    })
}

fn failed(error: &rusqlite::Error) -> StateError {
    tracing::warn!(%error, "state database");
    StateError(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(user: &str) -> RememberedSignIn {
        RememberedSignIn {
            selector: Selector::from_stored(format!("selector of {user}")),
            token: TokenHash([1; 32]),
            next: vec![TokenHash([3; 32]), TokenHash([4; 32])],
            device: TokenHash([5; 32]),
            device_name: "the till".to_owned(),
            used_at: Timestamp::from_seconds(150),
            user_key: user.to_owned(),
            credential: TokenHash([2; 32]),
            created_at: Timestamp::from_seconds(100),
            expires_at: Timestamp::from_seconds(200),
        }
    }

    #[test]
    fn a_remembered_sign_in_outlives_the_connection() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("deep/state.db");
        let write = SqliteState::new(&path, "a");
        write.remember(&record("ada")).expect("written");
        drop(write);
        let read = SqliteState::new(&path, "a").remembered();
        assert_eq!(read, Ok(Some(record("ada"))));
    }

    #[test]
    fn credential_files_that_share_a_database_do_not_share_sign_ins() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.db");
        let (a, b) = (SqliteState::new(&path, "a"), SqliteState::new(&path, "b"));
        a.remember(&record("ada")).expect("written");
        assert_eq!(b.remembered(), Ok(None));
        assert_eq!(b.forget("ada"), Ok(false));
        assert_eq!(a.remembered(), Ok(Some(record("ada"))));
    }

    #[test]
    fn signing_out_does_not_end_sessions_of_other_users() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = SqliteState::new(folder.path().join("state.db"), "a");
        state.remember(&record("ada")).expect("written");
        assert_eq!(state.forget("bob"), Ok(false));
        assert_eq!(state.forget("ada"), Ok(true));
        assert_eq!(state.remembered(), Ok(None));
    }

    #[test]
    fn a_database_of_the_first_version_is_brought_up_to_date_and_keeps_its_rows() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.db");
        let old = Connection::open(&path).expect("opened");
        old.execute_batch(MIGRATIONS[0]).expect("made");
        old.pragma_update(None, "user_version", 1).expect("updated");
        drop(old);
        let state = SqliteState::new(&path, "a");
        state.remember(&record("ada")).expect("written");
        assert_eq!(state.theme(), Ok(None));
        state.keep_theme(ThemeChoice::Dark).expect("kept");
        state.keep_zoom(Zoom::of_factor(1.5)).expect("kept");
        let again = SqliteState::new(&path, "b");
        assert_eq!(again.theme(), Ok(Some(ThemeChoice::Dark)));
        assert_eq!(again.zoom(), Ok(Some(Zoom::of_factor(1.5))));
        assert_eq!(state.remembered(), Ok(Some(record("ada"))));
    }

    #[test]
    fn a_database_of_a_newer_version_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.db");
        let newer = Connection::open(&path).expect("opened");
        newer
            .pragma_update(None, "user_version", 99)
            .expect("updated");
        assert!(SqliteState::new(&path, "a").remembered().is_err());
    }

    #[test]
    fn tries_are_counted_over_restarts_and_not_between_credential_files() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.db");
        let name = AttemptKey([7; 32]);
        let one_more = |attempts: Attempts| Attempts {
            failures: attempts.failures + 1,
            seen_at: Timestamp::from_seconds(5),
            ..attempts
        };
        for n in 0..3 {
            let before = SqliteState::new(&path, "a").attempts(&name, &one_more);
            assert_eq!(before.map(|before| before.failures), Ok(n));
        }
        let other = SqliteState::new(&path, "b").attempts(&name, &one_more);
        assert_eq!(other, Ok(Attempts::default()));
    }

    #[test]
    fn no_try_is_lost_when_many_are_made_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.db");
        let name = AttemptKey([7; 32]);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let state = SqliteState::new(&path, "a");
                    for _ in 0..25 {
                        let one_more = |attempts: Attempts| Attempts {
                            failures: attempts.failures + 1,
                            ..attempts
                        };
                        state.attempts(&name, &one_more).expect("counted");
                    }
                });
            }
        });
        let state = SqliteState::new(&path, "a");
        let counted = state.attempts(&name, &|attempts| attempts).expect("read");
        assert_eq!(counted.failures, 100);
    }

    #[test]
    #[cfg(unix)]
    fn r52_the_database_is_readable_only_by_its_owner() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("data/state.db");
        SqliteState::new(&path, "a")
            .remember(&record("ada"))
            .expect("written");
        let mode = |path: &std::path::Path| {
            let metadata = std::fs::metadata(path).expect("there");
            metadata.permissions().mode() & 0o777
        };
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().expect("a folder")), 0o700);
    }
}
