//! A second person approves an action on the spot (R111): the use case ([`who`], [`by_pin`] and [`proof`]), the window
//! ([`in_the_window`]), and what an app gets ([`of_an_app`]).

mod built_in;
mod built_in_window;
mod by_pin;
mod in_the_window;
mod long_list;
mod of_an_app;
mod pages;
mod pin_in_the_window;
mod proof;
mod records;
mod walk;
mod who;

use std::sync::mpsc::Receiver;

use egui_authenticator::domain::approval::{ActionSummary, ApprovableAction};
use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::audit_event::AuditEvent;
use egui_authenticator::service::Session;
use egui_authenticator::service::approvals::approved::Approved;
use egui_authenticator::service::approvals::error::{ApprovalError, ApproveError};
use egui_authenticator::service::approvals::grant::Grant;
use egui_authenticator::service::approvals::{ApprovalRequest, ApproverInput, ApproverProof};

use crate::harness::{BOB, Desk, USERS, secret};

/// Can approve refunds.
const LIA: (&str, &str) = ("lia", "seven green lanterns");
/// Manages users and cannot approve anything.
const MAX: (&str, &str) = ("max", "a river under the road");

/// Lia and Max.
const LEADS: &str = "
    lia: {email: lia@example.org, first_name: Lia, last_name: Lang, password: seven green lanterns, roles: [lead]}
    max: {email: max@example.org, first_name: Max, password: a river under the road, roles: [manager]}
    gus:";

const RULES: &str = "roles: {manager: {permissions: [manage_users]}}
approvals:
  refund.large:
    roles: [lead]
views:";

#[derive(Debug, Hash, PartialEq)]
struct Refund {
    receipt: String,
    cents: u64,
}

impl ApprovableAction for Refund {
    const NAME: &'static str = "refund.large";

    fn title(&self) -> String {
        format!("Refund of {} cents", self.cents)
    }

    fn details(&self) -> Vec<(String, String)> {
        vec![("Receipt".to_owned(), self.receipt.clone())]
    }
}

#[derive(Debug, Hash)]
struct OpenDrawer;

impl ApprovableAction for OpenDrawer {
    const NAME: &'static str = "drawer.open";

    fn title(&self) -> String {
        "Open the drawer".to_owned()
    }
}

fn refund() -> Refund {
    Refund {
        receipt: "2026-4471".to_owned(),
        cents: 6_900,
    }
}

/// A desk with Lia and Max, at which refunds can be approved.
fn desk() -> Desk {
    desk_with("")
}

/// The same with more lines in the rule.
fn desk_with(lines: &str) -> Desk {
    let users = USERS.replacen("\n    gus:", LEADS, 1);
    let rules = RULES.replacen("views:", &format!("{lines}views:"), 1);
    let desk = Desk::with(&users.replacen("views:", &rules, 1));
    let opened = desk.service.set_up().open().expect("the file can be used");
    assert_eq!(opened.not_hashed, None);
    desk
}

fn input((login, password): (&str, &str)) -> ApproverInput {
    ApproverInput {
        login: login.to_owned(),
        proof: ApproverProof::Factors(secret(password).into()),
        reason: String::new(),
    }
}

fn ask(session: &Session) -> ApprovalRequest {
    ApprovalRequest::new(session, ActionSummary::of(&refund()))
}

fn approve(desk: &Desk, session: &Session, by: (&str, &str)) -> Result<Grant, ApproveError> {
    desk.service.approvals().approve(&ask(session), &input(by))
}

/// The reason why Bob's refund is not approved by this user.
fn refusal(desk: &Desk, by: (&str, &str)) -> Option<ApproveError> {
    let bob = desk.sign_in(BOB).expect("in");
    approve(desk, &bob, by).err()
}

/// Whether a grant still pays out Bob's refund.
fn spend(session: &Session, grant: Grant) -> Result<Refund, ApprovalError> {
    Approved::of(session, refund(), grant)?.spend()
}

fn of_approvals(events: &Receiver<AuditEvent>) -> Vec<AuditEvent> {
    let all = events.try_iter();
    all.filter(|event| event.kind == AuditKind::Approval)
        .collect()
}
