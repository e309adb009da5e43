//! Registrations at restricted computers, as a login tries them that calls the functions with whatever SQL it likes.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use egui_authenticator::users::Role;

use super::{NEW_HASH, Shop, Till, setting_rows};

/// The key vault of a new user.
const VAULT: &str = "'key:a1.' || repeat('D', 21) || 'A.' || repeat('D', 96) || ' code:x1.' || repeat('A', 43) || '.' \
    || repeat('A', 43) || '.' || repeat('A', 96)";

fn ticket() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("sha256('registration {number}')")
}

fn set(shop: &Shop, rows: &[(&str, &str)]) {
    let rows: Vec<_> = rows
        .iter()
        .map(|(path, value)| ((*path).to_owned(), (*value).to_owned()))
        .collect();
    shop.database.sql(&format!(
        "DELETE FROM auth_inner.setting WHERE path LIKE 'registration.%'; {}",
        setting_rows(&rows)
    ));
}

fn described(username: &str, email: &str) -> String {
    format!(
        r#"{{"username": "{username}", "email": "{email}", "first_name": "Zoe", "last_name": "Z", "fields": {{}}}}"#
    )
}

/// Returns the call that begins a registration.
fn call(ticket: &str, described: &str) -> String {
    format!(
        "SELECT auth.register({ticket}, substr(sha256({ticket}), 1, 16), '{described}', '{NEW_HASH}', {VAULT})"
    )
}

fn verdict(till: &Till<'_>, ticket: &str) -> String {
    for _ in 0..100 {
        let said = till.sql(&format!("SELECT auth.registered({ticket})"));
        let said = said.expect("told");
        if !said.contains("wait\"") {
            return said;
        }
    }
    panic!("no verdict");
}

