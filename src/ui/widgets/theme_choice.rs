//! The choice of the theme: that of the system, light or dark.

use egui::{Button, ThemePreference, Ui};

use crate::domain::appearance::ThemeChoice;
use crate::messages::Messages;

use crate::ui::theme::DENSE_HEIGHT;
use crate::ui::widgets::button::{clicked, entry};
use crate::ui::widgets::icon::icon;
use crate::ui::widgets::menu::menu;
use crate::ui::widgets::segmented::segmented;

/// The side of the icon of the menu, in points.
const ICON: f32 = 20.0;
/// The width of the menu, in points.
const MENU_WIDTH: f32 = 140.0;

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
    let label = messages.get("account-theme");
    segmented(ui, (&label, DENSE_HEIGHT), now(ui), &themes(messages))
}

/// Draws a button with the menu of the themes. Returns the one that was chosen.
pub(crate) fn theme_menu(ui: &mut Ui, messages: &Messages) -> Option<ThemeChoice> {
    let (now, themes) = (now(ui), themes(messages));
    let name = themes.iter().find(|(theme, _)| *theme == now);
    let name = name.map_or("", |(_, name)| name.as_str());
    let label = messages.with("theme-choose", &[("theme", name.into())]);
    let button = Button::new(icon("contrast", ICON));
    menu(ui, button, &label, MENU_WIDTH, |ui| {
        let draw = |(theme, name): &&(ThemeChoice, String)| entry(ui, None, name, *theme == now);
        clicked(&themes, draw).map(|(theme, _)| *theme)
    })
}

/// Returns the theme that is chosen.
fn now(ui: &Ui) -> ThemeChoice {
    match ui.ctx().options(|options| options.theme_preference) {
        ThemePreference::System => ThemeChoice::System,
        ThemePreference::Light => ThemeChoice::Light,
        ThemePreference::Dark => ThemeChoice::Dark,
    }
}
