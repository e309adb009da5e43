//! Several users are selected in the list and changed together.

use egui::Key;
use egui::accesskit::{Role, Toggled};
use egui_authenticator::domain::user::User;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::users::UserChange;
use egui_kittest::kittest::Queryable;

use crate::harness::Desk;
use crate::harness::window::{fill, press};

use super::{Window, at, is_there, retype};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());
const SEARCH: &str = "Search names and e-mails";

fn user(desk: &Desk, name: &str) -> User {
    desk.service.users().find(OWNER, name).expect("there")
}

fn has_till(desk: &Desk) -> bool {
    let roles = user(desk, "gus").roles;
    roles.iter().any(|role| role.as_str() == "till")
}

/// Opens the list in which users can be selected.
fn selecting(desk: &Desk) -> Window<'static> {
    let mut window = at(desk, "Users");
    press(&mut window, "More");
    press(&mut window, "Select users");
    window
}

/// Clicks the box of a user.
fn tick(window: &mut Window<'_>, begins: &str) {
    window
        .get_by(|node| {
            let label = node.label().unwrap_or_default();
            node.role() == Role::CheckBox && label.starts_with(begins)
        })
        .click_accesskit();
    window.run();
}

fn ticked(window: &Window<'_>) -> usize {
    let boxes = window.query_all_by(|node| {
        let label = node.label().unwrap_or_default();
        let is_row = node.role() == Role::CheckBox && label.matches(", ").count() > 3;
        is_row && node.toggled() == Some(Toggled::True)
    });
    boxes.count()
}

fn act(window: &mut Window<'_>, action: &str) {
    press(window, "Actions");
    press(window, action);
}

#[test]
fn users_who_are_selected_are_disabled_after_a_review_that_names_them() {
    let desk = Desk::open();
    let mut window = selecting(&desk);
    tick(&mut window, "Bob Builder");
    tick(&mut window, "Ada Lovelace");
    assert_eq!(ticked(&window), 2);
    assert!(is_there(&window, "2 selected"));
    act(&mut window, "Disable…");
    window.get_by_role_and_label(Role::Heading, "Disable 1 user");
    assert!(is_there(&window, "Bob Builder (bob)"));
    assert!(is_there(&window, "1 user is left out"));
    assert!(is_there(&window, "Ada Lovelace (ada), Your own account"));
    assert!(!user(&desk, "bob").disabled, "only a review");
    press(&mut window, "Disable 1 user");
    assert!(is_there(&window, "1 user was disabled"));
    assert!(user(&desk, "bob").disabled && !user(&desk, "ada").disabled);
    assert!(is_there(&window, "0 selected"));
}

#[test]
fn the_space_bar_selects_the_row_that_has_the_focus() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    let row = window.get_by(|node| {
        let label = node.label().unwrap_or_default();
        node.role() == Role::Button && label.starts_with("Ada Lovelace, ")
    });
    row.focus();
    window.run();
    window.key_press(Key::Space);
    window.run();
    assert_eq!(ticked(&window), 1);
    window.key_press(Key::ArrowDown);
    window.run();
    window.run();
    window.key_press(Key::Space);
    window.run();
    assert_eq!(ticked(&window), 2);
    press(&mut window, "Done");
    assert_eq!(ticked(&window), 0);
    assert!(!is_there(&window, "selected"));
}

#[test]
fn all_users_who_are_shown_are_selected_and_those_that_a_filter_hides_are_counted() {
    let desk = Desk::open();
    let mut window = selecting(&desk);
    tick(&mut window, "Ada Lovelace");
    fill(&mut window, SEARCH, "bob");
    assert!(is_there(&window, "1 selected, 1 not shown"));
    let all = window.get_by_role_and_label(Role::CheckBox, "Select all 1 shown");
    all.click_accesskit();
    window.run();
    assert!(is_there(&window, "2 selected, 1 not shown"));
    retype(&mut window, SEARCH, " ");
    assert_eq!(ticked(&window), 2, "not those who were hidden");
}

#[test]
fn a_selection_follows_users_and_forgets_those_who_are_gone() {
    let desk = Desk::open();
    let mut window = selecting(&desk);
    tick(&mut window, "Bob Builder");
    tick(&mut window, "Eve");
    assert_eq!(desk.service.users().rename(OWNER, "bob", "robert"), Ok(()));
    assert_eq!(desk.service.users().remove(OWNER, "eve"), Ok(()));
    press(&mut window, "Activity");
    press(&mut window, "Users");
    assert_eq!(ticked(&window), 0, "another page ends the selection");
}

