//! Recording what happens to an account, and notifying its owner at the next sign-in (R35).

use std::sync::Arc;

use crate::domain::audit::AuditKind;
use crate::domain::audit_detail::AuditDetail;
use crate::domain::user::User;

use crate::service::audit::recorder::{AuditRecorder, Party};
use crate::service::context::Context;
use crate::service::ports::{AccountEvent, Clock, NoticeStore};
use crate::service::throttle::key_of;

/// Who initiated the change of an account.
#[derive(Clone, Copy)]
pub(crate) enum Initiator<'a> {
    /// Its owner, with the password.
    Owner,
    /// Its owner, as a step of the sign-in that is under way: there is nothing to tell them afterwards.
    SigningIn,
    /// Someone with a code, and the number of the record of its creation, if there is one.
    Code(Option<i64>),
    /// Another user, or the local owner of the file.
    Other(Party<'a>),
}

/// Records what happens to accounts.
#[derive(Clone)]
pub(crate) struct Notices {
    store: Arc<dyn NoticeStore>,
    clock: Arc<dyn Clock>,
    audit: AuditRecorder,
}

impl From<&Context> for Notices {
    fn from(from: &Context) -> Self {
        Self {
            store: Arc::clone(&from.notices),
            clock: Arc::clone(&from.clock),
            audit: from.into(),
        }
    }
}

impl Notices {
    /// Records a change of an account, and that recovery codes ended with it which were not used up.
    pub(crate) fn send_change(
        &self,
        (before, after): (&User, &User),
        event: AccountEvent,
        initiator: Initiator<'_>,
    ) {
        self.send(after, event, initiator);
        let codes = &before.key_vault.codes;
        let had_others = codes.len() > 1 || codes.iter().any(|code| !code.has_pair());
        if had_others && after.key_vault.codes.is_empty() {
            let initiator = match initiator {
                Initiator::SigningIn => Initiator::Owner,
                initiator => initiator,
            };
            self.send(after, AccountEvent::CodesEnded, initiator);
        }
    }

    /// Records the same event of several accounts, initiated by one user, and keeps it for the next sign-in of their owners.
    pub(crate) fn send_each<'a>(
        &self,
        users: impl Iterator<Item = &'a User> + Clone,
        event: AccountEvent,
        who: Party<'_>,
    ) {
        let records = users.clone().map(|user| (user.into(), true, event.into()));
        self.audit.record_each(who, records);
        let keys: Vec<_> = users.map(key_of).collect();
        let kept = self.store.tell_all(&keys, event, self.clock.now());
        if let Err(error) = kept {
            self.audit.note_failure(error);
        }
    }

    /// Records an event, and keeps it for the next sign-in of the account's owner unless it is a step of this one.
    pub(crate) fn send(&self, user: &User, event: AccountEvent, initiator: Initiator<'_>) {
        match initiator {
            Initiator::Owner => self.audit.record(AuditKind::Account, user, true, event),
            Initiator::SigningIn => {
                self.audit.record(AuditKind::Account, user, true, event);
                return;
            }
            Initiator::Code(created) => {
                let with_code = |created| AuditDetail::WithCode { event, created };
                let detail = created.map_or(event.into(), with_code);
                self.audit.record(AuditKind::Recovery, user, true, detail);
            }
            Initiator::Other(who) => {
                let users = (who, user.into());
                self.audit
                    .record_about(AuditKind::Users, users, true, event);
            }
        }
        self.tell(user, event);
    }

    /// Keeps an event for the next sign-in of the account's owner. What it tells of is done all the same if that fails.
    pub(crate) fn tell(&self, user: &User, event: AccountEvent) {
        let kept = self.store.tell(&key_of(user), event, self.clock.now());
        if let Err(error) = kept {
            self.audit.note_failure(error);
        }
    }
}
