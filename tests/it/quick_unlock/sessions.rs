//! What a session can do that a PIN has opened or unlocked.

use egui_authenticator::domain::quick_unlock::QuickRefusal;
use egui_authenticator::service::Session;
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::ports::Clock;
use egui_authenticator::service::remember_me::RememberError;
use egui_authenticator::service::session::SignInMethod;
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::service::sign_in::pending::SignInOutcome;
use egui_authenticator::service::two_factor::BeginTwoFactor;
use egui_authenticator::service::users::UserError;
use egui_authenticator::use_cases::AuditQuery;

use super::{PIN, desk, desk_with, enter, set_pin, unlock, unlock_with_password, with_pin};
use crate::harness::phone::{app as shown, pending, switch_on};
use crate::harness::{ADA, BOB, Desk, secret};

/// Ada's session after a PIN has unlocked her window, or has signed her in.
fn by_pin(desk: &Desk, signs_in: bool) -> Session {
    let session = with_pin(desk, ADA);
    if signs_in {
        enter(&desk.service, "ada", PIN).expect("in").session
    } else {
        unlock(desk, &session, PIN).expect("unlocked")
    }
}

/// What needs the password, and whether the session may do it.
fn deeds(desk: &Desk, session: &Session) -> Vec<(&'static str, bool)> {
    let service = &desk.service;
    let caller = Caller::Session(session);
    let query = AuditQuery::latest(10);
    let filter = service.audit_log().filter(&query);
    let needs = Some(UserError::ReauthenticationRequired);
    let users = service.users();
    vec![
        ("fresh", session.is_fresh(desk.clock.now())),
        (
            "change a user",
            users.require_new_password(caller, "bob").err() != needs,
        ),
        ("unlock a user", users.unlock(caller, "bob").err() != needs),
        (
            "start a reset",
            users.start_reset(caller, "bob").err() != needs,
        ),
        ("export users", users.export(caller).err() != needs),
        (
            "export the log",
            service.audit_log().export(caller, &filter).err() != needs,
        ),
        (
            "export own data",
            service.personal_data().of_session(session).err() != needs,
        ),
        (
            "stay signed in",
            service.remember_me().remember(session) != Err(RememberError::NotPossible),
        ),
    ]
}

#[test]
fn r110_a_pin_opens_nothing_that_needs_the_password() {
    for signs_in in [true, false] {
        let desk = desk();
        let session = by_pin(&desk, signs_in);
        for (deed, is_done) in deeds(&desk, &session) {
            assert!(!is_done, "{deed}, {signs_in}");
        }
        let confirmed = desk
            .service
            .sessions()
            .reauthenticate(&session, &secret(ADA.1).into())
            .expect("the password");
        for (deed, is_done) in deeds(&desk, &confirmed.session) {
            assert!(is_done, "{deed}, {signs_in}");
        }
    }
}

#[test]
fn the_pin_is_no_password_for_changes_of_the_account() {
    let desk = desk();
    let session = by_pin(&desk, true);
    let refused = set_pin(&desk, &session, PIN, "60718").err();
    assert_eq!(refused, Some(AccountError::Wrong));
    let refused = desk
        .service
        .sessions()
        .reauthenticate(&session, &secret(PIN).into());
    assert_eq!(refused.err(), Some(AccountError::Wrong));
    let codes = AccountChange::RecoveryCodes;
    let account = desk.service.account();
    let refused = account.change(&session, &secret(PIN).into(), codes);
    assert_eq!(refused.err(), Some(AccountError::Wrong));
    let begun = desk
        .service
        .two_factor()
        .begin(BeginTwoFactor::Session(session, secret(PIN).into()));
    assert!(begun.is_err());
}

#[test]
fn r110_no_earlier_copy_of_the_session_is_fresh_after_a_pin() {
    let desk = desk();
    let before = with_pin(&desk, ADA);
    assert!(before.is_fresh(desk.clock.now()));
    let after = unlock(&desk, &before, PIN).expect("unlocked");
    assert!(!before.is_fresh(desk.clock.now()), "a copy of the host app");
    let late = after.as_fresh_as(&before);
    assert!(!late.is_fresh(desk.clock.now()), "a late answer");
    let late = before.as_fresh_as(&after);
    assert!(!late.is_fresh(desk.clock.now()));
    let refused = desk
        .service
        .users()
        .require_new_password(Caller::Session(&late), "bob");
    assert_eq!(refused, Err(UserError::ReauthenticationRequired));
}

