//! Someone who wants to learn, keep or hide more about a user than they may.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use egui_authenticator::domain::audit::{AuditKind, Retention};
use egui_authenticator::domain::audit_chain::ChainCheck;
use egui_authenticator::domain::audit_detail::AuditDetail;
use egui_authenticator::domain::audit_event::AuditEvent;
use egui_authenticator::service::audit::AuditQuery;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::AuditLog as _;
use egui_authenticator::service::users::UserError;
use egui_authenticator::store::sqlite::SqliteState;
use egui_kittest::kittest::Queryable;
use rusqlite::Connection;

use crate::harness::app_window::app_window;
use crate::harness::window::{fill, press, sign_in};
use crate::harness::{ADA, BOB, Desk, USERS, secret, typed_user};
use crate::program::run;

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

/// A colleague at an unlocked window saves what is kept about its user, to get at secrets or at data of others.
#[test]
fn r108_the_export_holds_everything_about_its_user_and_no_secret() {
    let desk = Desk::open();
    let codes = desk.codes_of(BOB);
    let bob = desk.sign_in(BOB).expect("signed in");
    let document = desk.service.personal_data().of_session(&bob);
    let document = document.expect("a document");
    let json: serde_json::Value = serde_json::from_str(&document).expect("JSON");
    assert_eq!(json["account"]["username"], "bob");
    assert_eq!(json["account"]["email"], "bob@example.org");
    assert_eq!(json["account"]["roles"][0], "till");
    assert_eq!(json["sign_in"]["has_password"], true);
    assert_eq!(json["sign_in"]["recovery_codes"], codes.len());
    let own = desk.service.audit_log().of_session(&bob).expect("records");
    assert_eq!(
        json["activity"].as_array().expect("a list").len(),
        own.len()
    );
    for code in &codes {
        assert!(!document.contains(code.as_str()), "a recovery code");
    }
    assert!(!document.contains("ada@example.org"), "another user");
    let text = desk.text();
    let secrets = text.split(|c: char| c.is_whitespace() || "\"',[]{}".contains(c));
    for secret in secrets.filter(|word| word.len() > 30) {
        assert!(!document.contains(secret), "{secret}");
    }
    let ada = desk.sign_in(ADA).expect("signed in");
    let other = desk
        .service
        .personal_data()
        .of_user(Caller::Session(&ada), "bob");
    assert_eq!(other, Err(UserError::NotAllowed));
}

/// A user without the permission erases a colleague, and an administrator erases themself as the last one.
#[test]
fn r108_an_erasure_takes_what_a_deletion_takes() {
    let desk = Desk::open();
    let (ada, bob) = (desk.sign_in(ADA), desk.sign_in(BOB));
    let (ada, bob) = (ada.expect("in"), bob.expect("in"));
    let before = desk.text();
    let data = desk.service.personal_data();
    let refused = data.erase(Caller::Session(&bob), "gus");
    assert_eq!(refused, Err(UserError::NotAllowed));
    let refused = data.erase(Caller::Session(&ada), "ada");
    assert_eq!(refused, Err(UserError::OwnAccount));
    assert_eq!(data.erase(OWNER, "ada"), Err(UserError::LastAdministrator));
    assert_eq!(data.erase(OWNER, "unknown.user"), Err(UserError::Unknown));
    assert_eq!(desk.text(), before);
    let log = desk.service.audit_log();
    let query = AuditQuery::latest(1_000);
    let filter = log.filter(&query);
    let whole = |report: &egui_authenticator::service::audit::AuditReport| {
        matches!(report.verified, ChainCheck::Whole(Some(_)))
    };
    assert!(whole(&log.report(OWNER, &filter).expect("a report")));
    assert_eq!(data.erase(Caller::Session(&ada), "bob"), Ok(()));
    // The part that was verified before is computed anew.
    let report = log.report(OWNER, &filter).expect("a report");
    assert!(whole(&report), "{:?}", report.verified);
    let table = log.export(OWNER, &filter).expect("exported");
    assert!(!table.contains("bob"), "{table}");
    assert!(table.contains("names erased after"), "{table}");
}

