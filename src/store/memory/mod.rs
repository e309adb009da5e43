//! Doubles of the ports that live in memory: for tests of the use cases and for apps that embed
//! this library and test their own pages. They keep the contracts of the ports, and each can be
//! made to fail.

mod credentials;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::appearance::{ThemeChoice, Zoom};
use crate::domain::audit::{AuditEvent, AuditRecord, ChainCheck, ChainEnds, Retention, verify};
use crate::domain::language::Language;
use crate::domain::recovery::OneTimeCode;
use crate::domain::remember_me::Selector;
use crate::domain::secret::Secret;
use crate::domain::settings::{MailServer, Sessions};
use crate::domain::throttle::Attempts;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{
    AccountEvent, AttemptKey, AuditFilter, Clock, Mail, MailError, MailText, Mailer, Randomness,
    RandomnessError, RememberedSignIn, Revision, SessionLimitError, SessionSlot, StateError,
    StateStore, TokenVault, VaultError,
};

pub use crate::store::memory::credentials::MemoryCredentials;

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A state store in memory.
#[derive(Default)]
pub struct MemoryState {
    remembered: Mutex<Option<RememberedSignIn>>,
    theme: Mutex<Option<ThemeChoice>>,
    zoom: Mutex<Option<Zoom>>,
    language: Mutex<Option<Language>>,
    attempts: Mutex<HashMap<AttemptKey, Attempts>>,
    events: Mutex<Vec<(AttemptKey, AccountEvent, Timestamp)>>,
    steps: Mutex<HashMap<AttemptKey, u64>>,
    codes: Mutex<HashMap<AttemptKey, OneTimeCode>>,
    session_slots: Arc<Mutex<Vec<(u64, String)>>>,
    activity: Mutex<(ChainEnds, Vec<AuditRecord>)>,
    revision: Mutex<Option<Revision>>,
    failure: Mutex<Option<StateError>>,
    record_failure: Mutex<Option<StateError>>,
}

impl MemoryState {
    /// Makes recording fail and nothing else, or stop failing.
    pub fn fail_to_record_with(&self, failure: Option<StateError>) {
        *locked(&self.record_failure) = failure;
    }

    /// Makes every call fail, or stop failing.
    pub fn fail_with(&self, failure: Option<StateError>) {
        *locked(&self.failure) = failure;
    }

    fn check(&self) -> Result<(), StateError> {
        locked(&self.failure).clone().map_or(Ok(()), Err)
    }
}

impl StateStore for MemoryState {
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

