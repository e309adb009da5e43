//! The page with the activity.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::window::{fill, press};
use crate::harness::{BOB, Desk};

use super::{Window, at, is_there, retype};

#[test]
fn activity_is_filtered_counted_and_exported() {
    let desk = Desk::open();
    assert!(desk.sign_in(BOB).is_some());
    assert!(
        desk.service
            .sign_in()
            .with_password("bob", &crate::harness::secret("x"))
            .is_err()
    );
    let mut window = at(&desk, "Activity");
    assert!(is_there(&window, "Records verified up to 08:00"));
    assert!(is_there(
        &window,
        "Today, Friday 15 January, 2 done · 1 refused"
    ));
    assert!(is_there(
        &window,
        "08:00, bob could not sign in (wrong password)"
    ));
    fill(&mut window, "User", "ada");
    assert!(!is_there(&window, "bob could not sign in"));
    retype(&mut window, "User", "bob");
    window.get_by_role_and_label(Role::Tab, "By user").click();
    window.run();
    assert!(is_there(&window, "bob, Done: 1, Refused: 1"));
    window.get_by_role_and_label(Role::Tab, "By day").click();
    window.run();
    assert!(is_there(
        &window,
        "Friday 15 January 2027, Done: 1, Refused: 1"
    ));
    press(&mut window, "Export as CSV");
    assert!(is_there(&window, "activity.csv"));
    retype(&mut window, "User", "unknown");
    assert!(is_there(&window, "Nothing recorded in this period"));
}

#[test]
fn the_timeline_can_show_only_what_was_refused() {
    let desk = Desk::open();
    assert!(desk.sign_in(BOB).is_some());
    assert!(desk.sign_in(("bob", "not this one")).is_none());
    let mut window = at(&desk, "Activity");
    assert!(is_there(&window, "bob signed in"));
    let only = window.get_by_role_and_label(Role::CheckBox, "Refused only");
    only.click();
    window.run();
    assert!(!is_there(&window, "bob signed in"));
    assert!(is_there(&window, "bob could not sign in"));
    assert!(is_there(
        &window,
        "Today, Friday 15 January, 0 done · 1 refused"
    ));
}

#[test]
fn the_period_of_the_activity_is_a_group_of_radio_buttons_with_arrow_keys() {
    let desk = Desk::open();
    let mut window = at(&desk, "Activity");
    let is_chosen = |window: &Window<'_>, label: &str| {
        let group = window.get_by_role_and_label(Role::RadioGroup, "Period");
        let part = group.get_by_role_and_label(Role::RadioButton, label);
        part.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    };
    assert!(is_chosen(&window, "7 days"));
    window
        .get_by_role_and_label(Role::RadioButton, "7 days")
        .focus();
    window.run();
    window.key_press(Key::ArrowRight);
    window.run();
    assert!(is_chosen(&window, "30 days") && !is_chosen(&window, "7 days"));
    let focused = window.get_by(|node| node.is_focused() && node.role() != Role::Window);
    assert_eq!(focused.accesskit_node().label().as_deref(), Some("30 days"));
    window.key_press(Key::ArrowLeft);
    window.run();
    assert!(is_chosen(&window, "7 days"));
    window
        .get_by_role_and_label(Role::RadioButton, "All")
        .click();
    window.run();
    assert!(is_chosen(&window, "All"));
}
