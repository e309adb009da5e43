//! A walk of role × action × approver: who can have what approved by whom.

use egui_authenticator::domain::approval::ActionSummary;
use egui_authenticator::domain::audit_detail::AuditDetail;
use egui_authenticator::service::approvals::ApprovalRequest;
use egui_authenticator::service::approvals::approved::Approved;
use egui_authenticator::service::approvals::error::{ApprovalError, ApproveError};

use super::{OpenDrawer, Refund, ask, input, of_approvals, refund, spend};
use crate::harness::{Desk, USERS};

/// A user, and whether they can approve refunds and open the drawer.
const USERS_AND_RIGHTS: [(&str, &[&str], [bool; 2]); 6] = [
    ("nil", &[], [false, false]),
    ("tim", &["till"], [false, false]),
    ("liz", &["lead"], [true, false]),
    ("kim", &["keeper"], [false, true]),
    ("zoe", &["lead", "keeper"], [true, true]),
    ("pam", &["admin"], [false, false]),
];

const PASSWORD: &str = "the same for all of them";

/// A refund takes two people, and the drawer one with the role.
const RULES: &str = "approvals:
  refund.large: {roles: [lead]}
  drawer.open: {roles: [keeper], allow_same_person: true}
views:";

fn desk() -> Desk {
    let users = USERS_AND_RIGHTS.map(|(name, roles, _)| {
        let roles = roles.join(", ");
        format!("\n    {name}: {{first_name: {name}, password: {PASSWORD}, roles: [{roles}]}}")
    });
    let text = USERS.replacen("\n    gus:", &format!("{}\n    gus:", users.concat()), 1);
    let desk = Desk::with(&text.replacen("views:", RULES, 1));
    assert!(desk.service.set_up().open().is_ok());
    desk
}

#[test]
fn r111_a_walk_of_role_and_action_and_approver() {
    let desk = desk();
    for (asker, _, _) in USERS_AND_RIGHTS {
        let session = desk.sign_in((asker, PASSWORD)).expect("in");
        for (by, _, rights) in USERS_AND_RIGHTS {
            for (action, may) in rights.into_iter().enumerate() {
                let request = if action == 0 {
                    ask(&session)
                } else {
                    ApprovalRequest::new(&session, ActionSummary::of(&OpenDrawer))
                };
                let case = format!("{asker} asks {by} for {}", request.summary().action);
                let events = desk.service.audit_log().events();
                let result = desk
                    .service
                    .approvals()
                    .approve(&request, &input((by, PASSWORD)));
                let expected = match (action, asker == by, may) {
                    (0, true, _) => Err(ApproveError::SamePerson),
                    (_, _, false) => Err(ApproveError::NotAllowed),
                    (_, _, true) => Ok(()),
                };
                assert_eq!(
                    result.as_ref().map(drop).map_err(Clone::clone),
                    expected,
                    "{case}"
                );
                assert_eq!(session.user().username.as_str(), asker, "{case}");
                let recorded = of_approvals(&events);
                let [event] = recorded.as_slice() else {
                    panic!("{case}: {recorded:?}")
                };
                assert_eq!([event.who.as_str(), &event.whom], [asker, by], "{case}");
                assert_eq!(event.is_done, expected.is_ok(), "{case}");
                assert!(
                    matches!(event.detail, AuditDetail::Approval { .. }),
                    "{case}"
                );
                let Ok(grant) = result else { continue };
                // Of the two actions, only the one that was approved, and once.
                if action == 0 {
                    assert_eq!(spend(&session, grant), Ok(refund()), "{case}");
                } else {
                    let other = Approved::<Refund>::of(&session, refund(), grant);
                    assert_eq!(other.err(), Some(ApprovalError::Ended), "{case}");
                }
            }
        }
    }
}
