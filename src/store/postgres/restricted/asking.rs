//! An attempt: how it is sent, and how its verdict is waited for.

use std::time::{Duration, Instant};

use tokio_postgres::types::ToSql;

use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{AuthorityError, Cancellation, StoreError, Verdict};
use crate::store::postgres::client::column;
use crate::store::postgres::connection::calls::{Answers, Call};
use crate::store::postgres::error::PgError;
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::functions::VERDICT;
use crate::store::postgres::restricted::registry::Token;
use crate::store::postgres::restricted::verdict::{Right, Told, told};
use crate::store::postgres::state::rows::one;

/// How long a verdict is waited for: longer than the longest delay after many failures.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

/// A password or a code that is tried.
pub(super) struct Attempt<'a> {
    pub(super) ticket: &'a Token,
    pub(super) cancelled: &'a Cancellation,
}

impl RestrictedServer {
    /// Sends an attempt with this call, and returns what the server says of it. After an error it may have begun a session all
    /// the same.
    ///
    /// The attempt is counted before the verdict is told, so that the verdict is asked for several times in the same round trip:
    /// first the server sees to it that the attempt is on its disk, which it is already unless other computers are busy, then it
    /// records the verdict, and last it tells it.
    pub(super) fn verdict(
        &self,
        attempt: &Attempt<'_>,
        call: Call<'_>,
    ) -> Result<Verdict<Right>, AuthorityError> {
        self.verdict_as(attempt, call, told)
    }

    /// Does the same with an answer that is understood in this way.
    pub(super) fn verdict_as<T>(
        &self,
        attempt: &Attempt<'_>,
        call: Call<'_>,
        told: impl Fn(&str, &[u8; 32], (Timestamp, &TimeZone)) -> Option<Told<T>>,
    ) -> Result<Verdict<T>, AuthorityError> {
        let clock = &self.0.clock;
        let begun = clock.elapsed();
        let verdict: [&(dyn ToSql + Sync); 1] = [&attempt.ticket.as_bytes()];
        let ask: Call<'_> = (VERDICT, &verdict);
        let mut answer = self.last_text(&[call, ask, ask, ask])?;
        loop {
            let ticket = attempt.ticket.ticket();
            let wait = match told(&answer, ticket, (clock.now(), &clock.time_zone())) {
                Some(Told::Verdict(verdict)) => return Ok(verdict),
                Some(Told::Wait(wait)) => wait,
                None => return Err(not_understood().into()),
            };
            if clock.elapsed().saturating_sub(begun) > PATIENCE {
                let reason = "the server gives no answer".to_owned();
                return Err(StoreError::Unavailable(reason).into());
            }
            clock.wait(wait, attempt.cancelled);
            if attempt.cancelled.is_cancelled() {
                return Err(AuthorityError::Left);
            }
            answer = self.last_text(&[ask, ask, ask])?;
        }
    }

    /// Makes these calls in one round trip, and returns the text that the last one returns. They are made again if an answer was
    /// lost: the server does the same only once under one ticket.
    pub(super) fn last_text(&self, calls: &[Call<'_>]) -> Result<String, PgError> {
        let begun = Instant::now();
        let all = |answers: Answers| answers.into_iter().collect::<Result<Vec<_>, _>>();
        let rows = match all(self.0.client.pipeline(calls)?) {
            Err(PgError::Unavailable(_)) => all(self.0.client.pipeline_after(begun, calls)?),
            rows => rows,
        };
        let rows = rows?.pop().unwrap_or_default();
        Ok(column::<&str>(one(&rows)?, "verdict")?.to_owned())
    }
}

/// Returns the error of an answer that this program does not understand.
pub(super) fn not_understood() -> StoreError {
    StoreError::Unreadable("the answer of the server is not understood".to_owned())
}
