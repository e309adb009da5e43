//! Setting up, moving and turning off the second factor, and making recovery codes: what a login can do with whatever SQL it likes.

use serde_json::{Value, json};

use crate::restricted::codes::refusal;
use crate::restricted::{Counter, HASH, asking, asking_with, ticket, user};

pub const NOW: i64 = 1_800_000_000;
/// The secret of an app.
pub const SECRET: &str = "12345678901234567890";
pub const ANOTHER: &str = "98765432109876543210";

/// Opens a shop whose clock stands still.
pub fn counter() -> Counter<'static> {
    let counter = Counter::open();
    counter.add(&[user("pia", &json!({ "roles": ["lead"] }))]);
    counter.stop_clock(NOW);
    counter
}

/// A key vault as a computer makes it, another one for each letter.
pub fn vault(letter: char) -> String {
    let text = |length: usize| letter.to_string().repeat(length - 1);
    let codes = (1..=8).map(|n| {
        let public = format!("{}{n}A", letter.to_string().repeat(41));
        format!(" code:x1.{public}.{}A.{}A", text(43), text(96))
    });
    let codes: String = codes.collect();
    format!("key:a1.{}A.{}A{codes}", text(22), text(96))
}

/// The same with the secret of an app.
pub fn with_totp(letter: char) -> String {
    format!("{} totp:{}", vault(letter), letter.to_string().repeat(80))
}

/// Returns the code of an app at a time.
pub fn code(counter: &Counter<'_>, secret: &str, at: i64) -> String {
    let step = at / 30;
    let query = format!("SELECT auth_inner.code_of('{secret}', {step})");
    counter.database.sql(&query)
}

/// Enters the password in a session, and returns the ticket.
pub fn prove(counter: &Counter<'_>, token: &str) -> String {
    let ticket = ticket();
    let answer = format!("auth.answer({ticket}, NULL, '{}', {token})", *HASH);
    let verdict = counter.told(&ticket, &asking_with(&ticket, &answer));
    assert_eq!(verdict["word"], "right", "{verdict}");
    ticket
}

/// Makes a call that returns a word, and returns it or the code of the error.
pub fn call(counter: &Counter<'_>, call: &str) -> String {
    let (told, errors) = counter.run(&format!("SELECT {call};"));
    if let Some((_, error)) = errors.split_once("ERROR:  ") {
        return error[..5].to_owned();
    }
    let told: Value = serde_json::from_str(&told).expect("an answer");
    told["word"].as_str().expect("a word").to_owned()
}

pub fn set(token: &str, ticket: &str, vault: &str, secret: &str, code: &str) -> String {
    format!("auth.set_two_step({token}, {ticket}, '{vault}', '{secret}', '{code}')")
}

/// Sets up the second factor of `ada` in this session, with the app of [`SECRET`].
pub fn set_up(counter: &Counter<'_>, token: &str) {
    let proof = prove(counter, token);
    let code = code(counter, SECRET, NOW);
    let made = call(counter, &set(token, &proof, &with_totp('D'), SECRET, &code));
    assert_eq!(made, "done");
}

pub fn kept(counter: &Counter<'_>, name: &str) -> String {
    counter.database.sql(&format!(
        "SELECT record ->> 'key_vault' FROM auth_inner.account WHERE name_key = '{name}'"
    ))
}

