//! Cards: the centred frame of a form, which scrolls if it is taller than the window. Columns, and empty areas.

use egui::{
    Context, CornerRadius, Frame, Id, Margin, Rangef, Rect, ScrollArea, Shape, Stroke, Ui, Vec2,
};

use crate::messages::{Message, Messages};

use crate::ui::theme::scope;
use crate::ui::theme::{
    CARD_RADIUS, CONTROL_HEIGHT, Elevation, GAP, NARROW_WIDTH, SMALL_GAP, TextRole, palette,
};
use crate::ui::widgets::illustration::{Scene, scene_ui};
use crate::ui::widgets::scroll::scroll;
use crate::ui::widgets::steps::{Step, steps_ui};
use crate::ui::widgets::text::weak;

/// The space above a card as a share of the height of its area.
const TOP: f32 = 0.17;
/// The width below which a card has the smallest margins, in points.
const TINY_WIDTH: f32 = 360.0;
/// Those margins, in points.
const TINY_MARGIN: f32 = 8.0;
/// The space above a foot, in points.
const FOOT_GAP: f32 = 24.0;
/// The space above and below the content of a foot, in points.
const FOOT_PADDING: i8 = 16;
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

/// What is above a card.
#[derive(Clone, Copy)]
pub(crate) enum CardHead<'a> {
    /// The steps of the set-up, of which one is open.
    Steps(Step, &'a Messages),
    /// The time of day and the date.
    Clock {
        /// The time.
        time: &'a str,
        /// The date.
        date: &'a str,
    },
}

impl CardHead<'_> {
    /// Returns the space above it as a share of the height of the area, and the space between it and the card.
    fn spaces(self) -> (f32, f32) {
        match self {
            Self::Steps(..) => (0.05, 33.0),
            Self::Clock { .. } => (0.09, 56.0),
        }
    }

    fn ui(self, ui: &mut Ui) {
        match self {
            Self::Steps(step, messages) => steps_ui(ui, step, messages),
            Self::Clock { time, date } => {
                ui.vertical_centered(|ui| {
                    ui.spacing_mut().item_spacing.y = 4.0;
                    ui.label(TextRole::Clock.text(ui, time));
                    weak(ui, date);
                });
            }
        }
    }
}

/// How a card is laid out.
#[derive(Clone, Copy)]
pub(crate) struct CardLayout<'a> {
    /// Its greatest width, in points.
    pub(crate) width: f32,
    /// What is above it.
    pub(crate) head: Option<CardHead<'a>>,
    /// Whether it ends with a [`foot`].
    pub(crate) has_foot: bool,
}

impl From<f32> for CardLayout<'_> {
    fn from(width: f32) -> Self {
        Self {
            width,
            head: None,
            has_foot: false,
        }
    }
}

/// Draws a centred card of at most `width` points. Its top stays where it is while messages make it longer.
pub(crate) fn card<'a, R>(
    ui: &mut Ui,
    layout: impl Into<CardLayout<'a>>,
    add: impl FnOnce(&mut Ui) -> R,
) -> R {
    card_over(ui, layout, add, |_| {})
}

/// Draws a card, and a footer at the bottom of the window. If the window is too low for both, the footer
/// follows the card.
pub(crate) fn card_over<'a, R>(
    ui: &mut Ui,
    layout: impl Into<CardLayout<'a>>,
    add: impl FnOnce(&mut Ui) -> R,
    footer: impl FnOnce(&mut Ui),
) -> R {
    let CardLayout {
        width,
        head,
        has_foot,
    } = layout.into();
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
        let (share, gap) = head.map_or((TOP, 0.0), CardHead::spaces);
        let above = above((available, share), outer, last);
        ui.add_space(above);
        let top = ui.cursor().top();
        if let Some(head) = head {
            head.ui(ui);
            ui.add_space(gap);
        }
        let side = ((available.x - content) / 2.0 - f32::from(padding)).max(0.0);
        let inner = ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(side.floor());
            raised_ui(ui, (padding, has_foot), |ui| {
                scope::enter(ui);
                // A foot reaches to the edges of the card.
                ui.spacing_mut().window_margin = Margin::same(padding);
                ui.vertical(|ui| {
                    ui.set_width(content.floor());
                    add(ui)
                })
                .inner
            })
        });
        let height = inner.response.rect.bottom() - top;
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
fn above((area, share): (Vec2, f32), outer: f32, last: Option<Place>) -> f32 {
    let wanted = (area.y * share).round();
    match last {
        Some(last) if last.area == area && last.is_settled => last.above,
        Some(last) => (area.y - last.height - outer).clamp(outer, wanted.max(outer)),
        None => wanted,
    }
    .floor()
}

/// Draws the frame of a card with its shadows.
fn raised_ui<R>(ui: &mut Ui, (padding, has_foot): (i8, bool), add: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = palette(ui.visuals());
    let bottom = if has_foot { FOOT_PADDING } else { padding };
    let under = ui.painter().add(Shape::Noop);
    let frame = Frame::new()
        .fill(palette.raised)
        .stroke(Stroke::new(1.0, palette.line))
        .corner_radius(CARD_RADIUS)
        .inner_margin(Margin {
            bottom,
            ..Margin::same(padding)
        });
    let inner = frame.show(ui, add);
    let shadows = Elevation::Card.shadows(ui.visuals().dark_mode);
    let shapes = shadows.map(|shadow| shadow.as_shape(inner.response.rect, CARD_RADIUS).into());
    ui.painter().set(under, Shape::Vec(shapes.to_vec()));
    inner.inner
}

/// Draws the foot of a card: what confirms and continues, on another background.
pub(crate) fn foot<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let margin = ui.spacing().window_margin.leftf();
    let gap = ui.spacing().item_spacing.y;
    ui.add_space(FOOT_GAP - gap);
    let under = ui.painter().add(Shape::Noop);
    let padding = f32::from(FOOT_PADDING);
    let top = ui.cursor().top();
    ui.add_space(padding);
    let inner = ui.vertical(add);
    let palette = palette(ui.visuals());
    let across = ui.max_rect().x_range().expand(margin);
    let down = Rangef::new(top, inner.response.rect.bottom() + padding);
    let corners = CornerRadius {
        sw: CARD_RADIUS,
        se: CARD_RADIUS,
        ..CornerRadius::ZERO
    };
    let area = Rect::from_x_y_ranges(across, down);
    let (fill, line) = palette.on_raised(ui.visuals().dark_mode);
    let line = Stroke::new(1.0, line);
    let shapes = vec![
        Shape::rect_filled(area, corners, fill),
        Shape::hline(across, top, line),
    ];
    ui.painter().set(under, Shape::Vec(shapes));
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
