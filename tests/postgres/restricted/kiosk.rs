//! Leaving a kiosk: an attempt counts as one to sign in, and no session begins with it.

use serde_json::{Value, json};

use crate::restricted::{Counter, HASH, WRONG, asking, asking_with, ticket, user};

const NOW: i64 = 1_800_000_000;
const SECRET: &str = "12345678901234567890";

/// Opens a shop with the administrators `boss` and `coded`, who has a second factor.
fn counter() -> Counter<'static> {
    let counter = Counter::open();
    let entry = "A".repeat(80);
    counter.add(&[
        user("boss", &json!({ "roles": ["till", "admin"] })),
        user(
            "coded",
            &json!({ "roles": ["admin"], "key_vault": format!("totp:{entry}") }),
        ),
    ]);
    counter.database.sql(&format!(
        "SELECT auth_inner.keep_second_factor(id, '{entry}', '{SECRET}')
         FROM auth_inner.account WHERE name_key = 'coded'"
    ));
    counter.stop_clock(NOW);
    counter
}

fn leaving(ticket: &str, name: &str, hash: &str) -> String {
    asking_with(
        ticket,
        &format!("auth.leave_kiosk({ticket}, '{name}', '{hash}')"),
    )
}

fn leave(counter: &Counter<'_>, name: &str, hash: &str) -> Value {
    let ticket = ticket();
    counter.told(&ticket, &leaving(&ticket, name, hash))["word"].clone()
}

fn sessions(counter: &Counter<'_>) -> String {
    let both = "SELECT (SELECT count(*) FROM auth_inner.restricted_session) + (SELECT count(*) FROM auth_inner.session_slot)";
    counter.database.sql(both)
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r114_only_an_administrator_leaves_a_kiosk_and_each_attempt_is_recorded() {
    let counter = counter();
    let expected = [
        ("boss", WRONG, "wrong", "kiosk boss f wrong password"),
        ("ada", &**HASH, "wrong", "kiosk ada f not allowed"),
        ("ada", WRONG, "wrong", "kiosk ada f wrong password"),
        ("bob", &HASH, "wrong", "kiosk bob f disabled"),
        ("stranger", &HASH, "wrong", "kiosk ••• f unknown name"),
        ("boss", &HASH, "right", "kiosk boss t"),
    ];
    for (name, hash, word, event) in expected {
        assert_eq!(leave(&counter, name, hash), word, "{name}");
        assert_eq!(counter.events(1), [event]);
        assert_eq!(sessions(&counter), "0");
    }
    // The right password of a user who may not leave it counts as a wrong one; earlier failures stay.
    let failures = ["ada", "boss"].map(|name| counter.failures(name));
    assert_eq!(failures, ["2", "1"]);
    for _ in 0..4 {
        leave(&counter, "boss", WRONG);
    }
    assert_eq!(leave(&counter, "boss", &HASH), "locked");
    assert_eq!(counter.ask("boss", &HASH)["word"], "locked");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn no_session_begins_with_the_ticket_of_a_kiosk() {
    let counter = counter();
    let ticket = ticket();
    counter.told(&ticket, &leaving(&ticket, "boss", &HASH));
    let (told, errors) = counter.run(&format!(
        "SELECT auth.answer({ticket}, 'boss', '{}', NULL); SELECT auth.verdict({ticket}) ->> 'word';
         SELECT count(*) FROM auth.look(ARRAY[{ticket}]); SELECT auth.notices({ticket});",
        *HASH
    ));
    assert_eq!(told.trim(), "right\n0", "{errors}");
    assert!(errors.contains("AU001"), "{errors}");
    assert_eq!(sessions(&counter), "0");
    // Nor with the code after the password.
    let (password, code) = (crate::restricted::ticket(), crate::restricted::ticket());
    let verdict = counter.told(&password, &leaving(&password, "coded", &HASH));
    assert_eq!(verdict["word"], "code");
    let query = format!("SELECT auth_inner.code_of('{SECRET}', {})", NOW / 30);
    let right = counter.database.sql(&query);
    let enter = |digits: &str, attempt: &str| {
        let call = format!("auth.code({password}, '{digits}', {attempt})");
        counter.told(attempt, &asking_with(attempt, &call))["word"].clone()
    };
    assert_eq!(enter("000000", &crate::restricted::ticket()), "wrong_code");
    assert_eq!(counter.events(1), ["kiosk coded f wrong code"]);
    assert_eq!(enter(&right, &code), "right");
    assert_eq!(counter.events(1), ["kiosk coded t"]);
    assert_eq!(sessions(&counter), "0");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn an_attempt_that_is_not_asked_about_or_rolled_back_tells_nothing_uncounted() {
    let counter = counter();
    let ticket = ticket();
    let call = format!("SELECT auth.leave_kiosk({ticket}, 'boss', '{}');", *HASH);
    let (told, _) = counter.run(&format!(
        "BEGIN; {call} SELECT auth.verdict({ticket}); ROLLBACK;"
    ));
    assert_eq!(told.trim(), r#"{"wait": 0}"#, "nothing before the end");
    counter.run(&call);
    assert_eq!(counter.failures("boss"), "1", "counted before it is told");
    // Another computer learns nothing of it.
    let other = format!("{}_two", counter.login);
    counter.add_login(&other);
    let asked = format!("{call} SELECT auth.verdict({ticket});");
    let (told, errors) = counter.database.sql_as(&other, &asked);
    assert_eq!(told, "");
    assert_eq!(errors.matches("ERROR:  AU005").count(), 2, "{errors}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn an_attempt_to_sign_in_becomes_at_most_one_to_leave_a_kiosk() {
    let counter = counter();
    let ticket = ticket();
    counter.run(&format!(
        "SELECT auth.answer({ticket}, 'ada', '{0}', NULL); SELECT auth.leave_kiosk({ticket}, 'ada', '{0}');",
        *HASH
    ));
    let told = counter.told(&ticket, &leaving(&ticket, "ada", &HASH));
    assert_eq!(told["word"], "wrong");
    assert_eq!(
        (&*sessions(&counter), &*counter.failures("ada")),
        ("0", "1")
    );
    // The password again in a session stays that.
    let again = crate::restricted::ticket();
    let session = counter.sign_in("boss");
    counter.run(&format!(
        "SELECT auth.answer({again}, NULL, '{0}', {session}); SELECT auth.leave_kiosk({again}, 'boss', '{0}');",
        *HASH
    ));
    let kiosk = "SELECT count(*) FROM auth_inner.guess WHERE for_kiosk AND for_session IS NOT NULL";
    assert_eq!(counter.database.sql(kiosk), "0");
    counter.run(&format!("SELECT auth.sign_out({session});"));
    // Once told, it stays what it was.
    let signed_in = counter.sign_in("ada");
    let told = counter.told(&signed_in, &leaving(&signed_in, "ada", &HASH));
    assert_eq!(told["word"], "right");
    assert_eq!(sessions(&counter), "2", "the session and its slot");
    let unused = asking(&signed_in, "ada", WRONG);
    assert_eq!(counter.told(&signed_in, &unused)["word"], "right");
}
