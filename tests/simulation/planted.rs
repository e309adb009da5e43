//! What the ports do with a planted bug.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use egui_authenticator::domain::account_id::AccountId;
use egui_authenticator::domain::audit::Retention;
use egui_authenticator::domain::audit_chain::ChainPoint;
use egui_authenticator::domain::audit_event::AuditEvent;
use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::remember_me::Selector;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::signature::chain::StoredSignature;
use egui_authenticator::domain::throttle::Attempts;
use egui_authenticator::domain::user::UserPatch;
use egui_authenticator::service::ports::user_directory::UserDirectory;
use egui_authenticator::service::ports::{
    Applied, AttemptKey, ChangeSealed, Edit, LockMark, RememberedSignIn, Revision, SignatureFilter,
    Snapshot, StateError, StoreError, TokenVault as _, VaultError,
};

use crate::bugs::Bug;
use crate::gate::locked;
use crate::hashes::is_hash_of;
use crate::ports::Ports;

/// What a process keeps for its bug.
#[derive(Default)]
pub struct Planted {
    /// The bug, if there is one.
    pub bug: Option<Bug>,
    attempts: Mutex<HashMap<AttemptKey, Attempts>>,
    read: Mutex<Option<Arc<Snapshot>>>,
    locks: Mutex<Vec<LockMark>>,
    /// The step in which a password was verified last.
    verified_in: AtomicU64,
    /// Whether the next secret of the computer is lost, as what was sealed with it is.
    is_lost: AtomicBool,
}

impl Planted {
    /// With this bug in a process that starts now.
    pub fn new(bug: Option<Bug>) -> Self {
        Self {
            bug,
            ..Self::default()
        }
    }
}

/// Reads the configuration file.
pub fn read(ports: &Ports) -> Result<Arc<Snapshot>, StoreError> {
    let now = ports.credentials.read()?;
    let mut read = locked(&ports.planted.read);
    if let (Some(bug), Some(first)) = (ports.planted.bug, &*read)
        && let Some(seen) = seen(bug, first, &now)
    {
        return Ok(Arc::new(seen.into_snapshot(now.revision)));
    }
    *read = Some(Arc::clone(&now));
    let all = || ports.stores.credentials(ports.stores.office()).read();
    match (ports.planted.bug, &ports.authority) {
        (Some(Bug::OthersSeen), Some(_)) => all(),
        (Some(Bug::HashSeen), Some(_)) => Ok(with_hashes(&now, &*all()?)),
        _ => Ok(now),
    }
}

/// Returns what was read with the hashes of all users.
fn with_hashes(seen: &Snapshot, all: &Snapshot) -> Arc<Snapshot> {
    let mut directory = UserDirectory::from(seen);
    for user in &mut directory.users {
        let stored = all.users.with_id(user.id);
        user.hash = stored.and_then(|stored| stored.hash.clone());
    }
    Arc::new(directory.into_snapshot(seen.revision))
}

/// Returns what a process with a bug reads after it has read something else first.
fn seen(bug: Bug, first: &Snapshot, now: &Snapshot) -> Option<UserDirectory> {
    let mut seen = UserDirectory::from(now);
    match bug {
        Bug::DemotedUserKeepsPermission => {
            for user in &mut seen.users {
                if let Some(before) = first.users.get(&user.username) {
                    user.roles.clone_from(&before.roles);
                }
            }
        }
        Bug::WaitingUserComesIn => {
            for user in &mut seen.users {
                user.is_pending = false;
            }
        }
        Bug::ApprovesOwnAction | Bug::ApprovalsLast => {
            for rule in &mut seen.settings.approvals {
                match bug {
                    Bug::ApprovalsLast => rule.valid_seconds = 600,
                    _ => rule.allow_same_person = true,
                }
            }
        }
        Bug::BadgesLast => seen.settings.quick.badge_minutes = 60,
        Bug::OldLimitsStay => seen.settings.lockout = first.settings.lockout,
        _ => return None,
    }
    Some(seen)
}

