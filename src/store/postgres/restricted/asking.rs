//! An attempt: how it is sent, and how its verdict is waited for.

use std::time::{Duration, Instant};

use tokio_postgres::types::ToSql;

use crate::domain::time_zone::TimeZone;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{AuthorityError, Cancellation, StoreError, Verdict};
use crate::store::postgres::client::column;
use crate::store::postgres::connection::calls::Call;
use crate::store::postgres::error::PgError;
use crate::store::postgres::restricted::RestrictedServer;
use crate::store::postgres::restricted::functions::VERDICT;
use crate::store::postgres::restricted::registry::Token;
use crate::store::postgres::restricted::verdict::{Right, Told, told};
use crate::store::postgres::state::rows::one;

/// How often an attempt is made that other computers come in the way of.
const TRIES: usize = 5;

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
    /// lost or another computer came in between: the server does the same only once under one ticket.
    pub(super) fn last_text(&self, calls: &[Call<'_>]) -> Result<String, PgError> {
        let begun = Instant::now();
        let mut is_second = false;
        let mut tries = 1;
        loop {
            let answers = if is_second {
                self.0.client.pipeline_after(begun, calls)?
            } else {
                self.0.client.pipeline(calls)?
            };
            let rows = answers.into_iter().collect::<Result<Vec<_>, _>>();
            match rows {
                Err(PgError::Unavailable(_)) if !is_second => is_second = true,
                Err(PgError::Busy) if tries < TRIES && begun.elapsed() < Duration::from_secs(2) => {
                    tries += 1;
                }
                rows => {
                    let rows = rows?.pop().unwrap_or_default();
                    return column::<&str>(one(&rows)?, "verdict").map(str::to_owned);
                }
            }
        }
    }
}

/// Returns the error of an answer that this program does not understand.
pub(super) fn not_understood() -> StoreError {
    StoreError::Unreadable("the answer of the server is not understood".to_owned())
}
