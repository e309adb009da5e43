//! A cashier who wants to approve with the PIN of a colleague, or to find out who has one.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use egui_authenticator::domain::approval::{ActionSummary, ApprovableAction};
use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::settings::{Hashing, Settings};
use egui_authenticator::domain::user_key::{Key, SALT_BYTES};
use egui_authenticator::service::Session;
use egui_authenticator::service::account::AccountChange;
use egui_authenticator::service::approvals::approved::Approved;
use egui_authenticator::service::approvals::error::{ApprovalError, ApproveError};
use egui_authenticator::service::approvals::grant::Grant;
use egui_authenticator::service::approvals::{ApprovalRequest, ApproverInput, ApproverProof};
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::ports::{Cancellation, Clock, HasherError, PasswordHasher};
use egui_authenticator::service::users::UserError;
use egui_authenticator::store::memory::ManualClock;

use crate::harness::{ADA, BOB, Desk, QuickHasher, USERS, secret};

const LIA: (&str, &str) = ("lia", "seven green lanterns");
const PIN: &str = "7391";
const WRONG: &str = "8052";

const LEADS: &str = "
    lia: {email: lia@example.org, first_name: Lia, password: seven green lanterns, roles: [lead]}
    max: {email: max@example.org, first_name: Max, password: a river under the road, roles: [lead]}
    tom: {email: tom@example.org, first_name: Tom, password: a boat on the green hill, roles: [lead]}
    gus:";

const RULES: &str = "quick: {pin: true}
lockout: {after: 50}
approvals:
  till.open: {roles: [lead], pin: true}
  users.delete: {roles: [lead]}
views:";

#[derive(Hash)]
struct OpenTill(u32);

impl ApprovableAction for OpenTill {
    const NAME: &'static str = "till.open";
    const PIN: bool = true;

    fn title(&self) -> String {
        "Open the till".to_owned()
    }
}

/// Lia has a PIN, and so has Tom, whose last full sign-in is too long ago. Max has none.
fn desk() -> Desk {
    let text = USERS.replacen("\n    gus:", LEADS, 1);
    let desk = Desk::with(&text.replacen("views:", RULES, 1));
    assert!(desk.service.set_up().open().is_ok());
    set_pin(&desk, ("tom", "a boat on the green hill"));
    desk.clock.advance(12 * 3_600);
    set_pin(&desk, LIA);
    desk
}

fn set_pin(desk: &Desk, who: (&str, &str)) {
    let session = desk.sign_in(who).expect("in");
    let change = AccountChange::Pin(secret(PIN));
    let account = desk.service.account();
    let set = account.change(&session, &secret(who.1).into(), change);
    assert!(set.is_ok());
}

fn by_pin((login, pin): (&str, &str)) -> ApproverInput {
    ApproverInput {
        login: login.to_owned(),
        proof: ApproverProof::Pin(secret(pin)),
        reason: String::new(),
    }
}

fn approve(desk: &Desk, session: &Session, by: (&str, &str)) -> Result<Grant, ApproveError> {
    let request = ApprovalRequest::new(session, ActionSummary::of(&OpenTill(1)));
    desk.service.approvals().approve(&request, &by_pin(by))
}

/// Counts the keys that are derived, which take time on the clock of the test, as passwords do.
struct Counting {
    clock: Arc<ManualClock>,
    derived: Arc<AtomicU32>,
}

impl PasswordHasher for Counting {
    fn hash(&self, password: &Secret, how: Hashing) -> Result<StoredHash, HasherError> {
        QuickHasher.hash(password, how)
    }

    fn verify(&self, password: &Secret, hash: &StoredHash) -> Result<bool, HasherError> {
        self.clock
            .wait(Duration::from_millis(200), &Cancellation::default());
        QuickHasher.verify(password, hash)
    }

    fn is_below(&self, hash: &StoredHash, how: Hashing) -> bool {
        QuickHasher.is_below(hash, how)
    }

    fn derive(&self, password: &Secret, salt: &[u8; SALT_BYTES]) -> Result<Key, HasherError> {
        self.derived.fetch_add(1, Ordering::Relaxed);
        self.clock
            .wait(Duration::from_millis(70), &Cancellation::default());
        QuickHasher.derive(password, salt)
    }

    fn decoy(&self, how: Hashing) -> Result<StoredHash, HasherError> {
        QuickHasher.decoy(how)
    }
}

