//! A session that needs the password again after a number of hours, whatever its user does.

use std::time::Duration;

use egui_authenticator::domain::page::PageId;
use egui_authenticator::screen::flow::auto_lock::LockWarning;
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::lock;
use egui_authenticator::service::Session;
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::ports::{Cancellation, Clock as _};
use egui_authenticator::service::session::{RoleError, SignInMethod};
use egui_authenticator::service::users::UserError;

use crate::harness::flow::{act_at, signed_in};
use crate::harness::{ADA, BOB, Desk, Till, secret, settle};

const HOUR: i64 = 3_600;
const T0: Duration = Duration::ZERO;

/// A desk at which sessions last for two hours, and windows lock for no other reason.
fn desk() -> Desk {
    let desk = Desk::open();
    let limits = "sessions: {max_hours: 2}\nlock: {after_minutes: 0}\nviews:";
    desk.edit("views:", limits);
    desk
}

fn unlock(flow: &mut Flow, desk: &Desk, at: Duration) {
    let Screen::Lock(screen) = flow.screen_mut() else {
        panic!("not locked")
    };
    screen.password.text = secret(BOB.1);
    act_at(flow, desk, Event::Locked(lock::Event::Submit), at);
}

fn pass(flow: &mut Flow, desk: &Desk, at: Duration) {
    let jobs = flow.on_time(at);
    settle(flow, &desk.service, jobs, at);
}

#[test]
fn the_window_warns_and_locks_and_the_password_begins_the_time_anew() {
    let desk = desk();
    let mut flow = signed_in(&desk, BOB);
    let end = Duration::from_hours(2);
    assert_eq!(flow.until_lock(T0), Some(end));
    let late = end.saturating_sub(Duration::from_secs(10));
    flow.on_activity(late);
    flow.hold_lock(late);
    let left = LockWarning::SessionEnds(Duration::from_secs(10));
    assert_eq!(flow.lock_warning(late), Some(left), "nothing delays it");
    desk.clock.advance(2 * HOUR);
    pass(&mut flow, &desk, end);
    assert!(matches!(flow.screen(), Screen::Lock(_)));
    unlock(&mut flow, &desk, end);
    assert!(
        matches!(flow.screen(), Screen::App(_)),
        "what was open is kept"
    );
    assert_eq!(flow.until_lock(end), Some(end));
    desk.clock.advance(HOUR);
    pass(&mut flow, &desk, end + Duration::from_hours(1));
    assert!(matches!(flow.screen(), Screen::App(_)));
}

fn opens(desk: &Desk, session: &Session) -> bool {
    let page = PageId("till".to_owned());
    desk.service.pages().open(session, &page).is_ok()
}

#[test]
fn r74_a_clone_of_the_host_app_proves_nothing_after_the_time_and_no_use_case_accepts_it() {
    let desk = desk();
    let clone = desk.sign_in(BOB).expect("signed in").clone();
    let ada = desk.sign_in(ADA).expect("signed in");
    assert!(opens(&desk, &clone) && clone.require(Till).is_ok());
    desk.clock.advance(2 * HOUR);
    assert!(!opens(&desk, &clone) && !clone.has_role("till"));
    assert_eq!(clone.require(Till).err(), Some(RoleError::Ended));
    assert!(desk.service.remember_me().remember(&clone).is_err());
    let listed = desk.service.users().list(Caller::Session(&ada));
    assert_eq!(listed.err(), Some(UserError::Ended));
    assert!(
        !clone.has_ended(),
        "its window is locked, and no work is lost"
    );
}

#[test]
fn r42_a_clock_that_is_set_back_prolongs_no_session() {
    let desk = desk();
    let session = desk.sign_in(BOB).expect("signed in");
    for _ in 0..3 {
        // Three quarters of an hour pass, and the clock shows less than before.
        let passed = Duration::from_mins(45);
        desk.clock.wait(passed, &Cancellation::default());
        desk.clock.advance(-60);
    }
    assert!(!session.has_role("till"));
}

#[test]
fn r42_hours_that_are_written_into_the_file_close_a_session_that_is_open() {
    let desk = Desk::open();
    let session = desk.sign_in(BOB).expect("signed in");
    desk.clock.advance(3 * HOUR);
    assert!(session.has_role("till"));
    desk.edit("views:", "sessions: {max_hours: 2}\nviews:");
    let view = desk.service.sessions().refresh(&session);
    let end = view.expect("the window locks").access_end.expect("an end");
    assert_eq!((end.left, end.is_of_session), (T0, true));
    assert!(!session.has_role("till"));
}

#[test]
fn r39_a_remembered_sign_in_counts_from_the_password_and_not_from_the_start() {
    let desk = desk();
    let session = desk.sign_in(BOB).expect("signed in");
    assert!(desk.service.remember_me().remember(&session).is_ok());
    desk.clock.advance(HOUR);
    let service = desk.restarted();
    let resumed = service.remember_me().resume().session_view();
    let resumed = resumed.expect("signed in by the token").session;
    assert_eq!(resumed.how(), SignInMethod::Token);
    // Remembered again in the session that the token has opened.
    assert!(service.remember_me().remember(&resumed).is_ok());
    desk.clock.advance(HOUR);
    assert!(!resumed.has_role("till"));
    assert!(!desk.resumes());
    assert!(!desk.resumes(), "not at a later start either");
}

#[test]
fn r42_a_clock_that_is_set_back_between_two_starts_prolongs_no_remembered_sign_in() {
    let desk = desk();
    let session = desk.sign_in(BOB).expect("signed in");
    assert!(desk.service.remember_me().remember(&session).is_ok());
    desk.clock.advance(3 * HOUR);
    assert!(desk.sign_in(ADA).is_some(), "recorded");
    desk.clock.advance(-2 * HOUR - 1_800);
    assert!(!desk.resumes());
}

#[test]
fn a_session_without_a_limit_lasts() {
    let desk = Desk::open();
    let view = desk.enter(BOB).expect("signed in");
    assert_eq!(view.access_end, None);
    desk.clock.advance(1_000 * HOUR);
    assert!(view.session.has_role("till"));
}
