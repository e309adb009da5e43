//! The use cases of approvals over a real server.

use egui_authenticator::Caller;
use egui_authenticator::domain::approval::{ActionSummary, ApprovableAction};
use egui_authenticator::domain::page::{Page, PageAccess, PageContent, PageId};
use egui_authenticator::service::Session;
use egui_authenticator::service::account::Factors;
use egui_authenticator::service::approvals::approved::Approved;
use egui_authenticator::service::approvals::error::{ApprovalError, ApproveError};
use egui_authenticator::service::approvals::grant::Grant;
use egui_authenticator::service::approvals::{ApprovalRequest, ApproverInput, ApproverProof};
use egui_authenticator::service::pages::{OpenedPage, PageError};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::users::UserError;
use egui_authenticator::use_cases::UserChange;

use crate::computers::OWNER;
use crate::own_account::setting_rows;
use crate::restricted_program::{PASSWORD, Shop, Till, secret};

#[derive(Hash)]
struct Refund(u64);

impl ApprovableAction for Refund {
    const NAME: &'static str = "refund.large";

    fn title(&self) -> String {
        format!("Refund of {}", self.0)
    }
}

/// A shop in which the lead `lia` approves.
fn shop() -> Shop {
    let shop = Shop::open();
    shop.add("lia");
    let lead = UserChange::default().roles(["lead"]);
    let users = shop.trusted.users();
    users.change(OWNER, "lia", &lead).expect("changed");
    let mut settings = egui_authenticator::Settings::default()
        .approved_by("refund.large", &["lead"])
        .approved_by("safe.open", &["lead"])
        .approved_by("users.delete", &["lead"]);
    let access = PageAccess {
        everyone: true,
        ..PageAccess::default()
    };
    let content = PageContent::Markdown("The combination".to_owned());
    let mut page = Page::new(
        PageId("safe".to_owned()),
        "Safe".to_owned(),
        access,
        content,
    );
    page.approval = Some("safe.open".to_owned());
    settings.views = vec![page];
    let rows = setting_rows(&settings.rows());
    shop.database.sql(&format!(
        "{rows}; UPDATE auth_inner.head SET revision = sha256(revision), settings_seq = seq; DELETE FROM auth_inner.past"
    ));
    shop
}

fn ask(
    till: &Till,
    session: &Session,
    summary: ActionSummary,
    (login, password): (&str, &str),
) -> Result<Grant, ApproveError> {
    let request = ApprovalRequest::new(session, summary);
    let input = ApproverInput {
        login: login.to_owned(),
        proof: ApproverProof::Factors(Factors::from(secret(password))),
        reason: String::new(),
    };
    till.service.approvals().approve(&request, &input)
}

fn refund(till: &Till, session: &Session, cents: u64) -> Grant {
    let summary = ActionSummary::of(&Refund(cents));
    ask(till, session, summary, ("lia", PASSWORD)).expect("granted")
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_an_action_of_an_app_is_approved_at_a_till() {
    let shop = shop();
    let till = shop.till("till1");
    let view = till.enter("bob", PASSWORD).expect("in");
    let session = &view.session;
    for (login, password, expected) in [
        (
            "lia",
            "a wrong password",
            ApproveError::SignIn(SignInError::Refused),
        ),
        ("bob", PASSWORD, ApproveError::SamePerson),
        ("ada", PASSWORD, ApproveError::NotAllowed),
    ] {
        let made = ask(
            &till,
            session,
            ActionSummary::of(&Refund(5)),
            (login, password),
        );
        assert_eq!(made.err(), Some(expected), "{login}");
    }
    assert_eq!(shop.failures("lia"), 1);
    let grant = refund(&till, session, 5);
    assert_eq!(grant.approver().username.as_str(), "lia");
    let other = Approved::of(session, Refund(6), grant);
    assert_eq!(other.err(), Some(ApprovalError::Ended), "other data");
    let approved = Approved::of(session, Refund(5), refund(&till, session, 5));
    let spent = approved.and_then(Approved::spend);
    assert!(spent.is_ok_and(|refund| refund.0 == 5));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_an_approval_at_a_till_ends_with_the_approvers_role() {
    let shop = shop();
    let till = shop.till("till1");
    let view = till.enter("bob", PASSWORD).expect("in");
    let grant = refund(&till, &view.session, 5);
    let change = UserChange::default().roles(["till"]);
    let users = shop.trusted.users();
    users.change(OWNER, "lia", &change).expect("changed");
    till.service
        .sessions()
        .refresh(&view.session)
        .expect("read");
    let approved = Approved::of(&view.session, Refund(5), grant);
    assert_eq!(approved.err(), Some(ApprovalError::Ended));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_a_page_is_shown_at_a_till_once_it_is_approved() {
    let shop = shop();
    let till = shop.till("till1");
    let view = till.enter("bob", PASSWORD).expect("in");
    let (pages, safe) = (till.service.pages(), PageId("safe".to_owned()));
    let Err(PageError::ApprovalRequired(summary)) = pages.open(&view.session, &safe) else {
        panic!("it needs an approval");
    };
    let grant = ask(&till, &view.session, *summary, ("lia", PASSWORD)).expect("granted");
    let session = view.session.with_approval(grant);
    let shown = pages.open(&session, &safe).expect("shown");
    assert!(format!("{shown:?}").contains("combination"));
    assert!(matches!(shown, OpenedPage::Markdown(_)));
    assert!(
        pages.open(&view.session, &safe).is_err(),
        "of this copy only"
    );
    let other = till.enter("ada", PASSWORD).expect("in");
    assert!(pages.open(&other.session, &safe).is_err());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r111_an_administrator_removes_a_user_at_a_till_once_it_is_approved() {
    let shop = shop();
    let till = shop.till("till1");
    let view = till.enter("ada", PASSWORD).expect("in");
    let users = till.service.users();
    let removed = users.remove(Caller::Session(&view.session), "bob");
    let Err(UserError::ApprovalRequired(summary)) = removed else {
        panic!("{removed:?}");
    };
    assert_eq!(summary.details[0].0, "bob");
    let grant = ask(&till, &view.session, *summary, ("lia", PASSWORD)).expect("granted");
    let approved = view.session.with_approval(grant);
    users
        .remove(Caller::Session(&approved), "bob")
        .expect("removed");
    let gone = shop.trusted.users().find(OWNER, "bob").err();
    assert_eq!(gone, Some(UserError::Unknown));
    let again = users.remove(Caller::Session(&approved), "lia");
    assert!(matches!(again, Err(UserError::ApprovalRequired(_))));
    let verified = shop.trusted.audit_log().verify(OWNER);
    assert!(verified.is_ok(), "{verified:?}");
}
