//! A guesser at the sign-in form.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use egui_authenticator::domain::audit_detail::{AuditDetail, AuditWord};
use egui_authenticator::domain::credential::{HashKind, StoredHash};
use egui_authenticator::domain::password::PasswordError;
use egui_authenticator::domain::problem::{Cause, Problem};
use egui_authenticator::domain::secret::{MAX_LEN, Secret};
use egui_authenticator::domain::settings::Hashing;
use egui_authenticator::domain::throttle::Locked;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::domain::user_key::{Key, SALT_BYTES};
use egui_authenticator::screen::flow::{Event, Flow, Screen};
use egui_authenticator::screen::sign_in;
use egui_authenticator::service::audit::AuditQuery;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::command::{Job, Ticket};
use egui_authenticator::service::ports::{Clock, HasherError, Leaving, PasswordHasher, StateError};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::commands::SignIn;
use egui_authenticator::service::users::UserError;
use egui_authenticator::store::memory::ManualClock;
use egui_authenticator::store::sqlite::SqliteState;
use egui_authenticator::worker::{Wake, Worker};

use hmac::{Hmac, KeyInit, Mac};
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::harness::{BOB, Desk, QuickHasher, secret, settle};

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
        self.clock.wait(time * load, &Leaving::default());
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

/// A guesser tries one common password on many names, so that no name is locked.
#[test]
fn r86_one_password_for_many_names_delays_every_further_attempt_and_is_recorded() {
    let desk = Desk::open();
    let try_name = |name: &str| {
        let before = desk.clock.elapsed();
        let error = desk
            .service
            .sign_in()
            .with_password(name, &secret("Password1"));
        (error.err(), desk.clock.elapsed().saturating_sub(before))
    };
    let tries: Vec<_> = (0..60).map(|n| try_name(&format!("name{n}"))).collect();
    let times =
        |range: std::ops::Range<usize>| tries[range].iter().map(|(_, time)| time.as_millis());
    assert!(times(0..50).all(|time| time == 0));
    assert!(
        times(50..60).eq((1..=10).map(|n| n * 500)),
        "up to five seconds"
    );
    assert_eq!(tries[48].0, Some(SignInError::Refused));
    assert_eq!(
        tries[49].0,
        Some(SignInError::Delaying),
        "the next one waits"
    );
    let log = desk.service.audit_log();
    let query = AuditQuery {
        days: None,
        person: None,
        kind: None,
        limit: 1_000,
    };
    let owner = Caller::LocalOwner(Operator::assume());
    let records = log.list(owner, &log.filter(&query)).expect("listed");
    let word = AuditDetail::from(AuditWord::ManyFailures);
    let warnings = records.iter().filter(|record| record.event.detail == word);
    assert_eq!(warnings.count(), 1, "once");
    // The right password waits as well, also after a restart, and works: it is a delay and no lockout.
    let before = desk.clock.elapsed();
    let restarted = desk.restarted();
    assert!(
        restarted
            .sign_in()
            .with_password(BOB.0, &secret(BOB.1))
            .is_ok()
    );
    assert_eq!(
        desk.clock.elapsed().saturating_sub(before),
        Duration::from_secs(5)
    );
    desk.clock.advance(10 * 60);
    assert_eq!(
        try_name("another"),
        (Some(SignInError::Refused), Duration::ZERO)
    );
}

/// A guesser closes the window during the delay, so that the attempt is made at once.
#[test]
fn r86_an_attempt_whose_window_is_closed_during_the_delay_is_not_made_and_ends_at_once() {
    let mut desk = Desk::open();
    spray(&desk);
    let now = desk.clock.now();
    let clock = Arc::new(HaltedClock {
        now,
        waits: Mutex::default(),
    });
    desk.replace(|ports| ports.clock = Arc::clone(&clock) as _);
    let wake: Wake = Arc::new(|| {});
    let mut worker = Worker::start(&desk.service, &wake).expect("started");
    let sign_in = SignIn {
        login: BOB.0.to_owned(),
        password: secret(BOB.1),
    };
    let (sender, waits) = mpsc::channel();
    *clock.waits.lock().expect("locked") = Some(sender);
    worker.send(Job::new(Ticket(1), sign_in));
    let time = waits
        .recv_timeout(Duration::from_mins(1))
        .expect("it waits");
    assert_eq!(time, Duration::from_secs(5));
    let unfinished = worker.take_unfinished().expect("not taken");
    drop(worker);
    let start = Instant::now();
    unfinished.wait(Duration::from_mins(1));
    assert!(start.elapsed() < Duration::from_secs(4), "cut short");
    assert_eq!(last_sign_in_of_bob(&desk), None, "not signed in");
}

