//! What a PIN does not bring back: what the password had opened before the lock.

use std::time::Duration;

use egui_authenticator::screen::app::{self, AreaEvent, AreaKind};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::form::notice::FormNotice;
use egui_authenticator::screen::lock;
use egui_authenticator::screen::users;
use egui_authenticator::service::account::AccountError;
use egui_authenticator::service::admin_action::AdminAction;
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::service::two_factor::BeginTwoFactor;

use super::{PIN, desk, renewed, unlock, unlock_with_password, with_pin};
use crate::harness::flow::{act, start, submit};
use crate::harness::phone::Phone;
use crate::harness::{ADA, BOB, Desk, secret};

#[test]
fn r110_a_pin_finishes_no_two_step_set_up() {
    let desk = desk();
    drop(with_pin(&desk, BOB));
    let session = renewed(&desk, BOB);
    let begin = BeginTwoFactor::Session(session.clone(), secret(BOB.1).into());
    let enrolment = desk.service.two_factor().begin(begin).expect("begun");
    let locked = desk.service.sessions().lock(&session, LockReason::Locked);
    assert_eq!(locked, Ok(()));
    assert!(unlock(&desk, &session, PIN).is_ok());
    let code = Phone::set_up(&enrolment).code(desk.ports.clock.now().as_seconds());
    let refused = desk.service.two_factor().confirm(&enrolment, &code);
    assert_eq!(refused.err(), Some(AccountError::Ended));
    unlock_with_password(&desk, &session, BOB.1);
    assert!(!desk.text().contains("totp"), "nothing was switched on");
}

/// Ada's window with a reset code of Bob; she has a PIN.
fn with_code(desk: &Desk) -> Flow {
    let mut flow = start(desk);
    drop(with_pin(desk, ADA));
    submit(&mut flow, desk, ADA);
    for event in [
        app::Event::Go(AreaKind::Users),
        app::Event::Area(AreaEvent::Users(users::Event::Do(AdminAction::StartReset(
            "bob".to_owned(),
        )))),
    ] {
        act(&mut flow, desk, Event::App(event));
    }
    assert!(shows_code(&flow));
    flow
}

fn shows_code(flow: &Flow) -> bool {
    let Screen::App(screen) = flow.screen() else {
        return false;
    };
    matches!(&screen.area, app::Area::Users(users) if matches!(users.part, users::Part::Code { .. }))
}

#[test]
fn r110_a_lock_over_codes_asks_for_the_password() {
    let desk = desk();
    let mut flow = with_code(&desk);
    act(&mut flow, &desk, Event::Lock);
    let Screen::Lock(screen) = flow.screen_mut() else {
        panic!("not locked")
    };
    assert!(!screen.has_pin && !screen.asks_pin);
    screen.password.text = secret(ADA.1);
    act(&mut flow, &desk, Event::Locked(lock::Event::Submit));
    assert!(shows_code(&flow), "the code is still there");
}

#[test]
fn r110_a_pin_that_is_entered_while_codes_arrive_behind_the_lock_does_not_show_them() {
    let desk = desk();
    drop(with_pin(&desk, ADA));
    let mut flow = start(&desk);
    submit(&mut flow, &desk, ADA);
    act(
        &mut flow,
        &desk,
        Event::App(app::Event::Go(AreaKind::Users)),
    );
    let reset = users::Event::Do(AdminAction::StartReset("bob".to_owned()));
    let running = flow.on(
        Event::App(app::Event::Area(AreaEvent::Users(reset))),
        Duration::ZERO,
    );
    act(&mut flow, &desk, Event::Lock);
    let Screen::Lock(screen) = flow.screen_mut() else {
        panic!("not locked")
    };
    assert!(screen.asks_pin);
    screen.password.text = secret(PIN);
    crate::harness::settle(&mut flow, &desk.service, running, Duration::ZERO);
    act(&mut flow, &desk, Event::Locked(lock::Event::Submit));
    let Screen::Lock(screen) = flow.screen() else {
        panic!("the code is shown")
    };
    assert!(!screen.asks_pin);
    assert_eq!(screen.notice, Some(FormNotice::CodesOpen), "it says why");
}
