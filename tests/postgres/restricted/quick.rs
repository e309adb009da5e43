//! PINs: what a login can find out and open with plain SQL, and that each try is counted.

use serde_json::{Value, json};

use crate::restricted::{Counter, HASH, asking_with, ticket, user};

pub const NOW: i64 = 1_800_000_000;
pub const SELECTOR: &str = "substr(sha256('selector'), 1, 16)";
/// What the computer derives from the PIN and its secret.
pub const PROOF: &str = "sha256('proof')";
pub const GUESS: &str = "sha256('guess')";
pub const BOOT: &str = "sha256('boot')";

/// Opens a shop at which `ada` has set a PIN on the till, and returns her session.
pub fn counter() -> (Counter<'static>, String) {
    let counter = Counter::open();
    counter.stop_clock(NOW);
    counter.database.sql(
        "INSERT INTO auth_inner.setting VALUES ('quick.pin', 'true');
         INSERT INTO auth_inner.past SELECT revision, seq FROM auth_inner.head",
    );
    let session = counter.sign_in("ada");
    done(&counter, &set(&session, PROOF));
    (counter, session)
}

pub fn set(session: &str, proof: &str) -> String {
    format!("auth.set_pin({session}, {SELECTOR}, {proof}, {BOOT})")
}

/// Makes a call that succeeds, and returns what it returns.
pub fn done(counter: &Counter<'_>, call: &str) -> String {
    let (told, errors) = counter.run(&format!("SELECT {call};"));
    assert_eq!(errors, "", "{call}");
    told.trim().to_owned()
}

/// Returns the code of the error with which the server refuses a call.
pub fn refusal(counter: &Counter<'_>, call: &str) -> String {
    let (told, errors) = counter.run(&format!("SELECT {call};"));
    assert_eq!(told, "", "{call}");
    let code = errors.split("ERROR:  ").nth(1).expect("an error");
    code[..5].to_owned()
}

pub fn attempt(ticket: &str, proof: &str, boot: &str, session: &str) -> String {
    let call = format!("auth.try_pin({ticket}, {SELECTOR}, {proof}, {boot}, {session})");
    asking_with(ticket, &call).replace("auth.verdict", "auth.pin_verdict")
}

pub fn told(counter: &Counter<'_>, login: &str, ticket: &str, statements: &str) -> Value {
    let statements = format!("{statements}SELECT auth.pin_verdict({ticket});");
    let (told, errors) = counter.database.sql_as(login, &statements);
    assert_eq!(errors, "");
    serde_json::from_str(&told).expect("a verdict")
}

/// Tries a PIN to sign in, and returns the word.
pub fn try_pin(counter: &Counter<'_>, proof: &str) -> String {
    let ticket = ticket();
    let verdict = told(
        counter,
        &counter.login,
        &ticket,
        &attempt(&ticket, proof, BOOT, "NULL"),
    );
    verdict["word"].as_str().expect("a word").to_owned()
}

/// Signs in with the PIN, and returns the token of the session.
pub fn enter(counter: &Counter<'_>) -> String {
    let ticket = ticket();
    let statements = attempt(&ticket, PROOF, BOOT, "NULL");
    let verdict = told(counter, &counter.login, &ticket, &statements);
    assert_eq!(verdict["word"], "right", "{verdict}");
    ticket
}

fn sessions(counter: &Counter<'_>) -> String {
    let all = "SELECT count(*) FROM auth_inner.restricted_session";
    counter.database.sql(all)
}

pub fn tries(counter: &Counter<'_>) -> String {
    counter.database.sql("SELECT tries FROM auth_inner.pin")
}

