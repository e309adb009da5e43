//! A user who wants to see a page, or start an item of it, that a second person has to approve.

use std::sync::Arc;

use egui_authenticator::domain::approval::{ActionSummary, ApprovableAction};
use egui_authenticator::domain::page::{LaunchItem, PageContent, PageId, Target};
use egui_authenticator::domain::setting::{PageChange, Setting};
use egui_authenticator::service::Session;
use egui_authenticator::service::approvals::error::ApproveError;
use egui_authenticator::service::approvals::grant::Grant;
use egui_authenticator::service::approvals::{ApprovalRequest, ApproverInput, ApproverProof};
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::pages::{LaunchError, PageError};
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::service::users::{UserChange, UserError};

use crate::harness::platform::{OtherPlatform, Started};
use crate::harness::{ADA, BOB, Desk, USERS, secret};

const LIA: (&str, &str) = ("lia", "seven green lanterns");
const LEAD: &str = "
    lia: {email: lia@example.org, first_name: Lia, password: seven green lanterns, roles: [lead]}
    gus:";
const RULES: &str = "approvals:
  till.count: {roles: [lead], valid_seconds: 30}
  office.read: {roles: [lead], valid_seconds: 30}
views:";
const ITEM: &str = "      - title: Count\n";

/// What happens between the approval and its use.
type Later = fn(&Desk, &Session);

/// A desk at which Lia approves that the office is read, and that the first item of the till is started. Tells what is started.
fn desk() -> (Desk, Started) {
    let text = USERS.replacen("\n    gus:", LEAD, 1);
    let text = text.replacen("views:", RULES, 1);
    let text = text.replacen(ITEM, &format!("{ITEM}        approval: till.count\n"), 1);
    let text = text.replacen(
        "    title: Office\n",
        "    title: Office\n    approval: office.read\n",
        1,
    );
    let mut desk = Desk::with(&text);
    assert!(desk.service.set_up().open().is_ok());
    let started = Started::default();
    desk.replace(|ports| {
        ports.platform = Arc::new(OtherPlatform {
            started: Some(Arc::clone(&started)),
            ..OtherPlatform::new(&ports.platform)
        });
    });
    (desk, started)
}

fn launch(desk: &Desk, session: &Session) -> Result<(), LaunchError> {
    let till = PageId("till".to_owned());
    desk.service.pages().launch(session, &till, 0)
}

fn read(desk: &Desk, session: &Session) -> Result<(), PageError> {
    let office = PageId("office".to_owned());
    desk.service.pages().open(session, &office).map(drop)
}

/// What the use case wants to be approved.
fn launch_summary(desk: &Desk, session: &Session) -> ActionSummary {
    match launch(desk, session) {
        Err(LaunchError::ApprovalRequired(summary)) => *summary,
        other => panic!("{other:?}"),
    }
}

fn page_summary(desk: &Desk, session: &Session) -> ActionSummary {
    match read(desk, session) {
        Err(PageError::ApprovalRequired(summary)) => *summary,
        other => panic!("{other:?}"),
    }
}

fn approve(
    desk: &Desk,
    (session, summary): (&Session, ActionSummary),
    by: (&str, &str),
) -> Result<Grant, ApproveError> {
    let input = ApproverInput {
        login: by.0.to_owned(),
        proof: ApproverProof::Factors(secret(by.1).into()),
        reason: String::new(),
    };
    let request = ApprovalRequest::new(session, summary);
    desk.service.approvals().approve(&request, &input)
}

/// A copy of the session for which Lia has approved this.
fn approved(desk: &Desk, session: &Session, summary: ActionSummary) -> Session {
    let grant = approve(desk, (session, summary), LIA);
    session.with_approval(grant.expect("approved"))
}

fn count(started: &Started) -> usize {
    started.lock().expect("free").len()
}

fn is_asked_for_item(result: &Result<(), LaunchError>) -> bool {
    matches!(result, Err(LaunchError::ApprovalRequired(_)))
}

fn is_asked_for_page(result: &Result<(), PageError>) -> bool {
    matches!(result, Err(PageError::ApprovalRequired(_)))
}

#[test]
fn r111_a_cashier_starts_an_item_twice_with_one_approval() {
    let (desk, started) = desk();
    let bob = desk.sign_in(BOB).expect("in");
    let with_approval = approved(&desk, &bob, launch_summary(&desk, &bob));
    assert_eq!(count(&started), 0);
    assert_eq!(launch(&desk, &with_approval), Ok(()));
    assert_eq!(count(&started), 1);
    for session in [&with_approval.clone(), &with_approval, &bob] {
        assert!(is_asked_for_item(&launch(&desk, session)));
    }
    assert_eq!(count(&started), 1);
}

