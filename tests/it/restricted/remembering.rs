//! Staying signed in over restarts of a restricted computer: the server decides about the token.

use egui_authenticator::Service;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::service::ports::{StateError, StoreError};
use egui_authenticator::service::remember_me::{RememberError, Resumed};
use egui_authenticator::service::session::{Session, SignInMethod};
use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::testing::MemoryAuthority;

use super::till;
use crate::harness::{ADA, BOB, Desk, secret};

fn remembered(who: (&str, &str)) -> (Desk, MemoryAuthority, Session) {
    let (desk, server) = till();
    let session = desk.sign_in(who).expect("in");
    remember(&desk, &session).expect("remembered");
    (desk, server, session)
}

fn remember(desk: &Desk, session: &Session) -> Result<(), RememberError> {
    desk.service.remember_me().remember(session)
}

/// Starts the program again.
fn restarted(desk: &Desk) -> (Service, Resumed) {
    let service = Service::from(desk.ports.clone());
    let resumed = service.remember_me().resume();
    (service, resumed)
}

fn resumes(desk: &Desk) -> bool {
    restarted(desk).1.session_view().is_some()
}

fn token(desk: &Desk) -> Secret {
    desk.ports.vault.read().expect("read").expect("a token")
}

fn put_back(desk: &Desk, token: &Secret) {
    desk.ports.vault.write(token).expect("written");
}

fn outage() -> StoreError {
    StoreError::Unavailable("no route to the server".to_owned())
}

#[test]
fn a_remembered_user_is_signed_in_after_a_restart_of_a_restricted_computer() {
    let (desk, server, session) = remembered(BOB);
    drop(session);
    let (service, resumed) = restarted(&desk);
    let view = resumed.session_view().expect("still in");
    assert_eq!(view.session.user().username.as_str(), "bob");
    assert_eq!(view.session.how(), SignInMethod::Token);
    assert_eq!(view.pages.len(), 1);
    assert_eq!(server.open_sessions(), 1);
    let now = desk.ports.clock.now();
    assert!(!view.session.is_fresh(now), "R47");
    let again = service.remember_me().remember(&view.session);
    assert_eq!(again, Err(RememberError::NotPossible));
    let fresh = service
        .sessions()
        .reauthenticate(&view.session, &secret(BOB.1).into())
        .expect("right");
    assert_eq!(service.remember_me().remember(&fresh.session), Ok(()));
}

#[test]
fn r38_either_token_signs_in_until_the_new_one_is_presented() {
    let (desk, _, _) = remembered(BOB);
    for _ in 0..20 {
        let before = token(&desk);
        assert!(resumes(&desk));
        assert!(before.expose() != token(&desk).expose());
        // The keyring never got the new one.
        put_back(&desk, &before);
    }
    assert!(resumes(&desk));
}

#[test]
fn r39_a_copied_token_ends_the_sessions_of_the_user_at_the_server() {
    let (desk, server, _) = remembered(BOB);
    let session = desk.sign_in(BOB).expect("in");
    let copy = token(&desk);
    assert!(resumes(&desk) && resumes(&desk));
    let rightful = token(&desk);
    put_back(&desk, &copy);
    assert!(matches!(restarted(&desk).1, Resumed::Reused));
    assert!(desk.service.sessions().refresh(&session).is_err());
    assert_eq!(server.open_sessions(), 0);
    put_back(&desk, &rightful);
    assert!(!resumes(&desk), "it is over for both");
    let told = desk.enter(BOB).expect("in").account_events;
    let told: Vec<_> = told.iter().map(|(event, _)| event.word()).collect();
    assert_eq!(told, ["token_reused"]);
}

#[test]
fn r41_a_token_is_worthless_at_the_server_after_signing_out() {
    let (desk, _, session) = remembered(BOB);
    let copy = token(&desk);
    let record = desk
        .ports
        .sessions
        .remembered()
        .expect("read")
        .expect("there");
    let signed_out = desk.service.sessions().sign_out(&session);
    assert_eq!(signed_out, Ok(()));
    assert!(desk.ports.vault.read().expect("read").is_none());
    put_back(&desk, &copy);
    assert!(!resumes(&desk));
    // Whatever is put back on the computer, too.
    let put_back_too = desk.ports.sessions.remember(&record);
    assert!(matches!(put_back_too, Err(StateError::Denied(_))));
}

#[test]
fn r71_a_lock_is_kept_at_the_server_until_the_password_is_entered() {
    let (desk, _, session) = remembered(BOB);
    let sessions = desk.service.sessions();
    assert_eq!(sessions.lock(&session, LockReason::Locked), Ok(()));
    assert!(matches!(restarted(&desk).1, Resumed::Locked(name) if name == "bob"));
    desk.clock.advance(10 * 60);
    assert!(sessions.unlock(&session, &secret(BOB.1).into()).is_ok());
    assert!(resumes(&desk));
}

#[test]
fn r71_a_lock_that_the_server_cannot_hear_of_ends_the_remembered_sign_in() {
    let (desk, server, session) = remembered(BOB);
    server.fail_with(Some(outage()));
    let sessions = desk.service.sessions();
    assert_eq!(sessions.lock(&session, LockReason::Locked), Ok(()));
    assert!(desk.ports.vault.read().expect("read").is_none());
    server.fail_with(None);
    assert!(!resumes(&desk));
}

#[test]
fn a_server_that_is_away_keeps_the_sign_in_for_later() {
    let (desk, server, _) = remembered(BOB);
    server.fail_with(Some(outage()));
    assert!(!resumes(&desk));
    server.fail_with(None);
    assert!(resumes(&desk));
}

#[test]
fn r42_what_ends_the_account_ends_the_remembered_sign_in_at_the_server() {
    for edit in [
        ("roles: [till]\n", "roles: [till]\n      disabled: true\n"),
        ("roles: [till]\n", "roles: [office]\n"),
        ("credentials:", "cookie: {expiry_days: 0}\ncredentials:"),
    ] {
        let (desk, _, _) = remembered(BOB);
        desk.edit(edit.0, edit.1);
        assert!(!resumes(&desk), "{edit:?}");
        assert!(desk.ports.vault.read().expect("read").is_none());
    }
}

#[test]
fn r40_a_sign_in_is_remembered_for_as_long_as_the_settings_of_the_server_say() {
    let (desk, _, _) = remembered(BOB);
    desk.clock.advance(30 * 86_400 - 1);
    assert!(resumes(&desk));
    desk.clock.advance(1);
    assert!(!resumes(&desk));
}

#[test]
fn the_password_has_to_be_fresh_to_stay_signed_in() {
    let (desk, _) = till();
    let session = desk.sign_in(BOB).expect("in");
    desk.clock.advance(6 * 60);
    assert_eq!(remember(&desk, &session), Err(RememberError::NotPossible));
    assert!(desk.ports.vault.read().expect("read").is_none());
}

#[test]
fn the_last_user_who_wants_it_is_remembered() {
    let (desk, _, _bob) = remembered(BOB);
    let ada = desk.sign_in(ADA).expect("in");
    remember(&desk, &ada).expect("remembered");
    let (_, resumed) = restarted(&desk);
    let view = resumed.session_view().expect("in");
    assert_eq!(view.session.user().username.as_str(), "ada");
}
