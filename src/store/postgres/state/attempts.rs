//! Failed attempts on the server, so that each counts once on all computers together.

use std::collections::HashMap;

use tokio_postgres::Row;

use crate::domain::throttle::Attempts;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{AttemptKey, AttemptStore, StateError};
use crate::service::throttle::all_names_key;
use crate::store::attempt_limits::{KEPT_SECONDS, NAMES_MAX};
use crate::store::postgres::client::{Tx, column};
use crate::store::postgres::error::PgError;
use crate::store::postgres::state::PostgresState;
use crate::store::postgres::state::rows::{bytes, count, one, timestamp};

/// How far the clocks of two computers may be apart, in seconds.
const CLOCKS_APART: i64 = 5 * 60;

/// Deletes the names beyond the limit `$1` and those that are older than `$2`, by the clocks of the computers and by that of the
/// server, except `$4` and what is locked at the time `$3` of this computer or `$5` of the server.
const FORGET: &str = "WITH first_kept AS MATERIALIZED (SELECT
         (SELECT seen_at FROM auth_inner.attempts WHERE last_sign_in IS NULL AND locked_for = 0
             ORDER BY seen_at DESC LIMIT 1 OFFSET $1) AS never_locked,
         (SELECT seen_at + locked_for FROM auth_inner.attempts WHERE last_sign_in IS NULL AND locked_for > 0
             ORDER BY seen_at + locked_for DESC LIMIT 1 OFFSET $1) AS locked),
     never_locked AS (
         SELECT name FROM auth_inner.attempts WHERE last_sign_in IS NULL AND locked_for = 0 AND name <> $4
         AND seen_at < greatest($2, (SELECT k.never_locked FROM first_kept AS k))
         AND (written_at < $2 OR seen_at < (SELECT k.never_locked FROM first_kept AS k))
         FOR UPDATE SKIP LOCKED),
     locked AS (
         SELECT name FROM auth_inner.attempts WHERE last_sign_in IS NULL AND locked_for > 0
         AND seen_at + locked_for <= $3 AND written_at + locked_for <= $5
         AND seen_at + locked_for < greatest($2, (SELECT k.locked FROM first_kept AS k))
         AND (written_at + locked_for < $2 OR seen_at + locked_for < (SELECT k.locked FROM first_kept AS k))
         FOR UPDATE SKIP LOCKED)
     DELETE FROM auth_inner.attempts
     WHERE name = ANY (ARRAY(TABLE never_locked UNION ALL TABLE locked))";

impl AttemptStore for PostgresState {
    fn attempts(
        &self,
        name: &AttemptKey,
        change: &dyn Fn(Attempts) -> Attempts,
    ) -> Result<Attempts, StateError> {
        let digest = self.name_digest()?;
        let (name, all_names) = (digest.of(name), digest.of(&all_names_key()));
        self.atomically(|work| {
            // Locks the row, also one that is new, until the end of the transaction.
            let locked = work.query(
                "INSERT INTO auth_inner.attempts AS a (name, failures, locked_for, seen_at)
                 VALUES ($1, 0, 0, 0)
                 ON CONFLICT (name) DO UPDATE SET name = excluded.name
                 RETURNING a.failures, a.locked_for, a.seen_at, a.last_sign_in, a.written_at,
                     floor(extract(epoch FROM clock_timestamp()))::bigint AS now",
                &[&name.as_slice()],
            )?;
            let row = one(&locked)?;
            let now: i64 = column(row, "now")?;
            let passed = now - column::<i64>(row, "written_at")?;
            let before = bounded(attempts(row)?, change, passed);
            let after = not_set_back(before, change(before));
            let seen_at = before.seen_at;
            let is_same = before == (Attempts { seen_at, ..after });
            if before.locked_for > 0 && passed == 0 && is_same {
                // Less than a second has passed on the server. It is not lost, however often a computer looks.
                return Ok(before);
            }
            write(work, (&name, &all_names), &after, now)?;
            Ok(before)
        })
    }

