//! How users are added: one by one, by their own registration, and from a table.

use egui::Key;
use egui::accesskit::Role;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::window::{fill, press, sign_in};
use crate::harness::{ADA, Desk, USERS};

use super::{Window, at, choose, is_there, retype, rows};

/// Presses an action in the menu of the page.
fn press_more(window: &mut Window<'_>, label: &str) {
    press(window, "More");
    press(window, label);
}

#[test]
fn an_added_user_gets_a_code_and_signs_in_with_their_own_password() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    press(&mut window, "Add user");
    press(&mut window, "Add");
    assert!(is_there(&window, "Enter a username"));
    fill(&mut window, "First name", "Zoe");
    fill(&mut window, "Username", "zoe");
    fill(&mut window, "E-mail", "bob@example.org");
    window.get_by_role_and_label(Role::CheckBox, "till").click();
    window.run();
    press(&mut window, "Add");
    assert!(is_there(&window, "Another user has that e-mail"));
    retype(&mut window, "E-mail", "zoe@example.org");
    press(&mut window, "Add");
    assert!(is_there(&window, "Reset code for zoe"));
    let zoe = desk
        .service
        .users()
        .find(Caller::LocalOwner(Operator::assume()), "zoe")
        .expect("there");
    assert_eq!(zoe.roles.len(), 1);
    press(&mut window, "Back to the list");
    assert_eq!(rows(&window).len(), 5);
    assert!(!is_there(&window, "Reset code"), "the code is shown once");
}

#[test]
fn addresses_are_allowed_and_waiting_users_are_approved() {
    let text = USERS.replace("views:\n", "registration: {mode: approval}\nviews:\n");
    let desk = Desk::with(&text);
    assert!(desk.service.set_up().open().is_ok());
    let mut window = at(&desk, "Users");
    press_more(&mut window, "Allow e-mail addresses");
    fill(
        &mut window,
        "E-mail addresses",
        "a@example.org, b@example.org",
    );
    press(&mut window, "Allow");
    assert!(is_there(&window, "2 addresses can register now"));
    assert_eq!(
        desk.service
            .allowed_emails()
            .list(Caller::LocalOwner(Operator::assume()))
            .expect("listed")
            .len(),
        4
    );
    press(&mut window, "Sign out");
    press(&mut window, "Register");
    for (label, text) in [
        ("E-mail", "nina@example.com"),
        ("First name", "Nina"),
        ("Username", "nina"),
    ] {
        fill(&mut window, label, text);
    }
    fill(&mut window, "Password", "a brand new password");
    press(&mut window, "Create account");
    window
        .get_by_role_and_label(Role::CheckBox, "I have saved them")
        .click();
    window.run();
    press(&mut window, "Continue");
    assert!(is_there(&window, "Your account is waiting for approval"));
    let field = "Username or e-mail";
    window.get_by_role_and_label(Role::TextInput, field).focus();
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    window
        .get_by_role_and_label(Role::Tab, "Waiting for approval, 1")
        .click();
    window.run();
    press(&mut window, "Approve Nina");
    assert!(
        !desk
            .service
            .users()
            .find(Caller::LocalOwner(Operator::assume()), "nina")
            .expect("there")
            .is_pending
    );
    press(&mut window, "Sign out");
    sign_in(&mut window, ("nina", "a brand new password"));
    assert!(is_there(&window, "Hello, Nina"));
}

#[test]
fn empty_field_releases_the_focus() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    let focused = |window: &Window<'_>| {
        let node = window.query_by(|node| node.is_focused() && node.role() != Role::Window);
        node.map(|node| node.accesskit_node().role())
    };
    press_more(&mut window, "Allow e-mail addresses");
    assert_eq!(focused(&window), Some(Role::MultilineTextInput));
    window.key_press(Key::Tab);
    window.run();
    assert_eq!(focused(&window), Some(Role::Button));
    window.key_press(Key::Escape);
    window.run();
    choose(&mut window, "Bob Builder");
    press(&mut window, "Delete");
    assert_eq!(focused(&window), Some(Role::TextInput));
    for next in [Role::CheckBox, Role::Button] {
        window.key_press(Key::Tab);
        window.run();
        assert_eq!(focused(&window), Some(next));
    }
}

#[test]
fn table_is_previewed_by_row_and_then_imported() {
    let desk = Desk::open();
    let file = desk.folder.path().join("users.csv");
    let bad = "username,email,first_name\nzoe,zoe@example.org,Zoe\nbob,nonsense,Bob\n";
    std::fs::write(&file, bad).expect("written");
    let mut window = at(&desk, "Users");
    press(&mut window, "Import users");
    fill(&mut window, "File", &file.display().to_string());
    press(&mut window, "Preview");
    assert!(is_there(&window, "1 row has an error"));
    assert!(is_there(&window, "Line 3, bob, Enter an e-mail address"));
    assert!(
        window
            .query_by_role_and_label(Role::Button, "Import")
            .is_none()
    );
    std::fs::write(&file, bad.replace("nonsense", "b@example.org")).expect("written");
    press(&mut window, "Preview");
    assert!(is_there(&window, "1 to add, 1 to update"));
    press(&mut window, "Import");
    assert!(is_there(&window, "1 added, 1 updated"));
    assert!(
        desk.service
            .users()
            .find(Caller::LocalOwner(Operator::assume()), "zoe")
            .is_ok()
    );
    press(&mut window, "Save to a file");
    let saved = desk.folder.path().join("documents/reset-codes.csv");
    let text = std::fs::read_to_string(saved).expect("saved");
    assert!(
        text.starts_with("\"username\",\"reset_code\"\r\n\"zoe\","),
        "{text}"
    );
}

#[test]
fn a_first_code_is_sent_by_mail_after_the_address_was_shown() {
    let desk = Desk::open();
    let text = desk.text() + "mail: {server: mail.example.org, from: shop@example.org}\n";
    std::fs::write(desk.config(), text).expect("written");
    let mut window = at(&desk, "Users");
    press(&mut window, "Add user");
    fill(&mut window, "First name", "Zoe");
    fill(&mut window, "Username", "zoe");
    fill(&mut window, "E-mail", "zoe@example.org");
    press(&mut window, "Add");
    window.run();
    assert!(is_there(&window, "The code can be sent to zoe@example.org"));
    assert!(desk.mailer.take().is_empty(), "not before it is wanted");
    press(&mut window, "Send by e-mail");
    window.run();
    assert!(is_there(&window, "The code was sent to zoe@example.org"));
    assert_eq!(desk.mailer.take().len(), 1);
    press(&mut window, "Send by e-mail");
    assert!(desk.mailer.take().is_empty(), "it is sent once");
}

#[test]
fn without_a_mail_server_the_window_says_that_the_code_cannot_be_sent() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    choose(&mut window, "Bob Builder");
    press(&mut window, "Create reset code");
    window.run();
    assert!(is_there(&window, "because no mail server is configured"));
    let send = window.query_by_role_and_label(Role::Button, "Send by e-mail");
    assert!(send.is_none());
}
