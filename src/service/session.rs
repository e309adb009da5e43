//! Proof that a user is signed in.
//!
//! Only the use cases create a [`Session`], after they have checked the password or the token. A function
//! that is for signed-in users takes one as an argument, so that a forgotten check does not compile:
//!
//! ```compile_fail,E0451
//! # use egui_authenticator::Session;
//! fn forged(session: Session, user: std::sync::Arc<egui_authenticator::users::User>) -> Session {
//!     Session { user, ..session }
//! }
//! ```
//!
//! ```compile_fail,E0061
//! # use egui_authenticator::HasRole;
//! fn open_safe(_: HasRole<'_, &str>) {}
//! open_safe();
//! ```
//!
//! Neither does the proof of another role:
//!
//! ```compile_fail,E0308
//! # use egui_authenticator::AppRole;
//! # use egui_authenticator::Session;
//! # use egui_authenticator::{HasRole, RoleError};
//! struct Lead;
//! struct Clerk;
//! # impl AppRole for Lead { fn name(&self) -> &'static str { "lead" } }
//! # impl AppRole for Clerk { fn name(&self) -> &'static str { "clerk" } }
//! fn open_safe(_: HasRole<'_, Lead>) {}
//! fn on_click(session: &Session) -> Result<(), RoleError> {
//!     open_safe(session.require(Clerk)?);
//!     Ok(())
//! }
//! ```
//!
//! The proof of the right role compiles:
//!
//! ```
//! # use egui_authenticator::AppRole;
//! # use egui_authenticator::Session;
//! # use egui_authenticator::{HasRole, RoleError};
//! struct Lead;
//! # impl AppRole for Lead { fn name(&self) -> &'static str { "lead" } }
//! fn open_safe(_: HasRole<'_, Lead>) {}
//! fn on_click(session: &Session) -> Result<(), RoleError> {
//!     open_safe(session.require(Lead)?);
//!     Ok(())
//! }
//! ```

mod approvals;
mod freshness;
mod method;

use std::marker::PhantomData;
use std::sync::Arc;

use crate::domain::role::AppRole;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;
use crate::service::approvals::held::HeldGrants;
use crate::service::ports::Snapshot;
pub use crate::service::session::method::SignInMethod;
use crate::service::session_state::{OpenSessions, SessionState};

/// Time for which an entered password counts for sensitive changes, in seconds (R47; ASVS 5.0, 7.5.1).
pub const FRESH_SECONDS: i64 = 5 * 60;

/// Proof that a user is signed in. Cheap to clone. Signing out, ending the user's sessions and removing the user
/// end every clone at once (R74): an ended session has no role, and every use case refuses it.
///
/// ```
/// use egui_authenticator::Session;
///
/// fn greeting(session: &Session) -> String {
///     format!("Hello, {}", session.user().display_name())
/// }
/// ```
#[derive(Clone)]
pub struct Session {
    user: Arc<User>,
    how: SignInMethod,
    password_at: Option<Timestamp>,
    /// How often a PIN had unlocked the session when the password was last entered.
    pins: u32,
    state: Arc<SessionState>,
    /// What was approved for the command that has this copy.
    approvals: HeldGrants,
}
opaque_debug!(Session { user });

/// Proof that the signed-in user has a role. Created only by [`Session::require`], and borrowed from the
/// session, so that the next frame has to check again.
///
/// ```
/// use egui_authenticator::AppRole;
/// use egui_authenticator::HasRole;
///
/// struct Lead;
/// # impl AppRole for Lead { fn name(&self) -> &'static str { "lead" } }
///
/// /// Only a lead gets here, and the proof says who it is.
/// fn close_till(proof: &HasRole<'_, Lead>) -> String {
///     format!("closed by {}", proof.session().user().display_name())
/// }
/// ```
#[doc(alias = "RBAC")]
#[doc(alias = "authorization")]
#[derive(Debug)]
pub struct HasRole<'s, R> {
    session: &'s Session,
    role: PhantomData<R>,
}

