//! The entry of a keyring that has the password of a login.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::domain::secret::{Secret, SecretText};
use crate::service::ports::{TokenVault, VaultError};

/// How long a keyring that has given no password is not asked again.
const ASKED_AGAIN: Duration = Duration::from_secs(30);

/// An entry of a keyring, which may take seconds to answer. A password is kept until the server refuses it.
pub(super) struct Keyring {
    entry: Arc<dyn TokenVault>,
    answer: Mutex<Option<Answer>>,
}

struct Answer {
    at: Instant,
    password: Result<Option<Arc<SecretText>>, VaultError>,
}

impl Keyring {
    pub(super) fn new(entry: Arc<dyn TokenVault>) -> Self {
        Self {
            entry,
            answer: Mutex::default(),
        }
    }

    /// Has the keyring asked again the next time.
    pub(super) fn forget(&self) {
        *self.answer() = None;
    }

    fn answer(&self) -> MutexGuard<'_, Option<Answer>> {
        self.answer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn password(&self) -> Result<Option<Arc<SecretText>>, VaultError> {
        let mut answer = self.answer();
        let is_known = |answer: &&Answer| {
            matches!(answer.password, Ok(Some(_))) || answer.at.elapsed() < ASKED_AGAIN
        };
        if let Some(known) = answer.as_ref().filter(is_known) {
            return known.password.clone();
        }
        let found = self.entry.read();
        let secret = |password: Secret| Arc::new(SecretText::new(password.expose().to_owned()));
        let password = found.map(|found| found.map(secret));
        *answer = Some(Answer {
            at: Instant::now(),
            password: password.clone(),
        });
        password
    }
}
