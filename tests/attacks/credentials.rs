//! The holder of stolen codes, passwords or backups.

use egui_authenticator::service::account::AccountChange;
use egui_authenticator::service::recovery::RecoverError;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::pending::SecondFactor;

use crate::harness::phone::{app, give, pending, switch_on};
use crate::harness::{BOB, Desk, secret};

const NEW: &str = "a new one for the till";

fn recover(desk: &Desk, code: &str) -> Result<(), RecoverError> {
    let recovery = desk.service.recovery();
    recovery.reset_password("bob", &secret(code), &secret(NEW))
}

/// The holder of an old backup and of the password of that time puts the second factor of today into the backup,
/// to have it opened with the old key.
#[test]
fn r81_an_old_backup_with_its_password_opens_the_second_factor_of_today() {
    let desk = Desk::open();
    let (phone, codes) = switch_on(&desk, BOB);
    let backup = desk.text();
    let code = SecondFactor::RecoveryCode(secret(&codes[0]));
    assert_eq!(give(&desk, &pending(&desk, BOB), &code), Ok(true));
    let today = desk.text();
    let factor = |text: &str| {
        let line = text.lines().find(|line| line.contains("totp:"));
        line.expect("a second factor").to_owned()
    };
    let forged = backup.replace(&factor(&backup), &factor(&today));
    std::fs::write(desk.config(), forged).expect("written");
    let step = pending(&desk, BOB);
    let opened = give(&desk, &step, &app(&desk, &phone));
    assert_eq!(opened, Err(SignInError::CodeWrong));
}

/// The holder of a photo of all eight codes tries them after the user has made new ones.
#[test]
fn r81_stolen_codes_set_a_password_after_they_were_replaced() {
    let desk = Desk::open();
    let stolen = desk.codes_of(BOB);
    let session = desk.sign_in(BOB).expect("in");
    let account = desk.service.account();
    let renewed = account.change(&session, &secret(BOB.1), AccountChange::RecoveryCodes);
    assert!(renewed.is_ok());
    for code in &stolen {
        assert_eq!(recover(&desk, code), Err(RecoverError::Refused));
    }
}
