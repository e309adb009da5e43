//! Unlocking without the store while something else fails as well.

use std::sync::Arc;

use egui_authenticator::domain::audit_detail::AuditWord;
use egui_authenticator::service::account::AccountError;
use egui_authenticator::service::ports::{AuditFilter, AuditLog as _, StateError};
use egui_authenticator::service::sign_in::SignInError;

use super::{lock, locked_out, outcome, remote, unlock};
use crate::harness::{BOB, Till, secret};

fn broken() -> StateError {
    StateError::Unavailable("made to fail".to_owned())
}

#[test]
fn r42_one_call_that_never_comes_back_is_no_outage_once_the_store_has_answered_a_later_one() {
    let (desk, store) = remote();
    let session = desk.sign_in(BOB).expect("in");
    lock(&desk, &session);
    let (release, begun) = store.hold();
    let service = desk.service.clone();
    let lost = std::thread::spawn(move || service.set_up().open().is_ok());
    begun.recv().expect("the call has begun");
    desk.clock.advance(1);
    assert!(desk.service.sessions().refresh(&session).is_ok());
    // Longer than sessions stay open in an outage.
    desk.clock.advance(16 * 60);
    assert!(session.has_role(Till));
    store.take_reads();
    let unlocked = unlock(&desk, &session, BOB.1).expect("unlocked");
    assert!(store.take_reads() > 0 && !unlocked.is_by_quick_unlock());
    drop(release);
    assert!(lost.join().expect("no panic"));
}

#[test]
fn r20_wrong_passwords_are_counted_at_once_also_while_the_audit_log_fails() {
    let (desk, store) = remote();
    let session = locked_out(&desk, &store);
    desk.state.fail_to_record_with(Some(broken()));
    for _ in 0..5 {
        let wrong = Err(AccountError::Wrong);
        assert_eq!(outcome(unlock(&desk, &session, "guess")), wrong);
    }
    // The program ends before the audit log works, and starts anew.
    let restarted = desk.restarted_with(|ports| ports.credentials = Arc::clone(&store) as _);
    store.set_down(false);
    let signed_in = restarted.sign_in().with_password(BOB.0, &secret(BOB.1));
    assert!(matches!(signed_in, Err(SignInError::Locked(_))));
}

#[test]
fn r20_all_wrong_passwords_are_counted_once_before_the_first_is_recorded() {
    let (desk, store) = remote();
    let session = locked_out(&desk, &store);
    desk.state.fail_with(Some(broken()));
    for _ in 0..5 {
        let wrong = Err(AccountError::Wrong);
        assert_eq!(outcome(unlock(&desk, &session, "guess")), wrong);
    }
    desk.state.fail_with(None);
    store.set_down(false);
    for failure in [Some(broken()), None] {
        let is_recorded = failure.is_none();
        desk.state.fail_to_record_with(failure);
        assert!(desk.service.sessions().refresh(&session).is_ok());
        let locked = desk.service.sign_in();
        let locked = locked.with_password(BOB.0, &secret(BOB.1));
        assert!(matches!(locked, Err(SignInError::Locked(_))));
        let all = AuditFilter {
            since: None,
            user: None,
            kind: None,
            limit: 100,
        };
        let records = desk.state.activity(&all).expect("records");
        let word = AuditWord::WrongPasswordOffline.into();
        let recorded = records.iter().filter(|of| of.event.detail == word);
        assert_eq!(recorded.count(), if is_recorded { 5 } else { 0 });
    }
    desk.clock.advance(30);
    let before = desk.enter(BOB).expect("in").before.expect("a history");
    assert_eq!(before.failures, 5);
}
