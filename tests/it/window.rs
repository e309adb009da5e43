//! The window, operated through the accessibility tree.

use eframe::App as _;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::service::ports::{SessionStore, TokenVault, VaultError};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::phone::Phone;
use crate::harness::window::{click, fill, sign_in};
use crate::harness::{ADA, BOB, Desk, PEOPLE};

type Window<'a> = Harness<'a, App>;

fn window(desk: &Desk) -> Window<'static> {
    let service = desk.restarted();
    let mut window = Harness::builder()
        .with_size([900.0, 760.0])
        .with_max_steps(12)
        .build_eframe(|creation| App::with(Authenticator::inline(service, &creation.egui_ctx)));
    window.run();
    window
}

/// Returns every text that a screen reader can read.
fn accessible_texts(window: &Window<'_>) -> String {
    let mut out = String::new();
    for node in window.root().query_all_by(|_| true) {
        out.push_str(&format!("{node:?}\n"));
        out.push_str(&node.value().unwrap_or_default());
    }
    out
}

#[test]
fn each_user_signs_in_to_their_own_pages() {
    let desk = Desk::open();
    let mut window = window(&desk);
    sign_in(&mut window, ADA);
    window.get_by_label("Hello, Ada");
    window.get_by_role_and_label(Role::Button, "Office");
    assert!(
        window
            .query_by_role_and_label(Role::Button, "Till")
            .is_none()
    );
    click(&mut window, "Sign out");
    sign_in(&mut window, BOB);
    window.get_by_label("Hello, Bob");
    window.get_by_role_and_label(Role::Button, "Till");
    window.get_by_role_and_label(Role::Button, "Start Count");
    assert!(
        window
            .query_by_role_and_label(Role::Button, "Office")
            .is_none()
    );
}

#[test]
fn enter_submits_and_a_wrong_password_is_reported_and_cleared() {
    let desk = Desk::open();
    let mut window = window(&desk);
    fill(&mut window, "Username or e-mail", "ada");
    fill(&mut window, "Password", "wrong");
    window.key_press(Key::Enter);
    window.run();
    window.get_by_label_contains("Incorrect username or password");
    let password = window.get_by_role_and_label(Role::PasswordInput, "Password");
    assert_eq!(password.value().unwrap_or_default(), "");
    assert!(password.is_focused());
    let login = window.get_by_role_and_label(Role::TextInput, "Username or e-mail");
    assert_eq!(login.value().as_deref(), Some("ada"));
}

#[test]
fn empty_form_names_the_missing_field_and_focuses_it() {
    let desk = Desk::open();
    let mut window = window(&desk);
    click(&mut window, "Sign in");
    window.get_by_label("Enter your username or e-mail");
    let login = window.get_by_role_and_label(Role::TextInput, "Username or e-mail");
    assert!(login.is_focused());
}

#[test]
fn r9_screen_readers_get_a_password_only_while_it_is_revealed() {
    let desk = Desk::open();
    let mut window = window(&desk);
    fill(&mut window, "Password", "opensesame");
    assert!(!accessible_texts(&window).contains("opensesame"));
    click(&mut window, "Show password");
    assert!(accessible_texts(&window).contains("opensesame"));
    click(&mut window, "Hide password");
    assert!(!accessible_texts(&window).contains("opensesame"));
}