/// The owner of a shop deletes a user and looks for the name afterwards, in the database and in every file around it;
/// then someone changes what is left.
#[test]
fn r108_no_name_is_left_in_the_state_database_and_its_chain_finds_every_change() {
    let people = USERS
        .replace("    bob:", "    zebulon:")
        .replace("bob@example.org", "zebulon@example.net");
    let desk = Desk::with(&people);
    let config = desk.config();
    let does = |arguments: &[&str]| {
        let (is_done, printed) = run(&config, arguments);
        assert!(is_done, "{arguments:?}: {printed}");
        printed
    };
    does(&["user", "disable", "zebulon"]);
    does(&["user", "rename", "zebulon", "quentinius"]);
    does(&["user", "enable", "quentinius"]);
    does(&["user", "disable", "gus"]);
    let database = find(config.parent().expect("a folder"), "state.db");
    // A change that is older than the erasure is not healed by it.
    let copy = database.with_file_name("copy.db");
    does(&["user", "erase", "quentinius", "--yes"]);
    does(&["activity", "verify"]);
    let exported = does(&["activity", "export"]);
    assert!(exported.contains("gus"), "{exported}");
    for file in [&database, &database.with_file_name("state.db-wal")] {
        let bytes = fs::read(file).unwrap_or_default();
        for name in ["zebulon", "quentinius"] {
            let is_there = bytes
                .windows(name.len())
                .any(|part| part == name.as_bytes());
            assert!(!is_there, "{name} is in {}", file.display());
        }
    }
    fs::copy(&database, &copy).expect("copied");
    for statement in [
        "UPDATE activity SET whom = 'zebulon' WHERE number = 1",
        "UPDATE activity SET is_done = 0 WHERE number = 2",
        "DELETE FROM activity WHERE number = 3",
        "DELETE FROM activity WHERE number = (SELECT max(number) FROM activity)",
    ] {
        fs::copy(&copy, &database).expect("restored");
        let connection = Connection::open(&database).expect("opened");
        assert!(connection.execute(statement, []).expect("done") > 0);
        drop(connection);
        let (is_whole, printed) = run(&config, &["activity", "verify"]);
        assert!(!is_whole, "{statement}: {printed}");
    }
}

/// Someone who changed a record erases a user afterwards, so that the chain is computed anew over the change.
#[test]
fn r108_an_erasure_does_not_hide_a_change_that_was_made_before() {
    let desk = Desk::with(USERS);
    let config = desk.config();
    for name in ["bob", "gus", "eve"] {
        let (is_done, printed) = run(&config, &["user", "disable", name]);
        assert!(is_done, "{printed}");
    }
    let database = find(config.parent().expect("a folder"), "state.db");
    let connection = Connection::open(&database).expect("opened");
    let changed = connection.execute("UPDATE activity SET whom = 'ned' WHERE number = 2", []);
    assert_eq!(changed, Ok(1));
    drop(connection);
    let (is_done, printed) = run(&config, &["user", "erase", "bob", "--yes"]);
    assert!(is_done, "{printed}");
    let (is_whole, printed) = run(&config, &["activity", "verify"]);
    assert!(!is_whole && printed.contains('2'), "{printed}");
}

/// Returns the file with this name under a folder.
fn find(folder: &Path, name: &str) -> std::path::PathBuf {
    let entries = fs::read_dir(folder).expect("a folder");
    let paths: Vec<_> = entries.map(|entry| entry.expect("there").path()).collect();
    let direct = paths.iter().find(|path| path.ends_with(name));
    let folders = || paths.iter().filter(|path| path.is_dir());
    let inside = || {
        folders()
            .map(|path| find(path, name))
            .find(|path| path.exists())
    };
    direct.cloned().or_else(inside).unwrap_or_default()
}

