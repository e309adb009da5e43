//! The OS keyring: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.
//!
//! Whatever the keyring does, a call here ends within `PATIENCE`: the work is done on a thread of
//! its own. On Linux the store is made anew for each call, so that a service that starts later is
//! found, and a locked keyring is noticed before it is asked, because asking it makes a prompt
//! appear that may wait for ever (R45).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use keyring_core::Error;

use crate::domain::secret::Secret;
use crate::service::ports::{TokenVault, VaultError};

/// The longest that one call takes.
const PATIENCE: Duration = Duration::from_secs(3);

/// One entry of the OS keyring.
pub struct KeyringVault {
    service: String,
    account: String,
    /// Whether a call that took too long is still under way. Until it ends, no other is started.
    is_stuck: Arc<AtomicBool>,
}

opaque_debug!(KeyringVault);

/// What is asked of the keyring.
enum Ask {
    Probe,
    Read,
    Write(Secret),
    Clear,
}

impl KeyringVault {
    /// Creates a vault over the entry of `account` in `service`.
    #[must_use]
    pub fn new(service: impl Into<String>, account: impl Into<String>) -> Self {
        Self {
            service: service.into(),
            account: account.into(),
            is_stuck: Arc::new(AtomicBool::new(false)),
        }
    }

    fn ask(&self, ask: Ask) -> Result<Option<Secret>, VaultError> {
        if self.is_stuck.swap(true, Ordering::AcqRel) {
            return Err(VaultError::Slow);
        }
        let (service, account) = (self.service.clone(), self.account.clone());
        let is_stuck = Arc::clone(&self.is_stuck);
        let (sender, receiver) = mpsc::channel();
        let call = match &ask {
            Ask::Probe => "probe",
            Ask::Read => "read",
            Ask::Write(_) => "write",
            Ask::Clear => "clear",
        };
        let thread = thread::Builder::new().name("keyring".to_owned());
        let started = thread.spawn(move || {
            let start = Instant::now();
            let answer = answer(&service, &account, ask);
            let error = answer.as_ref().err();
            tracing::debug!(call, elapsed = ?start.elapsed(), ?error, "keyring");
            is_stuck.store(false, Ordering::Release);
            if sender.send(answer).is_err() {
                tracing::warn!(call, "keyring answered too late");
            }
        });
        if let Err(error) = started {
            tracing::error!(%error, "no thread for the keyring");
            self.is_stuck.store(false, Ordering::Release);
            return Err(VaultError::Failed);
        }
        receiver
            .recv_timeout(PATIENCE)
            .unwrap_or(Err(VaultError::Slow))
    }
}

impl TokenVault for KeyringVault {
    fn probe(&self) -> Result<(), VaultError> {
        self.ask(Ask::Probe).map(drop)
    }

    fn read(&self) -> Result<Option<Secret>, VaultError> {
        self.ask(Ask::Read)
    }

    fn write(&self, token: &Secret) -> Result<(), VaultError> {
        let token = Secret::new(token.expose().to_owned());
        self.ask(Ask::Write(token)).map(drop)
    }

    fn clear(&self) -> Result<(), VaultError> {
        self.ask(Ask::Clear).map(drop)
    }
}

fn answer(service: &str, account: &str, ask: Ask) -> Result<Option<Secret>, VaultError> {
    let entry = platform::entry(service, account)?;
    match ask {
        Ask::Probe => Ok(None),
        Ask::Read => match entry.get_password() {
            Ok(text) => Ok(Some(Secret::new(text))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(cause(&error)),
        },
        Ask::Write(token) => entry
            .set_password(token.expose())
            .map(|()| None)
            .map_err(|error| cause(&error)),
        Ask::Clear => match entry.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(cause(&error)),
        },
    }
}

fn cause(error: &Error) -> VaultError {
    tracing::warn!(%error, "keyring");
    match error {
        Error::NoStorageAccess(_) => VaultError::Locked,
        Error::NoDefaultStore | Error::PlatformFailure(_) => VaultError::Absent,
        _ => VaultError::Failed,
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
mod platform {
    use secret_service::EncryptionType;
    use secret_service::blocking::SecretService;

    use super::{VaultError, cause};

    /// Returns the entry, after checking that reading it shows no prompt.
    pub(crate) fn entry(service: &str, account: &str) -> Result<keyring_core::Entry, VaultError> {
        let absent = |error: secret_service::Error| {
            tracing::warn!(%error, "no secret service");
            VaultError::Absent
        };
        let secrets = SecretService::connect(EncryptionType::Plain).map_err(absent)?;
        // Without a default collection the service would offer to make one, with a prompt.
        let collection = secrets.get_default_collection().map_err(absent)?;
        let is_locked = collection.is_locked().map_err(|error| {
            tracing::warn!(%error, "no answer of the secret service");
            VaultError::Failed
        });
        if is_locked? {
            return Err(VaultError::Locked);
        }
        let store = zbus_secret_service_keyring_store::Store::new().map_err(|e| cause(&e))?;
        keyring_core::api::CredentialStoreApi::build(&*store, service, account, None)
            .map_err(|error| cause(&error))
    }
}

#[cfg(any(not(unix), target_os = "macos"))]
mod platform {
    use super::{VaultError, cause};

    pub(crate) fn entry(service: &str, account: &str) -> Result<keyring::Entry, VaultError> {
        keyring::Entry::new(service, account).map_err(|error| cause(&error))
    }
}
