//! The page with the settings.

use std::sync::Arc;

use egui::accesskit::Role;
use egui_authenticator::messages::Messages;
use egui_authenticator::service::ports::PlatformError;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::platform::OtherPlatform;
use crate::harness::window::{fill, press, sign_in};
use crate::harness::{ADA, Desk};

use super::{Window, at, is_there, retype, window_of};

/// Shows a section of the settings.
fn section(window: &mut Window<'_>, label: &str) {
    window.get_by_role_and_label(Role::Tab, label).click();
    window.run();
}

#[test]
fn settings_are_found_in_all_sections_by_their_labels() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    let has = |window: &Window<'_>, label: &str| {
        let field = window.query_by_role_and_label(Role::TextInput, label);
        field.is_some()
    };
    let minutes = "Auto-lock after minutes (0 for never)";
    assert!(has(&window, "Title") && !has(&window, minutes));
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::F);
    window.run();
    window.event(egui::Event::Text("AUTO-lock".to_owned()));
    window.run();
    assert!(!has(&window, "Title") && has(&window, minutes));
    fill(&mut window, minutes, "7");
    section(&mut window, "Sign-in screen");
    assert!(has(&window, "Title"), "a section ends the search");
    assert!(is_there(&window, "1 unsaved change"));
    fill(&mut window, "Search settings", "no such setting");
    assert!(is_there(&window, "No matches"));
}

#[test]
fn settings_are_previewed_as_a_change_of_the_file_and_then_saved() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    assert!(
        !is_there(&window, "Review changes"),
        "there is nothing to change"
    );
    fill(&mut window, "Title", "Corner shop");
    assert!(is_there(&window, "1 unsaved change"));
    section(&mut window, "Locking");
    fill(&mut window, "Auto-lock after minutes (0 for never)", "x");
    assert!(is_there(&window, "2 unsaved changes"));
    section(&mut window, "Sign-in screen, 1 changed");
    press(&mut window, "Review changes");
    assert!(is_there(&window, "Enter a whole number from 0 to 60"));
    retype(&mut window, "Auto-lock after minutes (0 for never)", "7");
    press(&mut window, "Review changes");
    assert!(is_there(&window, "  title: \"Corner shop\""));
    assert!(
        !desk.text().contains("Corner shop"),
        "looking changes nothing"
    );
    press(&mut window, "Save");
    assert!(is_there(&window, "The settings were saved"));
    assert!(desk.text().contains("after_minutes: 7"));
    assert!(
        !is_there(&window, "Review changes"),
        "the form has what the file says"
    );
}

#[test]
fn discarded_changes_are_gone_and_the_bar_with_them() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    let place = |window: &Window<'_>| {
        let field = window.get_by_role_and_label(Role::TextInput, "Title");
        field.rect()
    };
    let before = place(&window);
    fill(&mut window, "Title", "half a ti");
    assert!(is_there(&window, "1 unsaved change"));
    assert_eq!(place(&window), before, "nothing moves");
    let focused = window.get_by(|node| node.is_focused() && node.role() != Role::Window);
    let focused = focused.accesskit_node().label();
    assert_eq!(focused.as_deref(), Some("Title"), "and the focus stays");
    press(&mut window, "Discard");
    assert!(!is_there(&window, "half a ti") && !is_there(&window, "unsaved"));
}

#[test]
fn fields_with_the_same_label_belong_to_different_groups() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    section(&mut window, "Pages");
    for page in ["Office", "Till"] {
        press(&mut window, &format!("Edit {page}"));
        window
            .get_by_role_and_label(Role::Group, page)
            .get_by_role_and_label(Role::TextInput, "Page title");
        press(&mut window, "Back to the list");
    }
}

#[test]
fn the_title_of_a_section_finds_all_its_settings() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    fill(&mut window, "Search settings", "failed attempts");
    for label in [
        "Wrong passwords before the first lockout",
        "Longest lockout in seconds",
    ] {
        assert!(is_there(&window, label), "{label}");
    }
    assert!(!is_there(&window, "No matches"));
}

#[test]
fn a_search_in_a_narrow_window_ends_with_any_section_that_is_chosen() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    window.set_size(egui::vec2(360.0, 1_600.0));
    window.run();
    fill(&mut window, "Search settings", "auto-lock");
    let choose = |window: &mut Window<'_>, label: &str| {
        window
            .get_by_role_and_label(Role::ComboBox, "Section")
            .click_accesskit();
        window.run();
        press(window, label);
    };
    assert!(is_there(&window, "Search results"));
    choose(&mut window, "Sign-in screen");
    assert!(!is_there(&window, "Search results"));
    assert!(is_there(&window, "What users see before they sign in"));
}

