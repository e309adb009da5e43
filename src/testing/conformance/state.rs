//! What a [`StateStore`] owes: steps that nobody can come between, codes that work once, seats that are
//! given back, a record that can be followed.

use std::thread;

use zeroize::Zeroizing;

use crate::domain::appearance::{ThemeChoice, Zoom};
use crate::domain::audit::{AuditEvent, AuditKind, ChainCheck, Retention};
use crate::domain::language::Language;
use crate::domain::recovery::{Code, OneTimeCode};
use crate::domain::remember_me::{Selector, TokenHash};
use crate::domain::settings::Sessions;
use crate::domain::throttle::Attempts;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{
    AccountEvent, AttemptKey, AuditFilter, RememberedSignIn, Revision, SessionLimitError,
    StateStore,
};

/// A time.
const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);
/// How often each of two counts at the same time.
const EACH: u32 = 50;
/// A day, in seconds.
const DAY: i64 = 86_400;

const WHO: AttemptKey = AttemptKey([1; 32]);
const OTHER: AttemptKey = AttemptKey([2; 32]);

const EVERYTHING: AuditFilter = AuditFilter {
    since: None,
    person: None,
    kind: None,
    limit: u32::MAX,
};

/// Holds a store against its contract. `make` gives one that is empty, another one at each call.
///
/// # Panics
/// When a promise is not kept.
pub fn state_store<S: StateStore>(make: impl Fn() -> S) {
    remembering(&make());
    counting(&make());
    telling(&make());
    codes(&make());
    session_slots(&make());
    recording(&make());
    pruning(&make());
    the_rest(&make());
}

fn sign_in(selector: &str, user_key: &str) -> RememberedSignIn {
    RememberedSignIn {
        selector: Selector::from_stored(selector.to_owned()),
        token: TokenHash([3; 32]),
        user_key: user_key.to_owned(),
        credential: TokenHash([4; 32]),
        next: vec![TokenHash([5; 32]), TokenHash([6; 32])],
        device: TokenHash([7; 32]),
        device_name: "the till".to_owned(),
        created_at: NOW,
        used_at: NOW + 1,
        expires_at: NOW + DAY,
    }
}

fn remembering<S: StateStore>(store: &S) {
    let there = || store.remembered().expect("looked up");
    assert_eq!(there(), None, "nobody is remembered at first");
    assert_eq!(store.forget("bob"), Ok(false), "nobody to forget");
    let bob = sign_in("bobs", "bob");
    assert_eq!(store.remember(&bob), Ok(()));
    assert_eq!(there(), Some(bob.clone()), "everything about them is kept");
    let change = |record: &mut RememberedSignIn| {
        record.used_at = record.used_at + 60;
        record.next.clear();
    };
    let other = Selector::from_stored("others".to_owned());
    assert_eq!(store.rotate(&other, &change), Ok(()));
    assert_eq!(
        there(),
        Some(bob.clone()),
        "only the one that is named is changed"
    );
    assert_eq!(store.rotate(&bob.selector, &change), Ok(()));
    let mut changed = bob;
    change(&mut changed);
    assert_eq!(there(), Some(changed));
    assert_eq!(
        store.forget("eve"),
        Ok(false),
        "somebody else's is left alone"
    );
    assert!(there().is_some());
    let eve = sign_in("eves", "eve");
    assert_eq!(store.remember(&eve), Ok(()));
    assert_eq!(there(), Some(eve), "there is one slot");
    assert_eq!(store.forget("eve"), Ok(true));
    assert_eq!(there(), None);
}

fn counting<S: StateStore>(store: &S) {
    let one_more = |attempts: Attempts| Attempts {
        failures: attempts.failures + 1,
        locked_for: 30,
        seen_at: NOW,
        last_sign_in: Some(NOW - 5),
    };
    let before = store.attempts(&WHO, &one_more).expect("counted");
    assert_eq!(before, Attempts::default(), "a name that was never tried");
    let before = store.attempts(&WHO, &one_more).expect("counted");
    assert_eq!(before, one_more(Attempts::default()), "everything is kept");
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..EACH {
                    assert!(store.attempts(&OTHER, &one_more).is_ok());
                }
            });
        }
    });
    let all = store.all_attempts().expect("all of them");
    let failures = |who| all.get(who).map(|attempts: &Attempts| attempts.failures);
    assert_eq!(failures(&WHO), Some(2));
    assert_eq!(failures(&OTHER), Some(2 * EACH), "no try is lost");
}

