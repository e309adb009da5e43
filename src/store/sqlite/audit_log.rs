//! The audit log in the state database: a table of the records, and one of the two ends of the chain, so that a
//! missing record shows at either end too.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::domain::account_id::AccountId;
use crate::domain::audit::{AuditKind, Retention};
use crate::domain::audit_chain::{
    AuditRecord, ChainCheck, ChainEnds, ChainLink, ChainPoint, ChainVerifier,
};
use crate::domain::audit_detail::AuditDetail;
use crate::domain::audit_event::AuditEvent;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{AuditFilter, AuditLog, AuditPerson, Revision, StateError};
use crate::store::sqlite::database::SqliteState;

const COLUMNS: &str = "number, at, kind, who, whom, is_done, detail, link, who_id, whom_id";

impl AuditLog for SqliteState {
    fn record(&self, event: &AuditEvent, keep: Retention) -> Result<(), StateError> {
        self.atomically(|work| {
            let mut ends = ends(work, &self.slot)?;
            ends.end = ends.end.next(event);
            work.execute(
                "INSERT INTO activity
                 (slot, number, at, kind, who, whom, is_done, detail, link, who_id, whom_id)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                params![
                    self.slot,
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
            keep_ends(work, &self.slot, &ends)?;
            prune(work, &self.slot, keep, event.at).map(drop)
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
            let (name, account) = match &filter.person {
                None => (None, None),
                Some(AuditPerson::Named(name)) => (Some(name), None),
                Some(AuditPerson::Account(id)) => (None, Some(id)),
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

    fn revision(&self) -> Result<Option<Revision>, StateError> {
        self.with(|connection| {
            let query = "SELECT digest FROM revision WHERE slot = ?1";
            let digest = connection.query_row(query, [&self.slot], |row| row.get(0));
            Ok(digest.optional()?.map(Revision))
        })
    }

    fn keep_revision(&self, revision: &Revision) -> Result<(), StateError> {
        self.with(|connection| {
            let statement = "INSERT OR REPLACE INTO revision (slot, digest) VALUES (?1, ?2)";
            let values = params![self.slot, revision.0];
            connection.execute(statement, values).map(drop)
        })
    }
}

/// Removes the oldest records, and returns how many.
fn prune(
    work: &Transaction<'_>,
    slot: &str,
    keep: Retention,
    now: Timestamp,
) -> Result<u64, rusqlite::Error> {
    let mut ends = ends(work, slot)?;
    // Up to the first one that is young enough, so that a clock that was set back leaves no gap.
    let young: Option<i64> = work
        .query_row(
            "SELECT number FROM activity WHERE slot = ?1 AND at >= ?2 ORDER BY number LIMIT 1",
            params![slot, keep.oldest(now)],
            |row| row.get(0),
        )
        .optional()?;
    let by_age = young.map_or(ends.end.number, |number| number - 1);
    let by_count = ends.end.number - i64::from(keep.records);
    let upto = by_age.max(by_count);
    if upto <= ends.start.number {
        return Ok(0);
    }
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
    // An unknown word was not written by this program: the link of the record cannot be right.
    let kind = AuditKind::parse(&kind).unwrap_or(AuditKind::File);
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
            detail: AuditDetail::parse(kind, &detail),
        },
        link: ChainLink(row.get(7)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audit_detail::AuditWord;

    const KEEP: Retention = Retention {
        days: 10,
        records: 50,
    };

    fn event(n: i64) -> AuditEvent {
        AuditEvent {
            at: Timestamp::from_seconds(1_800_000_000 + n * 3_600),
            kind: AuditKind::SignIn,
            who: format!("person{}", n % 3),
            whom: String::new(),
            who_id: None,
            whom_id: None,
            is_done: true,
            detail: AuditWord::Password.into(),
        }
    }

    fn filled(count: i64, keep: Retention) -> (tempfile::TempDir, SqliteState) {
        let folder = tempfile::tempdir().expect("a folder");
        let state = SqliteState::new(folder.path().join("state.db"), "file");
        for n in 1..=count {
            state.record(&event(n), keep).expect("recorded");
        }
        (folder, state)
    }

    fn tamper(folder: &tempfile::TempDir, statement: &str) -> usize {
        let connection = Connection::open(folder.path().join("state.db")).expect("opened");
        connection.execute(statement, []).expect("done")
    }

    #[test]
    fn records_are_found_by_user_type_and_time_latest_first() {
        let (_folder, state) = filled(20, KEEP);
        let all = AuditFilter {
            since: None,
            person: None,
            kind: None,
            limit: 100,
        };
        let found = state.activity(&all).expect("found");
        assert_eq!(found.len(), 20);
        assert_eq!((found[0].number, found[19].number), (20, 1));
        let some = AuditFilter {
            since: Some(event(10).at),
            person: Some(AuditPerson::Named("person1".to_owned())),
            kind: Some(AuditKind::SignIn),
            limit: 2,
        };
        let numbers: Vec<i64> = state
            .activity(&some)
            .expect("found")
            .iter()
            .map(|r| r.number)
            .collect();
        assert_eq!(numbers, [19, 16]);
        let none = AuditFilter {
            kind: Some(AuditKind::Page),
            ..all
        };
        assert_eq!(state.activity(&none), Ok(Vec::new()));
    }

    #[test]
    fn pruning_by_count_and_by_age_leaves_a_chain_that_is_whole() {
        let (_folder, state) = filled(120, KEEP);
        let count = |state: &SqliteState| {
            let all = AuditFilter {
                since: None,
                person: None,
                kind: None,
                limit: 1_000,
            };
            state.activity(&all).expect("found").len()
        };
        assert_eq!(count(&state), 50);
        let whole = Ok(ChainCheck::Whole(Some(event(120).at)));
        assert_eq!(state.verify_activity(), whole);
        let now = event(120).at + 9 * 86_400;
        assert_eq!(state.prune_activity(KEEP, now), Ok(25));
        assert_eq!(count(&state), 25);
        assert_eq!(state.verify_activity(), whole);
        let later = now + 365 * 86_400;
        assert_eq!(state.prune_activity(KEEP, later), Ok(25));
        assert_eq!(state.verify_activity(), Ok(ChainCheck::Whole(None)));
        state.record(&event(121), KEEP).expect("recorded");
        assert_eq!(
            state.verify_activity(),
            Ok(ChainCheck::Whole(Some(event(121).at)))
        );
    }

    #[test]
    fn r69_a_row_that_is_flipped_deleted_or_swapped_in_the_database_is_found_and_named() {
        for (statement, number) in [
            ("UPDATE activity SET who = 'eve' WHERE number = 7", 7),
            ("UPDATE activity SET at = at + 1 WHERE number = 1", 1),
            ("UPDATE activity SET kind = 'nonsense' WHERE number = 3", 3),
            ("UPDATE activity SET is_done = 0 WHERE number = 20", 20),
            (
                "UPDATE activity SET link = zeroblob(32) WHERE number = 12",
                12,
            ),
            ("DELETE FROM activity WHERE number = 9", 9),
            ("DELETE FROM activity WHERE number = 20", 20),
            ("DELETE FROM activity WHERE number = 1", 1),
            ("DELETE FROM activity", 1),
            (
                "UPDATE activity SET number = CASE number WHEN 4 THEN -5 ELSE 4 END WHERE number IN (4, 5)",
                1,
            ),
        ] {
            let (folder, state) = filled(20, KEEP);
            assert!(tamper(&folder, statement) > 0, "{statement}");
            let verified = state.verify_activity();
            assert_eq!(verified, Ok(ChainCheck::Broken(number)), "{statement}");
        }
    }

    #[test]
    fn r69_what_is_recorded_after_a_break_does_not_mend_it() {
        let (folder, state) = filled(20, KEEP);
        tamper(&folder, "DELETE FROM activity WHERE number = 20");
        state.record(&event(21), KEEP).expect("recorded");
        assert_eq!(state.verify_activity(), Ok(ChainCheck::Broken(20)));
    }

    #[test]
    fn a_database_of_the_version_before_details_were_typed_is_read_verified_and_continued() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.db");
        let old = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/fixtures/state/version-6.db"
        );
        std::fs::copy(old, &path).expect("copied");
        let state = SqliteState::new(&path, "config.yaml");
        let all = AuditFilter {
            since: None,
            person: None,
            kind: None,
            limit: u32::MAX,
        };
        let records = state.activity(&all).expect("read");
        let texts: Vec<String> = {
            let connection = Connection::open(&path).expect("opened");
            let query = "SELECT detail FROM activity ORDER BY number DESC";
            let mut query = connection.prepare(query).expect("prepared");
            let rows = query.query_map([], |row| row.get(0)).expect("read");
            rows.collect::<Result<_, _>>().expect("read")
        };
        let details: Vec<_> = records.iter().map(|r| r.event.detail.to_string()).collect();
        assert_eq!(details, texts, "each detail has the text that was stored");
        let others = records
            .iter()
            .filter_map(|record| match &record.event.detail {
                AuditDetail::Other(text) => Some(text.as_str()),
                _ => None,
            });
        let others: Vec<_> = others.collect();
        assert_eq!(others, ["a word of a later version"]);
        let verified = state.verify_activity();
        assert_eq!(verified, Ok(ChainCheck::Whole(Some(records[0].event.at))));
        let event = AuditEvent {
            at: records[0].event.at + 60,
            ..event(1)
        };
        state
            .record(&event, Retention::default())
            .expect("recorded");
        let verified = state.verify_activity();
        assert_eq!(verified, Ok(ChainCheck::Whole(Some(event.at))));
    }
}
