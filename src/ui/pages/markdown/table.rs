//! Tables of a page: as wide as the page, and scrolled sideways where they do not fit.

use egui::accesskit::Role;
use egui::{
    Align, CornerRadius, Label, Layout, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetText, pos2, vec2,
};

use crate::domain::markdown_blocks::Span;

use crate::ui::pages::markdown::spans::job;
use crate::ui::theme::{BOX_RADIUS, TextRole, palette};

/// The space at the left and at the right of a cell, in points.
const PADDING: f32 = 16.0;
/// The space above and below the text of a cell, in points.
const MARGIN: f32 = 9.0;
/// The least width of a column, in points.
const COLUMN_MIN: f32 = 96.0;

/// A row of cells.
type Row = Vec<Vec<Span>>;

/// Draws a table. `salt` tells it from the other tables of the page.
pub(super) fn table_ui(ui: &mut Ui, salt: usize, is_right: &[bool], rows: &[Row]) {
    if is_right.is_empty() {
        return;
    }
    let available = ui.available_width();
    let widths = widths(ui, is_right.len(), rows, available);
    let width: f32 = widths.iter().sum();
    let scroll = ScrollArea::horizontal().id_salt(("table", salt));
    scroll.show(ui, |ui| {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(Role::Table);
        });
        let palette = palette(ui.visuals());
        ui.spacing_mut().item_spacing.y = 0.0;
        let top = ui.cursor().min;
        for (index, row) in rows.iter().enumerate() {
            row_ui(ui, (index, rows.len()), row, is_right, &widths);
        }
        let bottom = ui.min_rect().bottom();
        let edge = Rect::from_min_max(top, pos2(top.x + width, bottom));
        let line = Stroke::new(1.0, palette.line);
        ui.painter()
            .rect_stroke(edge, BOX_RADIUS, line, StrokeKind::Inside);
    });
}

/// Returns the widths of the columns: what their longest cell needs, and the rest of the page shared between them.
fn widths(ui: &Ui, count: usize, rows: &[Row], available: f32) -> Vec<f32> {
    let mut widths = vec![0.0_f32; count];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            let text = WidgetText::from(job(ui, cell, TextRole::Table));
            let style = egui::TextStyle::Body;
            let wrap = Some(egui::TextWrapMode::Extend);
            let galley = text.into_galley(ui, wrap, f32::INFINITY, style);
            *width = width.max(galley.size().x + 2.0 * PADDING);
        }
    }
    let wanted: f32 = widths.iter().sum();
    for width in &mut widths {
        *width = (*width * available / wanted).max(COLUMN_MIN);
    }
    widths
}

fn row_ui(
    ui: &mut Ui,
    (index, count): (usize, usize),
    row: &Row,
    is_right: &[bool],
    widths: &[f32],
) {
    let palette = palette(ui.visuals());
    let role = if index == 0 {
        TextRole::SmallLabel
    } else {
        TextRole::Table
    };
    let job_of = |ui: &Ui, cell: &[Span]| {
        let mut job = job(ui, cell, role);
        if index == 0 {
            for section in &mut job.sections {
                section.format.color = palette.weak;
            }
        }
        job
    };
    let cells = || row.iter().zip(widths).zip(is_right);
    let mut height = 0.0_f32;
    for ((cell, width), _) in cells() {
        let text = WidgetText::from(job_of(ui, cell));
        let wrap = Some(egui::TextWrapMode::Wrap);
        let galley = text.into_galley(ui, wrap, width - 2.0 * PADDING, egui::TextStyle::Body);
        height = height.max(galley.size().y + 2.0 * MARGIN);
    }
    let size = vec2(widths.iter().sum(), height.ceil());
    let (area, _) = ui.allocate_exact_size(size, Sense::empty());
    if index == 0 {
        let corners = CornerRadius {
            nw: BOX_RADIUS,
            ne: BOX_RADIUS,
            ..CornerRadius::ZERO
        };
        ui.painter().rect_filled(area, corners, palette.soft);
    }
    if index + 1 < count {
        let line = Stroke::new(1.0, palette.line);
        ui.painter().hline(area.x_range(), area.bottom(), line);
    }
    let line = ui.new_child(UiBuilder::new().max_rect(area));
    line.ctx().accesskit_node_builder(line.unique_id(), |node| {
        node.set_role(Role::Row);
    });
    let mut left = area.left();
    for ((cell, width), is_right) in cells() {
        let rect = Rect::from_min_size(pos2(left, area.top()), vec2(*width, area.height()));
        left += width;
        let align = if *is_right { Align::Max } else { Align::Min };
        let text = Label::new(job_of(ui, cell))
            .wrap()
            .halign(align)
            .selectable(true);
        let inside = UiBuilder::new()
            .max_rect(rect.shrink2(vec2(PADDING, MARGIN)))
            .layout(Layout::top_down(align))
            .accessibility_parent(line.unique_id());
        ui.new_child(inside).add(text);
    }
}
