//! The audit log in the state database: a table of the records, and one of the two ends of the chain, so that a
//! missing record shows at either end too.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

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
use crate::store::sqlite::database::{SqliteState, truncate_log};

const COLUMNS: &str = "number, at, kind, who, whom, is_done, detail, link, who_id, whom_id";

impl AuditLog for SqliteState {
    fn record(&self, event: &AuditEvent, keep: Retention) -> Result<(), StateError> {
        self.atomically(|work| {
            append(work, &self.slot, event)?;
            prune(work, &self.slot, keep, event.at).map(drop)
        })
    }

    fn record_all(&self, events: &[AuditEvent], keep: Retention) -> Result<(), StateError> {
        let Some(last) = events.last() else {
            return Ok(());
        };
        self.atomically(|work| {
            events
                .iter()
                .try_for_each(|event| append(work, &self.slot, event))?;
            prune(work, &self.slot, keep, last.at).map(drop)
        })
    }

    fn activity(&self, filter: &AuditFilter) -> Result<Vec<AuditRecord>, StateError> {
        let query = format!(
            "SELECT {COLUMNS} FROM activity WHERE slot = ?1
             AND (?2 IS NULL OR at >= ?2) AND (?3 IS NULL OR who = ?3 OR whom = ?3)
             AND (?4 IS NULL OR kind = ?4) AND (?6 IS NULL OR who_id = ?6 OR whom_id = ?6)
             ORDER BY number DESC LIMIT ?5"
        );
        self.with(|connection| {
            let mut query = connection.prepare_cached(&query)?;
            let kind = filter.kind.map(AuditKind::word);
            let (name, account) = match &filter.user {
                None => (None, None),
                Some(AuditUser::Named(name)) => (Some(name), None),
                Some(AuditUser::Account(id)) => (None, Some(id)),
            };
            let values = params![self.slot, filter.since, name, kind, filter.limit, account];
            let records = query.query_map(values, read)?;
            records.collect()
        })
    }

    fn verify_activity_after(
        &self,
        verified: Option<ChainPoint>,
    ) -> Result<(ChainCheck, Option<ChainPoint>), StateError> {
        let query = format!(
            "SELECT {COLUMNS} FROM activity WHERE slot = ?1 AND number >= ?2 ORDER BY number"
        );
        self.with(|connection| {
            // One transaction, so that nothing is recorded in between.
            let work = connection.transaction()?;
            let mut verifier = ChainVerifier::new(ends(&work, &self.slot)?, verified);
            let mut query = work.prepare_cached(&query)?;
            let first = verifier.first().unwrap_or(i64::MIN);
            let records = query.query_map(params![self.slot, first], read)?;
            for record in records {
                if !verifier.follow(&record?) {
                    break;
                }
            }
            Ok(verifier.finish())
        })
    }

    fn prune_activity(&self, keep: Retention, now: Timestamp) -> Result<u64, StateError> {
        self.atomically(|work| prune(work, &self.slot, keep, now))
    }

    fn erase(
        &self,
        erasure: &Erasure,
        event: &dyn Fn(ChainPoint) -> AuditEvent,
    ) -> Result<u64, StateError> {
        let query = format!(
            "SELECT {COLUMNS} FROM activity WHERE slot = ?1 AND number > ?2 ORDER BY number LIMIT {RECORDS_AT_A_TIME}"
        );
        let count = self.atomically(|work| {
            let before = ends(work, &self.slot)?;
            let mut chain = Rechaining::new(before.start);
            let (mut last, mut count) = (i64::MIN, 0);
            loop {
                let mut query = work.prepare_cached(&query)?;
                let records = query.query_map(params![self.slot, last], read)?;
                let records = records.collect::<Result<Vec<_>, _>>()?;
                let Some(latest) = records.last() else {
                    break;
                };
                last = latest.number;
                for record in records {
                    let after = chain.follow(&record, erasure.applied_to(&record.event));
                    count += u64::from(after.event != record.event);
                    if after != record {
                        rewrite(work, &self.slot, &after)?;
                    }
                }
            }
            let end = chain.end(before.end);
            keep_ends(work, &self.slot, &ChainEnds { end, ..before })?;
            append(work, &self.slot, &event(before.end))?;
            Ok(count)
        })?;
        self.with(|connection| truncate_log(connection))?;
        Ok(count)
    }

    fn revision(&self) -> Result<Option<Revision>, StateError> {
        self.with(|connection| {
            let query =
                "SELECT digest FROM revision WHERE slot IN (?1, ?2) ORDER BY slot <> ?1 LIMIT 1";
            let slots = [&self.slot, &self.place];
            let digest = connection.query_row(query, slots, |row| row.get(0));
            Ok(digest.optional()?.map(Revision))
        })
    }

