//! Recording what happens (R66). A failure to record never blocks an action; every signed-in user is
//! told until recording works again (R70).

use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::domain::audit::{AuditKind, Retention, masked, recorded};
use crate::domain::audit_detail::AuditDetail;
use crate::domain::audit_event::AuditEvent;
use crate::domain::user::User;
use crate::domain::username::Username;

use crate::service::audit::listeners::{AuditFailure, AuditListeners};
use crate::service::context::Context;
use crate::service::ports;
use crate::service::ports::{Clock, CredentialStore, StateError};

/// Appends events to the audit log.
#[derive(Clone)]
pub(crate) struct AuditRecorder {
    credentials: Arc<dyn CredentialStore>,
    audit_log: Arc<dyn ports::AuditLog>,
    clock: Arc<dyn Clock>,
    failure: AuditFailure,
    listeners: AuditListeners,
}

impl From<&Context> for AuditRecorder {
    fn from(from: &Context) -> Self {
        Self {
            credentials: Arc::clone(&from.credentials),
            audit_log: Arc::clone(&from.audit_log),
            clock: Arc::clone(&from.clock),
            failure: from.audit_failure.clone(),
            listeners: from.listeners.clone(),
        }
    }
}

impl AuditRecorder {
    /// Records what a user did, or tried to do, to their own account.
    pub(crate) fn record(
        &self,
        kind: AuditKind,
        who: &str,
        is_done: bool,
        detail: impl Into<AuditDetail>,
    ) {
        self.record_about(kind, (who, ""), is_done, detail);
    }

    /// Records what the first user did, or tried to do, to the second one. The local owner of the file
    /// has no name.
    pub(crate) fn record_about(
        &self,
        kind: AuditKind,
        (who, whom): (&str, &str),
        is_done: bool,
        detail: impl Into<AuditDetail>,
    ) {
        self.append(kind, (who, whom), None, is_done, &detail.into());
    }

    /// Records what a user did to another one, who may have been removed since.
    pub(crate) fn record_about_user(
        &self,
        kind: AuditKind,
        (who, whom): (&str, &User),
        detail: impl Into<AuditDetail>,
    ) {
        let names = (who, whom.username.as_str());
        self.append(kind, names, Some(whom.id), true, &detail.into());
    }

    fn append(
        &self,
        kind: AuditKind,
        (who, whom): (&str, &str),
        whom_id: Option<AccountId>,
        is_done: bool,
        detail: &AuditDetail,
    ) {
        // Without the file, it is unknown which records are too old, and which accounts have the names.
        let snapshot = self.credentials.read().ok();
        let id_of = |name: &str| {
            let snapshot = snapshot.as_ref()?;
            Some(snapshot.users.get(&Username::parse(name).ok()?)?.id)
        };
        let event = AuditEvent {
            at: self.clock.now(),
            kind,
            who: recorded(who),
            whom: recorded(whom),
            who_id: id_of(who),
            whom_id: whom_id.or_else(|| id_of(whom)),
            is_done,
            detail: detail.recorded(kind),
        };
        let keep = snapshot.map_or(Retention::EVERYTHING, |snapshot| snapshot.settings.activity);
        let result = self.audit_log.record(&event, keep);
        self.failure.note(result.err());
        self.listeners.notify(&event);
    }

    /// Notes that something else about the log could not be stored.
    pub(crate) fn note_failure(&self, error: StateError) {
        self.failure.note(Some(error));
    }
}

/// Returns the name to record for what was typed: that of a known user, or else a mask, because users
/// sometimes type their password in place of their name (R67).
pub(crate) fn name_for_record(found: Option<&User>, login: &str) -> String {
    found.map_or_else(|| masked(login), |user| user.username.as_str().to_owned())
}
