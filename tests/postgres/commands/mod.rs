//! The commands `store …` of the program itself, each computer with a home of its own.

mod added_again;
mod backup;
mod computers;
mod joining;
mod kinds;
mod kiosk;
mod manual;
mod outcomes;
mod replace;
mod restricted;
mod restricted_checks;
mod security;
mod set_up;
mod settings;
mod transfer;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use egui_authenticator::wiring::Paths;
use egui_authenticator::{Secret, Service};
use serde_json::Value as Json;
use tempfile::TempDir;

use crate::server::{Held, Server};

/// A server on which computers need their passwords.
static SERVER: LazyLock<Server> = LazyLock::new(|| {
    let server = Server::start(&["fsync = off"]);
    let computers = "+auth_owner,+auth_waiting,+auth_computer,+auth_waiting_computer";
    admit(
        &server,
        &format!("host all {computers} 127.0.0.1/32 scram-sha-256"),
    );
    server
});

/// Lets a server admit computers by this rule, and its owner without a password.
pub fn admit(server: &Server, rule: &str) {
    let rules = format!("local all all trust\n{rule}\nhost all owner 127.0.0.1/32 trust\n");
    let rules = rules + "host all all 127.0.0.1/32 scram-sha-256";
    let written = format!(
        "COPY (SELECT unnest(string_to_array($rules${rules}$rules$, E'\\n'))) TO PROGRAM 'cat > pg_hba.conf'"
    );
    server.sql("postgres", &written);
    server.sql("postgres", "SELECT pg_reload_conf()");
}

/// The password of all users.
pub const PASSWORD: &str = "a whale in the teapot";

/// The hash of the password of all users.
static HASH: LazyLock<String> = LazyLock::new(|| {
    let typed = format!("{PASSWORD}\n");
    let printed = Home::new().run_with(&["hash", "--cost", "10"], &typed);
    printed.expect_good().trim().to_owned()
});

/// Returns a configuration file with `ada`, an administrator, and `bob`, both with the password `a whale in the teapot`.
pub fn users() -> String {
    include_str!("users.yaml").replace("HASH", &HASH)
}

/// The home folder of one computer.
pub struct Home(TempDir);

/// What a command has printed.
pub struct Printed {
    pub is_good: bool,
    pub out: String,
    pub error: String,
}

impl Printed {
    /// Returns what was printed as JSON.
    pub fn json(&self) -> Json {
        assert!(self.is_good, "{}{}", self.out, self.error);
        serde_json::from_str(&self.out).expect("JSON")
    }

    /// Fails if the command did.
    pub fn expect_good(self) -> String {
        assert!(self.is_good, "{}{}", self.out, self.error);
        self.out
    }

    /// Fails if the command did not, and returns the error.
    pub fn expect_error(self) -> String {
        assert!(!self.is_good, "{}", self.out);
        self.error
    }
}

impl Home {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Returns a command of the program in this home, without a keyring.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_egui-authenticator"));
        command
            .env_clear()
            .env("HOME", self.path())
            .env("LANG", "C")
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Printed {
        self.run_with(arguments, "")
    }

    /// Runs a command with this standard input.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Printed {
        let mut child = self.command(arguments).spawn().expect("started");
        let mut pipe = child.stdin.take().expect("a pipe");
        pipe.write_all(input.as_bytes()).expect("written");
        drop(pipe);
        let output = child.wait_with_output().expect("ended");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Printed {
            is_good: output.status.success(),
            out: text(&output.stdout),
            error: text(&output.stderr),
        }
    }

    /// Writes a file, and returns its path.
    pub fn write(&self, name: &str, text: &str) -> String {
        let path = self.path().join(name);
        std::fs::write(&path, text).expect("written");
        path.display().to_string()
    }

    /// Returns the file with the configuration.
    pub fn config(&self) -> PathBuf {
        self.path().join(".config/egui-authenticator/config.yaml")
    }

    /// Returns the files, for the use cases.
    pub fn paths(&self) -> Paths {
        let state = self.path().join(".local/share/egui-authenticator/state.db");
        Paths::new("egui-authenticator", self.config(), state)
    }
}

/// A database of a test, which `store init` has created.
pub struct Shop {
    pub database: String,
    /// The computer of the administrator.
    pub office: Home,
}

impl Shop {
    pub fn open() -> Self {
        let shop = Self {
            database: format!("shop{}", number()),
            office: Home::new(),
        };
        shop.init().expect_good();
        shop
    }

    pub fn init(&self) -> Printed {
        let arguments = ["store", "init", &admin(), "--database", &self.database];
        self.office.run(&arguments)
    }

    /// Adds a trusted computer, and returns its address and code.
    pub fn add(&self, name: &str) -> [String; 2] {
        self.add_with(name, &["--trusted"])
    }

