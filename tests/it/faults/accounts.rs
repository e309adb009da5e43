//! Set-up, registration, recovery and changes of the own account.

use egui_authenticator::domain::signature::statement::{Meaning, Statement};
use egui_authenticator::service::Session;
use egui_authenticator::service::account::AccountChange;
use egui_authenticator::service::ports::{SignatureFilter, SignatureLog as _};
use egui_authenticator::service::two_factor::BeginTwoFactor;
use egui_authenticator::service::users::UserInput;

use crate::harness::{ADA, BOB, Desk, secret, typed_user};

use super::{faulty, signed_in, with, with_each_call_failing};

#[test]
fn r25_setting_up_and_registering_are_done_or_not_done() {
    let tolerated = with_each_call_failing(
        || (faulty(Desk::empty()), ()),
        |service, desk, ()| {
            let user = typed_user("ada", "ada@example.org", "Ada Lovelace");
            let made = service.set_up().create(&user, &secret(ADA.1));
            let exists = desk.config().exists();
            made.map(drop).map_err(|error| {
                // What fails after the file was made leaves one that can be used.
                assert!(!exists || desk.service.set_up().open().is_ok(), "{error}");
                error.to_string()
            })
        },
    );
    // Before the file there is none that could have been edited.
    let mut expected = with(&["hides_first_steps", "signers", "take_slot"]);
    expected.retain(|call| *call != "revision");
    assert_eq!(tolerated, expected);
    let tolerated = with_each_call_failing(
        || (faulty(Desk::open()), ()),
        |service, desk, ()| {
            let before = desk.text();
            let user = typed_user("mel", "mel@example.org", "Mel");
            service
                .registration()
                .register(&user, &secret("a brand new password"))
                .map(drop)
                .map_err(|error| {
                    assert_eq!(desk.text(), before);
                    error.to_string()
                })
        },
    );
    // Without the audit log, registrations cannot be counted.
    assert_eq!(tolerated, with(&["signers"]));
}

#[test]
fn r25_every_change_of_an_account_is_made_or_not_made() {
    let changes: [fn(&Session) -> AccountChange; 4] = [
        |_| AccountChange::Password(secret("a new one for the till")),
        |session| {
            let mut details = UserInput::of(session.user());
            details.email = "rob@example.org".to_owned();
            AccountChange::Details(details)
        },
        |_| AccountChange::RecoveryCodes,
        |_| AccountChange::SignOutEverywhere,
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let prepare = || {
            let (desk, _) = signed_in();
            desk.codes_of(BOB);
            let session = desk.sign_in(BOB).expect("in");
            (desk, session)
        };
        let tolerated = with_each_call_failing(prepare, |service, _, session| {
            let changed =
                service
                    .account()
                    .change(&session, &secret(BOB.1).into(), change(&session));
            changed.map(drop).map_err(|error| error.to_string())
        });
        // Another address ends no credential.
        let told: &[&str] = match number {
            0 => &["keep_ended", "signing_key", "tell"],
            1 => &["tell"],
            _ => &["keep_ended", "tell"],
        };
        assert_eq!(tolerated, with(told));
    }
}

#[test]
fn r25_setting_a_second_factor_up_is_done_or_not_done() {
    let tolerated = with_each_call_failing(signed_in, |service, desk, session| {
        let before = desk.text();
        let said = |error: egui_authenticator::service::account::AccountError| error.to_string();
        let begin = BeginTwoFactor::Session(session, secret(BOB.1).into());
        let enrolment = service.two_factor().begin(begin).map_err(said)?;
        let phone = crate::harness::phone::Phone::set_up(&enrolment);
        let code = phone.code(desk.ports.clock.now().as_seconds());
        let confirmed = service.two_factor().confirm(&enrolment, &code);
        confirmed.map(drop).map_err(|error| {
            let is_half = desk.text() != before && !desk.text().contains("totp:");
            assert!(!is_half);
            said(error)
        })
    });
    assert_eq!(tolerated, with(&["keep_ended", "tell"]));
}

#[test]
fn r25_a_recovery_is_done_or_not_done() {
    let prepare = || {
        let desk = faulty(Desk::open());
        let codes = desk.codes_of(BOB);
        (desk, codes)
    };
    let new = "a new one for the till";
    let tolerated = with_each_call_failing(prepare, |service, desk, codes| {
        let recovered = service
            .recovery()
            .reset_password("bob", &secret(&codes[0]), &secret(new));
        recovered.map_err(|error| {
            let is_in = |password| desk.sign_in((BOB.0, password)).is_some();
            assert!(
                is_in(BOB.1) || is_in(new),
                "{error}: neither password works"
            );
            error.to_string()
        })
    });
    assert_eq!(tolerated, with(&["keep_ended", "signing_key", "tell"]));
    let tolerated = with_each_call_failing(prepare, |service, _, codes| {
        let found = service
            .recovery()
            .find_username("bob@example.org", &secret(&codes[0]));
        found.map(drop).map_err(|error| error.to_string())
    });
    assert_eq!(tolerated, with(&["keep_ended", "tell"]));
}

#[test]
fn r25_r112_content_is_signed_or_not_signed() {
    let prepare = || {
        let desk = Desk::open();
        desk.edit("views:", "signatures: {allowed_for: [till]}\nviews:");
        let desk = faulty(desk);
        let session = desk.sign_in(BOB).expect("in");
        (desk, session)
    };
    let tolerated = with_each_call_failing(prepare, |service, desk, session| {
        let statement = Statement::about(b"42", Meaning::Approved, "Batch 42");
        let statement = statement.expect("a statement");
        let signatures = service.signatures();
        let factors = secret(BOB.1).into();
        let signed = signatures.sign(&session, &statement, Some("bob"), &factors);
        signed.map(drop).map_err(|error| {
            let stored = desk.state.signatures(&SignatureFilter::ALL);
            assert_eq!(stored.expect("read").0, []);
            error.to_string()
        })
    });
    assert_eq!(tolerated, ["activity", "record"]);
}
