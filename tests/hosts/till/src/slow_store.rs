//! Users on another computer: a store in memory that answers as slowly as a network does.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use egui_authenticator::ports::{Applied, CredentialStore, Edit, Revision, Snapshot, StoreError};
use egui_authenticator::store::memory::MemoryCredentials;
use egui_authenticator::users::{NewUser, StoredHash};

/// How long each call takes.
const DELAY: Duration = Duration::from_millis(200);

#[derive(Debug, Default)]
pub struct SlowStore(MemoryCredentials);

impl SlowStore {
    fn answer(&self) -> &MemoryCredentials {
        thread::sleep(DELAY);
        &self.0
    }
}

impl CredentialStore for SlowStore {
    fn location(&self) -> String {
        self.0.location()
    }

    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        self.answer().read()
    }

    fn revision(&self) -> Result<Revision, StoreError> {
        self.answer().revision()
    }

    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError> {
        self.answer().create(first, hash)
    }

    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        self.answer().apply(change, expected)
    }
}
