//! A store on another computer: each call takes time and is counted, it cannot notify of changes, and it has outages.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::settings::Settings;
use egui_authenticator::domain::user::NewUser;
use egui_authenticator::service::ports::user_directory::UserDirectory;
use egui_authenticator::service::ports::{
    Applied, CredentialStore, Edit, EditPreview, Revision, Snapshot, StoreError,
};
use egui_authenticator::store::memory::MemoryCredentials;

#[derive(Default)]
pub struct RemoteStore {
    /// What is on the other computer.
    pub content: MemoryCredentials,
    /// How long each call takes.
    pub takes: Duration,
    reads: AtomicUsize,
    looks: AtomicUsize,
    is_down: AtomicBool,
    has_many: AtomicBool,
    hold: Mutex<Option<(Receiver<()>, Sender<()>)>>,
}

/// How often a test is told of changes.
pub const POLL_EVERY: Duration = Duration::from_millis(250);

impl RemoteStore {
    /// With the content of another store.
    pub fn of(store: &dyn CredentialStore) -> Arc<Self> {
        Self::slow(store, Duration::ZERO)
    }

    /// The same, with calls that take time.
    pub fn slow(store: &dyn CredentialStore, takes: Duration) -> Arc<Self> {
        let content = store.read().expect("the content");
        Arc::new(Self {
            content: MemoryCredentials::with(UserDirectory::from(&*content)),
            takes,
            ..Self::default()
        })
    }

    /// From now on it cannot be reached, or can again.
    pub fn set_down(&self, is_down: bool) {
        self.is_down.store(is_down, Ordering::SeqCst);
    }

    /// From now on it has so many users that it tells the settings before.
    pub fn set_many(&self) {
        self.has_many.store(true, Ordering::SeqCst);
    }

    /// How often it was read since the last call.
    pub fn take_reads(&self) -> usize {
        self.reads.swap(0, Ordering::SeqCst)
    }

    /// How often its revision was asked for.
    pub fn looks(&self) -> usize {
        self.looks.load(Ordering::SeqCst)
    }

    /// Holds the next call until the sender is dropped. The receiver tells when that call has begun.
    pub fn hold(&self) -> (Sender<()>, Receiver<()>) {
        let (release, released) = mpsc::channel();
        let (begin, begun) = mpsc::channel();
        *self.hold.lock().expect("the call") = Some((released, begin));
        (release, begun)
    }

    fn reach(&self) -> Result<(), StoreError> {
        thread::sleep(self.takes);
        let hold = self.hold.lock().expect("the call").take();
        if let Some((released, begin)) = hold {
            begin.send(()).unwrap_or_default();
            released.recv().unwrap_or_default();
        }
        if self.is_down.load(Ordering::SeqCst) {
            return Err(outage());
        }
        Ok(())
    }
}

/// What it fails with during an outage.
pub fn outage() -> StoreError {
    StoreError::Unavailable("connection timed out".to_owned())
}

impl CredentialStore for RemoteStore {
    fn location(&self) -> String {
        "https://accounts.example.org".to_owned()
    }
    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        self.reach()?;
        self.content.read()
    }
    fn settings_first(&self) -> Result<Option<(Revision, Arc<Settings>)>, StoreError> {
        if !self.has_many.load(Ordering::SeqCst) {
            return Ok(None);
        }
        self.reach()?;
        let snapshot = self.content.read()?;
        Ok(Some((snapshot.revision, Arc::clone(&snapshot.settings))))
    }
    fn preview(&self, change: &Edit) -> Result<EditPreview, StoreError> {
        self.reach()?;
        self.content.preview(change)
    }
    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        self.reach()?;
        self.content.apply(change, expected)
    }
    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError> {
        self.reach()?;
        self.content.create(first, hash)
    }
    fn revision(&self) -> Result<Revision, StoreError> {
        self.looks.fetch_add(1, Ordering::SeqCst);
        self.reach()?;
        self.content.revision()
    }
    fn poll_every(&self) -> Duration {
        POLL_EVERY
    }
}
