//! What a user signs at a restricted computer.

use egui_authenticator::service::Session;
use egui_authenticator::service::ports::SignatureFilter;
use egui_authenticator::use_cases::{AccountError, Meaning, Signature, Statement, UserError};
use egui_authenticator::{Caller, Operator};

use super::till_of;
use crate::harness::{ADA, BOB, Desk, secret};

/// A site at which users with the role `till` sign.
fn site() -> Desk {
    let desk = Desk::open();
    desk.edit("views:", "signatures: {allowed_for: [till]}\nviews:");
    desk
}

fn sign(
    desk: &Desk,
    session: &Session,
    (name, password): (&str, &str),
) -> Result<Signature, AccountError> {
    let statement = Statement::about(b"report", Meaning::Approved, "Report").expect("a statement");
    let factors = secret(password).into();
    let signatures = desk.service.signatures();
    signatures.sign(session, &statement, Some(name), &factors)
}

#[test]
fn r112_a_user_signs_at_a_restricted_computer_and_the_server_keeps_it() {
    let desk = site();
    let trusted = desk.service.clone();
    let (desk, _) = till_of(desk);
    let bob = desk.sign_in(BOB).expect("in");
    let signed = sign(&desk, &bob, BOB).expect("signed");
    assert!(signed.is_of(b"report"));
    assert!(sign(&desk, &bob, BOB).is_ok(), "each with its password");
    let owner = Caller::LocalOwner(Operator::assume());
    let check = trusted.signatures().verify(owner).expect("verified");
    assert!(check.is_good() && check.unrecorded == 0, "{check:?}");
    assert_eq!(check.end.number, 2);
}

#[test]
fn r112_nothing_is_signed_with_a_wrong_name_or_password_or_without_the_role() {
    let (desk, _) = till_of(site());
    let (bob, ada) = (
        desk.sign_in(BOB).expect("in"),
        desk.sign_in(ADA).expect("in"),
    );
    let wrong = sign(&desk, &bob, (BOB.0, "a wrong password")).err();
    assert_eq!(wrong, Some(AccountError::Wrong));
    let name = sign(&desk, &bob, (ADA.0, BOB.1)).err();
    assert_eq!(name, Some(AccountError::SignerName));
    let role = sign(&desk, &ada, ADA).err();
    assert_eq!(role, Some(AccountError::MayNotSign));
}

#[test]
fn r112_own_signatures_are_listed_and_those_of_all_for_who_sees_the_activity() {
    let (desk, _) = till_of(site());
    let bob = desk.sign_in(BOB).expect("in");
    assert!(sign(&desk, &bob, BOB).is_ok());
    let signatures = desk.service.signatures();
    let own = signatures.list(Caller::Session(&bob), &SignatureFilter::ALL);
    assert_eq!(own.map(|own| own.len()), Ok(1));
    let refused = signatures.verify(Caller::Session(&bob)).err();
    assert_eq!(refused, Some(UserError::NotAllowed));
    let ada = desk.sign_in(ADA).expect("in");
    let all = signatures.list(Caller::Session(&ada), &SignatureFilter::ALL);
    assert_eq!(all.map(|all| all.len()), Ok(1));
    let check = signatures.verify(Caller::Session(&ada)).expect("verified");
    assert!(check.is_good(), "{check:?}");
}
