//! Users and settings in memory: for the tests of an app, and as the shortest implementation of
//! [`CredentialStore`].

use std::sync::{Arc, Mutex};

use crate::domain::credential::StoredHash;
use crate::domain::user::NewUser;
use crate::service::ports::user_directory::UserDirectory;
use crate::service::ports::{
    Applied, Changed, CredentialStore, Edit, Revision, Snapshot, StoreError, Watch,
};
use crate::store::memory::locked::locked;

/// A credential store in memory.
#[derive(Default)]
pub struct MemoryCredentials {
    current: Mutex<Option<Arc<Snapshot>>>,
    watchers: Arc<Mutex<Vec<(u64, Changed)>>>,
    failure: Mutex<Option<StoreError>>,
}

opaque_debug!(MemoryCredentials);

impl MemoryCredentials {
    /// Creates a store with this content.
    #[must_use]
    pub fn with(directory: UserDirectory) -> Self {
        let first = directory.into_snapshot(Revision::default());
        Self {
            current: Mutex::new(Some(Arc::new(first))),
            ..Self::default()
        }
    }

    /// Makes every call fail, or with `None` stop failing.
    pub fn fail_with(&self, failure: Option<StoreError>) {
        *locked(&self.failure) = failure;
    }

    /// Returns the content, or `None` before the store has been created.
    #[must_use]
    pub fn directory(&self) -> Option<UserDirectory> {
        let current = locked(&self.current);
        current.as_deref().map(UserDirectory::from)
    }

    /// Replaces the content, as another program would.
    pub fn replace(&self, directory: UserDirectory) {
        put(&mut locked(&self.current), directory);
        self.notify();
    }

    fn check(&self) -> Result<(), StoreError> {
        locked(&self.failure).clone().map_or(Ok(()), Err)
    }

    fn notify(&self) {
        // Not under the lock: a watcher may read at once.
        let watchers: Vec<_> = locked(&self.watchers).clone();
        for (_, changed) in watchers {
            changed();
        }
    }
}

/// Puts content in place with the next revision, and returns that.
fn put(current: &mut Option<Arc<Snapshot>>, directory: UserDirectory) -> Revision {
    let mut revision = current
        .as_ref()
        .map_or_else(Revision::default, |s| s.revision);
    for byte in &mut revision.0 {
        *byte = byte.wrapping_add(1);
        if *byte != 0 {
            break;
        }
    }
    *current = Some(Arc::new(directory.into_snapshot(revision)));
    revision
}

impl CredentialStore for MemoryCredentials {
    fn location(&self) -> String {
        "memory".to_owned()
    }

    fn can_be_away(&self) -> bool {
        false
    }

    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        self.check()?;
        locked(&self.current).clone().ok_or(StoreError::Absent)
    }

    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        self.check()?;
        let made = {
            let mut current = locked(&self.current);
            let snapshot = current.as_deref().ok_or(StoreError::Absent)?;
            if snapshot.revision != *expected {
                return Err(StoreError::Changed);
            }
            let mut directory = UserDirectory::from(snapshot);
            directory.apply(change)?;
            put(&mut current, directory)
        };
        self.notify();
        Ok(Applied {
            from: *expected,
            to: made,
        })
    }

    fn watch(&self, changed: Changed) -> Option<Watch> {
        let mut watchers = locked(&self.watchers);
        let number = watchers.last().map_or(0, |(number, _)| number + 1);
        watchers.push((number, changed));
        let watchers = Arc::clone(&self.watchers);
        Some(Watch::new(MemoryWatch { number, watchers }))
    }

    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError> {
        self.check()?;
        let made = {
            let mut current = locked(&self.current);
            if current.is_some() {
                return Err(StoreError::Exists);
            }
            let directory = UserDirectory {
                users: vec![first.clone().with_hash(hash.clone())],
                ..UserDirectory::default()
            };
            put(&mut current, directory)
        };
        self.notify();
        Ok(made)
    }
}

/// Stops notifying a watcher.
struct MemoryWatch {
    number: u64,
    watchers: Arc<Mutex<Vec<(u64, Changed)>>>,
}

impl Drop for MemoryWatch {
    fn drop(&mut self) {
        locked(&self.watchers).retain(|(number, _)| *number != self.number);
    }
}
