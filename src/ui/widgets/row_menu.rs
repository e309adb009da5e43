//! The menu of a row in a list: a button with three dots that is always visible, and its entries.

use egui::{Align2, Popup, Response, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

use crate::ui::theme::scope::menu_popup_style;
use crate::ui::theme::{DENSE_HEIGHT, DENSE_RADIUS, ENTRY_HEIGHT, TextRole, palette};
use crate::ui::widgets::chip::keys_ui;
use crate::ui::widgets::focus_ring::{is_ring_shown, ring_inside};
use crate::ui::widgets::icon::{IconStyle, paint};
use crate::ui::widgets::menu::restore_focus;
use crate::ui::widgets::text::painted;
use crate::ui::widgets::virtual_list::Row;

/// The width of a menu, in points.
const WIDTH: f32 = 220.0;
/// The space between the row's content and the right edge of the button, in points.
const OUTSIDE: f32 = 8.0;

/// The width that a row keeps free at its right end, in points.
pub(crate) const ROW_MENU: f32 = DENSE_HEIGHT - OUTSIDE;

/// Draws the button of a row at the right end of its content, and its menu of the entries that `add` draws if it is open.
/// Tab stops at the button of the row at which it stops itself. Returns the result of `add`, which closes the menu.
pub(crate) fn row_menu<T>(
    ui: &mut Ui,
    row: Row,
    label: &str,
    add: impl FnOnce(&mut Ui) -> Option<T>,
) -> Option<T> {
    let right = row.area.right_center() + vec2(OUTSIDE, 0.0);
    let rect = Align2::RIGHT_CENTER.anchor_size(right, Vec2::splat(DENSE_HEIGHT));
    let sense = if row.is_stop {
        Sense::click()
    } else {
        Sense::CLICK
    };
    let response = ui.interact(rect, row.id.with("menu"), sense);
    let menu = Popup::menu(&response).gap(4.0).style(menu_popup_style(ui));
    let is_open = menu.is_open();
    let palette = palette(ui.visuals());
    let stands_out = is_open || response.hovered();
    if stands_out {
        ui.painter()
            .rect_filled(rect, DENSE_RADIUS, palette.pressed);
    }
    let colour = if stands_out {
        palette.text
    } else {
        palette.weak
    };
    let dots = ("more_horiz", IconStyle::Outlined);
    paint(ui, rect.center(), dots, 18.0, colour);
    ring_inside(ui, &response);
    let shown = menu.show(|ui| {
        ui.set_width(WIDTH);
        ui.spacing_mut().item_spacing.y = 0.0;
        let chosen = add(ui);
        if chosen.is_some() {
            ui.close();
        }
        chosen
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_position_in_set(row.at + 1);
        node.set_size_of_set(row.count);
    });
    restore_focus(ui, &response, shown.is_some());
    shown.and_then(|shown| shown.inner)
}

/// An entry of a menu.
#[derive(Clone, Copy)]
pub(crate) struct MenuItem<'a> {
    pub(crate) icon: &'a str,
    pub(crate) text: &'a str,
    /// The key that does the same.
    pub(crate) key: Option<&'a str>,
    /// Whether the action cannot be undone.
    pub(crate) is_danger: bool,
}

/// Draws an entry of a menu over its whole width.
pub(crate) fn menu_item(ui: &mut Ui, item: MenuItem<'_>) -> Response {
    let palette = palette(ui.visuals());
    let size = vec2(ui.available_width(), ENTRY_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if response.hovered() || (response.has_focus() && is_ring_shown(ui)) {
        ui.painter()
            .rect_filled(rect, DENSE_RADIUS, palette.hovered);
    }
    let (colour, icon_colour) = if item.is_danger {
        (palette.error.text, palette.error.text)
    } else {
        (palette.text, palette.weak)
    };
    let middle = rect.left_center();
    let icon = (item.icon, IconStyle::Outlined);
    paint(ui, middle + vec2(20.0, 0.0), icon, 20.0, icon_colour);
    let at = (middle + vec2(40.0, 0.0), Align2::LEFT_CENTER);
    painted(ui, at, item.text, (TextRole::Table, colour));
    if let Some(key) = item.key {
        keys_ui(ui, key, rect);
    }
    ring_inside(ui, &response);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, item.text));
    response
}

/// Draws the line between two groups of entries.
pub(crate) fn menu_line(ui: &mut Ui) {
    let size = vec2(ui.available_width(), 13.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::empty());
    let line = egui::Stroke::new(1.0, palette(ui.visuals()).line);
    let range = rect.shrink2(vec2(4.0, 0.0)).x_range();
    ui.painter().hline(range, rect.center().y, line);
}
