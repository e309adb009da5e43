//! The ring around the focused widget.

use egui::{Color32, CornerRadius, Rect, Response, Stroke, StrokeKind, Ui};

use crate::ui::theme::{RADIUS, RING_WIDTH, palette};

/// Draws the ring in the accent colour if the widget has the focus.
pub(crate) fn ring(ui: &Ui, response: &Response) {
    ring_in(ui, response, palette(ui.visuals()).accent);
}

/// Draws the ring inside the edge of the widget, for widgets that are close to others.
pub(crate) fn ring_inside(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let accent = palette(ui.visuals()).accent;
        paint_ring(ui, response.rect.shrink(3.0), accent);
    }
}

/// Draws the ring in a colour if the widget has the focus.
pub(crate) fn ring_in(ui: &Ui, response: &Response, colour: Color32) {
    if response.has_focus() {
        paint_ring(ui, response.rect, colour);
    }
}

/// Draws a ring around an area.
pub(crate) fn paint_ring(ui: &Ui, rect: Rect, colour: Color32) {
    ui.painter().rect_stroke(
        rect.expand(1.0),
        CornerRadius::same(RADIUS + 1),
        Stroke::new(RING_WIDTH, colour),
        StrokeKind::Outside,
    );
}
