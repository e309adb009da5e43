//! What is possible at a restricted computer: one that may not read the users, so that a server decides (see
//! [`Authority`](crate::service::ports::Authority)).
//!
//! Nothing is, unless a part of the service asks for it. The credential store that a part gets from its context refuses
//! everything at such a computer. A part that has something to do there takes `Context::everywhere` in its place, which has the
//! settings and the users who are signed in here.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::domain::credential::StoredHash;
use crate::domain::problem::Problem;
use crate::domain::settings::Settings;
use crate::domain::user::NewUser;

use crate::service::ports::{
    Adapt, Applied, Backup, Changed, CredentialStore, Edit, EditPreview, Revision, Snapshot,
    StoreError, Watch,
};

/// What a part of the service does with the credential store at a restricted computer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// It reads, and changes the account of a user who is signed in.
    OwnAccount,
    /// It does nothing.
    Nothing,
}

/// The credential store of a restricted computer.
struct RestrictedStore {
    store: Arc<dyn CredentialStore>,
    scope: Scope,
    /// The snapshot that was read last, and what was made of it.
    last: Mutex<Option<[Arc<Snapshot>; 2]>>,
}

/// Returns the store of a server without what is done at a trusted computer only.
pub(crate) fn of_own_accounts(store: Arc<dyn CredentialStore>) -> Arc<dyn CredentialStore> {
    RestrictedStore::over(store, Scope::OwnAccount)
}

/// Returns a store that refuses everything.
pub(crate) fn of_nothing(store: Arc<dyn CredentialStore>) -> Arc<dyn CredentialStore> {
    RestrictedStore::over(store, Scope::Nothing)
}

impl RestrictedStore {
    fn over(store: Arc<dyn CredentialStore>, scope: Scope) -> Arc<dyn CredentialStore> {
        let last = Mutex::default();
        Arc::new(Self { store, scope, last })
    }

    fn check(&self) -> Result<(), StoreError> {
        match self.scope {
            Scope::OwnAccount => Ok(()),
            Scope::Nothing => Err(StoreError::Restricted),
        }
    }
}

impl CredentialStore for RestrictedStore {
    fn location(&self) -> String {
        self.store.location()
    }

    fn can_be_away(&self) -> bool {
        self.store.can_be_away()
    }

    fn is_on_server(&self) -> bool {
        self.store.is_on_server()
    }

    fn folder(&self) -> PathBuf {
        self.store.folder()
    }

    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        self.check()?;
        let snapshot = self.store.read()?;
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some([read, here]) if Arc::ptr_eq(read, &snapshot) => Ok(Arc::clone(here)),
            _ => {
                let here = Arc::new(Snapshot {
                    settings: Arc::new(snapshot.settings.at_restricted_computer()),
                    ..Snapshot::clone(&snapshot)
                });
                *last = Some([snapshot, Arc::clone(&here)]);
                Ok(here)
            }
        }
    }

    fn settings_first(&self) -> Result<Option<(Revision, Arc<Settings>)>, StoreError> {
        // No store of a restricted computer has the users.
        Ok(None)
    }

    fn preview(&self, _: &Edit) -> Result<EditPreview, StoreError> {
        Err(StoreError::Restricted)
    }

    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        self.check()?;
        match change {
            Edit::Update(patches) if patches.len() == 1 => self.store.apply(change, expected),
            _ => Err(StoreError::Restricted),
        }
    }

    fn create(&self, _: &NewUser, _: &StoredHash) -> Result<Revision, StoreError> {
        Err(StoreError::Restricted)
    }

    fn revision(&self) -> Result<Revision, StoreError> {
        self.check()?;
        self.store.revision()
    }

    fn poll_every(&self) -> Duration {
        self.store.poll_every()
    }

    fn watch(&self, changed: Changed) -> Option<Watch> {
        self.store.watch(changed)
    }

    fn backups(&self) -> Vec<Backup> {
        Vec::new()
    }

    fn backup(&self, _: u64) -> Result<Arc<Snapshot>, StoreError> {
        Err(StoreError::Restricted)
    }

    fn restore(&self, _: u64, _: &Adapt<'_>) -> Result<Applied, StoreError> {
        Err(StoreError::Restricted)
    }

    fn inspect(&self) -> Result<Vec<Problem>, StoreError> {
        Err(StoreError::Restricted)
    }
}
