//! Opening a session when nothing more is required.

use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::settings::{Sessions, Settings};
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;

use crate::service::audit::recorder::AuditRecorder;
use crate::service::context::Context;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{
    Clock, NoticeStore, SessionLimitError, SessionSlot, SessionStore, Snapshot,
};
use crate::service::session::{Session, SignInMethod};
use crate::service::session_state::OpenSessions;
use crate::service::session_view::{SessionViews, SignInHistory};
use crate::service::sign_in::error::SignInError;
use crate::service::sign_in::pending::{
    NextStep, PendingSignIn, ProvenFactors, SignInOutcome, next_step_for,
};
use crate::service::throttle::{Throttle, key_of};
use crate::service::user_keys::UnlockedVault;

/// Opens sessions.
#[derive(Clone)]
pub(crate) struct SessionOpener {
    notices: Arc<dyn NoticeStore>,
    sessions: Arc<dyn SessionStore>,
    clock: Arc<dyn Clock>,
    throttle: Throttle,
    audit: AuditRecorder,
    pub(crate) open_sessions: OpenSessions,
    pub(crate) views: SessionViews,
}

impl From<&Context> for SessionOpener {
    fn from(from: &Context) -> Self {
        Self {
            notices: Arc::clone(&from.notices),
            sessions: Arc::clone(&from.sessions),
            clock: Arc::clone(&from.clock),
            throttle: from.into(),
            audit: from.into(),
            open_sessions: from.open_sessions.clone(),
            views: from.into(),
        }
    }
}

impl SessionOpener {
    /// Continues a sign-in with what is required next, or opens the session.
    pub(crate) fn proceed(
        &self,
        snapshot: &Snapshot,
        user: User,
        proven: ProvenFactors,
        vault: UnlockedVault,
    ) -> Result<SignInOutcome, SignInError> {
        let settings = Arc::clone(&snapshot.settings);
        let need = match next_step_for(&user, &settings, proven) {
            None => return self.open(snapshot, user, None),
            Some(NextStep::Code) if vault.key.is_none() => NextStep::RecoveryCode,
            Some(NextStep::Code) if user.key_vault.is_recovered => NextStep::CodeAfterRecovery,
            Some(need) => need,
        };
        Ok(SignInOutcome::NextStep(Arc::new(PendingSignIn {
            user,
            vault,
            proven,
            need,
            service: self.open_sessions.clone(),
            began: self.clock.now(),
            settings,
        })))
    }

    /// Opens the session of a user who has proven everything. `counted` is the number of the failure as
    /// which the attempt is counted, unless that was undone.
    ///
    /// The session slot is claimed first: an attempt that the session limit refuses is no sign-in, and
    /// changes neither the failures nor the time of the last sign-in.
    pub(crate) fn open(
        &self,
        snapshot: &Snapshot,
        user: User,
        counted: Option<u32>,
    ) -> Result<SignInOutcome, SignInError> {
        let key = key_of(&user);
        let slot = match self.claim_slot(&user, &snapshot.settings) {
            Ok(slot) => slot,
            Err(error) => {
                if let Some(counted) = counted {
                    self.throttle.undo(&key, counted)?;
                }
                return Err(error.into());
            }
        };
        let before = self.throttle.succeed(&key)?;
        let detail = match user.key_vault.totp {
            Some(_) => AuditWord::PasswordAndSecondFactor,
            None => AuditWord::Password,
        };
        let name = user.username.as_str();
        self.audit.record(AuditKind::SignIn, name, true, detail);
        let now = self.clock.now();
        let session = self.session(user, SignInMethod::Password, Some(now), slot);
        let mut view = self.views.view(session, snapshot);
        // Notices that cannot be read now are shown at the next sign-in.
        view.account_events = self
            .notices
            .told(&key)
            .or_log("read the events of the account")
            .unwrap_or_default();
        view.before = Some(SignInHistory {
            last_sign_in: before.last_sign_in,
            failures: before.failures.saturating_sub(counted.is_some().into()),
            now,
        });
        Ok(SignInOutcome::SignedIn(view))
    }

    /// Creates the session of a user who has proven everything. `password_at` is when the password was last entered.
    pub(crate) fn session(
        &self,
        user: User,
        how: SignInMethod,
        password_at: Option<Timestamp>,
        slot: Option<SessionSlot>,
    ) -> Session {
        let state = self.open_sessions.add(&user, slot);
        Session::new(user, how, password_at, state)
    }

    /// Claims a session slot, and records a refusal. Without the database there is no slot, which is an
    /// error only if the settings limit the sessions.
    pub(crate) fn claim_slot(
        &self,
        user: &User,
        settings: &Settings,
    ) -> Result<Option<SessionSlot>, SessionLimitError> {
        let limits = settings.sessions;
        match self.sessions.claim_session_slot(user.id, limits) {
            Ok(slot) => Ok(Some(slot)),
            Err(SessionLimitError::State(_)) if limits == Sessions::default() => Ok(None),
            Err(error) => {
                let name = user.username.as_str();
                self.audit
                    .record(AuditKind::SignIn, name, false, AuditWord::SessionLimit);
                Err(error)
            }
        }
    }
}
