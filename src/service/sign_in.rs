//! Signing in with a password.
//!
//! ```text
//! find → verify (a decoy when there is nobody) → disabled? → session
//! ```
//! Unknown user, wrong password, disabled account and an account without a password take the same
//! way and give the same answer (R16, R17). Whatever fails on the way is a no (R25).

use crate::account::password::normalised;
use crate::account::secret::Secret;

use super::ports::StoreError;
use super::request::Entrance;
use super::session::How;
use super::{Service, Session};

/// Why somebody was not signed in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInError {
    /// Name or password is not right. Nothing says which.
    #[error("not signed in")]
    Refused,
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
        let hashing = self.credentials.settings()?.hashing;
        let found = self.credentials.find(login)?.value;
        let hash = found.as_ref().and_then(|user| user.hash.clone());
        let is_real = hash.is_some();
        let hash = match hash {
            Some(hash) => Ok(hash),
            None => self.hasher.decoy(hashing),
        };
        let hash = hash.map_err(|_| SignInError::Refused)?;
        let matches = self
            .hasher
            .verify(&normalised(password), &hash)
            .unwrap_or(false);
        match found {
            Some(user) if is_real && matches && !user.disabled => {
                Ok(self.entrance(Session::new(user, How::Password))?)
            }
            _ => Err(SignInError::Refused),
        }
    }
}
