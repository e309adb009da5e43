//! A button that opens a menu. What can be chosen comes in; what was chosen leaves.

use egui::containers::menu::MenuButton;
use egui::{Button, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::button::ring;
use super::scroll::scroll;
use super::theme::CONTROL_HEIGHT;

/// Draws a button with a name that is read aloud, and the menu of this width that it opens. Gives what was chosen
/// there, which closes it.
pub(super) fn menu<T>(
    ui: &mut Ui,
    button: Button<'_>,
    label: &str,
    width: f32,
    add: impl FnOnce(&mut Ui) -> Option<T>,
) -> Option<T> {
    let button = button.min_size(vec2(CONTROL_HEIGHT, CONTROL_HEIGHT));
    let (response, inner) = MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(width);
        let chosen = scroll(ui, ScrollArea::vertical(), add);
        if chosen.is_some() {
            ui.close();
        }
        chosen
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, response.enabled(), label));
    ring(ui, &response);
    inner.and_then(|inner| inner.inner)
}
