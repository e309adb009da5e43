//! One connection: how it is opened and prepared, and what it is asked with a deadline.

pub(super) mod calls;

use std::cell::Cell;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::atomic::Ordering::Relaxed;
use std::sync::atomic::{AtomicU64, AtomicUsize};
use std::sync::{Arc, LazyLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::task::AbortHandle;
use tokio::time;
use tokio_postgres::config::{SslMode, TargetSessionAttrs};
use tokio_postgres::types::ToSql;
use tokio_postgres::{AsyncMessage, Config, Row, SimpleQueryMessage, Socket, Statement};

use crate::store::postgres::address::{Host, PostgresOptions};
use crate::store::postgres::error::PgError;
use crate::store::postgres::hidden::Hidden;
use crate::store::postgres::tls::{Encrypted, Tls};

/// How long a call may take, from the first packet of a new connection to the answer: a window says in less than three
/// seconds that the server is away.
pub(super) const PATIENCE: Duration = Duration::from_millis(2_500);

/// How long a call may take longer after something arrived: reading all users can take more than [`PATIENCE`].
const SILENCE: Duration = Duration::from_millis(500);

// What `docs/several-computers.md` promises.
const _: () = assert!(PATIENCE.as_millis() + SILENCE.as_millis() <= 3_000);

/// How long the server lets a statement wait for a lock, in [`SETTINGS`].
const LOCK_PATIENCE: Duration = Duration::from_millis(700);

/// What is left of [`PATIENCE`] when every host but the last one was waited for in vain.
const LAST_HOST: Duration = Duration::from_millis(1_100);

/// When a call ends without an answer.
#[derive(Clone, Copy)]
pub(super) struct Deadline {
    at: Instant,
    /// How much later it ends after something arrived.
    silence: Duration,
}

impl Deadline {
    /// The call ends after this time, or later as long as something arrives.
    pub(super) fn after(patience: Duration) -> Self {
        Self {
            at: Instant::now() + patience,
            silence: SILENCE,
        }
    }

    /// The call ends after this time, whatever arrives.
    pub(super) fn at_most(patience: Duration) -> Self {
        Self {
            silence: Duration::ZERO,
            ..Self::after(patience)
        }
    }

    /// Returns whether a lock can be waited for once more.
    pub(super) fn allows_a_lock(self) -> bool {
        Instant::now() + LOCK_PATIENCE <= self.at
    }
}

/// The settings of each connection. A lock is not waited for long enough to look like a server that is away, and a program that
/// has disappeared in a transaction, or does not take the answer any more, does not hold its locks for long.
const SETTINGS: &str = "SET search_path = auth_inner, pg_temp;
SET default_transaction_isolation = 'read committed';
SET lock_timeout = '700ms';
SET statement_timeout = '60s';
SET idle_in_transaction_session_timeout = '5s';
SET tcp_user_timeout = '5s';
SET TimeZone = 'UTC';";

const VERSION: &str = "SELECT number FROM auth_inner.version";

/// What an instant is stored relative to.
static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// A connection that is closed when it is dropped.
pub(super) struct Connection {
    client: tokio_postgres::Client,
    driver: AbortHandle,
    /// When the driver was last woken, in milliseconds since [`START`].
    heard: Arc<AtomicU64>,
    /// Whether an answer did not come.
    is_lost: Cell<bool>,
    statements: HashMap<&'static str, Statement>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.driver.abort();
    }
}

impl Connection {
    /// Connects to the first host that accepts it, beginning with the one at `host`, where its place is stored. `notified` is
    /// called after each notification, on the thread of the runtime, and dropped when the connection ends.
    pub(super) fn open(
        runtime: &Handle,
        options: &PostgresOptions,
        host: &AtomicUsize,
        tls: &Tls,
        notified: impl Fn() + Send + 'static,
        deadline: Deadline,
    ) -> Result<Self, PgError> {
        let mut configs = configs(options)?;
        let first = host.load(Relaxed);
        configs.rotate_left(first);
        let opening = runtime.spawn(open(configs, tls.clone()));
        let abort = opening.abort_handle();
        let (tried, (client, connection)) = match wait(opening, deadline, None) {
            Some(Ok(opened)) => opened?,
            Some(Err(error)) => return Err(PgError::Unavailable(error.to_string())),
            None => {
                abort.abort();
                return Err(no_answer());
            }
        };
        host.store((first + tried) % options.hosts.len(), Relaxed);
        let heard = Arc::new(AtomicU64::new(now()));
        let driver = runtime.spawn(drive(connection, Arc::clone(&heard), notified));
        let connection = Self {
            client,
            driver: driver.abort_handle(),
            heard,
            is_lost: Cell::new(false),
            statements: HashMap::new(),
        };
        connection.batch(SETTINGS, deadline)?;
        Ok(connection)
    }

