//! Preferences of this computer.

use crate::domain::appearance::{Motion, ThemeChoice, Zoom};
use crate::domain::language::Language;

/// What users set for this computer. Whatever is absent follows the system or the settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// Light or dark.
    pub theme: Option<ThemeChoice>,
    /// The zoom.
    pub zoom: Option<Zoom>,
    /// The language.
    pub language: Option<Language>,
    /// Animated or not.
    pub motion: Option<Motion>,
}
