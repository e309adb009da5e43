//! Leaving the kiosk of a restricted computer: the server checks the administrator.

use egui_authenticator::service::approvals::error::ApproveError;
use egui_authenticator::service::ports::StoreError;
use egui_authenticator::service::sign_in::SignInError;

use super::{till, till_of};
use crate::harness::{ADA, BOB, Desk, USERS, secret};

fn leave(desk: &Desk, (login, password): (&str, &str)) -> Option<ApproveError> {
    let approvals = desk.service.approvals();
    approvals.leave_kiosk(login, &secret(password).into()).err()
}

#[test]
fn r114_an_administrator_leaves_the_kiosk_of_a_restricted_computer_and_another_user_does_not() {
    let (desk, server) = till();
    let session = desk.sign_in(BOB).expect("in");
    let refused = ApproveError::SignIn(SignInError::Refused);
    for who in [BOB, (ADA.0, "a guess"), ("zoe", "a guess")] {
        assert_eq!(leave(&desk, who), Some(refused.clone()), "{who:?}");
    }
    assert_eq!(leave(&desk, ADA), None);
    assert_eq!(server.open_sessions(), 1, "only that of Bob");
    assert!(desk.service.sessions().refresh(&session).is_ok());
}

#[test]
fn r114_a_kiosk_stays_closed_while_its_server_is_away() {
    let (desk, server) = till();
    let outage = StoreError::Unavailable("no route to the server".to_owned());
    server.fail_with(Some(outage.clone()));
    let refused = ApproveError::SignIn(SignInError::Store(outage));
    assert_eq!(leave(&desk, ADA), Some(refused));
    server.fail_with(None);
    assert_eq!(leave(&desk, ADA), None);
}

#[test]
fn r90_a_published_password_does_not_leave_a_kiosk() {
    let published = "every door of the museum";
    let desk = Desk::with(&USERS.replace(ADA.1, published));
    assert!(desk.service.set_up().open().is_ok());
    let (desk, _) = till_of(desk);
    let refused = ApproveError::SignIn(SignInError::Published);
    assert_eq!(leave(&desk, (ADA.0, published)), Some(refused));
}
