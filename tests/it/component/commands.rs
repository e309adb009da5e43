//! What content asks of the component while it is drawn.

use egui::accesskit::Role;
use egui_authenticator::authenticator::Commands;
use egui_kittest::kittest::Queryable;

use super::{App, Window, has_account_menu, is_there, window};
use crate::harness::window::{press, sign_in};
use crate::harness::{ADA, BOB, Desk};

/// A button with what it commands.
type Button = (&'static str, fn(&mut Commands));

const BUTTONS: [Button; 7] = [
    ("Leave", Commands::sign_out),
    ("Cover", Commands::lock),
    ("Hand over", Commands::switch_user),
    ("Me", Commands::open_account),
    ("Team", Commands::open_users),
    ("Log", Commands::open_activity),
    ("Options", Commands::open_settings),
];

/// An app behind a gate that has a button for each command, and unsaved notes.
fn commanding(ui: &mut egui::Ui, app: &mut App) {
    let is_dirty = app.drawn.is_some();
    app.authenticator
        .set_unsaved(is_dirty.then_some("unsaved notes"));
    app.authenticator.gate(ui, |ui, _, commands| {
        for (label, command) in BUTTONS {
            if ui.button(label).clicked() {
                command(commands);
            }
        }
    });
}

fn has_heading(window: &Window, title: &str) -> bool {
    window
        .query_by_role_and_label(Role::Heading, title)
        .is_some()
}

/// The files go away with the desk, so it stays.
fn signed_in(user: (&str, &str)) -> (Desk, Window) {
    let desk = Desk::open();
    let mut window = window(&desk, commanding);
    sign_in(&mut window, user);
    (desk, window)
}

#[test]
fn content_opens_the_account_the_users_the_log_and_the_settings() {
    for (label, title) in [
        ("Me", "Your account"),
        ("Team", "Users"),
        ("Log", "Activity"),
        ("Options", "Settings"),
    ] {
        let (_desk, mut window) = signed_in(ADA);
        press(&mut window, label);
        assert!(has_heading(&window, title), "{title}");
    }
}

#[test]
fn content_signs_out_locks_and_hands_over() {
    let (_desk, mut window) = signed_in(ADA);
    press(&mut window, "Cover");
    assert!(is_there(&window, "Locked by Ada Lovelace"));
    let (_desk, mut window) = signed_in(ADA);
    press(&mut window, "Hand over");
    assert!(window.state().authenticator.session().is_none());
    let (_desk, mut window) = signed_in(ADA);
    press(&mut window, "Leave");
    assert!(window.state().authenticator.session().is_none());
}

#[test]
fn a_command_without_the_permission_does_nothing() {
    for label in ["Team", "Log", "Options"] {
        let (_desk, mut window) = signed_in(BOB);
        press(&mut window, label);
        assert!(is_there(&window, label), "{label} is still there");
        assert!(!has_account_menu(&window));
    }
}

#[test]
fn signing_out_asks_while_something_is_unsaved_and_the_lock_does_not() {
    let (_desk, mut window) = signed_in(BOB);
    window.state_mut().drawn = Some(Default::default());
    window.run();
    press(&mut window, "Leave");
    let asked = window.query_by_label_contains("You are still signed in: unsaved notes");
    assert!(asked.is_some());
    assert!(window.state().authenticator.session().is_some());
    press(&mut window, "Sign out anyway");
    assert!(window.state().authenticator.session().is_none());
    sign_in(&mut window, BOB);
    press(&mut window, "Cover");
    assert!(is_there(&window, "Locked by Bob Builder"));
}

#[test]
fn once_it_is_saved_signing_out_asks_no_more() {
    let (_desk, mut window) = signed_in(BOB);
    window.state_mut().drawn = Some(Default::default());
    window.run();
    window.state_mut().drawn = None;
    window.run();
    press(&mut window, "Leave");
    assert!(window.state().authenticator.session().is_none());
}
