//! What users change of their own accounts, and what neither they nor a dishonest computer can.

use std::sync::Arc;

use egui_authenticator::domain::ended_credentials::all_of;
use egui_authenticator::domain::user::UserPatch;
use egui_authenticator::service::ports::{
    AccountEvent, AttemptKey, CodeStore as _, NoticeStore as _,
};
use egui_authenticator::store::memory::MemoryState;
use egui_authenticator::store::postgres::PostgresState;
use egui_authenticator::users::{Email, StoredHash, User};
use sha2::{Digest as _, Sha256};

use super::{NEW_HASH, Shop, revision};

/// Expects that the credentials of a user have ended but for those of after the change, and that the user is notified.
fn expect_ended(shop: &Shop, before: &User, after: &User) {
    let state = PostgresState::new(shop.database.client(), Arc::new(MemoryState::default()));
    let ended = all_of(before);
    assert!(ended.len() >= 3);
    for credential in &ended {
        assert_eq!(
            state.has_ended(std::slice::from_ref(credential)),
            Ok(true),
            "R91"
        );
    }
    for credential in &all_of(after) {
        assert_eq!(state.has_ended(std::slice::from_ref(credential)), Ok(false));
    }
    let digest = Sha256::new()
        .chain_update(b"account\0")
        .chain_update(after.id.as_bytes());
    let notices = state
        .take(&AttemptKey(digest.finalize().into()))
        .expect("taken");
    let events: Vec<_> = notices.iter().map(|(event, _)| *event).collect();
    assert_eq!(
        events,
        [
            AccountEvent::EmailChanged,
            AccountEvent::PasswordChanged,
            AccountEvent::SignedOutEverywhere
        ]
    );
}

