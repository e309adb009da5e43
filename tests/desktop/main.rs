//! A real window on a virtual display, with a real keyring, driven by keys and by an accessibility
//! client. `.ci/run` runs these; by hand: `cargo test --test desktop -- --ignored --test-threads 1`.

mod access;
mod harness;

use egui_authenticator::domain::secret::Secret;
use egui_authenticator::service::ports::Clipboard as _;
use egui_authenticator::store::clipboard::SystemClipboard;
use egui_authenticator::store::keyring::KeyringVault;
use egui_authenticator::testing::conformance;
use harness::{CHILD, Desk, Keyring};

const PASSWORD: &str = "a password for the desktop";

/// Fills in the set-up form with the keyboard alone.
fn set_up(desk: &mut Desk) {
    desk.start(&[]);
    fill_in_set_up(desk);
    save_codes(desk);
}

fn fill_in_set_up(desk: &mut Desk) {
    desk.waits_for("heading", "Set up Authenticator");
    desk.types("Ada Lovelace");
    desk.keys(&["Tab", "Tab"]);
    desk.types("ada@example.org");
    desk.keys(&["Tab"]);
    desk.types(PASSWORD);
    desk.keys(&["Return"]);
    desk.waits_for("heading", "Your recovery codes");
}

fn save_codes(desk: &Desk) {
    save_codes_until(desk, "", "|Hello, Ada|");
}

/// The same, to where an app shows this.
fn save_codes_until(desk: &Desk, role: &str, name: &str) {
    desk.presses("I have saved them");
    desk.presses("Continue");
    desk.waits_for("heading", "Who can register?");
    desk.presses("Continue");
    desk.waits_for(role, name);
}

fn sign_in(desk: &mut Desk, password: &str) {
    desk.types("alovelace");
    desk.keys(&["Tab"]);
    desk.types(password);
    desk.keys(&["Return"]);
}

#[test]
#[ignore = "needs Xvfb, D-Bus, gnome-keyring and AT-SPI; .ci/run provides them"]
fn the_keyring_keeps_the_contract_of_a_vault() {
    if std::env::var_os(CHILD).is_some() {
        return conformance::token_vault(|| KeyringVault::new("conformance", "user"));
    }
    let desk = Desk::new(Keyring::Unlocked);
    let ran = desk.runs_test("the_keyring_keeps_the_contract_of_a_vault");
    assert_eq!(ran, Ok(()));
}

#[test]
#[ignore = "needs Xvfb, D-Bus, gnome-keyring and AT-SPI; .ci/run provides them"]
fn from_set_up_to_being_remembered_and_forgotten() {
    let mut desk = Desk::new(Keyring::Unlocked);
    set_up(&mut desk);
    desk.presses("Sign out");
    desk.waits_for("push button", "Sign in");
    assert!(!desk.tree().contains("Ada"), "{}", desk.tree());

    sign_in(&mut desk, "wrong password");
    desk.waits_for("label", "Incorrect username or password");
    desk.types(PASSWORD);
    desk.presses("Keep me signed in");
    desk.presses("Sign in");
    desk.waits_to_greet("Ada");
    let token = desk.waits_for_token();
    desk.quits();

    for (name, bytes) in desk.files() {
        let text = String::from_utf8_lossy(&bytes);
        let secret = token.rsplit('.').next().expect("a secret");
        assert!(!text.contains(PASSWORD), "{name} holds the password");
        assert!(!text.contains(secret), "{name} holds the token");
    }

    desk.start(&[]);
    desk.waits_to_greet("Ada");
    desk.presses("Sign out");
    desk.waits_for("push button", "Sign in");
    desk.waits_for_no_token();
    desk.quits();

    desk.start(&[]);
    desk.waits_for("push button", "Sign in");
    assert!(!desk.tree().contains("Hello"));
}

