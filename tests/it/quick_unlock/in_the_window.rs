//! The lock screen and the account page, as screens and in the window.

use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_authenticator::domain::quick_unlock::QuickRefusal;
use egui_authenticator::screen::account::{self, Form, Part};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::form::field::FieldError;
use egui_authenticator::screen::form::notice::FormNotice;
use egui_authenticator::screen::lock::LockScreen;
use egui_authenticator::screen::{app, lock};
use egui_kittest::kittest::{NodeT, Queryable};

use super::{PIN, WRONG, desk, with_pin};
use crate::at_account::{account as account_screen, at_account};
use crate::harness::app_window::app_window;
use crate::harness::flow::{act, start, submit};
use crate::harness::window::{click, field, fill, press, sign_in};
use crate::harness::{BOB, Desk, secret};

/// Bob's window, after he has set a PIN and locked it.
fn locked(desk: &Desk) -> Flow {
    let mut flow = start(desk);
    drop(with_pin(desk, BOB));
    submit(&mut flow, desk, BOB);
    act(&mut flow, desk, Event::Lock);
    flow
}

fn lock_screen(flow: &mut Flow) -> &mut LockScreen {
    let Screen::Lock(screen) = flow.screen_mut() else {
        panic!("not locked")
    };
    screen
}

fn enter(flow: &mut Flow, desk: &Desk, typed: &str) {
    lock_screen(flow).password.text = secret(typed);
    act(flow, desk, Event::Locked(lock::Event::Submit));
}

#[test]
fn the_lock_asks_for_the_pin_and_opens_with_it() {
    let desk = desk();
    let mut flow = locked(&desk);
    assert!(lock_screen(&mut flow).asks_pin);
    enter(&mut flow, &desk, WRONG);
    assert_eq!(lock_screen(&mut flow).error, Some(FieldError::WrongPin(4)));
    assert!(lock_screen(&mut flow).password.text.is_empty());
    enter(&mut flow, &desk, PIN);
    assert!(matches!(flow.screen(), Screen::App(_)));
}

#[test]
fn after_five_wrong_pins_the_lock_asks_for_the_password_and_says_why() {
    let desk = desk();
    let mut flow = locked(&desk);
    for _ in 0..5 {
        enter(&mut flow, &desk, WRONG);
    }
    let screen = lock_screen(&mut flow);
    assert!(!screen.asks_pin && !screen.has_pin);
    assert_eq!(screen.notice, Some(FormNotice::Pin(QuickRefusal::Spent)));
    enter(&mut flow, &desk, PIN);
    assert!(matches!(flow.screen(), Screen::Lock(_)));
    enter(&mut flow, &desk, BOB.1);
    assert!(matches!(flow.screen(), Screen::App(_)));
}

#[test]
fn the_password_unlocks_a_window_that_asks_for_the_pin() {
    let desk = desk();
    let mut flow = locked(&desk);
    act(&mut flow, &desk, Event::Locked(lock::Event::AskPin(false)));
    enter(&mut flow, &desk, BOB.1);
    assert!(matches!(flow.screen(), Screen::App(_)));
}

#[test]
fn the_password_is_no_pin_and_the_pin_no_password() {
    let desk = desk();
    let mut flow = locked(&desk);
    enter(&mut flow, &desk, BOB.1);
    assert!(matches!(
        lock_screen(&mut flow).error,
        Some(FieldError::Pin(_))
    ));
    act(&mut flow, &desk, Event::Locked(lock::Event::AskPin(false)));
    enter(&mut flow, &desk, PIN);
    assert_eq!(
        lock_screen(&mut flow).error,
        Some(FieldError::WrongPassword)
    );
}

#[test]
fn a_lock_without_a_pin_asks_for_the_password() {
    let desk = desk();
    let mut flow = start(&desk);
    submit(&mut flow, &desk, BOB);
    act(&mut flow, &desk, Event::Lock);
    let screen = lock_screen(&mut flow);
    assert!(!screen.asks_pin && !screen.has_pin);
    act(&mut flow, &desk, Event::Locked(lock::Event::AskPin(true)));
    assert!(!lock_screen(&mut flow).asks_pin);
}

#[test]
fn a_lock_whose_setting_is_switched_off_asks_for_the_password() {
    let desk = desk();
    let mut flow = locked(&desk);
    desk.edit("pin: true", "pin: false");
    let jobs = flow.on_file_changed(Duration::ZERO);
    crate::harness::settle(&mut flow, &desk.service, jobs, Duration::ZERO);
    assert!(!lock_screen(&mut flow).asks_pin);
}

#[test]
fn a_user_sets_and_removes_a_pin_in_the_account() {
    let desk = desk();
    let mut flow = start(&desk);
    submit(&mut flow, &desk, BOB);
    act(&mut flow, &desk, Event::App(app::Event::Account));
    act(
        &mut flow,
        &desk,
        at_account(account::Event::Open(Form::Pin)),
    );
    let screen = account_screen(flow.screen_mut()).expect("the account");
    screen.current.text = secret(BOB.1);
    screen.part = Part::Pin(secret(PIN));
    act(&mut flow, &desk, at_account(account::Event::Submit));
    let screen = account_screen(flow.screen_mut()).expect("the account");
    assert_eq!(screen.done, Some(Form::Pin));
    assert_eq!(desk.service.quick_unlock().offered(), ["bob"]);
    act(
        &mut flow,
        &desk,
        at_account(account::Event::Open(Form::PinOff)),
    );
    let screen = account_screen(flow.screen_mut()).expect("the account");
    screen.current.text = secret(BOB.1);
    act(&mut flow, &desk, at_account(account::Event::Submit));
    assert!(desk.service.quick_unlock().offered().is_empty());
}

#[test]
fn a_user_sets_a_pin_and_unlocks_with_keys_and_with_the_pointer() {
    let desk = desk();
    let mut window = app_window(desk.service.clone(), [900.0, 1_600.0]);
    sign_in(&mut window, BOB);
    press(&mut window, "Your account");
    press(&mut window, "Set a PIN");
    fill(&mut window, "Current password", BOB.1);
    fill(&mut window, "New PIN", PIN);
    press(&mut window, "Save PIN");
    window.get_by_label_contains("Your PIN was saved");
    window.key_press_modifiers(Modifiers::COMMAND, Key::L);
    window.run();
    assert_eq!(
        field(&window, "PIN").accesskit_node().role(),
        Role::PasswordInput
    );
    window.event(egui::Event::Text(PIN.to_owned()));
    window.run();
    window.key_press(Key::Enter);
    window.run();
    window.get_by_label_contains("Your account");
    window.key_press_modifiers(Modifiers::COMMAND, Key::L);
    window.run();
    for digit in ["7", "3", "9", "9"] {
        click(&mut window, digit);
    }
    click(&mut window, "Delete the last digit");
    click(&mut window, "1");
    window.key_press(Key::Enter);
    window.run();
    window.get_by_label_contains("Your account");
}
