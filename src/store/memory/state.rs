//! The state stores in memory.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};

use crate::domain::account_id::AccountId;
use crate::domain::audit::Retention;
use crate::domain::audit_chain::{AuditRecord, ChainCheck, ChainEnds, ChainPoint, ChainVerifier};
use crate::domain::audit_erasure::{Erasure, Rechaining};
use crate::domain::audit_event::AuditEvent;
use crate::domain::preferences::Preferences;
use crate::domain::recovery::ResetCode;
use crate::domain::remember_me::{Selector, TokenHash};
use crate::domain::settings::Sessions;
use crate::domain::signature::chain::StoredSignature;
use crate::domain::throttle::Attempts;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{
    AccountEvent, AttemptKey, AttemptStore, AuditFilter, AuditLog, AuditUser, ChangeRecord,
    ChangeSealed, CodeStore, NoticeStore, PreferenceStore, RememberedSignIn, Revision,
    SessionLimitError, SessionSlot, SessionStore, StateError, StoredSigningKey,
};
use crate::store::attempt_limits::forget_names;
use crate::store::memory::gate::Gate;
use crate::store::memory::locked::locked;
use crate::store::memory::session_slot::MemorySlot;

/// A state store in memory, for tests and demos: lockouts, used codes, open sessions and the audit log are gone when the
/// program ends.
#[derive(Default)]
pub struct MemoryState {
    remembered: Mutex<Option<RememberedSignIn>>,
    quick_unlock: Mutex<Option<Vec<u8>>>,
    quick_unlock_gate: Gate,
    preferences: Mutex<Preferences>,
    hidden_first_steps: Mutex<Vec<AttemptKey>>,
    update_records: Mutex<HashMap<String, String>>,
    attempts: Mutex<HashMap<AttemptKey, Attempts>>,
    notices: Mutex<Vec<(AttemptKey, AccountEvent, Timestamp)>>,
    steps: Mutex<HashMap<AttemptKey, u64>>,
    codes: Mutex<HashMap<AttemptKey, ResetCode>>,
    ended: Mutex<HashSet<[u8; 32]>>,
    session_slots: Arc<Mutex<Vec<(u64, AccountId)>>>,
    audit_log: Mutex<(ChainEnds, Vec<AuditRecord>)>,
    pub(super) signatures: Mutex<(ChainPoint, Vec<StoredSignature>)>,
    pub(super) signing_keys: Mutex<HashMap<AccountId, StoredSigningKey>>,
    revision: Mutex<Option<Revision>>,
    failure: Mutex<Option<StateError>>,
    record_failure: Mutex<Option<StateError>>,
}

opaque_debug!(MemoryState);

impl MemoryState {
    /// Makes only recording fail, or with `None` stop failing.
    #[doc(hidden)]
    pub fn fail_to_record_with(&self, failure: Option<StateError>) {
        *locked(&self.record_failure) = failure;
    }

    /// Makes every call fail, or with `None` stop failing.
    pub fn fail_with(&self, failure: Option<StateError>) {
        *locked(&self.failure) = failure;
    }

    pub(super) fn check(&self) -> Result<(), StateError> {
        locked(&self.failure).clone().map_or(Ok(()), Err)
    }
}

impl AttemptStore for MemoryState {
    fn attempts(
        &self,
        name: &AttemptKey,
        change: &dyn Fn(Attempts) -> Attempts,
    ) -> Result<Attempts, StateError> {
        self.check()?;
        let mut known = locked(&self.attempts);
        let attempts = known.entry(name.clone()).or_default();
        let before = *attempts;
        *attempts = change(before);
        let now = attempts.seen_at;
        forget_names(&mut known, now);
        Ok(before)
    }

    fn attempts_of(&self, names: &[AttemptKey]) -> Result<Vec<Attempts>, StateError> {
        self.check()?;
        let known = locked(&self.attempts);
        let found = names.iter().map(|name| known.get(name).copied());
        Ok(found.map(Option::unwrap_or_default).collect())
    }
}

impl SessionStore for MemoryState {
    fn remembered(&self) -> Result<Option<RememberedSignIn>, StateError> {
        self.check()?;
        Ok(locked(&self.remembered).clone())
    }

    fn remember(&self, sign_in: &RememberedSignIn) -> Result<(), StateError> {
        self.check()?;
        *locked(&self.remembered) = Some(sign_in.clone());
        Ok(())
    }

    fn rotate(
        &self,
        selector: &Selector,
        change: &dyn Fn(&mut RememberedSignIn),
    ) -> Result<(), StateError> {
        self.check()?;
        let mut remembered = locked(&self.remembered);
        if let Some(record) = remembered.as_mut().filter(|r| r.selector == *selector) {
            change(record);
        }
        Ok(())
    }

