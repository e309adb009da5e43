//! One password for many usernames.

use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use egui_authenticator::domain::audit_detail::{AuditDetail, AuditWord};
use egui_authenticator::domain::throttle::Locked;
use egui_authenticator::domain::timestamp::Timestamp;
use egui_authenticator::screen::flow::Event;
use egui_authenticator::screen::sign_in;
use egui_authenticator::service::audit::AuditQuery;
use egui_authenticator::service::caller::{Caller, Operator};
use egui_authenticator::service::command::{Job, Ticket};
use egui_authenticator::service::ports::{Cancellation, Clock};
use egui_authenticator::service::sign_in::SignInError;
use egui_authenticator::service::sign_in::commands::SignIn;
use egui_authenticator::worker::{Wake, Worker};

use crate::harness::flow::{fill_in, start};
use crate::harness::{BOB, Desk, secret};

/// A guesser tries one common password on many names, so that no name is locked.
#[test]
fn r86_one_password_for_many_names_delays_every_further_attempt_and_is_recorded() {
    let desk = Desk::open();
    let try_name = |name: &str| {
        let before = desk.clock.elapsed();
        let error = desk
            .service
            .sign_in()
            .with_password(name, &secret("Password1"));
        (error.err(), desk.clock.elapsed().saturating_sub(before))
    };
    let tries: Vec<_> = (0..60).map(|n| try_name(&format!("name{n}"))).collect();
    let times =
        |range: std::ops::Range<usize>| tries[range].iter().map(|(_, time)| time.as_millis());
    assert!(times(0..50).all(|time| time == 0));
    assert!(
        times(50..60).eq((1..=10).map(|n| n * 500)),
        "up to five seconds"
    );
    assert_eq!(tries[48].0, Some(SignInError::Refused));
    assert_eq!(
        tries[49].0,
        Some(SignInError::Delaying),
        "the next one waits"
    );
    let log = desk.service.audit_log();
    let query = AuditQuery::latest(1_000);
    let owner = Caller::LocalOwner(Operator::assume());
    let records = log.list(owner, &log.filter(&query)).expect("listed");
    let word = AuditDetail::from(AuditWord::ManyFailures);
    let warnings = records.iter().filter(|record| record.event.detail == word);
    assert_eq!(warnings.count(), 1, "once");
    // The right password waits as well, also after a restart, and works: it is a delay and no lockout.
    let before = desk.clock.elapsed();
    let restarted = desk.restarted();
    assert!(
        restarted
            .sign_in()
            .with_password(BOB.0, &secret(BOB.1))
            .is_ok()
    );
    assert_eq!(
        desk.clock.elapsed().saturating_sub(before),
        Duration::from_secs(5)
    );
    desk.clock.advance(10 * 60);
    assert_eq!(
        try_name("another"),
        (Some(SignInError::Refused), Duration::ZERO)
    );
}

/// A guesser closes the window during the delay, so that the attempt is made at once.
#[test]
fn r86_an_attempt_whose_window_is_closed_during_the_delay_is_not_made_and_ends_at_once() {
    let mut desk = Desk::open();
    spray(&desk);
    let now = desk.clock.now();
    let clock = Arc::new(HaltedClock {
        now,
        waits: Mutex::default(),
    });
    desk.replace(|ports| ports.clock = Arc::clone(&clock) as _);
    let wake: Wake = Arc::new(|| {});
    let mut worker = Worker::start(&desk.service, &wake).expect("started");
    let sign_in = SignIn {
        login: BOB.0.to_owned(),
        password: secret(BOB.1),
    };
    let (sender, waits) = mpsc::channel();
    *clock.waits.lock().expect("locked") = Some(sender);
    worker.send(Job::new(Ticket(1), sign_in));
    let time = waits
        .recv_timeout(Duration::from_mins(1))
        .expect("it waits");
    assert_eq!(time, Duration::from_secs(5));
    let unfinished = worker.take_unfinished().expect("not taken");
    drop(worker);
    let start = Instant::now();
    unfinished.wait(Duration::from_mins(1));
    assert!(start.elapsed() < Duration::from_secs(4), "cut short");
    assert_eq!(last_sign_in_of_bob(&desk), None, "not signed in");
}

/// Tries one password on so many names that every further attempt is delayed.
fn spray(desk: &Desk) {
    let sign_in = desk.service.sign_in();
    for n in 0..60 {
        let name = format!("name{n}");
        assert!(sign_in.with_password(&name, &secret("Password1")).is_err());
    }
}

fn last_sign_in_of_bob(desk: &Desk) -> Option<Timestamp> {
    let users = desk.service.users();
    let owner = Caller::LocalOwner(Operator::assume());
    let listed = users.list(owner).expect("listed");
    let mut rows = listed.rows.iter();
    let bob = rows.find(|user| user.username == BOB.0);
    bob.expect("there").last_sign_in
}

/// A guesser has many names fail, so that the next user has to wait, cancels, tries again, and waits for all attempts.
#[test]
fn r86_an_attempt_that_is_cancelled_during_the_delay_is_not_made_and_holds_up_no_other() {
    let mut desk = Desk::open();
    spray(&desk);
    let now = desk.clock.now();
    let clock = Arc::new(HaltedClock {
        now,
        waits: Mutex::default(),
    });
    let (sender, waits) = mpsc::channel();
    desk.replace(|ports| ports.clock = Arc::clone(&clock) as _);
    let mut flow = start(&desk);
    let wake: Wake = Arc::new(|| {});
    let mut worker = Worker::start(&desk.service, &wake).expect("started");
    let minute = Duration::from_mins(1);
    let start = Instant::now();
    for _ in 0..3 {
        *clock.waits.lock().expect("locked") = Some(sender.clone());
        fill_in(&mut flow, BOB);
        for job in flow.on(Event::Login(sign_in::Event::Submit), Duration::ZERO) {
            worker.send(job);
        }
        assert_eq!(waits.recv_timeout(minute), Ok(Duration::from_secs(5)));
        let jobs = flow.on(Event::Login(sign_in::Event::Cancel), Duration::ZERO);
        assert!(jobs.is_empty());
    }
    assert!(start.elapsed() < Duration::from_secs(4), "cut short");
    let unfinished = worker.take_unfinished().expect("not taken");
    drop(worker);
    unfinished.wait(minute);
    assert_eq!(last_sign_in_of_bob(&desk), None, "not signed in");
}

/// A guesser has many names fail, and then asks a locked name again and again, to hold up the next user.
#[test]
fn r86_an_attempt_for_a_locked_name_is_refused_without_the_delay() {
    let desk = Desk::open();
    let sign_in = desk.service.sign_in();
    for _ in 0..5 {
        assert!(sign_in.with_password(BOB.0, &secret("guess")).is_err());
    }
    spray(&desk);
    let before = desk.clock.elapsed();
    let refused = sign_in.with_password(BOB.0, &secret(BOB.1)).err();
    assert_eq!(refused, Some(SignInError::Locked(Locked::For(30))));
    assert_eq!(desk.clock.elapsed(), before, "at once");
}

/// The time of day stands still; waits are real, and say so.
struct HaltedClock {
    now: Timestamp,
    waits: Mutex<Option<mpsc::Sender<Duration>>>,
}

impl Clock for HaltedClock {
    fn now(&self) -> Timestamp {
        self.now
    }

    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

    fn wait(&self, time: Duration, cancellation: &Cancellation) {
        if let Some(waits) = self.waits.lock().expect("locked").take() {
            waits.send(time).expect("heard");
        }
        cancellation.wait(time);
    }
}
