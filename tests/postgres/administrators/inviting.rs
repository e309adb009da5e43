//! Addresses that may register, users who wait, and tables of all users, in plain SQL.

use egui_authenticator::ports::CredentialStore as _;

use super::{change, id, shop_with_lead, word};
use crate::own_account::{Shop, Till};

/// Returns the addresses as a trusted computer reads them.
fn listed_at(shop: &Shop) -> Vec<String> {
    let snapshot = shop.store.read().expect("read");
    let emails = snapshot.allowed_emails.iter();
    emails.map(|email| email.as_str().to_owned()).collect()
}

fn allow(till: &Till<'_>, session: &str, emails: &str) -> Result<String, String> {
    till.sql(&format!("SELECT auth.allow_emails({session}, {emails})"))
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn addresses_are_allowed_all_or_none_and_removed_however_they_are_written() {
    let shop = shop_with_lead();
    let till = shop.till();
    let bob = till.session("bob");
    let emails = "ARRAY['Zoe@example.org', 'kim@example.org', 'ZOE@example.org']";
    assert_eq!(
        allow(&till, &bob, emails),
        word(r#"{"new": 2, "word": "done"}"#)
    );
    assert_eq!(
        allow(&till, &bob, emails),
        word(r#"{"new": 0, "word": "done"}"#)
    );
    let taken = allow(
        &till,
        &bob,
        "ARRAY['new@example.org', 'EVE@example.org', 'x@example.org']",
    );
    assert_eq!(taken, word(r#"{"word": "email_taken", "other": "eve"}"#));
    let listed = format!("SELECT auth.allowed_emails({bob}, 1)");
    assert_eq!(
        till.sql(&listed),
        word(r#"{"word": "done", "total": 2, "emails": ["Zoe@example.org"]}"#)
    );
    let there = listed_at(&shop);
    assert_eq!(there, ["Zoe@example.org", "kim@example.org"]);
    // A file can have the same address twice.
    shop.database
        .sql("INSERT INTO auth_inner.email VALUES ('zoe@example.org', 90)");
    let remove = format!("SELECT auth.disallow_email({bob}, 'zOe@example.org') ->> 'word'");
    assert_eq!(till.sql(&remove), word("done"));
    assert_eq!(till.sql(&remove), word("unknown"));
    assert_eq!(listed_at(&shop), ["kim@example.org"]);
    assert_eq!(shop.events("people"), "invited, invited, uninvited");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn addresses_that_no_program_sends_are_refused() {
    let shop = shop_with_lead();
    let till = shop.till();
    let bob = till.session("bob");
    for emails in [
        "NULL",
        "'{}'::text[]",
        "ARRAY[NULL]::text[]",
        "ARRAY[ARRAY['a@example.org']]",
        "ARRAY['no address']",
        "ARRAY[repeat('a', 250) || '@example.org']",
        "ARRAY(SELECT n || '@example.org' FROM generate_series(1, 101) AS n)",
    ] {
        assert_eq!(
            allow(&till, &bob, emails),
            Err("AU005".to_owned()),
            "{emails}"
        );
    }
    let not_ascii = allow(&till, &bob, "ARRAY[chr(246) || '@example.org']");
    assert_eq!(not_ascii, Err("AU002".to_owned()));
    till.refused("AU005", &format!("SELECT auth.disallow_email({bob}, NULL)"));
    for of in ["waiting", "allowed_emails"] {
        for limit in ["NULL", "-1", "1001"] {
            till.refused("AU005", &format!("SELECT auth.{of}({bob}, {limit})"));
        }
    }
    for arguments in [
        "NULL, NULL, 10",
        "0, NULL, NULL",
        "0, NULL, 0",
        "0, NULL, 501",
    ] {
        till.refused(
            "AU005",
            &format!("SELECT auth.users_after({bob}, {arguments})"),
        );
    }
    let many = "ARRAY(SELECT sha256(n::text::bytea) FROM generate_series(1, 101) AS n)";
    till.refused(
        "AU005",
        &format!("SELECT auth.users_after({bob}, 0, {many}, 10)"),
    );
    assert_eq!(shop.count("auth_inner.email"), 0);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn invitations_are_limited_in_an_hour_all_or_none_and_leave_the_sign_in_alone() {
    let shop = shop_with_lead();
    let till = shop.till();
    let ada = till.session("ada");
    shop.database.sql(
        "SELECT auth_inner.record('people', 'ada', id, '', NULL, true, 'changed')
         FROM auth_inner.account, generate_series(1, 850) WHERE name_key = 'ada'",
    );
    let emails = |count: u32| {
        format!("ARRAY(SELECT n || '@example.org' FROM generate_series(1, {count}) AS n)")
    };
    assert_eq!(allow(&till, &ada, &emails(51)), Err("AU008".to_owned()));
    assert_eq!(shop.count("auth_inner.email"), 0);
    assert!(allow(&till, &ada, &emails(50)).is_ok());
    assert_eq!(allow(&till, &ada, &emails(51)), Err("AU008".to_owned()));
    let one = format!("SELECT auth.disallow_email({ada}, '7@example.org') ->> 'word'");
    assert_eq!(
        till.sql(&one),
        word("done"),
        "single changes have more room"
    );
    shop.database.sql(
        "SELECT auth_inner.record('people', 'ada', id, '', NULL, true, 'changed')
         FROM auth_inner.account, generate_series(1, 99) WHERE name_key = 'ada'",
    );
    let renamed = change(&till, &ada, "eve", r#"{"first_name": "Eva"}"#);
    assert_eq!(renamed, Err("AU008".to_owned()));
    // What counts for sign-ins is counted by itself.
    let can_sign_in =
        "SELECT auth_inner.limit_records(id, 1) FROM auth_inner.account WHERE name_key = 'ada'";
    assert_eq!(shop.database.sql(can_sign_in), "");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn users_who_wait_are_counted_for_those_who_manage_users_and_without_a_record_for_others() {
    let shop = shop_with_lead();
    let till = shop.till();
    let (bob, eve, stale) = (
        till.session("bob"),
        till.session("eve"),
        till.stale_session("ada"),
    );
    shop.database.sql(
        "INSERT INTO auth_inner.account (id, position, seq, name_key, record)
         SELECT substr(sha256(n::text::bytea), 1, 16), 1000 + n, 1, 'mel' || n,
            (record::jsonb || jsonb_build_object('username', 'mel' || n, 'email', null, 'pending', true))::json
         FROM auth_inner.account, generate_series(1, 30) AS n WHERE name_key = 'eve'",
    );
    let count = |session: &str| till.sql(&format!("SELECT auth.waiting({session}, 0) ->> 'total'"));
    assert_eq!([count(&bob), count(&stale)], [word("30"), word("30")]);
    assert_eq!(count(&eve), word("0"));
    assert_eq!(shop.count("auth_inner.event"), 0, "it is no refusal");
    let first = format!(
        "SELECT string_agg(of ->> 'username', ' ' ORDER BY n)
         FROM jsonb_array_elements(auth.waiting({bob}, 2) -> 'rows') WITH ORDINALITY AS r (of, n)"
    );
    assert_eq!(till.sql(&first), word("mel1 mel2"));
    shop.database.sql(
        "UPDATE auth_inner.account SET record = (record::jsonb || '{\"must_change_password\": true}')::json WHERE name_key = 'bob'",
    );
    assert_eq!(count(&bob), word("0"));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_table_of_all_users_is_read_in_parts_and_has_no_secrets() {
    let shop = shop_with_lead();
    let till = shop.till();
    let ada = till.session("ada");
    let part = |after: &str, ids: &str, limit: u32| {
        let told = till.sql(&format!(
            "SELECT auth.users_after({ada}, {after}, {ids}, {limit})"
        ));
        let told: serde_json::Value = serde_json::from_str(&told.expect("told")).expect("json");
        let names = told["rows"].as_array().expect("rows").iter();
        let names: Vec<_> = names.map(|row| row["username"].to_string()).collect();
        (names.join(" "), told["after"].clone(), told.to_string())
    };
    let (first, after, text) = part("0", "NULL", 2);
    assert_eq!(first, r#""ada" "bob""#);
    for hidden in ["$2b$", "key_vault", "session_epoch"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    let (second, end, _) = part(&after.to_string(), "NULL", 2);
    assert_eq!(
        (second.as_str(), end),
        (r#""eve""#, serde_json::Value::Null)
    );
    let ids = format!("ARRAY[{}, {}]", id(&shop, "eve"), id(&shop, "ada"));
    assert_eq!(part("0", &ids, 10).0, r#""ada" "eve""#);
}
