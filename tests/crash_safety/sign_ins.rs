//! Very many sign-ins, and sign-ins on a full disk.

use std::fs;
use std::path::Path;
use std::process::Command;

use egui_authenticator::domain::secret::Secret;
use egui_authenticator::service::sign_in::SignInError;

use super::number;
use super::secrets::Desk;

/// Kilobytes of memory in use, and open files.
fn use_of_the_system() -> (usize, usize) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let memory = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
    let files = fs::read_dir("/proc/self/fd").map_or(0, Iterator::count);
    (memory.unwrap_or_default(), files)
}

/// In a process of its own, so that no other test's memory and files are counted.
pub fn many_sign_ins() {
    let mut command = Command::new(std::env::current_exe().expect("this"));
    let output = command.args(["worker", "sign-ins"]).output().expect("run");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    print!("{}", String::from_utf8_lossy(&output.stdout));
}

/// Signs in very often, and looks at what that leaves behind.
pub fn sign_in_often() {
    let shared_memory = Path::new("/dev/shm");
    let folder = if shared_memory.is_dir() {
        tempfile::tempdir_in(shared_memory)
    } else {
        tempfile::tempdir()
    };
    let folder = folder.expect("a folder");
    let desk = Desk::new(folder.path());
    let count = number("SIGN_INS", 1_000);
    let right = Secret::new("correct horse battery staple".to_owned());
    let wrong = Secret::new("wrong".to_owned());
    let mut before = (0, 0);
    for n in 0..count {
        if n == count / 4 {
            before = use_of_the_system();
        }
        assert!(desk.service.sign_in().with_password("ada", &wrong).is_err());
        drop(desk.session("ada", &right));
        desk.clock.advance(1);
    }
    let after = use_of_the_system();
    assert_eq!(before.1, after.1, "open files");
    let grown = after.0.saturating_sub(before.0);
    assert!(
        grown < 4_096,
        "{before:?} became {after:?}: grown by {grown} kB"
    );
    println!("{count} sign-ins: {before:?} became {after:?} (kB, open files)");
}

/// Signs in while the disk of `folder` is full, and after it has room again.
pub fn on_a_full_disk(folder: &Path) {
    let desk = Desk::new(folder);
    let right = Secret::new("correct horse battery staple".to_owned());
    let wrong = Secret::new("wrong".to_owned());
    drop(desk.session("ada", &right));
    let filler = folder.join("filler");
    let mut file = fs::File::create(&filler).expect("made");
    while std::io::Write::write_all(&mut file, &[0; 512]).is_ok() {}
    drop(file);
    let session = desk.session("ada", &right);
    let refreshed = desk
        .service
        .sessions()
        .refresh(&session)
        .expect("the session continues");
    assert!(refreshed.audit_failure.is_some(), "it is told");
    for _ in 0..5 {
        assert!(desk.service.sign_in().with_password("ada", &wrong).is_err());
    }
    let locked = desk
        .service
        .sign_in()
        .with_password("ada", &right)
        .expect_err("locked");
    assert!(matches!(locked, SignInError::Locked(_)), "{locked}");
    desk.clock.advance(31);
    drop(desk.session("ada", &right));
    fs::remove_file(&filler).expect("removed");
    desk.clock.advance(1);
    let session = desk.session("ada", &right);
    let refreshed = desk
        .service
        .sessions()
        .refresh(&session)
        .expect("the session continues");
    assert_eq!(refreshed.audit_failure, None);
}
