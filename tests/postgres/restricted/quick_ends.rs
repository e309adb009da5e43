//! When a PIN is not accepted any more: with the account, the settings, and the computer.

use crate::restricted::quick::{
    BOOT, GUESS, NOW, PROOF, SELECTOR, attempt, change, counter, done, enter, refusal, set, told,
    tries, try_pin,
};
use crate::restricted::{HASH, ticket};

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_pin_ends_with_the_account_as_it_was() {
    for patch in [
        r#"{"disabled": true}"#,
        r#"{"pending": true}"#,
        r#"{"roles": ["office"]}"#,
        r#"{"session_epoch": 1}"#,
        r#"{"password": "$2b$04$AfWtmmyg3n0goRqtoz7TseOAWpeFTYeDe7oY/K5/.Ltt/TRLwQdsq"}"#,
        r#"{"password": null}"#,
        r#"{"key_vault": "recovered:yes key:a1.AAAAAAAAAAAAAAAAAAAAAA.AAAA"}"#,
    ] {
        let (counter, _) = counter();
        change(&counter, patch);
        assert_eq!(try_pin(&counter, PROOF), "none", "{patch}");
        let left = counter.database.sql("SELECT count(*) FROM auth_inner.pin");
        assert_eq!(left, "0", "{patch}");
        assert_eq!(counter.events(1), ["account ada t pin ended"], "{patch}");
    }
    // Also if an earlier version of the database is put back.
    let (counter, session) = counter();
    counter
        .database
        .sql("INSERT INTO auth_inner.ended SELECT credential FROM auth_inner.pin");
    assert_eq!(try_pin(&counter, PROOF), "none");
    // The user who is signed in sets another one.
    done(&counter, &set(&session, PROOF));
    enter(&counter);
    counter
        .database
        .sql("DELETE FROM auth_inner.account WHERE name_key = 'ada'");
    assert_eq!(try_pin(&counter, PROOF), "none");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn setting_a_pin_once_more_does_not_tell_whether_it_is_right() {
    let (counter, session) = counter();
    for proof in [PROOF, GUESS] {
        let (told, errors) = counter.run(&format!(
            "BEGIN; SELECT {}; SELECT pg_current_xact_id_if_assigned() IS NULL; ROLLBACK;",
            set(&session, proof)
        ));
        assert_eq!((told.trim(), &*errors), ("t", ""), "{proof}");
    }
    assert_eq!(try_pin(&counter, GUESS), "wrong", "the first one stays");
    enter(&counter);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_pin_that_has_ended_does_not_come_back_with_one_on_another_computer() {
    let (counter, _) = counter();
    let other = format!("{}_two", counter.login);
    counter.add_login(&other);
    // Its owner is disabled and enabled again by a trusted computer.
    counter
        .database
        .sql("INSERT INTO auth_inner.ended SELECT credential FROM auth_inner.pin");
    let left = "SELECT count(*) FROM auth_inner.pin";
    assert_eq!(counter.database.sql(left), "0");
    let ticket = ticket();
    let (_, errors) = counter.database.sql_as(
        &other,
        &format!(
            "{}SELECT auth.set_pin({ticket}, substr(sha256('another'), 1, 16), {PROOF}, NULL);",
            crate::restricted::asking(&ticket, "ada", &HASH)
        ),
    );
    assert_eq!(errors, "");
    assert_eq!(counter.database.sql(left), "1");
    assert_eq!(try_pin(&counter, PROOF), "none");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_computer_that_was_shut_out_tries_no_pin_and_has_none_when_it_is_back() {
    let (counter, _) = counter();
    let revoke = format!(
        "INSERT INTO auth_inner.computer (login, revoked_at) VALUES ('{0}', {NOW})
         ON CONFLICT (login) DO UPDATE SET revoked_at = {NOW}",
        counter.login
    );
    counter.database.sql(&revoke);
    let call = format!(
        "auth.try_pin({}, {SELECTOR}, {PROOF}, {BOOT}, NULL)",
        ticket()
    );
    assert_eq!(refusal(&counter, &call), "AU002");
    done(&counter, "auth.hello('0.1.0')");
    assert_eq!(try_pin(&counter, PROOF), "none");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_rules_of_the_settings_hold_and_refusals_use_no_try() {
    let (counter, session) = counter();
    let setting = |path: &str, value: &str| {
        counter.database.sql(&format!(
            "INSERT INTO auth_inner.setting VALUES ('{path}', '{value}') ON CONFLICT (path) DO UPDATE SET value = excluded.value"
        ));
    };
    for (path, strict, lax, word) in [
        ("quick.pin", "false", "true", "off"),
        ("two_step.reauthenticate_for", "staff", "", "role"),
        ("two_step.required_for", "*", "", "expired"),
        ("quick.hours", "0", "12", "expired"),
        ("sessions.max_hours", "0", "", "expired"),
        ("sessions.single", "true", "false", "already_in"),
    ] {
        setting(path, strict);
        assert_eq!(try_pin(&counter, PROOF), word, "{path}");
        setting(path, lax);
        assert_eq!(tries(&counter), "0", "{path}");
    }
    done(&counter, &format!("auth.sign_out({session})"));
    setting("sessions.max_users", "0");
    assert_eq!(try_pin(&counter, PROOF), "full");
    setting("sessions.max_users", "");
    change(&counter, r#"{"must_change_password": true}"#);
    assert_eq!(try_pin(&counter, PROOF), "expired");
    change(
        &counter,
        r#"{"must_change_password": false, "times": ["2050-01-01", "", ""]}"#,
    );
    assert_eq!(try_pin(&counter, PROOF), "not_now");
    assert_eq!(counter.events(1), ["sign_in ada f outside access times"]);
    change(&counter, r#"{"times": ["", "", ""]}"#);
    setting("quick.until_reboot", "true");
    for boot in ["sha256('another boot')", "NULL"] {
        let ticket = ticket();
        let statements = attempt(&ticket, PROOF, boot, "NULL");
        let verdict = told(&counter, &counter.login, &ticket, &statements);
        assert_eq!(verdict["word"], "restarted", "{boot}");
    }
    enter(&counter);
    counter.set_clock(NOW + 12 * 3600);
    assert_eq!(try_pin(&counter, PROOF), "expired");
    counter.set_clock(NOW - 400);
    assert_eq!(
        try_pin(&counter, PROOF),
        "expired",
        "the clock was set back"
    );
}
