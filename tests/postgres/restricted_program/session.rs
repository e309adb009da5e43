//! What a user does at a restricted computer, from signing in to signing out.

use std::sync::Arc;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use egui_authenticator::domain::audit_chain::ChainCheck;
use egui_authenticator::domain::page::{PageAccess, PageContent, PageId};
use egui_authenticator::domain::role::Role;
use egui_authenticator::ports::CredentialStore as _;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::ports::{AccountEvent, Edit, PageChange, Setting, StoreError};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::use_cases::{RefreshError, UserChange, UserInput};
use egui_authenticator::users::PersonName;

use super::{LATEST, PASSWORD, SOON, Shop, Till, eventually, secret};
use egui_authenticator::Session;

use crate::computers::OWNER;

const NEW: &str = "twelve crates of pears";

/// Returns the change that adds a page for these roles.
fn page(id: &str, roles: &[&str]) -> Setting {
    let roles = roles.iter().map(|role| Role::parse(role).expect("a role"));
    let add = PageChange::Add {
        title: format!("Page {id}"),
        icon: None,
        access: PageAccess {
            roles: roles.collect(),
            ..PageAccess::default()
        },
        content: PageContent::Markdown(format!("About {id}")),
    };
    Setting::Page(PageId(id.to_owned()), add)
}

