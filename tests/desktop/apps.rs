//! Host apps.

use crate::harness::{Desk, Keyring};

use super::{fill_in_set_up, save_codes_until};

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn an_app_of_ten_lines_asks_for_an_administrator_and_has_a_file_of_its_own() {
    let mut desk = Desk::new(Keyring::Absent);
    let own = "volume: 11\n";
    desk.writes_config_of("authenticator-minimal", own);
    desk.start_example("minimal");
    fill_in_set_up(&mut desk);
    save_codes_until(&desk, "label", "Only for Ada Lovelace");
    assert!(
        !desk.tree().contains("Welcome"),
        "nothing but the app's own"
    );
    let users = desk.config_of("authenticator-minimal/authenticator/users.yaml");
    assert!(users.contains("alovelace:"), "{users}");
    let config = desk.config_of("authenticator-minimal/config.yaml");
    assert_eq!(config, own, "the file of the app itself");
    desk.presses("Sign out");
    desk.waits_for("push button", "Sign in");
    assert!(!desk.tree().contains("Only for"));
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn an_app_with_its_own_menu_and_words_is_handed_over_from_one_to_the_next() {
    let mut desk = Desk::new(Keyring::Absent);
    desk.start_example("lab_bench");
    desk.waits_for("push button", "Take the bench");
    desk.presses("John Smith (admin, lead)");
    desk.waits_for("label", "21.0 °C");
    desk.presses("Warmer");
    desk.waits_for("label", "22.0 °C");
    desk.presses("Lock");
    desk.waits_for("password text", "focused");
    assert!(!desk.tree().contains("°C"), "nothing behind the lock");
    desk.presses("Switch user");

    desk.waits_for("push button", "Take the bench");
    desk.presses("Rebecca Briggs (reader)");
    desk.waits_for("label", "22.0 °C");
    assert!(!desk.tree().contains("Warmer"), "she only reads");
    desk.presses("Account");
    desk.waits_for("heading", "Your account");
    desk.presses("Back");
    desk.presses("Leave");
    desk.waits_for("label", "the bench is still warm");
    desk.presses("Sign out anyway");
    desk.waits_for("push button", "Take the bench");
    assert!(!desk.tree().contains("°C"));
}
