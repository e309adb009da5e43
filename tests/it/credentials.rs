//! What ends credentials ends all of them: an old copy of the file opens nothing that was made since.

use egui_authenticator::service::Session;
use egui_authenticator::service::account::AccountChange;
use egui_authenticator::service::ports::AccountEvent;
use egui_authenticator::service::recovery::RecoverError;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::pending::SecondFactor;

use crate::harness::phone::{Phone, app, give, pending, switch_on};
use crate::harness::{BOB, Desk, secret};

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
    let changed = account.change(session, &secret(BOB.1), what);
    let codes = changed.expect("changed").codes;
    codes.iter().map(|code| code.expose().to_owned()).collect()
}

fn line(text: &str) -> &str {
    let is_second_factor = |line: &&str| line.contains("totp:");
    text.lines()
        .find(is_second_factor)
        .expect("a second factor")
}

/// Returns whether an old copy of the file with its own password opens the second factor as it was stored later.
fn old_copy_opens(desk: &Desk, phone: &Phone, old: &str) -> bool {
    let now = desk.text();
    std::fs::write(desk.config(), old.replace(line(old), line(&now))).expect("written");
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
    let desk = Desk::open();
    let (phone, codes) = switch_on(&desk, BOB);
    let old = desk.text();
    assert!(
        old_copy_opens(&desk, &phone, &old),
        "nothing has changed yet"
    );

    let session = enter(&desk, &phone, BOB.1);
    change(&desk, &session, AccountChange::RecoveryCodes);
    assert!(!old_copy_opens(&desk, &phone, &old), "new codes");

    std::fs::write(desk.config(), &old).expect("restored");
    let session = enter(&desk, &phone, BOB.1);
    change(&desk, &session, AccountChange::Password(secret(NEW)));
    assert!(!old_copy_opens(&desk, &phone, &old), "a new password");

    std::fs::write(desk.config(), &old).expect("restored");
    let code = SecondFactor::RecoveryCode(secret(&codes[0]));
    assert_eq!(give(&desk, &pending(&desk, BOB), &code), Ok(true));
    assert!(!old_copy_opens(&desk, &phone, &old), "a used code");

    std::fs::write(desk.config(), &old).expect("restored");
    let recovery = desk.service.recovery();
    let reset = recovery.reset_password("bob", &secret(&codes[0]), &secret(NEW));
    assert_eq!(reset, Ok(()));
    assert!(!old_copy_opens(&desk, &phone, &old), "a recovery");
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