impl<R> HasRole<'_, R> {
    /// Returns the session with the role.
    ///
    /// ```
    /// use egui_authenticator::HasRole;
    ///
    /// fn author<R>(proof: &HasRole<'_, R>) -> String {
    ///     proof.session().user().display_name()
    /// }
    /// ```
    #[must_use]
    pub fn session(&self) -> &Session {
        self.session
    }
}

/// The reason why a session gives no proof of a role.
///
/// ```
/// use egui_authenticator::RoleError;
///
/// fn explain(error: &RoleError) -> String {
///     match error {
///         RoleError::Missing(role) => format!("Ask a user with the role {role}."),
///         _ => "Sign in again.".to_owned(),
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RoleError {
    /// The user does not have the role with this name.
    #[error("this needs the role {0}")]
    Missing(String),
    /// The session has ended, is parked, needs the password again, or the access of the user is limited to other days or hours.
    #[error("the session has ended")]
    Ended,
}

impl Session {
    /// `password_at` is when the password was last entered.
    pub(crate) fn new(
        user: User,
        how: SignInMethod,
        password_at: Option<Timestamp>,
        state: Arc<SessionState>,
    ) -> Self {
        Self {
            user: Arc::new(user),
            how,
            password_at,
            pins: 0,
            state,
            approvals: HeldGrants::default(),
        }
    }

    /// Returns what all clones of the session share.
    pub(crate) fn state(&self) -> &SessionState {
        &self.state
    }

    /// Returns the same, to be kept.
    pub(crate) fn shared_state(&self) -> &Arc<SessionState> {
        &self.state
    }

