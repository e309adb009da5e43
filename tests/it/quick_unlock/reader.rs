//! The reader in frames that egui draws: idle and slow windows, screens that change, and forms without a session.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use egui::{Event as Input, Key, Modifiers, Plugin, Ui, ViewportBuilder, ViewportId};
use egui_authenticator::domain::audit_detail::AuditWord;
use egui_authenticator::service::audit::AuditQuery;
use egui_authenticator::service::caller::{Caller, Operator};

use super::badges::{BADGE, enough, names, with_badge};
use super::scans::{scan, settled, shows, text_of, window};
use crate::harness::BOB;
use crate::harness::app_window::{Window, app_window};
use crate::harness::window::{click, field, press};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());
/// A badge that no user has.
const UNKNOWN: &str = "12345678";

/// Makes frames slow while it is on.
struct Slow(Arc<AtomicBool>);

impl Plugin for Slow {
    fn debug_name(&self) -> &'static str {
        "slow frames"
    }

    fn on_begin_pass(&mut self, _: &mut Ui) {
        if self.0.load(Ordering::Relaxed) {
            thread::sleep(Duration::from_millis(700));
        }
    }
}

/// Draws another window in each frame of the first.
struct SecondWindow;

impl Plugin for SecondWindow {
    fn debug_name(&self) -> &'static str {
        "second window"
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let window = ViewportId::from_hash_of("customers");
        let builder = ViewportBuilder::default();
        ui.ctx().show_viewport_immediate(window, builder, |_, _| {});
    }
}

/// What a reader types, in one frame that is drawn some seconds after the last one.
fn scan_at_once(window: &mut Window<'_>, number: &str) {
    let now = window.ctx.input(|input| input.time);
    let enter = |pressed| Input::Key {
        key: Key::Enter,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let keys = number.chars().map(|key| Input::Text(key.to_string()));
    let input = window.input_mut();
    input.time = Some(now + 3.0);
    input.events.extend(keys.chain([enter(true), enter(false)]));
    window.step();
    window.input_mut().time = None;
}

/// Asserts that what a reader types in one frame at the sign-in form is taken for a badge.
fn is_a_badge_at_the_form(window: &mut Window<'_>) {
    field(window, "Username or e-mail").focus();
    window.run();
    scan_at_once(window, UNKNOWN);
    settled(window);
    assert!(shows(window, "This badge is not known here"));
    assert_eq!(text_of(window, "Username or e-mail"), "");
}

#[test]
fn at_an_idle_window_a_scan_in_one_frame_is_a_badge_and_after_a_slow_frame_it_is_typed() {
    let desk = names();
    let mut window = window(&desk);
    is_a_badge_at_the_form(&mut window);
    let is_slow = Arc::new(AtomicBool::new(true));
    window.ctx.add_plugin(Slow(Arc::clone(&is_slow)));
    field(&window, "Username or e-mail").focus();
    window.step();
    window.step();
    is_slow.store(false, Ordering::Relaxed);
    scan_at_once(&mut window, UNKNOWN);
    settled(&mut window);
    assert_eq!(text_of(&window, "Username or e-mail"), UNKNOWN);
}

#[test]
fn on_the_form_for_what_was_forgotten_a_known_badge_is_typed_nowhere_and_recorded() {
    let desk = enough();
    drop(with_badge(&desk, BOB, BADGE));
    let mut window = window(&desk);
    click(&mut window, "Forgot password?");
    field(&window, "Username or e-mail").focus();
    window.run();
    scan(&mut window, BADGE);
    assert_eq!(text_of(&window, "Username or e-mail"), "");
    let log = desk.service.audit_log();
    let records = log.list(OWNER, &log.filter(&AuditQuery::latest(1)));
    let event = records.expect("the log")[0].event.clone();
    assert_eq!(event.detail, AuditWord::BadgeElsewhere.into());
    assert_eq!((event.who.as_str(), event.whom.as_str()), ("bob", ""));
    for key in UNKNOWN.chars() {
        window.event(Input::Text(key.to_string()));
        window.step();
    }
    settled(&mut window);
    assert_eq!(text_of(&window, "Username or e-mail"), UNKNOWN);
}

#[test]
fn a_badge_is_known_in_a_session_that_was_remembered() {
    let desk = names();
    let bob = with_badge(&desk, BOB, BADGE);
    desk.service
        .remember_me()
        .remember(&bob)
        .expect("remembered");
    let restarted = desk.restarted();
    let mut window = app_window(restarted, [1_100.0, 1_000.0]);
    press(&mut window, "Your account");
    press(&mut window, "Edit profile");
    field(&window, "First name").focus();
    window.run();
    let before = text_of(&window, "First name");
    scan_at_once(&mut window, BADGE);
    settled(&mut window);
    assert_eq!(text_of(&window, "First name"), before);
}

/// A window of the app beside the sign-in form, such as the display for customers of a till.
#[test]
fn with_a_second_window_a_scan_in_one_frame_is_a_badge_as_well() {
    let desk = names();
    let mut window = window(&desk);
    window.ctx.add_plugin(SecondWindow);
    is_a_badge_at_the_form(&mut window);
}
