//! Areas that scroll, and scroll the focused widget into view.

use egui::{Id, ScrollArea, Ui, vec2};

/// The space around the focused widget that is scrolled into view with it, for its label and its error, in points.
const AROUND: f32 = 44.0;

/// Draws an area that scrolls. egui does not scroll to a widget that gets the focus (WCAG 2.2, 2.4.7 and 2.4.11).
pub(crate) fn scroll<R>(ui: &mut Ui, area: ScrollArea, add: impl FnOnce(&mut Ui) -> R) -> R {
    let output = area.show(ui, |ui| {
        let result = add(ui);
        show_focus(ui);
        result
    });
    output.inner
}

/// Scrolls a widget of this area into view when it gets the focus but is not fully visible. After that the user can
/// scroll it away.
pub(crate) fn show_focus(ui: &Ui) {
    let seen = ui.scope_id().with("focus");
    let focused = ui.memory(egui::Memory::focused);
    let last: Option<Option<Id>> = ui.data(|data| data.get_temp(seen));
    if last == Some(focused) {
        return;
    }
    let response = focused.and_then(|focused| ui.ctx().read_response(focused));
    if focused.is_some() && response.is_none() {
        // The widget is drawn in the next frame.
        return;
    }
    ui.data_mut(|data| data.insert_temp(seen, focused));
    let Some(response) = response else {
        return;
    };
    let is_cut = response.interact_rect != response.rect;
    if is_cut && ui.min_rect().contains(response.rect.center()) {
        ui.scroll_to_rect(response.rect.expand2(vec2(0.0, AROUND)), None);
    }
}
