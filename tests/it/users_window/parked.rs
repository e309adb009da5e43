//! Sessions that wait while another user works: the list of them, their limits, and how administrators end them.

use std::time::Duration;

use egui_authenticator::domain::audit_detail::AuditWord;
use egui_authenticator::screen::app;
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::caller::Operator;
use egui_authenticator::service::ports::AuditFilter;
use egui_authenticator::service::session::RoleError;
use egui_authenticator::service::users::UserError;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::app_window::{Window, choose};
use crate::harness::flow::{act, signed_in, submit};
use crate::harness::window::{fill, press, sign_in};
use crate::harness::{ADA, BOB, Desk, Till, settle};

use super::{at, is_there, window};

const HOUR: Duration = Duration::from_secs(3_600);
const EVE: (&str, &str) = crate::harness::EVE;

fn limited(limits: &str) -> Desk {
    let desk = Desk::open();
    desk.edit("views:", &format!("parked: {{{limits}}}\nviews:"));
    desk
}

fn switch(flow: &mut Flow, desk: &Desk) {
    act(flow, desk, Event::App(app::Event::Switch));
}

fn parked(flow: &Flow) -> Vec<String> {
    let users = flow.parked_users();
    users.into_iter().map(|user| user.name).collect()
}

fn is_told(flow: &Flow) -> bool {
    let Screen::App(screen) = flow.screen() else {
        panic!("not signed in")
    };
    screen.notice == Some(app::Notice::ParkedEnded)
}

/// Who ended which parked session, as recorded.
fn ended(desk: &Desk) -> Vec<(String, String)> {
    let log = desk.service.audit_log();
    let filter = AuditFilter {
        since: None,
        user: None,
        kind: None,
        limit: 100,
    };
    let records = log.list(Caller::LocalOwner(Operator::assume()), &filter);
    let records = records.expect("read").into_iter();
    let records = records.filter(|record| record.event.detail == AuditWord::ParkedEnded.into());
    records.map(|of| (of.event.who, of.event.whom)).collect()
}

/// A window in which Ada has begun to type, and lets Bob sign in.
fn half_typed(desk: &Desk) -> Window<'static> {
    let mut window = at(desk, "Settings");
    fill(&mut window, "Title", "half a ti");
    press(&mut window, "Switch user");
    window
}

#[test]
fn without_a_limit_every_session_stays_parked() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, ADA);
    switch(&mut flow, &desk);
    submit(&mut flow, &desk, BOB);
    switch(&mut flow, &desk);
    assert_eq!(parked(&flow), ["Ada Lovelace", "Bob Builder"]);
    assert_eq!(flow.until_parked_ends(1_000 * HOUR), None);
    let jobs = flow.on_time(1_000 * HOUR);
    settle(&mut flow, &desk.service, jobs, 1_000 * HOUR);
    assert_eq!(parked(&flow), ["Ada Lovelace", "Bob Builder"]);
    submit(&mut flow, &desk, ADA);
    assert!(!is_told(&flow));
    assert_eq!(parked(&flow), ["Bob Builder"]);
}

#[test]
fn of_more_sessions_than_the_settings_allow_the_one_that_was_parked_first_ends() {
    let desk = limited("max: 1");
    let mut flow = signed_in(&desk, ADA);
    switch(&mut flow, &desk);
    assert_eq!(parked(&flow), ["Ada Lovelace"]);
    submit(&mut flow, &desk, BOB);
    switch(&mut flow, &desk);
    assert_eq!(parked(&flow), ["Bob Builder"]);
    assert_eq!(ended(&desk), [("ada".to_owned(), String::new())]);
    submit(&mut flow, &desk, ADA);
    assert!(is_told(&flow));
    act(&mut flow, &desk, Event::App(app::Event::SignOut));
    submit(&mut flow, &desk, ADA);
    assert!(!is_told(&flow), "once is enough");
}

#[test]
fn a_limit_of_zero_parks_nothing() {
    let desk = limited("max: 0");
    let mut flow = signed_in(&desk, ADA);
    switch(&mut flow, &desk);
    assert!(parked(&flow).is_empty());
    submit(&mut flow, &desk, ADA);
    assert!(is_told(&flow));
}

