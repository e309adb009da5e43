//! What a change of the second factor takes: the password, entered for it in the session, and the code; and what is bounded.

use crate::restricted::codes::refusal;
use crate::restricted::factors::{
    ANOTHER, NOW, SECRET, call, code, count, counter, kept, prove, set, set_up, vault, with_totp,
};
use crate::restricted::{Counter, HASH, WRONG, asking, asking_with, ticket};

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn each_change_takes_one_password_that_was_entered_in_the_session_for_it() {
    let counter = counter();
    let token = counter.sign_in("ada");
    let code = code(&counter, SECRET, NOW);
    let with = |proof: &str| set(&token, proof, &with_totp('D'), SECRET, &code);
    let refused = |proof: &str, why: &str| {
        for change in [
            with(proof),
            format!("auth.renew_codes({token}, {proof}, '{}')", vault('E')),
            format!("auth.two_step_off({token}, {proof}, false)"),
        ] {
            assert_eq!(refusal(&counter, &change), "AU004", "{why}: {change}");
        }
    };
    refused(&token, "the sign-in itself");
    refused("sha256('invented')", "none");
    let other = counter.sign_in("ada");
    refused(&prove(&counter, &other), "that of another session");
    let wrong = ticket();
    let answer = format!("auth.answer({wrong}, NULL, '{WRONG}', {token})");
    counter.told(&wrong, &asking_with(&wrong, &answer));
    refused(&wrong, "a wrong one");
    let proof = prove(&counter, &token);
    counter.run(&format!("SELECT auth.note({token}, 'pin');"));
    refused(&proof, "a PIN has unlocked the window since");
    let proof = prove(&counter, &token);
    // In the same transaction, nothing is certain.
    let again = ticket();
    let (_, errors) = counter.run(&format!(
        "BEGIN; SELECT auth.answer({again}, NULL, '{}', {token}); SELECT auth.verdict({again}); SELECT {}; COMMIT;",
        *HASH,
        with(&again)
    ));
    assert!(errors.contains("AU004"), "{errors}");
    counter.set_clock(NOW + 301);
    for change in [
        format!("auth.renew_codes({token}, {proof}, '{}')", vault('E')),
        format!("auth.two_step_off({token}, {proof}, false)"),
    ] {
        assert_eq!(refusal(&counter, &change), "AU004", "five minutes");
    }
    counter.set_clock(NOW + 601);
    let late = self::code(&counter, SECRET, NOW + 601);
    let late = set(&token, &proof, &with_totp('D'), SECRET, &late);
    assert_eq!(refusal(&counter, &late), "AU004", "ten minutes");
    counter.set_clock(NOW);
    let another = format!("{}_two", counter.login);
    counter.add_login(&another);
    let (_, errors) = counter
        .database
        .sql_as(&another, &format!("SELECT {};", with(&proof)));
    assert!(errors.contains("AU001"), "another login: {errors}");
    assert_eq!(kept(&counter, "ada"), "");
    assert_eq!(count(&counter, "second_factor"), "0");
    assert_eq!(call(&counter, &with(&proof)), "done");
    assert_eq!(call(&counter, &with(&proof)), "done", "the reply was lost");
    refused_again(&counter, &token, &proof, &code);
    assert_eq!(counter.events(1), ["account ada t two_step_on"], "once");
}

