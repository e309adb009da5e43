//! Backups of the configuration file, made before each change (R64).
//!
//! They are in a folder beside the file and numbered in the order in which they were made, so that setting the clock
//! back cannot change their order. A file with a password in plain text is not backed up, because the change that
//! hashes the password would be pointless otherwise.

use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::timestamp::Timestamp;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{Backup, StoreError};

use crate::store::held;
use crate::store::owner::make_folder;
use crate::store::yaml::file::{
    Bytes, beside, remove_leftovers, sync_folder, unwritable, write_beside,
};

/// Number of backups of each kind.
const KEPT: usize = 5;
const GOOD: &str = ".yaml";
const BROKEN: &str = ".broken.yaml";

/// Returns the backups of `target`, oldest first.
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
    let metadata = entry.metadata().or_log("look at a backup")?;
    let modified = metadata.modified().or_log("read the time of a backup")?;
    let modified = jiff::Timestamp::try_from(modified).or_log("read the time of a backup")?;
    Some(Backup {
        number: number.parse().ok()?,
        path: entry.path(),
        kept_at: Timestamp::from_seconds(modified.as_second()),
        size: metadata.len(),
        is_good,
    })
}

/// Makes a backup unless the newest one is the same, and removes the oldest beyond [`KEPT`].
pub(crate) fn keep(target: &Path, bytes: &Bytes, is_good: bool) -> Result<(), StoreError> {
    let folder = folder_of(target);
    let io = |error: std::io::Error| unwritable(target, &error);
    make_folder(&folder, Some(target)).map_err(io)?;
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
    let file = write_beside(&path, bytes.as_bytes(), target).map_err(io)?;
    held::create(file, &path).map_err(io)?;
    sync_folder(&path).map_err(io)?;
    kept.retain(|backup| backup.is_good == is_good);
    let too_many = (kept.len() + 1).saturating_sub(KEPT);
    for old in &kept[..too_many] {
        // One old backup too many does no harm.
        if let Err(error) = fs::remove_file(&old.path) {
            tracing::warn!(number = old.number, %error, "old backup cannot be removed");
        }
    }
    Ok(())
}

fn folder_of(target: &Path) -> PathBuf {
    beside(target, ".backups")
}
