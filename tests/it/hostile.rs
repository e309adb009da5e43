//! Files that are made to do harm (R63): refused with a place, within the time and the memory that
//! the system allows the process. The limits are the operating system's, so a test ends by them and
//! not by a stopwatch.

#![cfg(target_os = "linux")]

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

/// Seconds of processor time. This is a debug build, in which the worst of these files takes nine, and up
/// to twice that where two threads share a core; a release build takes less than two. What must not pass
/// runs for minutes.
const SECONDS: u32 = 40;
/// KiB of data: 120 MB, for files of up to 100 000 users.
const MEMORY: u32 = 120_000;

const USERS: &str = "credentials:\n  usernames:\n    ada: {password: x, roles: [admin]}\n";

/// Checks a file under the limits, and gives what is said about it.
fn check(text: &[u8]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("config.yaml");
    fs::write(&file, text).expect("written");
    let script = format!("ulimit -t {SECONDS}; ulimit -d {MEMORY}; exec \"$@\"");
    let mut command = Command::new("bash");
    let command = command.args(["-c", &script, "bash"]);
    let command = command.arg(env!("CARGO_BIN_EXE_egui-authenticator"));
    let output = command.arg("check").arg(&file).output().expect("run");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.code(), said)
}

fn is_refused(text: impl AsRef<[u8]>, words: &str) {
    is_named(text.as_ref(), words, (1, ": error: "));
}

/// Checks a file with mistakes that close only users (R97).
fn closes_users(text: &str, words: &str) {
    is_named(text.as_ref(), words, (0, ": warning: "));
}

fn is_named(text: &[u8], words: &str, (expected, severity): (i32, &str)) {
    let (code, said) = check(text);
    let start: String = said.chars().take(600).collect();
    assert_eq!(code, Some(expected), "{start}");
    let place = said.split(severity).next().unwrap_or_default();
    let has_place = place
        .rsplit(':')
        .take(2)
        .all(|number| number.parse::<usize>().is_ok());
    assert!(has_place, "{start}");
    assert!(said.contains(words), "{start}");
}

#[test]
fn r63_a_file_that_is_too_large() {
    is_refused(vec![b'#'; 40 * 1024 * 1024], "larger than");
}

#[test]
fn r63_a_hundred_thousand_levels() {
    is_refused("[".repeat(100_000), "Not valid YAML");
    is_refused("{a: ".repeat(100_000), "Not valid YAML");
    is_refused("- ".repeat(100_000), "Not valid YAML");
}

#[test]
fn r63_thirty_megabytes_of_brackets() {
    is_refused("[".repeat(30 * 1024 * 1024), "Not valid YAML");
}

#[test]
fn r63_millions_of_small_values() {
    is_refused(
        format!("{USERS}x:\n{}", "- a\n".repeat(7_000_000)),
        "values in one place",
    );
    let person = "k: v\n      ".repeat(700_000);
    is_refused(
        format!("{USERS}    bob:\n      {person}"),
        "values in one place",
    );
}

#[test]
fn r63_millions_of_empty_lines_before_a_mistake() {
    is_refused(
        format!("{}credentials: [", "\n".repeat(30_000_000)),
        "Not valid YAML",
    );
}

#[test]
fn r63_aliases_that_laugh_a_billion_times() {
    let mut text = format!("{USERS}a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for n in 1..30 {
        let alias = format!("*a{}", n - 1);
        let _ = writeln!(text, "a{n}: &a{n} [{}]", [alias.as_str(); 9].join(","));
    }
    is_refused(text, "more than");
}

#[test]
fn r63_a_list_that_is_named_by_thousands_of_aliases() {
    let items = "x,".repeat(10_000);
    let mut views = String::new();
    for n in 0..2_000 {
        views.push_str(&format!(
            "  v{n}: {{kind: markdown, text: hi, users: *all}}\n"
        ));
    }
    is_refused(
        format!("{USERS}all: &all [{items}]\nviews:\n{views}"),
        "aliases expand to more",
    );
}

#[test]
fn r63_anchors_around_anchors() {
    let depth = 60;
    let mut open = String::new();
    for n in 0..depth {
        open.push_str(&format!("&a{n} ["));
    }
    let inside = "x,".repeat(200_000);
    is_refused(
        format!("{USERS}x: {open}{inside}{}", "]".repeat(depth)),
        "anchors contain more",
    );
}

#[test]
fn r63_merges_that_double_at_every_step() {
    let mut text = format!("{USERS}m0: &m0 {{roles: [a]}}\n");
    for n in 1..40 {
        let _ = writeln!(text, "m{n}: &m{n} {{<<: [*m{0}, *m{0}]}}", n - 1);
    }
    text.push_str("views: {v: {<<: *m39, kind: film}}\n");
    is_refused(text, "error");
}

#[test]
fn r63_an_alias_of_itself() {
    is_refused(
        format!("{USERS}x: &x [*x]\n"),
        "refers to a value that contains it",
    );
    is_refused(
        format!("{USERS}x: &x {{<<: *x}}\n"),
        "refers to a value that contains it",
    );
}

#[test]
fn r63_a_hundred_thousand_keys_twice() {
    let mut text = USERS.to_owned();
    for n in 0..100_000 {
        let _ = write!(text, "k{n}: 1\nk{n}: 1\n");
    }
    is_refused(text, "appears more than once");
}

#[test]
fn r63_a_hundred_thousand_users_with_errors_in_every_field() {
    let mut text = USERS.to_owned();
    for n in 0..100_000 {
        let _ = writeln!(
            text,
            "    p{n}: {{email: x, password: 1, disabled: x, pasword: y}}"
        );
    }
    closes_users(&text, "is not a valid e-mail address");
}

#[test]
fn r63_one_text_of_thirty_megabytes() {
    let long = "x".repeat(30 * 1024 * 1024);
    for text in [
        format!("credentials: {{usernames: {{ada: {{email: {long}}}}}}}"),
        format!("credentials: {{usernames: {{\"{long}\": {{}}}}}}"),
    ] {
        is_refused(text, "text longer than");
    }
}

#[test]
fn r63_hashes_that_would_run_for_days() {
    let hash = "EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";
    let user = |hash: &str| format!("credentials: {{usernames: {{ada: {{password: '{hash}'}}}}}}");
    closes_users(&user(&format!("$2b$31${hash}")), "bcrypt hash of cost 31");
    let argon = "$argon2id$v=19$m=4194304,t=3,p=4$BpLnfgDsc2WD8F2q$o/vzA4myCqZZ36bUGsDY//8mKUYNZZaR0t4MFFSs+iM";
    closes_users(&user(argon), "more memory or time");
}

#[test]
fn r63_a_pipe_and_a_device_are_no_files() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_egui-authenticator"));
    let output = command.args(["check", "/dev/zero"]).output().expect("run");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("not a regular file"));
}
