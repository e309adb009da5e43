//! Staying signed in over restarts of a program that is stopped, killed or cut off.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use egui_authenticator::service::dependencies::Dependencies;
use egui_authenticator::service::ports::{SessionStore as _, TokenVault, VaultError};
use egui_authenticator::service::remember_me::Resumed;
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::store::hashing::SlowHasher;
use egui_authenticator::store::platform::SystemClock;
use egui_authenticator::store::postgres::{Client, PostgresOptions, RestrictedServer};
use egui_authenticator::store::sqlite::SqliteState;
use egui_authenticator::testing::QuickHasher;
use egui_authenticator::wiring::environment;
use egui_authenticator::{Secret, Service};
use tempfile::TempDir;

use super::{PASSWORD, Shop, Till, eventually, secret};
use crate::proxy::{Fault, Proxy};
use crate::server::Server;

/// Where the child process finds its computer.
const CHILD: &str = "TEST_OF_A_KILLED_PROGRAM";

/// A keyring in a file.
struct FileVault {
    path: PathBuf,
    /// Whether a new token never arrives, because the program is killed before.
    hangs: bool,
}

impl TokenVault for FileVault {
    fn probe(&self) -> Result<(), VaultError> {
        Ok(())
    }

    fn read(&self) -> Result<Option<Secret>, VaultError> {
        Ok(fs::read_to_string(&self.path).ok().map(Secret::new))
    }

    fn write(&self, token: &Secret) -> Result<(), VaultError> {
        if self.hangs {
            fs::write(self.path.with_extension("reached"), "").expect("written");
            thread::sleep(Duration::from_secs(60));
        }
        fs::write(&self.path, token.expose()).expect("written");
        Ok(())
    }

    fn clear(&self) -> Result<(), VaultError> {
        if self.path.exists() {
            fs::remove_file(&self.path).expect("removed");
        }
        Ok(())
    }
}

/// A computer whose program can be started again.
pub struct Desk {
    pub folder: TempDir,
    pub address: String,
}

impl Desk {
    /// One with this login.
    pub fn new(address: String) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder, address }
    }

    fn started(&self) -> Till {
        started(self.folder.path(), &self.address, false)
    }

    pub fn resumes(&self) -> bool {
        self.resumed().session_view().is_some()
    }

    fn resumed(&self) -> Resumed {
        self.started().service.remember_me().resume()
    }

    fn token(&self) -> String {
        fs::read_to_string(self.folder.path().join("keyring")).unwrap_or_default()
    }

    fn put_back(&self, token: &str) {
        fs::write(self.folder.path().join("keyring"), token).expect("written");
    }

    /// A program in which Bob has just signed in to stay signed in.
    pub fn remembered(&self) -> (Till, egui_authenticator::Session) {
        let till = self.started();
        let session = till.enter("bob", PASSWORD).expect("signed in").session;
        let remembered = till.service.remember_me().remember(&session);
        assert_eq!(remembered, Ok(()));
        (till, session)
    }
}

