//! How long a session may be used, how often it changes the account, and what it shows without the password.

use egui_authenticator::domain::user::UserPatch;
use egui_authenticator::ports::Edit;
use egui_authenticator::service::ports::Setting;
use egui_authenticator::users::KeyVault;

use super::remembering::{is_right, present, remember, remembered, ticket};
use super::{HASH, NEW_HASH, Shop, Till, revision};

/// A page for everyone.
const PAGE: &str = "INSERT INTO auth_inner.setting (path, value) VALUES ('views', '1'), ('views.0.id', 'page'),
    ('views.0.title', 'Page'), ('views.0.icon', ''), ('views.0.everyone', 'true'), ('views.0.approval', ''), ('views.0.text', 'x')";

/// Has the user of a session enter the password again, and returns what the server says.
fn enter_again(till: &Till<'_>, session: &str, ticket: &str) -> String {
    let answer = format!("SELECT auth.answer({ticket}, NULL, '{HASH}', {session})");
    till.sql(&answer).expect("counted");
    for _ in 0..100 {
        let told = till.sql(&format!("SELECT auth.verdict({ticket})"));
        let told = told.expect("told");
        if !told.contains("wait") {
            return told;
        }
    }
    panic!("no word");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r74_a_session_that_has_lasted_too_long_is_of_no_use_until_the_password_is_entered() {
    let shop = Shop::open();
    shop.apply(&Edit::Set(vec![Setting::SessionsMaxHours(Some(1))]));
    shop.database.sql(PAGE);
    let till = shop.till();
    let (bob, ada) = (till.session("bob"), till.session("ada"));
    let pages = || {
        till.sql(&format!(
            "SELECT count(*) FROM auth.settings({bob}, NULL) WHERE path LIKE 'views%'"
        ))
    };
    let known = till
        .sql(&format!("SELECT {}", revision(&bob)))
        .expect("read");
    let age = |seconds: u32| {
        shop.database.sql(&format!(
            "UPDATE auth_inner.restricted_session SET began = auth_inner.now() - {seconds}"
        ));
    };
    age(3_590);
    assert_eq!(pages().as_deref(), Ok("7"));
    age(3_600);
    assert_eq!(pages().as_deref(), Ok("0"));
    for call in [
        format!("SELECT * FROM auth.notices({bob})"),
        format!("SELECT * FROM auth.activity({bob}, NULL, NULL, 10)"),
        format!("SELECT auth.own_key({bob})"),
        format!("SELECT auth.change_own({bob}, '{known}', '{{\"first_name\": \"X\"}}')"),
    ] {
        till.refused("AU002", &call);
    }
    assert_eq!(remember(&till, &bob, 1), Err("AU002".to_owned()));
    till.refused(
        "AU001",
        &format!("SELECT auth.users({ada}, '', '{{}}', 'name', 0, 10)"),
    );
    till.refused(
        "AU001",
        &format!("SELECT auth.event_counts({ada}, NULL, NULL, NULL)"),
    );
    // The window is locked, and knows whose it is.
    assert_eq!(till.look(&[&bob]), "0 bob");
    let note = format!("SELECT auth.note({bob}, 'locked')");
    assert_eq!(till.sql(&note), Ok(String::new()));
    assert!(is_right(&enter_again(&till, &bob, &ticket("again"))));
    let unchanged = format!(
        "SELECT count(*) FROM auth.settings({bob}, sha256('{known}'::bytea)) WHERE path LIKE 'views%'"
    );
    assert_eq!(
        till.sql(&unchanged).as_deref(),
        Ok("7"),
        "they are read again"
    );
    assert!(till.change(&bob, r#"{"first_name": "Rob"}"#).is_ok());
    age(3_600);
    shop.database
        .sql("DELETE FROM auth_inner.setting WHERE path = 'sessions.max_hours'");
    assert_eq!(pages().as_deref(), Ok("7"), "without a limit");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r74_the_time_of_a_remembered_session_began_when_the_password_was_entered() {
    let shop = Shop::open();
    shop.apply(&Edit::Set(vec![Setting::SessionsMaxHours(Some(2))]));
    let till = remembered(&shop, "bob");
    shop.database
        .sql("UPDATE auth_inner.remembered SET created_at = created_at - 7190");
    let session = ticket("resumed");
    assert!(is_right(&present(&till, &session, (1, 1, 2))));
    let activity = format!("SELECT count(*) FROM auth.activity({session}, NULL, NULL, 1)");
    assert_eq!(till.sql(&activity).as_deref(), Ok("1"));
    shop.database
        .sql("UPDATE auth_inner.restricted_session SET began = began - 20");
    till.refused("AU002", &activity);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn changes_of_the_own_account_do_not_push_out_records_of_the_log() {
    let shop = Shop::open();
    let till = shop.till();
    let (bob, eve) = (till.session("bob"), till.session("eve"));
    let change = |n: u32| {
        let known = revision(&bob);
        format!("SELECT auth.change_own({bob}, {known}, '{{\"last_name\": \"N{n}\"}}');\n")
    };
    let many: String = (0..130).map(change).collect();
    assert_eq!(till.sql(&many), Err("AU008".to_owned()));
    assert_eq!(shop.user("bob").name.last, "N119");
    assert_eq!(shop.count("auth_inner.event"), 120);
    assert_eq!(
        shop.count("auth_inner.past"),
        121 + 1,
        "and nothing else is changed"
    );
    let password = format!(r#"{{"password": "{NEW_HASH}"}}"#);
    assert_eq!(till.change(&bob, &password), Err("AU008".to_owned()));
    let again = till.session("bob");
    let other = till.change(&again, r#"{"picture": "/b.png"}"#);
    assert_eq!(other, Err("AU008".to_owned()), "with another session");
    assert!(till.change(&eve, r#"{"first_name": "Eva"}"#).is_ok());
    shop.database
        .sql("UPDATE auth_inner.event SET at = at - 3600");
    assert!(till.change(&bob, &password).is_ok(), "an hour later");
}

fn vault() -> KeyVault {
    let text = format!("key:a1.{}A.{}", "B".repeat(21), "C".repeat(96));
    KeyVault::parse(&text).expect("a vault")
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_key_that_the_password_opens_is_shown_only_right_after_the_password() {
    let shop = Shop::open();
    let stored = vault().to_text();
    shop.change("bob", UserPatch::key_vault(vault()));
    let till = shop.till();
    let (bob, stale, eve) = (
        till.session("bob"),
        till.stale_session("bob"),
        till.session("eve"),
    );
    let own_key = |session: &str| till.sql(&format!("SELECT 'key:' || auth.own_key({session})"));
    assert_eq!(own_key(&bob), Ok(stored.clone()));
    assert_eq!(own_key(&eve).as_deref(), Ok(""), "without a key");
    let shown = |session: &str| {
        let looked = format!("SELECT record ->> 'key_vault' FROM auth.look(ARRAY[{session}])");
        till.sql(&looked).expect("looked")
    };
    let stand_in = shown(&bob);
    assert_eq!(shown(&stale), stand_in);
    let parsed = KeyVault::parse(&stand_in).expect("the program reads it");
    assert!(parsed.key.is_some() && parsed.key != vault().key);
    // The same stands for no other key, and for none of another user.
    let another = "SELECT count(DISTINCT auth_inner.shown_key(id, key)) FROM auth_inner.account, unnest(ARRAY['a', 'b']) AS key";
    assert_eq!(shop.database.sql(another), "6");
    assert_eq!(own_key(&stale), Err("AU004".to_owned()));
    let told = enter_again(&till, &stale, &ticket("again"));
    assert!(is_right(&told), "{told}");
    assert_eq!(own_key(&stale), Ok(stored.clone()));
    till.sql(&format!("SELECT auth.note({bob}, 'pin')"))
        .expect("noted");
    assert_eq!(own_key(&bob), Err("AU004".to_owned()), "after a PIN");
    let other = shop.till();
    other.refused("AU001", &format!("SELECT auth.own_key({stale})"));
    // A computer that takes the stand-in for the key does not destroy the key.
    for key in [&stand_in, &stored] {
        let patch = format!(r#"{{"password": "{NEW_HASH}", "key_vault": "{key}"}}"#);
        assert_eq!(till.change(&stale, &patch), Err("AU005".to_owned()));
    }
    let till = remembered(&shop, "bob");
    let session = ticket("remembered");
    assert!(is_right(&present(&till, &session, (1, 1, 2))));
    till.refused("AU004", &format!("SELECT auth.own_key({session})"));
}
