//! PINs at a restricted computer: the server checks them, to unlock a window and to sign in.

use egui_authenticator::Service;
use egui_authenticator::domain::quick_unlock::QuickRefusal;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::command::Command as _;
use egui_authenticator::service::ports::StoreError;
use egui_authenticator::service::quick_unlock::PinStatus;
use egui_authenticator::service::quick_unlock::commands::TidyQuick;
use egui_authenticator::service::session::Session;
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::testing::MemoryAuthority;

use super::till_of;
use crate::harness::{ADA, BOB, Desk, secret};

const PIN: &str = "7391";
const WRONG: &str = "8052";

fn set_pin(desk: &Desk, session: &Session) -> Result<Session, AccountError> {
    let set = AccountChange::Pin(secret(PIN));
    let account = desk.service.account();
    let changed = account.change(session, &secret(BOB.1).into(), set)?;
    Ok(changed.session_view.session)
}

/// Bob, who has set a PIN and locked the window.
fn locked() -> (Desk, MemoryAuthority, Session) {
    let desk = Desk::open();
    desk.edit("views:", "quick: {pin: true}\nviews:");
    let (desk, server) = till_of(desk);
    let session = desk.sign_in(BOB).expect("in");
    let session = set_pin(&desk, &session).expect("set");
    let sessions = desk.service.sessions();
    assert_eq!(sessions.lock(&session, LockReason::Locked), Ok(()));
    (desk, server, session)
}

fn unlock(desk: &Desk, session: &Session, pin: &str) -> Result<Session, AccountError> {
    let unlocked = desk.service.quick_unlock().unlock(session, &secret(pin));
    unlocked.map(|view| view.session)
}

fn status(desk: &Desk, session: &Session) -> Option<PinStatus> {
    desk.service.quick_unlock().status(session)
}

#[test]
fn a_pin_unlocks_the_window_and_does_not_count_as_the_password() {
    let (desk, _, session) = locked();
    let wrong = unlock(&desk, &session, WRONG).err();
    assert_eq!(wrong, Some(AccountError::PinWrong(4)));
    let session = unlock(&desk, &session, PIN).expect("unlocked");
    assert!(!session.is_fresh(desk.ports.clock.now()));
    assert!(desk.service.sessions().refresh(&session).is_ok());
    assert!(desk.service.remember_me().remember(&session).is_err());
    let again = desk.enter(BOB).expect("in");
    let told: Vec<_> = again
        .account_events
        .iter()
        .map(|(event, _)| event.word())
        .collect();
    assert_eq!(told, ["pin_set"], "the owner is told");
}

#[test]
fn after_five_wrong_pins_only_the_password_is_accepted() {
    let (desk, _, session) = locked();
    for left in [4, 3, 2, 1, 0] {
        let wrong = unlock(&desk, &session, WRONG).err();
        assert_eq!(wrong, Some(AccountError::PinWrong(left)));
    }
    let spent = unlock(&desk, &session, PIN).err();
    assert_eq!(spent, Some(AccountError::Quick(QuickRefusal::Spent)));
    let sessions = desk.service.sessions();
    let view = sessions.unlock(&session, &secret(BOB.1).into());
    let session = view.expect("unlocked").session;
    desk.service.quick_unlock().renew(&session);
    assert_eq!(status(&desk, &session), Some(PinStatus::Ready));
}

#[test]
fn a_pin_outlives_the_sessions_of_others_and_a_restart() {
    let (mut desk, _, session) = locked();
    let sessions = desk.service.sessions();
    sessions.sign_out(&session).expect("signed out");
    let ada = desk.sign_in(ADA).expect("in");
    desk.service.quick_unlock().renew(&ada);
    TidyQuick.run(&desk.service.quick_unlock());
    sessions.sign_out(&ada).expect("signed out");
    desk.service = Service::from(desk.ports.clone());
    let session = desk.sign_in(BOB).expect("in");
    assert_eq!(status(&desk, &session), Some(PinStatus::Ready));
    assert!(unlock(&desk, &session, PIN).is_ok());
}

