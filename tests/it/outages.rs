//! A store on another computer that cannot be reached for a while.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use egui_authenticator::messages::Messages;
use egui_authenticator::screen::app::{self, AppScreen};
use egui_authenticator::screen::flow::{Flow, Screen};
use egui_authenticator::screen::form::notice::FormNotice;
use egui_authenticator::screen::sign_in;
use egui_authenticator::service::ports::StoreError;
use egui_authenticator::service::session::RoleError;
use egui_authenticator::service::sign_in::SignInError;
use egui_kittest::kittest::Queryable;

use crate::harness::app_window::app_window;
use crate::harness::flow::{fill_in, signed_in, start, start_at};
use crate::harness::remote_store::{RemoteStore, outage};
use crate::harness::{ADA, BOB, Desk, Till, secret, settle};

const T0: Duration = Duration::ZERO;

/// A desk over a store on another computer, with the users of [`Desk::open`].
fn remote() -> (Desk, Arc<RemoteStore>) {
    let mut desk = Desk::open();
    let store = RemoteStore::of(&*desk.ports.credentials);
    desk.replace(|ports| ports.credentials = Arc::clone(&store) as _);
    (desk, store)
}

fn told(flow: &mut Flow, desk: &Desk) {
    let jobs = flow.on_file_changed(T0);
    settle(flow, &desk.service, jobs, T0);
}

fn login_notice(flow: &Flow) -> Option<&sign_in::Notice> {
    match flow.screen() {
        Screen::Login(screen) => screen.notice.as_ref(),
        _ => panic!("not at the sign-in form"),
    }
}

fn app_notice(flow: &Flow) -> Option<&app::Notice> {
    match flow.screen() {
        Screen::App(AppScreen { notice, .. }) => notice.as_ref(),
        _ => panic!("signed out"),
    }
}

#[test]
fn r25_an_outage_has_words_of_its_own_and_signs_no_user_in() {
    let (desk, store) = remote();
    store.set_down(true);
    let refused = desk.service.sign_in().with_password(ADA.0, &secret(ADA.1));
    assert!(matches!(
        refused,
        Err(SignInError::Store(StoreError::Unavailable(_)))
    ));
    let messages = Messages::english();
    let said = messages.store_error(&outage());
    let reason = [("reason", "connection timed out".into())];
    assert_eq!(said, messages.message("store-unavailable", &reason));
}

#[test]
fn a_start_during_an_outage_is_tried_again_by_itself_and_less_and_less_often() {
    let (desk, store) = remote();
    store.set_down(true);
    let mut now = Duration::from_secs(5);
    let mut flow = start_at(&desk, now);
    for wait in [1, 2, 4, 8, 16, 30, 30] {
        let wait = Duration::from_secs(wait);
        assert_eq!(flow.until_retry(now), Some(wait));
        let early = now + wait.mul_f32(0.9);
        assert!(flow.on_time(early).is_empty());
        now += wait;
        let jobs = flow.on_time(now);
        assert_eq!(jobs.len(), 1);
        assert_eq!(flow.until_retry(now), None, "nothing is drawn meanwhile");
        settle(&mut flow, &desk.service, jobs, now);
    }
    store.set_down(false);
    now += Duration::from_secs(30);
    let jobs = flow.on_time(now);
    settle(&mut flow, &desk.service, jobs, now);
    assert!(matches!(flow.screen(), Screen::Login(_)));
    assert_eq!(flow.until_retry(now), None);
}

#[test]
fn a_file_that_only_an_edit_can_mend_is_not_opened_again_and_again() {
    let flow = start(&Desk::with("credentials: ["));
    assert!(matches!(flow.screen(), Screen::Broken(_)));
    assert_eq!(flow.until_retry(T0), None);
}

