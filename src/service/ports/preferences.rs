//! Preferences of this computer.

use crate::domain::appearance::{ThemeChoice, Zoom};
use crate::domain::language::Language;
use crate::domain::preferences::Preferences;

use crate::service::ports::state_error::StateError;

/// The preferences that are set on this computer. They are shared by all credential files.
///
/// `testing::conformance::preference_store` (feature `testing`) checks an implementation.
pub trait PreferenceStore: Send + Sync {
    /// Returns the stored preferences. Values that cannot be understood are absent.
    ///
    /// # Errors
    /// [`StateError`] if the store fails.
    fn preferences(&self) -> Result<Preferences, StateError>;

    /// Stores the preferences that are set in `changes`, and leaves the others as they are stored.
    ///
    /// # Errors
    /// [`StateError`] if the store fails.
    fn store_preferences(&self, changes: &Preferences) -> Result<(), StateError>;

    /// Returns the stored theme.
    ///
    /// # Errors
    /// [`StateError`] if the store fails.
    fn theme(&self) -> Result<Option<ThemeChoice>, StateError> {
        Ok(self.preferences()?.theme)
    }

    /// Stores the theme.
    ///
    /// # Errors
    /// [`StateError`] if the store fails.
    fn keep_theme(&self, theme: ThemeChoice) -> Result<(), StateError> {
        self.store_preferences(&Preferences {
            theme: Some(theme),
            ..Preferences::default()
        })
    }

    /// Returns the stored zoom.
    ///
    /// # Errors
    /// [`StateError`] if the store fails.
    fn zoom(&self) -> Result<Option<Zoom>, StateError> {
        Ok(self.preferences()?.zoom)
    }

    /// Stores the zoom.
    ///
    /// # Errors
    /// [`StateError`] if the store fails.
    fn keep_zoom(&self, zoom: Zoom) -> Result<(), StateError> {
        self.store_preferences(&Preferences {
            zoom: Some(zoom),
            ..Preferences::default()
        })
    }

    /// Returns the stored language.
    ///
    /// # Errors
    /// [`StateError`] if the store fails.
    fn language(&self) -> Result<Option<Language>, StateError> {
        Ok(self.preferences()?.language)
    }

    /// Stores the language.
    ///
    /// # Errors
    /// [`StateError`] if the store fails.
    fn keep_language(&self, language: Language) -> Result<(), StateError> {
        self.store_preferences(&Preferences {
            language: Some(language),
            ..Preferences::default()
        })
    }
}
