//! A colleague at the window of another user who has left the dialog open, or who wants its user to sign something else.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::Duration;

use egui_authenticator::screen::app;
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::form::field::FieldError;
use egui_authenticator::screen::form::notice::FormNotice;
use egui_authenticator::screen::lock;
use egui_authenticator::screen::signing::{
    self, AskedSignature, Notice, Signed, SigningField, SigningForm,
};
use egui_authenticator::service::account::AccountError;
use egui_authenticator::service::command::Job;
use egui_authenticator::service::sign_in::SignInError;

use super::{count, desk, statement};
use crate::harness::flow::{act, signed_in};
use crate::harness::remote_store::RemoteStore;
use crate::harness::{ADA, BOB, Desk, secret, settle};

const T0: Duration = Duration::ZERO;

/// Bob's window, with the dialog open.
struct Window {
    flow: Flow,
    desk: Desk,
    waiting: Receiver<Signed>,
}

impl Window {
    fn over(desk: Desk) -> Self {
        let mut flow = signed_in(&desk, BOB);
        let (asked, waiting) = AskedSignature::new(statement("Batch 42"));
        act(
            &mut flow,
            &desk,
            Event::App(app::Event::Signing(signing::Event::Ask(asked))),
        );
        Self {
            flow,
            desk,
            waiting,
        }
    }

    fn form(&mut self) -> &mut SigningForm {
        match self.flow.screen_mut() {
            Screen::App(screen) => screen.signing.form().expect("the form is open"),
            _ => panic!("no session"),
        }
    }

    fn start(&mut self, name: &str, password: &str) -> Vec<Job> {
        let form = self.form();
        form.username = Some(name.to_owned());
        form.password.text = secret(password);
        let submit = Event::App(app::Event::Signing(signing::Event::Submit));
        self.flow.on(submit, T0)
    }

    fn submit(&mut self, name: &str, password: &str) {
        let jobs = self.start(name, password);
        settle(&mut self.flow, &self.desk.service, jobs, T0);
    }

    fn error(&mut self, field: SigningField) -> Option<FieldError> {
        self.form().errors.of(field)
    }

    fn assert_nothing_is_signed(&self) {
        assert_eq!(count(&self.desk), 0);
        let told = self.waiting.try_recv();
        assert!(!matches!(told, Ok(Ok(_))), "{told:?}");
    }
}

/// The dialog says whether a password is right: it has no more tries than the sign-in form, and they are the same ones.
#[test]
fn r112_the_dialog_tells_no_more_passwords_than_the_sign_in_form() {
    let mut window = Window::over(desk());
    for guess in 0..5 {
        window.submit("bob", &format!("guess {guess}"));
        let wrong = Some(FieldError::WrongPassword);
        assert_eq!(window.error(SigningField::Password), wrong);
    }
    window.submit("bob", BOB.1);
    let notice = window.form().notice.clone();
    let is_locked = matches!(notice, Some(Notice::Form(FormNotice::Locked(_))));
    assert!(is_locked, "{notice:?}");
    window.assert_nothing_is_signed();
    let other = window.desk.restarted();
    let sign_in = other.sign_in().with_password(BOB.0, &secret(BOB.1));
    assert!(matches!(sign_in, Err(SignInError::Locked(_))));
}

/// A colleague signs with their own name and password in the session of Bob.
#[test]
fn r112_another_user_signs_nothing_in_the_dialog() {
    let mut window = Window::over(desk());
    window.submit(ADA.0, ADA.1);
    let wrong = Some(FieldError::WrongSigner);
    assert_eq!(window.error(SigningField::Username), wrong);
    window.submit(BOB.0, ADA.1);
    let wrong = Some(FieldError::WrongPassword);
    assert_eq!(window.error(SigningField::Password), wrong);
    window.assert_nothing_is_signed();
}

/// The window is locked while the password is checked, and Bob, who has come back, unlocks it before that has ended.
#[test]
fn r112_what_was_begun_before_a_lock_is_not_signed_after_it() {
    let mut window = Window::over(desk());
    let jobs = window.start(BOB.0, BOB.1);
    act(&mut window.flow, &window.desk, Event::Lock);
    if let Screen::Lock(screen) = window.flow.screen_mut() {
        screen.password.text = secret(BOB.1);
    }
    let submit = Event::Locked(lock::Event::Submit);
    act(&mut window.flow, &window.desk, submit);
    assert!(matches!(window.flow.screen(), Screen::App(_)));
    settle(&mut window.flow, &window.desk.service, jobs, T0);
    window.assert_nothing_is_signed();
    assert_eq!(window.waiting.try_recv(), Err(TryRecvError::Disconnected));
}

/// An administrator gives Bob another name while he reads the dialog: he would sign as another person than it shows.
#[test]
fn r112_a_printed_name_that_the_dialog_does_not_show_is_not_signed() {
    let mut window = Window::over(desk());
    window.desk.edit("Bob Builder", "Ada Lovelace");
    window.submit(BOB.0, BOB.1);
    assert_eq!(count(&window.desk), 0);
    assert_eq!(window.waiting.try_recv(), Ok(Err(AccountError::Ended)));
}

/// Bob cuts the connection, so that it is not noticed that he may not sign any more.
#[test]
fn r112_nothing_is_signed_during_an_outage() {
    let mut desk = desk();
    let store = RemoteStore::of(&*desk.ports.credentials);
    desk.replace(|ports| ports.credentials = Arc::clone(&store) as _);
    let mut window = Window::over(desk);
    store.set_down(true);
    window.submit(BOB.0, BOB.1);
    let notice = window.form().notice.clone();
    let is_outage = matches!(notice, Some(Notice::Form(FormNotice::Store(_))));
    assert!(is_outage, "{notice:?}");
    window.assert_nothing_is_signed();
}
