//! Tiles in rows, each pressable as a whole: an icon, a title, and a description beside or below the icon.

use std::borrow::Cow;

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align, Color32, FontSelection, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::messages::join_sentences;
use crate::ui::theme::{BOX_RADIUS, NOTE_RADIUS, TILE_HEIGHT, TextRole, palette};
use crate::ui::widgets::focus_ring::ring;
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::text::tooltip;

/// The space between tiles, in points.
const GAP: f32 = 12.0;
/// The least width of a tile beside others, in points.
const WIDTH_MIN: f32 = 210.0;
/// The height of a tile whose text is beside its icon, in points.
const ROW_HEIGHT: f32 = 72.0;
/// The space between the edge of a tile and its content, in points: beside the icon, and below it.
const PADDING: [f32; 2] = [14.0, 18.0];
/// The side of the square behind an icon, in points.
const BADGE: f32 = 44.0;

/// A tile.
pub(crate) struct Tile<'a> {
    /// The name of the icon.
    pub(crate) icon: &'a str,
    /// The name of a small icon in the corner.
    pub(crate) corner: Option<&'a str>,
    /// The title.
    pub(crate) title: &'a str,
    /// The description; may be empty.
    pub(crate) description: Cow<'a, str>,
    /// What pressing it needs, shown as an icon of two people.
    pub(crate) needs: Option<Cow<'a, str>>,
    /// The name for screen readers.
    pub(crate) label: Cow<'a, str>,
}

/// Draws tiles in rows of at most so many. Tiles beside each other are high if `is_high`. Returns the index of the one that
/// was pressed.
pub(crate) fn tiles_ui(
    ui: &mut Ui,
    tiles: &[Tile<'_>],
    (columns_max, is_high): (usize, bool),
) -> Option<usize> {
    let width = ui.available_width();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few tiles beside each other"
    )]
    let fitting = ((width + GAP) / (WIDTH_MIN + GAP)).floor() as usize;
    let per_row = fitting.clamp(1, columns_max);
    let height = if is_high && per_row > 1 {
        TILE_HEIGHT
    } else {
        ROW_HEIGHT
    };
    #[expect(clippy::cast_precision_loss, reason = "a few tiles beside each other")]
    let columns = per_row as f32;
    let size = vec2((width - GAP * (columns - 1.0)) / columns, height);
    let mut pressed = None;
    for (row, tiles) in tiles.chunks(per_row).enumerate() {
        let (area, _) = ui.allocate_exact_size(vec2(width, height), Sense::empty());
        let mut at = area.min;
        for (column, tile) in tiles.iter().enumerate() {
            let area = Rect::from_min_size(at, size);
            let index = row * per_row + column;
            if tile_ui(ui, index, tile, area).clicked() {
                pressed = Some(index);
            }
            at.x += size.x + GAP;
        }
        ui.add_space(GAP - ui.spacing().item_spacing.y);
    }
    pressed
}

fn tile_ui(ui: &mut Ui, index: usize, tile: &Tile<'_>, area: Rect) -> Response {
    let response = ui.interact(area, ui.scope_id().with(("tile", index)), Sense::click());
    let palette = palette(ui.visuals());
    let is_pointed = response.hovered() || response.has_focus();
    let (fill, badge) = if is_pointed {
        (palette.hovered, palette.chosen)
    } else {
        (palette.raised, palette.tint)
    };
    let line = Stroke::new(1.0, palette.line);
    ui.painter()
        .rect(area, BOX_RADIUS, fill, line, StrokeKind::Inside);
    let is_row = area.height() < TILE_HEIGHT;
    let inside = area.shrink(if is_row { PADDING[0] } else { PADDING[1] });
    let square = Rect::from_min_size(inside.min, vec2(BADGE, BADGE));
    ui.painter().rect_filled(square, NOTE_RADIUS, badge);
    let icon = (tile.icon, IconStyle::Filled);
    paint(ui, square.center(), icon, 24.0, palette.accent_text);
    let corner = pos2(inside.right() - 8.0, inside.top() + 8.0);
    if let Some(icon) = tile.corner {
        let icon = (icon, IconStyle::Outlined);
        paint(ui, corner, icon, 18.0, palette.weak);
    }
    let corner = match &tile.needs {
        Some(_) => {
            let place = corner - vec2(26.0, 0.0);
            let icon = ("groups", IconStyle::Outlined);
            paint(ui, place, icon, 18.0, palette.accent_text);
            place
        }
        None => corner,
    };
    text_ui(ui, tile, (inside, square, corner), is_row);
    ring(ui, &response);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &*tile.label));
    let needs = tile.needs.as_deref().unwrap_or_default();
    let described = match &*tile.description {
        "" => needs.to_owned(),
        description => join_sentences(description, needs),
    };
    if !described.is_empty() {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_description(described);
        });
    }
    match &tile.needs {
        Some(needs) => tooltip(response, needs),
        None => response,
    }
}

/// Draws the title and the description: beside the icon, or below it.
fn text_ui(ui: &Ui, tile: &Tile<'_>, (inside, square, corner): (Rect, Rect, Pos2), is_row: bool) {
    let palette = palette(ui.visuals());
    let mut height = TextRole::Label.line_height();
    if !tile.description.is_empty() {
        height += TextRole::Small.line_height();
    }
    let at = if is_row {
        pos2(square.right() + GAP, square.center().y - height / 2.0)
    } else {
        pos2(inside.left(), square.bottom() + 14.0)
    };
    let right = if is_row && tile.corner.is_some() {
        corner.x - 16.0
    } else {
        inside.right()
    };
    let place = (at, right - at.x);
    let bottom = lines_ui(ui, place, tile.title, (TextRole::Label, palette.text), 1);
    let place = (pos2(at.x, bottom), right - at.x);
    let rows = if is_row { 1 } else { 2 };
    let style = (TextRole::Small, palette.weak);
    lines_ui(ui, place, &tile.description, style, rows);
}

/// Paints at most so many lines of a text of this width. Returns where they end.
fn lines_ui(
    ui: &Ui,
    (at, width): (Pos2, f32),
    text: &str,
    (role, colour): (TextRole, Color32),
    rows: usize,
) -> f32 {
    let mut job = LayoutJob::default();
    let text = role.text(ui, text).color(colour);
    text.append_to(&mut job, ui.style(), FontSelection::Default, Align::Min);
    job.wrap = TextWrapping {
        max_width: width.max(0.0),
        max_rows: rows,
        ..TextWrapping::default()
    };
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let bottom = at.y + galley.size().y;
    ui.painter().galley(at, galley, colour);
    bottom
}
