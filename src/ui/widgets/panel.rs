//! Panels: groups of a page that have a frame of their own.

use egui::{Frame, Margin, Stroke, Ui, UiBuilder};

use crate::ui::theme::{BOX_RADIUS, SMALL_GAP, palette};

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
