//! Groups of things on a card of their own, inside a page.

use egui::{Align, Frame, Layout, Margin, RichText, Stroke, TextStyle, Ui, UiBuilder, vec2};

use crate::ui::theme::{CONTROL_HEIGHT, RADIUS, SMALL_GAP, palette};
use crate::ui::widgets::button::secondary;
use crate::ui::widgets::text::{text_width, weak};

/// The least room for text that has its buttons beside it.
const TEXT_MIN: f32 = 240.0;

/// Draws a group of things on a card of its own, as wide as there is room.
pub(crate) fn panel<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = palette(ui.visuals());
    let frame = Frame::new()
        .fill(palette.card)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(RADIUS)
        .inner_margin(Margin::same(16));
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui)
    });
    ui.add_space(SMALL_GAP);
    inner.inner
}

/// Draws what may be there or not, and keeps apart what follows: egui tells widgets from each other by how many came
/// before, so that whatever has the focus would lose it to a notice that comes or goes.
pub(crate) fn optional<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let mut inside = ui.new_child(UiBuilder::new());
    let result = add(&mut inside);
    let rect = inside.min_rect();
    if rect.height() > 0.0 {
        ui.advance_cursor_after_rect(rect);
    } else {
        ui.skip_ahead_auto_ids(1);
    }
    result
}

/// Draws a title and lines under it, with buttons beside them where there is room, or below. Says which button
/// was pressed.
pub(crate) fn text_with_buttons(
    ui: &mut Ui,
    title: &str,
    lines: &[String],
    labels: &[String],
) -> Option<usize> {
    let spacing = ui.spacing();
    let (gap, padding) = (spacing.item_spacing.x, 2.0 * spacing.button_padding.x);
    let width = |label: &String| text_width(ui, label, &TextStyle::Button) + padding + gap;
    let room = ui.available_width() - labels.iter().map(width).sum::<f32>();
    let mut pressed = None;
    let mut buttons = |ui: &mut Ui| {
        for (at, label) in labels.iter().enumerate() {
            if secondary(ui, label, true).clicked() {
                pressed = Some(at);
            }
        }
    };
    if room < TEXT_MIN {
        text(ui, title, lines);
        ui.horizontal_wrapped(buttons);
        return pressed;
    }
    ui.horizontal(|ui| {
        // One line stands in the middle of its buttons.
        let layout = if lines.is_empty() {
            Layout::left_to_right(Align::Center)
        } else {
            Layout::top_down(Align::Min)
        };
        ui.allocate_ui_with_layout(vec2(room, CONTROL_HEIGHT), layout, |ui| {
            ui.set_min_width(room);
            text(ui, title, lines);
        });
        buttons(ui);
    });
    pressed
}

fn text(ui: &mut Ui, title: &str, lines: &[String]) {
    ui.label(RichText::new(title).strong());
    for line in lines {
        weak(ui, line);
    }
}
