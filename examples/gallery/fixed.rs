//! Fixed randomness, time and hashes, so that pictures of a state can be compared.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::domain::user::NewUser;
use egui_authenticator::service::ports::{
    Applied, Backup, Computer, ComputerList, CredentialStore, Edit, EditPreview, Randomness,
    RandomnessError, Revision, Snapshot, StoreError,
};
use egui_authenticator::store::yaml::YamlStore;

/// 2026-09-24 12:00 UTC, when everything in the gallery happens.
pub const NOON: i64 = 1_790_251_200;

/// The same bytes in every run, and others after each 256, so that no two accounts get the same id. The codes made of
/// them protect nothing but the gallery's users.
#[derive(Default)]
pub struct Counting(AtomicU32);

impl Randomness for Counting {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomnessError> {
        for byte in bytes {
            let count = self.0.fetch_add(1, Ordering::Relaxed);
            let [low, ..] = (37 * count + 11 * (count / 256)).to_le_bytes();
            *byte = low;
        }
        Ok(())
    }
}

/// A configuration file that is said to be somewhere else than in its throwaway folder, and has outages as a store on another
/// computer has.
pub struct GalleryStore {
    file: YamlStore,
    place: Place,
    is_down: AtomicBool,
}

/// Where a store is said to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A file on this computer.
    File,
    /// Another computer.
    Remote,
    /// A server, which this computer uses like one of its own.
    #[cfg(feature = "testing")]
    Server,
    /// A server, which decides for this computer.
    #[cfg(feature = "testing")]
    DecidingServer,
}

impl GalleryStore {
    /// A store that is said to be there.
    pub fn at(place: Place, file: YamlStore) -> Self {
        Self {
            file,
            place,
            is_down: AtomicBool::new(false),
        }
    }

    /// Begins an outage.
    pub fn go_down(&self) {
        self.is_down.store(true, Ordering::Relaxed);
    }

    fn reached(&self) -> Result<&YamlStore, StoreError> {
        if self.is_down.load(Ordering::Relaxed) {
            return Err(StoreError::Unavailable("connection timed out".to_owned()));
        }
        Ok(&self.file)
    }
}

impl CredentialStore for GalleryStore {
    fn location(&self) -> String {
        let location = match self.place {
            Place::File => "config.yaml",
            Place::Remote => "https://accounts.example.org",
            #[cfg(feature = "testing")]
            Place::Server => "postgresql://office@db.shop:5432/auth",
            #[cfg(feature = "testing")]
            Place::DecidingServer => "postgresql://till1@db.shop:5432/auth",
        };
        location.to_owned()
    }
    fn can_be_away(&self) -> bool {
        self.place != Place::File
    }
    fn is_on_server(&self) -> bool {
        !matches!(self.place, Place::File | Place::Remote)
    }
    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        self.reached()?.read()
    }
    fn preview(&self, change: &Edit) -> Result<EditPreview, StoreError> {
        self.reached()?.preview(change)
    }
    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        self.reached()?.apply(change, expected)
    }
    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError> {
        self.reached()?.create(first, hash)
    }
    /// The backups of a morning: one each hour.
    fn backups(&self) -> Vec<Backup> {
        let mut all = self.file.backups();
        for (hours, backup) in (0..).zip(&mut all) {
            backup.kept_at = Timestamp::from_seconds(NOON + 3_600 * hours);
        }
        all
    }
    fn backup(&self, number: u64) -> Result<Arc<Snapshot>, StoreError> {
        self.reached()?.backup(number)
    }
}

/// Three tills: one in use, one that was never in contact, and one without access.
impl ComputerList for GalleryStore {
    fn computers(&self) -> Result<Vec<Computer>, StoreError> {
        self.reached()?;
        let [mut first, second, mut third] = ["till1", "till2", "till3"].map(Computer::new);
        for (computer, minutes) in [(&mut first, 3), (&mut third, 60 * 24 * 9)] {
            computer.seen_at = Some(Timestamp::from_seconds(NOON - 60 * minutes));
            computer.program = Some("0.1.0".to_owned());
        }
        third.may_use = false;
        Ok(vec![first, second, third])
    }
}
