//! Stores, each call of which can fail.

use std::sync::Arc;

use egui_authenticator::domain::account_id::AccountId;
use egui_authenticator::domain::audit::Retention;
use egui_authenticator::domain::audit_chain::{AuditRecord, ChainCheck, ChainPoint};
use egui_authenticator::domain::audit_event::AuditEvent;
use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::preferences::Preferences;
use egui_authenticator::domain::problem::Problem;
use egui_authenticator::domain::recovery::ResetCode;
use egui_authenticator::domain::remember_me::{Selector, TokenHash};
use egui_authenticator::domain::settings::Sessions;
use egui_authenticator::domain::signature::chain::{Signature, StoredSignature};
use egui_authenticator::domain::throttle::Attempts;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::domain::user::NewUser;
use egui_authenticator::service::ports::{
    AccountEvent, AddedSignature, Applied, AttemptKey, AttemptStore, AuditFilter, AuditLog,
    ChangeRecord, CodeStore, CredentialStore, Edit, EditPreview, LastSignature, NoticeStore,
    PreferenceStore, RememberedSignIn, Revision, SessionLimitError, SessionSlot, SessionStore,
    SignatureFilter, SignatureLog, Signer, SignerKey, Snapshot, StateError, StoreError,
    StoredSigningKey,
};

use super::{Faulty, Outage, pass};

fn unreadable() -> StoreError {
    StoreError::Unreadable("made to fail".to_owned())
}

fn state() -> StateError {
    StateError::Unavailable("made to fail".to_owned())
}

impl CredentialStore for Faulty {
    fn location(&self) -> String {
        self.inner.credentials.location()
    }
    fn can_be_away(&self) -> bool {
        self.faults.outage() != Outage::Never
    }
    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        if self.faults.outage() == Outage::Now {
            return Err(StoreError::Unavailable("out of reach".to_owned()));
        }
        let read = || self.inner.credentials.read();
        pass!(self, "read_file", unreadable(), read())
    }
    fn inspect(&self) -> Result<Vec<Problem>, StoreError> {
        pass!(
            self,
            "inspect",
            unreadable(),
            self.inner.credentials.inspect()
        )
    }
    fn preview(&self, change: &Edit) -> Result<EditPreview, StoreError> {
        let found = || self.inner.credentials.preview(change);
        pass!(self, "preview", unreadable(), found())
    }
    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        let error = StoreError::Unwritable("made to fail".to_owned());
        let applied = || self.inner.credentials.apply(change, expected);
        pass!(self, "apply", error, applied())
    }
    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError> {
        let error = StoreError::Unwritable("made to fail".to_owned());
        pass!(
            self,
            "create",
            error,
            self.inner.credentials.create(first, hash)
        )
    }
}

impl SessionStore for Faulty {
    fn remembered(&self) -> Result<Option<RememberedSignIn>, StateError> {
        pass!(
            self,
            "remembered",
            state(),
            self.inner.sessions.remembered()
        )
    }
    fn remember(&self, sign_in: &RememberedSignIn) -> Result<(), StateError> {
        pass!(
            self,
            "remember",
            state(),
            self.inner.sessions.remember(sign_in)
        )
    }
    fn rotate(
        &self,
        selector: &Selector,
        change: &dyn Fn(&mut RememberedSignIn),
    ) -> Result<(), StateError> {
        pass!(
            self,
            "rotate",
            state(),
            self.inner.sessions.rotate(selector, change)
        )
    }
    fn forget(&self, account: AccountId) -> Result<bool, StateError> {
        pass!(self, "forget", state(), self.inner.sessions.forget(account))
    }
    fn active_sessions(&self, accounts: &[AccountId]) -> Result<Vec<AccountId>, StateError> {
        pass!(
            self,
            "seated",
            state(),
            self.inner.sessions.active_sessions(accounts)
        )
    }
    fn claim_session_slot(
        &self,
        account: AccountId,
        limits: Sessions,
    ) -> Result<SessionSlot, SessionLimitError> {
        let session_slot = || self.inner.sessions.claim_session_slot(account, limits);
        pass!(
            self,
            "take_slot",
            SessionLimitError::State(state()),
            session_slot()
        )
    }
}

impl AttemptStore for Faulty {
    fn attempts(
        &self,
        name: &AttemptKey,
        change: &dyn Fn(Attempts) -> Attempts,
    ) -> Result<Attempts, StateError> {
        pass!(
            self,
            "attempts",
            state(),
            self.inner.attempts.attempts(name, change)
        )
    }
    fn attempts_of(&self, names: &[AttemptKey]) -> Result<Vec<Attempts>, StateError> {
        pass!(
            self,
            "attempts_of",
            state(),
            self.inner.attempts.attempts_of(names)
        )
    }
}

impl NoticeStore for Faulty {
    fn tell(&self, who: &AttemptKey, event: AccountEvent, at: Timestamp) -> Result<(), StateError> {
        pass!(
            self,
            "tell",
            state(),
            self.inner.notices.tell(who, event, at)
        )
    }
    fn take(&self, who: &AttemptKey) -> Result<Vec<(AccountEvent, Timestamp)>, StateError> {
        pass!(self, "take_notices", state(), self.inner.notices.take(who))
    }
}

