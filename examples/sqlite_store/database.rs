//! The tables, and the store on them.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use egui_authenticator::Settings;
use egui_authenticator::ports::{
    Applied, CredentialStore, Edit, Revision, Snapshot, StoreError, UserDirectory,
};
use egui_authenticator::users::{Email, NewUser, StoredHash};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::rows::{Damaged, UserRow};

/// Each entry brings the tables from the version of its index to the next one. Append, and change none that has been released.
const MIGRATIONS: &[&str] = &["
CREATE TABLE program (id INTEGER PRIMARY KEY CHECK (id = 1), revision INTEGER NOT NULL) STRICT;
CREATE TABLE setting (path TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE user (position INTEGER PRIMARY KEY, record TEXT NOT NULL CHECK (json_valid(record))) STRICT;
CREATE TABLE email (position INTEGER PRIMARY KEY, record TEXT NOT NULL CHECK (json_valid(record))) STRICT;
"];

/// Users and settings in a database.
pub struct Database {
    connection: Mutex<Connection>,
    name: String,
}

impl Database {
    /// Opens the database, and creates or migrates it.
    pub fn open(path: &Path) -> Result<Self, Box<dyn Error>> {
        create(path)?;
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let version: u32 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        let missing = MIGRATIONS.get(usize::try_from(version)?..);
        for migration in missing.ok_or("the database is of a newer version of this program")? {
            tx.execute_batch(migration)?;
        }
        tx.pragma_update(None, "user_version", u32::try_from(MIGRATIONS.len())?)?;
        tx.commit()?;
        Ok(Self {
            connection: Mutex::new(connection),
            name: path.display().to_string(),
        })
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Creates the file for its owner alone, if there is none: it has password hashes in it.
fn create(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// A database on another computer would fail with [`StoreError::Unavailable`] while it cannot be reached.
fn unreadable(error: impl std::fmt::Display) -> StoreError {
    StoreError::Unreadable(error.to_string())
}

fn unwritable(error: impl std::fmt::Display) -> StoreError {
    StoreError::Unwritable(error.to_string())
}

fn revision(number: i64) -> Revision {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&number.to_le_bytes());
    Revision(bytes)
}

/// Returns the number of the state; [`StoreError::Absent`] before the program was set up.
fn number(connection: &Connection) -> Result<i64, StoreError> {
    let number = connection.query_row("SELECT revision FROM program", [], |row| row.get(0));
    let number = number.optional().map_err(unreadable)?;
    number.ok_or(StoreError::Absent)
}

/// Reads the records of a table in order. One that is damaged is an error: a user with a damaged second factor must not
/// sign in without one.
fn records<R: DeserializeOwned, T>(
    connection: &Connection,
    table: &str,
    value: impl Fn(R) -> Result<T, Damaged>,
) -> Result<Vec<T>, StoreError> {
    let damaged = |_| unreadable(format!("a record of the table {table} is damaged"));
    let query = format!("SELECT record FROM {table} ORDER BY position");
    let mut statement = connection.prepare(&query).map_err(unreadable)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0));
    let rows = rows.map_err(unreadable)?;
    rows.map(|record| {
        let record = record.map_err(unreadable)?;
        let row = serde_json::from_str(&record).map_err(unreadable)?;
        value(row).map_err(damaged)
    })
    .collect()
}

/// Reads everything, with the number of the state. To be called in a transaction, so that it is one state.
fn read(connection: &Connection) -> Result<(UserDirectory, i64), StoreError> {
    let number = number(connection)?;
    let mut statement = connection
        .prepare("SELECT path, value FROM setting")
        .map_err(unreadable)?;
    let rows = statement.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    });
    let rows: Result<Vec<_>, _> = rows.map_err(unreadable)?.collect();
    let settings = Settings::of_rows(rows.map_err(unreadable)?).map_err(unreadable)?;
    let email = |text: String| Email::parse(&text).map_err(|_| Damaged);
    let allowed_emails = records(connection, "email", email)?;
    let users = records(connection, "user", UserRow::user)?;
    Ok((UserDirectory::new(settings, users, allowed_emails), number))
}

/// Writes the records of a table that are different.
fn write_records<T, R: Serialize>(
    tx: &Transaction<'_>,
    table: &str,
    [before, after]: [&[T]; 2],
    row: impl Fn(&T) -> R,
) -> Result<(), Box<dyn Error>> {
    // By every letter: to the rules, `ADA` is the same as `ada`.
    let record = |value: &T| serde_json::to_string(&row(value));
    for (position, value) in after.iter().enumerate() {
        let now = record(value)?;
        if before.get(position).map(record).transpose()?.as_ref() != Some(&now) {
            let replace = format!("REPLACE INTO {table} VALUES (?1, ?2)");
            tx.execute(&replace, params![i64::try_from(position)?, now])?;
        }
    }
    let delete = format!("DELETE FROM {table} WHERE position >= ?1");
    tx.execute(&delete, [i64::try_from(after.len())?])?;
    Ok(())
}

