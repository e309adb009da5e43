//! The verdicts of the server: those of the use cases of a trusted computer.

use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::remember_me::{Token, TokenHash};
use crate::domain::secret::Secret;
use crate::domain::throttle::Attempts;
use crate::domain::timestamp::Timestamp;
use crate::domain::user_key::WrappedKey;
use crate::service::account::{AccountError, Factors};
use crate::service::audit::recorder::AuditRecorder;
use crate::service::ports::{
    ApprovalServer, Authority, AuthorityError, AwaitedCode, BadgeServer, Cancellation,
    DeviceServer, FactorServer, KioskServer, NewSession, PinServer, RecoveryServer,
    RegistrationServer, Resumption, SessionSlot, Snapshot, StoreError, UserServer, Verdict,
};
use crate::service::session_view::SessionView;
use crate::service::sign_in::SignInError;
use crate::service::sign_in::opening::SessionOpener;
use crate::service::sign_in::pending::{NextStep, PendingSignIn, SecondFactor, SignInOutcome};
use crate::service::throttle::Throttle;
use crate::testing::restricted::{Computer, EndGuard, SlotGuard, unavailable, user_in};

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
        let sign_in = self.server.trusted.sign_in();
        self.verdict(sign_in.with_password(login, password))
    }

    fn check_code(
        &self,
        awaited: &AwaitedCode,
        code: &Secret,
        cancelled: &Cancellation,
    ) -> Result<Verdict<NewSession>, AuthorityError> {
        let answer = SecondFactor::App(code.copied());
        self.second_factor(awaited, &answer, cancelled)
    }

    fn check_again(
        &self,
        account: AccountId,
        password: &Secret,
        code: Option<&Secret>,
        cancelled: &Cancellation,
    ) -> Result<Verdict<()>, AuthorityError> {
        self.read_all()?;
        if cancelled.is_cancelled() {
            return Err(AuthorityError::Left);
        }
        let session = self.session_of(account).ok_or(AuthorityError::Ended)?;
        let sessions = self.server.trusted.sessions();
        let mut factors = Factors::from(password);
        if let Some(code) = code {
            factors = factors.with_code(code.copied());
        }
        let view = match sessions.reauthenticate(&session, &factors) {
            Ok(view) => view,
            Err(AccountError::Wrong) => return Ok(Verdict::Wrong { delays: false }),
            Err(AccountError::Locked(locked)) => return Ok(Verdict::Locked(locked)),
            Err(AccountError::NotNow(refusal)) => return Ok(Verdict::NotNow(refusal)),
            Err(AccountError::Code(_)) => return Ok(Verdict::Code(AwaitedCode::new([0; 32]))),
            Err(AccountError::CodeWrong) => return Ok(Verdict::WrongCode),
            Err(AccountError::Store(error)) => return Err(error.into()),
            Err(AccountError::State(error)) => return Err(unavailable(&error)),
            Err(_) => return Err(AuthorityError::Ended),
        };
        self.change_sessions(account, |of| {
            of.session = view.session.as_fresh_as(&of.session);
            of.is_proven = true;
        });
        Ok(Verdict::Right(()))
    }

    fn resume(
        &self,
        presented: &Token,
        next: TokenHash,
        cancelled: &Cancellation,
    ) -> Result<Resumption, AuthorityError> {
        let all = self.read_all()?;
        if cancelled.is_cancelled() {
            return Err(AuthorityError::Left);
        }
        self.resumption(&all, presented, next)
    }

    fn wrapped_key(&self, account: AccountId) -> Result<Option<WrappedKey>, AuthorityError> {
        let snapshot = self.read_all()?;
        let session = self.session_of(account).ok_or(AuthorityError::Ended)?;
        let user = user_in(&snapshot, account).ok_or(AuthorityError::Ended)?;
        if !session.is_fresh(self.server.dependencies.clock.now()) {
            return Err(StoreError::Restricted.into());
        }
        Ok(user.key_vault.key.clone())
    }

    fn users(&self) -> Option<&dyn UserServer> {
        Some(self)
    }

    fn approvals(&self) -> Option<&dyn ApprovalServer> {
        Some(self)
    }

    fn kiosk(&self) -> Option<&dyn KioskServer> {
        Some(self)
    }

    fn pins(&self) -> Option<&dyn PinServer> {
        Some(self)
    }

    fn badges(&self) -> Option<&dyn BadgeServer> {
        Some(self)
    }

    fn devices(&self) -> Option<&dyn DeviceServer> {
        Some(self)
    }

    fn factors(&self) -> Option<&dyn FactorServer> {
        Some(self)
    }

    fn recovery(&self) -> Option<&dyn RecoveryServer> {
        Some(self)
    }

    fn registration(&self) -> Option<&dyn RegistrationServer> {
        Some(self)
    }

    fn count_failures(&self, account: AccountId, failures: u32) -> Result<(), AuthorityError> {
        let snapshot = self.read_all()?;
        self.session_of(account).ok_or(AuthorityError::Ended)?;
        (0..failures).try_for_each(|_| self.count_failure(&snapshot, account))
    }
}

