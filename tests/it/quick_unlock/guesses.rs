//! Guessing a PIN: with copies of what is stored, in several processes, and with another clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::quick_unlock::QuickRefusal;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::settings::Hashing;
use egui_authenticator::domain::user_key::{Key, SALT_BYTES};
use egui_authenticator::service::account::{AccountChange, AccountError};
use egui_authenticator::service::ports::{
    AccountEvent, HasherError, PasswordHasher, SessionStore, StateStore, TokenVault,
};
use egui_authenticator::store::memory::{MemoryState, MemoryVault};
use egui_authenticator::store::sqlite::SqliteState;
use egui_authenticator::testing::QuickHasher;

use super::{PIN, WRONG, desk, enter, refusal, unlock, unlock_with_password, with_pin};
use crate::harness::{ADA, BOB, Desk, secret};

/// What the state store keeps of quick unlock.
pub fn stored(desk: &Desk) -> Option<Vec<u8>> {
    let mut stored = None;
    let read = desk.state.quick_unlock(&mut |sealed| {
        stored = sealed.map(<[u8]>::to_vec);
        None
    });
    assert_eq!(read, Ok(()));
    stored
}

fn put_back(desk: &Desk, sealed: &[u8]) {
    let put = desk.state.quick_unlock(&mut |_| Some(sealed.to_vec()));
    assert_eq!(put, Ok(()));
}

#[test]
fn r110_the_right_pin_with_another_device_secret_fails() {
    let desk = desk();
    drop(with_pin(&desk, BOB));
    let copy = |vault: Arc<MemoryVault>| desk.restarted_with(|ports| ports.computer_vault = vault);
    let without = copy(Arc::default());
    assert_eq!(refusal(&without, "bob"), Some(QuickRefusal::NoPin));
    let other = Arc::new(MemoryVault::default());
    let secret = desk.computer_vault.read().expect("read").expect("there");
    let text = secret.expose();
    let (at, digit) = (10, if &text[10..11] == "0" { "1" } else { "0" });
    let changed = format!("{}{digit}{}", &text[..at], &text[at + 1..]);
    other.write(&Secret::new(changed)).expect("written");
    assert_eq!(refusal(&copy(other), "bob"), Some(QuickRefusal::NoPin));
    assert!(enter(&desk.restarted(), "bob", PIN).is_ok());
}

#[test]
fn r110_a_database_that_was_put_back_means_no_pin() {
    let desk = desk();
    let session = with_pin(&desk, BOB);
    let before = stored(&desk).expect("stored");
    assert!(unlock(&desk, &session, WRONG).is_err());
    put_back(&desk, &before);
    assert_eq!(
        unlock(&desk, &session, PIN).err(),
        Some(AccountError::Quick(QuickRefusal::NoPin))
    );
}

#[test]
fn r110_a_missing_database_means_no_pin() {
    let desk = desk();
    drop(with_pin(&desk, BOB));
    let state: Arc<dyn StateStore> = Arc::new(MemoryState::default());
    let restarted = desk.restarted_with(|ports| {
        ports.sessions = Arc::clone(&state) as _;
        ports.attempts = Arc::clone(&state) as _;
        ports.codes = state as _;
    });
    assert_eq!(refusal(&restarted, "bob"), Some(QuickRefusal::NoPin));
}

#[test]
fn r110_an_edited_record_means_no_pin() {
    let desk = desk();
    drop(with_pin(&desk, BOB));
    let sealed = stored(&desk).expect("stored");
    for at in (0..sealed.len()).step_by(7) {
        let mut edited = sealed.clone();
        edited[at] ^= 1;
        put_back(&desk, &edited);
        let refused = refusal(&desk.service, "bob");
        assert_eq!(refused, Some(QuickRefusal::NoPin), "byte {at}");
    }
    put_back(&desk, &sealed);
    assert!(enter(&desk.service, "bob", PIN).is_ok());
}

#[test]
fn a_record_of_one_user_is_no_record_of_another() {
    let desk = desk();
    drop(with_pin(&desk, BOB));
    assert_eq!(refusal(&desk.service, ADA.0), Some(QuickRefusal::NoPin));
    assert_eq!(refusal(&desk.service, "unknown"), Some(QuickRefusal::NoPin));
}

#[test]
fn r110_five_wrong_pins_leave_only_the_password_in_every_process_after_restarts_and_clock_changes()
{
    let desk = desk();
    let session = with_pin(&desk, BOB);
    let other = desk.restarted();
    for (number, advance) in [60, -120, 3_600, 600, -200].into_iter().enumerate() {
        desk.clock.advance(advance);
        let wrong = if number % 2 == 0 {
            unlock(&desk, &session, WRONG).map(drop)
        } else {
            enter(&other, "bob", WRONG).map(drop)
        };
        let left = 4 - u8::try_from(number).expect("few");
        assert_eq!(wrong, Err(AccountError::PinWrong(left)));
    }
    for advance in [0, 3_600, 6 * 3_600, -7 * 3_600] {
        desk.clock.advance(advance);
        let restarted = desk.restarted();
        assert!(enter(&restarted, "bob", PIN).is_err());
        assert!(unlock(&desk, &session, PIN).is_err());
    }
    unlock_with_password(&desk, &session, BOB.1);
    assert!(unlock(&desk, &session, PIN).is_ok(), "after the password");
}

