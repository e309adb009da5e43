//! What egui keeps of the widgets of a window, also of those that a host app draws (R76).

use egui::text_edit::TextEditState;
use egui::text_selection::LabelSelectionState;
use egui::util::IdTypeMap;
use egui::util::id_type_map::RawKey;
use egui::{Context, DragAndDrop, Popup, Vec2, scroll_area};

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

/// How far the areas of a user were scrolled.
#[derive(Debug, Default)]
pub(crate) struct Scrolled(Vec<(RawKey, scroll_area::State)>);

/// Clears what widgets keep of their user: the text that undo would restore, cursors, and how far lists were
/// scrolled. The latter is returned if it `can_come_back`, for this user or another one. What is open, and where, stays:
/// windows and sections belong to the app.
pub(crate) fn forget(ctx: &Context, can_come_back: bool) -> Scrolled {
    leave(ctx);
    ctx.data_mut(|data| {
        data.remove_by_type::<TextEditState>();
        let keys: Vec<_> = data.temp_keys().collect();
        let states = keys.into_iter().filter_map(|key| {
            // The place stays, because a state can only be put back where there is one.
            let before = std::mem::take(scroll_state(data, key)?);
            Some((key, before))
        });
        let mut states: Vec<_> = states.collect();
        // An app that keeps egui's memory over restarts stores these states so that none of them can be put back.
        if !can_come_back || states.len() < data.count::<scroll_area::State>() {
            data.remove_by_type::<scroll_area::State>();
            return Scrolled::default();
        }
        states.retain(|(_, state)| state.clamped_offset() != Vec2::ZERO);
        Scrolled(states)
    })
}

/// Scrolls the areas back to where their user left them.
pub(crate) fn scroll_back(ctx: &Context, Scrolled(scrolled): Scrolled) {
    ctx.data_mut(|data| {
        for (key, before) in scrolled {
            if let Some(state) = scroll_state(data, key) {
                *state = before;
            }
        }
    });
}

fn scroll_state(data: &mut IdTypeMap, key: RawKey) -> Option<&mut scroll_area::State> {
    data.get_temp_raw_mut(key)?.downcast_mut()
}
