//! Signing in at a restricted computer.

use egui_authenticator::domain::role::{Permission, Permissions};
use egui_authenticator::messages::Messages;
use egui_authenticator::service::ports::{Cancellation, StoreError};
use egui_authenticator::service::sign_in::SignInError;

use super::{till, till_of};
use crate::harness::{ADA, BOB, Desk, Till, USERS, secret};

fn refused(desk: &Desk, (login, password): (&str, &str)) -> Option<SignInError> {
    let sign_in = desk.service.sign_in();
    sign_in.with_password(login, &secret(password)).err()
}

fn outage() -> StoreError {
    StoreError::Unavailable("no route to the server".to_owned())
}

#[test]
fn a_user_signs_in_and_opens_the_own_pages() {
    let (desk, server) = till();
    let view = desk.enter(BOB).expect("in");
    assert!(view.session.has_role(Till));
    let pages: Vec<_> = view.pages.iter().map(|page| page.title.as_str()).collect();
    assert_eq!(pages, ["Till"]);
    assert_eq!(server.open_sessions(), 1);
    let snapshot = desk.ports.credentials.read().expect("read");
    assert_eq!(snapshot.users.len(), 1, "only Bob is known here");
    assert_eq!(desk.service.sessions().sign_out(&view.session), Ok(()));
    assert_eq!(server.open_sessions(), 0);
}

#[test]
fn an_administrator_manages_users_and_sees_the_activity_and_nothing_else() {
    let (desk, _) = till();
    let view = desk.enter(ADA).expect("in");
    assert!(view.session.has_role("admin"), "pages by role stay open");
    let offered = [Permission::ManageUsers, Permission::SeeActivity];
    assert_eq!(view.permissions, Permissions::of(&offered));
    assert!(view.first_steps.is_none() && view.warnings.is_empty() && view.named_roles.is_empty());
}

#[test]
fn the_session_ends_at_the_server_with_its_last_copy() {
    let (desk, server) = till();
    let view = desk.enter(BOB).expect("in");
    let copy = view.session.clone();
    drop(view);
    assert_eq!(server.open_sessions(), 1);
    drop(copy);
    assert_eq!(server.open_sessions(), 0);
}

#[test]
fn r90_a_published_password_signs_no_user_in_and_its_session_ends_at_once() {
    let published = "every door of the museum";
    let desk = Desk::with(&USERS.replace(BOB.1, published));
    assert!(desk.service.set_up().open().is_ok());
    let (desk, server) = till_of(desk);
    assert_eq!(
        refused(&desk, (BOB.0, published)),
        Some(SignInError::Published)
    );
    assert_eq!(server.open_sessions(), 0);
}

#[test]
fn an_outage_signs_no_user_in_and_leaves_nothing_half_done() {
    let (desk, server) = till();
    server.fail_with(Some(outage()));
    let error = refused(&desk, BOB).expect("refused");
    assert_eq!(error, SignInError::Store(outage()));
    let message = Messages::english().sign_in_error(&error);
    assert!(
        message.summary.contains("cannot be reached"),
        "{}",
        message.summary
    );
    assert_eq!(server.open_sessions(), 0);
    server.fail_with(None);
    let view = desk.enter(BOB).expect("in");
    let before = view.before.as_ref().map(|before| before.failures);
    assert_eq!(before, Some(0), "an outage is no failure");
}

#[test]
fn a_sign_in_that_was_cancelled_begins_no_session() {
    let (desk, server) = till();
    let cancelled = Cancellation::default();
    cancelled.cancel();
    let authority = desk.ports.authority.as_ref().expect("restricted");
    let verdict = authority.sign_in(BOB.0, &secret(BOB.1), &cancelled);
    assert!(verdict.is_err());
    assert_eq!(server.open_sessions(), 0);
}

#[test]
fn what_needs_a_second_factor_has_words_that_say_where_to_go() {
    for error in [SignInError::SetUpSecondFactor, SignInError::SecondFactor] {
        let message = Messages::english().sign_in_error(&error);
        assert!(
            message.help.contains("trusted computer"),
            "{}",
            message.help
        );
    }
}

#[test]
fn a_store_without_users_is_set_up_at_a_trusted_computer() {
    let (desk, _) = till_of(Desk::empty());
    let error = desk.service.set_up().open().err().map(|open| open.error);
    assert_eq!(error, Some(StoreError::Restricted));
    assert_eq!(
        refused(&desk, BOB),
        Some(SignInError::Store(StoreError::Absent))
    );
}
