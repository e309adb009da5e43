//! The ports of one process: every call is counted, and one of them can fail, be the last one before a crash, or be
//! overtaken by a rival who writes the configuration file at the same time. A planted bug lives here as well.

mod authority;
pub mod local;
mod servers;

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use egui_authenticator::domain::account_event::AccountEvent;
use egui_authenticator::domain::account_id::AccountId;
use egui_authenticator::domain::audit::Retention;
use egui_authenticator::domain::audit_chain::{AuditRecord, ChainCheck, ChainPoint};
use egui_authenticator::domain::audit_event::AuditEvent;
use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::preferences::Preferences;
use egui_authenticator::domain::recovery::ResetCode;
use egui_authenticator::domain::remember_me::{Selector, TokenHash};
use egui_authenticator::domain::settings::Sessions;
use egui_authenticator::domain::signature::chain::{Signature, StoredSignature};
use egui_authenticator::domain::throttle::Attempts;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::domain::user::{NewUser, UserPatch};
use egui_authenticator::service::ports::{
    AddedSignature, Applied, AttemptKey, AttemptStore, AuditFilter, AuditLog, Authority,
    ChangeRecord, ChangeSealed, CodeStore, CredentialStore, Edit, EditPreview, LastSignature,
    NoticeStore, PreferenceStore, RememberedSignIn, Revision, SessionLimitError, SessionSlot,
    SessionStore, SignatureFilter, SignatureLog, Signer, SignerKey, Snapshot, StateError,
    StoreError, StoredSigningKey, VaultError,
};
use egui_authenticator::store::memory::MemoryVault;

use crate::gate::{Away, Crash, Fault, Gate, locked};
use crate::planted::{self, Planted};
use crate::seeded::Seeded;
use crate::stores::{State, Stores};

/// The ports of one process on one computer.
pub struct Ports {
    /// The stores of all computers.
    pub stores: Arc<dyn Stores>,
    /// The configuration file, which all computers share.
    pub credentials: Arc<dyn CredentialStore>,
    /// The same, as another computer reaches it.
    pub rival: Arc<dyn CredentialStore>,
    /// The state database of the computer.
    pub state: State,
    /// The server that decides, at a restricted computer.
    pub authority: Option<Arc<dyn Authority>>,
    /// The keyring of the computer.
    pub vault: Arc<MemoryVault>,
    /// The other entry of the keyring.
    pub secret_vault: Arc<MemoryVault>,
    /// Counts the calls of the computer.
    pub gate: Arc<Gate>,
    /// The randomness of the history.
    pub random: Arc<Seeded>,
    /// The number of the computer.
    pub computer: u8,
    /// The bug, if there is one.
    pub planted: Planted,
}

impl Ports {
    fn call<T, E>(
        &self,
        error: impl FnOnce() -> E,
        act: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        self.suffer(self.gate.next(), error, act)
    }

    fn suffer<T, E>(
        &self,
        fault: Option<Fault>,
        error: impl FnOnce() -> E,
        act: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        match fault {
            None => act(),
            Some(Fault::Fails) => Err(error()),
            Some(Fault::DiesBefore) => resume_unwind(Box::new(Crash)),
            Some(Fault::DiesAfter) => {
                drop(act());
                resume_unwind(Box::new(Crash))
            }
            Some(Fault::Rival(who)) => {
                self.overtake(who);
                act()
            }
        }
    }

    /// The same of a store or a server. At a restricted computer, half of the failures are answers that are lost.
    fn asked<T, E>(
        &self,
        error: impl FnOnce() -> E,
        act: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        match self.gate.next() {
            Some(Fault::Fails) if self.authority.is_some() && self.gate.loses_answer() => {
                drop(act());
                Err(error())
            }
            fault => self.suffer(fault, error, act),
        }
    }

    fn file<T>(
        &self,
        error: impl FnOnce() -> StoreError,
        act: impl FnOnce() -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if self.gate.away().is_some() {
            return Err(StoreError::Unavailable("out of reach".to_owned()));
        }
        self.asked(error, act)
    }

    fn state<T>(&self, act: impl FnOnce() -> Result<T, StateError>) -> Result<T, StateError> {
        if self.gate.away() == Some(Away::Both) {
            return Err(StateError::Unavailable("out of reach".to_owned()));
        }
        self.asked(|| StateError::Unavailable("broken".to_owned()), act)
    }

