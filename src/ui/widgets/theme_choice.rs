//! The choice of the theme: that of the system, light or dark.

use egui::{ThemePreference, Ui};

use crate::domain::appearance::ThemeChoice;
use crate::messages::Messages;

use crate::ui::theme::DENSE_HEIGHT;
use crate::ui::widgets::segmented::segmented;

const ALL: [(ThemeChoice, &str); 3] = [
    (ThemeChoice::System, "theme-name-system"),
    (ThemeChoice::Light, "theme-name-light"),
    (ThemeChoice::Dark, "theme-name-dark"),
];

/// Returns the themes with their names.
pub(crate) fn themes(messages: &Messages) -> [(ThemeChoice, String); 3] {
    ALL.map(|(theme, name)| (theme, messages.get(name).into_owned()))
}

/// Draws the themes beside each other. Returns the one that was chosen.
pub(crate) fn theme_choice(ui: &mut Ui, messages: &Messages) -> Option<ThemeChoice> {
    let now = match ui.ctx().options(|options| options.theme_preference) {
        ThemePreference::System => ThemeChoice::System,
        ThemePreference::Light => ThemeChoice::Light,
        ThemePreference::Dark => ThemeChoice::Dark,
    };
    let label = messages.get("account-theme");
    segmented(ui, (&label, DENSE_HEIGHT), now, &themes(messages))
}
