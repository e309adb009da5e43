//! A guesser at a locked window who cuts the connection to the store of the accounts so that it counts nothing, and a user who
//! wants more from an outage than to unlock.

use std::sync::Arc;
use std::thread::ScopedJoinHandle;

use egui_authenticator::domain::throttle::Locked;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::session::RoleError;
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::service::users::{UserChange, UserError};
use egui_authenticator::service::{Service, Session};

use crate::harness::remote_store::{RemoteStore, outage};
use crate::harness::{ADA, BOB, Desk, Till, secret};

/// A desk over a store on another computer.
fn remote() -> (Desk, Arc<RemoteStore>) {
    let mut desk = Desk::open();
    let store = RemoteStore::of(&*desk.ports.credentials);
    let mut content = store.content.directory().expect("the content");
    content.settings.quick.pin = true;
    store.content.replace(content);
    desk.replace(|ports| ports.credentials = Arc::clone(&store) as _);
    (desk, store)
}

fn lock(service: &Service, session: &Session) {
    let locked = service.sessions().lock(session, LockReason::Locked);
    assert_eq!(locked, Ok(()));
}

fn unlock(service: &Service, session: &Session, password: &str) -> Result<Session, AccountError> {
    let view = service
        .sessions()
        .unlock(session, &secret(password).into())?;
    Ok(view.session)
}

/// Returns how many of so many wrong passwords are looked at.
fn guesses(service: &Service, session: &Session, count: usize) -> usize {
    let wrong = |_: &usize| matches!(unlock(service, session, "guess"), Err(AccountError::Wrong));
    (0..count).filter(wrong).count()
}

/// A colleague pulls the cable for every five guesses, and plugs it in again in between.
#[test]
fn r20_a_guesser_pulls_the_cable_again_and_again() {
    let (desk, store) = remote();
    let service = &desk.service;
    let bob = desk.sign_in(BOB).expect("in");
    lock(service, &bob);
    let mut looked_at = 0;
    for _ in 0..20 {
        store.set_down(true);
        looked_at += guesses(service, &bob, 10);
        lock(service, &bob);
        store.set_down(false);
        assert!(service.sessions().refresh(&bob).is_ok());
    }
    assert_eq!(looked_at, 5);
    // They count on the other computers as well.
    let locked = unlock(service, &bob, BOB.1).err();
    assert_eq!(locked, Some(AccountError::Locked(Locked::For(30))));
}

/// The guesser waits for each lockout of the store, and pulls the cable when the name is locked.
#[test]
fn r20_a_guesser_adds_the_tries_without_the_store_to_those_with_it() {
    let (desk, store) = remote();
    let service = &desk.service;
    let bob = desk.sign_in(BOB).expect("in");
    lock(service, &bob);
    assert_eq!(guesses(service, &bob, 10), 5);
    store.set_down(true);
    assert_eq!(guesses(service, &bob, 10), 0);
    let refused = unlock(service, &bob, BOB.1).err();
    assert_eq!(refused, Some(AccountError::OfflineTries));
}

/// The guesser uses every window in which the user is signed in.
#[test]
fn r20_a_guesser_has_no_more_tries_at_a_second_window() {
    let (desk, store) = remote();
    let service = &desk.service;
    let windows = [BOB, BOB].map(|user| desk.sign_in(user).expect("in"));
    for window in &windows {
        lock(service, window);
    }
    store.set_down(true);
    let looked_at = windows.map(|window| guesses(service, &window, 3));
    assert_eq!(looked_at, [3, 2]);
}

/// The guesser uses every program in which the user is signed in, over a file on a share.
#[test]
fn r20_a_guesser_has_no_more_tries_in_a_second_program() {
    let (desk, store) = remote();
    let other = desk.restarted_with(|ports| ports.credentials = Arc::clone(&store) as _);
    let programs = [desk.service.clone(), other];
    let windows = programs.map(|service| {
        let signed_in = service.sign_in().with_password(BOB.0, &secret(BOB.1));
        let view = signed_in.expect("right").session_view().expect("in");
        lock(&service, &view.session);
        (service, view.session)
    });
    store.set_down(true);
    let looked_at = [0, 1, 0].map(|at: usize| guesses(&windows[at].0, &windows[at].1, 3));
    assert_eq!(looked_at, [3, 2, 0]);
}

/// The guesser presses Enter in several windows at the same time.
#[test]
fn r20_a_guesser_tries_in_many_windows_at_once() {
    let (desk, store) = remote();
    let service = &desk.service;
    let windows: Vec<_> = (0..8).map(|_| desk.sign_in(BOB).expect("in")).collect();
    for window in &windows {
        lock(service, window);
    }
    store.set_down(true);
    let looked_at: usize = std::thread::scope(|scope| {
        let guess = |window| scope.spawn(move || guesses(service, window, 3));
        let threads: Vec<_> = windows.iter().map(guess).collect();
        let counts = threads.into_iter().map(ScopedJoinHandle::join);
        counts.map(|count| count.expect("no panic")).sum()
    });
    assert_eq!(looked_at, 5);
}

