//! The approver's PIN in the dialog, and a badge that is held to the reader there.

use std::time::Duration;

use egui_authenticator::screen::app::{self, AppScreen};
use egui_authenticator::screen::approval::{
    self, ApprovalField, ApprovalForm, AskedApproval, Notice,
};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::form::field::FieldError;
use egui_authenticator::screen::form::notice::FormNotice;
use egui_authenticator::service::command::{Job, Lane};
use egui_authenticator::service::ports::VaultError;

use super::by_pin::{OpenTill, VoidReceipt, desk};
use super::{LIA, MAX};
use crate::harness::flow::signed_in;
use crate::harness::{BOB, Desk, secret, settle};
use crate::quick_unlock::{PIN, WRONG, with_pin};

const T0: Duration = Duration::ZERO;

/// Bob's window, in which something is to be approved.
struct Window {
    flow: Flow,
    desk: Desk,
}

impl Window {
    fn asking(asked: AskedApproval) -> Self {
        let desk = desk();
        drop(with_pin(&desk, LIA));
        let flow = signed_in(&desk, BOB);
        let mut window = Self { flow, desk };
        window.act(app::Event::AskApproval(Box::new(asked)));
        window
    }

    fn act(&mut self, event: app::Event) {
        let jobs = self.flow.on(Event::App(event), T0);
        settle(&mut self.flow, &self.desk.service, jobs, T0);
    }

    fn on(&mut self, event: approval::Event) {
        self.act(app::Event::Approval(event));
    }

    fn app(&mut self) -> &mut AppScreen {
        match self.flow.screen_mut() {
            Screen::App(screen) => screen,
            _ => panic!("no session"),
        }
    }

    fn form(&mut self) -> &mut ApprovalForm {
        self.app().approval.form().expect("the form is open")
    }

    /// Types a name and a PIN.
    fn enter(&mut self, (login, pin): (&str, &str)) {
        let form = self.form();
        login.clone_into(&mut form.login);
        form.password.text = secret(pin);
        self.on(approval::Event::Submit);
    }

    fn is_granted(&mut self) -> bool {
        let approval = &self.app().approval;
        !approval.is_asking() && approval.left(T0).is_some()
    }
}

fn open_till() -> Window {
    let mut window = Window::asking(AskedApproval::new(OpenTill));
    assert!(window.form().asks_pin, "no further click is needed");
    window
}

#[test]
fn r111_the_dialog_takes_a_pin_and_keeps_nothing_of_a_wrong_one() {
    let mut window = open_till();
    window.enter((LIA.0, WRONG));
    let form = window.form();
    assert_eq!(form.notice, Some(Notice::PinRefused));
    assert!(form.password.text.is_empty() && form.asks_pin);
    assert_eq!(form.focus, Some(ApprovalField::Password));
    window.enter((LIA.0, PIN));
    assert!(window.is_granted());
}

#[test]
fn r111_the_dialog_offers_no_pin_that_the_action_does_not_allow() {
    let mut window = Window::asking(AskedApproval::new(VoidReceipt));
    assert!(!window.form().can_use_pin);
    window.on(approval::Event::AskPin(true));
    assert!(!window.form().asks_pin);
}

#[test]
fn r111_what_was_typed_of_the_password_is_no_pin_and_the_other_way_round() {
    let mut window = open_till();
    window.on(approval::Event::AskPin(false));
    assert!(window.form().can_use_pin && !window.form().asks_pin);
    window.form().password.text = secret(LIA.1);
    window.on(approval::Event::AskPin(true));
    assert!(window.form().password.text.is_empty());
    window.form().password.text = secret(PIN);
    window.on(approval::Event::AskPin(false));
    assert!(window.form().password.text.is_empty());
    window.enter(LIA);
    assert!(window.is_granted());
}

