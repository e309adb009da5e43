//! Draws the records of the audit log by day: each is a sentence with an icon and its local time.

use egui::text::LayoutJob;
use egui::{
    Align, Align2, Color32, CornerRadius, FontSelection, Rect, TextStyle, TextWrapMode, Ui,
    WidgetText, pos2, vec2,
};

use crate::domain::audit::AuditKind;
use crate::domain::audit_chain::AuditRecord;
use crate::domain::audit_detail::{AuditDetail, AuditWord};
use crate::domain::audit_event::AuditEvent;
use crate::messages::Messages;
use crate::messages::describe::audit::AuditSentence;
use crate::screen::audit::{Timeline, TimelineRow};
use crate::service::audit::AuditCount;

use crate::ui::theme::{CHIP_RADIUS, NARROW_WIDTH, TextRole, palette};
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::text::painted;
use crate::ui::widgets::virtual_list::{CellStyle, ListKind, cell, virtual_list};

/// The height of a row, in points.
const ROW: f32 = 40.0;
/// The height of a row of a narrow window, in points.
const ROW_NARROW: f32 = 56.0;
/// The width of the time, in points.
const TIME: f32 = 52.0;
/// The diameter of the circle behind an icon, in points.
const CIRCLE: f32 = 26.0;
/// The width of the icon with the space beside it, in points.
const ICON: f32 = 40.0;

/// Draws the days of a timeline and their records.
pub(crate) fn timeline_ui(
    ui: &mut Ui,
    timeline: &Timeline,
    records: &[AuditRecord],
    messages: &Messages,
) {
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    let height = if is_narrow { ROW_NARROW } else { ROW };
    let list = (timeline.rows.len(), height);
    virtual_list(
        ui,
        "records",
        ListKind::ReadOnly,
        list,
        |ui, at, area| match timeline.rows.get(at)? {
            TimelineRow::Day(day, count) => {
                let name = messages.day_heading(*day, timeline.today());
                Some(day_ui(ui, area, &name, *count, messages))
            }
            TimelineRow::Record(at) => {
                let record = records.get(*at)?;
                let event = &record.event;
                let Timeline { zone, now, .. } = timeline;
                let time = |at| messages.local_time(at, *now, zone);
                let row = Row {
                    area,
                    time: zone.clock(event.at),
                    sentence: messages.audit_record(record, records, time),
                };
                let line = format!("{}, {}", row.time, row.sentence.line(messages));
                if is_narrow {
                    row.narrow_ui(ui, event, messages);
                } else {
                    row.wide_ui(ui, event, messages);
                }
                Some(line)
            }
        },
    );
}

/// Draws the heading of a day. Returns what a screen reader reads.
fn day_ui(ui: &Ui, area: Rect, name: &str, count: AuditCount, messages: &Messages) -> String {
    let colours = palette(ui.visuals());
    let behind = area.expand2(vec2(8.0, 3.0));
    let radius = CornerRadius::same(CHIP_RADIUS);
    ui.painter().rect_filled(behind, radius, colours.soft);
    let counts = messages.counts(count);
    let style = (TextRole::Small, colours.weak);
    let right = (area.right_center(), Align2::RIGHT_CENTER);
    let counts_area = painted(ui, right, &counts, style);
    let room = area.with_max_x(counts_area.left() - 8.0);
    cell(ui, name, room, CellStyle::Strong);
    format!("{name}, {counts}")
}

/// A record that is drawn.
struct Row {
    area: Rect,
    time: String,
    sentence: AuditSentence,
}

impl Row {
    fn wide_ui(&self, ui: &Ui, event: &AuditEvent, messages: &Messages) {
        let (time, rest) = self.area.split_left_right_at_x(self.area.left() + TIME);
        cell(ui, &self.time, time, CellStyle::Weak);
        let centre = pos2(rest.left() + CIRCLE / 2.0, rest.center().y);
        icon_ui(ui, centre, event);
        let rest = rest.with_min_x(rest.left() + ICON);
        let rest = refused_ui(ui, rest, event, messages);
        self.sentence_ui(ui, rest, &self.sentence.detail);
    }

