//! The Welcome page: where a user arrives, and the tiles of the pages.

mod first_steps;
mod last_sign_in;

use egui::accesskit::Role;
use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::window::{press, sign_in};
use crate::harness::{ADA, BOB, Desk};

type Window = Harness<'static, App>;

fn window(desk: &Desk) -> Window {
    let service = desk.service.clone();
    let mut window = Harness::builder()
        .with_size([1_100.0, 1_000.0])
        .with_max_steps(12)
        .build_eframe(|creation| App::with(Authenticator::inline(service, &creation.egui_ctx)));
    window.run();
    window
}

fn arrived(desk: &Desk, who: (&str, &str)) -> Window {
    let mut window = window(desk);
    sign_in(&mut window, who);
    window
}

fn is_there(window: &Window, text: &str) -> bool {
    window.query_all_by(|_| true).any(|node| {
        let has = |found: Option<String>| found.is_some_and(|found| found.contains(text));
        has(node.accesskit_node().label()) || has(node.value())
    })
}

#[test]
fn every_user_arrives_at_the_only_page_with_a_greeting() {
    let desk = Desk::open();
    let mut window = arrived(&desk, BOB);
    window.get_by_role_and_label(Role::Heading, "Hello, Bob");
    press(&mut window, "Till");
    window.get_by_role_and_label(Role::Heading, "Till");
    assert!(!is_there(&window, "Hello,"));
    assert!(!is_there(&window, "sign-in"));
    press(&mut window, "Welcome");
    window.get_by_role_and_label(Role::Heading, "Hello, Bob");
}

#[test]
fn pages_are_tiles_that_open_them() {
    let desk = Desk::open();
    let mut window = arrived(&desk, BOB);
    assert!(!is_there(&window, "Open Office"), "not open to Bob");
    let tile = window.get_by_role_and_label(Role::Button, "Open Till");
    let about = tile.accesskit_node().description();
    assert_eq!(about.as_deref(), Some("2 items"));
    press(&mut window, "Open Till");
    window.get_by_role_and_label(Role::Button, "Start Count");
}

#[test]
fn a_page_to_read_says_who_can_open_it_only_to_those_who_can_change_that() {
    let desk = Desk::open();
    let about = |window: &Window, title: &str| {
        let label = format!("Open {title}");
        let tile = window.get_by_role_and_label(Role::Button, &label);
        tile.accesskit_node().description().unwrap_or_default()
    };
    desk.edit(
        "views:",
        "views:\n  notes: {title: Notes, roles: [till, admin], users: [gus, bob], kind: markdown, text: Hi}\n  \
         own: {title: Own, users: [ada], kind: markdown, text: Hi}",
    );
    let window = arrived(&desk, ADA);
    assert_eq!(about(&window, "Notes"), "For till, admin, 2 users");
    assert_eq!(about(&window, "Own"), "For 1 user");
    drop(window);
    let window = arrived(&desk, BOB);
    assert_eq!(about(&window, "Notes"), "A page to read");
}

#[test]
fn a_user_without_pages_is_told_whom_to_ask() {
    let desk = Desk::open();
    desk.edit("roles: [till]\n    kind", "roles: [bench]\n    kind");
    let window = arrived(&desk, BOB);
    assert!(is_there(&window, "Ask an administrator"));
}
