//! Panels: groups of a page that have a frame of their own.

use egui::{Align, Frame, Layout, Margin, Stroke, TextStyle, Ui, UiBuilder, vec2};

use crate::ui::theme::{BOX_RADIUS, CONTROL_HEIGHT, SMALL_GAP, palette};
use crate::ui::widgets::button::{clicked, secondary};
use crate::ui::widgets::text::{label, text_width, weak};

/// The least width of text with buttons beside it, in points.
const TEXT_MIN: f32 = 240.0;

/// Draws a panel over the whole width.
pub(crate) fn panel<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = palette(ui.visuals());
    let frame = Frame::new()
        .fill(palette.raised)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(BOX_RADIUS)
        .inner_margin(Margin::same(16));
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui)
    });
    ui.add_space(SMALL_GAP);
    inner.inner
}

/// Draws optional content without shifting the ids of later widgets: egui numbers widgets in the order in which they
/// are drawn, so that the focused one would lose the focus when a notice appears or disappears above it.
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

/// Draws a title and lines under it, with buttons beside them where there is room, or below. Returns the value of
/// the button that was clicked.
pub(crate) fn text_with_buttons<T>(
    ui: &mut Ui,
    title: &str,
    lines: &[String],
    buttons: Vec<(String, T)>,
) -> Option<T> {
    let spacing = ui.spacing();
    let (gap, padding) = (spacing.item_spacing.x, 2.0 * spacing.button_padding.x);
    let width =
        |(label, _): &(String, T)| text_width(ui, label, &TextStyle::Button) + padding + gap;
    let room = ui.available_width() - buttons.iter().map(width).sum::<f32>();
    let buttons = |ui: &mut Ui| {
        let clicked = clicked(buttons, |(label, _)| secondary(ui, label, true));
        clicked.map(|(_, value)| value)
    };
    if room < TEXT_MIN {
        text(ui, title, lines);
        return ui.horizontal_wrapped(buttons).inner;
    }
    let row = ui.horizontal(|ui| {
        // A single line is centred beside its buttons.
        let layout = if lines.is_empty() {
            Layout::left_to_right(Align::Center)
        } else {
            Layout::top_down(Align::Min)
        };
        ui.allocate_ui_with_layout(vec2(room, CONTROL_HEIGHT), layout, |ui| {
            ui.set_min_width(room);
            text(ui, title, lines);
        });
        buttons(ui)
    });
    row.inner
}

fn text(ui: &mut Ui, title: &str, lines: &[String]) {
    label(ui, title);
    for line in lines {
        weak(ui, line);
    }
}
