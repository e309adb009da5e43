//! Quick unlock: a PIN of this computer in place of the password.

mod administration;
pub mod badges;
mod behind_the_lock;
mod ended;
mod exports;
mod guesses;
mod in_the_window;
mod meanwhile;
mod reader;
pub mod scans;
mod sessions;
mod shown;
mod tiles;

use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::audit_detail::AuditWord;
use egui_authenticator::domain::pin::PinError;
use egui_authenticator::domain::quick_unlock::QuickRefusal;
use egui_authenticator::service::Service;
use egui_authenticator::service::Session;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::ports::{AuditFilter, AuditLog, VaultError};
use egui_authenticator::service::quick_unlock::PinStatus;
use egui_authenticator::service::session_view::SessionView;

use crate::harness::{BOB, Desk, secret};

/// A PIN that is not guessed first.
pub const PIN: &str = "7391";
/// Another one.
pub const WRONG: &str = "8052";

/// A desk whose settings allow PINs.
pub fn desk() -> Desk {
    desk_with("quick: {pin: true}")
}

/// A desk with these settings.
pub fn desk_with(settings: &str) -> Desk {
    let desk = Desk::open();
    desk.edit("views:", &format!("{settings}\nviews:"));
    desk
}

/// Signs a user in, who sets the PIN.
pub fn with_pin(desk: &Desk, who: (&str, &str)) -> Session {
    let session = desk.sign_in(who).expect("signed in");
    set_pin(desk, &session, who.1, PIN).expect("set")
}

pub fn set_pin(
    desk: &Desk,
    session: &Session,
    password: &str,
    pin: &str,
) -> Result<Session, AccountError> {
    let change = AccountChange::Pin(secret(pin));
    let account = desk.service.account();
    let changed = account.change(session, &secret(password).into(), change)?;
    Ok(changed.session_view.session)
}

/// Signs a user in with the password, as the window does.
pub fn renewed(desk: &Desk, who: (&str, &str)) -> Session {
    let session = desk.sign_in(who).expect("signed in");
    desk.service.quick_unlock().renew(&session);
    session
}

/// Unlocks the window of a session with the password, as the window does.
pub fn unlock_with_password(desk: &Desk, session: &Session, password: &str) {
    let factors = secret(password).into();
    let unlocked = desk.service.sessions().unlock(session, &factors);
    let view = unlocked.expect("unlocked");
    desk.service.quick_unlock().renew(&view.session);
}

/// Unlocks the window of a session with a PIN.
pub fn unlock(desk: &Desk, session: &Session, pin: &str) -> Result<Session, AccountError> {
    let unlocked = desk.service.quick_unlock().unlock(session, &secret(pin));
    unlocked.map(|view| view.session)
}

/// Signs in with a PIN.
pub fn enter(
    service: &Service,
    username: &str,
    pin: &str,
) -> Result<Box<SessionView>, AccountError> {
    service.quick_unlock().sign_in(username, &secret(pin))
}

/// The reason why a PIN does not sign a user in.
pub fn refusal(service: &Service, username: &str) -> Option<QuickRefusal> {
    match enter(service, username, PIN) {
        Err(AccountError::Quick(refusal)) => Some(refusal),
        _ => None,
    }
}

/// Events of the audit log with one of the words of quick unlock, the first one first.
fn words(desk: &Desk) -> Vec<(AuditKind, AuditWord, bool)> {
    let filter = AuditFilter {
        since: None,
        user: None,
        kind: None,
        limit: u32::MAX,
    };
    let records = desk.state.activity(&filter).expect("read");
    let of_pin = [
        AuditWord::Pin,
        AuditWord::WrongPin,
        AuditWord::PinSpent,
        AuditWord::PinEnded,
    ];
    let events = records.into_iter().rev().map(|record| record.event);
    let found = events.filter_map(|event| {
        let word = of_pin
            .into_iter()
            .find(|word| event.detail == (*word).into());
        word.map(|word| (event.kind, word, event.is_done))
    });
    found.collect()
}

#[test]
fn a_pin_unlocks_the_window_and_a_wrong_one_does_not() {
    let desk = desk();
    let session = with_pin(&desk, BOB);
    let wrong = unlock(&desk, &session, WRONG).err();
    assert_eq!(wrong, Some(AccountError::PinWrong(4)));
    assert!(unlock(&desk, &session, PIN).is_ok());
    assert!(!session.has_ended());
}

#[test]
fn a_pin_signs_in_on_this_computer_also_after_a_restart() {
    let desk = desk();
    drop(with_pin(&desk, BOB));
    let restarted = desk.restarted();
    assert_eq!(restarted.quick_unlock().offered(), ["bob"]);
    let view = enter(&restarted, "bob", PIN).expect("signed in");
    assert_eq!(view.session.user().username.as_str(), "bob");
}