/// A cashier wants to find out who has a PIN: by the answer, by the time, and by what the keyring is asked.
#[test]
fn r111_a_cashier_looks_for_those_who_have_a_pin() {
    let mut desk = desk();
    let derived = Arc::new(AtomicU32::new(0));
    let hasher = Counting {
        clock: Arc::clone(&desk.clock),
        derived: Arc::clone(&derived),
    };
    desk.replace(|ports| ports.hasher = Arc::new(hasher));
    let bob = desk.sign_in(BOB).expect("in");
    // The first refusal measures how long hashes take.
    assert!(approve(&desk, &bob, ("no.such.user", WRONG)).is_err());
    let try_one = |login: &str| {
        let before = (derived.load(Ordering::Relaxed), desk.computer_vault.calls());
        let start = desk.clock.elapsed();
        let refused = approve(&desk, &bob, (login, WRONG)).err();
        let time = desk.clock.elapsed().saturating_sub(start);
        let keys = derived.load(Ordering::Relaxed) - before.0;
        (refused, time, keys, desk.computer_vault.calls() - before.1)
    };
    let unknown = try_one("no.such.user");
    assert_eq!(unknown.0, Some(ApproveError::PinRefused));
    for login in ["lia", "max", "tom", "ada", "eve", "gus", "lia@example.org"] {
        assert_eq!(try_one(login), unknown, "{login}");
    }
    for _ in 0..5 {
        assert_eq!(try_one("lia"), unknown, "also once it is spent");
    }
}

/// A cashier asks for the deletion of a user, and enters the PIN that they have seen.
#[test]
fn r111_a_pin_is_entered_for_an_action_of_the_program() {
    let desk = desk();
    let ada = desk.sign_in(ADA).expect("in");
    let attempt = desk.service.users().remove(Caller::Session(&ada), "gus");
    let Err(UserError::ApprovalRequired(summary)) = attempt else {
        panic!("it needs an approval")
    };
    // Also if the action is made out to allow it.
    let mut changed = (*summary).clone();
    changed.allows_pin = true;
    for summary in [*summary, changed] {
        let request = ApprovalRequest::new(&ada, summary);
        let approvals = desk.service.approvals();
        let refused = approvals.approve(&request, &by_pin((LIA.0, PIN))).err();
        assert_eq!(refused, Some(ApproveError::PinRefused));
    }
}

/// A store of an app keeps a rule that the file could not have.
#[test]
fn r111_a_store_says_that_a_pin_approves_an_action_of_the_program() {
    let settings = Settings::default().approved_by("users.delete", &["lead"]);
    let mut rows = settings.rows();
    let pin = rows.iter_mut().find(|(path, _)| path == "approvals.0.pin");
    "true".clone_into(&mut pin.expect("a row").1);
    assert!(Settings::of_rows(rows).is_err());
}

/// A cashier has one drawer approved with the PIN, and opens another one, or the same one twice.
#[test]
fn r111_an_approval_by_pin_is_used_for_something_else_or_twice() {
    let desk = desk();
    let bob = desk.sign_in(BOB).expect("in");
    let grant = approve(&desk, &bob, (LIA.0, PIN)).expect("approved");
    let other = Approved::of(&bob, OpenTill(2), grant).err();
    assert_eq!(other, Some(ApprovalError::Ended));
    let again = desk.sign_in(BOB).expect("in");
    let grant = approve(&desk, &bob, (LIA.0, PIN)).expect("approved");
    let elsewhere = Approved::of(&again, OpenTill(1), grant).err();
    assert_eq!(elsewhere, Some(ApprovalError::Ended));
}

/// A cashier who has the role as well approves with their own PIN under each of their names.
#[test]
fn r111_a_cashier_enters_the_own_pin() {
    let desk = desk();
    let lia = desk.sign_in(LIA).expect("in");
    for login in ["lia", " LIA ", "lia@example.org"] {
        let refused = approve(&desk, &lia, (login, PIN)).err();
        assert_eq!(refused, Some(ApproveError::SamePerson), "{login}");
    }
}

/// A cashier guesses the PIN at the dialog and at the lock by turns, in two processes.
#[test]
fn r111_a_guesser_has_five_tries_of_a_pin_wherever_they_are_made() {
    let desk = desk();
    let bob = desk.sign_in(BOB).expect("in");
    for number in 0..5 {
        if number % 2 == 0 {
            assert!(approve(&desk, &bob, (LIA.0, WRONG)).is_err());
        } else {
            let other = desk.restarted();
            let entered = other.quick_unlock().sign_in(LIA.0, &secret(WRONG));
            assert!(entered.is_err());
        }
    }
    let refused = approve(&desk, &bob, (LIA.0, PIN)).err();
    assert_eq!(refused, Some(ApproveError::PinRefused));
    let entered = desk.service.quick_unlock().sign_in(LIA.0, &secret(PIN));
    assert!(entered.is_err());
}
