//! A mistake in one entry closes the account of that user: every file of the peer, with one bad entry.

use egui_authenticator::domain::problem::{Cause, Effect};
use egui_authenticator::messages::Messages;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::CredentialStore as _;
use egui_authenticator::service::users::{UserChange, UserError};
use egui_authenticator::store::yaml::YamlStore;

use crate::harness::{ADA, BOB, Desk, secret, typed_user};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());
const HASH: &str = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";
const PASSWORD: &str = "a password for Mel";
const NO_ROLES: [&str; 0] = [];

/// What versions 0.2, 0.3 and 0.4 of the peer write.
const PEERS: [&str; 3] = [
    include_str!("../fixtures/good/streamlit_authenticator_0_2.yaml"),
    include_str!("../fixtures/good/streamlit_authenticator_0_3.yaml"),
    include_str!("../fixtures/good/streamlit_authenticator_as_it_rewrites_it.yaml"),
];

/// Opens each file with this entry in front of all others; the password of the others is that of Mel.
fn each_peer(entry: &str, check: impl Fn(&Desk)) {
    let entry = entry.replace("PASSWORD", &format!("\"{PASSWORD}\""));
    for peer in PEERS {
        let peer = peer
            .replace(HASH, PASSWORD)
            .replace(&format!("'{PASSWORD}'"), PASSWORD);
        let text = peer.replacen("  usernames:\n", &format!("  usernames:\n{entry}\n"), 1);
        let desk = Desk::with(&text);
        let opened = desk.service.set_up().open();
        assert!(opened.is_ok(), "the file cannot be used:\n{text}");
        assert!(signs_in(&desk, "jsmith"), "jsmith is kept out:\n{text}");
        check(&desk);
    }
}

fn signs_in(desk: &Desk, login: &str) -> bool {
    desk.sign_in((login, PASSWORD)).is_some()
}

/// Mistakes in the entry of Mel, each with the number of lines before it.
const MISTAKES: [(&str, usize); 19] = [
    ("    mel: {password: PASSWORD, roles: [till, []]}", 0),
    ("    mel: {password: PASSWORD, roles: {a: b}}", 0),
    ("    mel: {password: PASSWORD, disabled: maybe}", 0),
    ("    mel: {password: PASSWORD, pending: 1}", 0),
    ("    mel: {password: PASSWORD, session_epoch: -1}", 0),
    ("    mel: {password: PASSWORD, valid_from: tomorrow}", 0),
    ("    mel: {password: PASSWORD, valid_until: 31.12.2026}", 0),
    ("    mel: {password: PASSWORD, hours: 8-18}", 0),
    ("    mel: {password: PASSWORD, hours: ''}", 0),
    ("    mel: {password: PASSWORD, valid_until: }", 0),
    ("    mel: {password: PASSWORD, totp: damaged}", 0),
    ("    mel: {password: PASSWORD, password: PASSWORD}", 0),
    ("    mel: {password: !secret PASSWORD}", 0),
    ("    mel: {password: 12345678}", 0),
    ("    mel: {password: $2b$12$cut}", 0),
    ("    mel: {email: mel@example.org}", 0),
    ("    mel:", 0),
    ("    mel: [PASSWORD]", 0),
    (
        "    mel: {password: PASSWORD}\n    MEL: {password: PASSWORD}",
        1,
    ),
];

#[test]
fn r97_a_mistake_in_one_entry_closes_that_user_and_is_named_with_line_and_column() {
    for (entry, lines) in MISTAKES {
        each_peer(entry, |desk| {
            assert!(!signs_in(desk, "mel"), "{entry}");
            let problems = YamlStore::new(desk.config()).inspect().expect("read");
            let users = desk.text().lines().position(|line| line == "  usernames:");
            let line = users.expect("users") + 2 + lines;
            let closes = problems.iter().filter(|p| p.effect == Effect::ClosesUser);
            let places: Vec<_> = closes
                .map(|p| (p.position.line, p.position.column > 4))
                .collect();
            assert_eq!(places, [(line, true)], "{entry}");
        });
    }
}

