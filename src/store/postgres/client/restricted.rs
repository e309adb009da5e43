//! The client of a restricted computer.

use std::time::Instant;

use crate::store::postgres::address::PostgresOptions;
use crate::store::postgres::client::{Client, Rights, TRIES, locked};
use crate::store::postgres::connection::Deadline;
use crate::store::postgres::connection::calls::{Answers, Call};
use crate::store::postgres::error::PgError;

impl Client {
    /// Creates a client of a restricted computer, whose login may call the functions of the schema `auth` and read no table: for
    /// [`RestrictedServer`](crate::store::postgres::RestrictedServer). It does not connect yet, so the server need not be running.
    ///
    /// # Errors
    /// - [`PgError::Address`] if there are no certificates to trust.
    /// - [`PgError::Unavailable`] if no thread can be started.
    pub fn restricted(options: &PostgresOptions) -> Result<Self, PgError> {
        Self::later_restricted(options.clone()).with_means()
    }

    /// Does the same for a restricted computer.
    pub(crate) fn later_restricted(options: PostgresOptions) -> Self {
        Self::with_rights(options, Rights::Functions)
    }

    /// Runs statements one after the other, each in a transaction of its own, in one round trip. Those that other
    /// programs come in the way of, and what follows them, are tried again. If an answer is lost, the statement may have been run.
    ///
    /// # Errors
    /// The [`PgError`] if none was sent.
    pub(in crate::store::postgres) fn pipeline(
        &self,
        calls: &[Call<'_>],
    ) -> Result<Answers, PgError> {
        self.pipeline_within(self.deadline(), calls)
    }

    /// Does the same after an answer was lost to statements that were sent at `begun`. Both together end within three seconds.
    pub(in crate::store::postgres) fn pipeline_after(
        &self,
        begun: Instant,
        calls: &[Call<'_>],
    ) -> Result<Answers, PgError> {
        self.pipeline_within(Self::second_deadline(begun), calls)
    }

    fn pipeline_within(&self, deadline: Deadline, calls: &[Call<'_>]) -> Result<Answers, PgError> {
        let mut connection = self.take(deadline)?;
        let mut answers = connection.pipeline(calls, deadline);
        for _ in 1..TRIES {
            let is_busy = |answer: &Result<_, _>| matches!(answer, Err(PgError::Busy));
            let done = answers.iter().position(is_busy);
            let Some(done) = done.filter(|_| deadline.allows_a_lock()) else {
                break;
            };
            answers.truncate(done);
            answers.extend(connection.pipeline(calls.get(done..).unwrap_or_default(), deadline));
        }
        self.put_back(connection);
        Ok(answers)
    }

    /// Closes the connections that are not used, so that the version is looked at before the next call.
    pub(in crate::store::postgres) fn greet_anew(&self) {
        locked(&self.0.idle).clear();
    }
}
