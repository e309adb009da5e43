//! A colleague at the same desk, and a host app that keeps more than it should.

use std::time::Duration;

use egui_authenticator::domain::page::PageId;
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::{app, lock, sign_in};
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::session::RoleError;
use egui_authenticator::service::users::UserError;

use crate::harness::{ADA, BOB, Desk, secret, settle, typed_user};

const T0: Duration = Duration::ZERO;

fn act(flow: &mut Flow, desk: &Desk, event: Event) {
    let jobs = flow.on(event, T0);
    settle(flow, &desk.service, jobs, T0);
}

/// A window in which Bob has signed in with his password.
fn window_of_bob(desk: &Desk) -> Flow {
    let (mut flow, jobs) = Flow::new(T0);
    settle(&mut flow, &desk.service, jobs, T0);
    let Screen::Login(screen) = flow.screen_mut() else {
        panic!("not at the sign-in form")
    };
    BOB.0.clone_into(&mut screen.login);
    screen.password.text = secret(BOB.1);
    act(&mut flow, desk, Event::Login(sign_in::Event::Submit));
    assert!(flow.screen().session_view().is_some());
    flow
}

/// A colleague guesses at the locked window of another user, and knows the password after too many guesses.
#[test]
fn r20_a_colleague_guesses_at_a_locked_window() {
    let desk = Desk::open();
    let mut flow = window_of_bob(&desk);
    act(&mut flow, &desk, Event::Lock);
    let guesses = ["guess"; 5].into_iter().chain([BOB.1]);
    for guess in guesses {
        let Screen::Lock(screen) = flow.screen_mut() else {
            panic!("not locked")
        };
        screen.password.text = secret(guess);
        act(&mut flow, &desk, Event::Locked(lock::Event::Submit));
    }
    assert!(matches!(flow.screen(), Screen::Lock(_)));
}

/// A background thread of the host app keeps a copy of the session of a user who was removed, and opens a page.
#[test]
fn r42_a_copy_of_the_session_of_a_removed_user_opens_a_page() {
    let desk = Desk::open();
    let session = desk.sign_in(BOB).expect("signed in");
    let copy = session.clone();
    let till = PageId("till".to_owned());
    assert!(desk.service.pages().open(&copy, &till).is_ok());
    let removed = desk.service.users().remove(Caller::LocalOwner, BOB.0);
    assert_eq!(removed, Ok(()));
    assert!(desk.service.pages().open(&copy, &till).is_err());
    assert!(desk.service.sessions().refresh(&copy).is_err());
}

/// A host app keeps a copy of an administrator's session, proves the role after the sign-out, and adds an
/// administrator of its own.
#[test]
fn r74_a_copy_of_a_session_proves_a_role_after_the_sign_out_and_adds_an_administrator() {
    let desk = Desk::open();
    let session = desk.sign_in(ADA).expect("signed in");
    let copy = session.clone();
    assert!(copy.require("admin").is_ok());
    assert_eq!(desk.service.sessions().sign_out(&session), Ok(()));
    assert_eq!(copy.require("admin").err(), Some(RoleError::Ended));
    let mallory = typed_user("mallory", "m@example.org", "Mallory");
    let caller = Caller::Session(&copy);
    let added = desk.service.users().add(caller, &mallory, &["admin"]);
    assert_eq!(added.err(), Some(UserError::Ended));
}

/// A host app keeps a copy from the frame before the user signs out, while the keyring is slow to answer.
#[test]
fn r74_a_copy_of_a_session_is_used_while_the_sign_out_waits_for_the_keyring() {
    let desk = Desk::open();
    let mut flow = window_of_bob(&desk);
    let copy = flow
        .screen()
        .session_view()
        .expect("signed in")
        .session
        .clone();
    let waiting = flow.on(Event::App(app::Event::SignOut), T0);
    assert!(!waiting.is_empty());
    assert!(!copy.has_role("till") && desk.service.sessions().refresh(&copy).is_err());
}