#[test]
fn the_sign_in_form_stays_during_an_outage_and_says_so_until_it_is_over() {
    let (desk, store) = remote();
    let mut flow = start(&desk);
    fill_in(&mut flow, ADA);
    store.set_down(true);
    told(&mut flow, &desk);
    let unavailable = sign_in::Notice::Form(FormNotice::Store(outage()));
    assert_eq!(login_notice(&flow), Some(&unavailable));
    store.set_down(false);
    told(&mut flow, &desk);
    assert_eq!(login_notice(&flow), None);
    let Screen::Login(screen) = flow.screen() else {
        panic!("not at the sign-in form")
    };
    assert_eq!((screen.login.as_str(), screen.password.text.expose()), ADA);
}

#[test]
fn an_open_session_says_that_there_is_an_outage_until_it_is_over() {
    let (desk, store) = remote();
    let mut flow = signed_in(&desk, BOB);
    store.set_down(true);
    told(&mut flow, &desk);
    assert_eq!(app_notice(&flow), Some(&app::Notice::Store(outage())));
    store.set_down(false);
    told(&mut flow, &desk);
    assert_eq!(app_notice(&flow), None);
}

#[test]
fn a_call_that_takes_ten_seconds_after_an_idle_hour_closes_no_session() {
    let (desk, store) = remote();
    let session = desk.sign_in(BOB).expect("in");
    desk.clock.advance(3_600);
    let (release, begun) = store.hold();
    let service = desk.service.clone();
    let opening = thread::spawn(move || service.set_up().open().is_ok());
    begun.recv().expect("the call has begun");
    desk.clock.advance(10);
    assert!(session.has_role(Till));
    drop(release);
    assert!(opening.join().expect("no panic"));
    assert!(session.has_role(Till));
}

/// The same with another number of minutes for which sessions stay open.
fn remote_for(minutes: u32) -> (Desk, Arc<RemoteStore>) {
    let (mut desk, store) = remote();
    desk.replace(|ports| ports.offline_minutes = minutes);
    (desk, store)
}

#[test]
fn r42_a_session_stays_open_in_an_outage_for_as_long_as_the_app_says() {
    let (desk, store) = remote_for(3);
    let session = desk.sign_in(BOB).expect("in");
    store.set_down(true);
    assert!(desk.service.set_up().open().is_err());
    desk.clock.advance(179);
    assert!(session.has_role(Till));
    desk.clock.advance(1);
    assert_eq!(session.require(Till).err(), Some(RoleError::Ended));
    store.set_down(false);
    assert!(desk.service.sessions().refresh(&session).is_ok());
    assert!(session.has_role(Till));
}

#[test]
fn r42_with_no_minutes_the_first_failure_closes_the_open_sessions_and_a_pause_does_not() {
    let (desk, store) = remote_for(0);
    let session = desk.sign_in(BOB).expect("in");
    desk.clock.advance(3_600);
    assert!(session.has_role(Till));
    store.set_down(true);
    assert!(desk.service.set_up().open().is_err());
    assert_eq!(session.require(Till).err(), Some(RoleError::Ended));
}

#[test]
fn r42_no_number_of_minutes_keeps_a_session_open_for_more_than_a_day() {
    let (desk, store) = remote_for(u32::MAX);
    let session = desk.sign_in(BOB).expect("in");
    store.set_down(true);
    assert!(desk.service.set_up().open().is_err());
    desk.clock.advance(86_400);
    assert!(!session.has_role(Till));
}

#[test]
fn an_outage_repaints_once_for_each_retry() {
    let (desk, store) = remote();
    store.set_down(true);
    let window = app_window(desk.service.clone(), [900.0, 760.0]);
    let messages = Messages::english();
    window.get_by_label(&messages.get("broken-unavailable"));
    window.get_by_label(&messages.get("broken-retrying"));
    let heading = messages.get("broken-heading");
    assert!(window.query_by_label(&heading).is_none());
    let output = &window.output().viewport_output[&egui::ViewportId::ROOT];
    let wait = output.repaint_delay;
    assert!(
        wait > Duration::from_millis(100) && wait <= Duration::from_secs(30),
        "{wait:?}"
    );
}
