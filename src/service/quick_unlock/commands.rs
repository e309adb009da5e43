//! The commands of quick unlock.

use crate::domain::secret::Secret;

use crate::service::account::error::AccountError;
use crate::service::command::{Command, Lane};
use crate::service::quick_unlock::{PinStatus, QuickUnlock};
use crate::service::session::Session;
use crate::service::session_view::SessionView;

/// Finds out whether the user of a session can unlock with a PIN.
pub struct CheckPinStatus(pub Session);

opaque_debug!(CheckPinStatus);

impl Command for CheckPinStatus {
    type Output = Option<PinStatus>;
    type Part = QuickUnlock;
    const LANE: Lane = Lane::Keyring;

    fn run(self, quick: &QuickUnlock) -> Option<PinStatus> {
        quick.status(&self.0)
    }
}

/// Lists the usernames of those who can sign in with a PIN now.
pub struct ListPins;

opaque_debug!(ListPins);

impl Command for ListPins {
    type Output = Vec<String>;
    type Part = QuickUnlock;
    const LANE: Lane = Lane::Keyring;

    fn run(self, quick: &QuickUnlock) -> Vec<String> {
        quick.offered()
    }
}

/// Signs a user in with the PIN.
pub struct SignInWithPin {
    /// The username.
    pub username: String,
    /// The PIN as typed.
    pub pin: Secret,
}

opaque_debug!(SignInWithPin);

impl Command for SignInWithPin {
    type Output = Result<Box<SessionView>, AccountError>;
    type Part = QuickUnlock;
    const LANE: Lane = Lane::Keyring;

    fn run(self, quick: &QuickUnlock) -> Self::Output {
        quick.sign_in(&self.username, &self.pin)
    }
}

/// Takes in that the user of a session has entered the password.
pub struct RenewPin(pub Session);

opaque_debug!(RenewPin);

impl Command for RenewPin {
    type Output = ();
    type Part = QuickUnlock;
    const LANE: Lane = Lane::Keyring;

    fn run(self, quick: &QuickUnlock) {
        quick.renew(&self.0);
    }
}
