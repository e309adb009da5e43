//! What an approver has granted: to one session, for one action and its data, once and not for long.

use std::sync::Arc;
use std::time::Duration;

use crate::domain::approval::{ActionDigest, ApprovalRule};
use crate::domain::quick_unlock::approves;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::User;

use crate::service::approvals::error::ApprovalError;
use crate::service::context::Context;
use crate::service::ports::{ApprovalTicket, Authority, Clock, Snapshot};
use crate::service::session_state::{OpenSessions, SessionState};
use crate::service::snapshots::Snapshots;

/// Makes grants.
#[derive(Clone)]
pub(crate) struct Grants {
    snapshots: Arc<Snapshots>,
    clock: Arc<dyn Clock>,
    open_sessions: OpenSessions,
    /// The server that decides, if this is a restricted computer.
    authority: Option<Arc<dyn Authority>>,
}

impl From<&Context> for Grants {
    fn from(from: &Context) -> Self {
        Self {
            snapshots: Arc::clone(&from.snapshots),
            clock: Arc::clone(&from.clock),
            open_sessions: from.open_sessions.clone(),
            authority: from.authority.clone(),
        }
    }
}

/// What an approver has granted. It cannot be copied, and using it takes it.
pub struct Grant {
    by: Grants,
    asked: Asked,
    approver: Box<User>,
    /// Whether the approver entered a PIN.
    by_pin: bool,
    /// Proves it to the server that has approved it; `None` at a trusted computer.
    ticket: Option<ApprovalTicket>,
    valid_for: Duration,
    /// When it was granted, by both clocks: setting one back extends nothing, and the other stands still during sleep.
    at: (Timestamp, Duration),
}

opaque_debug!(Grant);

/// What an approval is bound to: a session, how often its window had been locked, and an action with its data.
pub(super) struct Asked {
    pub(super) state: Arc<SessionState>,
    pub(super) locks: u64,
    pub(super) action: String,
    pub(super) digest: ActionDigest,
}

impl Grants {
    /// Grants what was asked for.
    pub(super) fn grant(
        &self,
        asked: Asked,
        (approver, by_pin): (&User, bool),
        rule: &ApprovalRule,
    ) -> Grant {
        let valid_for = Duration::from_secs(rule.valid_seconds.into());
        Grant {
            by: self.clone(),
            asked,
            approver: Box::new(approver.clone()),
            by_pin,
            ticket: None,
            valid_for,
            at: (self.clock.now(), self.clock.elapsed()),
        }
    }

    /// Grants what a server has approved.
    pub(super) fn grant_of_server(
        &self,
        asked: Asked,
        (approver, ticket): (&User, ApprovalTicket),
        rule: &ApprovalRule,
    ) -> Grant {
        Grant {
            ticket: Some(ticket),
            ..self.grant(asked, (approver, false), rule)
        }
    }

    /// Returns `true` if the server could still give an approval, as far as is known.
    fn holds_at_server(&self, ticket: &ApprovalTicket) -> bool {
        let authority = self.authority.as_ref();
        let server = authority.and_then(|authority| authority.approvals());
        server.is_some_and(|server| server.holds(ticket))
    }
}

impl Grant {
    /// Returns the user who approved.
    #[must_use]
    pub fn approver(&self) -> &User {
        &self.approver
    }

    /// Returns what proves it to the server that has approved it.
    pub(super) fn ticket(&self) -> Option<&ApprovalTicket> {
        self.ticket.as_ref()
    }

    /// Returns how long it can be used.
    #[must_use]
    pub(crate) fn valid_for(&self) -> Duration {
        self.valid_for
    }

    /// Checks that it is for this session and these data and not too old, and that the file as it was read last still allows
    /// it. Reads nothing, so that it may be called on the UI thread; after a change by this program, and during an outage, what
    /// was read last is not good enough.
    ///
    /// # Errors
    /// [`ApprovalError::Ended`] if it cannot be used.
    pub(crate) fn check(
        &self,
        state: &SessionState,
        digest: ActionDigest,
    ) -> Result<(), ApprovalError> {
        let snapshot = self.by.snapshots.last_current();
        let snapshot = snapshot.ok_or(ApprovalError::Ended)?;
        self.check_in(&snapshot, state, digest)
    }

    /// Does the same as [`Self::check`] with this state of the file.
    pub(crate) fn check_in(
        &self,
        snapshot: &Snapshot,
        state: &SessionState,
        digest: ActionDigest,
    ) -> Result<(), ApprovalError> {
        let asked = &self.asked;
        let is_bound = std::ptr::eq(Arc::as_ptr(&asked.state), state)
            && asked.digest == digest
            && state.locks() == asked.locks
            && !state.is_closed();
        if is_bound && self.is_recent() && self.is_allowed_by(snapshot) {
            Ok(())
        } else {
            Err(ApprovalError::Ended)
        }
    }

    fn is_recent(&self) -> bool {
        let (at, then) = self.at;
        let since = u64::try_from(self.by.clock.now() - at).map(Duration::from_secs);
        let passed = self.by.clock.elapsed().saturating_sub(then);
        since.is_ok_and(|since| since.max(passed) < self.valid_for)
    }

    /// Returns `true` if both users and the rule are such that the action could be approved now.
    pub(crate) fn is_allowed_by(&self, snapshot: &Snapshot) -> bool {
        let sessions = &self.by.open_sessions;
        let Some(asker) = self.asked.state.current(sessions, snapshot) else {
            return false;
        };
        if let Some(ticket) = &self.ticket {
            let is_named = snapshot.settings.approval(&self.asked.action).is_some();
            return is_named && self.by.holds_at_server(ticket);
        }
        let approver = snapshot.users.get(&self.approver.username);
        let is_same = |now: &&User| {
            now.id == self.approver.id
                && now.hash == self.approver.hash
                && now.session_epoch == self.approver.session_epoch
                && now.can_sign_in()
                && sessions.access.is_open(now)
        };
        let rule = snapshot.settings.approval(&self.asked.action);
        match (approver.filter(is_same), rule) {
            (Some(approver), Some(rule)) => {
                let is_other = asker.id != approver.id;
                let by_pin = self.by_pin;
                rule.can_be_approved_by(approver)
                    && (is_other || rule.allow_same_person && !by_pin)
                    && (!by_pin || rule.pin && approves(approver, &snapshot.settings))
            }
            _ => false,
        }
    }
}
