//! Computers that are revoked and added again before another computer has noted that: nothing of the earlier one is left.

use std::thread;
use std::time::Duration;

use crate::commands::{Home, SERVER, Shop, join, number};

/// In whole seconds, a login that is added twice within one is added later than now.
const SECOND: Duration = Duration::from_secs(1);

/// Rows of a user in every table that lets a computer use what it had before.
fn fill(shop: &Shop, login: &str) {
    shop.sql(&format!(
        "DO $do$
        DECLARE
            id bytea := sha256(convert_to('{login}', 'UTF8'));
            short bytea := substr(id, 1, 16);
        BEGIN
            INSERT INTO auth_inner.pin (selector, login, account, credential, proof, full_at, password_at, seen_at)
                VALUES (short, '{login}', short, id, id, 1, 1, 1);
            INSERT INTO auth_inner.badge (login, proof, account, seen_at, set_at) VALUES ('{login}', id, short, 1, 1);
            INSERT INTO auth_inner.remembered (selector, login, account, state, token, created_at, used_at, expires_at)
                VALUES (short, '{login}', short, id, id, 1, 1, 9999999999);
            INSERT INTO auth_inner.restricted_session (id, login, account, state, began, seen, fresh_until)
                SELECT id, '{login}', short, id, now, now, now FROM auth_inner.now() AS now;
            INSERT INTO auth_inner.session_slot (id, account, seen, login)
                SELECT short, short, now, '{login}' FROM auth_inner.now() AS now;
        END $do$"
    ));
    assert_eq!(left(shop, login), "11111");
}

/// How many of these rows there are.
fn left(shop: &Shop, login: &str) -> String {
    let tables = [
        "pin",
        "badge",
        "remembered",
        "restricted_session",
        "session_slot",
    ];
    let count =
        |table| format!("(SELECT count(*) FROM auth_inner.{table} WHERE login = '{login}')");
    shop.sql(&format!("SELECT {}", tables.map(count).join(" || '' || ")))
}

/// What was recorded of a computer.
fn recorded(shop: &Shop, login: &str) -> String {
    shop.sql(&format!(
        "SELECT string_agg(detail, ' ' ORDER BY number) FROM auth_inner.event WHERE kind = 'store' AND whom = '{login}'"
    ))
}

/// Lets a login redeem its code without the program. In two parts, because another test looks for a verifier in the log.
fn redeem(shop: &Shop, login: &str) {
    let (salt, key) = ("A".repeat(22), "A".repeat(43));
    let redeem =
        format!("SELECT auth_join.redeem('SCRAM-SHA' || '-256$4096:{salt}==${key}=:{key}=')");
    assert_eq!(error_as(shop, login, &redeem), "");
}

