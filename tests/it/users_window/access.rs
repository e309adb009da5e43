//! Who may sign in, and when: limits, first codes, approval with a role, and new usernames.

use egui::accesskit::Role;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_kittest::kittest::Queryable;

use crate::harness::window::{fill, press};
use crate::harness::{Desk, typed_user};

use super::{at, choose, is_there, retype, rows};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

#[test]
fn an_administrator_limits_a_user_to_days_and_hours() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    choose(&mut window, "Bob Builder");
    press(&mut window, "Edit");
    fill(&mut window, "Valid until", "tomorrow");
    fill(&mut window, "Hours", "mon-fri 09:00-18:00");
    press(&mut window, "Save");
    assert!(is_there(&window, "Write the date as year-month-day"));
    retype(&mut window, "Valid until", "2027-12-31");
    press(&mut window, "Save");
    let bob = desk.service.users().find(OWNER, "bob").expect("there");
    let texts = ["", "2027-12-31", "mon-fri 09:00-18:00"];
    assert_eq!(bob.times.texts(), texts);
    assert!(is_there(&window, "Outside hours"));
    assert!(is_there(&window, "Friday 31 December 2027"));
    assert!(is_there(&window, "Mon–Fri 09:00–18:00"));
}

#[test]
fn a_user_is_not_offered_limits_for_their_own_account() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    choose(&mut window, "Ada Lovelace");
    press(&mut window, "Edit");
    let hours = window.query_by_role_and_label(Role::TextInput, "Hours");
    assert!(hours.is_none());
}

#[test]
fn the_list_says_who_begins_later_and_who_has_not_signed_in_yet() {
    let desk = Desk::open();
    desk.edit(
        "      email: bob@",
        "      valid_from: 2027-02-01\n      email: bob@",
    );
    let zoe = typed_user("zoe", "zoe@example.org", "Zoe");
    let added = desk.service.users().add(OWNER, &zoe, &["till"]);
    assert!(added.is_ok());
    let mut window = at(&desk, "Users");
    let all = rows(&window);
    let says = |status: &str| all.iter().filter(|row| row.contains(status)).count();
    assert_eq!(says("From 1 Feb"), 1, "{all:?}");
    assert_eq!(says("Has not signed in yet"), 1, "{all:?}");
    choose(&mut window, "Zoe");
    assert!(is_there(&window, "Valid until 16 Jan, 08:00"));
    press(&mut window, "New code");
    assert!(is_there(&window, "Reset code for zoe"));
    assert!(is_there(
        &window,
        "set their first password within 24 hours"
    ));
}

#[test]
fn a_waiting_user_is_approved_with_a_role_in_the_same_place() {
    let desk = Desk::open();
    desk.edit("      roles: [till]", "      pending: true");
    let mut window = at(&desk, "Users");
    let tab = "Waiting for approval, 1";
    window.get_by_role_and_label(Role::Tab, tab).click();
    window.run();
    press(&mut window, "Approve Bob Builder with a role");
    let admin = window.query_by_role_and_label(Role::Button, "admin");
    assert!(admin.is_none(), "permissions take more than a click");
    press(&mut window, "till");
    let bob = desk.service.users().find(OWNER, "bob").expect("there");
    let roles: Vec<_> = bob
        .roles
        .iter()
        .map(|role| role.as_str().to_owned())
        .collect();
    assert_eq!(
        (bob.is_pending, roles.join(" ")),
        (false, "till".to_owned())
    );
    assert!(is_there(&window, "can sign in now"));
}

#[test]
fn a_user_gets_another_username_after_reading_what_it_means_and_the_old_one_with_undo() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    choose(&mut window, "Bob Builder");
    press(&mut window, "Rename");
    assert!(is_there(&window, "Open windows of the user are signed out"));
    retype(&mut window, "New username", "ada");
    press(&mut window, "Rename");
    assert!(is_there(&window, "That username is taken"));
    retype(&mut window, "New username", "robert");
    press(&mut window, "Rename");
    let users = desk.service.users();
    assert!(users.find(OWNER, "robert").is_ok());
    press(&mut window, "Undo");
    assert!(users.find(OWNER, "bob").is_ok());
}

#[test]
fn a_change_of_roles_and_limits_is_undone_from_the_toast() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    choose(&mut window, "Bob Builder");
    press(&mut window, "Edit");
    fill(&mut window, "Hours", "mon-fri 09:00-18:00");
    window
        .get_by_role_and_label(Role::CheckBox, "admin")
        .click();
    window.run();
    let before = desk.text();
    press(&mut window, "Save");
    assert_ne!(desk.text(), before);
    press(&mut window, "Undo");
    assert_eq!(desk.text(), before);
}
