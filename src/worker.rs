//! Runs jobs off the window's thread, in lanes, and wakes the window when one has finished.
//!
//! Jobs go in through [`Worker::send`], and come out of [`Worker::finished`] with their output. The
//! lanes do not wait for each other (see [`Lane`]).

use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::service::Service;
use crate::service::command::{Finished, Job, Lane};
use crate::service::ports::{Cancellation, Changed, CredentialStore, FailureKind, Watch};
use crate::service::snapshots::Snapshots;

/// Called from a worker's thread when the window has something to take in.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Lanes with a thread each. Dropping it never blocks: the jobs that were sent are still run, without the delays of
/// the throttle, by threads that then end ([`Worker::take_unfinished`]).
pub struct Worker {
    use_cases: Sender<Job>,
    keyring: Sender<Job>,
    files: Sender<Job>,
    dialogs: Sender<Job>,
    clipboard: Sender<Job>,
    mail: Sender<Job>,
    #[cfg(feature = "updates")]
    updates: Sender<Job>,
    finished: Receiver<Finished>,
    has_changed: Signal,
    should_lock: Signal,
    cancellation: Cancellation,
    unfinished: Option<Unfinished>,
    /// The polling ends when this is dropped.
    _polling: Sender<Infallible>,
}

/// The shortest and the longest time between two looks at a store; the longest for one that cannot be reached, or notifies.
const POLL_MIN: Duration = Duration::from_millis(250);
const POLL_MAX: Duration = Duration::from_secs(30);

/// What the threads of a worker still do after it was dropped, such as clearing the keyring.
pub struct Unfinished(Receiver<Infallible>);

impl Unfinished {
    /// Blocks until the worker was dropped and its jobs are done, but not longer than `limit`. A dialog
    /// that is open is not waited for.
    pub fn wait(&self, limit: Duration) {
        // Nothing is ever sent: the channel ends with the last thread that holds its other end.
        let Err(_) = self.0.recv_timeout(limit);
    }
}

/// A flag that wakes the window when it is raised.
#[derive(Clone)]
struct Signal {
    is_raised: Arc<AtomicBool>,
    wake: Wake,
}

impl Signal {
    fn new(wake: &Wake) -> Self {
        Self {
            is_raised: Arc::default(),
            wake: Arc::clone(wake),
        }
    }

    /// Returns a callback that raises the flag.
    fn raise(&self) -> Changed {
        let signal = self.clone();
        Arc::new(move || {
            signal.is_raised.store(true, Ordering::Release);
            (signal.wake)();
        })
    }

    fn take(&self) -> bool {
        self.is_raised.swap(false, Ordering::AcqRel)
    }
}

impl Worker {
    /// Starts the threads. They end when the worker is dropped and its jobs are done.
    ///
    /// # Errors
    /// [`std::io::Error`] if the system gives no thread.
    pub fn start(service: &Service, wake: &Wake) -> std::io::Result<Self> {
        let cancellation = Cancellation::default();
        let service = Service::from(&service.context.for_window(&cancellation));
        let (finished_sender, finished) = mpsc::channel();
        let (alive, unfinished) = mpsc::channel::<Infallible>();
        let (has_changed, should_lock) = (Signal::new(wake), Signal::new(wake));
        let lane = || {
            let (sender, jobs) = mpsc::channel::<Job>();
            let lane_thread = LaneThread {
                jobs,
                service: service.clone(),
                finished: finished_sender.clone(),
                wake: Arc::clone(wake),
            };
            (sender, lane_thread)
        };
        let (use_cases, thread) = lane();
        let (changed, token) = (has_changed.raise(), alive.clone());
        let is_watched = Arc::<AtomicBool>::default();
        let polling = poll(&service, has_changed.raise(), &is_watched)?;
        spawn("use-cases", move || {
            let mut watch = None;
            thread.run(|service| {
                // Before the first file is read, so that no change is missed; again afterwards,
                // because the folder may have to be created first.
                if watch.is_none() {
                    watch = start_watch(service, &changed);
                    is_watched.store(watch.is_some(), Ordering::Release);
                }
            });
            drop(token);
        })?;
        let spawned = |name, token: Option<Sender<Infallible>>| {
            let (sender, thread) = lane();
            let work = move || {
                thread.run(|_| {});
                drop(token);
            };
            spawn(name, work).map(|()| sender)
        };
        let keyring = spawned("keyring", Some(alive.clone()))?;
        let clipboard = spawned("clipboard", Some(alive))?;
        let (files, mail) = (spawned("files", None)?, spawned("mail", None)?);
        #[cfg(feature = "updates")]
        let updates = spawned("updates", None)?;
        let (dialogs, thread) = lane();
        let locked = should_lock.raise();
        spawn("dialogs", move || {
            // The thread that has the least to do asks the system bus, which may take a while.
            let sleep = thread.service.context.platform.watch_sleep(locked);
            thread.run(|_| {});
            drop(sleep);
        })?;
        Ok(Self {
            use_cases,
            keyring,
            files,
            dialogs,
            clipboard,
            mail,
            #[cfg(feature = "updates")]
            updates,
            finished,
            has_changed,
            should_lock,
            cancellation,
            unfinished: Some(Unfinished(unfinished)),
            _polling: polling,
        })
    }

