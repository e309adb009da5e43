//! The language menu, and the head of a form with the menu in it.

use egui::{Align, Button, Layout, Ui};

use crate::domain::language::Language;

use crate::ui::draw::Draw;
use crate::ui::theme::{CONTROL_HEIGHT, SMALL_GAP, TARGET};
use crate::ui::widgets::button::{clicked, entry, quiet};
use crate::ui::widgets::icon::icon;
use crate::ui::widgets::menu::menu;
use crate::ui::widgets::text::heading;

/// The width of the menu, in points.
const MENU_WIDTH: f32 = 140.0;

/// The width below which a title is beside its logo, in points.
const NARROW: f32 = 320.0;

/// Draws the menu if there are several languages, with the name of the current one or an icon.
pub(crate) fn language_ui(ui: &mut Ui, is_named: bool, draw: &mut Draw<'_>) {
    if draw.languages.len() < 2 {
        return;
    }
    let messages = draw.messages;
    let now = messages.language();
    let label = messages.with("language-choose", &[("language", now.name().into())]);
    let button = if is_named {
        Button::new(now.name())
    } else {
        Button::new(icon("language", 20.0))
    };
    let languages = draw.languages;
    let draw_menu = |ui: &mut Ui| {
        menu(ui, button, &label, MENU_WIDTH, |ui| {
            let entry = |language: &&Language| entry(ui, None, language.name(), **language == now);
            clicked(languages, entry).copied()
        })
    };
    let chosen = if is_named {
        draw_menu(ui)
    } else {
        let scope = ui.scope(|ui| {
            quiet(ui);
            draw_menu(ui)
        });
        scope.inner
    };
    draw.chosen_language = chosen.or(draw.chosen_language);
}

/// Draws the head of a form: a logo, the language menu at its right, and the title under both, or between them in a
/// narrow window.
pub(crate) fn head_ui(
    ui: &mut Ui,
    title: &str,
    draw: &mut Draw<'_>,
    logo: impl FnOnce(&mut Ui, &mut Draw<'_>),
) {
    let is_narrow = ui.available_width() < NARROW;
    ui.horizontal_top(|ui| {
        logo(ui, draw);
        if is_narrow {
            let gap = ui.spacing().item_spacing.x;
            let room = (ui.available_width() - CONTROL_HEIGHT - gap).max(TARGET);
            ui.vertical(|ui| {
                ui.set_width(room);
                ui.add_space(SMALL_GAP);
                heading(ui, title);
            });
        }
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            language_ui(ui, false, draw);
        });
    });
    if !is_narrow {
        heading(ui, title);
    }
}
