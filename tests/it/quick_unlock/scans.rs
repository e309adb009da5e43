//! A reader in front of the window: the lock, tiles, the sign-in form, dialogs, and setting a badge.

use egui::accesskit::Role;
use egui::{Event as Input, Key};
use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use super::badges::{BADGE, enough, names, with_badge};
use super::{PIN, set_pin};
use crate::harness::app_window::{Window, choose};
use crate::harness::window::{field, fill, press, sign_in};
use crate::harness::{ADA, BOB, Desk};

/// A window that draws sixty frames a second.
pub fn window(desk: &Desk) -> Window<'static> {
    let service = desk.service.clone();
    let mut window = Harness::builder()
        .with_size([1_100.0, 1_000.0])
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(60)
        .build_eframe(|creation| App::with(Authenticator::inline(service, &creation.egui_ctx)));
    window.run();
    window
}

/// Lets the reader type a number, a key in each frame.
pub fn scan(window: &mut Window<'_>, number: &str) {
    for character in number.chars() {
        window.event(Input::Text(character.to_string()));
        window.step();
        assert!(!shows(window, number.get(..3).expect("long")), "{number}");
    }
    window.key_press(Key::Enter);
    window.step();
    settled(window);
}

/// Draws frames until what is held back has been passed on.
pub fn settled(window: &mut Window<'_>) {
    for _ in 0..12 {
        window.step();
    }
    window.run();
}

/// Whether a text is anywhere in the accessibility tree.
pub fn shows(window: &Window<'_>, text: &str) -> bool {
    window.query_all_by(|_| true).any(|node| {
        let has = |found: Option<String>| found.is_some_and(|found| found.contains(text));
        has(node.accesskit_node().label()) || has(node.value())
    })
}

pub fn text_of(window: &Window<'_>, label: &str) -> String {
    field(window, label).value().unwrap_or_default()
}

#[test]
fn at_the_lock_a_badge_asks_its_user_for_the_pin_and_that_of_another_lets_them_sign_in() {
    let desk = names();
    drop(with_badge(&desk, ADA, "00480000001"));
    let bob = with_badge(&desk, BOB, BADGE);
    set_pin(&desk, &bob, BOB.1, PIN).expect("set");
    let mut window = window(&desk);
    sign_in(&mut window, BOB);
    press(&mut window, "Lock (Ctrl+L)");
    press(&mut window, "Use password instead");
    scan(&mut window, BADGE);
    assert_eq!(text_of(&window, "PIN"), "");
    scan(&mut window, "00480000001");
    assert_eq!(text_of(&window, "Username or e-mail"), "ada");
    fill(&mut window, "Password", ADA.1);
    press(&mut window, "Sign in");
    assert!(shows(&window, "Ada Lovelace"));
}

#[test]
fn at_the_lock_a_badge_that_is_enough_unlocks_and_an_unknown_one_says_so() {
    let desk = enough();
    drop(with_badge(&desk, BOB, BADGE));
    let mut window = window(&desk);
    sign_in(&mut window, BOB);
    press(&mut window, "Lock (Ctrl+L)");
    scan(&mut window, "4012345678901");
    assert_eq!(text_of(&window, "Password"), "");
    assert!(shows(&window, "This badge is not known here"));
    scan(&mut window, BADGE);
    assert!(shows(&window, "Bob Builder"));
    assert!(!shows(&window, "Unlock"));
}

#[test]
fn on_tiles_and_on_the_form_a_badge_chooses_its_user() {
    for tiles in ["false", "true"] {
        let desk = super::desk_with(&format!(
            "app: {{user_tiles: {tiles}}}\nquick: {{pin: true, badge: names}}"
        ));
        let bob = with_badge(&desk, BOB, BADGE);
        set_pin(&desk, &bob, BOB.1, PIN).expect("set");
        let mut window = window(&desk);
        scan(&mut window, BADGE);
        fill(&mut window, "PIN", PIN);
        press(&mut window, "Sign in");
        assert!(shows(&window, "Bob Builder"), "{tiles}");
    }
}

#[test]
fn on_the_form_a_half_scan_and_a_product_are_typed_nowhere() {
    let desk = names();
    drop(with_badge(&desk, BOB, BADGE));
    let mut window = window(&desk);
    field(&window, "Username or e-mail").focus();
    window.run();
    for character in "004812345".chars() {
        window.event(Input::Text(character.to_string()));
        window.step();
    }
    settled(&mut window);
    scan(&mut window, "4012345678901");
    assert_eq!(text_of(&window, "Username or e-mail"), "");
}

#[test]
fn what_a_user_types_into_the_form_arrives() {
    let desk = names();
    let mut window = window(&desk);
    field(&window, "Username or e-mail").focus();
    window.run();
    for character in "ada".chars() {
        window.event(Input::Text(character.to_string()));
        settled(&mut window);
    }
    assert_eq!(text_of(&window, "Username or e-mail"), "ada");
}

#[test]
fn in_a_form_a_known_badge_is_typed_nowhere_and_a_product_is_typed() {
    let desk = names();
    drop(with_badge(&desk, BOB, BADGE));
    let mut window = window(&desk);
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    press(&mut window, "Add user");
    field(&window, "First name").focus();
    window.run();
    scan(&mut window, BADGE);
    assert_eq!(text_of(&window, "First name"), "");
    for character in "40123".chars() {
        window.event(Input::Text(character.to_string()));
        window.step();
    }
    settled(&mut window);
    assert_eq!(text_of(&window, "First name"), "40123");
}

#[test]
fn a_user_sets_a_badge_with_two_scans_and_the_password() {
    let desk = names();
    let mut window = window(&desk);
    sign_in(&mut window, BOB);
    press(&mut window, "Your account");
    press(&mut window, "Set badge");
    scan(&mut window, BADGE);
    scan(&mut window, "00480000001");
    assert!(shows(&window, "The two scans differ"));
    scan(&mut window, BADGE);
    scan(&mut window, BADGE);
    scan(&mut window, BADGE);
    assert_eq!(text_of(&window, "Current password"), "");
    fill(&mut window, "Current password", BOB.1);
    press(&mut window, "Save badge");
    assert!(shows(&window, "Your badge was saved"));
    let found = desk.service.quick_unlock();
    let found = found.sign_in_with_badge(&crate::harness::secret(BADGE));
    assert!(
        found
            .err()
            .is_some_and(|error| error.to_string().contains("bob"))
    );
}

#[test]
fn an_administrator_sets_and_removes_the_badge_of_a_user() {
    let desk = names();
    let mut window = window(&desk);
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    choose(&mut window, "Bob Builder");
    press(&mut window, "Set badge");
    assert!(shows(&window, "until bob sets it in their own account"));
    scan(&mut window, BADGE);
    scan(&mut window, BADGE);
    press(&mut window, "Save badge");
    assert!(shows(&window, "The badge of bob on this computer was set"));
    press(&mut window, "Remove badge");
    assert!(shows(
        &window,
        "The badge of bob on this computer was removed"
    ));
}

#[test]
fn without_badges_no_key_is_delayed() {
    let desk = super::desk();
    let mut window = window(&desk);
    field(&window, "Username or e-mail").focus();
    window.run();
    window.event(Input::Text("a".to_owned()));
    window.step();
    window.step();
    assert_eq!(text_of(&window, "Username or e-mail"), "a");
    let is_button = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::Button;
    assert!(window.query_all_by(|_| true).any(|node| is_button(&node)));
}
