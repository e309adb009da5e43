//! People and settings in memory: for the tests of an app, and as the shortest reading of what a
//! [`CredentialStore`] owes.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use crate::domain::credential::StoredHash;
use crate::domain::email::Email;
use crate::domain::problem::Problem;
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::user::{NewUser, User};
use crate::domain::username::Username;
use crate::service::ports::user_directory::UserDirectory;
use crate::service::ports::{
    Changed, CredentialStore, Edit, NamedRole, Revision, StoreError, Versioned, Watch,
};
use crate::store::memory::locked;

/// A credential store in memory.
#[derive(Default)]
pub struct MemoryCredentials {
    held: Mutex<Option<UserDirectory>>,
    revision: AtomicU64,
    watchers: Arc<Mutex<Vec<(u64, Changed)>>>,
    failure: Mutex<Option<StoreError>>,
}

impl MemoryCredentials {
    /// A store that holds this already.
    #[must_use]
    pub fn with(roster: UserDirectory) -> Self {
        Self {
            held: Mutex::new(Some(roster)),
            ..Self::default()
        }
    }

    /// Makes every call fail, or stop failing.
    pub fn fail_with(&self, failure: Option<StoreError>) {
        *locked(&self.failure) = failure;
    }

    /// What it holds; `None` before it was made.
    #[must_use]
    pub fn roster(&self) -> Option<UserDirectory> {
        locked(&self.held).clone()
    }

    /// Puts something else in it, as somebody else would.
    pub fn replace(&self, roster: UserDirectory) {
        {
            let mut held = locked(&self.held);
            *held = Some(roster);
            self.count();
        }
        self.tell();
    }

    fn look<T>(&self, look: impl FnOnce(&UserDirectory) -> T) -> Result<Versioned<T>, StoreError> {
        locked(&self.failure).clone().map_or(Ok(()), Err)?;
        let held = locked(&self.held);
        let roster = held.as_ref().ok_or(StoreError::Absent)?;
        Ok(Versioned {
            value: look(roster),
            revision: self.revision(),
        })
    }

    fn revision(&self) -> Revision {
        let mut bytes = [0; 32];
        let number = self.revision.load(Ordering::Relaxed).to_le_bytes();
        bytes[..number.len()].copy_from_slice(&number);
        Revision(bytes)
    }

    /// Names another state. Under the lock of what is held.
    fn count(&self) {
        self.revision.fetch_add(1, Ordering::Relaxed);
    }

    fn tell(&self) {
        // Not under the lock: whoever is told may look at once.
        let watchers: Vec<_> = locked(&self.watchers).clone();
        for (_, changed) in watchers {
            changed();
        }
    }
}

impl CredentialStore for MemoryCredentials {
    fn location(&self) -> String {
        "memory".to_owned()
    }

    fn settings(&self) -> Result<Arc<Settings>, StoreError> {
        Ok(self.look(|roster| Arc::new(roster.settings.clone()))?.value)
    }

    fn inspect(&self) -> Result<Vec<Problem>, StoreError> {
        Ok(self.look(|_| Vec::new())?.value)
    }

    fn find(&self, login: &str) -> Result<Versioned<Option<User>>, StoreError> {
        self.look(|roster| roster.find(login).cloned())
    }

    fn find_look_alike(&self, name: &str) -> Result<Versioned<Option<User>>, StoreError> {
        self.look(|roster| roster.find_look_alike(name).cloned())
    }

    fn users(&self) -> Result<Versioned<Vec<User>>, StoreError> {
        self.look(|roster| roster.users.clone())
    }

    fn named_roles(&self) -> Result<Vec<NamedRole>, StoreError> {
        Ok(self.look(UserDirectory::named_roles)?.value)
    }

    fn allowed_emails(&self) -> Result<Versioned<Vec<Email>>, StoreError> {
        self.look(|roster| roster.listed.clone())
    }

    fn preview(&self, change: &Edit) -> Result<Versioned<(String, String)>, StoreError> {
        let found = self.look(Clone::clone)?;
        let before = found.value;
        let mut after = before.clone();
        after.apply(change)?;
        Ok(Versioned {
            value: (before.to_lines(), after.to_lines()),
            revision: found.revision,
        })
    }

    fn is_email_allowed(&self, email: &Email) -> Result<Versioned<bool>, StoreError> {
        self.look(|roster| roster.listed.contains(email))
    }

    fn plain_passwords(&self) -> Result<Versioned<Vec<(Username, Secret)>>, StoreError> {
        self.look(|_| Vec::new())
    }

    fn apply(&self, change: &Edit, expected: &Revision) -> Result<(), StoreError> {
        locked(&self.failure).clone().map_or(Ok(()), Err)?;
        {
            let mut held = locked(&self.held);
            let roster = held.as_mut().ok_or(StoreError::Absent)?;
            // Under the lock, so that nobody comes between looking and writing.
            if self.revision() != *expected {
                return Err(StoreError::Changed);
            }
            roster.apply(change)?;
            self.count();
        }
        self.tell();
        Ok(())
    }

    fn watch(&self, changed: Changed) -> Option<Watch> {
        let mut watchers = locked(&self.watchers);
        let number = watchers.last().map_or(0, |(number, _)| number + 1);
        watchers.push((number, changed));
        let watchers = Arc::clone(&self.watchers);
        Some(Watch::new(MemoryWatch { number, watchers }))
    }

    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<(), StoreError> {
        locked(&self.failure).clone().map_or(Ok(()), Err)?;
        {
            let mut held = locked(&self.held);
            if held.is_some() {
                return Err(StoreError::Exists);
            }
            *held = Some(UserDirectory {
                users: vec![first.clone().with_hash(hash.clone())],
                ..UserDirectory::default()
            });
            self.count();
        }
        self.tell();
        Ok(())
    }
}

/// Ends the watching.
struct MemoryWatch {
    number: u64,
    watchers: Arc<Mutex<Vec<(u64, Changed)>>>,
}

impl Drop for MemoryWatch {
    fn drop(&mut self) {
        locked(&self.watchers).retain(|(number, _)| *number != self.number);
    }
}
