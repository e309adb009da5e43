//! Draws the number of records for each day or user as a table.

use egui::{Rect, Sense, Ui, Vec2, vec2};

use crate::messages::Messages;
use crate::service::audit::AuditCount;

use crate::ui::theme::palette;
use crate::ui::widgets::virtual_list::{CellStyle, ListKind, cell, virtual_list};

/// The height of a row, in points.
const ROW: f32 = 40.0;
/// The height of the titles of the columns, in points.
const HEADER: f32 = 34.0;

/// Draws the table; `first` names the title of the first column, and `row` returns a row with its name.
pub(crate) fn counts_ui(
    ui: &mut Ui,
    messages: &Messages,
    (first, count): (&str, usize),
    row: impl Fn(usize) -> Option<(String, AuditCount)>,
) {
    let [first, done, refused] =
        [first, "activity-done", "activity-refused"].map(|name| messages.get(name));
    let size = vec2(ui.available_width(), HEADER);
    let (header, _) = ui.allocate_exact_size(size, Sense::empty());
    let header = columns(header.shrink2(vec2(8.0, 4.0)));
    legend_ui(ui, header);
    line_ui(ui, header, [&first, &done, &refused], CellStyle::Strong);
    virtual_list(
        ui,
        "sums",
        ListKind::ReadOnly,
        (count, ROW),
        |ui, at, area| {
            let (name, count) = row(at)?;
            let counts = [count.done.to_string(), count.refused.to_string()];
            let texts: [&str; 3] = [&name, &counts[0], &counts[1]];
            line_ui(ui, columns(area), texts, CellStyle::Plain);
            Some(format!(
                "{name}, {done}: {}, {refused}: {}",
                counts[0], counts[1]
            ))
        },
    );
}

/// Returns the areas of the columns in a row.
fn columns(row: Rect) -> [Rect; 3] {
    let (left, rest) = row.split_left_right_at_fraction(0.5);
    let (middle, right) = rest.split_left_right_at_fraction(0.5);
    [left, middle, right]
}

fn line_ui(ui: &Ui, columns: [Rect; 3], texts: [&str; 3], style: CellStyle) {
    for (text, area) in texts.into_iter().zip(columns) {
        cell(ui, text, area, style);
    }
}

/// Draws the colours of the bars beside the titles of their columns.
fn legend_ui(ui: &Ui, [_, done, refused]: [Rect; 3]) {
    let palette = palette(ui.visuals());
    for (area, colour) in [(done, palette.bar), (refused, palette.error.text)] {
        let at = area.left_center() - vec2(10.0, 0.0);
        let square = Rect::from_center_size(at, Vec2::splat(10.0));
        ui.painter().rect_filled(square, 2, colour);
    }
}
