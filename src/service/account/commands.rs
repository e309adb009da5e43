//! The commands for passwords and for the lock of the window.

use crate::domain::audit::AuditKind;
use crate::domain::password::Strength;
use crate::domain::secret::Secret;

use crate::service::account::AccountError;
use crate::service::command::Command;
use crate::service::session_view::SessionView;
use crate::service::{Service, Session};

/// Finds out how strong a password is.
pub struct RatePassword {
    /// The password as typed.
    pub password: Secret,
    /// What an attacker would try first: name, address and the like.
    pub own_words: Vec<String>,
}

impl Command for RatePassword {
    type Output = Strength;
    type Part = Service;

    fn run(self, service: &Service) -> Strength {
        service.rate(&self.password, &self.own_words)
    }
}

/// Makes up a passphrase; `None` if there is no randomness.
pub struct SuggestPassphrase;

impl Command for SuggestPassphrase {
    type Output = Option<Secret>;
    type Part = Service;

    fn run(self, service: &Service) -> Option<Secret> {
        service.suggest()
    }
}

/// Records that the window left the hands of the user who is signed in.
pub enum RecordLock {
    /// It was locked.
    Locked(Session),
    /// Another user was to sign in.
    SwitchedAway(Session),
}

impl Command for RecordLock {
    type Output = ();
    type Part = Service;

    fn run(self, service: &Service) {
        let (session, detail) = match self {
            Self::Locked(session) => (session, "locked"),
            Self::SwitchedAway(session) => (session, "switched away"),
        };
        let username = session.user().username.as_str();
        service.record(AuditKind::Lock, username, true, detail);
    }
}

/// Unlocks the window for the user who is signed in.
pub struct Unlock {
    /// The session.
    pub session: Session,
    /// The password as typed.
    pub password: Secret,
}

impl Command for Unlock {
    type Output = Result<Box<SessionView>, AccountError>;
    type Part = Service;

    fn run(self, service: &Service) -> Result<Box<SessionView>, AccountError> {
        service.unlock_window(&self.session, &self.password)
    }
}