#[test]
fn a_parked_session_ends_after_the_hours_of_the_settings() {
    let desk = limited("hours: 2");
    let mut flow = signed_in(&desk, ADA);
    switch(&mut flow, &desk);
    assert_eq!(flow.until_parked_ends(HOUR), Some(HOUR));
    for (time, count) in [(HOUR, 1), (2 * HOUR, 0)] {
        let jobs = flow.on_time(time);
        settle(&mut flow, &desk.service, jobs, time);
        assert_eq!(parked(&flow).len(), count, "{time:?}");
    }
    assert_eq!(ended(&desk).len(), 1);
}

#[test]
fn the_time_for_which_the_computer_sleeps_counts() {
    let desk = limited("hours: 2");
    let mut flow = signed_in(&desk, ADA);
    switch(&mut flow, &desk);
    desk.clock.advance(2 * 3_600);
    // The clock of the window has stood still.
    assert_eq!(flow.until_parked_ends(Duration::ZERO), Some(Duration::ZERO));
    let jobs = flow.on_time(Duration::ZERO);
    settle(&mut flow, &desk.service, jobs, Duration::ZERO);
    assert!(parked(&flow).is_empty());
}

#[test]
fn r113_a_clone_of_a_parked_session_proves_no_role() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, BOB);
    let clone = flow.screen().session_view().expect("in").session.clone();
    assert!(clone.require(Till).is_ok());
    switch(&mut flow, &desk);
    assert!(!clone.has_role("till"));
    assert_eq!(clone.require(Till).err(), Some(RoleError::Ended));
    submit(&mut flow, &desk, BOB);
    let new = flow.screen().session_view().expect("in").session.clone();
    assert!(new.require(Till).is_ok());
    assert!(!clone.has_role("till"), "the new session replaces it");
}

#[test]
fn the_sign_in_form_says_how_many_sessions_are_parked() {
    let desk = Desk::open();
    let mut window = half_typed(&desk);
    assert!(is_there(&window, "1 session is parked"));
    assert!(!is_there(&window, "Ada"));
    sign_in(&mut window, ADA);
    press(&mut window, "Sign out");
    assert!(!is_there(&window, "session is parked"));
}

#[test]
fn with_tiles_the_sign_in_form_says_whose_sessions_are_parked_and_since_when() {
    let desk = Desk::open();
    desk.edit("views:", "app: {user_tiles: true}\nviews:");
    let mut window = window(&desk);
    press(&mut window, "Ada Lovelace");
    fill(&mut window, "Password", ADA.1);
    press(&mut window, "Sign in");
    press(&mut window, "Switch user");
    assert!(is_there(&window, "Parked sessions: Ada Lovelace (since "));
}

#[test]
fn an_administrator_finds_a_parked_session_and_ends_it() {
    let desk = Desk::open();
    desk.edit("      disabled: true\n", "");
    let mut window = half_typed(&desk);
    sign_in(&mut window, EVE);
    press(&mut window, "Users");
    assert!(is_there(&window, "Ada Lovelace (since "));
    choose(&mut window, "Ada Lovelace");
    press(&mut window, "End parked session");
    fill(&mut window, "Username", "ada");
    press(&mut window, "End the session of Ada Lovelace");
    assert_eq!(ended(&desk), [("eve".to_owned(), "ada".to_owned())]);
    assert!(!is_there(&window, "Ada Lovelace (since "));
    press(&mut window, "Sign out");
    assert!(!is_there(&window, "session is parked"));
    sign_in(&mut window, ADA);
    assert!(is_there(&window, "Your parked session has ended"));
    press(&mut window, "Settings");
    assert!(!is_there(&window, "half a ti"));
}

#[test]
fn r113_a_parked_session_that_ends_elsewhere_does_not_open() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, ADA);
    switch(&mut flow, &desk);
    let owner = Caller::LocalOwner(Operator::assume());
    let ended = desk.service.users().end_parked(owner, "ada");
    assert_eq!(ended, Ok(()));
    submit(&mut flow, &desk, ADA);
    assert!(is_told(&flow));
}