pub fn started(folder: &Path, address: &str, hangs: bool) -> Till {
    let options = PostgresOptions::parse(address).expect("an address");
    let client = Client::restricted(&options).expect("a client");
    let local = Arc::new(SqliteState::new(folder.join("state.db"), "here"));
    let clock = Arc::new(SystemClock);
    let server = RestrictedServer::new(client, local, Arc::new(SlowHasher), clock);
    let path = folder.join("keyring");
    let mut environment = environment();
    environment.hasher = Arc::new(QuickHasher);
    let mut dependencies = Dependencies::new(
        Arc::new(server.clone()),
        Arc::new(server.clone()),
        Arc::new(FileVault { path, hangs }),
        environment,
    );
    dependencies.authority = Some(Arc::new(server.clone()));
    Till {
        server,
        service: Service::from(dependencies),
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_user_stays_signed_in_over_restarts_of_a_till() {
    let shop = Shop::open();
    let desk = Desk::new(shop.address("till1"));
    assert!(!desk.resumes(), "nobody is remembered yet");
    drop(desk.remembered());
    for _ in 0..3 {
        let token = desk.token();
        let till = desk.started();
        let view = till.service.remember_me().resume().session_view();
        let session = view.expect("signed in").session;
        assert!(till.service.sessions().refresh(&session).is_ok());
        assert_ne!(desk.token(), token);
        assert_eq!(shop.sessions(), 1);
    }
    eventually(Duration::from_secs(5), || shop.sessions() == 0);
    let row = shop
        .database
        .sql("SELECT r FROM auth_inner.remembered AS r");
    let secret = desk.token();
    let secret = secret.rsplit('.').next().expect("a secret");
    assert!(secret.len() == 64 && !row.contains(secret), "only a digest");
    let elsewhere = Desk::new(shop.address("till2"));
    fs::copy(
        desk.folder.path().join("state.db"),
        elsewhere.folder.path().join("state.db"),
    )
    .expect("copied");
    elsewhere.put_back(&desk.token());
    assert!(!elsewhere.resumes(), "the login is another one");
    assert!(desk.resumes(), "and nothing has ended here");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r39_a_copied_token_ends_the_sessions_on_all_computers() {
    let shop = Shop::open();
    let desk = Desk::new(shop.address("till1"));
    drop(desk.remembered());
    let other = shop.till("till2");
    let session = other.enter("bob", PASSWORD).expect("signed in").session;
    let copy = desk.token();
    assert!(desk.resumes() && desk.resumes());
    desk.put_back(&copy);
    assert!(matches!(desk.resumed(), Resumed::Reused));
    assert!(other.service.sessions().refresh(&session).is_err());
    assert!(!desk.resumes());
    let view = other.enter("bob", PASSWORD).expect("signed in");
    let told: Vec<_> = view
        .account_events
        .iter()
        .map(|(event, _)| event.word())
        .collect();
    assert_eq!(told, ["token_reused"]);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r71_a_locked_window_asks_for_the_password_after_a_restart() {
    let shop = Shop::open();
    let desk = Desk::new(shop.address("till1"));
    let (till, session) = desk.remembered();
    let sessions = till.service.sessions();
    assert_eq!(sessions.lock(&session, LockReason::Locked), Ok(()));
    assert!(matches!(desk.resumed(), Resumed::Locked(name) if name == "bob"));
    // The note on the computer is changed, so that it knows of no lock.
    let local = SqliteState::new(desk.folder.path().join("state.db"), "here");
    let record = local.remembered().expect("read").expect("there");
    let without =
        |record: &mut egui_authenticator::service::ports::RememberedSignIn| record.locks.clear();
    local.rotate(&record.selector, &without).expect("changed");
    assert!(matches!(desk.resumed(), Resumed::Locked(_)));
    let unlocked = sessions.unlock(&session, &secret(PASSWORD).into());
    assert!(unlocked.is_ok(), "{:?}", unlocked.err());
    // The window did not know of the lock that it had left there.
    shop.database
        .sql("UPDATE auth_inner.remembered SET locks = '{}'");
    assert!(desk.resumes());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r41_signing_out_while_the_server_is_away_ends_the_sign_in_when_it_is_back() {
    let shop = Shop::open();
    let proxy = Proxy::before(Server::shared().port());
    let desk = Desk::new(proxy.address(&shop.address("till1")));
    let (till, session) = desk.remembered();
    let copy = desk.token();
    proxy.set(Fault::Refuse);
    assert_eq!(till.service.sessions().sign_out(&session), Ok(()));
    assert_eq!(desk.token(), "");
    drop(till);
    let rows = || {
        shop.database
            .sql("SELECT count(*) FROM auth_inner.remembered")
    };
    assert_eq!(rows(), "1");
    desk.put_back(&copy);
    assert!(!desk.resumes(), "the computer knows that it has ended");
    proxy.set(Fault::None);
    assert!(!desk.resumes());
    assert_eq!(rows(), "0");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r107_a_resumption_that_is_cut_anywhere_raises_no_alarm() {
    let shop = Shop::open();
    let proxy = Proxy::before(Server::shared().port());
    let desk = Desk::new(proxy.address(&shop.address("till1")));
    drop(desk.remembered());
    let so_far = proxy.sent().len();
    assert!(desk.resumes());
    let whole = proxy.sent().len() - so_far;
    let mut signed_in = 0;
    for part in 0..=24 {
        proxy.set(Fault::CutAfter(whole * part / 20));
        signed_in += u32::from(desk.resumes());
        proxy.set(Fault::None);
        assert!(desk.resumes(), "{part}");
    }
    let epoch = "SELECT record ->> 'session_epoch' FROM auth_inner.account WHERE name_key = 'bob'";
    assert_eq!(shop.database.sql(epoch), "0");
    // Beyond the end, nothing is cut.
    assert!(signed_in > 0);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r38_a_program_that_is_killed_before_the_keyring_has_the_new_token_resumes_without_an_alarm() {
    if let Ok(computer) = std::env::var(CHILD) {
        let (folder, address) = computer.split_once(' ').expect("a computer");
        let till = started(Path::new(folder), address, true);
        assert!(till.service.remember_me().resume().session_view().is_none());
        return;
    }
    let shop = Shop::open();
    let desk = Desk::new(shop.address("till1"));
    drop(desk.remembered());
    for _ in 0..3 {
        let token = desk.token();
        let reached = desk.folder.path().join("keyring.reached");
        let name = concat!(
            "restricted_program::remembering::",
            "r38_a_program_that_is_killed_before_the_keyring_has_the_new_token_resumes_without_an_alarm"
        );
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", name, "--ignored"])
            .env(
                CHILD,
                format!("{} {}", desk.folder.path().display(), desk.address),
            )
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("started");
        eventually(Duration::from_secs(20), || reached.exists());
        child.kill().expect("killed");
        child.wait().expect("ended");
        fs::remove_file(&reached).expect("removed");
        assert_eq!(desk.token(), token, "the keyring has the old one");
        let next = "SELECT cardinality(next) > 0 FROM auth_inner.remembered";
        assert_eq!(shop.database.sql(next), "t", "the server has the new one");
        assert!(desk.resumes());
    }
    let epoch = "SELECT record ->> 'session_epoch' FROM auth_inner.account WHERE name_key = 'bob'";
    assert_eq!(shop.database.sql(epoch), "0");
}
