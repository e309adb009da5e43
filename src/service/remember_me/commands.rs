//! The commands that touch the keyring.

use crate::service::command::{Command, Lane};
use crate::service::ports::VaultError;
use crate::service::remember_me::{RememberError, Resumed};
use crate::service::{Service, Session};

/// Signs in with the token in the keyring.
pub struct Resume;

impl Command for Resume {
    type Output = Resumed;
    type Part = Service;
    const LANE: Lane = Lane::Keyring;

    fn run(self, service: &Service) -> Resumed {
        service.resume()
    }
}

/// Finds out whether the keyring can be used.
pub struct ProbeVault;

impl Command for ProbeVault {
    type Output = Result<(), VaultError>;
    type Part = Service;
    const LANE: Lane = Lane::Keyring;

    fn run(self, service: &Service) -> Result<(), VaultError> {
        service.vault.probe()
    }
}

/// Keeps a user signed in over restarts.
pub struct Remember(pub Session);

impl Command for Remember {
    type Output = Result<(), RememberError>;
    type Part = Service;
    const LANE: Lane = Lane::Keyring;

    fn run(self, service: &Service) -> Result<(), RememberError> {
        service.remember(&self.0)
    }
}

/// Ends a session and what is remembered of it.
pub struct SignOut(pub Session);

impl Command for SignOut {
    type Output = Result<(), RememberError>;
    type Part = Service;
    const LANE: Lane = Lane::Keyring;

    fn run(self, service: &Service) -> Result<(), RememberError> {
        service.sign_out(&self.0)
    }
}