#[test]
fn a_session_by_pin_is_not_as_fresh_as_a_parked_one_of_the_same_user() {
    let desk = desk();
    let parked = with_pin(&desk, ADA);
    let new = enter(&desk.service, "ada", PIN).expect("in").session;
    assert_eq!(new.how(), SignInMethod::Pin);
    assert!(!new.as_fresh_as(&parked).is_fresh(desk.clock.now()));
}

#[test]
fn a_pin_does_not_begin_the_time_of_a_session_anew() {
    let desk = desk_with("quick: {pin: true}\nsessions: {max_hours: 2}");
    let session = with_pin(&desk, BOB);
    desk.clock.advance(3_600);
    let unlocked = unlock(&desk, &session, PIN).expect("unlocked");
    desk.clock.advance(3_600);
    assert!(!unlocked.has_role("till"), "two hours after the password");
    assert_eq!(
        unlock(&desk, &session, PIN).err(),
        Some(AccountError::Quick(QuickRefusal::Expired))
    );
    assert!(enter(&desk.service, "bob", PIN).is_err());
}

#[test]
fn r71_a_window_that_a_pin_has_unlocked_asks_again_at_the_next_start() {
    let desk = desk();
    let session = with_pin(&desk, BOB);
    let remember = desk.service.remember_me();
    remember.remember(&session).expect("remembered");
    let sessions = desk.service.sessions();
    sessions.lock(&session, LockReason::Locked).expect("locked");
    let unlocked = unlock(&desk, &session, PIN).expect("unlocked");
    assert!(!desk.resumes(), "the token alone would open exports");
    unlock_with_password(&desk, &unlocked, BOB.1);
    assert!(desk.resumes());
}

#[test]
fn r71_the_password_ends_the_lock_of_a_parked_session_that_a_pin_continued() {
    let desk = desk();
    let parked = with_pin(&desk, BOB);
    let remember = desk.service.remember_me();
    remember.remember(&parked).expect("remembered");
    let sessions = desk.service.sessions();
    let locked = sessions.lock(&parked, LockReason::SwitchedAway);
    assert_eq!(locked, Ok(()));
    let view = enter(&desk.service, "bob", PIN).expect("signed in");
    let continued = sessions.continue_parked(&parked, &view.session);
    assert_eq!(continued, Ok(()));
    assert!(!desk.resumes(), "the token alone would open exports");
    let locked = sessions.lock(&view.session, LockReason::Locked);
    assert_eq!(locked, Ok(()));
    unlock_with_password(&desk, &view.session, BOB.1);
    assert!(desk.resumes(), "and no lock of the parked session is left");
}

#[test]
fn a_remembered_session_of_a_user_with_a_second_factor_sets_no_pin() {
    let desk = desk();
    let (phone, _) = switch_on(&desk, BOB);
    let step = pending(&desk, BOB);
    let entered = desk
        .service
        .sign_in()
        .second_factor(&step, &shown(&desk, &phone));
    let session = entered
        .ok()
        .and_then(SignInOutcome::session_view)
        .expect("in")
        .session;
    desk.service
        .remember_me()
        .remember(&session)
        .expect("remembered");
    let set = set_pin(&desk, &session, BOB.1, PIN);
    assert!(set.is_ok(), "after both factors");
    let mut restarted = desk;
    restarted.service = restarted.restarted();
    let resumed = restarted.service.remember_me().resume();
    let session = resumed.session_view().expect("remembered").session;
    assert_eq!(
        set_pin(&restarted, &session, BOB.1, PIN).err(),
        Some(AccountError::Quick(QuickRefusal::Expired))
    );
}

#[test]
fn a_session_that_has_ended_is_not_unlocked() {
    let desk = desk();
    let session = with_pin(&desk, BOB);
    desk.service.sessions().sign_out(&session).expect("out");
    assert_eq!(
        unlock(&desk, &session, PIN).err(),
        Some(AccountError::Ended)
    );
}

#[test]
fn r75_the_session_of_another_service_is_not_unlocked() {
    let desk = desk();
    let session = with_pin(&desk, BOB);
    let other = desk.restarted();
    let refused = other.quick_unlock().unlock(&session, &secret(PIN));
    assert_eq!(refused.err(), Some(AccountError::Ended));
}

#[test]
fn a_pin_signs_in_only_while_there_is_a_session_slot() {
    let desk = desk_with("quick: {pin: true}\nsessions: {single: true}");
    let session = with_pin(&desk, BOB);
    let refused = enter(&desk.service, "bob", PIN).err();
    assert!(matches!(refused, Some(AccountError::SessionLimit(_))));
    drop(session);
}
