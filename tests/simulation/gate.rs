//! What happens at a call to a port: every call is counted, and one of them can fail, be the last one before a crash, or be
//! overtaken by a rival.

use std::any::Any;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use egui_authenticator::domain::account_id::AccountId;

/// What happens at one call to a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The call fails, and has no effect.
    Fails,
    /// The process dies before the call has an effect.
    DiesBefore,
    /// The process dies as soon as the call has had its effect.
    DiesAfter,
    /// Another computer changes the name of a user first, by a number; never that of the last one in the file, who may be
    /// new.
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

/// What is out of reach for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Away {
    /// The configuration file alone.
    File,
    /// The state database as well.
    Both,
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
    /// The number of steps.
    pub steps: AtomicU64,
    fired: Mutex<Option<Fault>>,
    /// The account that a rival has changed.
    pub overtaken: Mutex<Option<AccountId>>,
    /// The number of rivals.
    pub rivals: AtomicU64,
    /// Whether the configuration file, and the state database with it, are out of reach.
    away: Mutex<Option<Away>>,
    /// Records that the audit log has taken.
    pub recorded: AtomicI64,
}

impl Gate {
    /// Begins a step.
    pub fn begin(&self, plan: Option<Interruption>) {
        *locked(&self.plan) = plan;
        *locked(&self.fired) = None;
        self.calls.store(0, Ordering::Relaxed);
        self.steps.fetch_add(1, Ordering::Relaxed);
    }

    /// Ends it, and returns what has happened and at how many calls.
    pub fn end(&self) -> (Option<Fault>, u64) {
        *locked(&self.plan) = None;
        (*locked(&self.fired), self.calls.load(Ordering::Relaxed))
    }

    /// Takes something out of reach, or brings everything back.
    pub fn take_away(&self, away: Option<Away>) {
        *locked(&self.away) = away;
    }

    /// What is out of reach.
    pub fn away(&self) -> Option<Away> {
        *locked(&self.away)
    }

    /// Returns the name that the last rival gave a user.
    pub fn rival_name(&self) -> String {
        format!("Rival {}", self.rivals.load(Ordering::Relaxed))
    }

    /// Returns `true` if a call that fails now had its effect, so that only the answer is lost.
    pub fn loses_answer(&self) -> bool {
        locked(&self.plan).is_some_and(|plan| plan.at % 2 == 1)
    }

    /// Counts a call, and returns what happens at it.
    pub fn next(&self) -> Option<Fault> {
        let number = self.calls.fetch_add(1, Ordering::Relaxed);
        let plan = *locked(&self.plan);
        let fault = plan.filter(|plan| u64::from(plan.at) == number)?.fault;
        *locked(&self.fired) = Some(fault);
        Some(fault)
    }
}
