//! A hand that edits, moves, restores or removes files.

#[cfg(unix)]
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
#[cfg(unix)]
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::audit_detail::{AuditDetail, AuditWord};
use egui_authenticator::messages::Messages;
use egui_authenticator::screen::flow::{Flow, Screen};
use egui_authenticator::service::audit::AuditQuery;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{StateError, StoreError, VaultError};
use egui_authenticator::service::set_up::SetUpError;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::users::{UserChange, UserError};
use egui_authenticator::store::sqlite::SqliteState;
use egui_authenticator::wiring::Paths;

use crate::harness::{ADA, BOB, Desk, EVE, secret, settle, typed_user};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

/// An administrator and a user, whose passwords are hashed at the lowest cost.
const USERS: &str = "credentials:
  usernames:
    ada: {email: ada@example.org, first_name: Ada, password: $2b$04$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW, roles: [admin]}
    bob: {email: bob@example.org, first_name: Bob, password: $2b$04$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW}
views:
  hand:
    title: Handbook
    users: [\"*\"]
    kind: markdown
    file: handbook.md
";

/// A credential file that only its owner can reach, with a page and a folder for the state.
struct Shop {
    folder: tempfile::TempDir,
}

impl Shop {
    fn open() -> Self {
        let shop = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        for (name, text) in [("config.yaml", USERS), ("handbook.md", "# Hello\n")] {
            std::fs::write(shop.path(name), text).expect("written");
            shop.set_mode(name, 0o600);
        }
        std::fs::create_dir_all(shop.path("data")).expect("made");
        shop
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn set_mode(&self, name: &str, mode: u32) {
        #[cfg(unix)]
        {
            let mode = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(self.path(name), mode).expect("set");
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_egui-authenticator"));
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
        command.env("LC_ALL", "C").env_remove("LANGUAGE");
        command.env("XDG_DATA_HOME", self.path("data"));
        command.env("HOME", self.folder.path());
        command.arg("--config").arg(self.path("config.yaml"));
        command.args(arguments);
        command
    }
}

/// Returns the exit code of a command and what it printed.
fn run(mut command: Command) -> (i32, String) {
    let output = command.output().expect("run");
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    (output.status.code().unwrap_or(-1), text)
}

/// A hand types more days than are allowed, or fewer than none, and believes in them: `check` and the window of an
/// administrator name what is used instead.
#[test]
fn r98_a_hand_types_more_days_than_are_allowed() {
    for (typed, used) in [("400", "30"), ("-3", "0"), (".nan", "0")] {
        let expected = format!("cookie.expiry_days must be a number from 0 to 30; {used} is used");
        let shop = Shop::open();
        let text = format!("{USERS}cookie: {{expiry_days: {typed}}}\n");
        std::fs::write(shop.path("config.yaml"), &text).expect("written");
        let (code, said) = run(shop.command(&["check"]));
        assert!(said.contains(&expected) && code == 0, "{typed}: {said}");
        let desk = Desk::open();
        desk.edit(
            "views:",
            &format!("cookie: {{expiry_days: {typed}}}\nviews:"),
        );
        let view = desk.enter(ADA).expect("signed in");
        let messages = Messages::english();
        let said = |problem| messages.problem(problem).summary == expected;
        assert!(
            view.warnings.iter().any(said),
            "{typed}: {:?}",
            view.warnings
        );
    }
}

/// Another user of the computer is left a way to the files: `check` names each, and fails where one can be changed.
#[test]
#[cfg(unix)]
fn r94_another_user_of_the_computer_is_left_a_way_to_the_files() {
    let shop = Shop::open();
    let (code, said) = run(shop.command(&["check"]));
    assert_eq!(code, 0, "closed to others: {said}");
    let (code, said) = run(shop.command(&["invite", "add", "mel@example.org"]));
    assert_eq!(code, 0, "{said}");
    for (name, open, expected, fails) in [
        ("config.yaml", 0o660, "can change", true),
        (".", 0o770, "can change", true),
        ("handbook.md", 0o606, "can change", true),
        (
            "data/egui-authenticator/state.db",
            0o620,
            "can change",
            true,
        ),
        ("data/egui-authenticator/state.db", 0o640, "can read", false),
        ("config.yaml.backups", 0o750, "can read", false),
        ("config.yaml.backups/000001.yaml", 0o604, "can read", false),
        ("config.yaml.lock", 0o640, "can read", false),
    ] {
        let before = std::fs::metadata(shop.path(name)).expect(name).mode();
        shop.set_mode(name, open);
        let (code, said) = run(shop.command(&["check"]));
        let place = std::fs::canonicalize(shop.path(name)).expect("a path");
        let sentence = format!("{expected} {}", place.display());
        assert!(said.contains(&sentence), "{name}: {said}");
        assert_eq!(code != 0, fails, "{name}: {said}");
        shop.set_mode(name, before & 0o777);
    }
    if is_root() {
        let page = shop.path("handbook.md");
        chown(&page, Some(1000), Some(1000)).expect("given");
        let (_, said) = run(shop.command(&["check"]));
        assert!(said.contains("belongs to another user (ID 1000)"), "{said}");
    }
}

/// A guesser whose name is locked continues through a link to the file, or through `..`: it is the same file, and the
/// same lockout.
#[test]
#[cfg(unix)]
fn r95_a_guesser_goes_on_through_a_link_to_the_same_file() {
    let shop = Shop::open();
    symlink(shop.path("config.yaml"), shop.path("link.yaml")).expect("linked");
    let guess = |config: &str| {
        let paths = Paths {
            app: "attack".to_owned(),
            config: shop.path(config),
            state: shop.path("state.db"),
        };
        let service = paths.service_without_keyring();
        let guess = service.sign_in().with_password("bob", &secret("a guess"));
        guess.err()
    };
    for _ in 0..5 {
        assert_eq!(guess("config.yaml"), Some(SignInError::Refused));
    }
    for config in ["config.yaml", "link.yaml", "data/../config.yaml"] {
        let answer = guess(config);
        assert!(
            matches!(answer, Some(SignInError::Locked(_))),
            "{config}: {answer:?}"
        );
    }
}

#[cfg(unix)]
fn is_root() -> bool {
    let file = tempfile::NamedTempFile::new().expect("a file");
    file.as_file().metadata().expect("there").uid() == 0
}

/// Returns every file and folder under this one.
fn all(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| {
            let inner = if path.is_dir() {
                all(&path)
            } else {
                Vec::new()
            };
            inner.into_iter().chain([path])
        })
        .collect()
}

/// An administrator of the computer changes a user's file under `sudo`: locks, backups and the database go on
/// belonging to the user, who can make the next change.
#[test]
#[cfg(unix)]
#[ignore = "needs root, with which .ci/run runs it"]
fn r93_root_changes_a_file_and_its_owner_changes_it_next() {
    const USER: u32 = 1000;
    assert!(is_root(), "run this test as root");
    let shop = Shop::open();
    for path in all(shop.folder.path()).iter().chain([&shop.path("")]) {
        chown(path, Some(USER), Some(USER)).expect("given");
    }
    let (code, said) = run(shop.command(&["invite", "add", "mel@example.org"]));
    assert_eq!(code, 0, "root: {said}");
    let made = all(shop.folder.path());
    for name in [
        "config.yaml.lock",
        "config.yaml.backups",
        "data/egui-authenticator/state.db",
    ] {
        assert!(made.contains(&shop.path(name)), "{name}");
    }
    for path in &made {
        let owner = std::fs::metadata(path).expect("there").uid();
        assert_eq!(owner, USER, "{}", path.display());
    }
    let mut command = shop.command(&["invite", "add", "ned@example.org"]);
    command.uid(USER).gid(USER);
    let (code, said) = run(command);
    assert_eq!(code, 0, "the owner: {said}");
}

/// A hand gives a user a role, and the next change is made on the command line before any window has read the file:
/// the audit log tells of both.
#[test]
fn r91_a_hand_edit_hides_behind_the_next_change() {
    let shop = Shop::open();
    let change = |email| run(shop.command(&["invite", "add", email]));
    let (code, said) = change("mel@example.org");
    assert_eq!(code, 0, "{said}");
    let text = std::fs::read_to_string(shop.path("config.yaml")).expect("read");
    let edited = text.replace("first_name: Bob,", "first_name: Bob, roles: [admin],");
    assert_ne!(edited, text);
    std::fs::write(shop.path("config.yaml"), edited).expect("written");
    let (code, said) = change("ned@example.org");
    assert_eq!(code, 0, "{said}");
    let (_, log) = run(shop.command(&["activity", "list"]));
    assert_eq!(log.matches("changed by hand").count(), 1, "{log}");
}

/// What the window shows a user of an earlier account with the same username.
fn inherited(desk: &Desk, who: (&str, &str)) -> Vec<String> {
    let view = desk.enter(who).expect("not locked");
    let before = view.before.expect("signed in with a password");
    let mut inherited = Vec::new();
    let mut note = |is_there: bool, what: &str| {
        if is_there {
            inherited.push(what.to_owned());
        }
    };
    note(before.failures > 0, "failures");
    note(before.last_sign_in.is_some(), "a last sign-in");
    note(!view.account_events.is_empty(), "notices");
    let own = desk.service.audit_log().of_session(&view.session);
    let earlier = own.expect("the log").into_iter().filter(|record| {
        let event = &record.event;
        let word = |word: AuditWord| event.detail == AuditDetail::from(word);
        !(word(AuditWord::Password) || word(AuditWord::Added)) || !event.is_done
    });
    inherited.extend(earlier.map(|record| record.event.detail.to_string()));
    inherited
}

/// A user leaves with a locked account, a notice and a remembered sign-in, and a new colleague gets the username. The
/// one who left kept the token, and the new one looks for what is left of the other.
#[test]
fn r82_a_new_colleague_gets_the_username_of_one_who_left() {
    let by_hand = |desk: &Desk| {
        let text = desk.text();
        let (start, rest) = text.split_once("    bob:").expect("bob");
        let (_, rest) = rest.split_once("    eve:").expect("eve");
        std::fs::write(desk.config(), format!("{start}    eve:{rest}")).expect("written");
    };
    let by_program = |desk: &Desk| {
        let removed = desk.service.users().remove(OWNER, "bob");
        removed.expect("removed");
    };
    for remove in [&by_hand as &dyn Fn(&Desk), &by_program] {
        let desk = Desk::open();
        let bob = desk.sign_in(BOB).expect("signed in");
        let remembered = desk.service.remember_me().remember(&bob);
        remembered.expect("remembered");
        let reset = desk.service.users().start_reset(OWNER, "bob");
        reset.expect("a notice");
        for _ in 0..5 {
            assert!(desk.sign_in(("bob", "a guess")).is_none());
        }
        remove(&desk);
        assert!(desk.sign_in(BOB).is_none(), "gone");
        let new = typed_user("bob", "bob@example.org", "Bob Second");
        let password = secret("another bob at the till");
        let added = desk
            .service
            .users()
            .add_with_password(OWNER, &new, &["till"], &password);
        added.expect("added");
        assert!(
            desk.restarted()
                .remember_me()
                .resume()
                .session_view()
                .is_none()
        );
        let inherited = inherited(&desk, ("bob", "another bob at the till"));
        assert!(inherited.is_empty(), "{inherited:?}");
    }
}

/// A guesser has locked a name and waits for the user to be renamed, by the program or in the file: the lockout belongs
/// to the account.
#[test]
fn r82_a_guesser_waits_for_another_name_of_the_same_account() {
    let desk = Desk::open();
    let guess = |name: &str| {
        let service = &desk.service;
        service
            .sign_in()
            .with_password(name, &secret("a guess"))
            .err()
    };
    for _ in 0..5 {
        assert_eq!(guess("bob"), Some(SignInError::Refused));
    }
    let renamed = desk.service.users().rename(OWNER, "bob", "rob");
    renamed.expect("renamed");
    assert!(matches!(guess("rob"), Some(SignInError::Locked(_))));
    desk.edit("    rob:", "    bobby:");
    assert!(matches!(guess("bobby"), Some(SignInError::Locked(_))));
}

/// A hand copies the entry of a user, with the id, to make another one: neither gets what is stored about the other,
/// and `check` names both lines.
#[test]
fn r82_a_hand_copies_an_entry_with_its_id() {
    let desk = Desk::open();
    let id = "      account_id: 000102030405060708090a0b0c0d0e0f\n";
    desk.edit("    ada:\n", &format!("    ada:\n{id}"));
    for _ in 0..5 {
        assert!(desk.sign_in(("ada", "a guess")).is_none());
    }
    desk.edit("    bob:\n", &format!("    bob:\n{id}"));
    let view = desk.enter(BOB).expect("not locked with the other");
    assert_eq!(view.before.map(|before| before.failures), Some(0));
    let shop = Shop::open();
    let copied = USERS.replace("{email", &format!("{{{}, email", id.trim()));
    std::fs::write(shop.path("config.yaml"), copied).expect("written");
    let (code, said) = run(shop.command(&["check"]));
    assert_eq!(
        said.matches("is also the account ID of").count(),
        2,
        "{said}"
    );
    assert_eq!(code, 0, "a warning: {said}");
}

/// What a sign-in with this password says.
fn refusal(desk: &Desk, (login, password): (&str, &str)) -> Option<SignInError> {
    let signed_in = desk.service.sign_in();
    signed_in.with_password(login, &secret(password)).err()
}

/// A colleague knows an old password and a recovery code, both replaced since, and puts an earlier version of the file
/// back. An administrator lets the owner of the account in again.
#[test]
fn r91_a_hand_puts_back_a_file_from_before_a_revocation() {
    let desk = Desk::open();
    let users = desk.service.users();
    let bob = desk.sign_in(BOB).expect("signed in");
    let codes = desk.codes_of(BOB);
    let remembered = desk.service.remember_me().remember(&bob);
    remembered.expect("remembered");
    let before = desk.text();
    let set = users.set_password(OWNER, "bob", &secret("another bob at the till"));
    set.expect("set");
    users.sign_out_everywhere(OWNER, "bob").expect("signed out");
    std::fs::write(desk.config(), before).expect("put back");
    assert_eq!(refusal(&desk, BOB), Some(SignInError::Outdated));
    let guess = ("bob", "a guess");
    assert_eq!(refusal(&desk, guess), Some(SignInError::Refused));
    // No later change of the account revives it, and neither does a restored backup.
    users.sign_out_everywhere(OWNER, "bob").expect("signed out");
    users.start_reset(OWNER, "bob").expect("a code");
    assert_eq!(refusal(&desk, BOB), Some(SignInError::Outdated));
    let backups = desk.service.backups();
    let kept = backups.list(OWNER).expect("listed");
    for backup in [&kept[0], &kept[kept.len() - 1]] {
        backups
            .restore(OWNER, backup.number, false)
            .expect("restored");
        assert!(refusal(&desk, BOB).is_some(), "{}", backup.number);
    }
    let new = secret("a third bob at the till");
    let recovery = desk.service.recovery();
    for code in &codes {
        let recovered = recovery.reset_password("bob", &secret(code), &new);
        assert!(recovered.is_err(), "with {code}");
    }
    let resumed = desk.restarted().remember_me().resume();
    assert!(resumed.session_view().is_none());
    let said = Messages::english().sign_in_error(&SignInError::Outdated);
    assert!(said.help.contains("administrator"), "{}", said.help);
    users.end_credentials(OWNER, "bob").expect("ended");
    let code = users.start_reset(OWNER, "bob").expect("a code");
    let recovered = recovery.reset_password("bob", &code, &new);
    assert_eq!(recovered, Ok(()));
    assert_eq!(refusal(&desk, ("bob", "a third bob at the till")), None);
}

/// The colleague gets the earlier version restored with the program instead: everyone keeps the present password, every
/// session ends, a removed user comes back without a password, and the log says what was restored.
#[test]
fn r91_a_restored_backup_revives_no_password() {
    let desk = Desk::open();
    let users = desk.service.users();
    let ada = desk.sign_in(ADA).expect("signed in");
    let set = users.set_password(OWNER, "bob", &secret("another bob at the till"));
    set.expect("set");
    users.remove(OWNER, "eve").expect("removed");
    let first = desk
        .service
        .backups()
        .list(OWNER)
        .expect("listed")
        .remove(0);
    let kept = std::fs::read_to_string(&first.path).expect("read");
    assert!(kept.contains("    eve:"), "{kept}");
    let by_session = desk
        .service
        .backups()
        .restore(Caller::Session(&ada), first.number, true);
    assert_eq!(by_session, Err(UserError::NotAllowed));
    let restored = desk.service.backups().restore(OWNER, first.number, true);
    let eve = vec!["eve".to_owned()];
    let restored = restored.expect("restored");
    assert_eq!(restored.without_password, eve);
    assert_eq!(restored.with_permissions, eve);
    assert!(ada.has_ended());
    assert_eq!(refusal(&desk, BOB), Some(SignInError::Refused));
    assert_eq!(refusal(&desk, ("bob", "another bob at the till")), None);
    users.change(OWNER, "eve", &enabled()).expect("enabled");
    assert_eq!(refusal(&desk, EVE), Some(SignInError::Refused));
    let log = desk.service.audit_log();
    let filter = log.filter(&AuditQuery {
        days: None,
        person: None,
        kind: Some(AuditKind::File),
        limit: 1,
    });
    let records = log.list(OWNER, &filter).expect("the log");
    assert_eq!(records[0].event.detail, AuditDetail::Restored(first.number));
}

fn enabled() -> UserChange {
    UserChange {
        disabled: Some(false),
        ..UserChange::default()
    }
}

/// A hand removes the file, so that whom the next start asks would become the administrator: neither the window nor the
/// library offers to set the program up, and both say how to restore a backup.
#[test]
fn r92_a_hand_removes_the_file_to_become_the_administrator() {
    let desk = Desk::open();
    let invited = desk
        .service
        .allowed_emails()
        .add(OWNER, &["zoe@example.org".to_owned()]);
    invited.expect("a backup is made");
    std::fs::remove_file(desk.config()).expect("removed");
    let service = desk.restarted();
    let opened = service.set_up().open().err().expect("nothing to open");
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
    let error = created.err().expect("refused");
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
fn r92_a_hand_removes_the_file_and_the_state() {
    let shop = Shop::open();
    let (code, said) = run(shop.command(&["invite", "add", "mel@example.org"]));
    assert_eq!(code, 0, "{said}");
    std::fs::remove_file(shop.path("config.yaml")).expect("removed");
    let paths = Paths {
        app: "attack".to_owned(),
        config: shop.path("config.yaml"),
        state: shop.path("another/state.db"),
    };
    let opened = paths.service_without_keyring().set_up().open();
    let error = opened.err().expect("nothing to open").error;
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
    let paths = Paths {
        app: "attack".to_owned(),
        config: shop.path("config.yaml"),
        state: state.clone(),
    };
    let service = paths.service_without_keyring();
    let refused = service
        .sign_in()
        .with_password("bob", &secret("a guess"))
        .err();
    assert_eq!(refused, Some(SignInError::State(StateError::Newer)));
    assert_eq!(std::fs::read(&state).expect("read"), before);
}

/// A hand removes the state database or the keyring: users sign in with their passwords as before, nothing is remembered,
/// and nothing has to be repaired.
#[test]
fn r109_a_hand_removes_the_state_database_or_the_keyring() {
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

/// A hand removes the folder of the file, or the link with which the program is started: there was a file in this place.
#[test]
#[cfg(unix)]
fn r92_a_hand_removes_the_folder_or_the_link() {
    let shop = Shop::open();
    std::fs::create_dir_all(shop.path("a/b")).expect("made");
    std::fs::copy(shop.path("config.yaml"), shop.path("a/b/config.yaml")).expect("copied");
    symlink(shop.path("config.yaml"), shop.path("link.yaml")).expect("linked");
    let open = |config: &str| {
        let paths = Paths {
            app: "attack".to_owned(),
            config: shop.path(config),
            state: shop.path("state.db"),
        };
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

/// An administrator gives a user another role and takes it back. "Keep me signed in" works again from the next sign-in on.
#[test]
fn r91_a_role_that_was_given_back_does_not_end_the_next_remembered_sign_in() {
    let desk = Desk::open();
    let users = desk.service.users();
    let roles = |roles: &[&str]| UserChange {
        roles: Some(roles.iter().map(|role| (*role).to_owned()).collect()),
        ..UserChange::default()
    };
    users
        .change(OWNER, "bob", &roles(&["lead"]))
        .expect("changed");
    users
        .change(OWNER, "bob", &roles(&["till"]))
        .expect("changed");
    let bob = desk.sign_in(BOB).expect("signed in");
    desk.service
        .remember_me()
        .remember(&bob)
        .expect("remembered");
    let resumed = desk.restarted().remember_me().resume();
    assert!(resumed.session_view().is_some());
}

/// A guesser with access to the data folder replaces the key under which names are counted, so that a window that is open
/// counts apart from the next one, and has its own attempts.
#[test]
fn r87_a_hand_replaces_the_key_of_the_names_while_a_window_is_open() {
    let shop = Shop::open();
    let service = || {
        let paths = Paths {
            app: "attack".to_owned(),
            config: shop.path("config.yaml"),
            state: shop.path("state.db"),
        };
        paths.service_without_keyring()
    };
    let guess = |service: &egui_authenticator::service::Service| {
        let guess = service.sign_in().with_password("bob", &secret("a guess"));
        guess.err()
    };
    let open = service();
    assert_eq!(guess(&open), Some(SignInError::Refused));
    std::fs::write(shop.path("state.key"), [9; 32]).expect("replaced");
    let next = service();
    for _ in 0..5 {
        assert_eq!(guess(&next), Some(SignInError::Refused));
    }
    let answer = guess(&open);
    assert!(matches!(answer, Some(SignInError::Locked(_))), "{answer:?}");
}
