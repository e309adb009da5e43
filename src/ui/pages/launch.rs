//! Draws a page of programs, files and links as tiles, each pressable as a whole.

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align, Color32, FontSelection, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::domain::page::{LaunchItem, Target};
use crate::messages::Messages;

use crate::ui::theme::{BOX_RADIUS, NOTE_RADIUS, TILE_HEIGHT, TextRole, palette};
use crate::ui::widgets::focus_ring::ring;
use crate::ui::widgets::icon::{IconStyle, paint};

/// The space between tiles, in points.
const GAP: f32 = 12.0;
/// The least width of a tile beside others, in points.
const WIDTH_MIN: f32 = 210.0;
/// The most tiles in a row.
const COLUMNS_MAX: f32 = 4.0;
/// The height of a tile that has a row to itself, in points.
const ROW_HEIGHT: f32 = 84.0;
/// The space between the edge of a tile and its content, in points.
const PADDING: f32 = 18.0;
/// The side of the square behind an icon, in points.
const BADGE: f32 = 44.0;

/// Draws the items. Returns the index of the one that was pressed.
pub(crate) fn launch_ui(ui: &mut Ui, items: &[LaunchItem], messages: &Messages) -> Option<usize> {
    let width = ui.available_width();
    let columns = ((width + GAP) / (WIDTH_MIN + GAP)).floor();
    let columns = columns.clamp(1.0, COLUMNS_MAX);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "1 to 4"
    )]
    let per_row = columns as usize;
    let height = if per_row == 1 {
        ROW_HEIGHT
    } else {
        TILE_HEIGHT
    };
    let size = vec2((width - GAP * (columns - 1.0)) / columns, height);
    let mut pressed = None;
    for (row, tiles) in items.chunks(per_row).enumerate() {
        let (area, _) = ui.allocate_exact_size(vec2(width, height), Sense::empty());
        let mut at = area.min;
        for (column, item) in tiles.iter().enumerate() {
            let tile = Rect::from_min_size(at, size);
            let index = row * per_row + column;
            if tile_ui(ui, index, item, tile, messages).clicked() {
                pressed = Some(index);
            }
            at.x += size.x + GAP;
        }
        ui.add_space(GAP - ui.spacing().item_spacing.y);
    }
    pressed
}

fn tile_ui(
    ui: &mut Ui,
    index: usize,
    item: &LaunchItem,
    tile: Rect,
    messages: &Messages,
) -> Response {
    let response = ui.interact(tile, ui.scope_id().with(("tile", index)), Sense::click());
    let palette = palette(ui.visuals());
    let is_pointed = response.hovered() || response.has_focus();
    let (fill, badge) = if is_pointed {
        (palette.hovered, palette.chosen)
    } else {
        (palette.raised, palette.tint)
    };
    let line = Stroke::new(1.0, palette.line);
    ui.painter()
        .rect(tile, BOX_RADIUS, fill, line, StrokeKind::Inside);
    let inside = tile.shrink(PADDING);
    let square = Rect::from_min_size(inside.min, vec2(BADGE, BADGE));
    ui.painter().rect_filled(square, NOTE_RADIUS, badge);
    let icon = (icon_of(item), IconStyle::Filled);
    paint(ui, square.center(), icon, 24.0, palette.accent_text);
    let corner = pos2(inside.right() - 8.0, inside.top() + 8.0);
    let kind = (kind_of(item), IconStyle::Outlined);
    paint(ui, corner, kind, 18.0, palette.weak);
    // Beside the icon, or below it.
    let is_row = tile.height() < TILE_HEIGHT;
    let at = if is_row {
        pos2(square.right() + GAP, inside.top() + 3.0)
    } else {
        pos2(inside.left(), square.bottom() + 14.0)
    };
    let right = if is_row {
        corner.x - 16.0
    } else {
        inside.right()
    };
    let place = (at, right - at.x);
    let bottom = lines_ui(ui, place, &item.title, (TextRole::Label, palette.text), 1);
    let description = item.description.as_deref().unwrap_or_default();
    let place = (pos2(at.x, bottom), right - at.x);
    let rows = if is_row { 1 } else { 2 };
    lines_ui(
        ui,
        place,
        description,
        (TextRole::Small, palette.weak),
        rows,
    );
    ring(ui, &response);
    let label = messages.with(label_of(item), &[("title", item.title.as_str().into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    if !description.is_empty() {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_description(description);
        });
    }
    response
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

fn label_of(item: &LaunchItem) -> &'static str {
    match item.target {
        Target::Program { .. } => "launch-start",
        Target::File(_) | Target::Link(_) => "launch-open",
    }
}

/// Returns the icon that says what is opened or started.
fn kind_of(item: &LaunchItem) -> &'static str {
    match item.target {
        Target::Program { .. } => "terminal",
        Target::File(_) => "description",
        Target::Link(_) => "open_in_new",
    }
}

fn icon_of(item: &LaunchItem) -> &str {
    let default = match item.target {
        Target::Program { .. } => "play_arrow",
        Target::File(_) => "description",
        Target::Link(_) => "public",
    };
    item.icon.as_deref().unwrap_or(default)
}
