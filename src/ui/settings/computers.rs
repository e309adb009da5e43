//! Draws where the user accounts are, and the computers that use them.

use egui::Ui;

use crate::domain::computer_kind::ComputerKind;
use crate::messages::Messages;
use crate::screen::Busy;
use crate::screen::settings::Computers;
use crate::service::computers::KnownComputers;
use crate::service::ports::Computer;

use crate::ui::draw::Draw;
use crate::ui::theme::SMALL_GAP;
use crate::ui::widgets::rows::{Row, named_row, row_box, row_ui};
use crate::ui::widgets::submit::busy_indicator;
use crate::ui::widgets::text::label;

/// Draws the list, which only administrators see.
pub(crate) fn computers_ui(ui: &mut Ui, computers: &Computers, draw: &Draw<'_>) {
    let messages = draw.messages;
    let location = [("location", computers.location.as_str().into())];
    label(ui, &messages.with("settings-computers-store", &location));
    ui.add_space(SMALL_GAP);
    if computers.busy(draw.now) >= Busy::Shown {
        busy_indicator(ui, &messages.get("account-busy"));
    }
    let Some(known) = &computers.known else {
        return;
    };
    row_box(ui, |ui| {
        for computer in &known.all {
            named_row(ui, ("computer", &computer.name), |ui| {
                computer_ui(ui, computer, known, messages);
            });
        }
    });
}

fn computer_ui(ui: &mut Ui, computer: &Computer, known: &KnownComputers, messages: &Messages) {
    let contact = computer.seen_at.map(|at| {
        let values = [
            ("ago", messages.ago(at, known.now).into()),
            ("time", messages.day_time(at, known.now, &known.zone).into()),
        ];
        messages.with("settings-computers-contact", &values)
    });
    let never = || messages.get("settings-computers-never").into_owned();
    let mut lines = vec![contact.unwrap_or_else(never)];
    let access = match (computer.may_use, computer.kind) {
        (false, _) => Some("settings-computers-closed"),
        (true, Some(ComputerKind::Restricted)) => Some("settings-computers-restricted"),
        (true, Some(ComputerKind::Trusted)) => Some("settings-computers-trusted"),
        (true, None) => None,
    };
    lines.extend(access.map(|name| messages.get(name).into_owned()));
    let version = |version: &String| {
        let version = [("version", version.as_str().into())];
        messages.with("settings-computers-version", &version)
    };
    lines.extend(computer.program.as_ref().map(version));
    let row = Row {
        icon: if computer.may_use {
            "desktop_windows"
        } else {
            "devices_off"
        },
        colour: None,
        title: &computer.name,
        lines: &lines,
    };
    row_ui(ui, &row, 0.0, |_| {});
}
