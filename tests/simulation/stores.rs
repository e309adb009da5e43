//! Where the computers of a history keep everything.

use std::sync::Arc;

use egui_authenticator::service::ports::user_directory::UserDirectory;
use egui_authenticator::service::ports::{CredentialStore, StateStore};
use egui_authenticator::store::memory::{MemoryCredentials, MemoryState};

use crate::steps::COMPUTERS;

/// The stores of all computers.
pub trait Stores: Send + Sync {
    /// Returns the users and settings, as a process on a computer reaches them.
    fn credentials(&self, computer: usize) -> Arc<dyn CredentialStore>;

    /// Returns what a process on a computer counts and records.
    fn state(&self, computer: usize) -> Arc<dyn StateStore>;

    /// Returns `true` if all computers count and record together.
    fn count_together(&self) -> bool;

    /// Lets time pass for the stores.
    fn wait(&self, seconds: u32);

    /// Replaces the users and settings, which only a planted bug does.
    fn replace(&self, directory: UserDirectory);
}

/// Creates the stores with these users and settings.
pub type Open = fn(UserDirectory) -> Arc<dyn Stores>;

/// A configuration file that all computers share, and a state database on each.
pub struct MemoryStores {
    credentials: Arc<MemoryCredentials>,
    states: [Arc<MemoryState>; COMPUTERS],
}

impl MemoryStores {
    pub fn open(directory: UserDirectory) -> Arc<dyn Stores> {
        Arc::new(Self {
            credentials: Arc::new(MemoryCredentials::with(directory)),
            states: Default::default(),
        })
    }
}

impl Stores for MemoryStores {
    fn credentials(&self, _: usize) -> Arc<dyn CredentialStore> {
        Arc::clone(&self.credentials) as _
    }

    fn state(&self, computer: usize) -> Arc<dyn StateStore> {
        Arc::clone(&self.states[computer]) as _
    }

    fn count_together(&self) -> bool {
        false
    }

    fn wait(&self, _: u32) {}

    fn replace(&self, directory: UserDirectory) {
        self.credentials.replace(directory);
    }
}