#[test]
fn right_pins_in_between_begin_the_count_anew_and_what_is_no_pin_does_not_count() {
    let desk = desk();
    let session = with_pin(&desk, BOB);
    for _ in 0..3 {
        for _ in 0..4 {
            assert!(unlock(&desk, &session, WRONG).is_err());
        }
        for scanned in ["", "739", "4006381333931", "staple the till shut"] {
            let refused = unlock(&desk, &session, scanned).err();
            assert!(matches!(refused, Some(AccountError::Pin(_))), "{scanned}");
        }
        assert!(unlock(&desk, &session, PIN).is_ok());
    }
}

/// Counts how often a key is derived.
#[derive(Default)]
struct CountingHasher(AtomicU32);

impl PasswordHasher for CountingHasher {
    fn hash(&self, password: &Secret, how: Hashing) -> Result<StoredHash, HasherError> {
        QuickHasher.hash(password, how)
    }

    fn verify(&self, password: &Secret, hash: &StoredHash) -> Result<bool, HasherError> {
        QuickHasher.verify(password, hash)
    }

    fn derive(&self, password: &Secret, salt: &[u8; SALT_BYTES]) -> Result<Key, HasherError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        QuickHasher.derive(password, salt)
    }

    fn decoy(&self, how: Hashing) -> Result<StoredHash, HasherError> {
        QuickHasher.decoy(how)
    }
}

#[test]
fn r110_of_many_tries_at_the_same_time_in_two_processes_five_are_computed() {
    let mut desk = desk();
    let database = desk.folder.path().join("state.db");
    let hasher = Arc::new(CountingHasher::default());
    desk.replace(|ports| {
        ports.sessions = Arc::new(SqliteState::new(&database, "a"));
    });
    drop(with_pin(&desk, BOB));
    let process = || {
        desk.restarted_with(|ports| {
            ports.sessions = Arc::new(SqliteState::new(&database, "a"));
            ports.hasher = Arc::clone(&hasher) as _;
        })
    };
    let (one, other) = (process(), process());
    std::thread::scope(|scope| {
        for number in 0..16 {
            let service = if number % 2 == 0 { &one } else { &other };
            scope.spawn(move || enter(service, "bob", WRONG).map(drop));
        }
    });
    assert_eq!(hasher.0.load(Ordering::Relaxed), 5);
    assert_eq!(refusal(&process(), "bob"), Some(QuickRefusal::Spent));
}

#[test]
fn after_five_wrong_pins_the_owner_is_told_at_the_next_sign_in() {
    let desk = desk();
    let session = with_pin(&desk, BOB);
    for _ in 0..5 {
        assert!(unlock(&desk, &session, WRONG).is_err());
    }
    let view = desk.enter(BOB).expect("signed in");
    let events = view.account_events.iter().map(|(event, _)| *event);
    assert!(events.clone().any(|event| event == AccountEvent::PinSpent));
}

#[test]
fn a_pin_that_is_removed_while_it_is_computed_unlocks_nothing() {
    let mut desk = desk();
    let session = with_pin(&desk, BOB);
    let service = desk.service.clone();
    let remove = move || {
        let change = AccountChange::PinOff;
        let account = service.account();
        let removed = account.change(&session, &secret(BOB.1).into(), change);
        assert!(removed.is_ok());
    };
    desk.service = desk.restarted_with(|ports| {
        ports.hasher = Arc::new(MeanwhileHasher(remove));
    });
    assert_eq!(refusal(&desk.service, "bob"), Some(QuickRefusal::NoPin));
}

/// Does something else while a key is derived.
struct MeanwhileHasher<F>(F);

impl<F: Fn() + Send + Sync> PasswordHasher for MeanwhileHasher<F> {
    fn hash(&self, password: &Secret, how: Hashing) -> Result<StoredHash, HasherError> {
        QuickHasher.hash(password, how)
    }

    fn verify(&self, password: &Secret, hash: &StoredHash) -> Result<bool, HasherError> {
        QuickHasher.verify(password, hash)
    }

    fn derive(&self, password: &Secret, salt: &[u8; SALT_BYTES]) -> Result<Key, HasherError> {
        (self.0)();
        QuickHasher.derive(password, salt)
    }

    fn decoy(&self, how: Hashing) -> Result<StoredHash, HasherError> {
        QuickHasher.decoy(how)
    }
}

#[test]
fn r45_a_sign_in_with_a_password_asks_no_keyring_for_pins() {
    let desk = desk();
    let session = with_pin(&desk, BOB);
    let before = desk.computer_vault.calls();
    desk.sign_in(ADA).expect("signed in");
    desk.sign_in(BOB).expect("signed in");
    let factors = secret(BOB.1).into();
    assert!(desk.service.sessions().unlock(&session, &factors).is_ok());
    assert_eq!(desk.computer_vault.calls(), before);
}
