//! Sign-ins that last over restarts: tokens that a hostile login presents.

use super::{Shop, Till};

/// The selector with this number, for SQL.
pub fn selector(number: u32) -> String {
    format!("substr(sha256('selector {number}'), 1, 16)")
}

/// The token with this number.
pub fn token(number: u32) -> String {
    format!("sha256('token of the keyring {number}')")
}

pub fn ticket(name: &str) -> String {
    format!("sha256('ticket {name}')")
}

/// Remembers the sign-in of a session under the selector and with the token of this number.
pub fn remember(till: &Till<'_>, session: &str, number: u32) -> Result<String, String> {
    till.sql(&format!(
        "SELECT auth.remember({session}, {}, sha256({}), NULL)",
        selector(number),
        token(number)
    ))
}

/// A till where the sign-in of a user is remembered with the selector and the token 1.
pub fn remembered<'a>(shop: &'a Shop, name: &str) -> Till<'a> {
    let till = shop.till();
    let session = till.session(name);
    assert_eq!(remember(&till, &session, 1), Ok(String::new()));
    till.sql(&format!("SELECT auth.sign_out({session})"))
        .expect("signed out");
    till
}

pub fn presenting(ticket: &str, (of, presented, next): (u32, u32, u32)) -> String {
    format!(
        "SELECT auth.resume({ticket}, {}, {}, sha256({}));",
        selector(of),
        token(presented),
        token(next)
    )
}

/// Presents a token, and returns the last word of the server.
pub fn present(till: &Till<'_>, ticket: &str, tokens: (u32, u32, u32)) -> String {
    till.sql(&presenting(ticket, tokens)).expect("presented");
    said(till, ticket)
}

fn said(till: &Till<'_>, ticket: &str) -> String {
    for _ in 0..100 {
        let told = till.sql(&format!("SELECT auth.resumed({ticket})"));
        let told = told.expect("told");
        if !told.contains("wait") {
            return told;
        }
    }
    panic!("no word");
}

