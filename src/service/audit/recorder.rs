//! Recording what happens (R66). A failure to record never blocks an action; every signed-in user is
//! told until recording works again (R70).

use std::sync::Arc;

use crate::domain::account_id::AccountId;
use crate::domain::audit::{AuditKind, Retention, masked, recorded};
use crate::domain::audit_detail::AuditDetail;
use crate::domain::audit_event::AuditEvent;
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::domain::user::{NewUser, User};

use crate::service::audit::listeners::{AuditFailure, AuditListeners};
use crate::service::context::Context;
use crate::service::or_log::OrLog;
use crate::service::ports;
use crate::service::ports::{Clock, CredentialStore as _, StateError};
use crate::service::snapshots::Snapshots;

/// A user in a record. The account is never looked up by the name, which another account can have by then (R82).
#[derive(Clone, Copy)]
pub(crate) struct Party<'a> {
    name: &'a str,
    account: Option<AccountId>,
}

impl<'a> Party<'a> {
    /// The local owner of the file, who has no name; or no user at all.
    pub(crate) const NONE: Self = Self {
        name: "",
        account: None,
    };

    /// Creates a user with this name, which can be another one than the account has now.
    pub(crate) fn new(name: &'a str, account: AccountId) -> Self {
        Self {
            name,
            account: Some(account),
        }
    }

    /// Creates a user without an account.
    pub(crate) fn without_account(email: &'a Email) -> Self {
        Self {
            name: email.as_str(),
            account: None,
        }
    }

    /// Returns the user for whom a name was typed: a known one, or else a mask, because users sometimes type their
    /// password in place of their name (R67).
    pub(crate) fn typed(found: Option<&'a User>, login: &str) -> Self {
        let unknown = Self {
            name: masked(login),
            account: None,
        };
        found.map_or(unknown, Self::from)
    }
}

impl<'a> From<&'a User> for Party<'a> {
    fn from(user: &'a User) -> Self {
        Self::new(user.username.as_str(), user.id)
    }
}

impl<'a> From<&'a NewUser> for Party<'a> {
    fn from(user: &'a NewUser) -> Self {
        Self::new(user.username.as_str(), user.id)
    }
}

/// Appends events to the audit log.
#[derive(Clone)]
pub(crate) struct AuditRecorder {
    snapshots: Arc<Snapshots>,
    audit_log: Arc<dyn ports::AuditLog>,
    clock: Arc<dyn Clock>,
    failure: AuditFailure,
    listeners: AuditListeners,
}

impl From<&Context> for AuditRecorder {
    fn from(from: &Context) -> Self {
        Self {
            snapshots: Arc::clone(&from.snapshots),
            audit_log: Arc::clone(&from.audit_log),
            clock: Arc::clone(&from.clock),
            failure: from.audit_failure.clone(),
            listeners: from.listeners.clone(),
        }
    }
}

impl AuditRecorder {
    /// Records what a user did, or tried to do, to their own account.
    pub(crate) fn record<'a>(
        &self,
        kind: AuditKind,
        who: impl Into<Party<'a>>,
        is_done: bool,
        detail: impl Into<AuditDetail>,
    ) {
        self.record_about(kind, (who.into(), Party::NONE), is_done, detail);
    }

    /// Records what the first user did, or tried to do, to the second one.
    pub(crate) fn record_about(
        &self,
        kind: AuditKind,
        (who, whom): (Party<'_>, Party<'_>),
        is_done: bool,
        detail: impl Into<AuditDetail>,
    ) {
        let event = self.event(kind, (who, whom), is_done, &detail.into());
        let keep = self.retention();
        let result = self.audit_log.record(&event, keep);
        self.failure.note(result.err());
        self.listeners.notify(&event);
    }

    /// Records what a user did, or tried to do, at an earlier time, when it could not be recorded.
    ///
    /// # Errors
    /// As for [`ports::AuditLog::record`]; then it has to be recorded again.
    pub(crate) fn record_earlier(
        &self,
        at: Timestamp,
        kind: AuditKind,
        (who, is_done): (Party<'_>, bool),
        detail: impl Into<AuditDetail>,
    ) -> Result<(), StateError> {
        let event = self.event(kind, (who, Party::NONE), is_done, &detail.into());
        let event = AuditEvent { at, ..event };
        self.audit_log.record(&event, self.retention())?;
        self.failure.note(None);
        self.listeners.notify(&event);
        Ok(())
    }

    /// Records what one user did, or tried to do, to each of several, at once: a program that ends must not leave changes
    /// without a record.
    pub(crate) fn record_each<'a>(
        &self,
        who: Party<'_>,
        each: impl IntoIterator<Item = (Party<'a>, bool, AuditDetail)>,
    ) {
        let events: Vec<_> = each
            .into_iter()
            .map(|(whom, is_done, detail)| {
                self.event(AuditKind::Users, (who, whom), is_done, &detail)
            })
            .collect();
        if events.is_empty() {
            return;
        }
        let keep = self.retention();
        let result = self.audit_log.record_all(&events, keep);
        self.failure.note(result.err());
        for event in &events {
            self.listeners.notify(event);
        }
    }

    fn event(
        &self,
        kind: AuditKind,
        (who, whom): (Party<'_>, Party<'_>),
        is_done: bool,
        detail: &AuditDetail,
    ) -> AuditEvent {
        AuditEvent {
            at: self.clock.now(),
            kind,
            who: recorded(who.name),
            whom: recorded(whom.name),
            who_id: who.account,
            whom_id: whom.account,
            is_done,
            detail: detail.recorded(kind),
        }
    }

    /// Returns how long records are kept, by the settings that were read last.
    fn retention(&self) -> Retention {
        let read = || {
            let read = self.snapshots.read();
            let read = read.or_log("read how long records are kept")?;
            Some(Arc::clone(&read.settings))
        };
        let settings = self.snapshots.last_settings().or_else(read);
        // Without the file, it is unknown which records are too old.
        settings.map_or(Retention::EVERYTHING, |settings| settings.activity)
    }

    /// Notes that something else about the log could not be stored.
    pub(crate) fn note_failure(&self, error: StateError) {
        self.failure.note(Some(error));
    }
}
