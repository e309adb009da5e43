//! Setting up the second factor while signing in: what a login can do with whatever SQL it likes.

use serde_json::{Value, json};

use crate::restricted::codes::refusal;
use crate::restricted::factors::{
    NOW, SECRET, call, code, count, counter, kept, set_up, vault, with_totp,
};
use crate::restricted::{Counter, HASH, WRONG, asking, asking_with, ticket};

/// Enters the password of a user who has to set up two-step sign-in, and returns the ticket.
fn awaited(counter: &Counter<'_>) -> String {
    let ticket = ticket();
    let verdict = counter.told(&ticket, &asking(&ticket, "pia@example.org", &HASH));
    let expected = json!({ "word": "set_up_second_factor", "username": "pia" });
    assert_eq!(verdict, expected);
    ticket
}

fn setting_up(ticket: &str, attempt: &str, vault: &str, code: &str) -> String {
    format!("auth.set_up_two_step({ticket}, {attempt}, '{vault}', '{SECRET}', '{code}')")
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn who_has_to_set_up_a_second_factor_signs_in_with_it_once() {
    let counter = counter();
    let setting = "INSERT INTO auth_inner.setting VALUES ('two_step.required_for', 'lead')";
    counter.database.sql(setting);
    assert_eq!(counter.ask("pia", WRONG), json!({ "word": "wrong" }));
    let (ticket, late) = (awaited(&counter), awaited(&counter));
    let code = code(&counter, SECRET, NOW);
    let attempt = crate::restricted::ticket();
    let right = |ticket: &str, attempt: &str| setting_up(ticket, attempt, &with_totp('D'), &code);
    for (call, refused) in [
        (right("sha256('invented')", &attempt), "AU001"),
        (right(&ticket, &ticket), "AU005"),
        (right(&ticket, "NULL"), "AU005"),
        (right("NULL", &attempt), "AU005"),
        (setting_up(&ticket, &attempt, &vault('D'), &code), "AU005"),
        (format!("auth.code({ticket}, '{code}', {attempt})"), "AU001"),
    ] {
        assert_eq!(refusal(&counter, &call), refused, "{call}");
    }
    let wrong = setting_up(&ticket, &attempt, &with_totp('D'), "000000");
    assert_eq!(call(&counter, &wrong), "wrong_code");
    assert_eq!(
        (
            &*kept(&counter, "pia"),
            &*count(&counter, "restricted_session")
        ),
        ("", "0")
    );
    let (told, _) = counter.run(&format!("SELECT {};", right(&ticket, &attempt)));
    let told: Value = serde_json::from_str(&told).expect("an answer");
    assert_eq!(told["word"], "right");
    assert_eq!(told["before"]["failures"], 1);
    let events = [
        "sign_in pia t password and second factor",
        "account pia t two_step_on",
    ];
    assert_eq!(counter.events(2), events);
    assert_eq!(counter.failures("pia"), "0");
    let (again, _) = counter.run(&format!("SELECT {};", right(&ticket, &attempt)));
    let again: Value = serde_json::from_str(&again).expect("an answer");
    assert_eq!(again, told, "the reply was lost");
    assert_eq!(count(&counter, "restricted_session"), "1");
    for call in [
        right(&ticket, "sha256('another attempt')"),
        right(&late, "sha256('another ticket')"),
    ] {
        assert_eq!(refusal(&counter, &call), "AU001", "one session");
    }
    let look = format!("SELECT record ->> 'username' FROM auth.look(ARRAY[{attempt}]::bytea[])");
    assert_eq!(counter.run(&look).0, "pia");
    assert_eq!(kept(&counter, "pia"), with_totp('D'));
    assert_eq!(counter.ask("pia", &HASH), json!({ "word": "code" }));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_set_up_ends_after_ten_minutes_and_with_any_change_of_the_account() {
    let counter = counter();
    let setting = "INSERT INTO auth_inner.setting VALUES ('two_step.required_for', 'lead'), ('sessions.single', 'true')";
    counter.database.sql(setting);
    let right = |ticket: &str, at: i64| {
        let code = code(&counter, SECRET, at);
        setting_up(ticket, &crate::restricted::ticket(), &with_totp('D'), &code)
    };
    let first = awaited(&counter);
    counter.set_clock(NOW + 600);
    assert_eq!(refusal(&counter, &right(&first, NOW + 600)), "AU001");
    let changed = awaited(&counter);
    counter.database.sql(
        "UPDATE auth_inner.account SET record = jsonb_set(record::jsonb, '{first_name}', '\"Pia\"')::json WHERE name_key = 'pia'",
    );
    assert_eq!(refusal(&counter, &right(&changed, NOW + 600)), "AU001");
    let other = awaited(&counter);
    let another = format!("{}_two", counter.login);
    counter.add_login(&another);
    let (_, errors) = counter
        .database
        .sql_as(&another, &format!("SELECT {};", right(&other, NOW + 600)));
    assert!(errors.contains("AU001"), "another login: {errors}");
    // In the transaction of the verdict, it could still be rolled back.
    let ticket = ticket();
    let (_, errors) = counter.run(&format!(
        "BEGIN; SELECT auth.answer({ticket}, 'pia', '{}', NULL); SELECT auth.verdict({ticket}); SELECT {}; COMMIT;",
        *HASH,
        right(&ticket, NOW + 600)
    ));
    assert!(errors.contains("AU001"), "{errors}");
    assert_eq!(kept(&counter, "pia"), "");
    // Where no session is free, nothing is changed, and the user can try again.
    counter.database.sql(&format!(
        "INSERT INTO auth_inner.session_slot (id, account, seen, login)
         SELECT substr(sha256('slot'), 1, 16), id, {NOW} + 600, 'office' FROM auth_inner.account WHERE name_key = 'pia'"
    ));
    assert_eq!(call(&counter, &right(&other, NOW + 600)), "already_in");
    assert_eq!(kept(&counter, "pia"), "");
    assert_eq!(counter.events(1), ["sign_in pia f session limit"]);
    assert_eq!(count(&counter, "restricted_session"), "0");
    counter.database.sql("DELETE FROM auth_inner.session_slot");
    let again = call(&counter, &right(&other, NOW + 600));
    assert_eq!(again, "wrong_code", "a code works once");
    assert_eq!(call(&counter, &right(&other, NOW + 630)), "right");
    assert_eq!(kept(&counter, "pia"), with_totp('D'));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn an_attempt_of_another_function_is_no_set_up_that_was_told() {
    let counter = counter();
    let token = counter.sign_in("ada");
    set_up(&counter, &token);
    let ticket = ticket();
    let verdict = counter.told(&ticket, &asking(&ticket, "ada", &HASH));
    assert_eq!(verdict["word"], "code");
    let attempt = crate::restricted::ticket();
    let right = code(&counter, SECRET, NOW + 30);
    let (_, errors) = counter.run(&format!(
        "SELECT auth.code({ticket}, '{right}', {attempt}); BEGIN; SELECT auth.verdict({attempt}); SELECT {}; ROLLBACK;",
        setting_up(&ticket, &attempt, &with_totp('E'), &right)
    ));
    assert!(errors.contains("AU005"), "{errors}");
    let done = counter.told(&attempt, &asking_with(&attempt, "auth.hello('1')"));
    assert_eq!(done["word"], "right");
    let again = setting_up(&ticket, &attempt, &with_totp('E'), &right);
    assert_eq!(refusal(&counter, &again), "AU005");
}
