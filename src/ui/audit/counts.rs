//! Draws the number of records for each day or user, as bars and as a table with the same numbers.

use egui::{Rect, Sense, Ui, Vec2, vec2};

use crate::domain::timestamp::Timestamp;
use crate::messages::Messages;
use crate::service::audit::AuditCount;

use crate::ui::audit::chart::chart_ui;
use crate::ui::audit::records::ROW;
use crate::ui::theme::{SMALL_GAP, palette};
use crate::ui::widgets::virtual_list::{CellStyle, ListKind, cell, virtual_list};

/// The most bars that are drawn: the last ones, such as the days of a year.
const BARS_MAX: usize = 366;

/// Draws bars and table; `first` names the title of the first column, and the last bar can be marked.
pub(crate) fn counts_ui(
    ui: &mut Ui,
    rows: &[(String, AuditCount)],
    messages: &Messages,
    (first, marks_last): (&str, bool),
) {
    let last = rows.len().saturating_sub(BARS_MAX);
    chart_ui(ui, &rows[last..], marks_last, messages);
    ui.add_space(SMALL_GAP);
    let [first, done, refused] =
        [first, "activity-done", "activity-refused"].map(|name| messages.get(name));
    let size = vec2(ui.available_width(), ROW);
    let (header, _) = ui.allocate_exact_size(size, Sense::empty());
    let header = columns(header.shrink2(vec2(8.0, 4.0)));
    legend_ui(ui, header);
    line_ui(ui, header, [&first, &done, &refused], CellStyle::Strong);
    let list = (rows.len(), ROW);
    virtual_list(ui, "sums", ListKind::ReadOnly, list, |ui, at, area| {
        let (name, count) = rows.get(at)?;
        let counts = [count.done.to_string(), count.refused.to_string()];
        let texts: [&str; 3] = [name, &counts[0], &counts[1]];
        line_ui(ui, columns(area), texts, CellStyle::Plain);
        Some(format!(
            "{name}, {done}: {}, {refused}: {}",
            counts[0], counts[1]
        ))
    });
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

/// Returns the date of a day that is counted from 1970.
pub(crate) fn date(day: i64) -> String {
    let text = Timestamp::from_seconds(day * 86_400).to_string();
    text.split('T').next().unwrap_or_default().to_owned()
}
