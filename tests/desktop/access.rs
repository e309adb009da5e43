//! Every flow with keys alone, and as an accessibility client goes through it.

use crate::harness::{Desk, Keyring};
use crate::{PASSWORD, enter, fill_in_set_up, register_bob, set_up};

const ANOTHER: &str = "another one for the desktop";

/// The lines of the accessibility tree that hold a recovery code.
fn codes(desk: &Desk) -> Vec<String> {
    let tree = desk.tree();
    let words = tree.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let is_code = |word: &&str| word.len() == 34 && word.matches('-').count() == 6;
    words.filter(is_code).map(str::to_owned).collect()
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn a_forgotten_password_is_recovered_with_the_keyboard_alone() {
    let mut desk = Desk::new(Keyring::Absent);
    desk.start(&[]);
    fill_in_set_up(&mut desk);
    let codes = codes(&desk);
    assert_eq!(codes.len(), 8, "{}", desk.tree());
    save_codes_with_keys(&desk);
    desk.waits_for("heading", "Who can register?");
    desk.tabs_to_and("push button", "Continue", "Return");
    desk.waits_to_greet("Ada");
    desk.waits_to_forget(&codes[0]);
    desk.chooses_with_keys("Sign out");
    desk.waits_for("push button", "Sign in");
    desk.tabs_to_and("push button", "Forgot password?", "Return");
    desk.waits_for("heading", "Forgot password");
    desk.types("alovelace");
    desk.keys(&["Tab"]);
    desk.types(&codes[2]);
    desk.keys(&["Tab"]);
    desk.types(ANOTHER);
    desk.keys(&["Return"]);
    desk.waits_for("label", "Your password was changed");
    desk.types(ANOTHER);
    desk.keys(&["Return"]);
    desk.waits_to_greet("Ada");
    desk.waits_for("label", "Since you last signed in");
    desk.waits_to_forget(&codes[2]);
    desk.quits();
}

/// A table with one new person.
const TABLE: &str = "username,email,first_name,last_name,roles,disabled\n\
    kim,kim@example.org,Kim,Park,till,no\n";

/// From set-up to the settings, with nothing but keys.
#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn every_flow_is_used_with_the_keyboard_alone() {
    let mut desk = Desk::new(Keyring::Absent);
    let table = desk.writes("users.csv", TABLE);
    desk.start(&[]);
    fill_in_set_up(&mut desk);
    save_codes_with_keys(&desk);
    desk.waits_for("heading", "Who can register?");
    desk.tabs_to_and("radio button", "Anyone, with approval", "space");
    desk.tabs_to_and("push button", "Continue", "Return");
    desk.waits_to_greet("Ada");
    desk.keys(&["F1"]);
    desk.waits_for("dialog", "Keyboard shortcuts");
    desk.keys(&["Escape"]);

    people_with_keys(&desk, &table);
    let key = account_with_keys(&desk);
    desk.tabs_to_and("toggle button", "Settings", "Return");
    desk.tabs_to("entry", "Title");
    desk.types("Corner shop");
    desk.tabs_to_and("push button", "Review changes", "Return");
    desk.waits_for("label", "New line");
    desk.tabs_to_and("push button", "Save", "Return");
    desk.waits_for("label", "Done: The settings were saved");
    desk.tabs_to_and("toggle button", "Activity", "Return");
    desk.tabs_to("list item", "");
    let first = desk.focused();
    desk.keys(&["Down"]);
    desk.waits_to_move_from(&first);
    desk.keys(&["Home"]);
    desk.waits_for(&first, "");
    desk.tabs_to_and("page tab", "By day", "space");
    desk.waits_for("list item", ", Done: ");
    desk.chooses_with_keys("Sign out");

    outside_with_keys(&desk);
    desk.keys(&["shift+Tab", "ctrl+a"]);
    enter(&desk, "alovelace", ANOTHER);
    desk.waits_for("heading", "Two-step sign-in");
    desk.waits_for("entry", "focused");
    desk.types(&code_of_app(&key, 1));
    desk.waits_to_greet("Ada");
    desk.tabs_to_and("toggle button", "Users", "Return");
    desk.tabs_to_and("page tab", "Waiting for approval", "Return");
    desk.tabs_to_and("push button", "Approve Bob Builder", "Return");
    desk.waits_for("label", "Done: bob can sign in now");
    desk.quits();
}

