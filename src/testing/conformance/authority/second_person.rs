//! Approvals of a second person.

use crate::domain::approval::{ActionSummary, ApprovableAction};
use crate::service::account::Factors;
use crate::service::approvals::error::ApproveError;
use crate::service::approvals::{ApprovalRequest, ApproverInput, ApproverProof};
use crate::service::ports::{
    ApprovalAnswer, ApprovalTicket, ApproverFactors, AskedOfServer, Cancellation, Verdict,
};
use crate::testing::conformance::authority::desk::{AuthoritySite, Desk, PASSWORD, secret};

#[derive(Hash)]
struct Refund;

impl ApprovableAction for Refund {
    const NAME: &'static str = "refund.large";

    fn title(&self) -> String {
        "Refund".to_owned()
    }
}

/// No store of a site has a rule, so that nothing can be approved.
pub(super) fn nothing_without_a_rule<S: AuthoritySite>(desk: &Desk<S>) {
    let till = desk.restricted();
    let view = till.enter("bob", PASSWORD);
    let summary = ActionSummary::of(&Refund);
    let request = ApprovalRequest::new(&view.session, summary.clone());
    let input = ApproverInput {
        login: "ada".to_owned(),
        proof: ApproverProof::Factors(Factors::from(secret(PASSWORD))),
        reason: String::new(),
    };
    let made = till.service.approvals().approve(&request, &input);
    assert_eq!(made.err(), Some(ApproveError::NotNamed));
    let authority = till.dependencies.authority.clone();
    let authority = authority.expect("a restricted computer");
    let server = authority.approvals().expect("it checks approvers");
    let (caller, reason) = (view.session.user().id, "");
    let ask = |password: &str| {
        let password = secret(password);
        let asked = AskedOfServer {
            caller,
            summary: &summary,
            reason,
        };
        let approver = ApproverFactors {
            login: "ada",
            password: &password,
            code: None,
            is_published: false,
        };
        let verdict = server.approve(&asked, &approver, &Cancellation::default());
        verdict.expect("a verdict")
    };
    let right = ask(PASSWORD);
    assert!(
        matches!(right, Verdict::Right(ApprovalAnswer::NotNamed)),
        "{right:?}"
    );
    assert!(!server.holds(&ApprovalTicket::new([7; 32])));
    assert!(till.users().iter().all(|name| name != "ada"), "no session");
}
