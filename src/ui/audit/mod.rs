//! Draws the Activity page: the filters, the records, and their number for each day and user as bars and as a table.

mod chart;
mod counts;
mod query;
pub(crate) mod records;

use egui::Ui;

use crate::domain::audit_chain::ChainCheck;
use crate::messages::{Message, Messages};
use crate::screen::audit::{ActivityScreen, Event, View};
use crate::screen::{BUSY_AFTER, Busy};
use crate::service::audit::AuditReport;

use crate::ui::audit::counts::{counts_ui, date};
use crate::ui::audit::query::query_ui;
use crate::ui::audit::records::{records_ui, shown_time};
use crate::ui::draw::Draw;
use crate::ui::theme::{GAP, SMALL_GAP};
use crate::ui::widgets::card::empty;
use crate::ui::widgets::combo_box::tabs;
use crate::ui::widgets::illustration::Scene;
use crate::ui::widgets::notice::{Kind, dismissible, notice, notice_above};
use crate::ui::widgets::panel::optional;
use crate::ui::widgets::submit::busy_indicator;
use crate::ui::widgets::text::{page_heading, weak};

pub(crate) fn activity_ui(
    ui: &mut Ui,
    screen: &mut ActivityScreen,
    draw: &mut Draw<'_>,
) -> Option<Event> {
    let messages = draw.messages;
    page_heading(ui, &messages.get("activity-heading"));
    ui.add_space(SMALL_GAP);
    let event = optional(ui, |ui| notices_ui(ui, screen, messages));
    let event = query_ui(ui, screen, draw).or(event);
    let busy = screen.busy(draw.now);
    if busy >= Busy::Shown {
        busy_indicator(ui, &messages.get("activity-reading"));
    } else if busy.is_busy() {
        ui.ctx().request_repaint_after(BUSY_AFTER);
    }
    let Some(report) = screen.report.clone() else {
        return event;
    };
    chain_ui(ui, &report, messages);
    ui.add_space(SMALL_GAP);
    if report.total == 0 {
        let message = messages.message("activity-none", &[]);
        empty(ui, Scene::NoActivity, &message);
        return event;
    }
    report_ui(ui, screen.view, &report, messages).or(event)
}

/// Draws the report in one of its views, below the tabs that change the view.
fn report_ui(ui: &mut Ui, view: View, report: &AuditReport, messages: &Messages) -> Option<Event> {
    let views = View::ALL.map(|view| (view, messages.get(view_name(view)).into_owned()));
    let chosen = tabs(ui, view, &views);
    ui.add_space(SMALL_GAP);
    match view {
        View::Records => records_ui(ui, report, messages),
        View::Days => {
            let days = report.days.iter();
            let rows: Vec<_> = days.map(|(day, sum)| (date(*day), *sum)).collect();
            counts_ui(ui, &rows, messages, ("activity-day", true));
        }
        View::Users => counts_ui(ui, &report.people, messages, ("activity-actor", false)),
    }
    chosen.map(Event::View)
}

fn notices_ui(ui: &mut Ui, screen: &ActivityScreen, messages: &Messages) -> Option<Event> {
    let event = screen.saved.as_ref().and_then(|saved| {
        let message = match saved {
            Ok(path) => saved_message(messages, path),
            Err(error) => (Kind::Error, messages.action_error(error)),
        };
        let event = dismissible(ui, messages, message, Event::Dismiss);
        ui.add_space(GAP);
        event
    });
    if let Some(error) = &screen.failed {
        notice_above(ui, messages, Kind::Error, &messages.user_error(error));
    }
    event
}

fn saved_message(messages: &Messages, path: &str) -> (Kind, Message) {
    let message = messages.message("table-saved", &[("path", path.into())]);
    (Kind::Success, message)
}

/// Draws whether the audit log is unchanged since it was written.
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
            notice(ui, messages, Kind::Error, &message);
        }
    }
}

fn view_name(view: View) -> &'static str {
    match view {
        View::Records => "activity-records",
        View::Days => "activity-days",
        View::Users => "activity-users",
    }
}
