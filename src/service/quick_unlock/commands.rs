//! The commands of quick unlock.

use crate::domain::secret::Secret;

use crate::service::account::error::AccountError;
use crate::service::command::{Command, Lane};
use crate::service::quick_unlock::{PinStatus, QuickUnlock};
use crate::service::session::Session;
use crate::service::session_view::SessionView;
use crate::service::sign_in::tiles::Tile;

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

/// Lists those who can sign in with a PIN now, as their tiles.
pub struct ListPins;

opaque_debug!(ListPins);

impl Command for ListPins {
    type Output = Vec<Tile>;
    type Part = QuickUnlock;
    const LANE: Lane = Lane::Keyring;

    fn run(self, quick: &QuickUnlock) -> Vec<Tile> {
        quick.offered_tiles()
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

/// Finds out whether the user of a session has a badge.
pub struct CheckBadge(pub Session);

opaque_debug!(CheckBadge);

impl Command for CheckBadge {
    type Output = Option<bool>;
    type Part = QuickUnlock;
    const LANE: Lane = Lane::Keyring;

    fn run(self, quick: &QuickUnlock) -> Option<bool> {
        quick.has_badge(&self.0)
    }
}

/// Reads the badges of this computer, if they have changed.
pub struct LoadBadges;

opaque_debug!(LoadBadges);

impl Command for LoadBadges {
    type Output = ();
    type Part = QuickUnlock;
    const LANE: Lane = Lane::Keyring;

    fn run(self, quick: &QuickUnlock) {
        quick.load_badges();
    }
}

/// Signs in the user of a badge.
pub struct SignInWithBadge(pub Secret);

opaque_debug!(SignInWithBadge);

impl Command for SignInWithBadge {
    type Output = Result<Box<SessionView>, AccountError>;
    type Part = QuickUnlock;
    const LANE: Lane = Lane::Keyring;

    fn run(self, quick: &QuickUnlock) -> Self::Output {
        quick.sign_in_with_badge(&self.0)
    }
}

/// Takes in that badges were scanned in a session, or where no user was signed in, and that the window showed that they are badges.
/// Returns `true` if one belongs to another user.
pub struct NoteBadges(pub Vec<(Option<Session>, Secret)>);

opaque_debug!(NoteBadges);

impl Command for NoteBadges {
    type Output = bool;
    type Part = QuickUnlock;
    const LANE: Lane = Lane::Keyring;

    fn run(self, quick: &QuickUnlock) -> bool {
        quick.note_badges(&self.0)
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

/// Removes what unlocks accounts quickly that are gone.
pub struct TidyQuick;

opaque_debug!(TidyQuick);

impl Command for TidyQuick {
    type Output = ();
    type Part = QuickUnlock;
    const LANE: Lane = Lane::Keyring;

    fn run(self, quick: &QuickUnlock) {
        quick.tidy();
    }
}
