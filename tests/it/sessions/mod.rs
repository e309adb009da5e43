//! What ends a session, and that all its copies end with it.

mod another_service;
mod parked;

use std::collections::HashSet;
use std::time::Duration;

use egui_authenticator::domain::approval::{ActionSummary, ApprovableAction};
use egui_authenticator::domain::page::PageId;
use egui_authenticator::domain::registration::RegistrationPolicy;
use egui_authenticator::domain::secret::{Secret, SecretText};
use egui_authenticator::domain::signature::statement::{Meaning, Statement};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::{app, lock, sign_in};
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::approvals::error::ApproveError;
use egui_authenticator::service::approvals::{ApprovalRequest, ApproverInput, ApproverProof};
use egui_authenticator::service::audit::AuditQuery;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::pages::{LaunchError, PageError};
use egui_authenticator::service::ports::{Setting, SignatureFilter};
use egui_authenticator::service::recovery::mail::TestMailError;
use egui_authenticator::service::remember_me::RememberError;
use egui_authenticator::service::session::RoleError;
use egui_authenticator::service::sign_in::sessions::RefreshError;
use egui_authenticator::service::two_factor::BeginTwoFactor;
use egui_authenticator::service::users::import::{ImportError, Progress};
use egui_authenticator::service::users::{UserChange, UserError, UserInput};
use egui_authenticator::service::{Service, Session};

use crate::harness::flow::{act, start};
use crate::harness::{ADA, Admin, BOB, Desk, Till, secret, settle, typed_user};

const T0: Duration = Duration::ZERO;

#[derive(Hash)]
struct Refund;

impl ApprovableAction for Refund {
    const NAME: &'static str = "refund.large";

    fn title(&self) -> String {
        "Refund".to_owned()
    }
}

/// Returns `true` if a session has ended, gives no proof, and every use case refuses it.
pub fn is_refused(service: &Service, session: &Session, password: &str) -> bool {
    session.has_ended() && is_of_no_use(service, session, password)
}

/// Returns `true` if a session gives no proof, and every use case refuses it.
pub fn is_of_no_use(service: &Service, session: &Session, password: &str) -> bool {
    let ended = Some(RoleError::Ended);
    let proofs = [
        !session.has_role("admin") && session.require(Admin).err() == ended,
        !session.has_role("till") && session.require(Till).err() == ended,
    ];
    proofs == [true, true]
        && is_refused_by_own_use_cases(service, session, password)
        && is_refused_by_administration(service, Caller::Session(session))
}

fn is_refused_by_own_use_cases(service: &Service, session: &Session, password: &str) -> bool {
    let begin = BeginTwoFactor::Session(session.clone(), secret(password).into());
    let password = secret(password);
    let (sessions, pages) = (service.sessions(), service.pages());
    let page = PageId("till".to_owned());
    let change = |change| {
        let changed = service
            .account()
            .change(session, &(&password).into(), change);
        changed.err() == Some(AccountError::Ended)
    };
    [
        sessions.refresh(session).err() == Some(RefreshError::Ended),
        sessions.reauthenticate(session, &(&password).into()).err() == Some(AccountError::Ended),
        sessions.unlock(session, &(&password).into()).err() == Some(AccountError::Ended),
        change(AccountChange::Password(secret("another one for the till"))),
        change(AccountChange::Details(UserInput::of(session.user()))),
        change(AccountChange::RecoveryCodes),
        change(AccountChange::SignOutEverywhere),
        service.account().devices(session).err() == Some(AccountError::Ended),
        service.two_factor().begin(begin).err() == Some(AccountError::Ended),
        service.audit_log().of_session(session).err() == Some(UserError::Ended),
        pages.open(session, &page).err() == Some(PageError::NotAllowed),
        pages.launch(session, &page, 0).err() == Some(LaunchError::Page(PageError::NotAllowed)),
        service.remember_me().remember(session) == Err(RememberError::NotPossible),
        is_refused_by_exports_and_backups(service, session),
        is_refused_by_others(service, session, &password),
    ]
    .iter()
    .all(|is_refused| *is_refused)
}