/// Returns the details of the last events of a user, the latest first.
fn events(shop: &Shop, name: &str, count: u32) -> Vec<String> {
    let events = shop.database.sql(&format!(
        "SELECT kind || ' ' || detail FROM auth_inner.event WHERE who = '{name}' ORDER BY number DESC LIMIT {count}"
    ));
    events.lines().map(str::to_owned).collect()
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_user_signs_in_sees_pages_and_signs_out() {
    let shop = Shop::open();
    shop.set(vec![page("till", &["till"]), page("office", &["office"])]);
    let till = shop.till("till1");
    let opened = till.service.set_up().open().expect("opened");
    assert!(opened.settings.views.is_empty(), "no page before a sign-in");
    let view = till
        .enter(" BOB@example.org ", PASSWORD)
        .expect("signed in");
    let user = view.session.user();
    assert_eq!(user.username.as_str(), "bob");
    let hash = user.hash.as_ref().expect("a stand-in").as_str().to_owned();
    let stored = shop
        .database
        .sql("SELECT record ->> 'password' FROM auth_inner.account WHERE name_key = 'bob'");
    assert_ne!(hash, stored, "no hash leaves the server");
    let pages: Vec<_> = view.pages.iter().map(|page| page.title.as_str()).collect();
    assert_eq!(pages, ["Page till"]);
    let pages = till.service.pages();
    assert!(
        pages
            .open(&view.session, &PageId("till".to_owned()))
            .is_ok()
    );
    assert!(
        pages
            .open(&view.session, &PageId("office".to_owned()))
            .is_err()
    );
    assert_eq!(shop.sessions(), 1);
    assert!(till.service.sessions().sign_out(&view.session).is_ok());
    eventually(LATEST, || shop.sessions() == 0);
    assert_eq!(events(&shop, "bob", 2), ["sign_out ", "sign_in password"]);
    let check = shop.trusted.audit_log().verify(OWNER);
    assert!(matches!(check, Ok(ChainCheck::Whole(Some(_)))), "{check:?}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r11_a_user_changes_the_own_account_and_the_session_continues() {
    let shop = Shop::open();
    let till = shop.till("till1");
    let elsewhere = shop.till("till2");
    let other = elsewhere.enter("bob", PASSWORD).expect("signed in");
    let mut session = till.enter("bob", PASSWORD).expect("signed in").session;
    let change = |session: &Session, current: &str, change| {
        let account = till.service.account();
        let changed = account.change(session, &secret(current).into(), change);
        changed.map(|changed| changed.session_view.session)
    };
    let details = |email: &str| {
        let name = PersonName::new("Robert", "Smith");
        AccountChange::Details(UserInput::new("bob", email, name))
    };
    let wrong = change(&session, "a guess", details("rob@example.org"));
    assert_eq!(wrong.err(), Some(AccountError::Wrong));
    let taken = change(&session, PASSWORD, details("ada@example.org"));
    assert_eq!(taken.err(), Some(AccountError::EmailTaken));
    session = change(&session, PASSWORD, details("rob@example.org")).expect("changed");
    assert_eq!(session.user().name.full(), "Robert Smith");
    assert!(elsewhere.service.sessions().refresh(&other.session).is_ok());
    session = change(&session, PASSWORD, AccountChange::Password(secret(NEW))).expect("changed");
    let refreshed = elsewhere.service.sessions().refresh(&other.session);
    assert!(matches!(refreshed, Err(RefreshError::Ended)), "R42");
    for _ in 0..2 {
        let view = till.service.sessions().refresh(&session);
        session = view.expect("continues").session;
    }
    session = change(&session, NEW, AccountChange::SignOutEverywhere).expect("changed");
    session = change(&session, NEW, AccountChange::Password(secret(PASSWORD))).expect("changed");
    assert!(till.service.sessions().refresh(&session).is_ok());
    assert!(matches!(till.enter("bob", NEW), Err(SignInError::Refused)));
    let view = elsewhere
        .enter("rob@example.org", PASSWORD)
        .expect("signed in");
    let told: Vec<_> = view
        .account_events
        .iter()
        .map(|(event, _)| *event)
        .collect();
    assert!(told.contains(&AccountEvent::PasswordChanged), "{told:?}");
    assert!(told.contains(&AccountEvent::EmailChanged), "{told:?}");
    let check = shop.trusted.audit_log().verify(OWNER);
    assert!(matches!(check, Ok(ChainCheck::Whole(Some(_)))), "{check:?}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r71_a_locked_window_is_unlocked_with_the_password() {
    let shop = Shop::open();
    let till = shop.till("till1");
    let session = till.enter("bob", PASSWORD).expect("signed in").session;
    let sessions = till.service.sessions();
    assert!(sessions.lock(&session, LockReason::Locked).is_ok());
    let wrong = sessions.unlock(&session, &secret("a guess").into());
    assert_eq!(wrong.err(), Some(AccountError::Wrong));
    assert_eq!(shop.failures("bob"), 1);
    assert!(sessions.unlock(&session, &secret(PASSWORD).into()).is_ok());
    assert_eq!(shop.failures("bob"), 0);
    let recorded = events(&shop, "bob", 4);
    assert_eq!(
        recorded,
        [
            "lock unlocked",
            "account wrong password",
            "lock locked",
            "sign_in password"
        ]
    );
}

/// How soon a change is in force on other computers.
const SECOND: Duration = Duration::from_secs(1);

/// Returns whether a session at a restricted computer ends with what a trusted one does, and after how long the computer knows.
fn end_of_session(shop: &Shop, till: &Till, take: impl FnOnce()) -> (bool, Duration) {
    let session = till.enter("bob", PASSWORD).expect("signed in").session;
    let (tell, told) = mpsc::channel();
    let watch = till.server.watch(Arc::new(move || {
        // The test may have ended.
        let (Ok(()) | Err(_)) = tell.send(());
    }));
    assert!(watch.is_some());
    while told.recv_timeout(SOON).is_ok() {}
    let begun = Instant::now();
    take();
    assert_eq!(told.recv_timeout(LATEST), Ok(()));
    let refreshed = till.service.sessions().refresh(&session);
    let time = begun.elapsed();
    let has_ended = matches!(refreshed, Err(RefreshError::Ended));
    assert_eq!(shop.sessions() == 0, has_ended);
    (has_ended, time)
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r42_r49_what_a_trusted_computer_takes_away_ends_within_a_second() {
    let shop = Shop::open();
    let till = shop.till("till1");
    let users = shop.trusted.users();
    let change = |change: UserChange| users.change(OWNER, "bob", &change).expect("changed");
    let roles = |roles: &[&str]| UserChange::default().roles(roles.iter().copied());
    let disable = || change(UserChange::default().disabled(true));
    let (has_ended, first) = end_of_session(&shop, &till, disable);
    assert!(has_ended);
    assert!(matches!(
        till.enter("bob", PASSWORD),
        Err(SignInError::Refused)
    ));
    change(UserChange::default().disabled(false));
    let (has_ended, second) = end_of_session(&shop, &till, || change(roles(&["office"])));
    assert!(has_ended);
    let (has_ended, third) = end_of_session(&shop, &till, || shop.add("eve"));
    assert!(!has_ended);
    // Once in three times, because this computer may be busy with other tests.
    let times = [first, second, third];
    assert!(times.iter().any(|time| *time < SECOND), "{times:?}");
    eventually(LATEST, || shop.sessions() == 0);
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r107_a_computer_that_is_shut_out_gets_nothing_more() {
    let shop = Shop::open();
    let till = shop.till("till1");
    let view = till.enter("bob", PASSWORD).expect("signed in");
    let login = shop
        .database
        .sql("SELECT login FROM auth_inner.restricted_session");
    shop.database.sql(&format!(
        "UPDATE auth_inner.computer SET revoked_at = 1 WHERE login = '{login}'"
    ));
    assert!(till.server.read().is_err());
    assert!(till.enter("bob", PASSWORD).is_err());
    let session = &view.session;
    let read = till
        .service
        .pages()
        .open(session, &PageId("any".to_owned()));
    assert!(read.is_err());
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn what_belongs_to_trusted_computers_is_refused_without_asking_the_server() {
    let shop = Shop::open();
    let till = shop.till("till1");
    let bob = till.enter("bob", PASSWORD).expect("signed in").session;
    let added = UserInput::new("eve", "eve@example.org", PersonName::new("Eve", "Adams"));
    let users = till.service.users();
    assert!(users.add(Caller::Session(&bob), &added, &["till"]).is_err());
    let snapshot = till.server.read().expect("read");
    let name = snapshot.users[0].username.clone();
    let edits = [
        Edit::Remove(name),
        Edit::Invite(Vec::new()),
        Edit::Set(vec![page("mine", &["admin"])]),
        Edit::Update(Vec::new()),
    ];
    for edit in edits {
        let refused = till.server.apply(&edit, &snapshot.revision);
        assert_eq!(refused, Err(StoreError::Restricted), "{edit:?}");
    }
}
