//! The second factor: set up, asked for, lost, reset, required.

use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::domain::two_factor::Totp;
use egui_authenticator::domain::user_field::UserFieldError;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::AccountEvent;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::pending::{NextStep, SecondFactor};
use egui_authenticator::service::two_factor::BeginTwoFactor;
use totp_rs::Secret as Key;

use crate::harness::phone::{Phone, app, give, pending, switch_on};
use crate::harness::{ADA, BOB, Desk, secret};

const NEW: &str = "a new one for the till";

#[test]
fn a_password_without_a_code_opens_nothing() {
    let desk = Desk::open();
    let (phone, _) = switch_on(&desk, BOB);
    let step = pending(&desk, BOB);
    assert_eq!(step.need(), NextStep::Code);
    let wrong = SecondFactor::App(secret("000000"));
    assert_eq!(give(&desk, &step, &wrong), Err(SignInError::CodeWrong));
    let answer = app(&desk, &phone);
    assert_eq!(give(&desk, &step, &answer), Ok(true));
}

#[test]
fn nothing_is_switched_on_before_the_app_gives_a_code() {
    let desk = Desk::open();
    let before = desk.text();
    let session = desk.sign_in(BOB).expect("in");
    let wrong = BeginTwoFactor::Session(session.clone(), secret("wrong").into());
    let refused = desk.service.two_factor().begin(wrong).err();
    assert_eq!(refused, Some(AccountError::Wrong));
    let begin = BeginTwoFactor::Session(session, secret(BOB.1).into());
    let enrolment = desk.service.two_factor().begin(begin).expect("begun");
    let wrong = desk
        .service
        .two_factor()
        .confirm(&enrolment, &secret("000000"));
    assert_eq!(wrong.err(), Some(AccountError::CodeWrong));
    assert_eq!(desk.text(), before);
    assert!(desk.sign_in(BOB).is_some());
}

#[test]
fn the_secret_is_never_stored_in_plain_text() {
    let desk = Desk::open();
    let (phone, _) = switch_on(&desk, BOB);
    let key = Key::try_from_base32(&phone.0).expect("a key");
    let bytes = std::fs::read(desk.config()).expect("read");
    assert!(!bytes.windows(20).any(|window| window == key.as_bytes()));
    let text = desk.text().to_uppercase();
    assert!(!text.contains(&phone.0), "{text}");
}

#[test]
fn r33_a_code_works_once_also_after_a_restart() {
    let desk = Desk::open();
    let (phone, _) = switch_on(&desk, BOB);
    let answer = || app(&desk, &phone);
    assert_eq!(give(&desk, &pending(&desk, BOB), &answer()), Ok(true));
    let replay = give(&desk, &pending(&desk, BOB), &answer());
    assert_eq!(replay, Err(SignInError::CodeWrong));
    desk.clock.advance(30);
    assert_eq!(give(&desk, &pending(&desk, BOB), &answer()), Ok(true));
}

#[test]
fn wrong_codes_lock_the_name_like_wrong_passwords_and_the_password_does_not_clear_them() {
    let desk = Desk::open();
    let (phone, _) = switch_on(&desk, BOB);
    for _ in 0..5 {
        let step = pending(&desk, BOB);
        let wrong = SecondFactor::App(secret("000000"));
        assert_eq!(give(&desk, &step, &wrong), Err(SignInError::CodeWrong));
    }
    let locked = desk
        .service
        .sign_in()
        .with_password(BOB.0, &secret(BOB.1))
        .err();
    assert!(matches!(locked, Some(SignInError::Locked(_))));
    desk.clock.advance(31);
    let answer = app(&desk, &phone);
    let session_view = desk
        .service
        .sign_in()
        .second_factor(&pending(&desk, BOB), &answer);
    let session_view = session_view.expect("in").session_view().expect("in");
    assert_eq!(session_view.before.map(|before| before.failures), Some(5));
}

#[test]
fn r24_only_failed_attempts_before_a_second_step_are_counted_and_reported() {
    let desk = Desk::open();
    let (phone, _) = switch_on(&desk, BOB);
    let tell = |desk: &Desk| {
        let answer = app(desk, &phone);
        let outcome = desk
            .service
            .sign_in()
            .second_factor(&pending(desk, BOB), &answer);
        let session_view = outcome.expect("in").session_view().expect("in");
        session_view.before.expect("told").failures
    };
    assert_eq!(tell(&desk), 0);
    desk.clock.advance(30);
    assert!(
        desk.service
            .sign_in()
            .with_password("bob", &secret("wrong"))
            .is_err()
    );
    pending(&desk, BOB);
    let step = pending(&desk, BOB);
    let wrong = SecondFactor::App(secret("000000"));
    assert!(desk.service.sign_in().second_factor(&step, &wrong).is_err());
    assert_eq!(tell(&desk), 2);
}