fn is_refused_by_exports_and_backups(service: &Service, session: &Session) -> bool {
    let ended = Some(UserError::Ended);
    let (backups, caller) = (service.backups(), Caller::Session(session));
    let policy = RegistrationPolicy::Open;
    let mail = service.settings().send_test_mail(session);
    let chosen = service.settings().choose_registration(session, policy);
    mail == Err(TestMailError::Caller(UserError::Ended))
        && chosen.err() == ended
        && backups.overview(session).err() == ended
        && backups.preview(session, 1).err() == ended
        && service.personal_data().of_session(session).err() == ended
        && service.personal_data().erase(caller, "bob").err() == ended
}

/// Returns `true` if the session opens nothing with a PIN or a badge, signs nothing, and has nothing approved.
fn is_refused_by_others(service: &Service, session: &Session, password: &Secret) -> bool {
    let (quick, signatures) = (service.quick_unlock(), service.signatures());
    let ended = Some(AccountError::Ended);
    let factors = password.into();
    let statement = Statement::about(b"48,20", Meaning::Approved, "A receipt").expect("a text");
    let signed = signatures.sign(session, &statement, Some("ada"), &factors);
    let input = ApproverInput {
        login: "ada".to_owned(),
        proof: ApproverProof::Factors(factors),
        reason: String::new(),
    };
    let asked = ApprovalRequest::new(session, ActionSummary::of(&Refund));
    let listed = signatures.list(Caller::Session(session), &SignatureFilter::ALL);
    quick.status(session).is_none()
        && quick.has_badge(session).is_none()
        && quick.unlock(session, &secret("4826")).err() == ended
        && quick
            .unlock_with_badge(session, &secret("04A2B3C480"))
            .err()
            == ended
        && signed.err() == ended
        && listed.err() == Some(UserError::Ended)
        && service.approvals().approve(&asked, &input).err() == Some(ApproveError::Ended)
}

fn is_refused_by_administration(service: &Service, caller: Caller<'_>) -> bool {
    let (users, log) = (service.users(), service.audit_log());
    let query = AuditQuery::latest(10);
    let filter = log.filter(&query);
    let emails = ["new@example.org".to_owned()];
    let added = typed_user("zoe", "zoe@example.org", "Zoe");
    let change = UserChange::default().roles(["admin"]);
    let table = || SecretText::new("username,email\nzed,zed@example.org\n".to_owned());
    let ended = Some(UserError::Ended);
    let plan = service.import().plan(caller, table());
    [
        users.add(caller, &added, &["admin"]).err() == ended,
        users.change(caller, "bob", &change).err() == ended,
        users.rename(caller, "bob", "rob").err() == ended,
        users.remove(caller, "gus").err() == ended,
        users.approve(caller, "gus").err() == ended,
        users.unlock(caller, "bob").err() == ended,
        users.start_reset(caller, "bob").err() == ended,
        users.require_new_password(caller, "bob").err() == ended,
        users.turn_off_two_factor(caller, "bob").err() == ended,
        users.sign_out_everywhere(caller, "bob").err() == ended,
        users.set_password(caller, "bob", &secret(BOB.1)).err() == ended,
        users.list(caller).err() == ended,
        users.all(caller).err() == ended,
        users.find(caller, "bob").err() == ended,
        users.export(caller).err() == ended,
        users.signed_in(caller).err() == ended,
        users.end_credentials(caller, "bob").err() == ended,
        users.end_parked(caller, "bob").err() == ended,
        users.quick_users(caller).err() == ended,
        users.remove_pin(caller, "bob").err() == ended,
        users.remove_badge(caller, "bob").err() == ended,
        users.set_badge(caller, "bob", &secret("04A2B3C480")).err() == ended,
        users.approve_with_roles(caller, "gus", &["till"]).err() == ended,
        users.export_of(caller, &HashSet::new()).err() == ended,
        service.allowed_emails().list(caller).err() == ended,
        service.allowed_emails().add(caller, &emails).err() == ended,
        service.allowed_emails().remove(caller, &emails[0]).err() == ended,
        plan.err() == Some(ImportError::Users(UserError::Ended)),
        log.list(caller, &filter).err() == ended,
        log.export(caller, &filter).err() == ended,
        log.verify(caller).err() == ended,
        log.prune(caller).err() == Some(UserError::NotAllowed),
        log.report(caller, &filter).err() == ended,
        service
            .settings()
            .preview(caller, vec![Setting::LockMinutes(9)])
            .err()
            == ended,
    ]
    .iter()
    .all(|is_refused| *is_refused)
}

