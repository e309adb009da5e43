//! The approver's PIN in place of the password, where the action and its rule allow it.

use egui_authenticator::domain::approval::{ActionSummary, ApprovableAction};
use egui_authenticator::domain::audit_detail::{AuditDetail, AuditWord};
use egui_authenticator::domain::pin::PinError;
use egui_authenticator::domain::quick_unlock::QuickRefusal;
use egui_authenticator::domain::throttle::Locked;
use egui_authenticator::service::account::AccountError;
use egui_authenticator::service::approvals::approved::Approved;
use egui_authenticator::service::approvals::error::{ApprovalError, ApproveError};
use egui_authenticator::service::approvals::grant::Grant;
use egui_authenticator::service::approvals::{ApprovalRequest, ApproverInput, ApproverProof};
use egui_authenticator::service::ports::{TokenVault as _, VaultError};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::{Service, Session};

use super::{LEADS, LIA, MAX, input, of_approvals};
use crate::harness::phone::{app, pending, switch_on};
use crate::harness::{ADA, BOB, Desk, USERS, secret};
use crate::quick_unlock::{PIN, WRONG, renewed, set_pin, unlock, unlock_with_password, with_pin};

/// A host that allows a PIN for it, as the rule does.
#[derive(Debug, Hash, PartialEq)]
pub struct OpenTill;

impl ApprovableAction for OpenTill {
    const NAME: &'static str = "till.open";
    const PIN: bool = true;

    fn title(&self) -> String {
        "Open the till".to_owned()
    }
}

/// The host does not allow a PIN, and the rule does.
#[derive(Debug, Hash, PartialEq)]
pub struct VoidReceipt;

impl ApprovableAction for VoidReceipt {
    const NAME: &'static str = "receipt.void";

    fn title(&self) -> String {
        "Void the receipt".to_owned()
    }
}

/// The host allows a PIN, and the rule does not.
#[derive(Debug, Hash, PartialEq)]
struct GiveDiscount;

impl ApprovableAction for GiveDiscount {
    const NAME: &'static str = "discount.give";
    const PIN: bool = true;

    fn title(&self) -> String {
        "Give a discount".to_owned()
    }
}

const RULES: &str = "quick: {pin: true}
lockout: {after: 50}
roles: {manager: {permissions: [manage_users]}}
approvals:
  till.open: {roles: [lead], pin: true}
  receipt.void: {roles: [lead], pin: true}
  discount.give: {roles: [lead]}
views:";

/// A desk at which wrong passwords lock no name, so that what locks is the PIN.
pub fn desk() -> Desk {
    let text = USERS.replacen("\n    gus:", LEADS, 1);
    let desk = Desk::with(&text.replacen("views:", RULES, 1));
    assert!(desk.service.set_up().open().is_ok());
    desk
}

/// The same, with Lia's PIN and Bob's session.
fn with_lias_pin() -> (Desk, Session) {
    let desk = desk();
    drop(with_pin(&desk, LIA));
    let bob = desk.sign_in(BOB).expect("in");
    (desk, bob)
}

fn by_pin(login: &str, pin: &str) -> ApproverInput {
    ApproverInput {
        proof: ApproverProof::Pin(secret(pin)),
        ..input((login, ""))
    }
}

fn ask_for(session: &Session, action: &impl ApprovableAction) -> ApprovalRequest {
    ApprovalRequest::new(session, ActionSummary::of(action))
}

fn approve_at(
    service: &Service,
    session: &Session,
    (login, pin): (&str, &str),
) -> Result<Grant, ApproveError> {
    let request = ask_for(session, &OpenTill);
    service.approvals().approve(&request, &by_pin(login, pin))
}

fn approve(desk: &Desk, session: &Session, by: (&str, &str)) -> Result<Grant, ApproveError> {
    approve_at(&desk.service, session, by)
}