#[test]
#[ignore = "needs Xvfb and D-Bus; .ci/run provides them"]
fn r73_the_clipboard_is_cleared_of_a_secret_and_of_nothing_else() {
    if std::env::var_os(CHILD).is_none() {
        let desk = Desk::new(Keyring::Absent);
        let name = "r73_the_clipboard_is_cleared_of_a_secret_and_of_nothing_else";
        return assert_eq!(desk.runs_test(name), Ok(()));
    }
    let mut other = arboard::Clipboard::new().expect("a clipboard");
    let mut pasted = || other.get_text().unwrap_or_default();
    let ours = SystemClipboard::default();
    assert_eq!(ours.clear(), Ok(()));
    let secret = Secret::new("a code".to_owned());
    assert_eq!(ours.copy(&secret), Ok(()));
    assert_eq!(pasted(), "a code");
    assert_eq!(ours.clear(), Ok(()));
    assert_eq!(pasted(), "");

    assert_eq!(ours.copy(&secret), Ok(()));
    let mut elsewhere = arboard::Clipboard::new().expect("a clipboard");
    elsewhere.set_text("a shopping list").expect("copied");
    assert_eq!(ours.clear(), Ok(()));
    assert_eq!(pasted(), "a shopping list");
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn r73_after_signing_out_the_codes_cannot_be_pasted() {
    let mut desk = Desk::new(Keyring::Absent);
    desk.start(&[]);
    fill_in_set_up(&mut desk);
    desk.presses("Copy");
    desk.waits_for("label", "cleared in 30 seconds");
    save_codes(&desk);
    // Before, they can: into the search field of the list of users.
    desk.presses("Users");
    desk.focuses("Search names and e-mails");
    desk.keys(&["ctrl+v"]);
    desk.waits_to_read_in("entry", "Recovery codes");
    desk.presses("Sign out");
    desk.waits_for("push button", "Sign in");
    desk.focuses("Username or e-mail");
    desk.types("nothing: ");
    desk.keys(&["ctrl+v"]);
    desk.types("!");
    desk.waits_to_read("entry", "nothing: !");
    desk.quits();
}

/// Password sign-in works, the box is disabled and says why.
fn without_a_keyring(keyring: Keyring, reason: &str) {
    let mut desk = Desk::new(keyring);
    set_up(&mut desk);
    desk.presses("Sign out");
    desk.waits_for("push button", "Sign in");
    desk.waits_for("label", reason);
    desk.waits_for("check box", "disabled");
    sign_in(&mut desk, PASSWORD);
    desk.waits_to_greet("Ada");
    desk.quits();
    desk.start(&[]);
    desk.waits_for("push button", "Sign in");
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn r45_without_a_keyring_passwords_work() {
    without_a_keyring(Keyring::Absent, "No keyring is running");
}

#[test]
#[ignore = "needs Xvfb, D-Bus, gnome-keyring and AT-SPI; .ci/run provides them"]
fn r45_with_a_locked_keyring_passwords_work_and_no_prompt_appears() {
    without_a_keyring(Keyring::Locked, "keyring is locked");
}

#[test]
#[ignore = "needs Xvfb, D-Bus, gnome-keyring and AT-SPI; .ci/run provides them"]
fn r45_with_a_keyring_that_never_answers_passwords_work_at_once() {
    without_a_keyring(Keyring::Frozen, "keyring is not responding");
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn a_broken_file_opens_a_window_that_says_where() {
    let mut desk = Desk::new(Keyring::Absent);
    desk.writes_config("credentials:\n  usernames:\n    ada: {password: '$2b$12$x'}\n");
    desk.start(&[]);
    desk.waits_for("heading", "The configuration file cannot be used");
    desk.waits_for("label", "line 3, column 21");
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn the_demo_is_marked_and_its_users_can_sign_in() {
    let mut desk = Desk::new(Keyring::Absent);
    desk.start(&["--demo"]);
    desk.waits_for("label", "Demo. Nothing is saved.");
    desk.presses("Fill in for Rebecca Briggs");
    desk.presses("Sign in");
    desk.waits_to_greet("Rebecca");
    desk.waits_for("toggle button", "Application 2");
    assert!(!desk.tree().contains("Application 1"));
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
    let good = desk.config();

    desk.writes_config(&good.replace("title: Welcome", "title: Good morning"));
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
#[ignore = "needs Xvfb, D-Bus, gnome-keyring and AT-SPI; .ci/run provides them"]
fn r38_r39_the_token_in_the_keyring_rotates_survives_a_crash_and_betrays_a_copy() {
    let mut desk = Desk::new(Keyring::Unlocked);
    set_up(&mut desk);
    desk.presses("Sign out");
    desk.waits_for("push button", "Sign in");
    desk.types("alovelace");
    desk.keys(&["Tab"]);
    desk.types(PASSWORD);
    desk.presses("Keep me signed in");
    desk.presses("Sign in");
    desk.waits_to_greet("Ada");
    let first = desk.waits_for_token();
    desk.quits();

    desk.start(&[]);
    desk.waits_to_greet("Ada");
    let second = desk.waits_for_token();
    assert_ne!(first, second, "it rotates");
    desk.quits();

    // As if the program had died between the record and the keyring.
    desk.puts_token(&first);
    desk.start(&[]);
    desk.waits_to_greet("Ada");
    let third = desk.waits_for_token();
    assert!(third != first && third != second);
    desk.quits();
    desk.start(&[]);
    desk.waits_to_greet("Ada");
    desk.quits();

    // Its place was taken twice since.
    desk.puts_token(&first);
    desk.start(&[]);
    desk.waits_for("label", "Your saved sign-in was ended");
    desk.waits_for_no_token();
    desk.quits();
}

#[test]
#[ignore = "needs Xvfb, D-Bus, gnome-keyring and AT-SPI; .ci/run provides them"]
fn r71_a_lock_survives_the_end_of_the_process() {
    let mut desk = Desk::new(Keyring::Unlocked);
    set_up(&mut desk);
    desk.presses("Sign out");
    desk.waits_for("push button", "Sign in");
    desk.types("alovelace");
    desk.keys(&["Tab"]);
    desk.types(PASSWORD);
    desk.presses("Keep me signed in");
    desk.presses("Sign in");
    desk.waits_to_greet("Ada");
    desk.waits_for_token();
    desk.keys(&["ctrl+l"]);
    desk.waits_for("heading", "Locked by Ada Lovelace");
    desk.kills();

    desk.start(&[]);
    desk.waits_for("label", "The window was locked");
    assert!(!desk.tree().contains("Hello"), "{}", desk.tree());
    desk.waits_for("password text", "focused");
    desk.types(PASSWORD);
    desk.keys(&["Return"]);
    desk.waits_to_greet("Ada");
    desk.quits();
    desk.start(&[]);
    desk.waits_to_greet("Ada");
    desk.quits();
}

/// A page for the till, in the file that the set-up made.
const TILL: &str = "views:\n  till:\n    title: Till\n    roles: [till]\n    kind: markdown\n    text: Count the money\n";

const BOBS: &str = "bobs own words for the desk";

/// Fills in the registration form, with keys only.
fn register_bob(desk: &Desk) {
    desk.waits_for("heading", "Create an account");
    desk.waits_for("entry|E-mail", "focused");
    for text in ["bob@example.org", "Bob", "Builder", "bob"] {
        desk.types(text);
        desk.keys(&["Tab"]);
    }
    desk.types(BOBS);
    desk.keys(&["Return"]);
    desk.waits_for("heading", "Your recovery codes");
}

/// Signs a user in at an empty form.
fn enter(desk: &Desk, name: &str, password: &str) {
    desk.waits_for("push button", "Sign in");
    desk.waits_for("entry", "focused");
    desk.types(name);
    desk.keys(&["Tab"]);
    desk.types(password);
    desk.keys(&["Return"]);
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
    desk.presses("Remplir pour Rebecca Briggs");
    desk.presses("Se connecter");
    desk.waits_for("", "|Bonjour, Rebecca|");
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn an_app_of_ten_lines_asks_for_an_administrator_and_has_a_file_of_its_own() {
    let mut desk = Desk::new(Keyring::Absent);
    desk.start_example("minimal");
    fill_in_set_up(&mut desk);
    save_codes_until(&desk, "label", "Only for Ada Lovelace");
    assert!(
        !desk.tree().contains("Welcome"),
        "nothing but the app's own"
    );
    let file = desk.config_of("authenticator-minimal");
    assert!(file.contains("alovelace:"), "{file}");
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
    desk.presses("Fill in for John Smith");
    desk.presses("Take the bench");
    desk.waits_for("label", "21.0 °C");
    desk.presses("Warmer");
    desk.waits_for("label", "22.0 °C");
    desk.presses("Lock");
    desk.waits_for("password text", "focused");
    assert!(!desk.tree().contains("°C"), "nothing behind the lock");
    desk.presses("Switch user");

    desk.waits_for("push button", "Take the bench");
    desk.presses("Fill in for Rebecca Briggs");
    desk.presses("Take the bench");
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

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
#[expect(clippy::too_many_lines, reason = "one day at a desk")]
fn r49_r66_r69_two_users_share_a_desk_and_everything_is_recorded() {
    let mut desk = Desk::new(Keyring::Absent);
    desk.start(&[]);
    fill_in_set_up(&mut desk);
    desk.presses("I have saved them");
    desk.presses("Continue");
    desk.waits_for("heading", "Who can register?");
    desk.presses("Anyone, with approval");
    desk.presses("Continue");
    desk.waits_to_greet("Ada");
    desk.writes_config(&desk.config().replacen("views:\n", TILL, 1));

    desk.presses("Users");
    desk.presses("More");
    desk.presses("Allow e-mail addresses");
    desk.waits_for("heading", "Allow e-mail addresses");
    desk.waits_for("entry|E-mail addresses", "focused");
    desk.types("carla@example.org");
    desk.presses("Allow");
    desk.waits_for("label", "1 address can register");
    desk.presses("Sign out");

    desk.presses("Register");
    register_bob(&desk);
    desk.presses("I have saved them");
    desk.presses("Continue");
    desk.waits_for("label", "Your account is waiting for approval");
    desk.waits_for("password text", "focused");
    desk.types(BOBS);
    desk.keys(&["Return"]);
    desk.waits_for("label", "once an administrator approves it");
    desk.keys(&["shift+Tab", "ctrl+a"]);
    desk.types("alovelace");
    desk.keys(&["Tab"]);
    desk.types(PASSWORD);
    desk.keys(&["Return"]);
    desk.waits_to_greet("Ada");
    desk.presses("Users");
    desk.presses("Waiting for approval, 1");
    desk.presses("Approve Bob Builder");
    desk.waits_for("label", "can sign in now");

    // What is open is kept for Ada while Bob has the desk.
    desk.presses("Switch user");
    desk.tool(&["user", "set", "bob", "--role", "till"]);
    enter(&desk, "bob", BOBS);
    desk.waits_to_greet("Bob");
    desk.waits_for("label", "Count the money");
    let start = std::time::Instant::now();
    desk.tool(&["user", "set", "bob", "--role", "office"]);
    desk.waits_for("label", "You no longer have access to");
    let taken = start.elapsed();
    assert!(taken < std::time::Duration::from_secs(2), "{taken:?}");
    assert!(!desk.tree().contains("Count the money"), "{}", desk.tree());

    desk.keys(&["ctrl+l"]);
    desk.waits_for("heading", "Locked by Bob Builder");
    assert!(!desk.tree().contains("Hello"), "{}", desk.tree());
    desk.types(BOBS);
    desk.keys(&["Return"]);
    desk.waits_to_greet("Bob");
    desk.presses("Sign out");
    enter(&desk, "alovelace", PASSWORD);
    desk.waits_for("heading", "Bob Builder");
    desk.quits();

    let activity = desk.tool(&["activity", "list"]);
    for part in [
        "set_up  alovelace",
        "alovelace → carla@example.org  invited",
        "register  bob  waits for approval",
        "sign_in  bob  refused  not approved",
        "alovelace → bob  approved",
        "lock  alovelace  switched away",
        "people  bob  roles: till",
        "sign_in  bob  password",
        "people  bob  roles: office",
        "lock  bob  locked",
        "lock  bob  unlocked",
        "sign_out  bob",
        "file  changed by hand",
    ] {
        assert!(activity.contains(part), "{part} is not in\n{activity}");
    }
    assert!(!activity.contains(BOBS) && !activity.contains(PASSWORD));
    assert!(desk.tool(&["activity", "verify"]).contains("are unchanged"));
    for (number, statement) in [
        (3, "UPDATE activity SET who = 'eve' WHERE number = 3"),
        (2, "DELETE FROM activity WHERE number = 2"),
        (1, "UPDATE activity SET detail = 'x' WHERE number = 1"),
    ] {
        desk.tampers(statement);
        let (code, said) = desk.tool_says(&["activity", "verify"]);
        assert_eq!(code, Some(1));
        assert!(said.contains(&format!("Record {number} ")), "{said}");
    }
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn the_window_locks_when_the_computer_sleeps_and_when_the_desktop_locks() {
    let mut desk = Desk::new(Keyring::Absent);
    desk.starts_logind();
    set_up(&mut desk);
    for signal in ["sleep", "lock", "hint"] {
        desk.logind(signal);
        desk.waits_for("heading", "Locked by Ada Lovelace");
        // What is typed within two seconds of the lock belongs to no field (R77).
        std::thread::sleep(std::time::Duration::from_millis(2_500));
        desk.types(PASSWORD);
        desk.keys(&["Return"]);
        desk.waits_to_greet("Ada");
        desk.logind("wake");
    }
    // The screens of other users are not under test here.
    desk.logind("other");
    std::thread::sleep(std::time::Duration::from_millis(500));
    desk.waits_to_greet("Ada");
    desk.quits();
}

#[test]
#[ignore = "needs Xvfb, D-Bus and AT-SPI; .ci/run provides them"]
fn r53_after_signing_out_the_memory_of_the_program_holds_no_password() {
    let mut desk = Desk::new(Keyring::Absent);
    set_up(&mut desk);
    assert!(desk.is_closed());
    desk.presses("Sign out");
    desk.waits_for("push button", "Sign in");
    desk.types("alovelace");
    desk.keys(&["Tab"]);
    desk.types(PASSWORD);
    desk.waits_to_remember(PASSWORD);
    desk.keys(&["Return"]);
    desk.waits_to_greet("Ada");
    desk.presses("Sign out");
    desk.waits_for("push button", "Sign in");
    desk.waits_to_forget(PASSWORD);
    desk.quits();
}
