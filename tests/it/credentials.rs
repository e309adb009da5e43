//! What ends credentials ends all of them: an old copy of the file opens nothing that was made since.

use std::sync::Arc;

use egui_authenticator::service::Session;
use egui_authenticator::service::account::AccountChange;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{AccountEvent, SessionStore};
use egui_authenticator::service::recovery::RecoverError;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::pending::{NextStep, SecondFactor};
use egui_authenticator::service::sign_in::sessions::RefreshError;
use egui_authenticator::service::users::UserError;
use egui_authenticator::store::memory::MemoryState;

use crate::harness::phone::{Phone, app, give, pending, switch_on};
use crate::harness::{ADA, BOB, Desk, secret};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());
const NEW: &str = "a new one for the till";

/// Signs Bob in with the password and the app.
fn enter(desk: &Desk, phone: &Phone, password: &str) -> Session {
    desk.clock.advance(30);
    let step = pending(desk, (BOB.0, password));
    let outcome = desk
        .service
        .sign_in()
        .second_factor(&step, &app(desk, phone));
    outcome.expect("in").session_view().expect("in").session
}

fn change(desk: &Desk, session: &Session, what: AccountChange) -> Vec<String> {
    let account = desk.service.account();
    let changed = account.change(session, &secret(BOB.1).into(), what);
    let codes = changed.expect("changed").codes;
    codes.iter().map(|code| code.expose().to_owned()).collect()
}

fn line(text: &str) -> &str {
    let is_second_factor = |line: &&str| line.contains("totp:");
    text.lines()
        .find(is_second_factor)
        .expect("a second factor")
}

/// Puts an old copy of the file in place, on a computer whose state database does not know what has ended (R91).
fn put_elsewhere(desk: &mut Desk, text: &str) {
    std::fs::write(desk.config(), text).expect("restored");
    desk.replace(|ports| ports.codes = Arc::new(MemoryState::default()));
}