    fn vault<T>(&self, act: impl FnOnce() -> Result<T, VaultError>) -> Result<T, VaultError> {
        self.call(|| VaultError::Failed, act)
    }

    /// Changes the name of a user as another computer would.
    fn overtake(&self, who: usize) {
        *locked(&self.gate.overtaken) = None;
        self.gate.rivals.fetch_add(1, Ordering::Relaxed);
        let patch = UserPatch {
            first_name: Some(self.gate.rival_name()),
            ..UserPatch::default()
        };
        let snapshot = self.rival.read().expect("read");
        let Some(at) = who.checked_rem(snapshot.users.len() - 1) else {
            return;
        };
        let user = &snapshot.users[at];
        *locked(&self.gate.overtaken) = Some(user.id);
        let edit = Edit::Update(vec![(user.username.clone(), patch)]);
        self.rival
            .apply(&edit, &snapshot.revision)
            .expect("changed");
    }
}

impl CredentialStore for Ports {
    fn location(&self) -> String {
        "memory".to_owned()
    }
    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        self.file(
            || StoreError::Unreadable("broken".to_owned()),
            || planted::read(self),
        )
    }
    fn preview(&self, change: &Edit) -> Result<EditPreview, StoreError> {
        self.credentials.preview(change)
    }
    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        self.file(
            || StoreError::Unwritable("broken".to_owned()),
            || planted::apply(self, change, expected),
        )
    }
    fn create(&self, first: &NewUser, hash: &StoredHash) -> Result<Revision, StoreError> {
        self.credentials.create(first, hash)
    }
}

impl AttemptStore for Ports {
    fn attempts(
        &self,
        name: &AttemptKey,
        change: &dyn Fn(Attempts) -> Attempts,
    ) -> Result<Attempts, StateError> {
        self.state(|| planted::attempts(self, name, change))
    }
    fn attempts_of(&self, names: &[AttemptKey]) -> Result<Vec<Attempts>, StateError> {
        self.state(|| self.state.attempts.attempts_of(names))
    }
}

impl SessionStore for Ports {
    fn remembered(&self) -> Result<Option<RememberedSignIn>, StateError> {
        self.state(|| planted::remembered(self))
    }
    fn remember(&self, sign_in: &RememberedSignIn) -> Result<(), StateError> {
        self.state(|| self.state.sessions.remember(sign_in))
    }
    fn rotate(
        &self,
        selector: &Selector,
        change: &dyn Fn(&mut RememberedSignIn),
    ) -> Result<(), StateError> {
        self.state(|| planted::rotate(self, selector, change))
    }
    fn forget(&self, account: AccountId) -> Result<bool, StateError> {
        self.state(|| planted::forget(self, account))
    }
    fn active_sessions(&self, accounts: &[AccountId]) -> Result<Vec<AccountId>, StateError> {
        self.state(|| self.state.sessions.active_sessions(accounts))
    }
    fn quick_unlock_gate(&self) -> Result<SessionSlot, StateError> {
        self.state(|| self.state.sessions.quick_unlock_gate())
    }
    fn quick_unlock(&self, change: &mut ChangeSealed<'_>) -> Result<(), StateError> {
        self.state(|| planted::quick_unlock(self, change))
    }
    fn claim_session_slot(
        &self,
        account: AccountId,
        limits: Sessions,
    ) -> Result<SessionSlot, SessionLimitError> {
        let broken = || SessionLimitError::State(StateError::Unavailable("broken".to_owned()));
        self.call(broken, || {
            self.state.sessions.claim_session_slot(account, limits)
        })
    }
}

