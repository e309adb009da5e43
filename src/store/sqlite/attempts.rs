//! Failed attempts in the state database.

use std::sync::PoisonError;

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};

use crate::domain::throttle::Attempts;
use crate::service::ports::{AttemptKey, AttemptStore, StateError};
use crate::service::throttle::all_names_key;
use crate::store::attempt_limits::{KEPT_SECONDS, NAMES_MAX, forget_names};
use crate::store::sqlite::database::{SqliteState, truncate_log};

impl AttemptStore for SqliteState {
    fn attempts(
        &self,
        name: &AttemptKey,
        change: &dyn Fn(Attempts) -> Attempts,
    ) -> Result<Attempts, StateError> {
        let mut unwritten = self
            .unwritten
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let counted = unwritten.get(name).copied();
        let digest = self.name_digest()?;
        let names = (digest.of(name), digest.of(&all_names_key()));
        let (before, after) = self.with(|connection| {
            let work = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let before = match counted {
                Some(before) => before,
                None => read(&work, &self.slot, names.0)?,
            };
            let after = change(before);
            let written = write(&work, &self.slot, names, &after)
                .and_then(|forgotten| work.commit().map(|()| forgotten));
            match written {
                Ok(0) => Ok((before, None)),
                Ok(_) => truncate_log(connection).map(|()| (before, None)),
                Err(error) if is_full(&error) => Ok((before, Some(after))),
                Err(error) => Err(error),
            }
        })?;
        // On a full disk attempts are counted in memory: users can still sign in, and guessing gains no more
        // attempts than a restart gives (R70).
        match after {
            Some(after) => {
                unwritten.insert(name.clone(), after);
                forget_names(&mut unwritten, after.seen_at);
            }
            None => {
                unwritten.remove(name);
            }
        }
        Ok(before)
    }

    fn attempts_of(&self, names: &[AttemptKey]) -> Result<Vec<Attempts>, StateError> {
        let unwritten = self
            .unwritten
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let digest = self.name_digest()?;
        self.with(|connection| {
            let work = connection.transaction()?;
            let found = names.iter().map(|name| match unwritten.get(name) {
                Some(attempts) => Ok(*attempts),
                None => read(&work, &self.slot, digest.of(name)),
            });
            found.collect()
        })
    }
}

fn read(
    connection: &Connection,
    slot: &str,
    stored_name: [u8; 32],
) -> Result<Attempts, rusqlite::Error> {
    let query = "SELECT failures, locked_for, seen_at, last_sign_in
                 FROM attempt WHERE slot = ?1 AND name = ?2";
    let mut query = connection.prepare_cached(query)?;
    let found = query.query_row(params![slot, stored_name], attempts);
    Ok(found.optional()?.unwrap_or_default())
}

/// Writes attempts, and forgets names that are old or beyond the limits, as [`forget_names`] does, or have no attempts.
/// Returns the number of names that were forgotten. `all_names` is what the failures of all names are stored under.
fn write(
    connection: &Connection,
    slot: &str,
    (stored_name, all_names): ([u8; 32], [u8; 32]),
    after: &Attempts,
) -> Result<usize, rusqlite::Error> {
    if *after == Attempts::default() {
        let statement = "DELETE FROM attempt WHERE slot = ?1 AND name = ?2";
        return connection.execute(statement, params![slot, stored_name]);
    }
    connection.execute(
        "INSERT OR REPLACE INTO attempt
         (slot, name, failures, locked_for, seen_at, last_sign_in)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            slot,
            stored_name,
            after.failures,
            after.locked_for,
            after.seen_at,
            after.last_sign_in,
        ],
    )?;
    let oldest = after.seen_at - KEPT_SECONDS;
    let unlocked = connection.execute(
        "DELETE FROM attempt WHERE slot = ?1 AND last_sign_in IS NULL AND locked_for = 0 AND name <> ?4
         AND seen_at < max(?3, ifnull((SELECT seen_at FROM attempt
             WHERE slot = ?1 AND last_sign_in IS NULL AND locked_for = 0
             ORDER BY seen_at DESC LIMIT 1 OFFSET ?2), ?3))",
        params![slot, NAMES_MAX - 1, oldest, all_names],
    )?;
    let locked = connection.execute(
        "DELETE FROM attempt WHERE slot = ?1 AND last_sign_in IS NULL AND locked_for > 0
         AND seen_at + locked_for <= ?3
         AND seen_at + locked_for < max(?4, ifnull((SELECT seen_at + locked_for FROM attempt
             WHERE slot = ?1 AND last_sign_in IS NULL AND locked_for > 0
             ORDER BY seen_at + locked_for DESC LIMIT 1 OFFSET ?2), ?4))",
        params![slot, NAMES_MAX - 1, after.seen_at, oldest],
    )?;
    Ok(unlocked + locked)
}

fn is_full(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull)
}

