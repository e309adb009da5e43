//! Preferences of this computer.

use crate::domain::preferences::Preferences;

use crate::service::ports::attempts::AttemptKey;
use crate::service::ports::state_error::StateError;

/// Gets a record that is stored, and returns what replaces it; `None` to leave it.
#[doc(hidden)]
pub type ChangeRecord<'a> = dyn FnMut(Option<&str>) -> Option<String> + 'a;

/// The preferences that are set on this computer. They are shared by all configuration files.
///
/// `testing::conformance::preference_store` (feature `testing`) checks an implementation.
pub trait PreferenceStore: Send + Sync {
    /// Returns the stored preferences. Values that cannot be understood are absent.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn preferences(&self) -> Result<Preferences, StateError>;

    /// Stores the preferences that are set in `changes`, and leaves the others as they are stored.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn store_preferences(&self, changes: &Preferences) -> Result<(), StateError>;

    /// Returns `true` if the user hides the first steps of an administrator.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn hides_first_steps(&self, who: &AttemptKey) -> Result<bool, StateError>;

    /// Hides the first steps of an administrator from the user, or shows them again.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails.
    fn hide_first_steps(&self, who: &AttemptKey, hide: bool) -> Result<(), StateError>;

    /// Changes what is remembered of newer versions of the program under this name, atomically. The store does not know what it
    /// is. With a store without this method, no server is asked.
    ///
    /// # Errors
    /// [`StateError::Busy`], [`StateError::Full`], [`StateError::Newer`], [`StateError::Damaged`] or
    /// [`StateError::Denied`] by the cause, and [`StateError::Unavailable`] for any other, if the store fails;
    /// nothing was changed then.
    #[doc(hidden)]
    fn update_record(&self, _name: &str, _change: &mut ChangeRecord<'_>) -> Result<(), StateError> {
        Err(StateError::Unavailable("no updates".to_owned()))
    }
}
