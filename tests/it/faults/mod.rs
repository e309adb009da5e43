//! Every call to the outside fails in turn, in every use case (R25): no user is signed in by mistake, nothing
//! panics, and every failure has a message.

mod accounts;
mod administration;
mod outages;
mod platform;
mod sign_in;
mod stores;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use egui_authenticator::messages::Messages;
use egui_authenticator::service::dependencies::Dependencies;
use egui_authenticator::service::{Service, Session};

use crate::harness::{BOB, Desk};

/// Counts calls, and makes one of them fail.
#[derive(Default)]
struct Faults {
    calls: AtomicUsize,
    /// The call that fails, counted from zero once it is set.
    fail_at: Mutex<Option<usize>>,
    failed: Mutex<Option<&'static str>>,
    outage: Mutex<Outage>,
}

/// Whether the configuration file can be out of reach.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Outage {
    /// It never is.
    #[default]
    Never,
    /// It can be, and is not.
    Possible,
    /// It is, which is no call that fails.
    Now,
}

impl Faults {
    /// From now on, this call fails.
    fn arm(&self, fail_at: usize) {
        self.calls.store(0, Ordering::SeqCst);
        *self.fail_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(fail_at);
    }

    fn strikes(&self, call: &'static str) -> bool {
        let number = self.calls.fetch_add(1, Ordering::SeqCst);
        let fail_at = *self.fail_at.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(fail_at) = fail_at else {
            return false;
        };
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        if number == fail_at {
            *failed = Some(call);
        }
        number == fail_at
    }

    fn set_outage(&self, outage: Outage) {
        *self.outage.lock().unwrap_or_else(PoisonError::into_inner) = outage;
    }

    fn outage(&self) -> Outage {
        *self.outage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn failed(&self) -> Option<&'static str> {
        *self.failed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The ports of a service, each call of which can fail.
struct Faulty {
    inner: Dependencies,
    faults: Arc<Faults>,
}

/// A desk whose ports fail once they are told to.
struct FaultyDesk {
    desk: Desk,
    faults: Arc<Faults>,
}

impl std::ops::Deref for FaultyDesk {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

fn faulty(mut desk: Desk) -> FaultyDesk {
    let faults = Arc::new(Faults::default());
    let faulty = Arc::new(Faulty {
        inner: desk.ports.clone(),
        faults: Arc::clone(&faults),
    });
    desk.replace(|ports| {
        ports.credentials = Arc::clone(&faulty) as _;
        ports.attempts = Arc::clone(&faulty) as _;
        ports.sessions = Arc::clone(&faulty) as _;
        ports.codes = Arc::clone(&faulty) as _;
        ports.notices = Arc::clone(&faulty) as _;
        ports.audit_log = Arc::clone(&faulty) as _;
        ports.preferences = Arc::clone(&faulty) as _;
        ports.signatures = Arc::clone(&faulty) as _;
        ports.vault = Arc::clone(&faulty) as _;
        ports.hasher = Arc::clone(&faulty) as _;
        ports.random = Arc::clone(&faulty) as _;
        ports.platform = Arc::clone(&faulty) as _;
        ports.mailer = faulty as _;
    });
    FaultyDesk { desk, faults }
}

/// Passes a call on, unless it is the one that fails.
macro_rules! pass {
    ($self:ident, $call:literal, $error:expr, $pass:expr) => {
        if $self.faults.strikes($call) {
            Err($error)
        } else {
            $pass
        }
    };
}
use pass;

/// What came of a use case: whether it did what was asked, or the words for why not.
type Outcome = Result<(), String>;

/// Runs `act` once for every call that it makes, each time on a new desk where that call fails.
/// Gives the calls whose failure did not keep it from doing what was asked.
fn with_each_call_failing<D>(
    prepare: impl Fn() -> (FaultyDesk, D),
    act: impl Fn(&Service, &Desk, D) -> Outcome,
) -> Vec<&'static str> {
    let mut tolerated = Vec::new();
    for fail_at in 0..200 {
        let (desk, data) = prepare();
        desk.faults.arm(fail_at);
        let outcome = act(&desk.service, &desk, data);
        let Some(failed) = desk.faults.failed() else {
            assert_eq!(outcome, Ok(()), "it works where nothing fails");
            assert!(fail_at > 0, "it calls nothing");
            tolerated.sort_unstable();
            tolerated.dedup();
            return tolerated;
        };
        match outcome {
            Ok(()) => tolerated.push(failed),
            Err(words) => assert!(!words.trim().is_empty(), "{failed} fails without words"),
        }
    }
    panic!("it never ends");
}

/// What every change can do without: recording it, and knowing the file before and after it.
fn with(others: &[&'static str]) -> Vec<&'static str> {
    let mut all = vec!["keep_revision", "record", "revision"];
    all.extend(others);
    all.sort_unstable();
    all
}

fn words() -> Messages {
    Messages::english()
}

/// A desk with nothing prepared but Bob's session.
fn signed_in() -> (FaultyDesk, Session) {
    let desk = faulty(Desk::open());
    let session = desk.sign_in(BOB).expect("in");
    (desk, session)
}
