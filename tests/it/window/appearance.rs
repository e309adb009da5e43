//! Theme, zoom, keyboard shortcuts, and what egui remembers and repaints.

use eframe::App as _;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

use crate::harness::window::{click, press, sign_in};
use crate::harness::{BOB, Desk};

use super::{Window, window};

/// Chooses a theme in the menu of the user.
fn choose_theme(window: &mut Window<'_>, name: &str) {
    click(window, "Account menu: Bob Builder · till");
    window
        .get_by_role_and_label(Role::RadioButton, name)
        .click();
    window.run();
}

#[test]
fn chosen_theme_is_kept_for_the_next_start() {
    let desk = Desk::open();
    let mut first = window(&desk);
    sign_in(&mut first, BOB);
    for (name, theme) in [("Light", egui::Theme::Light), ("Dark", egui::Theme::Dark)] {
        choose_theme(&mut first, name);
        assert_eq!(first.ctx.theme(), theme);
        assert_eq!(window(&desk).ctx.theme(), theme);
    }
}

#[test]
fn a_theme_is_chosen_before_the_sign_in_as_well() {
    let desk = Desk::open();
    let mut first = window(&desk);
    for (name, theme) in [("Light", egui::Theme::Light), ("Dark", egui::Theme::Dark)] {
        let menu = first.get_by(|node| {
            let label = node.label().unwrap_or_default();
            node.role() == Role::Button && label.starts_with("Theme: ")
        });
        menu.click_accesskit();
        first.run();
        press(&mut first, name);
        assert_eq!(first.ctx.theme(), theme);
        assert_eq!(window(&desk).ctx.theme(), theme, "{name} is kept");
    }
}

#[test]
fn the_theme_follows_the_system_again_when_that_is_chosen() {
    let preference = |window: &Window<'_>| window.ctx.options(|options| options.theme_preference);
    let desk = Desk::open();
    let mut first = window(&desk);
    sign_in(&mut first, BOB);
    choose_theme(&mut first, "Light");
    assert_eq!(preference(&first), egui::ThemePreference::Light);
    choose_theme(&mut first, "System");
    assert_eq!(preference(&first), egui::ThemePreference::System);
    assert_eq!(preference(&window(&desk)), egui::ThemePreference::System);
}

#[test]
fn egui_memory_is_not_persisted() {
    let desk = Desk::open();
    assert!(!window(&desk).state().persist_egui_memory());
}

#[test]
fn an_idle_form_does_not_repaint() {
    let desk = Desk::open();
    let mut window = window(&desk);
    for _ in 0..5 {
        window.step();
    }
    let output = &window.output().viewport_output[&egui::ViewportId::ROOT];
    assert_eq!(output.repaint_delay, std::time::Duration::MAX);
}

#[test]
fn keyboard_zooms_and_the_list_of_shortcuts_names_the_keys() {
    let desk = Desk::open();
    let mut window = window(&desk);
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::Plus);
    window.run();
    assert!(window.ctx.zoom_factor() > 1.0);
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::Num0);
    window.run();
    window.key_press(Key::F1);
    window.run();
    window.get_by_label_contains("Zoom in");
    // A host app can use these keys for other things.
    window
        .ctx
        .options_mut(|options| options.zoom_with_keyboard = false);
    window.run();
    assert!(window.query_by_label_contains("Zoom in").is_none());
}

#[test]
fn zoom_is_kept_for_the_next_start() {
    let desk = Desk::open();
    let mut first = window(&desk);
    first.key_press_modifiers(egui::Modifiers::COMMAND, Key::Plus);
    first.run();
    let larger = first.ctx.zoom_factor();
    assert!(larger > 1.0);
    drop(first);
    let mut second = window(&desk);
    second.run();
    assert!((second.ctx.zoom_factor() - larger).abs() < 0.01);
    second.key_press_modifiers(egui::Modifiers::COMMAND, Key::Num0);
    second.run();
    drop(second);
    let mut third = window(&desk);
    third.run();
    assert!((third.ctx.zoom_factor() - 1.0).abs() < 0.01);
}

#[test]
fn f1_lists_the_keyboard_shortcuts_including_those_of_a_session() {
    let desk = Desk::open();
    let mut window = window(&desk);
    window.key_press(Key::F1);
    window.run();
    window.get_by_role_and_label(Role::Dialog, "Keyboard shortcuts");
    window.get_by_role_and_label(Role::Heading, "Keyboard shortcuts");
    window.get_by_label("Go back or cancel");
    assert!(window.query_by_label("Lock this window").is_none());
    window.key_press(Key::Escape);
    window.run();
    assert!(window.query_by_label("Keyboard shortcuts").is_none());
    sign_in(&mut window, BOB);
    window.key_press(Key::F1);
    window.run();
    window.get_by_label("Lock this window");
    click(&mut window, "Close");
    assert!(window.query_by_label("Keyboard shortcuts").is_none());
    window.get_by_label("Hello, Bob");
}
