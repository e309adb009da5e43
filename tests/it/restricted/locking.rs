//! Locking, unlocking and switching at a restricted computer.

use egui_authenticator::screen::app;
use egui_authenticator::screen::flow::{Event, Screen};
use egui_authenticator::service::Service;
use egui_authenticator::service::account::AccountError;
use egui_authenticator::service::ports::StoreError;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::locking::LockReason;

use super::till;
use crate::harness::flow::{act, signed_in, submit};
use crate::harness::{ADA, BOB, Till, secret};

fn outage() -> StoreError {
    StoreError::Unavailable("no route to the server".to_owned())
}

#[test]
fn the_server_checks_the_password_that_unlocks_the_window() {
    let (desk, _) = till();
    let session = desk.sign_in(BOB).expect("in");
    let sessions = desk.service.sessions();
    assert_eq!(sessions.lock(&session, LockReason::Locked), Ok(()));
    desk.clock.advance(10 * 60);
    let unlock = |password| sessions.unlock(&session, &secret(password).into());
    assert_eq!(unlock("guess").err(), Some(AccountError::Wrong));
    let view = unlock(BOB.1).expect("unlocked");
    assert!(view.session.has_role(Till));
    assert!(view.session.is_fresh(desk.ports.clock.now()));
}

#[test]
fn r42_the_password_unlocks_during_an_outage_and_wrong_ones_count_at_the_server_afterwards() {
    let (desk, server) = till();
    let session = desk.sign_in(BOB).expect("in");
    let sessions = desk.service.sessions();
    let unlock = |password| sessions.unlock(&session, &secret(password).into());
    server.fail_with(Some(outage()));
    assert!(sessions.refresh(&session).is_err());
    assert!(session.has_role(Till), "the session stays open for a while");
    assert_eq!(sessions.lock(&session, LockReason::Locked), Ok(()));
    let unlocked = unlock(BOB.1).expect("unlocked").session;
    assert!(
        !unlocked.is_fresh(desk.ports.clock.now()),
        "not by the server"
    );
    assert_eq!(sessions.lock(&session, LockReason::Locked), Ok(()));
    for _ in 0..5 {
        assert_eq!(unlock("guess").err(), Some(AccountError::Wrong));
    }
    assert_eq!(unlock(BOB.1).err(), Some(AccountError::OfflineTries));
    server.fail_with(None);
    assert!(sessions.refresh(&session).is_ok());
    let locked = unlock(BOB.1).err();
    assert!(
        matches!(locked, Some(AccountError::Locked(_))),
        "{locked:?}"
    );
    let elsewhere = Service::from(server.computer()).sign_in();
    let elsewhere = elsewhere.with_password(BOB.0, &secret(BOB.1)).err();
    assert!(
        matches!(elsewhere, Some(SignInError::Locked(_))),
        "{elsewhere:?}"
    );
    desk.clock.advance(30);
    assert!(unlock(BOB.1).is_ok());
}

#[test]
fn r42_a_session_does_not_stay_open_for_longer_than_an_outage_may_last() {
    let (desk, server) = till();
    let session = desk.sign_in(BOB).expect("in");
    let sessions = desk.service.sessions();
    server.fail_with(Some(outage()));
    assert!(sessions.refresh(&session).is_err());
    assert_eq!(sessions.lock(&session, LockReason::Locked), Ok(()));
    desk.clock.advance(15 * 60);
    assert!(!session.has_role(Till));
    let unlocked = sessions.unlock(&session, &secret(BOB.1).into());
    assert_eq!(unlocked.err(), Some(AccountError::Store(outage())));
    server.fail_with(None);
    assert!(sessions.unlock(&session, &secret(BOB.1).into()).is_ok());
    assert!(session.has_role(Till));
}

#[test]
fn a_user_comes_back_to_what_was_parked_while_another_one_worked() {
    let (desk, server) = till();
    let mut flow = signed_in(&desk, BOB);
    act(&mut flow, &desk, Event::App(app::Event::Switch));
    submit(&mut flow, &desk, ADA);
    let who = |flow: &egui_authenticator::screen::flow::Flow| {
        let view = flow.screen().session_view().expect("in");
        view.session.user().username.as_str().to_owned()
    };
    assert_eq!(who(&flow), "ada");
    assert_eq!(server.open_sessions(), 2, "that of Bob is parked");
    act(&mut flow, &desk, Event::App(app::Event::Switch));
    submit(&mut flow, &desk, BOB);
    assert_eq!(who(&flow), "bob");
    assert_eq!(server.open_sessions(), 2, "that of Ada is parked");
    act(&mut flow, &desk, Event::App(app::Event::SignOut));
    assert!(matches!(flow.screen(), Screen::Login(_)));
    assert_eq!(server.open_sessions(), 1);
}
