//! An area that scrolls, and keeps what gets the focus in sight. What is drawn inside comes in; nothing leaves
//! but what it gives.

use egui::{Id, ScrollArea, Ui, vec2};

/// How much above and below what has the focus is to be seen as well: its name, and what is wrong with it.
const AROUND: f32 = 44.0;

/// Scrolls up and down. egui leaves what gets the focus where it is, which may be out of sight
/// (WCAG 2.2, 2.4.7 and 2.4.11).
pub(crate) fn scroll<R>(ui: &mut Ui, area: ScrollArea, add: impl FnOnce(&mut Ui) -> R) -> R {
    let output = area.show(ui, |ui| {
        let result = add(ui);
        show_focus(ui);
        result
    });
    output.inner
}

/// Brings what has got the focus into sight, when it stands in this area and is cut off. What was in sight
/// once can be scrolled away.
pub(crate) fn show_focus(ui: &Ui) {
    let seen = ui.scope_id().with("focus");
    let focused = ui.memory(egui::Memory::focused);
    let last: Option<Option<Id>> = ui.data(|data| data.get_temp(seen));
    if last == Some(focused) {
        return;
    }
    let response = focused.and_then(|focused| ui.ctx().read_response(focused));
    if focused.is_some() && response.is_none() {
        // It is drawn in the next frame.
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