fn telling<S: StateStore>(store: &S) {
    let (first, second) = (AccountEvent::PasswordChanged, AccountEvent::CodeUsed);
    assert_eq!(store.tell(&WHO, first, NOW), Ok(()));
    assert_eq!(store.tell(&OTHER, first, NOW), Ok(()));
    assert_eq!(store.tell(&WHO, second, NOW + 1), Ok(()));
    assert_eq!(
        store.told(&WHO),
        Ok(vec![(first, NOW), (second, NOW + 1)]),
        "oldest first"
    );
    assert_eq!(store.told(&WHO), Ok(Vec::new()), "it is told once");
    assert_eq!(
        store.told(&OTHER),
        Ok(vec![(first, NOW)]),
        "and to nobody else"
    );
}

fn codes<S: StateStore>(store: &S) {
    assert_eq!(store.use_step(&WHO, 10), Ok(true));
    assert_eq!(store.use_step(&WHO, 10), Ok(false), "a step counts once");
    assert_eq!(
        store.use_step(&WHO, 9),
        Ok(false),
        "and none before it any more"
    );
    assert_eq!(store.use_step(&WHO, 11), Ok(true));
    assert_eq!(
        store.use_step(&OTHER, 10),
        Ok(true),
        "everybody has their own"
    );
    let code = |byte| {
        let code = Code::new(Zeroizing::new([byte; crate::domain::recovery::CODE_BYTES]));
        OneTimeCode::new(&code, &TokenHash([9; 32]), NOW)
    };
    let (first, second) = (code(1), code(2));
    assert_eq!(store.keep_code(&WHO, &first), Ok(()));
    assert_eq!(store.keep_code(&WHO, &second), Ok(()));
    assert_eq!(
        store.take_code(&WHO, &|kept| *kept == first),
        Ok(false),
        "only the last one"
    );
    assert_eq!(
        store.take_code(&OTHER, &|_| true),
        Ok(false),
        "only its owner's"
    );
    assert_eq!(store.take_code(&WHO, &|kept| *kept == second), Ok(true));
    assert_eq!(
        store.take_code(&WHO, &|_| true),
        Ok(false),
        "a code works once"
    );
}

fn session_slots<S: StateStore>(store: &S) {
    let open = Sessions::default();
    let single = Sessions {
        single: true,
        max_users: None,
    };
    let two = Sessions {
        single: false,
        max_users: Some(2),
    };
    let bob = store.claim_session_slot("bob", open).expect("a seat");
    assert_eq!(
        store.active_sessions(&["ada", "bob"]),
        Ok(vec!["bob".to_owned()])
    );
    assert_eq!(
        store.claim_session_slot("bob", single).err(),
        Some(SessionLimitError::AlreadyIn),
        "once at a time"
    );
    let again = store
        .claim_session_slot("bob", open)
        .expect("twice, where that is allowed");
    let eve = store
        .claim_session_slot("eve", two)
        .expect("a second person");
    assert_eq!(
        store.claim_session_slot("zoe", two).err(),
        Some(SessionLimitError::Full)
    );
    assert!(
        store.claim_session_slot("bob", two).is_ok(),
        "whoever is in takes no further place"
    );
    drop(bob);
    assert_eq!(
        store.active_sessions(&["bob"]),
        Ok(vec!["bob".to_owned()]),
        "in once more"
    );
    drop(again);
    assert_eq!(
        store.active_sessions(&["bob", "eve"]),
        Ok(vec!["eve".to_owned()]),
        "given back"
    );
    assert!(store.claim_session_slot("zoe", two).is_ok());
    drop(eve);
}

