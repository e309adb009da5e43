//! Bad input and failing ports: no user is signed in, nothing is lost, and the message names the cause.

use std::sync::Arc;

use egui_authenticator::domain::problem::Severity;
use egui_authenticator::messages::Messages;
use egui_authenticator::service::ports::{PasswordHasher, StoreError};
use egui_authenticator::service::remember_me::RememberError;
use egui_authenticator::store::memory::NoRandomness;

use crate::harness::{ADA, Desk};

#[test]
fn r25_a_hash_that_cannot_be_verified_does_not_sign_in() {
    struct Failing;
    impl PasswordHasher for Failing {
        fn hash(
            &self,
            _: &egui_authenticator::domain::secret::Secret,
            _: egui_authenticator::domain::settings::Hashing,
        ) -> Result<
            egui_authenticator::domain::credential::StoredHash,
            egui_authenticator::service::ports::HasherError,
        > {
            Err(egui_authenticator::service::ports::HasherError)
        }
        fn verify(
            &self,
            _: &egui_authenticator::domain::secret::Secret,
            _: &egui_authenticator::domain::credential::StoredHash,
        ) -> Result<bool, egui_authenticator::service::ports::HasherError> {
            Err(egui_authenticator::service::ports::HasherError)
        }
        fn derive(
            &self,
            _: &egui_authenticator::domain::secret::Secret,
            _: &[u8; 16],
        ) -> Result<
            egui_authenticator::domain::user_key::Key,
            egui_authenticator::service::ports::HasherError,
        > {
            Err(egui_authenticator::service::ports::HasherError)
        }
        fn decoy(
            &self,
            _: egui_authenticator::domain::settings::Hashing,
        ) -> Result<
            egui_authenticator::domain::credential::StoredHash,
            egui_authenticator::service::ports::HasherError,
        > {
            Err(egui_authenticator::service::ports::HasherError)
        }
    }
    let mut desk = Desk::open();
    desk.replace(|ports| ports.hasher = Arc::new(Failing));
    assert!(desk.sign_in(ADA).is_none());
    assert!(desk.sign_in(("unknown", "x")).is_none());
}

#[test]
fn without_randomness_no_user_is_remembered() {
    let mut desk = Desk::open();
    desk.replace(|ports| ports.random = Arc::new(NoRandomness));
    let session = desk.sign_in(ADA).expect("signed in");
    assert!(matches!(
        desk.service.remember_me().remember(&session),
        Err(RememberError::Randomness(_))
    ));
}

#[test]
fn r25_a_file_that_disappears_lets_no_user_sign_in() {
    let desk = Desk::open();
    std::fs::remove_file(desk.config()).expect("removed");
    assert!(desk.sign_in(ADA).is_none());
}

#[test]
fn a_broken_file_is_never_written() {
    for broken in [
        "",
        "credentials:",
        "credentials: {usernames: {ada: {password: abc}}}\ncredentials: {usernames: {}}",
        "credentials: {usernames: {ada: {password: &p abc, password: def}, bob: {password: *p}}}",
        "credentials: {usernames: {ada: {password: abc}}}\nviews: {x: {kind: film}}",
    ] {
        let desk = Desk::with(broken);
        let error = desk.service.set_up().open().expect_err("refused").error;
        let StoreError::Unusable(problems) = error else {
            panic!("{broken}: {error:?}")
        };
        assert!(problems.iter().any(|p| p.severity() == Severity::Error));
        assert_eq!(desk.text(), broken);
    }
}

#[test]
#[cfg(unix)]
fn r62_a_folder_that_cannot_be_written_loses_nothing_and_says_so() {
    use crate::harness::USERS;

    let desk = Desk::with(USERS);
    // A folder in the place of the lock file stops every writer, root included.
    std::fs::create_dir(desk.config().with_extension("yaml.lock")).expect("made");
    let opened = desk.service.set_up().open().expect("still opened");
    assert!(matches!(opened.not_hashed, Some(StoreError::Unwritable(_))));
    assert_eq!(desk.text(), USERS);
    assert!(desk.sign_in(ADA).is_none(), "not until it is hashed");
}

#[test]
fn r54_no_problem_quotes_a_password_or_a_hash() {
    let hash = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31";
    let text = format!(
        "credentials:\n  usernames:\n    ada: {{password: hunter2hunter2, email: x}}\n    bob: {{password: '{hash}'}}\n    eve: {{password: [hunter2hunter2]}}\n    bad: hunter2hunter2\n"
    );
    let desk = Desk::with(&text);
    let problems = desk.ports.credentials.inspect().expect("read");
    assert!(problems.len() >= 4);
    let words = Messages::english();
    for problem in &problems {
        let said = format!("{} {problem:?}", words.problem(problem).line());
        assert!(
            !said.contains("hunter2") && !said.contains("EixZaY"),
            "{said}"
        );
    }
}
