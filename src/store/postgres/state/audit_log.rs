//! The audit log on the server: a table of the records, and one of the two ends of the chain, so that a missing record shows
//! at either end too. The chain is computed here, by the same rule as everywhere.

use tokio_postgres::Row;

use crate::domain::account_id::AccountId;
use crate::domain::audit::{AuditKind, Retention};
use crate::domain::audit_chain::{
    AuditRecord, ChainCheck, ChainEnds, ChainLink, ChainPoint, ChainVerifier,
};
use crate::domain::audit_erasure::{Erasure, Rechaining};
use crate::domain::audit_event::AuditEvent;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{AuditFilter, AuditLog, AuditUser, Revision, StateError};
use crate::store::kept::{RECORDS_AT_A_TIME, kind_and_detail};
use crate::store::postgres::client::{Tx, column};
use crate::store::postgres::error::PgError;
use crate::store::postgres::state::PostgresState;
use crate::store::postgres::state::rows::{SNAPSHOT, bytes, one, point, timestamp};

/// Number of records that are written at a time.
const WRITTEN_AT_A_TIME: usize = 1_000;

impl AuditLog for PostgresState {
    fn record(&self, event: &AuditEvent, keep: Retention) -> Result<(), StateError> {
        self.record_all(std::slice::from_ref(event), keep)
    }

    fn record_all(&self, events: &[AuditEvent], keep: Retention) -> Result<(), StateError> {
        let Some(last) = events.last() else {
            return Ok(());
        };
        self.atomically(|work| {
            let mut ends = locked_ends(work)?;
            append(work, &mut ends, events)?;
            prune(work, &mut ends, keep, last.at)?;
            keep_ends(work, &ends)
        })
    }

    fn activity(&self, filter: &AuditFilter) -> Result<Vec<AuditRecord>, StateError> {
        let (name, account) = match &filter.user {
            None => (None, None),
            Some(AuditUser::Named(name)) => (Some(name), None),
            Some(AuditUser::Account(id)) => (None, Some(id.as_bytes().as_slice())),
        };
        let found = self.client.query(
            "SELECT number, at, kind, who, whom, who_id, whom_id, is_done, detail, link FROM auth_inner.event
             WHERE ($1::bigint IS NULL OR at >= $1) AND ($2::text IS NULL OR $2 IN (who, whom))
             AND ($3::bytea IS NULL OR $3 IN (who_id, whom_id)) AND ($4::text IS NULL OR kind = $4)
             ORDER BY number DESC LIMIT $5",
            &[
                &filter.since.map(Timestamp::as_seconds),
                &name,
                &account,
                &filter.kind.map(AuditKind::word),
                &i64::from(filter.limit),
            ],
        )?;
        Ok(found.iter().map(read).collect::<Result<_, PgError>>()?)
    }

    fn verify_activity_after(
        &self,
        verified: Option<ChainPoint>,
    ) -> Result<(ChainCheck, Option<ChainPoint>), StateError> {
        self.atomically(|work| {
            // Nothing is recorded in between, and other computers can record meanwhile.
            work.execute(SNAPSHOT, &[])?;
            let ends = ends(&work.query(ENDS, &[])?)?;
            let mut verifier = ChainVerifier::new(ends, verified);
            let mut from = verifier.first().unwrap_or(i64::MIN);
            loop {
                let records = records_from(work, from)?;
                let Some(last) = records.last() else {
                    break;
                };
                from = last.number.saturating_add(1);
                if !records.iter().all(|record| verifier.follow(record)) {
                    break;
                }
            }
            Ok(verifier.finish())
        })
    }

    fn prune_activity(&self, keep: Retention, now: Timestamp) -> Result<u64, StateError> {
        self.atomically(|work| {
            let mut ends = locked_ends(work)?;
            let count = prune(work, &mut ends, keep, now)?;
            keep_ends(work, &ends)?;
            Ok(count)
        })
    }

