//! Counting of failed attempts.

use crate::domain::throttle::Attempts;

use crate::service::ports::state_error::StateError;

/// Identifies a name that was tried: a digest, because users type passwords into the name field (R67).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AttemptKey(pub [u8; 32]);

/// The failed attempts of each name.
///
/// # Contract
///
/// - **Atomic.** No other thread or process can come between reading and writing in [`Self::attempts`]: each
///   attempt counts once.
/// - **Doubt is an error.** A store that does not know whether an attempt was counted fails; the sign-in is then
///   refused (R25).
/// - **Names cannot be guessed.** What is stored of a key cannot be computed from the name without a secret that is
///   kept elsewhere: a copy of the store and a dictionary find no name (R87). Names that never signed in are forgotten
///   some time after the last attempt.
/// - **Bounded.** Names that never signed in may be forgotten, so that invented names cannot fill the store. A
///   name is never forgotten while it is locked, and names that have been locked are kept longer than others.
/// - Every method is called off the window's thread, from several threads at once.
///
/// `testing::conformance::attempt_store` (feature `testing`) checks an implementation against this contract.
pub trait AttemptStore: Send + Sync {
    /// Changes the attempts of a name atomically, and returns them as they were before. A name that was never
    /// tried has the default.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails;
    /// nothing was changed then.
    fn attempts(
        &self,
        name: &AttemptKey,
        change: &dyn Fn(Attempts) -> Attempts,
    ) -> Result<Attempts, StateError>;

    /// Returns the attempts of these names, in the same order. A name that was never tried has the default.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn attempts_of(&self, names: &[AttemptKey]) -> Result<Vec<Attempts>, StateError>;
}
