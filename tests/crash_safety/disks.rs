//! Disks that are full and folders that cannot be written (R62).

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::changes::{start, write};

const CHANGE: [&str; 5] = ["user", "set", "user1", "--first-name", "Other"];

/// Keeps what is recorded out of the home of the user who runs the tests.
const DATA: (&str, &str) = ("XDG_DATA_HOME", env!("CARGO_TARGET_TMPDIR"));

fn tool() -> &'static str {
    env!("CARGO_BIN_EXE_egui-authenticator")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The change fails with a message that says why, and the file is as it was, without leftovers.
fn is_refused(output: &Output, file: &Path, before: &str, reason: &str) {
    let said = said(output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("cannot be saved"), "{said}");
    assert!(said.contains(reason), "{said}");
    assert_eq!(fs::read_to_string(file).expect("read"), before);
}

fn succeeds(file: &Path) {
    let mut command = Command::new(tool());
    command.env(DATA.0, DATA.1);
    let output = command.arg("--config").arg(file).args(CHANGE).output();
    let output = output.expect("run");
    assert!(
        output.status.success(),
        "a later save works: {}",
        said(&output)
    );
    assert!(fs::read_to_string(file).expect("read").contains("Other"));
}

/// Limits of every size up to that of the file, so that every write is the one that fails. The
/// signal that comes with the limit is ignored once, and kills the program the other time.
pub fn file_size_limit() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("config.yaml");
    let before = start();
    write(&file, &before);
    let blocks = before.len() / 1024;
    for limit in 0..=blocks {
        for trap in ["trap '' XFSZ;", ""] {
            let script = format!("{trap} ulimit -f {limit}; exec \"$@\"");
            let mut shell = Command::new("bash");
            shell.env(DATA.0, DATA.1);
            let shell = shell.args(["-c", &script, "bash", tool(), "--config"]);
            let output = shell.arg(&file).args(CHANGE).output().expect("run");
            if trap.is_empty() {
                assert!(!output.status.success(), "no false success");
                assert!(output.stdout.is_empty(), "no false success");
                assert_eq!(fs::read_to_string(&file).expect("read"), before);
            } else {
                is_refused(&output, &file, &before, "File too large");
            }
        }
    }
    succeeds(&file);
}

/// Runs the change in a mount namespace of its own, after `prepare`.
fn in_a_namespace(prepare: &str, folder: &Path) -> Output {
    let script = format!("set -e; {prepare}; shift; exec \"$@\"");
    let mut command = Command::new("unshare");
    command.env(DATA.0, DATA.1);
    command.args(["-rm", "bash", "-c", &script, "bash"]);
    let command = command.arg(folder).arg(tool()).arg("--config");
    let command = command.arg(folder.join("config.yaml")).args(CHANGE);
    command.output().expect("unshare")
}

pub fn full_disk() {
    let folder = tempfile::tempdir().expect("a folder");
    let before = start();
    let copy = folder.path().join("before.yaml");
    write(&copy, &before);
    let mount = folder.path().join("disk");
    fs::create_dir(&mount).expect("made");
    let mut refusals = 0;
    // From no room at all to room for everything.
    for kibibytes in (4..=64).step_by(4) {
        let (disk, copy) = (mount.display(), copy.display());
        let prepare = format!(
            "mount -t tmpfs -o size=128k tmpfs '{disk}'; cp -p '{copy}' '{disk}/config.yaml'; \
             head -c $((128 * 1024 - {kibibytes} * 1024)) /dev/zero > '{disk}/filler' 2>/dev/null || true"
        );
        let script = format!(
            "set -e; {prepare}; shift; set +e; \"$@\"; code=$?; cmp -s '{copy}' '{disk}/config.yaml' && echo same; \
             rm '{disk}/filler'; \"$@\" >/dev/null && grep -q Other '{disk}/config.yaml' && echo later; exit $code"
        );
        let mut command = Command::new("unshare");
        command.env(DATA.0, DATA.1);
        command.env(DATA.0, DATA.1);
        command.args(["-rm", "bash", "-c", &script, "bash"]);
        let command = command.arg(&mount).arg(tool()).arg("--config");
        let command = command.arg(mount.join("config.yaml")).args(CHANGE);
        let output = command.output().expect("unshare");
        let out = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            out.contains("later"),
            "a later save works: {out}{}",
            said(&output)
        );
        if output.status.success() {
            continue;
        }
        assert!(said(&output).contains("No space left"), "{}", said(&output));
        assert!(out.contains("same"), "the old file is intact: {out}");
        assert!(!out.contains("changed"), "no false success: {out}");
        refusals += 1;
    }
    println!("{refusals} sizes of disk were too small");
    assert!(refusals > 1, "the disk was never full");
}

pub fn read_only_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let before = start();
    let file = folder.path().join("config.yaml");
    write(&file, &before);
    let path = folder.path().display();
    let prepare = format!("mount --bind '{path}' '{path}'; mount -o remount,ro,bind '{path}'");
    let output = in_a_namespace(&prepare, folder.path());
    is_refused(&output, &file, &before, "Read-only");
    succeeds(&file);
}

/// Signs in on a disk that is full: a process of its own, in a mount namespace.
pub fn sign_in_on_a_full_disk() {
    let folder = tempfile::tempdir().expect("a folder");
    let mount = folder.path().join("disk");
    fs::create_dir(&mount).expect("made");
    let disk = mount.display();
    let script = format!("set -e; mount -t tmpfs -o size=1m tmpfs '{disk}'; shift; exec \"$@\"");
    let mut command = Command::new("unshare");
    command.args(["-rm", "bash", "-c", &script, "bash"]);
    let command = command
        .arg(&mount)
        .arg(std::env::current_exe().expect("this"));
    let output = command.args(["worker", "full disk"]).arg(&mount).output();
    let output = output.expect("unshare");
    assert!(output.status.success(), "{}", said(&output));
}