/// Tries one password on so many names that every further attempt is delayed.
fn spray(desk: &Desk) {
    let sign_in = desk.service.sign_in();
    for n in 0..60 {
        let name = format!("name{n}");
        assert!(sign_in.with_password(&name, &secret("Password1")).is_err());
    }
}

fn last_sign_in_of_bob(desk: &Desk) -> Option<Timestamp> {
    let users = desk.service.users();
    let owner = Caller::LocalOwner(Operator::assume());
    let listed = users.list(owner).expect("listed");
    let mut rows = listed.rows.iter();
    let bob = rows.find(|user| user.username == BOB.0);
    bob.expect("there").last_sign_in
}

/// A guesser has many names fail, so that the next user has to wait, cancels, tries again, and waits for all attempts.
#[test]
fn r86_an_attempt_that_is_cancelled_during_the_delay_is_not_made_and_holds_up_no_other() {
    let mut desk = Desk::open();
    spray(&desk);
    let now = desk.clock.now();
    let clock = Arc::new(HaltedClock {
        now,
        waits: Mutex::default(),
    });
    let (sender, waits) = mpsc::channel();
    desk.replace(|ports| ports.clock = Arc::clone(&clock) as _);
    let (mut flow, jobs) = Flow::new(Duration::ZERO);
    settle(&mut flow, &desk.service, jobs, Duration::ZERO);
    let wake: Wake = Arc::new(|| {});
    let mut worker = Worker::start(&desk.service, &wake).expect("started");
    let minute = Duration::from_mins(1);
    let start = Instant::now();
    for _ in 0..3 {
        *clock.waits.lock().expect("locked") = Some(sender.clone());
        let Screen::Login(screen) = flow.screen_mut() else {
            panic!("not at the sign-in form")
        };
        BOB.0.clone_into(&mut screen.login);
        screen.password.text = secret(BOB.1);
        for job in flow.on(Event::Login(sign_in::Event::Submit), Duration::ZERO) {
            worker.send(job);
        }
        assert_eq!(waits.recv_timeout(minute), Ok(Duration::from_secs(5)));
        let jobs = flow.on(Event::Login(sign_in::Event::Cancel), Duration::ZERO);
        assert!(jobs.is_empty());
    }
    assert!(start.elapsed() < Duration::from_secs(4), "cut short");
    let unfinished = worker.take_unfinished().expect("not taken");
    drop(worker);
    unfinished.wait(minute);
    assert_eq!(last_sign_in_of_bob(&desk), None, "not signed in");
}

/// A guesser has many names fail, and then asks a locked name again and again, to hold up the next user.
#[test]
fn r86_an_attempt_for_a_locked_name_is_refused_without_the_delay() {
    let desk = Desk::open();
    let sign_in = desk.service.sign_in();
    for _ in 0..5 {
        assert!(sign_in.with_password(BOB.0, &secret("guess")).is_err());
    }
    spray(&desk);
    let before = desk.clock.elapsed();
    let refused = sign_in.with_password(BOB.0, &secret(BOB.1)).err();
    assert_eq!(refused, Some(SignInError::Locked(Locked::For(30))));
    assert_eq!(desk.clock.elapsed(), before, "at once");
}

/// The time of day stands still; waits are real, and say so.
struct HaltedClock {
    now: Timestamp,
    waits: Mutex<Option<mpsc::Sender<Duration>>>,
}

impl Clock for HaltedClock {
    fn now(&self) -> Timestamp {
        self.now
    }

    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

    fn wait(&self, time: Duration, leaving: &Leaving) {
        if let Some(waits) = self.waits.lock().expect("locked").take() {
            waits.send(time).expect("heard");
        }
        leaving.wait(time);
    }
}

/// Returns every value of 32 bytes in the state database, with the number of its rows.
fn digests(database: &Path) -> Vec<Vec<u8>> {
    let connection = Connection::open(database).expect("opened");
    let mut found = Vec::new();
    for table in ["attempt", "code"] {
        let query = format!("SELECT * FROM {table}");
        let mut query = connection.prepare(&query).expect("prepared");
        let columns = query.column_count();
        let mut rows = query.query([]).expect("queried");
        while let Some(row) = rows.next().expect("read") {
            let blob = |at| row.get::<_, Vec<u8>>(at).ok();
            found.extend(
                (0..columns)
                    .filter_map(blob)
                    .filter(|blob| blob.len() == 32),
            );
        }
    }
    found
}

/// What a thief with the source knows: how a name becomes a digest, up to the key.
fn unkeyed(word: &str) -> [u8; 32] {
    Sha256::digest(format!("attempt\0{word}")).into()
}

