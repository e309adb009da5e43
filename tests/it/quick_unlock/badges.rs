//! Badges: whose they are, and what they open.

use egui_authenticator::domain::account_event::AccountEvent;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::session::SignInMethod;
use egui_authenticator::service::users::{UserChange, UserError};
use egui_authenticator::service::{Service, Session};

use super::guesses::stored;
use super::{desk_with, renewed};
use crate::harness::{ADA, BOB, Desk, secret};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());
/// The number of a badge.
pub const BADGE: &str = "00481234567";
/// Another one.
pub const OTHER: &str = "00487654321";

/// A desk at which badges name their users.
pub fn names() -> Desk {
    desk_with("quick: {pin: true, badge: names}")
}

/// A desk at which badges also unlock.
pub fn enough() -> Desk {
    desk_with("quick: {badge: enough, badge_minutes: 30}")
}

/// Signs a user in, who sets the badge.
pub fn with_badge(desk: &Desk, who: (&str, &str), number: &str) -> Session {
    let session = desk.sign_in(who).expect("signed in");
    let change = AccountChange::Badge(secret(number));
    let account = desk.service.account();
    let changed = account.change(&session, &secret(who.1).into(), change);
    changed.expect("set").session_view.session
}

/// Sets the badge of a user, as the owner of the file.
pub fn set_for_at(service: &Service, username: &str, number: &str) -> Result<(), UserError> {
    service.users().set_badge(OWNER, username, &secret(number))
}

fn set_for(desk: &Desk, caller: Caller<'_>, username: &str, number: &str) -> Result<(), UserError> {
    let users = desk.service.users();
    users.set_badge(caller, username, &secret(number))
}

/// Signs in with a badge.
fn scan(desk: &Desk, number: &str) -> Result<Session, AccountError> {
    let quick = desk.service.quick_unlock();
    let signed_in = quick.sign_in_with_badge(&secret(number));
    signed_in.map(|view| view.session)
}

/// The username that a badge names without signing in.
fn named(number: Result<Session, AccountError>) -> Option<String> {
    match number {
        Err(AccountError::BadgeNames(username)) => Some(username),
        _ => None,
    }
}

#[test]
fn a_badge_names_its_user_and_no_more() {
    let desk = names();
    drop(with_badge(&desk, BOB, BADGE));
    assert_eq!(named(scan(&desk, BADGE)).as_deref(), Some("bob"));
    assert_eq!(scan(&desk, OTHER).err(), Some(AccountError::BadgeUnknown));
}

#[test]
fn a_badge_that_is_enough_signs_in_for_some_time_after_a_full_sign_in() {
    let desk = enough();
    drop(with_badge(&desk, BOB, BADGE));
    let session = scan(&desk, BADGE).expect("signed in");
    assert_eq!(session.how(), SignInMethod::Badge);
    assert!(session.is_by_quick_unlock());
    desk.clock.advance(30 * 60);
    assert_eq!(named(scan(&desk, BADGE)).as_deref(), Some("bob"));
    drop(renewed(&desk, BOB));
    assert!(scan(&desk, BADGE).is_ok());
}

#[test]
fn a_badge_unlocks_the_window_of_its_user_and_of_no_other() {
    let desk = enough();
    let bob = with_badge(&desk, BOB, BADGE);
    let ada = with_badge(&desk, ADA, OTHER);
    let quick = desk.service.quick_unlock();
    let unlocked = quick.unlock_with_badge(&bob, &secret(BADGE));
    assert!(unlocked.expect("unlocked").session.is_by_quick_unlock());
    let refused = quick.unlock_with_badge(&ada, &secret(BADGE));
    let refused = refused.map(|view| view.session);
    assert_eq!(named(refused).as_deref(), Some("bob"));
}

#[test]
fn the_number_of_a_badge_is_stored_nowhere() {
    let desk = names();
    drop(with_badge(&desk, BOB, BADGE));
    let stored = stored(&desk).expect("stored");
    let has = |part: &[u8]| stored.windows(part.len()).any(|found| found == part);
    assert!(!has(BADGE.as_bytes()));
    assert!(!desk.text().contains(BADGE));
}

#[test]
fn one_badge_has_one_user() {
    let desk = names();
    drop(with_badge(&desk, BOB, BADGE));
    let taken = set_for(&desk, OWNER, "ada", BADGE);
    assert_eq!(taken, Err(UserError::Badge(true)));
    assert_eq!(named(scan(&desk, BADGE)).as_deref(), Some("bob"));
}

#[test]
fn a_short_number_is_no_badge_and_with_a_prefix_neither_is_a_product() {
    let desk = desk_with("quick: {badge: names, badge_prefix: \"%B\"}");
    for number in ["1234", "40123456789012", "%B"] {
        let refused = set_for(&desk, OWNER, "bob", number);
        assert_eq!(refused, Err(UserError::Badge(false)), "{number}");
    }
    assert_eq!(set_for(&desk, OWNER, "bob", "%B1"), Ok(()));
    assert_eq!(named(scan(&desk, "%B1")).as_deref(), Some("bob"));
}