/// People are invited, imported, looked at and kept out.
fn people_with_keys(desk: &Desk, table: &str) {
    desk.tabs_to_and("toggle button", "Users", "Return");
    desk.tabs_to_and("push button", "More", "Return");
    desk.tabs_to_and("push button", "Allow e-mail addresses", "Return");
    desk.waits_for("entry|E-mail addresses", "focused");
    desk.types("carla@example.org");
    desk.tabs_to_and("push button", "Allow", "Return");
    desk.waits_for("label", "Done: 1 address can register");
    desk.tabs_to_and("push button", "Import users", "Return");
    desk.waits_for("entry|File", "focused");
    desk.types(table);
    desk.tabs_to_and("push button", "Preview", "Return");
    desk.waits_for("list item", "Line 2, kim");
    desk.tabs_to_and("push button", "Import", "Return");
    desk.waits_for("list item|kim, ", "");
    desk.keys(&["Escape"]);
    desk.tabs_to("push button", "Ada Lovelace, alovelace");
    desk.keys(&["Down", "Return"]);
    desk.waits_for("heading", "Kim Park");
    desk.tabs_to_and("push button", "Disable", "Return");
    desk.waits_for("label", "Done: kim can no longer sign in");
    desk.waits_for("push button|Enable", "focused");
    desk.keys(&["Escape"]);
    desk.waits_for("label", "2 of 2");
}

/// The password is changed, and the second step switched on; gives the key that the window showed.
fn account_with_keys(desk: &Desk) -> String {
    desk.chooses_with_keys("Your account");
    desk.tabs_to_and("push button", "Change password", "Return");
    desk.waits_for("password text|Current password", "focused");
    desk.types(PASSWORD);
    desk.tabs_to("password text", "New password");
    desk.types(ANOTHER);
    desk.keys(&["Return"]);
    desk.waits_for("label", "Done: Your password was changed");
    desk.tabs_to_and("push button", "Set up two-step sign-in", "Return");
    desk.waits_for("password text|Current password", "focused");
    desk.types(ANOTHER);
    desk.keys(&["Return"]);
    let key = shown_key(desk);
    desk.types(&code_of_app(&key, 0));
    desk.waits_for("heading", "Your recovery codes");
    save_codes_with_keys(desk);
    desk.waits_for("label", "Done: Two-step sign-in is on");
    desk.keys(&["Escape"]);
    key
}

fn save_codes_with_keys(desk: &Desk) {
    desk.tabs_to_and("check box", "I have saved them", "space");
    desk.tabs_to_and("push button", "Continue", "Return");
}

/// The key of a second step that is being set up, once its code is asked for.
fn shown_key(desk: &Desk) -> String {
    desk.waits_for("entry|Code from the app", "focused");
    let tree = desk.tree();
    let is_key = |text: &&str| text.len() == 39 && text.split(' ').all(|group| group.len() == 4);
    let key = tree.split('|').map(str::trim).find(is_key).expect("a key");
    key.replace(' ', "")
}

