//! The second factor, which the server checks.

use egui_authenticator::Secret;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::domain::two_factor::Totp;
use serde_json::{Value, json};

use crate::restricted::{Counter, HASH, asking, asking_with, ticket, user};
use crate::server::Server;

pub const NOW: i64 = 1_800_000_000;

const SECRET: &str = "12345678901234567890";

/// Opens a shop whose user `coded` has a second factor.
pub fn counter() -> Counter<'static> {
    let counter = Counter::open();
    let entry = "A".repeat(80);
    let record = json!({ "key_vault": format!("totp:{entry}") });
    counter.add(&[user("coded", &record)]);
    deposit(&counter, &entry);
    counter.stop_clock(NOW);
    counter
}

fn deposit(counter: &Counter<'_>, entry: &str) {
    counter.database.sql(&format!(
        "SELECT auth_inner.keep_second_factor(id, '{entry}', '{SECRET}')
         FROM auth_inner.account WHERE name_key = 'coded'"
    ));
}

/// Returns the code of a time.
pub fn code(counter: &Counter<'_>, at: i64) -> String {
    let step = at / 30;
    let query = format!("SELECT auth_inner.code_of('{SECRET}', {step})");
    counter.database.sql(&query)
}

/// Enters the right password and returns its ticket.
pub fn with_password(counter: &Counter<'_>) -> String {
    let ticket = ticket();
    let verdict = counter.told(&ticket, &asking(&ticket, "coded", &HASH));
    assert_eq!(verdict, json!({ "word": "code" }));
    ticket
}

/// Enters a code after the password with this ticket. Returns the ticket of the attempt, and the verdict.
pub fn enter(counter: &Counter<'_>, ticket: &str, code: &str) -> (String, Value) {
    let attempt = crate::restricted::ticket();
    let verdict = counter.told(&attempt, &entering(ticket, code, &attempt));
    (attempt, verdict)
}

pub fn entering(ticket: &str, code: &str, attempt: &str) -> String {
    asking_with(
        attempt,
        &format!("auth.code({ticket}, '{code}', {attempt})"),
    )
}

pub fn word(counter: &Counter<'_>, ticket: &str, code: &str) -> String {
    let (_, verdict) = enter(counter, ticket, code);
    verdict["word"].as_str().expect("a word").to_owned()
}