/// Changes the configuration file.
pub fn apply(ports: &Ports, change: &Edit, expected: &Revision) -> Result<Applied, StoreError> {
    match ports.planted.bug {
        Some(Bug::LostChange) => {
            let read = locked(&ports.planted.read).clone();
            let read = read.filter(|read| read.revision == *expected);
            let mut directory = UserDirectory::from(&*read.ok_or(StoreError::Changed)?);
            directory.apply(change)?;
            ports.stores.replace(directory);
            Ok(Applied::new(*expected, ports.credentials.read()?.revision))
        }
        Some(Bug::RenamedUserStays) => {
            let before = ports.credentials.read()?;
            let applied = ports.credentials.apply(change, expected)?;
            if let Edit::Rename { from, to } = change
                && from != to
                && let Some(user) = before.users.get(from)
            {
                let mut directory = UserDirectory::from(&*ports.credentials.read()?);
                directory.users.push(user.clone());
                ports.stores.replace(directory);
            }
            Ok(applied)
        }
        Some(Bug::CodeUsedTwice) => {
            let change = with_codes(change.clone(), &*ports.credentials.read()?);
            ports.credentials.apply(&change, expected)
        }
        Some(bug) => ports
            .credentials
            .apply(&altered(bug, change.clone()), expected),
        None => ports.credentials.apply(change, expected),
    }
}

/// Returns what a store with a bug makes of a change.
fn altered(bug: Bug, mut change: Edit) -> Edit {
    match (bug, &mut change) {
        (Bug::NewUserGetsOldId, Edit::Add { user, .. }) => {
            user.id = AccountId::of_username(&user.username);
        }
        (Bug::RemovedUserStays, Edit::Remove(_)) => change = Edit::Update(Vec::new()),
        (Bug::ImportAddsNoUser, Edit::Import { add, .. }) => add.clear(),
        _ => {}
    }
    change
}

/// Returns the change with the recovery codes that it takes away.
fn with_codes(mut change: Edit, snapshot: &Snapshot) -> Edit {
    if let Edit::Update(patches) = &mut change {
        for (username, patch) in patches {
            let codes = snapshot
                .users
                .get(username)
                .map(|user| &user.key_vault.codes);
            if let (
                Some(codes),
                UserPatch {
                    key_vault: Some(vault),
                    ..
                },
            ) = (codes, patch)
                && vault.codes.len() + 1 == codes.len()
            {
                vault.codes.clone_from(codes);
            }
        }
    }
    change
}

/// Counts attempts.
pub fn attempts(
    ports: &Ports,
    name: &AttemptKey,
    change: &dyn Fn(Attempts) -> Attempts,
) -> Result<Attempts, StateError> {
    match ports.planted.bug {
        Some(Bug::LockForgottenByRestart) => {
            let mut attempts = locked(&ports.planted.attempts);
            let attempts = attempts.entry(name.clone()).or_default();
            let before = *attempts;
            *attempts = change(before);
            Ok(before)
        }
        Some(Bug::GuessTooMany) => ports.state.attempts.attempts(name, &|attempts| {
            let after = change(attempts);
            Attempts {
                locked_for: if after.failures == 3 {
                    0
                } else {
                    after.locked_for
                },
                ..after
            }
        }),
        _ => ports.state.attempts.attempts(name, change),
    }
}

/// Reads the remembered sign-in.
pub fn remembered(ports: &Ports) -> Result<Option<RememberedSignIn>, StateError> {
    let mut record = ports.state.sessions.remembered()?;
    if ports.planted.bug == Some(Bug::WindowLockForgottenByRestart)
        && let Some(record) = &mut record
    {
        record.locks.clone_from(&locked(&ports.planted.locks));
    }
    Ok(record)
}

