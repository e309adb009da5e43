//! The contract of [`CodeStore`].

use zeroize::Zeroizing;

use crate::domain::recovery::{CODE_BYTES, Code, ResetCode};
use crate::domain::remember_me::TokenHash;
use crate::domain::timestamp::Timestamp;
use crate::service::ports::{AttemptKey, CodeStore};

const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);

const WHO: AttemptKey = AttemptKey([1; 32]);
const OTHER: AttemptKey = AttemptKey([2; 32]);

/// Checks an implementation against its contract. `make` returns an empty store, another one at each call.
///
/// # Panics
/// If the contract is broken.
pub fn code_store<S: CodeStore>(make: impl Fn() -> S) {
    let store = &make();
    assert_eq!(store.use_step(&WHO, 10), Ok(true));
    assert_eq!(store.use_step(&WHO, 10), Ok(false), "a step counts once");
    assert_eq!(
        store.use_step(&WHO, 9),
        Ok(false),
        "and no earlier one counts after it"
    );
    assert_eq!(store.use_step(&WHO, 11), Ok(true));
    assert_eq!(
        store.use_step(&OTHER, 10),
        Ok(true),
        "each user has their own steps"
    );
    let code = |byte| {
        let code = Code::new(Zeroizing::new([byte; CODE_BYTES]));
        ResetCode::new(&code, &TokenHash([9; 32]), NOW)
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
        "only the code of this user"
    );
    assert_eq!(store.take_code(&WHO, &|kept| *kept == second), Ok(true));
    assert_eq!(
        store.take_code(&WHO, &|_| true),
        Ok(false),
        "a code works once"
    );
    let [a, b] = [TokenHash([3; 32]), TokenHash([4; 32])];
    assert_eq!(store.has_ended(&[a, b]), Ok(false));
    assert_eq!(store.keep_ended(&[a]), Ok(vec![a]));
    assert_eq!(store.has_ended(&[b]), Ok(false));
    assert_eq!(store.has_ended(&[b, a]), Ok(true), "one of them");
    assert_eq!(store.keep_ended(&[a, b]), Ok(vec![b]), "one is new");
    assert_eq!(store.forget_ended(&[a]), Ok(()));
    assert_eq!(store.has_ended(&[a]), Ok(false), "valid again");
    assert_eq!(store.keep_code(&WHO, &first), Ok(()));
    assert_eq!(store.forget_codes(&WHO), Ok(()));
    assert_eq!(store.take_code(&WHO, &|_| true), Ok(false), "forgotten");
    assert_eq!(store.use_step(&WHO, 1), Ok(true), "with the used steps");
    assert_eq!(
        store.use_step(&OTHER, 10),
        Ok(false),
        "those of other users stay"
    );
}
