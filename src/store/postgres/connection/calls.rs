//! What a restricted computer asks: functions, several of them in one round trip.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use crate::store::postgres::connection::{
    Connection, Deadline, compare, no_answer, poll_once, wait,
};
use crate::store::postgres::error::{FunctionRefusal, PgError};
use crate::store::postgres::hidden::Hidden;

/// What is asked in place of the table with the version. The server notes the last contact.
const HELLO: &str = concat!(
    "SELECT auth.hello('",
    env!("CARGO_PKG_VERSION"),
    "')->>'version'"
);

/// One statement with its values.
pub(in crate::store::postgres) type Call<'a> = (&'static str, &'a [&'a (dyn ToSql + Sync)]);

/// What each call of several has returned.
pub(in crate::store::postgres) type Answers = Vec<Result<Vec<Row>, PgError>>;

impl Connection {
    /// Returns an error unless the functions are those of this version, and the computer may call them. Has the server parse the
    /// statements that are used most, in the same round trip.
    pub(in crate::store::postgres) fn hello(
        &mut self,
        (known, used): (usize, &[&'static str]),
        deadline: Deadline,
    ) -> Result<(), PgError> {
        let parsing = used.iter().map(|sql| self.client.prepare(sql)).collect();
        let (mut told, mut parsed) = (None, None);
        let mut hello = pin!(self.client.simple_query(HELLO));
        let mut parsing = pin!(together(parsing));
        let both = poll_fn(|context| {
            poll_once(hello.as_mut(), &mut told, context);
            poll_once(parsing.as_mut(), &mut parsed, context);
            match (told.take(), parsed.take()) {
                (Some(told), Some(parsed)) => Poll::Ready(told.map(|told| (told, parsed))),
                waiting => {
                    (told, parsed) = waiting;
                    Poll::Pending
                }
            }
        });
        let both = self.wait(both, deadline).map_err(|error| match error {
            PgError::Function(FunctionRefusal::NotAllowed) => PgError::Denied(error.to_string()),
            other => other,
        })?;
        let (told, parsed) = both;
        compare(&told, known)?;
        let parsed = used.iter().copied().zip(parsed);
        let parsed = parsed.filter_map(|(sql, parsed)| Some((sql, parsed.ok()?)));
        self.statements.extend(parsed);
        Ok(())
    }

    /// Runs statements one after the other, each in a transaction of its own, in one round trip. What is sent is in this order.
    pub(in crate::store::postgres) fn pipeline(
        &mut self,
        calls: &[Call<'_>],
        deadline: Deadline,
    ) -> Answers {
        if let Err(error) = self.prepare_all(calls, deadline) {
            return calls.iter().map(|_| Err(error.clone())).collect();
        }
        let hidden = calls.iter().map(|(_, values)| -> Vec<_> {
            let values = values.iter().copied();
            values.map(Hidden).collect()
        });
        let hidden: Vec<Vec<_>> = hidden.collect();
        let values = hidden.iter().map(|values| -> Vec<&(dyn ToSql + Sync)> {
            let values = values.iter();
            values.map(|value| value as _).collect()
        });
        let values: Vec<_> = values.collect();
        let known = calls.iter().map(|(sql, _)| self.statements.get(sql));
        let Some(known) = known.collect::<Option<Vec<_>>>() else {
            let unprepared = || Err(PgError::Unavailable("no statement".to_owned()));
            return calls.iter().map(|_| unprepared()).collect();
        };
        let asked = known.into_iter().zip(&values);
        let asked = asked.map(|(statement, values)| self.client.query(statement, values));
        let together = together(asked.collect());
        let Some(answers) = wait(together, deadline, Some(&self.heard)) else {
            self.close();
            return calls.iter().map(|_| Err(no_answer())).collect();
        };
        let answers = answers.into_iter();
        let answers: Answers = answers
            .map(|answer| answer.map_err(|error| PgError::of(&error)))
            .collect();
        let is_lost = |answer: &Result<_, PgError>| matches!(answer, Err(PgError::Unavailable(_)));
        if answers.iter().any(is_lost) {
            self.close();
        }
        answers
    }

    /// Has the server parse those of these statements that it does not know yet, in one round trip.
    fn prepare_all(&mut self, calls: &[Call<'_>], deadline: Deadline) -> Result<(), PgError> {
        let mut new: Vec<&'static str> = Vec::new();
        for (sql, _) in calls {
            if !self.statements.contains_key(sql) && !new.contains(sql) {
                new.push(sql);
            }
        }
        let parsing = new.iter().map(|sql| self.client.prepare(sql)).collect();
        let all = async {
            let parsed = together(parsing).await.into_iter();
            parsed.collect::<Result<Vec<_>, _>>()
        };
        let all = self.wait(all, deadline)?;
        self.statements.extend(new.into_iter().zip(all));
        Ok(())
    }
}

/// Waits for all of these, which begin in this order.
async fn together<F: Future>(futures: Vec<F>) -> Vec<F::Output> {
    let mut futures: Vec<_> = futures
        .into_iter()
        .map(|future| (Box::pin(future), None))
        .collect();
    poll_fn(|context| {
        for (future, result) in &mut futures {
            poll_once(future.as_mut(), result, context);
        }
        if futures.iter().all(|(_, result)| result.is_some()) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    futures
        .into_iter()
        .filter_map(|(_, result)| result)
        .collect()
}