fn desk_over(database: &Path) -> Desk {
    let mut desk = Desk::open();
    let state = Arc::new(SqliteState::new(database, "a"));
    desk.replace(|ports| {
        ports.attempts = Arc::clone(&state) as _;
        ports.codes = state;
    });
    desk
}

/// A thief of the state database looks for passwords that were typed as a name, with a dictionary.
#[test]
fn r87_a_dictionary_finds_no_name_in_the_state_database_without_its_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = folder.path().join("state.db");
    let desk = desk_over(&database);
    let dictionary = [
        "password1",
        "hunter2",
        "staple the till shut",
        "unknown@example.org",
    ];
    for word in dictionary {
        assert!(
            desk.service
                .sign_in()
                .with_password(word, &secret("x"))
                .is_err()
        );
        assert_eq!(desk.service.recovery_mail().send_code(word), Ok(()));
    }
    let stored = digests(&database);
    assert!(
        stored.len() >= 3 * dictionary.len(),
        "attempts, mails and codes"
    );
    for word in dictionary {
        let plain: [u8; 32] = Sha256::digest(word).into();
        for guess in [plain, unkeyed(word)] {
            assert!(!stored.iter().any(|digest| *digest == guess), "{word}");
        }
    }
    // With the key, the same dictionary finds all of them.
    let key = fs::read(folder.path().join("state.key")).expect("read");
    for word in dictionary {
        let keyed = Hmac::<Sha256>::new_from_slice(&key).expect("a key");
        let guess = keyed.chain_update(unkeyed(word)).finalize().into_bytes();
        assert!(
            stored.iter().any(|digest| digest.as_slice() == &guess[..]),
            "{word}"
        );
    }
    // Nothing is left of them after a quarter of a year, once the next name is tried.
    desk.clock.advance(91 * 24 * 60 * 60);
    assert!(
        desk.service
            .sign_in()
            .with_password("another", &secret("x"))
            .is_err()
    );
    let attempts = Connection::open(&database).expect("opened");
    let count = attempts.query_row("SELECT count(*) FROM attempt", [], |row| row.get(0));
    assert_eq!(count, Ok(2), "this name, and the number of all failures");
}

/// A guesser makes the key unreadable, so that failures are no longer counted.
#[test]
fn r87_without_a_readable_key_no_attempt_is_made_and_all_names_are_told_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = folder.path().join("state.db");
    let desk = desk_over(&database);
    fs::write(folder.path().join("state.key"), "not a key").expect("written");
    for (login, password) in [BOB, (BOB.0, "wrong"), ("unknown", "wrong")] {
        let refused = desk
            .service
            .sign_in()
            .with_password(login, &secret(password));
        let error = refused.err().expect("refused");
        let SignInError::State(StateError::Damaged(reason)) = error else {
            panic!("{login}: {error:?}");
        };
        assert!(reason.contains("state.key"), "{reason}");
    }
    fs::remove_file(folder.path().join("state.key")).expect("removed");
    assert!(desk.sign_in(BOB).is_some());
}

/// A visitor who has read the example tries its passwords where it was copied and nothing was changed in it.
#[test]
fn r90_the_passwords_of_the_example_sign_no_user_in_where_it_was_copied() {
    const EXAMPLE: &str = include_str!("../../config.example.yaml");
    let desk = Desk::with(EXAMPLE);
    let problems = desk.ports.credentials.inspect().expect("inspected");
    let is_published = |problem: &&Problem| problem.cause == Cause::PublishedPassword;
    assert_eq!(
        problems.iter().filter(is_published).count(),
        2,
        "check says so"
    );
    let opened = desk.service.set_up().open().expect("opened");
    assert_eq!(opened.not_hashed, None, "hashed all the same");
    let passwords = EXAMPLE
        .lines()
        .filter_map(|line| line.trim().strip_prefix("password: "));
    for (name, password) in ["jsmith", "rbriggs"].into_iter().zip(passwords) {
        let sign_in = desk
            .service
            .sign_in()
            .with_password(name, &secret(password));
        assert_eq!(sign_in.err(), Some(SignInError::Published), "{name}");
        // A stranger to the password learns nothing of it.
        let other = desk.service.sign_in().with_password(name, &secret("wrong"));
        assert_eq!(other.err(), Some(SignInError::Refused), "{name}");
        // Nor can it be chosen again, and another one works.
        let users = desk.service.users();
        let set = |password: &str| {
            let owner = Caller::LocalOwner(Operator::assume());
            users.set_password(owner, name, &secret(password))
        };
        assert_eq!(
            set(password),
            Err(UserError::Field(PasswordError::Common.into()))
        );
        assert_eq!(set("green cows read long letters"), Ok(()));
        assert!(
            desk.sign_in((name, "green cows read long letters"))
                .is_some()
        );
    }
}
