//! Unlocking a window with the password while the store of the accounts cannot be reached.

mod failures;
mod histories;
mod in_the_window;

use std::sync::Arc;

use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::audit_detail::AuditWord;
use egui_authenticator::domain::settings::RoleList;
use egui_authenticator::domain::throttle::Locked;
use egui_authenticator::service::Session;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::ports::{AuditFilter, AuditLog as _, AuditUser};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::locking::LockReason;

use crate::harness::phone::{Phone, app, pending, switch_on};
use crate::harness::remote_store::{RemoteStore, outage};
use crate::harness::{BOB, Desk, Till, secret};

/// A desk over a store on another computer.
fn remote() -> (Desk, Arc<RemoteStore>) {
    let mut desk = Desk::open();
    let store = RemoteStore::of(&*desk.ports.credentials);
    desk.replace(|ports| ports.credentials = Arc::clone(&store) as _);
    (desk, store)
}

fn lock(desk: &Desk, session: &Session) {
    let locked = desk.service.sessions().lock(session, LockReason::Locked);
    assert_eq!(locked, Ok(()));
}

fn unlock(desk: &Desk, session: &Session, password: &str) -> Result<Session, AccountError> {
    let sessions = desk.service.sessions();
    let view = sessions.unlock(session, &secret(password).into())?;
    Ok(view.session)
}

/// A user whose window is locked when an outage begins.
fn locked_out(desk: &Desk, store: &RemoteStore) -> Session {
    let session = desk.sign_in(BOB).expect("in");
    lock(desk, &session);
    store.set_down(true);
    session
}

fn unavailable<T>() -> Result<T, AccountError> {
    Err(AccountError::Store(outage()))
}

/// Signs a user in with the password and the code of the phone.
fn with_code(desk: &Desk, phone: &Phone) -> Session {
    let (step, sign_in) = (pending(desk, BOB), desk.service.sign_in());
    let outcome = sign_in.second_factor(&step, &app(desk, phone));
    outcome.expect("right").session_view().expect("in").session
}

/// Whether the session can do something, or the error.
fn outcome(unlocked: Result<Session, AccountError>) -> Result<bool, AccountError> {
    unlocked.map(|session| session.has_role(Till))
}

#[test]
fn r42_the_password_unlocks_during_an_outage_for_as_long_as_the_session_stays_open() {
    let (desk, store) = remote();
    let session = locked_out(&desk, &store);
    assert_eq!(outcome(unlock(&desk, &session, BOB.1)), Ok(true));
    lock(&desk, &session);
    desk.clock.advance(15 * 60);
    assert_eq!(outcome(unlock(&desk, &session, BOB.1)), unavailable());
    store.set_down(false);
    assert_eq!(outcome(unlock(&desk, &session, BOB.1)), Ok(true));
}

#[test]
fn r42_with_no_minutes_for_outages_only_the_store_unlocks() {
    let (mut desk, store) = remote();
    desk.replace(|ports| ports.offline_minutes = 0);
    let session = locked_out(&desk, &store);
    assert_eq!(outcome(unlock(&desk, &session, BOB.1)), unavailable());
}

#[test]
fn r47_a_session_that_was_unlocked_during_an_outage_is_not_fresh_until_the_password_is_entered_again()
 {
    let (desk, store) = remote();
    let session = locked_out(&desk, &store);
    let unlocked = unlock(&desk, &session, BOB.1).expect("unlocked");
    let now = || desk.ports.clock.now();
    for copy in [&session, &unlocked, &session.as_fresh_as(&unlocked)] {
        assert!(copy.is_by_quick_unlock() && !copy.is_fresh(now()));
    }
    store.set_down(false);
    let refreshed = desk.service.sessions().refresh(&unlocked).expect("open");
    assert!(!refreshed.session.is_fresh(now()));
    let again = desk.service.sessions();
    let again = again.reauthenticate(&unlocked, &secret(BOB.1).into());
    assert!(again.expect("confirmed").session.is_fresh(now()));
}

