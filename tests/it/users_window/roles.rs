//! The roles in the settings.

use egui::accesskit::Role;
use egui_authenticator::messages::Messages;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::window::{fill, press, sign_in};
use crate::harness::{BOB, Desk, USERS};

use super::{Window, at, is_there, retype, window};

/// Returns Ada's window with the list of roles.
fn roles(desk: &Desk) -> Window<'static> {
    let mut window = at(desk, "Settings");
    window.get_by_role_and_label(Role::Tab, "Roles").click();
    window.run();
    window
}

fn check(window: &mut Window<'_>, label: &str) {
    window
        .get_by_role_and_label(Role::CheckBox, label)
        .click_accesskit();
    window.run();
}

fn save(window: &mut Window<'_>) {
    press(window, "Review changes");
    press(window, "Save");
}

#[test]
fn a_role_is_added_changed_and_renamed_in_the_window() {
    let desk = Desk::open();
    let mut window = roles(&desk);
    press(&mut window, "Add role");
    press(&mut window, "Review changes");
    assert!(is_there(&window, "Enter a value"));
    fill(&mut window, "Role name", "bench");
    assert!(is_there(&window, "Read and export what all users did"));
    check(&mut window, "See activity");
    check(&mut window, "Office");
    save(&mut window);
    let added = "  bench:\n    permissions: [\"see_activity\"]\n    pages: [\"office\"]\n";
    assert!(desk.text().contains(added), "{}", desk.text());
    press(&mut window, "Edit till");
    retype(&mut window, "Role name", "desk");
    save(&mut window);
    assert!(is_there(&window, "The settings were saved"));
    let text = desk.text();
    assert!(text.contains("roles: [desk]"), "{text}");
    assert!(!text.contains("roles: [till]"), "{text}");
}

#[test]
fn a_role_that_is_used_stays_and_the_window_says_where_it_is_used() {
    let desk = Desk::open();
    let mut window = roles(&desk);
    press(&mut window, "Edit till");
    press(&mut window, "Remove this role");
    assert!(is_there(&window, "till (will be removed)"));
    press(&mut window, "Review changes");
    assert!(is_there(&window, "The role “till” is still in use"));
    press(&mut window, "Keep this role");
    assert!(!is_there(&window, "unsaved"));
}

#[test]
fn the_focus_goes_to_the_name_and_back_to_the_row() {
    let desk = Desk::open();
    let mut window = roles(&desk);
    let focused = |window: &Window<'_>| {
        let node = window.get_by(|node| node.is_focused() && node.role() != Role::Window);
        node.accesskit_node().label()
    };
    press(&mut window, "Edit till");
    assert_eq!(focused(&window).as_deref(), Some("Role name"));
    press(&mut window, "Back to the list");
    assert_eq!(focused(&window).as_deref(), Some("Edit till"));
}

#[test]
fn the_second_step_and_limits_of_sessions_are_set_in_the_window() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    let open = |window: &mut Window<'_>, section: &str| {
        window.get_by_role_and_label(Role::Tab, section).click();
        window.run();
    };
    open(&mut window, "Two-step sign-in");
    window
        .get_by_role_and_label(Role::Group, "Required for users with these roles")
        .get_by_role_and_label(Role::CheckBox, "till")
        .click_accesskit();
    window.run();
    open(&mut window, "Sessions");
    retype(&mut window, "Days that users can stay signed in", "31");
    press(&mut window, "Review changes");
    assert!(is_there(&window, "Enter a number of days from 0 to 30"));
    retype(&mut window, "Days that users can stay signed in", "2.5");
    fill(&mut window, "Maximum number of users with a session", "7");
    save(&mut window);
    assert!(is_there(&window, "The settings were saved"));
    let text = desk.text();
    for expected in [
        "required_for: [\"till\"]",
        "expiry_days: 2.5",
        "max_users: 7",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    retype(&mut window, "Maximum number of users with a session", " ");
    save(&mut window);
    assert!(!desk.text().contains("max_users"), "{}", desk.text());
}

#[test]
fn discarding_a_new_page_is_confirmed() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    window.get_by_role_and_label(Role::Tab, "Pages").click();
    window.run();
    press(&mut window, "Add page");
    press(&mut window, "Discard");
    assert!(!is_there(&window, "unsaved"), "nothing was typed");
    press(&mut window, "Add page");
    fill(&mut window, "Page title", "Price list");
    press(&mut window, "Discard");
    assert!(is_there(&window, "Discard 1 change?"));
    press(&mut window, "Keep editing");
    assert!(is_there(&window, "Price list"));
    press(&mut window, "Discard");
    press(&mut window, "Discard changes");
    assert!(!is_there(&window, "unsaved"));
}

