//! Changing one's own password, with the one before (R11).
//!
//! Wrong current passwords count like wrong passwords at sign-in, so that an unattended desk is no
//! place to guess. The session goes on; every other one ends, and so does a remembered sign-in,
//! because both are tied to the password before (R42).

use crate::account::lockout::{Locked, LockoutRule};
use crate::account::password::{PasswordError, check_guessable, normalised};
use crate::account::secret::Secret;
use crate::account::user::{User, UserPatch};

use super::ports::{Change, HasherError, StateError, StoreError};
use super::request::Entrance;
use super::session::How;
use super::sign_in::{SignInError, attempt_key};
use super::{Service, Session, words_of};

/// Why a password was not changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OwnPasswordError {
    /// The current password is not right.
    #[error("the current password is not right")]
    Wrong,
    /// Too many wrong ones.
    #[error("locked")]
    Locked(Locked),
    /// The account is no longer what it was.
    #[error("the session has ended")]
    Ended,
    /// The new one is the current one.
    #[error("the same password")]
    Same,
    /// Not an acceptable password.
    #[error("the password: {0}")]
    Password(#[from] PasswordError),
    /// The password could not be hashed.
    #[error(transparent)]
    Hasher(#[from] HasherError),
    /// The state database cannot be used.
    #[error(transparent)]
    State(#[from] StateError),
    /// The credential file cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<SignInError> for OwnPasswordError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Refused => Self::Wrong,
            SignInError::Locked(locked) => Self::Locked(locked),
            SignInError::State(error) => Self::State(error),
            SignInError::Store(error) => Self::Store(error),
        }
    }
}

impl Service {
    /// Gives whoever is signed in another password, and a session that goes on with it.
    ///
    /// # Errors
    /// Says what stands in the way; then the password is the one before.
    pub fn change_own_password(
        &self,
        session: &Session,
        current: &Secret,
        new: &Secret,
    ) -> Result<Box<Entrance>, OwnPasswordError> {
        let settings = self.credentials.settings()?;
        let user = self.current(session)?.ok_or(OwnPasswordError::Ended)?;
        if user.hash != session.user().hash {
            return Err(OwnPasswordError::Ended);
        }
        self.check_current(&user, current, settings.lockout)?;
        settings.password.check(new)?;
        if normalised(new).expose() == normalised(current).expose() {
            return Err(OwnPasswordError::Same);
        }
        check_guessable(new, &words_of(&user, &settings))?;
        let hash = self.hasher.hash(&normalised(new), settings.hashing)?;
        self.change(|| {
            let found = self.credentials.find(user.username.as_str())?;
            let is_as_it_was = found.value.is_some_and(|now| now.hash == user.hash);
            if !is_as_it_was {
                return Err(OwnPasswordError::Ended);
            }
            let patch = UserPatch::password(hash.clone());
            let change = Change::Update(vec![(user.username.clone(), patch)]);
            Ok(Some((change, found.revision)))
        })?;
        let changed = self.credentials.find(user.username.as_str())?.value;
        let changed = changed.filter(|now| now.hash.as_ref() == Some(&hash));
        let changed = changed.ok_or(OwnPasswordError::Ended)?;
        Ok(self.entrance(Session::new(changed, How::Password))?)
    }

    fn check_current(
        &self,
        user: &User,
        current: &Secret,
        rule: LockoutRule,
    ) -> Result<(), OwnPasswordError> {
        let name = attempt_key(Some(user), user.username.as_str());
        self.count(&name, rule)?;
        let hash = user.hash.as_ref().ok_or(OwnPasswordError::Wrong)?;
        let is_right = self.hasher.verify(&normalised(current), hash);
        if !is_right.unwrap_or(false) {
            return Err(OwnPasswordError::Wrong);
        }
        let now = self.clock.now();
        let unlocked = |attempts| LockoutRule::unlocked(attempts, now);
        self.state.attempts(&name, &unlocked)?;
        Ok(())
    }
}
