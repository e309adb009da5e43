//! A sign-in that waits for a new password.

use std::sync::Arc;

use egui_authenticator::domain::password::PasswordError;
use egui_authenticator::service::account::AccountError;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::pending::{NextStep, PendingSignIn, SignInOutcome};

use super::NEW;
use crate::harness::{ADA, BOB, Desk, EVE, secret};

fn pending(desk: &Desk, (login, password): (&str, &str)) -> Arc<PendingSignIn> {
    let sign_in = desk.service.sign_in();
    match sign_in.with_password(login, &secret(password)) {
        Ok(SignInOutcome::NextStep(pending)) => pending,
        Ok(_) => panic!("in already"),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn a_user_who_must_change_the_password_signs_in_only_with_a_new_one() {
    let desk = Desk::open();
    let session = desk.sign_in(BOB).expect("in");
    desk.service
        .remember_me()
        .remember(&session)
        .expect("remembered");
    let required = desk
        .service
        .users()
        .require_new_password(Caller::LocalOwner(Operator::assume()), "bob");
    assert_eq!(required, Ok(()));
    assert!(!desk.resumes(), "not by token");
    let step = pending(&desk, BOB);
    assert_eq!(step.need(), NextStep::AnotherPassword);
    let choose = |new: &str| {
        desk.service
            .sign_in()
            .choose_new_password(&step, &secret(new))
            .map(drop)
    };
    assert_eq!(choose(BOB.1), Err(AccountError::Same));
    let short = AccountError::Field(PasswordError::TooShort { min: 15 }.into());
    assert_eq!(choose("short"), Err(short));
    assert_eq!(choose(NEW), Ok(()));
    assert!(desk.sign_in((BOB.0, NEW)).is_some());
    assert_eq!(choose("once more with that"), Err(AccountError::Ended));
}

#[test]
fn a_password_that_was_right_ten_minutes_ago_has_to_be_typed_again() {
    let desk = Desk::open();
    desk.service
        .users()
        .require_new_password(Caller::LocalOwner(Operator::assume()), "bob")
        .expect("required");
    let step = pending(&desk, BOB);
    desk.clock.advance(10 * 60);
    let late = desk
        .service
        .sign_in()
        .choose_new_password(&step, &secret(NEW));
    assert_eq!(late.err(), Some(AccountError::Ended));
    let step = pending(&desk, BOB);
    desk.edit("    roles: [till]", "    roles: [office]");
    let changed = desk
        .service
        .sign_in()
        .choose_new_password(&step, &secret(NEW));
    assert_eq!(changed.err(), Some(AccountError::Ended));
}

#[test]
fn a_wrong_password_or_a_disabled_account_gives_no_pending_sign_in() {
    let desk = Desk::open();
    for name in ["bob", "eve"] {
        desk.service
            .users()
            .require_new_password(Caller::LocalOwner(Operator::assume()), name)
            .expect("required");
    }
    for (login, password) in [("bob", "wrong"), EVE] {
        let refused = desk
            .service
            .sign_in()
            .with_password(login, &secret(password))
            .err();
        assert_eq!(refused, Some(SignInError::Refused));
    }
}

#[test]
fn where_each_can_be_in_once_and_two_at_most_the_others_wait() {
    let desk = Desk::open();
    desk.edit("views:", "sessions: {single: true, max_users: 1}\nviews:");
    let ada = desk.sign_in(ADA).expect("in");
    assert!(desk.sign_in(ADA).is_none());
    assert!(desk.sign_in(BOB).is_none());
    drop(ada);
    let bob = desk.sign_in(BOB).expect("in");
    assert!(desk.sign_in(ADA).is_none());
    drop(bob);
    assert!(desk.sign_in(ADA).is_some());
}