/// Registers a user, and returns the word of the verdict.
fn register(till: &Till<'_>, username: &str, email: &str) -> String {
    let ticket = ticket();
    till.sql(&call(&ticket, &described(username, email)))
        .expect("counted");
    let said = verdict(till, &ticket);
    let word = said.split('"').nth(3).expect("a word");
    word.to_owned()
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn nothing_tells_whether_a_name_is_taken_before_the_try_was_counted() {
    let shop = Shop::open();
    let till = shop.till();
    set(&shop, &[("registration.mode", "open")]);
    let once = ticket();
    let begin = call(&once, &described("bob", "zoe@example.org"));
    let told = till.sql(&format!(
        "BEGIN; {begin}; SELECT auth.registered({once}); SELECT auth.registered({once}); ROLLBACK;"
    ));
    let told = told.expect("asked");
    assert!(told.contains("wait") && !told.contains("word"), "{told}");
    till.refused("AU005", &format!("SELECT auth.registered({once})"));
    assert_eq!(register(&till, "bob", "zoe@example.org"), "username_taken");
    // A thousand tries in an hour, however they end.
    shop.database
        .sql("UPDATE auth_inner.hourly SET count = 999");
    assert_eq!(register(&till, "eve", "zoe@example.org"), "username_taken");
    till.refused(
        "AU008",
        &call(&ticket(), &described("ada", "zoe@example.org")),
    );
    let other = shop.till();
    assert_eq!(register(&other, "zoe", "zoe@example.org"), "done");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_registration_makes_no_administrator_and_has_no_other_power() {
    let shop = Shop::open();
    let till = shop.till();
    set(
        &shop,
        &[
            ("registration.mode", "open"),
            ("registration.roles", "till, \"a, b\""),
        ],
    );
    let asked = described("zoe", "zoe@example.org");
    for (part, other) in [
        (r#""fields""#, r#""roles": ["admin"], "fields""#),
        (r#""fields""#, r#""pending": false, "fields""#),
        (r#""first_name": "Zoe", "#, ""),
        ("zoe@example.org", "zo\u{435}@example.org"),
        (r#""username": "zoe""#, "\"username\": \"z\u{43e}e\""),
    ] {
        let described = asked.replace(part, other);
        till.refused("AU002", &call(&ticket(), &described));
    }
    let begin = call(&ticket(), &asked);
    for (part, other) in [
        ("' code:x1.'", "' reset:x1.'"),
        ("' code:x1.'", "' totp:x1.'"),
        ("'key:a1.'", "'recovered:yes key:a1.'"),
        ("$2b$12$", "$2b$04$"),
        ("\"zoe\"", "\"z e\""),
        ("zoe@example.org", "zoe"),
        ("\"Z\"", "5"),
    ] {
        till.refused("AU005", &begin.replace(part, other));
    }
    assert_eq!(register(&till, "zoe", "zoe@example.org"), "done");
    let user = shop.user("zoe");
    let roles: Vec<_> = user.roles.iter().map(Role::as_str).collect();
    assert_eq!(roles, ["till", "a, b"]);
    assert!(!user.disabled && !user.is_pending && user.mistake.is_none());
    assert_eq!(shop.events("register"), "");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn where_mails_or_names_have_to_be_looked_at_users_register_at_trusted_computers() {
    let shop = Shop::open();
    let till = shop.till();
    // Where the roles give permissions.
    for roles in ["admin", "lead, till"] {
        set(
            &shop,
            &[
                ("registration.mode", "open"),
                ("registration.roles", roles),
                ("roles", "1"),
                ("roles.0.name", "lead"),
                ("roles.0.permissions", "1"),
                ("roles.0.permissions.0", "see_activity"),
            ],
        );
        till.refused(
            "AU002",
            &call(&ticket(), &described("eva", "eva@example.org")),
        );
        shop.database
            .sql("DELETE FROM auth_inner.setting WHERE path LIKE 'roles%'");
    }
    let told = "SELECT value FROM auth.settings(NULL, NULL) WHERE path = 'registration.mode'";
    set(
        &shop,
        &[
            ("registration.mode", "open"),
            ("registration.verify_email", "true"),
        ],
    );
    assert_eq!(till.sql(told), Ok("closed".to_owned()));
    set(&shop, &[("registration.mode", "open")]);
    assert_eq!(till.sql(told), Ok("open".to_owned()));
    // A name that could look like one in other letters.
    let name = "\u{430}lex";
    shop.database.sql(&format!(
        "UPDATE auth_inner.account SET name_key = '{name}',
            record = (record::jsonb || '{{\"username\": \"{name}\"}}')::json WHERE name_key = 'eve'"
    ));
    assert_eq!(till.sql(told), Ok("closed".to_owned()));
    till.refused(
        "AU002",
        &call(&ticket(), &described("alex", "alex@example.org")),
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r83_a_login_registers_twenty_users_in_an_hour_also_at_once() {
    let shop = Shop::open();
    let till = shop.till();
    set(&shop, &[("registration.mode", "open")]);
    let tickets: Vec<_> = (0..24).map(|_| ticket()).collect();
    for (n, ticket) in tickets.iter().enumerate() {
        till.sql(&call(
            ticket,
            &described(&format!("zoe{n}"), &format!("zoe{n}@example.org")),
        ))
        .expect("counted");
    }
    let words: Vec<_> = thread::scope(|scope| {
        let till = &till;
        let asked = tickets.chunks(6).map(|tickets| {
            scope.spawn(move || {
                tickets
                    .iter()
                    .map(|of| verdict(till, of))
                    .collect::<Vec<_>>()
            })
        });
        let asked: Vec<_> = asked.collect();
        asked
            .into_iter()
            .flat_map(|one| one.join().expect("ended"))
            .collect()
    });
    let made = words.iter().filter(|word| word.contains("done")).count();
    assert_eq!(made, 20);
    assert_eq!(shop.count("auth_inner.account"), 23);
    assert_eq!(register(&till, "max", "max@example.org"), "too_many");
    shop.database.sql(
        "UPDATE auth_inner.registration SET at = at - 3600; UPDATE auth_inner.hourly SET began = began - 3600",
    );
    assert_eq!(register(&till, "max", "max@example.org"), "done");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r84_an_address_with_an_account_changes_as_much_as_one_without() {
    let shop = Shop::open();
    let till = shop.till();
    set(&shop, &[("registration.mode", "approval")]);
    let revision = || till.sql("SELECT revision FROM auth.settings(NULL, NULL) WHERE path IS NULL");
    for (username, email) in [("zoe", "zoe@example.org"), ("max", "bob@example.org")] {
        let before = revision();
        assert_eq!(register(&till, username, email), "done", "{username}");
        assert_ne!(before, revision(), "{username}");
    }
    for address in ["bob@example.org", "eva@example.org"] {
        assert_eq!(register(&till, address, address), "username_taken");
    }
    assert_eq!(
        shop.events("register"),
        "waits for approval, waits for approval"
    );
    let pending = "auth_inner.account WHERE record ->> 'pending' = 'true'";
    assert_eq!(shop.count(pending), 2);
    // At most 200 users wait.
    shop.database.sql(
        "INSERT INTO auth_inner.account (id, position, seq, name_key, record)
         SELECT substr(sha256(n::text::bytea), 1, 16), 1000 + n, a.seq + n, 'waiting' || n,
            (a.record::jsonb || jsonb_build_object('username', 'waiting' || n, 'email', NULL))::json
         FROM generate_series(1, 198) AS n, auth_inner.account AS a WHERE a.name_key = 'zoe'",
    );
    assert_eq!(
        register(&till, "kim", "kim@example.org"),
        "too_many_waiting"
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_registration_belongs_to_its_login_and_needs_an_administrator_first() {
    let shop = Shop::open();
    let (till, other) = (shop.till(), shop.till());
    set(&shop, &[("registration.mode", "open")]);
    let once = ticket();
    let begin = call(&once, &described("zoe", "zoe@example.org"));
    till.sql(&begin).expect("counted");
    other.refused("AU005", &format!("SELECT auth.registered({once})"));
    other.refused("AU005", &begin);
    // The same once more, because the answer was lost.
    assert_eq!(till.sql(&begin), Ok(String::new()));
    assert!(verdict(&till, &once).contains("done"));
    assert_eq!(till.sql(&begin), Ok(String::new()));
    assert!(verdict(&till, &once).contains("done"));
    assert_eq!(shop.count("auth_inner.account"), 4);
    // One that was not asked about in time makes no account, and is recorded.
    let late = ticket();
    till.sql(&call(&late, &described("late", "late@example.org")))
        .expect("counted");
    shop.database
        .sql("UPDATE auth_inner.registration SET at = at - 601 WHERE verdict IS NULL");
    till.refused("AU005", &format!("SELECT auth.registered({late})"));
    till.sql("SELECT auth.hello('1.0')").expect("hello");
    assert_eq!(shop.count("auth_inner.account"), 4);
    assert_eq!(shop.events("register"), ", ended");
    // The hash is not kept beside the account.
    let kept = "auth_inner.registration WHERE request IS NOT NULL";
    assert_eq!(shop.count(kept), 0);
    shop.database
        .sql("DELETE FROM auth_inner.account; DELETE FROM auth_inner.head");
    till.refused(
        "AU002",
        &call(&ticket(), &described("max", "max@example.org")),
    );
}