#[test]
fn a_recovery_code_replaces_the_phone_once() {
    let desk = Desk::open();
    let (_, codes) = switch_on(&desk, BOB);
    let answer = || SecondFactor::RecoveryCode(secret(&codes[0]));
    let step = pending(&desk, BOB);
    assert_eq!(give(&desk, &step, &answer()), Ok(true));
    let replay = give(&desk, &pending(&desk, BOB), &answer());
    assert_eq!(replay, Err(SignInError::CodeWrong));
    let session_view = desk.enter(BOB);
    assert!(session_view.is_none(), "the phone is still asked for");
}

#[test]
fn r29_a_recovery_with_a_code_keeps_the_second_factor() {
    let desk = Desk::open();
    let (phone, codes) = switch_on(&desk, BOB);
    let recovered = desk
        .service
        .recovery()
        .reset_password("bob", &secret(&codes[0]), &secret(NEW));
    assert_eq!(recovered, Ok(()));
    let step = pending(&desk, (BOB.0, NEW));
    assert_eq!(step.need(), NextStep::CodeAfterRecovery);
    let answer = app(&desk, &phone);
    assert_eq!(give(&desk, &step, &answer), Ok(true));
}

#[test]
fn r29_after_an_administrators_reset_a_recovery_code_opens_the_second_factor_again() {
    let desk = Desk::open();
    let (phone, codes) = switch_on(&desk, BOB);
    let code = desk
        .service
        .users()
        .start_reset(Caller::LocalOwner(Operator::assume()), "bob")
        .expect("a code");
    assert_eq!(
        desk.service
            .recovery()
            .reset_password("bob", &code, &secret(NEW)),
        Ok(())
    );
    let step = pending(&desk, (BOB.0, NEW));
    assert_eq!(
        step.need(),
        NextStep::RecoveryCode,
        "not by the password alone"
    );
    let answer = app(&desk, &phone);
    assert_eq!(give(&desk, &step, &answer), Err(SignInError::CodeWrong));
    let answer = SecondFactor::RecoveryCode(secret(&codes[0]));
    assert_eq!(give(&desk, &step, &answer), Ok(true));
    let step = pending(&desk, (BOB.0, NEW));
    assert_eq!(step.need(), NextStep::Code);
    let answer = app(&desk, &phone);
    assert_eq!(give(&desk, &step, &answer), Ok(true));
}

#[test]
fn changing_the_password_keeps_the_second_factor_and_the_codes() {
    let desk = Desk::open();
    let (phone, codes) = switch_on(&desk, BOB);
    let answer = app(&desk, &phone);
    let outcome = desk
        .service
        .sign_in()
        .second_factor(&pending(&desk, BOB), &answer);
    let session = outcome.expect("in").session_view().expect("in").session;
    let new = AccountChange::Password(secret(NEW));
    let changed = desk
        .service
        .account()
        .change(&session, &secret(BOB.1).into(), new);
    assert!(changed.is_ok());
    desk.clock.advance(30);
    let answer = app(&desk, &phone);
    let step = pending(&desk, (BOB.0, NEW));
    assert_eq!(give(&desk, &step, &answer), Ok(true));
    let answer = SecondFactor::RecoveryCode(secret(&codes[7]));
    let step = pending(&desk, (BOB.0, NEW));
    assert_eq!(give(&desk, &step, &answer), Ok(true));
}

#[test]
fn an_administrator_turns_off_a_lost_second_factor_and_the_user_is_notified() {
    let desk = Desk::open();
    switch_on(&desk, BOB);
    let ada = desk.sign_in(ADA).expect("in");
    let off = desk
        .service
        .users()
        .turn_off_two_factor(Caller::Session(&ada), "bob");
    assert_eq!(off, Ok(()));
    let step = pending(&desk, BOB);
    assert_eq!(
        step.need(),
        NextStep::AnotherPassword,
        "it may be a short one"
    );
    let outcome = desk
        .service
        .sign_in()
        .choose_new_password(&step, &secret(NEW));
    let session_view = outcome.expect("in").session_view().expect("in");
    let told: Vec<_> = session_view
        .account_events
        .iter()
        .map(|(event, _)| *event)
        .collect();
    let expected = [AccountEvent::TwoStepOn, AccountEvent::TwoStepOff];
    assert_eq!(told, expected, "the new password is a step of this sign-in");
}