    /// Queues a job. Never blocks.
    pub fn send(&self, job: Job) {
        let lane = match job.lane() {
            Lane::UseCases => &self.use_cases,
            Lane::Keyring => &self.keyring,
            Lane::Files => &self.files,
            Lane::Dialogs => &self.dialogs,
            Lane::Clipboard => &self.clipboard,
            Lane::Mail => &self.mail,
            #[cfg(feature = "updates")]
            Lane::Updates => &self.updates,
        };
        // The thread lives as long as this end of the channel: a job that panics does not end it.
        if let Err(unsent) = lane.send(job) {
            tracing::error!(
                command = unsent.0.name(),
                "the thread of this lane has ended"
            );
        }
    }

    /// Returns the jobs that have finished since the last call. Never blocks.
    pub fn finished(&self) -> impl Iterator<Item = Finished> + '_ {
        self.finished.try_iter()
    }

    /// Returns `true` if the credential store has changed since the last call.
    #[must_use]
    pub fn take_changed(&self) -> bool {
        self.has_changed.take()
    }

    /// Returns `true` if the computer went to sleep or the desktop was locked since the last call.
    #[must_use]
    pub fn take_lock(&self) -> bool {
        self.should_lock.take()
    }

    /// Returns what a program waits with before it ends, so that what must still be written is written.
    /// `None` if it was taken before.
    #[must_use]
    pub fn take_unfinished(&mut self) -> Option<Unfinished> {
        self.unfinished.take()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.cancellation.cancel();
    }
}

/// Has the store notify of changes, if it can. A store that panics is polled.
fn start_watch(service: &Service, changed: &Changed) -> Option<Watch> {
    let start = || service.context.snapshots.watch(Arc::clone(changed));
    catch_unwind(AssertUnwindSafe(start)).unwrap_or_default()
}

/// Starts to look for changes of the store. Ends when what this returns is dropped.
fn poll(
    service: &Service,
    changed: Changed,
    is_watched: &Arc<AtomicBool>,
) -> std::io::Result<Sender<Infallible>> {
    let (polling, ended) = mpsc::channel();
    let poll = Poll {
        store: Arc::clone(&service.context.snapshots),
        changed,
        is_watched: Arc::clone(is_watched),
        ended,
    };
    spawn("poll", move || poll.run())?;
    Ok(polling)
}

/// Looks for changes of a store, and whether it can be reached.
struct Poll {
    store: Arc<Snapshots>,
    changed: Changed,
    is_watched: Arc<AtomicBool>,
    ended: Receiver<Infallible>,
}

impl Poll {
    fn run(&self) {
        let every = self.store.poll_every().clamp(POLL_MIN, POLL_MAX);
        let (mut told, mut wait) = (None, every);
        while self.ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
            // The window knows what was read first, and before that needs no change.
            let Some(known) = told.take().or_else(|| self.store.first_found()) else {
                continue;
            };
            let is_watched = self.is_watched.load(Ordering::Acquire);
            let found = self.store.find();
            let is_new = if is_watched {
                // Of changes, the store notifies itself.
                found.is_err() != known.is_err()
            } else {
                found != known
            };
            if is_new {
                (self.changed)();
            }
            wait = match &found {
                Err(error) if error.kind() == FailureKind::Unavailable => (wait * 2).min(POLL_MAX),
                _ if is_watched => POLL_MAX,
                _ => every,
            };
            told = Some(found);
        }
    }
}

/// The thread of one lane.
struct LaneThread {
    jobs: Receiver<Job>,
    service: Service,
    finished: Sender<Finished>,
    wake: Wake,
}

impl LaneThread {
    /// Runs jobs until the worker is dropped, with `before` ahead of each.
    fn run(&self, mut before: impl FnMut(&Service)) {
        for job in &self.jobs {
            before(&self.service);
            let finished = self.service.run(job);
            if self.finished.send(finished).is_ok() {
                (self.wake)();
            }
        }
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(work)
        .map(drop)
}