fn event(at: Timestamp, kind: AuditKind, who: &str, whom: &str) -> AuditEvent {
    AuditEvent {
        at,
        kind,
        who: who.to_owned(),
        whom: whom.to_owned(),
        is_done: at.as_seconds() % 2 == 0,
        detail: format!("detail {at}"),
    }
}

fn recording<S: StateStore>(store: &S) {
    assert_eq!(
        store.verify_activity(),
        Ok(ChainCheck::Whole(None)),
        "an empty record is whole"
    );
    let events = [
        event(NOW, AuditKind::SignIn, "bob", ""),
        event(NOW + 1, AuditKind::People, "ada", "bob"),
        event(NOW + 2, AuditKind::SignIn, "eve", ""),
    ];
    for event in &events {
        assert_eq!(store.record(event, Retention::EVERYTHING), Ok(()));
    }
    let found = |filter: &AuditFilter| -> Vec<AuditEvent> {
        let records = store.activity(filter).expect("the record");
        records.into_iter().map(|record| record.event).collect()
    };
    let [first, second, third] = events;
    assert_eq!(
        found(&EVERYTHING),
        [third.clone(), second.clone(), first.clone()],
        "the latest first, whole"
    );
    let of_bob = AuditFilter {
        person: Some("bob".to_owned()),
        ..EVERYTHING
    };
    assert_eq!(
        found(&of_bob),
        [second.clone(), first.clone()],
        "as who and as whom"
    );
    let of_kind = AuditFilter {
        kind: Some(AuditKind::SignIn),
        limit: 1,
        ..EVERYTHING
    };
    assert_eq!(
        found(&of_kind),
        std::slice::from_ref(&third),
        "so many at most"
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

fn pruning<S: StateStore>(store: &S) {
    for day in 0..5 {
        let event = event(NOW + day * DAY, AuditKind::SignIn, "bob", "");
        assert_eq!(store.record(&event, Retention::EVERYTHING), Ok(()));
    }
    let keep = Retention {
        days: 2,
        records: u32::MAX,
    };
    let gone = store.prune_activity(keep, NOW + 4 * DAY).expect("pruned");
    assert_eq!(gone, 2, "what is older than two days");
    let keep = Retention {
        days: u32::MAX,
        records: 2,
    };
    let event = event(NOW + 5 * DAY, AuditKind::SignIn, "bob", "");
    assert_eq!(store.record(&event, keep), Ok(()));
    let left = store.activity(&EVERYTHING).expect("the record");
    assert_eq!(left.len(), 2, "so many are kept when something is recorded");
    let verified = store.verify_activity();
    assert_eq!(
        verified,
        Ok(ChainCheck::Whole(Some(NOW + 5 * DAY))),
        "what is left is a chain"
    );
}

fn the_rest<S: StateStore>(store: &S) {
    assert_eq!(store.revision(), Ok(None));
    assert_eq!(store.keep_revision(&Revision([8; 32])), Ok(()));
    assert_eq!(store.revision(), Ok(Some(Revision([8; 32]))));
    // Keeping a language or a size is as a store likes.
    if store.keep_zoom(Zoom::of_factor(1.5)).is_ok() {
        let kept = store.zoom();
        let is_right = matches!(&kept, Ok(None)) || kept == Ok(Some(Zoom::of_factor(1.5)));
        assert!(is_right, "{kept:?}");
    }
    if store.keep_language(Language::German).is_ok() {
        let kept = store.language();
        assert!(
            matches!(kept, Ok(None | Some(Language::German))),
            "{kept:?}"
        );
    }
    assert_eq!(store.theme(), Ok(None));
    assert_eq!(store.keep_theme(ThemeChoice::Dark), Ok(()));
    assert_eq!(store.theme(), Ok(Some(ThemeChoice::Dark)));
    assert_eq!(store.keep_theme(ThemeChoice::Light), Ok(()));
    assert_eq!(store.theme(), Ok(Some(ThemeChoice::Light)));
}