#[test]
fn a_role_can_require_two_step_sign_in() {
    let desk = Desk::open();
    desk.edit("views:", "two_step: {required_for: [till]}\nviews:");
    assert!(desk.sign_in(ADA).is_some(), "not for her roles");
    let step = pending(&desk, BOB);
    assert_eq!(step.need(), NextStep::TwoStep);
    let begin = BeginTwoFactor::Pending(step);
    let enrolment = desk.service.two_factor().begin(begin).expect("begun");
    let phone = Phone::set_up(&enrolment);
    let code = phone.code(desk.ports.clock.now().as_seconds());
    let confirmed = desk.service.two_factor().confirm(&enrolment, &code);
    let confirmed = confirmed.expect("confirmed");
    assert_eq!(confirmed.codes.len(), 8);
    let session = confirmed.value.session_view().expect("in").session;
    let off = AccountChange::TwoStepOff;
    let refused = desk
        .service
        .account()
        .change(&session, &secret(BOB.1).into(), off);
    assert_eq!(refused.err(), Some(AccountError::Required));
}

#[test]
fn optional_two_step_sign_in_is_turned_off_with_the_password() {
    let desk = Desk::open();
    let (phone, _) = switch_on(&desk, BOB);
    let answer = app(&desk, &phone);
    let outcome = desk
        .service
        .sign_in()
        .second_factor(&pending(&desk, BOB), &answer);
    let session = outcome.expect("in").session_view().expect("in").session;
    let off = AccountChange::TwoStepOff;
    let changed = desk
        .service
        .account()
        .change(&session, &secret(BOB.1).into(), off);
    assert!(changed.is_ok());
    assert!(desk.sign_in(BOB).is_some());
}

#[test]
fn r1_with_a_second_factor_eight_characters_are_enough_and_without_it_no_longer() {
    let desk = Desk::open();
    let short = "vq8#Lw2z";
    let to = |new: &str| AccountChange::Password(secret(new));
    let session = desk.sign_in(BOB).expect("in");
    let refused = desk
        .service
        .account()
        .change(&session, &secret(BOB.1).into(), to(short));
    assert!(matches!(
        refused.err(),
        Some(AccountError::Field(UserFieldError::Password(_)))
    ));
    let (phone, _) = switch_on(&desk, BOB);
    let answer = app(&desk, &phone);
    let outcome = desk
        .service
        .sign_in()
        .second_factor(&pending(&desk, BOB), &answer);
    let session = outcome.expect("in").session_view().expect("in").session;
    let seven = desk
        .service
        .account()
        .change(&session, &secret(BOB.1).into(), to("vq8#Lw2"));
    assert!(matches!(
        seven.err(),
        Some(AccountError::Field(UserFieldError::Password(_)))
    ));
    let changed = desk
        .service
        .account()
        .change(&session, &secret(BOB.1).into(), to(short));
    let session = changed.expect("changed").session_view.session;
    let off = AccountChange::TwoStepOff;
    let changed = desk
        .service
        .account()
        .change(&session, &secret(short).into(), off);
    assert!(changed.is_ok());
    let step = pending(&desk, (BOB.0, short));
    assert_eq!(step.need(), NextStep::AnotherPassword);
}

#[test]
fn a_copied_second_factor_does_not_open_with_another_password() {
    let desk = Desk::open();
    let (phone, _) = switch_on(&desk, BOB);
    switch_on(&desk, ADA);
    // A user with write access to the file replaces Ada's second factor with Bob's.
    let text = desk.text();
    let sealed: Vec<&str> = text.lines().filter(|line| line.contains("totp:")).collect();
    assert_eq!(sealed.len(), 2);
    std::fs::write(desk.config(), text.replace(sealed[0], sealed[1])).expect("written");
    let answer = app(&desk, &phone);
    let step = pending(&desk, ADA);
    assert_eq!(give(&desk, &step, &answer), Err(SignInError::CodeWrong));
}

#[test]
#[ignore = "needs Python with pyotp; .ci/run provides it"]
fn the_codes_are_those_of_another_program() {
    let python = std::env::var("PEER_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/totp.py");
    let output = std::process::Command::new(python)
        .args([script, "500"])
        .output();
    let output = String::from_utf8(output.expect("python").stdout).expect("text");
    let mut tried = 0;
    for line in output.lines() {
        let [key, time, code] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let key = Key::try_from_base32(key).expect("a key");
        let time: i64 = time.parse().expect("a number");
        let totp = Totp::from_bytes(key.as_bytes()).expect("160 bits");
        let step = totp.step_of(&secret(code), Timestamp::from_seconds(time));
        assert_eq!(step, u64::try_from(time / 30).ok(), "{line}");
        tried += 1;
    }
    assert_eq!(tried, 500);
}
