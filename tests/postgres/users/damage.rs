//! What cannot be read is an error, or closes the account: never an absent second factor.

use egui_authenticator::domain::user::UserPatch;
use egui_authenticator::ports::{CredentialStore, Edit, StoreError};
use egui_authenticator::users::{KeyVault, Mistake, User};

use super::{add, directory, hash, makes, name, note_change, open, set_field, store_with, user};
use crate::server::{Database, Server};

/// Replaces a text in the record of `bob`.
fn damage(database: &Database<'_>, from: &str, to: &str) {
    database.sql(&format!(
        "UPDATE auth_inner.account SET record = replace(record::text, '{from}', '{to}')::json WHERE name_key = 'bob'"
    ));
    note_change(database);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r97_a_damaged_user_cannot_sign_in_and_is_not_overwritten() {
    let database = Server::shared().migrated();
    let store = store_with(&database, &["bob".to_owned(), "eve".to_owned()]);
    let totp = format!("totp:{}", "A".repeat(80));
    let patch = UserPatch {
        key_vault: KeyVault::parse(&totp),
        ..UserPatch::default()
    };
    makes(&store, &Edit::Update(vec![(name("bob"), patch)]));
    let whole = directory(&store);
    let record = database.sql("SELECT record FROM auth_inner.account WHERE name_key = 'bob'");
    let damages = [
        ("totp:A", "totp:!"),
        ("totp:", "otp:"),
        ("\"key_vault\"", "\"vault\""),
        ("$2b$04$", "$2b$99$"),
        ("\"roles\":[]", "\"roles\":[\"\"]"),
        ("\"roles\":[]", "\"roles\":null"),
        ("bob@example.org", "bob"),
        ("\"disabled\":false", "\"disabled\":0"),
        ("\"times\":[\"\"", "\"times\":[\"never\""),
        ("\"session_epoch\":0", "\"session_epoch\":-1"),
        ("\"username\":\"bob\"", "\"username\":\"rob\""),
        ("\"fields\"", "\"later\":1,\"fields\""),
    ];
    for (from, to) in damages {
        damage(&database, from, to);
        for store in [&store, &open(&database)] {
            let snapshot = store.read().expect("the others can be read");
            let bob = snapshot.users.find("bob").expect("bob");
            assert_eq!(bob.mistake, Some(Mistake::Entry), "{from}");
            assert!(!bob.can_sign_in() && bob.hash.is_none(), "{from}");
            assert_eq!(snapshot.problems.len(), 1, "{from}");
            assert!(snapshot.users.find("eve").is_some_and(User::can_sign_in));
            let change = set_field("bob", "room", "12");
            let made = store.apply(&change, &snapshot.revision);
            assert!(
                matches!(made, Err(StoreError::Refused(_))),
                "{from}: {made:?}"
            );
            makes(store, &set_field("eve", "room", from));
        }
        database.sql(&format!(
            "UPDATE auth_inner.account SET record = '{record}' WHERE name_key = 'bob'"
        ));
        note_change(&database);
        let mended = directory(&store);
        assert_eq!(
            mended.find("bob"),
            whole.find("bob"),
            "nothing is lost: {from}"
        );
    }
    damage(&database, "totp:A", "totp:!");
    makes(&store, &Edit::Remove(name("bob")));
    makes(&store, &add(9, "bob"));
    assert!(
        directory(&open(&database))
            .find("bob")
            .is_some_and(User::can_sign_in)
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn damage_beyond_one_user_is_an_error() {
    let damages = [
        "UPDATE auth_inner.account SET name_key = ' ' WHERE name_key = 'bob'",
        "INSERT INTO auth_inner.setting VALUES ('unknown', '1')",
        "INSERT INTO auth_inner.setting VALUES ('lock.after_minutes', 'never')",
        "INSERT INTO auth_inner.setting VALUES ('roles', '1')",
        "INSERT INTO auth_inner.email VALUES ('nothing', 1)",
        "DELETE FROM auth_inner.head",
    ];
    for damage in damages {
        let database = Server::shared().migrated();
        let store = store_with(&database, &["bob".to_owned()]);
        let revision = store.read().expect("read").revision;
        database.sql(damage);
        note_change(&database);
        for store in [&store, &open(&database)] {
            let read = store.read().map(drop);
            assert!(
                matches!(read, Err(StoreError::Unreadable(_))),
                "{damage}: {read:?}"
            );
            let made = store.apply(&add(9, "eve"), &revision);
            assert!(
                matches!(made, Err(StoreError::Unreadable(_))),
                "{damage}: {made:?}"
            );
            let first = user(0, "ada");
            assert_eq!(store.create(&first, &hash()), Err(StoreError::Exists));
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_change_of_a_user_whose_row_is_missing_is_refused_and_not_lost() {
    let database = Server::shared().migrated();
    let store = store_with(&database, &["bob".to_owned()]);
    let revision = store.read().expect("read").revision;
    database.sql("DELETE FROM auth_inner.account WHERE name_key = 'bob'");
    let made = store.apply(&set_field("bob", "room", "12"), &revision);
    assert!(matches!(made, Err(StoreError::Unreadable(_))), "{made:?}");
    let made = store.apply(&Edit::Remove(name("bob")), &revision);
    assert!(matches!(made, Err(StoreError::Unreadable(_))), "{made:?}");
    assert_eq!(store.revision(), Ok(revision), "nothing has changed");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn two_users_with_one_name_or_one_id_are_refused() {
    let database = Server::shared().migrated();
    let store = store_with(&database, &["bob".to_owned()]);
    let before = directory(&store);
    let import = |edit: Edit| {
        let Edit::Add { user, hash } = edit else {
            unreachable!("a user")
        };
        Edit::Import {
            add: vec![(user, hash)],
            update: Vec::new(),
        }
    };
    for change in [import(add(9, "BOB")), import(add(1, "zoe"))] {
        let revision = store.read().expect("read").revision;
        let made = store.apply(&change, &revision);
        assert!(matches!(made, Err(StoreError::Refused(_))), "{made:?}");
        assert_eq!(directory(&open(&database)), before);
    }
}
