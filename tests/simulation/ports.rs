//! The ports of one process: every call is counted, and one of them can fail, be the last one before a crash, or be
//! overtaken by a rival who writes the credential file at the same time. A planted bug lives here as well.

use std::any::Any;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use egui_authenticator::domain::account_event::AccountEvent;
use egui_authenticator::domain::account_id::AccountId;
use egui_authenticator::domain::audit::Retention;
use egui_authenticator::domain::audit_chain::{AuditRecord, ChainCheck, ChainPoint};
use egui_authenticator::domain::audit_event::AuditEvent;
use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::page::Target;
use egui_authenticator::domain::preferences::Preferences;
use egui_authenticator::domain::recovery::OneTimeCode;
use egui_authenticator::domain::remember_me::{Selector, TokenHash};
use egui_authenticator::domain::secret::{Secret, SecretText};
use egui_authenticator::domain::settings::{Hashing, Sessions};
use egui_authenticator::domain::throttle::Attempts;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::domain::user::{NewUser, UserPatch};
use egui_authenticator::domain::user_key::{Key, SALT_BYTES};
use egui_authenticator::service::ports::{
    Applied, AttemptKey, AttemptStore, AuditFilter, AuditLog, CodeStore, CredentialStore, Edit,
    EditPreview, FileKind, HasherError, NoticeStore, PasswordHasher, Picture, Platform,
    PlatformError, PreferenceStore, Randomness, RandomnessError, RememberedSignIn, Revision,
    SessionLimitError, SessionSlot, SessionStore, Snapshot, StateError, StoreError, TokenVault,
    VaultError,
};
use egui_authenticator::store::memory::{MemoryCredentials, MemoryState, MemoryVault};
use sha2::{Digest as _, Sha256};

use crate::planted::{self, Planted};

/// What happens at one call to a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The call fails, and has no effect.
    Fails,
    /// The process dies before the call has an effect.
    DiesBefore,
    /// The process dies as soon as the call has had its effect.
    DiesAfter,
    /// Another computer changes the name of the user with this index first.
    Rival(usize),
}

/// A fault, and the call at which it happens, counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interruption {
    /// The number of the call.
    pub at: u8,
    /// What happens.
    pub fault: Fault,
}

/// The payload of a panic that is a crash of the process.
pub struct Crash;

/// Returns `true` if a panic is a crash that was asked for.
pub fn is_crash(payload: &(dyn Any + Send)) -> bool {
    payload.is::<Crash>()
}

/// Locks a mutex, also after a crash.
pub fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Counts the calls of a step, and brings the fault about.
#[derive(Default)]
pub struct Gate {
    plan: Mutex<Option<Interruption>>,
    calls: AtomicU64,
    fired: Mutex<Option<Fault>>,
    rivals: AtomicU64,
    /// Records that the audit log has taken.
    pub recorded: AtomicI64,
}

impl Gate {
    /// Begins a step.
    pub fn begin(&self, plan: Option<Interruption>) {
        *locked(&self.plan) = plan;
        *locked(&self.fired) = None;
        self.calls.store(0, Ordering::Relaxed);
    }

    /// Ends it, and returns what has happened and at how many calls.
    pub fn end(&self) -> (Option<Fault>, u64) {
        *locked(&self.plan) = None;
        (*locked(&self.fired), self.calls.load(Ordering::Relaxed))
    }

    /// Returns the name that the last rival gave a user.
    pub fn rival_name(&self) -> String {
        format!("Rival {}", self.rivals.load(Ordering::Relaxed))
    }

    fn next(&self) -> Option<Fault> {
        let number = self.calls.fetch_add(1, Ordering::Relaxed);
        let plan = *locked(&self.plan);
        let fault = plan.filter(|plan| u64::from(plan.at) == number)?.fault;
        *locked(&self.fired) = Some(fault);
        Some(fault)
    }
}

/// Numbers that look random and come from a seed (the generator `SplitMix64`).
pub struct Seeded(Mutex<u64>);

impl Seeded {
    /// Begins the sequence of this seed.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }

