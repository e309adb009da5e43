//! Someone who has the users of a file used in place of those of the server, or looks for the password of the server.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use assert_cmd::Command;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::ports::StoreError;
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::wiring::Paths;
use tempfile::TempDir;

use crate::harness::{ADA, secret};

/// No program listens there.
const AWAY: &str = "postgresql://till1@127.0.0.1:1/auth";

/// A home with a configuration file.
struct Home(TempDir);

impl Home {
    fn with(text: &str) -> Self {
        let home = Self(tempfile::tempdir().expect("a folder"));
        home.write(text);
        home
    }

    fn config(&self) -> PathBuf {
        self.0.path().join("config.yaml")
    }

    fn write(&self, text: &str) {
        fs::write(self.config(), text).expect("written");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let private = fs::Permissions::from_mode(0o600);
            fs::set_permissions(self.config(), private).expect("private");
        }
    }

    fn paths(&self) -> Paths {
        let state = self.0.path().join("state.db");
        Paths::new("authenticator-test", self.config(), state)
    }

    /// Runs a command, and returns what it prints.
    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_egui-authenticator"));
        for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
            command.env(name, self.0.path());
        }
        command.env("LC_ALL", "C").env_remove("LANGUAGE");
        command.env_remove("PGPASSWORD").env_remove("PGPASSFILE");
        command.arg("--config").arg(self.config()).args(arguments);
        let output = command.output().expect("run");
        let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.push_str(&String::from_utf8_lossy(&output.stderr));
        (output.status.code().unwrap_or(-1), text)
    }
}

/// Returns an entry of Ada with her hash of the other tests.
fn users() -> String {
    let hash = bcrypt::hash(ADA.1, 4).expect("a hash");
    let hash = hash.as_str();
    format!(
        "credentials:\n  usernames:\n    ada:\n      email: ada@example.org\n      password: {hash}\n      roles: [admin]\n"
    )
}

fn signs_in(home: &Home) -> Result<(), SignInError> {
    let service = home.paths().service_without_keyring();
    let outcome = service.sign_in().with_password(ADA.0, &secret(ADA.1));
    outcome.map(drop)
}

/// A user of the file from before the move to the server pulls the cable, so that the file is used again. Its backups, which
/// the program made, do not help either.
#[test]
fn r25_a_user_of_the_file_cuts_the_connection_to_the_server() {
    let home = Home::with(&users());
    assert!(signs_in(&home).is_ok());
    let (code, text) = home.run(&["user", "require-change", "ada"]);
    assert_eq!(code, 0, "a backup was made: {text}");
    home.write(&format!("store:\n  postgres: {AWAY}\n"));
    let begun = Instant::now();
    let refused = signs_in(&home);
    assert!(matches!(
        refused,
        Err(SignInError::Store(StoreError::Unavailable(_)))
    ));
    assert!(begun.elapsed() < Duration::from_secs(4));
    let service = home.paths().service_without_keyring();
    let opened = service.set_up().open().map_err(|problem| problem.error);
    assert!(
        matches!(opened, Err(StoreError::Unavailable(_))),
        "no set-up"
    );
    let owner = Caller::LocalOwner(Operator::assume());
    assert_eq!(service.backups().list(owner).ok(), Some(Vec::new()));
    assert_eq!(home.run(&["backups", "restore", "1"]).0, 1);
}

/// A user adds an administrator beside the server, who would be there whenever the server is away.
#[test]
fn r63_users_beside_the_server_are_refused() {
    let home = Home::with(&format!("store:\n  postgres: {AWAY}\n{}", users()));
    let refused = signs_in(&home);
    assert!(matches!(
        refused,
        Err(SignInError::Store(StoreError::Unusable(_)))
    ));
    let (code, text) = home.run(&["check"]);
    assert_eq!(code, 1);
    assert!(text.contains("config.yaml:3:1: error"), "{text}");
    assert!(text.contains("store import"), "{text}");
    assert_eq!(home.run(&["user", "list"]).0, 1);
}

/// A user spoils the section, so that the program takes the file for one with users, or for none at all.
#[test]
fn r63_a_server_that_is_not_understood_never_means_the_users_of_the_file() {
    for store in [
        "store:\n",
        "store: {postgres: }\n",
        "store: {postgres: 'mysql://till1@db.shop/auth'}\n",
        "store: {postgres: 'postgresql://till1@db.shop/auth?sslmode=require'}\n",
        "store: {sqlite: auth.db}\n",
        "Store: {postgres: 'postgresql://till1@db.shop/auth'}\n",
    ] {
        for text in [store.to_owned(), format!("{store}{}", users())] {
            let home = Home::with(&text);
            let refused = signs_in(&home);
            let is_refused = matches!(refused, Err(SignInError::Store(StoreError::Unusable(_))));
            assert!(is_refused, "{text}: {refused:?}");
            let service = home.paths().service_without_keyring();
            let opened = service.set_up().open().map_err(|problem| problem.error);
            assert!(matches!(opened, Err(StoreError::Unusable(_))), "{text}");
        }
    }
}

/// A colleague looks over the shoulder of the owner, who has written the password into the address.
#[test]
fn r54_no_output_shows_the_password_of_the_server() {
    let own = "store:\n  postgres: postgresql://till1:hunter2@127.0.0.1:1/auth\n";
    let wrong = "store:\n  postgres: postgresql://till1:hunter2@db.shop/auth?sslmode=require\n";
    for text in [own, wrong] {
        let home = Home::with(text);
        let log = home.0.path().join("log");
        let log = log.to_str().expect("text");
        for arguments in [
            &["check"][..],
            &["--json", "check"],
            &["user", "list"],
            &["--json", "user", "list"],
            &["--log", log, "--log-level", "trace", "activity", "list"],
        ] {
            let (code, text) = home.run(arguments);
            assert_eq!(code, 1, "{arguments:?}: {text}");
            assert!(!text.contains("hunter2"), "{arguments:?}: {text}");
        }
        let logged = fs::read_to_string(log).unwrap_or_default();
        assert!(!logged.contains("hunter2"), "{logged}");
    }
}
