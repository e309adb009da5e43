//! Badges: what a login can find out and open with plain SQL, and that each scan is counted.

use serde_json::{Value, json};

use crate::restricted::quick::{BOOT, GUESS, NOW, PROOF, change, done, refusal};
use crate::restricted::{Counter, HASH, asking_with, ticket, user};

/// Opens a shop in which `ada` has set a badge on the restricted computer, and returns her session.
pub fn counter() -> (Counter<'static>, String) {
    let counter = Counter::open();
    counter.stop_clock(NOW);
    counter.database.sql(
        "INSERT INTO auth_inner.setting VALUES ('quick.badge', 'enough');
         INSERT INTO auth_inner.past SELECT revision, seq FROM auth_inner.head",
    );
    let session = counter.sign_in("ada");
    assert_eq!(set(&counter, PROOF, &session), "set");
    (counter, session)
}

pub fn setting(counter: &Counter<'_>, path: &str, value: &str) {
    counter.database.sql(&format!(
        "INSERT INTO auth_inner.setting VALUES ('{path}', '{value}') ON CONFLICT (path) DO UPDATE SET value = excluded.value"
    ));
}

pub fn call(ticket: &str, purpose: &str, proof: &str, session: &str) -> String {
    format!("auth.try_badge({ticket}, '{purpose}', {proof}, {BOOT}, {session}, NULL)")
}

pub fn attempt(ticket: &str, call: &str) -> String {
    asking_with(ticket, call).replace("auth.verdict", "auth.badge_verdict")
}

pub fn told(counter: &Counter<'_>, login: &str, ticket: &str, statements: &str) -> Value {
    let statements = format!("{statements}SELECT auth.badge_verdict({ticket});");
    let (told, errors) = counter.database.sql_as(login, &statements);
    assert_eq!(errors, "");
    serde_json::from_str(&told).expect("a verdict")
}

/// Scans a badge in a session or without one, and returns the word.
fn word(counter: &Counter<'_>, purpose: &str, proof: &str, session: &str) -> String {
    let ticket = ticket();
    let statements = attempt(&ticket, &call(&ticket, purpose, proof, session));
    let verdict = told(counter, &counter.login, &ticket, &statements);
    verdict["word"].as_str().expect("a word").to_owned()
}

pub fn scan(counter: &Counter<'_>, proof: &str) -> String {
    word(counter, "sign_in", proof, "NULL")
}

pub fn set(counter: &Counter<'_>, proof: &str, session: &str) -> String {
    word(counter, "set", proof, session)
}

/// Signs in with the badge, and returns the token of the session.
fn enter(counter: &Counter<'_>) -> String {
    let ticket = ticket();
    let statements = attempt(&ticket, &call(&ticket, "sign_in", PROOF, "NULL"));
    let verdict = told(counter, &counter.login, &ticket, &statements);
    assert_eq!(verdict["word"], "right", "{verdict}");
    ticket
}

fn sessions(counter: &Counter<'_>) -> String {
    let all = "SELECT count(*) FROM auth_inner.restricted_session";
    counter.database.sql(all)
}

fn count(counter: &Counter<'_>, what: &str) -> String {
    counter.database.sql(&format!(
        "SELECT coalesce(sum(count), 0) FROM auth_inner.hourly WHERE what = '{what}'"
    ))
}

