//! Every wait looks the same: quiet at first, then shown, then it can be cancelled. The output of a cancelled command is
//! dropped.

use std::mem::discriminant;
use std::time::Duration;

use egui_authenticator::screen::app::{self, AreaEvent, AreaKind};
use egui_authenticator::screen::busy::Busy;
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::recovery::{self, Forgotten};
use egui_authenticator::screen::set_up::start;
use egui_authenticator::screen::sign_in::{self, next_step};
use egui_authenticator::screen::{admin_action, lock, set_up, users};
use egui_authenticator::service::admin_action::AdminAction;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::command::{Finished, Job, Panicked};
use egui_authenticator::service::remember_me::commands::Resume;
use egui_authenticator::service::set_up::commands::OpenFile;

use crate::harness::{ADA, BOB, Desk, secret, settle};

/// When the waits begin: not when the program starts.
const START: Duration = Duration::from_secs(100);

/// A flow that was brought to a screen.
struct Stage {
    desk: Desk,
    flow: Flow,
}

impl Stage {
    /// The first screen over this file, after everything was carried out.
    fn new(desk: Desk) -> Self {
        let (flow, jobs) = Flow::new(START);
        let mut stage = Self { desk, flow };
        stage.settle(jobs);
        stage
    }

    fn settle(&mut self, jobs: Vec<Job>) {
        settle(&mut self.flow, &self.desk.service, jobs, START);
    }

    fn act(&mut self, event: Event) {
        let jobs = self.flow.on(event, START);
        self.settle(jobs);
    }

    fn sign_in(&mut self, (login, password): (&str, &str)) {
        let jobs = self.submit_sign_in((login, password));
        self.settle(jobs);
    }

    fn submit_sign_in(&mut self, (login, password): (&str, &str)) -> Vec<Job> {
        let Screen::Login(screen) = self.flow.screen_mut() else {
            panic!("not at the sign-in form")
        };
        login.clone_into(&mut screen.login);
        screen.password.text = secret(password);
        self.flow.on(Event::Login(sign_in::Event::Submit), START)
    }

    fn busy(&self, waited: Duration) -> Busy {
        let now = START + waited;
        match self.flow.screen() {
            Screen::Start(screen) => screen.busy(now),
            Screen::SetUp(screen) => screen.busy(now),
            Screen::Login(screen) => screen.busy(now),
            Screen::Recover(screen) => screen.busy(now),
            Screen::NextStep(screen) => screen.busy(now),
            Screen::Lock(screen) => screen.busy(now),
            _ => panic!("a screen that does not wait"),
        }
    }

    /// Waits, cancels, and takes the late outputs.
    fn wait_and_cancel(&mut self, jobs: Vec<Job>, cancel: Event) {
        assert_eq!(jobs.len(), 1);
        let screen = discriminant(self.flow.screen());
        assert_eq!(self.busy(Duration::from_millis(50)), Busy::Quiet);
        assert_eq!(self.busy(Duration::from_millis(500)), Busy::Shown);
        assert_eq!(self.busy(Duration::from_secs(3)), Busy::Cancellable);
        assert!(self.flow.on(cancel, START).is_empty());
        assert_eq!(self.busy(Duration::from_secs(3)), Busy::Idle);
        self.settle(jobs);
        assert_eq!(discriminant(self.flow.screen()), screen);
        assert!(self.flow.screen().session_view().is_none());
    }
}

#[test]
fn a_sign_in_can_be_cancelled() {
    let mut stage = Stage::new(Desk::open());
    let jobs = stage.submit_sign_in(ADA);
    stage.wait_and_cancel(jobs, Event::Login(sign_in::Event::Cancel));
}

#[test]
fn the_step_after_the_password_can_be_cancelled() {
    let desk = Desk::open();
    let required = desk
        .service
        .users()
        .require_new_password(Caller::LocalOwner(Operator::assume()), "bob");
    required.expect("required");
    let mut stage = Stage::new(desk);
    stage.sign_in(BOB);
    let Screen::NextStep(screen) = stage.flow.screen_mut() else {
        panic!("no new password is asked for")
    };
    let next_step::Part::AnotherPassword(new) = &mut screen.part else {
        panic!("something else is asked for")
    };
    new.input.text = secret("a new one for the till");
    let submit = Event::NextStep(next_step::Event::Submit);
    let jobs = stage.flow.on(submit, START);
    stage.wait_and_cancel(jobs, Event::NextStep(next_step::Event::Cancel));
}