    /// Returns `true` if both are copies of one session.
    pub(crate) fn is_copy_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.state, &other.state)
    }

    /// Returns `true` once the session has ended: the user signed out, the account no longer permits it, or the user has come back
    /// to it after it was parked, and continues in a new session. `false` while it is parked, although [`Self::require`] refuses it
    /// then.
    ///
    /// ```
    /// use egui_authenticator::Session;
    ///
    /// /// Whether what was kept for an earlier session can be dropped, at a frame of this one.
    /// fn is_over(earlier: &Session, now: &Session) -> bool {
    ///     earlier.has_ended() && earlier.user().id != now.user().id
    /// }
    /// ```
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.state.has_ended()
    }

    /// Parks the session while another user works: no copy of it proves a role any more, every use case refuses it apart from
    /// what was under way, and its owner continues in a new one. The window does so after it has locked it.
    ///
    /// ```
    /// use egui_authenticator::Session;
    ///
    /// fn switch(session: &Session) {
    ///     session.park();
    ///     assert!(!session.has_role("lead"));
    /// }
    /// ```
    #[doc(hidden)]
    pub fn park(&self) {
        self.state.park();
    }

    /// Ends a parked session. What is open in it is dropped.
    ///
    /// ```
    /// use egui_authenticator::Session;
    ///
    /// fn end(parked: &Session) {
    ///     parked.discard();
    ///     assert!(parked.has_ended());
    /// }
    /// ```
    #[doc(hidden)]
    pub fn discard(&self) {
        self.state.discard();
    }

    /// Returns this session with the user as the file has it now.
    pub(crate) fn with_user(&self, user: User) -> Self {
        Self {
            user: Arc::new(user),
            ..self.clone()
        }
    }

    /// Returns the user as in `snapshot` if the session belongs to this service (R75) and is still valid: it has
    /// neither ended nor been parked, has not lasted for too long, and the user may sign in now, has the same password, and was not signed out everywhere (R42).
    pub(crate) fn current<'a>(
        &self,
        service: &OpenSessions,
        snapshot: &'a Snapshot,
    ) -> Option<&'a User> {
        self.state.current(service, snapshot)
    }

    /// Does the same as [`Self::current`], also when the window has to lock ([`SessionState::needs_lock`]).
    pub(crate) fn current_at_any_time<'a>(
        &self,
        service: &OpenSessions,
        snapshot: &'a Snapshot,
    ) -> Option<&'a User> {
        self.state.current_at_any_time(service, snapshot)
    }

    /// Returns `true` if the session is open and the user had this role when it was last refreshed. `false` outside the days
    /// and hours to which the access of the user is limited, and once the session needs the password again.
    ///
    /// ```
    /// use egui_authenticator::Session;
    ///
    /// fn check(session: &Session) -> bool {
    ///     session.has_role("lead")
    /// }
    /// ```
    #[must_use]
    pub fn has_role(&self, role: impl AppRole) -> bool {
        let name = role.name();
        !self.state.is_closed() && self.user.roles.iter().any(|has| has.as_str() == name)
    }

    /// Returns proof that the user has this role, for functions that demand `HasRole<'_, Lead>`. `R` is a type for one
    /// role, without fields, so that the type alone says what is proven:
    ///
    /// ```
    /// use egui_authenticator::AppRole;
    /// use egui_authenticator::Session;
    /// use egui_authenticator::HasRole;
    ///
    /// struct Lead;
    /// # impl AppRole for Lead { fn name(&self) -> &'static str { "lead" } }
    ///
    /// fn calibrate(_: &HasRole<'_, Lead>) {}
    ///
    /// fn check(session: &Session) {
    ///     session.require(Lead).map(|lead| calibrate(&lead)).unwrap_or_default();
    /// }
    /// ```
    ///
    /// A value that could stand for several roles does not compile:
    ///
    /// ```compile_fail,E0080
    /// # use egui_authenticator::Session;
    /// fn check(session: &Session) -> bool {
    ///     session.require("lead").is_ok()
    /// }
    /// # fn main() { let none: Option<Session> = None; none.as_ref().map(check); }
    /// ```
    ///
    /// # Errors
    /// - [`RoleError::Missing`] if the user does not have the role.
    /// - [`RoleError::Ended`] if the session has ended, is parked, needs the password, or an outage lasts too long.
    pub fn require<R: AppRole>(&self, role: R) -> Result<HasRole<'_, R>, RoleError> {
        const {
            assert!(
                size_of::<R>() == 0,
                "a proof needs a type for its role, such as `struct Lead;`"
            );
        }
        if self.state.is_closed() {
            Err(RoleError::Ended)
        } else if self.has_role(&role) {
            Ok(HasRole {
                session: self,
                role: PhantomData,
            })
        } else {
            Err(RoleError::Missing(role.name().to_owned()))
        }
    }

    /// Calls `allowed` with proof that the user has the role, or `refused` if they do not have it. Both get `context`, which
    /// is the `Ui` of a content:
    ///
    /// ```
    /// use egui_authenticator::AppRole;
    /// use egui_authenticator::Session;
    ///
    /// struct Lead;
    /// # impl AppRole for Lead { fn name(&self) -> &'static str { "lead" } }
    ///
    /// fn month_ui(ui: &mut egui::Ui, session: &Session) {
    ///     session.protect(Lead, ui, |ui, _lead| ui.button("Close the month"), |ui| ui.label("Ask a lead"));
    /// }
    /// ```
    pub fn protect<R: AppRole, C: ?Sized, T>(
        &self,
        role: R,
        context: &mut C,
        allowed: impl FnOnce(&mut C, &HasRole<'_, R>) -> T,
        refused: impl FnOnce(&mut C) -> T,
    ) -> T {
        match self.require(role) {
            Ok(proof) => allowed(context, &proof),
            Err(_) => refused(context),
        }
    }

    /// Returns the user as of the last refresh of the session.
    ///
    /// ```
    /// use egui_authenticator::Session;
    ///
    /// fn check(session: &Session) -> String {
    ///     session.user().display_name()
    /// }
    /// ```
    #[doc(alias = "current user")]
    #[must_use]
    pub fn user(&self) -> &User {
        &self.user
    }

    /// Returns how the session began.
    ///
    /// ```
    /// use egui_authenticator::Session;
    /// use egui_authenticator::SignInMethod;
    ///
    /// fn check(session: &Session) -> bool {
    ///     session.how() == SignInMethod::Password
    /// }
    /// ```
    #[must_use]
    pub fn how(&self) -> SignInMethod {
        self.how
    }
}
