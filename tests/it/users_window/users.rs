//! The list of users, and what is done to one of them.

use egui::Key;
use egui::accesskit::Role;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::window::{fill, press, sign_in};
use crate::harness::{ADA, BOB, Desk};

use super::{at, choose, is_there, retype, rows, window};

const SEARCH: &str = "Search names and e-mails";

#[test]
fn users_activity_and_settings_are_offered_only_with_permission() {
    let desk = Desk::open();
    let mut window = window(&desk);
    sign_in(&mut window, BOB);
    for area in ["Users", "Activity", "Settings"] {
        assert!(
            window.query_by_role_and_label(Role::Button, area).is_none(),
            "{area}"
        );
    }
    press(&mut window, "Sign out");
    sign_in(&mut window, ADA);
    for area in ["Users", "Activity", "Settings"] {
        press(&mut window, area);
        assert!(
            window
                .query_by_role_and_label(Role::Heading, area)
                .is_some(),
            "{area}"
        );
    }
}

#[test]
fn users_are_searched_and_sorted() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    assert_eq!(rows(&window).len(), 4);
    assert!(rows(&window)[0].starts_with("Ada Lovelace, ada, ada@example.org, admin, Active"));
    press(&mut window, "Sort by Name");
    assert!(rows(&window)[0].starts_with("Gus"), "{:?}", rows(&window));
    fill(&mut window, SEARCH, "BUILD ob");
    assert_eq!(rows(&window).len(), 1);
    assert!(is_there(&window, "1 of 4"));
    fill(&mut window, SEARCH, "x");
    assert!(is_there(&window, "No matches"));
}

#[test]
fn ten_thousand_users_are_drawn_a_few_rows_at_a_time_and_the_keys_reach_all_of_them() {
    let desk = Desk::crowd(10_000);
    let mut window = at(&desk, "Users");
    let shown = rows(&window);
    assert!((10..60).contains(&shown.len()), "{}", shown.len());
    window
        .get_by(|node| {
            node.label()
                .is_some_and(|label| label.starts_with("Ada Lovelace, "))
        })
        .focus();
    window.run();
    window.key_press(Key::End);
    window.run();
    window.run();
    let last = rows(&window);
    let last = last.last().expect("rows");
    assert!(last.starts_with("Ida"), "{last}");
    let focused = window.query_by(|node| node.is_focused() && node.role() == Role::Button);
    assert!(
        focused
            .and_then(|node| node.accesskit_node().label())
            .is_some_and(|label| label.starts_with("Ida"))
    );
    window.key_press(Key::Home);
    window.run();
    window.run();
    assert!(rows(&window)[0].starts_with("Ada"));
    window.key_press(Key::ArrowDown);
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert!(
        window
            .query_by_role_and_label(Role::Button, "Create reset code")
            .is_some()
    );
}

#[test]
fn r47_action_after_five_minutes_asks_for_the_password_and_continues() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    choose(&mut window, "Bob Builder");
    desk.clock.advance(301);
    press(&mut window, "Disable");
    assert!(is_there(&window, "Confirm with your password"));
    assert!(is_there(&window, "Disable: bob"));
    assert!(
        !desk
            .service
            .users()
            .find(Caller::LocalOwner(Operator::assume()), "bob")
            .expect("there")
            .disabled
    );
    fill(&mut window, "Password", "wrong");
    press(&mut window, "Confirm");
    assert!(is_there(&window, "Incorrect password"));
    fill(&mut window, "Password", ADA.1);
    press(&mut window, "Confirm");
    assert!(
        desk.service
            .users()
            .find(Caller::LocalOwner(Operator::assume()), "bob")
            .expect("there")
            .disabled
    );
    assert!(is_there(&window, "bob can no longer sign in"));
    press(&mut window, "Enable");
    assert!(
        !desk
            .service
            .users()
            .find(Caller::LocalOwner(Operator::assume()), "bob")
            .expect("there")
            .disabled,
        "it counts for five minutes"
    );
    desk.clock.advance(301);
    press(&mut window, "Sign out everywhere");
    window.key_press(Key::Escape);
    window.run();
    assert!(!is_there(&window, "Confirm with your password"));
    assert_eq!(
        desk.service
            .users()
            .find(Caller::LocalOwner(Operator::assume()), "bob")
            .expect("there")
            .session_epoch,
        0
    );
}

#[test]
fn a_disabled_user_is_enabled_again_with_undo() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    choose(&mut window, "Bob Builder");
    press(&mut window, "Disable");
    assert!(desk.sign_in(BOB).is_none());
    press(&mut window, "Undo");
    assert!(desk.sign_in(BOB).is_some());
    assert!(is_there(&window, "bob can sign in"));
}

#[test]
fn all_credentials_of_a_user_end_only_after_the_username_is_typed() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    choose(&mut window, "Bob Builder");
    let may_sign_in = || desk.sign_in(BOB).is_some();
    press(&mut window, "End all credentials");
    press(&mut window, "End credentials of Bob Builder");
    assert!(may_sign_in(), "nothing was typed");
    fill(&mut window, "Username", "bob");
    press(&mut window, "End credentials of Bob Builder");
    assert!(!may_sign_in());
    assert!(is_there(&window, "All credentials of bob were ended"));
}

#[test]
fn a_user_is_deleted_only_after_their_username_is_typed() {
    let desk = Desk::open();
    let mut window = at(&desk, "Users");
    choose(&mut window, "Bob Builder");
    press(&mut window, "Delete");
    fill(&mut window, "Username", "ada");
    press(&mut window, "Delete Bob Builder");
    assert!(
        desk.service
            .users()
            .find(Caller::LocalOwner(Operator::assume()), "bob")
            .is_ok()
    );
    retype(&mut window, "Username", "BOB");
    press(&mut window, "Delete Bob Builder");
    assert!(
        desk.service
            .users()
            .find(Caller::LocalOwner(Operator::assume()), "bob")
            .is_err()
    );
    assert_eq!(rows(&window).len(), 3);
    assert!(is_there(&window, "bob was deleted"));
    choose(&mut window, "Ada Lovelace");
    for label in ["Delete", "Disable"] {
        assert!(
            window
                .query_by_role_and_label(Role::Button, label)
                .is_none(),
            "oneself: {label}"
        );
    }
}
