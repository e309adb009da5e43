//! Tabs with a count badge.

use egui::{Align2, Rangef, Role, Sense, Stroke, Ui, pos2, vec2};

use crate::ui::theme::{ENTRY_HEIGHT, TextRole, palette};
use crate::ui::widgets::button::clicked;
use crate::ui::widgets::chip::{badge, badge_width};
use crate::ui::widgets::dense::role_width;
use crate::ui::widgets::focus_ring::ring_inside;
use crate::ui::widgets::selectable::selectable;
use crate::ui::widgets::text::painted;

/// The space between tabs, in points.
const GAP: f32 = 20.0;
/// The space between the text of a tab and its number, in points.
const BADGE_GAP: f32 = 8.0;

/// A tab.
pub(crate) struct BadgeTab<'a, T> {
    /// What it shows.
    pub(crate) tab: T,
    /// Its text.
    pub(crate) text: &'a str,
    /// The number of entries.
    pub(crate) count: usize,
    /// Whether they need attention.
    pub(crate) is_urgent: bool,
}

/// Draws a row of tabs over a line from `line.min` to `line.max`. Returns the tab that the user selected, if it is not the current one.
pub(crate) fn badge_tabs<T: Copy + PartialEq>(
    ui: &mut Ui,
    now: T,
    all: &[BadgeTab<'_, T>],
    line: Rangef,
) -> Option<T> {
    let colours = palette(ui.visuals());
    let row = ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(GAP, 0.0);
        let row = ui.horizontal_wrapped(|ui| clicked(all, |tab| tab_ui(ui, tab, tab.tab == now)));
        let edge = Stroke::new(1.0, colours.line);
        let bottom = row.response.rect.bottom();
        ui.painter().hline(line, bottom, edge);
        row.inner
    });
    row.inner.map(|tab| tab.tab).filter(|tab| *tab != now)
}

fn tab_ui<T>(ui: &mut Ui, tab: &BadgeTab<'_, T>, is_selected: bool) -> egui::Response {
    let palette = palette(ui.visuals());
    let count = tab.count.to_string();
    // The same width whether it is selected or not.
    let text_width = role_width(ui, TextRole::Strong, tab.text).ceil();
    let badge_width = badge_width(ui, tab.count);
    let width = if tab.count > 0 {
        text_width + BADGE_GAP + badge_width
    } else {
        text_width
    };
    let (rect, response) = ui.allocate_exact_size(vec2(width, ENTRY_HEIGHT), Sense::click());
    let (role, colour) = if is_selected {
        (TextRole::Strong, palette.text)
    } else if response.hovered() {
        (TextRole::Label, palette.text)
    } else {
        (TextRole::Label, palette.weak)
    };
    let at = (rect.left_center(), Align2::LEFT_CENTER);
    painted(ui, at, tab.text, (role, colour));
    if tab.count > 0 {
        let left = rect.left() + text_width + BADGE_GAP;
        badge(ui, pos2(left, rect.center().y), tab.count, tab.is_urgent);
    }
    if is_selected {
        let line = Stroke::new(2.0, palette.accent_text);
        let y = rect.bottom() - 1.0;
        ui.painter().hline(rect.x_range(), y, line);
    }
    ring_inside(ui, &response);
    let label = if tab.count > 0 {
        format!("{}, {count}", tab.text)
    } else {
        tab.text.to_owned()
    };
    selectable(&response, Role::Tab, &label, is_selected);
    response
}
