//! Changes of several users in one call, in plain SQL.

use egui_authenticator::users::Role;
use serde_json::{Value, json};

use super::{change, id, shop_with_lead, word};
use crate::own_account::{Shop, Till};

/// A change of several users as SQL: its kind and role, and whether it is confirmed.
struct Bulk<'a>(&'a str, Option<&'a str>, bool);

impl Bulk<'_> {
    fn call(&self, session: &str, users: &[String], digests: &str, tickets: &str) -> String {
        let Self(kind, role, is_confirmed) = self;
        let role = role.map_or_else(|| "NULL".to_owned(), |role| format!("'{role}'"));
        let users = users.join(", ");
        format!(
            "auth.change_users({session}, '{kind}', {role}, ARRAY[{users}]::bytea[], {digests}, {is_confirmed}, {tickets})"
        )
    }

    /// Makes the change, and returns what is told.
    fn make(&self, till: &Till<'_>, session: &str, names: &[&str]) -> Value {
        let users: Vec<_> = names.iter().map(|name| id(till.shop, name)).collect();
        let digests = match self.0 {
            "new_code" => digests(users.len()),
            _ => "'{}'".to_owned(),
        };
        let told = till.sql(&format!(
            "SELECT {}",
            self.call(session, &users, &digests, "'{}'")
        ));
        serde_json::from_str(&told.expect("told")).expect("a document")
    }
}

fn digests(count: usize) -> String {
    let digests: Vec<_> = (0..count).map(|n| format!("sha256('code {n}')")).collect();
    format!("ARRAY[{}]::bytea[]", digests.join(", "))
}

fn done(changed: u32, unchanged: u32, refused: &Value) -> Value {
    json!({ "word": "done", "changed": changed, "unchanged": unchanged, "refused": refused })
}

