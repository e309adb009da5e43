//! Logins with passwords, those that are revoked, and what the log of the app has.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use egui_authenticator::ports::{CredentialStore, StateError, StoreError};
use egui_authenticator::service::ports::{AttemptKey, AttemptStore};
use egui_authenticator::store::memory::MemoryState;
use egui_authenticator::store::postgres::{
    Client, PgError, PostgresOptions, PostgresState, PostgresStore,
};
use egui_authenticator::users::{AccountId, Email, NewUser, PersonName, StoredHash, Username};

use crate::server::{Database, Server};

pub const RIGHT: &str = "hunter-right";
const WRONG: &str = "hunter-wrong";

/// A server on which `till1` needs its password.
static SERVER: LazyLock<Server> = LazyLock::new(|| {
    let server = Server::start(&["fsync = off"]);
    let rules = "local all all trust\nhost all till1 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust";
    let written = format!(
        "COPY (SELECT unnest(string_to_array(E'{rules}', E'\\n'))) TO PROGRAM 'cat > pg_hba.conf'"
    );
    server.sql("postgres", &written);
    server.sql("postgres", "SELECT pg_reload_conf()");
    server
});

/// Creates a database that `till1` may use.
pub fn database() -> Database<'static> {
    let database = SERVER.migrated();
    database.sql("DROP ROLE IF EXISTS till1");
    let role = format!("CREATE ROLE till1 LOGIN PASSWORD '{RIGHT}' IN ROLE auth_owner");
    database.sql(&role);
    database
}

/// Only one test at a time has the role.
static ONE: Mutex<()> = Mutex::new(());

/// Keeps other tests from using the role until it is dropped.
pub fn one() -> MutexGuard<'static, ()> {
    ONE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn connect(address: &str) -> Result<Client, PgError> {
    let client = Client::connect(&PostgresOptions::parse(address)?)?;
    client.plan_migration()?;
    Ok(client)
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_password_comes_from_the_address_or_a_file_and_no_text_shows_a_wrong_one() {
    let _one = one();
    let address = database().address().replace("owner@", "till1@");
    let with = |password: &str| address.replace("till1@", &format!("till1:{password}@"));
    assert!(connect(&with(RIGHT)).is_ok());
    match connect(&with(WRONG)) {
        Err(PgError::WrongPassword(text)) => assert!(!text.contains("hunter"), "{text}"),
        other => panic!("{other:?}"),
    }
    assert!(connect(&address).is_err(), "without a password");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pgpass");
    fs::write(&file, format!("*:*:*:till1:{RIGHT}\n")).expect("written");
    let by_file = format!("{address}?passfile={}", file.display());
    for (mode, is_used) in [(0o600, true), (0o644, false)] {
        fs::set_permissions(&file, Permissions::from_mode(mode)).expect("set");
        assert_eq!(connect(&by_file).is_ok(), is_used, "{mode:o}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r42_a_computer_that_is_shut_out_has_an_outage() {
    let _one = one();
    let database = database();
    let address = database.address();
    let address = address.replace("owner@", &format!("till1:{RIGHT}@"));
    let client = connect(&address).expect("connected");
    let store = PostgresStore::new(client.clone());
    let state = PostgresState::new(client, Arc::new(MemoryState::default()));
    let attempt = || state.attempts(&AttemptKey([1; 32]), &|attempts| attempts);
    assert_eq!(store.read().err(), Some(StoreError::Absent));
    assert!(attempt().is_ok());
    database.sql("ALTER ROLE till1 NOLOGIN");
    let end =
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = 'till1'";
    database.sql(end);
    // The first call may meet a connection that has just ended.
    drop((store.read(), attempt()));
    let read = store.read();
    assert!(matches!(read, Err(StoreError::Unavailable(_))), "{read:?}");
    assert!(matches!(attempt(), Err(StateError::Denied(_))));
}

/// Collects what libraries log.
struct Lines;

static LINES: Mutex<Vec<String>> = Mutex::new(Vec::new());

impl log::Log for Lines {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let mut lines = LINES.lock().unwrap_or_else(PoisonError::into_inner);
        lines.push(record.args().to_string());
    }

    fn flush(&self) {}
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r67_no_hash_and_no_value_is_in_the_log_of_the_app() {
    const HASH: &str = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";
    log::set_logger(&Lines).expect("the only one");
    log::set_max_level(log::LevelFilter::Trace);
    let database = Server::shared().migrated();
    let store = PostgresStore::new(database.client());
    let hidden = Username::parse("hidden").expect("a username");
    let email = Email::parse("hidden@example.org").expect("an address");
    let person = PersonName::new("Hidden", "Hidden");
    let user = NewUser::new(AccountId::new([7; 16]), hidden, email, person);
    let hash = StoredHash::parse(HASH).expect("a hash");
    assert!(store.create(&user, &hash).is_ok());
    log::set_max_level(log::LevelFilter::Off);
    let lines = LINES.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(lines.iter().any(|line| line.contains("INSERT")));
    let told = lines
        .iter()
        .find(|line| line.contains("$2b$") || line.contains("hidden"));
    assert_eq!(told, None);
}
