//! Tests of the audit log in the state database.

use super::*;
use crate::domain::audit_detail::{AuditDetail, AuditWord};

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
        user: None,
        kind: None,
        limit: 100,
    };
    let found = state.activity(&all).expect("found");
    assert_eq!(found.len(), 20);
    assert_eq!((found[0].number, found[19].number), (20, 1));
    let some = AuditFilter {
        since: Some(event(10).at),
        user: Some(AuditUser::Named("person1".to_owned())),
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
            user: None,
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
        user: None,
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

#[test]
fn several_records_are_one_chain_with_those_before() {
    let (_folder, state) = filled(2, KEEP);
    let events: Vec<_> = (3..=60).map(event).collect();
    assert_eq!(state.record_all(&events, KEEP), Ok(()));
    assert_eq!(state.record_all(&[], KEEP), Ok(()));
    let all = AuditFilter {
        since: None,
        user: None,
        kind: None,
        limit: 100,
    };
    let found = state.activity(&all).expect("found");
    assert_eq!((found[0].number, found.len()), (60, 50));
    let check = state.verify_activity().expect("verified");
    assert!(matches!(check, ChainCheck::Whole(Some(_))), "{check:?}");
}
