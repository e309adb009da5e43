//! Keys: none loses what is typed, and each does what the list of shortcuts says.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::domain::language::Language;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use super::{Window, window};
use crate::harness::window::{click, field, fill, press, sign_in};
use crate::harness::{ADA, Desk};

const SIZE: [f32; 2] = [1_100.0, 800.0];

fn tap(window: &mut Window<'_>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
    window.run();
}

fn type_into_focus(window: &mut Window<'_>, text: &str) {
    window.event(Event::Text(text.to_owned()));
    window.run();
}

/// Returns the label of what has the focus.
fn focused(window: &Window<'_>) -> Option<String> {
    let node = window.query_by(|node| node.is_focused() && node.role() != Role::Window);
    node.and_then(|node| node.accesskit_node().label())
}

fn has_heading(window: &Window<'_>, text: &str) -> bool {
    window
        .query_by_role_and_label(Role::Heading, text)
        .is_some()
}

#[test]
fn esc_in_a_field_does_not_lose_what_is_typed_next() {
    let desk = Desk::open();
    let mut window = window(&desk, SIZE);
    fill(&mut window, "Username or e-mail", "a");
    tap(&mut window, Modifiers::NONE, Key::Escape);
    type_into_focus(&mut window, "da");
    let typed = field(&window, "Username or e-mail").value();
    assert_eq!(typed.as_deref(), Some("ada"));
    sign_in_again(&mut window);
    press(&mut window, "Users");
    fill(&mut window, "Search names and e-mails", "b");
    tap(&mut window, Modifiers::NONE, Key::Escape);
    type_into_focus(&mut window, "ob");
    let typed = field(&window, "Search names and e-mails").value();
    assert_eq!(typed.as_deref(), Some("bob"));
}

fn sign_in_again(window: &mut Window<'_>) {
    fill(window, "Password", ADA.1);
    press(window, "Sign in");
}

#[test]
fn ctrl_f_and_a_slash_move_to_the_search_but_a_slash_in_a_field_is_typed() {
    let desk = Desk::open();
    let mut window = window(&desk, SIZE);
    sign_in(&mut window, ADA);
    let search = Some("Search names and e-mails".to_owned());
    press(&mut window, "Users");
    assert_ne!(focused(&window), search);
    type_into_focus(&mut window, "/");
    assert_eq!(focused(&window), search);
    let typed = |window: &Window<'_>| field(window, "Search names and e-mails").value();
    assert_eq!(typed(&window).as_deref(), Some(""));
    type_into_focus(&mut window, "/");
    assert_eq!(typed(&window).as_deref(), Some("/"));
    press(&mut window, "Activity");
    tap(&mut window, Modifiers::COMMAND, Key::F);
    assert_eq!(focused(&window).as_deref(), Some("User"));
}

#[test]
fn ctrl_and_a_digit_open_the_pages_in_the_order_of_the_navigation() {
    let desk = Desk::open();
    let mut window = window(&desk, SIZE);
    sign_in(&mut window, ADA);
    let pages = [
        (Key::Num3, "Users"),
        (Key::Num4, "Activity"),
        (Key::Num5, "Settings"),
        (Key::Num1, "Hello, Ada"),
        (Key::Num2, "Office"),
    ];
    for (key, title) in pages {
        tap(&mut window, Modifiers::COMMAND, key);
        assert!(has_heading(&window, title), "{title}");
    }
    tap(&mut window, Modifiers::COMMAND, Key::Num9);
    assert!(has_heading(&window, "Office"), "there is no ninth page");
    tap(&mut window, Modifiers::NONE, Key::F1);
    tap(&mut window, Modifiers::COMMAND, Key::Num3);
    assert!(!has_heading(&window, "Users"), "a dialog is open");
    for (keys, text) in [
        ("Ctrl 1–9", "Open a page by its position in the navigation"),
        ("Ctrl+F /", "Move to the search field"),
    ] {
        assert!(window.query_by_label(keys).is_some(), "{keys}");
        assert!(window.query_by_label(text).is_some(), "{text}");
    }
}

#[test]
fn german_windows_name_the_keys_of_german_keyboards() {
    let desk = Desk::open();
    let service = desk.service.clone();
    let mut window = Harness::builder()
        .with_size(SIZE)
        .with_max_steps(12)
        .build_eframe(move |creation| {
            let mut authenticator = Authenticator::inline(service, &creation.egui_ctx);
            authenticator.set_language(Language::German, &creation.egui_ctx);
            App::with(authenticator)
        });
    window.run();
    fill(&mut window, "Benutzername oder E-Mail-Adresse", ADA.0);
    fill(&mut window, "Passwort", ADA.1);
    press(&mut window, "Anmelden");
    tap(&mut window, Modifiers::NONE, Key::F1);
    let said: Vec<String> = window
        .root()
        .children_recursive()
        .filter_map(|node| node.accesskit_node().label().or_else(|| node.value()))
        .collect();
    for keys in ["Strg+K", "Strg+F /", "Strg 1–9", "Strg+L", "Strg +"] {
        assert!(said.iter().any(|said| said == keys), "{keys}: {said:?}");
    }
    assert!(!said.iter().any(|said| said.contains("Ctrl")), "{said:?}");
}

#[test]
fn enter_continues_at_the_question_who_can_register() {
    let desk = Desk::empty();
    let mut window = window(&desk, SIZE);
    for (label, text) in [
        ("Full name", "Ada Lovelace"),
        ("E-mail", "ada@example.org"),
        ("Password", "a kettle for the back room"),
    ] {
        fill(&mut window, label, text);
    }
    click(&mut window, "Create administrator");
    window
        .get_by_role_and_label(Role::CheckBox, "I have saved them")
        .click_accesskit();
    window.run();
    press(&mut window, "Continue");
    let is_asked = |window: &Window<'_>| {
        window
            .query_all_by(|node| node.role() == Role::RadioButton)
            .count()
            > 0
    };
    assert!(is_asked(&window));
    // On a policy that is not chosen, Enter chooses it; on the chosen one, it continues.
    tap(&mut window, Modifiers::NONE, Key::Tab);
    tap(&mut window, Modifiers::NONE, Key::Enter);
    assert!(is_asked(&window));
    let chosen = focused(&window).expect("a policy");
    tap(&mut window, Modifiers::NONE, Key::Enter);
    assert!(!is_asked(&window), "{chosen}");
    assert!(desk.text().contains("mode:"), "{}", desk.text());
}
