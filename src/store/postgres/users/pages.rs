//! Reads the rows of users, a page at a time, and makes users of them meanwhile: of very many, that takes the longest.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use tokio_postgres::Row;

use crate::domain::user::User;
use crate::service::ports::StoreError;
use crate::store::postgres::client::{Tx, column};
use crate::store::postgres::state::rows::account;
use crate::store::postgres::users::rows::{self, damaged};

/// Number of users in one answer, so that a slow connection has the time limit for each of these, not for all users.
const PAGE: i64 = 5_000;

/// How many further threads there are for the rows, at most. More would wait for the server.
const THREADS: usize = 3;

/// A user and their position.
pub(super) type Placed = (i64, User);

/// Rows of users, and where they belong among the others.
type Page = (usize, Vec<Row>);

/// Returns the users that changes after this one have written, in the order of the changes, and of one in that of the users.
pub(super) fn read_changed(tx: &mut Tx<'_>, since: i64) -> Result<Vec<Placed>, StoreError> {
    let mut last = (since, i64::MAX);
    let mut next = || -> Result<Vec<Row>, StoreError> {
        let rows = tx.query(
            "SELECT seq, position, id, name_key, record::text AS record FROM auth_inner.account \
             WHERE (seq, position) > ($1, $2) ORDER BY seq, position LIMIT $3",
            &[&last.0, &last.1, &PAGE],
        )?;
        if let Some(row) = rows.last() {
            last = (column(row, "seq")?, column(row, "position")?);
        }
        Ok(rows)
    };
    let first = next()?;
    if is_last(&first) {
        return first.iter().map(placed).collect();
    }
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    in_threads(first, next, threads.saturating_sub(1).min(THREADS))
}

fn is_last(page: &[Row]) -> bool {
    i64::try_from(page.len()).is_ok_and(|read| read < PAGE)
}

/// Reads further pages while other threads make users of those that were read. What they do not keep up with is done here.
fn in_threads(
    first: Vec<Row>,
    mut next: impl FnMut() -> Result<Vec<Row>, StoreError>,
    threads: usize,
) -> Result<Vec<Placed>, StoreError> {
    let (sender, receiver) = sync_channel(2 * threads);
    let waiting = Mutex::new(receiver);
    let mut made = thread::scope(|scope| {
        let work = || work_off(&waiting);
        let others: Vec<_> = (0..threads)
            .map_while(|_| thread::Builder::new().spawn_scoped(scope, work).ok())
            .collect();
        let read = hand_out(first, &mut next, sender);
        let mut made = work_off(&waiting)?;
        for other in others {
            made.extend(other.join().unwrap_or_else(|_| Err(damaged("a user")))?);
        }
        made.extend(read?);
        Ok::<_, StoreError>(made)
    })?;
    made.sort_unstable_by_key(|(number, _)| *number);
    Ok(made.into_iter().flat_map(|(_, users)| users).collect())
}

/// Users of pages, each with its number.
type Made = Vec<(usize, Vec<Placed>)>;

/// Reads all pages, and hands them to other threads. Returns those that were made here meanwhile.
fn hand_out(
    first: Vec<Row>,
    next: &mut impl FnMut() -> Result<Vec<Row>, StoreError>,
    sender: SyncSender<Page>,
) -> Result<Made, StoreError> {
    let (mut page, mut made) = (first, Vec::new());
    for number in 0.. {
        let was_last = is_last(&page);
        match sender.try_send((number, page)) {
            Ok(()) => {}
            Err(TrySendError::Full(page) | TrySendError::Disconnected(page)) => {
                made.push(users_of(page)?);
            }
        }
        if was_last {
            break;
        }
        page = next()?;
    }
    // The others end when there are no more pages.
    drop(sender);
    Ok(made)
}

/// Makes users of the pages that wait, until there are no more.
fn work_off(waiting: &Mutex<Receiver<Page>>) -> Result<Made, StoreError> {
    let mut made = Vec::new();
    loop {
        let page = waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        match page {
            Ok(page) => made.push(users_of(page)?),
            Err(_) => return Ok(made),
        }
    }
}

fn users_of((number, rows): Page) -> Result<(usize, Vec<Placed>), StoreError> {
    let users = rows.iter().map(placed).collect::<Result<_, _>>();
    Ok((number, users?))
}

fn placed(row: &Row) -> Result<Placed, StoreError> {
    let (name_key, record) = (column(row, "name_key")?, column(row, "record")?);
    let user = rows::user_of(account(row, "id")?, name_key, record);
    let user = user.ok_or_else(|| damaged("a username"))?;
    Ok((column(row, "position")?, user))
}
