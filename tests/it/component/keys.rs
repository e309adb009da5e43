//! Whose the keys are: the component's where it has the whole window, and the app's elsewhere.

use egui::accesskit::Role;
use egui::{Key, KeyboardShortcut, Modifiers};
use egui_authenticator::authenticator::Shortcuts;
use egui_kittest::kittest::Queryable;

use super::{App, Draw, Window, gate, home, is_there, log_in, window, window_with};
use crate::harness::window::sign_in;
use crate::harness::{ADA, Desk};

const LOCKED: &str = "Locked by Ada Lovelace";
const KEYS: &str = "Keyboard shortcuts";

/// Presses keys in two frames, as a user does.
fn tap(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
    window.run();
}

/// Returns what opens after each of the keys of the component.
fn opened(desk: &Desk, draw: Draw) -> [bool; 3] {
    let mut window = window(desk, draw);
    sign_in(&mut window, ADA);
    tap(&mut window, Modifiers::NONE, Key::F1);
    let keys = window
        .query_by_role_and_label(Role::Heading, KEYS)
        .is_some();
    tap(&mut window, Modifiers::NONE, Key::F1);
    tap(&mut window, Modifiers::COMMAND, Key::K);
    let palette = window
        .query_by_label("Search pages, users and actions")
        .is_some();
    tap(&mut window, Modifiers::COMMAND, Key::K);
    tap(&mut window, Modifiers::COMMAND, Key::L);
    [keys, palette, is_there(&window, LOCKED)]
}

#[test]
fn with_the_navigation_the_keys_are_those_of_the_ready_made_app() {
    assert_eq!(opened(&Desk::open(), home), [true; 3]);
}

#[test]
fn behind_a_gate_and_around_single_screens_every_key_is_the_apps() {
    assert_eq!(opened(&Desk::open(), gate), [false; 3]);
    assert_eq!(opened(&Desk::open(), log_in), [false; 3]);
}

/// An app behind a gate that counts how often its own Ctrl+L reaches it.
fn counting(ui: &mut egui::Ui, app: &mut App) {
    gate(ui, app);
    let keys = KeyboardShortcut::new(Modifiers::COMMAND, Key::L);
    if ui.input_mut(|input| input.consume_shortcut(&keys)) {
        app.drawn = Some(("its own".to_owned(), "Ctrl+L".to_owned()));
    }
}

#[test]
fn an_app_behind_a_gate_can_use_the_same_keys_itself() {
    let desk = Desk::open();
    let mut window = window(&desk, counting);
    sign_in(&mut window, ADA);
    tap(&mut window, Modifiers::COMMAND, Key::L);
    assert!(window.state().drawn.is_some());
}

#[test]
fn keys_that_an_app_chose_work_behind_a_gate_and_are_listed() {
    let desk = Desk::open();
    let mut window = window_with(&desk, gate, |authenticator, _| {
        let mut keys = Shortcuts::none();
        keys.help = Shortcuts::all().help;
        keys.lock = Some(KeyboardShortcut::new(Modifiers::COMMAND, Key::F12));
        authenticator.with_shortcuts(keys)
    });
    sign_in(&mut window, ADA);
    tap(&mut window, Modifiers::NONE, Key::F1);
    assert!(is_there(&window, "Ctrl+F12"));
    for absent in ["Ctrl+L", "Ctrl+K", "Ctrl 1–9"] {
        assert!(!is_there(&window, absent), "{absent}");
    }
    tap(&mut window, Modifiers::NONE, Key::F1);
    tap(&mut window, Modifiers::COMMAND, Key::F12);
    assert!(is_there(&window, LOCKED));
}

#[test]
fn an_app_can_have_the_navigation_without_the_keys() {
    let desk = Desk::open();
    let mut window = window_with(&desk, home, |authenticator, _| {
        authenticator.with_shortcuts(None)
    });
    sign_in(&mut window, ADA);
    tap(&mut window, Modifiers::COMMAND, Key::L);
    assert!(!is_there(&window, LOCKED));
    tap(&mut window, Modifiers::COMMAND, Key::Num2);
    assert!(is_there(&window, "The content of the app"));
}

#[test]
fn a_locked_window_says_which_app_it_is() {
    let desk = Desk::open();
    let mut window = window_with(&desk, gate, |authenticator, _| {
        authenticator.with_title("Lab bench").with_logo(|ui| {
            ui.label("The logo of the app");
        })
    });
    sign_in(&mut window, ADA);
    assert!(!is_there(&window, "The logo of the app"));
    let ctx = window.ctx.clone();
    window.state_mut().authenticator.lock(&ctx);
    window.run();
    assert!(is_there(&window, LOCKED));
    assert!(is_there(&window, "The logo of the app"));
    assert!(is_there(&window, "Lab bench"));
}
