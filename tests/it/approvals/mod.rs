//! A second person approves an action on the spot (R111): the use case. What the window does is in [`in_the_window`], what an
//! app gets in [`of_an_app`].

mod built_in;
mod built_in_window;
mod in_the_window;
mod of_an_app;
mod pages;
mod records;
mod walk;

use std::sync::mpsc::Receiver;

use egui_authenticator::domain::approval::{ActionSummary, ApprovableAction};
use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::audit_event::AuditEvent;
use egui_authenticator::domain::recovery::CodeError;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::throttle::Locked;
use egui_authenticator::service::Session;
use egui_authenticator::service::account::Factors;
use egui_authenticator::service::approvals::approved::Approved;
use egui_authenticator::service::approvals::error::{ApprovalError, ApproveError};
use egui_authenticator::service::approvals::grant::Grant;
use egui_authenticator::service::approvals::{ApprovalRequest, ApproverInput};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::service::users::{UserChange, UserError};

use crate::harness::phone::switch_on;
use crate::harness::{ADA, BOB, Desk, EVE, USERS, secret};

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
        factors: secret(password).into(),
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

#[test]
fn r111_a_second_person_approves_on_the_spot_and_nothing_changes_but_the_proof() {
    let desk = desk();
    let events = desk.service.audit_log().events();
    let bob = desk.sign_in(BOB).expect("in");
    let grant = approve(&desk, &bob, LIA).expect("approved");
    assert_eq!(bob.user().username.as_str(), "bob");
    let approved = Approved::of(&bob, refund(), grant).expect("valid");
    assert_eq!(approved.approver().username.as_str(), "lia");
    assert_eq!(approved.spend(), Ok(refund()));
    let sign_ins = events.try_iter().filter(|of| of.kind == AuditKind::SignIn);
    let who: Vec<_> = sign_ins.map(|of| of.who).collect();
    assert_eq!(who, ["bob"], "the approver has not signed in");
}

#[test]
fn r111_the_approver_takes_no_session_slot() {
    let desk = desk();
    desk.edit("views:", "sessions: {max_users: 1}\nviews:");
    let bob = desk.sign_in(BOB).expect("in");
    assert!(approve(&desk, &bob, LIA).is_ok());
}

#[test]
fn r111_an_action_that_the_file_does_not_name_is_refused() {
    let desk = desk();
    let bob = desk.sign_in(BOB).expect("in");
    let request = ApprovalRequest::new(&bob, ActionSummary::of(&OpenDrawer));
    let refused = desk.service.approvals().approve(&request, &input(LIA));
    assert_eq!(refused.err(), Some(ApproveError::NotNamed));
}

#[test]
fn r111_the_user_who_asks_approves_under_none_of_their_names() {
    let desk = desk();
    desk.edit("roles: [till]", "roles: [till, lead]");
    for login in ["bob", " BOB ", "bob@example.org"] {
        let refused = refusal(&desk, (login, BOB.1));
        assert_eq!(refused, Some(ApproveError::SamePerson), "{login}");
    }
}

#[test]
fn r111_a_rule_can_let_the_user_who_asks_approve_with_the_role() {
    let desk = desk_with("    allow_same_person: true\n");
    assert_eq!(refusal(&desk, BOB), Some(ApproveError::NotAllowed));
    let lia = desk.sign_in(LIA).expect("in");
    let grant = approve(&desk, &lia, LIA).expect("approved");
    assert_eq!(spend(&lia, grant), Ok(refund()));
}

#[test]
fn r111_only_a_role_that_the_rule_names_approves_and_no_administrator_without_it() {
    let desk = desk();
    for by in [ADA, MAX] {
        assert_eq!(refusal(&desk, by), Some(ApproveError::NotAllowed), "{by:?}");
    }
}

#[test]
fn r111_tries_count_in_the_throttle_of_the_approver_and_the_same_for_unknown_names() {
    let guesses = |name: &str| {
        let desk = desk();
        let bob = desk.sign_in(BOB).expect("in");
        let mut found = Vec::new();
        for _ in 0..6 {
            let guess = approve(&desk, &bob, (name, "a guess")).err();
            found.push(guess.expect("refused"));
        }
        let signs_in = desk.sign_in(LIA).is_some();
        (found, signs_in)
    };
    let (of_lia, lia_signs_in) = guesses("lia");
    let (of_unknown, _) = guesses("no.such.user");
    assert_eq!(of_lia, of_unknown);
    let locked = |error: &ApproveError| {
        matches!(
            error,
            ApproveError::SignIn(SignInError::Locked(Locked::For(_)))
        )
    };
    assert!(locked(&of_lia[5]), "{:?}", of_lia[5]);
    assert!(!lia_signs_in, "the sign-in is locked as well");
}

