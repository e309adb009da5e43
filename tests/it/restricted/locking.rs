//! Locking, unlocking and switching at a restricted computer.

use egui_authenticator::screen::app;
use egui_authenticator::screen::flow::{Event, Screen};
use egui_authenticator::service::account::AccountError;
use egui_authenticator::service::ports::StoreError;
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
fn during_an_outage_sessions_stay_open_and_a_locked_window_waits_for_the_server() {
    let (desk, server) = till();
    let session = desk.sign_in(BOB).expect("in");
    let sessions = desk.service.sessions();
    server.fail_with(Some(outage()));
    assert!(sessions.refresh(&session).is_err());
    assert!(session.has_role(Till), "the session stays open for a while");
    assert_eq!(sessions.lock(&session, LockReason::Locked), Ok(()));
    let unlocked = sessions.unlock(&session, &secret(BOB.1).into());
    assert_eq!(unlocked.err(), Some(AccountError::Store(outage())));
    desk.clock.advance(15 * 60);
    assert!(!session.has_role(Till), "not for longer");
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
