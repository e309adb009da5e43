//! Draws the Activity page: the filters, the days as bars, and below them the records by day, or their numbers for each
//! day or user as a table.

mod chart;
mod counts;
mod query;
#[cfg(feature = "signatures")]
mod signatures;
pub(crate) mod timeline;

use egui::{Align, Layout, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use crate::domain::audit_chain::ChainCheck;
use crate::messages::{Message, Messages};
use crate::screen::audit::{ActivityScreen, Event, View};
use crate::screen::{BUSY_AFTER, Busy};
use crate::service::audit::AuditReport;

use crate::ui::audit::chart::chart_ui;
use crate::ui::audit::counts::counts_ui;
use crate::ui::audit::query::{query_ui, total};
#[cfg(feature = "signatures")]
use crate::ui::audit::signatures::signatures_ui;
use crate::ui::audit::timeline::timeline_ui;
use crate::ui::draw::Draw;
use crate::ui::theme::{ENTRY_HEIGHT, GAP, NARROW_WIDTH, RADIUS, SMALL_GAP, TextRole, palette};
use crate::ui::widgets::badge_tabs::{BadgeTab, badge_tabs};
use crate::ui::widgets::card::empty;
use crate::ui::widgets::dense::{DenseKind, dense_button, role_width};
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::illustration::Scene;
use crate::ui::widgets::notice::{Kind, dismissible, notice_above};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::submit::busy_indicator;
use crate::ui::widgets::text::{area_heading, weak};
use crate::ui::widgets::virtual_list::{CellStyle, cell};

/// The height of the remark about the audit log, in points.
const SHIELD_HEIGHT: f32 = 32.0;
/// The width of its shield, in points.
const SHIELD: f32 = 36.0;

pub(crate) fn activity_ui(
    ui: &mut Ui,
    screen: &mut ActivityScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    let event = header_ui(ui, screen, draw);
    let event = optional(ui, |ui| notices_ui(ui, screen, draw)).or(event);
    let views = View::ALL.into_iter();
    #[cfg(feature = "signatures")]
    let views = views.chain(screen.offers_signatures.then_some(View::Signatures));
    let names: Vec<_> = views
        .map(|view| (view, messages.get(view_name(view))))
        .collect();
    let tabs = names.iter().map(|(view, name)| BadgeTab {
        tab: *view,
        text: name,
        count: 0,
        is_urgent: false,
    });
    let tabs: Vec<_> = tabs.collect();
    let chosen = badge_tabs(ui, screen.view, &tabs, ui.max_rect().x_range());
    let event = chosen.map(Event::View).or(event);
    ui.add_space(SMALL_GAP);
    #[cfg(feature = "signatures")]
    if screen.view == View::Signatures {
        return signatures_ui(ui, screen, draw).or(event);
    }
    let event = query_ui(ui, screen, draw).or(event);
    let Some(report) = screen.report.clone() else {
        return event;
    };
    chart_ui(ui, &screen.days, messages);
    ui.add_space(SMALL_GAP);
    if report.total == 0 {
        let message = messages.message("activity-none", &[]);
        empty(ui, Scene::NoActivity, &message);
        return event;
    }
    view_ui(ui, screen, &report, messages);
    event
}

/// Draws the title, and beside it what holds for all records.
fn header_ui(ui: &mut Ui, screen: &ActivityScreen, draw: &Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let (busy, is_of_records) = (screen.busy(draw.now), screen.view.is_of_records());
    if busy.is_busy() {
        ui.ctx().request_repaint_after(BUSY_AFTER);
    }
    let rest = |ui: &mut Ui| {
        let button = (screen.can_export || !is_of_records).then(|| {
            let (icon, label, event) = main_button(screen.view);
            let text = messages.get(label);
            let button = dense_button(ui, DenseKind::Secondary, Some(icon), &text);
            (button, event)
        });
        if busy >= Busy::Shown {
            busy_indicator(ui, &messages.get("loading"));
        } else if let Some(report) = screen.report.as_ref().filter(|_| is_of_records) {
            shield_ui(ui, report, messages);
        }
        let clicked = button.filter(|(button, _)| button.clicked());
        clicked.map(|(_, event)| event)
    };
    if ui.available_width() < NARROW_WIDTH {
        area_heading(ui, &messages.get("activity-heading"));
        return ui.vertical(rest).inner;
    }
    let size = vec2(ui.available_width(), ENTRY_HEIGHT);
    let row = ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        area_heading(ui, &messages.get("activity-heading"));
        let layout = Layout::right_to_left(Align::Center);
        ui.with_layout(layout, rest).inner
    });
    row.inner
}

