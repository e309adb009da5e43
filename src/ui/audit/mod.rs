//! Draws what happened: what of it is wanted, the records, and the sums of each day and person as bars
//! and as a table that says the same.

use egui::Ui;
use egui_plot::{Bar, BarChart, Plot};

use crate::domain::audit::{AuditKind, AuditRecord, ChainCheck};
use crate::domain::timestamp::Timestamp;
use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::audit::{ActivityScreen, Event, Period, View};
use crate::service::audit::{AuditCount, AuditReport};

use crate::ui::draw::Draw;
use crate::ui::theme::{GAP, NARROW_WIDTH, SMALL_GAP, palette};
use crate::ui::widgets::button::secondary;
use crate::ui::widgets::card::{column, empty};
use crate::ui::widgets::combo_box::{combo_box, filters_ui, tabs};
use crate::ui::widgets::field::{FieldOptions, text_field};
use crate::ui::widgets::illustration::Scene;
use crate::ui::widgets::notice::{self, dismissible, notice};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::submit::busy_indicator;
use crate::ui::widgets::text::{heading, weak};
use crate::ui::widgets::virtual_list::{ListKind, cell, two_lines, virtual_list};

/// The height of a row, in points.
const ROW: f32 = 36.0;
/// The height of a row of a narrow window, in points.
const ROW_NARROW: f32 = 56.0;
/// The width of the field for a person, in points.
const PERSON: f32 = 260.0;
/// The height of the bars, in points.
const BARS: f32 = 160.0;

pub(crate) fn activity_ui(
    ui: &mut Ui,
    screen: &mut ActivityScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    heading(ui, &messages.get("activity-heading"));
    ui.add_space(SMALL_GAP);
    let mut event = optional(ui, |ui| {
        let event = export_notice_ui(ui, screen, messages);
        if let Some(error) = &screen.failed {
            notice(
                ui,
                messages,
                notice::Kind::Error,
                &messages.user_error(error),
            );
            ui.add_space(GAP);
        }
        event
    });
    event = query_ui(ui, screen, draw).or(event);
    let busy = screen.busy(draw.now);
    if busy >= Busy::Shown {
        busy_indicator(ui, &messages.get("activity-reading"));
    } else if busy.is_busy() {
        ui.ctx().request_repaint_after(crate::screen::BUSY_AFTER);
    }
    let Some(report) = screen.report.clone() else {
        return event;
    };
    chain_ui(ui, &report, messages);
    ui.add_space(SMALL_GAP);
    if report.total == 0 {
        empty(
            ui,
            Scene::NoActivity,
            &messages.message("activity-none", &[]),
        );
        return event;
    }
    let views = View::ALL.map(|view| (view, messages.get(view_name(view)).into_owned()));
    if let Some(view) = tabs(ui, screen.view, &views) {
        event = Some(Event::View(view));
    }
    ui.add_space(SMALL_GAP);
    match screen.view {
        View::Records => records_ui(ui, &report, messages),
        View::Days => {
            let days = report.days.iter();
            let rows: Vec<_> = days.map(|(day, sum)| (date(*day), *sum)).collect();
            counts_ui(ui, &rows, messages, "activity-day");
        }
        View::People => counts_ui(ui, &report.people, messages, "activity-who"),
    }
    event
}

fn export_notice_ui(ui: &mut Ui, screen: &ActivityScreen, messages: &Messages) -> Option<Event> {
    let (kind, message) = match screen.saved.as_ref()? {
        Ok(path) => {
            let path = ("path", path.as_str().into());
            (
                notice::Kind::Success,
                messages.message("table-saved", &[path]),
            )
        }
        Err(error) => (notice::Kind::Error, messages.task_error(error)),
    };
    let is_read = dismissible(ui, messages, kind, &message);
    ui.add_space(GAP);
    is_read.then_some(Event::Dismiss)
}