    fn forget(&self, account: AccountId) -> Result<bool, StateError> {
        self.check()?;
        let mut remembered = locked(&self.remembered);
        let is_theirs = remembered.as_ref().is_some_and(|r| r.account == account);
        if is_theirs {
            *remembered = None;
        }
        Ok(is_theirs)
    }

    fn active_sessions(&self, accounts: &[AccountId]) -> Result<Vec<AccountId>, StateError> {
        self.check()?;
        let session_slots = locked(&self.session_slots);
        let is_in = |account: &&AccountId| session_slots.iter().any(|(_, of)| of == *account);
        Ok(accounts.iter().filter(is_in).copied().collect())
    }

    fn quick_unlock_gate(&self) -> Result<SessionSlot, StateError> {
        self.check()?;
        Ok(self.quick_unlock_gate.enter())
    }

    fn quick_unlock(&self, change: &mut ChangeSealed<'_>) -> Result<(), StateError> {
        self.check()?;
        let mut stored = locked(&self.quick_unlock);
        if let Some(sealed) = change(stored.as_deref()) {
            *stored = Some(sealed);
        }
        Ok(())
    }

    fn claim_session_slot(
        &self,
        account: AccountId,
        limits: Sessions,
    ) -> Result<SessionSlot, SessionLimitError> {
        self.check()?;
        let mut session_slots = locked(&self.session_slots);
        let is_in = session_slots.iter().any(|(_, of)| *of == account);
        let users: HashSet<_> = session_slots.iter().map(|(_, of)| *of).collect();
        SessionLimitError::check(limits, is_in, users.len())?;
        let number = session_slots.last().map_or(0, |(number, _)| number + 1);
        session_slots.push((number, account));
        let session_slots = Arc::clone(&self.session_slots);
        Ok(SessionSlot::new(MemorySlot {
            number,
            session_slots,
        }))
    }
}

impl CodeStore for MemoryState {
    fn use_step(&self, who: &AttemptKey, step: u64) -> Result<bool, StateError> {
        self.check()?;
        let mut steps = locked(&self.steps);
        let is_new = steps.get(who).is_none_or(|used| *used < step);
        if is_new {
            steps.insert(who.clone(), step);
        }
        Ok(is_new)
    }

    fn keep_code(&self, who: &AttemptKey, code: &ResetCode) -> Result<(), StateError> {
        self.check()?;
        locked(&self.codes).insert(who.clone(), code.clone());
        Ok(())
    }

    fn keep_ended(&self, ended: &[TokenHash]) -> Result<Vec<TokenHash>, StateError> {
        self.check()?;
        let mut kept = locked(&self.ended);
        let new = ended.iter().filter(|credential| kept.insert(credential.0));
        Ok(new.copied().collect())
    }

    fn forget_ended(&self, valid: &[TokenHash]) -> Result<(), StateError> {
        self.check()?;
        let mut kept = locked(&self.ended);
        for credential in valid {
            kept.remove(&credential.0);
        }
        Ok(())
    }

    fn has_ended(&self, any_of: &[TokenHash]) -> Result<bool, StateError> {
        self.check()?;
        let kept = locked(&self.ended);
        Ok(any_of.iter().any(|credential| kept.contains(&credential.0)))
    }

    fn forget_codes(&self, who: &AttemptKey) -> Result<(), StateError> {
        self.check()?;
        locked(&self.steps).remove(who);
        locked(&self.codes).remove(who);
        Ok(())
    }

    fn take_code(
        &self,
        who: &AttemptKey,
        is_it: &dyn Fn(&ResetCode) -> bool,
    ) -> Result<bool, StateError> {
        self.check()?;
        let mut codes = locked(&self.codes);
        let is_taken = codes.get(who).is_some_and(is_it);
        if is_taken {
            codes.remove(who);
        }
        Ok(is_taken)
    }
}

impl NoticeStore for MemoryState {
    fn tell(&self, who: &AttemptKey, event: AccountEvent, at: Timestamp) -> Result<(), StateError> {
        self.check()?;
        locked(&self.notices).push((who.clone(), event, at));
        Ok(())
    }

    fn take(&self, who: &AttemptKey) -> Result<Vec<(AccountEvent, Timestamp)>, StateError> {
        self.check()?;
        let mut notices = locked(&self.notices);
        let theirs = notices.extract_if(.., |(of, _, _)| of == who);
        Ok(theirs.map(|(_, event, at)| (event, at)).collect())
    }
}

impl AuditLog for MemoryState {
    fn record(&self, event: &AuditEvent, keep: Retention) -> Result<(), StateError> {
        self.check()?;
        locked(&self.record_failure).clone().map_or(Ok(()), Err)?;
        let mut audit_log = locked(&self.audit_log);
        let (ends, records) = &mut *audit_log;
        ends.end = ends.end.next(event);
        records.push(AuditRecord {
            number: ends.end.number,
            event: event.clone(),
            link: ends.end.link,
        });
        prune(&mut audit_log, keep, event.at);
        Ok(())
    }

