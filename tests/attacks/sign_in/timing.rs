//! How long a refusal takes.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use egui_authenticator::domain::credential::{HashKind, StoredHash};
use egui_authenticator::domain::password::PasswordError;
use egui_authenticator::domain::secret::{MAX_LEN, Secret};
use egui_authenticator::domain::settings::Hashing;
use egui_authenticator::domain::user_key::{Key, SALT_BYTES};
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{Cancellation, Clock, HasherError, PasswordHasher};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::users::UserError;
use egui_authenticator::store::memory::ManualClock;

use crate::harness::{BOB, Desk, QuickHasher, secret};

/// A guesser who knows only the beginning of a long password adds to it until it is cut where they know it.
#[test]
fn r88_a_password_that_is_too_long_is_refused_and_never_cut_to_a_right_one() {
    let desk = Desk::open();
    let set = |password: &str| {
        let password = Secret::new(password.to_owned());
        let users = desk.service.users();
        users.set_password(Caller::LocalOwner(Operator::assume()), BOB.0, &password)
    };
    let sign_in = |password: &str| {
        let password = Secret::new(password.to_owned());
        desk.service.sign_in().with_password(BOB.0, &password).err()
    };
    // The longest password, of letters that a limit in bytes would split.
    let (words, letter) = ("green cows read long letters at nightss", "\u{3042}");
    let rest = letter.repeat((MAX_LEN - 1 - words.len()) / letter.len());
    let longest = format!("{words}{rest}");
    assert_eq!(longest.len(), MAX_LEN - 1);
    assert_eq!(set(&longest), Ok(()));
    assert_eq!(sign_in(&longest), None);
    let longer = format!("{longest}{letter}");
    assert_eq!(sign_in(&longer), Some(SignInError::Refused));
    let refused = UserError::Field(PasswordError::TooLong.into());
    assert_eq!(set(&longer), Err(refused.clone()));
    assert_eq!(set(&"x".repeat(MAX_LEN + 1)), Err(refused));
    assert_eq!(sign_in(&longest), None);
}

/// A hasher whose verifications take time on the clock of the test, longer for dearer hashes. The password is `right`.
struct TimedHasher {
    clock: Arc<ManualClock>,
    /// How busy the computer is: everything takes so many times as long.
    load: Arc<AtomicUsize>,
    verified: Arc<AtomicUsize>,
}

impl PasswordHasher for TimedHasher {
    fn hash(&self, password: &Secret, how: Hashing) -> Result<StoredHash, HasherError> {
        QuickHasher.hash(password, how)
    }

    fn verify(&self, password: &Secret, hash: &StoredHash) -> Result<bool, HasherError> {
        let time = match hash.kind() {
            HashKind::Bcrypt { cost } => Duration::from_millis(1 << (cost - 4)),
            _ => Duration::from_millis(300),
        };
        let load = u32::try_from(self.load.load(Ordering::Relaxed)).expect("small");
        self.clock.wait(time * load, &Cancellation::default());
        self.verified.fetch_add(1, Ordering::Relaxed);
        Ok(password.expose() == "right")
    }

    fn is_below(&self, _: &StoredHash, _: Hashing) -> bool {
        false
    }

    fn derive(&self, password: &Secret, salt: &[u8; SALT_BYTES]) -> Result<Key, HasherError> {
        QuickHasher.derive(password, salt)
    }

    fn decoy(&self, how: Hashing) -> Result<StoredHash, HasherError> {
        StoredHash::parse(&bcrypt(how.bcrypt_cost)).map_err(|_| HasherError)
    }
}

fn bcrypt(cost: u32) -> String {
    format!("$2b${cost:02}$decoydecoydecoydecoydedecoydecoydecoydecoydecoydecoye")
}

/// A sign-in that was timed.
struct Timed {
    error: Option<SignInError>,
    time: Duration,
    verified: usize,
}

