//! A user beside the list in a wide window, and on a page of its own in a narrow one.

use egui::Key;
use egui::accesskit::{Live, Role};
use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::AuditFilter;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::app_window::{Window, app_window, choose, rows};
use crate::harness::window::{fill, press, sign_in};
use crate::harness::{ADA, BOB, Desk, secret};

const WIDE: f32 = 1_100.0;
const NARROW: f32 = 860.0;

/// Returns Ada's window with the users open.
fn users(desk: &Desk, width: f32) -> Window<'static> {
    let mut window = app_window(desk.service.clone(), [width, 800.0]);
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    window
}

fn tap(window: &mut Window<'_>, key: Key) {
    window.key_press(key);
    window.run();
    window.run();
}

/// Returns the label of what has the focus.
fn focused(window: &Window<'_>) -> String {
    let node = window.query_by(|node| node.is_focused() && node.role() != Role::Window);
    let label = node.and_then(|node| node.accesskit_node().label());
    label.unwrap_or_default()
}

/// Returns the name of the open user.
fn open(window: &Window<'_>) -> Option<String> {
    let heading = window.query_by(|node| {
        node.role() == Role::Heading
            && !node
                .label()
                .is_some_and(|label| ["Users", "Recent activity"].contains(&&*label))
    });
    heading.and_then(|heading| heading.accesskit_node().label())
}

/// Returns what a screen reader reads of the place in the list.
fn place(window: &Window<'_>) -> Option<String> {
    let live = window.query_all_by(|node| node.live() == Live::Polite);
    let mut values = live.filter_map(|node| node.value());
    values.find(|value| value.contains(", ") && value.contains(" of "))
}

#[test]
fn a_click_opens_a_user_beside_the_list() {
    let desk = Desk::open();
    let mut window = users(&desk, WIDE);
    choose(&mut window, "Bob Builder");
    assert_eq!(open(&window).as_deref(), Some("Bob Builder"));
    assert_eq!(rows(&window).len(), 4, "the list stays");
    choose(&mut window, "Ada Lovelace");
    assert_eq!(open(&window).as_deref(), Some("Ada Lovelace"));
}

#[test]
fn a_user_has_the_page_where_there_is_no_room_beside_the_list() {
    let desk = Desk::open();
    let mut window = users(&desk, NARROW);
    choose(&mut window, "Bob Builder");
    assert_eq!(open(&window).as_deref(), Some("Bob Builder"));
    assert_eq!(rows(&window).len(), 0);
    tap(&mut window, Key::Escape);
    assert_eq!(rows(&window).len(), 4);
    assert!(focused(&window).starts_with("Bob Builder, "));
}

#[test]
fn the_buttons_of_the_panel_move_through_the_list_as_it_is_searched() {
    let desk = Desk::open();
    let mut window = users(&desk, WIDE);
    choose(&mut window, "Ada Lovelace");
    assert_eq!(place(&window).as_deref(), Some("Ada Lovelace, 1 of 4"));
    press(&mut window, "Next user");
    assert_eq!(place(&window).as_deref(), Some("Bob Builder, 2 of 4"));
    press(&mut window, "Previous user");
    assert_eq!(place(&window).as_deref(), Some("Ada Lovelace, 1 of 4"));
    let before = window.get_by_role_and_label(Role::Button, "Previous user");
    assert!(before.accesskit_node().is_disabled());
    fill(&mut window, "Search names and e-mails", "a");
    let of = format!("Ada Lovelace, 1 of {}", rows(&window).len());
    assert_eq!(place(&window), Some(of));
}

#[test]
fn the_arrow_keys_move_through_the_list_while_the_focus_is_in_the_panel() {
    let desk = Desk::open();
    let mut window = users(&desk, WIDE);
    choose(&mut window, "Ada Lovelace");
    assert_eq!(focused(&window), "Close");
    tap(&mut window, Key::ArrowDown);
    assert_eq!(open(&window).as_deref(), Some("Bob Builder"));
    tap(&mut window, Key::ArrowUp);
    tap(&mut window, Key::ArrowUp);
    assert_eq!(open(&window).as_deref(), Some("Ada Lovelace"));
    assert_eq!(focused(&window), "Close", "the focus stays in the panel");
}

#[test]
fn the_focus_stays_in_the_panel_when_there_is_no_next_user() {
    let desk = Desk::open();
    let mut window = users(&desk, WIDE);
    choose(&mut window, "Ada Lovelace");
    for _ in 0..3 {
        window
            .get_by_role_and_label(Role::Button, "Next user")
            .focus();
        window.run();
        tap(&mut window, Key::Enter);
    }
    assert!(place(&window).is_some_and(|place| place.ends_with("4 of 4")));
    assert_eq!(focused(&window), "Close");
}

#[test]
fn esc_closes_the_panel_and_the_row_of_the_user_gets_the_focus() {
    let desk = Desk::open();
    let mut window = users(&desk, WIDE);
    choose(&mut window, "Ada Lovelace");
    tap(&mut window, Key::ArrowDown);
    tap(&mut window, Key::Escape);
    assert_eq!(open(&window), None);
    assert!(focused(&window).starts_with("Bob Builder, "));
    tap(&mut window, Key::Enter);
    assert_eq!(open(&window).as_deref(), Some("Bob Builder"));
}