#[test]
fn r111_disabled_waiting_and_limited_approvers_are_refused() {
    let refused = |line: &str| {
        let desk = desk();
        let limited = format!("    lia: {{{line}, email");
        desk.edit("    lia: {email", &limited);
        refusal(&desk, LIA).expect("refused")
    };
    let of = |error: SignInError| ApproveError::SignIn(error);
    assert_eq!(refused("disabled: true"), of(SignInError::Refused));
    assert_eq!(refused("pending: true"), of(SignInError::Pending));
    let ended = refused("valid_until: 2020-01-01");
    assert!(matches!(
        ended,
        ApproveError::SignIn(SignInError::NotNow(_))
    ));
    let desk = desk();
    let eve = refusal(&desk, EVE);
    assert_eq!(eve, Some(of(SignInError::Refused)), "she is disabled");
}

#[test]
fn r111_an_account_that_the_next_sign_in_asks_for_more_cannot_approve() {
    let desk = desk();
    desk.edit(
        "    lia: {email",
        "    lia: {must_change_password: true, email",
    );
    assert_eq!(refusal(&desk, LIA), Some(ApproveError::NotReady));
    let desk = self::desk();
    desk.edit("views:", "two_step: {required_for: [lead]}\nviews:");
    assert_eq!(refusal(&desk, LIA), Some(ApproveError::NotReady));
}

#[test]
fn r111_an_account_with_a_second_factor_approves_with_a_code_and_each_code_once() {
    let desk = desk();
    let (phone, _) = switch_on(&desk, LIA);
    let bob = desk.sign_in(BOB).expect("in");
    let with = |code: Option<Secret>| {
        let factors = Factors::from(secret(LIA.1));
        let factors = match code {
            Some(code) => factors.with_code(code),
            None => factors,
        };
        let input = ApproverInput {
            factors,
            ..input(LIA)
        };
        desk.service.approvals().approve(&ask(&bob), &input)
    };
    let missing = ApproveError::SignIn(SignInError::Code(CodeError::Empty));
    assert_eq!(with(None).err(), Some(missing));
    let wrong = ApproveError::SignIn(SignInError::CodeWrong);
    assert_eq!(with(Some(secret("000000"))).err(), Some(wrong.clone()));
    let code = || phone.code(desk.ports.clock.now().as_seconds());
    assert!(with(Some(code())).is_ok());
    assert_eq!(with(Some(code())).err(), Some(wrong), "used up");
}

#[test]
fn r111_wrong_codes_count_and_the_question_for_a_code_does_not() {
    let desk = desk();
    switch_on(&desk, LIA);
    let bob = desk.sign_in(BOB).expect("in");
    for _ in 0..10 {
        let asked = approve(&desk, &bob, LIA).err();
        assert!(matches!(
            asked,
            Some(ApproveError::SignIn(SignInError::Code(_)))
        ));
    }
    let last = (0..6).map(|_| {
        let factors = Factors::from(secret(LIA.1)).with_code(secret("000000"));
        let input = ApproverInput {
            factors,
            ..input(LIA)
        };
        desk.service.approvals().approve(&ask(&bob), &input).err()
    });
    let last = last.collect::<Vec<_>>().pop().flatten();
    assert!(matches!(
        last,
        Some(ApproveError::SignIn(SignInError::Locked(_)))
    ));
}

#[test]
fn r111_an_approval_is_for_one_session_and_exactly_these_data() {
    let desk = desk();
    let bob = desk.sign_in(BOB).expect("in");
    let grant = || approve(&desk, &bob, LIA).expect("approved");
    let dearer = Refund {
        cents: 690_000,
        ..refund()
    };
    let ended = Some(ApprovalError::Ended);
    assert_eq!(Approved::of(&bob, dearer, grant()).err(), ended);
    assert_eq!(Approved::of(&bob, OpenDrawer, grant()).err(), ended);
    let again = desk.sign_in(BOB).expect("in");
    assert_eq!(Approved::of(&again, refund(), grant()).err(), ended);
    let copy = bob.clone();
    assert_eq!(spend(&copy, grant()), Ok(refund()), "a copy is the session");
    let other = desk.restarted();
    let request = ask(&bob);
    let elsewhere = other.approvals().approve(&request, &input(LIA));
    assert_eq!(elsewhere.err(), Some(ApproveError::Ended));
}

#[test]
fn r111_an_approval_ends_by_the_time_that_has_passed_also_if_the_clock_is_set_back() {
    let desk = desk_with("    valid_seconds: 10\n");
    let bob = desk.sign_in(BOB).expect("in");
    let grant = || approve(&desk, &bob, LIA).expect("approved");
    let in_time = grant();
    desk.clock.advance(9);
    assert_eq!(spend(&bob, in_time), Ok(refund()));
    let late = grant();
    let approved = Approved::of(&bob, refund(), grant()).expect("valid");
    desk.clock.advance(10);
    desk.clock.advance(-3_600);
    assert_eq!(spend(&bob, late), Err(ApprovalError::Ended));
    assert_eq!(approved.spend(), Err(ApprovalError::Ended));
}