#[test]
fn r97_a_closed_entry_keeps_its_name_and_its_bytes() {
    for (entry, _) in MISTAKES {
        each_peer(entry, |desk| {
            let before = desk.text();
            let input = typed_user("Mel", "new@example.org", "Mel");
            let added = desk.service.users().add(OWNER, &input, &NO_ROLES);
            assert_eq!(added.err(), Some(UserError::UsernameTaken), "{entry}");
            let input = typed_user("ned", "ned@example.org", "Ned");
            let added = desk.service.users().add(OWNER, &input, &["till"]);
            assert!(added.is_ok(), "{entry}");
            let after = desk.text();
            let start = before.find("    mel:").expect("the entry");
            let end = start + before[start..].find("    jsmith:").expect("the next entry");
            assert!(
                after.contains(&before[start..end]),
                "{entry} became\n{after}"
            );
        });
    }
}

#[test]
fn r97_what_the_peer_accepts_in_an_entry_is_accepted() {
    for (entry, login) in [
        ("    john smith: {password: PASSWORD}", "John Smith"),
        ("    o'brien: {password: PASSWORD}", "o'brien"),
        ("    \"DOM\\\\jsmith\": {password: PASSWORD}", "DOM\\jsmith"),
        ("    a#b: {password: PASSWORD}", "a#b"),
        ("    mel: {password: PASSWORD, roles: [1, 2]}", "mel"),
        ("    mel: {password: PASSWORD, email: mel at home}", "mel"),
        ("    mel: {password: PASSWORD, name: [Mel]}", "mel"),
        (
            "    mel: {password: PASSWORD, email: jsmith@gmail.com}",
            "mel",
        ),
    ] {
        each_peer(entry, |desk| assert!(signs_in(desk, login), "{entry}"));
    }
}

#[test]
fn r97_an_address_of_two_users_signs_in_neither_of_them() {
    each_peer(
        "    mel: {password: PASSWORD, email: JSmith@gmail.com}",
        |desk| {
            assert!(!signs_in(desk, "jsmith@gmail.com"));
            let input = typed_user("eve", "jsmith@gmail.com", "Eve");
            let added = desk.service.users().add(OWNER, &input, &NO_ROLES);
            assert!(matches!(added, Err(UserError::EmailTaken(_))));
        },
    );
}

#[test]
fn r97_a_session_and_a_remembered_sign_in_end_with_the_mistake() {
    let desk = Desk::open();
    let bob = desk.sign_in(BOB).expect("signed in");
    assert!(bob.has_role("till"));
    desk.edit("roles: [till]", "roles: [till, []]");
    desk.service.set_up().open().expect("opened");
    assert!(!bob.has_role("till"));
    assert!(desk.sign_in(BOB).is_none());
    assert!(desk.sign_in(ADA).is_some());
    desk.edit("roles: [till, []]", "roles: [till]");
    assert!(desk.sign_in(BOB).is_some());
}

#[test]
fn r97_a_recovery_code_of_a_closed_entry_sets_no_password() {
    let desk = Desk::open();
    let codes = desk.codes_of(BOB);
    desk.edit("roles: [till]", "roles: [till, []]");
    let new = secret("an entirely new password");
    let code = secret(&codes[0]);
    let set = desk.service.recovery().reset_password("bob", &code, &new);
    assert!(set.is_err());
    let users = desk.service.users();
    let set = users.set_password(OWNER, "bob", &new);
    assert_eq!(set, Err(UserError::EntryMistake));
    assert_eq!(
        users.start_reset(OWNER, "bob").err(),
        Some(UserError::EntryMistake)
    );
    desk.edit("roles: [till, []]", "roles: [till]");
    assert!(desk.sign_in(("bob", "an entirely new password")).is_none());
}

