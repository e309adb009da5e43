//! The verdicts of the server: those of the use cases of a trusted computer.

use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::domain::secret::Secret;
use crate::domain::throttle::Attempts;
use crate::domain::timestamp::Timestamp;
use crate::service::account::AccountError;
use crate::service::ports::{
    Authority, AuthorityError, Cancellation, NewSession, SessionSlot, StateError, StoreError,
    UserServer, Verdict,
};
use crate::service::session_view::SessionView;
use crate::service::sign_in::SignInError;
use crate::service::sign_in::opening::SessionOpener;
use crate::service::sign_in::pending::{NextStep, PendingSignIn, SignInOutcome};
use crate::testing::restricted::{Computer, EndGuard, SlotGuard};

impl Authority for Computer {
    fn sign_in(
        &self,
        login: &str,
        password: &Secret,
        cancelled: &Cancellation,
    ) -> Result<Verdict<NewSession>, AuthorityError> {
        self.check()?;
        if cancelled.is_cancelled() {
            return Err(AuthorityError::Left);
        }
        let view = match self.server.trusted.sign_in().with_password(login, password) {
            Ok(SignInOutcome::SignedIn(view)) => view,
            Ok(SignInOutcome::NextStep(pending)) => match pending.need() {
                NextStep::AnotherPassword => match self.open(&pending) {
                    Ok(view) => view,
                    Err(error) => return refused(error),
                },
                NextStep::TwoStep => return Ok(Verdict::SetUpSecondFactor),
                _ => return Ok(Verdict::SecondFactor),
            },
            Err(error) => return refused(error),
        };
        Ok(Verdict::Right(self.started(*view)))
    }

    fn check_again(
        &self,
        account: AccountId,
        password: &Secret,
        cancelled: &Cancellation,
    ) -> Result<Verdict<()>, AuthorityError> {
        self.read_all()?;
        if cancelled.is_cancelled() {
            return Err(AuthorityError::Left);
        }
        let session = self.session_of(account).ok_or(AuthorityError::Ended)?;
        let sessions = self.server.trusted.sessions();
        let view = match sessions.reauthenticate(&session, &password.into()) {
            Ok(view) => view,
            Err(AccountError::Wrong) => return Ok(Verdict::Wrong { delays: false }),
            Err(AccountError::Locked(locked)) => return Ok(Verdict::Locked(locked)),
            Err(AccountError::NotNow(refusal)) => return Ok(Verdict::NotNow(refusal)),
            Err(AccountError::Code(_)) => return Ok(Verdict::SecondFactor),
            Err(AccountError::Store(error)) => return Err(error.into()),
            Err(AccountError::State(error)) => return Err(unavailable(&error)),
            Err(_) => return Err(AuthorityError::Ended),
        };
        self.change_sessions(account, |of| {
            of.session = view.session.as_fresh_as(&of.session);
        });
        Ok(Verdict::Right(()))
    }

    fn users(&self) -> Option<&dyn UserServer> {
        Some(self)
    }
}

impl Computer {
    /// Opens the session of a user who has to choose another password, which the restricted computer asks for.
    fn open(&self, pending: &Arc<PendingSignIn>) -> Result<Box<SessionView>, SignInError> {
        let snapshot = self.server.dependencies.credentials.read()?;
        let opener = SessionOpener::from(&self.server.trusted.context);
        opener.open(&snapshot, pending.user().clone(), None)
    }

    fn started(&self, view: SessionView) -> NewSession {
        let session = view.session;
        let account = session.user().id;
        let history = view.before;
        let before = Attempts {
            failures: history.as_ref().map_or(0, |before| before.failures),
            last_sign_in: history.and_then(|before| before.last_sign_in),
            locked_for: 0,
            seen_at: Timestamp::default(),
        };
        let slot = SessionSlot::new(SlotGuard(session.clone()));
        let number = self.begin(session, view.account_events);
        let server = Arc::downgrade(&self.server);
        NewSession::new(
            account,
            before,
            slot,
            SessionSlot::new(EndGuard { server, number }),
        )
    }
}

fn refused(error: SignInError) -> Result<Verdict<NewSession>, AuthorityError> {
    Ok(match error {
        SignInError::Refused => Verdict::Wrong { delays: false },
        SignInError::Delaying => Verdict::Wrong { delays: true },
        SignInError::Locked(locked) => Verdict::Locked(locked),
        SignInError::Pending => Verdict::Pending,
        SignInError::NotNow(refusal) => Verdict::NotNow(refusal),
        SignInError::Outdated => Verdict::Outdated,
        SignInError::SessionLimit(error) => Verdict::Limit(error),
        SignInError::Store(error) => return Err(error.into()),
        SignInError::State(error) => return Err(unavailable(&error)),
        _ => return Err(AuthorityError::Left),
    })
}

/// The stores of the server are one to a restricted computer.
fn unavailable(error: &StateError) -> AuthorityError {
    StoreError::Unavailable(error.to_string()).into()
}
