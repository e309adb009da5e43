//! What of a parked session runs on, and what is left of it for others.

use std::time::Duration;

use egui_authenticator::domain::page_id::PageId;
use egui_authenticator::screen::app;
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::service::pages::LaunchError;

use crate::harness::flow::{act, signed_in, submit};
use crate::harness::{ADA, BOB, Desk};

const T0: Duration = Duration::ZERO;

/// Bob at the page with the programs of the till.
fn at_the_till(desk: &Desk) -> Flow {
    let mut flow = signed_in(desk, BOB);
    let till = Event::App(app::Event::Open(PageId("till".to_owned())));
    act(&mut flow, desk, till);
    flow
}

fn switch(flow: &mut Flow, desk: &Desk) {
    act(flow, desk, Event::App(app::Event::Switch));
}

fn notice(flow: &Flow) -> Option<&app::Notice> {
    match flow.screen() {
        Screen::App(screen) => screen.notice.as_ref(),
        _ => panic!("not signed in"),
    }
}

#[test]
fn that_a_program_of_a_parked_user_did_not_start_is_told_to_them_and_no_other_user() {
    let desk = Desk::open();
    let mut flow = at_the_till(&desk);
    let jobs = flow.on(Event::App(app::Event::Launch(1)), T0);
    let finished = jobs.into_iter().map(|job| desk.service.run(job));
    let finished: Vec<_> = finished.collect();
    switch(&mut flow, &desk);
    submit(&mut flow, &desk, ADA);
    for finished in finished {
        assert!(flow.on_finished(finished, T0).is_empty());
    }
    assert_eq!(notice(&flow), None);
    switch(&mut flow, &desk);
    submit(&mut flow, &desk, BOB);
    let told = notice(&flow);
    let failed = matches!(
        told,
        Some(app::Notice::NotStarted(LaunchError::NotStarted { .. }))
    );
    assert!(failed, "{told:?}");
}

#[cfg(unix)]
#[test]
fn a_program_runs_on_while_its_user_is_parked_and_after_the_parked_session_has_ended() {
    let desk = Desk::open();
    let end = desk.folder.path().join("the program has ended");
    let script = format!("sleep 1; : > '{}'", end.display());
    desk.edit("/no/such/program", &format!("sh, -c, \"{script}\""));
    let mut flow = at_the_till(&desk);
    act(&mut flow, &desk, Event::App(app::Event::Launch(1)));
    let session = flow.screen().session_view().expect("in").session.clone();
    switch(&mut flow, &desk);
    session.discard();
    submit(&mut flow, &desk, ADA);
    let began = std::time::Instant::now();
    while !end.exists() && began.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(end.exists());
}

#[test]
fn r113_a_parked_session_takes_no_slot() {
    let desk = Desk::open();
    desk.edit("views:", "sessions: {max_users: 1}\nviews:");
    let mut flow = signed_in(&desk, ADA);
    switch(&mut flow, &desk);
    submit(&mut flow, &desk, BOB);
    assert!(flow.screen().session_view().is_some(), "the slot is free");
}
