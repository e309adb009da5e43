//! Getting back in: recovery codes, reset codes of an administrator and by mail, and a password
//! that has to be another one.

mod mail;
mod pending_sign_in;

use egui_authenticator::domain::password::PasswordError;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::AccountEvent;
use egui_authenticator::service::recovery::RecoverError;
use egui_authenticator::service::sign_in::sessions::RefreshError;
use egui_authenticator::service::users::UserError;

use crate::harness::{ADA, BOB, Desk, secret};

const NEW: &str = "a new one for the till";

fn recover(desk: &Desk, login: &str, code: &str) -> Result<(), RecoverError> {
    desk.service
        .recovery()
        .reset_password(login, &secret(code), &secret(NEW))
}

fn reset_code(desk: &Desk, name: &str) -> String {
    let code = desk
        .service
        .users()
        .start_reset(Caller::LocalOwner(Operator::assume()), name)
        .expect("a code");
    code.expose().to_owned()
}

#[test]
fn a_recovery_code_gives_another_password_by_either_name() {
    for login in ["BOB", "bob@example.org"] {
        let desk = Desk::open();
        let codes = desk.codes_of(BOB);
        assert_eq!(recover(&desk, login, &codes[3].to_lowercase()), Ok(()));
        assert!(desk.sign_in((BOB.0, NEW)).is_some());
        assert!(desk.sign_in(BOB).is_none());
    }
}

#[test]
fn r33_a_recovery_code_works_once_and_the_others_keep_working() {
    let desk = Desk::open();
    let codes = desk.codes_of(BOB);
    assert_eq!(recover(&desk, "bob", &codes[0]), Ok(()));
    assert_eq!(recover(&desk, "bob", &codes[0]), Err(RecoverError::Refused));
    let again = secret("yet another password");
    assert_eq!(
        desk.service
            .recovery()
            .reset_password("bob", &secret(&codes[1]), &again),
        Ok(())
    );
    assert!(desk.sign_in(("bob", again.expose())).is_some());
}

#[test]
fn r33_a_code_entered_twice_at_the_same_time_works_once() {
    let desk = Desk::open();
    let codes = desk.codes_of(BOB);
    let results: Vec<_> = std::thread::scope(|scope| {
        let threads = [1, 2, 3].map(|n| {
            let (service, code) = (desk.restarted(), secret(&codes[0]));
            let new = secret(&format!("a new one for the till {n}"));
            scope.spawn(move || service.recovery().reset_password("bob", &code, &new))
        });
        threads.map(|t| t.join().expect("ended")).into()
    });
    assert_eq!(
        results.iter().filter(|r| r.is_ok()).count(),
        1,
        "{results:?}"
    );
}

#[test]
fn r34_the_file_holds_no_recovery_code() {
    let desk = Desk::open();
    let codes = desk.codes_of(BOB);
    let text = desk.text();
    for code in codes {
        assert!(!text.contains(&code) && !text.contains(&code.replace('-', "")));
    }
}

#[test]
fn r30_names_and_codes_that_are_wrong_get_the_same_answer_and_change_nothing() {
    let desk = Desk::open();
    let codes = desk.codes_of(BOB);
    let other = desk.codes_of(ADA);
    let before = desk.text();
    for (login, code) in [
        ("unknown", &codes[0]),
        ("ada", &codes[0]),
        ("gus", &codes[0]),
        ("eve", &codes[0]),
        ("bob", &other[0]),
    ] {
        for _ in 0..10 {
            assert_eq!(recover(&desk, login, code), Err(RecoverError::Refused));
        }
    }
    assert_eq!(desk.text(), before);
    assert!(desk.sign_in(BOB).is_some());
}

#[test]
fn r36_a_recovery_does_not_sign_in_and_ends_other_sessions() {
    let desk = Desk::open();
    let codes = desk.codes_of(BOB);
    let session = desk.sign_in(BOB).expect("in");
    desk.service
        .remember_me()
        .remember(&session)
        .expect("remembered");
    assert_eq!(recover(&desk, "bob", &codes[0]), Ok(()));
    assert_eq!(
        desk.service.sessions().refresh(&session).err(),
        Some(RefreshError::Ended)
    );
    assert!(!desk.resumes());
    let session_view = desk.enter((BOB.0, NEW)).expect("in");
    let told: Vec<_> = session_view
        .account_events
        .iter()
        .map(|(event, _)| *event)
        .collect();
    assert_eq!(told, [AccountEvent::PasswordRecovered]);
}

