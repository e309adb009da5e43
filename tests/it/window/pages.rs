//! Files that cannot be read, pages that cannot be opened, and notices to administrators.

use egui::accesskit::Role;
use egui::{Key, Rect};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::window::{click, press, sign_in};
use crate::harness::{ADA, BOB, Desk, USERS};

use super::{Window, window};

#[test]
fn broken_file_shows_the_position_and_can_be_read_again() {
    let desk = Desk::with(
        "credentials:\n  usernames:\n    ada: {password: x}\nviews:\n  one: {kind: film}\n",
    );
    let mut window = window(&desk);
    window.get_by_label("The configuration file cannot be used");
    window.get_by_label_contains("config.yaml, line 5, column 15");
    window.get_by_label_contains("markdown, launch");
    std::fs::write(desk.config(), USERS).expect("mended");
    click(&mut window, "Try again");
    window.get_by_role_and_label(Role::Button, "Sign in");
}

#[test]
fn unreadable_file_is_reported() {
    let desk = Desk::empty();
    std::fs::create_dir_all(desk.config()).expect("a folder in its place");
    let window = window(&desk);
    window.get_by_label_contains("The configuration file cannot be read: not a regular file");
}

#[test]
fn page_without_its_file_shows_the_position_in_the_config() {
    let desk = Desk::open();
    desk.edit("    text: |\n", "    file: missing.md\n    later: |\n");
    let mut window = window(&desk);
    sign_in(&mut window, ADA);
    click(&mut window, "Office");
    window.get_by_label_contains("missing.md, cannot be read");
    window.get_by_label_contains("config.yaml, line 27");
}

#[test]
fn program_that_does_not_start_is_reported_on_its_page() {
    let desk = Desk::open();
    let mut window = window(&desk);
    sign_in(&mut window, BOB);
    click(&mut window, "Till");
    click(&mut window, "Start Broken");
    window.get_by_label_contains("Broken could not be started");
    click(&mut window, "Dismiss");
    assert!(
        window
            .query_by_label_contains("could not be started")
            .is_none()
    );
}

#[test]
fn program_that_could_take_a_name_for_an_option_is_not_started_and_the_reason_is_shown() {
    let desk = Desk::open();
    desk.edit(
        "program: [/no/such/program]",
        "program: [/no/such/program, \"{name}\"]",
    );
    desk.edit("name: Bob Builder", "name: --help");
    let mut window = window(&desk);
    sign_in(&mut window, BOB);
    click(&mut window, "Till");
    click(&mut window, "Start Broken");
    window.get_by_label_contains("Broken was not started: the value of “name” begins with “-”");
}

#[test]
fn only_administrators_see_the_warnings_of_the_file() {
    let desk = Desk::open();
    let mut window = window(&desk);
    sign_in(&mut window, ADA);
    window.get_by_label_contains("The configuration file has");
    click(&mut window, "Sign out");
    sign_in(&mut window, BOB);
    assert!(
        window
            .query_by_label_contains("The configuration file has")
            .is_none()
    );
}

#[test]
fn administrators_see_how_many_users_wait_for_approval() {
    let desk = Desk::open();
    desk.edit("roles: [till]", "roles: [till]\n      pending: true");
    let mut window = window(&desk);
    sign_in(&mut window, ADA);
    let users = window.get_by_role_and_label(Role::Button, "Users");
    let described = users.accesskit_node().description();
    assert_eq!(described.as_deref(), Some("One user waits for approval"));
}

/// Makes the page Office much longer than the window.
fn lengthen_page(desk: &Desk) {
    let lines = (1..=200).map(|at| format!("      Line {at}\n\n"));
    let lines = lines.collect::<String>();
    let text = format!("    text: |\n{lines}      The last line\n\n");
    desk.edit("    text: |\n", &text);
}

/// Returns where the last line of the long page is.
fn last_line(window: &Window<'_>) -> Rect {
    window.get_by_label("The last line").rect()
}

#[test]
fn a_long_page_scrolls_with_the_keyboard_and_stays_behind_a_dialog() {
    let desk = Desk::open();
    lengthen_page(&desk);
    let mut window = window(&desk);
    sign_in(&mut window, ADA);
    click(&mut window, "Office");
    let height = window.ctx.content_rect().height();
    let at_first = last_line(&window);
    assert!(at_first.top() > height);
    let press = |window: &mut Window<'_>, key| {
        window.key_press(key);
        window.run_steps(8);
    };
    press(&mut window, Key::F1);
    press(&mut window, Key::PageDown);
    press(&mut window, Key::Escape);
    assert_eq!(last_line(&window), at_first);
    press(&mut window, Key::PageDown);
    let turned = at_first.top() - last_line(&window).top();
    assert!((height / 2.0..height).contains(&turned), "{turned}");
    press(&mut window, Key::PageUp);
    assert_eq!(last_line(&window), at_first);
    for _ in 0..40 {
        press(&mut window, Key::PageDown);
    }
    assert!(last_line(&window).bottom() < height);
}

#[test]
fn page_keys_scroll_the_page_and_not_the_list_of_pages_beside_it() {
    let desk = Desk::open();
    let page = |at| {
        let head = format!("  p{at}:\n    title: Page {at}\n");
        head + "    roles: [admin]\n    kind: markdown\n    text: A\n"
    };
    let pages = (1..=40).map(page);
    desk.edit(
        "views:\n",
        &format!("views:\n{}", pages.collect::<String>()),
    );
    lengthen_page(&desk);
    let mut window = window(&desk);
    sign_in(&mut window, ADA);
    let entry = |window: &Window<'_>| window.get_by_label("Page 40").rect();
    press(&mut window, "Office");
    let (at_first, of_list) = (last_line(&window), entry(&window));
    window.key_press(Key::PageDown);
    window.run_steps(8);
    assert!(last_line(&window).top() < at_first.top());
    window.key_press(Key::PageUp);
    window.run_steps(8);
    assert_eq!(last_line(&window), at_first);
    assert_eq!(entry(&window), of_list);
}
