//! Who can approve, and what tries cost.

use egui_authenticator::domain::recovery::CodeError;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::throttle::Locked;
use egui_authenticator::service::account::Factors;
use egui_authenticator::service::approvals::ApproverInput;
use egui_authenticator::service::approvals::error::ApproveError;
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::users::UserError;

use super::{LIA, MAX, approve, ask, desk, desk_with, input, refund, refusal, spend};
use crate::harness::phone::switch_on;
use crate::harness::{ADA, BOB, EVE, secret};

#[test]
fn r111_the_user_who_asks_approves_under_none_of_their_names() {
    let desk = desk();
    desk.edit("roles: [till]", "roles: [till, lead]");
    for login in ["bob", " BOB ", "bob@example.org"] {
        let refused = refusal(&desk, (login, BOB.1));
        assert_eq!(refused, Some(ApproveError::SamePerson), "{login}");
    }
}

#[test]
fn r111_a_rule_can_let_the_user_who_asks_approve_with_the_role() {
    let desk = desk_with("    allow_same_person: true\n");
    assert_eq!(refusal(&desk, BOB), Some(ApproveError::NotAllowed));
    let lia = desk.sign_in(LIA).expect("in");
    let grant = approve(&desk, &lia, LIA).expect("approved");
    assert_eq!(spend(&lia, grant), Ok(refund()));
}

#[test]
fn r111_only_a_role_that_the_rule_names_approves_and_no_administrator_without_it() {
    let desk = desk();
    for by in [ADA, MAX] {
        assert_eq!(refusal(&desk, by), Some(ApproveError::NotAllowed), "{by:?}");
    }
}

#[test]
fn r111_tries_count_in_the_throttle_of_the_approver_and_the_same_for_unknown_names() {
    let guesses = |name: &str| {
        let desk = desk();
        let bob = desk.sign_in(BOB).expect("in");
        let mut found = Vec::new();
        for _ in 0..6 {
            let guess = approve(&desk, &bob, (name, "a guess")).err();
            found.push(guess.expect("refused"));
        }
        let signs_in = desk.sign_in(LIA).is_some();
        (found, signs_in)
    };
    let (of_lia, lia_signs_in) = guesses("lia");
    let (of_unknown, _) = guesses("no.such.user");
    assert_eq!(of_lia, of_unknown);
    let locked = |error: &ApproveError| {
        matches!(
            error,
            ApproveError::SignIn(SignInError::Locked(Locked::For(_)))
        )
    };
    assert!(locked(&of_lia[5]), "{:?}", of_lia[5]);
    assert!(!lia_signs_in, "the sign-in is locked as well");
}

#[test]
fn r111_disabled_waiting_and_limited_approvers_are_refused() {
    let refused = |line: &str| {
        let desk = desk();
        let limited = format!("    lia: {{{line}, email");
        desk.edit("    lia: {email", &limited);
        refusal(&desk, LIA).expect("refused")
    };
    let of = |error: SignInError| ApproveError::SignIn(error);
    assert_eq!(refused("disabled: true"), of(SignInError::Refused));
    assert_eq!(refused("pending: true"), of(SignInError::Pending));
    let ended = refused("valid_until: 2020-01-01");
    assert!(matches!(
        ended,
        ApproveError::SignIn(SignInError::NotNow(_))
    ));
    let desk = desk();
    let eve = refusal(&desk, EVE);
    assert_eq!(eve, Some(of(SignInError::Refused)), "she is disabled");
}

#[test]
fn r111_an_account_that_the_next_sign_in_asks_for_more_cannot_approve() {
    let desk = desk();
    desk.edit(
        "    lia: {email",
        "    lia: {must_change_password: true, email",
    );
    assert_eq!(refusal(&desk, LIA), Some(ApproveError::NotReady));
    let desk = self::desk();
    desk.edit("views:", "two_step: {required_for: [lead]}\nviews:");
    assert_eq!(refusal(&desk, LIA), Some(ApproveError::NotReady));
}

#[test]
fn r111_an_account_with_a_second_factor_approves_with_a_code_and_each_code_once() {
    let desk = desk();
    let (phone, _) = switch_on(&desk, LIA);
    let bob = desk.sign_in(BOB).expect("in");
    let with = |code: Option<Secret>| {
        let factors = Factors::from(secret(LIA.1));
        let factors = match code {
            Some(code) => factors.with_code(code),
            None => factors,
        };
        let input = ApproverInput {
            proof: factors.into(),
            ..input(LIA)
        };
        desk.service.approvals().approve(&ask(&bob), &input)
    };
    let missing = ApproveError::SignIn(SignInError::Code(CodeError::Empty));
    assert_eq!(with(None).err(), Some(missing));
    let wrong = ApproveError::SignIn(SignInError::CodeWrong);
    assert_eq!(with(Some(secret("000000"))).err(), Some(wrong.clone()));
    let code = || phone.code(desk.ports.clock.now().as_seconds());
    assert!(with(Some(code())).is_ok());
    assert_eq!(with(Some(code())).err(), Some(wrong), "used up");
}

#[test]
fn r111_wrong_codes_count_and_the_question_for_a_code_does_not() {
    let desk = desk();
    switch_on(&desk, LIA);
    let bob = desk.sign_in(BOB).expect("in");
    for _ in 0..10 {
        let asked = approve(&desk, &bob, LIA).err();
        assert!(matches!(
            asked,
            Some(ApproveError::SignIn(SignInError::Code(_)))
        ));
    }
    let last = (0..6).map(|_| {
        let factors = Factors::from(secret(LIA.1)).with_code(secret("000000"));
        let input = ApproverInput {
            proof: factors.into(),
            ..input(LIA)
        };
        desk.service.approvals().approve(&ask(&bob), &input).err()
    });
    let last = last.collect::<Vec<_>>().pop().flatten();
    assert!(matches!(
        last,
        Some(ApproveError::SignIn(SignInError::Locked(_)))
    ));
}

#[test]
fn r111_who_manages_users_can_neither_become_nor_take_over_an_approver() {
    let desk = desk();
    let max = desk.sign_in(MAX).expect("in");
    let by = Caller::Session(&max);
    let users = desk.service.users();
    assert_eq!(
        users.start_reset(by, "lia").err(),
        Some(UserError::NotAllowed)
    );
    assert_eq!(
        users.turn_off_two_factor(by, "lia"),
        Err(UserError::NotAllowed)
    );
    assert_eq!(users.remove(by, "lia"), Err(UserError::NotAllowed));
    assert_eq!(users.rename(by, "lia", "lea"), Err(UserError::NotAllowed));
    let typed = crate::harness::typed_user("mia", "mia@example.org", "Mia");
    let added = users.add(by, &typed, &["lead".to_owned()]);
    assert_eq!(added.err(), Some(UserError::NotAllowed));
}

#[test]
fn r111_an_approval_forgets_no_failed_attempt_so_that_the_approver_is_told_of_them() {
    let desk = desk();
    let bob = desk.sign_in(BOB).expect("in");
    for _ in 0..3 {
        assert!(approve(&desk, &bob, ("lia", "a guess")).is_err());
    }
    assert!(approve(&desk, &bob, LIA).is_ok());
    let before = desk.enter(LIA).expect("in").before.expect("a history");
    assert_eq!(before.failures, 3);
}
