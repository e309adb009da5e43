//! What sessions try that they may not do.

use std::thread;

use super::{act, change, id, shop_with_lead, word};
use crate::own_account::NEW_HASH;

/// Every function for administrators, called in the session `X` about the account `Y`.
const CALLS: [&str; 17] = [
    "auth.users(X, '', '{}', 'name', 0, 10) ->> 'word'",
    "auth.user(X, 'ada') ->> 'word'",
    "auth.roles(X) ->> 'word'",
    "auth.change_user(X, Y, 'ab', '{\"roles\": [\"admin\"]}') ->> 'word'",
    "auth.user_action(X, Y, 'unlock', NULL) ->> 'word'",
    "auth.rename_user(X, Y, 'zoe') ->> 'word'",
    "auth.remove_user(X, Y) ->> 'word'",
    "auth.add_user(X, substr(sha256('z'), 1, 16), '{\"username\": \"zoe\", \"email\": \"zoe@example.org\", \
     \"first_name\": \"\", \"last_name\": \"\", \"roles\": [], \"fields\": {}}', 'HASH', sha256('z')) ->> 'word'",
    "auth.event_counts(X, NULL, NULL, NULL) ->> 'word'",
    "count(*) FROM auth.events(X, NULL, NULL, NULL, false, 10)",
    "count(*) FROM auth.events_of(X, Y, 10)",
    "auth.users_after(X, 0, NULL, 10) ->> 'word'",
    "auth.waiting(X, 10) ->> 'word'",
    "auth.allowed_emails(X, 10) ->> 'word'",
    "auth.allow_emails(X, ARRAY['zoe@example.org']) ->> 'word'",
    "auth.disallow_email(X, 'zoe@example.org') ->> 'word'",
    "auth.change_users(X, 'disable', NULL, ARRAY[ Y], '{}', true) ->> 'word'",
];

