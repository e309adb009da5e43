//! How long a sign-in takes with very many users, over a server and over a file. `POSTGRES_SIGN_INS="100000 1000000"` measures with as
//! many; `-- --nocapture` prints the times.

use std::fmt::Write as _;
use std::fs;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui_authenticator::Service;
use egui_authenticator::domain::settings::Hashing;
use egui_authenticator::service::dependencies::Dependencies;
use egui_authenticator::service::ports::PasswordHasher as _;
use egui_authenticator::store::hashing::SlowHasher;
use egui_authenticator::store::memory::MemoryVault;
use egui_authenticator::store::sqlite::SqliteState;
use egui_authenticator::store::yaml::YamlStore;
use egui_authenticator::testing::QuickHasher;
use egui_authenticator::wiring::environment;
use tempfile::TempDir;

use crate::computers::{PASSWORD, Shop, password, sign_in_as};

/// A file with more users is too large to be read.
const IN_FILE: u64 = 100_000;
const ROUNDS: u32 = 21;

/// What a sign-in may take besides the hash on a computer that is busy with other tests.
const LIMIT: Duration = Duration::from_millis(500);

/// Returns the numbers of users to measure with.
pub fn numbers(otherwise: &str) -> Vec<u64> {
    let given = std::env::var("POSTGRES_SIGN_INS").unwrap_or_else(|_| otherwise.to_owned());
    let numbers = given.split_whitespace();
    numbers
        .map(|text| text.parse().expect("a number"))
        .collect()
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let begun = Instant::now();
    drop(work());
    begun.elapsed()
}

/// Returns what a sign-in takes in the middle, and the first one, which reads the users.
fn sign_ins(service: &Service, users: u64) -> [Duration; 2] {
    let sign_in = |number: u64| {
        let name = format!("ada{}", number * 7 % users + 1);
        time(|| sign_in_as(service, &name, PASSWORD).expect("signed in"))
    };
    let first = sign_in(0);
    let mut times: Vec<_> = (1..=ROUNDS.into()).map(sign_in).collect();
    times.sort_unstable();
    [times[times.len() / 2], first]
}

/// A shop whose server has so many users besides its administrator.
fn shop(users: u64) -> Shop {
    let shop = Shop::open();
    shop.database.sql(&format!(
        "INSERT INTO auth_inner.account (id, position, seq, name_key, record)
             SELECT decode(md5(n::text), 'hex'), position + n, seq, name_key || n,
                 replace(record::text, '\"ada', '\"ada' || n)::json
             FROM auth_inner.account, generate_series(1, {users}) AS n WHERE name_key = 'ada';
         DELETE FROM auth_inner.past;
         UPDATE auth_inner.head SET revision = sha256(revision);
         ANALYZE auth_inner.account"
    ));
    shop
}

/// An app over a file with as many users.
fn over_file(users: u64) -> (Service, TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let hash = QuickHasher.hash(&password(PASSWORD), Hashing::default());
    let hash = hash.expect("hashed");
    let mut text = "credentials:\n  usernames:\n".to_owned();
    for number in 0..=users {
        let role = if number == 0 { "admin" } else { "till" };
        write!(
            text,
            "    ada{number}:\n      email: ada{number}@example.org\n      first_name: Ada\n      \
             password: {}\n      roles: [{role}]\n",
            hash.as_str()
        )
        .expect("a text");
    }
    let config = folder.path().join("config.yaml");
    fs::write(&config, text).expect("written");
    let state = SqliteState::new(folder.path().join("state.db"), "speed");
    let mut environment = environment();
    environment.hasher = Arc::new(QuickHasher);
    let dependencies = Dependencies::new(
        Arc::new(YamlStore::new(&config)),
        Arc::new(state),
        Arc::new(MemoryVault::default()),
        environment,
    );
    (dependencies.into(), folder)
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_sign_in_takes_no_longer_with_very_many_users() {
    let right = password(PASSWORD);
    let real = SlowHasher.hash(&right, Hashing::default()).expect("hashed");
    let quick = QuickHasher.hash(&right, Hashing::default());
    let quick = quick.expect("hashed");
    for (hash, which) in [(&real, "of the settings"), (&quick, "of these tests")] {
        let taken = time(|| SlowHasher.verify(&right, hash).expect("verified"));
        println!("the hash {which}: {taken:.1?}");
    }
    for users in numbers("2000") {
        let shop = shop(users);
        let computer = shop.computer();
        let [server, first] = sign_ins(&computer, users);
        println!("{users} users on a server: {server:.1?}; the first {first:.1?}");
        assert!(server < LIMIT, "{users}: {server:?}");
        drop(computer);
        if users > IN_FILE {
            continue;
        }
        let (service, _folder) = over_file(users);
        let [file, first] = sign_ins(&service, users);
        println!("{users} users in a file: {file:.1?}; the first {first:.1?}");
        assert!(file < LIMIT, "{users}: {file:?}");
    }
}
