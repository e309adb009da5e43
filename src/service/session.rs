//! Proof that somebody is signed in.
//!
//! A [`Session`] can be made only by the use cases of this layer, after the password or the token
//! has been checked. Whatever needs a signed-in person takes one, so that a forgotten check does
//! not compile:
//!
//! ```compile_fail,E0451
//! # use egui_authenticator::service::Session;
//! fn forged(user: std::sync::Arc<egui_authenticator::domain::user::User>) -> Session {
//!     Session { user, how: egui_authenticator::service::session::SignInMethod::Password, password_at: None, _seat: None }
//! }
//! ```
//!
//! ```compile_fail,E0061
//! # use egui_authenticator::service::session::HasRole;
//! fn open_the_safe(_: HasRole<'_, &str>) {}
//! open_the_safe();
//! ```
//!
//! Nor does the proof of another role:
//!
//! ```compile_fail,E0308
//! # use egui_authenticator::domain::role::AppRole;
//! # use egui_authenticator::service::Session;
//! # use egui_authenticator::service::session::{HasRole, RoleMissing};
//! struct Lead;
//! struct Clerk;
//! # impl AppRole for Lead { fn name(&self) -> &'static str { "lead" } }
//! # impl AppRole for Clerk { fn name(&self) -> &'static str { "clerk" } }
//! fn open_the_safe(_: HasRole<'_, Lead>) {}
//! fn on_click(session: &Session) -> Result<(), RoleMissing> {
//!     open_the_safe(session.require(Clerk)?);
//!     Ok(())
//! }
//! ```
//!
//! With the right one it does:
//!
//! ```
//! # use egui_authenticator::domain::role::AppRole;
//! # use egui_authenticator::service::Session;
//! # use egui_authenticator::service::session::{HasRole, RoleMissing};
//! struct Lead;
//! # impl AppRole for Lead { fn name(&self) -> &'static str { "lead" } }
//! fn open_the_safe(_: HasRole<'_, Lead>) {}
//! fn on_click(session: &Session) -> Result<(), RoleMissing> {
//!     open_the_safe(session.require(Lead)?);
//!     Ok(())
//! }
//! ```

use std::sync::Arc;

use crate::domain::role::AppRole;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;

use crate::service::ports::SessionSlot;

/// For how long a password that was given counts for sensitive changes, in seconds (R47; ASVS 5.0,
/// 7.5.1).
pub const FRESH_SECONDS: i64 = 5 * 60;

/// Somebody is signed in. Cheap to clone.
#[derive(Clone)]
pub struct Session {
    user: Arc<User>,
    how: SignInMethod,
    password_at: Option<Timestamp>,
    _seat: Option<Arc<SessionSlot>>,
}

/// Proof that whoever is signed in has a role. Made only by [`Session::require`], and good as long as
/// the session is borrowed: the next frame asks again.
pub struct HasRole<'s, R> {
    session: &'s Session,
    role: R,
}

impl<R> HasRole<'_, R> {
    /// Whose role it is.
    #[must_use]
    pub fn session(&self) -> &Session {
        self.session
    }

    /// The role.
    #[must_use]
    pub fn role(&self) -> &R {
        &self.role
    }
}

/// Whoever is signed in has not got this role.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this needs the role {0}")]
pub struct RoleMissing(pub String);

/// How a session began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignInMethod {
    /// By typing the password.
    Password,
    /// By the token in the keyring.
    Token,
    /// By setting the program up.
    SetUp,
}

impl Session {
    /// `password_at` is when the password was last given.
    pub(crate) fn new(
        user: User,
        how: SignInMethod,
        password_at: Option<Timestamp>,
        session_slot: Option<SessionSlot>,
    ) -> Self {
        Self {
            user: Arc::new(user),
            how,
            password_at,
            _seat: session_slot.map(Arc::new),
        }
    }

    /// The same session of a person about whom the file says something else now.
    pub(crate) fn with_user(&self, user: User) -> Self {
        Self {
            user: Arc::new(user),
            ..self.clone()
        }
    }

    /// The same session without its place among those who are signed in: for signing out, which may
    /// take a while that nobody should have to wait for.
    #[must_use]
    pub fn left(self) -> Self {
        Self {
            _seat: None,
            ..self
        }
    }

    /// The same session, the password having been given just now.
    pub(crate) fn confirmed(&self, now: Timestamp) -> Self {
        Self {
            password_at: Some(now),
            ..self.clone()
        }
    }

    /// The same session, with the password given as lately as in another one of the same person: what
    /// was asked for before it was given may be answered after.
    #[must_use]
    pub fn as_fresh_as(&self, other: &Self) -> Self {
        if self.user.username != other.user.username {
            return self.clone();
        }
        Self {
            password_at: self.password_at.max(other.password_at),
            ..self.clone()
        }
    }

    /// Whether the password was given so lately that a sensitive change need not ask for it again
    /// (R47). A clock that was set back makes it ask.
    #[must_use]
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        let since = self.password_at.map(|at| now - at);
        since.is_some_and(|since| (0..FRESH_SECONDS).contains(&since))
    }

    /// Whether whoever is signed in has this role, as the file said when the session was last looked at.
    #[must_use]
    pub fn has_role(&self, role: impl AppRole) -> bool {
        let name = role.name();
        self.user.roles.iter().any(|has| has.as_str() == name)
    }

    /// Proof that whoever is signed in has this role, for functions that demand one, so that a check
    /// that was forgotten does not compile. A function that is for one role demands `HasRole<'_, Lead>`,
    /// with a type of its own for that role; one that demands `HasRole<'_, BenchRole>` looks at
    /// [`HasRole::role`] to see which one was proven.
    ///
    /// # Errors
    /// [`RoleMissing`] when they have not.
    pub fn require<R: AppRole>(&self, role: R) -> Result<HasRole<'_, R>, RoleMissing> {
        if self.has_role(&role) {
            Ok(HasRole {
                session: self,
                role,
            })
        } else {
            Err(RoleMissing(role.name().to_owned()))
        }
    }

    /// Who is signed in, as they were when the session began.
    #[must_use]
    pub fn user(&self) -> &User {
        &self.user
    }

    /// How the session began.
    #[must_use]
    pub fn how(&self) -> SignInMethod {
        self.how
    }
}
