//! Changing one's own password: the use case and the way through the window.

use std::time::Duration;

use egui_authenticator::account::lockout::Locked;
use egui_authenticator::account::password::PasswordError;
use egui_authenticator::screen::Ask;
use egui_authenticator::screen::app::{self, Notice};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::{login, own_password};
use egui_authenticator::service::own_password::OwnPasswordError;
use egui_authenticator::service::refresh::RefreshError;

use crate::harness::{BOB, Desk, secret};

const NEW: &str = "a new one for the till";

fn change(desk: &Desk, current: &str, new: &str) -> Result<(), OwnPasswordError> {
    let session = desk.sign_in(BOB).expect("signed in");
    let changed = desk
        .service
        .change_own_password(&session, &secret(current), &secret(new));
    changed.map(drop)
}

#[test]
fn r11_a_change_asks_for_the_current_password_and_a_wrong_one_changes_nothing() {
    let desk = Desk::open();
    let before = desk.text();
    assert_eq!(change(&desk, "wrong", NEW), Err(OwnPasswordError::Wrong));
    assert_eq!(desk.text(), before);
    assert_eq!(change(&desk, BOB.1, NEW), Ok(()));
    assert!(desk.sign_in((BOB.0, NEW)).is_some());
    assert!(desk.sign_in(BOB).is_none());
}

#[test]
fn r42_the_session_goes_on_and_every_other_one_ends() {
    let desk = Desk::open();
    let (mine, other) = (
        desk.sign_in(BOB).expect("in"),
        desk.sign_in(BOB).expect("in"),
    );
    let changed = desk
        .service
        .change_own_password(&mine, &secret(BOB.1), &secret(NEW));
    let mine = changed.expect("changed").session;
    assert!(desk.service.refresh(&mine).is_ok());
    let ended = desk.service.refresh(&other).err();
    assert_eq!(ended, Some(RefreshError::Ended));
    let again =
        desk.service
            .change_own_password(&other, &secret(NEW), &secret("and yet another one"));
    assert_eq!(again.err(), Some(OwnPasswordError::Ended));
}

#[test]
fn r42_a_remembered_sign_in_ends_with_the_password_that_it_was_made_under() {
    let desk = Desk::open();
    let session = desk.sign_in(BOB).expect("in");
    desk.service.remember(&session).expect("remembered");
    let changed = desk
        .service
        .change_own_password(&session, &secret(BOB.1), &secret(NEW));
    assert!(changed.is_ok());
    assert!(desk.restarted().resume().entrance().is_none());
}

#[test]
fn r20_an_unattended_desk_is_no_place_to_guess() {
    let desk = Desk::open();
    let session = desk.sign_in(BOB).expect("in");
    let guess = || {
        let guess = desk
            .service
            .change_own_password(&session, &secret("guess"), &secret(NEW));
        guess.err()
    };
    for _ in 0..5 {
        assert_eq!(guess(), Some(OwnPasswordError::Wrong));
    }
    let locked = Some(OwnPasswordError::Locked(Locked::For(30)));
    assert_eq!(guess(), locked);
    let right = desk
        .service
        .change_own_password(&session, &secret(BOB.1), &secret(NEW));
    assert_eq!(right.err(), locked);
}

#[test]
fn a_new_password_keeps_the_rules_and_is_a_new_one() {
    let desk = Desk::open();
    for (new, error) in [
        ("short", PasswordError::TooShort { min: 15 }),
        ("passwordpassword", PasswordError::Common),
        ("bob builder bob", PasswordError::OwnWords),
    ] {
        let refused = change(&desk, BOB.1, new);
        assert_eq!(refused, Err(OwnPasswordError::Password(error)), "{new}");
    }
    assert_eq!(change(&desk, BOB.1, BOB.1), Err(OwnPasswordError::Same));
}

const T0: Duration = Duration::ZERO;

fn settle(flow: &mut Flow, desk: &Desk, mut asks: Vec<Ask>) {
    while let Some(Ask { ticket, request }) = asks.pop() {
        asks.extend(flow.on_reply(ticket, desk.service.handle(request), T0));
    }
}

/// Signs in and opens the form.
fn at_the_form(desk: &Desk) -> Flow {
    let (mut flow, asks) = Flow::new(T0);
    settle(&mut flow, desk, asks);
    if let Screen::Login(screen) = flow.screen_mut() {
        BOB.0.clone_into(&mut screen.login);
        screen.password.text = secret(BOB.1);
    }
    let asks = flow.on(Event::Login(login::Event::Submit), T0);
    settle(&mut flow, desk, asks);
    let asks = flow.on(Event::App(app::Event::ChangePassword), T0);
    settle(&mut flow, desk, asks);
    flow
}

fn submit(flow: &mut Flow, desk: &Desk, current: &str, new: &str) {
    form(flow).current.text = secret(current);
    form(flow).new.text = secret(new);
    let asks = flow.on(Event::Password(own_password::Event::Submit), T0);
    settle(flow, desk, asks);
}

fn form(flow: &mut Flow) -> &mut own_password::OwnPasswordScreen {
    match flow.screen_mut() {
        Screen::Password(screen) => screen,
        _ => panic!("not at the form"),
    }
}

#[test]
fn the_form_says_what_is_wrong_keeps_no_password_and_leads_back_with_the_new_one() {
    let desk = Desk::open();
    let mut flow = at_the_form(&desk);
    submit(&mut flow, &desk, "wrong", NEW);
    let screen = form(&mut flow);
    let error = screen.errors.of(own_password::Field::Current);
    assert_eq!(error, Some(own_password::FieldError::Wrong));
    assert!(screen.current.text.is_empty() && screen.new.text.is_empty());
    submit(&mut flow, &desk, BOB.1, NEW);
    let Screen::App(screen) = flow.screen() else {
        panic!("not back")
    };
    assert_eq!(screen.notice, Some(Notice::PasswordChanged));
    assert!(desk.service.refresh(&screen.entrance.session).is_ok());
}

#[test]
fn whoever_is_removed_while_at_the_form_is_signed_out() {
    let desk = Desk::open();
    let mut flow = at_the_form(&desk);
    desk.edit("    bob:", "    rob:");
    let asks = flow.on_file_changed(T0);
    settle(&mut flow, &desk, asks);
    assert!(matches!(flow.screen(), Screen::Login(_)));
}