fn query_ui(ui: &mut Ui, screen: &mut ActivityScreen, draw: &mut Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let mut event = None;
    let periods =
        Period::ALL.map(|period| (period, messages.get(period_name(period)).into_owned()));
    let mut kinds = vec![(None, messages.get("users-any").into_owned())];
    let all = AuditKind::WORDS.into_iter();
    kinds.extend(all.map(|(_, kind)| (Some(kind), messages.activity_kind(kind))));
    let options = FieldOptions {
        label: &messages.get("activity-person"),
        error: None,
        help: None,
        is_enabled: true,
        wants_focus: false,
    };
    let filters = [
        Some(messages.get(period_name(screen.period)).into_owned()),
        screen.kind.map(|kind| messages.activity_kind(kind)),
        Some(screen.person.clone()).filter(|person| !person.is_empty()),
    ];
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    filters_ui(ui, messages, is_narrow, &filters, |ui| {
        let label = messages.get("activity-period");
        if let Some(period) = combo_box(ui, &label, &screen.period, &periods) {
            screen.period = period;
            event = Some(Event::Queried);
        }
        if let Some(kind) = combo_box(ui, &messages.get("activity-kind"), &screen.kind, &kinds) {
            screen.kind = kind;
            event = Some(Event::Queried);
        }
        column(ui, PERSON, |ui| {
            ui.vertical(|ui| {
                if text_field(ui, &mut screen.person, &options, draw.fields).changed {
                    event = Some(Event::Queried);
                }
            });
        });
    });
    if secondary(ui, &messages.get("table-export"), true).clicked() {
        event = Some(Event::Export);
    }
    ui.add_space(SMALL_GAP);
    event
}

/// Whether the records are as they were written.
fn chain_ui(ui: &mut Ui, report: &AuditReport, messages: &Messages) {
    match report.verified {
        ChainCheck::Whole(None) => {}
        ChainCheck::Whole(Some(at)) => {
            let time = ("time", shown_time(at).into());
            weak(ui, &messages.with("activity-verified", &[time]));
        }
        ChainCheck::Broken(number) => {
            let number = ("number", number.to_string().into());
            let message = messages.message("activity-broken", &[number]);
            notice(ui, messages, notice::Kind::Error, &message);
        }
    }
}

/// Draws records, the latest first.
pub(crate) fn records_ui(ui: &mut Ui, report: &AuditReport, messages: &Messages) {
    if report.total > report.records.len() {
        let values = [
            ("shown", report.records.len().into()),
            ("all", report.total.into()),
        ];
        weak(ui, &messages.with("activity-cut", &values));
    }
    record_rows(ui, &report.records, messages);
}

/// The names of the columns of records.
fn record_header(ui: &mut Ui, messages: &Messages) {
    let size = egui::vec2(ui.available_width(), ROW);
    let (place, _) = ui.allocate_exact_size(size, egui::Sense::empty());
    let columns = record_columns(place.shrink2(egui::vec2(8.0, 4.0)));
    let names = ["activity-when", "activity-who", "activity-happened"];
    for (name, place) in names.into_iter().zip(columns) {
        cell(ui, &messages.get(name), place, true, false);
    }
}

/// When, who and what.
fn record_columns(row: egui::Rect) -> [egui::Rect; 3] {
    let (left, rest) = row.split_left_right_at_fraction(0.22);
    let (middle, right) = rest.split_left_right_at_fraction(0.28);
    [left, middle, right]
}

/// Draws records as a list.
pub(crate) fn record_rows(ui: &mut Ui, records: &[AuditRecord], messages: &Messages) {
    let is_narrow = ui.available_width() < NARROW_WIDTH;
    let height = if is_narrow { ROW_NARROW } else { ROW };
    if !is_narrow {
        record_header(ui, messages);
    }
    virtual_list(
        ui,
        "records",
        ListKind::ReadOnly,
        (records.len(), height),
        |ui, at, place| {
            let event = &records.get(at)?.event;
            let (when, who) = (shown_time(event.at), messages.activity_who(event));
            let what = messages.activity_what(event);
            if is_narrow {
                two_lines(ui, place, &what, &format!("{when} UTC · {who}"));
            } else {
                let [left, middle, right] = record_columns(place);
                cell(ui, &when, left, false, true);
                cell(ui, &who, middle, true, false);
                cell(ui, &what, right, false, false);
            }
            Some(format!("{when} UTC, {who}, {what}"))
        },
    );
}

