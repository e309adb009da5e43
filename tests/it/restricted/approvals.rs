//! What a second person approves at a restricted computer.

use std::time::Duration;

use egui_authenticator::domain::approval::{ActionSummary, ApprovableAction};
use egui_authenticator::domain::page::PageId;
use egui_authenticator::screen::app::{self, AppScreen, AreaEvent, AreaKind};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::{approval, users};
use egui_authenticator::service::Session;
use egui_authenticator::service::account::Factors;
use egui_authenticator::service::admin_action::AdminAction;
use egui_authenticator::service::approvals::approved::Approved;
use egui_authenticator::service::approvals::error::{ApprovalError, ApproveError};
use egui_authenticator::service::approvals::grant::Grant;
use egui_authenticator::service::approvals::{ApprovalRequest, ApproverInput, ApproverProof};
use egui_authenticator::service::pages::PageError;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::users::UserError;
use egui_authenticator::{Caller, Service};

use super::till_of;
use crate::harness::flow::signed_in;
use crate::harness::{ADA, BOB, Desk, USERS, secret, settle};

const LIA: (&str, &str) = ("lia", "seven green lanterns");
const SECRET: &str = "The safe opens with the small key.";

#[derive(Hash)]
struct Refund(u64);

impl ApprovableAction for Refund {
    const NAME: &'static str = "refund.large";

    fn title(&self) -> String {
        format!("Refund of {} cents", self.0)
    }
}

/// A site at which Lia approves refunds, that the office is shown, and that users are deleted.
fn site() -> Desk {
    let lia = "\n    lia: {email: lia@example.org, first_name: Lia, last_name: Lang, \
               password: seven green lanterns, roles: [lead]}\n    gus:";
    let rules = "approvals:\n  refund.large: {roles: [lead]}\n  office.read: {roles: [lead]}\n  \
                 users.delete: {roles: [lead], require_reason: true}\nviews:";
    let text = USERS.replacen("\n    gus:", lia, 1);
    let text = text.replacen("views:", rules, 1);
    let office = "    title: Office\n";
    let text = text.replacen(office, &format!("{office}    approval: office.read\n"), 1);
    let desk = Desk::with(&text);
    assert!(desk.service.set_up().open().is_ok());
    desk
}

fn ask(
    service: &Service,
    session: &Session,
    summary: ActionSummary,
    (login, password): (&str, &str),
) -> Result<Grant, ApproveError> {
    let request = ApprovalRequest::new(session, summary);
    let input = ApproverInput {
        login: login.to_owned(),
        proof: ApproverProof::Factors(Factors::from(secret(password))),
        reason: String::new(),
    };
    service.approvals().approve(&request, &input)
}

#[test]
fn r111_a_second_person_approves_an_action_of_an_app_once_and_exactly_this_one() {
    let (desk, server) = till_of(site());
    let bob = desk.sign_in(BOB).expect("in");
    let sessions = server.open_sessions();
    let refund = |cents, by| ask(&desk.service, &bob, ActionSummary::of(&Refund(cents)), by);
    let wrong = refund(5, ("lia", "a wrong password")).err();
    assert_eq!(wrong, Some(ApproveError::SignIn(SignInError::Refused)));
    assert_eq!(refund(5, BOB).err(), Some(ApproveError::SamePerson));
    assert_eq!(refund(5, ADA).err(), Some(ApproveError::NotAllowed));
    let grant = refund(5, LIA).expect("granted");
    assert_eq!(grant.approver().display_name(), "Lia Lang");
    assert_eq!(server.open_sessions(), sessions, "no session begins");
    let other = Approved::of(&bob, Refund(6), grant);
    assert_eq!(other.err(), Some(ApprovalError::Ended));
    let grant = refund(5, LIA).expect("granted");
    let spent = Approved::of(&bob, Refund(5), grant).and_then(Approved::spend);
    assert!(spent.is_ok());
}

