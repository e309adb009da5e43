//! What a till tries whose program was replaced.

use std::sync::LazyLock;

use ed25519_dalek::{Signer as _, SigningKey};

use super::{Lines, message, proof, public, send, shop, sign, ticket};
use crate::approvals::{WRONG, told};
use crate::own_account::HASH;

fn key(byte: u8) -> SigningKey {
    SigningKey::from_bytes(&[byte; 32])
}

/// What [`sign`] returns if the signature was added.
static DONE: LazyLock<Result<String, String>> = LazyLock::new(|| Ok("done".to_owned()));

fn refused(code: &str) -> Result<String, String> {
    Err(code.to_owned())
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r112_a_right_password_signs_once() {
    let shop = shop();
    let till = shop.till();
    let (bob, key) = (till.session("bob"), key(1));
    let right = proof(&till, &bob);
    let text = Lines::of(&shop, "bob", &key).text();
    assert_eq!(sign(&till, (&bob, &right), (&key, "NULL"), &text), *DONE);
    let text = Lines::of(&shop, "bob", &key).text();
    let again = sign(&till, (&bob, &right), (&key, &public(&key)), &text);
    assert_eq!(again, refused("AU004"));
    assert_eq!(shop.count("auth_inner.signature"), 1);
    let events = shop.events("signature");
    assert!(
        events.starts_with("signing key made, signature 1, link "),
        "{events}"
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r112_no_one_signs_without_a_password_of_now_in_the_same_session() {
    let shop = shop();
    let till = shop.till();
    let (bob, again, ada) = (
        till.session("bob"),
        till.session("bob"),
        till.session("ada"),
    );
    let key = key(1);
    let text = Lines::of(&shop, "bob", &key).text();
    let wrong = ticket();
    let call = format!("auth.answer({wrong}, NULL, '{WRONG}', {bob})");
    assert_eq!(
        told(&till, &wrong, &call).expect("a verdict")["word"],
        "wrong"
    );
    let signed_in = ticket();
    let call = format!("auth.answer({signed_in}, 'bob', '{HASH}', NULL)");
    assert_eq!(
        told(&till, &signed_in, &call).expect("a verdict")["word"],
        "right"
    );
    let of_ada = proof(&till, &ada);
    let of_another = proof(&till, &again);
    for (what, ticket) in [
        ("none", "sha256('nothing')"),
        ("a wrong one", wrong.as_str()),
        ("that of a sign-in", signed_in.as_str()),
        ("that of another user", of_ada.as_str()),
        ("that of another session", of_another.as_str()),
    ] {
        let made = sign(&till, (&bob, ticket), (&key, "NULL"), &text);
        assert_eq!(made, refused("AU004"), "{what}");
        till.refused(
            "AU004",
            &format!("SELECT * FROM auth.signing({bob}, {ticket})"),
        );
    }
    let late = proof(&till, &bob);
    shop.database
        .sql("UPDATE auth_inner.guess SET at = at - 121");
    let made = sign(&till, (&bob, &late), (&key, "NULL"), &text);
    assert_eq!(made, refused("AU004"), "too late");
    let other = shop.till();
    let made = sign(&other, (&bob, &late), (&key, "NULL"), &text);
    assert_eq!(made, refused("AU001"), "another till");
    assert_eq!(shop.count("auth_inner.signature"), 0);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r112_a_session_signs_in_the_name_of_its_user_only_and_what_the_program_reads() {
    let shop = shop();
    let till = shop.till();
    let (bob, key) = (till.session("bob"), key(1));
    let right = proof(&till, &bob);
    let lines = Lines::of(&shop, "bob", &key);
    let ada = Lines::of(&shop, "ada", &key);
    let long = "x".repeat(501);
    for (name, value, expected) in [
        ("number", "2", Ok("moved".to_owned())),
        ("previous", &*"ab".repeat(32), Ok("moved".to_owned())),
        ("account", &ada.0[2].1, refused("AU005")),
        ("username", "ada", refused("AU005")),
        ("username", "BOB", refused("AU005")),
        ("name", "Ada", refused("AU005")),
        ("time", "2020-01-01T00:00:00+00:00", refused("AU005")),
        ("time", "2099-01-01T00:00:00+00:00", refused("AU005")),
        ("time", "now", refused("AU005")),
        ("meaning", "Approved", refused("AU005")),
        ("meaning", "other: ", refused("AU005")),
        ("meaning", "other: a  b", refused("AU005")),
        ("meaning", "other: a\u{301}", refused("AU005")),
        ("text", "", refused("AU005")),
        ("text", " a", refused("AU005")),
        ("text", "a\u{202e}b", refused("AU005")),
        ("text", "a\u{2800}b", refused("AU005")),
        ("text", "a\u{a0}b", refused("AU005")),
        ("text", "a\nkey: b", refused("AU005")),
        ("text", &long, refused("AU005")),
        ("content", "sha256:AB", refused("AU005")),
        ("key", &"ab".repeat(32), refused("AU005")),
    ] {
        let text = lines.with(name, value).text();
        let made = sign(&till, (&bob, &right), (&key, "NULL"), &text);
        assert_eq!(made, expected, "{name}: {value}");
    }
    let text = lines.text();
    for text in [
        format!("{text}\n"),
        format!("{text}\nx: y"),
        text.replace("signature 1", "signature 2"),
        text.replace('\n', "\r\n"),
    ] {
        let made = sign(&till, (&bob, &right), (&key, "NULL"), &text);
        assert!(made != *DONE, "{text:?}");
    }
    let bytes = key.sign(&message(&text)).to_bytes();
    for at in [0, 31, 32, 63] {
        let mut changed = bytes;
        changed[at] ^= 1;
        let made = send(&till, (&bob, &right), (&key, "NULL"), (&text, &changed));
        assert_eq!(made, refused("AU005"), "byte {at}");
    }
    assert_eq!(shop.count("auth_inner.signature"), 0);
    assert_eq!(sign(&till, (&bob, &right), (&key, "NULL"), &text), *DONE);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r112_who_may_sign_is_decided_by_the_roles_of_now_and_the_name_is_that_of_one_account() {
    let shop = shop();
    let till = shop.till();
    let (eve, bob, key) = (till.session("eve"), till.session("bob"), key(1));
    let right = proof(&till, &eve);
    let text = Lines::of(&shop, "eve", &key).text();
    let made = sign(&till, (&eve, &right), (&key, "NULL"), &text);
    assert_eq!(made, Ok("not_allowed".to_owned()));
    assert_eq!(shop.events("signature"), "not allowed");
    let right = proof(&till, &bob);
    let earlier = "INSERT INTO auth_inner.signature VALUES (0, sha256('other'), 'Bob', '', '', '')";
    shop.database.sql(earlier);
    let text = Lines::of(&shop, "bob", &key).text();
    let made = sign(&till, (&bob, &right), (&key, "NULL"), &text);
    assert_eq!(
        made,
        Ok("not_allowed".to_owned()),
        "another account has signed as Bob"
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r112_a_key_that_was_replaced_does_not_come_back() {
    let shop = shop();
    let till = shop.till();
    let bob = till.session("bob");
    let with = |new: &SigningKey, replaces: &str| {
        let right = proof(&till, &bob);
        let text = Lines::of(&shop, "bob", new).text();
        sign(&till, (&bob, &right), (new, replaces), &text)
    };
    assert_eq!(with(&key(1), "NULL"), *DONE);
    assert_eq!(with(&key(2), "NULL"), Ok("other_key".to_owned()));
    assert_eq!(with(&key(2), &public(&key(1))), *DONE);
    assert_eq!(with(&key(1), &public(&key(2))), refused("AU005"));
    assert_eq!(with(&key(2), &public(&key(2))), *DONE);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r112_signatures_are_neither_changed_nor_read_by_others() {
    let shop = shop();
    let till = shop.till();
    let (bob, ada, eve) = (
        till.session("bob"),
        till.session("ada"),
        till.session("eve"),
    );
    let key = key(1);
    let right = proof(&till, &bob);
    let text = Lines::of(&shop, "bob", &key).text();
    assert_eq!(sign(&till, (&bob, &right), (&key, "NULL"), &text), *DONE);
    for statement in [
        "DELETE FROM auth_inner.signature",
        "UPDATE auth_inner.signature SET text = ''",
        "UPDATE auth_inner.signature_end SET number = 0",
        "TRUNCATE auth_inner.signature",
        "SELECT * FROM auth_inner.signing_key",
        "SELECT auth_inner.is_signed('', '', '')",
    ] {
        till.refused("42501", statement);
    }
    let id = crate::administrators::id(&shop, "bob");
    let count = |session: &str, account: &str| {
        till.sql(&format!(
            "SELECT count(number) FROM auth.signatures({session}, {account}, NULL, 10)"
        ))
    };
    assert_eq!(count(&bob, &id), Ok("1".to_owned()));
    let refusals = || {
        shop.database.sql(
            "SELECT string_agg(who || ' ' || kind, ', ' ORDER BY number) FROM auth_inner.event
             WHERE NOT is_done AND detail = 'not allowed'",
        )
    };
    let before = refusals();
    for (session, account) in [(&bob, "NULL"), (&eve, &*id)] {
        let rows = format!("SELECT count(*) FROM auth.signatures({session}, {account}, NULL, 10)");
        assert_eq!(till.sql(&rows), Ok("0".to_owned()), "not even the end");
    }
    let recorded = refusals();
    let recorded = recorded.strip_prefix(&before).expect("those before");
    assert_eq!(recorded.trim_start_matches(", "), "bob page, eve page");
    assert_eq!(count(&ada, "NULL"), Ok("1".to_owned()));
    till.refused(
        "AU005",
        &format!("SELECT * FROM auth.signatures({ada}, NULL, NULL, 1001)"),
    );
    till.refused(
        "AU005",
        &format!("SELECT * FROM auth.signatures({ada}, 'x', NULL, 1)"),
    );
}