/// Writes what is different, as the state with this number.
fn write(
    tx: &Transaction<'_>,
    before: &UserDirectory,
    after: &UserDirectory,
    number: i64,
) -> Result<(), Box<dyn Error>> {
    // The password of the mail server is among them, and has to be readable: the database is for its owner alone.
    tx.execute("DELETE FROM setting", [])?;
    for (path, value) in after.settings.rows() {
        tx.execute("INSERT INTO setting VALUES (?1, ?2)", params![path, value])?;
    }
    let emails = [before.allowed_emails.as_slice(), &after.allowed_emails];
    write_records(tx, "email", emails, |email| email.as_str().to_owned())?;
    write_records(tx, "user", [&before.users, &after.users], UserRow::of)?;
    tx.execute("REPLACE INTO program VALUES (1, ?1)", [number])?;
    Ok(())
}

impl CredentialStore for Database {
    fn location(&self) -> String {
        self.name.clone()
    }

    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        let mut connection = self.connection();
        let tx = connection.transaction().map_err(unreadable)?;
        let (directory, number) = read(&tx)?;
        Ok(Arc::new(directory.into_snapshot(revision(number))))
    }

    fn revision(&self) -> Result<Revision, StoreError> {
        Ok(revision(number(&self.connection())?))
    }

    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        let mut connection = self.connection();
        // Immediate: no other writer can come between the check and the change.
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let tx = tx.map_err(|_| StoreError::Busy)?;
        let (before, number) = read(&tx)?;
        if revision(number) != *expected {
            return Err(StoreError::Changed);
        }
        let mut after = before.clone();
        after.apply(change)?;
        write(&tx, &before, &after, number + 1).map_err(unwritable)?;
        tx.commit().map_err(unwritable)?;
        Ok(Applied::new(*expected, revision(number + 1)))
    }

    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError> {
        let mut connection = self.connection();
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let tx = tx.map_err(|_| StoreError::Busy)?;
        match number(&tx) {
            Err(StoreError::Absent) => {}
            Err(error) => return Err(error),
            Ok(_) => return Err(StoreError::Exists),
        }
        let users = vec![first.clone().with_hash(hash.clone())];
        let directory = UserDirectory::new(Settings::default(), users, Vec::new());
        write(&tx, &UserDirectory::default(), &directory, 1).map_err(unwritable)?;
        tx.commit().map_err(unwritable)?;
        Ok(revision(1))
    }
}

#[cfg(all(test, feature = "testing"))]
mod tests {
    use std::cell::RefCell;

    use egui_authenticator::testing::conformance;

    use super::*;

    #[test]
    fn the_database_keeps_the_contract() {
        let folders = RefCell::new(Vec::new());
        conformance::credential_store(|| {
            let folder = tempfile::tempdir().expect("a folder");
            let store = Database::open(&folder.path().join("users.db")).expect("opened");
            folders.borrow_mut().push(folder);
            store
        });
    }

    /// Settings, a role, a page of items to start, and a mail server.
    fn settings() -> Settings {
        let rows = [
            ("app.title", "The lab"),
            ("registration.domains", "example.org, example.com"),
            ("cookie.expiry_days", "2.5"),
            ("roles", "1"),
            ("roles.0.name", "lead"),
            ("roles.0.permissions", "1"),
            ("roles.0.permissions.0", "manage_users"),
            ("views", "1"),
            ("views.0.id", "tools"),
            ("views.0.title", "Tools"),
            ("views.0.everyone", "false"),
            ("views.0.roles", "1"),
            ("views.0.roles.0", "lead"),
            ("views.0.approval", ""),
            ("views.0.launch", ""),
            ("views.0.items", "1"),
            ("views.0.items.0.title", "Start"),
            ("views.0.items.0.approval", ""),
            ("views.0.items.0.program", "true"),
            ("mail.server", "mail.example.org"),
            ("mail.encryption", "tls"),
            ("mail.password", "a password"),
            ("mail.from", "lab@example.org"),
        ];
        let settings = Settings::of_rows(rows).expect("settings");
        assert_eq!(settings.rows().len(), rows.len());
        settings
    }

    #[test]
    fn every_setting_page_role_and_the_mail_server_are_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("users.db");
        let after = UserDirectory::new(settings(), Vec::new(), Vec::new());
        let store = Database::open(&path).expect("opened");
        let mut connection = store.connection();
        let tx = connection.transaction().expect("begun");
        write(&tx, &UserDirectory::default(), &after, 7).expect("written");
        tx.commit().expect("written");
        drop(connection);
        let again = Database::open(&path).expect("opened by another program");
        let read = again.read().expect("read");
        assert_eq!(*read.settings, after.settings);
        assert_eq!(read.revision, revision(7));
    }
}
