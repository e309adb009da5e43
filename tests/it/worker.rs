//! The real worker: threads, lanes, and commands that panic.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use egui::{Context, RawInput};
use egui_authenticator::authenticator::Authenticator;
use egui_authenticator::domain::credential::StoredHash;
use egui_authenticator::domain::hashing::Hashing;
use egui_authenticator::domain::secret::Secret;
use egui_authenticator::domain::user_key::{Key, SALT_BYTES};
use egui_authenticator::service::Service;
use egui_authenticator::service::command::{Command, Finished, Job, Lane, Ticket};
use egui_authenticator::service::ports::{HasherError, PasswordHasher};
use egui_authenticator::worker::Worker;
use egui_kittest::kittest::Queryable;

use crate::harness::app_window::app_window;
use crate::harness::window::sign_in;
use crate::harness::{ADA, Desk};

/// How long a test waits for what has to happen, before it gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// A command in a lane.
struct InLane<F>(Lane, F);

impl<T: Send + 'static, F: FnOnce() -> T + Send + 'static> Command for InLane<F> {
    type Output = T;
    type Part = Service;

    fn lane(&self) -> Lane {
        self.0
    }

    fn run(self, _: &Service) -> T {
        (self.1)()
    }
}

/// A worker, and a message each time that it wakes the window.
fn start() -> (Worker, Receiver<()>) {
    let (sender, woken) = mpsc::channel();
    let wake = Arc::new(move || sender.send(()).unwrap_or_default());
    let worker = Worker::start(&Desk::open().service, &(wake as _)).expect("threads");
    (worker, woken)
}

/// Waits until so many jobs have finished.
fn wait_for(count: usize, worker: &Worker, woken: &Receiver<()>) -> Vec<Finished> {
    let mut finished = Vec::new();
    while finished.len() < count {
        woken.recv_timeout(PATIENCE).expect("a job finishes");
        finished.extend(worker.finished());
    }
    finished
}

/// A command that blocks until its sender is dropped or sends.
fn blocked() -> (Sender<()>, impl FnOnce() -> bool + Send + 'static) {
    let (release, released) = mpsc::channel::<()>();
    (release, move || released.recv_timeout(PATIENCE).is_ok())
}

#[test]
fn the_jobs_of_a_lane_run_in_order() {
    let (worker, woken) = start();
    let (sender, order) = mpsc::channel();
    for number in 0..50 {
        let sender = sender.clone();
        let command = InLane(Lane::Keyring, move || sender.send(number).is_ok());
        worker.send(Job::new(Ticket(number), command));
    }
    let finished = wait_for(50, &worker, &woken);
    assert!(order.try_iter().eq(0..50));
    assert!(
        finished
            .iter()
            .map(Finished::ticket)
            .eq((0..50).map(Ticket))
    );
}

const LANES: [Lane; 7] = [
    Lane::UseCases,
    Lane::Keyring,
    Lane::Files,
    Lane::Dialogs,
    Lane::Clipboard,
    Lane::Mail,
    Lane::Updates,
];

#[test]
fn no_lane_waits_for_another_one() {
    for slow_lane in LANES {
        let (worker, woken) = start();
        let (release, slow) = blocked();
        worker.send(Job::new(Ticket(0), InLane(slow_lane, slow)));
        let others = LANES.into_iter().filter(|lane| *lane != slow_lane);
        for (number, lane) in (1..).zip(others) {
            worker.send(Job::new(Ticket(number), InLane(lane, || ())));
        }
        let finished = wait_for(LANES.len() - 1, &worker, &woken);
        let mut tickets: Vec<_> = finished.iter().map(|job| job.ticket().0).collect();
        tickets.sort_unstable();
        assert_eq!(tickets, [1, 2, 3, 4, 5, 6], "beside {slow_lane:?}");
        release.send(()).expect("still blocked");
        let finished = wait_for(1, &worker, &woken);
        assert_eq!(finished[0].ticket(), Ticket(0));
    }
}

