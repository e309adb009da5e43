//! A colleague with a reader: guessed, copied and revoked badges, and dialogs that a badge must not answer.

use std::sync::Arc;
use std::time::Duration;

use egui::{Event as Input, Key, Modifiers};
use egui_authenticator::domain::audit_detail::AuditWord;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::audit::AuditQuery;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{Clock as _, SessionStore as _};
use egui_authenticator::service::users::{UserChange, UserError};
use egui_authenticator::service::{Service, Session};
use egui_authenticator::store::memory::{MemoryState, MemoryVault};

use crate::harness::app_window::{Window, app_window};
use crate::harness::remote_store::RemoteStore;
use crate::harness::window::{field, press, sign_in};
use crate::harness::{ADA, BOB, Desk, secret};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());
const BADGE: &str = "00481234567";

/// A desk at which badges unlock, and Ada and Bob have one.
fn desk() -> Desk {
    let desk = Desk::open();
    desk.edit("views:", "quick: {badge: enough}\nviews:");
    set_badge(&desk, BOB, BADGE);
    set_badge(&desk, ADA, "00480000001");
    desk
}

fn set_badge(desk: &Desk, who: (&str, &str), number: &str) {
    let session = desk.sign_in(who).expect("signed in");
    let change = AccountChange::Badge(secret(number));
    let account = desk.service.account();
    assert!(
        account
            .change(&session, &secret(who.1).into(), change)
            .is_ok()
    );
}

fn scan(service: &Service, number: &str) -> Result<Session, AccountError> {
    let quick = service.quick_unlock();
    quick
        .sign_in_with_badge(&secret(number))
        .map(|view| view.session)
}

#[test]
fn badges_are_guessed_by_scanning_many() {
    let desk = desk();
    let before = desk.clock.elapsed();
    for guess in 0..80 {
        let guessed = scan(&desk.service, &format!("0048{guess:07}9"));
        assert_eq!(guessed.err(), Some(AccountError::BadgeUnknown));
    }
    let waited = desk.clock.elapsed().saturating_sub(before);
    // Fifty are free; each further attempt waits, also with the right badge and after a restart.
    assert!(waited >= Duration::from_secs(30), "{waited:?}");
    let before = desk.clock.elapsed();
    assert!(scan(&desk.restarted(), BADGE).is_ok());
    assert!(desk.clock.elapsed() > before);
}

#[test]
fn the_badge_of_a_disabled_or_removed_user_is_used() {
    let desk = desk();
    let users = desk.service.users();
    let disable = UserChange::default().disabled(true);
    assert_eq!(users.change(OWNER, "bob", &disable), Ok(()));
    let refused = scan(&desk.service, BADGE).err();
    assert_eq!(refused, Some(AccountError::BadgeUnknown));
    assert_eq!(users.remove(OWNER, "bob"), Ok(()));
    assert_eq!(scan(&desk.restarted(), BADGE).err(), refused);
}

#[test]
fn the_database_with_a_badge_is_copied_to_another_computer() {
    let desk = desk();
    let mut stored = None;
    let read = desk.state.quick_unlock(&mut |sealed| {
        stored = sealed.map(<[u8]>::to_vec);
        None
    });
    assert_eq!(read, Ok(()));
    let state = Arc::new(MemoryState::default());
    let put = state.quick_unlock(&mut |_| stored.clone());
    assert_eq!(put, Ok(()));
    let copy = desk.restarted_with(|ports| {
        ports.computer_vault = Arc::new(MemoryVault::default());
        ports.sessions = state;
    });
    let refused = scan(&copy, BADGE).err();
    assert_eq!(refused, Some(AccountError::BadgeUnknown));
}

#[test]
fn an_administrator_sets_a_badge_of_their_own_for_another_user_and_unlocks_as_them() {
    let desk = desk();
    let mine = "00489999999";
    let users = desk.service.users();
    assert_eq!(users.set_badge(OWNER, "bob", &secret(mine)), Ok(()));
    let bob = desk.sign_in(BOB).expect("signed in");
    desk.service.quick_unlock().renew(&bob);
    let refused = scan(&desk.service, mine).err();
    assert_eq!(refused, Some(AccountError::BadgeNames("bob".to_owned())));
    let quick = desk.service.quick_unlock();
    let refused = quick.unlock_with_badge(&bob, &secret(mine)).err();
    assert_eq!(refused, Some(AccountError::BadgeNames("bob".to_owned())));
}

#[test]
fn a_session_by_badge_does_what_needs_the_password() {
    let desk = desk();
    let ada = scan(&desk.service, "00480000001").expect("signed in");
    let by = Caller::Session(&ada);
    let users = desk.service.users();
    let refused = Err(UserError::ReauthenticationRequired);
    assert_eq!(users.sign_out_everywhere(by, "bob"), refused);
    assert_eq!(users.remove_badge(by, "bob"), refused);
    assert_eq!(users.set_badge(by, "bob", &secret("00487777777")), refused);
    assert_eq!(users.export(by).err(), refused.clone().err());
    let remembered = desk.service.remember_me().remember(&ada);
    assert!(remembered.is_err());
    let exported = desk.service.personal_data().of_session(&ada);
    assert_eq!(exported.err(), refused.err());
}

