//! Streamlit-Authenticator reads what we wrote, and we read what it wrote: the same file, in turns,
//! by its own classes.
//!
//! `PEER_PYTHON` names a Python that has the package `streamlit-authenticator`.

use std::fs;
use std::path::Path;
use std::process::Command;

use egui_authenticator::domain::password::PasswordError;
use egui_authenticator::domain::person_name::PersonName;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::users::{UserChange, UserInput};

use crate::harness::{Desk, secret, typed_user};

/// The peer's own example, with passwords in plain text.
fn example() -> String {
    let text = include_str!("../fixtures/peer.yaml");
    let hash = "\"$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW\"";
    assert!(text.contains(hash));
    // With a key, the peer asks its own server.
    text.replace(hash, "def").replace("api_key: y\n", "")
}

fn peer(file: &Path, arguments: &[&str]) -> String {
    let python = std::env::var("PEER_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/peer.py");
    let (what, rest) = arguments.split_first().expect("what to do");
    let mut command = Command::new(python);
    let command = command.arg(script).arg(what).arg(file).args(rest);
    let output = command.output().expect("python");
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {error}");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn the_peer_signs_in(desk: &Desk, username: &str, password: &str) -> bool {
    // It writes at every sign-in, in its own way; the next step is to start from our file.
    let copy = desk.folder.path().join("for the peer.yaml");
    fs::copy(desk.config(), &copy).expect("copied");
    peer(&copy, &["sign-in", username, password]) == "True"
}

#[test]
#[ignore = "needs the Python package streamlit-authenticator; .ci/run installs it"]
fn the_peer_signs_in_on_a_file_that_we_have_changed_in_every_way() {
    let desk = Desk::with(&example());
    desk.service.set_up().open().expect("opened");
    assert!(the_peer_signs_in(&desk, "jsmith", "abc"), "hashed by us");
    let name = PersonName::new("Mel", "O'Elsby \"x\"");
    let user = UserInput::new("melsby", "melsby@gmail.com", name);
    desk.service
        .registration()
        .register(&user, &secret("a password for Mel"))
        .expect("registered");
    assert!(the_peer_signs_in(&desk, "melsby", "a password for Mel"));
    let change = UserChange::default()
        .email("rebecca@gmail.com")
        .first_name("Becky")
        .roles(["editor", "till"]);
    desk.service
        .users()
        .change(Caller::LocalOwner(Operator::assume()), "rbriggs", &change)
        .expect("changed");
    assert!(the_peer_signs_in(&desk, "rbriggs", "def"));
    let password = secret("another password for her");
    desk.service
        .users()
        .set_password(Caller::LocalOwner(Operator::assume()), "rbriggs", &password)
        .expect("set");
    desk.service
        .users()
        .rename(Caller::LocalOwner(Operator::assume()), "rbriggs", "becky")
        .expect("renamed");
    assert!(the_peer_signs_in(
        &desk,
        "becky",
        "another password for her"
    ));
    assert!(!the_peer_signs_in(&desk, "becky", "def"));
    desk.service
        .users()
        .remove(Caller::LocalOwner(Operator::assume()), "melsby")
        .expect("removed");
    assert!(the_peer_signs_in(&desk, "jsmith", "abc"));
}

#[test]
#[ignore = "needs the Python package streamlit-authenticator; .ci/run installs it"]
fn we_sign_in_on_a_file_that_the_peer_has_written() {
    let desk = Desk::with(&example());
    assert_eq!(peer(&desk.config(), &["sign-in", "jsmith", "abc"]), "True");
    assert!(
        desk.sign_in(("jsmith", "abc")).is_some(),
        "hashed by the peer"
    );
    peer(&desk.config(), &["reset", "jsmith", "abc", "Peer-made1!"]);
    assert!(desk.sign_in(("jsmith", "Peer-made1!")).is_some());
    assert!(desk.sign_in(("jsmith", "abc")).is_none());
    let new = ["register", "newbie", "other@gmail.com", "Peer-made2!"];
    peer(&desk.config(), &new);
    let newbie = desk.sign_in(("newbie", "Peer-made2!")).expect("signed in");
    assert_eq!(newbie.user().display_name(), "Peer Person");
    desk.service
        .users()
        .set_password(
            Caller::LocalOwner(Operator::assume()),
            "newbie",
            &secret("a longer password"),
        )
        .expect("set");
    assert_eq!(
        peer(&desk.config(), &["sign-in", "newbie", "a longer password"]),
        "True"
    );
}

#[test]
#[ignore = "needs the Python package streamlit-authenticator; .ci/run installs it"]
fn the_peer_starts_and_signs_in_on_a_file_of_our_own_set_up() {
    let desk = Desk::empty();
    let ada = typed_user("Ada", "ada@example.org", "Ada Lovelace");
    let password = "correct horse battery";
    let set_up = desk.service.set_up().create(&ada, &secret(password));
    assert!(set_up.is_ok());
    let owner = Caller::LocalOwner(Operator::assume());
    let bob = typed_user("bob", "bob@example.org", "Bob Builder");
    let staple = secret("staple the till shut");
    let added = desk
        .service
        .users()
        .add_with_password(owner, &bob, &["till"], &staple);
    assert_eq!(added, Ok(()));
    peer(&desk.config(), &["start"]);
    assert!(the_peer_signs_in(&desk, "ada", password));
    assert!(the_peer_signs_in(&desk, "bob", "staple the till shut"));
}

#[test]
#[ignore = "needs the Python package streamlit-authenticator; .ci/run installs it"]
fn r5_no_password_that_we_accept_keeps_the_users_of_the_peer_out() {
    let desk = Desk::with(&example());
    desk.service.set_up().open().expect("opened");
    let owner = Caller::LocalOwner(Operator::assume());
    let longest = "open the till ".repeat(5) + "!";
    assert_eq!(longest.len(), 71);
    let set = |password: &str| {
        let users = desk.service.users();
        users.set_password(owner, "rbriggs", &secret(password))
    };
    let refused = Err(PasswordError::TooLongToShare { max: 71 }.into());
    for long in [format!("{longest}!"), "🦀".repeat(18)] {
        assert_eq!(set(&long), refused);
        assert!(the_peer_signs_in(&desk, "rbriggs", "def"));
    }
    assert_eq!(set(&longest), Ok(()));
    assert!(the_peer_signs_in(&desk, "rbriggs", &longest));
    assert!(the_peer_signs_in(&desk, "jsmith", "abc"));
}