pub fn count(counter: &Counter<'_>, of: &str) -> String {
    counter
        .database
        .sql(&format!("SELECT count(*) FROM auth_inner.{of}"))
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_second_factor_is_set_up_as_the_server_checks_it_and_ends_what_it_replaces() {
    let counter = counter();
    let other = counter.sign_in("ada");
    let token = counter.sign_in("ada");
    counter.database.sql(&format!(
        "INSERT INTO auth_inner.remembered (selector, login, account, state, token, created_at, used_at, expires_at)
         SELECT substr(sha256('r'), 1, 16), '{}', id, auth_inner.fingerprint(id, name_key, record), sha256('t'), {NOW}, {NOW}, {NOW} + 100
         FROM auth_inner.account WHERE name_key = 'ada'",
        counter.login
    ));
    let before = "SELECT encode(auth_inner.fingerprint(id, name_key, record), 'hex') FROM auth_inner.account WHERE name_key = 'ada'";
    let state = counter.database.sql(before);
    set_up(&counter, &token);
    assert_eq!(kept(&counter, "ada"), with_totp('D'));
    assert_eq!(counter.events(1), ["account ada t two_step_on"]);
    let told = format!("SELECT string_agg(word, ' ') FROM auth.notices({token})");
    assert_eq!(counter.run(&told).0, "two_step_on");
    let other = format!("SELECT count(*) FROM auth.look(ARRAY[{other}]::bytea[])");
    assert_eq!(counter.run(&other).0, "0", "the other session has ended");
    let ended = format!(
        "SELECT count(*) FROM auth_inner.ended WHERE credential = auth_inner.remembered_of(
             (SELECT id FROM auth_inner.account WHERE name_key = 'ada'), '\\x{state}')"
    );
    assert_eq!(counter.database.sql(&ended), "1", "and remembered sign-ins");
    // The code that has set it up is used.
    let ticket = ticket();
    let verdict = counter.told(&ticket, &asking(&ticket, "ada", &HASH));
    assert_eq!(verdict, json!({ "word": "code" }));
    let enter = |at: i64| {
        let (attempt, code) = (crate::restricted::ticket(), code(&counter, SECRET, at));
        let call = format!("auth.code({ticket}, '{code}', {attempt})");
        counter.told(&attempt, &asking_with(&attempt, &call))["word"].clone()
    };
    assert_eq!(enter(NOW), "wrong_code");
    assert_eq!(enter(NOW + 30), "right");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_key_vault_that_the_program_would_not_make_is_refused() {
    let counter = counter();
    let token = counter.sign_in("ada");
    set_up(&counter, &token);
    let proof = prove(&counter, &token);
    let code = code(&counter, ANOTHER, NOW);
    let (whole, plain) = (with_totp('E'), vault('E'));
    let one_less = plain.rsplit_once(' ').expect("codes").0.to_owned();
    let last = plain.rsplit_once(' ').expect("codes").1.to_owned();
    let (first, codes) = plain.split_once(' ').expect("a key");
    let second = codes.split_once(' ').expect("codes").0;
    for wrong in [
        String::new(),
        "totp:".to_owned(),
        one_less.clone(),
        format!("{plain} {last}"),
        format!("{one_less} {second}"),
        format!("{plain} reset:x"),
        format!("{plain} recovered:yes"),
        plain.replace("x1.", "x2."),
        plain.replacen("key:a1.", "key:a2.", 1),
        plain.replacen("key:", "code:", 1),
        format!("{codes} {first}"),
        plain.replace(' ', "  "),
        plain.replacen(' ', "\n", 1),
        vault('D'),
        plain.replace(second, vault('D').split(' ').nth(3).expect("a code")),
        plain.replace(first, vault('D').split(' ').next().expect("a key")),
        format!("{plain}{}", "A".repeat(9000)),
    ] {
        let renew = format!("auth.renew_codes({token}, {proof}, '{wrong}')");
        assert_eq!(refusal(&counter, &renew), "AU005", "{wrong}");
        let totp = "E".repeat(80);
        let wrong = set(
            &token,
            &proof,
            &format!("{wrong} totp:{totp}"),
            ANOTHER,
            &code,
        );
        assert_eq!(refusal(&counter, &wrong), "AU005", "{wrong}");
    }
    for wrong in [
        plain.clone(),
        format!("{plain} totp:{}", "E".repeat(79)),
        format!("{plain} totp:{}", "D".repeat(80)),
        format!("{plain} totp:{}*", "E".repeat(79)),
        format!("{whole} totp:{}", "F".repeat(80)),
    ] {
        let wrong = set(&token, &proof, &wrong, ANOTHER, &code);
        assert_eq!(refusal(&counter, &wrong), "AU005", "{wrong}");
    }
    let renew = format!("auth.renew_codes({token}, {proof}, '{whole}')");
    assert_eq!(refusal(&counter, &renew), "AU005");
    for wrong in [
        set(&token, &proof, &whole, &SECRET[1..], &code),
        set(&token, &proof, &whole, ANOTHER, &"1".repeat(65)),
        format!("auth.set_two_step({token}, {proof}, NULL, '{ANOTHER}', '{code}')"),
        format!("auth.set_two_step({token}, {proof}, '{whole}', NULL, '{code}')"),
        format!("auth.set_two_step({token}, {proof}, '{whole}', '{ANOTHER}', NULL)"),
        format!("auth.set_two_step({token}, NULL, '{whole}', '{ANOTHER}', '{code}')"),
        format!("auth.set_two_step(NULL, {proof}, '{whole}', '{ANOTHER}', '{code}')"),
        format!("auth.renew_codes({token}, {proof}, NULL)"),
        format!("auth.two_step_off({token}, {proof}, NULL)"),
    ] {
        assert_eq!(refusal(&counter, &wrong), "AU005", "{wrong}");
    }
    assert_eq!(kept(&counter, "ada"), with_totp('D'), "nothing was changed");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_second_factor_moves_with_a_code_of_the_other_app() {
    let counter = counter();
    let token = counter.sign_in("ada");
    set_up(&counter, &token);
    let proof = prove(&counter, &token);
    let (whole, code) = (with_totp('E'), code(&counter, ANOTHER, NOW));
    let wrong = set(&token, &proof, &whole, ANOTHER, "000000");
    assert_eq!(call(&counter, &wrong), "wrong_code");
    assert_eq!(kept(&counter, "ada"), with_totp('D'), "nothing was changed");
    // Of another app, a code of the half minute that was used is accepted.
    let moved = set(&token, &proof, &whole, ANOTHER, &code);
    assert_eq!(call(&counter, &moved), "done");
    assert_eq!(kept(&counter, "ada"), whole);
    let secret = "SELECT convert_from(secret, 'UTF8') FROM auth_inner.second_factor";
    assert_eq!(counter.database.sql(secret), ANOTHER);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn new_codes_keep_the_second_factor_and_end_those_before() {
    let counter = counter();
    let token = counter.sign_in("ada");
    set_up(&counter, &token);
    let shown = || {
        let record =
            format!("SELECT record ->> 'key_vault' FROM auth.look(ARRAY[{token}]::bytea[])");
        counter.run(&record).0
    };
    let before = shown();
    assert_eq!(before.matches("code:").count(), 8, "how many are left");
    let all = with_totp('D');
    let told = all.split(' ').any(|part| before.contains(&part[5..]));
    assert!(!told, "nothing of them is told");
    let proof = prove(&counter, &token);
    let renew = format!("auth.renew_codes({token}, {proof}, '{}')", vault('E'));
    assert_eq!(call(&counter, &renew), "done");
    assert_eq!(call(&counter, &renew), "done", "the reply was lost");
    let totp = "D".repeat(80);
    let expected = format!("{} totp:{totp}", vault('E'));
    assert_eq!(kept(&counter, "ada"), expected);
    assert_ne!(shown(), before);
    let events = ["account ada t two_step_on", "account ada t codes_renewed"];
    assert_eq!(counter.events(2), events);
    let ended = format!(
        "SELECT count(*) FROM unnest(string_to_array('{}', ' ')) AS part
         JOIN auth_inner.account AS a ON name_key = 'ada' JOIN auth_inner.ended AS e ON e.credential = sha256(auth_inner.part(a.id)
             || auth_inner.part(CASE WHEN part LIKE 'key:%' THEN 'key' ELSE 'recovery code' END)
             || auth_inner.part(substr(part, strpos(part, ':') + 1)))",
        vault('D')
    );
    assert_eq!(counter.database.sql(&ended), "9");
    // What opens the second factor is not given up.
    let lost = format!(
        "UPDATE auth_inner.account SET record = jsonb_set(record::jsonb, '{{key_vault}}', '\"totp:{totp}\"')::json
         WHERE name_key = 'ada'"
    );
    counter.database.sql(&lost);
    let proof = prove(&counter, &token);
    let renew = format!("auth.renew_codes({token}, {proof}, '{}')", vault('F'));
    assert_eq!(refusal(&counter, &renew), "AU002");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn what_a_role_requires_is_not_switched_off_and_a_short_password_is_replaced() {
    let counter = counter();
    let token = counter.sign_in("ada");
    let off = |must: bool| {
        let proof = prove(&counter, &token);
        call(
            &counter,
            &format!("auth.two_step_off({token}, {proof}, {must})"),
        )
    };
    assert_eq!(off(false), "required", "there is none");
    set_up(&counter, &token);
    let setting = "INSERT INTO auth_inner.setting VALUES ('two_step.required_for', 'lead, staff')";
    counter.database.sql(setting);
    assert_eq!(off(false), "required");
    counter.database.sql("DELETE FROM auth_inner.setting");
    let must = || {
        let must = "SELECT record ->> 'must_change_password' FROM auth_inner.account WHERE name_key = 'ada'";
        counter.database.sql(must)
    };
    assert_eq!((&*off(true), &*must()), ("done", "true"));
    assert_eq!(counter.events(1), ["account ada t two_step_off"]);
}