    fn narrow_ui(&self, ui: &Ui, event: &AuditEvent, messages: &Messages) {
        let centre = pos2(self.area.left() + CIRCLE / 2.0, self.area.center().y);
        icon_ui(ui, centre, event);
        let rest = self.area.with_min_x(self.area.left() + ICON);
        let (above, below) = rest.split_top_bottom_at_fraction(0.5);
        self.sentence_ui(ui, above, "");
        let below = refused_ui(ui, below, event, messages);
        let detail = &self.sentence.detail;
        let between = if detail.is_empty() { "" } else { " · " };
        let text = format!("{}{between}{detail}", self.time);
        cell(ui, &text, below, CellStyle::Weak);
    }

    /// Draws the sentence with its names in bold, and the detail after it.
    fn sentence_ui(&self, ui: &Ui, area: Rect, detail: &str) {
        let colours = palette(ui.visuals());
        let mut job = LayoutJob::default();
        let mut add = |text: &str, role: TextRole, colour: Color32| {
            let rich = role.text(ui, text).color(colour);
            let font = FontSelection::Default;
            rich.append_to(&mut job, ui.style(), font, Align::Center);
        };
        let (text, mut from) = (self.sentence.text.as_str(), 0);
        for name in &self.sentence.names {
            add(&text[from..name.start], TextRole::Table, colours.text);
            add(&text[name.clone()], TextRole::Strong, colours.text);
            from = name.end;
        }
        add(&text[from..], TextRole::Table, colours.text);
        if !detail.is_empty() {
            add("   ", TextRole::Small, colours.weak);
            add(detail, TextRole::Small, colours.weak);
        }
        let shorten = Some(TextWrapMode::Truncate);
        let width = area.width().max(0.0);
        let galley = WidgetText::from(job).into_galley(ui, shorten, width, TextStyle::Body);
        let at = pos2(area.left(), area.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, colours.text);
    }
}

/// Draws the icon of an event in a circle.
fn icon_ui(ui: &Ui, centre: egui::Pos2, event: &AuditEvent) {
    let colours = palette(ui.visuals());
    let (fill, colour, style) = if event.is_done {
        (colours.soft, colours.weak, IconStyle::Outlined)
    } else {
        let error = colours.error;
        (error.tint, error.text, IconStyle::Filled)
    };
    ui.painter().circle_filled(centre, CIRCLE / 2.0, fill);
    paint(ui, centre, (event_icon(event), style), 16.0, colour);
}

/// Draws in words that an event was refused, at the right end of an area. Returns the rest of the area.
fn refused_ui(ui: &Ui, area: Rect, event: &AuditEvent, messages: &Messages) -> Rect {
    if event.is_done {
        return area;
    }
    let locks = matches!(
        event.detail,
        AuditDetail::Locking(_) | AuditDetail::Approval { locks: true, .. }
    );
    let name = if locks {
        "status-locked"
    } else {
        "activity-refused"
    };
    let colour = palette(ui.visuals()).error.text;
    let place = (area.right_center(), Align2::RIGHT_CENTER);
    let style = (TextRole::SmallLabel, colour);
    let word = painted(ui, place, &messages.get(name), style);
    area.with_max_x(word.left() - 12.0)
}

/// Returns the icon of an event.
pub(crate) fn event_icon(event: &AuditEvent) -> &'static str {
    match (event.kind, &event.detail) {
        (_, AuditDetail::Locking(_)) => "lock_clock",
        (AuditKind::Kiosk, _) | (AuditKind::Lock, AuditDetail::Word(AuditWord::Unlocked)) => {
            "lock_open"
        }
        (AuditKind::Lock, _) => "lock",
        (AuditKind::Users, AuditDetail::Word(AuditWord::Removed)) => "delete",
        (AuditKind::Users, AuditDetail::Word(AuditWord::Added | AuditWord::Approved))
        | (AuditKind::Register, _) => "person_add",
        (AuditKind::Users, _) => "manage_accounts",
        (AuditKind::SignIn, _) => "login",
        (AuditKind::SignOut, _) => "logout",
        (AuditKind::Signature, _) => "verified",
        (AuditKind::SetUp, _) => "rocket_launch",
        (AuditKind::Account, _) => "person",
        (AuditKind::Recovery | AuditKind::Keyring, _) => "key",
        (AuditKind::Approval, _) => "verified_user",
        (AuditKind::Page, AuditDetail::Launched { .. }) => "play_arrow",
        (AuditKind::Page, _) => "article",
        (AuditKind::File | AuditKind::Store, _) => "settings",
    }
}
