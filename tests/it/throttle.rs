//! Wrong passwords slow further ones down, for names that exist and for names that do not.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::settings::Hashing;
use egui_authenticator::domain::throttle::Locked;
use egui_authenticator::domain::user_key::{Key, SALT_BYTES};
use egui_authenticator::service::Service;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{HasherError, PasswordHasher, StateError};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::store::sqlite::SqliteState;

use crate::harness::{ADA, BOB, Desk, EVE, QuickHasher, secret};

fn fail(service: &Service, name: &str) -> SignInError {
    let result = service
        .sign_in()
        .with_password(name, &secret("not the password"));
    result.expect_err("refused")
}

/// What a visitor sees who enters this many wrong passwords for a name, one second apart.
fn seen(desk: &Desk, name: &str, count: usize) -> Vec<String> {
    (0..count)
        .map(|_| {
            desk.clock.advance(1);
            format!("{:?}", fail(&desk.service, name))
        })
        .collect()
}

#[test]
fn r20_after_five_failures_even_the_right_password_has_to_wait_half_a_minute() {
    let desk = Desk::open();
    for _ in 0..5 {
        assert_eq!(fail(&desk.service, "bob"), SignInError::Refused);
    }
    let refused = desk
        .service
        .sign_in()
        .with_password(BOB.0, &secret(BOB.1))
        .err();
    assert_eq!(refused, Some(SignInError::Locked(Locked::For(30))));
    desk.clock.advance(29);
    let refused = desk
        .service
        .sign_in()
        .with_password(BOB.0, &secret(BOB.1))
        .err();
    assert_eq!(refused, Some(SignInError::Locked(Locked::For(1))));
    desk.clock.advance(1);
    assert!(desk.sign_in(BOB).is_some());
}

#[test]
fn r17_a_lockout_looks_the_same_for_existing_disabled_and_unknown_users() {
    let desk = Desk::open();
    let there = seen(&desk, "bob", 40);
    assert!(there.iter().any(|said| said.contains("Locked")));
    assert_eq!(seen(&desk, EVE.0, 40), there, "disabled");
    assert_eq!(seen(&desk, "unknown", 40), there, "not there");
    assert_eq!(seen(&desk, "gus", 40), there, "a guest without a password");
}

#[test]
fn attempts_by_username_and_by_email_are_counted_together() {
    let desk = Desk::open();
    for name in ["bob", "BOB", "bob@example.org", " Bob ", "bob"] {
        assert_eq!(fail(&desk.service, name), SignInError::Refused, "{name}");
    }
    let refused = fail(&desk.service, "Bob@Example.org");
    assert_eq!(refused, SignInError::Locked(Locked::For(30)));
    assert!(desk.sign_in(ADA).is_some(), "others are not concerned");
}

#[test]
fn r19_a_hundred_failures_stop_a_name_over_restarts_until_it_is_unlocked() {
    let desk = Desk::open();
    let database = desk.folder.path().join("state.db");
    let restarted =
        || desk.restarted_with(|ports| ports.attempts = Arc::new(SqliteState::new(&database, "a")));
    for _ in 0..10 {
        let service = restarted();
        for _ in 0..10 {
            desk.clock.advance(900);
            assert_eq!(fail(&service, "bob"), SignInError::Refused);
        }
    }
    desk.clock.advance(1_000_000);
    let stopped = SignInError::Locked(Locked::UntilUnlocked);
    let refused = restarted()
        .sign_in()
        .with_password(BOB.0, &secret(BOB.1))
        .err();
    assert_eq!(refused, Some(stopped));
    restarted()
        .users()
        .unlock(Caller::LocalOwner(Operator::assume()), "bob")
        .expect("unlocked");
    assert!(
        restarted()
            .sign_in()
            .with_password(BOB.0, &secret(BOB.1))
            .is_ok()
    );
}

/// Counts how often a hash is computed.
struct Counting(AtomicUsize);

impl PasswordHasher for Counting {
    fn hash(&self, password: &Secret, how: Hashing) -> Result<StoredHash, HasherError> {
        QuickHasher.hash(password, how)
    }
    fn verify(&self, password: &Secret, hash: &StoredHash) -> Result<bool, HasherError> {
        self.0.fetch_add(1, Ordering::SeqCst);
        QuickHasher.verify(password, hash)
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

#[test]
fn r16_the_throttle_decides_before_the_hash_and_every_try_before_it_costs_one() {
    for name in ["bob", "eve", "unknown", "gus"] {
        let mut desk = Desk::open();
        let counting = Arc::new(Counting(AtomicUsize::new(0)));
        desk.replace(|ports| ports.hasher = Arc::clone(&counting) as _);
        for _ in 0..20 {
            fail(&desk.service, name);
        }
        let measured = 1;
        assert_eq!(counting.0.load(Ordering::SeqCst), 5 + measured, "{name}");
    }
}

#[test]
fn r24_a_sign_in_reports_the_last_one_and_failed_attempts_since() {
    let desk = Desk::open();
    let before = |desk: &Desk| desk.enter(BOB).expect("in").before.expect("told");
    assert_eq!(before(&desk).last_sign_in, None);
    let first = desk.ports.clock.now();
    desk.clock.advance(3_600);
    fail(&desk.service, "bob");
    fail(&desk.service, "bob");
    let told = before(&desk);
    assert_eq!((told.last_sign_in, told.failures), (Some(first), 2));
    assert_eq!(before(&desk).failures, 0, "told once");
}

#[test]
fn r25_sign_in_is_refused_while_attempts_cannot_be_counted() {
    let desk = Desk::open();
    let broken = StateError::Full;
    desk.state.fail_with(Some(broken.clone()));
    let refused = desk
        .service
        .sign_in()
        .with_password(ADA.0, &secret(ADA.1))
        .err();
    assert_eq!(refused, Some(SignInError::State(broken)));
}

#[test]
fn the_numbers_of_the_file_are_the_ones_that_count() {
    let desk = Desk::open();
    desk.edit(
        "views:",
        "lockout: {after: 2, seconds: 7, max_seconds: 10, stop_after: 4}\nviews:",
    );
    let expected = [
        SignInError::Refused,
        SignInError::Refused,
        SignInError::Locked(Locked::For(7)),
    ];
    for expected in expected {
        assert_eq!(fail(&desk.service, "bob"), expected);
    }
    desk.clock.advance(7);
    assert_eq!(fail(&desk.service, "bob"), SignInError::Refused);
    desk.clock.advance(10);
    assert_eq!(fail(&desk.service, "bob"), SignInError::Refused);
    desk.clock.advance(1_000);
    let stopped = SignInError::Locked(Locked::UntilUnlocked);
    assert_eq!(fail(&desk.service, "bob"), stopped);
}

#[test]
fn r67_what_was_typed_as_a_name_is_not_written_down() {
    let desk = Desk::open();
    let database = desk.folder.path().join("state.db");
    let service =
        desk.restarted_with(|ports| ports.attempts = Arc::new(SqliteState::new(&database, "a")));
    fail(&service, "hunter2 typed too early");
    for entry in fs::read_dir(desk.folder.path()).expect("read").flatten() {
        let bytes = fs::read(entry.path()).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("hunter2"), "{}", entry.path().display());
    }
}