#[test]
fn discarding_edits_of_a_page_of_the_file_is_confirmed_too() {
    let desk = Desk::open();
    let mut window = at(&desk, "Settings");
    window.get_by_role_and_label(Role::Tab, "Pages").click();
    window.run();
    press(&mut window, "Edit Office");
    retype(&mut window, "Page title", "Back office");
    press(&mut window, "Discard");
    assert!(is_there(&window, "Discard 1 change?"));
}

#[test]
fn a_role_does_not_get_the_name_that_another_one_gives_up_in_the_same_save() {
    let desk = Desk::open();
    let mut window = roles(&desk);
    press(&mut window, "Add role");
    fill(&mut window, "Role name", "bench");
    save(&mut window);
    press(&mut window, "Edit till");
    retype(&mut window, "Role name", "desk");
    press(&mut window, "Back to the list");
    press(&mut window, "Edit bench");
    retype(&mut window, "Role name", "till");
    press(&mut window, "Review changes");
    let error = Messages::english().get("settings-role-taken").into_owned();
    assert!(is_there(&window, &error));
}

#[test]
fn a_role_that_only_a_user_has_is_listed_and_gets_permissions() {
    let desk = Desk::with(&USERS.replace("roles: [admin, till]", "roles: [admin, storage]"));
    assert!(desk.service.set_up().open().is_ok());
    let mut window = roles(&desk);
    press(&mut window, "Edit storage");
    check(&mut window, "See activity");
    save(&mut window);
    let added = "  storage:\n    permissions: [\"see_activity\"]\n";
    assert!(desk.text().contains(added), "{}", desk.text());
}

#[test]
fn a_page_that_is_removed_is_gone_from_the_roles_that_opened_it() {
    let rules = "roles:\n  till: {pages: [office, closed]}\n  bench: {pages: closed}\nviews:\n";
    let desk = Desk::with(&USERS.replace("views:\n", rules));
    assert!(desk.service.set_up().open().is_ok());
    let mut window = roles(&desk);
    press(&mut window, "Edit till");
    check(&mut window, "See activity");
    window.get_by_role_and_label(Role::Tab, "Pages").click();
    window.run();
    press(&mut window, "Edit Closed");
    press(&mut window, "Remove this page");
    save(&mut window);
    assert!(is_there(&window, "The settings were saved"));
    let text = desk.text();
    assert!(!text.contains("closed"), "{text}");
    assert!(text.contains("pages: [office]"), "{text}");
}

#[test]
fn r32_new_users_are_offered_no_role_with_permissions() {
    let rules = "roles:\n  till: {permissions: [see_activity]}\nviews:\n";
    let desk = Desk::with(&USERS.replace("views:\n", rules));
    assert!(desk.service.set_up().open().is_ok());
    let mut window = at(&desk, "Settings");
    window
        .get_by_role_and_label(Role::Tab, "Registration")
        .click();
    window.run();
    let group = window.get_by_role_and_label(Role::Group, "Roles of new users");
    for role in ["admin", "till"] {
        let offered = group.get_by_role_and_label(Role::CheckBox, role);
        assert!(offered.accesskit_node().is_disabled(), "{role}");
    }
    assert!(is_there(&window, "Roles with permissions are not accepted"));
}

#[test]
fn what_a_permission_allows_is_the_description_of_its_checkbox() {
    let desk = Desk::open();
    let mut window = roles(&desk);
    press(&mut window, "Edit till");
    let activity = window.get_by_role_and_label(Role::CheckBox, "See activity");
    let description = activity.accesskit_node().description();
    let messages = Messages::english();
    let help = messages.get("permission-see-activity-help");
    assert_eq!(description.as_deref(), Some(&*help));
}

#[test]
fn the_limit_of_users_is_shown_and_not_offered_to_others_than_administrators() {
    let text = USERS
        .replace("roles: [till]\n    eve", "roles: [keeper]\n    eve")
        .replace(
            "views:\n",
            "roles:\n  keeper: {permissions: [edit_settings]}\nviews:\n",
        );
    let desk = Desk::with(&text);
    assert!(desk.service.set_up().open().is_ok());
    let mut window = window(&desk);
    sign_in(&mut window, BOB);
    press(&mut window, "Settings");
    window.get_by_role_and_label(Role::Tab, "Sessions").click();
    window.run();
    let field = "Maximum number of users with a session";
    let field = window.get_by_role_and_label(Role::TextInput, field);
    assert!(field.accesskit_node().is_disabled());
    assert!(is_there(&window, "Only administrators can change this"));
}

#[test]
fn a_role_says_what_its_users_can_approve() {
    let desk = Desk::open();
    let rule = "approvals: {refund.large: {roles: [till]}}\nviews:";
    desk.edit("views:", rule);
    let mut window = roles(&desk);
    let says = |window: &Window<'_>| {
        let found = window.query_all_by_label_contains("Can approve: refund.large");
        found.count()
    };
    assert_eq!(says(&window), 1, "in the list");
    press(&mut window, "Edit till");
    assert_eq!(says(&window), 1, "in the form");
}
