//! The ring around the widget that has the focus.

use egui::{Color32, CornerRadius, Rect, Response, Stroke, StrokeKind, Ui};

use crate::ui::theme::{RADIUS, RING_WIDTH, palette};

/// The ring around what has the focus, in the accent colour.
pub(crate) fn ring(ui: &Ui, response: &Response) {
    ring_in(ui, response, palette(ui.visuals()).accent);
}

/// The same inside its edge, for what stands close to others.
pub(crate) fn ring_inside(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let accent = palette(ui.visuals()).accent;
        paint_ring(ui, response.rect.shrink(3.0), accent);
    }
}

/// The ring around what has the focus, two points outside it.
pub(crate) fn ring_in(ui: &Ui, response: &Response, colour: Color32) {
    if response.has_focus() {
        paint_ring(ui, response.rect, colour);
    }
}

/// The ring around what has the focus.
pub(crate) fn paint_ring(ui: &Ui, rect: Rect, colour: Color32) {
    ui.painter().rect_stroke(
        rect.expand(1.0),
        CornerRadius::same(RADIUS + 1),
        Stroke::new(RING_WIDTH, colour),
        StrokeKind::Outside,
    );
}