#[test]
fn r97_the_last_good_state_stays_in_force_while_the_only_administrator_is_closed() {
    let desk = Desk::open();
    let ada = desk.sign_in(ADA).expect("signed in");
    for (from, to) in [
        ("roles: [admin]", "roles: [admin, []]"),
        ("password: $2b$", "password: $2b"),
    ] {
        let text = desk.text();
        desk.edit(from, to);
        assert!(desk.sign_in(ADA).is_some(), "{to}");
        assert!(ada.has_role("admin"));
        let input = typed_user("mel", "mel@example.com", "Mel");
        let added = desk.service.users().add(OWNER, &input, &NO_ROLES);
        assert!(matches!(added, Err(UserError::Store(_))), "{to}");
        std::fs::write(desk.config(), text).expect("written");
    }
}

#[test]
fn r97_a_user_whose_password_is_missing_gets_a_new_one() {
    for password in ["", "$2b$12$cut", "12345678"] {
        let desk = Desk::open();
        let text = desk.text();
        let line = text
            .lines()
            .filter(|line| line.contains("password:"))
            .nth(1);
        desk.edit(
            line.expect("the line of Bob"),
            &format!("      password: {password}"),
        );
        assert!(desk.sign_in(BOB).is_none());
        let new = secret("an entirely new password");
        let set = desk.service.users().set_password(OWNER, "bob", &new);
        assert_eq!(set, Ok(()), "{password}");
        assert!(desk.sign_in(("bob", "an entirely new password")).is_some());
    }
}

#[test]
fn r97_without_an_administrator_every_user_is_told_the_command_that_makes_one() {
    let text = PEERS[0].replace(HASH, PASSWORD);
    let desk = Desk::with(&text);
    desk.service.set_up().open().expect("opened");
    let view = desk.enter(("jsmith", PASSWORD)).expect("signed in");
    let [problem] = &*view.warnings else {
        panic!("one warning: {:?}", view.warnings)
    };
    assert_eq!(problem.cause, Cause::NoAdministrator);
    let message = Messages::english().problem(problem);
    assert!(
        message.help.contains("user set NAME --role admin"),
        "{}",
        message.help
    );
    let owner = desk.service.users();
    let change = UserChange::default().roles(["admin"]);
    assert_eq!(owner.change(OWNER, "jsmith", &change), Ok(()));
    let view = desk.enter(("jsmith", PASSWORD)).expect("signed in");
    let is_missing = view
        .warnings
        .iter()
        .any(|p| p.cause == Cause::NoAdministrator);
    assert!(!is_missing);
}

#[test]
fn r97_a_closed_user_can_be_deleted_by_the_owner_and_by_administrators_only() {
    for (entry, _) in MISTAKES {
        // Two entries with one name are told apart in the file only.
        if entry.contains("MEL") {
            continue;
        }
        each_peer(entry, |desk| {
            let removed = desk.service.users().remove(OWNER, "mel");
            assert_eq!(removed, Ok(()), "{entry}");
            assert!(!desk.text().contains("mel:"), "{entry}");
            assert!(signs_in(desk, "jsmith"), "{entry}");
        });
    }
    let desk = Desk::open();
    desk.edit(
        "views:",
        "roles:\n  till: {permissions: [manage_users]}\nviews:",
    );
    desk.edit("first_name: Gus", "first_name: Gus\n      pending: maybe");
    let bob = desk.sign_in(BOB).expect("signed in");
    let removed = desk.service.users().remove(Caller::Session(&bob), "gus");
    assert_eq!(removed, Err(UserError::EntryMistake));
    let ada = desk.sign_in(ADA).expect("signed in");
    let removed = desk.service.users().remove(Caller::Session(&ada), "gus");
    assert_eq!(removed, Ok(()));
    assert!(!desk.text().contains("gus:"));
}
