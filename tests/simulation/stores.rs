//! Where the computers of a history keep everything.

use std::sync::Arc;

use egui_authenticator::service::ports::user_directory::UserDirectory;
use egui_authenticator::service::ports::{
    AttemptStore, AuditLog, Authority, CodeStore, CredentialStore, NoticeStore, PreferenceStore,
    SessionStore, SignatureLog, StateStore,
};
use egui_authenticator::store::memory::{ManualClock, MemoryCredentials, MemoryState};

use crate::bugs::Bug;
use crate::seeded::Seeded;
use crate::steps::{COMPUTERS, WINDOWS};

/// The stores of all computers.
pub trait Stores: Send + Sync {
    /// Returns the users and settings, as a process on a trusted computer reaches them.
    fn credentials(&self, computer: usize) -> Arc<dyn CredentialStore>;

    /// Returns what a process on a trusted computer counts and records.
    fn state(&self, computer: usize) -> Arc<dyn StateStore>;

    /// Returns how a process that starts reaches the server, if this is a restricted computer.
    fn till(&self, _computer: usize, _clock: &Arc<ManualClock>) -> Option<Access> {
        None
    }

    /// Returns `true` if this is a restricted computer.
    fn is_restricted(&self, _computer: usize) -> bool {
        false
    }

    /// Returns the trusted computer on which the owner of everything works.
    fn office(&self) -> usize {
        0
    }

    /// Returns the number of windows on a computer.
    fn windows(&self, _computer: usize) -> usize {
        WINDOWS
    }

    /// A history begins, perhaps with a bug.
    fn begin(&self, _random: &Arc<Seeded>, _bug: Option<Bug>) {}

    /// Returns `true` if all computers count and record together.
    fn count_together(&self) -> bool;

    /// Returns how many records the log has that no process has given to it, if that is known.
    fn recorded(&self) -> Option<i64> {
        Some(0)
    }

    /// Lets time pass for the stores.
    fn wait(&self, seconds: u32);

    /// Replaces the users and settings, which only a planted bug does.
    fn replace(&self, directory: UserDirectory);
}

/// How a process reaches what it reads and changes.
pub struct Access {
    /// The users and settings.
    pub credentials: Arc<dyn CredentialStore>,
    /// What is counted and recorded.
    pub state: State,
    /// The server that decides, at a restricted computer.
    pub authority: Option<Arc<dyn Authority>>,
}

impl Access {
    /// Returns how a process on a trusted computer does.
    pub fn trusted(stores: &dyn Stores, computer: usize) -> Self {
        Self {
            credentials: stores.credentials(computer),
            state: stores.state(computer).into(),
            authority: None,
        }
    }
}

/// What is counted and recorded, by port.
pub struct State {
    pub attempts: Arc<dyn AttemptStore>,
    pub sessions: Arc<dyn SessionStore>,
    pub codes: Arc<dyn CodeStore>,
    pub notices: Arc<dyn NoticeStore>,
    pub audit_log: Arc<dyn AuditLog>,
    pub signatures: Arc<dyn SignatureLog>,
    pub preferences: Arc<dyn PreferenceStore>,
}

impl From<Arc<dyn StateStore>> for State {
    fn from(all: Arc<dyn StateStore>) -> Self {
        Self {
            attempts: Arc::clone(&all) as _,
            sessions: Arc::clone(&all) as _,
            codes: Arc::clone(&all) as _,
            notices: Arc::clone(&all) as _,
            audit_log: Arc::clone(&all) as _,
            signatures: Arc::clone(&all) as _,
            preferences: all,
        }
    }
}

/// Computers of a history, and where they keep everything.
#[derive(Clone, Copy)]
pub struct Open {
    /// Creates the stores with these users and settings.
    pub stores: fn(UserDirectory) -> Arc<dyn Stores>,
    /// The number of computers.
    pub computers: usize,
    /// The test that plays the history of a seed again.
    pub replay: &'static str,
}

/// A configuration file that all computers share, and a state database on each.
pub struct MemoryStores {
    credentials: Arc<MemoryCredentials>,
    states: [Arc<MemoryState>; COMPUTERS],
}

impl MemoryStores {
    /// Two computers in memory.
    pub const OPEN: Open = Open {
        stores: Self::open,
        computers: COMPUTERS,
        replay: "replay",
    };

    fn open(directory: UserDirectory) -> Arc<dyn Stores> {
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