#[test]
fn r111_an_approval_is_not_lent_to_another_session_and_ends_with_the_role_of_the_approver() {
    let (desk, _) = till_of(site());
    let (bob, again) = (
        desk.sign_in(BOB).expect("in"),
        desk.sign_in(BOB).expect("in"),
    );
    let refund = || {
        let summary = ActionSummary::of(&Refund(5));
        ask(&desk.service, &bob, summary, LIA).expect("granted")
    };
    let lent = Approved::of(&again, Refund(5), refund());
    assert_eq!(lent.err(), Some(ApprovalError::Ended));
    let grant = refund();
    desk.edit("roles: [lead]}\n    gus", "roles: [till]}\n    gus");
    desk.service.sessions().refresh(&bob).expect("read");
    let ended = Approved::of(&bob, Refund(5), grant);
    assert_eq!(ended.err(), Some(ApprovalError::Ended));
}

#[test]
fn r111_guesses_of_an_approvers_password_lock_the_name() {
    let (desk, _) = till_of(site());
    let bob = desk.sign_in(BOB).expect("in");
    for _ in 0..5 {
        let summary = ActionSummary::of(&Refund(5));
        let wrong = ask(&desk.service, &bob, summary, ("lia", "a wrong password"));
        assert_eq!(
            wrong.err(),
            Some(ApproveError::SignIn(SignInError::Refused))
        );
    }
    let summary = ActionSummary::of(&Refund(5));
    let locked = ask(&desk.service, &bob, summary, LIA).err();
    assert!(matches!(
        locked,
        Some(ApproveError::SignIn(SignInError::Locked(_)))
    ));
    assert!(desk.sign_in(LIA).is_none(), "at the sign-in as well");
}

#[test]
fn r111_a_page_comes_from_the_server_once_it_is_approved() {
    let (desk, _) = till_of(site());
    let ada = desk.sign_in(ADA).expect("in");
    let (pages, office) = (desk.service.pages(), PageId("office".to_owned()));
    let known = desk.ports.credentials.read().expect("read");
    assert!(!format!("{:?}", known.settings.views).contains(SECRET));
    let Err(PageError::ApprovalRequired(summary)) = pages.open(&ada, &office) else {
        panic!("it needs an approval");
    };
    let grant = ask(&desk.service, &ada, *summary, LIA).expect("granted");
    let approved = ada.with_approval(grant);
    let shown = pages.open(&approved, &office).expect("shown");
    assert!(format!("{shown:?}").contains(SECRET));
    desk.edit(SECRET, "The safe opens with the large key.");
    assert!(matches!(
        pages.open(&approved, &office),
        Err(PageError::ApprovalRequired(_))
    ));
}

#[test]
fn r111_a_rule_of_the_server_can_require_a_reason() {
    let (desk, _) = till_of(site());
    let ada = desk.sign_in(ADA).expect("in");
    let removed = desk.service.users().remove(Caller::Session(&ada), "bob");
    let Err(UserError::ApprovalRequired(summary)) = removed else {
        panic!("{removed:?}");
    };
    let without = ask(&desk.service, &ada, *summary, LIA).err();
    assert_eq!(without, Some(ApproveError::ReasonMissing));
}

/// Ada's window.
struct Window {
    flow: Flow,
    desk: Desk,
}

impl Window {
    fn act(&mut self, event: app::Event) {
        let jobs = self.flow.on(Event::App(event), Duration::ZERO);
        settle(&mut self.flow, &self.desk.service, jobs, Duration::ZERO);
    }

    fn app(&mut self) -> &mut AppScreen {
        match self.flow.screen_mut() {
            Screen::App(screen) => screen,
            _ => panic!("no session"),
        }
    }
}

#[test]
fn r111_the_window_asks_a_second_person_and_removes_the_user() {
    let (desk, _) = till_of(site());
    let flow = signed_in(&desk, ADA);
    let mut window = Window { flow, desk };
    window.act(app::Event::Go(AreaKind::Users));
    let delete = users::Event::Do(AdminAction::Remove("bob".to_owned()));
    window.act(app::Event::Area(AreaEvent::Users(delete)));
    let form = window.app().approval.form().expect("the form is open");
    assert_eq!(form.request.summary().details[0].0, "bob");
    LIA.0.clone_into(&mut form.login);
    form.password.text = secret(LIA.1);
    form.reason = Some("has left".to_owned());
    window.act(app::Event::Approval(approval::Event::Submit));
    assert!(window.app().approval.form().is_none());
    assert!(window.desk.sign_in(BOB).is_none(), "he is gone");
}