impl CodeStore for Ports {
    fn use_step(&self, who: &AttemptKey, step: u64) -> Result<bool, StateError> {
        self.state(|| planted::use_step(self, who, step))
    }
    fn keep_code(&self, who: &AttemptKey, code: &ResetCode) -> Result<(), StateError> {
        self.state(|| self.state.codes.keep_code(who, code))
    }
    fn keep_ended(&self, ended: &[TokenHash]) -> Result<Vec<TokenHash>, StateError> {
        self.state(|| self.state.codes.keep_ended(ended))
    }
    fn forget_ended(&self, valid: &[TokenHash]) -> Result<(), StateError> {
        self.state(|| self.state.codes.forget_ended(valid))
    }
    fn has_ended(&self, any_of: &[TokenHash]) -> Result<bool, StateError> {
        self.state(|| self.state.codes.has_ended(any_of))
    }
    fn forget_codes(&self, who: &AttemptKey) -> Result<(), StateError> {
        self.state(|| self.state.codes.forget_codes(who))
    }
    fn take_code(
        &self,
        who: &AttemptKey,
        is_it: &dyn Fn(&ResetCode) -> bool,
    ) -> Result<bool, StateError> {
        self.state(|| self.state.codes.take_code(who, is_it))
    }
}

impl NoticeStore for Ports {
    fn tell(&self, who: &AttemptKey, event: AccountEvent, at: Timestamp) -> Result<(), StateError> {
        self.state(|| self.state.notices.tell(who, event, at))
    }
    fn take(&self, who: &AttemptKey) -> Result<Vec<(AccountEvent, Timestamp)>, StateError> {
        self.state(|| self.state.notices.take(who))
    }
}

impl AuditLog for Ports {
    fn record(&self, event: &AuditEvent, keep: Retention) -> Result<(), StateError> {
        self.state(|| {
            planted::record(self, event, keep)?;
            self.gate.recorded.fetch_add(1, Ordering::Relaxed);
            Ok(())
        })
    }
    fn activity(&self, filter: &AuditFilter) -> Result<Vec<AuditRecord>, StateError> {
        self.state(|| self.state.audit_log.activity(filter))
    }
    fn verify_activity_after(
        &self,
        verified: Option<ChainPoint>,
    ) -> Result<(ChainCheck, Option<ChainPoint>), StateError> {
        self.state(|| self.state.audit_log.verify_activity_after(verified))
    }
    fn prune_activity(&self, keep: Retention, now: Timestamp) -> Result<u64, StateError> {
        self.state(|| self.state.audit_log.prune_activity(keep, now))
    }
    fn revision(&self) -> Result<Option<Revision>, StateError> {
        self.state(|| self.state.audit_log.revision())
    }
    fn keep_revision(&self, revision: &Revision) -> Result<(), StateError> {
        self.state(|| self.state.audit_log.keep_revision(revision))
    }
}

impl SignatureLog for Ports {
    fn add_signature(
        &self,
        signer: &SignerKey,
        sign: &dyn Fn(LastSignature<'_>) -> Option<Signature>,
    ) -> Result<AddedSignature, StateError> {
        self.state(|| self.state.signatures.add_signature(signer, sign))
    }
    fn signatures(
        &self,
        filter: &SignatureFilter,
    ) -> Result<(Vec<StoredSignature>, ChainPoint), StateError> {
        self.state(|| planted::signatures(self, filter))
    }
    fn signers(&self) -> Result<Vec<Signer>, StateError> {
        self.state(|| self.state.signatures.signers())
    }
    fn signing_key(&self, account: AccountId) -> Result<Option<StoredSigningKey>, StateError> {
        self.state(|| self.state.signatures.signing_key(account))
    }
    fn forget_signing_key(&self, account: AccountId) -> Result<(), StateError> {
        self.state(|| self.state.signatures.forget_signing_key(account))
    }
}

impl PreferenceStore for Ports {
    fn preferences(&self) -> Result<Preferences, StateError> {
        self.state(|| self.state.preferences.preferences())
    }
    fn store_preferences(&self, changes: &Preferences) -> Result<(), StateError> {
        self.state(|| self.state.preferences.store_preferences(changes))
    }
    fn hides_first_steps(&self, who: &AttemptKey) -> Result<bool, StateError> {
        self.state(|| self.state.preferences.hides_first_steps(who))
    }
    fn hide_first_steps(&self, who: &AttemptKey, hide: bool) -> Result<(), StateError> {
        self.state(|| self.state.preferences.hide_first_steps(who, hide))
    }
    fn update_record(&self, name: &str, change: &mut ChangeRecord<'_>) -> Result<(), StateError> {
        self.state(|| self.state.preferences.update_record(name, change))
    }
}