fn spend(session: &Session, grant: Grant) -> Result<OpenTill, ApprovalError> {
    Approved::of(session, OpenTill, grant)?.spend()
}

/// Returns why Lia's PIN does not approve what Bob asks for.
fn refusal(desk: &Desk) -> Option<ApproveError> {
    let bob = desk.sign_in(BOB).expect("in");
    approve(desk, &bob, (LIA.0, PIN)).err()
}

#[test]
fn r111_a_pin_approves_where_the_action_and_the_rule_allow_it_and_the_log_says_so() {
    let (desk, bob) = with_lias_pin();
    let events = desk.service.audit_log().events();
    let grant = approve(&desk, &bob, (LIA.0, PIN)).expect("approved");
    let recorded = of_approvals(&events);
    let [event] = recorded.as_slice() else {
        panic!("{recorded:?}")
    };
    assert!(event.is_done);
    assert_eq!([event.who.as_str(), &event.whom], ["bob", "lia"]);
    let is_by_pin = |detail: &AuditDetail| matches!(detail, AuditDetail::Approval { word, .. } if *word == AuditWord::ApprovedWithPin);
    assert!(is_by_pin(&event.detail), "{:?}", event.detail);
    let kept = AuditDetail::parse(event.kind, &event.detail.to_string());
    assert!(is_by_pin(&kept), "it is read as it was written");
    assert_eq!(spend(&bob, grant), Ok(OpenTill));
    let email = approve(&desk, &bob, ("lia@example.org", PIN));
    assert!(email.is_ok());
}

#[test]
fn r111_a_pin_approves_nothing_that_the_action_or_the_rule_does_not_allow_it_for() {
    let (desk, bob) = with_lias_pin();
    let approvals = desk.service.approvals();
    let requests = [ask_for(&bob, &VoidReceipt), ask_for(&bob, &GiveDiscount)];
    for request in requests {
        for _ in 0..6 {
            let refused = approvals.approve(&request, &by_pin(LIA.0, PIN));
            assert_eq!(refused.err(), Some(ApproveError::PinRefused));
        }
        assert!(approvals.approve(&request, &input(LIA)).is_ok());
    }
    let none = approve(&desk, &bob, (LIA.0, PIN));
    assert!(none.is_ok(), "what is not allowed is not a try");
}

#[test]
fn r111_a_walk_of_role_and_action_and_approver_with_pins() {
    let (desk, _) = with_lias_pin();
    for who in [ADA, BOB, MAX] {
        drop(with_pin(&desk, who));
    }
    for asker in [BOB, LIA] {
        let session = desk.sign_in(asker).expect("in");
        let requests = [
            (ask_for(&session, &OpenTill), true),
            (ask_for(&session, &VoidReceipt), false),
            (ask_for(&session, &GiveDiscount), false),
        ];
        for (request, is_allowed) in requests {
            for by in [ADA, BOB, MAX, LIA] {
                let result = desk.service.approvals();
                let result = result.approve(&request, &by_pin(by.0, PIN));
                let expected = match (is_allowed, asker == by, by == LIA) {
                    (false, _, _) => Some(ApproveError::PinRefused),
                    (true, true, _) => Some(ApproveError::SamePerson),
                    (true, false, false) => Some(ApproveError::NotAllowed),
                    (true, false, true) => None,
                };
                let case = (asker.0, &request.summary().action, by.0);
                assert_eq!(result.err(), expected, "{case:?}");
                assert_eq!(session.user().username.as_str(), asker.0);
            }
        }
    }
}

#[test]
fn r111_the_own_pin_approves_nothing_also_where_the_own_password_does() {
    let desk = desk();
    desk.edit(
        "till.open: {roles: [lead]",
        "till.open: {roles: [lead], allow_same_person: true",
    );
    let lia = with_pin(&desk, LIA);
    let refused = approve(&desk, &lia, (LIA.0, PIN)).err();
    assert_eq!(refused, Some(ApproveError::OwnPin));
    let request = ask_for(&lia, &OpenTill);
    let approved = desk.service.approvals().approve(&request, &input(LIA));
    assert!(approved.is_ok());
}