    fn forget(&self, user_key: &str) -> Result<bool, StateError> {
        self.check()?;
        let mut remembered = locked(&self.remembered);
        let is_theirs = remembered.as_ref().is_some_and(|r| r.user_key == user_key);
        if is_theirs {
            *remembered = None;
        }
        Ok(is_theirs)
    }

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
        Ok(before)
    }

    fn all_attempts(&self) -> Result<HashMap<AttemptKey, Attempts>, StateError> {
        self.check()?;
        Ok(locked(&self.attempts).clone())
    }

    fn active_sessions(&self, user_keys: &[&str]) -> Result<Vec<String>, StateError> {
        self.check()?;
        let session_slots = locked(&self.session_slots);
        let is_in = |key: &&&str| session_slots.iter().any(|(_, user)| user == *key);
        let active_sessions = user_keys.iter().filter(is_in);
        Ok(active_sessions.map(|key| (*key).to_owned()).collect())
    }

    fn tell(&self, who: &AttemptKey, event: AccountEvent, at: Timestamp) -> Result<(), StateError> {
        self.check()?;
        locked(&self.events).push((who.clone(), event, at));
        Ok(())
    }

    fn told(&self, who: &AttemptKey) -> Result<Vec<(AccountEvent, Timestamp)>, StateError> {
        self.check()?;
        let mut events = locked(&self.events);
        let theirs = events.extract_if(.., |(of, _, _)| of == who);
        Ok(theirs.map(|(_, event, at)| (event, at)).collect())
    }

    fn use_step(&self, who: &AttemptKey, step: u64) -> Result<bool, StateError> {
        self.check()?;
        let mut steps = locked(&self.steps);
        let is_new = steps.get(who).is_none_or(|used| *used < step);
        if is_new {
            steps.insert(who.clone(), step);
        }
        Ok(is_new)
    }

    fn keep_code(&self, who: &AttemptKey, code: &OneTimeCode) -> Result<(), StateError> {
        self.check()?;
        locked(&self.codes).insert(who.clone(), code.clone());
        Ok(())
    }

    fn take_code(
        &self,
        who: &AttemptKey,
        is_it: &dyn Fn(&OneTimeCode) -> bool,
    ) -> Result<bool, StateError> {
        self.check()?;
        let mut codes = locked(&self.codes);
        let is_taken = codes.get(who).is_some_and(is_it);
        if is_taken {
            codes.remove(who);
        }
        Ok(is_taken)
    }

    fn claim_session_slot(
        &self,
        user_key: &str,
        limits: Sessions,
    ) -> Result<SessionSlot, SessionLimitError> {
        self.check()?;
        let mut session_slots = locked(&self.session_slots);
        let is_in = session_slots.iter().any(|(_, user)| user == user_key);
        if limits.single && is_in {
            return Err(SessionLimitError::AlreadyIn);
        }
        let users: HashSet<&str> = session_slots
            .iter()
            .map(|(_, user)| user.as_str())
            .collect();
        let most = limits.max_users.map_or(usize::MAX, |most| most as usize);
        if !is_in && users.len() >= most {
            return Err(SessionLimitError::Full);
        }
        let number = session_slots.last().map_or(0, |(number, _)| number + 1);
        session_slots.push((number, user_key.to_owned()));
        let session_slots = Arc::clone(&self.session_slots);
        Ok(SessionSlot::new(MemorySlot {
            number,
            session_slots,
        }))
    }

    fn record(&self, event: &AuditEvent, keep: Retention) -> Result<(), StateError> {
        self.check()?;
        locked(&self.record_failure).clone().map_or(Ok(()), Err)?;
        let mut activity = locked(&self.activity);
        let (ends, records) = &mut *activity;
        ends.last += 1;
        ends.link = ends.link.next(ends.last, event);
        records.push(AuditRecord {
            number: ends.last,
            event: event.clone(),
            link: ends.link,
        });
        prune(&mut activity, keep, event.at);
        Ok(())
    }

    fn activity(&self, filter: &AuditFilter) -> Result<Vec<AuditRecord>, StateError> {
        self.check()?;
        let activity = locked(&self.activity);
        let is_wanted = |record: &&AuditRecord| {
            let event = &record.event;
            let of = |person: &String| event.who == *person || event.whom == *person;
            filter.since.is_none_or(|since| event.at >= since)
                && filter.kind.is_none_or(|kind| event.kind == kind)
                && filter.person.as_ref().is_none_or(of)
        };
        let wanted = activity.1.iter().rev().filter(is_wanted);
        Ok(wanted.take(filter.limit as usize).cloned().collect())
    }

    fn verify_activity(&self) -> Result<ChainCheck, StateError> {
        self.check()?;
        let activity = locked(&self.activity);
        Ok(verify(&activity.0, activity.1.iter().cloned()))
    }

    fn prune_activity(&self, keep: Retention, now: Timestamp) -> Result<u64, StateError> {
        self.check()?;
        Ok(prune(&mut locked(&self.activity), keep, now))
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

    fn language(&self) -> Result<Option<Language>, StateError> {
        self.check()?;
        Ok(*locked(&self.language))
    }

    fn keep_language(&self, language: Language) -> Result<(), StateError> {
        self.check()?;
        *locked(&self.language) = Some(language);
        Ok(())
    }

    fn zoom(&self) -> Result<Option<Zoom>, StateError> {
        self.check()?;
        Ok(*locked(&self.zoom))
    }

    fn keep_zoom(&self, zoom: Zoom) -> Result<(), StateError> {
        self.check()?;
        *locked(&self.zoom) = Some(zoom);
        Ok(())
    }

    fn theme(&self) -> Result<Option<ThemeChoice>, StateError> {
        self.check()?;
        Ok(*locked(&self.theme))
    }

    fn keep_theme(&self, choice: ThemeChoice) -> Result<(), StateError> {
        self.check()?;
        *locked(&self.theme) = Some(choice);
        Ok(())
    }
}