#[test]
fn codes_for_several_users_are_made_only_after_the_review_and_shown_once() {
    let desk = Desk::open();
    let before = desk.text();
    let mut window = selecting(&desk);
    tick(&mut window, "Bob Builder");
    tick(&mut window, "Eve");
    act(&mut window, "Create reset codes…");
    assert_eq!(desk.text(), before);
    press(&mut window, "Cancel");
    assert_eq!(desk.text(), before);
    assert!(is_there(&window, "2 selected"));
    act(&mut window, "Create reset codes…");
    press(&mut window, "Create 2 reset codes");
    window.get_by_role_and_label(Role::Heading, "2 reset codes were created");
    press(&mut window, "Save to a file");
    let saved = desk.folder.path().join("documents/reset-codes.csv");
    let text = std::fs::read_to_string(saved).expect("saved");
    let names: Vec<_> = text
        .lines()
        .skip(1)
        .filter_map(|line| line.get(1..4))
        .collect();
    assert_eq!(names, ["bob", "eve"]);
    assert!(user(&desk, "ada").key_vault.reset.is_none());
}

#[test]
fn a_role_is_chosen_and_those_who_have_it_are_not_counted() {
    let desk = Desk::open();
    let mut window = selecting(&desk);
    tick(&mut window, "Bob Builder");
    tick(&mut window, "Gus");
    act(&mut window, "Give a role…");
    press(&mut window, "Give 2 users a role");
    assert!(!has_till(&desk), "no role is chosen");
    let role = window.get_by_role_and_label(Role::RadioButton, "till");
    role.click_accesskit();
    window.run();
    assert!(is_there(
        &window,
        "1 other selected user is that way already"
    ));
    press(&mut window, "Give 1 user the role “till”");
    assert!(is_there(&window, "1 user got the role “till”"));
    assert!(has_till(&desk));
}

#[test]
fn a_user_who_was_changed_meanwhile_is_named_with_the_reason() {
    let desk = Desk::open();
    let mut window = selecting(&desk);
    tick(&mut window, "Bob Builder");
    tick(&mut window, "Gus");
    act(&mut window, "Disable…");
    assert_eq!(desk.service.users().remove(OWNER, "gus"), Ok(()));
    press(&mut window, "Disable 2 users");
    window.get_by_role_and_label(Role::Heading, "1 user was disabled");
    assert!(is_there(&window, "1 user was not changed"));
    assert!(is_there(&window, "gus, "));
}

#[test]
fn a_table_of_the_users_who_are_selected_has_no_formulas() {
    let desk = Desk::open();
    let change = UserChange::default().last_name("=1+1");
    assert_eq!(desk.service.users().change(OWNER, "bob", &change), Ok(()));
    let mut window = selecting(&desk);
    tick(&mut window, "Bob =1+1");
    act(&mut window, "Export as CSV");
    let saved = desk.folder.path().join("documents/users.csv");
    let text = std::fs::read_to_string(saved).expect("saved");
    assert_eq!(text.lines().count(), 2);
    assert!(text.contains("\"'=1+1\""), "{text}");
}

#[test]
fn r96_a_role_with_permissions_is_named_and_has_to_be_confirmed() {
    let desk = Desk::open();
    let mut window = selecting(&desk);
    tick(&mut window, "Bob Builder");
    act(&mut window, "Give a role…");
    let role = window.get_by_role_and_label(Role::RadioButton, "admin");
    role.click_accesskit();
    window.run();
    assert!(is_there(&window, "This role gives permissions"));
    let give = "Give 1 user the role “admin”";
    press(&mut window, give);
    let is_admin = |desk: &Desk| user(desk, "bob").roles.len() == 2;
    assert!(!is_admin(&desk), "not confirmed");
    let checked = window.get_by_role_and_label(Role::CheckBox, "I have checked this user");
    checked.click_accesskit();
    window.run();
    press(&mut window, give);
    assert!(is_admin(&desk));
}

#[test]
fn r96_enabling_a_user_with_permissions_has_to_be_confirmed() {
    let desk = Desk::open();
    let change = UserChange::default()
        .disabled(true)
        .roles(["admin".to_owned()]);
    assert_eq!(desk.service.users().change(OWNER, "bob", &change), Ok(()));
    let mut window = selecting(&desk);
    tick(&mut window, "Bob Builder");
    act(&mut window, "Enable…");
    assert!(is_there(&window, "Users with permissions"));
    press(&mut window, "Enable 1 user");
    assert!(user(&desk, "bob").disabled, "not confirmed");
    let checked = window.get_by_role_and_label(Role::CheckBox, "I have checked this user");
    checked.click_accesskit();
    window.run();
    press(&mut window, "Enable 1 user");
    assert!(!user(&desk, "bob").disabled);
}

#[test]
fn the_review_names_every_user_and_counts_those_whom_a_filter_hides() {
    let desk = Desk::crowd(80);
    let mut window = at(&desk, "Users");
    press(&mut window, "More");
    press(&mut window, "Select users");
    let all = window.get_by(|node| {
        let label = node.label().unwrap_or_default();
        node.role() == Role::CheckBox && label.starts_with("Select all")
    });
    all.click_accesskit();
    window.run();
    fill(&mut window, SEARCH, "ada");
    act(&mut window, "Disable…");
    assert!(is_there(&window, "of these users are hidden by the search"));
    window.get_by_role_and_label(Role::Heading, "Disable 72 users");
    let names = window.query_all_by_role(Role::ListItem);
    assert!(names.count() > 30, "as many as there is room for");
}