    /// Returns `true` if the login can do everything on the server. Nothing that others have left in the database is used to
    /// find that out.
    #[cfg(feature = "app")]
    pub(super) fn is_superuser(&self, deadline: Deadline) -> Result<bool, PgError> {
        let rows = self.wait(self.client.simple_query("SHOW is_superuser"), deadline)?;
        let is_on = |message: &SimpleQueryMessage| match message {
            SimpleQueryMessage::Row(row) => row.get(0) == Some("on"),
            _ => false,
        };
        Ok(rows.iter().any(is_on))
    }

    /// Returns whether it can no longer be used.
    pub(super) fn is_closed(&self) -> bool {
        self.is_lost.get() || self.client.is_closed()
    }

    /// Closes it, so that it is not used again.
    pub(super) fn close(&self) {
        self.is_lost.set(true);
        self.driver.abort();
    }

    /// Returns an error unless the tables are those of this version.
    pub(super) fn check_version(&self, known: usize, deadline: Deadline) -> Result<(), PgError> {
        let rows = self.wait(self.client.simple_query(VERSION), deadline)?;
        compare(&rows, known)
    }

    /// Begins a transaction, in one round trip with a look at the version: another computer may have migrated the tables since
    /// the connection was opened (R109). The look comes before the transaction, whose first statement may choose its isolation.
    pub(super) fn begin(&self, known: usize, deadline: Deadline) -> Result<(), PgError> {
        let (mut version, mut begun) = (None, None);
        let mut look = pin!(self.client.simple_query(VERSION));
        let mut begin = pin!(self.client.batch_execute("BEGIN"));
        let both = poll_fn(|context| {
            poll_once(look.as_mut(), &mut version, context);
            poll_once(begin.as_mut(), &mut begun, context);
            match (version.take(), begun.take()) {
                (Some(Ok(rows)), Some(Ok(()))) => Poll::Ready(Ok(rows)),
                (Some(Err(error)), _) | (_, Some(Err(error))) => Poll::Ready(Err(error)),
                waiting => {
                    (version, begun) = waiting;
                    Poll::Pending
                }
            }
        });
        let begun = self.wait(both, deadline);
        let begun = begun.and_then(|rows| compare(&rows, known));
        if begun.is_err() {
            self.close();
        }
        begun
    }

    /// Runs one statement.
    pub(super) fn query(
        &mut self,
        sql: &'static str,
        values: &[&(dyn ToSql + Sync)],
        deadline: Deadline,
    ) -> Result<Vec<Row>, PgError> {
        let statement = self.prepared(sql, deadline)?;
        let values: Vec<_> = values.iter().copied().map(Hidden).collect();
        let values: Vec<_> = values.iter().map(|value| value as _).collect();
        self.wait(self.client.query(&statement, &values), deadline)
    }

    /// Runs one statement and returns how many rows it has changed.
    pub(super) fn execute(
        &mut self,
        sql: &'static str,
        values: &[&(dyn ToSql + Sync)],
        deadline: Deadline,
    ) -> Result<u64, PgError> {
        let statement = self.prepared(sql, deadline)?;
        let values: Vec<_> = values.iter().copied().map(Hidden).collect();
        let values: Vec<_> = values.iter().map(|value| value as _).collect();
        self.wait(self.client.execute(&statement, &values), deadline)
    }

    /// Runs statements without values.
    pub(super) fn batch(&self, sql: &str, deadline: Deadline) -> Result<(), PgError> {
        self.wait(self.client.batch_execute(sql), deadline)
    }

    /// Returns a statement as the server has parsed it, so that running it is one round trip from the second time on.
    fn prepared(&mut self, sql: &'static str, deadline: Deadline) -> Result<Statement, PgError> {
        if let Some(known) = self.statements.get(sql) {
            return Ok(known.clone());
        }
        let statement = self.wait(self.client.prepare(sql), deadline)?;
        self.statements.insert(sql, statement.clone());
        Ok(statement)
    }

    /// Waits for an answer. Without one the connection is closed, so that a late answer is never taken for another one's, and
    /// also after an error that is not expected: a statement that the server has forgotten is then prepared anew.
    fn wait<T>(
        &self,
        answer: impl Future<Output = Result<T, tokio_postgres::Error>>,
        deadline: Deadline,
    ) -> Result<T, PgError> {
        let answer = wait(answer, deadline, Some(&self.heard)).ok_or_else(no_answer);
        let answer = answer.and_then(|answer| answer.map_err(|error| PgError::of(&error)));
        if let Err(PgError::Unavailable(_)) = answer {
            self.close();
        }
        answer
    }
}