impl CodeStore for Faulty {
    fn use_step(&self, who: &AttemptKey, step: u64) -> Result<bool, StateError> {
        pass!(
            self,
            "use_step",
            state(),
            self.inner.codes.use_step(who, step)
        )
    }
    fn keep_code(&self, who: &AttemptKey, code: &ResetCode) -> Result<(), StateError> {
        pass!(
            self,
            "keep_code",
            state(),
            self.inner.codes.keep_code(who, code)
        )
    }
    fn keep_ended(&self, ended: &[TokenHash]) -> Result<Vec<TokenHash>, StateError> {
        pass!(
            self,
            "keep_ended",
            state(),
            self.inner.codes.keep_ended(ended)
        )
    }
    fn forget_ended(&self, valid: &[TokenHash]) -> Result<(), StateError> {
        pass!(
            self,
            "forget_ended",
            state(),
            self.inner.codes.forget_ended(valid)
        )
    }
    fn has_ended(&self, any_of: &[TokenHash]) -> Result<bool, StateError> {
        pass!(
            self,
            "has_ended",
            state(),
            self.inner.codes.has_ended(any_of)
        )
    }
    fn forget_codes(&self, who: &AttemptKey) -> Result<(), StateError> {
        pass!(
            self,
            "forget_codes",
            state(),
            self.inner.codes.forget_codes(who)
        )
    }
    fn take_code(
        &self,
        who: &AttemptKey,
        is_it: &dyn Fn(&ResetCode) -> bool,
    ) -> Result<bool, StateError> {
        pass!(
            self,
            "take_code",
            state(),
            self.inner.codes.take_code(who, is_it)
        )
    }
}

impl AuditLog for Faulty {
    fn record(&self, event: &AuditEvent, keep: Retention) -> Result<(), StateError> {
        pass!(
            self,
            "record",
            state(),
            self.inner.audit_log.record(event, keep)
        )
    }
    fn activity(&self, filter: &AuditFilter) -> Result<Vec<AuditRecord>, StateError> {
        pass!(
            self,
            "activity",
            state(),
            self.inner.audit_log.activity(filter)
        )
    }
    fn verify_activity_after(
        &self,
        verified: Option<ChainPoint>,
    ) -> Result<(ChainCheck, Option<ChainPoint>), StateError> {
        self.inner.audit_log.verify_activity_after(verified)
    }
    fn prune_activity(&self, keep: Retention, now: Timestamp) -> Result<u64, StateError> {
        self.inner.audit_log.prune_activity(keep, now)
    }
    fn revision(&self) -> Result<Option<Revision>, StateError> {
        pass!(self, "revision", state(), self.inner.audit_log.revision())
    }
    fn keep_revision(&self, revision: &Revision) -> Result<(), StateError> {
        let kept = || self.inner.audit_log.keep_revision(revision);
        pass!(self, "keep_revision", state(), kept())
    }
}

impl PreferenceStore for Faulty {
    fn preferences(&self) -> Result<Preferences, StateError> {
        pass!(
            self,
            "preferences",
            state(),
            self.inner.preferences.preferences()
        )
    }
    fn store_preferences(&self, changes: &Preferences) -> Result<(), StateError> {
        let stored = || self.inner.preferences.store_preferences(changes);
        pass!(self, "store_preferences", state(), stored())
    }
    fn hides_first_steps(&self, who: &AttemptKey) -> Result<bool, StateError> {
        let hides = || self.inner.preferences.hides_first_steps(who);
        pass!(self, "hides_first_steps", state(), hides())
    }
    fn hide_first_steps(&self, who: &AttemptKey, hide: bool) -> Result<(), StateError> {
        let hidden = || self.inner.preferences.hide_first_steps(who, hide);
        pass!(self, "hide_first_steps", state(), hidden())
    }
    fn update_record(&self, name: &str, change: &mut ChangeRecord<'_>) -> Result<(), StateError> {
        let mut changed = || self.inner.preferences.update_record(name, change);
        pass!(self, "update_record", state(), changed())
    }
}

impl SignatureLog for Faulty {
    fn add_signature(
        &self,
        signer: &SignerKey,
        sign: &dyn Fn(LastSignature<'_>) -> Option<Signature>,
    ) -> Result<AddedSignature, StateError> {
        let added = || self.inner.signatures.add_signature(signer, sign);
        pass!(self, "add_signature", state(), added())
    }
    fn signatures(
        &self,
        filter: &SignatureFilter,
    ) -> Result<(Vec<StoredSignature>, ChainPoint), StateError> {
        self.inner.signatures.signatures(filter)
    }
    fn signers(&self) -> Result<Vec<Signer>, StateError> {
        pass!(self, "signers", state(), self.inner.signatures.signers())
    }
    fn signing_key(&self, account: AccountId) -> Result<Option<StoredSigningKey>, StateError> {
        let key = || self.inner.signatures.signing_key(account);
        pass!(self, "signing_key", state(), key())
    }
    fn forget_signing_key(&self, account: AccountId) -> Result<(), StateError> {
        let forgotten = || self.inner.signatures.forget_signing_key(account);
        pass!(self, "forget_signing_key", state(), forgotten())
    }
}
