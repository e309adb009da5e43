//! `--log`: what is in the file, and what is not.

use std::fs;
use std::path::Path;
use std::sync::Mutex;

use assert_cmd::Command;
use egui_authenticator::logging::{BYTES_MAX, Level, RotatingFile, subscriber};
use egui_authenticator::service::Service;
use egui_authenticator::service::command::{Job, Ticket};

use crate::harness::{ADA, BOB, Desk, USERS};

const PASSWORD: &str = "a password that is only typed";

fn tool(log: &Path, level: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_egui-authenticator"));
    command.env("LC_ALL", "C").env_remove("LANGUAGE");
    command.env("XDG_DATA_HOME", env!("CARGO_TARGET_TMPDIR"));
    command.arg("--log").arg(log).args(["--log-level", level]);
    command
}

/// Adds a user to a new file, and returns the log.
fn log_of_adding_a_user(level: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("log");
    let config = folder.path().join("config.yaml");
    fs::write(&config, USERS).expect("written");
    let mut command = tool(&log, level);
    command.arg("--config").arg(&config);
    command.args(["user", "add", "zoe", "--email", "zoe@example.org"]);
    command.args([
        "--first-name",
        "Zoe",
        "--last-name",
        "Zed",
        "--password-stdin",
    ]);
    command
        .write_stdin(format!("{PASSWORD}\n"))
        .assert()
        .success();
    fs::read_to_string(log).expect("a log")
}

#[test]
fn the_log_has_a_line_for_each_event_up_to_its_level() {
    let log = log_of_adding_a_user("debug");
    assert!(log.contains("INFO"), "{log}");
    assert!(
        log.contains("egui_authenticator::store::yaml::file: replaced"),
        "{log}"
    );
    let quiet = log_of_adding_a_user("error");
    assert_eq!(quiet, "");
}

#[test]
fn the_log_has_no_password_and_no_event_of_another_crate() {
    let log = log_of_adding_a_user("trace");
    assert!(!log.contains(PASSWORD));
    assert!(!log.contains(ADA.1) && !log.contains(BOB.1));
    for line in log.lines() {
        assert!(line.contains(" egui_authenticator"), "{line}");
    }
}

struct Panics;

impl egui_authenticator::service::command::Command for Panics {
    type Output = ();
    type Part = Service;

    fn run(self, _: &Service) {
        panic!("with a {PASSWORD}");
    }
}

#[test]
fn a_command_is_logged_with_its_name_and_duration_and_a_panic_without_its_text() {
    let desk = Desk::open();
    let log = desk.folder.path().join("log");
    let file = RotatingFile::open(log.clone(), BYTES_MAX).expect("opened");
    let subscriber = subscriber(Mutex::new(file), Level::Debug);
    tracing::subscriber::with_default(subscriber, || {
        assert!(desk.service.run(Job::new(Ticket(1), Panics)).has_panicked());
    });
    let log = fs::read_to_string(log).expect("read");
    assert!(
        log.contains("logging::Panics") && log.contains("panicked"),
        "{log}"
    );
    assert!(log.contains("time.busy="), "{log}");
    assert!(!log.contains(PASSWORD), "{log}");
}

#[test]
fn a_log_that_cannot_be_written_is_an_error() {
    let mut command = tool(Path::new("/no/such/folder/log"), "info");
    let output = command.arg("schema").output().expect("run");
    assert!(!output.status.success());
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(
        error.contains("The log file /no/such/folder/log cannot be written"),
        "{error}"
    );
}
