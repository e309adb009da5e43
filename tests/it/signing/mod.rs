//! The user signs content of the app in the window (R112): the dialog as a state machine. What an app gets is in [`of_an_app`].

mod list;
mod of_an_app;
mod record;

use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::Duration;

use egui_authenticator::domain::signature::statement::{Meaning, Statement};
use egui_authenticator::screen::app::{self, AppScreen};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::form::field::FieldError;
use egui_authenticator::screen::lock;
use egui_authenticator::screen::signing::{
    self, AskedSignature, Notice, Signed, SigningField, SigningForm,
};
use egui_authenticator::service::account::AccountError;
use egui_authenticator::service::command::Job;
use egui_authenticator::service::ports::SignatureFilter;

use crate::harness::flow::signed_in;
use crate::harness::{BOB, Desk, secret, settle};

const T0: Duration = Duration::ZERO;

/// A desk where all users may sign.
pub fn desk() -> Desk {
    let desk = Desk::open();
    desk.edit("views:", "signatures: {allowed_for: [\"*\"]}\nviews:");
    desk
}

pub fn statement(text: &str) -> Statement {
    Statement::about(text.as_bytes(), Meaning::Approved, text).expect("a statement")
}

/// Number of signatures at this desk.
pub fn count(desk: &Desk) -> usize {
    let stored = desk.ports.signatures.signatures(&SignatureFilter::ALL);
    stored.expect("read").0.len()
}

/// A window in which Bob has signed in.
struct Window {
    flow: Flow,
    desk: Desk,
}

impl Window {
    fn over(desk: Desk) -> Self {
        let flow = signed_in(&desk, BOB);
        Self { flow, desk }
    }

    fn asking() -> (Self, Receiver<Signed>) {
        let mut window = Self::over(desk());
        let waiting = window.ask("Batch 42");
        (window, waiting)
    }

    fn ask(&mut self, text: &str) -> Receiver<Signed> {
        let (asked, waiting) = AskedSignature::new(statement(text));
        self.act(Event::App(app::Event::Signing(signing::Event::Ask(asked))));
        waiting
    }

    fn settle(&mut self, jobs: Vec<Job>) {
        settle(&mut self.flow, &self.desk.service, jobs, T0);
    }

    fn act(&mut self, event: Event) {
        let jobs = self.flow.on(event, T0);
        self.settle(jobs);
    }

    fn app(&mut self) -> &mut AppScreen {
        match self.flow.screen_mut() {
            Screen::App(screen) => screen,
            _ => panic!("no session"),
        }
    }

    fn form(&mut self) -> &mut SigningForm {
        self.app().signing.form().expect("the form is open")
    }

    fn fill_in(&mut self, name: Option<&str>, password: &str) {
        let form = self.form();
        if let (Some(field), Some(name)) = (&mut form.username, name) {
            name.clone_into(field);
        }
        form.password.text = secret(password);
    }

    /// Fills the form in, and starts to sign.
    fn start(&mut self, name: Option<&str>, password: &str) -> Vec<Job> {
        self.fill_in(name, password);
        let submit = Event::App(app::Event::Signing(signing::Event::Submit));
        self.flow.on(submit, T0)
    }

    fn submit(&mut self, name: Option<&str>, password: &str) {
        let jobs = self.start(name, password);
        self.settle(jobs);
    }

    fn is_open(&mut self) -> bool {
        self.flow.is_dialog_open()
    }

    fn unlock(&mut self) {
        if let Screen::Lock(screen) = self.flow.screen_mut() {
            screen.password.text = secret(BOB.1);
        }
        self.act(Event::Locked(lock::Event::Submit));
    }
}

/// The text that was signed.
fn text_of(waiting: &Receiver<Signed>) -> String {
    let signed = waiting.try_recv().expect("an answer").expect("signed");
    assert!(signed.is_of(signed.signed.text.as_bytes()));
    signed.signed.text
}

fn is_over(waiting: &Receiver<Signed>) -> bool {
    waiting.try_recv() == Err(TryRecvError::Disconnected)
}

#[test]
fn r112_the_dialog_asks_for_the_username_at_first_and_after_a_lock() {
    let (mut window, first) = Window::asking();
    assert_eq!(window.form().focus, Some(SigningField::Username));
    window.submit(Some("bob"), BOB.1);
    assert_eq!(text_of(&first), "Batch 42");
    assert!(!window.is_open());
    let second = window.ask("Batch 43");
    assert_eq!(window.form().username, None);
    assert_eq!(window.form().focus, Some(SigningField::Password));
    window.submit(None, BOB.1);
    assert_eq!(text_of(&second), "Batch 43");
    window.act(Event::Lock);
    window.unlock();
    let third = window.ask("Batch 44");
    assert!(window.form().username.is_some());
    window.submit(Some("bob"), BOB.1);
    assert_eq!(text_of(&third), "Batch 44");
    assert_eq!(count(&window.desk), 3);
}

#[test]
fn r112_empty_fields_are_no_attempt_to_sign() {
    let (mut window, _waiting) = Window::asking();
    window.submit(None, "");
    let form = window.form();
    let of = |field| form.errors.of(field);
    assert_eq!(of(SigningField::Username), Some(FieldError::MissingSigner));
    assert_eq!(
        of(SigningField::Password),
        Some(FieldError::MissingPassword)
    );
    assert_eq!(form.focus, Some(SigningField::Username));
}

