//! Session slots: one locked file for each open session, in a folder beside the state database.
//!
//! The system releases the lock when the process ends, however it ends, so that an ended session does not take up a
//! slot.

#![expect(clippy::incompatible_msrv, reason = "`sqlite` needs Rust 1.89")]

use std::collections::HashSet;
use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use crate::domain::account_id::AccountId;
use crate::domain::remember_me::hex;
use crate::domain::settings::Sessions;
use crate::service::ports::{SessionLimitError, SessionSlot, StateError};

use crate::store::held;
use crate::store::owner::{give, make_folder, open_private};

/// How long to wait for another process.
const PATIENCE: Duration = Duration::from_secs(5);

/// The suffix of the file of a slot.
const SUFFIX: &str = ".slot";

/// A claimed slot.
struct Claimed {
    path: PathBuf,
    // Locked as long as it is open.
    _file: File,
}

impl Drop for Claimed {
    fn drop(&mut self) {
        // A file that is left is not locked; the next search removes it.
        if let Err(error) = fs::remove_file(&self.path) {
            tracing::debug!(%error, "file of a session slot cannot be removed");
        }
    }
}

/// Claims a slot in `folder` for a user of the configuration file `slot`, if the limits leave one.
pub(crate) fn take(
    folder: &Path,
    slot: &str,
    account: AccountId,
    limits: Sessions,
) -> Result<SessionSlot, SessionLimitError> {
    let failed = |error| io_failure(&error);
    make_folder(folder, None).map_err(failed)?;
    let gate = gate(folder)?;
    enter(&gate).map_err(failed)?;
    let (slot, user) = (digest(slot), digest(&account.to_string()));
    let others = others(folder, &slot).map_err(failed)?;
    SessionLimitError::check(limits, others.contains(&user), others.len())?;
    let named = tempfile::Builder::new()
        .prefix(&format!("{slot}-{user}-"))
        .suffix(SUFFIX)
        .tempfile_in(folder)
        .map_err(failed)?;
    let (file, path) = named.keep().map_err(|error| failed(error.error))?;
    give(&file, folder);
    file.lock().map_err(failed)?;
    Ok(SessionSlot::new(Claimed { path, _file: file }))
}

/// Locks the file of quick unlock in `folder` until the result is dropped. It is no slot of a session.
pub(crate) fn quick_unlock_gate(folder: &Path) -> Result<SessionSlot, StateError> {
    let failed = |error| io_failure(&error);
    make_folder(folder, None).map_err(failed)?;
    let file = open_private(&folder.join("quick-unlock"), folder).map_err(failed)?;
    enter(&file).map_err(|error| match error.kind() {
        ErrorKind::WouldBlock => StateError::Busy,
        _ => io_failure(&error),
    })?;
    Ok(SessionSlot::new(file))
}

/// Returns those of these accounts that have a slot for the configuration file `slot`.
pub(crate) fn taken(
    folder: &Path,
    slot: &str,
    accounts: &[AccountId],
) -> Result<Vec<AccountId>, StateError> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let gate = gate(folder)?;
    let failed = |error| io_failure(&error);
    enter(&gate).map_err(failed)?;
    let others = others(folder, &digest(slot)).map_err(failed)?;
    let has_one = |account: &&AccountId| others.contains(&digest(&account.to_string()));
    Ok(accounts.iter().filter(has_one).copied().collect())
}

/// Returns the error of a state store for a file or folder that cannot be used.
pub(crate) fn io_failure(error: &std::io::Error) -> StateError {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StateError::Full,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            StateError::Denied(error.to_string())
        }
        _ => StateError::Unavailable(error.to_string()),
    }
}

/// Opens the file that is locked while a slot is searched for.
fn gate(folder: &Path) -> Result<File, StateError> {
    let gate = open_private(&folder.join("gate"), folder);
    gate.map_err(|error| io_failure(&error))
}

/// Waits for other processes that search for a slot, up to a time limit.
fn enter(gate: &File) -> std::io::Result<()> {
    let start = Instant::now();
    loop {
        match gate.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Returns the digests of the accounts that have a slot, and removes the files of processes that have ended.
fn others(folder: &Path, slot: &str) -> std::io::Result<HashSet<String>> {
    let mut others = HashSet::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str().and_then(|name| name.strip_suffix(SUFFIX)) else {
            continue;
        };
        let Some((of, user)) = name.split_once('-') else {
            continue;
        };
        // Its process may have ended meanwhile.
        let Some(file) = held::open_unless_removed(&entry.path())? else {
            continue;
        };
        match file.try_lock() {
            Ok(()) => {
                // Windows removes a file only when it is closed everywhere. It is not locked, so that nothing depends on it.
                drop(file);
                match fs::remove_file(entry.path()) {
                    Err(error) if !is_being_removed(&error) => return Err(error),
                    // Removed, or its process has removed it meanwhile.
                    _ => {}
                }
            }
            Err(TryLockError::WouldBlock) if of == slot => {
                let user = user.split('-').next().unwrap_or_default();
                others.insert(user.to_owned());
            }
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Ok(others)
}

/// Returns `true` if a file is gone, or another process may be removing it.
fn is_being_removed(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::NotFound | ErrorKind::PermissionDenied
    )
}

/// Returns a part of the name of a file that does not reveal the text.
pub(crate) fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes())[..12])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::username::Username;

    fn id(username: &str) -> AccountId {
        AccountId::of_username(&Username::parse(username).expect("a username"))
    }

    const ONCE: Sessions = Sessions {
        single: true,
        max_users: None,
        max_hours: None,
    };
    const TWO: Sessions = Sessions {
        single: false,
        max_users: Some(2),
        max_hours: None,
    };

    #[test]
    fn with_one_session_per_user_a_second_one_is_refused_until_the_first_ends() {
        let folder = tempfile::tempdir().expect("a folder");
        let take = |user| take(folder.path(), "file", id(user), ONCE);
        let ada = take("ada").expect("a slot");
        assert_eq!(take("ada").err(), Some(SessionLimitError::AlreadyIn));
        assert!(take("bob").is_ok());
        drop(ada);
        assert!(take("ada").is_ok());
    }

    #[test]
    fn the_session_limit_of_a_file_is_enforced() {
        let folder = tempfile::tempdir().expect("a folder");
        let take = |slot, user| take(folder.path(), slot, id(user), TWO);
        let _ada = take("file", "ada").expect("a slot");
        let bob = take("file", "bob").expect("a slot");
        assert_eq!(take("file", "eve").err(), Some(SessionLimitError::Full));
        assert!(take("file", "ada").is_ok(), "Ada has a slot already");
        assert!(take("another", "eve").is_ok());
        drop(bob);
        assert!(take("file", "eve").is_ok());
    }

    #[test]
    fn the_slot_of_a_dead_process_is_free() {
        let folder = tempfile::tempdir().expect("a folder");
        let (slot, user) = (digest("file"), digest(&id("ada").to_string()));
        let left = folder.path().join(format!("{slot}-{user}-x{SUFFIX}"));
        fs::write(&left, "").expect("written");
        assert!(take(folder.path(), "file", id("ada"), ONCE).is_ok());
        assert!(!left.exists());
    }
}
