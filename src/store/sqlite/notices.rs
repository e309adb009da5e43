//! Notices in the state database.

use rusqlite::{Row, params};

use crate::domain::timestamp::Timestamp;
use crate::service::ports::{AccountEvent, AttemptKey, NoticeStore, StateError};
use crate::store::kept::NOTICES_MAX;
use crate::store::sqlite::database::SqliteState;

impl NoticeStore for SqliteState {
    fn tell(&self, who: &AttemptKey, event: AccountEvent, at: Timestamp) -> Result<(), StateError> {
        self.tell_all(std::slice::from_ref(who), event, at)
    }

    fn tell_all(
        &self,
        whom: &[AttemptKey],
        event: AccountEvent,
        at: Timestamp,
    ) -> Result<(), StateError> {
        self.atomically(|work| {
            for who in whom {
                work.execute(
                    "INSERT INTO event (slot, who, word, at) VALUES (?1, ?2, ?3, ?4)",
                    params![self.slot, who.0, event.word(), at],
                )?;
                work.execute(
                    "DELETE FROM event WHERE number IN (SELECT number FROM event
                     WHERE slot = ?1 AND who = ?2 ORDER BY number DESC LIMIT -1 OFFSET ?3)",
                    params![self.slot, who.0, NOTICES_MAX],
                )?;
            }
            Ok(())
        })
    }

    fn take(&self, who: &AttemptKey) -> Result<Vec<(AccountEvent, Timestamp)>, StateError> {
        self.with(|connection| {
            let mut query = connection.prepare_cached(
                "DELETE FROM event WHERE slot = ?1 AND who = ?2 RETURNING number, word, at",
            )?;
            let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            let rows = query.query_map(params![self.slot, who.0], row)?;
            let mut rows: Vec<(i64, String, Timestamp)> = rows.collect::<Result<_, _>>()?;
            rows.sort_unstable();
            let event =
                |(_, word, at): (i64, String, Timestamp)| Some((AccountEvent::parse(&word)?, at));
            Ok(rows.into_iter().filter_map(event).collect())
        })
    }
}
