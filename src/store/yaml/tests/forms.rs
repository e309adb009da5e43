//! Changes of values in every form in which users write them.

use std::path::Path;

use crate::domain::role::Role;
use crate::domain::user::UserPatch;
use crate::domain::username::Username;
use crate::service::ports::Edit;
use crate::store::yaml::changed_text;

use super::{HASH, hash};

fn changed(text: &str, name: &str, patch: UserPatch) -> String {
    let username = Username::existing(name).expect("a username");
    let change = Edit::Update(vec![(username, patch)]);
    let changed = changed_text(text, &change, Path::new("."));
    changed.unwrap_or_else(|error| panic!("{error:?} in\n{text}"))
}

fn roles(names: &[&str]) -> UserPatch {
    UserPatch {
        roles: Some(names.iter().filter_map(|name| Role::parse(name)).collect()),
        ..UserPatch::default()
    }
}

fn full() -> UserPatch {
    UserPatch {
        hash: Some(hash()),
        session_epoch: Some(1),
        first_name: Some("Bob".to_owned()),
        roles: Some(vec![Role::parse("till").expect("a role")]),
        ..UserPatch::default()
    }
}

/// The entry of Bob as it is and as it becomes, between those of two others.
fn users(entry: &str) -> String {
    format!(
        "credentials:\n  usernames:\n    ada: {{password: {HASH}, roles: [admin]}}\n{entry}    eve: {{password: {HASH}}} # last\n"
    )
}

#[test]
fn a_password_in_a_block_is_replaced_in_the_line_of_its_key() {
    let after = format!("    bob:\n      password: \"{HASH}\"HEAD\n      email: b@c.de\n");
    for (head, comment) in [
        ("|", ""),
        ("|-", ""),
        (">", ""),
        (">-  # to be changed", " # to be changed"),
        ("|2", ""),
    ] {
        let before = format!(
            "    bob:\n      password: {head}\n        open the till\n      email: b@c.de\n"
        );
        let expected = after.replace("HEAD", comment);
        let text = users(&before);
        let after = changed(&text, "bob", UserPatch::password(hash()));
        assert_eq!(after, users(&expected), "{head}");
        let text = text.replace('\n', "\r\n");
        let after = changed(&text, "bob", UserPatch::password(hash()));
        assert_eq!(after, users(&expected).replace('\n', "\r\n"), "{head}");
    }
    let last =
        "credentials:\n  usernames:\n    bob:\n      password: |\n        open\n        the till";
    let after = changed(last, "bob", UserPatch::password(hash()));
    assert_eq!(
        after,
        format!("credentials:\n  usernames:\n    bob:\n      password: \"{HASH}\"")
    );
}

#[test]
fn an_empty_password_is_filled_in() {
    for (before, after) in [
        (
            "    bob:\n      password:\n      email: b@c.de\n",
            "    bob:\n      password: HASH\n      email: b@c.de\n",
        ),
        (
            "    bob:\n      password: # none\n",
            "    bob:\n      password: HASH # none\n",
        ),
        (
            "    bob:\n      password: ~\n",
            "    bob:\n      password: HASH\n",
        ),
        (
            "    bob:\n      password: \"\"\n",
            "    bob:\n      password: HASH\n",
        ),
        (
            "    bob: {password: , email: b@c.de}\n",
            "    bob: {password: HASH , email: b@c.de}\n",
        ),
        ("    bob: {password: }\n", "    bob: {password: HASH }\n"),
    ] {
        let changed = changed(&users(before), "bob", UserPatch::password(hash()));
        let expected = users(after).replace("HASH", &format!("\"{HASH}\""));
        let bare = users(after).replace("HASH", HASH);
        assert!(
            changed == expected || changed == bare,
            "{before} became\n{changed}"
        );
    }
}

#[test]
fn an_empty_entry_of_a_user_is_filled_in() {
    for before in [
        "    bob:\n",
        "    bob: # new\n",
        "    bob: ~\n",
        "    bob: null # new\n",
        "    bob: {}\n",
        "    bob: { } # new\n",
        "    bob: {\n    }\n",
    ] {
        for text in [users(before), users(before).replace('\n', "\r\n")] {
            let after = changed(&text, "bob", full());
            assert!(after.contains(HASH), "{after}");
            assert!(
                !before.contains("# new") || after.contains("# new"),
                "{after}"
            );
        }
    }
    let last = "credentials:\n  usernames:\n    bob:";
    assert!(changed(last, "bob", full()).starts_with(last));
}

#[test]
fn roles_that_are_numbers_stay_as_they_are_written() {
    for (before, names, after) in [
        ("[1, true]", ["1", "till"], "[1, till]"),
        ("[1, true]", ["1", "true"], "[1, true]"),
        ("[1, true]", ["true", "2"], "[true, \"2\"]"),
        ("[0x10, 2.5]", ["2.5", "16"], "[2.5, \"16\"]"),
        ("7", ["7", "till"], "[\"7\", \"till\"]"),
        (
            "\n      - 1\n      - true # ours",
            ["1", "till"],
            "\n      - 1\n      - till",
        ),
        (
            "\n      - 1 # one\n      - true",
            ["1", "8"],
            "\n      - 1 # one\n      - \"8\"",
        ),
    ] {
        let entry =
            |roles: &str| format!("    bob:\n      password: {HASH}\n      roles: {roles}\n");
        let changed = changed(&users(&entry(before)), "bob", roles(&names));
        assert_eq!(changed, users(&entry(after)), "{before}");
    }
}