/// Bars, and a table that says the same.
fn counts_ui(ui: &mut Ui, rows: &[(String, AuditCount)], messages: &Messages, first: &str) {
    let palette = palette(ui.visuals());
    #[expect(clippy::cast_precision_loss, reason = "bars to look at")]
    let bars = |of: fn(&AuditCount) -> u32, below: fn(&AuditCount) -> u32| -> Vec<Bar> {
        let bars = rows.iter().take(31).enumerate();
        bars.map(|(at, (_, sum))| {
            Bar::new(at as f64, f64::from(of(sum)))
                .base_offset(f64::from(below(sum)))
                .width(0.7)
        })
        .collect()
    };
    let done = BarChart::new(messages.get("activity-done"), bars(|sum| sum.done, |_| 0))
        .color(palette.accent);
    let refused = BarChart::new(
        messages.get("activity-refused"),
        bars(|sum| sum.refused, |sum| sum.done),
    )
    .color(palette.error);
    let plot = Plot::new("sums")
        .height(BARS)
        .show_x(false)
        .show_y(false)
        .show_axes([false, true])
        .show_grid([false, true])
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .include_y(0.0)
        .sense(egui::Sense::hover())
        .show(ui, |plot| {
            plot.bar_chart(done);
            plot.bar_chart(refused);
        });
    let label = messages.get("activity-bars");
    plot.response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &label));
    ui.add_space(SMALL_GAP);
    let header = [first, "activity-done", "activity-refused"].map(|name| messages.get(name));
    let line = |ui: &Ui, place: egui::Rect, texts: [&str; 3], is_strong: bool| {
        let (left, rest) = place.split_left_right_at_fraction(0.5);
        let (middle, right) = rest.split_left_right_at_fraction(0.5);
        for (text, place) in texts.into_iter().zip([left, middle, right]) {
            cell(ui, text, place, is_strong, false);
        }
    };
    let (place, _) =
        ui.allocate_exact_size(egui::vec2(ui.available_width(), ROW), egui::Sense::empty());
    let [a, b, c] = &header;
    legend(ui, place);
    line(ui, place.shrink2(egui::vec2(8.0, 4.0)), [a, b, c], true);
    virtual_list(
        ui,
        "sums",
        ListKind::ReadOnly,
        (rows.len(), ROW),
        |ui, at, place| {
            let (name, sum) = rows.get(at)?;
            let (done, refused) = (sum.done.to_string(), sum.refused.to_string());
            line(ui, place, [name, &done, &refused], false);
            Some(format!("{name}, {b}: {done}, {c}: {refused}"))
        },
    );
}

/// The colours of the bars, beside the names of the columns that they stand for.
fn legend(ui: &Ui, header: egui::Rect) {
    let palette = palette(ui.visuals());
    let (_, rest) = header
        .shrink2(egui::vec2(8.0, 4.0))
        .split_left_right_at_fraction(0.5);
    let (middle, right) = rest.split_left_right_at_fraction(0.5);
    for (place, colour) in [(middle, palette.accent), (right, palette.error)] {
        let at = place.left_center() - egui::vec2(10.0, 0.0);
        let square = egui::Rect::from_center_size(at, egui::Vec2::splat(10.0));
        ui.painter().rect_filled(square, 2, colour);
    }
}

fn view_name(view: View) -> &'static str {
    match view {
        View::Records => "activity-records",
        View::Days => "activity-days",
        View::People => "activity-people",
    }
}

fn period_name(period: Period) -> &'static str {
    match period {
        Period::Week => "activity-week",
        Period::Month => "activity-month",
        Period::All => "activity-all",
    }
}

/// A time to the second, in UTC.
pub(crate) fn shown_time(at: Timestamp) -> String {
    at.to_string().replace('T', " ").replace('Z', "")
}

/// A day, counted since 1970.
fn date(day: i64) -> String {
    let text = Timestamp::from_seconds(day * 86_400).to_string();
    text.split('T').next().unwrap_or_default().to_owned()
}
