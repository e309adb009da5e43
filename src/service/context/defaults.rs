//! What an app gives in code, beneath the credential store: settings, and how often to look for changes.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::domain::credential::StoredHash;
use crate::domain::problem::Problem;
use crate::domain::setting::{SETTINGS, Setting};
use crate::domain::setting_origin::SettingOrigin;
use crate::domain::settings::Settings;
use crate::domain::user::NewUser;

use crate::service::dependencies::Dependencies;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{
    Adapt, Applied, Backup, Changed, CredentialStore, Edit, EditPreview, Revision, Snapshot,
    StoreError, Watch,
};

/// A credential store whose snapshots have the settings of an app where the store gives none. Changes and their previews are
/// those of the store, so that nothing of the app's is written.
struct WithDefaults {
    store: Arc<dyn CredentialStore>,
    defaults: Arc<Settings>,
    recheck_every: Option<Duration>,
    /// The snapshot that was read last, and what was made of it.
    last: Mutex<Option<[Arc<Snapshot>; 2]>>,
}

/// Returns the credential store of the dependencies, above what the app gives, if it gives anything.
pub(crate) fn with_defaults(dependencies: &Dependencies) -> Arc<dyn CredentialStore> {
    let store = Arc::clone(&dependencies.credentials);
    let defaults = Arc::clone(&dependencies.defaults);
    let recheck_every = dependencies.recheck_every;
    if !defaults.gives_any() && recheck_every.is_none() {
        return store;
    }
    Arc::new(WithDefaults {
        store,
        defaults,
        recheck_every,
        last: Mutex::default(),
    })
}

impl WithDefaults {
    fn joined(&self, snapshot: &Snapshot) -> Snapshot {
        Snapshot {
            settings: Arc::new(snapshot.settings.over(&self.defaults)),
            ..snapshot.clone()
        }
    }

    /// Removes what the store has written of its own accord and the app gives as well. Returns the new revision.
    fn make_room(&self) -> Result<Revision, StoreError> {
        let new = self.store.read()?;
        let none = Settings::default().over(&self.defaults);
        let settings = new.settings.over(&self.defaults);
        let is_both = |info: &&_| {
            settings.origin(info) == SettingOrigin::Store && none.origin(info) == SettingOrigin::App
        };
        let both: Vec<_> = SETTINGS
            .iter()
            .filter(is_both)
            .map(Setting::Unset)
            .collect();
        if both.is_empty() {
            return Ok(new.revision);
        }
        Ok(self.store.apply(&Edit::Set(both), &new.revision)?.to)
    }
}

impl CredentialStore for WithDefaults {
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
        let snapshot = self.store.read()?;
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some([read, joined]) if Arc::ptr_eq(read, &snapshot) => Ok(Arc::clone(joined)),
            _ => {
                let joined = Arc::new(self.joined(&snapshot));
                *last = Some([snapshot, Arc::clone(&joined)]);
                Ok(joined)
            }
        }
    }

    fn settings_first(&self) -> Result<Option<(Revision, Arc<Settings>)>, StoreError> {
        let known = self.store.settings_first()?;
        let over = |settings: Arc<Settings>| Arc::new(settings.over(&self.defaults));
        Ok(known.map(|(revision, settings)| (revision, over(settings))))
    }

    fn preview(&self, change: &Edit) -> Result<EditPreview, StoreError> {
        self.store.preview(change)
    }

    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        self.store.apply(change, expected)
    }

    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError> {
        let revision = self.store.create(first, hash)?;
        let made = self.make_room().or_log("remove settings of a new store");
        Ok(made.unwrap_or(revision))
    }

    fn revision(&self) -> Result<Revision, StoreError> {
        self.store.revision()
    }

    fn poll_every(&self) -> Duration {
        let own = || self.store.poll_every();
        self.recheck_every.unwrap_or_else(own)
    }

    fn watch(&self, changed: Changed) -> Option<Watch> {
        self.store.watch(changed)
    }

    fn backups(&self) -> Vec<Backup> {
        self.store.backups()
    }

    fn backup(&self, number: u64) -> Result<Arc<Snapshot>, StoreError> {
        Ok(Arc::new(self.joined(&*self.store.backup(number)?)))
    }

    fn restore(&self, number: u64, adapt: &Adapt<'_>) -> Result<Applied, StoreError> {
        self.store.restore(number, &|current, earlier| {
            let current = current.map(|current| self.joined(current));
            adapt(current.as_ref(), &self.joined(earlier))
        })
    }

    fn inspect(&self) -> Result<Vec<Problem>, StoreError> {
        self.store.inspect()
    }
}
