//! The state machines without a window: events and finished commands in, jobs and screens out.

use std::time::Duration;

use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::{Busy, app, sign_in};
use egui_authenticator::service::command::{Finished, Job, Panicked, Ticket};
use egui_authenticator::service::remember_me::Resumed;
use egui_authenticator::service::remember_me::commands::{Resume, SignOut};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::commands::SignIn;
use proptest::prelude::*;

use crate::harness::flow::start;
use crate::harness::{ADA, BOB, Desk, secret, settle};

const T0: Duration = Duration::ZERO;

fn login_screen(flow: &mut Flow) -> &mut sign_in::LoginScreen {
    match flow.screen_mut() {
        Screen::Login(screen) => screen,
        _ => panic!("not at the sign-in form"),
    }
}

fn submit(flow: &mut Flow, (name, password): (&str, &str), now: Duration) -> Vec<Job> {
    let screen = login_screen(flow);
    name.clone_into(&mut screen.login);
    screen.password.text = secret(password);
    flow.on(Event::Login(sign_in::Event::Submit), now)
}

#[test]
fn a_late_output_never_signs_a_user_in() {
    let desk = Desk::open();
    let mut flow = start(&desk);
    let asks = submit(&mut flow, ADA, T0);
    flow.on(Event::Login(sign_in::Event::Cancel), T0);
    settle(&mut flow, &desk.service, asks, T0);
    assert!(matches!(flow.screen(), Screen::Login(_)));
}

#[test]
fn an_output_with_another_ticket_is_dropped() {
    let desk = Desk::open();
    let mut flow = start(&desk);
    let first = submit(&mut flow, ADA, T0);
    flow.on(Event::Login(sign_in::Event::Cancel), T0);
    let second = submit(&mut flow, BOB, T0);
    settle(&mut flow, &desk.service, first, T0);
    assert!(
        matches!(flow.screen(), Screen::Login(_)),
        "still waiting for Bob"
    );
    settle(&mut flow, &desk.service, second, T0);
    let Screen::App(screen) = flow.screen() else {
        panic!("Bob is not in")
    };
    assert_eq!(screen.session_view.session.user().username.as_str(), "bob");
}

#[test]
fn second_submit_while_waiting_starts_no_command() {
    let desk = Desk::open();
    let mut flow = start(&desk);
    assert_eq!(submit(&mut flow, ADA, T0).len(), 1);
    assert!(submit(&mut flow, ADA, T0).is_empty());
}

#[test]
fn password_leaves_the_form_with_the_command() {
    let desk = Desk::open();
    let mut flow = start(&desk);
    let asks = submit(&mut flow, ADA, T0);
    assert!(login_screen(&mut flow).password.text.is_empty());
    assert!(asks[0].is::<SignIn>());
}

#[test]
fn a_wait_can_be_cancelled_after_three_seconds() {
    let desk = Desk::open();
    let mut flow = start(&desk);
    let _asks = submit(&mut flow, ADA, T0);
    let screen = login_screen(&mut flow);
    assert_eq!(screen.busy(Duration::from_millis(50)), Busy::Quiet);
    assert_eq!(screen.busy(Duration::from_millis(500)), Busy::Shown);
    assert_eq!(screen.busy(Duration::from_secs(3)), Busy::Cancellable);
}

#[test]
fn signing_out_ends_the_session_first() {
    let desk = Desk::open();
    let mut flow = start(&desk);
    let asks = submit(&mut flow, ADA, T0);
    settle(&mut flow, &desk.service, asks, T0);
    let asks = flow.on(Event::App(app::Event::SignOut), T0);
    assert!(asks[0].is::<SignOut>());
    assert!(matches!(flow.screen(), Screen::Start(_)));
}

#[test]
fn event_of_a_closed_screen_is_ignored() {
    let desk = Desk::open();
    let mut flow = start(&desk);
    assert!(flow.on(Event::App(app::Event::SignOut), T0).is_empty());
    assert!(matches!(flow.screen(), Screen::Login(_)));
}

/// An input of the sign-in form.
#[derive(Clone, Debug)]
enum Input {
    Submit,
    Cancel,
    Probe,
    Refused(usize),
    Panicked(usize),
    Stranger,
}

fn inputs() -> impl Strategy<Value = Vec<Input>> {
    let one = prop_oneof![
        Just(Input::Submit),
        Just(Input::Cancel),
        Just(Input::Probe),
        (0..4_usize).prop_map(Input::Refused),
        (0..4_usize).prop_map(Input::Panicked),
        Just(Input::Stranger),
    ];
    prop::collection::vec(one, 0..30)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn r25_no_order_of_events_and_refusals_signs_a_user_in(inputs in inputs()) {
        let desk = Desk::empty();
        std::fs::create_dir_all(desk.config().parent().expect("a folder")).expect("made");
        std::fs::write(desk.config(), "credentials: {usernames: {}}").expect("written");
        let mut flow = start(&desk);
        let mut tickets: Vec<Ticket> = Vec::new();
        for input in inputs {
            let asks = match input {
                Input::Submit => submit(&mut flow, ADA, T0),
                Input::Cancel => flow.on(Event::Login(sign_in::Event::Cancel), T0),
                Input::Probe => flow.on(Event::Login(sign_in::Event::ProbeVault), T0),
                Input::Refused(index) => match tickets.get(index) {
                    Some(ticket) => {
                        let refused = Ok(Err(SignInError::Refused));
                        flow.on_finished(Finished::new::<SignIn>(*ticket, refused), T0)
                    }
                    None => Vec::new(),
                },
                Input::Panicked(index) => match tickets.get(index) {
                    Some(ticket) => {
                        flow.on_finished(Finished::new::<SignIn>(*ticket, Err(Panicked)), T0)
                    }
                    None => Vec::new(),
                },
                Input::Stranger => match tickets.first() {
                    Some(ticket) => {
                        let nothing = Ok(Resumed::NotRemembered);
                        flow.on_finished(Finished::new::<Resume>(*ticket, nothing), T0)
                    }
                    None => Vec::new(),
                },
            };
            tickets.extend(asks.iter().map(Job::ticket));
            prop_assert!(matches!(flow.screen(), Screen::Login(_)));
        }
    }
}
