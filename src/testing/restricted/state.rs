//! What a restricted computer may record and read of its users: when a window was locked, their notices, and their own part of
//! the audit log.

use crate::domain::account_id::AccountId;
use crate::domain::audit::{AuditKind, Retention};
use crate::domain::audit_chain::{AuditRecord, ChainCheck, ChainPoint};
use crate::domain::audit_detail::AuditWord;
use crate::domain::audit_event::AuditEvent;
use crate::domain::preferences::Preferences;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{
    AccountEvent, AttemptKey, AuditFilter, AuditLog, AuditUser, NoticeStore, PreferenceStore,
    Revision, StateError,
};
use crate::service::throttle::key_of;
use crate::testing::restricted::Computer;
use crate::testing::restricted::no_state::denied;

impl Computer {
    pub(super) fn check_state(&self) -> Result<(), StateError> {
        let failed = self.check();
        failed.map_err(|error| StateError::Unavailable(error.to_string()))
    }

    fn is_signed_in(&self, account: AccountId) -> bool {
        self.session_of(account).is_some()
    }
}

impl NoticeStore for Computer {
    /// The server tells of what it has changed.
    fn tell(&self, _: &AttemptKey, _: AccountEvent, _: Timestamp) -> Result<(), StateError> {
        self.check_state()
    }

    fn take(&self, who: &AttemptKey) -> Result<Vec<(AccountEvent, Timestamp)>, StateError> {
        self.check_state()?;
        let mut taken = Vec::new();
        let mut state = self.server.state();
        for of in state.sessions.values_mut() {
            if of.computer == self.number && key_of(of.session.user()) == *who {
                taken.append(&mut of.notices);
            }
        }
        Ok(taken)
    }
}

impl AuditLog for Computer {
    /// The server records what it decides. Only the computer knows when a window was locked, and why a session has ended.
    fn record(&self, event: &AuditEvent, keep: Retention) -> Result<(), StateError> {
        self.check_state()?;
        if !matches!(event.kind, AuditKind::Lock | AuditKind::SignOut) {
            return Ok(());
        }
        let quick = [AuditWord::Pin.into(), AuditWord::Badge.into()];
        if quick.contains(&event.detail)
            && let Some(account) = event.who_id
        {
            // The password no longer counts as just entered.
            self.change_sessions(account, |of| of.session = of.session.unlocked_by_pin());
        }
        self.server.dependencies.audit_log.record(event, keep)
    }

    fn activity(&self, filter: &AuditFilter) -> Result<Vec<AuditRecord>, StateError> {
        self.check_state()?;
        match filter.user {
            Some(AuditUser::Account(account)) if self.is_signed_in(account) => {
                self.server.dependencies.audit_log.activity(filter)
            }
            // What the signatures are verified against.
            None if filter.kind == Some(AuditKind::Signature) && self.has_auditor() => {
                self.server.dependencies.audit_log.activity(filter)
            }
            _ => Err(denied()),
        }
    }

    fn verify_activity_after(
        &self,
        _: Option<ChainPoint>,
    ) -> Result<(ChainCheck, Option<ChainPoint>), StateError> {
        Err(denied())
    }

    fn prune_activity(&self, _: Retention, _: Timestamp) -> Result<u64, StateError> {
        Err(denied())
    }

    fn revision(&self) -> Result<Option<Revision>, StateError> {
        Ok(None)
    }

    fn keep_revision(&self, _: &Revision) -> Result<(), StateError> {
        Ok(())
    }
}

impl PreferenceStore for Computer {
    fn preferences(&self) -> Result<Preferences, StateError> {
        self.local.preferences()
    }

    fn store_preferences(&self, changes: &Preferences) -> Result<(), StateError> {
        self.local.store_preferences(changes)
    }

    fn hides_first_steps(&self, who: &AttemptKey) -> Result<bool, StateError> {
        self.local.hides_first_steps(who)
    }

    fn hide_first_steps(&self, who: &AttemptKey, hide: bool) -> Result<(), StateError> {
        self.local.hide_first_steps(who, hide)
    }
}
