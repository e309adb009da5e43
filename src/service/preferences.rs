//! How the window looks on this computer: theme, size and language.
//!
//! Looks are no reason to stop a user: what the state store cannot tell is as if it was never set.

use crate::domain::appearance::{ThemeChoice, Zoom};
use crate::domain::language::Language;

use crate::service::Service;
use crate::service::command::{Command, Lane};
use crate::service::ports::StateError;

/// How the window looks on this computer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// The theme; `None` to follow the system.
    pub theme: Option<ThemeChoice>,
    /// The size of everything; `None` for the usual size.
    pub zoom: Option<Zoom>,
    /// The language that was chosen on this computer.
    pub language: Option<Language>,
    /// The language that the system is set to, if it is one of ours.
    pub system_language: Option<Language>,
}

/// Reads the preferences of this computer.
pub struct LoadPreferences;

impl Command for LoadPreferences {
    type Output = Preferences;
    type Part = Service;
    const LANE: Lane = Lane::Keyring;

    fn run(self, service: &Service) -> Preferences {
        let tags = service.platform.languages();
        Preferences {
            theme: service.state.theme().ok().flatten(),
            zoom: service.state.zoom().ok().flatten(),
            language: service.state.language().ok().flatten(),
            system_language: Language::first_of(tags.iter().map(String::as_str)),
        }
    }
}

/// Stores one preference of this computer.
pub enum SavePreference {
    /// The theme.
    Theme(ThemeChoice),
    /// The size of everything.
    Zoom(Zoom),
    /// The language.
    Language(Language),
}

impl Command for SavePreference {
    type Output = Result<(), StateError>;
    type Part = Service;
    const LANE: Lane = Lane::Keyring;

    fn run(self, service: &Service) -> Self::Output {
        match self {
            Self::Theme(theme) => service.state.keep_theme(theme),
            Self::Zoom(zoom) => service.state.keep_zoom(zoom),
            Self::Language(language) => service.state.keep_language(language),
        }
    }
}