#[test]
fn r111_an_item_is_changed_between_its_approval_and_its_start() {
    let changes = [
        ("program: [\"true\"", "program: [\"false\""),
        ("a b; touch pwned", "a b; touch owned"),
        ("approval: till.count", "approval: office.read"),
        ("  till:\n    title: Till", "  till:\n    title: Office"),
    ];
    for (from, to) in changes {
        let (desk, started) = desk();
        let bob = desk.sign_in(BOB).expect("in");
        let with_approval = approved(&desk, &bob, launch_summary(&desk, &bob));
        desk.edit(from, to);
        assert!(is_asked_for_item(&launch(&desk, &with_approval)), "{to}");
        assert_eq!(count(&started), 0, "{to}");
    }
}

#[test]
fn r111_an_argument_with_the_name_of_the_user_is_approved_as_it_is_passed() {
    let (desk, _) = desk();
    desk.edit("a b; touch pwned", "{name}");
    let bob = desk.sign_in(BOB).expect("in");
    let shown = launch_summary(&desk, &bob).details;
    assert!(shown.iter().any(|(_, value)| value == "Bob Builder"));
    let with_approval = approved(&desk, &bob, launch_summary(&desk, &bob));
    desk.edit("name: Bob Builder", "name: Gus");
    assert!(is_asked_for_item(&launch(&desk, &with_approval)));
}

#[test]
fn r111_an_approval_of_a_page_or_item_is_kept_for_later() {
    let laters: [(&str, Later); 5] = [
        ("too late", |desk, _| desk.clock.advance(30)),
        ("the clock set back", |desk, _| desk.clock.advance(-3_600)),
        ("a lock", |desk, session| {
            let locked = desk.service.sessions().lock(session, LockReason::Locked);
            assert_eq!(locked, Ok(()));
        }),
        ("the approver without the role", |desk, _| {
            desk.edit("roles: [lead]}\n    gus", "roles: [till]}\n    gus");
        }),
        ("rules for other roles", |desk, _| {
            desk.edit("till.count: {roles: [lead]", "till.count: {roles: [boss]");
            desk.edit("office.read: {roles: [lead]", "office.read: {roles: [boss]");
        }),
    ];
    for (name, later) in laters {
        let (desk, started) = desk();
        let bob = desk.sign_in(BOB).expect("in");
        let ada = desk.sign_in(ADA).expect("in");
        let starts = approved(&desk, &bob, launch_summary(&desk, &bob));
        let reads = approved(&desk, &ada, page_summary(&desk, &ada));
        assert_eq!(read(&desk, &reads), Ok(()), "{name}");
        later(&desk, &bob);
        later_for(&desk, &ada, name);
        assert!(launch(&desk, &starts).is_err(), "{name}");
        assert!(read(&desk, &reads).is_err(), "{name}");
        assert_eq!(count(&started), 0, "{name}");
    }
}

/// The lock of the other session.
fn later_for(desk: &Desk, session: &Session, name: &str) {
    if name == "a lock" {
        let locked = desk.service.sessions().lock(session, LockReason::Locked);
        assert_eq!(locked, Ok(()));
    }
}

#[test]
fn r111_an_approval_is_lent_to_another_session() {
    let (desk, started) = desk();
    let bob = desk.sign_in(BOB).expect("in");
    let grant = approve(&desk, (&bob, launch_summary(&desk, &bob)), LIA).expect("approved");
    let other = desk.sign_in(BOB).expect("in").with_approval(grant);
    assert!(is_asked_for_item(&launch(&desk, &other)));
    assert_eq!(count(&started), 0);
    let ada = desk.sign_in(ADA).expect("in");
    let grant = approve(&desk, (&ada, page_summary(&desk, &ada)), LIA).expect("approved");
    let other = desk.sign_in(ADA).expect("in").with_approval(grant);
    assert!(is_asked_for_page(&read(&desk, &other)));
}

#[test]
fn r111_a_cashier_with_the_role_approves_what_they_start_themselves() {
    let (desk, _) = desk();
    desk.edit("roles: [till]", "roles: [till, lead]");
    let bob = desk.sign_in(BOB).expect("in");
    let summary = launch_summary(&desk, &bob);
    let refused = approve(&desk, (&bob, summary), BOB).err();
    assert_eq!(refused, Some(ApproveError::SamePerson));
}

#[test]
fn r111_the_approval_of_one_page_or_item_is_used_for_another() {
    let (desk, started) = desk();
    desk.edit(
        "  till:\n    title: Till",
        "  till:\n    title: Till\n    approval: office.read",
    );
    desk.edit(
        "office.read: {roles: [lead]",
        "office.read: {roles: [lead, boss]",
    );
    desk.edit("roles: [admin]\n    kind", "roles: [admin, till]\n    kind");
    let bob = desk.sign_in(BOB).expect("in");
    let reads_office = approved(&desk, &bob, page_summary(&desk, &bob));
    assert_eq!(read(&desk, &reads_office), Ok(()));
    let refused = launch(&desk, &reads_office);
    let Err(LaunchError::Page(PageError::ApprovalRequired(till))) = refused else {
        panic!("{refused:?}")
    };
    let reads_till = approved(&desk, &bob, *till);
    assert!(is_asked_for_item(&launch(&desk, &reads_till)));
    assert!(is_asked_for_page(&read(&desk, &reads_till)));
    assert_eq!(count(&started), 0);
}

