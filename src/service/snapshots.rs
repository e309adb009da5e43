//! The credential store of a service, which notes what was found in it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use crate::domain::credential::StoredHash;
use crate::domain::problem::Problem;
use crate::domain::settings::Settings;
use crate::domain::user::NewUser;

use crate::service::outage::Outage;
use crate::service::ports::{
    Adapt, Applied, Backup, Changed, CredentialStore, Edit, EditPreview, Revision, Snapshot,
    StoreError, Watch,
};
use crate::service::session_state::OpenSessions;

/// What was found in a store: its revision, or the error without its reason, which can differ each time.
pub(crate) type Found = Result<Revision, StoreError>;

/// The credential store of a service.
pub(crate) struct Snapshots {
    store: Arc<dyn CredentialStore>,
    open_sessions: OpenSessions,
    outage: Outage,
    first: OnceLock<Found>,
    /// The settings, if they were read before the users.
    first_settings: OnceLock<Arc<Settings>>,
    begun: AtomicU64,
    last: Mutex<Last>,
}

/// What was read last.
#[derive(Default)]
struct Last {
    /// The number of the read, by when it began.
    number: u64,
    snapshot: Option<Arc<Snapshot>>,
    /// Whether this program has changed nothing since.
    is_current: bool,
}

impl Snapshots {
    pub(crate) fn new(store: Arc<dyn CredentialStore>, open_sessions: OpenSessions) -> Self {
        Self {
            store,
            outage: open_sessions.outage.clone(),
            open_sessions,
            begun: AtomicU64::new(0),
            first: OnceLock::new(),
            first_settings: OnceLock::new(),
            last: Mutex::default(),
        }
    }

    /// Returns what was read last.
    pub(crate) fn last(&self) -> Option<Arc<Snapshot>> {
        self.lock_last().snapshot.clone()
    }

    /// Returns the settings that were read last, also those before the users.
    pub(crate) fn last_settings(&self) -> Option<Arc<Settings>> {
        let last = self.last().map(|snapshot| Arc::clone(&snapshot.settings));
        last.or_else(|| self.first_settings.get().cloned())
    }

    /// Returns what was read last if this program has changed nothing since and the store can be reached.
    pub(crate) fn last_current(&self) -> Option<Arc<Snapshot>> {
        let last = self.lock_last();
        let is_current = last.is_current && self.outage.left().is_none();
        last.snapshot.clone().filter(|_| is_current)
    }

    /// Reads, unless a call hangs: an outage, in which another call would hang as well.
    pub(crate) fn read_unless_it_hangs(&self) -> Result<Arc<Snapshot>, StoreError> {
        if self.outage.hangs() {
            return Err(StoreError::Unavailable(String::new()));
        }
        self.read()
    }

    /// Reads for a session that only looks at something: during an outage, what was read last is good enough for a while.
    pub(crate) fn read_for_session(&self) -> Result<Arc<Snapshot>, StoreError> {
        self.read().or_else(|error| self.last_in_outage(error))
    }

    /// Returns what was read last if `error` is that of an outage which does not last too long, and this program has changed
    /// nothing since.
    ///
    /// # Errors
    /// `error` otherwise.
    pub(crate) fn last_in_outage(&self, error: StoreError) -> Result<Arc<Snapshot>, StoreError> {
        let is_outage = matches!(error, StoreError::Unavailable(_)) && !self.outage.is_too_long();
        let last = self.lock_last();
        let is_usable = is_outage && last.is_current;
        last.snapshot.clone().filter(|_| is_usable).ok_or(error)
    }

    fn lock_last(&self) -> MutexGuard<'_, Last> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in what is in the store. After an outage, the sessions that are open are judged first: otherwise a brief
    /// connection would keep them open for as long again.
    fn reached(&self, snapshot: &Snapshot) {
        if self.outage.left().is_some() {
            self.open_sessions.judge(snapshot);
        }
        self.outage.end(self.store.can_be_away());
    }

    /// Takes in a change, also one that failed, perhaps only on the way back. A read that began before does not know it.
    fn note_change(&self) {
        let mut last = self.lock_last();
        (last.number, last.is_current) = (self.next_number(), false);
    }

    /// Returns the number of a read or a change that begins, or has been made.
    fn next_number(&self) -> u64 {
        self.begun.fetch_add(1, Ordering::AcqRel) + 1
    }

    /// Returns what the first read has found; `None` before it.
    pub(crate) fn first_found(&self) -> Option<Found> {
        self.first.get().cloned()
    }

    /// Returns what is in the store now.
    pub(crate) fn find(&self) -> Found {
        let note = |revision: &Result<Revision, StoreError>| match (revision, self.last()) {
            // Another revision says nothing about the accounts before it is read.
            (Ok(revision), Some(last)) if last.revision == *revision => self.reached(&last),
            _ => {}
        };
        // A store that panics does not end the thread that looks.
        let look = || catch_unwind(AssertUnwindSafe(|| self.store.revision()));
        let look = || look().unwrap_or_else(|_| Err(StoreError::Unavailable(String::new())));
        found(self.outage.call(look, note))
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

    fn folder(&self) -> PathBuf {
        self.store.folder()
    }

    fn is_on_server(&self) -> bool {
        self.store.is_on_server()
    }

    fn can_be_away(&self) -> bool {
        self.store.can_be_away()
    }

    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        let number = self.next_number();
        let note = |read: &Result<Arc<Snapshot>, StoreError>| {
            if let Ok(snapshot) = read {
                self.reached(snapshot);
            }
        };
        let read = self.outage.call(|| self.store.read(), note);
        let revision = || read.as_ref().map(|snapshot| snapshot.revision);
        self.first
            .get_or_init(|| found(revision().map_err(Clone::clone)));
        let mut last = self.lock_last();
        if let Ok(snapshot) = &read
            && number > last.number
        {
            *last = Last {
                number,
                snapshot: Some(Arc::clone(snapshot)),
                is_current: true,
            };
        }
        read
    }

    fn settings_first(&self) -> Result<Option<(Revision, Arc<Settings>)>, StoreError> {
        let known = self.outage.call(|| self.store.settings_first(), |_| {})?;
        if let Some((revision, settings)) = &known {
            // What the window knows: a change since then is one for the window.
            self.first.get_or_init(|| Ok(*revision));
            self.first_settings.get_or_init(|| Arc::clone(settings));
        }
        Ok(known)
    }

    fn preview(&self, change: &Edit) -> Result<EditPreview, StoreError> {
        self.outage.call(|| self.store.preview(change), |_| {})
    }

    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        let made = self
            .outage
            .call(|| self.store.apply(change, expected), |_| {});
        self.note_change();
        made
    }

    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError> {
        self.outage.call(|| self.store.create(first, hash), |_| {})
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
        let made = self
            .outage
            .call(|| self.store.restore(number, adapt), |_| {});
        self.note_change();
        made
    }

    fn inspect(&self) -> Result<Vec<Problem>, StoreError> {
        self.store.inspect()
    }
}