#[test]
fn r105_a_command_that_panics_comes_back_and_its_lane_continues() {
    let (worker, woken) = start();
    worker.send(Job::new(
        Ticket(1),
        InLane(Lane::UseCases, || panic!("planted")),
    ));
    worker.send(Job::new(Ticket(2), InLane(Lane::UseCases, || 7)));
    let mut finished = wait_for(2, &worker, &woken);
    assert!(finished[0].has_panicked());
    assert_eq!(finished[1].take::<i32>(Ticket(2)), Some(Ok(7)));
}

#[test]
fn r105_dropping_a_worker_does_not_block_and_what_was_sent_is_still_done() {
    let (mut worker, _) = start();
    let (release, slow) = blocked();
    let (sender, done) = mpsc::channel();
    worker.send(Job::new(Ticket(1), InLane(Lane::Keyring, slow)));
    let last = InLane(Lane::Keyring, move || sender.send(()).is_ok());
    worker.send(Job::new(Ticket(2), last));
    let unfinished = worker.take_unfinished().expect("the first time");
    let start = Instant::now();
    drop(worker);
    assert!(start.elapsed() < Duration::from_secs(2), "it blocked");
    unfinished.wait(Duration::from_millis(50));
    assert!(done.try_recv().is_err(), "the keyring is still busy");
    release.send(()).expect("still blocked");
    unfinished.wait(PATIENCE);
    assert!(done.try_recv().is_ok());
}

/// A hasher that panics when it checks a password.
struct PanickingHasher(Arc<dyn PasswordHasher>);

impl PasswordHasher for PanickingHasher {
    fn hash(&self, password: &Secret, how: Hashing) -> Result<StoredHash, HasherError> {
        self.0.hash(password, how)
    }

    fn verify(&self, _: &Secret, _: &StoredHash) -> Result<bool, HasherError> {
        panic!("planted")
    }

    fn derive(&self, password: &Secret, salt: &[u8; SALT_BYTES]) -> Result<Key, HasherError> {
        self.0.derive(password, salt)
    }

    fn decoy(&self, how: Hashing) -> Result<StoredHash, HasherError> {
        self.0.decoy(how)
    }
}

#[test]
fn r105_a_port_that_panics_ends_the_wait_with_a_message_and_signs_no_user_in() {
    let desk = Desk::open();
    let service = desk.restarted_with(|ports| {
        ports.hasher = Arc::new(PanickingHasher(Arc::clone(&ports.hasher)));
    });
    let mut window = app_window(service, [900.0, 760.0]);
    sign_in(&mut window, ADA);
    window.get_by_label_contains("Something went wrong in the program");
    assert!(window.state().authenticator().session().is_none());
    // The form can be used at once.
    sign_in(&mut window, ADA);
    window.get_by_label_contains("Something went wrong in the program");
}

#[test]
fn threads_wake_the_window_that_was_drawn_last() {
    let desk = Desk::open();
    let (first, second) = (Context::default(), Context::default());
    let (sender, woken) = mpsc::channel();
    let here = thread::current().id();
    second.set_request_repaint_callback(move |_| {
        if thread::current().id() != here {
            sender.send(()).unwrap_or_default();
        }
    });
    let mut authenticator = Authenticator::new(&desk.restarted(), &first).expect("threads");
    let begun = Instant::now();
    let mut is_edited = false;
    while woken.try_recv().is_err() {
        assert!(begun.elapsed() < PATIENCE, "the window is woken");
        let mut output = second.run_ui(RawInput::default(), |ui| authenticator.show_pages(ui));
        output.textures_delta.clear();
        thread::sleep(Duration::from_millis(10));
        // A change of the file is noticed by a thread while the window rests.
        if begun.elapsed() > PATIENCE / 10 && !is_edited {
            desk.edit("views:", "# Changed\nviews:");
            is_edited = true;
        }
    }
}
