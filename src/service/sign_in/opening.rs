//! Opening a session when nothing more is required.

use std::sync::Arc;

use crate::domain::access_times::AccessRefusal;
use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditWord;
use crate::domain::audit_event::AuditEvent;
use crate::domain::settings::{Sessions, Settings};
use crate::domain::throttle::Attempts;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;

use crate::service::audit::recorder::AuditRecorder;
use crate::service::context::Context;
use crate::service::or_log::OrLog as _;
use crate::service::ports::{
    AccountEvent, AuditFilter, AuditLog, AuditUser, Clock, NoticeStore, SessionLimitError,
    SessionSlot, SessionStore, Snapshot,
};
use crate::service::session::{Session, SignInMethod};
use crate::service::session_state::OpenSessions;
use crate::service::session_view::{SessionView, SessionViews, SignInHistory};
use crate::service::sign_in::begun::{BegunCell, BegunSession};
use crate::service::sign_in::error::SignInError;
use crate::service::sign_in::pending::{
    NextStep, PendingSignIn, ProvenFactors, SignInOutcome, next_step_for,
};
use crate::service::throttle::{Throttle, key_of};
use crate::service::user_keys::UnlockedVault;

/// The time for which codes are told again: 90 days, in seconds.
const CODES_TOLD_FOR: i64 = 90 * 86_400;
/// The most records that are searched for them.
const CODES_TOLD_MAX: u32 = 10_000;

/// Opens sessions.
#[derive(Clone)]
pub(crate) struct SessionOpener {
    notices: Arc<dyn NoticeStore>,
    audit_log: Arc<dyn AuditLog>,
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
            audit_log: Arc::clone(&from.audit_log),
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
            None => {
                let view = self.open(snapshot, user, None)?;
                let session = &view.session;
                session.state().offline.set(session.user(), &vault.wrapping);
                return Ok(SignInOutcome::SignedIn(view));
            }
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
            begun: BegunCell::default(),
            code: None,
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
    ) -> Result<Box<SessionView>, SignInError> {
        let key = key_of(&user);
        // The steps after the password can take until the access has ended.
        self.check_times(&user)?;
        let slot = match self.claim_slot(&user, &snapshot.settings) {
            Ok(slot) => slot,
            Err(error) => {
                if let Some(counted) = counted {
                    self.throttle.undo(&key, counted)?;
                }
                return Err(error.into());
            }
        };
        let (before, recent) = self.throttle.succeed(&key)?;
        let right = u32::from(counted.is_some());
        let before = Attempts {
            failures: before.failures.saturating_sub(right),
            ..before
        };
        let own_failures = recent.saturating_sub(right);
        Ok(self.opened(snapshot, user, slot, (before, own_failures)))
    }

    /// Opens the session that a server has begun.
    pub(super) fn open_begun(
        &self,
        snapshot: &Snapshot,
        user: User,
        begun: BegunSession,
    ) -> Box<SessionView> {
        let BegunSession { new, own_failures } = begun;
        let history = (new.before, own_failures);
        let view = self.opened(snapshot, user, Some(new.slot), history);
        view.session.state().ends_at_server(new.session);
        view
    }

    /// Opens a session with the attempts before it, and those of them that were made in this program.
    fn opened(
        &self,
        snapshot: &Snapshot,
        user: User,
        slot: Option<SessionSlot>,
        (before, own_failures): (Attempts, u32),
    ) -> Box<SessionView> {
        let detail = match user.key_vault.totp {
            Some(_) => AuditWord::PasswordAndSecondFactor,
            None => AuditWord::Password,
        };
        self.audit.record(AuditKind::SignIn, &user, true, detail);
        let now = self.clock.now();
        let began = self.began(&snapshot.settings);
        let session = self.session(user, (SignInMethod::Password, Some(now)), slot, began);
        let mut view = self.views.view(session, snapshot);
        view.account_events = self.account_events(view.session.user(), now);
        let own_failures = own_failures.min(before.failures);
        view.unseen_failures = before.failures - own_failures;
        view.before = Some(SignInHistory {
            last_sign_in: before.last_sign_in,
            failures: before.failures,
            own_failures,
            now,
            zone: self.clock.time_zone(),
        });
        view
    }

    /// Returns what the user is told of the account. After a code was created or used, that is every code of the last
    /// [`CODES_TOLD_FOR`] seconds, as the audit log has them: the user of an earlier one may have signed in with it, and was
    /// told in place of the owner (R35).
    fn account_events(&self, user: &User, now: Timestamp) -> Vec<(AccountEvent, Timestamp)> {
        // Notices that cannot be read now are shown at the next sign-in.
        let told = self.notices.take(&key_of(user));
        let mut events = told
            .or_log("read the events of the account")
            .unwrap_or_default();
        if !events.iter().any(|(event, _)| event.is_about_resets()) {
            return events;
        }
        let filter = AuditFilter {
            since: Some(now - CODES_TOLD_FOR),
            user: Some(AuditUser::Account(user.id)),
            kind: None,
            limit: CODES_TOLD_MAX,
        };
        let records = self.audit_log.activity(&filter);
        let records = records.or_log("read the codes of the account");
        for record in records.unwrap_or_default() {
            let AuditEvent { at, detail, .. } = record.event;
            if let Some(event) = detail.account_event()
                && event.is_about_resets()
                && !events.contains(&(event, at))
            {
                events.push((event, at));
            }
        }
        events.sort_by_key(|(_, at)| *at);
        events
    }

    /// Creates the session of a user who has proven everything: how, and when the password was last entered. `began` is when the
    /// time of the session begins, with the limits.
    pub(crate) fn session(
        &self,
        user: User,
        (how, password_at): (SignInMethod, Option<Timestamp>),
        slot: Option<SessionSlot>,
        began: (Timestamp, Sessions),
    ) -> Session {
        let is_full = how != SignInMethod::Token;
        let state = self.open_sessions.add(&user, slot, (began, is_full));
        Session::new(user, how, password_at, state)
    }

    /// Returns the time of a session that begins now, with the limits.
    pub(crate) fn began(&self, settings: &Settings) -> (Timestamp, Sessions) {
        (self.open_sessions.access.now(), settings.sessions)
    }

    /// Checks whether the user may sign in now, and records a refusal.
    ///
    /// # Errors
    /// The [`AccessRefusal`] if the access is limited to other days or hours.
    pub(crate) fn check_times(&self, user: &User) -> Result<(), AccessRefusal> {
        self.open_sessions.access.check(user).inspect_err(|_| {
            let word = AuditWord::OutsideAccessTimes;
            self.audit.record(AuditKind::SignIn, user, false, word);
        })
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
            Err(SessionLimitError::State(_)) if !limits.is_limited() => Ok(None),
            Err(error) => {
                self.audit
                    .record(AuditKind::SignIn, user, false, AuditWord::SessionLimit);
                Err(error)
            }
        }
    }
}
