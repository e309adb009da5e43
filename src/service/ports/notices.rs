//! Notices for the owner of an account.

use crate::domain::account_event::AccountEvent;
use crate::domain::timestamp::Timestamp;

use crate::service::ports::attempts::AttemptKey;
use crate::service::ports::state_error::StateError;

/// What users are notified of at their next sign-in (R35).
///
/// `testing::conformance::notice_store` (feature `testing`) checks an implementation.
pub trait NoticeStore: Send + Sync {
    /// Stores a notice.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn tell(&self, who: &AttemptKey, event: AccountEvent, at: Timestamp) -> Result<(), StateError>;

    /// Stores the same notice for several users, at once where the store can do that.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn tell_all(
        &self,
        whom: &[AttemptKey],
        event: AccountEvent,
        at: Timestamp,
    ) -> Result<(), StateError> {
        whom.iter().try_for_each(|who| self.tell(who, event, at))
    }

    /// Removes and returns the notices of a user, oldest first.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails; they
    /// are kept for the next sign-in then.
    fn take(&self, who: &AttemptKey) -> Result<Vec<(AccountEvent, Timestamp)>, StateError>;
}