/// A password that has made a change makes no other one.
fn refused_again(counter: &Counter<'_>, token: &str, proof: &str, code: &str) {
    for change in [
        set(token, proof, &with_totp('F'), SECRET, code),
        format!("auth.renew_codes({token}, {proof}, '{}')", vault('F')),
        format!("auth.two_step_off({token}, {proof}, false)"),
    ] {
        assert_eq!(refusal(counter, &change), "AU004", "{change}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r78_where_a_code_is_asked_for_again_the_password_alone_changes_no_second_factor() {
    let counter = counter();
    let token = counter.sign_in("ada");
    set_up(&counter, &token);
    let setting = "INSERT INTO auth_inner.setting VALUES ('two_step.reauthenticate_for', '*')";
    counter.database.sql(setting);
    let proof = ticket();
    let answer = format!("auth.answer({proof}, NULL, '{}', {token})", *HASH);
    let verdict = counter.told(&proof, &asking_with(&proof, &answer));
    assert_eq!(verdict["word"], "code");
    let off = |proof: &str| format!("auth.two_step_off({token}, {proof}, false)");
    assert_eq!(refusal(&counter, &off(&proof)), "AU004");
    let attempt = ticket();
    let right = code(&counter, SECRET, NOW + 30);
    let given = format!("auth.code({proof}, '{right}', {attempt})");
    let verdict = counter.told(&attempt, &asking_with(&attempt, &given));
    assert_eq!(verdict["word"], "right");
    assert_eq!(refusal(&counter, &off(&proof)), "AU004");
    assert_eq!(call(&counter, &off(&attempt)), "done");
    assert_eq!(kept(&counter, "ada"), vault('D'));
    assert_eq!(count(&counter, "second_factor"), "0", "no secret stays");
    assert_eq!(counter.events(1), ["account ada t two_step_off"]);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn what_a_second_factor_protects_is_changed_after_it_was_proven_in_the_session() {
    let counter = counter();
    let token = counter.sign_in("ada");
    set_up(&counter, &token);
    // As a remembered sign-in or a PIN has begun it.
    let without = "UPDATE auth_inner.restricted_session SET with_code = false";
    counter.database.sql(without);
    let proof = prove(&counter, &token);
    let another = code(&counter, ANOTHER, NOW);
    for change in [
        set(&token, &proof, &with_totp('E'), ANOTHER, &another),
        format!("auth.renew_codes({token}, {proof}, '{}')", vault('E')),
        format!("auth.two_step_off({token}, {proof}, false)"),
    ] {
        assert_eq!(refusal(&counter, &change), "AU002", "{change}");
    }
    let ticket = ticket();
    counter.told(&ticket, &asking(&ticket, "ada", &HASH));
    let attempt = crate::restricted::ticket();
    let right = code(&counter, SECRET, NOW + 30);
    let given = format!("auth.code({ticket}, '{right}', {attempt})");
    let verdict = counter.told(&attempt, &asking_with(&attempt, &given));
    assert_eq!(verdict["word"], "right");
    let proof = prove(&counter, &attempt);
    let off = format!("auth.two_step_off({attempt}, {proof}, false)");
    assert_eq!(call(&counter, &off), "done");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn another_password_comes_before_another_second_factor() {
    let counter = counter();
    let token = counter.sign_in("ada");
    let proof = prove(&counter, &token);
    let renew = |proof: &str| format!("auth.renew_codes({token}, {proof}, '{}')", vault('E'));
    let change = |to: &str| {
        counter.database.sql(&format!(
            "UPDATE auth_inner.account SET record = (record::jsonb || '{to}')::json WHERE name_key = 'ada';
             UPDATE auth_inner.restricted_session AS s SET state = auth_inner.fingerprint(a.id, a.name_key, a.record)
             FROM auth_inner.account AS a WHERE a.id = s.account"
        ));
    };
    change(r#"{"must_change_password": true}"#);
    assert_eq!(refusal(&counter, &renew(&proof)), "AU002");
    // The keys would be wrapped with the password before.
    change(&format!(
        r#"{{"must_change_password": false, "password": "{WRONG}"}}"#
    ));
    assert_eq!(refusal(&counter, &renew(&proof)), "AU004");
    change(&format!(r#"{{"password": "{}"}}"#, *HASH));
    assert_eq!(call(&counter, &renew(&proof)), "done");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r35_a_computer_does_not_hide_a_change_from_its_owner() {
    let counter = counter();
    let token = counter.sign_in("ada");
    set_up(&counter, &token);
    counter.database.sql("SELECT auth_inner.tell(id, 'email_changed') FROM auth_inner.account WHERE name_key = 'ada'");
    let left = || {
        let words =
            format!("SELECT string_agg(word, ' ' ORDER BY number) FROM auth.notices({token})");
        counter.run(&words).0
    };
    let forget = || counter.run(&format!("SELECT auth.forget_notices({token}, 1000000);"));
    assert_eq!(left(), "two_step_on email_changed");
    forget();
    assert_eq!(left(), "two_step_on");
    counter
        .database
        .sql("UPDATE auth_inner.notice SET at = at - 86400");
    forget();
    assert_eq!(left(), "");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_computer_does_not_fill_the_audit_log_with_changes_of_the_second_factor() {
    let counter = counter();
    let token = counter.sign_in("ada");
    let proof = prove(&counter, &token);
    counter.database.sql(
        "DO $$ BEGIN FOR n IN 1 .. 120 LOOP
             PERFORM auth_inner.record('account', 'ada', id, '', NULL, true, 'details_changed') FROM auth_inner.account
             WHERE name_key = 'ada';
         END LOOP; END $$",
    );
    let code = code(&counter, SECRET, NOW);
    for change in [
        set(&token, &proof, &with_totp('D'), SECRET, &code),
        format!("auth.renew_codes({token}, {proof}, '{}')", vault('E')),
        format!("auth.two_step_off({token}, {proof}, false)"),
    ] {
        assert_eq!(refusal(&counter, &change), "AU002", "{change}");
    }
    assert_eq!(kept(&counter, "ada"), "");
    counter.database.sql("TRUNCATE auth_inner.event");
    for letter in ('E'..='Z').take(10) {
        let proof = prove(&counter, &token);
        let renew = format!("auth.renew_codes({token}, {proof}, '{}')", vault(letter));
        assert_eq!(call(&counter, &renew), "done");
    }
    let proof = prove(&counter, &token);
    let renew = format!("auth.renew_codes({token}, {proof}, '{}')", vault('a'));
    assert_eq!(refusal(&counter, &renew), "AU008");
}
