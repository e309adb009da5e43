//! Checking the password of an open session while the credential store cannot be reached.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};

use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use crate::domain::credential::StoredHash;
use crate::domain::user::User;
use crate::domain::user_key::{Key, SALT_BYTES};

use crate::service::or_log::OrLog as _;

/// What a digest of the key is for.
const PURPOSE: &[u8] = b"authenticator/1/offline unlock\0";

/// A key that was derived from a password (Argon2id) with a random salt. Cheap to clone.
#[derive(Clone)]
pub(crate) struct PasswordKey {
    pub(crate) salt: [u8; SALT_BYTES],
    pub(crate) key: Arc<Key>,
}

/// What checks a password: a digest of a key that was derived from it, so that it opens nothing that the key opens.
#[derive(Clone)]
pub(crate) struct PasswordCheck {
    pub(crate) salt: [u8; SALT_BYTES],
    digest: Arc<Zeroizing<[u8; 32]>>,
}

impl PasswordCheck {
    /// Returns the check with a key that was derived with this salt.
    pub(crate) fn new(salt: [u8; SALT_BYTES], key: &Key) -> Self {
        let digest = Arc::new(key.digest(PURPOSE));
        Self { salt, digest }
    }

    /// Returns `true` if this is the key of the password, in constant time.
    pub(crate) fn accepts(&self, key: &Key) -> bool {
        let digest = key.digest(PURPOSE);
        digest.as_slice().ct_eq(self.digest.as_slice()).into()
    }
}

/// Checks the password of a session without the store. What it knows of it is in memory only, and wiped with the session.
pub(crate) struct OfflineVerifier {
    /// Whether the store can be away, and sessions stay open then.
    is_needed: bool,
    known: Mutex<Option<Known>>,
    /// Held by the one unlock that waits for the check.
    waiting: Mutex<()>,
}

struct Known {
    /// The hash that the account has with this password.
    hash: StoredHash,
    check: Option<PasswordCheck>,
    /// The thread that makes it.
    deriving: Option<JoinHandle<Option<PasswordCheck>>>,
}

impl OfflineVerifier {
    pub(crate) fn new(is_needed: bool) -> Self {
        Self {
            is_needed,
            known: Mutex::default(),
            waiting: Mutex::default(),
        }
    }

    /// Returns `true` if the check of the password of this user has to be made.
    pub(crate) fn wants(&self, user: &User) -> bool {
        let known = self.known();
        let hash = known.as_ref().map(|known| &known.hash);
        self.is_needed && hash != user.hash.as_ref()
    }

    /// Has the check of the right password of this user made. That takes a tenth of a second and is done on another thread, so that
    /// no answer waits for it.
    pub(crate) fn prepare(
        &self,
        user: &User,
        derive: impl FnOnce() -> Option<PasswordCheck> + Send + 'static,
    ) {
        let thread = Builder::new().name("offline-verifier".to_owned());
        let deriving = thread.spawn(derive).or_log("derive a key");
        let hash = user.hash.clone();
        *self.known() = hash.zip(deriving).map(|(hash, deriving)| Known {
            hash,
            check: None,
            deriving: Some(deriving),
        });
    }

    /// Does the same on this thread.
    pub(crate) fn prepare_in_place(
        &self,
        user: &User,
        derive: impl FnOnce() -> Option<PasswordCheck>,
    ) {
        let check = derive();
        let hash = user.hash.clone().filter(|_| check.is_some());
        *self.known() = hash.map(|hash| Known {
            hash,
            check,
            deriving: None,
        });
    }

    /// Takes over the key of the right password of this user.
    pub(crate) fn set(&self, user: &User, key: &PasswordKey) {
        let hash = user.hash.clone().filter(|_| self.is_needed);
        *self.known() = hash.map(|hash| Known {
            hash,
            check: Some(PasswordCheck::new(key.salt, &key.key)),
            deriving: None,
        });
    }

    /// Returns the check of the password that this user has. Waits until it is made.
    pub(crate) fn check(&self, user: &User) -> Option<PasswordCheck> {
        let is_of = |known: &&mut Known| Some(&known.hash) == user.hash.as_ref();
        // Another unlock that has taken the thread stores the check before this one looks for it.
        let _waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let deriving = {
            let mut known = self.known();
            known.as_mut().filter(is_of)?.deriving.take()
        };
        // Without the lock: the window asks whether there is one.
        let made = deriving.and_then(|deriving| deriving.join().ok().flatten());
        let mut known = self.known();
        let own = known.as_mut().filter(is_of)?;
        own.check = made.or(own.check.take());
        let check = own.check.clone();
        if check.is_none() && own.deriving.is_none() {
            // It is made again when the password is entered the next time.
            known.take();
        }
        check
    }

    /// Returns `true` if there is a check, or will be in a moment.
    pub(crate) fn is_known(&self) -> bool {
        self.known().is_some()
    }

    /// Forgets the check of another password than this user has.
    pub(crate) fn keep_for(&self, user: &User) {
        self.known()
            .take_if(|known| Some(&known.hash) != user.hash.as_ref());
    }

    /// Wipes it.
    pub(crate) fn clear(&self) {
        self.known().take();
    }

    fn known(&self) -> MutexGuard<'_, Option<Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    use crate::domain::username::Username;

    use super::*;

    #[test]
    fn two_unlocks_at_once_both_find_the_check_that_is_being_made() {
        let mut user = User::new(Username::parse("ada").expect("a username"));
        user.hash = StoredHash::parse(&format!("$2b$04${}", "a".repeat(53))).ok();
        let verifier = OfflineVerifier::new(true);
        let (release, released) = mpsc::channel::<()>();
        verifier.prepare(&user, move || {
            released.recv().unwrap_or_default();
            let digest = Arc::new(Zeroizing::new([0; 32]));
            let salt = [0; SALT_BYTES];
            Some(PasswordCheck { salt, digest })
        });
        thread::scope(|scope| {
            let unlocks = [(); 2].map(|()| scope.spawn(|| verifier.check(&user).is_some()));
            thread::sleep(Duration::from_millis(200));
            drop(release);
            let found = unlocks.map(|unlock| unlock.join().expect("no panic"));
            assert_eq!(found, [true, true]);
        });
        assert!(verifier.check(&user).is_some());
    }
}
