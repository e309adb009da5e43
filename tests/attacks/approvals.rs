//! A user who wants something approved that no second person would.

use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use egui_authenticator::domain::approval::{ActionSummary, ApprovableAction};
use egui_authenticator::domain::role::{Role, RoleChange};
use egui_authenticator::domain::setting::Setting;
use egui_authenticator::service::Session;
use egui_authenticator::service::approvals::approved::Approved;
use egui_authenticator::service::approvals::error::{ApprovalError, ApproveError};
use egui_authenticator::service::approvals::grant::Grant;
use egui_authenticator::service::approvals::{ApprovalRequest, ApproverInput, ApproverProof};
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::service::users::{UserChange, UserError};

use crate::harness::{ADA, BOB, Desk, USERS, secret};

const LIA: (&str, &str) = ("lia", "seven green lanterns");
const MAX: (&str, &str) = ("max", "a river under the road");

const LEADS: &str = "
    lia: {email: lia@example.org, first_name: Lia, password: seven green lanterns, roles: [lead]}
    max: {email: max@example.org, first_name: Max, password: a river under the road, roles: [manager]}
    gus:";

const RULES: &str = "roles: {manager: {permissions: [manage_users, edit_settings]}}
approvals: {refund.large: {roles: [lead]}}
views:";

/// A desk at which Lia approves refunds, and Max manages users and settings.
fn desk() -> Desk {
    let text = USERS.replacen("\n    gus:", LEADS, 1);
    let desk = Desk::with(&text.replacen("views:", RULES, 1));
    let opened = desk.service.set_up().open().expect("the file can be used");
    assert_eq!(opened.not_hashed, None);
    desk
}

/// A refund whose amount is behind a pointer that its owner keeps.
struct Refund(Arc<AtomicU64>);

impl Hash for Refund {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.load(Ordering::Relaxed).hash(state);
    }
}

impl ApprovableAction for Refund {
    const NAME: &'static str = "refund.large";

    fn title(&self) -> String {
        "A refund".to_owned()
    }
}

fn refund() -> Refund {
    Refund(Arc::new(AtomicU64::new(6_900)))
}

fn approve(desk: &Desk, session: &Session, by: (&str, &str)) -> Result<Grant, ApproveError> {
    let request = ApprovalRequest::new(session, ActionSummary::of(&refund()));
    let input = ApproverInput {
        login: by.0.to_owned(),
        proof: ApproverProof::Factors(secret(by.1).into()),
        reason: String::new(),
    };
    desk.service.approvals().approve(&request, &input)
}

/// A cashier has a small refund approved, and changes the amount behind the approver's back.
#[test]
fn r111_a_cashier_changes_the_amount_after_it_was_approved() {
    let desk = desk();
    let bob = desk.sign_in(BOB).expect("in");
    let grant = approve(&desk, &bob, LIA).expect("approved");
    let refund = refund();
    let amount = Arc::clone(&refund.0);
    let approved = Approved::of(&bob, refund, grant).expect("as approved");
    amount.store(690_000, Ordering::Relaxed);
    assert_eq!(approved.spend().err(), Some(ApprovalError::Ended));
}

/// A cashier keeps the proof of an approval, with a copy of the session, until the approver has left.
#[test]
fn r111_a_cashier_keeps_the_proof_over_a_lock() {
    let desk = desk();
    let bob = desk.sign_in(BOB).expect("in");
    let copy = bob.clone();
    let grant = approve(&desk, &bob, LIA).expect("approved");
    let kept = Approved::of(&copy, refund(), grant).expect("valid");
    let locked = desk.service.sessions().lock(&bob, LockReason::Locked);
    assert_eq!(locked, Ok(()));
    let unlocked = desk.service.sessions().unlock(&bob, &secret(BOB.1).into());
    assert!(unlocked.is_ok());
    assert_eq!(kept.spend().err(), Some(ApprovalError::Ended));
}

/// A cashier guesses the password of an approver at the dialog and at the sign-in form by turns.
#[test]
fn r111_a_guesser_goes_from_the_dialog_to_the_sign_in_form() {
    let desk = desk();
    let bob = desk.sign_in(BOB).expect("in");
    for number in 0..5 {
        let guess = secret(&format!("guess {number}"));
        if number % 2 == 0 {
            let refused = approve(&desk, &bob, ("lia@example.org", guess.expose())).err();
            assert_eq!(refused, Some(ApproveError::SignIn(SignInError::Refused)));
        } else {
            assert!(desk.service.sign_in().with_password("lia", &guess).is_err());
        }
    }
    let refused = approve(&desk, &bob, LIA).err();
    let is_locked = matches!(refused, Some(ApproveError::SignIn(SignInError::Locked(_))));
    assert!(is_locked, "{refused:?}");
}

/// A cashier wants to find out at the dialog who can approve, and who has an account.
#[test]
fn r111_the_dialog_tells_a_stranger_neither_names_nor_roles() {
    let desk = desk();
    let bob = desk.sign_in(BOB).expect("in");
    let answer = |login| approve(&desk, &bob, (login, "a guess")).err();
    let unknown = answer("no.such.user");
    for login in ["lia", "ada", "max", "eve", "gus", "lia@example.org"] {
        assert_eq!(answer(login), unknown, "{login}");
    }
}

/// A manager of users wants to approve in the place of a lead, or through an account of their own.
#[test]
fn r111_a_manager_takes_an_approver_over_or_makes_one() {
    let desk = desk();
    let max = desk.sign_in(MAX).expect("in");
    let by = Caller::Session(&max);
    let users = desk.service.users();
    let denied = Some(UserError::NotAllowed);
    assert_eq!(users.start_reset(by, "lia").err(), denied);
    assert_eq!(users.end_credentials(by, "lia").err(), denied);
    assert_eq!(users.turn_off_two_factor(by, "lia").err(), denied);
    assert_eq!(users.sign_out_everywhere(by, "lia").err(), denied);
    let email = UserChange::default().email("max2@example.org");
    assert_eq!(users.change(by, "lia", &email).err(), denied);
    for login in ["bob", "max"] {
        let lead = UserChange::default().roles(["till", "lead"]);
        assert_eq!(users.change(by, login, &lead).err(), denied, "{login}");
    }
    let rename = Setting::Role(
        Role::parse("lead").expect("a role"),
        RoleChange::Rename(Role::parse("boss").expect("a role")),
    );
    let renamed = desk.service.settings().preview(by, vec![rename]);
    assert_eq!(renamed.err(), denied);
    let new_users = Setting::RegistrationRoles(vec![Role::parse("lead").expect("a role")]);
    let given = desk.service.settings().preview(by, vec![new_users]);
    assert!(given.is_err());
}

/// An administrator restores a version of the file from before the rule.
#[test]
fn r111_an_administrator_restores_a_version_without_the_rule() {
    let desk = desk();
    let ada = desk.sign_in(ADA).expect("in");
    desk.edit("approvals: {refund.large: {roles: [lead]}}\n", "");
    // A change keeps the version before it.
    let change = UserChange::default().disabled(true);
    let by = Caller::Session(&ada);
    assert_eq!(desk.service.users().change(by, "bob", &change), Ok(()));
    desk.edit(
        "views:",
        "approvals: {refund.large: {roles: [lead]}}\nviews:",
    );
    let backups = desk.service.backups();
    let list = backups.overview(&ada).expect("listed");
    let latest = list.entries.first().expect("a version").backup.number;
    let restored = backups.preview(&ada, latest);
    assert!(matches!(restored.err(), Some(UserError::OwnerSettings(_))));
}