/// Returns whether an old copy of the file with its own password opens the second factor as it was stored later.
fn old_copy_opens(desk: &mut Desk, phone: &Phone, old: &str) -> bool {
    let now = desk.text();
    put_elsewhere(desk, &old.replace(line(old), line(&now)));
    desk.clock.advance(30);
    let step = pending(desk, BOB);
    let result = give(desk, &step, &app(desk, phone));
    std::fs::write(desk.config(), now).expect("written");
    match result {
        Ok(is_in) => is_in,
        Err(SignInError::CodeWrong) => false,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn r81_an_old_copy_of_the_file_with_the_old_password_opens_nothing_made_since() {
    let mut desk = Desk::open();
    let (phone, codes) = switch_on(&desk, BOB);
    let old = desk.text();
    assert!(
        old_copy_opens(&mut desk, &phone, &old),
        "nothing has changed yet"
    );

    let session = enter(&desk, &phone, BOB.1);
    change(&desk, &session, AccountChange::RecoveryCodes);
    assert!(!old_copy_opens(&mut desk, &phone, &old), "new codes");

    put_elsewhere(&mut desk, &old);
    let session = enter(&desk, &phone, BOB.1);
    change(&desk, &session, AccountChange::Password(secret(NEW)));
    assert!(!old_copy_opens(&mut desk, &phone, &old), "a new password");

    put_elsewhere(&mut desk, &old);
    let code = SecondFactor::RecoveryCode(secret(&codes[0]));
    assert_eq!(give(&desk, &pending(&desk, BOB), &code), Ok(true));
    assert!(!old_copy_opens(&mut desk, &phone, &old), "a used code");

    put_elsewhere(&mut desk, &old);
    let recovery = desk.service.recovery();
    let reset = recovery.reset_password("bob", &secret(&codes[0]), &secret(NEW));
    assert_eq!(reset, Ok(()));
    assert!(!old_copy_opens(&mut desk, &phone, &old), "a recovery");
}

#[test]
fn r81_codes_that_are_not_used_open_the_new_key_after_every_change() {
    let desk = Desk::open();
    let (phone, codes) = switch_on(&desk, BOB);
    let session = enter(&desk, &phone, BOB.1);
    change(&desk, &session, AccountChange::Password(secret(NEW)));
    for (at, code) in codes.iter().enumerate().take(3) {
        let new = format!("a new one for the till, {at}");
        let recovery = desk.service.recovery();
        let reset = recovery.reset_password("bob", &secret(code), &secret(&new));
        assert_eq!(reset, Ok(()));
        enter(&desk, &phone, &new);
    }
}

#[test]
fn r81_replaced_codes_open_nothing() {
    let desk = Desk::open();
    let old = desk.codes_of(BOB);
    let new = desk.codes_of(BOB);
    let recover = |code: &str| {
        let recovery = desk.service.recovery();
        recovery.reset_password("bob", &secret(code), &secret(NEW))
    };
    for code in &old {
        assert_eq!(recover(code), Err(RecoverError::Refused));
    }
    assert_eq!(recover(&new[0]), Ok(()));
}

#[test]
fn r81_codes_of_an_earlier_version_end_with_the_next_password_and_the_user_is_told() {
    let desk = Desk::open();
    desk.codes_of(BOB);
    let earlier = "A".repeat(80);
    let text = desk.text();
    let values = text
        .split('"')
        .map(|value| match value.strip_prefix("x1.") {
            Some(_) => &earlier,
            None => value,
        });
    let text: Vec<&str> = values.collect();
    std::fs::write(desk.config(), text.join("\"")).expect("written");
    let session = desk.sign_in(BOB).expect("in");
    assert_eq!(session.user().key_vault.codes.len(), 8);
    change(&desk, &session, AccountChange::Password(secret(NEW)));
    let view = desk.enter((BOB.0, NEW)).expect("in");
    assert!(view.session.user().key_vault.codes.is_empty());
    let told: Vec<_> = view
        .account_events
        .iter()
        .map(|(event, _)| *event)
        .collect();
    assert!(
        told.ends_with(&[AccountEvent::PasswordChanged, AccountEvent::CodesEnded]),
        "{told:?}"
    );
}

fn reset_code(desk: &Desk) -> egui_authenticator::domain::secret::Secret {
    let users = desk.service.users();
    users.start_reset(OWNER, "bob").expect("a code")
}

fn recover(desk: &Desk, code: &str) -> Result<(), RecoverError> {
    let recovery = desk.service.recovery();
    recovery.reset_password("bob", &secret(code), &secret(NEW))
}

#[test]
fn r79_ending_all_credentials_ends_everything_and_a_reset_code_lets_the_user_back_in() {
    let desk = Desk::open();
    let (_, codes) = switch_on(&desk, BOB);
    let reset = reset_code(&desk);
    let ada = desk.sign_in(ADA).expect("in");
    let admin = Caller::Session(&ada);
    let users = desk.service.users();
    assert_eq!(users.end_credentials(admin, "bob"), Ok(()));
    assert!(
        desk.service
            .sign_in()
            .with_password(BOB.0, &secret(BOB.1))
            .is_err()
    );
    for code in codes.iter().map(String::as_str).chain([reset.expose()]) {
        assert_eq!(recover(&desk, code), Err(RecoverError::Refused));
    }
    assert_eq!(recover(&desk, reset_code(&desk).expose()), Ok(()));
    let view = desk
        .enter((BOB.0, NEW))
        .expect("in with the password alone");
    let told: Vec<_> = view
        .account_events
        .iter()
        .map(|(event, _)| *event)
        .collect();
    assert!(told.contains(&AccountEvent::CredentialsEnded), "{told:?}");
    assert_eq!(desk.codes_of((BOB.0, NEW)).len(), 8);
}

#[test]
fn r79_ending_all_credentials_ends_open_and_remembered_sessions() {
    let desk = Desk::open();
    let session = desk.sign_in(BOB).expect("in");
    desk.service
        .remember_me()
        .remember(&session)
        .expect("remembered");
    let users = desk.service.users();
    assert_eq!(users.end_credentials(OWNER, "bob"), Ok(()));
    assert!(session.has_ended());
    let refreshed = desk.service.sessions().refresh(&session).err();
    assert_eq!(refreshed, Some(RefreshError::Ended));
    let resumed = desk.restarted().remember_me().resume();
    assert!(resumed.session_view().is_none());
    assert_eq!(desk.state.remembered(), Ok(None));
}

#[test]
fn r79_only_another_administrator_ends_all_credentials() {
    let desk = Desk::open();
    let (ada, bob) = (
        desk.sign_in(ADA).expect("in"),
        desk.sign_in(BOB).expect("in"),
    );
    let end = |by: &Session, whom: &str| {
        let users = desk.service.users();
        users.end_credentials(Caller::Session(by), whom)
    };
    let before = desk.text();
    assert_eq!(end(&bob, "ada"), Err(UserError::NotAllowed));
    assert_eq!(end(&bob, "bob"), Err(UserError::NotAllowed));
    assert_eq!(end(&ada, "ada"), Err(UserError::OwnAccount));
    assert_eq!(end(&ada, "gus"), Err(UserError::NoPassword));
    assert_eq!(desk.text(), before);
}

#[test]
fn r79_after_a_reset_one_recovery_code_opens_the_second_step_and_all_of_them_end() {
    let desk = Desk::open();
    let (phone, codes) = switch_on(&desk, BOB);
    assert_eq!(recover(&desk, reset_code(&desk).expose()), Ok(()));
    let step = pending(&desk, (BOB.0, NEW));
    assert_eq!(step.need(), NextStep::RecoveryCode);
    let answer = SecondFactor::RecoveryCode(secret(&codes[3]));
    let outcome = desk.service.sign_in().second_factor(&step, &answer);
    let view = outcome.expect("in").session_view().expect("in");
    assert!(view.session.user().key_vault.codes.is_empty());
    let told: Vec<_> = view
        .account_events
        .iter()
        .map(|(event, _)| *event)
        .collect();
    assert!(told.contains(&AccountEvent::CodesEnded), "{told:?}");
    enter(&desk, &phone, NEW);
}

#[test]
fn r79_a_new_password_lets_recovery_codes_set_passwords_again_after_a_reset_that_was_not_used() {
    let desk = Desk::open();
    let codes = desk.codes_of(BOB);
    reset_code(&desk);
    assert_eq!(recover(&desk, &codes[0]), Err(RecoverError::Refused));
    let session = desk.sign_in(BOB).expect("in");
    change(
        &desk,
        &session,
        AccountChange::Password(secret("something else entirely")),
    );
    assert_eq!(recover(&desk, &codes[0]), Ok(()));
}

#[test]
fn r80_after_a_recovery_the_app_answers_the_second_step_and_codes_count_again_after_it() {
    let desk = Desk::open();
    let (phone, codes) = switch_on(&desk, BOB);
    assert_eq!(recover(&desk, &codes[0]), Ok(()));
    let step = pending(&desk, (BOB.0, NEW));
    assert_eq!(step.need(), NextStep::CodeAfterRecovery);
    let other = SecondFactor::RecoveryCode(secret(&codes[1]));
    assert_eq!(give(&desk, &step, &other), Err(SignInError::CodeWrong));
    enter(&desk, &phone, NEW);
    let step = pending(&desk, (BOB.0, NEW));
    assert_eq!(step.need(), NextStep::Code);
    assert_eq!(give(&desk, &step, &other), Ok(true));
}

#[test]
fn r80_after_a_recovery_a_reset_code_of_an_administrator_answers_the_second_step_once() {
    let desk = Desk::open();
    switch_on(&desk, BOB);
    let early = SecondFactor::ResetCode(reset_code(&desk));
    let step = pending(&desk, BOB);
    assert_eq!(
        give(&desk, &step, &early),
        Err(SignInError::CodeWrong),
        "not without a recovery"
    );

    let desk = Desk::open();
    let (_, codes) = switch_on(&desk, BOB);
    assert_eq!(recover(&desk, &codes[0]), Ok(()));
    let answer = SecondFactor::ResetCode(reset_code(&desk));
    let step = pending(&desk, (BOB.0, NEW));
    assert_eq!(give(&desk, &step, &answer), Ok(true));
    let step = pending(&desk, (BOB.0, NEW));
    assert_eq!(give(&desk, &step, &answer), Err(SignInError::CodeWrong));
}