/// Adds users like `eve`, with the names `clerk1` and so on.
fn fill(shop: &Shop, count: usize) -> Vec<String> {
    shop.database.sql(&format!(
        "INSERT INTO auth_inner.account (id, position, seq, name_key, record)
         SELECT substr(sha256(n::text::bytea), 1, 16), 1000 + n, head.seq, 'clerk' || n,
            (eve.record::jsonb || jsonb_build_object('username', 'clerk' || n, 'email', 'clerk' || n || '@example.org'))::json
         FROM auth_inner.head, auth_inner.account AS eve, generate_series(1, {count}) AS n WHERE eve.name_key = 'eve'"
    ));
    (1..=count)
        .map(|n| format!("substr(sha256('{n}'), 1, 16)"))
        .collect()
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn several_users_are_changed_in_one_transaction_with_one_record_each() {
    let shop = shop_with_lead();
    let till = shop.till();
    let (ada, eve) = (till.session("ada"), till.session("eve"));
    let before = shop.count("auth_inner.past");
    let told = Bulk("disable", None, false).make(&till, &ada, &["bob", "eve", "ada"]);
    assert_eq!(told, done(2, 0, &json!([[2, "own_account"]])));
    assert_eq!(shop.count("auth_inner.past"), before + 1, "one revision");
    assert!(shop.user("bob").disabled && shop.user("eve").disabled);
    assert_eq!(till.look(&[&eve]), "", "the session has ended");
    assert_eq!(
        shop.events("people"),
        "several users: disable 2, disabled, disabled"
    );
    let again = Bulk("disable", None, false).make(&till, &ada, &["bob", "eve"]);
    assert_eq!(again, done(0, 2, &json!([])));
    assert_eq!(
        shop.count("auth_inner.past"),
        before + 1,
        "nothing to change"
    );
    let told = Bulk("give_role", Some(" clerk "), false).make(&till, &ada, &["bob", "eve"]);
    assert_eq!(told, done(2, 0, &json!([])));
    let told = Bulk("take_role", Some("lead"), false).make(&till, &ada, &["bob", "eve"]);
    assert_eq!(told, done(1, 1, &json!([])));
    let roles = shop.user("bob").roles;
    assert_eq!(
        roles.iter().map(Role::as_str).collect::<Vec<_>>(),
        ["clerk"]
    );
    let told = Bulk("new_code", None, false).make(&till, &ada, &["bob", "eve"]);
    assert_eq!(told, done(2, 0, &json!([])));
    assert!(shop.user("eve").key_vault.reset.is_some());
    assert_eq!(
        shop.count("auth_inner.notice WHERE word = 'reset_started'"),
        2
    );
    assert!(
        shop.events("people")
            .ends_with("several users: new_code 2, reset_started, reset_started")
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r32_a_session_changes_no_user_with_more_permissions_among_others() {
    let shop = shop_with_lead();
    let till = shop.till();
    let (bob, ada) = (till.session("bob"), till.session("ada"));
    for kind in ["disable", "new_code"] {
        let told = Bulk(kind, None, true).make(&till, &bob, &["ada", "eve"]);
        assert_eq!(told, done(1, 0, &json!([[0, "not_allowed"]])), "{kind}");
    }
    for (role, names) in [("admin", ["eve"]), ("lead", ["eve"]), (" admin ", ["ada"])] {
        let told = Bulk("give_role", Some(role), true).make(&till, &bob, &names);
        assert_eq!(told["word"], "not_allowed", "{role}");
    }
    let told = Bulk("take_role", Some("admin"), true).make(&till, &bob, &["ada"]);
    assert_eq!(told, done(0, 0, &json!([[0, "not_allowed"]])));
    let told = Bulk("give_role", Some("till"), false).make(&till, &bob, &["bob"]);
    assert_eq!(told, done(0, 0, &json!([[0, "own_account"]])));
    assert_eq!(
        shop.count("auth_inner.event WHERE detail = 'not allowed' AND whom = 'ada'"),
        3
    );
    let told = Bulk("give_role", Some("lead"), true).make(&till, &ada, &["eve"]);
    assert_eq!(told["word"], "done", "an administrator may");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r96_permissions_for_several_users_are_confirmed() {
    let shop = shop_with_lead();
    let till = shop.till();
    let ada = till.session("ada");
    for (kind, role) in [("give_role", Some("lead")), ("give_role", Some("admin"))] {
        let told = Bulk(kind, role, false).make(&till, &ada, &["eve"]);
        assert_eq!(told["word"], "unconfirmed", "{kind}");
    }
    assert_eq!(
        change(&till, &ada, "bob", r#"{"disabled": true}"#),
        word("done")
    );
    let told = Bulk("enable", None, false).make(&till, &ada, &["eve", "bob"]);
    assert_eq!(told["word"], "unconfirmed");
    assert!(shop.user("bob").disabled);
    let told = Bulk("enable", None, false).make(&till, &ada, &["eve"]);
    assert_eq!(told, done(0, 1, &json!([])), "a user without permissions");
    let told = Bulk("enable", None, true).make(&till, &ada, &["eve", "bob"]);
    assert_eq!(told, done(1, 1, &json!([])));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r51_several_changes_do_not_take_away_the_last_administrator_together() {
    let shop = shop_with_lead();
    let till = shop.till();
    let ada = till.session("ada");
    let told = Bulk("give_role", Some("admin"), true).make(&till, &ada, &["eve", "bob"]);
    assert_eq!(told["changed"], 2);
    shop.database.sql(
        "UPDATE auth_inner.account SET record = (record::jsonb || '{\"disabled\": true}')::json WHERE name_key = 'bob'",
    );
    let eve = till.session("eve");
    let told = Bulk("take_role", Some("admin"), false).make(&till, &eve, &["ada", "bob"]);
    assert_eq!(told, done(2, 0, &json!([])), "Eve remains");
    shop.database.sql(
        "UPDATE auth_inner.account SET record = (record::jsonb || '{\"roles\": [\"admin\"], \"disabled\": false}')::json
            WHERE name_key IN ('ada', 'bob');
         UPDATE auth_inner.account SET record = (record::jsonb || '{\"times\": [\"\", \"2099-12-31\", \"\"]}')::json
            WHERE name_key = 'eve'",
    );
    // Eve is limited to days: of the others, one has to remain.
    let told = Bulk("disable", None, false).make(&till, &eve, &["ada", "bob"]);
    assert_eq!(told, done(1, 0, &json!([[1, "last_administrator"]])));
    assert!(!shop.user("bob").disabled);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn users_who_are_gone_damaged_or_without_a_password_are_named() {
    let shop = shop_with_lead();
    let till = shop.till();
    let ada = till.session("ada");
    let gone = id(&shop, "eve");
    shop.database
        .sql("DELETE FROM auth_inner.account WHERE name_key = 'eve'");
    fill_from(&shop, "bob", "kim", r#"{"password": null}"#);
    fill_from(&shop, "bob", "zoe", r#"{"roles": 7}"#);
    let users = [gone, id(&shop, "kim"), id(&shop, "zoe"), id(&shop, "bob")];
    let call = Bulk("new_code", None, false).call(&ada, &users, &digests(4), "'{}'");
    let told = till.sql(&format!("SELECT {call} -> 'refused'"));
    assert_eq!(
        told,
        word(r#"[[0, "unknown"], [1, "no_password"], [2, "entry_mistake"]]"#)
    );
}

fn fill_from(shop: &Shop, like: &str, name: &str, changes: &str) {
    shop.database.sql(&format!(
        "INSERT INTO auth_inner.account (id, position, seq, name_key, record)
         SELECT substr(sha256('{name}'), 1, 16), (SELECT max(position) + 1 FROM auth_inner.account), 1, '{name}',
            (record::jsonb || '{{\"username\": \"{name}\", \"email\": \"{name}@example.org\"}}' || '{changes}')::json
         FROM auth_inner.account WHERE name_key = '{like}'"
    ));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn what_no_program_asks_for_is_refused() {
    let shop = shop_with_lead();
    let till = shop.till();
    let ada = till.session("ada");
    let eve = id(&shop, "eve");
    for (kind, role, users, digests, confirmed) in [
        ("remove", "NULL", "ARRAY[EVE]", "'{}'", "true"),
        ("disable", "'till'", "ARRAY[EVE]", "'{}'", "true"),
        ("give_role", "NULL", "ARRAY[EVE]", "'{}'", "true"),
        ("give_role", "''", "ARRAY[EVE]", "'{}'", "true"),
        ("give_role", "U&'a\\202Eb'", "ARRAY[EVE]", "'{}'", "true"),
        (
            "give_role",
            "repeat('x', 201)",
            "ARRAY[EVE]",
            "'{}'",
            "true",
        ),
        ("disable", "NULL", "'{}'", "'{}'", "true"),
        ("disable", "NULL", "NULL", "'{}'", "true"),
        ("disable", "NULL", "ARRAY[EVE, NULL]", "'{}'", "true"),
        ("disable", "NULL", "ARRAY[EVE, EVE]", "'{}'", "true"),
        ("disable", "NULL", "ARRAY[EVE, 'short']", "'{}'", "true"),
        ("disable", "NULL", "ARRAY[ARRAY[EVE]]", "'{}'", "true"),
        (
            "disable",
            "NULL",
            "ARRAY[EVE]",
            "ARRAY[sha256('x')]",
            "true",
        ),
        ("new_code", "NULL", "ARRAY[EVE]", "'{}'", "true"),
        ("new_code", "NULL", "ARRAY[EVE]", "NULL", "true"),
        ("new_code", "NULL", "ARRAY[EVE]", "ARRAY['short']", "true"),
        ("disable", "NULL", "ARRAY[EVE]", "'{}'", "NULL"),
        (
            "disable",
            "NULL",
            "ARRAY(SELECT substr(sha256(n::text::bytea), 1, 16) FROM generate_series(1, 101) AS n)",
            "'{}'",
            "true",
        ),
    ] {
        let users = users.replace("EVE", &eve);
        till.refused(
            "AU005",
            &format!(
                "SELECT auth.change_users({ada}, '{kind}', {role}, {users}::bytea[], {digests}::bytea[], {confirmed})"
            ),
        );
    }
    assert!(!shop.user("eve").disabled);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r47_the_session_and_the_password_are_checked_as_for_one_user() {
    let shop = shop_with_lead();
    let (till, other) = (shop.till(), shop.till());
    let (ada, stale, eve) = (
        till.session("ada"),
        till.stale_session("ada"),
        till.session("eve"),
    );
    let users = [id(&shop, "bob")];
    let call = |session: &str| {
        let call = Bulk("disable", None, false).call(session, &users, "'{}'", "'{}'");
        format!("SELECT {call} ->> 'word'")
    };
    till.refused("AU004", &call(&stale));
    other.refused("AU001", &call(&ada));
    till.refused("AU001", &call("sha256('nothing')"));
    till.refused("AU005", &call("'short'::bytea"));
    assert_eq!(till.sql(&call(&eve)), word("not_allowed"));
    assert!(!shop.user("bob").disabled);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn changes_of_many_users_are_limited_in_an_hour_and_leave_room_to_sign_in() {
    let shop = shop_with_lead();
    let till = shop.till();
    let ada = till.session("ada");
    let users = fill(&shop, 1000);
    let call = |kind: &str, part: usize| {
        let users = &users[100 * part..100 * (part + 1)];
        let call = Bulk(kind, None, false).call(&ada, users, "'{}'", "'{}'");
        format!("SELECT {call} ->> 'changed'")
    };
    let begun = std::time::Instant::now();
    for part in 0..8 {
        assert_eq!(till.sql(&call("disable", part)), word("100"));
    }
    println!("100 users: {:?}", begun.elapsed() / 8);
    till.refused("AU008", &call("disable", 8));
    let disabled = shop.count("auth_inner.listed WHERE state = 8");
    assert_eq!(disabled, 800, "nothing is changed");
    assert_eq!(shop.count("auth_inner.event WHERE who = 'ada'"), 808);
    // What is limited to 120 in an hour is still possible.
    let own = till.change(&ada, r#"{"first_name": "Ada"}"#);
    assert!(own.is_ok(), "{own:?}");
    assert_eq!(
        change(&till, &ada, "eve", r#"{"disabled": true}"#),
        word("done")
    );
    shop.database
        .sql("UPDATE auth_inner.event SET at = at - 3600");
    assert_eq!(till.sql(&call("disable", 8)), word("100"));
}
