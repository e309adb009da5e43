//! Areas that scroll, also by keys, and scroll the focused widget into view.

use egui::{Id, Key, Modifiers, ScrollArea, Ui, vec2};

/// The space around the focused widget that is scrolled into view with it, for its label and its error, in points.
const AROUND: f32 = 44.0;

/// The part of the height by which the page keys scroll.
const PAGE: f32 = 0.85;

/// Draws an area that scrolls. egui scrolls neither by keys (WCAG 2.2, 2.1.1) nor to a widget that gets the focus (2.4.7 and
/// 2.4.11).
pub(crate) fn scroll<R>(ui: &mut Ui, area: ScrollArea, add: impl FnOnce(&mut Ui) -> R) -> R {
    scroll_beside(ui, area, |ui| {
        let result = add(ui);
        turn_pages(ui);
        result
    })
}

/// Draws an area beside the content of the window, which alone scrolls by keys.
pub(crate) fn scroll_beside<R>(ui: &mut Ui, area: ScrollArea, add: impl FnOnce(&mut Ui) -> R) -> R {
    let output = area.show(ui, |ui| {
        let result = add(ui);
        show_focus(ui);
        result
    });
    output.inner
}

/// Scrolls this area by Page Up and Page Down as far as there is more of it. The first area of the dialog or window in front that
/// can scroll takes the key; one inside another one comes before it.
pub(crate) fn turn_pages(ui: &Ui) {
    if !ui.memory(|memory| memory.is_above_modal_layer(ui.layer_id())) {
        return;
    }
    let (seen, whole) = (ui.clip_rect(), ui.min_rect());
    let sides = [
        (Key::PageDown, whole.bottom() - seen.bottom(), -1.0),
        (Key::PageUp, seen.top() - whole.top(), 1.0),
    ];
    for (key, hidden, sign) in sides {
        if hidden > 1.0 && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            ui.scroll_with_delta(vec2(0.0, sign * PAGE * seen.height()));
        }
    }
}

/// Scrolls an open list by the page keys, and keeps them from what is behind it.
pub(crate) fn turn_pages_of_list(ui: &Ui) {
    turn_pages(ui);
    for key in [Key::PageDown, Key::PageUp] {
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    }
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
