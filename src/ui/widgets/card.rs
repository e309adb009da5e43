//! Cards: the centred frame of a form, which scrolls if it is taller than the window. Columns, and empty areas.

use egui::{Context, Frame, Id, Margin, ScrollArea, Shape, Stroke, Ui, Vec2};

use crate::messages::Message;

use crate::ui::theme::{
    CARD_RADIUS, CONTROL_HEIGHT, Elevation, GAP, NARROW_WIDTH, Palette, SMALL_GAP, TextRole,
    palette,
};
use crate::ui::widgets::illustration::{Scene, scene_ui};
use crate::ui::widgets::scroll::scroll;
use crate::ui::widgets::text::weak;

/// The space above a card as a share of the height of its area.
const TOP: f32 = 0.17;
/// The width below which a card has the smallest margins, in points.
const TINY_WIDTH: f32 = 360.0;
/// Those margins, in points.
const TINY_MARGIN: f32 = 8.0;
/// The height of the footer with the margin below it, in points.
const FOOTER: f32 = CONTROL_HEIGHT + 12.0;
/// The greatest width of the text of an empty area, in points.
const EMPTY_WIDTH: f32 = 360.0;

/// Where the card of a form is.
#[derive(Clone, Copy, Default)]
struct Place {
    /// The size of the area that it is in.
    area: Vec2,
    /// The space above it.
    above: f32,
    /// Its height.
    height: f32,
    /// Whether it has been drawn where it belongs.
    is_settled: bool,
}

fn key() -> Id {
    Id::unique("the place of the card")
}

/// Forgets where the card was, because another form is shown.
pub(crate) fn forget_place(ctx: &Context) {
    ctx.data_mut(|data| data.remove_temp::<Place>(key()));
}

/// Draws a centred card of at most `width` points. Its top stays where it is while messages make it longer.
pub(crate) fn card<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    card_over(ui, width, add, |_| {})
}

/// Draws a card, and at the bottom of the window what belongs to no form. If the window is too low for both, the footer
/// follows the card.
pub(crate) fn card_over<R>(
    ui: &mut Ui,
    width: f32,
    add: impl FnOnce(&mut Ui) -> R,
    footer: impl FnOnce(&mut Ui),
) -> R {
    let palette = palette(ui.visuals());
    let available = ui.available_size();
    let is_small = available.x < width + 2.0 * GAP + 48.0;
    // A small window leaves little space for margins.
    let (outer, padding) = match available.x {
        x if x < TINY_WIDTH => (TINY_MARGIN, 16_i8),
        _ if is_small => (GAP, 20),
        _ => (GAP, 32),
    };
    let content = width.min(available.x - 2.0 * outer) - 2.0 * f32::from(padding);
    let content = content.max(200.0);
    scroll(ui, ScrollArea::vertical().auto_shrink(false), |ui| {
        // The space around the card is added below, so that a card that fits does not scroll.
        ui.spacing_mut().item_spacing.y = 0.0;
        let last: Option<Place> = ui.data(|data| data.get_temp(key()));
        let above = above(available, outer, last);
        ui.add_space(above);
        let side = ((available.x - content) / 2.0 - f32::from(padding)).max(0.0);
        let inner = ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(side.floor());
            raised_ui(ui, &palette, padding, |ui| {
                ui.reset_style();
                ui.vertical(|ui| {
                    ui.set_width(content.floor());
                    add(ui)
                })
                .inner
            })
        });
        let height = inner.response.rect.height();
        // The height is known after the first frame; the second one draws the card where it belongs.
        let is_settled = last.is_some_and(|last| last.area == available);
        if !last.is_some_and(|last| last.is_settled && is_settled) {
            let place = Place {
                area: available,
                above,
                height,
                is_settled,
            };
            ui.data_mut(|data| data.insert_temp(key(), place));
            ui.ctx().request_repaint();
        }
        ui.add_space(outer);
        let used = above + height + outer;
        ui.add_space((available.y - used - FOOTER).max(0.0).floor());
        footer(ui);
        inner.inner
    })
}

/// Returns the space above the card. It gets smaller for a card that would not fit, but not while one is shown: what
/// has become longer scrolls.
fn above(area: Vec2, outer: f32, last: Option<Place>) -> f32 {
    let wanted = (area.y * TOP).round();
    match last {
        Some(last) if last.area == area && last.is_settled => last.above,
        Some(last) => (area.y - last.height - outer).clamp(outer, wanted.max(outer)),
        None => wanted,
    }
    .floor()
}

/// Draws the frame of a card with its shadows.
fn raised_ui<R>(ui: &mut Ui, palette: &Palette, padding: i8, add: impl FnOnce(&mut Ui) -> R) -> R {
    let under = ui.painter().add(Shape::Noop);
    let frame = Frame::new()
        .fill(palette.raised)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(CARD_RADIUS)
        .inner_margin(Margin::same(padding));
    let inner = frame.show(ui, add);
    let shadows = Elevation::Card.shadows(ui.visuals().dark_mode);
    let shapes = shadows.map(|shadow| shadow.as_shape(inner.response.rect, CARD_RADIUS).into());
    ui.painter().set(under, Shape::Vec(shapes.to_vec()));
    inner.inner
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
        ui.label(TextRole::Strong.text(ui, &message.summary));
        if !message.help.is_empty() {
            weak(ui, &message.help);
        }
    });
    ui.add_space(GAP);
}