    fn keep_revision(&self, revision: &Revision) -> Result<(), StateError> {
        self.atomically(|work| {
            let statement = "INSERT OR REPLACE INTO revision (slot, digest) VALUES (?1, ?2)";
            for slot in [&self.slot, &self.place] {
                work.execute(statement, params![slot, revision.0])?;
            }
            Ok(())
        })
    }
}

/// Adds a record at the end of the chain.
fn append(work: &Transaction<'_>, slot: &str, event: &AuditEvent) -> Result<(), rusqlite::Error> {
    let mut ends = ends(work, slot)?;
    ends.end = ends.end.next(event);
    work.execute(
        "INSERT INTO activity
                 (slot, number, at, kind, who, whom, is_done, detail, link, who_id, whom_id)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            slot,
            ends.end.number,
            event.at,
            event.kind.word(),
            event.who,
            event.whom,
            event.is_done,
            event.detail.to_string(),
            ends.end.link.0,
            event.who_id,
            event.whom_id,
        ],
    )?;
    keep_ends(work, slot, &ends)
}

/// Stores a record with other names, and with its new link.
fn rewrite(
    work: &Transaction<'_>,
    slot: &str,
    record: &AuditRecord,
) -> Result<(), rusqlite::Error> {
    let event = &record.event;
    let mut statement = work.prepare_cached(
        "UPDATE activity SET who = ?3, whom = ?4, detail = ?5, link = ?6
         WHERE slot = ?1 AND number = ?2",
    )?;
    let detail = event.detail.to_string();
    let (number, link) = (record.number, record.link.0);
    statement.execute(params![slot, number, event.who, event.whom, detail, link])?;
    Ok(())
}

/// Removes the oldest records, and returns how many.
fn prune(
    work: &Transaction<'_>,
    slot: &str,
    keep: Retention,
    now: Timestamp,
) -> Result<u64, rusqlite::Error> {
    let mut ends = ends(work, slot)?;
    let young: Option<i64> = work
        .query_row(
            "SELECT number FROM activity WHERE slot = ?1 AND at >= ?2 ORDER BY number LIMIT 1",
            params![slot, keep.oldest(now)],
            |row| row.get(0),
        )
        .optional()?;
    let Some(upto) = ends.beyond(keep, young) else {
        return Ok(0);
    };
    let query = "SELECT link FROM activity WHERE slot = ?1 AND number = ?2";
    let link = work.query_row(query, params![slot, upto], |row| row.get(0));
    // If the record itself is missing, the chain is broken, and must stay so.
    let Some(link) = link.optional()? else {
        return Ok(0);
    };
    let statement = "DELETE FROM activity WHERE slot = ?1 AND number <= ?2";
    let count = work.execute(statement, params![slot, upto])?;
    ends.start = ChainPoint {
        number: upto,
        link: ChainLink(link),
    };
    keep_ends(work, slot, &ends)?;
    Ok(count as u64)
}

fn ends(connection: &Connection, slot: &str) -> Result<ChainEnds, rusqlite::Error> {
    let query = "SELECT before, first, last, link FROM activity_ends WHERE slot = ?1";
    let ends = connection.query_row(query, [slot], |row| {
        let point = |number, link| {
            Ok::<_, rusqlite::Error>(ChainPoint {
                number: row.get(number)?,
                link: ChainLink(row.get(link)?),
            })
        };
        Ok(ChainEnds {
            start: point(0, 1)?,
            end: point(2, 3)?,
        })
    });
    Ok(ends.optional()?.unwrap_or_default())
}

fn keep_ends(connection: &Connection, slot: &str, ends: &ChainEnds) -> Result<(), rusqlite::Error> {
    let statement = "INSERT OR REPLACE INTO activity_ends (slot, before, first, last, link)
                     VALUES (?1, ?2, ?3, ?4, ?5)";
    let ChainEnds { start, end } = ends;
    let values = params![slot, start.number, start.link.0, end.number, end.link.0];
    connection.execute(statement, values).map(drop)
}

fn read(row: &Row<'_>) -> Result<AuditRecord, rusqlite::Error> {
    let (kind, detail): (String, String) = (row.get(2)?, row.get(6)?);
    let (kind, detail) = kind_and_detail(&kind, &detail);
    let id = |column| {
        let text: Option<String> = row.get(column)?;
        Ok::<_, rusqlite::Error>(text.as_deref().and_then(AccountId::parse))
    };
    Ok(AuditRecord {
        number: row.get(0)?,
        event: AuditEvent {
            at: row.get(1)?,
            kind,
            who: row.get(3)?,
            whom: row.get(4)?,
            who_id: id(8)?,
            whom_id: id(9)?,
            is_done: row.get(5)?,
            detail,
        },
        link: ChainLink(row.get(7)?),
    })
}

#[cfg(test)]
mod tests;
