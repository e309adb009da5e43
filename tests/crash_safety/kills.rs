//! Processes that are killed while they change the file (R59).

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use egui_authenticator::service::ports::CredentialStore as _;
use egui_authenticator::store::yaml::YamlStore;

use crate::changes::{COUNT, HASH, make, start, texts, write};
use crate::number;

/// The process that gets killed: makes the changes from `from` on, and says after each that it is
/// made.
pub fn work(file: &Path, from: &str) {
    let from: usize = from.parse().expect("a number");
    let store = YamlStore::new(file);
    let mut out = std::io::stdout();
    for n in from..COUNT {
        make(&store, n);
        writeln!(out, "{}", n + 1).expect("said");
        out.flush().expect("said");
    }
}

/// Moments that are as good as random and the same in every run.
fn moment(n: usize) -> Duration {
    let n = u64::try_from(n).expect("small");
    let mixed = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (n << 17);
    Duration::from_micros(500 + mixed.wrapping_mul(0xbf58_476d_1ce4_e5b9) % 40_000)
}

pub fn at_random_moments() {
    let kills = number("KILLS", 100);
    let texts = texts();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("config.yaml");
    write(&file, &start());
    let mut at = 0;
    let mut within = 0;
    for kill in 0..kills {
        if at == COUNT {
            write(&file, &start());
            at = 0;
        }
        let mut worker = Command::new(std::env::current_exe().expect("this program"))
            .args(["worker", "changes"])
            .arg(&file)
            .arg(at.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("started");
        std::thread::sleep(moment(kill));
        worker.kill().expect("killed");
        let said = BufReader::new(worker.stdout.take().expect("its output")).lines();
        let said = said
            .map_while(Result::ok)
            .filter_map(|line| line.parse().ok());
        let acknowledged = said.last().unwrap_or(at);
        worker.wait().expect("ended");
        let text = fs::read_to_string(&file).expect("there is always a file");
        let found = (acknowledged..=(acknowledged + 1).min(COUNT)).find(|n| text == texts[*n]);
        at = found.unwrap_or_else(|| panic!("after {acknowledged} changes there is\n{text}"));
        within += usize::from(at > acknowledged);
    }
    println!("{kills} kills, {within} of them between the change and its acknowledgement");
    if at < COUNT {
        let store = YamlStore::new(&file);
        make(&store, at);
    }
    assert_eq!(leftovers(folder.path()), Vec::<String>::new());
}

/// Returns the temporary files that were left behind.
fn leftovers(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("read").flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.contains("unfinished")).collect()
}

/// The commands that change the file, with what they read from standard input.
const COMMANDS: [(&[&str], &str); 6] = [
    (&["user", "set", "user1", "--first-name", "Other"], ""),
    (
        &[
            "user", "set", "user0", "--role", "admin", "--role", "office",
        ],
        "",
    ),
    (
        &["user", "passwd", "user1", "--password-stdin"],
        "a password for user1",
    ),
    (&["user", "rename", "user1", "first"], ""),
    (&["user", "delete", "user1", "--yes"], ""),
    (
        &[
            "user",
            "add",
            "new0",
            "--email",
            "new0@shop.example",
            "--first-name",
            "New",
            "--last-name",
            "Zero",
            "--password-stdin",
        ],
        "a password for new0",
    ),
];

/// System calls that change no file. A process that is killed at one of them leaves the disk as it was at the call
/// before, so only `.ci/long` kills it there too (`EVERY_CALL=1`).
const PASSIVE_CALLS: [&str; 22] = [
    "access",
    "brk",
    "close",
    "fcntl",
    "fstat",
    "getdents64",
    "getpid",
    "getrandom",
    "gettid",
    "lseek",
    "mmap",
    "mprotect",
    "munmap",
    "newfstatat",
    "pread64",
    "prlimit64",
    "read",
    "readlink",
    "rt_sigaction",
    "rt_sigprocmask",
    "sigaltstack",
    "statx",
];

pub fn at_every_system_call() {
    // The cheapest hash that the file may ask for.
    let before = format!("password: {{cost: 10}}\n{}", start());
    std::thread::scope(|scope| {
        for (arguments, input) in COMMANDS {
            scope.spawn(|| killed_at_each_call(&before, arguments, input));
        }
    });
}

/// Runs a command as often as it makes system calls, and kills it at another one each time.
fn killed_at_each_call(before: &str, arguments: &[&str], input: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("config.yaml");
    let log = folder.path().join("log");
    write(&file, before);
    let log_argument = log.display().to_string();
    let whole = traced(&["-o", &log_argument], &file, arguments, input);
    assert!(whole.status.success(), "{whole:?}");
    let log = fs::read_to_string(&log).expect("a log of strace");
    let mut calls = calls(&log);
    if number("EVERY_CALL", 0) == 0 {
        calls.retain(|(name, _)| !PASSIVE_CALLS.contains(&name.as_str()));
    }
    let mut killed = 0;
    for (name, nth) in &calls {
        write(&file, before);
        let inject = format!("inject={name}:signal=KILL:when={nth}");
        let options = ["-o", "/dev/null", "-e", &inject];
        let output = traced(&options, &file, arguments, input);
        let text = fs::read_to_string(&file).expect("there is always a file");
        let is_new = text != before;
        let is_whole = text.ends_with("text: hi}\n") && text.contains(HASH);
        let at = format!("{arguments:?} stopped at {name} {nth}");
        assert!(is_whole, "{at}:\n{text}");
        assert!(is_new || output.stdout.is_empty(), "{at}: lost");
        assert!(YamlStore::new(&file).backups().len() <= 5, "{at}");
        killed += usize::from(!output.status.success());
    }
    println!(
        "{arguments:?}: {} system calls, killed at {killed}",
        calls.len()
    );
    assert!(killed * 10 > calls.len() * 9, "strace did not stop it");
}

/// Runs a command of the tool under strace.
fn traced(options: &[&str], file: &Path, arguments: &[&str], input: &str) -> std::process::Output {
    // A new state database every time, so that the system calls are the same.
    let data = file.with_extension("data");
    drop(std::fs::remove_dir_all(&data));
    let mut child = Command::new("strace")
        .arg("-f")
        .args(options)
        .arg(env!("CARGO_BIN_EXE_egui-authenticator"))
        .arg("--config")
        .arg(file)
        .args(arguments)
        .env("XDG_DATA_HOME", &data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("strace");
    let mut stdin = child.stdin.take().expect("its input");
    // One that was killed before it read this wants it no more.
    drop(stdin.write_all(input.as_bytes()));
    drop(stdin);
    child.wait_with_output().expect("ended")
}

/// Each system call of a log: its name, and the how-many-eth of that name it is.
fn calls(log: &str) -> Vec<(String, usize)> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut calls = Vec::new();
    for line in log.lines() {
        let line = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let Some((name, _)) = line.split_once('(') else {
            continue;
        };
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            continue;
        }
        let nth = seen.entry(name.to_owned()).or_default();
        *nth += 1;
        calls.push((name.to_owned(), *nth));
    }
    calls
}