#[test]
fn r111_five_wrong_pins_end_the_pin_in_every_process_after_restarts_and_clock_changes() {
    let (desk, bob) = with_lias_pin();
    let other = desk.restarted();
    let elsewhere = other.sign_in().with_password(BOB.0, &secret(BOB.1));
    let elsewhere = elsewhere.expect("in").session_view().expect("in").session;
    for (number, advance) in [60, -120, 600, 300, -200].into_iter().enumerate() {
        desk.clock.advance(advance);
        let wrong = if number % 2 == 0 {
            approve(&desk, &bob, (LIA.0, WRONG))
        } else {
            approve_at(&other, &elsewhere, (LIA.0, WRONG))
        };
        assert_eq!(wrong.err(), Some(ApproveError::PinRefused));
    }
    for advance in [0, 3_600, -3_600] {
        desk.clock.advance(advance);
        assert_eq!(refusal(&desk), Some(ApproveError::PinRefused));
    }
    let lia = desk.sign_in(LIA).expect("in");
    let spent = AccountError::Quick(QuickRefusal::Spent);
    assert_eq!(unlock(&desk, &lia, PIN).err(), Some(spent), "one counter");
    unlock_with_password(&desk, &lia, LIA.1);
    assert_eq!(refusal(&desk), None, "after the password");
}

#[test]
fn r111_wrong_pins_count_in_the_throttle_of_the_approver_and_the_same_for_unknown_names() {
    let guesses = |name: &str| {
        let (desk, bob) = with_lias_pin();
        desk.edit("lockout: {after: 50}", "lockout: {after: 5}");
        let guess = |number: usize| {
            if number.is_multiple_of(2) {
                return approve(&desk, &bob, (name, WRONG)).err();
            }
            let request = ask_for(&bob, &OpenTill);
            let typed = input((name, "a guess"));
            desk.service.approvals().approve(&request, &typed).err()
        };
        let found: Vec<_> = (0..6).map(guess).collect();
        (found, desk.sign_in(LIA).is_some())
    };
    let (of_lia, lia_signs_in) = guesses("lia");
    let (of_unknown, _) = guesses("no.such.user");
    assert_eq!(of_lia, of_unknown);
    let last = of_lia.last().cloned().flatten();
    let is_locked = matches!(
        last,
        Some(ApproveError::SignIn(SignInError::Locked(Locked::For(_))))
    );
    assert!(is_locked, "{last:?}");
    assert!(!lia_signs_in, "the sign-in is locked as well");
}

#[test]
fn r111_right_pins_in_between_forget_the_wrong_ones() {
    let (desk, bob) = with_lias_pin();
    for _ in 0..3 {
        for _ in 0..4 {
            assert!(approve(&desk, &bob, (LIA.0, WRONG)).is_err());
        }
        assert!(approve(&desk, &bob, (LIA.0, PIN)).is_ok());
    }
}

/// What is changed, and how.
type Change = fn(&Desk);

#[test]
fn r111_a_pin_that_is_not_accepted_gets_the_answer_of_a_wrong_one() {
    let changes: [(&str, Change); 8] = [
        ("12 hours later", |desk| desk.clock.advance(12 * 3_600)),
        ("PINs are off", |desk| {
            desk.edit("quick: {pin: true}", "quick: {pin: false}");
        }),
        ("a code with every password (R78)", |desk| {
            desk.edit("views:", "two_step: {reauthenticate_for: [lead]}\nviews:");
        }),
        ("a second factor is required", |desk| {
            desk.edit("views:", "two_step: {required_for: [lead]}\nviews:");
        }),
        ("disabled", |desk| {
            desk.edit("    lia: {email", "    lia: {disabled: true, email");
        }),
        ("another password is due", |desk| {
            desk.edit(
                "    lia: {email",
                "    lia: {must_change_password: true, email",
            );
        }),
        ("another computer", |desk| {
            desk.computer_vault.write(&secret("gone")).expect("written");
        }),
        ("no rule for PINs", |desk| {
            desk.edit(
                "till.open: {roles: [lead], pin: true}",
                "till.open: {roles: [lead]}",
            );
        }),
    ];
    for (name, change) in changes {
        let (desk, _) = with_lias_pin();
        assert_eq!(refusal(&desk), None, "{name}");
        change(&desk);
        assert_eq!(refusal(&desk), Some(ApproveError::PinRefused), "{name}");
    }
}

