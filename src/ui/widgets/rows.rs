//! Rows of a box, parted by lines: an icon, a title with lines under it, and controls at the right.

use egui::{Align, AsIdSalt, Button, Color32, Frame, Layout, Margin, Response, Sense, Stroke, Ui};
use egui::{TextStyle, TextWrapMode, Vec2, WidgetText, vec2};

use crate::ui::theme::{BOX_RADIUS, DENSE_HEIGHT, DENSE_RADIUS, SMALL_GAP, TextRole, palette};
use crate::ui::widgets::button::quiet;
use crate::ui::widgets::focus_ring::ring;
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::text::{label, small};

/// The side of the icon, in points.
const ICON: f32 = 24.0;
/// The space between the icon and the text, in points.
const ICON_GAP: f32 = 14.0;
/// The least width of the text beside controls, in points. If there is less, they are below it.
const TEXT_MIN: f32 = 200.0;
/// The space between the edge of a dense button and its text, in points.
const DENSE_PADDING: Vec2 = vec2(12.0, 4.0);

/// What a row says.
pub(crate) struct Row<'a> {
    /// The name of the icon; empty for a circle, which stands for what is not done yet.
    pub(crate) icon: &'a str,
    /// The colour of the icon if it has a meaning; the icon is filled then.
    pub(crate) colour: Option<Color32>,
    /// The title.
    pub(crate) title: &'a str,
    /// The lines under the title.
    pub(crate) lines: &'a [String],
}

/// Draws a box for rows over the whole width.
pub(crate) fn row_box<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let line = Stroke::new(1.0, palette(ui.visuals()).line);
    let frame = Frame::new().stroke(line).corner_radius(BOX_RADIUS);
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        add(ui)
    });
    inner.inner
}

/// Draws a row with controls of this width.
pub(crate) fn row_ui<R>(
    ui: &mut Ui,
    row: &Row<'_>,
    width: f32,
    controls: impl FnOnce(&mut Ui) -> R,
) -> R {
    row_frame(ui, |ui| {
        let gap = ui.spacing().item_spacing.x;
        let room = ui.available_width() - ICON - ICON_GAP - width - gap;
        // What is short, such as a word, never needs a line of its own.
        if room < TEXT_MIN && width > room / 3.0 {
            let room = ui.available_width() - ICON - ICON_GAP;
            let size = vec2(room, text_height(ui, row, room));
            ui.horizontal_top(|ui| text_ui(ui, row, size));
            ui.add_space(SMALL_GAP);
            return ui.horizontal_wrapped(controls).inner;
        }
        // Everything is in the middle of a row that is as high as its text.
        let size = vec2(room, text_height(ui, row, room));
        let all = vec2(ui.available_width(), size.y.max(DENSE_HEIGHT));
        let layout = Layout::left_to_right(Align::Center);
        ui.allocate_ui_with_layout(all, layout, |ui| {
            text_ui(ui, row, size);
            controls(ui)
        })
        .inner
    })
}

/// Draws a row whose widgets have ids of their own, and the line between it and the one above.
pub(crate) fn named_row<R>(ui: &mut Ui, id: impl AsIdSalt, add: impl FnOnce(&mut Ui) -> R) -> R {
    line_above(ui);
    ui.push_id(id, add).inner
}

/// Draws the line between a row and the one above, unless it is the first one.
fn line_above(ui: &Ui) {
    if ui.min_rect().height() > 0.0 {
        let line = Stroke::new(1.0, palette(ui.visuals()).line);
        let top = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), top, line);
    }
}

/// Draws a row of any content, and the line between it and the one above.
pub(crate) fn row_frame<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    line_above(ui);
    let frame = Frame::new().inner_margin(Margin::symmetric(16, 11));
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui)
    });
    inner.inner
}

/// Returns the height of the text in so much room.
fn text_height(ui: &Ui, row: &Row<'_>, room: f32) -> f32 {
    let height = |role: TextRole, text: &str| {
        let text = WidgetText::from(role.text(ui, text));
        let wrap = Some(TextWrapMode::Wrap);
        let galley = text.into_galley(ui, wrap, room, TextStyle::Body);
        galley.size().y
    };
    let lines = row.lines.iter().map(|line| height(TextRole::Small, line));
    height(TextRole::Label, row.title) + lines.sum::<f32>()
}

/// Draws the icon, and the text with this size.
fn text_ui(ui: &mut Ui, row: &Row<'_>, size: Vec2) {
    let palette = palette(ui.visuals());
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(ICON), Sense::empty());
    let (style, colour) = match row.colour {
        Some(colour) => (IconStyle::Filled, colour),
        None => (IconStyle::Outlined, palette.weak),
    };
    if row.icon.is_empty() {
        let edge = Stroke::new(1.0, palette.border);
        ui.painter().circle_stroke(rect.center(), 9.0, edge);
    }
    paint(ui, rect.center(), (row.icon, style), 20.0, colour);
    ui.add_space(ICON_GAP - ui.spacing().item_spacing.x);
    let layout = Layout::top_down(Align::Min);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_width(size.x);
        ui.spacing_mut().item_spacing.y = 0.0;
        label(ui, row.title);
        for line in row.lines {
            small(ui, line);
        }
    });
}

/// Draws a dense button.
pub(crate) fn dense(ui: &mut Ui, text: &str) -> Response {
    let button = Button::new(TextRole::Button.text(ui, text))
        .corner_radius(DENSE_RADIUS)
        .min_size(vec2(0.0, DENSE_HEIGHT));
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().button_padding = DENSE_PADDING;
            ui.spacing_mut().interact_size.y = DENSE_HEIGHT;
            ui.add(button)
        })
        .inner;
    ring(ui, &response);
    response
}

/// Draws a dense button without an edge.
pub(crate) fn dense_quiet(ui: &mut Ui, text: &str) -> Response {
    ui.scope(|ui| {
        quiet(ui);
        dense(ui, text)
    })
    .inner
}

/// Returns the width of dense buttons beside each other.
pub(crate) fn dense_width<'t>(ui: &Ui, texts: impl IntoIterator<Item = &'t str>) -> f32 {
    let gap = ui.spacing().item_spacing.x;
    let width = |text: &str| {
        let wrap = Some(TextWrapMode::Extend);
        let text = WidgetText::from(TextRole::Button.text(ui, text));
        let galley = text.into_galley(ui, wrap, f32::INFINITY, TextStyle::Button);
        galley.size().x.ceil() + 2.0 * DENSE_PADDING.x + gap
    };
    let all: f32 = texts.into_iter().map(width).sum();
    (all - gap).max(0.0)
}