/// What happens between the approval and its use.
type Between = fn(&Desk, &Session);

#[test]
fn r111_an_approval_is_worth_nothing_after_a_lock_a_sign_out_or_a_change_of_the_accounts() {
    const ALL: [(&str, bool, Between); 9] = [
        ("lock", false, |desk, bob| {
            let locked = desk.service.sessions().lock(bob, LockReason::Locked);
            assert_eq!(locked, Ok(()));
        }),
        ("sign-out", false, |desk, bob| {
            assert_eq!(desk.service.sessions().sign_out(bob), Ok(()));
        }),
        ("approver without the role", true, |desk, _| {
            desk.edit("roles: [lead]}", "roles: [office]}");
        }),
        ("approver disabled", true, |desk, _| {
            desk.edit("    lia: {email", "    lia: {disabled: true, email");
        }),
        ("another rule", true, |desk, _| {
            desk.edit("    roles: [lead]\n", "    roles: [boss]\n");
        }),
        ("no rule", true, |desk, _| {
            desk.edit("  refund.large:", "  refund.other:");
        }),
        ("asker disabled", true, |desk, _| {
            desk.edit(
                "      name: Bob Builder",
                "      name: Bob Builder\n      disabled: true",
            );
        }),
        ("approver signed out everywhere", false, |desk, _| {
            let owner = Caller::LocalOwner(Operator::assume());
            let ended = desk.service.users().sign_out_everywhere(owner, "lia");
            assert_eq!(ended, Ok(()));
        }),
        ("approver disabled by this program", false, |desk, _| {
            let owner = Caller::LocalOwner(Operator::assume());
            let disable = UserChange::default().disabled(true);
            assert_eq!(desk.service.users().change(owner, "lia", &disable), Ok(()));
        }),
    ];
    let owner = || Caller::LocalOwner(Operator::assume());
    for (name, is_by_hand, between) in ALL {
        let desk = desk();
        let bob = desk.sign_in(BOB).expect("in");
        let grant = approve(&desk, &bob, LIA).expect("approved");
        let kept = approve(&desk, &bob, LIA).expect("approved");
        let kept = Approved::of(&bob, refund(), kept).expect("valid");
        between(&desk, &bob);
        // A change by another program is seen once the file is read again; one by this program at once.
        if is_by_hand {
            drop(desk.service.users().all(owner()));
        }
        assert_eq!(spend(&bob, grant), Err(ApprovalError::Ended), "{name}");
        assert_eq!(kept.spend(), Err(ApprovalError::Ended), "{name}");
    }
}

#[test]
fn r111_what_was_asked_before_a_lock_cannot_be_approved_after_it() {
    let desk = desk();
    let bob = desk.sign_in(BOB).expect("in");
    let request = ask(&bob);
    assert_eq!(
        desk.service.sessions().lock(&bob, LockReason::Locked),
        Ok(())
    );
    let unlocked = desk.service.sessions().unlock(&bob, &secret(BOB.1).into());
    let bob = unlocked.expect("unlocked").session;
    let late = desk.service.approvals().approve(&request, &input(LIA));
    assert_eq!(late.err(), Some(ApproveError::Ended));
    assert!(approve(&desk, &bob, LIA).is_ok());
}

#[test]
fn r111_who_manages_users_can_neither_become_nor_take_over_an_approver() {
    let desk = desk();
    let max = desk.sign_in(MAX).expect("in");
    let by = Caller::Session(&max);
    let users = desk.service.users();
    assert_eq!(
        users.start_reset(by, "lia").err(),
        Some(UserError::NotAllowed)
    );
    assert_eq!(
        users.turn_off_two_factor(by, "lia"),
        Err(UserError::NotAllowed)
    );
    assert_eq!(users.remove(by, "lia"), Err(UserError::NotAllowed));
    assert_eq!(users.rename(by, "lia", "lea"), Err(UserError::NotAllowed));
    let typed = crate::harness::typed_user("mia", "mia@example.org", "Mia");
    let added = users.add(by, &typed, &["lead".to_owned()]);
    assert_eq!(added.err(), Some(UserError::NotAllowed));
}

#[test]
fn r111_an_approval_forgets_no_failed_attempt_so_that_the_approver_is_told_of_them() {
    let desk = desk();
    let bob = desk.sign_in(BOB).expect("in");
    for _ in 0..3 {
        assert!(approve(&desk, &bob, ("lia", "a guess")).is_err());
    }
    assert!(approve(&desk, &bob, LIA).is_ok());
    let before = desk.enter(LIA).expect("in").before.expect("a history");
    assert_eq!(before.failures, 3);
}

#[test]
fn r111_a_key_that_is_not_understood_is_an_error() {
    let desk = desk();
    desk.edit(
        "    roles: [lead]\n",
        "    roles: [lead]\n    require_reasons: true\n",
    );
    assert!(desk.restarted().set_up().open().is_err());
}