pub fn is_right(said: &str) -> bool {
    said.contains(r#""word": "right""#)
}

pub const NONE: &str = r#"{"word": "none"}"#;

pub const REUSED: &str = r#"{"word": "reused"}"#;

fn epoch(shop: &Shop) -> String {
    shop.database
        .sql("SELECT record ->> 'session_epoch' FROM auth_inner.account WHERE name_key = 'bob'")
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r38_a_token_is_replaced_in_two_steps_and_the_session_is_not_fresh() {
    let shop = Shop::open();
    let till = remembered(&shop, "bob");
    let first = ticket("first");
    assert!(is_right(&present(&till, &first, (1, 1, 2))));
    assert_eq!(till.look(&[&first]), "0 bob");
    assert_eq!(
        till.change(&first, r#"{"email": "b@x.org"}"#),
        Err("AU004".to_owned())
    );
    assert_eq!(remember(&till, &first, 9), Err("AU004".to_owned()));
    till.refused("AU004", &format!("SELECT auth.note({first}, 'unlocked')"));
    // Killed before the keyring had the new one: the first one still signs in, without an alarm.
    assert!(is_right(&present(&till, &ticket("second"), (1, 1, 3))));
    assert!(is_right(&present(&till, &ticket("third"), (1, 2, 4))));
    assert!(is_right(&present(&till, &ticket("fourth"), (1, 4, 5))));
    assert_eq!(epoch(&shop), "0");
    assert_eq!(
        shop.count("auth_inner.event WHERE kind = 'sign_in' AND detail = 'token' AND is_done"),
        4
    );
    // The ticket is told the same again, and begins no second session.
    assert!(is_right(&present(&till, &first, (1, 4, 6))));
    assert_eq!(shop.count("auth_inner.restricted_session"), 4);
    assert_eq!(shop.count("auth_inner.session_slot"), 4);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r39_a_token_that_was_replaced_ends_all_sessions_of_the_user() {
    let shop = Shop::open();
    let till = remembered(&shop, "bob");
    let elsewhere = shop.till();
    let (bob, eve) = (elsewhere.session("bob"), elsewhere.session("eve"));
    assert_eq!(remember(&elsewhere, &bob, 7), Ok(String::new()));
    assert!(is_right(&present(&till, &ticket("a"), (1, 1, 2))));
    assert!(is_right(&present(&till, &ticket("b"), (1, 2, 3))));
    assert_eq!(present(&till, &ticket("c"), (1, 1, 4)), REUSED);
    assert_eq!(epoch(&shop), "1");
    assert_eq!(till.look(&[&ticket("a"), &ticket("b")]), "");
    assert_eq!(elsewhere.look(&[&bob, &eve]), "1 eve");
    assert_eq!(present(&elsewhere, &ticket("d"), (7, 7, 8)), NONE);
    assert_eq!(shop.count("auth_inner.remembered"), 0);
    assert_eq!(shop.events("account"), "token_reused");
    assert_eq!(
        shop.count("auth_inner.notice WHERE word = 'token_reused'"),
        1
    );
    assert_eq!(
        shop.user("bob").session_epoch,
        1,
        "trusted computers read it"
    );
    assert_eq!(present(&till, &ticket("e"), (1, 3, 4)), NONE);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_token_of_another_login_is_none_and_raises_no_alarm() {
    let shop = Shop::open();
    let till = remembered(&shop, "bob");
    let other = shop.till();
    let row = format!(
        "SELECT r FROM auth_inner.remembered AS r WHERE selector = {}",
        selector(1)
    );
    let before = shop.database.sql(&row);
    let alarm = presenting(&ticket("a"), (1, 9, 2));
    till.sql(&alarm).expect("presented");
    assert_eq!(present(&other, &ticket("b"), (1, 1, 2)), NONE);
    assert_eq!(present(&other, &ticket("c"), (1, 5, 2)), NONE);
    for stolen in [
        format!("SELECT auth.resumed({})", ticket("a")),
        presenting(&ticket("a"), (1, 1, 2)),
    ] {
        other.refused("AU005", &stolen);
    }
    let eve = other.session("eve");
    for changed in [
        format!("SELECT auth.forget({})", selector(1)),
        format!(
            "SELECT auth.mark(NULL, {}, ARRAY[substr({eve}, 1, 16)], '{{}}')",
            selector(1)
        ),
        format!(
            "SELECT auth.mark({eve}, {}, '{{}}', ARRAY[substr({eve}, 1, 16)])",
            selector(1)
        ),
        format!(
            "SELECT auth.remember({eve}, {}, sha256({}), {0})",
            selector(2),
            token(2)
        ),
    ] {
        assert_eq!(other.sql(&changed), Ok(String::new()), "{changed}");
    }
    // The selector of another login cannot be taken over either.
    other.refused(
        "AU005",
        &format!(
            "SELECT auth.remember({eve}, {}, sha256({}), {0})",
            selector(1),
            token(2)
        ),
    );
    assert_eq!(shop.database.sql(&row), before, "nothing was changed");
    assert_eq!(epoch(&shop), "0");
    assert_eq!(
        shop.count("auth_inner.restricted_session"),
        1,
        "that of eve"
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn nothing_is_told_that_can_be_rolled_back() {
    let shop = Shop::open();
    let till = remembered(&shop, "bob");
    let word = |script: &str| till.sql(script).expect("said");
    let a = ticket("a");
    let resumed = format!("SELECT auth.resumed({a});");
    let wait = r#"{"wait": 0}"#;
    let begun = word(&format!(
        "BEGIN; {} {resumed} {resumed} ROLLBACK;",
        presenting(&a, (1, 1, 2))
    ));
    assert_eq!(
        begun.lines().filter(|line| *line == wait).count(),
        2,
        "{begun}"
    );
    till.refused("AU005", &resumed);
    // In a block that is undone.
    let undone = format!(
        "DO $$ BEGIN BEGIN PERFORM auth.resume({a}, {}, {}, sha256('x')); RAISE 'undo'; EXCEPTION WHEN raise_exception THEN END;
            RAISE NOTICE '%', auth.resumed({a}); END $$",
        selector(1),
        token(1)
    );
    till.refused("AU005", &undone);
    assert_eq!(shop.count("auth_inner.presented"), 0);
    // Looked at, and rolled back.
    word(&presenting(&a, (1, 1, 2)));
    let looked = word(&format!("BEGIN; {resumed} {resumed} {resumed} ROLLBACK;"));
    assert!(!looked.contains("word"), "{looked}");
    assert_eq!(shop.count("auth_inner.restricted_session"), 0);
    assert_eq!(shop.count("auth_inner.remembered WHERE next = '{}'"), 1);
    for level in ["REPEATABLE READ", "SERIALIZABLE"] {
        till.refused(
            "25001",
            &format!("BEGIN ISOLATION LEVEL {level}; {resumed}"),
        );
    }
    assert!(is_right(&said(&till, &a)));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r39_a_copy_raises_the_alarm_also_if_the_verdict_is_never_asked_for() {
    let shop = Shop::open();
    let till = remembered(&shop, "bob");
    let probe = |name: &str, tokens| {
        till.sql(&presenting(&ticket(name), tokens))
            .expect("presented");
        let resumed = format!("SELECT auth.resumed({});", ticket(name));
        till.sql(&format!("BEGIN; {resumed} ROLLBACK"))
            .expect("rolled back");
    };
    let later = "UPDATE auth_inner.presented SET at = at - 121";
    probe("right", (1, 1, 2));
    shop.database.sql(later);
    let other = shop.till();
    other.sql("SELECT auth.hello('1.0')").expect("greeted");
    assert_eq!(
        said(&till, &ticket("right")),
        NONE,
        "too late for a session"
    );
    assert_eq!(shop.count("auth_inner.restricted_session"), 0);
    assert_eq!(shop.count("auth_inner.remembered"), 1, "the sign-in stays");
    // No flood of tokens puts the alarm off.
    let flood = format!(
        "SELECT auth.resume(sha256(n::text::bytea), {}, {}, {1}) FROM generate_series(1, 100) AS n",
        selector(9),
        token(9)
    );
    till.sql(&flood).expect("presented");
    till.refused("AU008", &presenting(&ticket("one more"), (1, 1, 2)));
    shop.database.sql(later);
    other.sql("SELECT auth.hello('1.0')").expect("greeted");
    probe("copy", (1, 9, 2));
    assert_eq!(epoch(&shop), "0");
    shop.database.sql(later);
    other.sql("SELECT auth.hello('1.0')").expect("greeted");
    assert_eq!(epoch(&shop), "1");
    assert_eq!(said(&till, &ticket("copy")), REUSED);
    assert_eq!(shop.count("auth_inner.remembered"), 0);
    shop.database
        .sql("UPDATE auth_inner.presented SET at = at - 601");
    other.sql("SELECT auth.hello('1.0')").expect("greeted");
    assert_eq!(shop.count("auth_inner.presented"), 0);
}
