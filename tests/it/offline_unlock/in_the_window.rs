//! The lock screen during an outage, and what the window says.

use std::time::Duration;

use egui::{Key, Modifiers};
use egui_authenticator::messages::Messages;
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::form::field::FieldError;
use egui_authenticator::screen::form::notice::FormNotice;
use egui_authenticator::screen::lock::{self, LockScreen};
use egui_authenticator::service::account::AccountChange;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_kittest::kittest::Queryable;

use super::remote;
use crate::harness::app_window::app_window;
use crate::harness::flow::{act, signed_in};
use crate::harness::remote_store::RemoteStore;
use crate::harness::window::{fill, sign_in};
use crate::harness::{BOB, Desk, secret, settle};

fn told(flow: &mut Flow, desk: &Desk) {
    let jobs = flow.on_file_changed(Duration::ZERO);
    settle(flow, &desk.service, jobs, Duration::ZERO);
}

fn lock_screen(flow: &mut Flow) -> &mut LockScreen {
    let Screen::Lock(screen) = flow.screen_mut() else {
        panic!("not locked")
    };
    screen
}

fn enter(flow: &mut Flow, desk: &Desk, typed: &str) {
    lock_screen(flow).password.text = secret(typed);
    act(flow, desk, Event::Locked(lock::Event::Submit));
}

/// The locked window of a user, and an outage that it knows of.
fn locked_window(desk: &Desk, store: &RemoteStore) -> Flow {
    let mut flow = signed_in(desk, BOB);
    act(&mut flow, desk, Event::Lock);
    assert_eq!(lock_screen(&mut flow).unlocks_offline(), None);
    store.set_down(true);
    told(&mut flow, desk);
    flow
}

#[test]
fn a_locked_window_says_during_an_outage_that_the_password_unlocks_and_opens_with_it() {
    let (desk, store) = remote();
    let mut flow = locked_window(&desk, &store);
    assert_eq!(lock_screen(&mut flow).unlocks_offline(), Some(true));
    enter(&mut flow, &desk, "guess");
    let error = lock_screen(&mut flow).error;
    assert_eq!(error, Some(FieldError::WrongPassword));
    enter(&mut flow, &desk, BOB.1);
    assert!(matches!(flow.screen(), Screen::App(_)));
    store.set_down(false);
    told(&mut flow, &desk);
    assert!(matches!(flow.screen(), Screen::App(_)));
}

#[test]
fn a_locked_window_says_that_the_tries_are_used_up_until_the_outage_is_over() {
    let (desk, store) = remote();
    let mut flow = locked_window(&desk, &store);
    for _ in 0..6 {
        enter(&mut flow, &desk, "guess");
    }
    let spent = Some(FormNotice::OfflineTries);
    assert_eq!(lock_screen(&mut flow).notice, spent);
    store.set_down(false);
    told(&mut flow, &desk);
    assert_eq!(lock_screen(&mut flow).notice, None);
    enter(&mut flow, &desk, BOB.1);
    let notice = lock_screen(&mut flow).notice.clone();
    assert!(matches!(notice, Some(FormNotice::Locked(Some(_)))));
}

#[test]
fn a_locked_window_opens_after_an_outage_that_lasted_too_long() {
    let (desk, store) = remote();
    let mut flow = locked_window(&desk, &store);
    desk.clock.advance(15 * 60);
    assert_eq!(lock_screen(&mut flow).unlocks_offline(), Some(false));
    enter(&mut flow, &desk, BOB.1);
    assert!(lock_screen(&mut flow).notice.is_some());
    store.set_down(false);
    told(&mut flow, &desk);
    assert_eq!(lock_screen(&mut flow).notice, None);
    enter(&mut flow, &desk, BOB.1);
    assert!(matches!(flow.screen(), Screen::App(_)));
}

#[test]
fn a_locked_window_says_that_only_the_store_unlocks_right_after_a_change_by_this_program() {
    let (desk, store) = remote();
    let mut flow = signed_in(&desk, BOB);
    act(&mut flow, &desk, Event::Lock);
    let owner = Caller::LocalOwner(Operator::assume());
    assert!(
        desk.service
            .users()
            .require_new_password(owner, "ada")
            .is_ok()
    );
    store.set_down(true);
    enter(&mut flow, &desk, BOB.1);
    assert_eq!(lock_screen(&mut flow).unlocks_offline(), Some(false));
    store.set_down(false);
    told(&mut flow, &desk);
    enter(&mut flow, &desk, BOB.1);
    assert!(matches!(flow.screen(), Screen::App(_)));
}

#[test]
fn a_locked_window_asks_for_the_password_in_place_of_the_pin_during_an_outage() {
    let (desk, store) = remote();
    let mut content = store.content.directory().expect("the content");
    content.settings.quick.pin = true;
    store.content.replace(content);
    let session = desk.sign_in(BOB).expect("in");
    let change = AccountChange::Pin(secret("7391"));
    let account = desk.service.account();
    assert!(
        account
            .change(&session, &secret(BOB.1).into(), change)
            .is_ok()
    );
    let mut flow = signed_in(&desk, BOB);
    act(&mut flow, &desk, Event::Lock);
    assert!(lock_screen(&mut flow).asks_pin);
    store.set_down(true);
    // The outage is noticed only now.
    enter(&mut flow, &desk, "7391");
    assert!(!lock_screen(&mut flow).asks_pin);
    store.set_down(false);
    told(&mut flow, &desk);
    act(&mut flow, &desk, Event::Locked(lock::Event::AskPin(true)));
    assert!(lock_screen(&mut flow).asks_pin);
    store.set_down(true);
    told(&mut flow, &desk);
    assert!(!lock_screen(&mut flow).asks_pin);
    enter(&mut flow, &desk, BOB.1);
    assert!(matches!(flow.screen(), Screen::App(_)));
}

#[test]
fn the_lock_of_a_real_window_tells_of_an_outage_that_the_unlock_has_found() {
    let (desk, store) = remote();
    let mut window = app_window(desk.service.clone(), [900.0, 760.0]);
    sign_in(&mut window, BOB);
    window.key_press_modifiers(Modifiers::COMMAND, Key::L);
    window.run_ok();
    let messages = Messages::english();
    let told = messages.get("lock-outage");
    assert!(window.query_by_label(&told).is_none());
    store.set_down(true);
    fill(&mut window, "Password", "guess");
    window.key_press(Key::Enter);
    window.run_ok();
    window.get_by_label_contains(&told);
}