fn call(of: &str, session: &str, account: &str) -> String {
    let call = of.replace("HASH", NEW_HASH);
    format!(
        "SELECT {}",
        call.replace("(X", &format!("({session}"))
            .replace(" Y", &format!(" {account}"))
    )
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_session_without_permissions_gets_nothing_from_any_function() {
    let shop = shop_with_lead();
    let till = shop.till();
    let (eve, ada) = (till.session("eve"), id(&shop, "ada"));
    let before = shop.database.sql("SELECT revision FROM auth_inner.head");
    for of in CALLS {
        let nothing = if of.starts_with("count") {
            "0"
        } else {
            "not_allowed"
        };
        assert_eq!(till.sql(&call(of, &eve, &ada)), word(nothing), "{of}");
    }
    let after = shop.database.sql("SELECT revision FROM auth_inner.head");
    assert_eq!(before, after, "nothing was changed");
    assert!(shop.events("people").contains("not allowed"));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn no_session_is_one_of_another_login_and_none_that_has_ended() {
    let shop = shop_with_lead();
    let (till, other) = (shop.till(), shop.till());
    let (session, eve) = (till.session("ada"), id(&shop, "eve"));
    for of in CALLS {
        other.refused("AU001", &call(of, &session, &eve));
        till.refused("AU001", &call(of, "sha256('nothing')", &eve));
        till.refused("AU005", &call(of, "'short'::bytea", &eve));
        till.refused("AU005", &call(of, "NULL", &eve));
    }
    shop.database.sql(
        "UPDATE auth_inner.account SET record = (record::jsonb || '{\"disabled\": true}')::json WHERE name_key = 'ada'",
    );
    for of in CALLS {
        till.refused("AU001", &call(of, &session, &eve));
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r47_a_change_needs_the_password_of_the_last_minutes_and_reading_does_not() {
    let shop = shop_with_lead();
    let till = shop.till();
    let (stale, eve) = (till.stale_session("ada"), id(&shop, "eve"));
    for of in CALLS[3..8].iter().chain(&CALLS[14..]) {
        till.refused("AU004", &call(of, &stale, &eve));
    }
    let reading = [CALLS[0], CALLS[1], CALLS[2], CALLS[8]];
    for of in reading.iter().chain(&CALLS[11..14]) {
        assert_eq!(till.sql(&call(of, &stale, &eve)), word("done"), "{of}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r32_no_session_raises_itself_or_touches_a_user_with_more_permissions() {
    let shop = shop_with_lead();
    let till = shop.till();
    let bob = till.session("bob");
    for (name, patch) in [
        ("bob", r#"{"roles": ["admin"]}"#),
        ("bob", r#"{"roles": ["lead", "till"]}"#),
        ("bob", r#"{"roles": []}"#),
        ("eve", r#"{"roles": ["admin"]}"#),
        ("eve", r#"{"roles": [" admin "]}"#),
        ("ada", r#"{"roles": []}"#),
        ("ada", r#"{"first_name": "X"}"#),
        ("ada", r#"{"disabled": true}"#),
    ] {
        let made = change(&till, &bob, name, patch);
        assert_eq!(made, word("not_allowed"), "{name} {patch}");
    }
    let hash = format!("'{NEW_HASH}'");
    for (action, secret) in [
        ("unlock", "NULL"),
        ("reset", "repeat('ab', 32)"),
        ("require_change", "NULL"),
        ("sign_out", "NULL"),
        ("two_step_off", "NULL"),
        ("end_credentials", hash.as_str()),
    ] {
        let made = act(&till, &bob, ("ada", action), secret);
        assert_eq!(made, word("not_allowed"), "{action}");
    }
    for of in [CALLS[5], CALLS[6]] {
        let made = till.sql(&call(of, &bob, &id(&shop, "ada")));
        assert_eq!(made, word("not_allowed"), "{of}");
    }
    let adds = CALLS[7].replace("\"roles\": []", "\"roles\": [\"admin\"]");
    let added = till.sql(&call(&adds, &bob, &id(&shop, "ada")));
    assert_eq!(added, word("not_allowed"));
    // What the lead has may be given on.
    let made = change(&till, &bob, "eve", r#"{"roles": ["lead"]}"#);
    assert_eq!(made, word("done"));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn hidden_parts_of_a_user_are_neither_shown_nor_changed() {
    let shop = shop_with_lead();
    let till = shop.till();
    let ada = till.session("ada");
    for patch in [
        r#"{"password": "x"}"#,
        r#"{"key_vault": ""}"#,
        r#"{"session_epoch": 0}"#,
        r#"{"picture": "/x"}"#,
        r#"{"must_change_password": false}"#,
        r#"{"username": "zoe"}"#,
        r#"{"id": "00"}"#,
        r#"{"pending": true}"#,
        r#"{"pending": false, "disabled": false}"#,
        "{}",
    ] {
        assert_eq!(
            change(&till, &ada, "eve", patch),
            Err("AU002".to_owned()),
            "{patch}"
        );
    }
    for patch in [
        r#"{"disabled": 1}"#,
        r#"{"roles": "admin"}"#,
        r#"{"roles": [""]}"#,
        r#"{"times": ["x", "", ""]}"#,
        r#"{"times": ["2026-02-30", "", ""]}"#,
        r#"{"times": ["", "", "never"]}"#,
        r#"{"fields": {"a": 1}}"#,
        r#"{"first_name": 7}"#,
        r#"{"email": "no address"}"#,
    ] {
        let refused = change(&till, &ada, "eve", patch);
        assert_eq!(refused, Err("AU005".to_owned()), "{patch}");
    }
    let shown = till.sql(&format!(
        "SELECT auth.users({ada}, '', '{{}}', 'name', 0, 200)::text || auth.user({ada}, 'eve')::text"
    ));
    let shown = shown.expect("shown");
    assert!(shown.contains("eve@example.org"), "{shown}");
    for hidden in ["$2b$", "key_vault", "key:", "session_epoch", "picture"] {
        assert!(!shown.contains(hidden), "{hidden}: {shown}");
    }
    till.refused(
        "AU002",
        &format!("SELECT auth.users({ada}, '', '{{\"password\": \"x\"}}', 'name', 0, 1)"),
    );
    for arguments in [
        "'{}', 'password', 0, 1",
        "'{}', 'name', -1, 1",
        "'{}', 'name', 0, 201",
    ] {
        till.refused(
            "AU005",
            &format!("SELECT auth.users({ada}, '', {arguments})"),
        );
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r51_an_administrator_who_can_sign_in_remains_also_if_two_are_changed_at_once() {
    let shop = shop_with_lead();
    let till = shop.till();
    let ada = till.session("ada");
    assert_eq!(
        change(&till, &ada, "ada", r#"{"roles": []}"#),
        word("last_administrator")
    );
    assert_eq!(
        change(&till, &ada, "ada", r#"{"disabled": true}"#),
        word("own_account")
    );
    assert_eq!(
        change(&till, &ada, "eve", r#"{"roles": ["admin"]}"#),
        word("done")
    );
    let eve = till.session("eve");
    let made = thread::scope(|scope| {
        let calls = [(&ada, "eve"), (&eve, "ada")].map(|(session, name)| {
            let till = &till;
            scope.spawn(move || change(till, session, name, r#"{"roles": []}"#))
        });
        calls.map(|call| call.join().expect("no panic"))
    });
    let done = made.iter().filter(|made| **made == word("done")).count();
    assert_eq!(done, 1, "{made:?}");
    let admins = "SELECT count(*) FROM auth_inner.listed WHERE 'admin' = ANY (roles)";
    assert_eq!(shop.database.sql(admins), "1");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_change_decided_on_an_earlier_state_is_refused() {
    let shop = shop_with_lead();
    let till = shop.till();
    let (ada, eve) = (till.session("ada"), id(&shop, "eve"));
    let state = format!("SELECT auth.user({ada}, 'eve') -> 'row' ->> 'state'");
    let state = till.sql(&state).expect("a state");
    let patch = |name: &str| {
        format!(
            "SELECT auth.change_user({ada}, {eve}, '{state}', '{{\"first_name\": \"{name}\"}}') ->> 'word'"
        )
    };
    assert_eq!(till.sql(&patch("One")), word("done"));
    till.refused("AU003", &patch("Two"));
    assert_eq!(shop.user("eve").name.first, "One");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn what_a_second_person_approves_is_refused_here() {
    let shop = shop_with_lead();
    shop.database.sql(
        "INSERT INTO auth_inner.setting (path, value) VALUES ('approvals', '2'),
            ('approvals.0.action', 'users.delete'), ('approvals.1.action', 'users.give_permissions')",
    );
    let till = shop.till();
    let ada = till.session("ada");
    let removed = till.sql(&call(CALLS[6], &ada, &id(&shop, "eve")));
    assert_eq!(removed, word("approval_required"));
    let given = change(&till, &ada, "eve", r#"{"roles": ["lead"]}"#);
    assert_eq!(given, word("approval_required"));
    let given = change(&till, &ada, "eve", r#"{"roles": ["clerk"]}"#);
    assert_eq!(given, word("done"));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn refusals_do_not_fill_the_log() {
    let shop = shop_with_lead();
    let till = shop.till();
    let eve = till.session("eve");
    let many = format!("SELECT auth.roles({eve}) ->> 'word';").repeat(130);
    assert_eq!(till.sql(&many), Err("AU008".to_owned()));
    assert_eq!(
        shop.count("auth_inner.event WHERE detail = 'not allowed'"),
        120
    );
    let verified = till.session("ada");
    let broken =
        format!("SELECT auth.event_counts({verified}, NULL, NULL, NULL) ->> 'broken' IS NULL");
    assert_eq!(till.sql(&broken), word("t"));
}