#[test]
fn a_badge_is_scanned_during_an_outage() {
    let mut desk = desk();
    let store = RemoteStore::of(&*desk.ports.credentials);
    desk.replace(|ports| ports.credentials = Arc::clone(&store) as _);
    assert!(scan(&desk.service, BADGE).is_ok());
    store.set_down(true);
    let refused = scan(
        &desk.restarted_with(|ports| {
            ports.credentials = Arc::clone(&store) as _;
        }),
        BADGE,
    );
    assert!(matches!(refused.err(), Some(AccountError::Store(_))));
}

/// A window of Ada with a field for text.
fn field_of_ada(desk: &Desk) -> Window<'static> {
    let mut window = app_window(desk.service.clone(), [1_100.0, 1_000.0]);
    sign_in(&mut window, ADA);
    press(&mut window, "Users");
    press(&mut window, "Add user");
    field(&window, "First name").focus();
    window.run();
    window
}

/// Types numbers, each with a key that is not part of it, all in one frame, as a program does. Returns what the field holds.
fn typed(window: &mut Window<'_>, numbers: &[String]) -> String {
    let end = |pressed| Input::Key {
        key: Key::F9,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    for number in numbers {
        let keys = number.chars().map(|key| Input::Text(key.to_string()));
        let ends = [end(true), end(false)];
        window.input_mut().events.extend(keys.chain(ends));
    }
    window.step();
    window.step();
    field(window, "First name").value().unwrap_or_default()
}

/// Without a prefix, a known badge is the only number that a field does not take.
#[test]
fn a_colleague_finds_a_badge_by_typing_numbers_into_a_field_and_uses_it() {
    let desk = desk();
    let mut window = field_of_ada(&desk);
    let tried = ["00481234566", BADGE, "00481234568"].map(str::to_owned);
    let left = typed(&mut window, &tried);
    assert_eq!(left, [tried[0].as_str(), &tried[2]].concat());
    let found = scan(&desk.service, BADGE).err();
    assert_eq!(found, Some(AccountError::BadgeNames("bob".to_owned())));
    let log = desk.service.audit_log();
    let records = log.list(OWNER, &log.filter(&AuditQuery::latest(9)));
    let elsewhere = AuditWord::BadgeElsewhere.into();
    let of_badge = |names: (&str, &str)| {
        let records = records.as_ref().expect("the log").iter();
        let mut events = records.map(|record| &record.event);
        events.any(|of| of.detail == elsewhere && (of.who.as_str(), of.whom.as_str()) == names)
    };
    assert!(of_badge(("ada", "bob")));
    let bob = desk.sign_in(BOB).expect("signed in");
    desk.service.quick_unlock().renew(&bob);
    assert!(scan(&desk.service, BADGE).is_ok(), "after the password");
}

/// A program types them faster than a user scans.
#[test]
fn badges_are_found_by_a_program_that_types_thousands_of_numbers() {
    let desk = desk();
    let mut window = field_of_ada(&desk);
    let ahead = (0..10).map(|guess| format!("0048{guess:07}"));
    let tried: Vec<_> = ahead.chain([BADGE.to_owned()]).collect();
    let left = typed(&mut window, &tried);
    assert!(left.ends_with(BADGE), "it is typed like the others: {left}");
    assert!(scan(&desk.service, BADGE).is_ok(), "and not found");
}

/// A user who may set a badge is told of each number that it is taken.
#[test]
fn a_colleague_finds_a_badge_by_setting_it() {
    let desk = desk();
    let ada = desk.sign_in(ADA).expect("signed in");
    let change = AccountChange::Badge(secret(BADGE));
    let account = desk.service.account();
    let refused = account.change(&ada, &secret(ADA.1).into(), change);
    assert_eq!(refused.err(), Some(AccountError::BadgeTaken));
    let found = scan(&desk.service, BADGE).err();
    assert_eq!(found, Some(AccountError::BadgeNames("bob".to_owned())));
}

/// A user who manages users, but not administrators, tries numbers as the badge of a colleague.
#[test]
fn a_manager_finds_the_badge_of_an_administrator_by_setting_it_for_a_colleague() {
    let desk = desk();
    desk.edit(
        "views:",
        "roles: {till: {permissions: [manage_users]}}\nviews:",
    );
    set_badge(&desk, ADA, "00480000001");
    let bob = desk.sign_in(BOB).expect("signed in");
    let users = desk.service.users();
    let number = secret("00480000001");
    let taken = || users.set_badge(Caller::Session(&bob), "bob", &number);
    assert_eq!(taken(), Err(UserError::Badge(true)));
    let found = scan(&desk.service, "00480000001").err();
    assert_eq!(found, Some(AccountError::BadgeNames("ada".to_owned())));
    for _ in 0..60 {
        assert_eq!(taken(), Err(UserError::Badge(true)));
    }
    let log = desk.service.audit_log();
    let records = log.list(OWNER, &log.filter(&AuditQuery::latest(99)));
    let mut records = records.expect("the log").into_iter();
    let delays = AuditWord::ManyFailures.into();
    assert!(
        records.any(|record| record.event.detail == delays),
        "they count as failures"
    );
}

/// The badge of an attacker who knew the password is in the account when its owner gets a new one.
#[test]
fn a_badge_comes_back_with_a_new_password() {
    let desk = desk();
    let users = desk.service.users();
    users
        .set_password(OWNER, "bob", &secret("another way to shut the till"))
        .expect("set");
    let bob = desk.sign_in(("bob", "another way to shut the till"));
    desk.service.quick_unlock().renew(&bob.expect("signed in"));
    let found = scan(&desk.service, BADGE).err();
    assert_eq!(found, Some(AccountError::BadgeNames("bob".to_owned())));
}
