//! Draws a page of things to start: each with its icon, what it is, and a button. Says which one was chosen.

use egui::{Align, Frame, Layout, Margin, RichText, Stroke, TextStyle, Ui, WidgetText, vec2};

use crate::account::view::{LaunchItem, Target};
use crate::words::Words;

use super::button::secondary;
use super::card::weak;
use super::icon::decoration;
use super::theme::{CONTROL_HEIGHT, RADIUS, SMALL_GAP, palette};

/// The side of an icon.
const ICON: f32 = 28.0;

/// The least room for a text that has its button beside it.
const TEXT_MIN: f32 = 240.0;

/// Things to start; says which one was chosen.
pub(super) fn launch_ui(ui: &mut Ui, items: &[LaunchItem], words: &Words) -> Option<usize> {
    let palette = palette(ui.visuals());
    let mut chosen = None;
    for (index, item) in items.iter().enumerate() {
        Frame::new()
            .fill(palette.card)
            .stroke(Stroke::new(1.0, palette.line))
            .corner_radius(RADIUS)
            .inner_margin(Margin::same(16))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                if item_ui(ui, item, words) {
                    chosen = Some(index);
                }
            });
        ui.add_space(SMALL_GAP);
    }
    chosen
}

/// One thing; its button stands beside it where there is room. Says whether it is to be started.
fn item_ui(ui: &mut Ui, item: &LaunchItem, words: &Words) -> bool {
    let label = words.with(label_of(item), &[("title", item.title.as_str().into())]);
    let galley = WidgetText::from(label.as_str()).into_galley(
        ui,
        Some(egui::TextWrapMode::Extend),
        f32::INFINITY,
        TextStyle::Button,
    );
    let spacing = ui.spacing();
    let button = galley.size().x + 2.0 * spacing.button_padding.x;
    let room = ui.available_width() - ICON - button - 2.0 * spacing.item_spacing.x;
    let mut is_chosen = false;
    ui.horizontal(|ui| {
        decoration(ui, icon_of(item), ICON, palette(ui.visuals()).accent);
        if room < TEXT_MIN {
            ui.vertical(|ui| text_ui(ui, item));
            return;
        }
        let layout = match item.description {
            Some(_) => Layout::top_down(Align::Min),
            None => Layout::left_to_right(Align::Center),
        };
        ui.allocate_ui_with_layout(vec2(room, CONTROL_HEIGHT), layout, |ui| {
            ui.set_min_width(room);
            text_ui(ui, item);
        });
        is_chosen = secondary(ui, &label, true).clicked();
    });
    if room < TEXT_MIN {
        is_chosen = secondary(ui, &label, true).clicked();
    }
    is_chosen
}

fn text_ui(ui: &mut Ui, item: &LaunchItem) {
    ui.label(RichText::new(&item.title).strong());
    if let Some(description) = &item.description {
        weak(ui, description);
    }
}

fn label_of(item: &LaunchItem) -> &'static str {
    match item.target {
        Target::Program { .. } => "launch-start",
        Target::File(_) | Target::Link(_) => "launch-open",
    }
}

fn icon_of(item: &LaunchItem) -> &str {
    let default = match item.target {
        Target::Program { .. } => "play_arrow",
        Target::File(_) => "description",
        Target::Link(_) => "open_in_new",
    };
    item.icon.as_deref().unwrap_or(default)
}