/// A user who is disabled meanwhile unlocks with the cable pulled, and plugs it in.
#[test]
fn r42_a_disabled_user_unlocks_with_the_cable_pulled() {
    let (desk, store) = remote();
    let bob = desk.sign_in(BOB).expect("in");
    lock(&desk.service, &bob);
    store.set_down(true);
    let mut content = store.content.directory().expect("the content");
    let user = content
        .users
        .iter_mut()
        .find(|user| user.username.as_str() == "bob");
    user.expect("bob").disabled = true;
    store.content.replace(content);
    let unlocked = unlock(&desk.service, &bob, BOB.1).expect("unlocked");
    store.set_down(false);
    assert!(desk.service.sessions().refresh(&unlocked).is_err());
    assert!(unlocked.has_ended());
    assert_eq!(unlocked.require(Till).err(), Some(RoleError::Ended));
    store.set_down(true);
    lock(&desk.service, &bob);
    let again = unlock(&desk.service, &bob, BOB.1).err();
    assert_eq!(again, Some(AccountError::Ended));
}

/// Someone knows the old password of a user who has chosen another one on another computer.
#[test]
fn r42_an_old_password_unlocks_with_the_cable_pulled_until_it_is_back() {
    let (desk, store) = remote();
    let bob = desk.sign_in(BOB).expect("in");
    lock(&desk.service, &bob);
    store.set_down(true);
    let mut content = store.content.directory().expect("the content");
    let other = content
        .users
        .iter()
        .find(|user| user.username.as_str() == "ada");
    let hash = other.expect("ada").hash.clone();
    let user = content
        .users
        .iter_mut()
        .find(|user| user.username.as_str() == "bob");
    user.expect("bob").hash = hash;
    store.content.replace(content);
    assert!(unlock(&desk.service, &bob, BOB.1).is_ok());
    store.set_down(false);
    assert!(desk.service.set_up().open().is_ok());
    assert!(bob.has_ended());
}

/// An administrator unlocks during the outage, and hands the window to a colleague, who uses it when the store is back.
#[test]
fn r47_a_colleague_administers_in_a_window_that_was_unlocked_without_the_store() {
    let (desk, store) = remote();
    let service = &desk.service;
    let ada = desk.sign_in(ADA).expect("in");
    lock(service, &ada);
    store.set_down(true);
    let unlocked = unlock(service, &ada, ADA.1).expect("unlocked");
    // A copy from before, whose password was just entered, is no better.
    for session in [&unlocked, &ada] {
        store.set_down(true);
        let caller = Caller::Session(session);
        let unavailable = Some(UserError::Store(outage()));
        assert_eq!(service.users().list(caller).err(), unavailable);
        assert_eq!(service.users().remove(caller, "bob").err(), unavailable);
        store.set_down(false);
        let required = Some(UserError::ReauthenticationRequired);
        let users = service.users();
        assert_eq!(users.remove(caller, "bob").err(), required);
        assert_eq!(users.export(caller).err(), required);
        let roles = UserChange::default().roles(["admin"]);
        assert_eq!(users.change(caller, "bob", &roles).err(), required);
        assert_eq!(users.start_reset(caller, "bob").err(), required);
        assert!(service.remember_me().remember(session).is_err());
        assert!(!session.is_fresh(desk.ports.clock.now()));
    }
}

/// A user without the password has only the PIN, and pulls the cable to need less.
#[test]
fn a_session_by_pin_gains_nothing_from_an_outage() {
    let (desk, store) = remote();
    let service = &desk.service;
    let session = desk.sign_in(BOB).expect("in");
    let change = AccountChange::Pin(secret("7391"));
    let set = service
        .account()
        .change(&session, &secret(BOB.1).into(), change);
    assert!(set.is_ok());
    service.sessions().sign_out(&session).unwrap_or_default();
    let by_pin = service.quick_unlock().sign_in("bob", &secret("7391"));
    let by_pin = by_pin.expect("in").session;
    lock(service, &by_pin);
    store.set_down(true);
    let unavailable = Some(AccountError::Store(outage()));
    let pin = service.quick_unlock().unlock(&by_pin, &secret("7391"));
    assert_eq!(pin.err(), unavailable);
    for password in ["7391", BOB.1] {
        assert_eq!(unlock(service, &by_pin, password).err(), unavailable);
    }
}

/// A colleague knows the own password, and has a parked session in the window.
#[test]
fn another_user_and_a_parked_session_are_not_let_in_during_an_outage() {
    let (desk, store) = remote();
    let service = &desk.service;
    let [ada, bob] = [ADA, BOB].map(|user| desk.sign_in(user).expect("in"));
    for session in [&ada, &bob] {
        lock(service, session);
    }
    ada.park();
    store.set_down(true);
    assert_eq!(
        unlock(service, &bob, ADA.1).err(),
        Some(AccountError::Wrong)
    );
    assert_eq!(
        unlock(service, &ada, ADA.1).err(),
        Some(AccountError::Ended)
    );
    assert!(
        service
            .sign_in()
            .with_password(ADA.0, &secret(ADA.1))
            .is_err()
    );
}
