//! Switching users: a tile, a PIN, Enter.

use std::time::Duration;

use egui::accesskit::Role;
use egui::{Event as Input, Key};
use egui_authenticator::domain::quick_unlock::QuickRefusal;
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::form::field::FieldError;
use egui_authenticator::screen::form::notice::FormNotice;
use egui_authenticator::screen::sign_in::{self, LoginScreen, Notice};
use egui_kittest::kittest::Queryable;

use super::{PIN, WRONG, desk_with, with_pin};
use crate::harness::app_window::{Window, app_window};
use crate::harness::flow::{act, start};
use crate::harness::window::{click, fill, press};
use crate::harness::{ADA, BOB, Desk, secret, settle};

/// A desk with tiles, at which Bob has a PIN and Ada has none.
fn tiles() -> Desk {
    let desk = desk_with("app: {user_tiles: true}\nquick: {pin: true}");
    drop(with_pin(&desk, BOB));
    desk
}

fn login(flow: &mut Flow) -> &mut LoginScreen {
    let Screen::Login(screen) = flow.screen_mut() else {
        panic!("not at the sign-in form")
    };
    screen
}

fn choose(flow: &mut Flow, desk: &Desk, username: &str) {
    let choose = sign_in::Event::Choose(username.to_owned());
    act(flow, desk, Event::Login(choose));
}

fn enter(flow: &mut Flow, desk: &Desk, typed: &str) {
    login(flow).password.text = secret(typed);
    act(flow, desk, Event::Login(sign_in::Event::Submit));
}

#[test]
fn a_tile_asks_for_the_pin_of_a_user_who_has_one_and_for_the_password_of_another() {
    let desk = tiles();
    let mut flow = start(&desk);
    choose(&mut flow, &desk, "ada");
    assert!(!login(&mut flow).asks_pin);
    choose(&mut flow, &desk, "bob");
    assert!(login(&mut flow).asks_pin);
    enter(&mut flow, &desk, WRONG);
    let error = login(&mut flow).errors.first();
    let error = error.and_then(|field| login(&mut flow).errors.of(field));
    assert_eq!(error, Some(FieldError::WrongPin(4)));
    enter(&mut flow, &desk, PIN);
    assert!(matches!(flow.screen(), Screen::App(_)));
}

#[test]
fn after_five_wrong_pins_a_tile_asks_for_the_password() {
    let desk = tiles();
    let mut flow = start(&desk);
    choose(&mut flow, &desk, "bob");
    for _ in 0..5 {
        enter(&mut flow, &desk, WRONG);
    }
    let screen = login(&mut flow);
    assert!(!screen.asks_pin && !screen.has_pin());
    let spent = FormNotice::Pin(QuickRefusal::Spent);
    assert_eq!(screen.notice, Some(Notice::Form(spent)));
    enter(&mut flow, &desk, BOB.1);
    assert!(matches!(flow.screen(), Screen::App(_)));
}

#[test]
fn a_form_that_asks_for_a_pin_asks_for_the_password_once_the_setting_is_switched_off() {
    let desk = tiles();
    let mut flow = start(&desk);
    choose(&mut flow, &desk, "bob");
    desk.edit("pin: true", "pin: false");
    let jobs = flow.on_file_changed(Duration::ZERO);
    settle(&mut flow, &desk.service, jobs, Duration::ZERO);
    assert!(!login(&mut flow).asks_pin);
}

#[test]
fn r110_from_the_page_of_one_user_to_that_of_another_it_takes_five_keys_and_two_seconds() {
    let desk = tiles();
    let mut window = app_window(desk.service.clone(), [1_100.0, 900.0]);
    click(&mut window, "Ada Lovelace");
    fill(&mut window, "Password", ADA.1);
    press(&mut window, "Sign in");
    window.get_by_label_contains("Hello, Ada");
    let mut frames = 0;
    let mut steps = |window: &mut Window<'_>, number: usize| {
        for _ in 0..number {
            window.step();
            frames += 1;
        }
    };
    press(&mut window, "Switch user");
    steps(&mut window, 4);
    window
        .get_by_role_and_label(Role::Button, "Bob Builder")
        .click();
    steps(&mut window, 4);
    let mut keys = 0;
    for digit in PIN.chars() {
        window.event(Input::Text(digit.to_string()));
        steps(&mut window, 1);
        keys += 1;
    }
    window.key_press(Key::Enter);
    keys += 1;
    steps(&mut window, 8);
    window.get_by_label_contains("Hello, Bob");
    assert!(keys <= 5, "{keys} keys");
    // At sixty frames a second.
    assert!(frames <= 120, "{frames} frames");
}