/// Returns everything that a screen reader gets of a form with this password.
fn accessible_form(password: &str) -> String {
    let desk = Desk::open();
    let mut window = window(&desk);
    fill(&mut window, "Password", password);
    window.run();
    let root = window.root();
    let nodes = root
        .children_recursive()
        .map(|node| format!("{:?}", node.accesskit_node().data()));
    nodes.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_screen_reader_cannot_tell_a_short_password_from_a_long_one() {
    let short = accessible_form("opensesame");
    assert!(short.contains("••••••••"), "{short}");
    assert_eq!(short, accessible_form(&"open sesame ".repeat(9)));
    let longest = accessible_form(&"open sesame ".repeat(40));
    assert!(!longest.contains("•••••••••"), "{longest}");
    assert_ne!(short, accessible_form(""));
}

#[test]
fn r53_undo_does_not_restore_a_password() {
    let desk = Desk::open();
    let mut window = window(&desk);
    sign_in(&mut window, ("ada", "wrong password"));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    let password = window.get_by_role_and_label(Role::PasswordInput, "Password");
    assert_eq!(password.value().unwrap_or_default(), "");
}

#[test]
fn r10_a_revealed_password_is_not_copied() {
    let desk = Desk::open();
    let mut window = window(&desk);
    fill(&mut window, "Password", "opensesame");
    click(&mut window, "Show password");
    window
        .get_by_role_and_label(Role::TextInput, "Password")
        .focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    window.event(egui::Event::Copy);
    window.step();
    let commands = &window.output().platform_output.commands;
    assert!(commands.is_empty(), "{commands:?}");
}

#[test]
fn r53_signing_out_leaves_nothing_of_the_previous_user() {
    let desk = Desk::open();
    let mut window = window(&desk);
    sign_in(&mut window, ADA);
    assert!(accessible_texts(&window).contains("safe"));
    click(&mut window, "Sign out");
    window.get_by_role_and_label(Role::Button, "Sign in");
    for _ in 0..3 {
        window
            .get_by_role_and_label(Role::TextInput, "Username or e-mail")
            .focus();
        window.run();
        window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        window.run();
    }
    let texts = accessible_texts(&window).to_lowercase();
    for trace in ["ada", "lovelace", "safe", "office", "admin"] {
        assert!(!texts.contains(trace), "{trace} is in\n{texts}");
    }
    assert!(window.state().authenticator().session().is_none());
}

#[test]
fn staying_signed_in_survives_a_restart_and_ends_with_signing_out() {
    let desk = Desk::open();
    let mut first = window(&desk);
    let keep = "Keep me signed in on this computer for 30 days";
    first.get_by_role_and_label(Role::CheckBox, keep).click();
    first.run();
    sign_in(&mut first, BOB);
    assert!(desk.vault.read().expect("read").is_some());
    drop(first);
    let mut second = window(&desk);
    second.get_by_label("Hello, Bob");
    click(&mut second, "Sign out");
    assert_eq!(desk.state.remembered(), Ok(None));
    assert!(desk.vault.read().expect("read").is_none());
    let third = window(&desk);
    third.get_by_role_and_label(Role::Button, "Sign in");
}

#[test]
fn r45_without_a_keyring_the_checkbox_is_disabled_with_the_reason() {
    for (error, reason) in [
        (VaultError::Absent, "No keyring is running"),
        (VaultError::Locked, "keyring is locked"),
        (VaultError::Slow, "is not responding"),
    ] {
        let desk = Desk::open();
        desk.vault.fail_with(Some(error));
        let mut window = window(&desk);
        window.get_by_label_contains(reason);
        let keep = "Keep me signed in on this computer for 30 days";
        let keep = window.get_by_role_and_label(Role::CheckBox, keep);
        assert!(keep.accesskit_node().is_disabled());
        sign_in(&mut window, BOB);
        window.get_by_label("Hello, Bob");
    }
}

#[test]
fn r45_an_unlocked_keyring_can_be_tried_again() {
    let desk = Desk::open();
    desk.vault.fail_with(Some(VaultError::Locked));
    let mut window = window(&desk);
    desk.vault.fail_with(None);
    click(&mut window, "Try again");
    let keep = "Keep me signed in on this computer for 30 days";
    let keep = window.get_by_role_and_label(Role::CheckBox, keep);
    assert!(!keep.accesskit_node().is_disabled());
}

#[test]
fn r40_zero_days_remove_the_checkbox() {
    let desk = Desk::with(&format!("cookie: {{expiry_days: 0}}\n{PEOPLE}"));
    let window = window(&desk);
    assert!(window.query_by_role(Role::CheckBox).is_none());
}

#[test]
fn the_first_run_sets_up_an_administrator() {
    let desk = Desk::empty();
    let mut window = window(&desk);
    fill(&mut window, "Full name", "Grace Hopper");
    let username = window.get_by_role_and_label(Role::TextInput, "Username");
    assert_eq!(username.value().as_deref(), Some("ghopper"));
    fill(&mut window, "E-mail", "grace@example.org");
    fill(&mut window, "Password", "short");
    click(&mut window, "Create administrator");
    window.get_by_label("Use at least 15 characters");
    fill(&mut window, "Password", " but now long enough");
    click(&mut window, "Create administrator");
    save_codes(&mut window);
    window.get_by_role_and_label(Role::Heading, "Who can register?");
    let anyone = "Anyone, with approval by an administrator";
    window
        .get_by_role_and_label(Role::RadioButton, anyone)
        .click();
    window.run();
    click(&mut window, "Continue");
    window.get_by_label("Hello, Grace");
    assert!(
        desk.text()
            .contains("registration:\n  mode: \"approval\"\n")
    );
}

/// Confirms that the recovery codes are saved.
fn save_codes(window: &mut Window<'_>) {
    window.get_by_label("Your recovery codes");
    let box_ = window.get_by_role_and_label(Role::CheckBox, "I have saved them");
    box_.click();
    window.run();
    click(window, "Continue");
}

#[test]
fn registering_returns_to_the_sign_in_form_with_the_username() {
    let desk = Desk::open();
    let mut window = window(&desk);
    click(&mut window, "Register");
    fill(&mut window, "E-mail", "mel@example.org");
    fill(&mut window, "First name", "Mel");
    fill(&mut window, "Username", "mel");
    fill(&mut window, "Password", "a brand new password");
    click(&mut window, "Create account");
    save_codes(&mut window);
    window.get_by_label_contains("Your account is ready. Sign in as mel.");
    fill(&mut window, "Password", "a brand new password");
    click(&mut window, "Sign in");
    window.get_by_label("Hello, Mel");
    window.get_by_label("No pages yet");
}

#[test]
fn the_strength_of_a_password_is_shown_as_text_while_it_is_typed() {
    let desk = Desk::empty();
    let mut window = window(&desk);
    fill(&mut window, "Password", "password");
    window.get_by_label_contains("Very weak");
    click(&mut window, "Suggest a passphrase");
    window.get_by_label_contains("Strong");
    let field = window.get_by_role_and_label(Role::TextInput, "Password");
    let passphrase = field.value().expect("a passphrase");
    assert_eq!(passphrase.split(' ').count(), 6, "{passphrase}");
}

#[test]
fn forgotten_password_is_replaced_with_a_recovery_code() {
    let desk = Desk::open();
    let codes = desk.codes_of(BOB);
    let mut window = window(&desk);
    click(&mut window, "Forgot password?");
    fill(&mut window, "Username or e-mail", "bob");
    fill(&mut window, "Recovery code or reset code", "1234");
    fill(&mut window, "New password", "a new one for the till");
    click(&mut window, "Change password");
    window.get_by_label_contains("That is not a valid code");
    let field = window.get_by_role_and_label(Role::TextInput, "Recovery code or reset code");
    field.focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    fill(&mut window, "Recovery code or reset code", &codes[0]);
    click(&mut window, "Change password");
    window.get_by_label_contains("Your password was changed");
    fill(&mut window, "Password", "a new one for the till");
    click(&mut window, "Sign in");
    window.get_by_label("Hello, Bob");
    window.get_by_label_contains("Since you last signed in");
}

/// Returns the key for two-step sign-in that the screen shows.
fn shown_key(window: &Window<'_>) -> String {
    let is_key = |text: &str| text.len() == 39 && text.split(' ').all(|group| group.len() == 4);
    let root = window.root();
    let mut texts = root.query_all_by(|_| true).filter_map(|node| node.value());
    let key = texts.find(|text| is_key(text)).expect("a key");
    key.replace(' ', "")
}

#[test]
fn two_step_sign_in_is_set_up_and_required_and_the_sixth_digit_submits() {
    let desk = Desk::open();
    let mut window = window(&desk);
    sign_in(&mut window, BOB);
    click(&mut window, "Your account");
    click(&mut window, "Set up two-step sign-in");
    let field = |window: &Window<'_>| {
        let field = window.get_by_role_and_label(Role::PasswordInput, "Current password");
        field.is_focused()
    };
    assert!(field(&window), "the first field has the focus");
    let current = window.get_by_role_and_label(Role::PasswordInput, "Current password");
    current.type_text(BOB.1);
    window.run();
    click(&mut window, "Confirm");
    window.get_by_label_contains("QR code for the app");
    let phone = Phone(shown_key(&window));
    let code = phone.code(desk.ports.clock.now().as_seconds());
    fill(&mut window, "Code from the app", code.expose());
    save_codes(&mut window);
    window.get_by_label_contains("Two-step sign-in is on");
    window.key_press(Key::Escape);
    window.run();
    click(&mut window, "Sign out");

    sign_in(&mut window, BOB);
    window.get_by_label("Two-step sign-in");
    assert!(window.query_by_label("Hello, Bob").is_none());
    fill(&mut window, "Code from your authenticator app", "12345");
    window.get_by_role_and_label(Role::Button, "Continue");
    fill(&mut window, "Code from your authenticator app", "6");
    window.get_by_label_contains("Incorrect code");
    desk.clock.advance(30);
    let code = phone.code(desk.ports.clock.now().as_seconds());
    let (start, end) = code.expose().split_at(3);
    fill(
        &mut window,
        "Code from your authenticator app",
        &format!("{start} {end}"),
    );
    window.get_by_label("Hello, Bob");
}

