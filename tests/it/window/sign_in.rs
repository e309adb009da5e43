//! The sign-in form, and staying signed in.

use egui::Key;
use egui::accesskit::Role;
use egui_authenticator::service::ports::{SessionStore, TokenVault, VaultError};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::window::{click, fill, sign_in};
use crate::harness::{ADA, BOB, Desk, USERS};

use super::window;

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
    window.get_by_role_and_label(Role::Button, "Open Till");
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
    let desk = Desk::with(&format!("cookie: {{expiry_days: 0}}\n{USERS}"));
    let window = window(&desk);
    assert!(window.query_by_role(Role::CheckBox).is_none());
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
