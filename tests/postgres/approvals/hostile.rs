//! What a till tries whose program was replaced.

use serde_json::json;

use super::{WRONG, approve, approved, asked, shop, ticket, word};
use crate::own_account::HASH;

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_malformed_requests_are_refused_and_not_counted() {
    let shop = shop();
    let till = shop.till();
    let bob = till.session("bob");
    for (other, code) in [
        (json!({ "kind": "users" }), "AU002"),
        (json!({ "kind": "users", "action": "users.add" }), "AU002"),
        (json!({ "kind": "other" }), "AU002"),
        (json!({ "action": "users.delete" }), "AU002"),
        (json!({ "action": "activity.export" }), "AU002"),
        (
            json!({ "kind": "page", "action": "safe.open", "page": "none" }),
            "AU002",
        ),
        (json!({ "kind": "page", "page": "safe" }), "AU002"),
        (
            json!({ "kind": "item", "page": "safe", "action": "safe.open" }),
            "AU002",
        ),
        (json!({ "action": "Refund" }), "AU005"),
        (json!({ "action": "a".repeat(41) }), "AU005"),
        (json!({ "title": "x".repeat(81) }), "AU005"),
        (json!({ "title": "a\nb" }), "AU005"),
        (json!({ "title": "\u{202e}" }), "AU005"),
        (json!({ "reason": "x".repeat(201) }), "AU005"),
        (json!({ "reason": null }), "AU005"),
        (json!({ "digest": "ab" }), "AU005"),
        (json!({ "details": "x" }), "AU005"),
        (json!({ "details": ["x".repeat(30_000)] }), "AU005"),
    ] {
        let made = approve(&till, (&bob, &ticket()), &asked(&other), ("eve", HASH));
        assert_eq!(made, Err(code.to_owned()), "{other}");
    }
    let session = "sha256('nothing')";
    let made = approve(
        &till,
        (session, &ticket()),
        &asked(&json!({})),
        ("eve", HASH),
    );
    assert_eq!(made, Err("AU001".to_owned()), "without a session");
    let other = shop.till();
    let made = approve(&other, (&bob, &ticket()), &asked(&json!({})), ("eve", HASH));
    assert_eq!(made, Err("AU001".to_owned()), "of another till");
    for call in [
        format!("auth.approve({bob}, 'short', '{{}}', 'eve', 'x')"),
        format!("auth.approve({bob}, sha256('a'), NULL, 'eve', 'x')"),
        format!("auth.approve({bob}, sha256('a'), '[]', 'eve', 'x')"),
        format!("auth.approve({bob}, sha256('a'), '{{}}', NULL, 'x')"),
        format!("auth.approve({bob}, sha256('a'), '{{}}', 'eve', repeat('x', 1025))"),
        format!("auth.approvals({bob}, NULL)"),
        format!("auth.approvals({bob}, array_fill(sha256('a'), ARRAY[65]))"),
        format!("auth.approved_page({bob}, NULL, '{{}}')"),
        format!("auth.approved_page({bob}, 'safe', NULL)"),
    ] {
        till.refused("AU005", &format!("SELECT {call}"));
    }
    assert_eq!(shop.count("auth_inner.guess"), 0);
    assert_eq!(shop.count("auth_inner.approval"), 0);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_a_guess_that_is_rolled_back_tells_nothing() {
    let shop = shop();
    let till = shop.till();
    let bob = till.session("bob");
    let request = asked(&json!({})).to_string();
    for hash in [HASH, WRONG] {
        let proof = ticket();
        let told = till.sql(&format!(
            "BEGIN; SELECT auth.approve({bob}, {proof}, '{request}', 'eve', '{hash}'); SELECT auth.verdict({proof}); ROLLBACK;"
        ));
        assert_eq!(told, Ok("\n{\"wait\": 0}".to_owned()), "the same");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_one_ticket_takes_one_answer() {
    let shop = shop();
    let till = shop.till();
    let bob = till.session("bob");
    let proof = ticket();
    let wrong = approve(&till, (&bob, &proof), &asked(&json!({})), ("eve", WRONG));
    assert_eq!(word(wrong), "wrong");
    let right = approve(&till, (&bob, &proof), &asked(&json!({})), ("eve", HASH));
    assert_eq!(word(right), "wrong", "the first one counts");
    let other = shop.till();
    let session = other.session("bob");
    let stolen = approve(
        &other,
        (&session, &proof),
        &asked(&json!({})),
        ("eve", HASH),
    );
    assert_eq!(stolen, Err("AU005".to_owned()));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_an_approval_is_for_one_session_of_one_till() {
    let shop = shop();
    let till = shop.till();
    let (bob, again) = (till.session("bob"), till.session("bob"));
    let proof = approved(&till, &bob, &json!({}));
    let held =
        |session: &str| till.sql(&format!("SELECT auth.approvals({session}, ARRAY[{proof}])"));
    assert_eq!(held(&bob), Ok("{0}".to_owned()));
    assert_eq!(held(&again), Ok("{}".to_owned()));
    let other = shop.till();
    other.refused(
        "AU001",
        &format!("SELECT auth.approvals({bob}, ARRAY[{proof}])"),
    );
    assert!(till.sql(&format!("SELECT auth.sign_out({bob})")).is_ok());
    till.refused(
        "AU001",
        &format!("SELECT auth.approvals({bob}, ARRAY[{proof}])"),
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_what_was_asked_in_a_session_that_has_ended_is_not_approved() {
    let shop = shop();
    let till = shop.till();
    let bob = till.session("bob");
    let proof = ticket();
    let request = asked(&json!({})).to_string();
    let counted = till.sql(&format!(
        "SELECT auth.approve({bob}, {proof}, '{request}', 'eve', '{HASH}'); SELECT auth.sign_out({bob});"
    ));
    assert!(counted.is_ok(), "{counted:?}");
    let verdict = super::told(&till, &proof, "pg_sleep(0)");
    assert_eq!(word(verdict), "ended");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_what_can_no_longer_be_used_is_removed() {
    let shop = shop();
    let till = shop.till();
    let bob = till.session("bob");
    approved(&till, &bob, &json!({}));
    shop.database.sql(
        "UPDATE auth_inner.approval SET at = at - 1801; UPDATE auth_inner.guess SET at = at - 1801",
    );
    approved(&till, &bob, &json!({}));
    assert!(till.sql("SELECT auth.hello('0.1.0')").is_ok());
    assert_eq!(shop.count("auth_inner.approval"), 1);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_an_answer_of_an_approver_never_begins_a_session() {
    let shop = shop();
    let till = shop.till();
    let bob = till.session("bob");
    let request = asked(&json!({})).to_string();
    let proof = ticket();
    let counted = till.sql(&format!(
        "SELECT auth.approve({bob}, {proof}, '{request}', 'eve', '{HASH}')"
    ));
    assert!(counted.is_ok(), "{counted:?}");
    let sessions = shop.count("auth_inner.restricted_session");
    // What was asked is gone, however that came.
    shop.database.sql("DELETE FROM auth_inner.approval");
    let verdict = super::told(&till, &proof, "pg_sleep(0)");
    assert_eq!(verdict, Err("AU001".to_owned()));
    assert_eq!(shop.count("auth_inner.restricted_session"), sessions);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_a_ticket_is_for_one_approval_also_when_its_answer_is_forgotten() {
    let shop = shop();
    let till = shop.till();
    let bob = till.session("bob");
    let proof = approved(&till, &bob, &json!({}));
    shop.database.sql("DELETE FROM auth_inner.guess");
    let again = approve(&till, (&bob, &proof), &asked(&json!({})), ("eve", HASH));
    assert_eq!(again, Err("AU005".to_owned()));
    assert_eq!(shop.count("auth_inner.guess"), 0, "it is not counted");
    let answer = format!("auth.answer({proof}, 'eve', '{HASH}', NULL)");
    assert_eq!(
        word(super::told(&till, &proof, &answer)),
        "right",
        "a sign-in"
    );
    let until = "SELECT count(*) FROM auth_inner.approval WHERE good_until > auth_inner.now() + 60";
    assert_eq!(shop.database.sql(until), "0", "it is approved no longer");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_refused_approvals_do_not_fill_the_log() {
    let shop = shop();
    let till = shop.till();
    let bob = till.session("bob");
    shop.database.sql(
        "INSERT INTO auth_inner.event SELECT n, auth_inner.now(), 'lock', 'bob', '', a.id, NULL, true, 'locked', ''
         FROM auth_inner.account AS a, generate_series(1, 120) AS n WHERE a.name_key = 'bob';
         UPDATE auth_inner.event_ends SET last = 120",
    );
    let own = approve(&till, (&bob, &ticket()), &asked(&json!({})), ("bob", HASH));
    assert_eq!(own, Err("AU008".to_owned()));
    assert_eq!(shop.count("auth_inner.event"), 120);
    let failures = "SELECT sum(failures) > 0 FROM auth_inner.attempts";
    assert_eq!(shop.database.sql(failures), "t", "it stays counted");
    // What is left is recorded, and holds no computer up.
    shop.database
        .sql("UPDATE auth_inner.guess SET at = at - 121");
    assert!(till.sql("SELECT auth.hello('0.1.0')").is_ok());
    assert_eq!(shop.count("auth_inner.guess WHERE verdict IS NULL"), 0);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_each_right_password_of_an_approver_is_recorded() {
    let shop = shop();
    let till = shop.till();
    let bob = till.session("bob");
    shop.database.sql(
        "UPDATE auth_inner.setting SET value = 'true' WHERE path = 'approvals.0.require_reason'",
    );
    let without = approve(&till, (&bob, &ticket()), &asked(&json!({})), ("eve", HASH));
    assert_eq!(word(without), "reason_missing");
    assert_eq!(
        shop.count("auth_inner.event WHERE kind = 'approval' AND NOT is_done"),
        1
    );
    let published = asked(&json!({ "reason": "x", "published": true }));
    let refused = approve(&till, (&bob, &ticket()), &published, ("eve", HASH));
    assert_eq!(word(refused), "published");
    assert_eq!(
        shop.count("auth_inner.event WHERE kind = 'approval' AND NOT is_done"),
        2
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn an_answer_of_a_user_who_was_removed_stops_no_computer() {
    let shop = shop();
    let till = shop.till();
    let (bob, eve) = (till.session("bob"), till.session("eve"));
    let request = asked(&json!({})).to_string();
    let counted = till.sql(&format!(
        "SELECT auth.answer({}, NULL, 'x', {eve}); SELECT auth.approve({bob}, {}, '{request}', 'eve', 'x');",
        ticket(),
        ticket()
    ));
    assert!(counted.is_ok(), "{counted:?}");
    shop.database.sql(
        "DELETE FROM auth_inner.account WHERE name_key IN ('bob', 'eve'); UPDATE auth_inner.guess SET at = at - 121",
    );
    assert!(till.sql("SELECT auth.hello('0.1.0')").is_ok());
    assert_eq!(shop.count("auth_inner.guess WHERE verdict IS NULL"), 0);
}
