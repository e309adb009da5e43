//! The contract of [`AuditLog`].

use crate::domain::account_id::AccountId;
use crate::domain::audit::{AuditKind, Retention};
use crate::domain::audit_chain::ChainCheck;
use crate::domain::audit_detail::AuditDetail;
use crate::domain::audit_erasure::Erasure;
use crate::domain::audit_event::AuditEvent;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{AuditFilter, AuditLog, AuditUser, Revision, StateError};

const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);
/// A day, in seconds.
const DAY: i64 = 86_400;

const EVERYTHING: AuditFilter = AuditFilter {
    since: None,
    user: None,
    kind: None,
    limit: u32::MAX,
};

/// Checks an implementation against its contract. `make` returns an empty store, another one at each call.
///
/// # Panics
/// If the contract is broken.
pub fn audit_log<S: AuditLog>(make: impl Fn() -> S) {
    recording(&make());
    resuming(&make());
    pruning(&make());
    erasing(&make());
    revisions(&make());
}

fn event(at: Timestamp, kind: AuditKind, who: &str, whom: &str) -> AuditEvent {
    AuditEvent {
        at,
        kind,
        who: who.to_owned(),
        whom: whom.to_owned(),
        who_id: None,
        whom_id: None,
        is_done: at.as_seconds() % 2 == 0,
        detail: AuditDetail::RenamedFrom(at.to_string()).recorded(kind),
    }
}

fn erasing<S: AuditLog>(store: &S) {
    let events = [
        event(NOW, AuditKind::SignIn, "bob", ""),
        event(NOW + 1, AuditKind::Users, "ada", "bob"),
        event(NOW + 2, AuditKind::SignIn, "eve", ""),
    ];
    for event in &events {
        assert_eq!(store.record(event, Retention::EVERYTHING), Ok(()));
    }
    let erasure = Erasure {
        account: AccountId::new([7; 16]),
        names: vec!["bob".to_owned()],
    };
    let last = event(NOW + 3, AuditKind::Users, "ada", "");
    let count = store.erase(&erasure, &|_| last.clone());
    if matches!(count, Err(StateError::Unavailable(_))) {
        let whole = Ok(ChainCheck::Whole(Some(NOW + 2)));
        assert_eq!(store.verify_activity(), whole, "nothing was changed");
        return;
    }
    assert_eq!(count, Ok(2), "the number of changed records");
    let whole = Ok(ChainCheck::Whole(Some(last.at)));
    assert_eq!(store.verify_activity(), whole, "the chain is whole (R108)");
    let records = store.activity(&EVERYTHING).expect("the log");
    assert_eq!(records[0].event, last, "the erasure is recorded");
    let left = format!("{records:?}");
    assert!(!left.contains("\"bob\"") && left.contains("eve"), "{left}");
}

fn recording<S: AuditLog>(store: &S) {
    assert_eq!(
        store.verify_activity(),
        Ok(ChainCheck::Whole(None)),
        "an empty log is whole"
    );
    let events = [
        event(NOW, AuditKind::SignIn, "bob", ""),
        event(NOW + 1, AuditKind::Users, "ada", "bob"),
        event(NOW + 2, AuditKind::SignIn, "eve", ""),
    ];
    for event in &events {
        assert_eq!(store.record(event, Retention::EVERYTHING), Ok(()));
    }
    let found = |filter: &AuditFilter| -> Vec<AuditEvent> {
        let records = store.activity(filter).expect("the log");
        records.into_iter().map(|record| record.event).collect()
    };
    let [first, second, third] = events;
    assert_eq!(
        found(&EVERYTHING),
        [third.clone(), second.clone(), first.clone()],
        "the latest first, with all fields"
    );
    let of_bob = AuditFilter {
        user: Some(AuditUser::Named("bob".to_owned())),
        ..EVERYTHING
    };
    assert_eq!(
        found(&of_bob),
        [second.clone(), first.clone()],
        "as the acting and as the affected user"
    );
    let of_kind = AuditFilter {
        kind: Some(AuditKind::SignIn),
        limit: 1,
        ..EVERYTHING
    };
    assert_eq!(
        found(&of_kind),
        std::slice::from_ref(&third),
        "at most this number"
    );
    let since = AuditFilter {
        since: Some(NOW + 1),
        ..EVERYTHING
    };
    assert_eq!(found(&since), [third, second]);
    assert_eq!(
        store.verify_activity(),
        Ok(ChainCheck::Whole(Some(NOW + 2)))
    );
}

fn resuming<S: AuditLog>(store: &S) {
    let record = |at| {
        store.record(
            &event(at, AuditKind::SignIn, "bob", ""),
            Retention::EVERYTHING,
        )
    };
    assert_eq!((record(NOW), record(NOW + 1)), (Ok(()), Ok(())));
    let (check, verified) = store.verify_activity_after(None).expect("verified");
    assert_eq!(check, ChainCheck::Whole(Some(NOW + 1)));
    let same = store.verify_activity_after(verified).expect("verified");
    assert_eq!(same, (check, verified), "nothing was recorded since");
    assert_eq!(record(NOW + 2), Ok(()));
    let (check, end) = store.verify_activity_after(verified).expect("verified");
    assert_eq!(check, ChainCheck::Whole(Some(NOW + 2)));
    assert_eq!(end.map(|end| end.number), Some(3));
}

fn pruning<S: AuditLog>(store: &S) {
    for day in 0..5 {
        let event = event(NOW + day * DAY, AuditKind::SignIn, "bob", "");
        assert_eq!(store.record(&event, Retention::EVERYTHING), Ok(()));
    }
    let keep = Retention {
        days: 2,
        records: u32::MAX,
    };
    let gone = store.prune_activity(keep, NOW + 4 * DAY).expect("pruned");
    assert_eq!(gone, 2, "those older than two days");
    let keep = Retention {
        days: u32::MAX,
        records: 2,
    };
    let event = event(NOW + 5 * DAY, AuditKind::SignIn, "bob", "");
    assert_eq!(store.record(&event, keep), Ok(()));
    let left = store.activity(&EVERYTHING).expect("the log");
    assert_eq!(left.len(), 2, "recording removes what is too much");
    let verified = store.verify_activity();
    assert_eq!(
        verified,
        Ok(ChainCheck::Whole(Some(NOW + 5 * DAY))),
        "what remains is a chain"
    );
}

fn revisions<S: AuditLog>(store: &S) {
    assert_eq!(store.revision(), Ok(None));
    assert_eq!(store.keep_revision(&Revision([8; 32])), Ok(()));
    assert_eq!(store.revision(), Ok(Some(Revision([8; 32]))));
}
