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
    shop.database
        .sql("UPDATE auth_inner.approval SET at = at - 1801");
    approved(&till, &bob, &json!({}));
    assert!(till.sql("SELECT auth.hello('0.1.0')").is_ok());
    assert_eq!(shop.count("auth_inner.approval"), 1);
}
