//! The configuration file as a whole: what is read, what is refused and where, what a change leaves
//! alone.

mod changes;
mod forms;
#[cfg(windows)]
mod held;
mod mail;
mod pages;
mod problems;
mod reading;
mod roles;
mod server;

use std::fs;
use std::path::Path;

use crate::domain::credential::StoredHash;
use crate::domain::problem::{Cause, Problem, Severity};
use crate::store::yaml::{YamlStore, read};

const HASH: &str = "$2b$12$EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW";

/// The example of the peer's README, as people have it on disk.
const PEER: &str = include_str!("../../../../tests/fixtures/peer.yaml");

struct Fixture {
    folder: tempfile::TempDir,
    store: YamlStore,
}

fn store(text: &str) -> Fixture {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("config.yaml");
    fs::write(&path, text).expect("written");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("private");
    }
    Fixture {
        store: YamlStore::new(path),
        folder,
    }
}

fn problems(text: &str) -> Vec<(usize, usize, Cause)> {
    let (_, problems) = read::read(text, Path::new("."));
    let row = |p: Problem| (p.position.line, p.position.column, p.cause);
    problems.into_iter().map(row).collect()
}

fn errors(text: &str) -> Vec<(usize, usize, Cause)> {
    let mut problems = problems(text);
    problems.retain(|(_, _, cause)| cause.severity() == Severity::Error);
    problems
}

fn hash() -> StoredHash {
    StoredHash::parse(HASH).expect("a hash")
}
