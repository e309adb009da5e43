//! Draws the bar at the bottom of the settings page, which says how many changes are not saved yet.

use egui::{Align, Frame, Layout, Margin, Panel, Stroke, Ui};

use crate::messages::Messages;
use crate::screen::Now;
use crate::screen::settings::{Event, SettingsScreen};

use crate::ui::theme::{BOX_RADIUS, Elevation, NARROW_WIDTH, TextRole, palette};
use crate::ui::widgets::button::{link, primary_inline};
use crate::ui::widgets::icon::decoration;
use crate::ui::widgets::submit::busy_indicator;

/// Draws the bar at the bottom of an area if anything is changed. What is above it does not move.
pub(crate) fn unsaved_ui(
    ui: &mut Ui,
    screen: &SettingsScreen,
    now: Now,
    messages: &Messages,
) -> Option<Event> {
    let count = screen.change_count();
    if count == 0 {
        return None;
    }
    let colours = palette(ui.visuals());
    let [shadow, _] = Elevation::Card.shadows(ui.visuals().dark_mode);
    let frame = Frame::new()
        .fill(colours.raised)
        .stroke(Stroke::new(1.0, colours.line))
        .corner_radius(BOX_RADIUS)
        .shadow(shadow)
        .inner_margin(Margin::symmetric(16, 7));
    let panel = Panel::bottom("unsaved changes")
        .show_separator_line(false)
        .resizable(false)
        .frame(frame);
    let bar = |ui: &mut Ui| {
        if ui.available_width() < NARROW_WIDTH {
            count_ui(ui, count, messages);
            return ui
                .horizontal(|ui| buttons_ui(ui, screen, now, messages))
                .inner;
        }
        let row = ui.horizontal(|ui| {
            count_ui(ui, count, messages);
            let layout = Layout::right_to_left(Align::Center);
            ui.with_layout(layout, |ui| buttons_ui(ui, screen, now, messages))
                .inner
        });
        row.inner
    };
    panel.show(ui, bar).inner
}

fn count_ui(ui: &mut Ui, count: usize, messages: &Messages) {
    ui.horizontal(|ui| {
        decoration(ui, "edit", 20.0, palette(ui.visuals()).warning.text);
        let text = messages.with("settings-unsaved", &[("count", count.into())]);
        let response = ui.label(TextRole::Strong.text(ui, text));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_live(egui::accesskit::Live::Polite);
        });
    });
}

fn buttons_ui(
    ui: &mut Ui,
    screen: &SettingsScreen,
    now: Now,
    messages: &Messages,
) -> Option<Event> {
    if screen.busy(now).is_busy() {
        busy_indicator(ui, &messages.get("account-busy"));
        return None;
    }
    let review = primary_inline(ui, &messages.get("settings-preview"));
    let discard = link(ui, &messages.get("settings-reset"), true);
    let discarded = discard.clicked().then_some(Event::Reset);
    review.clicked().then_some(Event::Preview).or(discarded)
}