#[test]
fn r74_every_clone_ends_with_the_sign_out() {
    let desk = Desk::open();
    let session = desk.sign_in(ADA).expect("signed in");
    let clone = session.clone();
    // A clone of a refreshed session is one as well.
    let refreshed = desk.service.sessions().refresh(&session).expect("open");
    let caller = Caller::Session(&clone);
    let plan = "username,email\nzed,zed@example.org\n".to_owned();
    let plan = desk
        .service
        .import()
        .plan(caller, SecretText::new(plan))
        .expect("a plan");
    let preview = desk
        .service
        .settings()
        .preview(caller, vec![Setting::LockMinutes(9)]);
    let preview = preview.expect("a preview");
    assert_eq!(desk.service.sessions().sign_out(&session), Ok(()));
    for session in [&clone, &refreshed.session] {
        assert!(is_refused(&desk.service, session, ADA.1));
        let caller = Caller::Session(session);
        let imported = desk
            .service
            .import()
            .run(caller, &plan, false, &Progress::default());
        assert_eq!(imported.err(), Some(ImportError::Users(UserError::Ended)));
        let applied = desk.service.settings().apply(caller, &preview);
        assert_eq!(applied, Err(UserError::Ended));
    }
    assert!(!desk.text().contains("zoe@") && !desk.text().contains("zed@"));
}

#[test]
fn r74_what_an_administrator_takes_away_ends_every_clone_at_once() {
    type Act = fn(&Desk) -> Result<(), UserError>;
    let acts: [Act; 5] = [
        |desk| {
            desk.service
                .users()
                .remove(Caller::LocalOwner(Operator::assume()), "bob")
        },
        |desk| {
            let change = UserChange::default().disabled(true);
            desk.service
                .users()
                .change(Caller::LocalOwner(Operator::assume()), "bob", &change)
        },
        |desk| {
            desk.service
                .users()
                .sign_out_everywhere(Caller::LocalOwner(Operator::assume()), "bob")
        },
        |desk| {
            let new = secret("a new one for the till");
            desk.service
                .users()
                .set_password(Caller::LocalOwner(Operator::assume()), "bob", &new)
        },
        |desk| {
            desk.service
                .users()
                .rename(Caller::LocalOwner(Operator::assume()), "bob", "rob")
        },
    ];
    for (number, act) in acts.iter().enumerate() {
        let desk = Desk::open();
        let (bob, ada) = (desk.sign_in(BOB), desk.sign_in(ADA));
        let (bob, ada) = (bob.expect("signed in"), ada.expect("signed in"));
        let clone = bob.clone();
        assert_eq!(act(&desk), Ok(()), "{number}");
        assert!(is_refused(&desk.service, &clone, BOB.1), "{number}");
        assert!(!ada.has_ended() && ada.has_role("admin"), "{number}");
    }
}

#[test]
fn r74_a_refresh_ends_every_clone_of_a_session_that_another_process_took_away() {
    let desk = Desk::open();
    let session = desk.sign_in(BOB).expect("signed in");
    let clone = session.clone();
    let other = desk.restarted();
    let ended = other
        .users()
        .sign_out_everywhere(Caller::LocalOwner(Operator::assume()), "bob");
    assert_eq!(ended, Ok(()));
    let refreshed = desk.service.sessions().refresh(&session);
    assert_eq!(refreshed.err(), Some(RefreshError::Ended));
    assert!(is_refused(&desk.service, &clone, BOB.1));
}

