//! The use cases of signatures over a real server.

use egui_authenticator::Caller;
use egui_authenticator::service::Session;
use egui_authenticator::service::ports::{Setting, SignatureFilter};
use egui_authenticator::service::signatures::records::Trace;
use egui_authenticator::use_cases::{AccountError, Meaning, Signature, Statement, UserError};

use crate::computers::OWNER;
use crate::restricted_program::{PASSWORD, Shop, Till, secret};

fn shop() -> Shop {
    let shop = Shop::open();
    shop.database.sql(
        "INSERT INTO auth_inner.setting VALUES ('signatures.allowed_for', 'till')
         ON CONFLICT (path) DO UPDATE SET value = excluded.value;
         UPDATE auth_inner.head SET revision = sha256(revision), settings_seq = seq; DELETE FROM auth_inner.past",
    );
    shop.set(vec![Setting::LockMinutes(9)]);
    shop
}

fn statement(text: &str) -> Statement {
    let meaning = Meaning::Other("released \u{fc}ber alles".to_owned());
    Statement::about(text.as_bytes(), meaning, text).expect("a statement")
}

fn sign(till: &Till, session: &Session, text: &str) -> Result<Signature, AccountError> {
    let signatures = till.service.signatures();
    let factors = secret(PASSWORD).into();
    let name = signatures.needs_username(session).then_some("bob");
    signatures.sign(session, &statement(text), name, &factors)
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r112_what_a_till_has_signed_verifies_on_a_trusted_computer() {
    let shop = shop();
    let (till, other) = (shop.till("till1"), shop.till("till2"));
    let view = till.enter("bob", PASSWORD).expect("in");
    let first = sign(&till, &view.session, "Batch 1").expect("signed");
    let second = sign(&till, &view.session, "Batch 2").expect("signed");
    assert!(first.is_of(b"Batch 1") && second.is_of(b"Batch 2"));
    // The key is that of the user on every computer.
    let again = other.enter("bob", PASSWORD).expect("in");
    let third = sign(&other, &again.session, "Batch 3").expect("signed");
    assert!(third.is_of(b"Batch 3"));
    let trusted = shop.trusted.signatures();
    let check = trusted.verify(OWNER).expect("verified");
    assert!(check.is_good(), "{check:?}");
    assert_eq!((check.end.number, check.unrecorded), (3, 0));
    let listed = trusted.list(OWNER, &SignatureFilter::ALL).expect("listed");
    assert_eq!(listed, [third, second.clone(), first]);
    assert_eq!(trusted.trace(OWNER, &second), Ok(Trace::Recorded));
    let log = shop.trusted.audit_log().verify(OWNER);
    assert!(log.is_ok(), "{log:?}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r112_a_till_lists_and_verifies_what_its_users_may_see() {
    let shop = shop();
    shop.add("cleo");
    let till = shop.till("till1");
    let bob = till.enter("bob", PASSWORD).expect("in");
    sign(&till, &bob.session, "Batch 1").expect("signed");
    sign(&till, &bob.session, "Batch 2").expect("signed");
    let cleo = till.enter("cleo", PASSWORD).expect("in");
    let signatures = till.service.signatures();
    let count = |session: &Session| {
        let listed = signatures.list(Caller::Session(session), &SignatureFilter::ALL);
        listed.expect("listed").len()
    };
    assert_eq!((count(&bob.session), count(&cleo.session)), (2, 0));
    let refused = signatures.verify(Caller::Session(&bob.session));
    assert_eq!(refused.err(), Some(UserError::NotAllowed));
    let ada = till.enter("ada", PASSWORD).expect("in");
    assert_eq!(count(&ada.session), 2);
    let auditor = Caller::Session(&ada.session);
    let check = signatures.verify(auditor).expect("verified");
    assert!(check.is_good() && check.end.number == 2, "{check:?}");
    let found = signatures.find(auditor, 2).expect("found");
    assert!(found.is_some_and(|found| found.is_of(b"Batch 2")));
    shop.database
        .sql("UPDATE auth_inner.signature SET username = 'eve' WHERE number = 1");
    let check = signatures.verify(auditor).expect("verified");
    assert_eq!(check.broken, Some(1));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r112_a_till_signs_nothing_with_a_wrong_password_or_without_the_role() {
    let shop = shop();
    let till = shop.till("till1");
    let bob = till.enter("bob", PASSWORD).expect("in");
    let signatures = till.service.signatures();
    let wrong = secret("a wrong password").into();
    let made = signatures.sign(&bob.session, &statement("x"), Some("bob"), &wrong);
    assert_eq!(made.err(), Some(AccountError::Wrong));
    assert_eq!(shop.failures("bob"), 1);
    let made = signatures.sign(
        &bob.session,
        &statement("x"),
        Some("eve"),
        &secret(PASSWORD).into(),
    );
    assert_eq!(made.err(), Some(AccountError::SignerName));
    let ada = till.enter("ada", PASSWORD).expect("in");
    let made = signatures.sign(
        &ada.session,
        &statement("x"),
        Some("ada"),
        &secret(PASSWORD).into(),
    );
    assert_eq!(made.err(), Some(AccountError::MayNotSign));
    assert_eq!(
        shop.database
            .sql("SELECT count(*) FROM auth_inner.signature"),
        "0"
    );
}
