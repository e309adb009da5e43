//! Approvals of a second person.

use crate::domain::approval::{ActionSummary, ApprovableAction, ApprovalRule};
use crate::domain::role::Role;
use crate::service::account::Factors;
use crate::service::approvals::error::ApproveError;
use crate::service::approvals::{ApprovalRequest, ApproverInput, ApproverProof};
use crate::service::ports::{
    ApprovalAnswer, ApprovalServer, ApprovalTicket, ApproverFactors, AskedOfServer, Authority,
    Cancellation, Verdict,
};
use crate::service::session_view::SessionView;
use crate::testing::conformance::authority::desk::{
    AuthoritySite, Computer, Desk, OTHER, PASSWORD, secret,
};

#[derive(Hash)]
struct Refund;

impl ApprovableAction for Refund {
    const NAME: &'static str = "refund.large";

    fn title(&self) -> String {
        "Refund".to_owned()
    }
}

fn server(computer: &Computer) -> &dyn ApprovalServer {
    let authority = computer.dependencies.authority.as_deref();
    let approvals = authority.and_then(Authority::approvals);
    approvals.expect("it checks approvers")
}

/// Asks a user to approve the refund of another one.
fn ask(
    computer: &Computer,
    view: &SessionView,
    (login, password): (&str, &str),
    reason: &str,
) -> Verdict<ApprovalAnswer> {
    let asked = AskedOfServer {
        caller: view.session.user().id,
        summary: &ActionSummary::of(&Refund),
        reason,
    };
    let approver = ApproverFactors {
        login,
        password: &secret(password),
        code: None,
        is_published: false,
    };
    let verdict = server(computer).approve(&asked, &approver, &Cancellation::default());
    verdict.expect("a verdict")
}

/// Without a rule, nothing can be approved.
pub(super) fn nothing_without_a_rule<S: AuthoritySite>(desk: &Desk<S>) {
    let till = desk.restricted();
    let view = till.enter("bob", PASSWORD);
    let request = ApprovalRequest::new(&view.session, ActionSummary::of(&Refund));
    let input = ApproverInput {
        login: "ada".to_owned(),
        proof: ApproverProof::Factors(Factors::from(secret(PASSWORD))),
        reason: String::new(),
    };
    let made = till.service.approvals().approve(&request, &input);
    assert_eq!(made.err(), Some(ApproveError::NotNamed));
    let right = ask(&till, &view, ("ada", PASSWORD), "");
    assert!(
        matches!(right, Verdict::Right(ApprovalAnswer::NotNamed)),
        "{right:?}"
    );
    assert!(!server(&till).holds(&ApprovalTicket::new([7; 32])));
    assert!(till.users().iter().all(|name| name != "ada"), "no session");
}

/// With one, only another user with one of its roles approves, for as long as it says, and attempts count like those to sign in.
pub(super) fn by_the_rule<S: AuthoritySite>(desk: &Desk<S>) {
    let lead = Role::parse("lead").expect("a role");
    desk.add("dana", |user| user.roles.push(lead.clone()));
    let mut rule = ApprovalRule::new(Refund::NAME.to_owned());
    rule.roles = vec![lead];
    rule.require_reason = true;
    desk.site.add_rule(&rule);
    let till = desk.restricted();
    let view = till.enter("bob", PASSWORD);
    let answer = |who, reason| ask(&till, &view, (who, PASSWORD), reason);
    let refused = answer("ada", "torn");
    assert!(
        matches!(refused, Verdict::Right(ApprovalAnswer::NotAllowed)),
        "an administrator is no exception: {refused:?}"
    );
    let refused = answer("bob", "torn");
    assert!(
        matches!(refused, Verdict::Right(ApprovalAnswer::SamePerson)),
        "{refused:?}"
    );
    let refused = answer("dana", "");
    assert!(
        matches!(refused, Verdict::Right(ApprovalAnswer::ReasonMissing)),
        "{refused:?}"
    );
    let wrong = || ask(&till, &view, ("dana", OTHER), "torn");
    assert!(matches!(wrong(), Verdict::Wrong { .. }));
    let given = match answer("dana", "torn") {
        Verdict::Right(ApprovalAnswer::Given(given)) => given,
        other => panic!("{other:?}"),
    };
    assert_eq!(given.approver.username.as_str(), "dana");
    assert!(server(&till).holds(&given.ticket));
    assert!(till.users().iter().all(|name| name != "dana"), "no session");
    desk.site.pass(rule.valid_seconds + 1);
    assert!(till.service.sessions().refresh(&view.session).is_ok());
    assert!(!server(&till).holds(&given.ticket), "its time has passed");
    // The failure before stays.
    for _ in 0..4 {
        assert!(matches!(wrong(), Verdict::Wrong { .. }));
    }
    let locked = answer("dana", "torn");
    assert!(matches!(locked, Verdict::Locked(_)), "{locked:?}");
    let locked = desk.trusted.refused("dana", PASSWORD);
    assert!(locked.is_some(), "on all computers");
}
