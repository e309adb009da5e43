//! The cost of a sign-in.
//!
//! `cargo bench --bench sign_in` prints two tables, `refusals` and `growth`; name one to get only that.
//!
//! 1. Does the time of a refusal tell who has an account, or of which kind (R16, R85)? The medians of many attempts with
//!    an unknown user, a disabled account, one without a password, and wrong passwords for hashes of every kind; they
//!    must be within 5 % of each other. Then the right password, and the cost of an attempt with a locked name,
//!    whether it exists or not. New passwords are hashed at the lowest cost that the settings allow, where a difference
//!    would show most.
//! 2. How does a sign-in grow with the number of users? By password and by remembered token, without hash,
//!    keyring and database, with 1, 10 000 and 100 000 users in an unchanged file. Each must take at most 1 ms.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::settings::Hashing;
use egui_authenticator::domain::user_key::{Key, SALT_BYTES};
use egui_authenticator::service::Service;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::{HasherError, PasswordHasher};
use egui_authenticator::store::hashing::SlowHasher;
use egui_authenticator::store::memory::{MemoryState, MemoryVault};
use egui_authenticator::store::yaml::YamlStore;
use egui_authenticator::wiring::{Paths, environment};

const ROUNDS: usize = 200;
const CONFIG: &str = "password: {cost: 10}
credentials:
  usernames:
    ada: {password: nine green lamps at sea, roles: [admin]}
    bob: {password: staple the till shut}
    eve: {password: let me in if you dare, disabled: true}
    gus: {email: gus@example.org, picture: https://example.org/gus.png}
    twelve: {password: $2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW}
    argon: {password: '$argon2id$v=19$m=65536,t=3,p=4$BpLnfgDsc2WD8F2q$o/vzA4myCqZZ36bUGsDY//8mKUYNZZaR0t4MFFSs+iM'}
lockout: {seconds: 3600, max_seconds: 3600, all_names: 100000}
";
/// By how much the medians of refusals may differ.
const SPREAD: f64 = 0.05;
/// How many of the cases are refusals that must not be told apart.
const REFUSALS: usize = 6;
const HASH: &str = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";
/// The most that a sign-in may take without hash, keyring and database.
const LIMIT: Duration = Duration::from_millis(1);
/// From then on, the metadata of a file that was just written is trusted.
const SETTLED: Duration = Duration::from_millis(2_200);

/// Accepts one password, at no cost.
struct FreeHasher;

impl FreeHasher {
    const PASSWORD: &str = "the password of all users";
}

impl PasswordHasher for FreeHasher {
    fn hash(&self, password: &Secret, how: Hashing) -> Result<StoredHash, HasherError> {
        SlowHasher.hash(password, how)
    }

    fn verify(&self, password: &Secret, _: &StoredHash) -> Result<bool, HasherError> {
        Ok(password.expose() == Self::PASSWORD)
    }

    fn is_below(&self, _: &StoredHash, _: Hashing) -> bool {
        false
    }

    fn derive(&self, password: &Secret, salt: &[u8; SALT_BYTES]) -> Result<Key, HasherError> {
        SlowHasher.derive(password, salt)
    }

    fn decoy(&self, _: Hashing) -> Result<StoredHash, HasherError> {
        StoredHash::parse(HASH).map_err(|_| HasherError)
    }
}

fn main() {
    let is_wanted = |name: &str| {
        let mut wanted = std::env::args()
            .skip(1)
            .filter(|word| !word.starts_with('-'));
        wanted.next().is_none_or(|word| word == name)
    };
    if is_wanted("refusals") {
        refusals();
    }
    if is_wanted("growth") {
        growth();
    }
}

fn refusals() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("config.yaml");
    fs::write(&config, CONFIG).expect("written");
    let service = Paths::for_config(config).throwaway_service();
    service.set_up().open().expect("opened");
    let cases = [
        ("wrong password, bcrypt cost 10", "ada", "wrong", true),
        ("wrong password, bcrypt cost 12", "twelve", "wrong", true),
        ("wrong password, Argon2id", "argon", "wrong", true),
        ("unknown user", "unknown", "wrong", true),
        ("disabled account", "eve", "let me in if you dare", true),
        ("account without a password", "gus", "wrong", true),
        ("right password", "ada", "nine green lamps at sea", true),
        ("locked", "bob", "wrong", false),
        ("locked and unknown", "no one", "wrong", false),
    ];
    for (_, login, password, is_unlocked) in &cases {
        for _ in 0..if *is_unlocked { 0 } else { 5 } {
            drop(
                service
                    .sign_in()
                    .with_password(login, &Secret::new((*password).to_owned())),
            );
        }
    }
    let mut times = [const { Vec::new() }; 9];
    // In turn, so that other load of the computer affects all cases alike.
    for _ in 0..ROUNDS {
        for ((_, login, password, is_unlocked), times) in cases.iter().zip(&mut times) {
            let password = Secret::new((*password).to_owned());
            if *is_unlocked {
                service
                    .users()
                    .unlock(Caller::LocalOwner(Operator::assume()), login)
                    .expect("unlocked");
            }
            let before = Instant::now();
            drop(service.sign_in().with_password(login, &password));
            times.push(before.elapsed());
        }
    }
    let medians = times.each_mut().map(|times| median(times));
    for ((name, ..), time) in cases.iter().zip(medians) {
        let ratio = time.as_secs_f64() / medians[0].as_secs_f64();
        println!("{name}: median of {ROUNDS} {time:?}, ratio {ratio:.3}");
    }
    let refusals = &medians[..REFUSALS];
    let least = refusals.iter().min().expect("some").as_secs_f64();
    let most = refusals.iter().max().expect("some").as_secs_f64();
    assert!(most <= least * (1.0 + SPREAD), "refusals can be told apart");
}

