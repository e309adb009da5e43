//! Whose session a token opens, and for how long.

use egui_authenticator::domain::user::UserPatch;
use egui_authenticator::ports::Edit;
use egui_authenticator::users::{Email, StoredHash, Username};

use super::{NEW_HASH, Shop, Till, roles};

/// Every function that takes a session.
fn calls(token: &str) -> [String; 9] {
    [
        format!("SELECT * FROM auth.settings({token}, NULL)"),
        format!("SELECT auth.change_own({token}, sha256('1'), '{{\"first_name\": \"X\"}}')"),
        format!("SELECT * FROM auth.notices({token})"),
        format!("SELECT auth.forget_notices({token}, 1)"),
        format!("SELECT auth.own_key({token})"),
        format!("SELECT * FROM auth.activity({token}, NULL, NULL, 10)"),
        format!("SELECT auth.note({token}, 'locked')"),
        format!("SELECT auth.free_slot({token})"),
        format!("SELECT auth.answer(sha256('a ticket'), NULL, '{NEW_HASH}', {token})"),
    ]
}

fn is_ended(till: &Till<'_>, token: &str) {
    for call in calls(token) {
        till.refused("AU001", &call);
    }
    assert_eq!(till.look(&[token]), "");
    // There is nothing to end, which is no error.
    assert_eq!(
        till.sql(&format!("SELECT auth.sign_out({token})")),
        Ok(String::new())
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_token_opens_nothing_from_another_login_or_after_the_session_has_ended() {
    let shop = Shop::open();
    let (till, other) = (shop.till(), shop.till());
    let bob = till.session("bob");
    let eve = other.session("eve");
    is_ended(&till, "sha256('no token')");
    is_ended(&other, &bob);
    is_ended(&till, &eve);
    assert_eq!(
        till.look(&["sha256('x')", &bob, &eve, "NULL", "'short'", &bob]),
        "1 bob, 5 bob"
    );
    for call in calls("sha256('x')").iter().zip(calls("'short'")).skip(1) {
        till.refused("AU005", &call.1);
    }
    for tokens in ["NULL", "array_fill('x'::bytea, ARRAY[201])"] {
        till.refused("AU005", &format!("SELECT * FROM auth.look({tokens})"));
    }
    assert_eq!(
        till.sql(&format!("SELECT auth.sign_out({bob})")),
        Ok(String::new())
    );
    is_ended(&till, &bob);
    assert_eq!(other.look(&[&eve]), "0 eve", "that of another login stays");
    assert_eq!(shop.events("sign_out"), "");
    assert_eq!(
        shop.count("auth_inner.event WHERE kind = 'sign_out' AND who = 'bob' AND is_done"),
        1
    );
    assert_eq!(shop.count("auth_inner.session_slot"), 1);
}

/// What ends the session of a user, one after the other.
fn endings() -> [(&'static str, Edit); 7] {
    let another = StoredHash::parse(NEW_HASH).ok();
    let name = |name: &str| Username::parse(name).expect("a username");
    [
        ("roles", Edit::Update(vec![(name("bob"), roles(&["lead"]))])),
        (
            "password",
            Edit::Update(vec![(
                name("bob"),
                UserPatch {
                    hash: another,
                    ..UserPatch::default()
                },
            )]),
        ),
        (
            "signed out everywhere",
            Edit::Update(vec![(
                name("bob"),
                UserPatch {
                    session_epoch: Some(1),
                    ..UserPatch::default()
                },
            )]),
        ),
        (
            "disabled",
            Edit::Update(vec![(
                name("bob"),
                UserPatch {
                    disabled: Some(true),
                    ..UserPatch::default()
                },
            )]),
        ),
        (
            "pending",
            Edit::Update(vec![(
                name("bob"),
                UserPatch {
                    disabled: Some(false),
                    is_pending: Some(true),
                    ..UserPatch::default()
                },
            )]),
        ),
        (
            "another name",
            Edit::Rename {
                from: name("bob"),
                to: name("rob"),
            },
        ),
        ("removed", Edit::Remove(name("rob"))),
    ]
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r42_sessions_end_with_the_next_look_after_what_ends_them_elsewhere() {
    let shop = Shop::open();
    let till = shop.till();
    for (what, edit) in endings() {
        let user = if what == "removed" { "rob" } else { "bob" };
        if what == "another name" {
            shop.change(
                "bob",
                UserPatch {
                    is_pending: Some(false),
                    ..UserPatch::default()
                },
            );
        } else if what == "pending" {
            shop.change(
                "bob",
                UserPatch {
                    disabled: Some(false),
                    ..UserPatch::default()
                },
            );
        }
        let (bob, eve) = (till.session(user), till.session("eve"));
        assert_eq!(
            till.look(&[&bob, &eve]),
            format!("0 {user}, 1 eve"),
            "before {what}"
        );
        shop.apply(&edit);
        for call in calls(&bob) {
            till.refused("AU001", &call);
        }
        assert_eq!(till.look(&[&bob, &eve]), "1 eve", "{what}");
        // The row is gone, so that what brings the account back does not bring back the session.
        let of_bob = format!("auth_inner.restricted_session WHERE id = sha256({bob})");
        assert_eq!(shop.count(&of_bob), 0, "{what}");
        let slot = format!("auth_inner.session_slot WHERE id = substr(sha256({bob}), 1, 16)");
        assert_eq!(shop.count(&slot), 0, "{what}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_session_lasts_while_nothing_ends_it_and_ends_a_day_after_it_was_last_seen() {
    let shop = Shop::open();
    let till = shop.till();
    let bob = till.session("bob");
    let email = Email::parse("robert@example.org").ok();
    shop.change(
        "bob",
        UserPatch {
            email: Some(email),
            first_name: Some("Rob".to_owned()),
            ..UserPatch::default()
        },
    );
    shop.change("eve", roles(&["lead"]));
    assert_eq!(till.look(&[&bob]), "0 bob");
    let seen = |seconds: u32| {
        shop.database.sql(&format!(
            "UPDATE auth_inner.restricted_session SET seen = auth_inner.now() - {seconds};
            UPDATE auth_inner.session_slot SET seen = auth_inner.now() - {seconds}"
        ));
    };
    seen(86_000);
    assert_eq!(till.look(&[&bob]), "0 bob");
    let is_touched = "auth_inner.restricted_session AS s JOIN auth_inner.session_slot AS t ON t.id = substr(s.id, 1, 16)
        WHERE s.seen > auth_inner.now() - 20 AND t.seen > auth_inner.now() - 20";
    assert_eq!(shop.count(is_touched), 1, "looking touches both");
    // A parked session has no slot, and looking makes none.
    assert_eq!(
        till.sql(&format!("SELECT auth.free_slot({bob})")),
        Ok(String::new())
    );
    seen(100);
    assert_eq!(till.look(&[&bob]), "0 bob");
    assert_eq!(shop.count("auth_inner.session_slot"), 0);
    seen(86_401);
    is_ended(&till, &bob);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_computer_that_is_shut_out_does_nothing_and_has_no_session_when_it_is_added_again() {
    let shop = Shop::open();
    let till = shop.till();
    assert!(till.sql("SELECT auth.hello('0.1.0')").is_ok());
    let bob = till.session("bob");
    assert_eq!(till.look(&[&bob]), "0 bob");
    let login = &till.login;
    // A connection that is open stays so for a moment.
    shop.database.sql(&format!("ALTER ROLE {login} NOLOGIN"));
    let as_till = |statement: &str| {
        let (_, error) = shop.database.sql_as(
            "owner",
            &format!("SET SESSION AUTHORIZATION {login};\n{statement}"),
        );
        error
    };
    for call in calls(&bob).iter().map(String::as_str).chain([
        "SELECT auth.hello('0.1.0')",
        "SELECT * FROM auth.look('{}')",
        "SELECT * FROM auth.settings(NULL, NULL)",
    ]) {
        assert!(as_till(call).contains("AU002"), "{call}");
    }
    // A trusted computer notes it, and the login is added again.
    shop.database.client().migrate().expect("migrated");
    shop.database.sql(&format!(
        "UPDATE auth_inner.computer SET revoked_at = auth_inner.now() WHERE login = '{login}'"
    ));
    shop.database.sql(&format!("ALTER ROLE {login} LOGIN"));
    till.refused("AU002", &format!("SELECT * FROM auth.look(ARRAY[{bob}])"));
    assert!(till.sql("SELECT auth.hello('0.1.0')").is_ok());
    is_ended(&till, &bob);
    let added =
        format!("auth_inner.event WHERE kind = 'store' AND whom = '{login}' AND detail = 'added'");
    assert_eq!(shop.count(&added), 1);
    assert_eq!(
        shop.count(&format!(
            "auth_inner.computer WHERE login = '{login}' AND revoked_at IS NULL"
        )),
        1
    );
}
