//! Sign-ins that last over restarts: who may begin them, and the marks of locked windows.

use egui_authenticator::domain::user::UserPatch;
use egui_authenticator::ports::Edit;
use egui_authenticator::service::ports::Setting;

use super::Shop;
use super::remembering::{
    NONE, REUSED, is_right, present, remember, remembered, selector, ticket, token,
};

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn arguments_of_another_form_are_refused() {
    let shop = Shop::open();
    let till = shop.till();
    let bob = till.session("bob");
    for wrong in [
        format!("SELECT auth.remember({bob}, 'short', sha256('t'), NULL)"),
        format!("SELECT auth.remember({bob}, NULL, sha256('t'), NULL)"),
        format!(
            "SELECT auth.remember({bob}, {}, 'short', NULL)",
            selector(1)
        ),
        format!(
            "SELECT auth.remember({bob}, {}, sha256('t'), 'short')",
            selector(1)
        ),
        format!(
            "SELECT auth.resume('short', {}, sha256('t'), sha256('n'))",
            selector(1)
        ),
        format!(
            "SELECT auth.resume({bob}, {}, 't', sha256('n'))",
            selector(1)
        ),
        format!(
            "SELECT auth.resume({bob}, {}, sha256('t'), NULL)",
            selector(1)
        ),
        "SELECT auth.resumed(NULL)".to_owned(),
        format!(
            "SELECT auth.mark({bob}, {}, ARRAY['short'::bytea], '{{}}')",
            selector(1)
        ),
        format!("SELECT auth.mark({bob}, {}, NULL, '{{}}')", selector(1)),
        format!(
            "SELECT auth.mark({bob}, {}, array_fill({0}, ARRAY[65]), '{{}}')",
            selector(1)
        ),
    ] {
        till.refused("AU005", &wrong);
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn only_a_session_with_a_password_that_was_just_entered_is_remembered() {
    let shop = Shop::open();
    let till = shop.till();
    let (stale, bob) = (till.stale_session("bob"), till.session("bob"));
    assert_eq!(remember(&till, &stale, 1), Err("AU004".to_owned()));
    assert_eq!(
        remember(&till, "sha256('none')", 1),
        Err("AU001".to_owned())
    );
    assert_eq!(remember(&shop.till(), &bob, 1), Err("AU001".to_owned()));
    shop.apply(&Edit::Set(vec![Setting::RememberDays(0.0)]));
    assert_eq!(remember(&till, &bob, 1), Err("AU002".to_owned()));
    shop.apply(&Edit::Set(vec![Setting::RememberDays(0.5)]));
    assert_eq!(remember(&till, &bob, 1), Ok(String::new()));
    assert_eq!(
        remember(&till, &bob, 1),
        Ok(String::new()),
        "the same again"
    );
    assert_eq!(
        shop.count("auth_inner.remembered WHERE expires_at - created_at BETWEEN 43200 AND 43210"),
        1
    );
    let replacing = format!(
        "SELECT auth.remember({bob}, {}, sha256({}), {})",
        selector(2),
        token(2),
        selector(1)
    );
    assert_eq!(till.sql(&replacing), Ok(String::new()));
    assert_eq!(present(&till, &ticket("a"), (1, 1, 3)), NONE);
    assert!(is_right(&present(&till, &ticket("b"), (2, 2, 3))));
    for number in 10..30 {
        assert_eq!(remember(&till, &bob, number), Ok(String::new()));
    }
    assert_eq!(shop.count("auth_inner.remembered"), 16);
    assert!(is_right(&present(&till, &ticket("c"), (29, 29, 3))));
    let must_change = UserPatch {
        must_change_password: Some(true),
        ..UserPatch::default()
    };
    shop.change("bob", must_change);
    assert_eq!(remember(&till, &bob, 31), Err("AU002".to_owned()));
    assert_eq!(present(&till, &ticket("d"), (28, 28, 3)), NONE);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r71_the_mark_of_a_locked_window_is_kept_on_the_server() {
    let shop = Shop::open();
    let till = remembered(&shop, "bob");
    let mark = |session: &str, [added, removed]: [&str; 2]| {
        let list = |of: &str| match of {
            "" => "'{}'".to_owned(),
            of => format!("ARRAY[substr(sha256('{of}'), 1, 16)]"),
        };
        till.sql(&format!(
            "SELECT auth.mark({session}, {}, {}, {})",
            selector(1),
            list(added),
            list(removed)
        ))
    };
    let locked = r#"{"word": "locked", "username": "bob"}"#;
    let ok = Ok(String::new());
    let refused = |code: &str| Err(code.to_owned());
    assert_eq!(mark("NULL", ["a window", ""]), ok);
    assert_eq!(mark("NULL", ["another window", ""]), ok);
    assert_eq!(present(&till, &ticket("a"), (1, 1, 2)), locked);
    assert_eq!(mark("NULL", ["", "a window"]), refused("AU005"));
    assert_eq!(mark("sha256('none')", ["", "a window"]), refused("AU001"));
    assert_eq!(
        mark(&till.stale_session("bob"), ["", "a window"]),
        refused("AU004")
    );
    assert_eq!(
        mark(&till.session("eve"), ["", "a window"]),
        refused("AU002")
    );
    let bob = till.session("bob");
    assert_eq!(mark(&bob, ["", "a window"]), ok);
    assert_eq!(
        present(&till, &ticket("b"), (1, 1, 2)),
        locked,
        "one is left"
    );
    // No number of marks pushes the last one out.
    for _ in 0..3 {
        let flood = format!(
            "SELECT auth.mark(NULL, {}, ARRAY(SELECT substr(sha256(random()::text::bytea), 1, 16) FROM generate_series(1, 64)), '{{}}')",
            selector(1)
        );
        till.sql(&flood).expect("marked");
    }
    // Nor does any form of the array.
    let nested = format!(
        "SELECT auth.mark(NULL, {}, ARRAY[(SELECT array_agg(substr(sha256(n::text::bytea), 1, 16))
         FROM generate_series(1, 64) AS n)], '{{}}')",
        selector(1)
    );
    till.sql(&nested).expect("marked");
    assert_eq!(
        shop.count("auth_inner.remembered WHERE cardinality(locks) = 64"),
        1
    );
    assert_eq!(present(&till, &ticket("c"), (1, 1, 2)), locked);
    shop.database
        .sql("UPDATE auth_inner.remembered SET locks = '{}'");
    assert_eq!(mark(&bob, ["x", ""]), ok);
    assert_eq!(mark(&bob, ["", "x"]), ok);
    assert!(is_right(&present(&till, &ticket("d"), (1, 1, 2))));
    // Who has no right token is not told whose it is.
    assert_eq!(mark("NULL", ["x", ""]), ok);
    assert_eq!(present(&till, &ticket("e"), (1, 8, 2)), REUSED);
}