/// Changes the remembered sign-in: replaces its token, or marks it.
pub fn rotate(
    ports: &Ports,
    selector: &Selector,
    change: &dyn Fn(&mut RememberedSignIn),
) -> Result<(), StateError> {
    ports.state.sessions.rotate(selector, &|record| {
        let before = record.clone();
        match ports.planted.bug {
            Some(Bug::TokenAcceptedTwice) => {
                change(record);
                if before.token != record.token {
                    record.next.push(before.token);
                }
            }
            Some(Bug::WindowLockForgottenByRestart) => {
                let mut locks = locked(&ports.planted.locks);
                record.locks = std::mem::take(&mut locks);
                change(record);
                *locks = std::mem::take(&mut record.locks);
            }
            _ => change(record),
        }
    })
}

/// Forgets a remembered sign-in.
pub fn forget(ports: &Ports, account: AccountId) -> Result<bool, StateError> {
    if ports.planted.bug == Some(Bug::TokenOutlivesSignOut) {
        return Ok(false);
    }
    ports.state.sessions.forget(account)
}

/// Uses up a step of the second factor.
pub fn use_step(ports: &Ports, who: &AttemptKey, step: u64) -> Result<bool, StateError> {
    let is_new = ports.state.codes.use_step(who, step)?;
    Ok(is_new || ports.planted.bug == Some(Bug::StepUsedTwice))
}

/// Changes what unlocks quickly.
pub fn quick_unlock(ports: &Ports, change: &mut ChangeSealed<'_>) -> Result<(), StateError> {
    let bug = ports.planted.bug;
    let step = ports.gate.steps.load(Ordering::Relaxed);
    let is_try = ports.planted.verified_in.load(Ordering::Relaxed) != step;
    ports.state.sessions.quick_unlock(&mut |stored| {
        let new = change(stored)?;
        let before = stored.map_or(0, <[u8]>::len);
        let is_lost = match bug {
            Some(Bug::PinTriesNotStored) => is_try && new.len() == before,
            Some(Bug::RemovedPinStays) => new.len() < before,
            _ => false,
        };
        ports.planted.is_lost.store(is_lost, Ordering::Relaxed);
        (!is_lost).then_some(new)
    })
}

/// Writes the secret of the computer.
pub fn write_secret(ports: &Ports, secret: &Secret) -> Result<(), VaultError> {
    if ports.planted.is_lost.swap(false, Ordering::Relaxed) {
        return Ok(());
    }
    ports.secret_vault.write(secret)
}

/// Reads signatures.
pub fn signatures(
    ports: &Ports,
    filter: &SignatureFilter,
) -> Result<(Vec<StoredSignature>, ChainPoint), StateError> {
    let (mut stored, end) = ports.state.signatures.signatures(filter)?;
    if ports.planted.bug == Some(Bug::SignatureChanged) {
        for signature in &mut stored {
            signature.text.push('.');
        }
    }
    Ok((stored, end))
}

/// Returns what a key is derived from.
pub fn derived_from<'a>(ports: &Ports, secret: &'a Secret) -> &'a str {
    match ports.planted.bug {
        Some(Bug::EveryPinOpens) => "",
        _ => secret.expose(),
    }
}

/// Adds a record to the audit log.
pub fn record(ports: &Ports, event: &AuditEvent, keep: Retention) -> Result<(), StateError> {
    if ports.planted.bug == Some(Bug::BrokenChain) && event.who.starts_with('e') {
        // Two writers have both read the same end, and the slower one has overwritten the record of the other.
        return Ok(());
    }
    ports.state.audit_log.record(event, keep)
}

/// Verifies a password.
pub fn verify(ports: &Ports, password: &Secret, hash: &StoredHash) -> bool {
    let step = ports.gate.steps.load(Ordering::Relaxed);
    ports.planted.verified_in.store(step, Ordering::Relaxed);
    let is_slack = ports.planted.bug == Some(Bug::SessionWithoutProof);
    is_hash_of(password.expose(), hash) || is_slack && password.expose().ends_with('7')
}
