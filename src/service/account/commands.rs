//! The commands for passwords and for the lock of the window.

use crate::domain::password::Strength;
use crate::domain::secret::Secret;

use crate::service::account::error::AccountError;
use crate::service::account::password_rating::PasswordAdvice;
use crate::service::account::{Account, AccountChange, Changed, Device, Factors};
use crate::service::command::{Command, Lane};
use crate::service::or_log::OrLog as _;
use crate::service::quick_unlock::QuickUnlock;
use crate::service::remember_me::error::RememberError;
use crate::service::session::Session;
use crate::service::session_view::SessionView;
use crate::service::sign_in::locking::LockReason;
use crate::service::sign_in::sessions::Sessions;

/// Finds out how strong a password is.
pub struct RatePassword {
    /// The password as typed.
    pub password: Secret,
    /// What an attacker would try first: name, address and the like.
    pub own_words: Vec<String>,
}

opaque_debug!(RatePassword);

impl Command for RatePassword {
    type Output = Strength;
    type Part = PasswordAdvice;

    fn run(self, advice: &PasswordAdvice) -> Strength {
        advice.rate(&self.password, &self.own_words)
    }
}

/// Makes up a passphrase; `None` if there is no randomness.
#[derive(Debug)]
pub struct SuggestPassphrase;

impl Command for SuggestPassphrase {
    type Output = Option<Secret>;
    type Part = PasswordAdvice;

    fn run(self, advice: &PasswordAdvice) -> Option<Secret> {
        advice.suggest().or_log("suggest a password")
    }
}

/// Locks the window of a session, also for the next start.
pub struct LockWindow {
    /// The session.
    pub session: Session,
    /// Why it is locked.
    pub reason: LockReason,
}

opaque_debug!(LockWindow);

impl Command for LockWindow {
    type Output = Result<(), RememberError>;
    type Part = Sessions;
    // After the sign-in was remembered.
    const LANE: Lane = Lane::Keyring;

    fn run(self, sessions: &Sessions) -> Self::Output {
        sessions.lock(&self.session, self.reason)
    }
}

/// Locks the window of a session once more as it closes.
pub struct CloseLocked(pub Session);

opaque_debug!(CloseLocked);

impl Command for CloseLocked {
    type Output = Result<(), RememberError>;
    type Part = Sessions;
    const LANE: Lane = Lane::Keyring;

    fn run(self, sessions: &Sessions) -> Self::Output {
        sessions.close_locked(&self.0)
    }
}

/// Continues what a user had parked, in the session of a new sign-in.
pub struct ContinueParked {
    /// The parked session.
    pub parked: Session,
    /// The new session.
    pub session: Session,
}

opaque_debug!(ContinueParked);

impl Command for ContinueParked {
    type Output = Result<(), AccountError>;
    type Part = Sessions;
    const LANE: Lane = Lane::Keyring;

    fn run(self, sessions: &Sessions) -> Self::Output {
        sessions.continue_parked(&self.parked, &self.session)
    }
}

/// Records that a parked session has ended, because of a limit of the settings.
pub struct RecordParkedEnd(pub Session);

opaque_debug!(RecordParkedEnd);

impl Command for RecordParkedEnd {
    type Output = ();
    type Part = Sessions;

    fn run(self, sessions: &Sessions) -> Self::Output {
        sessions.record_parked_end(&self.0);
    }
}

/// What unlocks a window.
pub enum UnlockWith {
    /// The password, with a code if the role asks for it.
    Factors(Factors),
    /// The PIN of this computer, as typed.
    Pin(Secret),
    /// A badge, as scanned.
    Badge(Secret),
}

opaque_debug!(UnlockWith);

/// Unlocks the window for the user who is signed in.
pub struct Unlock {
    /// The session.
    pub session: Session,
    /// What was typed.
    pub with: UnlockWith,
}

opaque_debug!(Unlock);

impl Command for Unlock {
    type Output = Result<Box<SessionView>, AccountError>;
    type Part = QuickUnlock;

    fn lane(&self) -> Lane {
        match self.with {
            UnlockWith::Factors(_) => Lane::UseCases,
            UnlockWith::Pin(_) | UnlockWith::Badge(_) => Lane::Keyring,
        }
    }

    fn run(self, quick: &QuickUnlock) -> Result<Box<SessionView>, AccountError> {
        match &self.with {
            UnlockWith::Factors(factors) => quick.sessions.unlock(&self.session, factors),
            UnlockWith::Pin(pin) => quick.unlock(&self.session, pin),
            UnlockWith::Badge(badge) => quick.unlock_with_badge(&self.session, badge),
        }
    }
}

/// Changes the account of a session.
pub struct ChangeAccount {
    /// The session.
    pub session: Session,
    /// The current password, and a code if it is asked for.
    pub current: Factors,
    /// What changes.
    pub change: AccountChange,
}

opaque_debug!(ChangeAccount);

impl Command for ChangeAccount {
    type Output = Result<Changed, AccountError>;
    type Part = Account;

    /// A new picture is read first, from a file that may be on a mount that hangs. The keyring may not answer either.
    fn lane(&self) -> Lane {
        match self.change {
            AccountChange::Picture(Some(_)) => Lane::Files,
            AccountChange::Pin(_)
            | AccountChange::PinOff
            | AccountChange::Badge(_)
            | AccountChange::BadgeOff => Lane::Keyring,
            _ => Self::LANE,
        }
    }

    fn run(self, account: &Account) -> Self::Output {
        account.change(&self.session, &self.current, self.change)
    }
}

/// Lists the computers on which the user of a session is remembered.
pub struct ListDevices(pub Session);

opaque_debug!(ListDevices);

impl Command for ListDevices {
    type Output = Result<Vec<Device>, AccountError>;
    type Part = Account;

    fn run(self, account: &Account) -> Self::Output {
        account.devices(&self.0)
    }
}

/// Checks the password again, and a code if it is asked for, before a sensitive action (R47, R78).
pub struct Reauthenticate {
    /// The session.
    pub session: Session,
    /// What was typed.
    pub factors: Factors,
}

opaque_debug!(Reauthenticate);

impl Command for Reauthenticate {
    type Output = Result<Box<SessionView>, AccountError>;
    type Part = Sessions;

    fn run(self, sessions: &Sessions) -> Self::Output {
        sessions.reauthenticate(&self.session, &self.factors)
    }
}
