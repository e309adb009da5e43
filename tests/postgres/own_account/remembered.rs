//! What ends remembered sign-ins, what else keeps a token from signing in, and what is noted of PINs.

use egui_authenticator::domain::user::UserPatch;
use egui_authenticator::ports::Edit;
use egui_authenticator::service::ports::Setting;
use egui_authenticator::users::StoredHash;

use super::remembering::{
    NONE, is_right, present, presenting, remember, remembered, selector, ticket, token,
};
use super::{NEW_HASH, Shop, roles};

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r42_a_remembered_sign_in_ends_with_what_ends_sessions() {
    let shop = Shop::open();
    let hash = StoredHash::parse(NEW_HASH).ok();
    let patch = UserPatch::default;
    let changes = [
        UserPatch { hash, ..patch() },
        UserPatch {
            session_epoch: Some(5),
            ..patch()
        },
        roles(&["lead"]),
        UserPatch {
            disabled: Some(true),
            ..patch()
        },
        UserPatch {
            disabled: Some(false),
            is_pending: Some(true),
            ..patch()
        },
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let till = shop.till();
        let bob = till.session("bob");
        assert_eq!(remember(&till, &bob, 40), Ok(String::new()));
        shop.change("bob", change);
        assert_eq!(
            present(&till, &ticket(&number.to_string()), (40, 40, 41)),
            NONE,
            "{number}"
        );
        assert_eq!(shop.count("auth_inner.remembered"), 0, "{number}");
        shop.change(
            "bob",
            UserPatch {
                disabled: Some(false),
                is_pending: Some(false),
                ..patch()
            },
        );
    }
    let till = shop.till();
    let rows: [(&str, &str); 7] = [
        ("expired", "UPDATE auth_inner.remembered SET expires_at = auth_inner.now()"),
        ("fewer days", "INSERT INTO auth_inner.setting VALUES ('cookie.expiry_days', '1');
            UPDATE auth_inner.remembered SET created_at = created_at - 86400"),
        ("hours", "DELETE FROM auth_inner.setting; INSERT INTO auth_inner.setting VALUES ('sessions.max_hours', '1');
            UPDATE auth_inner.remembered SET created_at = created_at - 3600"),
        ("a clock that was set back", "DELETE FROM auth_inner.setting;
            UPDATE auth_inner.remembered SET used_at = used_at + 400"),
        ("ended", "INSERT INTO auth_inner.ended SELECT auth_inner.remembered_of(account, state) FROM auth_inner.remembered"),
        ("the password has ended", "DELETE FROM auth_inner.ended; INSERT INTO auth_inner.ended
            SELECT sha256(auth_inner.part(id) || auth_inner.part('password'::text) || auth_inner.part(record ->> 'password'))
            FROM auth_inner.account WHERE name_key = 'bob'"),
        ("damaged", "DELETE FROM auth_inner.ended;
            UPDATE auth_inner.account SET record = (record::jsonb - 'times')::json WHERE name_key = 'bob'"),
    ];
    for (number, (why, sql)) in rows.iter().enumerate() {
        let bob = till.session("bob");
        assert_eq!(remember(&till, &bob, 50), Ok(String::new()), "{why}");
        shop.database.sql(sql);
        let name = format!("row {number}");
        assert_eq!(present(&till, &ticket(&name), (50, 50, 51)), NONE, "{why}");
        assert_eq!(shop.count("auth_inner.remembered"), 0, "{why}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn access_times_and_session_limits_hold_for_tokens_and_replace_none() {
    let shop = Shop::open();
    let till = remembered(&shop, "bob");
    let eve = shop.till();
    let eve = eve.session("eve");
    assert!(!eve.is_empty());
    shop.apply(&Edit::Set(vec![Setting::SessionsMaxUsers(Some(1))]));
    assert_eq!(
        present(&till, &ticket("a"), (1, 1, 2)),
        r#"{"word": "full"}"#
    );
    shop.apply(&Edit::Set(vec![Setting::SessionsMaxUsers(None)]));
    shop.database.sql(
        "UPDATE auth_inner.account SET record = jsonb_set(record::jsonb, '{times}', '[\"2190-01-01\",\"\",\"\"]')::json
         WHERE name_key = 'bob'",
    );
    let not_now = present(&till, &ticket("b"), (1, 1, 2));
    assert!(not_now.contains(r#""word": "not_now""#), "{not_now}");
    assert_eq!(shop.count("auth_inner.remembered WHERE next = '{}'"), 1);
    assert_eq!(
        shop.events("sign_in"),
        "session limit, outside access times"
    );
    shop.database.sql(
        "UPDATE auth_inner.account SET record = jsonb_set(record::jsonb, '{times}', '[\"\",\"\",\"\"]')::json
         WHERE name_key = 'bob'",
    );
    assert!(is_right(&present(&till, &ticket("c"), (1, 1, 2))));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn no_token_can_be_read_and_a_login_that_was_shut_out_has_none() {
    let shop = Shop::open();
    let till = remembered(&shop, "bob");
    present(&till, &ticket("a"), (1, 1, 2));
    for table in ["remembered", "presented"] {
        till.refused("42501", &format!("SELECT * FROM auth_inner.{table}"));
        till.refused("42501", &format!("COPY auth_inner.{table} TO STDOUT"));
    }
    // What a backup has opens nothing: no token, but its digest.
    let rows = shop
        .database
        .sql("TABLE auth_inner.remembered; TABLE auth_inner.presented");
    for secret in [token(1), token(2), ticket("a")] {
        let secret = shop
            .database
            .sql(&format!("SELECT encode({secret}, 'hex')"));
        assert!(!rows.contains(&secret), "{rows}");
    }
    let bob = till.session("bob");
    shop.database.sql(&format!(
        "INSERT INTO auth_inner.computer (login, revoked_at) VALUES ('{}', 1)",
        till.login
    ));
    for refused in [
        presenting(&ticket("b"), (1, 2, 3)),
        format!("SELECT auth.resumed({})", ticket("a")),
        format!(
            "SELECT auth.remember({bob}, {}, sha256('t'), NULL)",
            selector(2)
        ),
        format!("SELECT auth.forget({})", selector(1)),
        format!("SELECT auth.mark(NULL, {}, '{{}}', '{{}}')", selector(1)),
    ] {
        till.refused("AU002", &refused);
    }
    till.sql("SELECT auth.hello('1.0')").expect("added again");
    assert_eq!(shop.count("auth_inner.remembered"), 0);
    assert_eq!(present(&till, &ticket("c"), (1, 2, 3)), NONE);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r91_a_remembered_sign_in_that_has_ended_does_not_come_back_with_another_one() {
    let shop = Shop::open();
    let till = remembered(&shop, "bob");
    shop.database.sql(
        "INSERT INTO auth_inner.ended SELECT auth_inner.remembered_of(account, state) FROM auth_inner.remembered",
    );
    let other = shop.till();
    let bob = other.session("bob");
    assert_eq!(remember(&other, &bob, 2), Ok(String::new()));
    assert_eq!(present(&till, &ticket("a"), (1, 1, 3)), NONE);
    assert!(is_right(&present(&other, &ticket("b"), (2, 2, 4))));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn an_unlocking_with_a_pin_or_a_badge_is_noted_and_makes_no_session_fresh() {
    let shop = Shop::open();
    let till = shop.till();
    let note =
        |session: &str, word: &str| till.sql(&format!("SELECT auth.note({session}, '{word}')"));
    let (bob, stale) = (till.session("bob"), till.stale_session("bob"));
    for (session, word) in [
        (&bob, "pin"),
        (&till.session("bob"), "badge"),
        (&stale, "pin"),
    ] {
        assert_eq!(note(session, word), Ok(String::new()));
        // The password that was entered before no longer counts.
        assert_eq!(note(session, "unlocked"), Err("AU004".to_owned()));
    }
    let change = till.change(&bob, r#"{"email": "b@x.org"}"#);
    assert_eq!(change, Err("AU004".to_owned()));
    assert_eq!(remember(&till, &bob, 1), Err("AU004".to_owned()));
    assert_eq!(note("sha256('none')", "pin"), Err("AU001".to_owned()));
    // The server knows these by itself.
    for word in [
        "pin_set",
        "wrong pin",
        "pin spent",
        "unknown badge",
        "password",
    ] {
        assert_eq!(note(&bob, word), Err("AU002".to_owned()), "{word}");
    }
}