    fn activity(&self, filter: &AuditFilter) -> Result<Vec<AuditRecord>, StateError> {
        self.check()?;
        let audit_log = locked(&self.audit_log);
        let is_wanted = |record: &&AuditRecord| {
            let event = &record.event;
            let of = |user: &AuditUser| match user {
                AuditUser::Named(name) => event.who == *name || event.whom == *name,
                AuditUser::Account(id) => [event.who_id, event.whom_id].contains(&Some(*id)),
            };
            filter.since.is_none_or(|since| event.at >= since)
                && filter.kind.is_none_or(|kind| event.kind == kind)
                && filter.user.as_ref().is_none_or(of)
        };
        let wanted = audit_log.1.iter().rev().filter(is_wanted);
        Ok(wanted.take(filter.limit as usize).cloned().collect())
    }

    fn verify_activity_after(
        &self,
        verified: Option<ChainPoint>,
    ) -> Result<(ChainCheck, Option<ChainPoint>), StateError> {
        self.check()?;
        let audit_log = locked(&self.audit_log);
        let (ends, records) = &*audit_log;
        let mut verifier = ChainVerifier::new(*ends, verified);
        let first = verifier.first().unwrap_or(i64::MIN);
        let mut records = records.iter().filter(|record| record.number >= first);
        while records.next().is_some_and(|record| verifier.follow(record)) {}
        Ok(verifier.finish())
    }

    fn prune_activity(&self, keep: Retention, now: Timestamp) -> Result<u64, StateError> {
        self.check()?;
        Ok(prune(&mut locked(&self.audit_log), keep, now))
    }

    fn erase(
        &self,
        erasure: &Erasure,
        event: &dyn Fn(ChainPoint) -> AuditEvent,
    ) -> Result<u64, StateError> {
        self.check()?;
        let mut audit_log = locked(&self.audit_log);
        let (ends, records) = &mut *audit_log;
        let before = ends.end;
        let mut chain = Rechaining::new(ends.start);
        let mut count = 0;
        for record in records.iter_mut() {
            let after = chain.follow(record, erasure.applied_to(&record.event));
            count += u64::from(after.event != record.event);
            *record = after;
        }
        let event = event(before);
        ends.end = chain.end(before).next(&event);
        records.push(AuditRecord {
            number: ends.end.number,
            event,
            link: ends.end.link,
        });
        Ok(count)
    }

    fn revision(&self) -> Result<Option<Revision>, StateError> {
        self.check()?;
        Ok(*locked(&self.revision))
    }

    fn keep_revision(&self, revision: &Revision) -> Result<(), StateError> {
        self.check()?;
        *locked(&self.revision) = Some(*revision);
        Ok(())
    }
}

impl PreferenceStore for MemoryState {
    fn preferences(&self) -> Result<Preferences, StateError> {
        self.check()?;
        Ok(*locked(&self.preferences))
    }

    fn store_preferences(&self, changes: &Preferences) -> Result<(), StateError> {
        self.check()?;
        let mut stored = locked(&self.preferences);
        *stored = Preferences {
            theme: changes.theme.or(stored.theme),
            zoom: changes.zoom.or(stored.zoom),
            language: changes.language.or(stored.language),
            motion: changes.motion.or(stored.motion),
        };
        Ok(())
    }

    fn hides_first_steps(&self, who: &AttemptKey) -> Result<bool, StateError> {
        self.check()?;
        Ok(locked(&self.hidden_first_steps).contains(who))
    }

    fn hide_first_steps(&self, who: &AttemptKey, hide: bool) -> Result<(), StateError> {
        self.check()?;
        let mut hidden = locked(&self.hidden_first_steps);
        hidden.retain(|other| other != who);
        hidden.extend(hide.then(|| who.clone()));
        Ok(())
    }

    fn update_record(&self, name: &str, change: &mut ChangeRecord<'_>) -> Result<(), StateError> {
        self.check()?;
        let mut records = locked(&self.update_records);
        if let Some(record) = change(records.get(name).map(String::as_str)) {
            records.insert(name.to_owned(), record);
        }
        Ok(())
    }
}

/// Removes the oldest records, and returns how many.
fn prune(
    (ends, records): &mut (ChainEnds, Vec<AuditRecord>),
    keep: Retention,
    now: Timestamp,
) -> u64 {
    let is_young = |record: &&AuditRecord| record.event.at >= keep.oldest(now);
    let young = records.iter().find(is_young).map(|record| record.number);
    let upto = ends.beyond(keep, young).unwrap_or(ends.start.number);
    let count = records.partition_point(|record| record.number <= upto);
    for record in records.drain(..count) {
        ends.start = ChainPoint {
            number: record.number,
            link: record.link,
        };
    }
    count as u64
}
