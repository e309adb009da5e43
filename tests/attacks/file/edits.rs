//! Edits by hand: of the days, of an entry, of its id, and of the key of the names.

#[cfg(unix)]
#[cfg(unix)]
use egui_authenticator::messages::Messages;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::wiring::Paths;

use crate::harness::{ADA, BOB, Desk, secret};

use super::{Shop, USERS, run};

/// An administrator types more days than are allowed, or fewer than none, and believes in them: `check` and the window of an
/// administrator name what is used instead.
#[test]
fn r98_an_administrator_types_more_days_than_are_allowed() {
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

/// Someone gives a user a role in an editor, and the next change is made on the command line before any window has read the file:
/// the audit log tells of both.
#[test]
fn r91_an_edit_outside_the_program_does_not_hide_behind_the_next_change() {
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

/// An administrator copies the entry of a user, with the id, to make another one: neither gets what is stored about the other,
/// and `check` names both lines.
#[test]
fn r82_an_administrator_copies_an_entry_with_its_id() {
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

/// A guesser with access to the data folder replaces the key under which names are counted, so that a window that is open
/// counts apart from the next one, and has its own attempts.
#[test]
fn r87_an_attacker_replaces_the_key_of_the_names_while_a_window_is_open() {
    let shop = Shop::open();
    let service = || {
        let paths = Paths::new("attack", shop.path("config.yaml"), shop.path("state.db"));
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
