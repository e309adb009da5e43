//! Chips and cells with icons: what a row of a table is made of beside text.

use egui::{
    Align2, Pos2, Rect, Stroke, StrokeKind, TextStyle, TextWrapMode, Ui, WidgetText, pos2, vec2,
};

use crate::domain::role::ADMIN;

use crate::ui::theme::{CHIP_RADIUS, TextRole, palette};
use crate::ui::widgets::dense::role_width;
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::text::painted;
use crate::ui::widgets::virtual_list::{CellStyle, cell};

/// The height of a chip, in points.
const HEIGHT: f32 = 24.0;
/// The space between the edge of a chip and its text, in points.
const PADDING: f32 = 8.0;
/// The space between chips, in points.
const GAP: f32 = 4.0;
/// The height of a badge, in points.
const BADGE: f32 = 20.0;
/// The space between the edge of a badge and its number, in points.
const BADGE_PADDING: f32 = 7.0;
/// The space between the edge of keys and their text, in points.
const KEY_PADDING: f32 = 6.0;
/// The side of an icon in a cell, in points.
const ICON: f32 = 18.0;

/// Draws a chip for each role, as many as fit, and the number of the others. The one of administrators is marked.
pub(crate) fn chips(ui: &Ui, roles: &[String], area: Rect) {
    let mut left = area.left();
    for (at, role) in roles.iter().enumerate() {
        let is_last = at + 1 == roles.len();
        let room = area.right() - left - if is_last { 0.0 } else { HEIGHT + GAP };
        let place = (left, area.center().y, room);
        let Some(right) = chip(ui, role, role == ADMIN, place) else {
            let more = format!("+{}", roles.len() - at);
            return cell(ui, &more, area.with_min_x(left), CellStyle::Weak);
        };
        left = right + GAP;
    }
}

/// Draws a chip from `left` on if it fits into `room`. Returns its right edge.
fn chip(
    ui: &Ui,
    text: &str,
    is_marked: bool,
    (left, middle, room): (f32, f32, f32),
) -> Option<f32> {
    let palette = palette(ui.visuals());
    let (fill, edge, colour) = if is_marked {
        (palette.tint, palette.chosen, palette.accent_text)
    } else {
        (palette.soft, palette.line, palette.text)
    };
    let rich = TextRole::SmallLabel.text(ui, text).color(colour);
    let wrap = Some(TextWrapMode::Extend);
    let galley = WidgetText::from(rich).into_galley(ui, wrap, f32::INFINITY, TextStyle::Body);
    let icon = if is_marked { ICON } else { 0.0 };
    let width = galley.size().x + 2.0 * PADDING + icon;
    if width > room {
        return None;
    }
    let rect = Rect::from_min_size(pos2(left, middle - HEIGHT / 2.0), vec2(width, HEIGHT));
    let painter = ui.painter();
    let line = Stroke::new(1.0, edge);
    painter.rect(rect, CHIP_RADIUS, fill, line, StrokeKind::Inside);
    if is_marked {
        let at = pos2(left + PADDING + 6.0, middle);
        paint(ui, at, ("shield_person", IconStyle::Filled), 15.0, colour);
    }
    let at = pos2(left + PADDING + icon, middle - galley.size().y / 2.0);
    painter.galley(at, galley, colour);
    Some(rect.right())
}

/// Returns the width of a number in a badge.
pub(crate) fn badge_width(ui: &Ui, count: usize) -> f32 {
    (role_width(ui, TextRole::Caption, &count.to_string()) + 2.0 * BADGE_PADDING).max(BADGE)
}

/// Paints a number in a badge, coloured if it needs attention, from a point at the middle of its left edge on.
pub(crate) fn badge(ui: &Ui, at: Pos2, count: usize, is_urgent: bool) {
    let palette = palette(ui.visuals());
    let size = vec2(badge_width(ui, count), BADGE);
    let pill = Rect::from_min_size(pos2(at.x, at.y - BADGE / 2.0), size);
    let (fill, colour) = if is_urgent {
        (palette.accent, palette.on_accent)
    } else {
        (palette.pressed, palette.text)
    };
    ui.painter().rect_filled(pill, BADGE / 2.0, fill);
    let middle = (pill.center(), Align2::CENTER_CENTER);
    painted(ui, middle, &count.to_string(), (TextRole::Caption, colour));
}

/// Paints the keys that do the same as an entry of a menu at the right end of its area.
pub(crate) fn keys_ui(ui: &Ui, keys: &str, area: Rect) {
    let palette = palette(ui.visuals());
    let rich = TextRole::Caption.text(ui, keys).color(palette.weak);
    let wrap = Some(TextWrapMode::Extend);
    let galley = WidgetText::from(rich).into_galley(ui, wrap, f32::INFINITY, TextStyle::Body);
    let size = galley.size() + vec2(2.0 * KEY_PADDING, 4.0);
    let right = area.right() - KEY_PADDING - 2.0;
    let rect = Rect::from_center_size(pos2(right - size.x / 2.0, area.center().y), size);
    let line = Stroke::new(1.0, palette.strong_line);
    let painter = ui.painter();
    painter.rect(rect, CHIP_RADIUS, palette.soft, line, StrokeKind::Inside);
    painter.galley(rect.center() - galley.size() / 2.0, galley, palette.weak);
}

/// Draws an icon and a text into an area. Returns the right edge of the text.
pub(crate) fn icon_cell(
    ui: &Ui,
    (icon, icon_colour): ((&str, IconStyle), egui::Color32),
    text: &str,
    colour: egui::Color32,
    area: Rect,
) -> f32 {
    let at = pos2(area.left() + ICON / 2.0, area.center().y);
    paint(ui, at, icon, ICON, icon_colour);
    let area = area.with_min_x(area.left() + ICON + 6.0);
    let rich = TextRole::SmallLabel.text(ui, text).color(colour);
    let wrap = Some(TextWrapMode::Truncate);
    let width = area.width().max(0.0);
    let galley = WidgetText::from(rich).into_galley(ui, wrap, width, TextStyle::Body);
    let at = pos2(area.left(), area.center().y - galley.size().y / 2.0);
    let right = at.x + galley.size().x;
    ui.painter().galley(at, galley, colour);
    right
}
