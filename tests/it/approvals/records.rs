//! What the audit log says of approvals.

use egui_authenticator::domain::approval::ActionSummary;
use egui_authenticator::domain::audit_detail::{AuditDetail, AuditWord};
use egui_authenticator::service::approvals::error::ApproveError;
use egui_authenticator::service::approvals::{ApprovalRequest, ApproverInput};

use super::{LIA, OpenDrawer, approve, ask, desk, desk_with, input, of_approvals, refund};
use crate::harness::{ADA, BOB};

#[test]
fn r111_a_rule_can_require_a_reason_which_is_recorded_with_both_names_and_the_data() {
    let desk = desk_with("    require_reason: true\n");
    let events = desk.service.audit_log().events();
    let bob = desk.sign_in(BOB).expect("in");
    let missing = approve(&desk, &bob, LIA).err();
    assert_eq!(missing, Some(ApproveError::ReasonMissing));
    let input = ApproverInput {
        reason: " Arrived damaged ".to_owned(),
        ..input(LIA)
    };
    assert!(desk.service.approvals().approve(&ask(&bob), &input).is_ok());
    let recorded = of_approvals(&events);
    let [event] = recorded.as_slice() else {
        panic!("{recorded:?}")
    };
    assert!(event.is_done);
    assert_eq!([event.who.as_str(), &event.whom], ["bob", "lia"]);
    let detail = AuditDetail::Approval {
        action: "refund.large".to_owned(),
        digest: ActionSummary::of(&refund()).digest.short(),
        word: AuditWord::Approved,
        locks: false,
        text: "\"Refund of 6900 cents\" Arrived damaged".to_owned(),
    };
    assert_eq!(event.detail, detail);
}

#[test]
fn r111_refused_approvals_are_recorded_without_what_was_typed_as_a_name() {
    let desk = desk();
    desk.edit("roles: [till]", "roles: [till, lead]");
    let bob = desk.sign_in(BOB).expect("in");
    let events = desk.service.audit_log().events();
    for by in [("lia", "wrong"), ("a password by mistake", "x"), ADA, BOB] {
        assert!(approve(&desk, &bob, by).is_err());
    }
    let request = ApprovalRequest::new(&bob, ActionSummary::of(&OpenDrawer));
    let unnamed = desk.service.approvals().approve(&request, &input(LIA));
    assert!(unnamed.is_err());
    let recorded = of_approvals(&events).into_iter().map(|event| {
        assert!(!event.is_done && event.who == "bob");
        let AuditDetail::Approval { word, .. } = event.detail else {
            panic!("{:?}", event.detail)
        };
        (event.whom, word)
    });
    let recorded: Vec<_> = recorded.collect();
    let expected = [
        ("lia", AuditWord::WrongPassword),
        ("•••", AuditWord::UnknownName),
        ("ada", AuditWord::NotAllowed),
        ("bob", AuditWord::SamePerson),
        ("", AuditWord::NotAllowed),
    ];
    let expected = expected.map(|(whom, word)| (whom.to_owned(), word));
    assert_eq!(recorded, expected);
}
