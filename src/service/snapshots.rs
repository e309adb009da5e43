//! The credential store of a service, which notes what was found in it.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use crate::domain::credential::StoredHash;
use crate::domain::problem::Problem;
use crate::domain::user::NewUser;

use crate::service::ports::{
    Adapt, Applied, Backup, Changed, CredentialStore, Edit, EditPreview, Revision, Snapshot,
    StoreError, Watch,
};

/// What was found in a store: its revision, or the error without its reason, which can differ each time.
pub(crate) type Found = Result<Revision, StoreError>;

/// The credential store of a service.
pub(crate) struct Snapshots {
    store: Arc<dyn CredentialStore>,
    first: OnceLock<Found>,
    last: Mutex<Option<Arc<Snapshot>>>,
}

impl Snapshots {
    pub(crate) fn new(store: Arc<dyn CredentialStore>) -> Self {
        Self {
            store,
            first: OnceLock::new(),
            last: Mutex::default(),
        }
    }

    /// Returns the store that this is based on.
    pub(crate) fn store(&self) -> &Arc<dyn CredentialStore> {
        &self.store
    }

    /// Returns what was read last.
    pub(crate) fn last(&self) -> Option<Arc<Snapshot>> {
        self.lock_last().clone()
    }

    fn lock_last(&self) -> MutexGuard<'_, Option<Arc<Snapshot>>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns what the first read has found; `None` before it.
    pub(crate) fn first_found(&self) -> Option<Found> {
        self.first.get().cloned()
    }

    /// Returns what is in the store now.
    pub(crate) fn find(&self) -> Found {
        found(self.store.revision())
    }
}

fn found(revision: Result<Revision, StoreError>) -> Found {
    revision.map_err(|error| match error {
        StoreError::Unavailable(_) => StoreError::Unavailable(String::new()),
        StoreError::Unreadable(_) => StoreError::Unreadable(String::new()),
        error => error,
    })
}

impl CredentialStore for Snapshots {
    fn location(&self) -> String {
        self.store.location()
    }

    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        let read = self.store.read();
        let revision = || read.as_ref().map(|snapshot| snapshot.revision);
        self.first
            .get_or_init(|| found(revision().map_err(Clone::clone)));
        if let Ok(snapshot) = &read {
            *self.lock_last() = Some(Arc::clone(snapshot));
        }
        read
    }

    fn preview(&self, change: &Edit) -> Result<EditPreview, StoreError> {
        self.store.preview(change)
    }

    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        self.store.apply(change, expected)
    }

    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError> {
        self.store.create(first, hash)
    }

    fn revision(&self) -> Result<Revision, StoreError> {
        self.store.revision()
    }

    fn poll_every(&self) -> Duration {
        self.store.poll_every()
    }

    fn watch(&self, changed: Changed) -> Option<Watch> {
        self.store.watch(changed)
    }

    fn backups(&self) -> Vec<Backup> {
        self.store.backups()
    }

    fn backup(&self, number: u64) -> Result<Arc<Snapshot>, StoreError> {
        self.store.backup(number)
    }

    fn restore(&self, number: u64, adapt: &Adapt<'_>) -> Result<Applied, StoreError> {
        self.store.restore(number, adapt)
    }

    fn inspect(&self) -> Result<Vec<Problem>, StoreError> {
        self.store.inspect()
    }
}
