//! Draws the short wait while the file is opened.

use egui::Ui;

use crate::screen::set_up::start::StartScreen;
use crate::screen::{BUSY_AFTER, Busy};

use crate::ui::draw::Draw;
use crate::ui::widgets::submit::{busy_indicator, busy_indicator_width};

/// Draws nothing at first, so that a quick start does not flicker.
pub(crate) fn start_ui(ui: &mut Ui, screen: &StartScreen, draw: &Draw<'_>) {
    if screen.busy(draw.now) < Busy::Shown {
        ui.ctx().request_repaint_after(BUSY_AFTER);
        return;
    }
    ui.add_space(ui.available_height() / 3.0);
    ui.vertical_centered(|ui| {
        let text = draw.messages.get("start-opening");
        ui.set_max_width(busy_indicator_width(ui, &text));
        busy_indicator(ui, &text);
    });
}