    /// Returns the next number.
    pub fn next(&self) -> u64 {
        let mut state = locked(&self.0);
        *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = *state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Returns a number below `end`.
    pub fn below(&self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("below a usize")
    }
}

/// The ports of one process on one computer.
pub struct Ports {
    /// The credential file, which all computers share.
    pub credentials: Arc<MemoryCredentials>,
    /// The state database of the computer.
    pub state: Arc<MemoryState>,
    /// The keyring of the computer.
    pub vault: Arc<MemoryVault>,
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
        match self.gate.next() {
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

    fn state<T>(&self, act: impl FnOnce() -> Result<T, StateError>) -> Result<T, StateError> {
        self.call(|| StateError::Unavailable("broken".to_owned()), act)
    }

    fn vault<T>(&self, act: impl FnOnce() -> Result<T, VaultError>) -> Result<T, VaultError> {
        self.call(|| VaultError::Failed, act)
    }

    /// Changes the name of a user as another computer would.
    fn overtake(&self, who: usize) {
        self.gate.rivals.fetch_add(1, Ordering::Relaxed);
        let patch = UserPatch {
            first_name: Some(self.gate.rival_name()),
            ..UserPatch::default()
        };
        let snapshot = self.credentials.read().expect("read");
        let user = &snapshot.users[who];
        let edit = Edit::Update(vec![(user.username.clone(), patch)]);
        self.credentials
            .apply(&edit, &snapshot.revision)
            .expect("changed");
    }
}

impl CredentialStore for Ports {
    fn location(&self) -> String {
        "memory".to_owned()
    }
    fn read(&self) -> Result<Arc<Snapshot>, StoreError> {
        self.call(
            || StoreError::Unreadable("broken".to_owned()),
            || planted::read(self),
        )
    }
    fn preview(&self, change: &Edit) -> Result<EditPreview, StoreError> {
        self.credentials.preview(change)
    }
    fn apply(&self, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
        self.call(
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
        self.state(|| self.state.attempts_of(names))
    }
}

impl SessionStore for Ports {
    fn remembered(&self) -> Result<Option<RememberedSignIn>, StateError> {
        self.state(|| self.state.remembered())
    }
    fn remember(&self, sign_in: &RememberedSignIn) -> Result<(), StateError> {
        self.state(|| self.state.remember(sign_in))
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
        self.state(|| self.state.active_sessions(accounts))
    }
    fn claim_session_slot(
        &self,
        account: AccountId,
        limits: Sessions,
    ) -> Result<SessionSlot, SessionLimitError> {
        let broken = || SessionLimitError::State(StateError::Unavailable("broken".to_owned()));
        self.call(broken, || self.state.claim_session_slot(account, limits))
    }
}

impl CodeStore for Ports {
    fn use_step(&self, who: &AttemptKey, step: u64) -> Result<bool, StateError> {
        self.state(|| planted::use_step(self, who, step))
    }
    fn keep_code(&self, who: &AttemptKey, code: &OneTimeCode) -> Result<(), StateError> {
        self.state(|| self.state.keep_code(who, code))
    }
    fn keep_ended(&self, ended: &[TokenHash]) -> Result<Vec<TokenHash>, StateError> {
        self.state(|| self.state.keep_ended(ended))
    }
    fn forget_ended(&self, valid: &[TokenHash]) -> Result<(), StateError> {
        self.state(|| self.state.forget_ended(valid))
    }
    fn has_ended(&self, any_of: &[TokenHash]) -> Result<bool, StateError> {
        self.state(|| self.state.has_ended(any_of))
    }
    fn forget_codes(&self, who: &AttemptKey) -> Result<(), StateError> {
        self.state(|| self.state.forget_codes(who))
    }
    fn take_code(
        &self,
        who: &AttemptKey,
        is_it: &dyn Fn(&OneTimeCode) -> bool,
    ) -> Result<bool, StateError> {
        self.state(|| self.state.take_code(who, is_it))
    }
}

impl NoticeStore for Ports {
    fn tell(&self, who: &AttemptKey, event: AccountEvent, at: Timestamp) -> Result<(), StateError> {
        self.state(|| self.state.tell(who, event, at))
    }
    fn told(&self, who: &AttemptKey) -> Result<Vec<(AccountEvent, Timestamp)>, StateError> {
        self.state(|| self.state.told(who))
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
        self.state(|| self.state.activity(filter))
    }
    fn verify_activity_after(
        &self,
        verified: Option<ChainPoint>,
    ) -> Result<(ChainCheck, Option<ChainPoint>), StateError> {
        self.state(|| self.state.verify_activity_after(verified))
    }
    fn prune_activity(&self, keep: Retention, now: Timestamp) -> Result<u64, StateError> {
        self.state(|| self.state.prune_activity(keep, now))
    }
    fn revision(&self) -> Result<Option<Revision>, StateError> {
        self.state(|| self.state.revision())
    }
    fn keep_revision(&self, revision: &Revision) -> Result<(), StateError> {
        self.state(|| self.state.keep_revision(revision))
    }
}

impl PreferenceStore for Ports {
    fn preferences(&self) -> Result<Preferences, StateError> {
        self.state(|| self.state.preferences())
    }
    fn store_preferences(&self, changes: &Preferences) -> Result<(), StateError> {
        self.state(|| self.state.store_preferences(changes))
    }
}

impl TokenVault for Ports {
    fn probe(&self) -> Result<(), VaultError> {
        self.vault(|| self.vault.probe())
    }
    fn read(&self) -> Result<Option<Secret>, VaultError> {
        self.vault(|| self.vault.read())
    }
    fn write(&self, token: &Secret) -> Result<(), VaultError> {
        self.vault(|| self.vault.write(token))
    }
    fn clear(&self) -> Result<(), VaultError> {
        self.vault(|| self.vault.clear())
    }
}

impl Randomness for Ports {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomnessError> {
        self.call(
            || RandomnessError,
            || {
                for chunk in bytes.chunks_mut(8) {
                    let random = self.random.next().to_le_bytes();
                    chunk.copy_from_slice(&random[..chunk.len()]);
                }
                Ok(())
            },
        )
    }
}

/// Returns what a password is hashed to here: quick, and in the form of bcrypt.
pub fn hashed(password: &str, salt: u64) -> StoredHash {
    let digest = Sha256::new()
        .chain_update(salt.to_le_bytes())
        .chain_update(password.as_bytes())
        .finalize();
    let mut text = format!("$2b$04$.....{salt:016x}");
    for byte in &digest[..16] {
        text.push_str(&format!("{byte:02x}"));
    }
    StoredHash::parse(&text).expect("the form of a hash")
}

/// Returns `true` if this is the hash of the password.
pub fn is_hash_of(password: &str, hash: &StoredHash) -> bool {
    let salt = hash.as_str().get(12..28);
    let salt = salt.and_then(|salt| u64::from_str_radix(salt, 16).ok());
    salt.is_some_and(|salt| hashed(password, salt) == *hash)
}

impl PasswordHasher for Ports {
    fn hash(&self, password: &Secret, _: Hashing) -> Result<StoredHash, HasherError> {
        let salt = self.random.next();
        self.call(|| HasherError, || Ok(hashed(password.expose(), salt)))
    }
    fn verify(&self, password: &Secret, hash: &StoredHash) -> Result<bool, HasherError> {
        self.call(|| HasherError, || Ok(planted::verify(self, password, hash)))
    }
    fn is_below(&self, _: &StoredHash, _: Hashing) -> bool {
        false
    }
    fn derive(&self, password: &Secret, salt: &[u8; SALT_BYTES]) -> Result<Key, HasherError> {
        let derive = || {
            Key::made(|bytes| {
                let digest = Sha256::new()
                    .chain_update(salt)
                    .chain_update(password.expose());
                bytes.copy_from_slice(&digest.finalize());
                Ok(())
            })
        };
        self.call(|| HasherError, derive)
    }
    fn decoy(&self, _: Hashing) -> Result<StoredHash, HasherError> {
        self.call(|| HasherError, || Ok(hashed("no user's password", 0)))
    }
}

fn none<T>() -> Result<T, PlatformError> {
    Err(PlatformError("not here".to_owned()))
}

impl Platform for Ports {
    fn device(&self) -> TokenHash {
        TokenHash([self.computer; 32])
    }
    fn device_name(&self) -> String {
        format!("computer {}", self.computer)
    }
    fn save_text(&self, _: &str, _: &str, _: &SecretText) -> Result<PathBuf, PlatformError> {
        none()
    }
    fn choose_file(&self, _: FileKind) -> Result<Option<PathBuf>, PlatformError> {
        none()
    }
    fn read_picture(&self, _: &Path, _: u32) -> Result<Picture, PlatformError> {
        none()
    }
    fn print_text(&self, _: &Secret) -> Result<(), PlatformError> {
        none()
    }
    fn read_text(&self, _: &Path) -> Result<String, PlatformError> {
        none()
    }
    fn start(&self, _: &Target) -> Result<(), PlatformError> {
        none()
    }
}
