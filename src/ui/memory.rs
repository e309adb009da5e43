//! What egui keeps of the widgets of a window, also of those that a host app draws (R76).

use egui::text_edit::TextEditState;
use egui::text_selection::LabelSelectionState;
use egui::{Context, DragAndDrop, Popup, scroll_area};

/// Closes what is open above the content and takes the focus and the selection away, because the content is hidden.
pub(crate) fn leave(ctx: &Context) {
    Popup::close_all(ctx);
    DragAndDrop::clear_payload(ctx);
    ctx.plugin::<LabelSelectionState>().lock().clear_selection();
    ctx.memory_mut(|memory| {
        if let Some(focused) = memory.focused() {
            memory.surrender_focus(focused);
        }
    });
}

/// Clears what widgets keep of their user: the text that undo would restore, cursors, and how far lists were
/// scrolled. What is open, and where, stays: windows and sections belong to the app.
pub(crate) fn forget(ctx: &Context) {
    leave(ctx);
    ctx.data_mut(|data| {
        data.remove_by_type::<TextEditState>();
        data.remove_by_type::<scroll_area::State>();
    });
}
