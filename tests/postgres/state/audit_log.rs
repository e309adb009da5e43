//! One chain of records over several computers.

use std::sync::atomic::{AtomicI64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use egui_authenticator::domain::audit::{AuditKind, Retention};
use egui_authenticator::domain::audit_chain::ChainCheck;
use egui_authenticator::domain::audit_detail::AuditWord;
use egui_authenticator::domain::audit_event::AuditEvent;
use egui_authenticator::service::ports::{AuditFilter, AuditLog};
use egui_authenticator::store::memory::MemoryState;

use crate::server::{Database, Server};
use crate::state::{NOW, account, computer};

const EVERYTHING: AuditFilter = AuditFilter {
    since: None,
    user: None,
    kind: None,
    limit: u32::MAX,
};

/// How long forty records may take.
const PATIENCE: Duration = Duration::from_secs(30);

fn event(n: i64) -> AuditEvent {
    let mut event = AuditEvent::new(NOW + n, AuditKind::SignIn);
    event.who = format!("jürgen{}", n % 3);
    event.who_id = (n % 2 == 0).then(|| account(1));
    event.whom_id = (n % 5 == 0).then(|| account(2));
    event.is_done = n % 7 != 0;
    event.detail = AuditWord::Password.into();
    event
}

fn filled(database: &Database<'_>, count: i64) {
    let events: Vec<_> = (1..=count).map(event).collect();
    let recorded = computer(database).record_all(&events, Retention::EVERYTHING);
    assert_eq!(recorded, Ok(()));
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn the_chain_is_byte_for_byte_that_of_the_other_stores() {
    let database = Server::shared().migrated();
    filled(&database, 2_500);
    let (state, memory) = (computer(&database), MemoryState::default());
    let events: Vec<_> = (1..=2_500).map(event).collect();
    let keep = Retention {
        days: 365,
        records: 1_000,
    };
    assert_eq!(memory.record_all(&events, Retention::EVERYTHING), Ok(()));
    assert_eq!(
        state.prune_activity(keep, NOW),
        memory.prune_activity(keep, NOW)
    );
    let records = state.activity(&EVERYTHING);
    assert_eq!(records, memory.activity(&EVERYTHING));
    assert_eq!(records.map(|records| records.len()), Ok(1_000));
    assert_eq!(
        state.verify_activity_after(None),
        memory.verify_activity_after(None)
    );
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn four_computers_at_once_write_one_chain_that_is_whole() {
    let database = Server::shared().migrated();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let state = computer(&database);
                for n in 1..=25 {
                    assert_eq!(state.record(&event(n), Retention::EVERYTHING), Ok(()));
                }
            });
        }
    });
    let state = computer(&database);
    let records = state.activity(&EVERYTHING).expect("read");
    assert_eq!((records.len(), records[0].number), (100, 100));
    let check = state.verify_activity().expect("verified");
    assert!(matches!(check, ChainCheck::Whole(Some(_))), "{check:?}");
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn r69_a_row_that_is_flipped_deleted_or_swapped_in_the_database_is_found_and_named() {
    for (statement, number) in [
        ("UPDATE event SET who = 'eve' WHERE number = 7", 7),
        ("UPDATE event SET who_id = NULL WHERE number = 8", 8),
        ("UPDATE event SET at = at + 1 WHERE number = 1", 1),
        ("UPDATE event SET kind = 'nonsense' WHERE number = 3", 3),
        ("UPDATE event SET is_done = false WHERE number = 20", 20),
        ("UPDATE event SET link = sha256('') WHERE number = 12", 12),
        ("DELETE FROM event WHERE number = 9", 9),
        ("DELETE FROM event WHERE number = 20", 20),
        ("DELETE FROM event WHERE number = 1", 1),
        ("DELETE FROM event", 1),
    ] {
        let database = Server::shared().migrated();
        filled(&database, 20);
        database.sql(&format!("SET search_path = auth_inner; {statement}"));
        let state = computer(&database);
        let verified = state.verify_activity();
        assert_eq!(verified, Ok(ChainCheck::Broken(number)), "{statement}");
        let recorded = state.record(&event(21), Retention::EVERYTHING);
        assert_eq!(recorded, Ok(()));
        let verified = state.verify_activity();
        assert_eq!(verified, Ok(ChainCheck::Broken(number)), "not mended");
    }
}

#[test]
#[ignore = "needs PostgreSQL; .ci/run provides it"]
fn every_record_that_was_acknowledged_survives_a_killed_server() {
    let server = Server::start(&[]);
    let database = server.migrated();
    let acknowledged = AtomicI64::new(0);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let state = computer(&database);
                let keep = Retention::EVERYTHING;
                while state.record(&event(1), keep).is_ok() {
                    acknowledged.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let start = Instant::now();
        while acknowledged.load(Ordering::Relaxed) < 40 && start.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(10));
        }
        server.order("kill");
    });
    server.order("start");
    let state = computer(&database);
    let check = state.verify_activity().expect("verified");
    assert!(matches!(check, ChainCheck::Whole(Some(_))), "{check:?}");
    let records = state.activity(&EVERYTHING).expect("read");
    let acknowledged = acknowledged.load(Ordering::Relaxed);
    assert!(
        (40..=records[0].number).contains(&acknowledged),
        "{acknowledged}"
    );
}
