//! Checking the password of an open session while the credential store cannot be reached.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};

use crate::domain::credential::StoredHash;
use crate::domain::user::User;
use crate::domain::user_key::{Key, SALT_BYTES};

use crate::service::or_log::OrLog as _;

/// A key that was derived from a password (Argon2id) with a random salt. Cheap to clone.
#[derive(Clone)]
pub(crate) struct PasswordKey {
    pub(crate) salt: [u8; SALT_BYTES],
    pub(crate) key: Arc<Key>,
}

/// Knows a key of the password of a session, which checks the password without the store. It is in memory only, and wiped with
/// the session.
pub(crate) struct OfflineVerifier {
    /// Whether the store can be away, and sessions stay open then.
    is_needed: bool,
    known: Mutex<Option<Known>>,
}

struct Known {
    /// The hash that the account has with this password.
    hash: StoredHash,
    key: Option<PasswordKey>,
    /// The thread that derives the key.
    deriving: Option<JoinHandle<Option<PasswordKey>>>,
}

impl OfflineVerifier {
    pub(crate) fn new(is_needed: bool) -> Self {
        Self {
            is_needed,
            known: Mutex::default(),
        }
    }

    /// Returns `true` if the key of the password of this user has to be derived.
    pub(crate) fn wants(&self, user: &User) -> bool {
        let known = self.known();
        let hash = known.as_ref().map(|known| &known.hash);
        self.is_needed && hash != user.hash.as_ref()
    }

    /// Has the key of the right password of this user derived. That takes a tenth of a second and is done on another thread, so
    /// that no answer waits for it.
    pub(crate) fn prepare(
        &self,
        user: &User,
        derive: impl FnOnce() -> Option<PasswordKey> + Send + 'static,
    ) {
        let thread = Builder::new().name("offline-verifier".to_owned());
        let deriving = thread.spawn(derive).or_log("derive a key");
        let hash = user.hash.clone();
        *self.known() = hash.zip(deriving).map(|(hash, deriving)| Known {
            hash,
            key: None,
            deriving: Some(deriving),
        });
    }

    /// Takes over the key of the right password of this user.
    pub(crate) fn set(&self, user: &User, key: &PasswordKey) {
        let hash = user.hash.clone().filter(|_| self.is_needed);
        *self.known() = hash.map(|hash| Known {
            hash,
            key: Some(key.clone()),
            deriving: None,
        });
    }

    /// Returns the key if it is that of the password that this user has. Waits until it is derived.
    pub(crate) fn key(&self, user: &User) -> Option<PasswordKey> {
        let is_of = |known: &&mut Known| Some(&known.hash) == user.hash.as_ref();
        let deriving = {
            let mut known = self.known();
            known.as_mut().filter(is_of)?.deriving.take()
        };
        // Without the lock: the window asks whether there is a key.
        let derived = deriving.and_then(|deriving| deriving.join().ok().flatten());
        let mut known = self.known();
        let known = known.as_mut().filter(is_of)?;
        known.key = derived.or(known.key.take());
        known.key.clone()
    }

    /// Returns `true` if there is a key, or will be in a moment.
    pub(crate) fn is_known(&self) -> bool {
        self.known().is_some()
    }

    /// Forgets the key of another password than this user has.
    pub(crate) fn keep_for(&self, user: &User) {
        self.known()
            .take_if(|known| Some(&known.hash) != user.hash.as_ref());
    }

    /// Wipes the key.
    pub(crate) fn clear(&self) {
        self.known().take();
    }

    fn known(&self) -> MutexGuard<'_, Option<Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