/// Polls a future until it has a result.
fn poll_once<F: Future>(
    future: Pin<&mut F>,
    result: &mut Option<F::Output>,
    context: &mut Context<'_>,
) {
    if result.is_none()
        && let Poll::Ready(done) = future.poll(context)
    {
        *result = Some(done);
    }
}

fn compare(rows: &[SimpleQueryMessage], known: usize) -> Result<(), PgError> {
    let number = rows.iter().find_map(|message| match message {
        SimpleQueryMessage::Row(row) => row.get(0)?.parse::<usize>().ok(),
        _ => None,
    });
    match number.map(|number| number.cmp(&known)) {
        Some(Ordering::Equal) => Ok(()),
        Some(Ordering::Greater) => Err(PgError::Newer),
        Some(Ordering::Less) | None => Err(PgError::Unprepared),
    }
}

fn no_answer() -> PgError {
    PgError::Unavailable("the server does not answer".to_owned())
}

fn now() -> u64 {
    u64::try_from(START.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// Returns the configuration of each host, with the password of this moment.
fn configs(options: &PostgresOptions) -> Result<Vec<(Host, Config)>, PgError> {
    let of = |host: &Host| -> Result<(Host, Config), PgError> {
        let mut config = Config::new();
        config
            .host(&host.name)
            .port(host.port)
            .user(&options.user)
            .dbname(&options.database)
            .application_name(&options.application)
            .keepalives_idle(Duration::from_secs(30))
            .keepalives_interval(Duration::from_secs(5))
            .keepalives_retries(2)
            .tcp_user_timeout(Duration::from_secs(5));
        if let Some(address) = host.address {
            config.hostaddr(address);
        }
        if let Some(password) = options.password_for(host)? {
            config.password(password.expose());
        }
        config.ssl_mode(if host.is_encrypted {
            SslMode::Require
        } else {
            SslMode::Disable
        });
        if options.needs_writes {
            config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        }
        Ok((host.clone(), config))
    };
    options.hosts.iter().map(of).collect()
}

type Opened = (
    tokio_postgres::Client,
    tokio_postgres::Connection<Socket, Encrypted>,
);

/// Tries the hosts in their order, and returns how many failed before. Returns the error of the last one if all fail.
async fn open(configs: Vec<(Host, Config)>, tls: Tls) -> Result<(usize, Opened), PgError> {
    let others = configs.len().saturating_sub(1);
    let each =
        PATIENCE.saturating_sub(LAST_HOST) / u32::try_from(others.max(1)).unwrap_or(u32::MAX);
    let mut last = no_answer();
    for (tried, (host, config)) in configs.into_iter().enumerate() {
        let patience = if tried < others { each } else { PATIENCE };
        match time::timeout(patience, config.connect(tls.clone())).await {
            Ok(Ok(opened)) => return Ok((tried, opened)),
            Ok(Err(error)) => last = PgError::of(&error),
            Err(_) => last = no_answer(),
        }
        tracing::warn!(host = host.name, error = %last, "PostgreSQL");
    }
    Err(last)
}

/// Reads and writes for a connection until it ends.
async fn drive(
    mut connection: tokio_postgres::Connection<Socket, Encrypted>,
    heard: Arc<AtomicU64>,
    notified: impl Fn() + Send + 'static,
) {
    let mut next = poll_fn(|context| {
        heard.store(now(), Relaxed);
        connection.poll_message(context)
    });
    while let Some(Ok(message)) = (&mut next).await {
        if let AsyncMessage::Notification(_) = message {
            notified();
        }
    }
}

/// Wakes a thread.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Blocks until there is a result, or until the deadline has passed and nothing was heard for some time. The runtime is another
/// thread's, so that this also works on a thread that belongs to a runtime of the app. The time before, in which this program
/// may have been busy with the last answer, is no silence.
fn wait<F: Future>(future: F, deadline: Deadline, heard: Option<&AtomicU64>) -> Option<F::Output> {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    let begun = now();
    loop {
        if let Poll::Ready(result) = future.as_mut().poll(&mut context) {
            return Some(result);
        }
        let heard = heard.map(|heard| Duration::from_millis(heard.load(Relaxed).max(begun)));
        let until = heard.map_or(deadline.at, |heard| {
            deadline.at.max(*START + heard + deadline.silence)
        });
        let left = until.checked_duration_since(Instant::now())?;
        thread::park_timeout(left);
    }
}
