//! Files, folders, links, the state database and the keyring that are removed or replaced.

#[cfg(unix)]
use std::os::unix::fs::symlink;
#[cfg(unix)]
use std::sync::Arc;
use std::time::Duration;

use egui_authenticator::messages::Messages;
use egui_authenticator::screen::flow::{Flow, Screen};
use egui_authenticator::service::ports::{StateError, StoreError, VaultError};
use egui_authenticator::service::set_up::SetUpError;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::store::sqlite::SqliteState;
use egui_authenticator::wiring::Paths;

use crate::harness::{ADA, BOB, Desk, secret, settle, typed_user};

use super::{OWNER, Shop, USERS, refusal, run};

/// An attacker removes the file, so that whom the next start asks would become the administrator: neither the window nor the
/// library offers to set the program up, and both say how to restore a backup.
#[test]
fn r92_an_attacker_removes_the_file_to_become_the_administrator() {
    let desk = Desk::open();
    let invited = desk
        .service
        .allowed_emails()
        .add(OWNER, &["zoe@example.org".to_owned()]);
    invited.expect("a backup is made");
    std::fs::remove_file(desk.config()).expect("removed");
    let service = desk.restarted();
    let opened = service.set_up().open().expect_err("nothing to open");
    assert_eq!(opened.error, StoreError::Vanished);
    let (mut flow, jobs) = Flow::new(Duration::ZERO);
    settle(&mut flow, &service, jobs, Duration::ZERO);
    let Screen::Broken(screen) = flow.screen() else {
        panic!("the window offers something else")
    };
    assert_eq!(screen.error, Some(StoreError::Vanished));
    let said = Messages::english().store_error(&StoreError::Vanished);
    assert!(said.help.contains("backups restore"), "{}", said.help);
    let mallory = typed_user("mallory", "mallory@example.org", "Mallory");
    let created = service
        .set_up()
        .create(&mallory, &secret("a shop of my own"));
    let error = created.expect_err("refused");
    assert_eq!(error, SetUpError::Store(StoreError::Vanished));
    assert!(!desk.config().exists());
    let backups = service.backups().list(OWNER).expect("listed");
    let latest = backups.last().expect("a backup").number;
    let restored = service.backups().restore(OWNER, latest, false);
    assert_eq!(restored.expect("restored").without_password, [""; 0]);
    assert_eq!(refusal(&desk, ADA), None);
}

/// The same on the command line, and with the state database gone as well: the backups beside the file are enough.
#[test]
fn r92_an_attacker_removes_the_file_and_the_state() {
    let shop = Shop::open();
    let (code, said) = run(shop.command(&["invite", "add", "mel@example.org"]));
    assert_eq!(code, 0, "{said}");
    std::fs::remove_file(shop.path("config.yaml")).expect("removed");
    let paths = Paths::new(
        "attack",
        shop.path("config.yaml"),
        shop.path("another/state.db"),
    );
    let opened = paths.service_without_keyring().set_up().open();
    let error = opened.expect_err("nothing to open").error;
    assert_eq!(error, StoreError::Vanished);
    let (code, said) = run(shop.command(&["backups", "restore", "1"]));
    assert_eq!(code, 0, "{said}");
    assert!(paths.service_without_keyring().set_up().open().is_ok());
    let (_, log) = run(shop.command(&["activity", "list"]));
    assert!(log.contains("restored backup 1"), "{log}");
}

