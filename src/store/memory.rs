//! Doubles of the ports that live in memory: for tests of the use cases and for apps that embed
//! this library and test their own pages. They keep the contracts of the ports, and each can be
//! made to fail.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::account::lockout::Attempts;
use crate::account::look::ThemeChoice;
use crate::account::recovery::OneTimeCode;
use crate::account::remember::Selector;
use crate::account::secret::Secret;
use crate::account::settings::{MailServer, Sessions};
use crate::service::ports::{
    AccountEvent, AttemptKey, Clock, Mail, MailError, MailText, Mailer, Randomness,
    RandomnessError, RememberedSignIn, Seat, SeatError, StateError, StateStore, TokenVault,
    VaultError,
};

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A state store in memory.
#[derive(Default)]
pub struct MemoryState {
    remembered: Mutex<Option<RememberedSignIn>>,
    theme: Mutex<Option<ThemeChoice>>,
    attempts: Mutex<HashMap<AttemptKey, Attempts>>,
    events: Mutex<Vec<(AttemptKey, AccountEvent, i64)>>,
    steps: Mutex<HashMap<AttemptKey, u64>>,
    codes: Mutex<HashMap<AttemptKey, OneTimeCode>>,
    seats: Arc<Mutex<Vec<(u64, String)>>>,
    failure: Mutex<Option<StateError>>,
}

impl MemoryState {
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

    fn tell(&self, who: &AttemptKey, event: AccountEvent, at: i64) -> Result<(), StateError> {
        self.check()?;
        locked(&self.events).push((who.clone(), event, at));
        Ok(())
    }

    fn told(&self, who: &AttemptKey) -> Result<Vec<(AccountEvent, i64)>, StateError> {
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

    fn take_seat(&self, user_key: &str, limits: Sessions) -> Result<Seat, SeatError> {
        self.check()?;
        let mut seats = locked(&self.seats);
        let is_in = seats.iter().any(|(_, user)| user == user_key);
        if limits.single && is_in {
            return Err(SeatError::AlreadyIn);
        }
        let users: HashSet<&str> = seats.iter().map(|(_, user)| user.as_str()).collect();
        let most = limits.max_users.map_or(usize::MAX, |most| most as usize);
        if !is_in && users.len() >= most {
            return Err(SeatError::Full);
        }
        let number = seats.last().map_or(0, |(number, _)| number + 1);
        seats.push((number, user_key.to_owned()));
        let seats = Arc::clone(&self.seats);
        Ok(Seat::new(MemorySeat { number, seats }))
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

/// A seat in memory.
struct MemorySeat {
    number: u64,
    seats: Arc<Mutex<Vec<(u64, String)>>>,
}

impl Drop for MemorySeat {
    fn drop(&mut self) {
        locked(&self.seats).retain(|(number, _)| *number != self.number);
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
    /// A clock that shows `now`, in seconds since 1970.
    #[must_use]
    pub fn new(now: i64) -> Self {
        Self(AtomicI64::new(now))
    }

    /// Moves it by `seconds`, back when negative.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Randomness that has run out.
pub struct NoRandomness;

impl Randomness for NoRandomness {
    fn fill(&self, _: &mut [u8]) -> Result<(), RandomnessError> {
        Err(RandomnessError)
    }
}