#[test]
fn r111_a_pin_of_an_account_with_a_second_factor_unlocks_and_does_not_approve() {
    let desk = desk();
    let (phone, _) = switch_on(&desk, LIA);
    let step = pending(&desk, LIA);
    let signed_in = desk.service.sign_in();
    let outcome = signed_in.second_factor(&step, &app(&desk, &phone));
    let view = outcome.expect("right").session_view().expect("in");
    let lia = view.session;
    let lia = set_pin(&desk, &lia, LIA.1, PIN).expect("set");
    assert!(unlock(&desk, &lia, PIN).is_ok());
    assert_eq!(refusal(&desk), Some(ApproveError::PinRefused));
}

#[test]
fn r111_what_is_no_pin_is_no_try_and_without_a_keyring_the_password_is_asked_for() {
    let (desk, bob) = with_lias_pin();
    for typed in ["", "739", "739164829"] {
        let refused = approve(&desk, &bob, (LIA.0, typed)).err();
        let length = AccountError::Pin(PinError::Length);
        assert_eq!(refused, Some(ApproveError::PinNotChecked(length)));
    }
    desk.computer_vault.fail_with(Some(VaultError::Locked));
    for login in [LIA.0, MAX.0, "no.such.user"] {
        let refused = approve(&desk, &bob, (login, PIN)).err();
        let locked = AccountError::Vault(VaultError::Locked);
        assert_eq!(
            refused,
            Some(ApproveError::PinNotChecked(locked)),
            "{login}"
        );
    }
    let request = ask_for(&bob, &OpenTill);
    let approved = desk.service.approvals().approve(&request, &input(LIA));
    assert!(approved.is_ok(), "none of them was a failed attempt");
}

#[test]
fn r111_a_pin_approves_nothing_any_more_once_the_rule_or_the_settings_do_not_allow_it() {
    let changes: [Change; 3] = [
        |desk| {
            desk.edit(
                "till.open: {roles: [lead], pin: true}",
                "till.open: {roles: [lead]}",
            );
        },
        |desk| {
            desk.edit("quick: {pin: true}", "quick: {pin: false}");
        },
        |desk| {
            desk.edit("views:", "two_step: {reauthenticate_for: [lead]}\nviews:");
        },
    ];
    for change in changes {
        let (desk, bob) = with_lias_pin();
        let by_pin = approve(&desk, &bob, (LIA.0, PIN)).expect("approved");
        let request = ask_for(&bob, &OpenTill);
        let by_password = desk.service.approvals().approve(&request, &input(LIA));
        change(&desk);
        drop(renewed(&desk, MAX));
        assert_eq!(spend(&bob, by_pin), Err(ApprovalError::Ended));
        assert_eq!(spend(&bob, by_password.expect("approved")), Ok(OpenTill));
    }
}

#[test]
fn r111_a_user_without_the_role_is_told_so_and_not_to_enter_the_password() {
    let desk = desk();
    desk.edit(
        "till.open: {roles: [lead]",
        "till.open: {roles: [lead], allow_same_person: true",
    );
    let bob = with_pin(&desk, BOB);
    let refused = approve(&desk, &bob, (BOB.0, PIN)).err();
    assert_eq!(refused, Some(ApproveError::NotAllowed));
}
