//! When a badge does not unlock any more, and what a login can keep of badges.

use crate::restricted::badges::{call, counter, scan, set};
use crate::restricted::quick::{BOOT, GUESS, NOW, PROOF, change, done, refusal};
use crate::restricted::ticket;

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_badge_only_names_its_user_after_the_account_has_changed() {
    for (patch, expected) in [
        (r#"{"disabled": true}"#, "unknown"),
        (r#"{"pending": true}"#, "unknown"),
        (r#"{"roles": ["office"]}"#, "names"),
        (r#"{"session_epoch": 1}"#, "names"),
        (
            r#"{"password": "$2b$04$AfWtmmyg3n0goRqtoz7TseOAWpeFTYeDe7oY/K5/.Ltt/TRLwQdsq"}"#,
            "names",
        ),
        (r#"{"password": null}"#, "names"),
        (r#"{"key_vault": "no such thing"}"#, "unknown"),
    ] {
        let (counter, _) = counter();
        change(&counter, patch);
        assert_eq!(scan(&counter, PROOF), expected, "{patch}");
    }
    // What has ended does not come back with an earlier version of the database, or on another computer.
    let (counter, session) = counter();
    counter
        .database
        .sql("INSERT INTO auth_inner.ended SELECT own FROM auth_inner.badge");
    assert_eq!(scan(&counter, PROOF), "names");
    let renew = format!("auth.renew_badge({session}, {BOOT})");
    assert_eq!(done(&counter, &renew), "t");
    assert_eq!(scan(&counter, PROOF), "names", "until it is set again");
    assert_eq!(set(&counter, PROOF, &session), "set");
    assert_eq!(scan(&counter, PROOF), "right");
    counter
        .database
        .sql("DELETE FROM auth_inner.account WHERE name_key = 'ada'");
    assert_eq!(
        counter
            .database
            .sql("SELECT count(*) FROM auth_inner.badge"),
        "0"
    );
    assert_eq!(scan(&counter, PROOF), "unknown");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_computer_that_was_revoked_scans_no_badge_and_has_none_when_it_is_back() {
    let (counter, _) = counter();
    counter.database.sql(&format!(
        "INSERT INTO auth_inner.computer (login, revoked_at) VALUES ('{0}', {NOW})
         ON CONFLICT (login) DO UPDATE SET revoked_at = {NOW}",
        counter.login
    ));
    let more = call(&ticket(), "sign_in", PROOF, "NULL");
    assert_eq!(refusal(&counter, &more), "AU002");
    done(&counter, "auth.hello('0.1.0')");
    assert_eq!(scan(&counter, PROOF), "unknown");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn calls_about_badges_with_other_arguments_are_refused() {
    let (counter, session) = counter();
    for (call, code) in [
        (
            "auth.try_badge('short', 'sign_in', $p, NULL, NULL, NULL)",
            "AU005",
        ),
        (
            "auth.try_badge($p, 'sign_in', NULL, NULL, NULL, NULL)",
            "AU005",
        ),
        ("auth.try_badge($p, NULL, $p, NULL, NULL, NULL)", "AU005"),
        ("auth.try_badge($p, 'else', $p, NULL, NULL, NULL)", "AU005"),
        (
            "auth.try_badge($p, 'sign_in', $p, 'short', NULL, NULL)",
            "AU005",
        ),
        ("auth.try_badge($p, 'sign_in', $p, NULL, $t, NULL)", "AU005"),
        (
            "auth.try_badge($p, 'unlock', $p, NULL, NULL, NULL)",
            "AU005",
        ),
        (
            "auth.try_badge($p, 'unlock', $p, NULL, 'short', NULL)",
            "AU005",
        ),
        ("auth.try_badge($p, 'set', $p, NULL, NULL, NULL)", "AU005"),
        ("auth.try_badge($p, 'set', $p, NULL, $t, $p)", "AU005"),
        ("auth.try_badge($p, 'give', $p, NULL, $t, NULL)", "AU005"),
        (
            "auth.try_badge($p, 'unlock', $p, NULL, sha256('none'), NULL)",
            "AU001",
        ),
        ("auth.badge_verdict(NULL)", "AU005"),
        ("auth.badge_verdict(sha256('no ticket'))", "AU005"),
        ("auth.renew_badge($t, 'short')", "AU005"),
        ("auth.has_badge('short')", "AU005"),
    ] {
        let call = call.replace("$p", PROOF).replace("$t", &session);
        assert_eq!(refusal(&counter, &call), code, "{call}");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_user_has_one_badge_on_a_computer_and_a_computer_has_256() {
    let (counter, session) = counter();
    for _ in 0..3 {
        assert_eq!(set(&counter, GUESS, &session), "set");
        assert_eq!(set(&counter, PROOF, &session), "set");
    }
    assert_eq!(
        counter
            .database
            .sql("SELECT count(*) FROM auth_inner.badge"),
        "1"
    );
    // Of more than 256, the first end, and their owners are told.
    counter.database.sql(
        "INSERT INTO auth_inner.account (id, position, seq, name_key, record)
         SELECT substr(sha256(n::text::bytea), 1, 16), 1000 + n, 1, 'u' || n, a.record
         FROM auth_inner.account AS a, generate_series(1, 256) AS n WHERE a.name_key = 'ada';
         INSERT INTO auth_inner.badge (login, proof, account, seen_at, set_at)
         SELECT b.login, sha256(n::text::bytea), substr(sha256(n::text::bytea), 1, 16), b.seen_at, b.set_at - 1000 + n
         FROM auth_inner.badge AS b, generate_series(1, 256) AS n",
    );
    assert_eq!(set(&counter, GUESS, &session), "set");
    assert_eq!(
        counter
            .database
            .sql("SELECT count(*) FROM auth_inner.badge"),
        "256"
    );
    let removed = "SELECT who || ' ' || whom FROM auth_inner.event WHERE detail = 'badge_removed'";
    assert_eq!(counter.database.sql(removed), "ada u1");
    // Scans are forgotten.
    counter.set_clock(NOW + 601);
    done(&counter, "auth.hello('0.1.0')");
    assert_eq!(
        counter
            .database
            .sql("SELECT count(*) FROM auth_inner.badge_try"),
        "0"
    );
}