#[test]
fn accent_and_language_of_the_sign_in_form_are_settings() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    let colour = "Accent colour";
    fill(&mut window, colour, "blue");
    press(&mut window, "Review changes");
    assert!(is_there(&window, "Enter a colour such as #1d5bb8"));
    window
        .get_by_role_and_label(Role::RadioButton, "Green")
        .click();
    window.run();
    assert_eq!(
        window
            .get_by_role_and_label(Role::TextInput, colour)
            .value()
            .as_deref(),
        Some("#0b6e4f")
    );
    retype(&mut window, colour, "#0A7D4F");
    // The fonts of the tests have no Japanese, which is one of the languages.
    let tofu = egui::MissingGlyphPolicy::Tofu;
    window.ctx.set_missing_glyph_policy(tofu);
    window
        .get_by_role_and_label(Role::ComboBox, "Default language")
        .click();
    window.run();
    press(&mut window, "Deutsch");
    press(&mut window, "Review changes");
    press(&mut window, "Save");
    let text = desk.text();
    assert!(text.contains("accent: \"#0a7d4f\""), "{text}");
    assert!(text.contains("language: \"de\""), "{text}");
}

#[test]
fn a_picture_of_the_sign_in_form_has_the_title_that_is_typed() {
    let desk = Desk::open();
    let mut window = window_of(&desk, 1_400.0);
    sign_in(&mut window, ADA);
    press(&mut window, "Settings");
    fill(&mut window, "Title", "Greta’s Greens");
    let picture = "Preview of the sign-in screen: Greta’s Greens";
    window.get_by_role_and_label(Role::Image, picture);
    window
        .get_by_role_and_label(Role::RadioButton, "Dark")
        .click();
    window.run();
    window.get_by_role_and_label(Role::Image, picture);
    window
        .get_by_role_and_label(Role::Tab, "Registration")
        .click();
    window.run();
    assert!(
        window
            .query_by_role_and_label(Role::Image, picture)
            .is_none(),
        "other sections have no picture"
    );
}

#[test]
fn a_logo_is_chosen_in_the_dialog_or_typed_and_has_to_be_a_picture() {
    let mut desk = Desk::open();
    let pictures = desk.folder.path().join("pictures");
    std::fs::create_dir_all(&pictures).expect("made");
    let (good, bad) = (pictures.join("logo.png"), pictures.join("logo.txt"));
    std::fs::write(&good, include_bytes!("../../../assets/icon.png")).expect("written");
    std::fs::write(&bad, "no picture").expect("written");
    let chosen = good.clone();
    desk.replace(|ports| {
        ports.platform = Arc::new(OtherPlatform {
            chosen_file: Some(Ok(Some(chosen))),
            ..OtherPlatform::new(&ports.platform)
        });
    });
    let mut window = at(&desk, "Settings");
    press(&mut window, "Choose…");
    let typed = good.display().to_string();
    let field = window.get_by_role_and_label(Role::TextInput, "Logo");
    assert_eq!(field.value(), Some(typed.clone()));
    retype(&mut window, "Logo", &bad.display().to_string());
    press(&mut window, "Review changes");
    let error = Messages::english().get("picture-wrong").into_owned();
    assert!(is_there(&window, &error));
    retype(&mut window, "Logo", &typed);
    press(&mut window, "Review changes");
    assert!(!is_there(&window, &error));
    press(&mut window, "Save");
    assert!(desk.text().contains("logo.png"), "{}", desk.text());
}

#[test]
fn without_a_dialog_the_path_of_the_logo_is_typed() {
    let mut desk = Desk::open();
    desk.replace(|ports| {
        ports.platform = Arc::new(OtherPlatform {
            chosen_file: Some(Err(PlatformError("no dialog".to_owned()))),
            ..OtherPlatform::new(&ports.platform)
        });
    });
    let mut window = at(&desk, "Settings");
    fill(&mut window, "Title", "Corner shop");
    press(&mut window, "Choose…");
    assert!(is_there(
        &window,
        "This desktop has no dialog to choose a file"
    ));
    assert!(is_there(&window, "Corner shop"), "what was typed stays");
    let focused = window.get_by(|node| node.is_focused() && node.role() != Role::Window);
    assert_eq!(focused.accesskit_node().label().as_deref(), Some("Logo"));
}

#[test]
fn an_accent_that_is_hard_to_see_is_told() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    fill(&mut window, "Accent colour", "#ffe000");
    let light = "In the light theme, this colour is hard to see (contrast 1.3 to 1)";
    assert!(is_there(&window, light));
    retype(&mut window, "Accent colour", "#101418");
    let field = window.get_by_role_and_label(Role::TextInput, "Accent colour");
    assert_eq!(field.value().as_deref(), Some("#101418"));
    assert!(is_there(
        &window,
        "In the dark theme, this colour is hard to see"
    ));
    retype(&mut window, "Accent colour", "#3e6ae4");
    for name in ["settings-accent-weak-light", "settings-accent-weak-dark"] {
        let told = Messages::english().get(name).into_owned();
        let told = told.split(" (").next().expect("a text").to_owned();
        assert!(!is_there(&window, &told), "{told}");
    }
}
