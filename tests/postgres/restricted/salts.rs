//! What a computer learns before a password is entered.

use std::collections::{HashMap, HashSet};

use egui_authenticator::domain::credential::StoredHash;
use serde_json::json;

use crate::restricted::{Counter, HASH, user};

/// Returns what a computer is told for each of these names.
fn salts(counter: &Counter<'_>, names: &[String]) -> Vec<String> {
    let calls = names
        .iter()
        .map(|name| format!("SELECT auth.salt('{name}');"));
    let script = calls.collect::<Vec<_>>().join("\n");
    let (told, errors) = counter.run(&script);
    assert_eq!(errors, "");
    told.lines().map(ToOwned::to_owned).collect()
}

/// Users of whom a third has Argon2id, and another third a higher cost.
fn counter() -> Counter<'static> {
    let counter = Counter::open();
    counter.database.sql("DELETE FROM auth_inner.account");
    let users = (0..60).map(|n| {
        let salt: String = format!("{:022}", n * 7_919);
        let hash = match n % 3 {
            0 => format!(
                "$argon2id$v=19$m=65536,t=3,p=4${salt}$o/vzA4myCqZZ36bUGsDY//8mKUYNZZaR0t4MFFSs+iM"
            ),
            1 => format!("$2b$10${salt}paWxn96p36WQoeG6Lruj3vjPGga31lW"),
            _ => format!("$2b$12${salt}paWxn96p36WQoeG6Lruj3vjPGga31lW"),
        };
        user(&format!("user{n}"), &json!({ "password": hash }))
    });
    counter.add(&users.collect::<Vec<_>>());
    counter
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r85_every_name_has_a_salt_with_parameters_as_often_as_they_are_in_use() {
    let counter = counter();
    let names: Vec<_> = (0..3_000).map(|n| format!("nobody{n}")).collect();
    let told = salts(&counter, &names);
    let mut kinds = HashMap::new();
    for salt in &told {
        // A computer can compute the hash of any password with it.
        let hash = match salt.strip_prefix("$2b$") {
            Some(rest) => {
                assert!(rest.len() == 25 && ".Oeu".contains(&rest[24..]), "{salt}");
                format!("{salt}{}", "a".repeat(31))
            }
            None => format!("{salt}${}", "a".repeat(43)),
        };
        assert!(StoredHash::parse(&hash).is_ok(), "{salt}");
        let kind = salt.rsplit_once('$').map(|(kind, _)| kind.to_owned());
        let kind = if salt.starts_with("$2") {
            salt[..7].to_owned()
        } else {
            kind.expect("a kind")
        };
        *kinds.entry(kind).or_insert(0) += 1;
    }
    assert_eq!(kinds.len(), 3);
    assert!(
        kinds.values().all(|count| (500..1_600).contains(count)),
        "{kinds:?}"
    );
    assert_eq!(told.iter().collect::<HashSet<_>>().len(), told.len());
    assert_eq!(salts(&counter, &names), told, "the same every time");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r85_a_user_without_a_usable_password_and_an_unknown_name_look_alike() {
    let counter = counter();
    counter.add(&[
        user("kim", &json!({ "password": null })),
        user("ill", &json!({ "key_vault": "damaged" })),
        user("bob", &json!({ "disabled": true })),
        user("eve", &json!({ "pending": true })),
    ]);
    let names = [
        "kim",
        "ill",
        "eve@example.org",
        "nobody",
        "",
        "bob",
        "user1",
        "user1@example.org",
        "eve",
    ];
    let told = salts(&counter, &names.map(ToOwned::to_owned));
    let stored = &HASH[..29];
    let is_real: Vec<_> = told
        .iter()
        .map(|salt| salt == stored || salt.contains("0000000000000007919"))
        .collect();
    assert_eq!(
        is_real,
        [false, false, false, false, false, true, true, true, true]
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_made_up_salt_changes_as_a_whole_or_not_at_all() {
    let counter = counter();
    let names: Vec<_> = (0..300).map(|n| format!("nobody{n}")).collect();
    let before = salts(&counter, &names);
    counter.database.sql(
        "UPDATE auth_inner.account SET record = replace(record::text, '$2b$10$', '$2b$11$')::json;
         DELETE FROM auth_inner.account WHERE name_key LIKE '%7'",
    );
    counter.add(&[user("new", &json!({}))]);
    let after = salts(&counter, &names);
    let salt_of = |text: &str| text.chars().rev().take(22).collect::<String>();
    let mut changed = 0;
    for (before, after) in before.iter().zip(&after) {
        // That of a user changes with a new password, which has another salt.
        assert_eq!(
            before == after,
            salt_of(before) == salt_of(after),
            "{before} {after}"
        );
        changed += u32::from(before != after);
    }
    assert!((50..250).contains(&changed), "{changed}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn without_users_and_for_what_is_no_name_there_is_no_salt() {
    let counter = Counter::open();
    let (told, errors) =
        counter.run("SELECT auth.salt(NULL); SELECT auth.salt(repeat('a', 1025));");
    assert_eq!((&*told, errors.matches("ERROR:  AU005").count()), ("", 2));
    counter.database.sql("DELETE FROM auth_inner.account");
    let (told, errors) = counter.run("SELECT auth.salt('ada');");
    assert!(told.is_empty() && errors.contains("AU006"), "{errors}");
}