#[test]
fn every_field_shows_its_error() {
    let desk = Desk::open();
    let mut window = window(&desk);
    click(&mut window, "Register");
    fill(&mut window, "E-mail", "nonsense");
    fill(&mut window, "Username", "a b");
    click(&mut window, "Create account");
    window.get_by_label("Enter an e-mail address like name@example.org");
    window.get_by_label("Enter a name");
    window.get_by_label("Use only letters, digits and . _ - + @");
    window.get_by_label("Enter a password");
    let email = window.get_by_role_and_label(Role::TextInput, "E-mail");
    assert!(email.is_focused());
}

#[test]
fn going_back_and_forth_keeps_the_form_except_passwords() {
    let desk = Desk::open();
    let mut window = window(&desk);
    fill(&mut window, "Username or e-mail", "someone");
    fill(&mut window, "Password", "secret one");
    click(&mut window, "Register");
    fill(&mut window, "First name", "Mel");
    fill(&mut window, "Password", "secret two");
    window.key_press(Key::Escape);
    window.run();
    let login = window.get_by_role_and_label(Role::TextInput, "Username or e-mail");
    assert_eq!(login.value().as_deref(), Some("someone"));
    let password = window.get_by_role_and_label(Role::PasswordInput, "Password");
    assert_eq!(password.value().unwrap_or_default(), "");
    click(&mut window, "Register");
    let first = window.get_by_role_and_label(Role::TextInput, "First name");
    assert_eq!(first.value().as_deref(), Some("Mel"));
    let password = window.get_by_role_and_label(Role::PasswordInput, "Password");
    assert_eq!(password.value().unwrap_or_default(), "");
}

