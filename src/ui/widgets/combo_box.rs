//! Combo boxes and tabs.

use egui::{Button, ComboBox, Role, Stroke, Ui, vec2};

use crate::ui::theme::{CONTROL_HEIGHT, SMALL_GAP, TextRole, palette};
use crate::ui::widgets::button::clicked;
use crate::ui::widgets::filter::arrow;
use crate::ui::widgets::focus_ring::ring;
use crate::ui::widgets::menu::restore_focus;
use crate::ui::widgets::scroll::show_focus;
use crate::ui::widgets::selectable::selectable;
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
            .icon(|ui, rect, _, _| arrow(ui, rect))
            .show_ui(ui, |ui| {
                let draw = |(each, text): &&(T, String)| ui.selectable_label(each == value, text);
                if let Some((chosen, _)) = clicked(all, draw) {
                    value.clone_from(chosen);
                    // egui closes the list for a pointer only.
                    ui.close();
                }
                show_focus(ui);
            });
        let response = list.response.labelled_by(name.id);
        restore_focus(ui, &response, list.inner.is_some());
        ui.add_space(SMALL_GAP);
    });
    *value != before
}

/// Draws a row of tabs, the selected one underlined. Returns the one that was selected if it is another one.
pub(crate) fn tabs<T: Copy + PartialEq>(ui: &mut Ui, now: T, all: &[(T, String)]) -> Option<T> {
    let palette = palette(ui.visuals());
    let row = ui.horizontal_wrapped(|ui| {
        clicked(all, |(tab, text)| {
            let is_selected = *tab == now;
            let colour = if is_selected {
                palette.text
            } else {
                palette.weak
            };
            let label = TextRole::Label.text(ui, text).color(colour);
            let button = Button::new(label).frame_when_inactive(false);
            let response = ui.add(button.min_size(vec2(0.0, CONTROL_HEIGHT)));
            selectable(&response, Role::Tab, text, is_selected);
            if is_selected {
                let rect = response.rect;
                let line = Stroke::new(2.0, palette.accent_text);
                ui.painter().hline(rect.x_range(), rect.bottom(), line);
            }
            ring(ui, &response);
            response
        })
    });
    row.inner.map(|(tab, _)| *tab).filter(|tab| *tab != now)
}