#[test]
fn r111_an_empty_or_a_short_pin_is_no_attempt() {
    let mut window = open_till();
    window.enter((LIA.0, ""));
    let error = window.form().errors.of(ApprovalField::Password);
    assert_eq!(error, Some(FieldError::MissingPin));
    window.enter((LIA.0, "73"));
    let error = window.form().errors.of(ApprovalField::Password);
    assert!(matches!(error, Some(FieldError::Pin(_))), "{error:?}");
    for _ in 0..6 {
        window.enter((LIA.0, "73"));
    }
    window.enter((LIA.0, PIN));
    assert!(window.is_granted());
}

#[test]
fn r111_without_a_keyring_the_dialog_asks_for_the_password() {
    let mut window = open_till();
    let vault = &window.desk.computer_vault;
    vault.fail_with(Some(VaultError::Locked));
    window.enter((MAX.0, PIN));
    let form = window.form();
    let keyring = FormNotice::Keyring(VaultError::Locked);
    assert_eq!(form.notice, Some(Notice::Form(keyring)));
    assert!(!form.asks_pin);
}

#[test]
fn r111_a_pin_waits_for_the_keyring_in_its_own_queue() {
    let mut window = open_till();
    let form = window.form();
    LIA.0.clone_into(&mut form.login);
    form.password.text = secret(PIN);
    let submit = Event::App(app::Event::Approval(approval::Event::Submit));
    let jobs = window.flow.on(submit, T0);
    let lanes: Vec<_> = jobs.iter().map(Job::lane).collect();
    assert_eq!(lanes, [Lane::Keyring]);
}

#[test]
fn r111_a_badge_in_the_dialog_approves_nothing_and_is_told_so() {
    let mut window = open_till();
    window.form().password.text = secret("73");
    let jobs = window.flow.on_badge(secret("00481234567"), T0);
    assert!(jobs.is_empty());
    let form = window.form();
    let notice = Notice::Form(FormNotice::BadgeNotEnough);
    assert_eq!(form.notice, Some(notice));
    assert_eq!(form.password.text.expose(), "73");
    window.enter((LIA.0, PIN));
    assert!(window.is_granted());
}

#[test]
fn r111_the_dialog_asks_for_the_password_after_the_own_pin_where_that_is_enough() {
    let desk = desk();
    desk.edit(
        "till.open: {roles: [lead]",
        "till.open: {roles: [lead], allow_same_person: true",
    );
    drop(with_pin(&desk, LIA));
    let flow = signed_in(&desk, LIA);
    let mut window = Window { flow, desk };
    window.act(app::Event::AskApproval(Box::new(AskedApproval::new(
        OpenTill,
    ))));
    window.enter((LIA.0, PIN));
    let form = window.form();
    assert_eq!(form.notice, Some(Notice::OwnPin));
    assert!(!form.asks_pin && form.login == LIA.0);
    window.enter(LIA);
    assert!(window.is_granted());
}

#[test]
fn r111_a_password_that_is_typed_as_a_pin_is_no_try_and_the_choice_of_the_password_is_kept() {
    let mut window = open_till();
    for _ in 0..6 {
        window.form().has_letters = true;
        window.enter((LIA.0, "2026"));
        let form = window.form();
        let error = form.errors.of(ApprovalField::Password);
        assert!(matches!(error, Some(FieldError::Pin(_))), "{error:?}");
        assert!(form.password.text.is_empty() && !form.has_letters);
    }
    window.on(approval::Event::AskPin(false));
    window.on(approval::Event::Cancel);
    window.act(app::Event::AskApproval(Box::new(AskedApproval::new(
        OpenTill,
    ))));
    assert!(window.form().can_use_pin && !window.form().asks_pin);
    window.on(approval::Event::AskPin(true));
    window.enter((LIA.0, PIN));
    assert!(window.is_granted(), "no try was counted");
    window.act(app::Event::AskApproval(Box::new(AskedApproval::new(
        OpenTill,
    ))));
    assert!(window.form().asks_pin, "the PIN was chosen last");
}