#[test]
fn esc_in_a_menu_or_in_a_question_leaves_the_panel_open() {
    let desk = Desk::open();
    let mut window = users(&desk, WIDE);
    choose(&mut window, "Bob Builder");
    press(&mut window, "Actions for bob");
    tap(&mut window, Key::Escape);
    assert_eq!(open(&window).as_deref(), Some("Bob Builder"), "a menu");
    press(&mut window, "Delete");
    tap(&mut window, Key::Escape);
    assert_eq!(open(&window).as_deref(), Some("Bob Builder"), "a question");
    tap(&mut window, Key::Escape);
    assert_eq!(open(&window), None);
}

#[test]
fn a_user_in_the_middle_of_ten_thousand_is_scrolled_into_view() {
    let desk = Desk::crowd(10_000);
    let mut window = users(&desk, WIDE);
    choose(&mut window, "Ada Lovelace");
    for _ in 0..30 {
        tap(&mut window, Key::ArrowDown);
    }
    let name = open(&window).expect("open");
    assert!(place(&window).is_some_and(|place| place.contains(", 31 of ")));
    let begins = format!("{name}, ");
    assert!(rows(&window).iter().any(|row| row.starts_with(&begins)));
    tap(&mut window, Key::Escape);
    assert!(focused(&window).starts_with(&begins));
}

/// Three wrong passwords lock Bob for a quarter of an hour.
fn locked() -> Desk {
    let desk = Desk::open();
    desk.edit(
        "credentials:",
        "lockout: {after: 3, seconds: 240}\ncredentials:",
    );
    for _ in 0..3 {
        let refused = desk.service.sign_in().with_password("bob", &secret("no"));
        assert!(refused.is_err());
    }
    desk
}

fn says(window: &Window<'_>, text: &str) -> bool {
    window.query_all_by(|_| true).any(|node| {
        let has = |found: Option<String>| found.is_some_and(|found| found.contains(text));
        has(node.accesskit_node().label()) || has(node.value())
    })
}

#[test]
fn the_panel_tells_what_happened_last_how_long_the_lockout_lasts_and_how_many_codes_are_left() {
    let desk = locked();
    let mut window = users(&desk, WIDE);
    choose(&mut window, "Bob Builder");
    assert!(says(&window, "Locked, 4 min left"));
    assert!(says(&window, "Recent activity"));
    assert!(says(&window, "0 left"));
    assert!(!says(&window, "Changed"), "it is not known when");
}

#[test]
fn a_lockout_counts_down_while_it_is_shown_and_ends_by_itself() {
    let desk = locked();
    let mut window = users(&desk, WIDE);
    choose(&mut window, "Bob Builder");
    for (seconds, text) in [(61, "Locked, 3 min left"), (120, "Locked, 1 min left")] {
        desk.clock.advance(seconds);
        window.run();
        assert!(says(&window, text), "{text}");
    }
    desk.clock.advance(120);
    window.run();
    window.run();
    assert!(!says(&window, "Locked"));
    assert!(
        window
            .query_by_role_and_label(Role::Button, "Unlock")
            .is_none()
    );
}

#[test]
fn the_age_of_a_password_is_told_if_it_is_known() {
    let desk = Desk::open();
    let owner = Caller::LocalOwner(Operator::assume());
    let new = secret("another one for the till");
    assert_eq!(
        desk.service.users().set_password(owner, "bob", &new),
        Ok(())
    );
    desk.clock.advance(3 * 86_400);
    let mut window = users(&desk, WIDE);
    choose(&mut window, "Bob Builder");
    assert!(says(&window, "Changed 3 days ago"));
}

#[test]
fn who_may_not_see_the_activity_sees_none_of_a_user() {
    let desk = locked();
    desk.edit(
        "views:",
        "roles:\n  till: {permissions: [manage_users]}\nviews:",
    );
    let unlocked = desk
        .service
        .users()
        .unlock(Caller::LocalOwner(Operator::assume()), "bob");
    assert_eq!(unlocked, Ok(()));
    let mut window = app_window(desk.service.clone(), [WIDE, 800.0]);
    sign_in(&mut window, BOB);
    press(&mut window, "Users");
    choose(&mut window, "Gus");
    assert!(says(&window, "left") && !says(&window, "Recent activity"));
    let refused = desk.ports.audit_log.activity(&AuditFilter {
        since: None,
        user: None,
        kind: Some(AuditKind::Page),
        limit: 10,
    });
    assert_eq!(refused.expect("read"), [], "nothing was tried");
}

#[test]
fn the_focus_stays_in_the_panel_when_the_button_that_has_it_disappears() {
    let desk = locked();
    let mut window = users(&desk, WIDE);
    choose(&mut window, "Bob Builder");
    let unlock = window.get_by_role_and_label(Role::Button, "Unlock");
    unlock.focus();
    window.run();
    tap(&mut window, Key::Enter);
    assert!(!says(&window, "Locked, 4 min left"));
    assert_eq!(focused(&window), "Close");
}