/// Returns the icon, the name of the label, and the event of the button beside the title.
fn main_button(view: View) -> (&'static str, &'static str, Event) {
    match view {
        #[cfg(feature = "signatures")]
        View::Signatures => ("verified_user", "signatures-verify", Event::Verify),
        View::Records | View::Days | View::Users => ("download", "table-export", Event::Export),
    }
}

/// Draws up to when the audit log is known to be unchanged since it was written.
fn shield_ui(ui: &mut Ui, report: &AuditReport, messages: &Messages) {
    let ChainCheck::Whole(Some(at)) = report.verified else {
        return;
    };
    let time = messages.local_time(at, report.now, &report.zone);
    let text = messages.with("activity-verified", &[("time", time.into())]);
    let tone = palette(ui.visuals()).success;
    let width = role_width(ui, TextRole::SmallLabel, &text) + SHIELD + 12.0;
    let width = width.ceil().min(ui.available_width());
    let size = vec2(width, SHIELD_HEIGHT);
    let (area, response) = ui.allocate_exact_size(size, Sense::hover());
    let line = Stroke::new(1.0, tone.line);
    let painter = ui.painter();
    painter.rect(area, RADIUS, tone.tint, line, StrokeKind::Inside);
    let icon = ("verified_user", IconStyle::Filled);
    let at = area.left_center() + vec2(SHIELD / 2.0, 0.0);
    paint(ui, at, icon, 18.0, tone.text);
    let room = area.with_min_x(area.left() + SHIELD);
    cell(ui, &text, room, CellStyle::Small(tone.text));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
}

/// Draws the report in one of its views.
fn view_ui(ui: &mut Ui, screen: &ActivityScreen, report: &AuditReport, messages: &Messages) {
    match screen.view {
        View::Records => {
            let records = screen.records(report);
            let total = if screen.is_refused_only {
                total(screen).refused as usize
            } else {
                report.total
            };
            if total > records.len() {
                let values = [("shown", records.len().into()), ("all", total.into())];
                weak(ui, &messages.with("activity-truncated", &values));
            }
            if screen.timeline.rows.is_empty() && !report.records.is_empty() {
                return empty(ui, Scene::NoMatch, &messages.message("users-no-match", &[]));
            }
            if screen.timeline.rows.is_empty() {
                let message = messages.message("activity-none", &[]);
                return empty(ui, Scene::NoActivity, &message);
            }
            timeline_ui(ui, &screen.timeline, records, messages);
        }
        View::Days => {
            let table = ("activity-day", report.days.len());
            // The latest day first, as in the timeline.
            counts_ui(ui, messages, table, |at| {
                let (day, count) = report.days.iter().rev().nth(at)?;
                Some((messages.full_date(*day), *count))
            });
        }
        View::Users => {
            let table = ("activity-user", report.users.len());
            counts_ui(ui, messages, table, |at| report.users.get(at).cloned());
        }
        #[cfg(feature = "signatures")]
        View::Signatures => {}
    }
}

fn notices_ui(ui: &mut Ui, screen: &ActivityScreen, draw: &Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    let event = screen.saved.as_ref().and_then(|saved| {
        let message = match saved {
            Ok(path) => saved_message(messages, path),
            Err(error) => (Kind::Error, messages.action_error(error)),
        };
        let event = dismissible(ui, messages, message, Event::Dismiss);
        ui.add_space(GAP);
        event
    });
    if !screen.view.is_of_records() {
        return event;
    }
    if let Some(error) = draw.failure(screen.failed.as_ref()) {
        notice_above(ui, messages, Kind::Error, &messages.user_error(error));
    }
    let verified = screen.report.as_ref().map(|report| report.verified);
    if let Some(ChainCheck::Broken(number)) = verified {
        let number = ("number", number.to_string().into());
        let message = messages.message("activity-broken", &[number]);
        notice_above(ui, messages, Kind::Error, &message);
    }
    event
}

fn saved_message(messages: &Messages, path: &str) -> (Kind, Message) {
    let message = messages.message("table-saved", &[("path", path.into())]);
    (Kind::Success, message)
}

fn view_name(view: View) -> &'static str {
    match view {
        View::Records => "activity-records",
        View::Days => "activity-days",
        View::Users => "activity-users",
        #[cfg(feature = "signatures")]
        View::Signatures => "signatures-heading",
    }
}
