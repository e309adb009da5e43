//! The menu of languages.

use egui::{Align, Button, Layout, Ui, vec2};

use super::Draw;
use super::button::entry;
use super::icon::icon;
use super::theme::CONTROL_HEIGHT;

/// The width of the menu, in points.
const MENU_WIDTH: f32 = 140.0;

/// Draws the menu where there is anything to choose: a sign, and the language's name where there is room.
pub(super) fn language_ui(ui: &mut Ui, is_named: bool, draw: &mut Draw<'_>) {
    if draw.languages.len() < 2 {
        return;
    }
    let words = draw.words;
    let now = words.language();
    let label = words.with("language-choose", &[("language", now.name().into())]);
    let button = if is_named {
        Button::new(now.name())
    } else {
        Button::new(icon("language", 20.0))
    };
    let button = button.min_size(vec2(CONTROL_HEIGHT, CONTROL_HEIGHT));
    let menu = egui::containers::menu::MenuButton::from_button(button);
    let (response, inner) = menu.ui(ui, |ui| {
        let mut chosen = None;
        ui.set_min_width(MENU_WIDTH);
        for language in draw.languages {
            if entry(ui, None, language.name(), *language == now).clicked() {
                chosen = Some(*language);
                ui.close();
            }
        }
        chosen
    });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    super::button::ring(ui, &response);
    let chosen = inner.and_then(|inner| inner.inner);
    draw.chosen_language = chosen.or(draw.chosen_language);
}

/// Draws something at the left, and the menu at the right of it.
pub(super) fn with_language_ui(
    ui: &mut Ui,
    draw: &mut Draw<'_>,
    add: impl FnOnce(&mut Ui, &mut Draw<'_>),
) {
    ui.horizontal_top(|ui| {
        add(ui, draw);
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            language_ui(ui, false, draw);
        });
    });
}
