//! Fields for passwords.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::window::{click, fill, sign_in};
use crate::harness::{ADA, Desk};

use super::{Window, window};

/// Returns every text that a screen reader can read.
fn accessible_texts(window: &Window<'_>) -> String {
    let mut out = String::new();
    for node in window.root().query_all_by(|_| true) {
        out.push_str(&format!("{node:?}\n"));
        out.push_str(&node.value().unwrap_or_default());
    }
    out
}

#[test]
fn r9_screen_readers_get_a_password_only_while_it_is_revealed() {
    let desk = Desk::open();
    let mut window = window(&desk);
    fill(&mut window, "Password", "opensesame");
    assert!(!accessible_texts(&window).contains("opensesame"));
    click(&mut window, "Show password");
    assert!(accessible_texts(&window).contains("opensesame"));
    click(&mut window, "Hide password");
    assert!(!accessible_texts(&window).contains("opensesame"));
}

/// Returns everything that a screen reader gets of a form with this password.
fn accessible_form(password: &str) -> String {
    let desk = Desk::open();
    let mut window = window(&desk);
    fill(&mut window, "Password", password);
    window.run();
    let root = window.root();
    let nodes = root
        .children_recursive()
        .map(|node| format!("{:?}", node.accesskit_node().data()));
    nodes.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_screen_reader_cannot_tell_a_short_password_from_a_long_one() {
    let short = accessible_form("opensesame");
    assert!(short.contains("••••••••"), "{short}");
    assert_eq!(short, accessible_form(&"open sesame ".repeat(9)));
    let longest = accessible_form(&"open sesame ".repeat(40));
    assert!(!longest.contains("•••••••••"), "{longest}");
    assert_ne!(short, accessible_form(""));
}

#[test]
fn r53_undo_does_not_restore_a_password() {
    let desk = Desk::open();
    let mut window = window(&desk);
    sign_in(&mut window, ("ada", "wrong password"));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    let password = window.get_by_role_and_label(Role::PasswordInput, "Password");
    assert_eq!(password.value().unwrap_or_default(), "");
}

#[test]
fn r10_a_revealed_password_is_not_copied() {
    let desk = Desk::open();
    let mut window = window(&desk);
    fill(&mut window, "Password", "opensesame");
    click(&mut window, "Show password");
    window
        .get_by_role_and_label(Role::TextInput, "Password")
        .focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    window.event(egui::Event::Copy);
    window.step();
    let commands = &window.output().platform_output.commands;
    assert!(commands.is_empty(), "{commands:?}");
}

#[test]
fn r53_signing_out_leaves_nothing_of_the_previous_user() {
    let desk = Desk::open();
    let mut window = window(&desk);
    sign_in(&mut window, ADA);
    click(&mut window, "Office");
    assert!(accessible_texts(&window).contains("safe"));
    click(&mut window, "Sign out");
    window.get_by_role_and_label(Role::Button, "Sign in");
    for _ in 0..3 {
        window
            .get_by_role_and_label(Role::TextInput, "Username or e-mail")
            .focus();
        window.run();
        window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        window.run();
    }
    let texts = accessible_texts(&window).to_lowercase();
    for trace in ["ada", "lovelace", "safe", "office", "admin"] {
        assert!(!texts.contains(trace), "{trace} is in\n{texts}");
    }
    assert!(window.state().authenticator().session().is_none());
}

#[test]
fn the_strength_of_a_password_is_shown_as_text_while_it_is_typed() {
    let desk = Desk::empty();
    let mut window = window(&desk);
    fill(&mut window, "Password", "password");
    window.get_by_label_contains("Very weak");
    click(&mut window, "Suggest a passphrase");
    window.get_by_label_contains("Strong");
    let field = window.get_by_role_and_label(Role::TextInput, "Password");
    let passphrase = field.value().expect("a passphrase");
    assert_eq!(passphrase.split(' ').count(), 6, "{passphrase}");
}