    fn attempts_of(&self, names: &[AttemptKey]) -> Result<Vec<Attempts>, StateError> {
        let digest = self.name_digest()?;
        let names: Vec<_> = names.iter().map(|name| digest.of(name)).collect();
        let keys: Vec<_> = names.iter().map(<[u8; 32]>::as_slice).collect();
        let rows = self.client.query(
            "SELECT failures, locked_for, seen_at, last_sign_in, name
             FROM auth_inner.attempts WHERE name = ANY($1)",
            &[&keys],
        )?;
        let found = rows
            .iter()
            .map(|row| Ok((bytes(row, "name")?, attempts(row)?)));
        let found: HashMap<[u8; 32], Attempts> = found.collect::<Result<_, PgError>>()?;
        let of = |name| found.get(name).copied().unwrap_or_default();
        Ok(names.iter().map(of).collect())
    }
}

/// Returns attempts for which `change` counts no more time of a lockout than has `passed` on the server: otherwise a computer
/// whose clock is ahead would end it early, and two whose clocks differ would count the difference again and again. If they were
/// written by a clock that is ahead of that of this computer, the time is that of the server: otherwise it would start over.
fn bounded(mut attempts: Attempts, change: &dyn Fn(Attempts) -> Attempts, passed: i64) -> Attempts {
    if attempts.locked_for > 0 {
        let now = change(attempts).seen_at;
        let earliest = now - passed.max(0);
        attempts.seen_at = if attempts.seen_at > now {
            earliest
        } else {
            attempts.seen_at.max(earliest)
        };
    }
    attempts
}

/// Returns the attempts after a change by a computer whose clock is behind: without a lockout, the time up to which failures
/// have expired stays, so that they do not expire twice. A clock that differs by more was set back (R22).
fn not_set_back(before: Attempts, mut after: Attempts) -> Attempts {
    let back = before.seen_at - after.seen_at;
    if after.locked_for == 0 && (1..=CLOCKS_APART).contains(&back) {
        after.seen_at = before.seen_at;
    }
    after
}

/// Writes attempts, and forgets names that are old or beyond the limits, as [`crate::store::attempt_limits::forget_names`]
/// does, or have no attempts. What was written a short time ago by the clock of the server, which shows `now`, is not old, whatever
/// the clock of the computer showed that wrote it. `all_names` is what the failures of all names are stored under.
fn write(
    work: &mut Tx<'_>,
    (name, all_names): (&[u8], &[u8]),
    after: &Attempts,
    now: i64,
) -> Result<(), PgError> {
    if *after == Attempts::default() {
        work.execute("DELETE FROM auth_inner.attempts WHERE name = $1", &[&name])?;
        return Ok(());
    }
    let seen_at = after.seen_at.as_seconds();
    work.execute(
        "UPDATE auth_inner.attempts
         SET failures = $2, locked_for = $3, seen_at = $4, last_sign_in = $5, written_at = $6
         WHERE name = $1",
        &[
            &name,
            &i64::from(after.failures),
            &i64::from(after.locked_for),
            &seen_at,
            &after.last_sign_in.map(Timestamp::as_seconds),
            &now,
        ],
    )?;
    // What is locked is in use: another computer forgets it, and none waits for another.
    let (most, oldest) = (i64::from(NAMES_MAX) - 1, now - KEPT_SECONDS);
    work.execute(FORGET, &[&most, &oldest, &seen_at, &all_names, &now])?;
    Ok(())
}

fn attempts(row: &Row) -> Result<Attempts, PgError> {
    let last_sign_in: Option<i64> = column(row, "last_sign_in")?;
    Ok(Attempts {
        failures: count(row, "failures")?,
        locked_for: count(row, "locked_for")?,
        seen_at: timestamp(row, "seen_at")?,
        last_sign_in: last_sign_in.map(Timestamp::from_seconds),
    })
}
