//! Between the right password and the session: a second factor, a new password, or a second factor that
//! has to be set up.
//!
//! ```text
//! password ─▶ code? ─▶ new password? ─▶ set up a second factor? ─▶ session
//! ```
//! A [`PendingSignIn`] is created only by the use cases. It proves the password and opens nothing, is valid
//! for a few minutes, and only while the account does not change.

use std::sync::Arc;

use crate::domain::password::PasswordRule;
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;

use crate::service::ports::Snapshot;
use crate::service::session_state::OpenSessions;
use crate::service::session_view::SessionView;
use crate::service::sign_in::begun::{BegunCell, CodeAtServer};
use crate::service::user_keys::UnlockedVault;

/// Time for which the password counts while more is required, in seconds.
pub const PENDING_SIGN_IN_SECONDS: i64 = 10 * 60;

/// The result of an accepted password.
#[derive(Debug)]
#[non_exhaustive]
pub enum SignInOutcome {
    /// The user is signed in.
    SignedIn(Box<SessionView>),
    /// More is required.
    NextStep(Arc<PendingSignIn>),
}

impl SignInOutcome {
    /// Returns the view of the new session, if nothing more is required.
    #[must_use]
    #[doc(hidden)]
    pub fn session_view(self) -> Option<Box<SessionView>> {
        match self {
            Self::SignedIn(session_view) => Some(session_view),
            Self::NextStep(_) => None,
        }
    }
}

/// A sign-in with the right password that requires more.
pub struct PendingSignIn {
    pub(crate) user: User,
    pub(crate) vault: UnlockedVault,
    pub(crate) proven: ProvenFactors,
    pub(crate) need: NextStep,
    pub(crate) service: OpenSessions,
    pub(crate) began: Timestamp,
    /// The session at the server that decides for this computer.
    pub(crate) begun: BegunCell,
    /// What the server that decides for this computer waits for.
    pub(crate) code: Option<CodeAtServer>,
    /// The settings.
    #[doc(hidden)]
    pub settings: Arc<Settings>,
}

opaque_debug!(PendingSignIn);

impl PendingSignIn {
    /// Returns what is required.
    #[must_use]
    pub fn need(&self) -> NextStep {
        self.need
    }

    /// Returns the requirements for a new password.
    #[must_use]
    #[doc(hidden)]
    pub fn rule(&self) -> PasswordRule {
        let has_two_step = self.user.key_vault.totp.is_some();
        self.settings.password.for_account(has_two_step)
    }

    /// Returns the user. While a restricted computer waits for the code, only the name is known, as it was typed.
    #[must_use]
    pub fn user(&self) -> &User {
        &self.user
    }

    /// Returns `true` if the password still counts, and was entered in this service (R75).
    pub(crate) fn is_valid(
        &self,
        service: &OpenSessions,
        snapshot: &Snapshot,
        now: Timestamp,
    ) -> bool {
        self.is_recent(service, now) && snapshot.users.get(&self.user.username) == Some(&self.user)
    }

    /// Returns `true` if the password was entered in this service a short time ago (R75).
    pub(crate) fn is_recent(&self, service: &OpenSessions, now: Timestamp) -> bool {
        let is_recent = (0..PENDING_SIGN_IN_SECONDS).contains(&(now - self.began));
        is_recent && self.service.is(service)
    }
}

/// What is required beside the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NextStep {
    /// A code from the app, or a recovery code.
    Code,
    /// A recovery code, because the secret of the second factor is wrapped with an earlier password.
    RecoveryCode,
    /// A code from the app, or a reset code of an administrator: the password was set with a recovery code, and
    /// another one would not be a second factor.
    CodeAfterRecovery,
    /// A new password.
    AnotherPassword,
    /// Setting up a second factor.
    TwoStep,
}

impl NextStep {
    /// Returns `true` if a code is required.
    pub(crate) fn is_second_factor(self) -> bool {
        matches!(
            self,
            Self::Code | Self::RecoveryCode | Self::CodeAfterRecovery
        )
    }
}

/// What the user has proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProvenFactors {
    /// The password.
    Password,
    /// The password and the second factor.
    Both,
}

/// The answer to [`NextStep::Code`], [`NextStep::RecoveryCode`] or [`NextStep::CodeAfterRecovery`], as typed.
#[non_exhaustive]
pub enum SecondFactor {
    /// A code from the app.
    App(Secret),
    /// A recovery code.
    RecoveryCode(Secret),
    /// A reset code of an administrator.
    ResetCode(Secret),
}

opaque_debug!(SecondFactor);

/// Returns what is required next, as far as the account tells.
pub(crate) fn next_step_for(
    user: &User,
    settings: &Settings,
    proven: ProvenFactors,
) -> Option<NextStep> {
    let has_totp = user.key_vault.totp.is_some();
    if has_totp && proven == ProvenFactors::Password {
        Some(NextStep::Code)
    } else if user.must_change_password {
        Some(NextStep::AnotherPassword)
    } else if !has_totp && settings.two_step.is_required(&user.roles) {
        Some(NextStep::TwoStep)
    } else {
        None
    }
}
