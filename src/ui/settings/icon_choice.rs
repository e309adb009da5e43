//! Draws the choice of an icon.

use egui::{Button, Ui};

use crate::domain::icon::ICONS;
use crate::messages::Messages;

use crate::ui::theme::{SMALL_GAP, TextRole};
use crate::ui::widgets::button::{action, clicked, quiet_button};
use crate::ui::widgets::icon::icon;
use crate::ui::widgets::menu::menu;
use crate::ui::widgets::text::label;

/// The width of the menu, in points.
const WIDTH: f32 = 260.0;

/// Draws a button with the icon, and the menu of all icons that it opens.
pub(crate) fn icon_choice(ui: &mut Ui, chosen: &mut String, messages: &Messages) {
    label(ui, &messages.get("settings-page-icon"));
    let none = messages.get("settings-page-no-icon");
    let name = match chosen.as_str() {
        "" => none.clone().into_owned(),
        name => readable(name),
    };
    let text = TextRole::Body.text(ui, &name);
    let button = if chosen.is_empty() {
        Button::new(text)
    } else {
        Button::new((icon(chosen, 20.0), text))
    };
    let label = messages.with("settings-page-icon-of", &[("name", name.into())]);
    let picked = menu(ui, button, &label, WIDTH, |ui| {
        if action(ui, None, &none).clicked() {
            return Some("");
        }
        let row = ui.horizontal_wrapped(|ui| {
            clicked(ICONS, |(name, _)| quiet_button(ui, name, &readable(name)))
        });
        row.inner.map(|(name, _)| *name)
    });
    if let Some(name) = picked {
        name.clone_into(chosen);
    }
    ui.add_space(SMALL_GAP);
}

/// Returns the name of an icon as words.
fn readable(name: &str) -> String {
    name.replace('_', " ")
}