fn failures(counter: &Counter<'_>) -> String {
    counter.database.sql(
        "SELECT coalesce(sum(failures), 0) FROM auth_inner.attempts WHERE name = auth_inner.attempt_key('all names', '')",
    )
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_badge_that_is_enough_opens_a_session_that_is_not_fresh_and_nothing_less_does() {
    let (counter, fresh) = counter();
    done(&counter, &format!("auth.sign_out({fresh})"));
    for wrong in [
        GUESS,
        // What a dump of the database has.
        "sha256(sha256('proof'))",
    ] {
        assert_eq!(scan(&counter, wrong), "unknown", "{wrong}");
    }
    assert_eq!(sessions(&counter), "0");
    assert_eq!(counter.events(1), ["sign_in  f unknown badge"]);
    let session = enter(&counter);
    assert_eq!(counter.events(1), ["sign_in ada t badge"]);
    let began = "SELECT began, fresh_until FROM auth_inner.restricted_session";
    assert_eq!(counter.database.sql(began), format!("{NOW}|0"));
    let looked = format!("(SELECT record ->> 'username' FROM auth.look(ARRAY[{session}]))");
    assert_eq!(done(&counter, &looked), "ada");
    assert_eq!(done(&counter, &format!("auth.has_badge({session})")), "t");
    // The password is needed for all that is sensitive.
    for call in [
        call(&ticket(), "set", GUESS, &session),
        format!("auth.remove_badge({session})"),
        format!("auth.renew_badge({session}, NULL)"),
        format!("auth.note({session}, 'unlocked')"),
    ] {
        assert_eq!(refusal(&counter, &call), "AU004", "{call}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_badge_only_names_its_user_unless_it_is_enough_now() {
    let (counter, session) = counter();
    let names = json!({ "word": "names", "username": "ada" });
    let verdict = |boot: &str| {
        let ticket = ticket();
        let call = call(&ticket, "sign_in", PROOF, "NULL").replace(BOOT, boot);
        told(&counter, &counter.login, &ticket, &attempt(&ticket, &call))
    };
    for (path, strict, lax) in [
        ("quick.badge", "names", "enough"),
        ("two_step.reauthenticate_for", "staff", ""),
        ("two_step.required_for", "*", ""),
        ("quick.badge_minutes", "0", "60"),
        ("quick.hours", "0", "12"),
        ("sessions.max_hours", "0", ""),
    ] {
        setting(&counter, path, strict);
        assert_eq!(verdict(BOOT), names, "{path}");
        setting(&counter, path, lax);
    }
    setting(&counter, "quick.until_reboot", "true");
    for boot in ["sha256('another boot')", "NULL"] {
        assert_eq!(verdict(boot), names, "{boot}");
    }
    change(&counter, r#"{"must_change_password": true}"#);
    assert_eq!(verdict(BOOT), names, "another password has to be chosen");
    change(
        &counter,
        r#"{"must_change_password": false, "times": ["2050-01-01", "", ""]}"#,
    );
    assert_eq!(verdict(BOOT)["word"], "not_now");
    change(&counter, r#"{"times": ["", "", ""]}"#);
    setting(&counter, "sessions.single", "true");
    assert_eq!(verdict(BOOT)["word"], "already_in");
    setting(&counter, "sessions.single", "false");
    done(&counter, &format!("auth.sign_out({session})"));
    setting(&counter, "sessions.max_users", "0");
    assert_eq!(verdict(BOOT)["word"], "full");
    setting(&counter, "sessions.max_users", "");
    setting(&counter, "quick.badge", "off");
    assert_eq!(verdict(BOOT), json!({ "word": "off" }));
    setting(&counter, "quick.badge", "enough");
    assert_eq!(sessions(&counter), "0");
    counter.set_clock(NOW + 3600);
    assert_eq!(verdict(BOOT), names, "an hour later");
    counter.set_clock(NOW - 400);
    assert_eq!(verdict(BOOT), names, "the clock was set back");
    counter.set_clock(NOW + 3599);
    enter(&counter);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn each_scan_is_counted_before_anything_is_told() {
    let (counter, _) = counter();
    let tickets: Vec<_> = (0..4).map(|_| ticket()).collect();
    let scanned =
        |ticket: &str, proof: &str| format!("SELECT {};", call(ticket, "sign_in", proof, "NULL"));
    let ask = |ticket: &str| format!("SELECT auth.badge_verdict({ticket});");
    // In the transaction that counts it, nothing is told, and rolling it back takes the scan back.
    let (told, _) = counter.run(&format!(
        "BEGIN; {} {} ROLLBACK;",
        scanned(&tickets[0], PROOF),
        ask(&tickets[0])
    ));
    assert_eq!(told.trim(), r#"{"wait": 0}"#);
    assert_eq!(count(&counter, "unknown badges"), "0");
    // One that is never asked about stays counted, that of a user as well.
    counter.run(&scanned(&tickets[1], GUESS));
    counter.run(&scanned(&tickets[2], PROOF));
    assert_eq!(count(&counter, "unknown badges"), "2");
    // Nor is it taken back when the step is rolled back that looks at it.
    for proof in [PROOF, GUESS] {
        let ticket = ticket();
        counter.run(&scanned(&ticket, proof));
        let (told, _) = counter.run(&format!("BEGIN; {} ROLLBACK;", ask(&ticket).repeat(3)));
        assert!(!told.contains("word"), "{told}");
    }
    assert_eq!(count(&counter, "unknown badges"), "4");
    assert_eq!(failures(&counter), "0", "none was looked at");
    assert_eq!(scan(&counter, PROOF), "right");
    assert_eq!(count(&counter, "unknown badges"), "4", "that of a user");
    assert_eq!(scan(&counter, GUESS), "unknown");
    assert_eq!(count(&counter, "unknown badges"), "5");
    assert_eq!(failures(&counter), "1");
    // Also the scan that was counted in time opens nothing after two minutes.
    counter.set_clock(NOW + 121);
    let (told, errors) = counter.run(&ask(&tickets[2]).repeat(3));
    assert!(told.contains("unknown"), "{told} {errors}");
    done(&counter, "auth.hello('0.1.0')");
    assert_eq!(failures(&counter), "2", "those that were left open");
    let recorded = counter.database.sql(
        "SELECT string_agg(n || ' ' || detail, ', ' ORDER BY detail) FROM (
            SELECT detail, count(*) AS n FROM auth_inner.event WHERE kind = 'sign_in' GROUP BY detail) AS e",
    );
    assert_eq!(recorded, "1 badge, 2 ended, 1 password, 3 unknown badge");
    assert_eq!(sessions(&counter), "2", "of the password and one badge");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn no_number_is_found_out_by_setting_or_noting_it_without_being_counted() {
    let (counter, _) = counter();
    counter.add(&[user("cleo", &json!({}))]);
    let cleo = counter.sign_in("cleo");
    let shown = "SELECT full_at IS NULL, shown_at FROM auth_inner.badge";
    // What a transaction finds out that is rolled back is counted before.
    let guess = ticket();
    counter.run(&format!("SELECT {};", call(&guess, "set", PROOF, &cleo)));
    assert_eq!(count(&counter, "badges"), "2", "with that of Ada");
    let ask = format!("SELECT auth.badge_verdict({guess});").repeat(3);
    let (told, _) = counter.run(&format!("BEGIN; {ask} ROLLBACK;"));
    assert!(!told.contains("word"), "{told}");
    assert_eq!(counter.database.sql(shown), "f|");
    // It is looked at in any case, also if its session has ended.
    done(&counter, &format!("auth.sign_out({cleo})"));
    counter.set_clock(NOW + 121);
    done(&counter, "auth.hello('0.1.0')");
    assert_eq!(counter.database.sql(shown), format!("t|{}", NOW + 121));
    assert_eq!(counter.events(1), ["sign_in ada f badge elsewhere"]);
    assert_eq!(scan(&counter, PROOF), "names", "it opens nothing any more");
    // A password that was entered before does not make it open again.
    let ada = counter.sign_in("ada");
    let renew = format!("auth.renew_badge({ada}, {BOOT})");
    done(&counter, &renew);
    assert_eq!(scan(&counter, PROOF), "names");
    counter.set_clock(NOW + 130);
    counter.ask_again(&ada, &HASH);
    assert_eq!(done(&counter, &renew), "t");
    assert_eq!(scan(&counter, PROOF), "right");
    let cleo = counter.sign_in("cleo");
    for (purpose, session, expected) in [
        ("note", &*ada, "own"),
        ("note", &*cleo, "other"),
        ("note", "NULL", "other"),
        ("set", &*cleo, "taken"),
    ] {
        let before = count(&counter, "badges");
        let said = word(&counter, purpose, PROOF, session);
        assert_eq!(said, expected, "{purpose}");
        assert_ne!(count(&counter, "badges"), before, "{purpose}");
    }
    assert_eq!(word(&counter, "note", GUESS, "NULL"), "unknown");
    assert_eq!(scan(&counter, PROOF), "names");
    let notices = "SELECT string_agg(word, ' ' ORDER BY number) FROM auth_inner.notice";
    let expected = "badge_set badge_shown badge_shown";
    assert_eq!(counter.database.sql(notices), expected);
    let about = "SELECT who || ' ' || whom FROM auth_inner.event WHERE detail = 'badge elsewhere' ORDER BY number DESC LIMIT 1";
    assert_eq!(counter.database.sql(about), "cleo ada");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_computer_is_told_of_thirty_unknown_badges_in_an_hour_and_no_more() {
    let (counter, session) = counter();
    let other = format!("{}_two", counter.login);
    counter.add_login(&other);
    for _ in 0..30 {
        // Of a badge that was counted in the hour before, or is that of a user, no other one can be tried.
        assert_eq!(scan(&counter, PROOF), "right");
        assert_eq!(scan(&counter, GUESS), "unknown");
    }
    for (purpose, session) in [("sign_in", "NULL"), ("unlock", &*session)] {
        for proof in [PROOF, GUESS] {
            let more = call(&ticket(), purpose, proof, session);
            assert_eq!(refusal(&counter, &more), "AU008", "{purpose}");
        }
    }
    assert_eq!(count(&counter, "unknown badges"), "30");
    // The other computers are not limited by it.
    let ticket_of_other = ticket();
    let statements = attempt(
        &ticket_of_other,
        &call(&ticket_of_other, "sign_in", PROOF, "NULL"),
    );
    let verdict = told(&counter, &other, &ticket_of_other, &statements);
    assert_eq!(verdict, json!({ "word": "unknown" }), "nor do they know it");
    counter.set_clock(NOW + 3600);
    assert_eq!(scan(&counter, GUESS), "unknown");
    // Numbers that are set or noted are limited by themselves.
    counter.ask_again(&session, &HASH);
    for _ in 0..60 {
        assert_eq!(word(&counter, "note", GUESS, "NULL"), "unknown");
    }
    for (purpose, session) in [("note", "NULL"), ("set", &*session)] {
        let more = call(&ticket(), purpose, GUESS, session);
        assert_eq!(refusal(&counter, &more), "AU008", "{purpose}");
    }
    counter
        .database
        .sql("UPDATE auth_inner.hourly SET count = 600 WHERE what = 'scans'");
    let more = call(&ticket(), "sign_in", PROOF, "NULL");
    assert_eq!(refusal(&counter, &more), "AU008");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn badges_that_were_scanned_in_the_hour_before_give_no_more_guesses() {
    let (counter, _) = counter();
    assert_eq!(scan(&counter, GUESS), "unknown");
    counter.set_clock(NOW + 3590);
    let kept: Vec<_> = (0..29).map(|_| ticket()).collect();
    for ticket in &kept {
        counter.run(&format!(
            "SELECT {};",
            call(ticket, "sign_in", PROOF, "NULL")
        ));
    }
    assert_eq!(count(&counter, "unknown badges"), "30");
    counter.set_clock(NOW + 3600);
    assert_eq!(scan(&counter, GUESS), "unknown");
    for ticket in &kept {
        counter.run(&format!("SELECT auth.badge_verdict({ticket});").repeat(3));
    }
    assert_eq!(count(&counter, "unknown badges"), "1");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_badge_is_known_only_to_the_login_that_it_was_set_with() {
    let (counter, session) = counter();
    let other = format!("{}_two", counter.login);
    counter.add_login(&other);
    let own = ticket();
    told(
        &counter,
        &counter.login,
        &own,
        &attempt(&own, &call(&own, "sign_in", GUESS, "NULL")),
    );
    for call in [
        format!("auth.badge_verdict({own})"),
        call(&own, "sign_in", PROOF, "NULL"),
        call(&ticket(), "unlock", PROOF, &session),
        format!("auth.has_badge({session})"),
        format!("auth.remove_badge({session})"),
    ] {
        let (told, errors) = counter.database.sql_as(&other, &format!("SELECT {call};"));
        assert_eq!(told, "");
        assert!(
            errors.contains("AU005") || errors.contains("AU001"),
            "{errors}"
        );
    }
    // The ticket of a session begins no other one.
    let taken = call(&session, "sign_in", PROOF, "NULL");
    assert_eq!(refusal(&counter, &taken), "AU005");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_badge_unlocks_the_window_of_its_user_and_names_the_owner_in_that_of_another() {
    let (counter, session) = counter();
    counter.add(&[user("cleo", &json!({}))]);
    let cleo = counter.sign_in("cleo");
    assert_eq!(word(&counter, "unlock", PROOF, &cleo), "names");
    assert_eq!(word(&counter, "unlock", GUESS, &cleo), "unknown");
    assert_eq!(word(&counter, "unlock", PROOF, &session), "right");
    let remove = format!("auth.remove_badge({session})");
    assert_eq!(refusal(&counter, &remove), "AU004");
    // It is not reported that a badge is unknown, but tried.
    for word in [
        "unknown badge",
        "badge elsewhere",
        "badge_set",
        "badge_removed",
    ] {
        let call = format!("auth.note({session}, '{word}')");
        assert_eq!(refusal(&counter, &call), "AU002", "{word}");
    }
    counter.ask_again(&session, &HASH);
    assert_eq!(done(&counter, &remove), "t");
    assert_eq!(counter.events(1), ["account ada t badge_removed"]);
    assert_eq!(done(&counter, &remove), "f");
    assert_eq!(word(&counter, "unlock", PROOF, &session), "unknown");
}