pub fn change(counter: &Counter<'_>, patch: &str) {
    counter.database.sql(&format!(
        "UPDATE auth_inner.account SET record = (record::jsonb || '{patch}')::json WHERE name_key = 'ada'"
    ));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_pin_opens_a_session_that_is_not_fresh_and_nothing_less_does() {
    let (counter, fresh) = counter();
    done(&counter, &format!("auth.sign_out({fresh})"));
    for wrong in [
        GUESS,
        // What a dump of the database has.
        "sha256(sha256('proof'))",
        SELECTOR
            .replace("substr(", "sha256(substr(")
            .replace("16)", "16))")
            .as_str(),
    ] {
        assert_eq!(try_pin(&counter, wrong), "wrong", "{wrong}");
    }
    assert_eq!(sessions(&counter), "0");
    assert_eq!(counter.events(1), ["account ada f wrong pin"]);
    let session = enter(&counter);
    assert_eq!(counter.events(1), ["sign_in ada t pin"]);
    assert_eq!(tries(&counter), "0");
    let began = "SELECT began, fresh_until FROM auth_inner.restricted_session";
    assert_eq!(counter.database.sql(began), format!("{NOW}|0"));
    let looked = format!("(SELECT record ->> 'username' FROM auth.look(ARRAY[{session}]))");
    assert_eq!(done(&counter, &looked), "ada");
    // The password is needed for all that is sensitive.
    for call in [
        set(&session, GUESS),
        format!("auth.remove_pin({session})"),
        format!("auth.renew_pin({session}, NULL)"),
        format!("auth.remember({session}, {SELECTOR}, {PROOF}, NULL)"),
        format!("auth.note({session}, 'unlocked')"),
    ] {
        assert_eq!(refusal(&counter, &call), "AU004", "{call}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn each_try_is_counted_before_anything_is_told() {
    let (counter, _) = counter();
    let tickets: Vec<_> = (0..4).map(|_| ticket()).collect();
    let call = |ticket: &str, proof: &str| {
        format!("SELECT auth.try_pin({ticket}, {SELECTOR}, {proof}, {BOOT}, NULL);")
    };
    let ask = |ticket: &str| format!("SELECT auth.pin_verdict({ticket});");
    // In the transaction that counts it, nothing is told, and rolling it back takes the try back.
    let (told, _) = counter.run(&format!(
        "BEGIN; {} {} ROLLBACK;",
        call(&tickets[0], PROOF),
        ask(&tickets[0])
    ));
    assert_eq!(told.trim(), r#"{"wait": 0}"#);
    assert_eq!(tries(&counter), "0");
    // One that is never asked about stays counted, the right one as well.
    counter.run(&call(&tickets[1], GUESS));
    counter.run(&call(&tickets[2], PROOF));
    assert_eq!(tries(&counter), "2");
    // Nor is it taken back when the step is rolled back that looks at it.
    counter.run(&call(&tickets[3], GUESS));
    let (told, _) = counter.run(&format!("BEGIN; {} ROLLBACK;", ask(&tickets[3]).repeat(3)));
    assert!(!told.contains("word"), "{told}");
    assert_eq!(tries(&counter), "3");
    assert_eq!(try_pin(&counter, GUESS), "wrong");
    assert_eq!(try_pin(&counter, GUESS), "wrong");
    assert_eq!(counter.events(1), ["account ada f pin spent"]);
    assert_eq!(try_pin(&counter, PROOF), "spent");
    assert_eq!(try_pin(&counter, PROOF), "spent");
    let failures = "SELECT failures FROM auth_inner.attempts WHERE name = auth_inner.attempt_key('all names', '')";
    assert_eq!(
        counter.database.sql(failures),
        "2",
        "those that were looked at"
    );
    // Also the try that was counted in time opens nothing after two minutes.
    counter.set_clock(NOW + 121);
    assert_eq!(try_pin(&counter, PROOF), "spent");
    let (told, errors) = counter.run(&ask(&tickets[2]).repeat(3));
    assert!(!told.contains("right"), "{told} {errors}");
    assert_eq!(sessions(&counter), "1", "that of the password");
    let notices = "SELECT string_agg(word, ' ' ORDER BY number) FROM auth_inner.notice";
    assert_eq!(counter.database.sql(notices), "pin_set pin_spent");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_password_gives_new_tries_once() {
    let (counter, session) = counter();
    let renew = |session: &str| done(&counter, &format!("auth.renew_pin({session}, {BOOT})"));
    for _ in 0..3 {
        try_pin(&counter, GUESS);
        // The password with which the PIN was set.
        assert_eq!(renew(&session), "t");
    }
    assert_eq!(tries(&counter), "3");
    counter.set_clock(NOW + 60);
    let again = counter.ask_again(&session, &HASH);
    assert_eq!(again["word"], "right");
    for expected in ["0", "1"] {
        renew(&session);
        assert_eq!(tries(&counter), expected);
        try_pin(&counter, GUESS);
    }
    counter.set_clock(NOW + 60 + 300);
    let late = format!("auth.renew_pin({session}, {BOOT})");
    assert_eq!(refusal(&counter, &late), "AU004");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_pin_is_tried_only_with_the_login_that_it_was_set_with() {
    let (counter, _) = counter();
    let other = format!("{}_two", counter.login);
    counter.add_login(&other);
    for _ in 0..6 {
        let ticket = ticket();
        let statements = attempt(&ticket, PROOF, BOOT, "NULL");
        let verdict = told(&counter, &other, &ticket, &statements);
        assert_eq!(verdict, json!({ "word": "none" }));
    }
    assert_eq!(tries(&counter), "0", "nor is it used up there");
    // No other login asks about a try, or uses its ticket.
    let own = ticket();
    told(
        &counter,
        &counter.login,
        &own,
        &attempt(&own, GUESS, BOOT, "NULL"),
    );
    for call in [
        format!("auth.pin_verdict({own})"),
        format!("auth.try_pin({own}, {SELECTOR}, {PROOF}, NULL, NULL)"),
    ] {
        let (told, errors) = counter.database.sql_as(&other, &format!("SELECT {call};"));
        assert_eq!(told, "");
        assert!(errors.contains("AU005"), "{errors}");
    }
    // Nor does the session of another user unlock with it.
    counter.add(&[user("cleo", &json!({}))]);
    let cleo = counter.sign_in("cleo");
    let foreign = ticket();
    let statements = attempt(&foreign, PROOF, BOOT, &cleo);
    let verdict = told(&counter, &counter.login, &foreign, &statements);
    assert_eq!(verdict["word"], "none");
    assert_eq!(tries(&counter), "1");
    // A selector that is taken is not given to another user.
    assert_eq!(refusal(&counter, &set(&cleo, GUESS)), "AU005");
    enter(&counter);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_right_pin_is_recorded_also_if_no_session_begins() {
    let (counter, session) = counter();
    let taken = format!("auth.try_pin({session}, {SELECTOR}, {PROOF}, {BOOT}, NULL)");
    assert_eq!(refusal(&counter, &taken), "AU005");
    // A ticket with which another session begins before the try is looked at.
    let both = ticket();
    counter.run(&format!(
        "SELECT auth.try_pin({both}, {SELECTOR}, {PROOF}, {BOOT}, NULL);"
    ));
    let signed_in = crate::restricted::asking(&both, "ada", &HASH);
    let verdict = counter.told(&both, &signed_in);
    assert_eq!(verdict["word"], "right");
    let (told, errors) = counter.run(&format!("SELECT auth.pin_verdict({both});").repeat(3));
    assert!(told.contains("none"), "{told} {errors}");
    assert_eq!(counter.events(1), ["sign_in ada f ended"]);
    // One that is never asked about.
    counter.run(&format!(
        "SELECT auth.try_pin({}, {SELECTOR}, {PROOF}, {BOOT}, NULL);",
        ticket()
    ));
    counter.set_clock(NOW + 121);
    done(&counter, "auth.hello('0.1.0')");
    assert_eq!(counter.events(1), ["sign_in ada f ended"]);
    let ended = "SELECT count(*) FROM auth_inner.event WHERE detail = 'ended'";
    assert_eq!(counter.database.sql(ended), "2");
    assert_eq!(tries(&counter), "1", "it stays counted");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn tries_that_a_computer_keeps_locked_do_not_keep_those_of_others() {
    let (counter, _) = counter();
    counter.run(&format!(
        "SELECT auth.try_pin({}, {SELECTOR}, {GUESS}, {BOOT}, NULL);",
        ticket()
    ));
    counter.database.sql(
        "INSERT INTO auth_inner.pin (selector, login, account, credential, proof, full_at, password_at, seen_at)
         SELECT substr(sha256('kept'), 1, 16), 'kept', substr(sha256('x'), 1, 16), credential, proof, 0, 0, 0 FROM auth_inner.pin;
         INSERT INTO auth_inner.pin_try (ticket, login, xact, at, not_before, selector, proof, counted)
         SELECT sha256(n::text::bytea), 'kept', pg_current_xact_id(), 0, 0, substr(sha256('kept'), 1, 16), sha256('x'), 1
         FROM generate_series(1, 100) AS n",
    );
    counter.set_clock(NOW + 121);
    let kept = "SELECT FROM auth_inner.pin WHERE login = 'kept' FOR UPDATE";
    let held = counter.database.hold(kept);
    done(&counter, "auth.hello('0.1.0')");
    held.commit();
    assert_eq!(counter.events(1), ["account ada f wrong pin"]);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_pin_unlocks_the_window_of_its_user_and_the_password_no_longer_counts_as_just_entered() {
    let (counter, session) = counter();
    let unlock = |proof: &str, session: &str| {
        let ticket = ticket();
        let statements = attempt(&ticket, proof, BOOT, session);
        told(&counter, &counter.login, &ticket, &statements)["word"].clone()
    };
    assert_eq!(unlock(GUESS, &session), "wrong");
    assert_eq!(unlock(PROOF, &session), "right");
    assert_eq!((&*sessions(&counter), &*tries(&counter)), ("1", "0"));
    let remove = format!("auth.remove_pin({session})");
    assert_eq!(refusal(&counter, &remove), "AU004");
    // A PIN is not reported, but tried.
    for word in [
        "wrong pin",
        "pin spent",
        "pin ended",
        "pin_set",
        "pin_removed",
    ] {
        let call = format!("auth.note({session}, '{word}')");
        assert_eq!(refusal(&counter, &call), "AU002", "{word}");
    }
    counter.ask_again(&session, &HASH);
    assert_eq!(done(&counter, &remove), "t");
    assert_eq!(counter.events(1), ["account ada t pin_removed"]);
    assert_eq!(unlock(PROOF, &session), "none");
    let ended = format!(
        "auth.try_pin({}, {SELECTOR}, {PROOF}, NULL, sha256('no session'))",
        ticket()
    );
    assert_eq!(refusal(&counter, &ended), "AU001");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn what_a_login_can_keep_of_pins_is_bounded() {
    let (counter, session) = counter();
    for (call, code) in [
        ("auth.try_pin('short', $s, $p, NULL, NULL)", "AU005"),
        ("auth.try_pin($p, 'short', $p, NULL, NULL)", "AU005"),
        ("auth.try_pin($p, $s, NULL, NULL, NULL)", "AU005"),
        ("auth.try_pin($p, $s, $p, 'short', NULL)", "AU005"),
        ("auth.try_pin($p, $s, $p, NULL, 'short')", "AU005"),
        ("auth.pin_verdict(NULL)", "AU005"),
        ("auth.pin_verdict(sha256('no ticket'))", "AU005"),
        ("auth.set_pin($t, NULL, $p, NULL)", "AU005"),
        ("auth.set_pin($t, $s, 'short', NULL)", "AU005"),
        ("auth.set_pin($t, $s, $p, 'short')", "AU005"),
        ("auth.renew_pin($t, 'short')", "AU005"),
        ("auth.set_pin(sha256('no session'), $s, $p, NULL)", "AU001"),
    ] {
        let call = call
            .replace("$s", SELECTOR)
            .replace("$p", PROOF)
            .replace("$t", &session);
        assert_eq!(refusal(&counter, &call), code, "{call}");
    }
    counter.run(
        "SELECT auth.try_pin(sha256(('open ' || n)::bytea), substr(sha256('x'), 1, 16), sha256('x'), NULL, NULL)
         FROM generate_series(1, 100) AS n;",
    );
    let more = format!(
        "auth.try_pin({}, {SELECTOR}, {PROOF}, NULL, NULL)",
        ticket()
    );
    assert_eq!(refusal(&counter, &more), "AU002");
    // They are looked at later, and forgotten.
    counter.set_clock(NOW + 121);
    done(&counter, "auth.hello('0.1.0')");
    counter.set_clock(NOW + 601);
    done(&counter, "auth.hello('0.1.0')");
    let left = "SELECT count(*) FROM auth_inner.pin_try";
    assert_eq!(counter.database.sql(left), "0");
    // Of one user there is one on a computer, and the log is not filled with changes.
    counter.ask_again(&session, &HASH);
    counter.run(&format!(
        "SELECT auth.set_pin({session}, substr(sha256(('s' || n)::bytea), 1, 16), sha256('p'), NULL) FROM generate_series(1, 50) AS n;"
    ));
    let kept = "SELECT count(*) FROM auth_inner.pin";
    assert_eq!(counter.database.sql(kept), "1");
    let (_, errors) = counter.run(&format!(
        "DO $$ BEGIN FOR n IN 1 .. 200 LOOP
             PERFORM auth.set_pin({session}, substr(sha256(('t' || n)::bytea), 1, 16), sha256('p'), NULL); COMMIT;
         END LOOP; END $$;"
    ));
    assert!(errors.contains("AU008"), "{errors}");
}