#[test]
fn r112_the_dialog_says_what_is_wrong_and_wipes_the_password() {
    let (mut window, waiting) = Window::asking();
    for (name, password, field, error) in [
        (
            "ada",
            BOB.1,
            SigningField::Username,
            FieldError::WrongSigner,
        ),
        (
            "bob",
            "wrong",
            SigningField::Password,
            FieldError::WrongPassword,
        ),
    ] {
        window.submit(Some(name), password);
        let form = window.form();
        assert_eq!(form.errors.of(field), Some(error));
        assert_eq!(form.focus, Some(field));
        assert!(form.password.text.is_empty());
    }
    assert_eq!(waiting.try_recv(), Err(TryRecvError::Empty));
    window.submit(Some("bob"), BOB.1);
    assert_eq!(text_of(&waiting), "Batch 42");
}

#[test]
fn r112_cancel_lock_switch_sign_out_and_time_leave_nothing() {
    type End = fn(&mut Window);
    let ends: [(&str, End); 5] = [
        ("cancel", |window| {
            window.act(Event::App(app::Event::Signing(signing::Event::Cancel)));
        }),
        ("lock", |window| window.act(Event::Lock)),
        ("switch", |window| {
            window.act(Event::App(app::Event::Switch));
        }),
        ("sign out", |window| {
            window.act(Event::App(app::Event::SignOut));
        }),
        ("time", |window| {
            let jobs = window.flow.on_time(Duration::from_secs(5 * 60));
            window.settle(jobs);
        }),
    ];
    for (name, end) in ends {
        let (mut window, waiting) = Window::asking();
        window.fill_in(Some("bob"), BOB.1);
        end(&mut window);
        assert!(!window.is_open(), "{name}");
        assert!(is_over(&waiting), "{name}");
        // The same while the password is checked.
        let (mut window, waiting) = Window::asking();
        let jobs = window.start(Some("bob"), BOB.1);
        end(&mut window);
        window.settle(jobs);
        assert!(is_over(&waiting), "{name}");
        assert_eq!(count(&window.desk), 0, "{name}");
    }
}

#[test]
fn r112_the_dialog_stays_open_for_five_minutes_after_the_last_try() {
    let desk = desk();
    desk.edit("views:", "lock: {after_minutes: 60}\nviews:");
    let mut window = Window::over(desk);
    let waiting = window.ask("Batch 42");
    let at = |seconds: u64| Duration::from_secs(seconds);
    window.fill_in(Some("bob"), BOB.1);
    let submit = Event::App(app::Event::Signing(signing::Event::Submit));
    let jobs = window.flow.on(submit, at(299));
    let others = window.flow.on_time(at(301));
    window.settle(others);
    assert!(window.is_open());
    window.settle(jobs);
    assert_eq!(text_of(&waiting), "Batch 42");
}

#[test]
fn r112_what_was_signed_before_it_was_cancelled_is_the_apps() {
    let (mut window, waiting) = Window::asking();
    let jobs = window.start(Some("bob"), BOB.1);
    let finished: Vec<_> = jobs
        .into_iter()
        .map(|job| window.desk.service.run(job))
        .collect();
    window.act(Event::App(app::Event::Signing(signing::Event::Cancel)));
    for finished in finished {
        let jobs = window.flow.on_finished(finished, T0);
        window.settle(jobs);
    }
    assert_eq!(text_of(&waiting), "Batch 42");
}

/// An unlock that was cancelled removes the lock all the same, so that it is stored again: not after the next unlock.
#[test]
fn r71_r112_a_lock_that_is_stored_again_keeps_no_user_from_signing() {
    let mut window = Window::over(desk());
    window.act(Event::Lock);
    let type_and_submit = |window: &mut Window| {
        if let Screen::Lock(screen) = window.flow.screen_mut() {
            screen.password.text = secret(BOB.1);
        }
        window.flow.on(Event::Locked(lock::Event::Submit), T0)
    };
    let cancelled = type_and_submit(&mut window);
    assert_eq!(cancelled.len(), 1);
    window.act(Event::Locked(lock::Event::Cancel));
    let waits = type_and_submit(&mut window);
    assert!(waits.is_empty());
    window.settle(cancelled);
    let waiting = window.ask("Batch 42");
    window.submit(Some("bob"), BOB.1);
    assert_eq!(text_of(&waiting), "Batch 42");
}

#[test]
fn r112_one_statement_is_signed_at_a_time_and_the_one_that_is_shown() {
    let (mut window, first) = Window::asking();
    let second = window.ask("Batch 43");
    assert!(is_over(&second), "another one is open");
    assert_eq!(window.form().statement.text(), "Batch 42");
    window.submit(Some("bob"), BOB.1);
    assert_eq!(text_of(&first), "Batch 42");
}

#[test]
fn r112_a_user_who_may_not_sign_is_not_asked() {
    let mut window = Window::over(Desk::open());
    let waiting = window.ask("Batch 42");
    assert!(!window.is_open());
    assert_eq!(waiting.try_recv(), Ok(Err(AccountError::MayNotSign)));
}

#[test]
fn r112_a_user_who_may_not_sign_any_more_is_told_in_the_dialog() {
    let (mut window, waiting) = Window::asking();
    window
        .desk
        .edit("allowed_for: [\"*\"]", "allowed_for: [lead]");
    window.submit(Some("bob"), BOB.1);
    assert_eq!(window.form().notice, Some(Notice::MayNotSign));
    window.act(Event::App(app::Event::Signing(signing::Event::Cancel)));
    assert!(is_over(&waiting));
    assert_eq!(count(&window.desk), 0);
}