/// Runs a statement as a login, and returns the error.
fn error_as(shop: &Shop, login: &str, statement: &str) -> String {
    SERVER.sql_as(login, &shop.database, statement).1
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_restricted_computer_that_is_added_again_at_once_has_nothing_of_the_earlier_one() {
    let shop = Shop::open();
    let name = format!("till{}", number());
    shop.joined_restricted(&name);
    assert_eq!(recorded(&shop, &name), "added");
    fill(&shop, &name);
    shop.revoke(&name).expect_good();
    shop.add_restricted(&name);
    redeem(&shop, &name);
    // A program that does not begin with `auth.hello` is refused.
    for refused in [
        "auth.try_pin(sha256('a'), substr(sha256('b'), 1, 16), sha256('c'), sha256('d'), NULL)",
        "auth.look(ARRAY[sha256('a')])",
        "auth.settings(NULL, NULL)",
    ] {
        let error = error_as(&shop, &name, &format!("SELECT {refused}"));
        assert!(error.contains("AU002"), "{refused}: {error}");
    }
    assert_eq!(error_as(&shop, &name, "SELECT auth.hello('0.1.0')"), "");
    assert_eq!(left(&shop, &name), "00000");
    let admitted = error_as(&shop, &name, "SELECT auth.settings(NULL, NULL)");
    assert!(admitted.contains("AU006"), "{admitted}");
    assert_eq!(recorded(&shop, &name), "added removed added");
    // It is noted once, and what it has from now on stays.
    fill(&shop, &name);
    assert_eq!(error_as(&shop, &name, "SELECT auth.hello('0.1.0')"), "");
    shop.joined(&format!("till{}", number()));
    assert_eq!(left(&shop, &name), "11111");
    assert_eq!(recorded(&shop, &name), "added removed added");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_computer_that_is_still_connected_is_not_added_again() {
    let shop = Shop::open();
    let name = format!("till{}", number());
    shop.joined_restricted(&name);
    thread::scope(|scope| {
        let connected = scope.spawn(|| error_as(&shop, &name, "SELECT pg_sleep(60)"));
        let connections = format!(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = '{name}' AND query LIKE '%sleep%'"
        );
        shop.wait_for(&connections, "1");
        shop.sql(&format!("ALTER ROLE {name} NOLOGIN"));
        shop.expect_added_before(&name);
        shop.revoke(&name).expect_good();
        assert!(!connected.join().expect("ended").is_empty());
    });
    shop.add_restricted(&name);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_trusted_computer_that_is_added_again_at_once_has_nothing_of_the_earlier_one() {
    let shop = Shop::open();
    let name = format!("till{}", number());
    let till = shop.joined(&name);
    fill(&shop, &name);
    shop.sql("UPDATE auth_inner.computer SET added_at = 1, joined_at = 2");
    shop.revoke(&name).expect_good();
    thread::sleep(SECOND);
    let [address, code] = shop.add(&name);
    join(&till, &address, &code).expect_good();
    assert_eq!(left(&shop, &name), "00000");
    assert_eq!(recorded(&shop, &name), "added removed added");
    let listed = till.run(&["--json", "store", "computers"]).json();
    let mut found = listed.as_array().expect("a list").iter();
    let found = found
        .find(|of| of["name"] == name.as_str())
        .expect("listed");
    let time = |key: &str| found[key].as_str().expect(key).to_owned();
    assert!(time("added") <= time("joined"), "{found}");
    assert!(time("added").starts_with("20"), "{found}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn another_computer_notes_that_one_was_added_again_before_it_says_hello() {
    let shop = Shop::open();
    let [name, other] = [number(), number()].map(|n| format!("till{n}"));
    shop.joined_restricted(&name);
    fill(&shop, &name);
    shop.revoke(&name).expect_good();
    thread::sleep(SECOND);
    shop.add_restricted(&name);
    redeem(&shop, &name);
    shop.joined(&other);
    assert_eq!(left(&shop, &name), "00000");
    assert_eq!(recorded(&shop, &name), "added removed added");
    fill(&shop, &name);
    assert_eq!(error_as(&shop, &name, "SELECT auth.hello('0.1.0')"), "");
    assert_eq!(left(&shop, &name), "11111");
    assert_eq!(recorded(&shop, &name), "added removed added");
    let times = format!(
        "SELECT added_at <= joined_at AND joined_at <= seen_at FROM auth_inner.computer WHERE login = '{name}'"
    );
    assert_eq!(shop.sql(&times), "t");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_computer_of_which_the_tables_know_only_when_it_joined_can_be_added_again() {
    let shop = Shop::open();
    let name = format!("till{}", number());
    shop.joined_restricted(&name);
    fill(&shop, &name);
    // As an earlier program has written it.
    shop.sql("UPDATE auth_inner.computer SET added_at = NULL, joined_at = 1");
    shop.revoke(&name).expect_good();
    let [address, code] = shop.add_restricted(&name);
    join(&Home::new(), &address, &code).expect_good();
    assert_eq!(left(&shop, &name), "00000");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_login_that_was_made_by_hand_stays_the_same_computer_and_cannot_say_that_it_was_added() {
    let shop = Shop::open();
    let name = format!("plain_till{}", number());
    shop.sql(&format!("CREATE ROLE {name} LOGIN IN ROLE auth_computer"));
    assert_eq!(error_as(&shop, &name, "SELECT auth.hello('0.1.0')"), "");
    fill(&shop, &name);
    for role in ["CURRENT_USER", "auth_computer"] {
        let comment = format!("COMMENT ON ROLE {role} IS 'egui-authenticator: added 1'");
        let error = error_as(&shop, &name, &comment);
        assert!(error.contains("ERROR"), "{error}");
    }
    assert_eq!(error_as(&shop, &name, "SELECT auth.hello('0.1.0')"), "");
    shop.joined(&format!("till{}", number()));
    assert_eq!(error_as(&shop, &name, "SELECT auth.hello('0.1.0')"), "");
    assert_eq!(left(&shop, &name), "11111");
    assert_eq!(recorded(&shop, &name), "added");
}