    /// Adds a restricted computer, and returns its address and code.
    pub fn add_restricted(&self, name: &str) -> [String; 2] {
        self.add_with(name, &[])
    }

    fn add_with(&self, name: &str, options: &[&str]) -> [String; 2] {
        let arguments = ["--json", "store", "add-computer", name, &admin()];
        let more = ["--database", &self.database];
        let added = self
            .office
            .run(&[&arguments[..], &more, options].concat())
            .json();
        ["address", "code"].map(|key| added[key].as_str().expect(key).to_owned())
    }

    /// Expects that a computer cannot be added because it has joined.
    pub fn expect_added_before(&self, name: &str) {
        let arguments = ["store", "add-computer", name, &admin()];
        let more = ["--database", &self.database];
        let error = self.office.run(&[&arguments[..], &more].concat());
        let error = error.expect_error();
        assert!(error.contains("already"), "{error}");
    }

    /// Adds a trusted computer, which joins.
    pub fn joined(&self, name: &str) -> Home {
        Self::home(&self.add(name))
    }

    /// Adds a restricted computer, which joins.
    pub fn joined_restricted(&self, name: &str) -> Home {
        Self::home(&self.add_restricted(name))
    }

    fn home([address, code]: &[String; 2]) -> Home {
        let home = Home::new();
        join(&home, address, code).expect_good();
        home
    }

    /// Puts empty tables of an earlier version in place of the tables.
    pub fn go_back_to(&self, version: usize) {
        const EARLIER: [&str; 2] = [
            concat!(
                include_str!("../../../src/store/postgres/schema/0001_users.sql"),
                include_str!("../../../src/store/postgres/schema/0001_state.sql"),
            ),
            include_str!("../../../src/store/postgres/schema/0002_computers.sql"),
        ];
        let [create, as_owner] = [
            include_str!("../../../src/store/postgres/schema/create.sql"),
            include_str!("../../../src/store/postgres/schema/as_owner.sql"),
        ];
        let scripts = EARLIER[..version].concat();
        self.sql(&format!(
            "SET client_min_messages = error; DROP SCHEMA auth, auth_inner CASCADE; {create}
            SET search_path = auth_inner, pg_temp; {as_owner} {scripts}
            UPDATE auth_inner.version SET number = {version}"
        ));
    }

    /// Shuts a computer out.
    pub fn revoke(&self, name: &str) -> Printed {
        let arguments = ["store", "revoke-computer", name, &admin()];
        self.office.run(&arguments)
    }

    /// Runs statements in a transaction that stays open.
    pub fn hold(&self, statements: &str) -> Held {
        SERVER.hold(&self.database, statements)
    }

    /// Waits until a statement returns this.
    pub fn wait_for(&self, statement: &str, result: &str) {
        SERVER.wait_for(&self.database, statement, result);
    }

    /// Runs statements as the owner of the server.
    pub fn sql(&self, statements: &str) -> String {
        SERVER.sql(&self.database, statements)
    }
}

pub fn join(home: &Home, address: &str, code: &str) -> Printed {
    home.run_with(&["store", "join", address, "--code-stdin"], code)
}

/// Returns `true` if the administrator of [`users`] signs in with a password.
pub fn signs_in(service: &Service) -> bool {
    let password = Secret::new(PASSWORD.to_owned());
    let outcome = service.sign_in().with_password("ada", &password);
    outcome.is_ok_and(|outcome| outcome.session_view().is_some())
}

/// Creates an administrator of the server with the password `hunter2`, who is no superuser, as `docs/several-computers.md` says.
pub fn create_administrator(name: &str) {
    // Another administrator has set up a database before.
    drop(Shop::open());
    SERVER.sql(
        "postgres",
        &format!(
            "CREATE ROLE {name} LOGIN PASSWORD 'hunter2' CREATEDB CREATEROLE;
             DO $do$ BEGIN
                 IF current_setting('server_version_num')::integer >= 160000 THEN
                     EXECUTE '{}';
                 END IF;
             END $do$",
            granted().replace(" dba", &format!(" {name}"))
        ),
    );
}

/// The statement of `docs/several-computers.md` for another administrator.
fn granted() -> &'static str {
    let page = include_str!("../../../docs/several-computers.md");
    let start = page
        .find("GRANT auth_owner, auth_waiting")
        .expect("documented");
    page[start..].split(';').next().expect("its end")
}

/// Returns the address of the administrator.
pub fn admin() -> String {
    format!("postgresql://owner@127.0.0.1:{}/postgres", SERVER.port())
}

/// Returns a number that no other test has.
pub fn number() -> u32 {
    static COUNT: AtomicU32 = AtomicU32::new(1);
    COUNT.fetch_add(1, Ordering::Relaxed)
}
