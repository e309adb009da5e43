//! Draws records of the audit log as a list.

use egui::{Rect, Sense, Ui, vec2};

use crate::domain::audit_chain::AuditRecord;
use crate::domain::timestamp::Timestamp;
use crate::messages::Messages;
use crate::service::audit::AuditReport;

use crate::ui::theme::NARROW_WIDTH;
use crate::ui::widgets::text::weak;
use crate::ui::widgets::virtual_list::{CellStyle, ListKind, cell, two_lines, virtual_list};

/// The height of a row, in points.
pub(crate) const ROW: f32 = 36.0;
/// The height of a row of a narrow window, in points.
const ROW_NARROW: f32 = 56.0;

/// Draws the records of a report, the latest first.
pub(crate) fn records_ui(ui: &mut Ui, report: &AuditReport, messages: &Messages) {
    if report.total > report.records.len() {
        let values = [
            ("shown", report.records.len().into()),
            ("all", report.total.into()),
        ];
        weak(ui, &messages.with("activity-truncated", &values));
    }
    record_rows(ui, &report.records, messages);
}

/// Draws the titles of the columns.
fn record_header(ui: &mut Ui, messages: &Messages) {
    let size = vec2(ui.available_width(), ROW);
    let (area, _) = ui.allocate_exact_size(size, Sense::empty());
    let columns = record_columns(area.shrink2(vec2(8.0, 4.0)));
    let names = ["activity-when", "activity-actor", "activity-event"];
    for (name, area) in names.into_iter().zip(columns) {
        cell(ui, &messages.get(name), area, CellStyle::Strong);
    }
}

/// Returns the areas of the columns: time, user and event.
fn record_columns(row: Rect) -> [Rect; 3] {
    let (left, rest) = row.split_left_right_at_fraction(0.22);
    let (middle, right) = rest.split_left_right_at_fraction(0.28);
    [left, middle, right]
}

/// Draws a list of records.
pub(crate) fn record_rows(ui: &mut Ui, records: &[AuditRecord], messages: &Messages) {
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    let height = if is_narrow { ROW_NARROW } else { ROW };
    if !is_narrow {
        record_header(ui, messages);
    }
    let list = (records.len(), height);
    virtual_list(ui, "records", ListKind::ReadOnly, list, |ui, at, area| {
        let event = &records.get(at)?.event;
        let (when, who) = (shown_time(event.at), messages.audit_users(event));
        let what = messages.audit_event(event);
        if is_narrow {
            two_lines(ui, area, &what, &format!("{when} UTC · {who}"));
        } else {
            let [left, middle, right] = record_columns(area);
            cell(ui, &when, left, CellStyle::Weak);
            cell(ui, &who, middle, CellStyle::Strong);
            cell(ui, &what, right, CellStyle::Plain);
        }
        Some(format!("{when} UTC, {who}, {what}"))
    });
}

/// Returns a time in UTC, to the second.
pub(crate) fn shown_time(at: Timestamp) -> String {
    at.to_string().replace('T', " ").replace('Z', "")
}
