//! Hearing of changes that other computers make.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use crate::service::ports::{Changed, Watch};
use crate::store::postgres::client::Client;
use crate::store::postgres::connection::{Connection, Deadline, PATIENCE};
use crate::store::postgres::error::PgError;

/// The channel of every change of users and settings. Its notifications say nothing but that there was one.
pub(crate) const CHANNEL: &str = "auth_changed";

/// How long the notification of the self-test may take.
const TEST_PATIENCE: Duration = Duration::from_secs(1);

/// Changes that follow one another this quickly are one.
const BURST: Duration = Duration::from_millis(250);

/// How often a silent connection is asked whether it is still there, and how long to wait before connecting again.
const HEARTBEAT: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_secs(1);

/// What the thread that listens is told.
enum Signal {
    Heard,
    Stop,
}

/// Tells the thread that something was heard, last that the connection has ended.
struct Bell(Sender<Signal>);

impl Bell {
    fn ring(&self) {
        if self.0.send(Signal::Heard).is_err() {
            tracing::trace!("PostgreSQL: no thread listens any more");
        }
    }
}

impl Drop for Bell {
    fn drop(&mut self) {
        self.ring();
    }
}

/// Ends the thread when it is dropped.
struct Guard {
    is_stopped: Arc<AtomicBool>,
    signals: Sender<Signal>,
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.is_stopped.store(true, Ordering::Relaxed);
        if self.signals.send(Signal::Stop).is_err() {
            tracing::trace!("PostgreSQL: the thread that listens has ended already");
        }
    }
}

/// The thread that listens.
struct Listener {
    client: Client,
    signals: Receiver<Signal>,
    sender: Sender<Signal>,
    is_stopped: Arc<AtomicBool>,
    changed: Changed,
}

impl Client {
    /// Calls `changed` from another thread after each change, after the server was lost, and when it is back. Returns `None` if
    /// notifications do not arrive, as behind a pooler, or if the server is away.
    pub(crate) fn listen(&self, changed: Changed) -> Option<Watch> {
        let (sender, signals) = mpsc::channel();
        let guard = Guard {
            is_stopped: Arc::default(),
            signals: sender.clone(),
        };
        let listener = Listener {
            client: self.clone(),
            signals,
            sender,
            is_stopped: Arc::clone(&guard.is_stopped),
            changed,
        };
        let tested = listener.connect().and_then(|connection| {
            let is_heard = listener.is_heard(&connection)?;
            Ok(is_heard.then_some(connection))
        });
        let connection = match tested {
            Ok(connection) => connection?,
            Err(error) => {
                tracing::warn!(%error, "notifications");
                return None;
            }
        };
        let thread = thread::Builder::new().name("postgres-listen".to_owned());
        thread.spawn(move || listener.run(connection)).ok()?;
        Some(Watch::new(guard))
    }
}

impl Listener {
    fn connect(&self) -> Result<Connection, PgError> {
        let deadline = self.client.deadline();
        let bell = Bell(self.sender.clone());
        let connection = self.client.open(move || bell.ring(), deadline)?;
        connection.batch(&format!("LISTEN {CHANNEL}"), deadline)?;
        Ok(connection)
    }

    /// Returns whether a notification arrives that is sent over another connection.
    fn is_heard(&self, connection: &Connection) -> Result<bool, PgError> {
        let deadline = Deadline::after(PATIENCE);
        let channel = random_channel()?;
        connection.batch(&format!("LISTEN {channel}"), deadline)?;
        self.client.query("SELECT pg_notify($1, '')", &[&channel])?;
        let is_heard = self.signals.recv_timeout(TEST_PATIENCE).is_ok();
        connection.batch(&format!("UNLISTEN {channel}"), deadline)?;
        Ok(is_heard)
    }

    fn run(self, connection: Connection) {
        let mut connection = Some(connection);
        loop {
            let pause = connection.as_ref().map_or(PAUSE, |_| HEARTBEAT);
            let is_news = match self.signals.recv_timeout(pause) {
                Ok(Signal::Heard) => {
                    thread::sleep(BURST);
                    while matches!(self.signals.try_recv(), Ok(Signal::Heard)) {}
                    connection = connection.filter(|connection| !connection.is_closed());
                    true
                }
                Ok(Signal::Stop) => return,
                // A connection that is lost rings when it is dropped.
                Err(_) if connection.is_some() => {
                    connection = connection.filter(is_alive);
                    false
                }
                Err(_) => {
                    connection = self.connect().ok();
                    connection.is_some()
                }
            };
            if self.is_stopped.load(Ordering::Relaxed) {
                return;
            }
            if is_news {
                (self.changed)();
            }
        }
    }
}

fn is_alive(connection: &Connection) -> bool {
    connection.batch("", Deadline::after(PATIENCE)).is_ok()
}

/// Returns the name of a channel that no other program has.
fn random_channel() -> Result<String, PgError> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|error| PgError::Unavailable(error.to_string()))?;
    Ok(format!("auth_test_{:x}", u64::from_ne_bytes(bytes)))
}
