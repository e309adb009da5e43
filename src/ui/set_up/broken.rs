//! Draws the problems of the configuration file.

use egui::{RichText, TextStyle, Ui};

use crate::domain::problem::{Problem, Severity};
use crate::messages::Message;
use crate::screen::set_up::broken::{BrokenScreen, Event};
use crate::service::ports::StoreError;

use crate::ui::draw::Draw;
use crate::ui::theme::{GAP, TextRole, WIDE_WIDTH, palette};
use crate::ui::widgets::button::primary;
use crate::ui::widgets::card::card;
use crate::ui::widgets::icon::decoration;
use crate::ui::widgets::notice::{Kind, notice};
use crate::ui::widgets::text::{heading, weak};

/// The most problems that are shown.
const SHOWN: usize = 20;

pub(crate) fn broken_ui(ui: &mut Ui, screen: &BrokenScreen, draw: &Draw<'_>) -> Option<Event> {
    let messages = draw.messages;
    card(ui, WIDE_WIDTH, |ui| {
        let title = match screen.error {
            Some(StoreError::Unavailable(_)) => "broken-unavailable",
            Some(StoreError::Restricted) => "broken-restricted",
            _ => "broken-heading",
        };
        heading(ui, &messages.get(title));
        ui.add_space(GAP);
        match &screen.error {
            Some(StoreError::Unusable(problems)) => problems_ui(ui, screen, problems, draw),
            None => {
                let message = messages.message("error-internal", &[]);
                notice(ui, messages, Kind::Error, &message);
            }
            Some(StoreError::Restricted) => {
                let message = messages.message("broken-no-administrator", &[]);
                notice(ui, messages, Kind::Info, &message);
            }
            Some(error) => notice(ui, messages, Kind::Error, &messages.store_error(error)),
        }
        ui.add_space(GAP);
        if screen.retries() {
            weak(ui, &messages.get("broken-retrying"));
        }
        let is_pressed = primary(ui, &messages.get("button-retry"), true).clicked();
        is_pressed.then_some(Event::Retry)
    })
}

fn problems_ui(ui: &mut Ui, screen: &BrokenScreen, problems: &[Problem], draw: &Draw<'_>) {
    let messages = draw.messages;
    let is_error = |problem: &&Problem| problem.severity() == Severity::Error;
    let errors: Vec<_> = problems.iter().filter(is_error).collect();
    let summary = messages.with("broken-count", &[("count", errors.len().into())]);
    let help = messages.get("broken-help").into_owned();
    let message = Message { summary, help };
    notice(ui, messages, Kind::Error, &message);
    for problem in errors.iter().take(SHOWN) {
        ui.add_space(GAP);
        problem_ui(ui, &screen.location, problem, draw);
    }
    if errors.len() > SHOWN {
        let more = [("count", (errors.len() - SHOWN).into())];
        weak(ui, &messages.with("broken-more", &more));
    }
}

/// Draws a problem: its position, what is wrong, and what to do.
pub(crate) fn problem_ui(ui: &mut Ui, file: &str, problem: &Problem, draw: &Draw<'_>) {
    let messages = draw.messages;
    let palette = palette(ui.visuals());
    let (icon, colour) = match problem.severity() {
        Severity::Error => ("error", palette.error.text),
        Severity::Warning => ("warning", palette.warning.text),
    };
    let message = messages.problem(problem);
    ui.horizontal_top(|ui| {
        decoration(ui, icon, 20.0, colour);
        ui.vertical(|ui| {
            let position = RichText::new(messages.position(file, problem))
                .text_style(TextStyle::Monospace)
                .color(palette.weak);
            ui.label(position);
            ui.label(TextRole::Strong.text(ui, &message.summary));
            if let Some(excerpt) = &problem.excerpt {
                ui.label(RichText::new(&excerpt.text).text_style(TextStyle::Monospace));
            }
            ui.label(&message.help);
        });
    });
}
