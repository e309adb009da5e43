//! The contract of [`AttemptStore`].

use std::thread;

use crate::domain::throttle::Attempts;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{AttemptKey, AttemptStore};

const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);
/// The number of attempts of each of two threads.
const EACH: u32 = 50;

const NAME: AttemptKey = AttemptKey([1; 32]);
const OTHER: AttemptKey = AttemptKey([2; 32]);

/// Checks an implementation against its contract. `make` returns an empty store, another one at each call.
///
/// # Panics
/// If the contract is broken.
pub fn attempt_store<S: AttemptStore>(make: impl Fn() -> S) {
    let store = &make();
    let one_more = |attempts: Attempts| Attempts {
        failures: attempts.failures + 1,
        locked_for: 30,
        seen_at: NOW,
        last_sign_in: Some(NOW - 5),
    };
    let before = store.attempts(&NAME, &one_more).expect("counted");
    assert_eq!(before, Attempts::default(), "a name that was never tried");
    let before = store.attempts(&NAME, &one_more).expect("counted");
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
    let names = [OTHER, AttemptKey([3; 32]), NAME];
    let attempts = store.attempts_of(&names).expect("read");
    let failures: Vec<_> = attempts.iter().map(|attempts| attempts.failures).collect();
    assert_eq!(
        failures,
        [2 * EACH, 0, 2],
        "no attempt is lost, in this order"
    );
}
