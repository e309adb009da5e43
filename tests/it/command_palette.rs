//! The command palette, operated by keyboard and through the accessibility tree.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_authenticator::app::App;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::app_window::app_window;
use crate::harness::window::{fill, press, sign_in};
use crate::harness::{ADA, BOB, Desk};

type Window<'a> = Harness<'a, App>;

const SEARCH: &str = "Search pages, users and actions";

fn window(desk: &Desk, user: (&str, &str)) -> Window<'static> {
    let service = desk.service.clone();
    let mut window = app_window(service, [1100.0, 900.0]);
    sign_in(&mut window, user);
    window
}

fn open(window: &mut Window<'_>) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run();
}

/// Returns what the palette offers, in order.
fn offered(window: &Window<'_>) -> Vec<String> {
    let options = window.query_all_by_role(Role::ListBoxOption);
    options
        .filter_map(|node| node.accesskit_node().label())
        .collect()
}

#[test]
fn everything_that_a_user_may_open_or_do_is_offered_and_nothing_else() {
    let desk = Desk::open();
    let mut window = window(&desk, BOB);
    open(&mut window);
    assert_eq!(
        offered(&window),
        [
            "Welcome, Page",
            "Till, Page",
            "Your account, Action",
            "Lock, Action",
            "Switch user, Action",
            "Use light theme, Action",
            "Use dark theme, Action",
            "Use system theme, Action",
            "Sign out, Action",
        ]
    );
    fill(&mut window, SEARCH, "ada");
    assert!(offered(&window).is_empty(), "Bob may not see users");
    window.get_by_label("No matches");
}

#[test]
fn a_page_is_opened_by_typing_and_enter() {
    let desk = Desk::open();
    let mut window = window(&desk, ADA);
    open(&mut window);
    fill(&mut window, SEARCH, "act");
    assert_eq!(offered(&window)[0], "Activity, Page");
    window.key_press(Key::Enter);
    window.run();
    window.get_by_role_and_label(Role::Heading, "Activity");
    assert!(offered(&window).is_empty(), "the palette has closed");
}

#[test]
fn a_user_is_found_by_e_mail_and_chosen_with_the_arrow_keys() {
    let desk = Desk::open();
    let mut window = window(&desk, ADA);
    open(&mut window);
    fill(&mut window, SEARCH, "example.org");
    let users = offered(&window);
    assert!(users.len() > 1, "{users:?}");
    let chosen = |window: &Window<'_>| {
        let mut options = window.query_all_by_role(Role::ListBoxOption);
        let chosen = options.find(|node| node.accesskit_node().is_selected() == Some(true));
        chosen.and_then(|node| node.accesskit_node().label())
    };
    assert_eq!(chosen(&window).as_ref(), users.first());
    window.key_press(Key::ArrowDown);
    window.run();
    assert_eq!(chosen(&window).as_ref(), users.get(1));
    window.key_press(Key::ArrowUp);
    window.key_press(Key::ArrowUp);
    window.run();
    assert_eq!(chosen(&window).as_ref(), users.last());
    fill(&mut window, SEARCH, " ada");
    window.key_press(Key::Enter);
    window.run();
    let mut details = window.query_all_by_label_contains("ada@example.org");
    assert!(details.next().is_some(), "the user is shown");
}

#[test]
fn an_action_is_started_from_anywhere() {
    let desk = Desk::open();
    let mut window = window(&desk, ADA);
    open(&mut window);
    fill(&mut window, SEARCH, "add user");
    window.key_press(Key::Enter);
    window.run();
    window.get_by_role_and_label(Role::Heading, "Add user");
}

#[test]
fn escape_and_the_shortcut_close_the_palette_and_the_menu_opens_it() {
    let desk = Desk::open();
    let mut window = window(&desk, ADA);
    for close in [(Modifiers::NONE, Key::Escape), (Modifiers::COMMAND, Key::K)] {
        open(&mut window);
        assert!(!offered(&window).is_empty());
        window.key_press_modifiers(close.0, close.1);
        window.run();
        assert!(offered(&window).is_empty());
    }
    press(&mut window, "Search…");
    assert!(!offered(&window).is_empty());
}

#[test]
fn r49_an_open_palette_offers_no_more_than_the_file_allows_now() {
    let desk = Desk::open();
    let mut window = window(&desk, ADA);
    open(&mut window);
    fill(&mut window, SEARCH, "bob");
    assert!(!offered(&window).is_empty());
    desk.edit("disabled: true", "disabled: false");
    desk.edit("roles: [admin]", "roles: [guest]");
    let ctx = window.ctx.clone();
    let authenticator = window.state_mut().authenticator_mut();
    authenticator.on_file_changed(&ctx);
    window.run();
    assert!(offered(&window).is_empty());
}

#[test]
fn r72_the_palette_is_hidden_by_the_lock() {
    let desk = Desk::open();
    let mut window = window(&desk, ADA);
    open(&mut window);
    fill(&mut window, SEARCH, "lock");
    window.key_press(Key::Enter);
    window.run();
    assert!(offered(&window).is_empty());
    window.get_by_label_contains("Locked by");
}