#[test]
fn r20_the_store_counts_the_wrong_passwords_of_an_outage_when_it_is_back() {
    let (desk, store) = remote();
    let session = locked_out(&desk, &store);
    for _ in 0..5 {
        assert_eq!(
            outcome(unlock(&desk, &session, "guess")),
            Err(AccountError::Wrong)
        );
    }
    let spent = Err(AccountError::OfflineTries);
    assert_eq!(outcome(unlock(&desk, &session, BOB.1)), spent);
    store.set_down(false);
    assert!(desk.service.sessions().refresh(&session).is_ok());
    let locked = Err(AccountError::Locked(Locked::For(30)));
    assert_eq!(outcome(unlock(&desk, &session, BOB.1)), locked);
    desk.clock.advance(30);
    assert_eq!(outcome(unlock(&desk, &session, BOB.1)), Ok(true));
    lock(&desk, &session);
    store.set_down(true);
    assert_eq!(outcome(unlock(&desk, &session, BOB.1)), Ok(true));
}

#[test]
fn r20_a_right_password_takes_none_of_the_five_tries_and_gives_none_back() {
    let (desk, store) = remote();
    let session = locked_out(&desk, &store);
    for _ in 0..4 {
        assert_eq!(
            outcome(unlock(&desk, &session, "guess")),
            Err(AccountError::Wrong)
        );
    }
    for _ in 0..6 {
        assert_eq!(outcome(unlock(&desk, &session, BOB.1)), Ok(true));
        lock(&desk, &session);
    }
    assert_eq!(
        outcome(unlock(&desk, &session, "guess")),
        Err(AccountError::Wrong)
    );
    let spent = Err(AccountError::OfflineTries);
    assert_eq!(outcome(unlock(&desk, &session, BOB.1)), spent);
}

#[test]
fn r20_wrong_passwords_before_the_outage_count_and_fewer_tries_if_the_settings_say_so() {
    let (desk, store) = remote();
    let mut content = store.content.directory().expect("the content");
    content.settings.lockout.after = 3;
    store.content.replace(content);
    let session = desk.sign_in(BOB).expect("in");
    lock(&desk, &session);
    assert_eq!(
        outcome(unlock(&desk, &session, "guess")),
        Err(AccountError::Wrong)
    );
    store.set_down(true);
    for _ in 0..2 {
        assert_eq!(
            outcome(unlock(&desk, &session, "guess")),
            Err(AccountError::Wrong)
        );
    }
    let spent = Err(AccountError::OfflineTries);
    assert_eq!(outcome(unlock(&desk, &session, BOB.1)), spent);
}

#[test]
fn r66_what_was_tried_during_an_outage_is_recorded_with_its_time_when_it_is_over() {
    let (desk, store) = remote();
    let session = locked_out(&desk, &store);
    let start = desk.ports.clock.now();
    desk.clock.advance(60);
    assert!(unlock(&desk, &session, "guess").is_err());
    desk.clock.advance(60);
    assert!(unlock(&desk, &session, BOB.1).is_ok());
    store.set_down(false);
    desk.clock.advance(60);
    assert!(desk.service.sessions().refresh(&session).is_ok());
    let latest = AuditFilter {
        since: None,
        user: Some(AuditUser::Account(session.user().id)),
        kind: None,
        limit: 2,
    };
    let records = desk.state.activity(&latest).expect("records");
    let told: Vec<_> = records
        .iter()
        .map(|record| &record.event)
        .map(|event| {
            (
                event.kind,
                event.is_done,
                event.detail.clone(),
                event.at - start,
            )
        })
        .collect();
    let unlocked = (
        AuditKind::Lock,
        true,
        AuditWord::UnlockedOffline.into(),
        120,
    );
    let wrong = (
        AuditKind::Account,
        false,
        AuditWord::WrongPasswordOffline.into(),
        60,
    );
    assert_eq!(told, [unlocked, wrong]);
}

#[test]
fn r78_a_user_who_needs_a_code_to_unlock_waits_for_the_store() {
    let (desk, store) = remote();
    let (phone, _) = switch_on(&desk, BOB);
    let mut content = store.content.directory().expect("the content");
    content.settings.two_step.reauthenticate_for = RoleList::all();
    store.content.replace(content);
    let session = with_code(&desk, &phone);
    lock(&desk, &session);
    store.set_down(true);
    assert_eq!(outcome(unlock(&desk, &session, BOB.1)), unavailable());
}

