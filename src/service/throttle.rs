//! Counting sign-in attempts under the name that they are for (R16, R19).

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::domain::fold;
use crate::domain::throttle::{Attempts, Locked, LockoutRule};
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;

use crate::service::context::Context;
use crate::service::ports::{AttemptKey, AttemptStore, Clock, StateError};

/// The reason why an attempt is not made.
pub(crate) enum AttemptError {
    /// Too many attempts failed.
    Locked(Locked),
    /// The attempt cannot be counted.
    State(StateError),
}

impl From<StateError> for AttemptError {
    fn from(error: StateError) -> Self {
        Self::State(error)
    }
}

/// Counts attempts.
#[derive(Clone)]
pub(crate) struct Throttle {
    attempts: Arc<dyn AttemptStore>,
    clock: Arc<dyn Clock>,
}

impl From<&Context> for Throttle {
    fn from(from: &Context) -> Self {
        Self {
            attempts: Arc::clone(&from.attempts),
            clock: Arc::clone(&from.clock),
        }
    }
}

impl Throttle {
    /// Counts an attempt as a failure before the password is checked, and returns the number of failures
    /// in a row with it.
    ///
    /// # Errors
    /// - [`AttemptError::Locked`] if the name is locked; then the attempt is not made.
    /// - [`AttemptError::State`] if it cannot be counted.
    pub(crate) fn count(&self, key: &AttemptKey, rule: LockoutRule) -> Result<u32, AttemptError> {
        let now = self.clock.now();
        let before = self
            .attempts
            .attempts(key, &|attempts| rule.tried(attempts, now).0)?;
        let (after, may) = rule.tried(before, now);
        may.map(|()| after.failures).map_err(AttemptError::Locked)
    }

    /// Removes an attempt that was counted as failure number `counted` and was right. Earlier failures
    /// stay.
    pub(crate) fn undo(&self, key: &AttemptKey, counted: u32) -> Result<(), StateError> {
        self.change(key, |attempts, now| {
            LockoutRule::attempt_undone(attempts, counted, now)
        })?;
        Ok(())
    }

    /// Resets the failures after a complete sign-in, and returns the attempts before.
    pub(crate) fn succeed(&self, key: &AttemptKey) -> Result<Attempts, StateError> {
        self.change(key, LockoutRule::succeeded)
    }

    /// Resets the failures.
    pub(crate) fn unlock(&self, key: &AttemptKey) -> Result<(), StateError> {
        self.change(key, LockoutRule::unlocked).map(|_| ())
    }

    fn change(
        &self,
        key: &AttemptKey,
        change: impl Fn(Attempts, Timestamp) -> Attempts,
    ) -> Result<Attempts, StateError> {
        let now = self.clock.now();
        self.attempts
            .attempts(key, &|attempts| change(attempts, now))
    }
}

/// Returns the key under which attempts are counted: of the user, whichever of their names was typed, or
/// else of what was typed.
pub(crate) fn attempt_key(found: Option<&User>, login: &str) -> AttemptKey {
    let folded = fold(login.trim());
    let name = found.map_or(folded.as_str(), |user| user.username.key());
    digest(b"attempt\0", name.as_bytes())
}

/// Returns the key of a user.
pub(crate) fn key_of(user: &User) -> AttemptKey {
    digest(b"attempt\0", user.username.key().as_bytes())
}

/// Returns the key under which mails to this name are counted.
pub(crate) fn mail_key(key: &AttemptKey) -> AttemptKey {
    digest(b"mail\0", &key.0)
}

fn digest(purpose: &[u8], name: &[u8]) -> AttemptKey {
    let digest = Sha256::new().chain_update(purpose).chain_update(name);
    AttemptKey(digest.finalize().into())
}