/// A user saves their data in the window, and an administrator erases them there: both without any other tool.
#[test]
fn r108_data_is_saved_and_erased_in_the_window() {
    let desk = Desk::open();
    let service = desk.service.clone();
    let mut window = app_window(service, [1100.0, 1600.0]);
    sign_in(&mut window, BOB);
    press(&mut window, "Your account");
    press(&mut window, "Save my data");
    window.get_by_label_contains("my-data.json");
    let saved = desk.folder.path().join("documents/my-data.json");
    let saved = fs::read_to_string(saved).expect("saved");
    assert!(saved.contains("bob@example.org"), "{saved}");
    press(&mut window, "Back");
    press(&mut window, "Sign out");
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    window
        .get_by(|node| {
            let label = node.label().unwrap_or_default();
            node.role() == egui::accesskit::Role::Button && label.starts_with("Bob Builder, ")
        })
        .click_accesskit();
    window.run();
    press(&mut window, "Delete");
    window
        .get_by_label("Also replace the name in the audit log")
        .click_accesskit();
    window.run();
    fill(&mut window, "Username", "bob");
    press(&mut window, "Delete Bob Builder");
    window.get_by_label_contains("bob was deleted, and the name was replaced");
    assert!(!desk.text().contains("bob@example.org"));
    let log = desk.service.audit_log();
    let query = AuditQuery::latest(1).user("bob");
    assert_eq!(log.list(OWNER, &log.filter(&query)), Ok(Vec::new()));
}

/// Records something about this name that names no account.
fn without_account(desk: &Desk, whom: &str, detail: &str) {
    let mut event = AuditEvent::new(desk.ports.clock.now(), AuditKind::Keyring);
    whom.clone_into(&mut event.whom);
    event.detail = AuditDetail::Other(detail.to_owned());
    let recorded = desk.state.record(&event, Retention::EVERYTHING);
    recorded.expect("recorded");
}

/// A new colleague with the username of an earlier one exports "everything about me", and is erased, to learn of the
/// earlier one or to take their records over: records without an account belong to the account whose id follows from the
/// name.
#[test]
fn r82_records_without_an_account_belong_to_the_first_user_of_the_name() {
    let desk = Desk::open();
    for user in ["bob", "zoe"] {
        without_account(&desk, user, "of the first one");
    }
    let data = desk.service.personal_data();
    let exported = |user: &str| data.of_user(OWNER, user).expect("exported");
    assert!(exported("bob").contains("of the first one"));
    let zoe = typed_user("zoe", "zoe@example.org", "Zoe");
    let added = desk.service.users().add(OWNER, &zoe, &["till"]);
    added.expect("added");
    assert!(!exported("zoe").contains("of the first one"));
    let id = |user: &str| {
        let user = desk.service.users().find(OWNER, user);
        user.expect("a user").id.to_string()
    };
    let ids = [id("bob"), id("zoe")];
    for id in &ids {
        assert_eq!(data.erase(OWNER, id), Ok(()), "{id}");
    }
    let log = desk.service.audit_log();
    let filter = log.filter(&AuditQuery::latest(2).kind(AuditKind::Keyring));
    let records = log.list(OWNER, &filter).expect("the log").into_iter();
    let names: Vec<_> = records.map(|record| record.event.whom).collect();
    assert_eq!(names, ["zoe", &*ids[0]]);
    // The first one can be erased as well.
    assert_eq!(data.erase(OWNER, "zoe"), Ok(()));
    let records = log.list(OWNER, &filter).expect("the log");
    assert!(records.iter().all(|record| record.event.whom != "zoe"));
}

