//! A slow frame, or a password manager that types: everything arrives in one frame.

use egui::accesskit::{Action, ActionRequest};
use egui::{Event as Input, Key, Modifiers, PointerButton};
use egui_authenticator::app::App;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::app_window::app_window;
use crate::harness::window::field;
use crate::harness::{ADA, Desk};

/// A key that is pressed and released.
fn key_with(modifiers: Modifiers, key: Key) -> [Input; 2] {
    [true, false].map(|pressed| Input::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers,
    })
}

fn key(key: Key) -> [Input; 2] {
    key_with(Modifiers::NONE, key)
}

fn typed(text: &str) -> impl Iterator<Item = Input> {
    text.chars().map(|letter| Input::Text(letter.to_string()))
}

/// The form for signing in, with the focus in the field of the name.
fn form(desk: &Desk) -> Harness<'static, App> {
    let mut window = app_window(desk.restarted(), [1100.0, 900.0]);
    field(&window, "Username or e-mail").focus();
    window.run();
    window
}

/// Gives the window all of this in one frame.
fn arrive(window: &mut Harness<'_, App>, events: impl IntoIterator<Item = Input>) {
    window.input_mut().events.extend(events);
    window.run();
}

fn value(window: &Harness<'_, App>, label: &'static str) -> String {
    field(window, label).value().unwrap_or_default()
}

#[test]
fn what_a_password_manager_types_in_one_frame_signs_in() {
    let desk = Desk::open();
    let mut window = form(&desk);
    let (name, password) = ADA;
    let keys = typed(name).chain(key(Key::Tab)).chain(typed(password));
    arrive(&mut window, keys.chain(key(Key::Enter)));
    assert!(window.query_by_label("Users").is_some(), "signed in");
}

#[test]
fn a_password_typed_after_tab_in_the_same_frame_stays_out_of_the_field_of_the_name() {
    let desk = Desk::open();
    let mut window = form(&desk);
    let keys = typed("al").chain(key(Key::Tab)).chain(typed("open sesame"));
    arrive(&mut window, keys);
    assert_eq!(value(&window, "Username or e-mail"), "al");
    assert_ne!(value(&window, "Password"), "");
}

#[test]
fn every_tab_of_one_frame_moves_the_focus() {
    let desk = Desk::open();
    let mut window = form(&desk);
    let tabs = [Modifiers::NONE, Modifiers::NONE, Modifiers::SHIFT];
    let tabs = tabs.map(|modifiers| key_with(modifiers, Key::Tab));
    arrive(
        &mut window,
        tabs.into_iter().flatten().chain(typed("open sesame")),
    );
    assert_eq!(value(&window, "Username or e-mail"), "");
    assert_ne!(value(&window, "Password"), "");
}

#[test]
fn what_is_typed_before_and_after_a_click_in_the_same_frame_stays_apart() {
    let desk = Desk::open();
    let mut window = form(&desk);
    let pos = field(&window, "Password").rect().center();
    let click = [true, false].map(|pressed| Input::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    });
    arrive(&mut window, [Input::PointerMoved(pos)]);
    let keys = typed(ADA.0).chain(click).chain(typed(ADA.1));
    arrive(&mut window, keys);
    assert_eq!(value(&window, "Username or e-mail"), ADA.0);
    arrive(&mut window, key(Key::Enter));
    assert!(window.query_by_label("Users").is_some(), "signed in");
}

/// A frame takes longer than a key that is held down repeats.
#[test]
fn a_tab_that_is_held_down_moves_the_focus_once_in_a_frame() {
    let desk = Desk::open();
    let mut window = form(&desk);
    let [pressed, released] = key(Key::Tab);
    let held = [pressed.clone(), pressed.clone(), pressed, released];
    arrive(&mut window, held.into_iter().chain(typed("open sesame")));
    assert_eq!(value(&window, "Username or e-mail"), "");
    assert_ne!(value(&window, "Password"), "");
}

/// A dictation tool types, moves the focus and types.
#[test]
fn what_a_screen_reader_types_before_and_after_it_moves_the_focus_stays_apart() {
    let desk = Desk::open();
    let mut window = form(&desk);
    let (target_node, target_tree) = field(&window, "Password").accesskit_node().locate();
    let focus = Input::AccessKitActionRequest(ActionRequest {
        action: Action::Focus,
        target_node,
        target_tree,
        data: None,
    });
    let keys = typed(ADA.0).chain([focus]).chain(typed(ADA.1));
    arrive(&mut window, keys.chain(key(Key::Enter)));
    assert!(window.query_by_label("Users").is_some(), "signed in");
}
