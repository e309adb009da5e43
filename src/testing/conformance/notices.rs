//! The contract of [`NoticeStore`].

use crate::domain::timestamp::Timestamp;
use crate::service::ports::{AccountEvent, AttemptKey, NoticeStore};

const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);

const WHO: AttemptKey = AttemptKey([1; 32]);
const OTHER: AttemptKey = AttemptKey([2; 32]);

/// Checks an implementation against its contract. `make` returns an empty store, another one at each call.
///
/// # Panics
/// If the contract is broken.
pub fn notice_store<S: NoticeStore>(make: impl Fn() -> S) {
    let store = &make();
    let (first, second) = (AccountEvent::PasswordChanged, AccountEvent::CodeUsed);
    assert_eq!(store.tell(&WHO, first, NOW), Ok(()));
    assert_eq!(store.tell(&OTHER, first, NOW), Ok(()));
    assert_eq!(store.tell(&WHO, second, NOW + 1), Ok(()));
    assert_eq!(
        store.take(&WHO),
        Ok(vec![(first, NOW), (second, NOW + 1)]),
        "oldest first"
    );
    assert_eq!(
        store.take(&WHO),
        Ok(Vec::new()),
        "each notice is returned once"
    );
    assert_eq!(
        store.take(&OTHER),
        Ok(vec![(first, NOW)]),
        "and only to its user"
    );
}
