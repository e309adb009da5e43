//! Locking the window, by hand and automatically, continuing with the password, and switching users.

use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_authenticator::app::App;
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::screen::account::{self, Form, Part};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::form::field::FieldError;
use egui_authenticator::screen::{app, lock, sign_in};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::at_account::{account, at_account};
use crate::harness::app_window::app_window;
use crate::harness::flow::{act_at, fill_in, start};
use crate::harness::window::fill;
use crate::harness::{ADA, BOB, Desk, secret, settle};

const T0: Duration = Duration::ZERO;
const MINUTE: Duration = Duration::from_secs(60);

fn signed_in(desk: &Desk) -> Flow {
    let mut flow = start(desk);
    fill_in(&mut flow, BOB);
    act_at(&mut flow, desk, Event::Login(sign_in::Event::Submit), T0);
    flow
}

fn unlock(flow: &mut Flow, desk: &Desk, password: &str, now: Duration) {
    let Screen::Lock(screen) = flow.screen_mut() else {
        panic!("not locked")
    };
    screen.password.text = secret(password);
    act_at(flow, desk, Event::Locked(lock::Event::Submit), now);
}

#[test]
fn after_five_idle_minutes_the_window_locks_and_gives_no_session() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk);
    assert_eq!(flow.until_lock(MINUTE), Some(4 * MINUTE));
    flow.on_activity(3 * MINUTE);
    let just_before = Duration::from_millis(8 * 60_000 - 1);
    assert!(flow.on_time(just_before).is_empty());
    assert!(flow.screen().session_view().is_some());
    let asks = flow.on_time(8 * MINUTE);
    settle(&mut flow, &desk.service, asks, 8 * MINUTE);
    assert!(matches!(flow.screen(), Screen::Lock(_)));
    assert!(flow.screen().session_view().is_none());
    assert_eq!(flow.until_lock(9 * MINUTE), None);
}

#[test]
fn the_file_says_after_how_long_and_whether_at_all() {
    let desk = Desk::open();
    desk.edit("views:", "lock: {after_minutes: 1}\nviews:");
    assert_eq!(signed_in(&desk).until_lock(T0), Some(MINUTE));
    desk.edit("after_minutes: 1", "after_minutes: 0");
    let mut flow = signed_in(&desk);
    assert_eq!(flow.until_lock(T0), None);
    assert!(flow.on_time(1_000 * MINUTE).is_empty());
}

#[test]
fn without_a_session_there_is_nothing_to_lock() {
    let desk = Desk::open();
    let mut flow = start(&desk);
    assert!(flow.on_time(1_000 * MINUTE).is_empty());
    act_at(&mut flow, &desk, Event::Lock, T0);
    assert!(matches!(flow.screen(), Screen::Login(_)));
}

#[test]
fn the_same_user_continues_where_they_were_without_typed_passwords() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk);
    act_at(&mut flow, &desk, Event::App(app::Event::Account), T0);
    let open = account::Event::Open(Form::Details);
    act_at(&mut flow, &desk, at_account(open), T0);
    if let Some(screen) = account(flow.screen_mut()) {
        screen.current.text = secret(BOB.1);
        if let Part::Details(user) = &mut screen.part {
            user.input.name.last = "half a na".to_owned();
        }
    }
    act_at(&mut flow, &desk, Event::Lock, T0);
    unlock(&mut flow, &desk, "wrong", T0);
    let Screen::Lock(screen) = flow.screen() else {
        panic!("unlocked")
    };
    assert_eq!(screen.error, Some(FieldError::WrongPassword));
    assert!(screen.password.text.is_empty());
    unlock(&mut flow, &desk, BOB.1, MINUTE);
    let Some(screen) = account(flow.screen_mut()) else {
        panic!("somewhere else")
    };
    let Part::Details(user) = &screen.part else {
        panic!("another form")
    };
    assert_eq!(user.input.name.last, "half a na");
    assert!(screen.current.text.is_empty());
    assert_eq!(flow.until_lock(MINUTE), Some(5 * MINUTE));
}

