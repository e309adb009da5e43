//! The key with which names are digested before they are stored (R87): users type passwords into the name field, and
//! without the key no dictionary finds them in the database.
//!
//! The key is in a file of its own beside the database, created at the first attempt. If the file is lost, the next
//! attempt creates another key: failures and lockouts then start over, and so do mailed codes. A file that cannot be
//! read, or is no key, is an error, so that attempts are refused (R25).

use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use zeroize::Zeroizing;

use crate::service::ports::StateError;
use crate::store::held;
use crate::store::name_digest::{KEY_BYTES, NameDigest};
use crate::store::owner::{give, keep_private, make_folder, parent};
use crate::store::session_slots::io_failure;

type Key = Zeroizing<[u8; KEY_BYTES]>;

/// Returns the path of the key of a state database.
pub(crate) fn key_file(database: &Path) -> PathBuf {
    database.with_extension("key")
}

/// The key of one database. It is read anew for every digest, because the file may be replaced, restored or removed
/// while the program runs, and another program would then count under another key.
///
/// The key in memory is one that could not be stored because the disk is full; attempts are counted in memory then
/// (R70).
#[derive(Default)]
pub(super) struct NameKey(Mutex<Option<Key>>);

impl NameKey {
    /// Returns the digest with the key of this database.
    pub(super) fn digest(&self, database: &Path) -> Result<NameDigest, StateError> {
        let mut unstored = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = read_or_create(&key_file(database), &mut unstored)?;
        NameDigest::new(&key).map_err(|error| StateError::Unavailable(error.to_string()))
    }
}

/// Reads the key. Without a file, stores `unstored` or a new one.
fn read_or_create(path: &Path, unstored: &mut Option<Key>) -> Result<Key, StateError> {
    if let Some(key) = read(path)? {
        *unstored = None;
        return Ok(key);
    }
    let key = match unstored.take() {
        Some(key) => key,
        None => random()?,
    };
    match create(path, &key) {
        Ok(()) => Ok(key),
        // Another process has just created one.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            read(path)?.ok_or(StateError::Busy)
        }
        Err(error) => match io_failure(&error) {
            StateError::Full => Ok(unstored.insert(key).clone()),
            error => Err(error),
        },
    }
}

fn random() -> Result<Key, StateError> {
    let mut key = Key::default();
    getrandom::fill(key.as_mut_slice())
        .map_err(|error| StateError::Unavailable(error.to_string()))?;
    Ok(key)
}

fn read(path: &Path) -> Result<Option<Key>, StateError> {
    let opened = held::open_unless_removed(path).map_err(|error| io_failure(&error))?;
    let Some(file) = opened else {
        return Ok(None);
    };
    let mut bytes = Zeroizing::new(Vec::with_capacity(KEY_BYTES + 1));
    let most = KEY_BYTES as u64 + 1;
    let read = file.take(most).read_to_end(&mut bytes);
    read.map_err(|error| io_failure(&error))?;
    let key: Result<[u8; KEY_BYTES], _> = bytes.as_slice().try_into();
    let key = key.map_err(|_| StateError::Damaged(format!("{}: not a key", path.display())))?;
    Ok(Some(Zeroizing::new(key)))
}

/// Creates the file, whole or not at all, unless there is one.
fn create(path: &Path, key: &Key) -> std::io::Result<()> {
    let folder = parent(path);
    make_folder(folder, None)?;
    // Readable only by its owner (R52).
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    give(new.as_file(), folder);
    keep_private(new.path(), None);
    new.write_all(key.as_slice())?;
    new.as_file().sync_all()?;
    held::create(new, path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::ports::AttemptKey;

    const NAME: AttemptKey = AttemptKey([7; 32]);

    /// Digests a name as a process that has just started.
    fn digest(database: &Path) -> Result<[u8; 32], StateError> {
        Ok(NameKey::default().digest(database)?.of(&NAME))
    }

    #[test]
    fn r87_the_key_outlives_the_process_and_belongs_to_one_database() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, other) = (
            folder.path().join("a/state.db"),
            folder.path().join("b/state.db"),
        );
        let first = digest(&one).expect("digested");
        assert_eq!(digest(&one), Ok(first));
        assert_ne!(digest(&other), Ok(first));
        std::fs::remove_file(key_file(&one)).expect("removed");
        assert_ne!(
            digest(&one),
            Ok(first),
            "a lost key is replaced by another one"
        );
    }

    #[test]
    fn r87_a_key_that_was_replaced_or_put_back_is_used_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("state.db");
        let running = NameKey::default();
        let now = || Ok::<_, StateError>(running.digest(&database)?.of(&NAME));
        let first = now().expect("digested");
        let kept = std::fs::read(key_file(&database)).expect("read");
        std::fs::write(key_file(&database), [9; KEY_BYTES]).expect("replaced");
        let second = now().expect("digested");
        assert_ne!(first, second);
        assert_eq!(
            digest(&database),
            Ok(second),
            "as a program that starts now"
        );
        std::fs::write(key_file(&database), kept).expect("put back");
        assert_eq!(now(), Ok(first));
    }

    #[test]
    fn r87_processes_that_start_together_agree_on_one_key() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("state.db");
        let digests: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| digest(&database))).collect();
            threads
                .into_iter()
                .map(|one| one.join().expect("ended"))
                .collect()
        });
        assert!(digests.iter().all(|one| one.is_ok() && *one == digests[0]));
        let files = std::fs::read_dir(folder.path()).expect("listed");
        assert_eq!(files.count(), 1, "nothing else is left");
    }

    #[test]
    fn r87_a_key_that_cannot_be_read_is_an_error_and_stays_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("state.db");
        for length in [0, KEY_BYTES - 1, KEY_BYTES + 1, 1_000_000] {
            std::fs::write(key_file(&database), vec![1; length]).expect("written");
            assert!(
                matches!(digest(&database), Err(StateError::Damaged(_))),
                "{length}"
            );
            let kept = std::fs::metadata(key_file(&database)).expect("there").len();
            assert_eq!(kept, length as u64);
        }
        std::fs::remove_file(key_file(&database)).expect("removed");
        std::fs::create_dir(key_file(&database)).expect("made");
        assert!(digest(&database).is_err());
    }

    #[test]
    #[cfg(unix)]
    fn r52_r87_only_the_owner_can_read_the_key() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("state.db");
        assert!(digest(&database).is_ok());
        let metadata = std::fs::metadata(key_file(&database)).expect("there");
        assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
    }
}
