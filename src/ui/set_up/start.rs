//! Draws the short wait while the file is opened.

use egui::Ui;

use crate::screen::busy::{BUSY_AFTER, Busy};
use crate::screen::set_up::start::{Event, StartScreen};

use crate::ui::draw::Draw;
use crate::ui::widgets::submit::{busy_indicator, busy_indicator_width, cancel};

/// Draws nothing at first, so that a quick start does not flicker.
pub(crate) fn start_ui(ui: &mut Ui, screen: &StartScreen, draw: &Draw<'_>) -> Option<Event> {
    let busy = screen.busy(draw.now);
    if busy < Busy::Shown {
        ui.ctx().request_repaint_after(BUSY_AFTER);
        return None;
    }
    ui.add_space(ui.available_height() / 3.0);
    let centered = ui.vertical_centered(|ui| {
        let text = draw.messages.get("start-opening");
        ui.set_max_width(busy_indicator_width(ui, &text));
        busy_indicator(ui, &text);
        cancel(ui, busy, draw.messages, Event::Cancel)
    });
    centered.inner
}
