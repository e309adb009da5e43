//! Every call to the outside fails in turn, in every use case (R25): no user is signed in by mistake, nothing
//! panics, and every failure has a message.

mod accounts;
mod administration;
mod platform;
mod sign_in;
mod stores;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use egui_authenticator::messages::Messages;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::dependencies::Dependencies;
use egui_authenticator::service::users::UserChange;
use egui_authenticator::service::{Service, Session};

use crate::harness::{BOB, Desk, secret};

/// Reading the users after a change, to find out which sessions it takes away.
const AFTER_A_CHANGE: &str = "users after a change";

/// Counts calls, and makes one of them fail.
#[derive(Default)]
struct Faults {
    calls: AtomicUsize,
    /// The call that fails, counted from zero once it is set.
    fail_at: Mutex<Option<usize>>,
    failed: Mutex<Option<&'static str>>,
    last: Mutex<&'static str>,
    /// How often the file was read.
    reads: AtomicUsize,
}

impl Faults {
    /// From now on, this call fails.
    fn arm(&self, fail_at: usize) {
        self.calls.store(0, Ordering::SeqCst);
        self.reads.store(0, Ordering::SeqCst);
        *self.fail_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(fail_at);
    }

    fn strikes(&self, call: &'static str) -> bool {
        let number = self.calls.fetch_add(1, Ordering::SeqCst);
        if call == "read_file" {
            self.reads.fetch_add(1, Ordering::SeqCst);
        }
        let fail_at = *self.fail_at.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(fail_at) = fail_at else {
            return false;
        };
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *last, call);
        if number == fail_at && (before, call) == ("apply", "read_file") {
            *failed = Some(AFTER_A_CHANGE);
        } else if number == fail_at {
            *failed = Some(call);
        } else if number == fail_at + 1 && (*failed, call) == (Some("read_file"), "record") {
            // Only how long records are kept.
            *failed = Some("settings of the record");
        }
        number == fail_at
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
        // How long records are kept is read again.
        desk.clock.advance(60);
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
            // A session finds out by itself as well, at its next use.
            Ok(()) if failed == AFTER_A_CHANGE => {}
            Ok(()) => tolerated.push(failed),
            Err(words) => assert!(!words.trim().is_empty(), "{failed} fails without words"),
        }
    }
    panic!("it never ends");
}

/// What every change can do without: recording it, and knowing the file before and after it.
fn with(others: &[&'static str]) -> Vec<&'static str> {
    let mut all = vec![
        "keep_revision",
        "record",
        "revision",
        "settings of the record",
    ];
    all.extend(others);
    all.sort_unstable();
    all
}

#[test]
fn a_sign_in_reads_the_file_once_and_a_change_once_more_for_the_open_sessions() {
    let (desk, session) = signed_in();
    let reads = |act: &dyn Fn()| {
        desk.faults.arm(usize::MAX / 2);
        act();
        desk.faults.reads.load(Ordering::SeqCst)
    };
    let sign_in = || assert!(desk.sign_in(BOB).is_some());
    assert_eq!(reads(&sign_in), 1);
    let wrong = || {
        let sign_in = desk.service.sign_in();
        assert!(sign_in.with_password("bob", &secret("wrong")).is_err());
    };
    assert_eq!(reads(&wrong), 1);
    let change = || {
        let users = desk.service.users();
        let change = UserChange {
            first_name: Some("Robert".to_owned()),
            ..UserChange::default()
        };
        let changed = users.change(Caller::LocalOwner(Operator::assume()), "bob", &change);
        changed.expect("changed");
    };
    assert_eq!(reads(&change), 2);
    drop(session);
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
