//! Where programs find the password of a login: in a keyring or a file, and never in what they print.

use std::fs;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::Secret;
use egui_authenticator::service::ports::{TokenVault, VaultError};
use egui_authenticator::store::memory::MemoryVault;
use egui_authenticator::store::postgres::{Client, PostgresOptions};

use crate::login::{self, RIGHT};
use crate::program::Computer;

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_password_comes_from_the_keyring_if_nothing_else_has_one() {
    let _one = login::one();
    let database = login::database();
    assert_eq!(std::env::var("PGPASSWORD").ok(), None, "it comes first");
    let address = database.address().replace("owner@", "till1@");
    let vault = |password: &str| {
        let vault = MemoryVault::default();
        let vault: Arc<dyn TokenVault> = Arc::new(vault);
        vault
            .write(&Secret::new(password.to_owned()))
            .expect("kept");
        vault
    };
    let connects = |address: &str, password: &str| {
        let options = PostgresOptions::parse(address).expect("an address");
        let options = options.with_keyring(vault(password));
        let client = Client::connect(&options).expect("a client");
        client.plan_migration().is_ok()
    };
    assert!(connects(&address, RIGHT));
    assert!(!connects(&address, "hunter-wrong"));
    let given = address.replace("till1@", &format!("till1:{RIGHT}@"));
    assert!(connects(&given, "hunter-wrong"), "that of the address");
}

/// A keyring that answers late, or never has a password.
struct Stubborn {
    wait: Duration,
    answer: Result<&'static str, VaultError>,
}

impl TokenVault for Stubborn {
    fn probe(&self) -> Result<(), VaultError> {
        Ok(())
    }

    fn read(&self) -> Result<Option<Secret>, VaultError> {
        thread::sleep(self.wait);
        self.answer.map(|text| Some(Secret::new(text.to_owned())))
    }

    fn write(&self, _: &Secret) -> Result<(), VaultError> {
        Err(VaultError::Failed)
    }

    fn clear(&self) -> Result<(), VaultError> {
        Err(VaultError::Failed)
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn a_slow_keyring_is_waited_for_once_and_a_locked_one_is_named() {
    let _one = login::one();
    let database = login::database();
    let address = database.address().replace("owner@", "till1@");
    let client = |wait, answer| {
        let options = PostgresOptions::parse(&address).expect("an address");
        let options = options.with_keyring(Arc::new(Stubborn { wait, answer }));
        Client::connect(&options).expect("a client")
    };
    let slow = client(Duration::from_millis(2_400), Ok(RIGHT));
    assert!(slow.plan_migration().is_ok());
    let begun = Instant::now();
    assert!(slow.plan_migration().is_ok());
    assert!(begun.elapsed() < Duration::from_secs(1), "it is kept");
    let locked = client(Duration::ZERO, Err(VaultError::Locked));
    let error = locked
        .plan_migration()
        .expect_err("no password")
        .to_string();
    assert!(error.contains("is locked"), "{error}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r54_commands_take_the_password_from_a_file_and_never_show_it() {
    let _one = login::one();
    let database = login::database();
    let address = database.address().replace("owner@", "till1@");
    let computer = Computer::over(&address);
    let file = computer.folder.path().join("pgpass");
    let passwords = file.to_str().expect("text");
    for (password, is_right) in [(RIGHT, true), ("hunter-wrong", false)] {
        fs::write(&file, format!("*:*:*:till1:{password}\n")).expect("written");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("private");
        }
        let log = computer.folder.path().join("log");
        let log = log.to_str().expect("text");
        for arguments in [
            &["check"][..],
            &["--json", "check"],
            &["--log", log, "--log-level", "trace", "check"],
        ] {
            let (code, text) = computer.run(arguments, "", &[("PGPASSFILE", passwords)]);
            assert_eq!(code == 0, is_right, "{text}");
            assert!(!text.contains("hunter"), "{text}");
        }
        let logged = fs::read_to_string(log).expect("a log");
        assert!(!logged.contains("hunter"), "{logged}");
    }
}