/// Signs in on a file with accounts of every kind, after `earlier` refusals, while the computer is `load` times as
/// busy as before.
fn timed((login, password): (&str, &str), earlier: usize, load: usize) -> Timed {
    let argon2id = "$argon2id$v=19$m=65536,t=3,p=4$ZGVjb3lkZWNveWRlY28$ZGVjb3lkZWNveWRlY295ZGVjb3lkZWNveWRlY295ZGU";
    let (ten, twelve) = (bcrypt(10), bcrypt(12));
    let mut desk = Desk::with(&format!(
        "credentials:
  usernames:
    ten: {{password: {ten}, roles: [admin]}}
    twelve: {{password: {twelve}}}
    argon: {{password: '{argon2id}'}}
    off: {{password: {ten}, disabled: true}}
    none: {{email: none@example.org, picture: https://example.org/none.png}}
    waits: {{password: {ten}, email: waits@example.org, pending: true}}
"
    ));
    let clock = Arc::clone(&desk.clock);
    let (busy, verified) = (Arc::new(AtomicUsize::new(1)), Arc::default());
    let hasher = TimedHasher {
        clock: Arc::clone(&clock),
        load: Arc::clone(&busy),
        verified: Arc::clone(&verified),
    };
    desk.replace(|ports| ports.hasher = Arc::new(hasher));
    let sign_in = desk.service.sign_in();
    for _ in 0..earlier {
        assert!(sign_in.with_password("stranger", &secret("x")).is_err());
    }
    busy.store(load, Ordering::Relaxed);
    let (start, before) = (clock.elapsed(), verified.load(Ordering::Relaxed));
    let error = sign_in.with_password(login, &secret(password)).err();
    Timed {
        error,
        time: clock.elapsed().saturating_sub(start),
        verified: verified.load(Ordering::Relaxed) - before,
    }
}

/// A guesser with a stop-watch compares how long refusals take, to find names that exist.
#[test]
fn r85_a_refusal_takes_the_same_time_for_every_kind_of_account_and_hash() {
    // The first refusal measures two hashes: the slowest of each algorithm. A busy computer misses deadlines, and
    // then waits for the next one.
    for (earlier, load, interval, hashes) in
        [(0, 1, 450 + 556, 3), (1, 1, 450, 1), (1, 4, 1_350, 1)]
    {
        for (login, password) in [
            ("unknown", "x"),
            ("ten", "x"),
            ("twelve", "x"),
            ("argon", "x"),
            ("off", "right"),
            ("none", "x"),
            ("waits", "x"),
            ("waits@example.org", "right"),
        ] {
            let timed = timed((login, password), earlier, load);
            assert_eq!(timed.error, Some(SignInError::Refused), "{login}");
            assert_eq!(timed.verified, hashes, "{login}: hashes computed");
            let time = timed.time.as_millis();
            if load == 1 {
                assert_eq!(time, interval, "{login} after {earlier}");
            } else {
                assert_eq!(time % 450, 0, "{login} at a deadline");
                assert!(time <= interval, "{login}");
            }
        }
    }
}

/// A guesser on a slow computer looks for the account whose hash takes longer than any deadline.
#[test]
fn r85_a_hash_of_many_seconds_makes_every_refusal_as_slow_and_shows_no_account() {
    let (twelve, fifteen) = (bcrypt(12), bcrypt(15));
    let mut desk = Desk::with(&format!(
        "credentials:
  usernames:
    twelve: {{password: {twelve}, roles: [admin]}}
    fifteen: {{password: {fifteen}}}
"
    ));
    let clock = Arc::clone(&desk.clock);
    let hasher = TimedHasher {
        clock: Arc::clone(&clock),
        load: Arc::new(AtomicUsize::new(4)),
        verified: Arc::default(),
    };
    desk.replace(|ports| ports.hasher = Arc::new(hasher));
    let sign_in = desk.service.sign_in();
    let time = |login: &str| {
        let start = clock.elapsed();
        let refused = sign_in.with_password(login, &secret("x")).err();
        assert_eq!(refused, Some(SignInError::Refused), "{login}");
        clock.elapsed().saturating_sub(start)
    };
    time("stranger");
    let slowest = Duration::from_millis(4 * 2_048);
    for login in ["unknown", "twelve", "fifteen"] {
        assert_eq!(time(login), slowest * 3 / 2, "{login}");
    }
}

/// A user who types the right password must not pay for the guessers.
#[test]
fn r85_the_right_password_takes_only_its_own_hash() {
    for earlier in [0, 1] {
        let timed = timed(("ten", "right"), earlier, 1);
        assert_eq!((timed.error, timed.verified), (None, 1));
        assert_eq!(timed.time, Duration::from_millis(64));
    }
}
