//! The proof of an approval, and what it is worth afterwards.

use egui_authenticator::domain::approval::ActionSummary;
use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::service::Session;
use egui_authenticator::service::approvals::ApprovalRequest;
use egui_authenticator::service::approvals::approved::Approved;
use egui_authenticator::service::approvals::error::{ApprovalError, ApproveError};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::service::users::UserChange;

use super::{LIA, OpenDrawer, Refund, approve, ask, desk, desk_with, input, refund, spend};
use crate::harness::{BOB, Desk, secret};

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
fn r111_a_key_that_is_not_understood_is_an_error() {
    let desk = desk();
    desk.edit(
        "    roles: [lead]\n",
        "    roles: [lead]\n    require_reasons: true\n",
    );
    assert!(desk.restarted().set_up().open().is_err());
}
