//! Signing in at a restricted computer: a server checks the password, counts the attempt and begins the session.

use std::sync::Arc;

use crate::domain::published::is_published;
use crate::domain::secret::Secret;
use crate::domain::user::User;

use crate::service::account::error::AccountError;
use crate::service::offline_verifier::PasswordCheck;
use crate::service::ports::{Authority, Snapshot, Verdict};
use crate::service::session_view::SessionView;
use crate::service::sign_in::SignIn;
use crate::service::sign_in::begun::{BegunSession, right, undecided};
use crate::service::sign_in::error::SignInError;
use crate::service::sign_in::pending::{
    NextStep, PendingSignIn, ProvenFactors, SignInOutcome, next_step_for,
};

impl SignIn {
    /// Signs a user in as the server decides.
    pub(super) fn at_server(
        &self,
        authority: &dyn Authority,
        (login, password): (&str, &Secret),
    ) -> Result<SignInOutcome, SignInError> {
        let verdict = authority.sign_in(login, password, &self.cancelled);
        let verdict = verdict.map_err(undecided)?;
        if matches!(verdict, Verdict::Wrong { .. }) {
            self.throttle.note_own_failure(login);
        }
        // Whatever is refused from here on, dropping the session signs the user out at the server.
        let begun = BegunSession {
            new: right(verdict)?,
            own_failures: self.throttle.take_own_failures(login),
        };
        if !self.is_demo && is_published(password) {
            return Err(SignInError::Published);
        }
        if self.cancelled.is_cancelled() {
            return Err(SignInError::Expired);
        }
        let snapshot = self.credentials.read()?;
        let user = snapshot.users.with_id(begun.new.account).cloned();
        let user = user.ok_or(SignInError::Expired)?;
        self.begin(&snapshot, user, password, begun)
    }

    /// Opens the session, or returns that another password is required.
    fn begin(
        &self,
        snapshot: &Snapshot,
        user: User,
        password: &Secret,
        begun: BegunSession,
    ) -> Result<SignInOutcome, SignInError> {
        let settings = Arc::clone(&snapshot.settings);
        match next_step_for(&user, &settings, ProvenFactors::Both) {
            None => {
                let view = self.opener.open_begun(snapshot, user, begun);
                Ok(SignInOutcome::SignedIn(view))
            }
            Some(need @ NextStep::AnotherPassword) => {
                let vault = self.passwords.keys.open(&user, password)?;
                Ok(SignInOutcome::NextStep(Arc::new(PendingSignIn {
                    user,
                    vault,
                    proven: ProvenFactors::Both,
                    need,
                    service: self.opener.open_sessions.clone(),
                    began: self.clock.now(),
                    settings,
                    begun: begun.into(),
                })))
            }
            Some(_) => Err(SignInError::SetUpSecondFactor),
        }
    }

    /// Returns `true` if this is the password that a pending sign-in began with. The stored hash is not known here.
    pub(super) fn is_same_at_server(&self, pending: &PendingSignIn, new: &Secret) -> bool {
        let wrapping = &pending.vault.wrapping;
        let check = PasswordCheck::new(wrapping.salt, &wrapping.key);
        self.passwords.is_accepted(new, &check)
    }

    /// Opens the session of a user who has chosen a new password.
    pub(super) fn open_pending(
        &self,
        snapshot: &Snapshot,
        user: User,
        pending: &PendingSignIn,
    ) -> Result<Box<SessionView>, AccountError> {
        let begun = pending.begun.take().ok_or(AccountError::Ended)?;
        Ok(self.opener.open_begun(snapshot, user, begun))
    }
}