    fn erase(
        &self,
        erasure: &Erasure,
        event: &dyn Fn(ChainPoint) -> AuditEvent,
    ) -> Result<u64, StateError> {
        self.atomically(|work| {
            let mut ends = locked_ends(work)?;
            let before = ends.end;
            let mut chain = Rechaining::new(ends.start);
            let (mut from, mut count) = (i64::MIN, 0);
            loop {
                let records = records_from(work, from)?;
                let Some(last) = records.last() else {
                    break;
                };
                from = last.number.saturating_add(1);
                let mut changed = Vec::new();
                for record in records {
                    let after = chain.follow(&record, erasure.applied_to(&record.event));
                    count += u64::from(after.event != record.event);
                    if after != record {
                        changed.push(after);
                    }
                }
                write(work, REWRITE, &changed)?;
            }
            ends.end = chain.end(before);
            append(work, &mut ends, &[event(before)])?;
            keep_ends(work, &ends)?;
            Ok(count)
        })
    }

    fn revision(&self) -> Result<Option<Revision>, StateError> {
        let query = "SELECT revision FROM auth_inner.seen_revision";
        let found = self.client.query(query, &[])?;
        let revision = found
            .first()
            .map(|row| bytes(row, "revision").map(Revision));
        Ok(revision.transpose()?)
    }

    fn knows_revision(&self, revision: &Revision) -> Result<bool, StateError> {
        let query = "SELECT FROM auth_inner.past WHERE revision = $1";
        let found = self.client.query(query, &[&revision.0.as_slice()])?;
        Ok(!found.is_empty())
    }

    fn keep_revision(&self, revision: &Revision) -> Result<(), StateError> {
        self.client.query(
            "INSERT INTO auth_inner.seen_revision (revision) VALUES ($1)
             ON CONFLICT (one) DO UPDATE SET revision = $1",
            &[&revision.0.as_slice()],
        )?;
        Ok(())
    }
}

const ENDS: &str = "SELECT before, first, last, link FROM auth_inner.event_ends";

/// Returns the ends of the chain, which no other computer can move until the end of the transaction.
fn locked_ends(work: &mut Tx<'_>) -> Result<ChainEnds, PgError> {
    ends(&work.query(
        "SELECT before, first, last, link FROM auth_inner.event_ends FOR UPDATE",
        &[],
    )?)
}

fn ends(rows: &[Row]) -> Result<ChainEnds, PgError> {
    let row = one(rows)?;
    Ok(ChainEnds {
        start: point(row, ["before", "first"])?,
        end: point(row, ["last", "link"])?,
    })
}

fn keep_ends(work: &mut Tx<'_>, ends: &ChainEnds) -> Result<(), PgError> {
    let ChainEnds { start, end } = ends;
    work.execute(
        "UPDATE auth_inner.event_ends SET before = $1, first = $2, last = $3, link = $4",
        &[
            &start.number,
            &start.link.0.as_slice(),
            &end.number,
            &end.link.0.as_slice(),
        ],
    )?;
    Ok(())
}

/// Records events in a transaction that also makes the change, and removes none.
#[cfg(feature = "app")]
pub(in crate::store::postgres) fn record(
    work: &mut Tx<'_>,
    events: &[AuditEvent],
) -> Result<(), PgError> {
    let mut ends = locked_ends(work)?;
    append(work, &mut ends, events)?;
    keep_ends(work, &ends)
}

/// Adds records at the end of the chain.
fn append(work: &mut Tx<'_>, ends: &mut ChainEnds, events: &[AuditEvent]) -> Result<(), PgError> {
    let chained = events.iter().map(|event| {
        ends.end = ends.end.next(event);
        AuditRecord {
            number: ends.end.number,
            event: event.clone(),
            link: ends.end.link,
        }
    });
    let records: Vec<_> = chained.collect();
    write(work, INSERT, &records)
}

