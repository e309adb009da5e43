//! Set-up, registration, recovery and two-step sign-in.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_authenticator::service::ports::{Mail, MailText};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::phone::Phone;
use crate::harness::window::{click, fill, sign_in};
use crate::harness::{BOB, Desk};

use super::{Window, window};

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
fn an_account_is_created_after_the_code_from_the_mail_was_entered() {
    let desk = Desk::open();
    let proof = "mail: {server: mail.example.org, from: shop@example.org}\n\
                 registration: {mode: open, verify_email: true}\npre-authorized:";
    desk.edit("pre-authorized:", proof);
    let mut window = window(&desk);
    click(&mut window, "Register");
    fill(&mut window, "E-mail", "mel@example.org");
    fill(&mut window, "First name", "Mel");
    fill(&mut window, "Username", "mel");
    fill(&mut window, "Password", "a brand new password");
    click(&mut window, "Create account");
    window.get_by_label_contains("If mel@example.org can be registered, a code was sent to it");
    let code = match desk.mailer.take().as_slice() {
        [
            Mail {
                text: MailText::Proof { code, .. },
                ..
            },
        ] => code.expose().to_owned(),
        _ => panic!("another mail"),
    };
    assert!(!desk.text().contains("mel:"), "not yet");
    let resend = window.get_by_role_and_label(Role::Button, "Send another code");
    assert!(resend.accesskit_node().is_disabled(), "for a minute");
    click(&mut window, "Create account");
    window.get_by_label_contains("Enter a code");
    fill(&mut window, "Code from the e-mail", "1234");
    click(&mut window, "Create account");
    window.get_by_label_contains("A code has 8 letters and digits");
    fill(&mut window, "Code from the e-mail", "5678");
    click(&mut window, "Create account");
    window.get_by_label_contains("You have 4 tries left");
    fill(&mut window, "Code from the e-mail", &code.to_lowercase());
    click(&mut window, "Create account");
    save_codes(&mut window);
    window.get_by_label_contains("Your account is ready. Sign in as mel.");
    assert!(desk.text().contains("mel:"));
}

#[test]
fn what_was_typed_is_still_there_after_going_back_from_the_code() {
    let desk = Desk::open();
    let proof = "mail: {server: mail.example.org, from: shop@example.org}\n\
                 registration: {mode: open, verify_email: true}\npre-authorized:";
    desk.edit("pre-authorized:", proof);
    let mut window = window(&desk);
    click(&mut window, "Register");
    fill(&mut window, "E-mail", "mel@example.org");
    fill(&mut window, "First name", "Mel");
    fill(&mut window, "Username", "mel");
    fill(&mut window, "Password", "a brand new password");
    click(&mut window, "Create account");
    click(&mut window, "Change details");
    let email = window.get_by_role_and_label(Role::TextInput, "E-mail");
    assert_eq!(email.value().as_deref(), Some("mel@example.org"));
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
    let first = window.get_by_role_and_label(Role::TextInput, "First name");
    assert!(first.is_focused());
}

#[test]
fn the_error_of_a_field_goes_when_it_is_typed_in_and_those_of_others_stay() {
    let desk = Desk::open();
    let mut window = window(&desk);
    click(&mut window, "Register");
    click(&mut window, "Create account");
    window.get_by_label("Enter a name");
    window.get_by_label("Enter a password");
    fill(&mut window, "First name", "M");
    assert!(window.query_by_label("Enter a name").is_none());
    window.get_by_label("Enter a password");
    fill(&mut window, "Password", "n");
    assert!(window.query_by_label("Enter a password").is_none());
}

#[test]
fn what_is_typed_after_tab_replaces_a_suggestion() {
    let desk = Desk::empty();
    let mut window = window(&desk);
    fill(&mut window, "Full name", "Grace Hopper");
    window.key_down(Key::Tab);
    window.step();
    window.key_up(Key::Tab);
    window.run();
    let username = |window: &Window<'_>| {
        let field = window.get_by_role_and_label(Role::TextInput, "Username");
        assert!(field.is_focused());
        field.value()
    };
    assert_eq!(username(&window).as_deref(), Some("ghopper"));
    window.event(egui::Event::Text("amazing".to_owned()));
    window.run();
    assert_eq!(username(&window).as_deref(), Some("amazing"));
}
