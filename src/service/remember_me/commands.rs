//! The commands that touch the keyring.

use crate::service::command::{Command, Lane};
use crate::service::ports::VaultError;
use crate::service::remember_me::error::RememberError;
use crate::service::remember_me::{RememberMe, Resumed};
use crate::service::session::Session;
use crate::service::sign_in::sessions::Sessions;

/// Signs in with the token in the keyring.
#[derive(Debug)]
pub struct Resume;

impl Command for Resume {
    type Output = Resumed;
    type Part = RememberMe;
    const LANE: Lane = Lane::Keyring;

    fn run(self, remember_me: &RememberMe) -> Resumed {
        remember_me.resume()
    }
}

/// Finds out whether the keyring can be used.
#[derive(Debug)]
pub struct ProbeVault;

impl Command for ProbeVault {
    type Output = Result<(), VaultError>;
    type Part = RememberMe;
    const LANE: Lane = Lane::Keyring;

    fn run(self, remember_me: &RememberMe) -> Result<(), VaultError> {
        remember_me.probe()
    }
}

/// Keeps a user signed in over restarts.
pub struct Remember(pub Session);

opaque_debug!(Remember);

impl Command for Remember {
    type Output = Result<(), RememberError>;
    type Part = RememberMe;
    const LANE: Lane = Lane::Keyring;

    fn run(self, remember_me: &RememberMe) -> Result<(), RememberError> {
        remember_me.remember(&self.0)
    }
}

/// Ends a session and what is remembered of it.
pub struct SignOut(pub Session);

opaque_debug!(SignOut);

impl Command for SignOut {
    type Output = Result<(), RememberError>;
    type Part = Sessions;
    const LANE: Lane = Lane::Keyring;

    fn run(self, sessions: &Sessions) -> Result<(), RememberError> {
        sessions.sign_out(&self.0)
    }
}