#[test]
fn a_pin_ends_with_the_credentials_and_the_session() {
    let (desk, server, session) = locked();
    let (from, to) = ("roles: [till]\n", "roles: [till]\n      disabled: true\n");
    desk.edit(from, to);
    let ended = unlock(&desk, &session, PIN).err();
    assert_eq!(ended, Some(AccountError::Ended));
    assert_eq!(server.open_sessions(), 0);
    let (desk, _, session) = locked();
    desk.edit("roles: [till]\n", "roles: [office]\n");
    let refused = unlock(&desk, &session, PIN).err();
    assert_eq!(refused, Some(AccountError::Quick(QuickRefusal::NoPin)));
    let session = desk.sign_in(BOB).expect("in");
    assert_eq!(status(&desk, &session), Some(PinStatus::NotSet));
}

#[test]
fn a_pin_opens_a_session_at_the_server_that_is_not_fresh() {
    let (desk, server, session) = locked();
    let sessions = desk.service.sessions();
    sessions.sign_out(&session).expect("signed out");
    let quick = desk.service.quick_unlock();
    assert_eq!(quick.offered(), ["bob"]);
    let wrong = quick.sign_in("bob", &secret(WRONG)).err();
    assert_eq!(wrong, Some(AccountError::PinWrong(4)));
    let view = quick.sign_in("bob", &secret(PIN)).expect("right");
    assert_eq!(server.open_sessions(), 1);
    assert!(!view.session.is_fresh(desk.ports.clock.now()));
    assert!(sessions.refresh(&view.session).is_ok());
    drop(view);
    assert_eq!(server.open_sessions(), 0, "it ends with its last copy");
}

#[test]
fn a_pin_opens_nothing_while_the_server_is_away() {
    let (desk, server, session) = locked();
    let quick = desk.service.quick_unlock();
    let outage = StoreError::Unavailable("no route to the server".to_owned());
    server.fail_with(Some(outage.clone()));
    let away = AccountError::Store(outage);
    assert_eq!(unlock(&desk, &session, PIN).err(), Some(away.clone()));
    let refused = quick.sign_in("bob", &secret(PIN)).err();
    assert_eq!(refused, Some(away));
    server.fail_with(None);
    assert!(unlock(&desk, &session, PIN).is_ok());
}

#[test]
fn nothing_on_the_computer_lets_a_pin_be_tried_without_the_server() {
    let (desk, _, _) = locked();
    let quick = desk.service.quick_unlock();
    let mut stored = Vec::new();
    let read = desk.ports.sessions.quick_unlock(&mut |sealed| {
        stored = sealed.map(<[u8]>::to_vec).unwrap_or_default();
        None
    });
    assert_eq!(read, Ok(()));
    let kept = desk.ports.computer_vault.read().expect("read");
    // A thief puts the records of the computer back before each guess.
    let put_back = || {
        let sessions = &desk.ports.sessions;
        let stored = sessions.quick_unlock(&mut |_| Some(stored.clone()));
        assert_eq!(stored, Ok(()));
        let kept = kept.as_ref().expect("a secret");
        desk.ports.computer_vault.write(kept).expect("written");
    };
    for left in [4, 3, 2, 1, 0] {
        put_back();
        let wrong = quick.sign_in("bob", &secret(WRONG)).err();
        assert_eq!(wrong, Some(AccountError::PinWrong(left)));
    }
    put_back();
    let spent = quick.sign_in("bob", &secret(PIN)).err();
    assert_eq!(spent, Some(AccountError::Quick(QuickRefusal::Spent)));
}

#[test]
fn without_the_setting_there_is_no_pin() {
    let (desk, _) = till_of(Desk::open());
    let session = desk.sign_in(BOB).expect("in");
    let off = QuickRefusal::Off;
    assert_eq!(status(&desk, &session), Some(PinStatus::Refused(off)));
    assert_eq!(
        set_pin(&desk, &session).err(),
        Some(AccountError::Quick(off))
    );
}