/// An administrator erases a user and means the one who left; a new colleague has the same username. Neither is erased
/// in place of the other.
#[test]
fn r108_a_username_of_two_accounts_does_not_say_which_one_to_erase() {
    let desk = Desk::open();
    let config = desk.config();
    let does = |arguments: &[&str]| run(&config, arguments);
    let add = [
        "user",
        "add",
        "zoe",
        "--email",
        "zoe@example.org",
        "--first-name",
        "Zoe",
        "--last-name",
        "Zimmer",
        "--reset-code",
    ];
    let id = || {
        let (_, data) = does(&["user", "data", "zoe"]);
        let data: serde_json::Value = serde_json::from_str(&data).expect("JSON");
        data["account"]["id"].as_str().expect("an id").to_owned()
    };
    assert!(does(&add).0);
    let first = id();
    assert!(does(&["user", "delete", "zoe", "--yes"]).0);
    assert!(does(&add).0);
    let second = id();
    let (is_done, printed) = does(&["user", "erase", "zoe", "--yes"]);
    assert!(
        !is_done && printed.contains(&first) && printed.contains(&second),
        "{printed}"
    );
    assert!(desk.text().contains("zoe@example.org"));
    let (is_done, printed) = does(&["user", "erase", &first, "--yes"]);
    assert!(is_done, "{printed}");
    assert!(desk.text().contains("zoe@example.org"));
    let (_, log) = does(&["activity", "export"]);
    assert!(log.contains(&first) && log.contains("zoe"), "{log}");
    let (is_done, printed) = does(&["user", "erase", "zoe", "--yes"]);
    assert!(is_done, "{printed}");
    assert!(!desk.text().contains("zoe@example.org"));
    let (_, log) = does(&["activity", "export"]);
    assert!(log.contains(&second) && !log.contains("zoe"), "{log}");
}

/// Someone with a copy of the data folder looks for the name of a user who was erased, while the program still runs.
#[test]
fn r108_no_name_is_left_in_a_file_while_the_program_runs() {
    let mut desk = Desk::with(&USERS.replace("bob", "zebulon"));
    let state = desk.folder.path().join("state");
    let store = Arc::new(SqliteState::new(state.join("state.db"), "shop"));
    desk.replace(|ports| {
        ports.attempts = Arc::<SqliteState>::clone(&store);
        ports.sessions = Arc::<SqliteState>::clone(&store);
        ports.codes = Arc::<SqliteState>::clone(&store);
        ports.notices = Arc::<SqliteState>::clone(&store);
        ports.audit_log = Arc::<SqliteState>::clone(&store);
    });
    assert!(desk.service.set_up().open().is_ok());
    let zebulon = desk.sign_in(("zebulon", BOB.1)).expect("signed in");
    desk.service
        .sessions()
        .sign_out(&zebulon)
        .expect("signed out");
    let is_left = || {
        let entries = fs::read_dir(&state).expect("a folder");
        let paths = entries.map(|entry| entry.expect("there").path());
        let files = paths.filter(|path| path.is_file());
        let mut bytes = files.map(|path| fs::read(path).expect("read"));
        bytes.any(|bytes| bytes.windows(7).any(|window| window == b"zebulon"))
    };
    assert!(is_left());
    let erased = desk.service.personal_data().erase(OWNER, "zebulon");
    assert_eq!(erased, Ok(()));
    assert!(!is_left());
}

/// A user is removed while their window is open, and a new colleague gets the username: what the window still does is
/// recorded for the account that it belongs to.
#[test]
fn r82_what_an_old_window_does_is_not_recorded_for_the_next_user_of_the_name() {
    let desk = Desk::open();
    let old = desk.sign_in(BOB).expect("signed in");
    let users = desk.service.users();
    users.remove(OWNER, "bob").expect("removed");
    let next = typed_user("bob", "bob@example.org", "Bob Second");
    let password = ("bob", "another bob at the till");
    let added = users.add_with_password(OWNER, &next, &["till"], &secret(password.1));
    added.expect("added");
    let signed_out = desk.service.sessions().sign_out(&old);
    signed_out.expect("signed out");
    let bob = desk.sign_in(password).expect("signed in");
    let records = desk.service.audit_log().of_session(&bob).expect("the log");
    let kinds = records.iter().map(|record| record.event.kind);
    assert_eq!(
        kinds.collect::<Vec<_>>(),
        [AuditKind::SignIn, AuditKind::Users]
    );
}