#[test]
fn a_recovery_can_be_cancelled() {
    let desk = Desk::open();
    let code = desk
        .service
        .users()
        .start_reset(Caller::LocalOwner(Operator::assume()), "bob");
    let mut stage = Stage::new(desk);
    stage.act(Event::Login(sign_in::Event::ForgotPassword));
    let Screen::Recover(screen) = stage.flow.screen_mut() else {
        panic!("not at the form")
    };
    assert_eq!(screen.forgotten, Forgotten::Password);
    "bob".clone_into(&mut screen.login);
    screen.code = code.expect("a code");
    screen.new.input.text = secret("a new one for the till");
    let jobs = stage
        .flow
        .on(Event::Recover(recovery::Event::Submit), START);
    stage.wait_and_cancel(jobs, Event::Recover(recovery::Event::Cancel));
}

#[test]
fn unlocking_can_be_cancelled() {
    let mut stage = Stage::new(Desk::open());
    stage.sign_in(BOB);
    stage.act(Event::Lock);
    let Screen::Lock(screen) = stage.flow.screen_mut() else {
        panic!("not locked")
    };
    screen.password.text = secret(BOB.1);
    let jobs = stage.flow.on(Event::Locked(lock::Event::Submit), START);
    stage.wait_and_cancel(jobs, Event::Locked(lock::Event::Cancel));
}

#[test]
fn setting_up_can_be_cancelled() {
    let mut stage = Stage::new(Desk::empty());
    let Screen::SetUp(screen) = stage.flow.screen_mut() else {
        panic!("not at the form")
    };
    let input = &mut screen.form.user.input;
    "Ada Lovelace".clone_into(&mut input.name.first);
    "ada".clone_into(&mut input.username);
    "ada@example.org".clone_into(&mut input.email);
    screen.form.password.input.text = secret("a new one for the house");
    let jobs = stage.flow.on(Event::SetUp(set_up::Event::Submit), START);
    stage.wait_and_cancel(jobs, Event::SetUp(set_up::Event::Cancel));
}

#[test]
fn a_keyring_that_does_not_answer_leads_to_the_sign_in_form_when_cancelled() {
    let desk = Desk::open();
    let (mut flow, jobs) = Flow::new(START);
    let mut waiting = Vec::new();
    for job in jobs {
        waiting.extend(flow.on_finished(desk.service.run(job), START));
    }
    assert!(waiting.iter().any(Job::is::<Resume>));
    let cancel = Event::Start(start::Event::Cancel);
    let jobs = flow.on(cancel, START + Duration::from_secs(3));
    assert!(matches!(flow.screen(), Screen::Login(_)));
    waiting.extend(jobs);
    settle(&mut flow, &desk.service, waiting, START);
    assert!(matches!(flow.screen(), Screen::Login(_)));
}

#[test]
fn a_panic_while_the_file_is_opened_can_be_tried_again() {
    let desk = Desk::open();
    let (mut flow, jobs) = Flow::new(START);
    let opening = jobs.iter().find(|job| job.is::<OpenFile>());
    let ticket = opening.expect("the file is opened").ticket();
    let panicked = Finished::new::<OpenFile>(ticket, Err(Panicked));
    assert!(flow.on_finished(panicked, START).is_empty());
    assert!(flow.has_failed());
    assert!(matches!(flow.screen(), Screen::Broken(_)));
    let retry = Event::Broken(set_up::broken::Event::Retry);
    let jobs = flow.on(retry, START);
    assert!(!flow.has_failed());
    settle(&mut flow, &desk.service, jobs, START);
    assert!(matches!(flow.screen(), Screen::Login(_)));
}

/// Returns the form that asks for the password before an action.
fn asking(stage: &mut Stage) -> Option<&mut admin_action::Reauthentication> {
    match stage.flow.screen_mut() {
        Screen::App(screen) => screen.action.reauthentication(),
        _ => None,
    }
}

#[test]
fn an_action_is_not_done_if_asking_for_the_password_is_cancelled_during_the_check() {
    let mut stage = Stage::new(Desk::open());
    stage.sign_in(ADA);
    stage.act(Event::App(app::Event::Go(AreaKind::Users)));
    stage.desk.clock.advance(3_600);
    let there = |event| Event::App(app::Event::Area(event));
    let require = users::Event::Do(AdminAction::RequireChange("bob".to_owned()));
    stage.act(there(AreaEvent::Users(require)));
    asking(&mut stage).expect("asks").password.text = secret(ADA.1);
    let submit = there(AreaEvent::Reauthentication(admin_action::Event::Submit));
    let jobs = stage.flow.on(submit, START);
    assert_eq!(jobs.len(), 1);
    stage.act(there(AreaEvent::Reauthentication(
        admin_action::Event::Cancel,
    )));
    assert!(asking(&mut stage).is_none());
    stage.settle(jobs);
    assert!(asking(&mut stage).is_none());
    assert!(!stage.desk.text().contains("must_change_password"));
}
