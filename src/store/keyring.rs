//! The OS keyring: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.
//!
//! Whatever the keyring does, a call here ends within `PATIENCE`: the work is done on a thread of
//! its own. On Linux it is connected to anew for each call, so that a service that starts later is
//! found, and a locked keyring is noticed before it is asked, because asking it makes a prompt
//! appear that may wait for ever (R45).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

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
            let answer = platform::answer(&service, &account, ask);
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

#[cfg(all(unix, not(target_os = "macos")))]
mod platform {
    use std::collections::HashMap;

    use secret_service::blocking::{Item, SecretService};
    use secret_service::{EncryptionType, Error};
    use zeroize::Zeroize as _;

    use super::{Ask, Secret, VaultError};

    /// The kind of content that the keyring is told.
    const CONTENT: &str = "application/octet-stream";

    /// Answers without showing a prompt.
    pub(super) fn answer(
        service: &str,
        account: &str,
        ask: Ask,
    ) -> Result<Option<Secret>, VaultError> {
        let secrets = SecretService::connect(EncryptionType::Dh).map_err(|e| absent(&e))?;
        // Without a default collection the service would offer to make one, with a prompt.
        let collection = secrets.get_default_collection().map_err(|e| absent(&e))?;
        if collection.is_locked().map_err(|e| cause(&e))? {
            return Err(VaultError::Locked);
        }
        let attributes = || HashMap::from([("service", service), ("username", account)]);
        let items = collection
            .search_items(attributes())
            .map_err(|e| cause(&e))?;
        for item in &items {
            item.ensure_unlocked().map_err(|e| cause(&e))?;
        }
        match ask {
            Ask::Probe => {}
            Ask::Read => {
                let Some(item) = only(&items)? else {
                    return Ok(None);
                };
                let bytes = item.get_secret().map_err(|e| cause(&e))?;
                return text(bytes).map(Some);
            }
            Ask::Write(token) => {
                let secret = token.expose().as_bytes();
                let written = if let Some(item) = only(&items)? {
                    // Never with a prompt, as it may be to create one.
                    item.set_secret(secret, CONTENT)
                } else {
                    let label = format!("keyring:{account}@{service}");
                    let created =
                        collection.create_item(&label, attributes(), secret, false, CONTENT);
                    created.map(drop)
                };
                written.map_err(|e| cause(&e))?;
            }
            Ask::Clear => {
                for item in &items {
                    item.delete().map_err(|e| cause(&e))?;
                }
            }
        }
        Ok(None)
    }

    /// Returns the item, if there is one. Of several, all but one are from other programs, and none is trusted.
    fn only<'i, 's>(items: &'i [Item<'s>]) -> Result<Option<&'i Item<'s>>, VaultError> {
        match items {
            [] => Ok(None),
            [item] => Ok(Some(item)),
            _ => {
                tracing::warn!("several entries of the keyring have the same name");
                Err(VaultError::Failed)
            }
        }
    }

    fn text(bytes: Vec<u8>) -> Result<Secret, VaultError> {
        String::from_utf8(bytes).map(Secret::new).map_err(|error| {
            error.into_bytes().zeroize();
            VaultError::Failed
        })
    }

    fn absent(error: &Error) -> VaultError {
        tracing::warn!(%error, "no secret service");
        VaultError::Absent
    }

    fn cause(error: &Error) -> VaultError {
        tracing::warn!(%error, "keyring");
        match error {
            Error::Locked | Error::Prompt => VaultError::Locked,
            Error::Unavailable => VaultError::Absent,
            _ => VaultError::Failed,
        }
    }
}

#[cfg(any(not(unix), target_os = "macos"))]
mod platform {
    use keyring::{Entry, Error};

    use super::{Ask, Secret, VaultError};

    pub(super) fn answer(
        service: &str,
        account: &str,
        ask: Ask,
    ) -> Result<Option<Secret>, VaultError> {
        let entry = Entry::new(service, account).map_err(|e| cause(&e))?;
        let answer = match ask {
            Ask::Probe => return Ok(None),
            Ask::Read => entry.get_password().map(|text| Some(Secret::new(text))),
            Ask::Write(token) => entry.set_password(token.expose()).map(|()| None),
            Ask::Clear => entry.delete_credential().map(|()| None),
        };
        match answer {
            Err(Error::NoEntry) => Ok(None),
            answer => answer.map_err(|e| cause(&e)),
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
}