/// Forgets the oldest records, and gives how many they were.
fn prune(
    (ends, records): &mut (ChainEnds, Vec<AuditRecord>),
    keep: Retention,
    now: Timestamp,
) -> u64 {
    let too_many = records.len().saturating_sub(keep.records as usize);
    let is_old = |record: &&AuditRecord| record.event.at < keep.oldest(now);
    let count = too_many.max(records.iter().take_while(is_old).count());
    for record in records.drain(..count) {
        (ends.before, ends.first) = (record.number, record.link);
    }
    count as u64
}

/// A seat in memory.
struct MemorySlot {
    number: u64,
    session_slots: Arc<Mutex<Vec<(u64, String)>>>,
}

impl Drop for MemorySlot {
    fn drop(&mut self) {
        locked(&self.session_slots).retain(|(number, _)| *number != self.number);
    }
}

/// A mail server that keeps what it is given.
#[derive(Default)]
pub struct MemoryMailer {
    mails: Mutex<Vec<Mail>>,
    failure: Mutex<Option<MailError>>,
}

impl MemoryMailer {
    /// Makes every call fail, or stop failing.
    pub fn fail_with(&self, failure: Option<MailError>) {
        *locked(&self.failure) = failure;
    }

    /// The mails that were sent since the last call.
    pub fn take(&self) -> Vec<Mail> {
        std::mem::take(&mut locked(&self.mails))
    }
}

impl Mailer for MemoryMailer {
    fn send(&self, _: &MailServer, mail: &Mail) -> Result<(), MailError> {
        locked(&self.failure).clone().map_or(Ok(()), Err)?;
        let text = match &mail.text {
            MailText::Code { code, minutes } => MailText::Code {
                code: code.copied(),
                minutes: *minutes,
            },
            MailText::Username(name) => MailText::Username(name.clone()),
            MailText::Test => MailText::Test,
        };
        locked(&self.mails).push(Mail {
            to: mail.to.clone(),
            app: mail.app.clone(),
            language: mail.language,
            text,
        });
        Ok(())
    }

    fn send_later(&self, server: Arc<MailServer>, mail: Mail) {
        drop(self.send(&server, &mail));
    }
}

/// A keyring in memory.
#[derive(Default)]
pub struct MemoryVault {
    token: Mutex<Option<Secret>>,
    failure: Mutex<Option<VaultError>>,
    calls: AtomicI64,
}

impl MemoryVault {
    /// Makes every call fail, or stop failing.
    pub fn fail_with(&self, failure: Option<VaultError>) {
        *locked(&self.failure) = failure;
    }

    /// How often the keyring was asked for anything.
    #[must_use]
    pub fn calls(&self) -> i64 {
        self.calls.load(Ordering::Relaxed)
    }

    fn check(&self) -> Result<(), VaultError> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        locked(&self.failure).map_or(Ok(()), Err)
    }
}

impl TokenVault for MemoryVault {
    fn probe(&self) -> Result<(), VaultError> {
        self.check()
    }

    fn read(&self) -> Result<Option<Secret>, VaultError> {
        self.check()?;
        Ok(locked(&self.token).as_ref().map(Secret::copied))
    }

    fn write(&self, token: &Secret) -> Result<(), VaultError> {
        self.check()?;
        *locked(&self.token) = Some(token.copied());
        Ok(())
    }

    fn clear(&self) -> Result<(), VaultError> {
        self.check()?;
        *locked(&self.token) = None;
        Ok(())
    }
}

/// A clock that is set by hand.
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// A clock that shows `now`.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self(AtomicI64::new(now.as_seconds()))
    }

    /// Moves it by `seconds`, back when negative.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_seconds(self.0.load(Ordering::Relaxed))
    }
}

/// Randomness that has run out.
pub struct NoRandomness;

impl Randomness for NoRandomness {
    fn fill(&self, _: &mut [u8]) -> Result<(), RandomnessError> {
        Err(RandomnessError)
    }
}