/// Returns the code of the error with which the server refuses a call.
pub fn refusal(counter: &Counter<'_>, call: &str) -> String {
    // A verdict may have to wait for the disk.
    let (told, errors) = counter.run(&format!("SELECT {call};").repeat(3));
    assert!(!told.contains("word"), "{call}: {told}");
    let code = errors.split("ERROR:  ").nth(1).expect("an error");
    code[..5].to_owned()
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_server_computes_the_codes_of_the_program() {
    let database = Server::shared().migrated();
    let found = database.sql(
        "SELECT encode(secret, 'hex'), step, auth_inner.code_of(secret, step)
         FROM (SELECT substr(sha256(n::text::bytea), 1, 20) AS secret, n::bigint * 7919 * 7919 % 100000000 AS step
             FROM generate_series(1, 300) AS n) AS cases",
    );
    assert_eq!(found.lines().count(), 300);
    for line in found.lines() {
        let parts: Vec<_> = line.split('|').collect();
        let [secret, step, code] = parts[..] else {
            panic!("{line}")
        };
        let digits = secret.as_bytes().chunks(2);
        let bytes: Vec<_> = digits
            .map(|pair| {
                u8::from_str_radix(std::str::from_utf8(pair).expect("digits"), 16).expect("a byte")
            })
            .collect();
        let step: u64 = step.parse().expect("a step");
        let at = Timestamp::from_seconds(i64::try_from(step).expect("small") * 30);
        let totp = Totp::from_bytes(&bytes).expect("a secret");
        assert_eq!(
            totp.step_of(&Secret::new(code.to_owned()), at),
            Some(step),
            "{line}"
        );
    }
    let spaces = "SELECT auth_inner.without_spaces(chr(8195) || ' 12' || chr(9) || '3 ' || chr(160) || '456' || chr(12288))";
    assert_eq!(database.sql(spaces), "123456");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_session_opens_with_password_and_code_and_with_nothing_less() {
    let counter = counter();
    let ticket = with_password(&counter);
    let sessions = || {
        counter
            .database
            .sql("SELECT count(*) FROM auth_inner.restricted_session")
    };
    assert_eq!((&*sessions(), &*counter.failures("coded")), ("0", "0"));
    for wrong in ["000000", "", "12345", "no code"] {
        assert_eq!(word(&counter, &ticket, wrong), "wrong_code");
        assert_eq!(counter.events(1), ["sign_in coded f wrong code"]);
    }
    assert_eq!((&*sessions(), &*counter.failures("coded")), ("0", "4"));
    let right = code(&counter, NOW);
    let (attempt, verdict) = enter(
        &counter,
        &ticket,
        &format!(" {} {} ", &right[..3], &right[3..]),
    );
    assert_eq!(verdict["word"], "right");
    assert_eq!(verdict["before"]["failures"], 4);
    let event = "sign_in coded t password and second factor";
    assert_eq!(counter.events(1), [event]);
    let token = format!("SELECT id = sha256({attempt}) FROM auth_inner.restricted_session");
    assert_eq!(
        (&*counter.database.sql(&token), &*counter.failures("coded")),
        ("t", "0")
    );
    let again = format!("auth.code({ticket}, '{right}', sha256('again'))");
    assert_eq!(
        refusal(&counter, &again),
        "AU001",
        "one password, one session"
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn without_the_secret_of_this_second_factor_there_is_no_sign_in() {
    let counter = counter();
    assert_eq!(counter.ask("coded", &HASH)["word"], "code");
    deposit(&counter, &"B".repeat(80));
    assert_eq!(counter.ask("coded", &HASH)["word"], "second_factor");
    let left = "DELETE FROM auth_inner.account WHERE name_key = 'coded'";
    counter.database.sql(left);
    counter.database.sql("SELECT auth_inner.keep_second_factor(id, 'A', '12345678901234567890') FROM auth_inner.account");
    let kept = "SELECT count(*), count(a.id) FROM auth_inner.second_factor AS f LEFT JOIN auth_inner.account AS a ON a.id = f.account";
    assert_eq!(
        counter.database.sql(kept),
        "4|4",
        "those of users who are gone are removed"
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r78_a_code_is_asked_for_again_where_the_settings_say_so() {
    let counter = counter();
    let (_, first) = enter(
        &counter,
        &with_password(&counter),
        &code(&counter, NOW - 30),
    );
    assert_eq!(first["word"], "right");
    let ticket = with_password(&counter);
    let (token, second) = enter(&counter, &ticket, &code(&counter, NOW));
    assert_eq!(second["word"], "right");
    let fresh = || {
        counter.database.sql(&format!(
            "SELECT fresh_until FROM auth_inner.restricted_session WHERE id = sha256({token})"
        ))
    };
    counter
        .database
        .sql("UPDATE auth_inner.restricted_session SET fresh_until = 0");
    assert_eq!(
        counter.ask_again(&token, &HASH)["word"],
        "right",
        "the password alone"
    );
    counter.database.sql(
        "UPDATE auth_inner.restricted_session SET fresh_until = 0;
         INSERT INTO auth_inner.setting VALUES ('two_step.reauthenticate_for', '*')",
    );
    let again = crate::restricted::ticket();
    let answer = format!("auth.answer({again}, NULL, '{}', {token})", *HASH);
    assert_eq!(
        counter.told(&again, &asking_with(&again, &answer))["word"],
        "code"
    );
    assert_eq!(word(&counter, &again, "000000"), "wrong_code");
    assert_eq!(counter.events(1), ["account coded f wrong code"]);
    assert_eq!(fresh(), "0");
    assert_eq!(word(&counter, &again, &code(&counter, NOW + 30)), "right");
    assert_eq!(fresh(), (NOW + 300).to_string());
    let sessions = "SELECT count(*) FROM auth_inner.restricted_session";
    assert_eq!(counter.database.sql(sessions), "2", "no other one");
}
