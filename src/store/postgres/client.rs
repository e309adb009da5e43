//! The connections to one server, used by the threads of a program without any of them knowing of a runtime.

mod restricted;

use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tokio_postgres::Row;
use tokio_postgres::types::{FromSql, ToSql};

use crate::store::postgres::address::PostgresOptions;
use crate::store::postgres::connection::{Connection, Deadline, PATIENCE};
use crate::store::postgres::error::PgError;
use crate::store::postgres::restricted::functions::OFTEN;
use crate::store::postgres::schema::VERSION;
#[cfg(feature = "app")]
use crate::store::postgres::tls::Seen;
use crate::store::postgres::tls::Tls;

/// How many connections stay open while they are not used.
const IDLE: usize = 4;

/// How often a transaction is tried that other programs come in the way of.
const TRIES: u32 = 5;

/// How long to ask what became of a change, at least, after its answer was lost.
const SECOND_LOOK: Duration = Duration::from_millis(400);

/// How long a failure to connect is the answer to further calls, so that several calls in a row do not each wait for a server
/// that is away.
const AWAY: Duration = Duration::from_millis(500);

/// A client of a PostgreSQL server. It connects when it is first used, and again after a lost connection. Clones share the
/// connections.
///
/// Every call ends within three seconds, or later only while data keeps arriving. [`Self::migrate`] can take
/// minutes.
///
/// # Examples
///
/// ```no_run
/// use egui_authenticator::store::postgres::{Client, PostgresOptions};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let options = PostgresOptions::parse("postgresql://till@db.shop/auth")?;
/// let client = Client::connect(&options)?;
/// client.migrate()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client(Arc<Shared>);

opaque_debug!(Client);

struct Shared {
    options: PostgresOptions,
    rights: Rights,
    means: Mutex<Option<Means>>,
    /// The place of the host that has worked last, among those of the options.
    host: AtomicUsize,
    idle: Mutex<Vec<Connection>>,
    /// The last failure to connect, and when it was.
    away: Mutex<Option<(Instant, PgError)>>,
}

/// What the login of a computer may do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rights {
    /// Read and write the tables, as a trusted computer.
    Tables,
    /// Call the functions for restricted computers.
    Functions,
}

/// What connections are made with.
#[derive(Clone)]
struct Means {
    tls: Tls,
    runtime: Arc<Runtime>,
}

impl Means {
    fn new(options: &PostgresOptions) -> Result<Self, PgError> {
        Ok(Self {
            tls: Tls::new(options)?,
            runtime: Arc::new(Runtime::start()?),
        })
    }
}

/// A runtime on a thread of its own, which ends with it.
struct Runtime {
    handle: Handle,
    _stop: oneshot::Sender<()>,
}

impl Runtime {
    fn start() -> Result<Self, PgError> {
        let failed = |error: std::io::Error| PgError::Unavailable(error.to_string());
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(failed)?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel::<()>();
        let run = move || {
            // It ends when the sender is dropped.
            if runtime.block_on(stopped).is_err() {
                tracing::debug!("PostgreSQL: the connections are closed");
            }
            // The lookup of a name may still be waiting.
            runtime.shutdown_background();
        };
        let thread = thread::Builder::new().name("postgres".to_owned());
        thread.spawn(run).map_err(failed)?;
        Ok(Self {
            handle,
            _stop: stop,
        })
    }
}

impl Client {
    /// Creates a client. It does not connect yet, so the server need not be running.
    ///
    /// # Errors
    /// - [`PgError::Address`] if there are no certificates to trust.
    /// - [`PgError::Unavailable`] if no thread can be started.
    pub fn connect(options: &PostgresOptions) -> Result<Self, PgError> {
        Self::later(options.clone()).with_means()
    }

    fn with_means(self) -> Result<Self, PgError> {
        *locked(&self.0.means) = Some(Means::new(&self.0.options)?);
        Ok(self)
    }

    /// Creates a client that reads the certificates and starts its thread when it is first used.
    pub(crate) fn later(options: PostgresOptions) -> Self {
        Self::with_rights(options, Rights::Tables)
    }