/// Changes that are refused, with their codes.
const REFUSED: [(&str, &str); 55] = [
    ("AU002", r#"{"roles": ["admin"]}"#),
    ("AU002", r#"{"first_name": "X", "roles": ["admin"]}"#),
    ("AU002", r#"{"disabled": false}"#),
    ("AU002", r#"{"pending": false}"#),
    ("AU002", r#"{"is_pending": false}"#),
    ("AU002", r#"{"times": ["", "", ""]}"#),
    ("AU002", r#"{"username": "ada"}"#),
    ("AU002", r#"{"id": "00"}"#),
    ("AU002", r#"{"fields": {"room": "1"}}"#),
    ("AU002", r#"{"mistake": null}"#),
    ("AU002", r#"{"hash": "x"}"#),
    ("AU002", r#"{"": ""}"#),
    ("AU002", r#"{"First_name": "X"}"#),
    ("AU002", r#"{"must_change_password": false}"#),
    ("AU002", r#"{"key_vault": ""}"#),
    ("AU002", r#"{"session_epoch": 0}"#),
    ("AU002", r#"{"session_epoch": 2}"#),
    ("AU002", r#"{"session_epoch": -1}"#),
    ("AU002", r#"{"session_epoch": "1"}"#),
    ("AU002", r#"{"session_epoch": null}"#),
    ("AU002", r#"{"email": null}"#),
    ("AU002", r#"{"email": ["bob@example.org"]}"#),
    ("AU002", r#"{"email": "b\u043eb@example.org"}"#),
    ("AU005", r#"{"email": ""}"#),
    ("AU005", r#"{"email": "bob"}"#),
    ("AU005", r#"{"email": "a@b@c.org"}"#),
    ("AU005", r#"{"email": "a b@c.org"}"#),
    ("AU005", r#"{"email": "a@-b.org"}"#),
    ("AU005", r#"{"email": "a@b..org"}"#),
    ("AU005", r#"{"email": "a@b.org\nBcc: eve@example.org"}"#),
    ("AU007", r#"{"email": "EVE@example.org"}"#),
    ("AU007", r#"{"email": "ada@example.org"}"#),
    ("AU005", r#"{"first_name": null}"#),
    ("AU005", r#"{"first_name": 1}"#),
    ("AU005", r#"{"first_name": "a\nb"}"#),
    ("AU005", r#"{"last_name": "a\u202eb"}"#),
    ("AU005", r#"{"last_name": "a\u200bb"}"#),
    ("AU005", r#"{"picture": "me.png"}"#),
    ("AU005", r#"{"picture": ""}"#),
    ("AU005", r#"{"picture": 1}"#),
    ("AU005", r#"{"picture": "//evil/share/me.png"}"#),
    ("AU005", r#"{"picture": "\\\\evil\\share\\me.png"}"#),
    ("AU005", r#"{"picture": "/\\evil/share"}"#),
    ("AU005", r#"{"picture": "/a\nb"}"#),
    ("AU005", r#"{"password": null}"#),
    ("AU005", r#"{"password": "hunter2"}"#),
    (
        "AU005",
        r#"{"password": "$2b$04$EixZaYVK1fsbw1ZfbX3OXfPaWxn96p36WQoeG6Lruj3vjPGga31lW"}"#,
    ),
    (
        "AU005",
        r#"{"password": "$2b$11$EixZaYVK1fsbw1ZfbX3OXfPaWxn96p36WQoeG6Lruj3vjPGga31lW"}"#,
    ),
    (
        "AU005",
        r#"{"password": "$2b$16$EixZaYVK1fsbw1ZfbX3OXfPaWxn96p36WQoeG6Lruj3vjPGga31lW"}"#,
    ),
    (
        "AU005",
        r#"{"password": "$2b$12$EixZaYVK1fsbw1ZfbX3OXfPaWxn96p36WQoeG6Lruj3vjPGga31l"}"#,
    ),
    (
        "AU005",
        r#"{"password": "$2b$12$EixZaYVK1fsbw1ZfbX3OXfPaWxn96p36WQoeG6Lruj3vjPGga31lW\n"}"#,
    ),
    (
        "AU005",
        r#"{"password": "$argon2id$v=19$m=8,t=1,p=1$BpLnfgDsc2WD8F2qAAAAAA$o/vzA4myCqZZ36bUGsDY//8mKUYNZZaR0t4MFFSs+iM"}"#,
    ),
    ("AU005", "[]"),
    ("AU005", "null"),
    ("AU005", "1"),
];

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_user_changes_name_address_picture_and_password_and_a_trusted_computer_reads_them() {
    let shop = Shop::open();
    let till = shop.till();
    let bob = till.session("bob");
    let before = shop.user("bob");
    for patch in [
        r#"{"first_name": " Robert ", "last_name": "Tables\u3000"}"#,
        r#"{"email": " Rob+till@Example.org "}"#,
        r#"{"picture": "/home/bob/me.png"}"#,
        &format!(r#"{{"password": "{NEW_HASH}", "must_change_password": false}}"#),
        r#"{"session_epoch": 1}"#,
    ] {
        assert!(till.change(&bob, patch).is_ok(), "{patch}");
        assert_eq!(
            till.look(&[&bob]),
            "0 bob",
            "the session that makes the change stays"
        );
    }
    let after = shop.user("bob");
    assert_eq!(after.mistake, None);
    assert_eq!(
        (after.name.first.as_str(), after.name.last.as_str()),
        ("Robert", "Tables")
    );
    assert_eq!(
        after.email.as_ref().map(Email::as_str),
        Some("Rob+till@Example.org")
    );
    assert_eq!(after.picture, Some("/home/bob/me.png".into()));
    assert_eq!(after.hash.as_ref().map(StoredHash::as_str), Some(NEW_HASH));
    assert_eq!(after.session_epoch, 1);
    assert_eq!(
        (&after.roles, &after.id, &after.fields),
        (&before.roles, &before.id, &before.fields)
    );
    assert_eq!(
        shop.events("account"),
        "details_changed, email_changed, details_changed, password_changed, signed_out_everywhere"
    );
    expect_ended(&shop, &before, &after);
    let none = till.sql(&format!("SELECT count(*) FROM auth.notices({bob})"));
    assert_eq!(none.as_deref(), Ok("0"), "they were taken");
    // No change of anything is one.
    let now = till.sql(&format!("SELECT {}", revision(&bob)));
    assert_eq!(till.change(&bob, r#"{"first_name": "Robert"}"#), now);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn no_patch_changes_what_is_not_the_users_own() {
    let shop = Shop::open();
    let till = shop.till();
    let bob = till.session("bob");
    let before = shop
        .database
        .sql("SELECT string_agg(record::text, ' ' ORDER BY position) FROM auth_inner.account");
    for (code, patch) in REFUSED {
        assert_eq!(till.change(&bob, patch), Err(code.to_owned()), "{patch}");
    }
    let long = "x".repeat(201);
    assert_eq!(
        till.change(&bob, &format!(r#"{{"first_name": "{long}"}}"#)),
        Err("AU005".to_owned())
    );
    let long = "x".repeat(30_000);
    assert_eq!(
        till.change(&bob, &format!(r#"{{"first_name": "{long}"}}"#)),
        Err("AU005".to_owned())
    );
    shop.database
        .sql("INSERT INTO auth_inner.email VALUES ('New@example.org', 1)");
    assert_eq!(
        till.change(&bob, r#"{"email": "new@Example.org"}"#),
        Err("AU007".to_owned()),
        "R89"
    );
    let other = "SELECT auth_inner.is_taken('newer@example.org', 'x'), auth_inner.is_taken('NEW@example.org', 'x'),
        auth_inner.is_taken('Bob', 'x'), auth_inner.is_taken('bob', (SELECT id FROM auth_inner.account WHERE name_key = 'bob'))";
    assert_eq!(shop.database.sql(other), "f|t|t|f");
    let after = shop
        .database
        .sql("SELECT string_agg(record::text, ' ' ORDER BY position) FROM auth_inner.account");
    assert_eq!(after, before);
    assert_eq!(shop.count("auth_inner.event WHERE kind = 'account'"), 0);
    assert_eq!(shop.count("auth_inner.ended"), 0);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r47_what_is_sensitive_needs_the_password_again() {
    let shop = Shop::open();
    let till = shop.till();
    let bob = till.stale_session("bob");
    let password = format!(r#"{{"password": "{NEW_HASH}"}}"#);
    for patch in [
        &*password,
        r#"{"email": "b@example.org"}"#,
        r#"{"session_epoch": 1}"#,
    ] {
        assert_eq!(till.change(&bob, patch), Err("AU004".to_owned()), "{patch}");
    }
    till.refused("AU004", &format!("SELECT auth.note({bob}, 'unlocked')"));
    assert!(
        till.change(&bob, r#"{"first_name": "Rob", "picture": null}"#)
            .is_ok()
    );
    // Who has to choose a password has just entered the one before, but nothing else follows from that.
    shop.change(
        "bob",
        UserPatch {
            must_change_password: Some(true),
            ..UserPatch::default()
        },
    );
    shop.database
        .sql("UPDATE auth_inner.restricted_session SET began = auth_inner.now() - 601");
    assert_eq!(till.change(&bob, &password), Err("AU004".to_owned()));
    shop.database
        .sql("UPDATE auth_inner.restricted_session SET began = auth_inner.now() - 500");
    assert_eq!(
        till.change(&bob, r#"{"email": "b@example.org"}"#),
        Err("AU004".to_owned())
    );
    assert!(till.change(&bob, &password).is_ok());
    assert!(!shop.user("bob").must_change_password);
    let again = password.replace("31lW", "31lX");
    assert_eq!(
        till.change(&bob, &again),
        Err("AU004".to_owned()),
        "only once"
    );
}