/// An older program is started on the files of a newer one, which may protect accounts in a way that it does not know: it
/// says so, and changes nothing.
#[test]
fn r109_an_older_program_is_started_on_newer_files() {
    let shop = Shop::open();
    let newer = format!("format: 2\n{USERS}");
    std::fs::write(shop.path("config.yaml"), &newer).expect("written");
    for command in [&["check"][..], &["invite", "add", "mel@example.org"]] {
        let (code, said) = run(shop.command(command));
        assert!(code != 0 && said.contains("newer version"), "{said}");
    }
    let text = std::fs::read_to_string(shop.path("config.yaml")).expect("read");
    assert_eq!(text, newer);
    std::fs::write(shop.path("config.yaml"), format!("format: 1\n{USERS}")).expect("written");
    let (code, said) = run(shop.command(&["check"]));
    assert_eq!(code, 0, "{said}");
    let state = shop.path("state.db");
    let database = rusqlite::Connection::open(&state).expect("opened");
    let made = database.execute_batch("CREATE TABLE newer (x); PRAGMA user_version = 999;");
    made.expect("made");
    drop(database);
    let before = std::fs::read(&state).expect("read");
    let paths = Paths::new("attack", shop.path("config.yaml"), state.clone());
    let service = paths.service_without_keyring();
    let refused = service
        .sign_in()
        .with_password("bob", &secret("a guess"))
        .err();
    assert_eq!(refused, Some(SignInError::State(StateError::Newer)));
    assert_eq!(std::fs::read(&state).expect("read"), before);
}

/// Someone removes the state database or the keyring: users sign in with their passwords as before, nothing is remembered,
/// and nothing has to be repaired.
#[test]
fn r109_users_sign_in_by_password_after_the_state_database_or_the_keyring_was_removed() {
    let mut desk = Desk::open();
    let bob = desk.sign_in(BOB).expect("signed in");
    desk.service
        .remember_me()
        .remember(&bob)
        .expect("remembered");
    desk.vault.fail_with(Some(VaultError::Absent));
    let service = desk.restarted();
    assert!(service.remember_me().resume().session_view().is_none());
    assert!(desk.sign_in(BOB).is_some());
    desk.vault.fail_with(None);
    let state = desk.folder.path().join("state.db");
    let replace = |desk: &mut Desk| {
        let store = Arc::new(SqliteState::new(&state, "shop"));
        desk.replace(|ports| {
            ports.attempts = Arc::<SqliteState>::clone(&store);
            ports.sessions = Arc::<SqliteState>::clone(&store);
            ports.codes = Arc::<SqliteState>::clone(&store);
            ports.notices = Arc::<SqliteState>::clone(&store);
            ports.audit_log = Arc::<SqliteState>::clone(&store);
        });
    };
    replace(&mut desk);
    let bob = desk.sign_in(BOB).expect("signed in");
    desk.service
        .remember_me()
        .remember(&bob)
        .expect("remembered");
    for name in ["state.db", "state.db-wal", "state.db-shm"] {
        let removed = std::fs::remove_file(desk.folder.path().join(name));
        assert!(removed.is_ok() || name != "state.db");
    }
    replace(&mut desk);
    assert!(desk.service.remember_me().resume().session_view().is_none());
    assert!(desk.service.set_up().open().is_ok());
    assert!(desk.sign_in(BOB).is_some());
}

/// An attacker removes the folder of the file, or the link with which the program is started: there was a file in this place.
#[test]
#[cfg(unix)]
fn r92_an_attacker_removes_the_folder_or_the_link() {
    let shop = Shop::open();
    std::fs::create_dir_all(shop.path("a/b")).expect("made");
    std::fs::copy(shop.path("config.yaml"), shop.path("a/b/config.yaml")).expect("copied");
    symlink(shop.path("config.yaml"), shop.path("link.yaml")).expect("linked");
    let open = |config: &str| {
        let paths = Paths::new("attack", shop.path(config), shop.path("state.db"));
        let opened = paths.service_without_keyring().set_up().open();
        opened.err().map(|error| error.error)
    };
    for config in ["a/b/config.yaml", "link.yaml"] {
        assert_eq!(open(config), None, "{config}");
    }
    std::fs::remove_dir_all(shop.path("a")).expect("removed");
    assert_eq!(open("a/b/config.yaml"), Some(StoreError::Vanished));
    std::fs::remove_file(shop.path("link.yaml")).expect("removed");
    assert_eq!(open("link.yaml"), Some(StoreError::Vanished));
    assert_eq!(open("another.yaml"), Some(StoreError::Absent));
    std::fs::remove_file(shop.path("config.yaml")).expect("removed");
    symlink(shop.path("config.yaml"), shop.path("another.yaml")).expect("linked");
    assert_eq!(open("another.yaml"), Some(StoreError::Vanished));
}
