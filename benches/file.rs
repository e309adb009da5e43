//! How the cost of the configuration file grows with the number of users: reading it, finding one user and one
//! verified edit with 100, 10 000 and 100 000 people, and `PyYAML`'s two loaders on the same file.
//!
//! `cargo bench --bench file` prints times and ratios. `PyYAML` is asked through `python3`; where it
//! is not installed, its lines are missing.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::user::UserPatch;
use egui_authenticator::domain::username::Username;
use egui_authenticator::service::ports::{CredentialStore, Edit};
use egui_authenticator::store::yaml::YamlStore;

const HASH: &str = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";
const OTHER: &str = "$2b$10$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";
/// Each time is the best of so many.
const ROUNDS: usize = 5;

struct Times {
    size: usize,
    read: Duration,
    find: Duration,
    edit: Duration,
}

/// A file with so many people, as Streamlit-Authenticator writes it.
fn text(people: usize) -> String {
    let mut text =
        "cookie:\n  expiry_days: 30\n  key: k\n  name: n\ncredentials:\n  usernames:\n".to_owned();
    for n in 0..people {
        let _ = write!(
            text,
            "    user{n}:\n      email: user{n}@example.org\n      failed_login_attempts: 0\n      first_name: User\n      last_name: Number {n}\n      logged_in: false\n      password: {HASH}\n      roles:\n      - {}\n",
            if n == 0 { "admin" } else { "till" }
        );
    }
    text
}

fn best(mut work: impl FnMut() -> Duration) -> Duration {
    (0..ROUNDS).map(|_| work()).min().unwrap_or_default()
}

fn time(work: impl FnOnce()) -> Duration {
    let before = Instant::now();
    work();
    before.elapsed()
}

fn measure(path: &Path, people: usize) -> Times {
    let text = text(people);
    std::fs::write(path, &text).expect("written");
    let read = best(|| {
        let store = YamlStore::new(path);
        time(|| drop(store.read().expect("read")))
    });
    let store = YamlStore::new(path);
    store.read().expect("read");
    let find = best(|| time(|| drop(store.read().expect("read").users.find("user7").cloned())));
    let username = Username::parse("user7").expect("a username");
    let mut hashes = [OTHER, HASH].into_iter().cycle();
    let edit = best(|| {
        let revision = store.read().expect("read").revision;
        let hash = StoredHash::parse(hashes.next().unwrap_or(HASH)).expect("a hash");
        let change = Edit::Update(vec![(username.clone(), UserPatch::password(hash))]);
        time(|| {
            store.apply(&change, &revision).expect("applied");
        })
    });
    Times {
        size: text.len(),
        read,
        find,
        edit,
    }
}

/// How long `PyYAML` takes to load the same file.
fn python(path: &Path, loader: &str) -> Option<Duration> {
    let script = format!(
        "import sys, time, yaml\ntext = open(sys.argv[1]).read()\nstart = time.perf_counter()\nyaml.load(text, Loader=yaml.{loader})\nprint(time.perf_counter() - start)"
    );
    let mut command = Command::new("python3");
    let output = command.args(["-c", &script]).arg(path).output().ok()?;
    let seconds = String::from_utf8(output.stdout).ok()?;
    seconds.trim().parse().ok().map(Duration::from_secs_f64)
}

/// The most memory that this process has had, in bytes.
fn most_memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kibibytes: usize = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes * 1024)
}

/// Reads a file of 100 000 people in a process of its own and prints what memory that took.
fn read_alone(path: &str) {
    let before = most_memory().unwrap_or_default();
    let store = YamlStore::new(path);
    store.read().expect("read");
    println!("{}", most_memory().unwrap_or_default() - before);
}

#[expect(
    clippy::cast_precision_loss,
    reason = "sizes of files, printed with one digit"
)]
fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, command, path, ..] = arguments.as_slice()
        && command == "read-alone"
    {
        return read_alone(path);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("config.yaml");
    for people in [100, 10_000, 100_000] {
        let times = measure(&path, people);
        println!(
            "{people} people, {} KiB: read {:?}; find, file unchanged {:?}; one verified edit {:?}, {:.1} × reading",
            times.size / 1024,
            times.read,
            times.find,
            times.edit,
            times.edit.as_secs_f64() / times.read.as_secs_f64()
        );
        if people == 10_000 {
            for loader in ["SafeLoader", "CSafeLoader"] {
                if let Some(theirs) = python(&path, loader) {
                    let ratio = theirs.as_secs_f64() / times.read.as_secs_f64();
                    println!("  PyYAML {loader} {theirs:?}, {ratio:.1} × ours");
                }
            }
        }
        if people == 100_000 {
            let myself = std::env::current_exe().expect("this program");
            let mut alone = Command::new(myself);
            let output = alone.arg("read-alone").arg(&path).output().expect("run");
            let used = String::from_utf8_lossy(&output.stdout)
                .trim()
                .parse::<usize>();
            let used = used.expect("a number") as f64;
            let times_file = used / times.size as f64;
            println!("  most memory while reading: {times_file:.1} × the file");
        }
    }
}
