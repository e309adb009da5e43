//! Entering the password again for a sensitive action (R47), and a code for roles that the settings name (R78). Wrong
//! passwords and codes count like those at sign-in, so that guesses are limited on an unattended computer as well.

mod offline;

use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::recovery::CodeError;
use crate::domain::secret::Secret;
use crate::domain::settings::Settings;
use crate::domain::user::User;

use crate::service::account::error::AccountError;
use crate::service::audit::recorder::AuditRecorder;
use crate::service::context::Context;
use crate::service::passwords::Passwords;
use crate::service::ports::{Authority, Cancellation, Clock, CodeStore, Snapshot};
use crate::service::session::Session;
use crate::service::session_state::OpenSessions;
use crate::service::sign_in::begun::{right, undecided};
use crate::service::throttle::{Throttle, key_of};

/// The factors that a signed-in user enters again.
#[non_exhaustive]
pub struct Factors {
    /// The password as typed.
    #[doc(hidden)]
    pub password: Secret,
    /// The code from the authenticator app as typed; `None` if it was not asked for.
    #[doc(hidden)]
    pub code: Option<Secret>,
}

opaque_debug!(Factors);

impl Factors {
    /// Adds the code from the authenticator app as typed.
    #[must_use]
    pub fn with_code(mut self, code: Secret) -> Self {
        self.code = Some(code);
        self
    }
}

impl From<Secret> for Factors {
    /// Returns the password alone, without a code.
    fn from(password: Secret) -> Self {
        Self {
            password,
            code: None,
        }
    }
}

impl From<&Secret> for Factors {
    /// Returns the password alone, without a code.
    fn from(password: &Secret) -> Self {
        password.copied().into()
    }
}

/// Checks the factors of a signed-in user.
#[derive(Clone)]
pub(crate) struct Reauthentication {
    clock: Arc<dyn Clock>,
    pub(crate) throttle: Throttle,
    passwords: Passwords,
    codes: Arc<dyn CodeStore>,
    audit: AuditRecorder,
    open_sessions: OpenSessions,
    /// The server that decides, if this is a restricted computer.
    authority: Option<Arc<dyn Authority>>,
    cancelled: Cancellation,
}

impl From<&Context> for Reauthentication {
    fn from(from: &Context) -> Self {
        Self {
            clock: Arc::clone(&from.clock),
            throttle: from.into(),
            passwords: from.into(),
            codes: Arc::clone(&from.codes),
            audit: from.into(),
            open_sessions: from.open_sessions.clone(),
            authority: from.authority.clone(),
            cancelled: from.cancelled.clone(),
        }
    }
}

impl Reauthentication {
    /// Returns the session with the user as in `snapshot`, after checking the password and, if the role asks for it, the
    /// code.
    ///
    /// # Errors
    /// - [`AccountError::Ended`] if the session has ended, or the window was closed while the attempt was delayed.
    /// - [`AccountError::Wrong`] if the password is wrong.
    /// - [`AccountError::Code`] if a code is asked for and there is none.
    /// - [`AccountError::CodeWrong`] if the code is wrong, or was used before.
    /// - [`AccountError::NotNow`] if the password is right, and the access of the user is limited to other days or hours.
    /// - [`AccountError::Locked`] if too many attempts failed.
    /// - [`AccountError::Hasher`] if the user key cannot be opened.
    /// - [`AccountError::State`] if the attempt cannot be counted.
    pub(crate) fn confirm(
        &self,
        snapshot: &Snapshot,
        session: &Session,
        factors: &Factors,
    ) -> Result<Session, AccountError> {
        let user = session
            .current_at_any_time(&self.open_sessions, snapshot)
            .ok_or(AccountError::Ended)?;
        let code = if snapshot.settings.two_step.asks_again(user) {
            // What is not a code is not an attempt.
            let code = factors.code.as_ref().filter(|code| !code.is_empty());
            Some(code.ok_or(CodeError::Empty)?)
        } else {
            None
        };
        if let Some(authority) = &self.authority {
            let factors = (&factors.password, code);
            return self.confirm_at_server(&**authority, (session, user), factors);
        }
        let (key, pins) = (key_of(user), session.state().pins());
        self.throttle.report_offline(snapshot);
        let counted = self.throttle.count(&key, &snapshot.settings)?;
        let hash = user.hash.as_ref().ok_or(AccountError::Wrong)?;
        if !self.passwords.is_right(&factors.password, hash) {
            self.failed(user, AuditWord::WrongPassword, &snapshot.settings);
            return Err(AccountError::Wrong);
        }
        if let Some(code) = code
            && !self.is_code_right(user, &factors.password, code)?
        {
            self.failed(user, AuditWord::WrongCode, &snapshot.settings);
            return Err(AccountError::CodeWrong);
        }
        if code.is_none() && user.key_vault.totp.is_some() {
            // Wrong codes are forgotten only with a right one: otherwise the password alone would give unlimited tries of a code.
            self.throttle.undo(&key, counted)?;
            self.throttle.begin_offline(user);
        } else {
            self.throttle.unlock(&key)?;
        }
        let session = session.with_user(user.clone());
        self.passwords.prepare_offline(&session, &factors.password);
        // Only who knows the password learns it.
        if let Err(refusal) = self.open_sessions.access.check(user) {
            self.record(user, AuditWord::OutsideAccessTimes);
            return Err(refusal.into());
        }
        Ok(session.confirmed(self.clock.now(), pins))
    }

    /// Returns the session with this user after the server has checked the password and the code, and has counted and recorded the attempt.
    fn confirm_at_server(
        &self,
        authority: &dyn Authority,
        (session, user): (&Session, &User),
        (password, code): (&Secret, Option<&Secret>),
    ) -> Result<Session, AccountError> {
        let pins = session.state().pins();
        let verdict = authority.check_again(user.id, password, code, &self.cancelled);
        let verdict = verdict.map_err(undecided)?;
        self.throttle.refused_at_server(user, &verdict);
        right(verdict)?;
        let session = session.with_user(user.clone());
        self.throttle.begin_offline(user);
        self.passwords.prepare_offline(&session, password);
        Ok(session.confirmed(self.clock.now(), pins))
    }

    /// Checks a code from the app, which is used up. The password is right.
    fn is_code_right(
        &self,
        user: &User,
        password: &Secret,
        code: &Secret,
    ) -> Result<bool, AccountError> {
        let totp = self.passwords.keys.open(user, password)?.totp(user);
        match totp.and_then(|totp| totp.step_of(code, self.clock.now())) {
            Some(step) => Ok(self.codes.use_step(&key_of(user), step)?),
            None => Ok(false),
        }
    }

    fn failed(&self, user: &User, word: AuditWord, settings: &Settings) {
        self.record(user, word);
        self.throttle.failed(settings.delay);
    }

    fn record(&self, user: &User, word: AuditWord) {
        self.audit.record(AuditKind::Account, user, false, word);
    }
}