/// Removes the oldest records, and returns how many.
fn prune(
    work: &mut Tx<'_>,
    ends: &mut ChainEnds,
    keep: Retention,
    now: Timestamp,
) -> Result<u64, PgError> {
    let young = work.query(
        "SELECT number FROM auth_inner.event WHERE at >= $1 ORDER BY number LIMIT 1",
        &[&keep.oldest(now).as_seconds()],
    )?;
    let young = young.first().map(|row| column(row, "number")).transpose()?;
    let Some(upto) = ends.beyond(keep, young) else {
        return Ok(0);
    };
    let query = "SELECT number, link FROM auth_inner.event WHERE number = $1";
    // If the record itself is missing, the chain is broken, and must stay so.
    let found = work.query(query, &[&upto])?;
    let Some(row) = found.first() else {
        return Ok(0);
    };
    ends.start = point(row, ["number", "link"])?;
    work.execute("DELETE FROM auth_inner.event WHERE number <= $1", &[&upto])
}

/// Returns the next records from this number on.
fn records_from(work: &mut Tx<'_>, from: i64) -> Result<Vec<AuditRecord>, PgError> {
    let rows = work.query(
        "SELECT number, at, kind, who, whom, who_id, whom_id, is_done, detail, link
         FROM auth_inner.event WHERE number >= $1 ORDER BY number LIMIT $2",
        &[&from, &i64::from(RECORDS_AT_A_TIME)],
    )?;
    rows.iter().map(read).collect()
}

const INSERT: &str =
    "INSERT INTO auth_inner.event (number, at, kind, who, whom, who_id, whom_id, is_done, detail, link)
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::bytea[],
         $7::bytea[], $8::boolean[], $9::text[], $10::bytea[])";

/// Stores records with other names, and with their new links.
const REWRITE: &str =
    "UPDATE auth_inner.event AS e SET who = n.who, whom = n.whom, detail = n.detail, link = n.link
     FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::bytea[],
         $7::bytea[], $8::boolean[], $9::text[], $10::bytea[])
         AS n (number, at, kind, who, whom, who_id, whom_id, is_done, detail, link)
     WHERE e.number = n.number";

/// Writes records with a statement that gets each column as an array.
fn write(
    work: &mut Tx<'_>,
    statement: &'static str,
    records: &[AuditRecord],
) -> Result<(), PgError> {
    for records in records.chunks(WRITTEN_AT_A_TIME) {
        macro_rules! each {
            (|$record:ident| $value:expr) => {
                records.iter().map(|$record| $value).collect::<Vec<_>>()
            };
        }
        let id = |id: &Option<AccountId>| id.map(|id| id.as_bytes().to_vec());
        work.execute(
            statement,
            &[
                &each!(|record| record.number),
                &each!(|record| record.event.at.as_seconds()),
                &each!(|record| record.event.kind.word()),
                &each!(|record| &record.event.who),
                &each!(|record| &record.event.whom),
                &each!(|record| id(&record.event.who_id)),
                &each!(|record| id(&record.event.whom_id)),
                &each!(|record| record.event.is_done),
                &each!(|record| record.event.detail.to_string()),
                &each!(|record| record.link.0.to_vec()),
            ],
        )?;
    }
    Ok(())
}

/// Returns the record of a row.
pub(in crate::store::postgres) fn read(row: &Row) -> Result<AuditRecord, PgError> {
    let (kind, detail) = kind_and_detail(column(row, "kind")?, column(row, "detail")?);
    let id = |name| {
        let bytes: Option<&[u8]> = column(row, name)?;
        let id = bytes.map(|bytes| bytes.try_into().map(AccountId::new));
        id.transpose().map_err(PgError::damaged)
    };
    Ok(AuditRecord {
        number: column(row, "number")?,
        event: AuditEvent {
            at: timestamp(row, "at")?,
            kind,
            who: column(row, "who")?,
            whom: column(row, "whom")?,
            who_id: id("who_id")?,
            whom_id: id("whom_id")?,
            is_done: column(row, "is_done")?,
            detail,
        },
        link: ChainLink(bytes(row, "link")?),
    })
}
