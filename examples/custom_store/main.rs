//! A credential store that is not a file: users and settings in the rows of a database, which several
//! programs can share.
//!
//! `cargo run --example custom_store` makes the database in a temporary folder, adds a user, and prints who
//! can sign in. The tests at the end check it against the contract of every store.

mod rows;

use std::error::Error;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::email::Email;
use egui_authenticator::domain::person_name::PersonName;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::user::{NewUser, User};
use egui_authenticator::service::Service;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::user_directory::UserDirectory;
use egui_authenticator::service::ports::{
    Applied, CredentialStore, Edit, EditPreview, Revision, Snapshot, StoreError,
};
use egui_authenticator::service::users::UserInput;
use egui_authenticator::store::memory::{MemoryState, MemoryVault};
use egui_authenticator::wiring;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use self::rows::{PersonRow, SettingsRow};

const TABLES: &str = "
CREATE TABLE IF NOT EXISTS users (position INTEGER PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS listed (position INTEGER PRIMARY KEY, email TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS program (id INTEGER PRIMARY KEY CHECK (id = 1), revision INTEGER NOT NULL,
    settings TEXT NOT NULL);
";

/// Users and settings in a database.
struct Database {
    connection: Mutex<Connection>,
    name: String,
}

/// A database that fails is one that cannot be read.
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

/// What is in the database, and the number of the state; [`StoreError::Absent`] before it was made.
fn read(connection: &Connection) -> Result<(UserDirectory, i64), StoreError> {
    let program = connection.query_row("SELECT revision, settings FROM program", [], |row| {
        Ok((row.get(0)?, row.get::<_, String>(1)?))
    });
    let program = program.optional().map_err(unreadable)?;
    let (number, settings) = program.ok_or(StoreError::Absent)?;
    let texts = |query: &str| -> Result<Vec<String>, StoreError> {
        let mut statement = connection.prepare(query).map_err(unreadable)?;
        let rows = statement
            .query_map([], |row| row.get(0))
            .map_err(unreadable)?;
        rows.collect::<Result<_, _>>().map_err(unreadable)
    };
    let mut directory = UserDirectory::default();
    for record in texts("SELECT record FROM users ORDER BY position")? {
        let row: PersonRow = serde_json::from_str(&record).map_err(unreadable)?;
        directory.users.push(
            row.to_user()
                .map_err(|_| unreadable("a row of users is damaged"))?,
        );
    }
    for email in texts("SELECT email FROM listed ORDER BY position")? {
        directory
            .allowed_emails
            .push(Email::parse(&email).map_err(unreadable)?);
    }
    let settings: SettingsRow = serde_json::from_str(&settings).map_err(unreadable)?;
    directory.settings = settings.to_settings();
    directory.settings.is_anyone_listed = !directory.allowed_emails.is_empty();
    Ok((directory, number))
}

/// Writes what is different.
fn write(
    tx: &Transaction<'_>,
    before: &UserDirectory,
    after: &UserDirectory,
    number: i64,
) -> Result<(), Box<dyn Error>> {
    let record = |user: &User| serde_json::to_string(&PersonRow::of(user));
    let mut before = before.users.iter();
    let mut end = 0_i64;
    for user in &after.users {
        let now = record(user)?;
        // By every letter: to the rules, `ADA` is the same as `ada`.
        if before.next().map(record).transpose()?.as_ref() != Some(&now) {
            tx.execute("REPLACE INTO users VALUES (?1, ?2)", params![end, now])?;
        }
        end += 1;
    }
    tx.execute("DELETE FROM users WHERE position >= ?1", [end])?;
    tx.execute("DELETE FROM listed", [])?;
    for email in &after.allowed_emails {
        tx.execute("INSERT INTO listed (email) VALUES (?1)", [email.as_str()])?;
    }
    let settings = serde_json::to_string(&SettingsRow::of(&after.settings))?;
    tx.execute(
        "REPLACE INTO program VALUES (1, ?1, ?2)",
        params![number, settings],
    )?;
    Ok(())
}

impl Database {
    fn open(path: &Path) -> rusqlite::Result<Self> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection.execute_batch(TABLES)?;
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

impl CredentialStore for Database {
    fn location(&self) -> String {
        self.name.clone()
    }

    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        let (directory, number) = read(&self.connection())?;
        Ok(Arc::new(directory.into_snapshot(revision(number))))
    }

    fn preview(&self, change: &Edit) -> Result<EditPreview, StoreError> {
        let (mut directory, number) = read(&self.connection())?;
        let before = directory.to_lines();
        directory.apply(change)?;
        Ok(EditPreview {
            revision: revision(number),
            before,
            after: directory.to_lines(),
        })
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
        Ok(Applied {
            from: *expected,
            to: revision(number + 1),
        })
    }

    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError> {
        let mut connection = self.connection();
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let tx = tx.map_err(|_| StoreError::Busy)?;
        match read(&tx) {
            Err(StoreError::Absent) => {}
            Err(error) => return Err(error),
            Ok(_) => return Err(StoreError::Exists),
        }
        let directory = UserDirectory {
            users: vec![first.clone().with_hash(hash.clone())],
            ..UserDirectory::default()
        };
        write(&tx, &UserDirectory::default(), &directory, 1).map_err(unwritable)?;
        tx.commit().map_err(unwritable)?;
        Ok(revision(1))
    }
}

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let store = Database::open(&folder.path().join("users.db"))?;
    // The rest of the crate does not know that there is no file.
    let service = Service::new(
        Arc::new(store),
        Arc::new(MemoryState::default()),
        Arc::new(MemoryVault::default()),
        wiring::environment(),
    );
    let password = "keys to the whole building";
    let name = PersonName::new("Ada", "Lovelace");
    let ada = UserInput::new("ada", "ada@example.org", name);
    service.set_up().create(&ada, &secret(password))?;
    let bob = UserInput::new("bob", "bob@example.org", PersonName::new("Bob", "Builder"));
    let his = secret("night shift on the third floor");
    let users = service.users();
    users.add_with_password(
        Caller::LocalOwner(Operator::assume()),
        &bob,
        &["till"],
        &his,
    )?;
    for user in service
        .users()
        .all(Caller::LocalOwner(Operator::assume()))?
    {
        println!("{} has an account", user.display_name());
    }
    let outcome = service
        .sign_in()
        .with_password("BOB", &secret("night shift on the third floor"))?;
    if let Some(session_view) = outcome.session_view() {
        println!(
            "{} is signed in",
            session_view.session.user().display_name()
        );
    }
    Ok(())
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
}
