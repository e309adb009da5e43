//! The language menu, the head of a form, and the footer of a window with its menus.

use std::cell::RefCell;

use egui::{Button, Ui};

use crate::domain::language::Language;

use crate::ui::draw::Draw;
use crate::ui::theme::{CONTROL_HEIGHT, TextRole, palette};
use crate::ui::widgets::button::{clicked, entry, quiet};
use crate::ui::widgets::card::{CardLayout, card_over};
use crate::ui::widgets::icon::icon;
use crate::ui::widgets::menu::menu;
use crate::ui::widgets::text::{heading, role_width};
use crate::ui::widgets::theme_choice::theme_menu;

/// The side of the icon, in points.
const ICON: f32 = 20.0;
/// The width of the menu, in points.
const MENU_WIDTH: f32 = 140.0;

/// The space between a logo and the title beside it, in points.
const HEAD_GAP: f32 = 14.0;
/// The space at the right of the footer, in points.
const FOOTER_MARGIN: f32 = 16.0;

/// Draws the menu if there are several languages, with the name of the current one.
pub(crate) fn language_ui(ui: &mut Ui, draw: &mut Draw<'_>) {
    if draw.languages.len() < 2 {
        return;
    }
    let messages = draw.messages;
    let now = messages.language();
    let label = messages.with("language-choose", &[("language", now.name().into())]);
    let name = TextRole::Label.text(ui, now.name());
    let button = Button::new((icon("language", ICON), name));
    let languages = draw.languages;
    let chosen = menu(ui, button, &label, MENU_WIDTH, |ui| {
        let entry = |language: &&Language| entry(ui, None, language.name(), **language == now);
        clicked(languages, entry).copied()
    });
    draw.chosen_language = chosen.or(draw.chosen_language);
}

/// Draws the head of a form: a logo, and beside it the title and a line under it.
pub(crate) fn head_ui(
    ui: &mut Ui,
    (title, subtitle): (&str, Option<&str>),
    draw: &mut Draw<'_>,
    logo: impl FnOnce(&mut Ui, &mut Draw<'_>),
) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = HEAD_GAP;
        logo(ui, draw);
        let height = ui.min_rect().height();
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            // The title is in the middle of the logo, or its first line is with a line under it.
            let free = (height - TextRole::Title.line_height()) / 2.0;
            let above = if subtitle.is_some() {
                0.0
            } else {
                free.max(0.0)
            };
            ui.add_space(above);
            heading(ui, title);
            if let Some(subtitle) = subtitle {
                let colour = palette(ui.visuals()).weak;
                ui.label(TextRole::Table.text(ui, subtitle).color(colour));
            }
        });
    });
}

/// Draws a card before a user is signed in, with the menus of the languages and of the themes at the bottom of the window.
pub(crate) fn form_card<'a, R>(
    ui: &mut Ui,
    layout: impl Into<CardLayout<'a>>,
    draw: &mut Draw<'_>,
    add: impl FnOnce(&mut Ui, &mut Draw<'_>) -> R,
) -> R {
    let draw = RefCell::new(draw);
    let form = |ui: &mut Ui| add(ui, &mut draw.borrow_mut());
    card_over(ui, layout, form, |ui| footer_ui(ui, &mut draw.borrow_mut()))
}

/// Draws the menus of the languages and, in a window of ours, of the themes at the bottom right of a window.
fn footer_ui(ui: &mut Ui, draw: &mut Draw<'_>) {
    if draw.languages.len() < 2 {
        return;
    }
    ui.horizontal(|ui| {
        quiet(ui);
        let spacing = ui.spacing();
        let around = ICON + spacing.icon_spacing + 2.0 * spacing.button_padding.x;
        let has_theme = draw.is_own_window();
        let theme = if has_theme {
            spacing.item_spacing.x + CONTROL_HEIGHT
        } else {
            0.0
        };
        let name = draw.messages.language().name();
        let language = (role_width(ui, TextRole::Label, name) + around).ceil();
        let used = language + theme + FOOTER_MARGIN;
        ui.add_space((ui.available_width() - used).max(0.0));
        language_ui(ui, draw);
        if has_theme {
            draw.chosen_theme = theme_menu(ui, draw.messages).or(draw.chosen_theme);
        }
    });
}
