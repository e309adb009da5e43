//! Signing in, resuming, locking and signing out.

use egui_authenticator::service::sign_in::locking::LockReason;
use egui_authenticator::service::sign_in::pending::{SecondFactor, SignInOutcome};

use crate::harness::phone::switch_on;
use crate::harness::{BOB, Desk, EVE, secret};

use super::{faulty, signed_in, with_each_call_failing, words};

#[test]
fn r25_no_failing_call_signs_a_user_in() {
    for (login, password) in [("bob", "wrong"), ("unknown", BOB.1), EVE, ("gus", "")] {
        for fail_at in 0..40 {
            let desk = faulty(Desk::open());
            desk.faults.arm(fail_at);
            let outcome = desk
                .service
                .sign_in()
                .with_password(login, &secret(password));
            assert!(outcome.is_err(), "{login}, call {fail_at}");
        }
    }
}

#[test]
fn r25_a_sign_in_needs_every_call_but_those_that_only_tell() {
    let tolerated = with_each_call_failing(
        || (faulty(Desk::open()), ()),
        |service, _, ()| {
            let outcome = service.sign_in().with_password(BOB.0, &secret(BOB.1));
            let outcome = outcome.map_err(|error| words().sign_in_error(&error).line())?;
            assert!(matches!(outcome, SignInOutcome::SignedIn(_)));
            Ok(())
        },
    );
    assert_eq!(tolerated, ["record", "take_notices", "take_slot"]);
}

#[test]
fn r25_no_session_escapes_the_session_limit() {
    let limited = || {
        let desk = faulty(Desk::open());
        desk.edit("views:", "sessions: {single: true}\nviews:");
        (desk, ())
    };
    let tolerated = with_each_call_failing(limited, |service, _, ()| {
        let outcome = service.sign_in().with_password(BOB.0, &secret(BOB.1));
        let outcome = outcome.map(drop);
        outcome.map_err(|error| words().sign_in_error(&error).line())
    });
    assert_eq!(tolerated, ["record", "take_notices"]);
}

#[test]
fn r25_a_second_factor_needs_every_call_but_those_that_only_tell() {
    let prepare = || {
        let desk = faulty(Desk::open());
        let (phone, codes) = switch_on(&desk, BOB);
        (desk, (phone, codes))
    };
    for use_app in [true, false] {
        let tolerated = with_each_call_failing(prepare, |service, desk, (phone, codes)| {
            let said = |error| words().sign_in_error(&error).line();
            let outcome = service
                .sign_in()
                .with_password(BOB.0, &secret(BOB.1))
                .map_err(said)?;
            let SignInOutcome::NextStep(pending) = outcome else {
                panic!("in without the second factor")
            };
            let answer = if use_app {
                SecondFactor::App(phone.code(desk.ports.clock.now().as_seconds()))
            } else {
                SecondFactor::RecoveryCode(secret(&codes[0]))
            };
            let outcome = service
                .sign_in()
                .second_factor(&pending, &answer)
                .map_err(said)?;
            assert!(matches!(outcome, SignInOutcome::SignedIn(_)));
            Ok(())
        });
        let expected: &[&str] = if use_app {
            &["record", "take_notices", "take_slot"]
        } else {
            &[
                "activity",
                "keep_ended",
                "keep_revision",
                "record",
                "revision",
                "take_notices",
                "take_slot",
                "tell",
            ]
        };
        assert_eq!(tolerated, expected);
    }
}

#[test]
fn r25_resuming_needs_every_call_but_the_new_token() {
    let prepare = || {
        let (desk, session) = signed_in();
        desk.service
            .remember_me()
            .remember(&session)
            .expect("remembered");
        (desk, ())
    };
    let tolerated = with_each_call_failing(prepare, |service, _, ()| {
        let session_view = service.remember_me().resume().session_view();
        session_view
            .map(drop)
            .ok_or_else(|| "signed out".to_owned())
    });
    // The presented token stays valid if the next one cannot be written.
    assert_eq!(tolerated, ["record", "take_slot", "write"]);
}

#[test]
fn r25_pages_and_sign_out_fail_with_words() {
    let tolerated = with_each_call_failing(signed_in, |service, _, session| {
        let view = egui_authenticator::domain::page::PageId("till".to_owned());
        let page = service.pages().open(&session, &view);
        page.map_err(|error| words().page_error(&error).line())?;
        let launched = service.pages().launch(&session, &view, 0);
        launched.map_err(|error| words().launch_error(&error).line())?;
        service
            .remember_me()
            .remember(&session)
            .map_err(|error| words().not_remembered(&error).line())?;
        let out = service.sessions().sign_out(&session);
        out.map_err(|error| words().sign_out_error(&error).line())
    });
    // What cannot be recorded, and whether the session had ended already, keeps no user signed in.
    assert_eq!(tolerated, ["read_file", "record"]);
}

#[test]
fn r71_no_failing_call_of_a_lock_lets_the_next_start_in() {
    for fail_at in 0..20 {
        let desk = faulty(Desk::open());
        let session = desk.sign_in(BOB).expect("in");
        let remembered = desk.service.remember_me().remember(&session);
        assert_eq!(remembered, Ok(()));
        desk.faults.arm(fail_at);
        let locked = desk.service.sessions().lock(&session, LockReason::Locked);
        assert_eq!(locked, Ok(()), "call {fail_at}");
        let resumed = desk.restarted().remember_me().resume();
        assert!(resumed.session_view().is_none(), "call {fail_at}");
    }
}