    fn with_rights(options: PostgresOptions, rights: Rights) -> Self {
        Self(Arc::new(Shared {
            options,
            rights,
            means: Mutex::default(),
            host: AtomicUsize::new(0),
            idle: Mutex::default(),
            away: Mutex::default(),
        }))
    }

    fn means(&self) -> Result<Means, PgError> {
        let mut means = locked(&self.0.means);
        if let Some(means) = &*means {
            return Ok(means.clone());
        }
        let new = Means::new(&self.0.options)?;
        Ok(means.insert(new).clone())
    }

    /// Returns where the server is, without a password.
    pub(crate) fn location(&self) -> String {
        self.0.options.location()
    }

    /// Returns when a call ends that begins now. The keyring is asked before, because it may take as long.
    pub(super) fn deadline(&self) -> Deadline {
        if locked(&self.0.idle).is_empty() {
            self.0.options.ask_keyring();
        }
        Deadline::after(PATIENCE)
    }

    /// Runs one statement in a transaction of its own, in one round trip. It is tried again if other programs come in the way.
    pub(crate) fn query(
        &self,
        sql: &'static str,
        values: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<Row>, PgError> {
        self.retried(self.deadline(), |connection, deadline| {
            let rows = connection.query(sql, values, deadline);
            rows.map_err(|error| Failed::of(error.of_change()))
        })
    }

    /// Runs `work` in a transaction, and commits it if it succeeds. It is run again if other programs come in the way. After
    /// [`PgError::Lost`] the transaction may have been committed; after any other error it was not.
    pub(crate) fn transaction<T, E: From<PgError>>(
        &self,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.within(self.deadline(), work)
    }

    /// Runs `work` in a transaction, to find out what became of another one that began at `begun` and whose answer was lost.
    /// Both together end within three seconds.
    pub(crate) fn transaction_after<T, E: From<PgError>>(
        &self,
        begun: Instant,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.within(Self::second_deadline(begun), work)
    }

    /// Returns when a call ends that looks again after one that began at `begun`.
    fn second_deadline(begun: Instant) -> Deadline {
        let left = (PATIENCE + SECOND_LOOK).saturating_sub(begun.elapsed());
        Deadline::at_most(left.max(SECOND_LOOK))
    }

    fn within<T, E: From<PgError>>(
        &self,
        deadline: Deadline,
        mut work: impl FnMut(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.retried(deadline, |connection, deadline| {
            in_transaction(connection, &mut work, deadline)
        })
    }

    /// Runs `work` with a connection, again as long as other programs come in the way, and keeps the connection for others.
    fn retried<T, E: From<PgError>>(
        &self,
        deadline: Deadline,
        mut work: impl FnMut(&mut Connection, Deadline) -> Result<T, Failed<E>>,
    ) -> Result<T, E> {
        let mut connection = self.take(deadline)?;
        let mut tries = 1;
        let result = loop {
            match work(&mut connection, deadline) {
                Err(Failed::Again(_)) if tries < TRIES && deadline.allows_a_lock() => tries += 1,
                Err(Failed::Again(error) | Failed::Finally(error)) => break Err(error),
                Ok(done) => break Ok(done),
            }
        };
        self.put_back(connection);
        result
    }

    /// Keeps a connection for others.
    fn put_back(&self, connection: Connection) {
        let mut idle = locked(&self.0.idle);
        if connection.is_closed() {
            // What has ended this one may have silenced the others as well.
            idle.clear();
        } else if idle.len() < IDLE {
            idle.push(connection);
        }
    }

    /// Returns a connection that is not used, or a new one.
    fn take(&self, deadline: Deadline) -> Result<Connection, PgError> {
        while let Some(connection) = self.pop() {
            if !connection.is_closed() {
                return Ok(connection);
            }
        }
        if let Some((at, error)) = &*locked(&self.0.away)
            && at.elapsed() < AWAY
        {
            return Err(error.clone());
        }
        let opened = self.open(|| {}, deadline).and_then(|mut connection| {
            match self.0.rights {
                Rights::Tables => connection.check_version(VERSION, deadline)?,
                Rights::Functions => connection.hello((VERSION, &OFTEN), deadline)?,
            }
            Ok(connection)
        });
        if let Err(error @ PgError::Unavailable(_)) = &opened {
            *locked(&self.0.away) = Some((Instant::now(), error.clone()));
        }
        opened
    }

    /// Returns what was last seen of an encrypted connection; `None` if there was none.
    #[cfg(feature = "app")]
    pub(super) fn tls_seen(&self) -> Option<Seen> {
        let means = locked(&self.0.means);
        means.as_ref()?.tls.seen()
    }

    fn pop(&self) -> Option<Connection> {
        locked(&self.0.idle).pop()
    }

    /// Opens a connection to a database whose tables may be of any version.
    pub(super) fn open(
        &self,
        notified: impl Fn() + Send + 'static,
        deadline: Deadline,
    ) -> Result<Connection, PgError> {
        let Means { tls, runtime } = &self.means()?;
        let Shared { options, host, .. } = &*self.0;
        let opened = Connection::open(&runtime.handle, options, host, tls, notified, deadline);
        options.with_reason(opened)
    }
}

fn locked<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Why something was not done, and whether to try again.
enum Failed<E> {
    Again(E),
    Finally(E),
}

impl<E: From<PgError>> Failed<E> {
    fn of(error: PgError) -> Self {
        match error {
            PgError::Busy => Self::Again(E::from(error)),
            other => Self::Finally(E::from(other)),
        }
    }
}

fn in_transaction<T, E: From<PgError>>(
    connection: &mut Connection,
    work: &mut impl FnMut(&mut Tx<'_>) -> Result<T, E>,
    deadline: Deadline,
) -> Result<T, Failed<E>> {
    connection.begin(VERSION, deadline).map_err(Failed::of)?;
    let mut transaction = Tx {
        connection: &mut *connection,
        deadline,
        failed: None,
    };
    let result = work(&mut transaction);
    // A failed statement has ended the transaction, whatever became of its error.
    let failed = transaction.failed.take();
    if failed.is_none() && result.is_ok() {
        let committed = connection.batch("COMMIT", deadline);
        committed.map_err(|error| Failed::of(error.of_change()))?;
        return result.map_err(Failed::Finally);
    }
    if !connection.is_closed() && connection.batch("ROLLBACK", deadline).is_err() {
        connection.close();
    }
    match (failed, result) {
        (Some(PgError::Busy), _) => Err(Failed::of(PgError::Busy)),
        (Some(error), Ok(_)) => Err(Failed::of(error)),
        (_, result) => result.map_err(Failed::Finally),
    }
}

/// A transaction that has begun.
pub(crate) struct Tx<'a> {
    connection: &'a mut Connection,
    deadline: Deadline,
    failed: Option<PgError>,
}

impl Tx<'_> {
    /// Runs one statement and returns its rows.
    pub(crate) fn query(
        &mut self,
        sql: &'static str,
        values: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<Row>, PgError> {
        let rows = self.connection.query(sql, values, self.deadline);
        self.noted(rows)
    }

    /// Runs one statement and returns how many rows it has changed.
    pub(crate) fn execute(
        &mut self,
        sql: &'static str,
        values: &[&(dyn ToSql + Sync)],
    ) -> Result<u64, PgError> {
        let count = self.connection.execute(sql, values, self.deadline);
        self.noted(count)
    }

    fn noted<T>(&mut self, result: Result<T, PgError>) -> Result<T, PgError> {
        if let Err(error) = &result {
            self.failed = Some(error.clone());
        }
        result
    }
}

/// Returns a value of a row. One that is not of the type is damage, never absence.
pub(crate) fn column<'a, T: FromSql<'a>>(row: &'a Row, name: &str) -> Result<T, PgError> {
    row.try_get(name).map_err(|error| PgError::damaged(&error))
}
