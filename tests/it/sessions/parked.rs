//! A parked session is no live one: nothing is done with it but what was under way (R113).

use std::sync::Arc;
use std::time::Duration;

use egui_authenticator::domain::registration::RegistrationPolicy;
use egui_authenticator::domain::secret::SecretText;
use egui_authenticator::screen::app::{self, AreaEvent, AreaKind};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::recovery::codes;
use egui_authenticator::screen::registration::policy;
use egui_authenticator::screen::{set_up, users};
use egui_authenticator::service::Session;
use egui_authenticator::service::admin_action::{
    ActionError, ActionOutcome, AdminAction, RunAdminAction,
};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::command::{Finished, Job, Ticket};
use egui_authenticator::service::ports::Setting;
use egui_authenticator::service::remember_me::RememberError;
use egui_authenticator::service::sign_in::commands::Refresh;
use egui_authenticator::service::users::import::{ImportError, Progress};
use egui_authenticator::service::users::{UserChange, UserError};

use super::{is_of_no_use, is_refused};
use crate::harness::flow::{act, signed_in, start, submit};
use crate::harness::{ADA, Admin, BOB, Desk, secret, settle};

const T0: Duration = Duration::ZERO;
const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

fn session(flow: &Flow) -> Session {
    let view = flow.screen().session_view();
    view.expect("signed in").session.clone()
}

fn switch(flow: &mut Flow, desk: &Desk) {
    act(flow, desk, Event::App(app::Event::Switch));
}

/// A change that this session asks for now, and that is carried out later.
fn accepted(session: &Session) -> Job {
    let action = Arc::new(AdminAction::RequireChange("bob".to_owned()));
    let session = session.clone();
    Job::new(Ticket(1), RunAdminAction { session, action })
}

fn carry_out(desk: &Desk, job: Job) -> Result<(), ActionError> {
    let mut finished = desk.service.run(job);
    let output = finished.take::<Result<ActionOutcome, ActionError>>(Ticket(1));
    output.expect("its output").expect("no panic").map(drop)
}

#[test]
fn r113_no_use_case_accepts_a_copy_of_a_parked_session() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, ADA);
    let copy = session(&flow);
    let caller = Caller::Session(&copy);
    let table = SecretText::new("username,email\nzed,zed@example.org\n".to_owned());
    let plan = desk.service.import().plan(caller, table).expect("a plan");
    let preview = vec![Setting::LockMinutes(9)];
    let preview = desk
        .service
        .settings()
        .preview(caller, preview)
        .expect("a preview");
    switch(&mut flow, &desk);
    assert!(is_of_no_use(&desk.service, &copy, ADA.1));
    let signed_out = desk.service.sessions().sign_out(&copy);
    assert_eq!(signed_out, Err(RememberError::NotPossible));
    let imported = desk
        .service
        .import()
        .run(caller, &plan, false, &Progress::default());
    assert_eq!(imported.err(), Some(ImportError::Users(UserError::Ended)));
    let applied = desk.service.settings().apply(caller, &preview);
    assert_eq!(applied, Err(UserError::Ended));
    assert!(!copy.has_ended(), "what is open in it is kept");
    submit(&mut flow, &desk, ADA);
    let new = session(&flow);
    assert!(new.require(Admin).is_ok() && desk.service.users().list(Caller::Session(&new)).is_ok());
    assert!(is_refused(&desk.service, &copy, ADA.1));
}

#[test]
fn r113_what_was_accepted_before_the_parking_is_done_and_what_comes_afterwards_is_not() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, ADA);
    let session = session(&flow);
    let before = accepted(&session);
    switch(&mut flow, &desk);
    let afterwards = accepted(&session);
    submit(&mut flow, &desk, BOB);
    let ended = Err(ActionError::Users(UserError::Ended));
    assert_eq!(carry_out(&desk, afterwards), ended);
    assert_eq!(carry_out(&desk, before), Ok(()));
}

#[test]
fn what_was_accepted_before_the_parking_is_done_after_its_user_has_come_back() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, ADA);
    let jobs = [accepted(&session(&flow)), accepted(&session(&flow))];
    switch(&mut flow, &desk);
    submit(&mut flow, &desk, ADA);
    let [first, second] = jobs;
    assert_eq!(carry_out(&desk, first), Ok(()));
    act(&mut flow, &desk, Event::App(app::Event::SignOut));
    let ended = Err(ActionError::Users(UserError::Ended));
    assert_eq!(carry_out(&desk, second), ended, "after the sign-out");
}

