//! Codes that work once.

use crate::domain::account_id::AccountId;
use crate::domain::recovery::ResetCode;
use crate::domain::remember_me::TokenHash;
use crate::domain::two_factor::Totp;
use crate::domain::user_key::Sealed;

use crate::service::ports::attempts::AttemptKey;
use crate::service::ports::state_error::StateError;

/// Used steps of the second factor, codes that are sent by mail, and credentials that have ended.
///
/// # Contract
///
/// - **Atomic.** No other thread or process can come between reading and writing: a step and a code work once.
/// - **Doubt is an error.** A store that does not know whether a code was used fails; the code then does not
///   count (R25).
/// - Every method is called off the window's thread, from several threads at once.
///
/// `testing::conformance::code_store` (feature `testing`) checks an implementation against this contract.
pub trait CodeStore: Send + Sync {
    /// Uses up a step of the second factor. Returns `false` if it or a later one has been used (R33).
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails; the
    /// step must not count then.
    fn use_step(&self, who: &AttemptKey, step: u64) -> Result<bool, StateError>;

    /// Gives the secret of a second factor to a server that checks codes for restricted computers, as long as the account has it
    /// sealed in this form. Other stores need nothing of it.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails; the
    /// account then signs in at trusted computers only.
    #[doc(hidden)]
    fn keep_second_factor(&self, _: AccountId, _: &Sealed, _: &Totp) -> Result<(), StateError> {
        Ok(())
    }

    /// Stores a mailed code, replacing the one before.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn keep_code(&self, who: &AttemptKey, code: &ResetCode) -> Result<(), StateError>;

    /// Stores digests of credentials that have ended (R91), for good, and returns those that were not stored before.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn keep_ended(&self, ended: &[TokenHash]) -> Result<Vec<TokenHash>, StateError>;

    /// Removes digests of credentials that are valid: the change that would have ended them was not made.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn forget_ended(&self, valid: &[TokenHash]) -> Result<(), StateError>;

    /// Returns `true` if one of these credentials has ended.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails; they
    /// must not count then.
    fn has_ended(&self, any_of: &[TokenHash]) -> Result<bool, StateError>;

    /// Removes the used steps and the mailed code of an account that has been removed.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn forget_codes(&self, who: &AttemptKey) -> Result<(), StateError>;

    /// Removes the mailed code if `is_it` accepts it. Returns `true` if it did (R27).
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails; the
    /// code must not count then.
    fn take_code(
        &self,
        who: &AttemptKey,
        is_it: &dyn Fn(&ResetCode) -> bool,
    ) -> Result<bool, StateError>;
}