#[test]
fn a_user_whose_sign_in_took_a_code_unlocks_with_the_password_alone_as_while_the_store_answers() {
    let (desk, store) = remote();
    let (phone, _) = switch_on(&desk, BOB);
    let session = with_code(&desk, &phone);
    lock(&desk, &session);
    store.set_down(true);
    assert_eq!(
        outcome(unlock(&desk, &session, "guess")),
        Err(AccountError::Wrong)
    );
    assert_eq!(outcome(unlock(&desk, &session, BOB.1)), Ok(true));
}

#[test]
fn a_remembered_session_unlocks_during_an_outage_once_the_password_was_entered_in_it() {
    let (desk, store) = remote();
    let session = desk.sign_in(BOB).expect("in");
    desk.service
        .remember_me()
        .remember(&session)
        .expect("remembered");
    let restarted = desk.restarted_with(|ports| ports.credentials = Arc::clone(&store) as _);
    let resumed = restarted.remember_me().resume().session_view().expect("in");
    let sessions = restarted.sessions();
    let password = || secret(BOB.1).into();
    for is_confirmed in [false, true] {
        if is_confirmed {
            assert!(
                sessions
                    .reauthenticate(&resumed.session, &password())
                    .is_ok()
            );
        }
        assert_eq!(sessions.lock(&resumed.session, LockReason::Locked), Ok(()));
        store.set_down(true);
        let unlocked = sessions.unlock(&resumed.session, &password());
        assert_eq!(unlocked.is_ok(), is_confirmed);
        store.set_down(false);
        assert!(sessions.refresh(&resumed.session).is_ok());
    }
}

#[test]
fn after_a_new_password_neither_that_nor_the_old_one_unlocks_before_it_was_entered_again() {
    let (desk, store) = remote();
    let session = desk.sign_in(BOB).expect("in");
    let new = "a kettle for the back room";
    let change = AccountChange::Password(secret(new));
    let account = desk.service.account();
    let changed = account.change(&session, &secret(BOB.1).into(), change);
    let session = changed.expect("changed").session_view.session;
    let refreshed = desk.service.sessions().refresh(&session);
    assert!(refreshed.is_ok());
    lock(&desk, &session);
    store.set_down(true);
    for password in [BOB.1, new] {
        assert_eq!(outcome(unlock(&desk, &session, password)), unavailable());
    }
    store.set_down(false);
    assert!(unlock(&desk, &session, new).is_ok());
    lock(&desk, &session);
    store.set_down(true);
    assert_eq!(
        outcome(unlock(&desk, &session, BOB.1)),
        Err(AccountError::Wrong)
    );
    assert_eq!(outcome(unlock(&desk, &session, new)), Ok(true));
}

#[test]
fn a_store_that_hangs_is_not_asked_again_before_the_password_unlocks() {
    let (desk, store) = remote();
    let session = desk.sign_in(BOB).expect("in");
    lock(&desk, &session);
    let (release, begun) = store.hold();
    let service = desk.service.clone();
    let opening = std::thread::spawn(move || service.set_up().open().is_ok());
    begun.recv().expect("the call has begun");
    desk.clock.advance(11);
    store.take_reads();
    assert_eq!(outcome(unlock(&desk, &session, BOB.1)), Ok(true));
    assert_eq!(store.take_reads(), 0);
    drop(release);
    assert!(opening.join().expect("no panic"));
}

#[test]
fn r20_a_wrong_password_is_counted_at_once_if_the_attempts_are_on_this_computer() {
    let (desk, store) = remote();
    let session = locked_out(&desk, &store);
    for _ in 0..5 {
        assert!(unlock(&desk, &session, "guess").is_err());
    }
    // The program ends before the store is back, and starts anew.
    let restarted = desk.restarted_with(|ports| ports.credentials = Arc::clone(&store) as _);
    store.set_down(false);
    let signed_in = restarted.sign_in().with_password(BOB.0, &secret(BOB.1));
    assert!(matches!(signed_in, Err(SignInError::Locked(_))));
}

#[test]
fn a_window_that_is_not_locked_is_not_unlocked_without_the_store() {
    let (desk, store) = remote();
    let session = desk.sign_in(BOB).expect("in");
    store.set_down(true);
    assert_eq!(outcome(unlock(&desk, &session, BOB.1)), unavailable());
    assert!(!session.is_by_quick_unlock());
}
