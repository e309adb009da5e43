//! The ring around the focused widget. It is shown after a key was pressed, not after a click.

use egui::{Color32, Context, CornerRadius, Event, Id, Rect, Response, Stroke, StrokeKind, Ui};

use crate::ui::theme::{RADIUS, RING_GAP, RING_WIDTH, palette};

/// Whether the user's last input was a key.
#[derive(Clone, Copy)]
struct LastInput {
    is_key: bool,
}

fn key() -> Id {
    Id::unique("the last input was a key")
}

/// Records whether the user types or points. Call it once per frame.
pub(crate) fn note_input(ctx: &Context) {
    let is_key = ctx.input(|input| {
        let of = |event: &Event| match event {
            // A screen reader moves the focus as a key does.
            Event::Key { pressed: true, .. } | Event::AccessKitActionRequest(_) => Some(true),
            Event::PointerButton { pressed: true, .. } | Event::Touch { .. } => Some(false),
            _ => None,
        };
        input.events.iter().filter_map(of).next_back()
    });
    if let Some(is_key) = is_key {
        ctx.data_mut(|data| data.insert_temp(key(), LastInput { is_key }));
    }
}

/// Returns `true` if a focused widget has the ring. It also has it until the first input, so that the focus of a new
/// window is visible.
pub(crate) fn is_ring_shown(ctx: &Context) -> bool {
    let last: Option<LastInput> = ctx.data(|data| data.get_temp(key()));
    last.is_none_or(|last| last.is_key)
}

/// Draws the ring around a widget that has the focus.
pub(crate) fn ring(ui: &Ui, response: &Response) {
    if response.has_focus() && is_ring_shown(ui) {
        paint_ring(ui, response.rect.expand(RING_GAP), ring_colour(ui));
    }
}

/// Draws the ring inside the edge of the widget, for widgets that are close to others.
pub(crate) fn ring_inside(ui: &Ui, response: &Response) {
    if response.has_focus() && is_ring_shown(ui) {
        paint_ring(ui, response.rect.shrink(RING_WIDTH + 1.0), ring_colour(ui));
    }
}

fn ring_colour(ui: &Ui) -> Color32 {
    palette(ui.visuals()).accent_text
}

/// Draws a ring around an area. It may leave the edge of an area that scrolls.
fn paint_ring(ui: &Ui, rect: Rect, colour: Color32) {
    let clip = ui.clip_rect().expand(RING_GAP + RING_WIDTH);
    ui.painter().with_clip_rect(clip).rect_stroke(
        rect,
        CornerRadius::same(RADIUS + 2),
        Stroke::new(RING_WIDTH, colour),
        StrokeKind::Outside,
    );
}
