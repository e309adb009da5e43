//! The words of verdicts, and what follows from each.

use serde_json::json;

use crate::restricted::{Counter, HASH, WRONG, user};

fn word(counter: &Counter<'_>, name: &str) -> String {
    counter.ask(name, &HASH)["word"]
        .as_str()
        .expect("a word")
        .to_owned()
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn who_knows_the_password_learns_why_there_is_no_session() {
    let counter = Counter::open();
    counter.add(&[
        user(
            "coded",
            &json!({ "key_vault": format!("totp:{}", "A".repeat(80)) }),
        ),
        user("lead", &json!({ "roles": ["lead"] })),
        user("late", &json!({ "times": ["", "2001-01-01", ""] })),
        user("old", &json!({})),
    ]);
    counter.database.sql(
        "INSERT INTO auth_inner.setting VALUES ('two_step.required_for', 'lead');
         INSERT INTO auth_inner.ended SELECT sha256(auth_inner.part(id) || auth_inner.part('password'::text)
             || auth_inner.part(record ->> 'password')) FROM auth_inner.account WHERE name_key = 'old'",
    );
    for (name, expected, event) in [
        ("eve", "pending", "sign_in eve f not approved"),
        ("late", "not_now", "sign_in late f outside access times"),
        ("old", "outdated", "sign_in old f outdated"),
        ("bob", "wrong", "sign_in bob f disabled"),
        ("kim", "wrong", "sign_in kim f no password"),
        ("nobody", "wrong", "sign_in ••• f unknown name"),
        ("eve@example.org", "wrong", "sign_in ••• f unknown name"),
    ] {
        assert_eq!(word(&counter, name), expected, "{name}");
        assert_eq!(counter.events(1), [event]);
    }
    let before = counter.events(1);
    assert_eq!(word(&counter, "coded"), "second_factor");
    assert_eq!(word(&counter, "lead"), "set_up_second_factor");
    assert_eq!(counter.events(1), before, "as at other computers");
    let times = counter.ask("late", &HASH);
    assert_eq!(times["times"], json!(["", "2001-01-01", ""]));
    for name in ["eve", "late", "old", "coded", "lead"] {
        assert_eq!(counter.failures(name), "0", "{name}");
        assert_eq!(
            counter.ask(name, WRONG),
            json!({ "word": "wrong" }),
            "{name}"
        );
    }
    let sessions = "SELECT count(*) FROM auth_inner.restricted_session";
    assert_eq!(counter.database.sql(sessions), "0");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_record_that_cannot_be_read_for_certain_opens_nothing() {
    let counter = Counter::open();
    let totp = "A".repeat(80);
    let damaged = [
        json!({ "key_vault": format!("totp:{totp} later:x") }),
        json!({ "key_vault": format!("\u{a0}totp:{totp}") }),
        json!({ "key_vault": format!(" totp:{totp}") }),
        json!({ "key_vault": format!("totp:{totp} totp:{totp}") }),
        json!({ "key_vault": "totp:" }),
        json!({ "key_vault": null }),
        json!({ "later": 1 }),
        json!({ "disabled": "false" }),
        json!({ "pending": null }),
        json!({ "times": ["", ""] }),
        json!({ "times": [null, "", ""] }),
        json!({ "session_epoch": -1 }),
        json!({ "session_epoch": 4_294_967_296_u64 }),
        json!({ "roles": [7] }),
        json!({ "password": "$2b$04$short" }),
    ];
    for (number, other) in damaged.iter().enumerate() {
        let name = format!("damaged{number}");
        counter.add(&[user(&name, other)]);
        let hash = other["password"].as_str().unwrap_or(&HASH);
        assert_eq!(counter.ask(&name, hash)["word"], "wrong", "{other}");
        assert_eq!(
            counter.events(1),
            [format!("sign_in {name} f mistake in the entry")]
        );
        counter.database.sql("DELETE FROM auth_inner.attempts");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r110_the_limits_count_sessions_of_both_kinds_of_computers() {
    let counter = Counter::open();
    counter.add(&[user("till", &json!({}))]);
    let set = |path: &str, value: &str| {
        counter.database.sql(&format!(
            "INSERT INTO auth_inner.setting VALUES ('{path}', '{value}')"
        ));
    };
    set("sessions.single", "true");
    counter.sign_in("ada");
    assert_eq!(word(&counter, "ada"), "already_in");
    assert_eq!(counter.events(1), ["sign_in ada f session limit"]);
    assert_eq!(counter.failures("ada"), "0");
    set("sessions.max_users", "1");
    assert_eq!(word(&counter, "till"), "full");
    let slots = "UPDATE auth_inner.session_slot SET seen = seen - 91";
    counter.database.sql(slots);
    counter.sign_in("till");
    let login = counter
        .database
        .sql("SELECT login FROM auth_inner.session_slot");
    assert_eq!(
        login, counter.login,
        "the one before was not seen for too long"
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r47_the_password_again_makes_a_session_fresh_and_counts_like_a_sign_in() {
    let counter = Counter::open();
    let token = counter.sign_in("ada");
    let fresh = || {
        counter
            .database
            .sql("SELECT fresh_until > auth_inner.now() + 200 FROM auth_inner.restricted_session")
    };
    counter
        .database
        .sql("UPDATE auth_inner.restricted_session SET fresh_until = 0");
    for failures in ["1", "2", "3", "4"] {
        assert_eq!(counter.ask_again(&token, WRONG), json!({ "word": "wrong" }));
        assert_eq!(counter.failures("ada"), failures);
        assert_eq!(counter.events(1), ["account ada f wrong password"]);
    }
    assert_eq!(fresh(), "f");
    let verdict = counter.ask_again(&token, &HASH);
    assert_eq!(verdict["word"], "right");
    assert_eq!((&*fresh(), &*counter.failures("ada")), ("t", "0"));
    for _ in 0..5 {
        counter.ask_again(&token, WRONG);
    }
    assert_eq!(counter.ask_again(&token, &HASH)["word"], "locked");
    assert_eq!(
        counter.ask("ada", &HASH)["word"],
        "locked",
        "under the same name"
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r42_a_session_whose_account_has_changed_takes_no_password() {
    let changes = [
        ("disabled", "true"),
        ("pending", "true"),
        ("session_epoch", "1"),
        ("roles", "[]"),
        (
            "password",
            "\"$2b$04$AfWtmmyg3n0goRqtoz7TseOAWpeFTYeDe7oY/K5/.Ltt/TRLwQdsq\"",
        ),
    ];
    for (key, value) in changes {
        let counter = Counter::open();
        let token = counter.sign_in("ada");
        counter.database.sql(&format!(
            "UPDATE auth_inner.account SET record = (record::jsonb || '{{\"{key}\": {value}}}')::json WHERE name_key = 'ada'"
        ));
        let answer = format!("SELECT auth.answer(sha256('t'), NULL, 'x', {token});");
        let (told, errors) = counter.run(&answer);
        assert!(
            told.is_empty() && errors.contains("AU001"),
            "{key}: {errors}"
        );
    }
    let counter = Counter::open();
    let token = counter.sign_in("ada");
    let answer = format!(
        "SELECT auth.answer(sha256('t'), NULL, '{}', {token});",
        *HASH
    );
    counter.run(&answer);
    counter
        .database
        .sql("DELETE FROM auth_inner.restricted_session");
    let (told, errors) = counter.run(&"SELECT auth.verdict(sha256('t'));".repeat(3));
    assert!(
        !told.contains("word") && errors.contains("AU001"),
        "ended meanwhile: {errors}"
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r42_a_login_that_was_revoked_calls_nothing() {
    let counter = Counter::open();
    let revoke = format!(
        "INSERT INTO auth_inner.computer (login, revoked_at) VALUES ('{}', 1)",
        counter.login
    );
    counter.database.sql(&revoke);
    let calls = "SELECT auth.salt('ada'); SELECT auth.answer(sha256('t'), 'ada', 'x', NULL); SELECT auth.verdict(sha256('t'));";
    let (told, errors) = counter.run(calls);
    assert_eq!(told, "");
    assert_eq!(errors.matches("ERROR:  AU002").count(), 3, "{errors}");
}
