//! What the window shows at its start, and while files and languages change.

use crate::harness::{Desk, Keyring};

use super::set_up;

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn a_broken_file_opens_a_window_that_says_where() {
    let mut desk = Desk::new(Keyring::Absent);
    desk.writes_config("credentials:\n  usernames: 12\n");
    desk.start(&[]);
    desk.waits_for("heading", "The configuration file cannot be used");
    desk.waits_for("label", "line 2, column 14");
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn the_demo_is_marked_and_its_users_can_sign_in() {
    let mut desk = Desk::new(Keyring::Absent);
    desk.start(&["--demo"]);
    desk.waits_for("label", "Demo. Nothing is saved.");
    desk.presses("Rebecca Briggs (office)");
    desk.waits_to_greet("Rebecca");
    desk.waits_for("toggle button", "Month end");
    assert!(!desk.tree().contains("|Till|"));
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn a_missing_library_is_one_sentence_that_names_the_packages_and_no_panic() {
    for library in ["libX11-xcb.so.1", "libxkbcommon-x11.so.0"] {
        let (code, text) = Desk::new(Keyring::Absent).says_without(library);
        assert_eq!(code, Some(1), "{library}: {text}");
        assert!(text.starts_with("A system library is missing"), "{text}");
        assert!(
            text.contains("apt install") && !text.contains("panicked"),
            "{text}"
        );
        assert_eq!(text.lines().count(), 1, "{text}");
    }
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn r61_what_is_saved_in_an_editor_is_in_force_while_the_window_is_open() {
    let mut desk = Desk::new(Keyring::Absent);
    set_up(&mut desk);
    let page = "views:\n  notes:\n    title: Notes\n    roles: [admin]\n    kind: markdown\n    text: It works\n";
    let good = format!("{}\n{page}", desk.config());
    desk.writes_config(&good);
    desk.waits_for("toggle button", "Notes");
    desk.presses("Notes");
    desk.waits_for("label", "It works");

    desk.writes_config(&good.replace("title: Notes", "title: Good morning"));
    desk.waits_for("toggle button", "Good morning");
    desk.writes_config(&format!("{good}\noops: ["));
    desk.waits_for("label", "has an error on line");
    desk.writes_config(&good.replace("roles: [admin]", "roles: [unknown]"));
    desk.waits_for("label", "You no longer have access to");
    assert!(!desk.tree().contains("It works"), "{}", desk.tree());
    desk.writes_config(&good.replace("alovelace", "renamed"));
    desk.waits_for("label", "You were signed out");
    assert!(!desk.tree().contains("Hello"), "{}", desk.tree());
    desk.quits();
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn the_window_speaks_the_systems_language_and_another_one_from_the_menu_at_once() {
    let mut desk = Desk::new(Keyring::Absent);
    desk.locale = "de_DE.UTF-8";
    desk.start(&["--demo"]);
    desk.waits_for("push button", "Anmelden");
    desk.presses("Sprache: Deutsch");
    desk.presses("Français");
    desk.waits_for("push button", "Se connecter");
    desk.presses("Rebecca Briggs (office)");
    desk.waits_for("", "|Bonjour, Rebecca|");
}
