//! A session belongs to the service that made it.

use std::sync::Arc;

use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::settings::Hashing;
use egui_authenticator::domain::user_key::{Key, SALT_BYTES};
use egui_authenticator::service::Service;
use egui_authenticator::service::account::AccountError;
use egui_authenticator::service::caller::Caller;
use egui_authenticator::service::ports::{Clock as _, HasherError, PasswordHasher};
use egui_authenticator::service::remember_me::RememberError;
use egui_authenticator::service::sign_in::pending::SignInOutcome;
use egui_authenticator::service::two_factor::BeginTwoFactor;

use super::{is_refused_by_administration, is_refused_by_own_use_cases};
use crate::harness::{ADA, BOB, Desk, QuickHasher, secret};

/// A hasher that accepts every password.
struct AnyPassword;

impl PasswordHasher for AnyPassword {
    fn hash(&self, password: &Secret, how: Hashing) -> Result<StoredHash, HasherError> {
        QuickHasher.hash(password, how)
    }

    fn verify(&self, _: &Secret, _: &StoredHash) -> Result<bool, HasherError> {
        Ok(true)
    }

    fn derive(&self, password: &Secret, salt: &[u8; SALT_BYTES]) -> Result<Key, HasherError> {
        QuickHasher.derive(password, salt)
    }

    fn decoy(&self, how: Hashing) -> Result<StoredHash, HasherError> {
        QuickHasher.decoy(how)
    }

    fn is_below(&self, hash: &StoredHash, how: Hashing) -> bool {
        QuickHasher.is_below(hash, how)
    }
}

/// A service on the same stores that signs in with any password.
fn forging(desk: &Desk) -> Service {
    desk.restarted_with(|ports| ports.hasher = Arc::new(AnyPassword))
}

#[test]
fn r75_another_service_refuses_a_session_in_every_use_case() {
    let desk = Desk::open();
    let own = desk.sign_in(ADA).expect("signed in");
    let forged = forging(&desk)
        .sign_in()
        .with_password("ada", &secret("any"));
    let forged = forged.ok().and_then(SignInOutcome::session_view);
    let forged = forged.expect("signed in there").session;
    assert!(is_refused_by_own_use_cases(&desk.service, &forged, ADA.1));
    assert!(is_refused_by_administration(
        &desk.service,
        Caller::Session(&forged)
    ));
    let (other, session) = (desk.restarted(), &own);
    assert!(is_refused_by_own_use_cases(&other, session, ADA.1));
    assert!(is_refused_by_administration(
        &other,
        Caller::Session(session)
    ));
    // A clone is the same service.
    assert!(desk.service.clone().sessions().refresh(&own).is_ok());
}

#[test]
fn r75_another_service_signs_no_session_out_and_forgets_nothing() {
    let desk = Desk::open();
    let session = desk.sign_in(BOB).expect("signed in");
    assert_eq!(desk.service.remember_me().remember(&session), Ok(()));
    let forged = forging(&desk)
        .sign_in()
        .with_password("bob", &secret("any"));
    let forged = forged
        .ok()
        .and_then(SignInOutcome::session_view)
        .expect("signed in there");
    let refused = desk.service.sessions().sign_out(&forged.session);
    assert_eq!(refused, Err(RememberError::NotPossible));
    assert!(
        desk.restarted()
            .remember_me()
            .resume()
            .session_view()
            .is_some()
    );
}

#[test]
fn r75_another_service_does_not_continue_a_pending_sign_in() {
    let desk = Desk::open();
    desk.edit("    bob:", "    bob:\n      must_change_password: true");
    let pending = forging(&desk)
        .sign_in()
        .with_password("bob", &secret("any"));
    let Ok(SignInOutcome::NextStep(pending)) = pending else {
        panic!("something else")
    };
    let new = secret("a new one of an attacker");
    let chosen = desk.service.sign_in().choose_new_password(&pending, &new);
    assert_eq!(chosen.err(), Some(AccountError::Ended));
    assert!(desk.sign_in((BOB.0, "a new one of an attacker")).is_none());
}

#[test]
fn r75_another_service_does_not_confirm_a_second_factor() {
    let desk = Desk::open();
    let other = desk.restarted();
    let session = other.sign_in().with_password(BOB.0, &secret(BOB.1));
    let session = session
        .ok()
        .and_then(SignInOutcome::session_view)
        .expect("signed in")
        .session;
    let begin = BeginTwoFactor::Session(session, secret(BOB.1).into());
    let enrolment = other.two_factor().begin(begin).expect("begun");
    let phone = crate::harness::phone::Phone::set_up(&enrolment);
    let code = phone.code(desk.clock.now().as_seconds());
    let confirmed = desk.service.two_factor().confirm(&enrolment, &code);
    assert_eq!(confirmed.err(), Some(AccountError::Ended));
    assert!(!desk.text().contains("totp"));
}
