//! Proof that somebody is signed in.
//!
//! A [`Session`] can be made only by the use cases of this layer, after the password or the token
//! has been checked. Whatever needs a signed-in person takes one, so that a forgotten check does
//! not compile.

use std::sync::Arc;

use crate::account::user::User;

/// Somebody is signed in. Cheap to clone.
#[derive(Clone)]
pub struct Session {
    user: Arc<User>,
    how: How,
}

/// How a session began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By typing the password.
    Password,
    /// By the token in the keyring.
    Token,
    /// By setting the program up.
    SetUp,
}

impl Session {
    pub(in crate::service) fn new(user: User, how: How) -> Self {
        Self {
            user: Arc::new(user),
            how,
        }
    }

    /// The same session of a person about whom the file says something else now.
    pub(in crate::service) fn with_user(&self, user: User) -> Self {
        Self::new(user, self.how)
    }

    /// Who is signed in, as they were when the session began.
    #[must_use]
    pub fn user(&self) -> &User {
        &self.user
    }

    /// How the session began.
    #[must_use]
    pub fn how(&self) -> How {
        self.how
    }
}