fn attempts(row: &Row<'_>) -> Result<Attempts, rusqlite::Error> {
    Ok(Attempts {
        failures: row.get(0)?,
        locked_for: row.get(1)?,
        seen_at: row.get(2)?,
        last_sign_in: row.get(3)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::timestamp::Timestamp;

    const NAME: AttemptKey = AttemptKey([7; 32]);

    #[test]
    fn attempts_survive_restarts_and_are_separate_for_each_credential_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.db");
        let one_more = |attempts: Attempts| Attempts {
            failures: attempts.failures + 1,
            seen_at: Timestamp::from_seconds(5),
            ..attempts
        };
        for n in 0..3 {
            let before = SqliteState::new(&path, "a").attempts(&NAME, &one_more);
            assert_eq!(before.map(|before| before.failures), Ok(n));
        }
        let other = SqliteState::new(&path, "b").attempts(&NAME, &one_more);
        assert_eq!(other, Ok(Attempts::default()));
    }

    #[test]
    fn no_attempt_is_lost_when_many_are_made_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.db");
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let state = SqliteState::new(&path, "a");
                    for _ in 0..25 {
                        let one_more = |attempts: Attempts| Attempts {
                            failures: attempts.failures + 1,
                            ..attempts
                        };
                        state.attempts(&NAME, &one_more).expect("counted");
                    }
                });
            }
        });
        let state = SqliteState::new(&path, "a");
        let counted = state.attempts(&NAME, &|attempts| attempts).expect("read");
        assert_eq!(counted.failures, 100);
    }

    #[test]
    fn r87_nothing_of_a_forgotten_name_is_left_in_the_files_while_the_program_runs() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = SqliteState::new(folder.path().join("state.db"), "a");
        let seen = |days: i64| {
            move |_: Attempts| Attempts {
                failures: 1,
                seen_at: Timestamp::from_seconds(days * 86_400),
                ..Attempts::default()
            }
        };
        state.attempts(&NAME, &seen(1_000)).expect("counted");
        let digest = state.name_digest().expect("a key").of(&NAME);
        let is_somewhere = || {
            let files = std::fs::read_dir(folder.path()).expect("listed");
            let mut bytes =
                files.map(|file| std::fs::read(file.expect("there").path()).expect("read"));
            bytes.any(|bytes| bytes.windows(digest.len()).any(|window| window == digest))
        };
        assert!(is_somewhere());
        let another = AttemptKey([8; 32]);
        state.attempts(&another, &seen(2_000)).expect("counted");
        assert!(!is_somewhere(), "forgotten by its age");
        state.attempts(&NAME, &seen(2_000)).expect("counted");
        assert!(is_somewhere());
        let forgotten = state.attempts(&NAME, &|_| Attempts::default());
        assert_eq!(forgotten.map(|before| before.failures), Ok(1));
        assert!(!is_somewhere(), "forgotten with the account");
    }

    #[test]
    fn invented_names_are_limited_and_flush_no_lockout() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.db");
        let state = SqliteState::new(&path, "a");
        let now = Timestamp::from_seconds(1_800_000_000);
        let insert = |from: u32, count: u32, locked_for: u32, seen_at: Timestamp| {
            let statement = "INSERT INTO attempt
                WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1 + ?2)
                SELECT 'a', CAST(printf('%032d', i) AS BLOB), 5, ?3, ?4 + i, NULL FROM n";
            let values = params![from, count, locked_for, seen_at];
            let inserted = state.with(|connection| connection.execute(statement, values));
            assert_eq!(inserted, Ok(count as usize));
        };
        let locked = || {
            let query = "SELECT count(*), count(*) FILTER (WHERE locked_for > 0) FROM attempt";
            let counted = state.with(|connection| {
                connection.query_row(query, [], |row| {
                    Ok((row.get::<_, u32>(0)?, row.get::<_, u32>(1)?))
                })
            });
            let (all, locked) = counted.expect("read");
            (all as usize, locked as usize)
        };
        let failed = |attempts: Attempts| Attempts {
            failures: 1,
            seen_at: now,
            ..attempts
        };
        let failures = |attempts: Attempts| Attempts {
            failures: 59,
            seen_at: now - 86_400,
            ..attempts
        };
        state
            .attempts(&all_names_key(), &failures)
            .expect("counted");
        insert(0, 100, 30, now - 86_400);
        insert(100, 2 * NAMES_MAX, 0, now - 40_000);
        state.attempts(&NAME, &failed).expect("counted");
        let all_names = state.attempts_of(&[all_names_key()]).expect("read");
        assert_eq!(all_names[0].failures, 59, "R86");
        // The failures of all names are beside the limit.
        assert_eq!(locked(), (NAMES_MAX as usize + 101, 100));
        insert(50_000, NAMES_MAX, 80_000, now - 100_000);
        state.attempts(&NAME, &failed).expect("counted");
        let kept = NAMES_MAX as usize;
        assert_eq!(
            locked(),
            (2 * kept + 1, kept),
            "those that ended first are forgotten"
        );
        insert(80_000, NAMES_MAX, 80_000, now - 140_000);
        state.attempts(&NAME, &failed).expect("counted");
        assert_eq!(locked().1, 2 * kept, "all of these are locked");
    }
}
