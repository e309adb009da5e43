//! How the credential file grows: reading it, finding somebody, and registering, with 100 and with
//! 10 000 people. `cargo bench --bench file` prints the times and their ratio.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use egui_authenticator::account::credential::StoredHash;
use egui_authenticator::account::email::Email;
use egui_authenticator::account::name::PersonName;
use egui_authenticator::account::user::NewUser;
use egui_authenticator::account::username::Username;
use egui_authenticator::service::ports::{Change, CredentialStore};
use egui_authenticator::store::yaml::YamlStore;

const HASH: &str = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";

struct Times {
    first_read: Duration,
    find: Duration,
    register: Duration,
}

fn measure(people: usize) -> Times {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("config.yaml");
    let mut text = "pre-authorized: [mel@example.org]\ncredentials:\n  usernames:\n".to_owned();
    for n in 0..people {
        let _ = write!(
            text,
            "    user{n}:\n      email: user{n}@example.org\n      name: User {n}\n      password: {HASH}\n      roles: [till]\n"
        );
    }
    std::fs::write(&path, text).expect("written");
    let store = YamlStore::new(path);
    let time = |work: &dyn Fn()| {
        let before = Instant::now();
        work();
        before.elapsed()
    };
    let first_read = time(&|| drop(store.settings().expect("read")));
    let find = time(&|| drop(store.find("user7").expect("read")));
    let email = Email::parse("mel@example.org").expect("an address");
    let revision = store.is_pre_authorised(&email).expect("read").revision;
    let change = Change::Add {
        user: NewUser {
            username: Username::parse("mel").expect("a username"),
            email,
            name: PersonName::new("Mel", ""),
            roles: vec![],
        },
        hash: StoredHash::parse(HASH).expect("a hash"),
    };
    let register = time(&|| store.apply(&change, &revision).expect("registered"));
    Times {
        first_read,
        find,
        register,
    }
}

fn main() {
    let (small, large) = (measure(100), measure(10_000));
    for (name, small, large) in [
        ("first read", small.first_read, large.first_read),
        ("find, file unchanged", small.find, large.find),
        ("register", small.register, large.register),
    ] {
        let ratio = large.as_secs_f64() / small.as_secs_f64();
        println!("{name}: 100 people {small:?}, 10 000 people {large:?}, ratio {ratio:.0}");
    }
}
