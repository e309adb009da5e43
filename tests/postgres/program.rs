//! The ready-made program and its commands over a server that the configuration file names.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use assert_cmd::Command;
use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::messages::Messages;
use egui_authenticator::service::ports::{
    Applied, Changed, CredentialStore, Edit, EditPreview, Revision, Setting, Snapshot, StoreError,
    Watch,
};
use egui_authenticator::testing::conformance;
use egui_authenticator::use_cases::{RefreshError, SignInOutcome, UserChange, UserInput};
use egui_authenticator::users::{NewUser, PersonName, StoredHash};
use egui_authenticator::wiring::Paths;
use egui_authenticator::{Secret, Service};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tempfile::TempDir;

use crate::computers::OWNER;
use crate::proxy::{Fault, Proxy};
use crate::server::{Database, Server};

const PASSWORD: &str = "eleven crates of apples";

/// How soon a message is there: three seconds, and one for a computer that is busy with other tests.
const SOON: Duration = Duration::from_secs(4);

/// The files of one computer.
pub struct Computer {
    pub folder: TempDir,
}

impl Computer {
    /// A computer whose configuration file names this server.
    pub fn over(address: &str) -> Self {
        let computer = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        computer.write(address, "");
        computer
    }

    pub fn config(&self) -> PathBuf {
        self.folder.path().join("config.yaml")
    }

    /// Writes the file anew, with more than the server in it.
    fn write(&self, address: &str, rest: &str) {
        let text = format!("store:\n  postgres: \"{address}\"\n{rest}");
        fs::write(self.config(), text).expect("written");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let private = fs::Permissions::from_mode(0o600);
            fs::set_permissions(self.config(), private).expect("private");
        }
    }

    fn paths(&self) -> Paths {
        let state = self.folder.path().join("data/state.db");
        Paths::new("authenticator-test", self.config(), state)
    }

    fn service(&self) -> Service {
        self.paths().service_without_keyring()
    }

    /// Runs a command in a home of its own, and returns its exit code and what it prints.
    pub fn run(
        &self,
        arguments: &[&str],
        input: &str,
        variables: &[(&str, &str)],
    ) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_egui-authenticator"));
        command.env_clear().env("LC_ALL", "C");
        for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
            command.env(name, self.folder.path());
        }
        command.envs(variables.iter().copied());
        command.arg("--config").arg(self.config()).args(arguments);
        let output = command.write_stdin(input).output().expect("run");
        let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.push_str(&String::from_utf8_lossy(&output.stderr));
        (output.status.code().unwrap_or(-1), text)
    }

    fn succeeds(&self, arguments: &[&str]) -> String {
        let (code, text) = self.run(arguments, "", &[]);
        assert_eq!(code, 0, "{arguments:?}: {text}");
        text
    }
}

fn password() -> Secret {
    Secret::new(PASSWORD.to_owned())
}

/// Sets the server up, with `ada` as the administrator.
fn set_up(service: &Service) {
    let ada = UserInput::new("ada", "ada@example.org", PersonName::new("Ada", "Byron"));
    let created = service.set_up().create(&ada, &password());
    assert!(created.is_ok(), "{:?}", created.err());
}

fn shop() -> (Database<'static>, Computer) {
    let database = Server::shared().migrated();
    let computer = Computer::over(&database.address());
    set_up(&computer.service());
    (database, computer)
}

fn signs_in(service: &Service, name: &str) -> bool {
    matches!(
        service.sign_in().with_password(name, &password()),
        Ok(SignInOutcome::SignedIn(_))
    )
}