#[test]
fn without_the_setting_there_is_no_badge_and_the_keyring_is_not_asked() {
    let desk = Desk::open();
    assert_eq!(
        set_for(&desk, OWNER, "bob", BADGE),
        Err(UserError::Badge(false))
    );
    assert!(scan(&desk, BADGE).is_err());
    assert_eq!(desk.computer_vault.calls(), 0);
}

#[test]
fn the_owner_is_told_of_a_badge_that_was_set_or_removed() {
    let desk = names();
    assert_eq!(set_for(&desk, OWNER, "bob", BADGE), Ok(()));
    assert_eq!(desk.service.users().remove_badge(OWNER, "bob"), Ok(()));
    let view = desk.enter(BOB).expect("signed in");
    let events: Vec<_> = view
        .account_events
        .iter()
        .map(|(event, _)| *event)
        .collect();
    assert_eq!(events, [AccountEvent::BadgeSet, AccountEvent::BadgeRemoved]);
    let again = desk.service.users().remove_badge(OWNER, "bob");
    assert_eq!(again, Err(UserError::NothingToDo));
    assert!(scan(&desk, BADGE).is_err());
}

#[test]
fn a_badge_survives_a_new_password_and_a_new_name_but_unlocks_only_once_it_is_set_again() {
    let desk = enough();
    let session = with_badge(&desk, BOB, BADGE);
    let new = ("rob", "another way to shut the till");
    let change = AccountChange::Password(secret(new.1));
    let account = desk.service.account();
    assert!(
        account
            .change(&session, &secret(BOB.1).into(), change)
            .is_ok()
    );
    assert_eq!(named(scan(&desk, BADGE)).as_deref(), Some("bob"));
    assert_eq!(desk.service.users().rename(OWNER, "bob", "rob"), Ok(()));
    assert_eq!(named(scan(&desk, BADGE)).as_deref(), Some("rob"));
    drop(renewed(&desk, new));
    assert_eq!(named(scan(&desk, BADGE)).as_deref(), Some("rob"));
    drop(with_badge(&desk, new, BADGE));
    assert!(scan(&desk, BADGE).is_ok());
}

#[test]
fn a_badge_unlocks_no_longer_than_a_pin() {
    let desk = desk_with("quick: {badge: enough, badge_minutes: 300, hours: 2}");
    drop(with_badge(&desk, BOB, BADGE));
    desk.clock.advance(2 * 3_600 - 1);
    assert!(scan(&desk, BADGE).is_ok());
    desk.clock.advance(1);
    assert_eq!(named(scan(&desk, BADGE)).as_deref(), Some("bob"));
}

#[test]
fn r108_the_badge_of_a_removed_account_goes_with_it() {
    let desk = names();
    drop(with_badge(&desk, BOB, BADGE));
    let with = stored(&desk).expect("stored").len();
    assert_eq!(desk.service.users().remove(OWNER, "bob"), Ok(()));
    drop(renewed(&desk, ADA));
    assert!(stored(&desk).expect("stored").len() < with);
    assert_eq!(set_for(&desk, OWNER, "ada", BADGE), Ok(()), "it is free");
}

#[test]
fn r32_a_badge_is_set_and_removed_only_by_a_user_with_all_permissions_of_its_owner() {
    let desk = desk_with("quick: {badge: names}\nroles:\n  till: {permissions: [manage_users]}");
    drop(with_badge(&desk, ADA, OTHER));
    let bob = desk.sign_in(BOB).expect("signed in");
    let by = Caller::Session(&bob);
    assert_eq!(set_for(&desk, by, "ada", BADGE), Err(UserError::NotAllowed));
    let removed = desk.service.users().remove_badge(by, "ada");
    assert_eq!(removed, Err(UserError::NotAllowed));
    assert_eq!(named(scan(&desk, OTHER)).as_deref(), Some("ada"));
}

#[test]
fn the_badge_of_a_disabled_user_names_no_user_until_the_user_is_enabled() {
    let desk = names();
    drop(with_badge(&desk, BOB, BADGE));
    let users = desk.service.users();
    let disable = |is_disabled| UserChange::default().disabled(is_disabled);
    assert_eq!(users.change(OWNER, "bob", &disable(true)), Ok(()));
    assert_eq!(scan(&desk, BADGE).err(), Some(AccountError::BadgeUnknown));
    assert_eq!(users.change(OWNER, "bob", &disable(false)), Ok(()));
    assert_eq!(named(scan(&desk, BADGE)).as_deref(), Some("bob"));
}
