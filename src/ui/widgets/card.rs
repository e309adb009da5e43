//! Cards: the centred frame of a form, which scrolls if it is taller than the window. Columns, and empty areas.

use egui::{Frame, Margin, RichText, ScrollArea, Stroke, Ui};

use crate::messages::Message;

use crate::ui::theme::{GAP, NARROW_WIDTH, RADIUS, SMALL_GAP, palette};
use crate::ui::widgets::illustration::{Scene, scene_ui};
use crate::ui::widgets::scroll::scroll;
use crate::ui::widgets::text::weak;

/// The greatest width of the text of an empty area, in points.
const EMPTY_WIDTH: f32 = 360.0;

/// Draws a centred card of at most `width` points.
pub(crate) fn card<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = palette(ui.visuals());
    let available = ui.available_size();
    // A small window leaves no space for margins.
    let is_small = available.x < width + 2.0 * GAP + 48.0;
    let outer = if is_small { 0.0 } else { GAP };
    let padding: i8 = if is_small { 16 } else { 24 };
    let content = width.min(available.x) - 2.0 * (outer.min(1.0) + f32::from(padding));
    let content = content.max(200.0);
    scroll(ui, ScrollArea::vertical().auto_shrink(false), |ui| {
        // The space around the card is added below, so that a card that fits does not scroll.
        ui.spacing_mut().item_spacing.y = 0.0;
        let height_id = ui.scope_id().with("card height");
        let last: Option<f32> = ui.data(|data| data.get_temp(height_id));
        let free = available.y - last.unwrap_or(available.y * 0.8);
        let above = if is_small {
            0.0
        } else {
            (free / 2.0).max(outer)
        };
        ui.add_space(above.floor());
        let side = ((available.x - content) / 2.0 - f32::from(padding)).max(0.0);
        let inner = ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(side.floor());
            let raised = if is_small {
                Frame::new()
            } else {
                Frame::new()
                    .stroke(Stroke::new(1.0, palette.line))
                    .shadow(ui.visuals().window_shadow)
            };
            raised
                .fill(palette.card)
                .corner_radius(RADIUS + 4)
                .inner_margin(Margin::same(padding))
                .show(ui, |ui| {
                    ui.reset_style();
                    ui.vertical(|ui| {
                        ui.set_width(content.floor());
                        add(ui)
                    })
                    .inner
                })
        });
        let height = inner.response.rect.height();
        if last != Some(height) {
            ui.data_mut(|data| data.insert_temp(height_id, height));
            ui.ctx().request_repaint();
        }
        ui.add_space(outer);
        inner.inner.inner
    })
}

/// Draws a column of at most `width` points.
pub(crate) fn column<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.set_max_width(width.min(ui.available_width()));
        add(ui)
    })
    .inner
}

/// Draws content side by side, or one below the other in a narrow window.
pub(crate) fn beside(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    if ui.available_width() < NARROW_WIDTH {
        ui.vertical(add);
    } else {
        ui.horizontal_top(add);
    }
}

/// Draws an empty area: an illustration, what is missing, and what to do about it.
pub(crate) fn empty(ui: &mut Ui, scene: Scene, message: &Message) {
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    ui.add_space(GAP);
    ui.vertical_centered(|ui| {
        ui.set_max_width(EMPTY_WIDTH.min(ui.available_width()));
        // A small window has space for the text only.
        if !is_narrow {
            scene_ui(ui, scene);
            ui.add_space(SMALL_GAP);
        }
        ui.label(RichText::new(&message.summary).strong());
        if !message.help.is_empty() {
            weak(ui, &message.help);
        }
    });
    ui.add_space(GAP);
}
