//! Carries requests out off the window's thread, in three queues, and wakes the window when a reply
//! is there.
//!
//! Requests go in through [`Worker::send`], replies come out of [`Worker::replies`]. The queues
//! do not wait for each other (see [`Lane`]).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::screen::{Ask, Ticket};
use crate::service::Service;
use crate::service::ports::Changed;
use crate::service::request::{Lane, Reply};

/// How long leaving the program waits for what is under way, such as clearing the keyring.
const FAREWELL: Duration = Duration::from_secs(5);

/// The name of the thread that waits for dialogs.
const DIALOGS: &str = "dialogs";

/// Called from a worker's thread when a reply is there.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Three queues with a thread each.
pub struct Worker {
    main: Option<Sender<Ask>>,
    keyring: Option<Sender<Ask>>,
    dialog: Option<Sender<Ask>>,
    replies: Receiver<(Ticket, Reply)>,
    has_changed: Arc<AtomicBool>,
    should_lock: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Worker {
    /// Starts the threads. They end when the worker is dropped.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(service: &Service, wake: &Wake) -> std::io::Result<Self> {
        let (reply_sender, replies) = mpsc::channel();
        let has_changed = Arc::new(AtomicBool::new(false));
        let should_lock = Arc::new(AtomicBool::new(false));
        let locked: Changed = {
            let (should_lock, wake) = (Arc::clone(&should_lock), Arc::clone(wake));
            Arc::new(move || {
                should_lock.store(true, Ordering::Release);
                wake();
            })
        };
        let changed: Changed = {
            let (has_changed, wake) = (Arc::clone(&has_changed), Arc::clone(wake));
            Arc::new(move || {
                has_changed.store(true, Ordering::Release);
                wake();
            })
        };
        let mut threads = Vec::new();
        let mut queue = |name: &str, is_watching: bool| -> std::io::Result<Sender<Ask>> {
            let (sender, receiver) = mpsc::channel::<Ask>();
            let (service, replies) = (service.clone(), reply_sender.clone());
            let wake = Arc::clone(wake);
            let changed = Arc::clone(&changed);
            let locked = (name == DIALOGS).then(|| Arc::clone(&locked));
            let work = move || {
                // The thread that has the least to do asks the system bus, which may take a while.
                let sleep = locked.and_then(|locked| service.platform.watch_sleep(locked));
                let mut watch = None;
                for Ask { ticket, request } in receiver {
                    if is_watching && watch.is_none() {
                        // Before the first file is read, so that no change is missed; again
                        // afterwards, because the folder may have to be made first.
                        watch = service.credentials.watch(Arc::clone(&changed));
                    }
                    let reply = service.handle(request);
                    if replies.send((ticket, reply)).is_ok() {
                        wake();
                    }
                }
                drop(sleep);
            };
            let thread = thread::Builder::new().name(name.to_owned()).spawn(work)?;
            // A dialog that is open waits for whoever sits there, and leaving does not.
            if name != DIALOGS {
                threads.push(thread);
            }
            Ok(sender)
        };
        Ok(Self {
            main: Some(queue("use-cases", true)?),
            keyring: Some(queue("remembering", false)?),
            dialog: Some(queue(DIALOGS, false)?),
            replies,
            has_changed,
            should_lock,
            threads,
        })
    }

    /// Queues a request. Never blocks.
    pub fn send(&self, ask: Ask) {
        let queue = match ask.request.lane() {
            Lane::Main => &self.main,
            Lane::Keyring => &self.keyring,
            Lane::Dialog => &self.dialog,
        };
        if let Some(queue) = queue {
            // A thread that is gone answers nothing, and whoever waits can cancel.
            drop(queue.send(ask));
        }
    }

    /// Whether the credential store has changed since the last call.
    #[must_use]
    pub fn take_changed(&self) -> bool {
        self.has_changed.swap(false, Ordering::AcqRel)
    }

    /// Whether the computer has gone to sleep or the desktop has locked since the last call.
    #[must_use]
    pub fn take_lock(&self) -> bool {
        self.should_lock.swap(false, Ordering::AcqRel)
    }

    /// The replies that have come since the last call. Never blocks.
    pub fn replies(&self) -> impl Iterator<Item = (Ticket, Reply)> + '_ {
        self.replies.try_iter()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        (self.main, self.keyring, self.dialog) = (None, None, None);
        let start = Instant::now();
        while start.elapsed() < FAREWELL && !self.threads.iter().all(JoinHandle::is_finished) {
            thread::sleep(Duration::from_millis(5));
        }
    }
}