fn growth() {
    let mut first = None;
    for users in [1, 10_000, 100_000] {
        let folder = tempfile::tempdir().expect("a folder");
        let (password, token) = sign_ins(folder.path(), users);
        let (password_1, token_1) = *first.get_or_insert((password, token));
        let ratio = |time: Duration, one: Duration| time.as_secs_f64() / one.as_secs_f64();
        println!(
            "{users} users: by password {password:?}, ratio {:.2}; by token {token:?}, ratio {:.2}",
            ratio(password, password_1),
            ratio(token, token_1)
        );
        assert!(password.max(token) <= LIMIT, "more than {LIMIT:?}");
    }
}

/// Returns the median times of a sign-in by password and by token.
fn sign_ins(folder: &Path, users: usize) -> (Duration, Duration) {
    let mut text = "credentials:\n  usernames:\n".to_owned();
    for n in 0..users {
        let role = if n == 0 { "admin" } else { "till" };
        let _ = writeln!(
            text,
            "    user{n}: {{email: user{n}@example.org, password: {HASH}, roles: [{role}]}}"
        );
    }
    let config = folder.join("config.yaml");
    fs::write(&config, text).expect("written");
    let mut environment = environment();
    environment.hasher = Arc::new(FreeHasher);
    let (state, vault) = (MemoryState::default(), MemoryVault::default());
    let store = Arc::new(YamlStore::new(config));
    let service = Service::new(store, Arc::new(state), Arc::new(vault), environment);
    std::thread::sleep(SETTLED);
    service.set_up().open().expect("opened");
    let last = format!("user{}", users - 1);
    let password = Secret::new(FreeHasher::PASSWORD.to_owned());
    let outcome = service
        .sign_in()
        .with_password(&last, &password)
        .expect("signed in");
    let view = outcome.session_view().expect("signed in");
    service
        .remember_me()
        .remember(&view.session)
        .expect("remembered");
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        let before = Instant::now();
        service
            .sign_in()
            .with_password(&last, &password)
            .expect("signed in");
        times[0].push(before.elapsed());
        let before = Instant::now();
        let resumed = service.remember_me().resume().session_view();
        times[1].push(before.elapsed());
        assert!(resumed.is_some(), "signed in by the token");
    }
    let [mut by_password, mut by_token] = times;
    (median(&mut by_password), median(&mut by_token))
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}
