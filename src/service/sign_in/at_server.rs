//! Signing in at a restricted computer: a server checks the password, counts the attempt and begins the session.

use std::sync::Arc;

use crate::domain::published::is_published;
use crate::domain::recovery::Code;
use crate::domain::secret::Secret;
use crate::domain::user::User;
use crate::domain::username::Username;

use crate::service::account::error::AccountError;
use crate::service::offline_verifier::PasswordCheck;
use crate::service::ports::{
    Authority, AuthorityError, AwaitedCode, NewSession, Snapshot, StoreError, Verdict,
};
use crate::service::session_view::SessionView;
use crate::service::sign_in::SignIn;
use crate::service::sign_in::begun::{BegunCell, BegunSession, CodeAtServer, right, undecided};
use crate::service::sign_in::error::SignInError;
use crate::service::sign_in::pending::{
    NextStep, PendingSignIn, ProvenFactors, SecondFactor, SignInOutcome, next_step_for,
};
use crate::service::throttle::offline::is_refused;

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
        self.note_for_outages(login, &verdict)?;
        if !self.is_demo && is_published(password) && is_right(&verdict) {
            // Dropping the verdict signs the user out at the server.
            return Err(SignInError::Published);
        }
        match verdict {
            Verdict::Code(awaited) => {
                let name = Username::existing(login.trim()).map_err(|_| SignInError::Expired)?;
                self.await_code((awaited, NextStep::Code), name, (login, password))
            }
            Verdict::SetUp(awaited, name) => {
                self.await_code((awaited, NextStep::TwoStep), name, (login, password))
            }
            verdict => self.begin_decided((login, password), verdict),
        }
    }

    /// Opens the session that the server has begun.
    fn begin_decided(
        &self,
        (login, password): (&str, &Secret),
        verdict: Verdict<NewSession>,
    ) -> Result<SignInOutcome, SignInError> {
        // Whatever is refused from here on, dropping the session signs the user out at the server.
        let begun = BegunSession {
            new: right(verdict)?,
            own_failures: self.throttle.take_own_failures(login),
        };
        self.begin(password, begun)
    }

    /// Takes in what the server has refused for a user who is signed in here, for whom it counts during an outage as well.
    fn note_for_outages<T>(&self, login: &str, verdict: &Verdict<T>) -> Result<(), SignInError> {
        if is_refused(verdict)
            && let Some(user) = self.credentials.read()?.users.find(login)
        {
            self.throttle.refused_at_server(user, verdict);
        }
        Ok(())
    }

    /// Has the code asked for that the server waits for, or two-step sign-in set up.
    fn await_code(
        &self,
        (awaited, need): (AwaitedCode, NextStep),
        name: Username,
        (login, password): (&str, &Secret),
    ) -> Result<SignInOutcome, SignInError> {
        let snapshot = self.credentials.read()?;
        let user = User::new(name);
        let code = CodeAtServer {
            awaited,
            login: login.to_owned(),
            password: password.copied(),
        };
        self.pending(&snapshot, user, (need, password), |pending| {
            pending.code = Some(code);
        })
    }

    /// Checks the code that the server waits for.
    pub(super) fn code_at_server(
        &self,
        authority: &dyn Authority,
        (pending, code): (&PendingSignIn, &CodeAtServer),
        answer: &SecondFactor,
    ) -> Result<SignInOutcome, SignInError> {
        let now = self.clock.now();
        let is_recent = pending.is_recent(&self.opener.open_sessions, now);
        if !is_recent || !pending.need.is_second_factor() {
            return Err(SignInError::Expired);
        }
        let verdict = match answer {
            SecondFactor::App(typed) => authority.check_code(&code.awaited, typed, &self.cancelled),
            SecondFactor::RecoveryCode(typed) => {
                let typed = Code::parse(typed)?;
                let server = authority.recovery().ok_or(StoreError::Restricted)?;
                server.sign_in_with(&code.awaited, &typed, &self.cancelled)
            }
            SecondFactor::ResetCode(_) => return Err(StoreError::Restricted.into()),
        };
        let verdict = verdict.map_err(undecided)?;
        if matches!(verdict, Verdict::WrongCode) {
            self.throttle.note_own_failure(&code.login);
        }
        self.begin_decided((&code.login, &code.password), verdict)
    }

    /// Opens the session that the server has begun after two-step sign-in was set up.
    pub(crate) fn after_set_up(
        &self,
        code: &CodeAtServer,
        verdict: Result<Verdict<NewSession>, AuthorityError>,
    ) -> Result<SignInOutcome, SignInError> {
        let verdict = verdict.map_err(undecided)?;
        self.begin_decided((&code.login, &code.password), verdict)
    }

    /// Opens the session, or returns that another password is required.
    fn begin(&self, password: &Secret, begun: BegunSession) -> Result<SignInOutcome, SignInError> {
        if self.cancelled.is_cancelled() {
            return Err(SignInError::Expired);
        }
        let snapshot = self.credentials.read()?;
        let user = snapshot.users.with_id(begun.new.account).cloned();
        let user = user.ok_or(SignInError::Expired)?;
        match next_step_for(&user, &snapshot.settings, ProvenFactors::Both) {
            None => {
                let view = self.open_begun(&snapshot, user, password, begun);
                Ok(SignInOutcome::SignedIn(view))
            }
            Some(need @ NextStep::AnotherPassword) => {
                self.pending(&snapshot, user, (need, password), |pending| {
                    pending.begun = begun.into();
                })
            }
            Some(_) => Err(SignInError::SetUpSecondFactor),
        }
    }

    /// Opens the session, in which this password unlocks the window while the server cannot be reached.
    fn open_begun(
        &self,
        snapshot: &Snapshot,
        user: User,
        password: &Secret,
        begun: BegunSession,
    ) -> Box<SessionView> {
        let view = self.opener.open_begun(snapshot, user, begun);
        self.throttle.begin_offline(view.session.user());
        self.passwords.prepare_offline(&view.session, password);
        view
    }

    /// Returns a sign-in that requires more.
    fn pending(
        &self,
        snapshot: &Snapshot,
        user: User,
        (need, password): (NextStep, &Secret),
        change: impl FnOnce(&mut PendingSignIn),
    ) -> Result<SignInOutcome, SignInError> {
        let vault = self.passwords.keys.open(&user, password)?;
        let mut pending = PendingSignIn {
            user,
            vault,
            proven: ProvenFactors::Both,
            need,
            service: self.opener.open_sessions.clone(),
            began: self.clock.now(),
            settings: Arc::clone(&snapshot.settings),
            begun: BegunCell::default(),
            code: None,
        };
        change(&mut pending);
        Ok(SignInOutcome::NextStep(Arc::new(pending)))
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
        (pending, password): (&PendingSignIn, &Secret),
    ) -> Result<Box<SessionView>, AccountError> {
        let begun = pending.begun.take().ok_or(AccountError::Ended)?;
        Ok(self.open_begun(snapshot, user, password, begun))
    }
}

/// Returns `true` if the server says that the password is right, and that only a second factor is needed if anything is.
fn is_right<T>(verdict: &Verdict<T>) -> bool {
    matches!(
        verdict,
        Verdict::Right(_) | Verdict::Code(_) | Verdict::SetUp(..)
    )
}
