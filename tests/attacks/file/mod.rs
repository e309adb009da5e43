//! Someone who edits, moves, restores or removes files.

mod access;
mod edits;
mod identity;
mod removed;
mod restored;

#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;
#[cfg(unix)]
use std::path::PathBuf;
use std::process::Command;

use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::sign_in::SignInError;

use crate::harness::{Desk, secret};

const OWNER: Caller<'static> = Caller::LocalOwner(Operator::assume());

/// An administrator and a user, whose passwords are hashed at the lowest cost.
const USERS: &str = "credentials:
  usernames:
    ada: {email: ada@example.org, first_name: Ada, password: $2b$04$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW, roles: [admin]}
    bob: {email: bob@example.org, first_name: Bob, password: $2b$04$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW}
views:
  hand:
    title: Handbook
    users: [\"*\"]
    kind: markdown
    file: handbook.md
";

/// A configuration file that only its owner can reach, with a page and a folder for the state.
struct Shop {
    folder: tempfile::TempDir,
}

impl Shop {
    fn open() -> Self {
        let shop = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        for (name, text) in [("config.yaml", USERS), ("handbook.md", "# Hello\n")] {
            std::fs::write(shop.path(name), text).expect("written");
            shop.set_mode(name, 0o600);
        }
        std::fs::create_dir_all(shop.path("data")).expect("made");
        shop
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn set_mode(&self, name: &str, mode: u32) {
        #[cfg(unix)]
        {
            let mode = std::fs::Permissions::from_mode(mode);
            std::fs::set_permissions(self.path(name), mode).expect("set");
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_egui-authenticator"));
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
        command.env("LC_ALL", "C").env_remove("LANGUAGE");
        command.env("XDG_DATA_HOME", self.path("data"));
        command.env("HOME", self.folder.path());
        command.arg("--config").arg(self.path("config.yaml"));
        command.args(arguments);
        command
    }
}

/// Returns the exit code of a command and what it printed.
fn run(mut command: Command) -> (i32, String) {
    let output = command.output().expect("run");
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    (output.status.code().unwrap_or(-1), text)
}

/// What a sign-in with this password says.
fn refusal(desk: &Desk, (login, password): (&str, &str)) -> Option<SignInError> {
    let signed_in = desk.service.sign_in();
    signed_in.with_password(login, &secret(password)).err()
}
