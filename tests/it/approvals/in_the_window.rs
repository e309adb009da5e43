//! The dialog as a state machine.

use std::time::Duration;

use egui_authenticator::screen::app::{self, AppScreen};
use egui_authenticator::screen::approval::{
    self, ApprovalField, ApprovalForm, AskedApproval, Notice,
};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::form::field::FieldError;
use egui_authenticator::screen::sign_in;
use egui_authenticator::service::command::Job;

use super::{LIA, OpenDrawer, desk, desk_with, of_approvals, refund};
use crate::harness::flow::fill_in;
use crate::harness::phone::{Phone, switch_on};
use crate::harness::{ADA, BOB, Desk, secret, settle};

const T0: Duration = Duration::ZERO;

/// A window in which Bob has signed in.
struct Window {
    flow: Flow,
    desk: Desk,
}

impl Window {
    fn over(desk: Desk) -> Self {
        let (flow, jobs) = Flow::new(T0);
        let mut window = Self { flow, desk };
        window.settle(jobs);
        fill_in(&mut window.flow, BOB);
        window.act(Event::Login(sign_in::Event::Submit));
        assert!(window.flow.screen().session_view().is_some());
        window
    }

    /// Asks for the approval of a refund.
    fn asking(desk: Desk) -> Self {
        let mut window = Self::over(desk);
        window.ask();
        window
    }