/// A user registers, reads why they cannot sign in yet, and resets their password.
fn outside_with_keys(desk: &Desk) {
    desk.tabs_to_and("push button", "Register", "Return");
    register_bob(desk);
    save_codes_with_keys(desk);
    desk.waits_for("label", "Done: Your account is waiting for approval");
    desk.tabs_to_and("push button", "Forgot password?", "Return");
    desk.waits_for("heading", "Forgot password");
    desk.keys(&["Escape"]);
    desk.waits_for("push button", "Sign in");
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn the_menus_of_the_smallest_window_are_used_with_keys_and_give_the_focus_back() {
    let mut desk = Desk::new(Keyring::Absent);
    set_up(&mut desk);
    desk.resizes(320, 480);
    desk.waits_for("push button", "Account menu");
    assert!(!desk.tree().contains("Switch user"), "{}", desk.tree());
    desk.tabs_to_and("push button", "Pages", "Return");
    desk.tabs_to_and("toggle button", "Users", "Return");
    desk.waits_for("heading", "Users");
    desk.waits_for("push button|Pages", "focused");
    desk.tabs_to_and("push button", "More", "Return");
    desk.tabs_to("push button", "Import users");
    desk.keys(&["Escape"]);
    desk.waits_for("push button|More", "focused");
    desk.tabs_to_and("toggle button", "Filter", "Return");
    desk.tabs_to_and("combo box", "Status", "Return");
    desk.tabs_to_and("toggle button", "Locked", "Return");
    desk.waits_for("label", "No matches");
    desk.waits_for("combo box|Status", "focused");
    desk.chooses_with_keys("Your account");
    desk.waits_for("heading", "Your account");
    desk.keys(&["Escape"]);
    desk.chooses_with_keys("Sign out");
    desk.waits_for("push button", "Sign in");
    desk.quits();
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn a_screen_reader_announces_changes_but_no_hidden_password() {
    let mut desk = Desk::new(Keyring::Absent);
    set_up(&mut desk);
    desk.presses("Sign out");
    desk.listens();
    enter(&desk, "alovelace", "not the password");
    desk.waits_to_hear("Error: Incorrect username or password");
    assert!(!desk.tree().contains("not the password"), "{}", desk.tree());
    desk.waits_for("password text", "focused");
    desk.types(PASSWORD);
    desk.waits_to_read("password text", "••••••••");
    desk.keys(&["Return"]);
    desk.waits_to_greet("Ada");
    desk.presses("Users");
    desk.waits_to_hear("1 of 1");
    desk.presses("More");
    desk.presses("Allow e-mail addresses");
    desk.waits_for("entry|E-mail addresses", "focused");
    desk.types("carla@example.org");
    desk.presses("Allow");
    desk.waits_to_hear("Done: 1 address can register");
    desk.quits();
}

/// The code that an authenticator app shows, with the key that the window shows.
fn code_of_app(key: &str, steps_ahead: u64) -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let now = now.expect("after 1970").as_secs() + 30 * steps_ahead;
    let key = totp_rs::Secret::try_from_base32(key).expect("a key");
    let app = totp_rs::Builder::new().with_secret(key).build();
    app.expect("parameters").generate(now).to_string()
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn account_two_step_sign_in_users_and_activity_work_from_another_process() {
    let mut desk = Desk::new(Keyring::Absent);
    set_up(&mut desk);
    desk.presses("Your account");
    desk.presses("Set up two-step sign-in");
    desk.waits_for("password text|Current password", "focused");
    desk.types(PASSWORD);
    desk.keys(&["Return"]);
    let key = shown_key(&desk);
    desk.types(&code_of_app(&key, 0));
    desk.waits_for("heading", "Your recovery codes");
    desk.presses("I have saved them");
    desk.presses("Continue");
    desk.waits_for("label", "Two-step sign-in is on");

    desk.presses("Change password");
    desk.waits_for("password text|Current password", "focused");
    desk.types(PASSWORD);
    desk.keys(&["Tab", "Tab"]);
    desk.types(ANOTHER);
    desk.keys(&["Return"]);
    desk.waits_for("label", "Your password was changed");
    desk.presses("Back");
    desk.presses("Sign out");

    enter(&desk, "alovelace", ANOTHER);
    desk.waits_for("heading", "Two-step sign-in");
    assert!(!desk.tree().contains("Hello"), "{}", desk.tree());
    desk.waits_for("entry", "focused");
    desk.types("000000");
    desk.waits_for("label", "Incorrect code");
    desk.types(&code_of_app(&key, 1));
    desk.waits_to_greet("Ada");

    desk.presses("Users");
    desk.presses("Add user");
    desk.waits_for("entry|First name", "focused");
    for text in ["Bob", "Builder", "bob", "bob@example.org"] {
        desk.types(text);
        desk.keys(&["Tab"]);
    }
    desk.presses("admin");
    desk.presses("Add");
    desk.waits_for("heading", "Reset code for bob");
    assert_eq!(codes(&desk).len(), 1, "{}", desk.tree());
    desk.presses("Back to the list");
    desk.waits_for("push button", "Bob Builder, bob, bob@example.org, admin");

    desk.presses("Bob Builder, bob");
    desk.waits_for("heading", "Bob Builder");
    desk.presses("Edit");
    desk.waits_for("entry|First name", "focused");
    desk.keys(&["ctrl+a"]);
    desk.types("Robert");
    desk.keys(&["Return"]);
    desk.waits_for("heading", "Robert Builder");
    desk.presses("Delete");
    desk.waits_for("entry|Username", "focused");
    desk.types("bob");
    desk.keys(&["Return"]);
    desk.waits_for("label", "Only you so far");

    desk.presses("Settings");
    desk.waits_for("entry", "Title");
    desk.focuses("Title");
    desk.types("Corner shop");
    desk.presses("Review changes");
    desk.waits_for("label", "New line");
    desk.presses("Save");
    desk.waits_for("label", "The settings were saved");
    assert!(desk.config().contains("title: \"Corner shop\""));

    desk.presses("Activity");
    desk.waits_for("list item", "alovelace added bob");
    desk.presses("By user");
    desk.waits_for("list item", "alovelace, Done");
    desk.quits();
}
