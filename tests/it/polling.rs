//! Changes in a store that cannot notify of them are noticed by polling.

use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use egui_authenticator::service::Service;
use egui_authenticator::service::command::{Job, Ticket};
use egui_authenticator::service::ports::user_directory::UserDirectory;
use egui_authenticator::service::set_up::commands::OpenFile;
use egui_authenticator::worker::Worker;

use crate::harness::Desk;
use crate::harness::remote_store::{POLL_EVERY, RemoteStore};

/// How long a test waits for what has to happen, before it gives up.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long it waits for what must not happen.
const A_WHILE: Duration = Duration::from_millis(1_300);

/// A worker over a store on another computer, and a message each time that it wakes the window.
struct Polled {
    store: Arc<RemoteStore>,
    worker: Worker,
    woken: Receiver<()>,
    desk: Desk,
}

fn started(service: &Service) -> (Worker, Receiver<()>) {
    let (sender, woken) = mpsc::channel();
    let sender = Mutex::new(sender);
    let wake = Arc::new(move || {
        let sender = sender.lock().expect("the channel");
        sender.send(()).unwrap_or_default();
    });
    let worker = Worker::start(service, &(wake as _)).expect("threads");
    (worker, woken)
}

impl Polled {
    fn over(store: Arc<RemoteStore>, desk: Desk) -> Self {
        let service = desk.restarted_with(|ports| ports.credentials = Arc::clone(&store) as _);
        let (worker, woken) = started(&service);
        Self {
            store,
            worker,
            woken,
            desk,
        }
    }

    /// Opens the store, as the window does first.
    fn opened() -> Self {
        let desk = Desk::open();
        let store = RemoteStore::of(&*desk.ports.credentials);
        let polled = Self::over(store, desk);
        polled.open();
        polled
    }

    fn open(&self) {
        self.worker.send(Job::new(Ticket(0), OpenFile));
        self.woken.recv_timeout(PATIENCE).expect("it is opened");
        assert!(!self.worker.take_changed());
    }

    /// Changes the content, as another program does.
    fn change(&self) {
        let mut content = self.store.content.directory().expect("the content");
        content.users.pop();
        self.store.content.replace(content);
    }

    fn waits_for_change(&self) {
        self.woken.recv_timeout(PATIENCE).expect("it is noticed");
        assert!(self.worker.take_changed());
    }

    fn stays_asleep(&self) {
        assert!(self.woken.recv_timeout(A_WHILE).is_err());
    }
}

#[test]
fn r42_a_change_by_another_program_is_noticed_once_and_nothing_else_wakes_the_window() {
    let polled = Polled::opened();
    polled.stays_asleep();
    assert!(polled.store.looks() > 2, "it is polled meanwhile");
    polled.change();
    polled.waits_for_change();
    polled.stays_asleep();
    assert_eq!(polled.store.take_reads(), 1, "only when it was opened");
}

#[test]
fn r42_a_change_between_opening_and_the_first_look_is_noticed() {
    let desk = Desk::open();
    let store = RemoteStore::slow(&*desk.ports.credentials, 2 * POLL_EVERY);
    let polled = Polled::over(store, desk);
    polled.open();
    polled.change();
    polled.waits_for_change();
}

#[test]
fn an_outage_wakes_the_window_when_it_begins_and_when_it_ends_and_is_polled_less_often() {
    let polled = Polled::opened();
    polled.store.set_down(true);
    polled.waits_for_change();
    let looks = polled.store.looks();
    polled.stays_asleep();
    let looks = polled.store.looks() - looks;
    // Every quarter of a second that were 5 looks; after 500 and 1 000 ms it is 1 or 2.
    assert!(looks <= 2, "{looks} looks");
    polled.store.set_down(false);
    polled.waits_for_change();
    polled.stays_asleep();
}

#[test]
fn r42_an_app_says_how_often_to_look_for_changes() {
    let desk = Desk::open();
    let store = RemoteStore::of(&*desk.ports.credentials);
    let service = desk.restarted_with(|ports| {
        ports.credentials = Arc::clone(&store) as _;
        ports.recheck_every = Some(Duration::from_secs(30));
    });
    let (worker, woken) = started(&service);
    worker.send(Job::new(Ticket(0), OpenFile));
    woken.recv_timeout(PATIENCE).expect("it is opened");
    thread::sleep(A_WHILE);
    assert_eq!(
        store.looks(),
        0,
        "the store asks for a look every quarter of a second"
    );
}

#[test]
fn a_set_up_by_another_program_is_noticed() {
    let store = Arc::new(RemoteStore::default());
    let polled = Polled::over(store, Desk::open());
    polled.open();
    let content = polled.desk.ports.credentials.read().expect("the content");
    let content = UserDirectory::from(&*content);
    polled.store.content.replace(content);
    polled.waits_for_change();
}

#[test]
fn polling_ends_with_the_component() {
    let polled = Polled::opened();
    polled.stays_asleep();
    let Polled { store, worker, .. } = polled;
    drop(worker);
    thread::sleep(2 * POLL_EVERY);
    let looks = store.looks();
    thread::sleep(A_WHILE);
    assert_eq!(store.looks(), looks);
}

#[test]
fn r42_a_change_of_the_file_is_noticed_and_nothing_else_wakes_the_window() {
    let desk = Desk::open();
    let every = desk.ports.credentials.poll_every();
    assert!(every < Duration::from_secs(2));
    let (worker, woken) = started(&desk.restarted());
    worker.send(Job::new(Ticket(0), OpenFile));
    woken.recv_timeout(PATIENCE).expect("it is opened");
    let quiet = woken.recv_timeout(2 * every + A_WHILE);
    assert!(quiet.is_err(), "the file has not changed");
    desk.edit("small key", "large key");
    woken.recv_timeout(PATIENCE).expect("it is noticed");
    assert!(worker.take_changed());
}