#[test]
fn without_the_setting_there_is_no_pin() {
    let desk = Desk::open();
    let session = desk.sign_in(BOB).expect("signed in");
    let status = desk.service.quick_unlock().status(&session);
    assert_eq!(status, Some(PinStatus::Refused(QuickRefusal::Off)));
    let refused = set_pin(&desk, &session, BOB.1, PIN).err();
    assert_eq!(refused, Some(AccountError::Quick(QuickRefusal::Off)));
    assert_eq!(desk.computer_vault.calls(), 0, "the keyring is not asked");
}

#[test]
fn a_setting_that_is_switched_off_ends_every_pin() {
    let desk = desk();
    drop(with_pin(&desk, BOB));
    desk.edit("pin: true", "pin: false");
    assert_eq!(refusal(&desk.restarted(), "bob"), Some(QuickRefusal::Off));
    assert!(desk.restarted().quick_unlock().offered().is_empty());
}

#[test]
fn without_a_keyring_there_is_no_pin_and_the_status_says_why() {
    let desk = desk();
    let session = desk.sign_in(BOB).expect("signed in");
    desk.computer_vault.fail_with(Some(VaultError::Absent));
    let status = desk.service.quick_unlock().status(&session);
    assert_eq!(status, Some(PinStatus::NoKeyring(VaultError::Absent)));
    let refused = set_pin(&desk, &session, BOB.1, PIN).err();
    assert_eq!(refused, Some(AccountError::Vault(VaultError::Absent)));
}

#[test]
fn a_keyring_that_fails_later_leaves_the_password() {
    let desk = desk();
    let session = with_pin(&desk, BOB);
    desk.computer_vault.fail_with(Some(VaultError::Locked));
    let refused = unlock(&desk, &session, PIN).err();
    assert_eq!(refused, Some(AccountError::Vault(VaultError::Locked)));
    let unlocked = desk
        .service
        .sessions()
        .unlock(&session, &secret(BOB.1).into());
    assert!(unlocked.is_ok());
    desk.computer_vault.fail_with(None);
    assert!(unlock(&desk, &session, PIN).is_ok(), "nothing was lost");
}

#[test]
fn a_pin_is_set_with_the_password_and_is_not_one_that_is_guessed_first() {
    let desk = desk();
    let session = desk.sign_in(BOB).expect("signed in");
    let refused = set_pin(&desk, &session, "wrong", PIN).err();
    assert_eq!(refused, Some(AccountError::Wrong));
    let refused = set_pin(&desk, &session, BOB.1, "1234").err();
    assert_eq!(refused, Some(AccountError::Pin(PinError::Common)));
    assert_eq!(
        desk.service.quick_unlock().status(&session),
        Some(PinStatus::NotSet)
    );
}

#[test]
fn a_new_pin_replaces_the_one_before_and_a_removed_one_unlocks_nothing() {
    let desk = desk();
    let session = with_pin(&desk, BOB);
    let session = set_pin(&desk, &session, BOB.1, WRONG).expect("set");
    assert_eq!(
        unlock(&desk, &session, PIN).err(),
        Some(AccountError::PinWrong(4))
    );
    assert!(unlock(&desk, &session, WRONG).is_ok());
    let off = AccountChange::PinOff;
    let account = desk.service.account();
    let removed = account.change(&session, &secret(BOB.1).into(), off);
    assert!(removed.is_ok());
    assert_eq!(
        unlock(&desk, &session, WRONG).err(),
        Some(AccountError::Quick(QuickRefusal::NoPin))
    );
}

#[test]
fn the_audit_log_tells_when_a_pin_was_used_or_wrong() {
    let desk = desk();
    let session = with_pin(&desk, BOB);
    assert!(unlock(&desk, &session, PIN).is_ok());
    assert!(enter(&desk.service, "bob", PIN).is_ok());
    for _ in 0..5 {
        assert!(unlock(&desk, &session, WRONG).is_err());
    }
    let mut expected = vec![
        (AuditKind::Lock, AuditWord::Pin, true),
        (AuditKind::SignIn, AuditWord::Pin, true),
    ];
    expected.extend([(AuditKind::Account, AuditWord::WrongPin, false); 4]);
    expected.push((AuditKind::Account, AuditWord::PinSpent, false));
    assert_eq!(words(&desk), expected);
}

#[test]
fn what_is_stored_tells_neither_the_pin_nor_whose_it_is() {
    let desk = desk();
    let session = with_pin(&desk, BOB);
    let stored = guesses::stored(&desk).expect("stored");
    let has = |part: &[u8]| stored.windows(part.len()).any(|found| found == part);
    assert!(!has(PIN.as_bytes()) && !has(session.user().id.as_bytes()));
}