    fn ask(&mut self) {
        let asked = Box::new(AskedApproval::new(refund()));
        self.act(Event::App(app::Event::AskApproval(asked)));
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

    fn form(&mut self) -> &mut ApprovalForm {
        self.app().approval.form().expect("the form is open")
    }

    fn submit(&mut self, (login, password): (&str, &str)) {
        let form = self.form();
        login.clone_into(&mut form.login);
        form.password.text = secret(password);
        self.act(Event::App(app::Event::Approval(approval::Event::Submit)));
    }

    fn is_open(&mut self) -> bool {
        self.app().approval.is_asking()
    }

    /// Whether something can be taken.
    fn is_granted(&mut self) -> bool {
        let approval = &self.app().approval;
        !approval.is_asking() && approval.left(T0).is_some()
    }
}

#[test]
fn r111_the_dialog_closes_with_a_grant_once_the_password_is_right() {
    let mut window = Window::asking(desk());
    assert_eq!(window.form().focus, Some(ApprovalField::Login));
    window.submit((LIA.0, "wrong"));
    assert!(matches!(window.form().notice, Some(Notice::SignIn(_))));
    assert!(window.form().password.text.is_empty());
    window.submit(LIA);
    assert!(!window.is_open() && window.is_granted());
}

#[test]
fn r111_empty_fields_are_no_attempt() {
    let mut window = Window::asking(desk_with("    require_reason: true\n"));
    assert_eq!(window.form().focus, Some(ApprovalField::Reason));
    window.act(Event::App(app::Event::Approval(approval::Event::Submit)));
    let form = window.form();
    assert_eq!(
        form.errors.of(ApprovalField::Reason),
        Some(FieldError::Missing)
    );
    assert_eq!(
        form.errors.of(ApprovalField::Login),
        Some(FieldError::MissingLogin)
    );
    assert_eq!(
        form.errors.of(ApprovalField::Password),
        Some(FieldError::MissingPassword)
    );
}

#[test]
fn r111_the_dialog_says_why_a_user_with_the_right_password_cannot_approve() {
    let mut window = Window::asking(desk());
    for (by, notice) in [(BOB, Notice::SamePerson), (ADA, Notice::NotAllowed)] {
        window.submit(by);
        let form = window.form();
        assert_eq!(form.notice, Some(notice));
        assert_eq!(form.focus, Some(ApprovalField::Login));
        assert!(form.password.text.is_empty());
    }
}

#[test]
fn r111_a_code_is_asked_for_after_the_right_password_only() {
    let desk = desk();
    let (phone, _): (Phone, _) = switch_on(&desk, LIA);
    let mut window = Window::asking(desk);
    window.submit((LIA.0, "wrong"));
    assert!(!window.form().code.is_asked);
    window.submit(LIA);
    let form = window.form();
    assert!(form.code.is_asked && form.code.error.is_none());
    assert_eq!(form.focus, Some(ApprovalField::Code));
    assert_eq!(
        form.password.text.expose(),
        LIA.1,
        "kept until it is approved"
    );
    let now = window.desk.ports.clock.now().as_seconds();
    window.form().code.text = phone.code(now);
    window.act(Event::App(app::Event::Approval(approval::Event::Submit)));
    assert!(window.is_granted());
}

#[test]
fn r111_cancel_lock_and_time_leave_neither_form_nor_grant() {
    type End = fn(&mut Window);
    let ends: [(&str, End); 4] = [
        ("cancel", |window| {
            window.act(Event::App(app::Event::Approval(approval::Event::Cancel)));
        }),
        ("lock", |window| window.act(Event::Lock)),
        ("switch", |window| {
            window.act(Event::App(app::Event::Switch));
        }),
        ("time", |window| {
            let jobs = window.flow.on_time(Duration::from_secs(5 * 60));
            window.settle(jobs);
        }),
    ];
    for (name, end) in ends {
        let mut window = Window::asking(desk_with("lock: {after_minutes: 0}\n"));
        window.form().password.text = secret(LIA.1);
        end(&mut window);
        assert!(!window.flow.is_dialog_open(), "{name}");
        assert_eq!(window.flow.until_dialog_ends(T0), None, "{name}");
    }
}

#[test]
fn r111_a_grant_that_is_not_taken_ends_with_its_time_and_with_the_lock() {
    let mut window = Window::asking(desk());
    window.submit(LIA);
    assert_eq!(
        window.flow.until_dialog_ends(T0),
        Some(Duration::from_secs(60))
    );
    let jobs = window.flow.on_time(Duration::from_secs(60));
    window.settle(jobs);
    assert!(!window.is_granted());
    window.ask();
    window.submit(LIA);
    assert!(window.is_granted());
    window.act(Event::Lock);
    assert_eq!(window.flow.until_dialog_ends(T0), None);
}

#[test]
fn r111_a_late_answer_after_cancelling_grants_nothing() {
    let mut window = Window::asking(desk());
    LIA.0.clone_into(&mut window.form().login);
    window.form().password.text = secret(LIA.1);
    let event = |event| Event::App(app::Event::Approval(event));
    let jobs = window.flow.on(event(approval::Event::Submit), T0);
    assert_eq!(jobs.len(), 1);
    window.act(event(approval::Event::Cancel));
    window.settle(jobs);
    assert!(!window.is_granted() && !window.is_open());
}

#[test]
fn r111_an_action_that_the_file_does_not_name_opens_no_dialog() {
    let mut window = Window::over(desk());
    let asked = Box::new(AskedApproval::new(OpenDrawer));
    window.act(Event::App(app::Event::AskApproval(asked)));
    assert!(!window.is_open());
}

#[test]
fn r111_one_action_is_approved_at_a_time() {
    let mut window = Window::asking(desk());
    "lia".clone_into(&mut window.form().login);
    window.ask();
    assert_eq!(window.form().login, "lia", "the first one is still open");
}

#[test]
fn r111_what_one_approver_entered_is_not_tried_for_another_name() {
    let desk = desk();
    switch_on(&desk, LIA);
    let mut window = Window::asking(desk);
    window.submit(LIA);
    let form = window.form();
    assert!(form.code.is_asked && !form.password.text.is_empty());
    "ada".clone_into(&mut form.login);
    form.login_edited();
    assert!(form.password.text.is_empty() && !form.code.is_asked);
}

#[test]
fn r111_an_approval_that_was_called_off_while_it_was_checked_is_not_recorded() {
    type End = fn(&mut Window);
    let ends: [End; 2] = [
        |window| window.act(Event::App(app::Event::Approval(approval::Event::Cancel))),
        |window| window.act(Event::Lock),
    ];
    for end in ends {
        let mut window = Window::asking(desk());
        let events = window.desk.service.audit_log().events();
        LIA.0.clone_into(&mut window.form().login);
        window.form().password.text = secret(LIA.1);
        let submit = Event::App(app::Event::Approval(approval::Event::Submit));
        let jobs = window.flow.on(submit, T0);
        end(&mut window);
        window.settle(jobs);
        assert!(of_approvals(&events).iter().all(|event| !event.is_done));
    }
}
