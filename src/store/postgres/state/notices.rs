//! Notices on the server: a user is notified at the next sign-in, on whichever computer.

use crate::domain::timestamp::Timestamp;
use crate::service::ports::{AccountEvent, AttemptKey, NoticeStore, StateError};
use crate::store::kept::NOTICES_MAX;
use crate::store::postgres::client::column;
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
        let found = self.client.query(
            "SELECT number, word, at FROM auth_inner.notice WHERE who = $1 ORDER BY number",
            &[&who.0.as_slice()],
        )?;
        let (mut numbers, mut notices) = (Vec::<i64>::new(), Vec::new());
        for row in &found {
            numbers.push(column(row, "number")?);
            // A word of a later version is nothing that this one can say.
            if let Some(event) = AccountEvent::parse(column(row, "word")?) {
                notices.push((event, timestamp(row, "at")?));
            }
        }
        if !numbers.is_empty() {
            let statement = "DELETE FROM auth_inner.notice WHERE number = ANY($1)";
            // If this fails, or only its answer is lost, users are notified once too often rather than never.
            if let Err(error) = self.client.query(statement, &[&numbers]) {
                tracing::warn!(%error, "notices stay for the next sign-in");
            }
        }
        Ok(notices)
    }
}
