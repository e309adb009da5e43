//! The commands of the program over a server.

use std::fs;
use std::time::Instant;

use egui_authenticator::messages::Messages;
use egui_authenticator::use_cases::{RefreshError, SignInOutcome};

use crate::program::{Computer, PASSWORD, SOON, password, shop};
use crate::proxy::{Fault, Proxy};
use crate::server::Server;

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
