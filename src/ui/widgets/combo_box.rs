//! Combo boxes.

use egui::{ComboBox, Ui};

use crate::ui::theme::SMALL_GAP;
use crate::ui::theme::scope::popup_style;
use crate::ui::widgets::button::clicked;
use crate::ui::widgets::filter::arrow;
use crate::ui::widgets::menu::restore_focus;
use crate::ui::widgets::scroll::{show_focus, turn_pages_of_list};
use crate::ui::widgets::text;

/// Draws a combo box with its label above. Returns `true` if another value was selected.
pub(crate) fn combo_box<T: Clone + PartialEq>(
    ui: &mut Ui,
    label: &str,
    value: &mut T,
    all: &[(T, String)],
) -> bool {
    let before = value.clone();
    ui.vertical(|ui| {
        let name = text::label(ui, label);
        let shown = all.iter().find(|(each, _)| each == value);
        let shown = shown.map_or("", |(_, text)| text.as_str());
        let width = 150_f32.min(ui.available_width());
        let list = ComboBox::from_id_salt(("choice", label))
            .width(width)
            .selected_text(shown)
            .truncate()
            .popup_style(popup_style(ui))
            .icon(|ui, rect, _, _| arrow(ui, rect))
            .show_ui(ui, |ui| {
                let draw = |(each, text): &&(T, String)| ui.selectable_label(each == value, text);
                if let Some((chosen, _)) = clicked(all, draw) {
                    value.clone_from(chosen);
                    // egui closes the list for a pointer only.
                    ui.close();
                }
                show_focus(ui);
                turn_pages_of_list(ui);
            });
        let response = list.response.labelled_by(name.id);
        restore_focus(ui, &response, list.inner.is_some());
        ui.add_space(SMALL_GAP);
    });
    *value != before
}
