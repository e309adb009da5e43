//! The screens over a [`Desk`], without a window, at the time 0 unless a test says otherwise.

use std::time::Duration;

use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::sign_in;

use super::{Desk, secret, settle};

/// The first screen over the file, after everything was carried out.
pub fn start(desk: &Desk) -> Flow {
    start_at(desk, Duration::ZERO)
}

/// The same, at another time.
pub fn start_at(desk: &Desk, now: Duration) -> Flow {
    let (mut flow, jobs) = Flow::new(now);
    settle(&mut flow, &desk.service, jobs, now);
    flow
}

/// Lets the user do something, and carries everything out that it leads to.
pub fn act(flow: &mut Flow, desk: &Desk, event: Event) {
    act_at(flow, desk, event, Duration::ZERO);
}

/// The same, at another time.
pub fn act_at(flow: &mut Flow, desk: &Desk, event: Event, now: Duration) {
    let jobs = flow.on(event, now);
    settle(flow, &desk.service, jobs, now);
}

/// Fills in the sign-in form.
pub fn fill_in(flow: &mut Flow, (login, password): (&str, &str)) {
    let Screen::Login(screen) = flow.screen_mut() else {
        panic!("not at the sign-in form")
    };
    login.clone_into(&mut screen.login);
    screen.password.text = secret(password);
}

/// Fills in the sign-in form and submits it.
pub fn submit(flow: &mut Flow, desk: &Desk, user: (&str, &str)) {
    fill_in(flow, user);
    act(flow, desk, Event::Login(sign_in::Event::Submit));
}

/// A window in which a user has signed in.
pub fn signed_in(desk: &Desk, user: (&str, &str)) -> Flow {
    let mut flow = start(desk);
    submit(&mut flow, desk, user);
    let is_in = flow.screen().session_view().is_some();
    assert!(is_in, "not signed in");
    flow
}
