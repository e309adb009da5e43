//! Signing in with a password.
//!
//! ```text
//! find → throttle → verify (a decoy when there is nobody) → disabled? → count anew → session
//! ```
//! Unknown user, wrong password, disabled account and an account without a password take the same
//! way and give the same answer (R16, R17), and the throttle knows all of them. Whatever fails on
//! the way is a no (R25).

use sha2::{Digest, Sha256};

use crate::account::lockout::{Locked, LockoutRule};
use crate::account::password::normalised;
use crate::account::secret::Secret;
use crate::account::settings::Hashing;
use crate::account::user::{User, UserPatch};

use super::ports::{AttemptKey, Change, StateError, StoreError};
use super::request::{Before, Entrance};
use super::session::How;
use super::{Service, Session};

/// Why somebody was not signed in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInError {
    /// Name or password is not right. Nothing says which.
    #[error("not signed in")]
    Refused,
    /// Too many wrong passwords; this one was not looked at. The same for names that do not exist.
    #[error("locked")]
    Locked(Locked),
    /// The state database cannot be used, so nobody could count wrong passwords.
    #[error(transparent)]
    State(#[from] StateError),
    /// The credential file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Service {
    /// Signs in the person with this username or e-mail address.
    ///
    /// # Errors
    /// [`SignInError::Refused`] unless the password is right and the account may be used.
    pub fn sign_in(&self, login: &str, password: &Secret) -> Result<Box<Entrance>, SignInError> {
        let settings = self.credentials.settings()?;
        let found = self.credentials.find(login)?.value;
        let name = attempt_key(found.as_ref(), login);
        self.count(&name, settings.lockout)?;
        let hash = found.as_ref().and_then(|user| user.hash.clone());
        let is_real = hash.is_some();
        let hash = match hash {
            Some(hash) => Ok(hash),
            None => self.hasher.decoy(settings.hashing),
        };
        let hash = hash.map_err(|_| SignInError::Refused)?;
        let matches = self
            .hasher
            .verify(&normalised(password), &hash)
            .unwrap_or(false);
        match found {
            Some(user) if is_real && matches && !user.disabled => {
                let now = self.clock.now();
                let succeeded = |attempts| LockoutRule::succeeded(attempts, now);
                let before = self.state.attempts(&name, &succeeded)?;
                let user = self.strengthened(user, password, settings.hashing);
                let mut entrance = self.entrance(Session::new(user, How::Password))?;
                entrance.before = Some(Before {
                    last_sign_in: before.last_sign_in,
                    // This try was counted as well.
                    failures: before.failures.saturating_sub(1),
                    now,
                });
                Ok(entrance)
            }
            _ => Err(SignInError::Refused),
        }
    }

    /// Hashes the password anew when the file asks for more than its hash costs (R14), now that it
    /// is at hand. Where that cannot be done the old hash stays: it was good enough to come in.
    fn strengthened(&self, user: User, password: &Secret, how: Hashing) -> User {
        let Some(old) = user.hash.clone() else {
            return user;
        };
        if !self.hasher.is_below(&old, how) {
            return user;
        }
        let Ok(new) = self.hasher.hash(&normalised(password), how) else {
            return user;
        };
        let changed = self.change(|| {
            let found = self.credentials.find(user.username.as_str())?;
            let is_still_theirs = found
                .value
                .is_some_and(|now| now.hash.as_ref() == Some(&old));
            let patch = UserPatch::password(new.clone());
            let change = Change::Update(vec![(user.username.clone(), patch)]);
            Ok::<_, StoreError>(is_still_theirs.then_some((change, found.revision)))
        });
        // What counts is what the file says then, whoever was quicker.
        let now = self.credentials.find(user.username.as_str());
        match now.map(|found| found.value) {
            Ok(Some(now)) if changed.is_ok() && now.username == user.username => now,
            _ => user,
        }
    }

    /// Counts a try before the password is looked at (R16).
    pub(super) fn count(&self, name: &AttemptKey, rule: LockoutRule) -> Result<(), SignInError> {
        let now = self.clock.now();
        let before = self
            .state
            .attempts(name, &|attempts| rule.tried(attempts, now).0)?;
        rule.tried(before, now).1.map_err(SignInError::Locked)
    }

    /// Lets somebody try again whose name is locked. Works for any name, so that it tells nobody
    /// who exists.
    ///
    /// # Errors
    /// When one of the stores fails.
    pub fn unlock(&self, login: &str) -> Result<(), SignInError> {
        let found = self.credentials.find(login)?.value;
        let now = self.clock.now();
        let unlocked = |attempts| LockoutRule::unlocked(attempts, now);
        let name = attempt_key(found.as_ref(), login);
        self.state.attempts(&name, &unlocked)?;
        Ok(())
    }
}

/// What tries are counted under: the person, by whichever of their names; else what was typed.
pub(super) fn attempt_key(found: Option<&User>, login: &str) -> AttemptKey {
    let folded = crate::account::fold(login.trim());
    let key = found.map_or(folded.as_str(), |user| user.username.key());
    let mut digest = Sha256::new();
    digest.update(b"attempt\0");
    digest.update(key.as_bytes());
    AttemptKey(digest.finalize().into())
}
