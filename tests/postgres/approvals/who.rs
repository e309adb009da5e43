//! Who can approve, and how their passwords are counted.

use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::audit_detail::AuditDetail;
use egui_authenticator::domain::user::UserPatch;
use serde_json::json;

use super::{WRONG, approve, approved, asked, shop, ticket, told, word};
use crate::own_account::{HASH, Shop, roles};

fn failures(shop: &Shop, name: &str) -> String {
    shop.database.sql(&format!(
        "SELECT failures FROM auth_inner.attempts JOIN auth_inner.account AS a
         ON name = auth_inner.attempt_key('account', a.id) WHERE name_key = '{name}'"
    ))
}

fn last_record(shop: &Shop) -> String {
    shop.database.sql(
        "SELECT concat_ws(' | ', kind, who, whom, is_done, detail) FROM auth_inner.event ORDER BY number DESC LIMIT 1",
    )
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_a_second_person_approves_at_a_till_and_no_session_begins() {
    let shop = shop();
    let till = shop.till();
    let bob = till.session("bob");
    let sessions = shop.count("auth_inner.restricted_session");
    let slots = shop.count("auth_inner.session_slot");
    let proof = ticket();
    let request = asked(&json!({ "title": "Refund of \"4\"", "reason": "broken cup" }));
    let verdict = approve(&till, (&bob, &proof), &request, ("eve", HASH)).expect("a verdict");
    assert_eq!(verdict["word"], "approved");
    assert_eq!(verdict["username"], "eve");
    assert_eq!(
        last_record(&shop),
        "approval | bob | eve | t | refund.large abababababababab approved: \"Refund of '4'\" broken cup"
    );
    assert_eq!(shop.count("auth_inner.restricted_session"), sessions);
    assert_eq!(shop.count("auth_inner.session_slot"), slots);
    till.refused("AU001", &format!("SELECT auth.roles({proof})"));
    let held = till.sql(&format!(
        "SELECT auth.approvals({bob}, ARRAY[{proof}, sha256('x')])"
    ));
    assert_eq!(held, Ok("{0}".to_owned()));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_the_record_of_the_server_is_read_as_that_of_the_program() {
    let shop = shop();
    let till = shop.till();
    let bob = till.session("bob");
    approved(&till, &bob, &json!({ "reason": "why" }));
    let refused = approve(&till, (&bob, &ticket()), &asked(&json!({})), ("eve", WRONG));
    assert_eq!(word(refused), "wrong");
    let details = shop
        .database
        .sql("SELECT detail FROM auth_inner.event WHERE kind = 'approval' ORDER BY number");
    for text in details.lines() {
        let detail = AuditDetail::parse(AuditKind::Approval, text);
        assert!(
            matches!(detail, AuditDetail::Approval { .. }),
            "{text}: {detail:?}"
        );
        assert_eq!(detail.to_string(), text);
    }
    assert_eq!(details.lines().count(), 2);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_no_user_approves_their_own_action_and_none_without_a_role_of_the_rule() {
    let shop = shop();
    let till = shop.till();
    let (bob, eve) = (till.session("bob"), till.session("eve"));
    for (session, name, refusal, recorded) in [
        (&eve, "eve", "same_person", "same person"),
        (&bob, "bob", "same_person", "same person"),
        (&bob, "ada", "not_allowed", "not allowed"),
        (&eve, "bob", "not_allowed", "not allowed"),
    ] {
        let proof = ticket();
        let verdict = approve(&till, (session, &proof), &asked(&json!({})), (name, HASH));
        assert_eq!(word(verdict), refusal, "{name}");
        assert!(last_record(&shop).contains(recorded), "{name}");
        let held = till.sql(&format!("SELECT auth.approvals({session}, ARRAY[{proof}])"));
        assert_eq!(held, Ok("{}".to_owned()), "{name}");
        assert_eq!(failures(&shop, name), "0", "the password was right");
    }
    shop.database.sql(
        "UPDATE auth_inner.setting SET value = 'true' WHERE path = 'approvals.0.allow_same_person'",
    );
    let own = approve(&till, (&eve, &ticket()), &asked(&json!({})), ("eve", HASH));
    assert_eq!(word(own), "approved", "the rule allows it");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_guesses_of_an_approvers_password_count_like_those_of_a_sign_in() {
    let shop = shop();
    let till = shop.till();
    let bob = till.session("bob");
    let guess = |name: &str| {
        let request = asked(&json!({}));
        word(approve(&till, (&bob, &ticket()), &request, (name, WRONG)))
    };
    for count in 1..=5 {
        assert_eq!(guess("eve"), "wrong");
        assert_eq!(failures(&shop, "eve"), count.to_string());
        assert_eq!(guess("no such name"), "wrong", "the same answer");
    }
    assert!(last_record(&shop).contains("unknown name, locked"));
    assert!(
        last_record(&shop).contains("| \u{2022}\u{2022}\u{2022} |"),
        "what was typed is no name"
    );
    assert_eq!(guess("eve"), "locked");
    let right = approve(&till, (&bob, &ticket()), &asked(&json!({})), ("eve", HASH));
    assert_eq!(word(right), "locked", "also with the right one");
    // It is locked at the sign-in as well.
    let proof = ticket();
    let sign_in = format!("auth.answer({proof}, 'eve', '{HASH}', NULL)");
    assert_eq!(word(told(&till, &proof, &sign_in)), "locked");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_earlier_failures_of_an_approver_stay() {
    let shop = shop();
    let till = shop.till();
    let bob = till.session("bob");
    for _ in 0..2 {
        let wrong = approve(&till, (&bob, &ticket()), &asked(&json!({})), ("eve", WRONG));
        assert_eq!(word(wrong), "wrong");
    }
    approved(&till, &bob, &json!({}));
    assert_eq!(failures(&shop, "eve"), "2");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_an_approver_who_could_not_sign_in_does_not_approve() {
    let shop = shop();
    let till = shop.till();
    let bob = till.session("bob");
    let set = |patch: &str| {
        shop.database.sql(&format!(
            "UPDATE auth_inner.account SET record = (record::jsonb || '{patch}')::json WHERE name_key = 'eve'"
        ));
    };
    for (patch, back, expected) in [
        (r#"{"disabled": true}"#, r#"{"disabled": false}"#, "wrong"),
        (r#"{"pending": true}"#, r#"{"pending": false}"#, "pending"),
        (
            r#"{"times": ["2999-01-01", "", ""]}"#,
            r#"{"times": ["", "", ""]}"#,
            "not_now",
        ),
        (
            r#"{"must_change_password": true}"#,
            r#"{"must_change_password": false}"#,
            "not_ready",
        ),
    ] {
        set(patch);
        let verdict = approve(&till, (&bob, &ticket()), &asked(&json!({})), ("eve", HASH));
        assert_eq!(word(verdict), expected, "{patch}");
        set(back);
        // One that was counted as wrong does not lock the name.
        shop.database.sql("DELETE FROM auth_inner.attempts");
    }
    shop.database
        .sql("INSERT INTO auth_inner.setting VALUES ('two_step.required_for', 'lead')");
    let verdict = approve(&till, (&bob, &ticket()), &asked(&json!({})), ("eve", HASH));
    assert_eq!(word(verdict), "not_ready", "without the second factor");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_an_approval_ends_with_the_account_the_rule_and_its_time() {
    let shop = shop();
    let till = shop.till();
    let bob = till.session("bob");
    let holds = |proof: &str| {
        let held = till.sql(&format!("SELECT auth.approvals({bob}, ARRAY[{proof}])"));
        held.expect("told") == "{0}"
    };
    let disabled = |is: bool| UserPatch {
        disabled: Some(is),
        ..UserPatch::default()
    };
    let proof = approved(&till, &bob, &json!({}));
    assert!(holds(&proof));
    shop.change("eve", disabled(true));
    assert!(!holds(&proof));
    shop.change("eve", disabled(false));
    assert!(holds(&proof));
    shop.change("eve", roles(&["till"]));
    assert!(!holds(&proof));
    shop.change("eve", roles(&["lead"]));
    assert!(holds(&proof));
    let rule = "UPDATE auth_inner.setting SET value = 'boss' WHERE path = 'approvals.0.roles.0'";
    shop.database.sql(rule);
    assert!(!holds(&proof));
    shop.database.sql(&rule.replace("boss", "lead"));
    assert!(holds(&proof));
    shop.database
        .sql("UPDATE auth_inner.approval SET good_until = good_until - 60");
    assert!(!holds(&proof));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_an_approver_with_a_second_factor_approves_with_a_code_only() {
    let shop = shop();
    let till = shop.till();
    let bob = till.session("bob");
    // A secret as a trusted computer deposits it.
    shop.database.sql(
        "UPDATE auth_inner.account SET record = (record::jsonb || '{\"key_vault\": \"totp:AAAA\"}')::json WHERE name_key = 'eve';
         SELECT auth_inner.keep_second_factor(id, 'AAAA', substr(sha256('s'), 1, 20)) FROM auth_inner.account
         WHERE name_key = 'eve'",
    );
    let code = "SELECT auth_inner.code_of(substr(sha256('s'), 1, 20), auth_inner.now() / 30)";
    let code = shop.database.sql(code);
    let proof = ticket();
    let verdict = approve(&till, (&bob, &proof), &asked(&json!({})), ("eve", HASH));
    assert_eq!(word(verdict), "code");
    let enter = |code: &str| {
        let attempt = ticket();
        let call = format!("auth.code({proof}, '{code}', {attempt})");
        (told(&till, &attempt, &call), attempt)
    };
    let (wrong, _) = enter("000000x");
    assert_eq!(word(wrong), "wrong_code");
    let (right, attempt) = enter(&code);
    assert_eq!(word(right), "approved");
    let held = till.sql(&format!(
        "SELECT auth.approvals({bob}, ARRAY[{proof}, {attempt}])"
    ));
    assert_eq!(
        held,
        Ok("{0}".to_owned()),
        "the ticket of the password proves it"
    );
    // Neither ticket is a session, and the code works once.
    for token in [&proof, &attempt] {
        till.refused("AU001", &format!("SELECT auth.roles({token})"));
    }
    let again = ticket();
    let verdict = approve(&till, (&bob, &again), &asked(&json!({})), ("eve", HASH));
    assert_eq!(word(verdict), "code");
    let attempt = ticket();
    let call = format!("auth.code({again}, '{code}', {attempt})");
    assert_eq!(word(told(&till, &attempt, &call)), "wrong_code");
}