#[test]
fn r74_opening_the_file_again_ends_parked_sessions_that_were_taken_away() {
    let desk = Desk::open();
    let session = desk.sign_in(BOB).expect("signed in");
    desk.edit("    bob:", "    rob:");
    assert!(!session.has_ended());
    assert!(desk.service.set_up().open().is_ok());
    assert!(session.has_ended());
}

#[test]
fn r74_a_session_continues_with_a_new_password_and_the_users_other_sessions_end() {
    let desk = Desk::open();
    let (session, other) = (desk.sign_in(BOB), desk.sign_in(BOB));
    let (session, other) = (session.expect("signed in"), other.expect("signed in"));
    let clone = session.clone();
    let new = "another one for the till";
    let change = AccountChange::Password(secret(new));
    let changed = desk
        .service
        .account()
        .change(&session, &secret(BOB.1).into(), change);
    let changed = changed.expect("changed").session_view.session;
    for session in [&session, &clone, &changed] {
        assert!(session.has_role("till"));
        assert!(desk.service.sessions().refresh(session).is_ok());
    }
    assert!(is_refused(&desk.service, &other, BOB.1));
}

#[test]
fn r74_a_change_that_fails_ends_no_session() {
    let desk = Desk::open();
    let session = desk.sign_in(BOB).expect("signed in");
    let mut details = UserInput::of(session.user());
    details.email = "ada@example.org".to_owned();
    let change = AccountChange::Details(details);
    let changed = desk
        .service
        .account()
        .change(&session, &secret(BOB.1).into(), change);
    assert_eq!(changed.err(), Some(AccountError::EmailTaken));
    assert!(desk.service.sessions().refresh(&session).is_ok());
}

#[test]
fn r74_two_step_sign_in_is_not_turned_on_after_the_sign_out() {
    let desk = Desk::open();
    let session = desk.sign_in(BOB).expect("signed in");
    let begin = BeginTwoFactor::Session(session.clone(), secret(BOB.1).into());
    let enrolment = desk.service.two_factor().begin(begin).expect("begun");
    let phone = crate::harness::phone::Phone::set_up(&enrolment);
    assert_eq!(desk.service.sessions().sign_out(&session), Ok(()));
    let code = phone.code(desk.ports.clock.now().as_seconds());
    let confirmed = desk.service.two_factor().confirm(&enrolment, &code);
    assert_eq!(confirmed.err(), Some(AccountError::Ended));
}

fn sign_in(flow: &mut Flow, desk: &Desk, (login, password): (&str, &str)) -> Session {
    let Screen::Login(screen) = flow.screen_mut() else {
        panic!("not at the sign-in form")
    };
    login.clone_into(&mut screen.login);
    screen.password.text = secret(password);
    act(flow, desk, Event::Login(sign_in::Event::Submit));
    flow.screen()
        .session_view()
        .expect("signed in")
        .session
        .clone()
}

#[test]
fn r74_in_the_window_a_session_ends_before_the_keyring_answers() {
    let desk = Desk::open();
    let mut flow = start(&desk);
    let session = sign_in(&mut flow, &desk, BOB);
    // Nothing of what it starts has run yet.
    let jobs = flow.on(Event::App(app::Event::SignOut), T0);
    assert!(session.has_ended() && !session.has_role("till"));
    settle(&mut flow, &desk.service, jobs, T0);
}

#[test]
fn r74_a_parked_session_ends_when_its_user_signs_in_again() {
    let desk = Desk::open();
    desk.edit("views:", "sessions: {max_users: 1}\nviews:");
    let mut flow = start(&desk);
    let parked = sign_in(&mut flow, &desk, BOB);
    act(&mut flow, &desk, Event::Lock);
    act(&mut flow, &desk, Event::Locked(lock::Event::Switch));
    // A copy of the parked session keeps no other user waiting for the slot.
    let ada = sign_in(&mut flow, &desk, ADA);
    assert!(!parked.has_ended() && !ada.has_ended());
    act(&mut flow, &desk, Event::App(app::Event::SignOut));
    assert!(ada.has_ended());
    let bob = sign_in(&mut flow, &desk, BOB);
    assert!(parked.has_ended() && !bob.has_ended());
}
