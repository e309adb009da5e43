//! Buttons that open a menu.

use egui::containers::menu::{MenuButton, MenuConfig, SubMenuButton};
use egui::{Button, Key, Rect, Response, Role, ScrollArea, Ui, WidgetInfo, vec2};

use crate::ui::theme::scope::menu_popup_style;
use crate::ui::theme::{CONTROL_HEIGHT, ENTRY_HEIGHT, TextRole, palette};
use crate::ui::widgets::button::entry_style;
use crate::ui::widgets::focus_ring::{ring, ring_inside};
use crate::ui::widgets::icon::icon;
use crate::ui::widgets::scroll::{scroll_beside, turn_pages_of_list};

/// The space between the entries of a menu, in points.
const ENTRY_GAP: f32 = 2.0;
/// The height that a menu leaves free in the window, in points.
const AROUND: f32 = 96.0;

/// Draws a button with a label for screen readers, and the menu of this width that it opens. Returns the result of `add`,
/// which closes the menu.
pub(crate) fn menu<T>(
    ui: &mut Ui,
    button: Button<'_>,
    label: &str,
    width: f32,
    add: impl FnOnce(&mut Ui) -> Option<T>,
) -> Option<T> {
    let button = button.min_size(vec2(CONTROL_HEIGHT, CONTROL_HEIGHT));
    menu_under(ui, button, label, width, add).1
}

/// Draws a menu. Returns the area of its button as well.
pub(crate) fn menu_under<T>(
    ui: &mut Ui,
    button: Button<'_>,
    label: &str,
    width: f32,
    add: impl FnOnce(&mut Ui) -> Option<T>,
) -> (Rect, Option<T>) {
    let config = MenuConfig::new().style(menu_popup_style(ui));
    let button = MenuButton::from_button(button).config(config);
    let (response, inner) = button.ui(ui, |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = ENTRY_GAP;
        // Otherwise egui makes a menu scroll at 400 points.
        let height = ui.ctx().content_rect().height() - AROUND;
        let area = ScrollArea::vertical().min_scrolled_height(height.max(0.0));
        let chosen = scroll_beside(ui, area, |ui| {
            let chosen = add(ui);
            turn_pages_of_list(ui);
            chosen
        });
        if chosen.is_some() {
            ui.close();
        }
        chosen
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, response.enabled(), label));
    ring(ui, &response);
    restore_focus(ui, &response, inner.is_some());
    (response.rect, inner.and_then(|inner| inner.inner))
}

/// Draws an entry of a menu that opens another menu of this width at its side. Returns the result of `add`.
pub(crate) fn submenu<T>(
    ui: &mut Ui,
    (icon_name, text): (&str, &str),
    label: &str,
    width: f32,
    add: impl FnOnce(&mut Ui) -> Option<T>,
) -> Option<T> {
    let (icon_colour, colour) = (palette(ui.visuals()).weak, palette(ui.visuals()).text);
    let scope = ui.scope(|ui| {
        entry_style(ui);
        let icon = icon(icon_name, 20.0).color(icon_colour);
        let button = Button::new((icon, TextRole::Table.text(ui, text).color(colour)))
            .frame_when_inactive(false)
            .right_text(SubMenuButton::arrow_atom(Some(icon_colour)))
            .min_size(vec2(ui.available_width(), ENTRY_HEIGHT));
        SubMenuButton::from_button(button).ui(ui, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = ENTRY_GAP;
            let chosen = add(ui);
            turn_pages_of_list(ui);
            chosen
        })
    });
    let (response, inner) = scope.inner;
    response.widget_info(|| WidgetInfo::labeled(Role::Button, response.enabled(), label));
    ring_inside(ui, &response);
    inner.and_then(|inner| inner.inner)
}

/// Gives the focus back to the button of a menu that was closed by a key. Otherwise Tab would start at the top of the
/// window, because the focused widget is gone.
pub(crate) fn restore_focus(ui: &Ui, button: &Response, is_open: bool) {
    let kept = button.id.with("closed with a key");
    let is_key = ui.input(|input| {
        let keys = [Key::Escape, Key::Enter, Key::Space];
        keys.into_iter().any(|key| input.key_pressed(key))
    });
    if is_open {
        ui.data_mut(|data| data.insert_temp(kept, is_key));
        return;
    }
    let was_key: Option<bool> = ui.data_mut(|data| data.remove_temp(kept));
    if was_key.is_some_and(|was_key| was_key || is_key) {
        button.request_focus();
    }
}
