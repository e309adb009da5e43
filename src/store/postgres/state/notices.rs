//! Notices on the server: a user is notified once, on whichever computer.

use crate::domain::timestamp::Timestamp;
use crate::service::ports::{AccountEvent, AttemptKey, NoticeStore, StateError};
use crate::store::kept::NOTICES_MAX;
use crate::store::postgres::client::column;
use crate::store::postgres::error::PgError;
use crate::store::postgres::state::PostgresState;
use crate::store::postgres::state::rows::timestamp;

impl NoticeStore for PostgresState {
    fn tell(&self, who: &AttemptKey, event: AccountEvent, at: Timestamp) -> Result<(), StateError> {
        self.tell_all(std::slice::from_ref(who), event, at)
    }

    fn tell_all(
        &self,
        whom: &[AttemptKey],
        event: AccountEvent,
        at: Timestamp,
    ) -> Result<(), StateError> {
        let whom: Vec<_> = whom.iter().map(|who| who.0.as_slice()).collect();
        self.atomically(|work| {
            work.execute(
                "INSERT INTO auth_inner.notice (who, word, at) SELECT unnest($1::bytea[]), $2::text, $3::bigint",
                &[&whom, &event.word(), &at.as_seconds()],
            )?;
            work.execute(
                "DELETE FROM auth_inner.notice WHERE number IN (
                     SELECT number FROM (
                         SELECT number, row_number() OVER (PARTITION BY who ORDER BY number DESC) AS place
                         FROM auth_inner.notice WHERE who = ANY($1)) AS latest
                     WHERE place > $2)",
                &[&whom, &i64::from(NOTICES_MAX)],
            )?;
            Ok(())
        })
    }

    fn take(&self, who: &AttemptKey) -> Result<Vec<(AccountEvent, Timestamp)>, StateError> {
        let taken = self.client.query(
            "DELETE FROM auth_inner.notice WHERE who = $1 RETURNING number, word, at",
            &[&who.0.as_slice()],
        )?;
        let notice = |row| {
            Ok((
                column(row, "number")?,
                column(row, "word")?,
                timestamp(row, "at")?,
            ))
        };
        let notices = taken.iter().map(notice);
        let mut notices: Vec<(i64, &str, Timestamp)> = notices.collect::<Result<_, PgError>>()?;
        notices.sort_unstable();
        // A word of a later version is nothing that this one can say.
        let event = |(_, word, at)| Some((AccountEvent::parse(word)?, at));
        Ok(notices.into_iter().filter_map(event).collect())
    }
}
