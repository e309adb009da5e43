//! Host apps.

use crate::harness::{Desk, Keyring};

use super::{BOBS, PASSWORD, fill_in_set_up, save_codes_until};

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn an_app_of_ten_lines_asks_for_an_administrator_and_has_a_file_of_its_own() {
    let mut desk = Desk::new(Keyring::Absent);
    let own = "volume: 11\n";
    desk.writes_config_of("authenticator-minimal/config.yaml", own);
    desk.start_example("minimal");
    fill_in_set_up(&mut desk);
    save_codes_until(&desk, "label", "Only for Ada Lovelace");
    assert!(
        !desk.tree().contains("Welcome"),
        "nothing but the app's own"
    );
    let users = desk.config_of("org.example.authenticator-minimal/authenticator/users.yaml");
    assert!(users.contains("alovelace:"), "{users}");
    let config = desk.config_of("authenticator-minimal/config.yaml");
    assert_eq!(config, own, "the file of the app itself");
    desk.presses("Sign out");
    desk.waits_for("push button", "Sign in");
    assert!(!desk.tree().contains("Only for"));
}

fn bench_users() -> String {
    let user = |username: &str, name: &str, roles: &str, password: &str| {
        format!(
            "    {username}:\n      email: {username}@example.org\n      name: {name}\n      roles: [{roles}]\n      password: {password}\n"
        )
    };
    let lead = user("jsmith", "John Smith", "admin, lead", PASSWORD);
    let reader = user("rbriggs", "Rebecca Briggs", "reader", BOBS);
    format!("credentials:\n  usernames:\n{lead}{reader}")
}

fn take_the_bench(desk: &Desk, username: &str, password: &str) {
    desk.waits_for("push button", "Take the bench");
    desk.types(username);
    desk.keys(&["Tab"]);
    desk.types(password);
    desk.presses("Take the bench");
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn an_app_with_its_own_menu_and_words_is_handed_over_from_one_to_the_next() {
    let mut desk = Desk::new(Keyring::Absent);
    let file = "org.example.authenticator-lab-bench/authenticator/users.yaml";
    desk.writes_config_of(file, &bench_users());
    desk.start_example("lab_bench");
    take_the_bench(&desk, "jsmith", PASSWORD);
    desk.waits_for("label", "21.0 °C");
    desk.presses("Warmer");
    desk.waits_for("label", "22.0 °C");
    desk.presses("Lock");
    desk.waits_for("password text", "focused");
    assert!(!desk.tree().contains("°C"), "nothing behind the lock");
    desk.presses("Switch user");

    take_the_bench(&desk, "rbriggs", BOBS);
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
