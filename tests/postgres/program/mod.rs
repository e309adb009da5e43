//! The ready-made program and its commands over a server that the configuration file names.

mod commands;
mod file;
mod kiosk;

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use assert_cmd::Command;
use egui_authenticator::use_cases::{SignInOutcome, UserInput};
use egui_authenticator::users::PersonName;
use egui_authenticator::wiring::Paths;
use egui_authenticator::{Secret, Service};
use tempfile::TempDir;

use crate::server::{Database, Server};

const PASSWORD: &str = "eleven crates of apples";

/// How soon a message is there: three seconds, and one for a computer that is busy with other tests.
const SOON: Duration = Duration::from_secs(4);

/// The files of one computer.
pub struct Computer {
    pub folder: TempDir,
}

impl Computer {
    /// A computer whose configuration file names this server.
    pub fn over(address: &str) -> Self {
        let computer = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        computer.write(address, "");
        computer
    }

    pub fn config(&self) -> PathBuf {
        self.folder.path().join("config.yaml")
    }

    /// Writes the file anew, with more than the server in it.
    fn write(&self, address: &str, rest: &str) {
        let text = format!("store:\n  postgres: \"{address}\"\n{rest}");
        fs::write(self.config(), text).expect("written");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let private = fs::Permissions::from_mode(0o600);
            fs::set_permissions(self.config(), private).expect("private");
        }
    }

    fn paths(&self) -> Paths {
        let state = self.folder.path().join("data/state.db");
        Paths::new("authenticator-test", self.config(), state)
    }

    fn service(&self) -> Service {
        self.paths().service_without_keyring()
    }

    /// Runs a command in a home of its own, and returns its exit code and what it prints.
    pub fn run(
        &self,
        arguments: &[&str],
        input: &str,
        variables: &[(&str, &str)],
    ) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_egui-authenticator"));
        command.env_clear().env("LC_ALL", "C");
        for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
            command.env(name, self.folder.path());
        }
        command.envs(variables.iter().copied());
        command.arg("--config").arg(self.config()).args(arguments);
        let output = command.write_stdin(input).output().expect("run");
        let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.push_str(&String::from_utf8_lossy(&output.stderr));
        (output.status.code().unwrap_or(-1), text)
    }

    fn succeeds(&self, arguments: &[&str]) -> String {
        let (code, text) = self.run(arguments, "", &[]);
        assert_eq!(code, 0, "{arguments:?}: {text}");
        text
    }
}

fn password() -> Secret {
    Secret::new(PASSWORD.to_owned())
}

/// Sets the server up, with `ada` as the administrator.
fn set_up(service: &Service) {
    let ada = UserInput::new("ada", "ada@example.org", PersonName::new("Ada", "Byron"));
    let created = service.set_up().create(&ada, &password());
    assert!(created.is_ok(), "{:?}", created.err());
}

fn shop() -> (Database<'static>, Computer) {
    let database = Server::shared().migrated();
    let computer = Computer::over(&database.address());
    set_up(&computer.service());
    (database, computer)
}

fn signs_in(service: &Service, name: &str) -> bool {
    matches!(
        service.sign_in().with_password(name, &password()),
        Ok(SignInOutcome::SignedIn(_))
    )
}

/// Waits until something is so.
fn eventually(is_so: impl Fn() -> bool) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(10) {
        if is_so() {
            return true;
        }
        thread::sleep(Duration::from_millis(50));
    }
    false
}
