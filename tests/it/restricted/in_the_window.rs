//! What the window offers at a restricted computer.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

use super::{till, till_of};
use crate::harness::app_window::{Window, app_window};
use crate::harness::window::{click, fill, press, sign_in};
use crate::harness::{ADA, BOB, Desk};

const SIZE: [f32; 2] = [1_000.0, 1_000.0];

fn offers(window: &Window<'_>, label: &str) -> bool {
    window.query_all_by_label(label).next().is_some()
}

/// Everything that a trusted computer offers somewhere, and that is not possible here.
fn generous() -> Desk {
    let desk = Desk::open();
    let settings = "registration: {mode: open}\nquick: {pin: true, badge: enough}\n\
                    signatures: {allowed_for: [\"*\"]}\nviews:";
    desk.edit("views:", settings);
    desk
}

/// The links of the form for what was forgotten.
const FORGOTTEN: [&str; 3] = ["Forgot password?", "Forgot username?", "I have a code"];

#[test]
fn the_sign_in_form_offers_what_the_server_does() {
    let (desk, _) = till_of(generous());
    let window = app_window(desk.service.clone(), SIZE);
    for label in ["Sign in", "Register"].iter().chain(&FORGOTTEN) {
        assert!(offers(&window, label), "{label}");
    }
    assert!(
        window.query_by_role(Role::CheckBox).is_some(),
        "to stay signed in"
    );
}

#[test]
fn what_needs_a_mail_is_not_offered() {
    let desk = Desk::open();
    let mail = "mail: {server: mail.example.org, from: shop@example.org}\n\
                registration: {mode: open, verify_email: true}\nviews:";
    desk.edit("views:", mail);
    let (desk, _) = till_of(desk);
    let mut window = app_window(desk.service.clone(), SIZE);
    assert!(!offers(&window, "Register"));
    click(&mut window, "Forgot password?");
    assert!(offers(&window, "Change password"));
    assert!(!offers(&window, "Send me a code by e-mail"));
}

#[test]
fn a_forgotten_password_is_replaced_with_a_recovery_code() {
    let desk = Desk::open();
    let codes = desk.codes_of(BOB);
    let (desk, _) = till_of(desk);
    let mut window = app_window(desk.service.clone(), SIZE);
    click(&mut window, "Forgot password?");
    fill(&mut window, "Username or e-mail", "bob");
    fill(&mut window, "Recovery code or reset code", &codes[0]);
    fill(&mut window, "New password", "a new one for the till");
    click(&mut window, "Change password");
    window.get_by_label_contains("Your password was changed");
    fill(&mut window, "Password", "a new one for the till");
    click(&mut window, "Sign in");
    window.get_by_label("Hello, Bob");
}

#[test]
fn a_user_registers_and_signs_in() {
    let (desk, _) = till_of(generous());
    let mut window = app_window(desk.service.clone(), SIZE);
    click(&mut window, "Register");
    fill(&mut window, "E-mail", "mel@example.org");
    fill(&mut window, "First name", "Mel");
    fill(&mut window, "Username", "mel");
    fill(&mut window, "Password", "a brand new password");
    click(&mut window, "Create account");
    assert!(offers(&window, "Your recovery codes"));
    let entered = desk.enter(("mel", "a brand new password"));
    assert!(entered.is_some());
}

#[test]
fn an_administrator_sees_users_and_the_activity_of_all_but_no_settings() {
    let (desk, _) = till_of(generous());
    let mut window = app_window(desk.service.clone(), SIZE);
    sign_in(&mut window, ADA);
    assert!(offers(&window, "Office"), "the own pages");
    for label in ["Users", "Activity"] {
        assert!(offers(&window, label), "{label}");
    }
    assert!(!offers(&window, "Settings"));
    let (desk, _) = till_of(generous());
    let mut window = app_window(desk.service.clone(), SIZE);
    sign_in(&mut window, BOB);
    for label in ["Users", "Activity"] {
        assert!(!offers(&window, label), "{label}");
    }
}

#[test]
fn the_account_offers_what_the_server_changes() {
    let (desk, _) = till_of(generous());
    let mut window = app_window(desk.service.clone(), SIZE);
    sign_in(&mut window, BOB);
    press(&mut window, "Your account");
    for label in [
        "Change password",
        "Set a PIN",
        "Edit profile",
        "Your activity",
        "Remembered computers",
        "Two-step sign-in",
        "Set up two-step sign-in",
        "Recovery codes",
    ] {
        assert!(offers(&window, label), "{label}");
    }
    assert!(!offers(&window, "Your data"));
}

#[test]
fn a_user_makes_recovery_codes_and_begins_to_set_up_two_step_sign_in() {
    let (desk, _) = till_of(generous());
    let mut window = app_window(desk.service.clone(), SIZE);
    sign_in(&mut window, BOB);
    press(&mut window, "Your account");
    click(&mut window, "Create new codes");
    fill(&mut window, "Current password", BOB.1);
    click(&mut window, "Create new codes");
    assert!(offers(&window, "Your recovery codes"));
    let (desk, _) = till_of(generous());
    let mut window = app_window(desk.service.clone(), SIZE);
    sign_in(&mut window, BOB);
    press(&mut window, "Your account");
    click(&mut window, "Set up two-step sign-in");
    fill(&mut window, "Current password", BOB.1);
    click(&mut window, "Confirm");
    assert!(offers(&window, "Copy key"));
}

#[test]
fn a_role_that_requires_two_step_sign_in_has_it_set_up_while_signing_in() {
    let desk = Desk::open();
    desk.edit("views:", "two_step: {required_for: [till]}\nviews:");
    let (desk, server) = till_of(desk);
    let mut window = app_window(desk.service.clone(), SIZE);
    sign_in(&mut window, BOB);
    assert!(offers(&window, "Set up two-step sign-in"));
    assert!(offers(&window, "Copy key"));
    fill(&mut window, "Code from the app", "000000");
    assert_eq!(server.open_sessions(), 0, "no session without the code");
}

#[test]
fn a_server_that_has_ended_the_session_is_named_as_a_reason() {
    let (desk, _) = till();
    let mut window = app_window(desk.service.clone(), SIZE);
    sign_in(&mut window, BOB);
    desk.edit("roles: [till]\n", "roles: [till]\n      disabled: true\n");
    let ctx = window.ctx.clone();
    window.state_mut().authenticator_mut().on_file_changed(&ctx);
    window.run();
    let reason = "your account was changed or the server ended your session";
    let is_told = window.query_by_label_contains(reason).is_some();
    assert!(is_told, "the reason is shown");
}

#[test]
fn users_are_set_up_at_a_trusted_computer() {
    let (desk, _) = till_of(Desk::empty());
    let window = app_window(desk.service.clone(), SIZE);
    assert!(offers(&window, "The users are not set up yet"));
    assert!(!offers(&window, "Create administrator"));
}
