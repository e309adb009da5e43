//! How the window looks on this computer: theme, size, language and motion, and which users hide the first steps.
//!
//! Appearance is never a reason to stop a user: a preference that cannot be read counts as not set.

use std::sync::Arc;

use crate::domain::appearance::{Motion, ThemeChoice, Zoom};
use crate::domain::language::Language;
use crate::domain::preferences::Preferences;

use crate::service::command::{Command, Lane};
use crate::service::context::Context;
use crate::service::or_log::OrLog as _;
use crate::service::ports;
use crate::service::ports::{Platform, StateError};
use crate::service::session::Session;
use crate::service::throttle::key_of;

/// How the window looks on this computer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WindowPreferences {
    /// The theme; `None` to follow the system.
    pub theme: Option<ThemeChoice>,
    /// The size of everything; `None` for the usual size.
    pub zoom: Option<Zoom>,
    /// The language that was chosen on this computer.
    pub language: Option<Language>,
    /// Whether what appears is animated; `None` to follow the system ([`LoadSystemMotion`]).
    pub motion: Option<Motion>,
    /// The language that the system is set to, if it is one of ours.
    pub system_language: Option<Language>,
}

/// Where the preferences are.
#[derive(Clone)]
pub struct PreferenceStore {
    preferences: Arc<dyn ports::PreferenceStore>,
    platform: Arc<dyn Platform>,
}

opaque_debug!(PreferenceStore);

impl From<&Context> for PreferenceStore {
    fn from(from: &Context) -> Self {
        Self {
            preferences: Arc::clone(&from.preferences),
            platform: Arc::clone(&from.platform),
        }
    }
}

/// Reads the preferences of this computer.
#[derive(Debug)]
pub struct LoadPreferences;

impl Command for LoadPreferences {
    type Output = WindowPreferences;
    type Part = PreferenceStore;
    const LANE: Lane = Lane::Keyring;

    fn run(self, store: &PreferenceStore) -> WindowPreferences {
        // Preferences must not keep anyone from using the program.
        let stored = store
            .preferences
            .preferences()
            .or_log("read the preferences")
            .unwrap_or_default();
        let tags = store.platform.languages();
        WindowPreferences {
            theme: stored.theme,
            zoom: stored.zoom,
            language: stored.language,
            motion: stored.motion,
            system_language: Language::first_of(tags.iter().map(String::as_str)),
        }
    }
}

/// Asks the desktop whether it wants animations. Runs in a lane that no sign-in waits for, because the desktop may not
/// answer.
#[derive(Debug)]
pub struct LoadSystemMotion;

impl Command for LoadSystemMotion {
    type Output = Motion;
    type Part = PreferenceStore;
    const LANE: Lane = Lane::Files;

    fn run(self, store: &PreferenceStore) -> Motion {
        if store.platform.reduces_motion() {
            Motion::Reduced
        } else {
            Motion::Full
        }
    }
}

/// Stores one preference of this computer.
#[derive(Debug)]
pub enum SavePreference {
    /// The theme.
    Theme(ThemeChoice),
    /// The size of everything.
    Zoom(Zoom),
    /// The language.
    Language(Language),
    /// Animated or not.
    Motion(Motion),
}

impl Command for SavePreference {
    type Output = Result<(), StateError>;
    type Part = PreferenceStore;
    const LANE: Lane = Lane::Keyring;

    fn run(self, store: &PreferenceStore) -> Self::Output {
        let mut changes = Preferences::default();
        match self {
            Self::Theme(theme) => changes.theme = Some(theme),
            Self::Zoom(zoom) => changes.zoom = Some(zoom),
            Self::Language(language) => changes.language = Some(language),
            Self::Motion(motion) => changes.motion = Some(motion),
        }
        store.preferences.store_preferences(&changes)
    }
}

/// Hides the first steps from an administrator, or shows them again.
#[derive(Debug)]
pub struct HideFirstSteps {
    /// The session of the administrator.
    pub session: Session,
    /// Whether they are hidden.
    pub hide: bool,
}

impl Command for HideFirstSteps {
    type Output = Result<(), StateError>;
    type Part = PreferenceStore;
    const LANE: Lane = Lane::Keyring;

    fn run(self, store: &PreferenceStore) -> Self::Output {
        let who = key_of(self.session.user());
        store.preferences.hide_first_steps(&who, self.hide)
    }
}