#[test]
fn r111_the_text_of_a_page_is_changed_after_its_approval() {
    let (desk, _) = desk();
    let ada = desk.sign_in(ADA).expect("in");
    let reads = approved(&desk, &ada, page_summary(&desk, &ada));
    assert_eq!(read(&desk, &reads), Ok(()));
    desk.edit("the small key", "the large key");
    assert!(is_asked_for_page(&read(&desk, &reads)));
}

/// An action of an app that has the name, and the words, of that of the page.
#[derive(Hash)]
struct Forged;

impl ApprovableAction for Forged {
    const NAME: &'static str = "office.read";

    fn title(&self) -> String {
        "Office".to_owned()
    }

    fn details(&self) -> Vec<(String, String)> {
        vec![(" page".to_owned(), "Office".to_owned())]
    }
}

#[test]
fn r111_an_app_has_an_action_approved_that_reads_like_a_page() {
    let (desk, _) = desk();
    let ada = desk.sign_in(ADA).expect("in");
    let reads = approved(&desk, &ada, ActionSummary::of(&Forged));
    assert!(is_asked_for_page(&read(&desk, &reads)));
}

#[test]
fn r111_an_administrator_restores_a_version_in_which_nothing_has_to_be_approved() {
    for line in [
        "    approval: office.read\n",
        "        approval: till.count\n",
    ] {
        let (desk, _) = desk();
        let ada = desk.sign_in(ADA).expect("in");
        let (before, after) = desk.text().split_once(line).map(owned).expect("there");
        desk.edit(line, "");
        // A change keeps the version before it.
        let change = UserChange::default().disabled(true);
        let by = Caller::Session(&ada);
        assert_eq!(desk.service.users().change(by, "bob", &change), Ok(()));
        let (start, end) = (ending(&before), beginning(&after));
        desk.edit(&format!("{start}{end}"), &format!("{start}{line}{end}"));
        let backups = desk.service.backups();
        let list = backups.overview(&ada).expect("listed");
        let latest = list.entries.first().expect("a version").backup.number;
        let restored = backups.preview(&ada, latest).err();
        assert!(
            matches!(restored, Some(UserError::OwnerSettings(_))),
            "{line}"
        );
    }
}

fn owned((before, after): (&str, &str)) -> (String, String) {
    (before.to_owned(), after.to_owned())
}

/// The last line.
fn ending(text: &str) -> String {
    let line = text.lines().last().expect("a line");
    format!("{line}\n")
}

/// The first line.
fn beginning(text: &str) -> String {
    let line = text.lines().next().expect("a line");
    format!("{line}\n")
}

#[test]
fn r111_a_user_who_edits_settings_takes_the_approval_away() {
    let page = |id: &str, change| Setting::Page(PageId(id.to_owned()), change);
    let count = |approval: Option<&str>, argument: &str| LaunchItem {
        title: "Count".to_owned(),
        description: None,
        icon: None,
        approval: approval.map(ToOwned::to_owned),
        target: Target::Program {
            program: "true".to_owned(),
            arguments: vec![argument.to_owned()],
        },
    };
    let items = |item| PageChange::Content(PageContent::Launch(vec![item]));
    let argument = "a b; touch pwned";
    let changes = [
        page("till", items(count(None, argument))),
        page("till", items(count(Some("office.read"), argument))),
        page("till", items(count(Some("till.count"), "another"))),
        page("till", PageChange::Remove),
        page("office", PageChange::Remove),
    ];
    for change in changes {
        let (desk, _) = desk();
        let ada = desk.sign_in(ADA).expect("in");
        let settings = desk.service.settings();
        let refused = settings.preview(Caller::Session(&ada), vec![change.clone()]);
        let refused = refused.err();
        assert!(
            matches!(refused, Some(UserError::OwnerSettings(_))),
            "{change:?}: {refused:?}"
        );
    }
    let (desk, _) = desk();
    let ada = desk.sign_in(ADA).expect("in");
    let title = page("office", PageChange::Title("Back office".to_owned()));
    let settings = desk.service.settings();
    let preview = settings.preview(Caller::Session(&ada), vec![title]);
    let applied = settings.apply(Caller::Session(&ada), &preview.expect("a preview"));
    assert_eq!(applied, Ok(()));
    assert!(is_asked_for_page(&read(&desk, &ada)));
}
