//! Unlocking a window while the configuration file is out of reach.

use egui_authenticator::domain::audit::AuditKind;
use egui_authenticator::domain::audit_detail::{AuditDetail, AuditWord};
use egui_authenticator::service::Session;
use egui_authenticator::service::account::AccountError;
use egui_authenticator::service::ports::AuditFilter;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::locking::LockReason;

use crate::harness::{BOB, Desk, secret};

use super::{FaultyDesk, Outage, faulty, with_each_call_failing};

/// More than the calls of any of these use cases.
const CALLS: usize = 40;

/// A desk whose window is locked when an outage begins.
fn locked_out() -> (FaultyDesk, Session) {
    let desk = faulty(Desk::open());
    desk.faults.set_outage(Outage::Possible);
    let opened = desk.service.set_up().open();
    assert!(opened.is_ok());
    let session = desk.sign_in(BOB).expect("in");
    let locked = desk.service.sessions().lock(&session, LockReason::Locked);
    assert_eq!(locked, Ok(()));
    desk.faults.set_outage(Outage::Now);
    (desk, session)
}

fn unlock(desk: &FaultyDesk, session: &Session, password: &str) -> Result<(), AccountError> {
    let sessions = desk.service.sessions();
    sessions.unlock(session, &secret(password).into()).map(drop)
}

#[test]
fn r25_r42_unlocking_during_an_outage_needs_only_the_key_of_the_password() {
    let tolerated = with_each_call_failing(locked_out, |service, _, session| {
        let factors = secret(BOB.1).into();
        let view = service.sessions().unlock(&session, &factors);
        view.map(drop).map_err(|error| error.to_string())
    });
    // Without the count of the others, five tries are left.
    assert_eq!(tolerated, ["attempts_of", "record"]);
}

#[test]
fn r20_r42_no_failing_call_unlocks_with_a_wrong_password_or_gives_a_sixth_try() {
    for fail_at in 0..CALLS {
        let (desk, session) = locked_out();
        desk.faults.arm(fail_at);
        let mut looked_at = 0;
        for _ in 0..8 {
            match unlock(&desk, &session, "wrong") {
                Ok(()) => panic!("unlocked, call {fail_at}"),
                Err(AccountError::Wrong) => looked_at += 1,
                Err(_) => {}
            }
        }
        assert!((1..=5).contains(&looked_at), "call {fail_at}: {looked_at}");
        let right = unlock(&desk, &session, BOB.1);
        assert!(right.is_err(), "call {fail_at}");
    }
}

#[test]
fn r20_r66_what_was_tried_is_counted_and_recorded_once_whatever_fails_when_the_file_is_back() {
    for fail_at in 0..CALLS {
        let (desk, session) = locked_out();
        assert_eq!(unlock(&desk, &session, "wrong"), Err(AccountError::Wrong));
        desk.faults.set_outage(Outage::Possible);
        let refresh = || desk.service.sessions().refresh(&session).is_ok();
        desk.faults.arm(fail_at);
        refresh();
        desk.faults.arm(usize::MAX);
        assert!(refresh(), "call {fail_at}");
        let all = AuditFilter {
            since: None,
            user: None,
            kind: None,
            limit: 100,
        };
        let records = desk.ports.audit_log.activity(&all).expect("read");
        let is_try =
            |detail: &AuditDetail| *detail == AuditDetail::Word(AuditWord::WrongPasswordOffline);
        let tries = records.iter().filter(|record| {
            record.event.kind == AuditKind::Account && is_try(&record.event.detail)
        });
        assert_eq!(tries.count(), 1, "call {fail_at}");
        let sign_in = |password: &str| {
            let sign_in = desk.service.sign_in();
            sign_in.with_password(BOB.0, &secret(password)).map(drop)
        };
        for _ in 0..4 {
            assert!(matches!(sign_in("wrong"), Err(SignInError::Refused)));
        }
        let is_locked = matches!(sign_in(BOB.1), Err(SignInError::Locked(_)));
        assert!(is_locked, "call {fail_at}");
    }
}