#[test]
fn r74_what_was_accepted_before_the_parking_is_not_done_once_the_session_is_taken_away() {
    type TakeAway = fn(&Desk, &Session);
    let ways: [TakeAway; 4] = [
        |desk, _| {
            desk.edit("      disabled: true\n", "");
            for is_disabled in [true, false] {
                let change = UserChange::default().disabled(is_disabled);
                let users = desk.service.users();
                assert_eq!(users.change(OWNER, "ada", &change), Ok(()));
            }
        },
        |desk, _| {
            let users = desk.service.users();
            users.sign_out_everywhere(OWNER, "ada").expect("signed out");
        },
        |desk, _| {
            let users = desk.service.users();
            users.end_parked(OWNER, "ada").expect("ended");
        },
        |_, session| session.discard(),
    ];
    for (number, take_away) in ways.iter().enumerate() {
        let desk = Desk::open();
        let mut flow = signed_in(&desk, ADA);
        let session = session(&flow);
        let jobs = [accepted(&session), accepted(&session)];
        switch(&mut flow, &desk);
        take_away(&desk, &session);
        let ended = Err(ActionError::Users(UserError::Ended));
        let [first, second] = jobs;
        assert_eq!(carry_out(&desk, first), ended, "{number}");
        submit(&mut flow, &desk, ADA);
        assert_eq!(carry_out(&desk, second), ended, "{number}");
    }
}

/// The first command that this event starts, carried out, but not taken in yet.
fn carried_out(flow: &mut Flow, desk: &Desk, event: Event) -> Finished {
    let mut jobs = flow.on(event, T0).into_iter();
    desk.service.run(jobs.next().expect("a command"))
}

/// Ada, on the list of users, has Bob change his password. Returns the end of that, which the window does not know yet.
fn changed_bob(flow: &mut Flow, desk: &Desk) -> Finished {
    act(flow, desk, Event::App(app::Event::Go(AreaKind::Users)));
    let action = users::Event::Do(AdminAction::RequireChange("bob".to_owned()));
    let action = Event::App(app::Event::Area(AreaEvent::Users(action)));
    carried_out(flow, desk, action)
}

#[test]
fn r113_what_is_read_for_a_parked_session_is_not_shown_to_the_next_user() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, ADA);
    let reading = flow.on_file_changed(T0);
    let read: Vec<_> = reading
        .into_iter()
        .map(|job| desk.service.run(job))
        .collect();
    assert!(!read.is_empty());
    switch(&mut flow, &desk);
    submit(&mut flow, &desk, BOB);
    for read in read {
        let jobs = flow.on_finished(read, T0);
        settle(&mut flow, &desk.service, jobs, T0);
    }
    assert_eq!(session(&flow).user().username.as_str(), "bob");
}

#[test]
fn what_was_read_for_the_parked_session_does_not_replace_the_new_one() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, ADA);
    let done = changed_bob(&mut flow, &desk);
    // The session is read again after the action, and that ends when the user is back.
    let jobs = flow.on_finished(done, T0);
    switch(&mut flow, &desk);
    let read: Vec<_> = jobs.into_iter().map(|job| desk.service.run(job)).collect();
    assert!(!read.is_empty());
    submit(&mut flow, &desk, ADA);
    let new = session(&flow);
    for read in read {
        let jobs = flow.on_finished(read, T0);
        settle(&mut flow, &desk.service, jobs, T0);
    }
    let Screen::App(screen) = flow.screen() else {
        panic!("signed out")
    };
    assert!(!screen.session_view.session.has_ended());
    assert!(!new.has_ended() && new.require(Admin).is_ok());
}

#[test]
fn r113_nothing_is_read_for_a_parked_session_after_what_was_under_way() {
    let desk = Desk::open();
    let mut flow = signed_in(&desk, ADA);
    let done = changed_bob(&mut flow, &desk);
    switch(&mut flow, &desk);
    let jobs = flow.on_finished(done, T0);
    assert!(!jobs.iter().any(Job::is::<Refresh>));
}

#[test]
fn a_policy_that_is_saved_after_the_parking_shows_the_pages_with_the_new_session() {
    let desk = Desk::empty();
    let mut flow = start(&desk);
    let Screen::SetUp(screen) = flow.screen_mut() else {
        panic!("not at the set-up")
    };
    let input = &mut screen.form.user.input;
    (input.name.first, input.username) = ("Ada".to_owned(), "ada".to_owned());
    input.email = "ada@example.org".to_owned();
    screen.form.password.input.text = secret(ADA.1);
    act(&mut flow, &desk, Event::SetUp(set_up::Event::Submit));
    let Screen::Codes(screen) = flow.screen_mut() else {
        panic!("no codes")
    };
    screen.is_saved = true;
    act(&mut flow, &desk, Event::Codes(codes::Event::GoOn));
    let Screen::RegistrationPolicy(screen) = flow.screen_mut() else {
        panic!("not at the question who may register")
    };
    screen.mode = RegistrationPolicy::Open;
    let saving = flow.on(Event::RegistrationPolicy(policy::Event::Submit), T0);
    assert!(!saving.is_empty());
    switch(&mut flow, &desk);
    submit(&mut flow, &desk, ADA);
    settle(&mut flow, &desk.service, saving, T0);
    assert!(matches!(flow.screen(), Screen::App(_)));
    assert!(!session(&flow).has_ended());
}