impl Computer {
    /// Checks a code of a user whose password was right.
    pub(super) fn second_factor(
        &self,
        awaited: &AwaitedCode,
        answer: &SecondFactor,
        cancelled: &Cancellation,
    ) -> Result<Verdict<NewSession>, AuthorityError> {
        self.check()?;
        if cancelled.is_cancelled() {
            return Err(AuthorityError::Left);
        }
        let pending = self.awaited(awaited).ok_or(AuthorityError::Ended)?;
        let sign_in = self.server.trusted.sign_in();
        self.verdict(sign_in.second_factor(&pending, answer))
    }

    /// Counts and records a wrong password of an earlier time.
    fn count_failure(&self, snapshot: &Snapshot, account: AccountId) -> Result<(), AuthorityError> {
        let context = &self.server.trusted.context;
        let user = user_in(snapshot, account).ok_or(AuthorityError::Ended)?;
        let counted = Throttle::from(context).count_late(user, &snapshot.settings);
        counted.map_err(|error| unavailable(&error))?;
        let word = AuditWord::WrongPasswordOffline;
        AuditRecorder::from(context).record(AuditKind::Account, user, false, word);
        Ok(())
    }

    /// Returns what a restricted computer is told of a sign-in.
    pub(super) fn verdict(
        &self,
        outcome: Result<SignInOutcome, SignInError>,
    ) -> Result<Verdict<NewSession>, AuthorityError> {
        let pending = match outcome {
            Ok(SignInOutcome::SignedIn(view)) => return Ok(Verdict::Right(self.started(*view))),
            Ok(SignInOutcome::NextStep(pending)) => pending,
            Err(error) => return refused(error),
        };
        Ok(match pending.need() {
            // The second factor first: the restricted computer asks for the password in a session.
            NextStep::AnotherPassword | NextStep::TwoStep if needs_set_up(&pending) => {
                let username = pending.user().username.clone();
                Verdict::SetUp(self.await_code(pending), username)
            }
            NextStep::AnotherPassword => match self.open(&pending) {
                Ok(view) => Verdict::Right(self.started(*view)),
                Err(error) => return refused(error),
            },
            NextStep::Code | NextStep::CodeAfterRecovery => Verdict::Code(self.await_code(pending)),
            NextStep::TwoStep => Verdict::SetUpSecondFactor,
            NextStep::RecoveryCode => Verdict::SecondFactor,
        })
    }

    /// Opens the session of a user who has to choose another password, which the restricted computer asks for.
    fn open(&self, pending: &Arc<PendingSignIn>) -> Result<Box<SessionView>, SignInError> {
        let snapshot = self.server.dependencies.credentials.read()?;
        let opener = SessionOpener::from(&self.server.trusted.context);
        opener.open(&snapshot, pending.user().clone(), None)
    }

    pub(super) fn started(&self, view: SessionView) -> NewSession {
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

/// Returns `true` if the user has to set up a second factor.
pub(super) fn needs_set_up(pending: &PendingSignIn) -> bool {
    let user = pending.user();
    let is_required = pending.settings.two_step.is_required(&user.roles);
    is_required && user.key_vault.totp.is_none()
}

pub(super) fn refused<T>(error: SignInError) -> Result<Verdict<T>, AuthorityError> {
    Ok(match error {
        SignInError::Refused => Verdict::Wrong { delays: false },
        SignInError::Delaying => Verdict::Wrong { delays: true },
        SignInError::Locked(locked) => Verdict::Locked(locked),
        SignInError::Code(_) => Verdict::Code(AwaitedCode::new([0; 32])),
        SignInError::CodeWrong => Verdict::WrongCode,
        SignInError::Expired => return Err(AuthorityError::Ended),
        SignInError::Pending => Verdict::Pending,
        SignInError::NotNow(refusal) => Verdict::NotNow(refusal),
        SignInError::Outdated => Verdict::Outdated,
        SignInError::SessionLimit(error) => Verdict::Limit(error),
        SignInError::Store(error) => return Err(error.into()),
        SignInError::State(error) => return Err(unavailable(&error)),
        _ => return Err(AuthorityError::Left),
    })
}
