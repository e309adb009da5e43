//! The user key and the codes of an account: what a new password does with them, and what is never shown.

use std::sync::Arc;

use egui_authenticator::domain::ended_credentials::all_of;
use egui_authenticator::domain::user::UserPatch;
use egui_authenticator::service::ports::CodeStore as _;
use egui_authenticator::store::memory::MemoryState;
use egui_authenticator::store::postgres::PostgresState;
use egui_authenticator::users::{KeyVault, StoredHash};

use super::{HASH, NEW_HASH, Shop};

/// The key of a user, wrapped with the password, and two recovery codes.
fn vault(letter: &str) -> String {
    let (salt, sealed) = (format!("{}A", letter.repeat(21)), letter.repeat(96));
    let pair = format!("{}A", letter.repeat(42));
    format!(
        "key:a1.{salt}.{sealed} code:x1.{pair}.{pair}.{sealed} code:x1.{pair}.{pair}.{}",
        "B".repeat(96)
    )
}

fn with_vault(text: &str) -> UserPatch {
    UserPatch {
        key_vault: Some(KeyVault::parse(text).expect("a vault")),
        ..UserPatch::default()
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r81_a_new_password_keeps_the_codes_only_with_a_new_key_and_never_touches_what_is_hidden() {
    let shop = Shop::open();
    let till = shop.till();
    shop.change("bob", with_vault(&vault("D")));
    let bob = till.session("bob");
    let text = || shop.user("bob").key_vault.to_text();
    let key = |letter: &str| format!("key:a1.{}A.{}", letter.repeat(21), letter.repeat(96));
    let change = |hash: &str, vault: &str| {
        till.change(
            &bob,
            &format!(r#"{{"password": "{hash}", "key_vault": "{vault}"}}"#),
        )
    };
    let hash = |n: u32| NEW_HASH.replace("31lW", &format!("31l{n}"));
    for wrong in [
        key("D"),
        format!("{} code:x1.A.A.A", key("C")),
        format!("{} totp:{}", key("C"), "A".repeat(80)),
        format!("{} reset:x", key("C")),
        "recovered:yes".to_owned(),
        "key:".to_owned(),
        key("C").replace("a1.", "a2."),
        key("C").replace('A', "B"),
        format!("{}C", key("C")),
        key("_").replace('_', "*"),
    ] {
        assert_eq!(change(&hash(1), &wrong), Err("AU005".to_owned()), "{wrong}");
    }
    let codes = vault("D")
        .split_once(' ')
        .map(|(_, codes)| codes.to_owned())
        .expect("codes");
    assert!(change(&hash(1), &key("C")).is_ok());
    assert_eq!(text(), format!("{} {codes}", key("C")));
    assert_eq!(shop.events("account"), "password_changed");
    // Without a key they end, of which the user is notified.
    let before = shop.user("bob");
    assert!(change(&hash(2), "").is_ok());
    assert_eq!(text(), "");
    assert_eq!(
        shop.events("account"),
        "password_changed, password_changed, codes_ended"
    );
    let state = PostgresState::new(shop.database.client(), Arc::new(MemoryState::default()));
    for credential in &all_of(&before) {
        assert_eq!(state.has_ended(std::slice::from_ref(credential)), Ok(true));
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r81_with_a_second_factor_a_new_password_keeps_the_key_and_what_is_hidden() {
    let shop = Shop::open();
    let till = shop.till();
    let text = || shop.user("bob").key_vault.to_text();
    let key = |letter: &str| format!("key:a1.{}A.{}", letter.repeat(21), letter.repeat(96));
    let hash = |n: u32| NEW_HASH.replace("31lW", &format!("31l{n}"));
    let whole = vault("D");
    let (_, codes) = whole.split_once(' ').expect("codes");
    // What stands for it may come back, and nothing else.
    let hidden = format!("{codes} totp:{} recovered:yes", "A".repeat(96));
    shop.change("bob", with_vault(&format!("{} {hidden}", key("D"))));
    let bob = till.session("bob");
    let shown = till.sql(&format!(
        "SELECT record ->> 'key_vault' FROM auth.look(ARRAY[{bob}])"
    ));
    let shown = shown.expect("looked");
    let change = |hash: &str, vault: &str| {
        till.change(
            &bob,
            &format!(r#"{{"password": "{hash}", "key_vault": "{vault}"}}"#),
        )
    };
    assert_eq!(change(&hash(3), ""), Err("AU002".to_owned()));
    assert_eq!(
        till.change(&bob, &format!(r#"{{"password": "{}"}}"#, hash(3))),
        Err("AU002".to_owned())
    );
    for wrong in [
        hidden.clone(),
        format!("{} totp:{}", key("C"), "B".repeat(86)),
        format!("{} {codes}", key("C")),
    ] {
        assert_eq!(change(&hash(3), &wrong), Err("AU005".to_owned()), "{wrong}");
    }
    let (_, rest) = shown.split_once(' ').expect("what stands for the key");
    assert!(change(&hash(3), &format!("{} {rest}", key("C"))).is_ok());
    assert_eq!(text(), format!("{} {hidden}", key("C")));
    assert!(till.change(&bob, r#"{"first_name": "Rob"}"#).is_ok());
    assert_eq!(text(), format!("{} {hidden}", key("C")), "as it was");
    // A key that is wrapped with an earlier password cannot be given.
    shop.change("bob", with_vault(&hidden));
    let bob = till.session("bob");
    let change = |hash: &str, vault: &str| {
        till.change(
            &bob,
            &format!(r#"{{"password": "{hash}", "key_vault": "{vault}"}}"#),
        )
    };
    assert_eq!(change(&hash(4), &key("C")), Err("AU002".to_owned()));
    assert!(change(&hash(4), "").is_ok());
    assert_eq!(text(), hidden);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r54_looking_never_gives_a_hash_a_second_factor_or_a_code() {
    let shop = Shop::open();
    let till = shop.till();
    let totp = format!("totp:{}", "E".repeat(96));
    shop.change(
        "bob",
        with_vault(&format!("{} {totp} recovered:yes", vault("D"))),
    );
    let bob = till.session("bob");
    let look = |bob: &str| {
        till.sql(&format!("SELECT record FROM auth.look(ARRAY[{bob}])"))
            .expect("looked")
    };
    let shown = look(&bob);
    let record: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
    let shown_hash = record["password"].as_str().expect("a hash");
    assert!(StoredHash::parse(shown_hash).is_ok() && shown_hash != HASH);
    let shown_vault = record["key_vault"].as_str().expect("a vault");
    let parsed = KeyVault::parse(shown_vault).expect("a vault");
    assert!(shown_vault.ends_with(" recovered:yes"), "{shown_vault}");
    assert!(parsed.codes.len() == 2 && parsed.reset.is_none());
    assert!(parsed.totp.is_some() && parsed.key.is_some());
    for hidden in ["DDDD", "EEEE", "x1.", "EixZaYVK1fsbw1ZfbX3OX"] {
        assert!(!shown.contains(hidden), "{hidden}");
    }
    assert_eq!(look(&bob), shown, "it stays the same");
    assert!(till.change(&bob, r#"{"first_name": "Rob"}"#).is_ok());
    assert!(
        look(&bob).contains(shown_hash),
        "as long as the password does"
    );
    shop.change(
        "bob",
        UserPatch {
            hash: StoredHash::parse(NEW_HASH).ok(),
            ..UserPatch::default()
        },
    );
    let bob = till.session("bob");
    assert!(!look(&bob).contains(shown_hash), "and changes with it");
    // Two users with one hash do not show that.
    let both = till.sql(&format!(
        "SELECT count(DISTINCT record ->> 'password') FROM auth.look(ARRAY[{bob}, {}])",
        till.session("eve")
    ));
    assert_eq!(both.as_deref(), Ok("2"));
    let of_others = till.sql(&format!(
        "SELECT count(*) FROM auth.look(ARRAY[{bob}]) WHERE record ->> 'username' <> 'bob'"
    ));
    assert_eq!(of_others.as_deref(), Ok("0"));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r112_a_new_password_ends_the_key_for_signing() {
    let shop = Shop::open();
    let till = shop.till();
    let bob = till.session("bob");
    shop.database.sql(
        "INSERT INTO auth_inner.signing_key SELECT id, sha256('x'), 'x' FROM auth_inner.account WHERE name_key IN ('bob', 'eve')",
    );
    assert!(till.change(&bob, r#"{"first_name": "Rob"}"#).is_ok());
    assert_eq!(shop.count("auth_inner.signing_key"), 2);
    assert!(
        till.change(&bob, &format!(r#"{{"password": "{NEW_HASH}"}}"#))
            .is_ok()
    );
    assert_eq!(
        shop.count("auth_inner.signing_key"),
        1,
        "that of another user stays"
    );
    assert_eq!(shop.events("signature"), "signing key ended");
}