#[test]
fn r20_a_locked_window_limits_guesses() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk);
    act_at(&mut flow, &desk, Event::Lock, T0);
    for _ in 0..5 {
        unlock(&mut flow, &desk, "guess", T0);
    }
    unlock(&mut flow, &desk, BOB.1, T0);
    assert!(
        matches!(flow.screen(), Screen::Lock(_)),
        "even the right one"
    );
    desk.clock.advance(31);
    unlock(&mut flow, &desk, BOB.1, T0);
    assert!(matches!(flow.screen(), Screen::App(_)));
}

#[test]
fn another_user_gets_an_empty_sign_in_form() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk);
    act_at(&mut flow, &desk, Event::Lock, T0);
    act_at(&mut flow, &desk, Event::Locked(lock::Event::Switch), T0);
    let Screen::Login(screen) = flow.screen() else {
        panic!("not at the sign-in form")
    };
    assert!(screen.login.is_empty());
}

#[test]
fn r42_a_user_deleted_or_changed_during_a_lock_is_signed_out() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk);
    act_at(&mut flow, &desk, Event::Lock, T0);
    desk.edit("    bob:", "    rob:");
    let asks = flow.on_file_changed(T0);
    settle(&mut flow, &desk.service, asks, T0);
    assert!(matches!(flow.screen(), Screen::Login(_)));
}

#[test]
fn r66_locking_and_unlocking_are_recorded() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk);
    act_at(&mut flow, &desk, Event::Lock, T0);
    unlock(&mut flow, &desk, BOB.1, T0);
    let filter = egui_authenticator::service::ports::AuditFilter {
        since: None,
        user: Some(egui_authenticator::service::ports::AuditUser::Named(
            "bob".to_owned(),
        )),
        kind: Some(egui_authenticator::domain::audit::AuditKind::Lock),
        limit: 10,
    };
    let records = desk
        .service
        .audit_log()
        .list(Caller::LocalOwner(Operator::assume()), &filter)
        .expect("read");
    let details: Vec<_> = records.iter().map(|r| r.event.detail.to_string()).collect();
    assert_eq!(details, ["unlocked", "locked"]);
}

#[test]
fn half_a_minute_before_it_locks_the_window_says_so_and_any_key_keeps_it_open() {
    let desk = Desk::open();
    let service = desk.restarted();
    let mut window = Harness::builder()
        .with_size([900.0, 760.0])
        .with_step_dt(10.0)
        .with_max_steps(1_000)
        .build_eframe(|creation| App::with(Authenticator::inline(service, &creation.egui_ctx)));
    window.run_steps(3);
    for (role, label, text) in [
        (Role::TextInput, "Username or e-mail", BOB.0),
        (Role::PasswordInput, "Password", BOB.1),
    ] {
        window.get_by_role_and_label(role, label).focus();
        window.run_steps(1);
        window.get_by_role_and_label(role, label).type_text(text);
        window.run_steps(1);
    }
    window.key_press(Key::Enter);
    window.run_steps(5);
    window.get_by_label("Hello, Bob");
    // Ten seconds a step: two minutes and a half after the last key nothing is said yet.
    window.run_steps(15);
    assert!(window.query_by_label_contains("about to lock").is_none());
    window.run_steps(10);
    window.get_by_label_contains("about to lock");
    window.key_press(Key::ArrowDown);
    window.run_steps(2);
    assert!(window.query_by_label_contains("about to lock").is_none());
    window.run_steps(40);
    window.get_by_label("Locked by Bob Builder");
}

#[test]
fn what_is_behind_the_lock_is_neither_drawn_nor_read_aloud() {
    let desk = Desk::open();
    let service = desk.restarted();
    let mut window = app_window(service, [900.0, 760.0]);
    fill(&mut window, "Username or e-mail", ADA.0);
    fill(&mut window, "Password", ADA.1);
    window.key_press(Key::Enter);
    window.run();
    window.get_by_label("Hello, Ada");
    window.key_press_modifiers(Modifiers::COMMAND, Key::L);
    window.run();
    window.get_by_label("Locked by Ada Lovelace");
    assert!(window.query_by_label("Hello, Ada").is_none());
    assert!(window.query_by_label_contains("The safe opens").is_none());
    assert!(window.query_by_label("Office").is_none());
    let password = window.get_by_role_and_label(Role::PasswordInput, "Password");
    assert!(password.is_focused());
    password.type_text(ADA.1);
    window.run();
    window.key_press(Key::Enter);
    window.run();
    window.get_by_label("Hello, Ada");
}
