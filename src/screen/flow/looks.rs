//! Appearance and language: what was chosen on this computer, and what the file sets.

use crate::domain::appearance::{Accent, Motion, ThemeChoice, Zoom};
use crate::domain::language::Language;

use crate::screen::flow::Flow;

impl Flow {
    /// Returns the theme that was chosen on this computer; `None` to follow the system.
    #[must_use]
    pub fn theme(&self) -> Option<ThemeChoice> {
        self.preferences.theme
    }

    /// Returns the size of everything on this computer; `None` for the usual size.
    #[must_use]
    pub fn zoom(&self) -> Option<Zoom> {
        self.preferences.zoom
    }

    /// Returns whether what appears is animated: as it was chosen here, else as the system says. Nothing is until then.
    #[must_use]
    pub fn motion(&self) -> Motion {
        self.preferences.motion.unwrap_or(self.system_motion)
    }

    /// Returns the language to use: the one chosen here, else the file's, else the system's.
    #[must_use]
    pub fn language(&self) -> Language {
        let wanted = self.preferences.language.or(self.file_language);
        wanted
            .or(self.preferences.system_language)
            .unwrap_or_default()
    }

    /// Returns the accent colour that the file sets.
    #[must_use]
    pub fn accent(&self) -> Option<Accent> {
        self.accent
    }

    /// Notes what the file sets of the language, the accent and the clipboard, once it is known.
    pub(super) fn note_looks(&mut self) {
        self.note_access_end();
        let settings = self.screen.settings();
        if let Some(settings) = settings {
            self.file_language = settings.language;
            self.accent = settings.accent;
            self.copied.lock = settings.lock;
            self.quick.clone_from(&settings.quick);
            let limits = std::mem::replace(&mut self.parked_limits, settings.parked);
            if limits != self.parked_limits {
                self.hold_parked_limits(self.effects.now());
            }
        }
    }
}
