//! The program itself, as an attacker with a shell runs it.

use assert_cmd::Command;
use std::path::Path;

/// Runs the program on the file at `config`; returns whether it succeeded, and what it printed.
pub fn run(config: &Path, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_egui-authenticator"));
    let folder = config.parent().expect("a folder");
    command.env("XDG_DATA_HOME", folder).current_dir(folder);
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command.env("LC_ALL", "C").env_remove("LANGUAGE");
    command.arg("--config").arg(config).args(arguments);
    let output = command.output().expect("run");
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8(printed).expect("UTF-8");
    (output.status.success(), printed)
}
