//! The contract of [`SessionStore`].

use crate::domain::account_id::AccountId;
use crate::domain::remember_me::{Selector, TokenHash};
use crate::domain::settings::Sessions;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{
    LockMark, RememberedSignIn, SessionLimitError, SessionStore, StateError,
};
use crate::testing::conformance::subject::name;

const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);
/// A day, in seconds.
const DAY: i64 = 86_400;

/// Checks an implementation against its contract. `make` returns an empty store, another one at each call.
///
/// # Panics
/// If the contract is broken.
pub fn session_store<S: SessionStore>(make: impl Fn() -> S) {
    remembering(&make());
    session_slots(&make());
    quick_unlock(&make());
}

/// A store without quick unlock keeps the contract as well.
fn quick_unlock<S: SessionStore>(store: &S) {
    let change = |new: Option<&[u8]>| {
        let mut before = None;
        let made = store.quick_unlock(&mut |stored| {
            before = stored.map(<[u8]>::to_vec);
            new.map(<[u8]>::to_vec)
        });
        made.map(|()| before)
    };
    if matches!(change(None), Err(StateError::Unavailable(_))) {
        return;
    }
    assert_eq!(change(Some(b"one")), Ok(None), "nothing is stored at first");
    assert_eq!(change(None), Ok(Some(b"one".to_vec())), "it is stored");
    assert_eq!(change(Some(b"")), Ok(Some(b"one".to_vec())), "it stays");
    assert_eq!(change(None), Ok(Some(Vec::new())), "it is replaced");
}

fn id(username: &str) -> AccountId {
    AccountId::of_username(&name(username))
}

fn sign_in(selector: &str, username: &str) -> RememberedSignIn {
    RememberedSignIn {
        selector: Selector::from_stored(selector.to_owned()),
        token: TokenHash([3; 32]),
        account: id(username),
        credential: TokenHash([4; 32]),
        next: vec![TokenHash([5; 32]), TokenHash([6; 32])],
        device: TokenHash([7; 32]),
        device_name: "the till".to_owned(),
        created_at: NOW,
        used_at: NOW + 1,
        expires_at: NOW + DAY,
        locks: vec![LockMark([8; 16]), LockMark([9; 16])],
    }
}

fn remembering<S: SessionStore>(store: &S) {
    let there = || store.remembered().expect("looked up");
    assert_eq!(there(), None, "no sign-in is remembered at first");
    assert_eq!(
        store.forget(id("bob")),
        Ok(false),
        "there is nothing to forget"
    );
    let bob = sign_in("bobs", "bob");
    assert_eq!(store.remember(&bob), Ok(()));
    assert_eq!(there(), Some(bob.clone()), "all fields are kept");
    let change = |record: &mut RememberedSignIn| {
        record.used_at = record.used_at + 60;
        record.next.clear();
        record.locks.clear();
    };
    let other = Selector::from_stored("others".to_owned());
    assert_eq!(store.rotate(&other, &change), Ok(()));
    assert_eq!(
        there(),
        Some(bob.clone()),
        "only the record with this selector is changed"
    );
    assert_eq!(store.rotate(&bob.selector, &change), Ok(()));
    let mut changed = bob;
    change(&mut changed);
    assert_eq!(there(), Some(changed));
    assert_eq!(
        store.forget(id("eve")),
        Ok(false),
        "that of another user stays"
    );
    assert!(there().is_some());
    let eve = sign_in("eves", "eve");
    assert_eq!(store.remember(&eve), Ok(()));
    assert_eq!(there(), Some(eve), "there is one slot");
    assert_eq!(store.forget(id("eve")), Ok(true));
    assert_eq!(there(), None);
}

fn session_slots<S: SessionStore>(store: &S) {
    let open = Sessions::default();
    let single = Sessions {
        single: true,
        max_users: None,
        ..Sessions::default()
    };
    let two = Sessions {
        single: false,
        max_users: Some(2),
        ..Sessions::default()
    };
    let bob = store.claim_session_slot(id("bob"), open).expect("a slot");
    assert_eq!(
        store.active_sessions(&[id("ada"), id("bob")]),
        Ok(vec![id("bob")])
    );
    assert_eq!(
        store.claim_session_slot(id("bob"), single).err(),
        Some(SessionLimitError::AlreadyIn),
        "once at a time"
    );
    let again = store
        .claim_session_slot(id("bob"), open)
        .expect("twice, where that is allowed");
    let eve = store
        .claim_session_slot(id("eve"), two)
        .expect("a second user");
    assert_eq!(
        store.claim_session_slot(id("zoe"), two).err(),
        Some(SessionLimitError::Full)
    );
    assert!(
        store.claim_session_slot(id("bob"), two).is_ok(),
        "a user who is signed in needs no further slot"
    );
    drop(bob);
    assert_eq!(
        store.active_sessions(&[id("bob")]),
        Ok(vec![id("bob")]),
        "signed in once more"
    );
    drop(again);
    assert_eq!(
        store.active_sessions(&[id("bob"), id("eve")]),
        Ok(vec![id("eve")]),
        "released"
    );
    assert!(store.claim_session_slot(id("zoe"), two).is_ok());
    drop(eve);
}
