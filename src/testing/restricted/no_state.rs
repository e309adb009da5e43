//! The state stores that a restricted computer has no part in: the server counts attempts and checks codes.

use crate::domain::recovery::ResetCode;
use crate::domain::remember_me::TokenHash;
use crate::domain::throttle::Attempts;
use crate::service::ports::{AttemptKey, AttemptStore, CodeStore, StateError};
use crate::testing::restricted::Computer;

/// The error of what the server permits to trusted computers only.
pub(super) fn denied() -> StateError {
    StateError::Denied("a restricted computer".to_owned())
}

impl AttemptStore for Computer {
    fn attempts(
        &self,
        _: &AttemptKey,
        _: &dyn Fn(Attempts) -> Attempts,
    ) -> Result<Attempts, StateError> {
        Err(denied())
    }

    fn attempts_of(&self, _: &[AttemptKey]) -> Result<Vec<Attempts>, StateError> {
        Err(denied())
    }
}

impl CodeStore for Computer {
    fn use_step(&self, _: &AttemptKey, _: u64) -> Result<bool, StateError> {
        Err(denied())
    }

    fn keep_code(&self, _: &AttemptKey, _: &ResetCode) -> Result<(), StateError> {
        Err(denied())
    }

    fn keep_ended(&self, _: &[TokenHash]) -> Result<Vec<TokenHash>, StateError> {
        Err(denied())
    }

    fn forget_ended(&self, _: &[TokenHash]) -> Result<(), StateError> {
        Err(denied())
    }

    fn has_ended(&self, _: &[TokenHash]) -> Result<bool, StateError> {
        Err(denied())
    }

    fn forget_codes(&self, _: &AttemptKey) -> Result<(), StateError> {
        Err(denied())
    }

    fn take_code(
        &self,
        _: &AttemptKey,
        _: &dyn Fn(&ResetCode) -> bool,
    ) -> Result<bool, StateError> {
        Err(denied())
    }
}