#[test]
fn a_parked_session_that_was_signed_out_everywhere_can_still_be_ended() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, BOB);
    switch(&mut flow, &desk);
    let owner = Caller::LocalOwner(Operator::assume());
    let users = desk.service.users();
    assert_eq!(users.sign_out_everywhere(owner, "bob"), Ok(()));
    assert_eq!(users.list(owner).expect("listed").parked.len(), 1);
    assert_eq!(users.end_parked(owner, "bob"), Ok(()));
    submit(&mut flow, &desk, BOB);
    assert!(is_told(&flow));
}

#[test]
fn r108_what_a_removed_user_has_parked_goes_with_the_account_and_writes_no_name() {
    let desk = limited("hours: 2");
    let mut flow = signed_in(&desk, BOB);
    switch(&mut flow, &desk);
    let owner = Caller::LocalOwner(Operator::assume());
    assert_eq!(desk.service.users().remove(owner, "bob"), Ok(()));
    let jobs = flow.on_time(2 * HOUR);
    settle(&mut flow, &desk.service, jobs, 2 * HOUR);
    assert!(parked(&flow).is_empty());
    assert!(ended(&desk).is_empty());
}

#[test]
fn r108_what_a_user_without_sessions_has_parked_goes_with_the_account() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, BOB);
    switch(&mut flow, &desk);
    let owner = Caller::LocalOwner(Operator::assume());
    let users = desk.service.users();
    assert_eq!(users.sign_out_everywhere(owner, "bob"), Ok(()));
    assert_eq!(parked(&flow), ["Bob Builder"]);
    assert_eq!(users.remove(owner, "bob"), Ok(()));
    let jobs = flow.on_time(Duration::ZERO);
    settle(&mut flow, &desk.service, jobs, Duration::ZERO);
    assert!(parked(&flow).is_empty());
}

#[test]
fn a_user_who_is_back_is_no_longer_parked_although_the_app_keeps_the_session() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, BOB);
    let clone = flow.screen().session_view().expect("in").session.clone();
    switch(&mut flow, &desk);
    submit(&mut flow, &desk, BOB);
    let owner = Caller::LocalOwner(Operator::assume());
    let list = desk.service.users().list(owner).expect("listed");
    assert!(list.parked.is_empty() && clone.has_ended());
    assert!(!is_told(&flow), "it was not ended by others");
}

#[test]
fn a_limit_that_is_lowered_holds_at_once() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, ADA);
    switch(&mut flow, &desk);
    submit(&mut flow, &desk, BOB);
    desk.edit("views:", "parked: {max: 0}\nviews:");
    let jobs = flow.on_file_changed(Duration::ZERO);
    settle(&mut flow, &desk.service, jobs, Duration::ZERO);
    assert!(parked(&flow).is_empty());
}

#[test]
fn r32_only_a_user_with_all_permissions_of_another_ends_their_parked_session() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, ADA);
    switch(&mut flow, &desk);
    let bob = desk.sign_in(BOB).expect("in");
    let users = desk.service.users();
    let refused = users.end_parked(Caller::Session(&bob), "ada");
    assert_eq!(refused, Err(UserError::NotAllowed));
    assert_eq!(parked(&flow), ["Ada Lovelace"]);
    let of_none = users.end_parked(Caller::LocalOwner(Operator::assume()), "bob");
    assert_eq!(of_none, Ok(()), "there is none");
    assert!(ended(&desk).is_empty());
}

#[test]
fn a_parked_user_of_a_window_opens_in_the_list_of_users() {
    let desk = Desk::open();
    let mut window = window(&desk);
    sign_in(&mut window, BOB);
    press(&mut window, "Switch user");
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    let link = |node: &egui_kittest::Node<'_>| {
        let label = node.accesskit_node().label();
        label.is_some_and(|label| label.starts_with("Bob Builder (since "))
    };
    let found = window.query_all_by(|_| true).find(link).expect("a link");
    found.click_accesskit();
    window.run();
    assert!(is_there(&window, "Parked since"));
}