/// Waits until something is so.
fn eventually(is_so: impl Fn() -> bool) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(10) {
        if is_so() {
            return true;
        }
        thread::sleep(Duration::from_millis(50));
    }
    false
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_user_who_is_added_on_one_computer_is_listed_and_signs_in_on_another() {
    let (database, here) = shop();
    let there = Computer::over(&database.address());
    let add = [
        "user",
        "add",
        "bob",
        "--email",
        "bob@example.org",
        "--first-name",
        "Bob",
        "--role",
        "till",
        "--password-stdin",
    ];
    let (code, text) = here.run(&add, PASSWORD, &[]);
    assert_eq!(code, 0, "{text}");
    assert!(
        there
            .succeeds(&["user", "list"])
            .contains("bob@example.org")
    );
    let service = there.service();
    let opened = service.set_up().open().expect("opened");
    assert_eq!(opened.location.matches("postgresql://").count(), 1);
    let outcome = service.sign_in().with_password("bob", &password());
    let Ok(SignInOutcome::SignedIn(view)) = outcome else {
        panic!("signed in at once")
    };
    assert!(here.succeeds(&["session", "list"]).contains("bob"));
    here.succeeds(&["user", "disable", "bob"]);
    let refreshed = service.sessions().refresh(&view.session);
    assert!(matches!(refreshed, Err(RefreshError::Ended)));
    let activity = there.succeeds(&["activity", "list"]);
    assert!(activity.contains("bob"), "{activity}");
    there.succeeds(&["activity", "verify"]);
    let files = fs::read_to_string(here.config()).expect("read");
    assert!(!files.contains("bob"), "{files}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_computer_keeps_its_own_title_and_lock_time_and_notices_changes_of_both() {
    let (database, computer) = shop();
    let address = database.address();
    computer.write(
        &address,
        "app:\n  title: Till 1\nlock:\n  after_minutes: 1\n",
    );
    let users = computer.paths().dependencies().credentials;
    let read = || users.read().expect("read");
    assert_eq!(read().settings.title.as_deref(), Some("Till 1"));
    assert_eq!(read().settings.lock.after_minutes, 1);
    assert_eq!(users.revision(), Ok(read().revision));
    let count = Arc::new(AtomicUsize::new(0));
    let counting = Arc::clone(&count);
    let watch = users.watch(Arc::new(move || {
        counting.fetch_add(1, Ordering::Relaxed);
    }));
    assert!(watch.is_some());
    computer.write(&address, "app:\n  title: Till 2\n");
    assert!(eventually(|| count.load(Ordering::Relaxed) > 0), "the file");
    assert_eq!(read().settings.title.as_deref(), Some("Till 2"));
    assert_eq!(read().settings.lock.after_minutes, 5, "that of the server");
    let before = count.load(Ordering::Relaxed);
    let other = Computer::over(&address);
    let change = UserChange::default().disabled(true);
    let changed = other.service().users().change(OWNER, "ada", &change);
    assert!(changed.is_err(), "the last administrator");
    other.succeeds(&["user", "set", "ada", "--first-name", "Augusta"]);
    let is_noticed = || count.load(Ordering::Relaxed) > before;
    assert!(eventually(is_noticed), "the server");
    assert!(read().users.iter().any(|user| user.name.first == "Augusta"));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_file_that_changes_is_a_new_revision_also_where_no_notification_arrives() {
    let (database, computer) = shop();
    let users = computer.paths().dependencies().credentials;
    let before = users.read().expect("read").revision;
    assert_eq!(users.revision(), Ok(before));
    computer.write(&database.address(), "app:\n  title: Till 2\n");
    assert_ne!(users.revision(), Ok(before));
    let after = users.read().expect("read");
    assert_eq!(after.revision, before, "the server has not changed");
    assert_eq!(users.revision(), Ok(before));
}

/// The store of a program, with the folder that its file is in.
struct OfProgram(
    Arc<dyn CredentialStore>,
    #[expect(dead_code, reason = "kept")] Computer,
);

impl CredentialStore for OfProgram {
    fn location(&self) -> String {
        self.0.location()
    }

    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        self.0.read()
    }

    fn preview(&self, change: &Edit) -> Result<EditPreview, StoreError> {
        self.0.preview(change)
    }

    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        self.0.apply(change, expected)
    }

    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError> {
        self.0.create(first, hash)
    }

    fn revision(&self) -> Result<Revision, StoreError> {
        self.0.revision()
    }

    fn watch(&self, changed: Changed) -> Option<Watch> {
        self.0.watch(changed)
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_server_with_the_file_keeps_the_contract_of_a_store() {
    conformance::credential_store(|| {
        let computer = Computer::over(&Server::shared().migrated().address());
        OfProgram(computer.paths().dependencies().credentials, computer)
    });
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_change_is_made_although_another_computer_has_changed_something_else_since() {
    let (database, computer) = shop();
    let users = computer.paths().dependencies().credentials;
    let decided_on = users.read().expect("read");
    let other = Computer::over(&database.address());
    let carl = UserInput::new("carl", "carl@example.org", PersonName::new("Carl", ""));
    let added = other.service().users().add(OWNER, &carl, &["till"]);
    assert!(added.is_ok());
    assert_eq!(users.read().expect("read").users.len(), 2);
    let edit = Edit::Set(vec![Setting::SessionsSingle(true)]);
    assert!(users.apply(&edit, &decided_on.revision).is_ok());
    assert_eq!(users.read().expect("read").users.len(), 2);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn relative_paths_of_the_server_start_from_the_folder_of_the_file() {
    let (_database, computer) = shop();
    let users = computer.paths().dependencies().credentials;
    let logo = Setting::Logo(Some("shop.png".to_owned()));
    let revision = users.read().expect("read").revision;
    assert!(users.apply(&Edit::Set(vec![logo]), &revision).is_ok());
    let read = users.read().expect("read");
    assert_eq!(
        read.settings.logo,
        Some(computer.folder.path().join("shop.png"))
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_file_says_how_long_sessions_continue_without_the_server() {
    let (database, computer) = shop();
    assert_eq!(computer.paths().dependencies().offline_minutes, 15);
    computer.write(&database.address(), "  offline_minutes: 0\n");
    assert_eq!(computer.paths().dependencies().offline_minutes, 0);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r61_a_file_that_names_another_server_or_is_gone_changes_nothing_until_a_restart() {
    let (database, computer) = shop();
    let other = Server::shared().migrated();
    let service = computer.service();
    assert!(signs_in(&service, "ada"));
    computer.write(&other.address(), "");
    for is_there in [true, false] {
        if !is_there {
            fs::remove_file(computer.config()).expect("removed");
        }
        let opened = service.set_up().open().expect("opened");
        assert!(opened.trouble.is_some(), "{is_there}");
        assert_eq!(opened.location, computer.config().display().to_string());
        assert!(signs_in(&service, "ada"));
    }
    computer.write(&other.address(), "");
    let restarted = computer.service().set_up().open();
    let empty = restarted.map_err(|problem| problem.error).err();
    assert_eq!(empty, Some(StoreError::Absent));
    computer.write(&database.address(), "");
    assert!(service.set_up().open().expect("opened").trouble.is_none());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn what_a_computer_remembers_belongs_to_one_server() {
    let (database, computer) = shop();
    let other = Server::shared().migrated();
    // What PINs are sealed with, which opens only on this computer.
    let sealed = |new: Option<&[u8]>| {
        let mut before = None;
        let sessions = computer.paths().dependencies().sessions;
        let changed = sessions.quick_unlock(&mut |stored| {
            before = stored.map(<[u8]>::to_vec);
            new.map(<[u8]>::to_vec)
        });
        changed.expect("read");
        before
    };
    assert_eq!(sealed(Some(b"here")), None);
    computer.write(&other.address(), "");
    assert_eq!(sealed(None), None);
    computer.write(&database.address(), "");
    assert_eq!(sealed(None).as_deref(), Some(&b"here"[..]));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn check_says_whether_the_server_can_be_reached() {
    let (database, computer) = shop();
    let proxy = Proxy::before(Server::shared().port());
    let text = computer.succeeds(&["check"]);
    assert!(text.contains(&format!("{} can be reached", database.address())));
    let (code, text) = computer.run(&["--json", "check"], "", &[]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("\"reachable\": true"), "{text}");
    proxy.set(Fault::Stall);
    computer.write(&proxy.address(&database.address()), "");
    let begun = Instant::now();
    let (code, text) = computer.run(&["check"], "", &[]);
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    assert_eq!(code, 1, "{text}");
    assert!(
        text.contains("The user accounts cannot be reached"),
        "{text}"
    );
    let empty = Server::shared().migrated();
    computer.write(&empty.address(), "");
    computer.succeeds(&["check"]);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn there_are_no_backups_of_the_file_over_a_server() {
    let (_database, computer) = shop();
    for arguments in [&["backups"][..], &["backups", "restore", "1"]] {
        let (code, text) = computer.run(arguments, "", &[]);
        assert_eq!(code, 1, "{text}");
        let expected = Messages::english().message("cli-backups-server", &[]);
        assert!(text.contains(&expected.summary), "{text}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_kiosk_over_a_server_without_users_does_not_open() {
    let database = Server::shared().migrated();
    let computer = Computer::over(&database.address());
    let (code, text) = computer.run(&["--kiosk"], "", &[]);
    assert_eq!(code, 1, "{text}");
    let server = ("server", database.address().into());
    let expected = Messages::english().message("kiosk-no-users", &[server]);
    assert!(text.contains(&expected.summary), "{text}");
}

fn is_shown(window: &Harness<'_, App>, label: &str) -> bool {
    window.query_all_by_label(label).next().is_some()
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_window_says_soon_that_the_server_is_away_and_opens_when_it_is_back() {
    let (database, computer) = shop();
    let proxy = Proxy::before(Server::shared().port());
    computer.write(&proxy.address(&database.address()), "");
    let messages = Messages::english();
    for fault in [Fault::Refuse, Fault::Stall] {
        proxy.set(fault);
        let begun = Instant::now();
        let service = Service::from(computer.paths().dependencies());
        let mut slowest = Duration::ZERO;
        let mut window = Harness::builder().build_eframe(|creation| {
            let authenticator = Authenticator::new(&service, &creation.egui_ctx);
            App::with(authenticator.expect("threads"))
        });
        let mut shows = |label: &str, limit: Duration| {
            let begun = Instant::now();
            while !is_shown(&window, label) && begun.elapsed() < limit {
                let frame = Instant::now();
                window.step();
                slowest = slowest.max(frame.elapsed());
                thread::sleep(Duration::from_millis(20));
            }
            is_shown(&window, label)
        };
        assert!(
            shows(&messages.get("broken-unavailable"), SOON),
            "{fault:?}"
        );
        assert!(begun.elapsed() < SOON, "{fault:?}: {:?}", begun.elapsed());
        proxy.set(Fault::None);
        let limit = Duration::from_secs(15);
        assert!(shows(&messages.get("sign-in-button"), limit), "{fault:?}");
        assert!(slowest < Duration::from_secs(1), "{fault:?}: {slowest:?}");
    }
}
