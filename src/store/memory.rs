//! Doubles of the ports that live in memory: for tests of the use cases and for apps that embed
//! this library and test their own pages. They keep the contracts of the ports, and each can be
//! made to fail.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::account::lockout::Attempts;
use crate::account::look::ThemeChoice;
use crate::account::remember::Selector;
use crate::account::secret::Secret;
use crate::service::ports::{
    AttemptKey, Clock, Randomness, RandomnessError, RememberedSignIn, StateError, StateStore,
    TokenVault, VaultError,
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
        let copy = |token: &Secret| Secret::new(token.expose().to_owned());
        Ok(locked(&self.token).as_ref().map(copy))
    }

    fn write(&self, token: &Secret) -> Result<(), VaultError> {
        self.check()?;
        *locked(&self.token) = Some(Secret::new(token.expose().to_owned()));
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
