//! Generations of the credential file: the last good ones, kept before each change (R64).
//!
//! They lie in a folder beside the file, numbered in the order in which they were made, so that a
//! clock that is set back cannot mix them up. A generation that holds a password in plain text is
//! not kept: the change that hashes it would be for nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::service::ports::StoreError;

use crate::store::yaml::file::{
    Bytes, beside, remove_leftovers, sync_folder, unwritable, write_beside,
};

/// How many generations are kept of each kind.
const KEPT: usize = 5;
const GOOD: &str = ".yaml";
const BROKEN: &str = ".broken.yaml";

/// A generation that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its number; later ones have greater numbers.
    pub number: u64,
    /// The file.
    pub path: PathBuf,
    /// When it was kept.
    pub kept_at: SystemTime,
    /// Its size, in bytes.
    pub size: u64,
    /// Whether it could be used: one that could not was put aside by a restore.
    pub is_good: bool,
}

/// What is kept of the file at `target`, oldest first.
pub(crate) fn list(target: &Path) -> Vec<Backup> {
    let entries = fs::read_dir(folder_of(target)).into_iter().flatten();
    let mut backups: Vec<_> = entries.flatten().filter_map(|e| backup(&e)).collect();
    backups.sort_by_key(|backup| backup.number);
    backups
}

fn backup(entry: &fs::DirEntry) -> Option<Backup> {
    let name = entry.file_name();
    let name = name.to_str()?;
    let (number, is_good) = match name.strip_suffix(BROKEN) {
        Some(number) => (number, false),
        None => (name.strip_suffix(GOOD)?, true),
    };
    let metadata = entry.metadata().ok()?;
    Some(Backup {
        number: number.parse().ok()?,
        path: entry.path(),
        kept_at: metadata.modified().ok()?,
        size: metadata.len(),
        is_good,
    })
}

/// Keeps a copy of the file's bytes and removes the oldest beyond the five of its kind.
pub(crate) fn keep(target: &Path, bytes: &Bytes, is_good: bool) -> Result<(), StoreError> {
    let folder = folder_of(target);
    let io = |error: std::io::Error| unwritable(&error);
    crate::store::platform::make_private_folder(&folder).map_err(io)?;
    remove_leftovers(&folder, ".");
    let mut kept = list(target);
    let newest = kept.iter().rev().find(|backup| backup.is_good == is_good);
    let is_same = |backup: &Backup| fs::read(&backup.path).is_ok_and(|b| b == bytes.as_bytes());
    if newest.is_some_and(is_same) {
        return Ok(());
    }
    let number = kept.last().map_or(1, |last| last.number + 1);
    let suffix = if is_good { GOOD } else { BROKEN };
    let path = folder.join(format!("{number:06}{suffix}"));
    let file = write_beside(&path, bytes.as_bytes()).map_err(io)?;
    file.persist_noclobber(&path)
        .map_err(|error| unwritable(&error.error))?;
    sync_folder(&path).map_err(io)?;
    kept.retain(|backup| backup.is_good == is_good);
    let too_many = (kept.len() + 1).saturating_sub(KEPT);
    for old in &kept[..too_many] {
        // An old one too many is in nobody's way.
        drop(fs::remove_file(&old.path));
    }
    Ok(())
}

fn folder_of(target: &Path) -> PathBuf {
    beside(target, ".backups")
}
