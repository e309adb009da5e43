//! Buttons that open a menu.

use egui::containers::menu::MenuButton;
use egui::{Button, Key, Rect, Response, Role, ScrollArea, Ui, WidgetInfo, vec2};

use crate::ui::theme::CONTROL_HEIGHT;
use crate::ui::widgets::focus_ring::ring;
use crate::ui::widgets::scroll::scroll;

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
    let (response, inner) = MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_width(width);
        let chosen = scroll(ui, ScrollArea::vertical(), add);
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