#[test]
fn r21_a_recovery_code_works_after_a_thousand_failures_and_signs_its_owner_in() {
    let desk = Desk::open();
    let codes = desk.codes_of(BOB);
    for _ in 0..1_000 {
        assert!(
            desk.service
                .sign_in()
                .with_password("bob", &secret("guess"))
                .is_err()
        );
        desk.clock.advance(60);
    }
    assert!(desk.sign_in(BOB).is_none(), "stopped");
    assert_eq!(recover(&desk, "bob", &codes[0]), Ok(()));
    assert!(desk.sign_in((BOB.0, NEW)).is_some());
}

#[test]
fn a_password_that_is_refused_costs_no_code() {
    let desk = Desk::open();
    let codes = desk.codes_of(BOB);
    let short = desk
        .service
        .recovery()
        .reset_password("bob", &secret(&codes[0]), &secret("short"));
    let error = PasswordError::TooShort { min: 15 };
    assert_eq!(short, Err(RecoverError::Password(error)));
    assert_eq!(recover(&desk, "bob", &codes[0]), Ok(()));
}

#[test]
fn r27_an_administrators_code_works_once_within_a_quarter_of_an_hour_and_for_that_password_only() {
    let desk = Desk::open();
    let code = reset_code(&desk, "bob");
    assert!(desk.sign_in(BOB).is_some(), "the password still works");
    assert_eq!(recover(&desk, "ada", &code), Err(RecoverError::Refused));
    assert_eq!(recover(&desk, "bob", &code), Ok(()));
    assert_eq!(recover(&desk, "bob", &code), Err(RecoverError::Refused));

    let code = reset_code(&desk, "bob");
    desk.clock.advance(15 * 60);
    assert_eq!(recover(&desk, "bob", &code), Err(RecoverError::Refused));

    let code = reset_code(&desk, "bob");
    let set = desk.service.users().set_password(
        Caller::LocalOwner(Operator::assume()),
        "bob",
        &secret("set by hand meanwhile"),
    );
    assert_eq!(set, Ok(()));
    assert_eq!(recover(&desk, "bob", &code), Err(RecoverError::Refused));
}

#[test]
fn r27_a_newer_code_of_an_administrator_takes_the_place_of_the_one_before() {
    let desk = Desk::open();
    let first = reset_code(&desk, "bob");
    let second = reset_code(&desk, "bob");
    assert_eq!(recover(&desk, "bob", &first), Err(RecoverError::Refused));
    assert_eq!(recover(&desk, "bob", &second), Ok(()));
}

#[test]
fn r31_an_administrator_starts_a_reset_and_never_learns_or_sets_the_password() {
    let desk = Desk::open();
    let ada = desk.sign_in(ADA).expect("in");
    let before = desk.text();
    let code = desk
        .service
        .users()
        .start_reset(Caller::Session(&ada), "bob");
    let code = code.expect("a code");
    assert!(!desk.text().contains(code.expose()), "only its digest");
    assert_ne!(desk.text(), before);
    assert!(desk.sign_in(BOB).is_some());
    assert_eq!(recover(&desk, "bob", code.expose()), Ok(()));
}

#[test]
fn r32_a_user_without_the_permission_cannot_reset_passwords() {
    let desk = Desk::open();
    let bob = desk.sign_in(BOB).expect("in");
    let by = Caller::Session(&bob);
    let before = desk.text();
    for name in ["ada", "bob", "unknown"] {
        let refused = [
            desk.service.users().start_reset(by, name).map(drop),
            desk.service.users().turn_off_two_factor(by, name),
            desk.service.users().require_new_password(by, name),
            desk.service.users().sign_out_everywhere(by, name),
        ];
        for refused in refused {
            assert_eq!(refused, Err(UserError::NotAllowed), "{name}");
        }
    }
    assert_eq!(desk.text(), before);
}