#[test]
fn broken_file_shows_the_position_and_can_be_read_again() {
    let desk = Desk::with("credentials:\n  usernames:\n    ada: {password: '$2b$12$x'}\n");
    let mut window = window(&desk);
    window.get_by_label("The configuration file cannot be used");
    window.get_by_label_contains("config.yaml, line 3, column 21");
    window.get_by_label_contains("egui-authenticator hash");
    std::fs::write(desk.config(), PEOPLE).expect("mended");
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
    window.get_by_label_contains("missing.md, cannot be read");
    window.get_by_label_contains("config.yaml, line 27");
}

#[test]
fn program_that_does_not_start_is_reported_on_its_page() {
    let desk = Desk::open();
    let mut window = window(&desk);
    sign_in(&mut window, BOB);
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
fn chosen_theme_is_kept_for_the_next_start() {
    let desk = Desk::open();
    let mut first = window(&desk);
    sign_in(&mut first, BOB);
    let name = |window: &mut Window<'_>| {
        click(window, "Account menu: Bob Builder · till");
        let light = window.query_by_role_and_label(Role::Button, "Use light theme");
        if light.is_some() {
            "Use light theme"
        } else {
            "Use dark theme"
        }
    };
    let before = name(&mut first);
    click(&mut first, before);
    let chosen = first.ctx.theme();
    assert_ne!(name(&mut first), before);
    drop(first);
    assert_eq!(window(&desk).ctx.theme(), chosen);
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
