//! A choice of one among a few, with its label above like a field's.

use egui::{CollapsingHeader, ComboBox, RichText, Ui};

use crate::messages::Messages;

use crate::ui::theme::{CONTROL_HEIGHT, SMALL_GAP};
use crate::ui::widgets::menu::restore_focus;
use crate::ui::widgets::scroll::show_focus;
use crate::ui::widgets::text::shortened;

/// Draws a choice; gives what was chosen when that is something else.
pub(crate) fn combo_box<T: Clone + PartialEq>(
    ui: &mut Ui,
    label: &str,
    now: &T,
    all: &[(T, String)],
) -> Option<T> {
    let mut chosen = None;
    ui.vertical(|ui| {
        let name = ui.label(RichText::new(label).strong());
        let shown = all.iter().find(|(value, _)| value == now);
        let shown = shown.map_or("", |(_, text)| text.as_str());
        let width = 150_f32.min(ui.available_width());
        let list = ComboBox::from_id_salt(("choice", label))
            .width(width)
            .selected_text(shown)
            .truncate()
            .show_ui(ui, |ui| {
                for (value, text) in all {
                    if ui.selectable_label(value == now, text).clicked() {
                        chosen = Some(value.clone());
                        // egui closes it for a pointer only.
                        ui.close();
                    }
                }
                show_focus(ui);
            });
        let response = list.response.labelled_by(name.id);
        restore_focus(ui, &response, list.inner.is_some());
        ui.add_space(SMALL_GAP);
    });
    chosen.filter(|chosen| chosen != now)
}

/// Draws choices beside each other; where there is little room, behind a line that says what of them is chosen.
pub(crate) fn filters_ui(
    ui: &mut Ui,
    messages: &Messages,
    is_narrow: bool,
    chosen: &[Option<String>],
    add: impl FnOnce(&mut Ui),
) {
    if !is_narrow {
        ui.horizontal_top(add);
        return;
    }
    let chosen: Vec<_> = chosen.iter().flatten().map(String::as_str).collect();
    let title = if chosen.is_empty() {
        messages.get("button-filter").into_owned()
    } else {
        let what = [("what", chosen.join(", ").into())];
        messages.with("button-filtered", &what)
    };
    // The sign that opens it stands before the title.
    let title = shortened(ui, &title, ui.available_width() - 2.0 * CONTROL_HEIGHT);
    let header = CollapsingHeader::new(title).id_salt("filters");
    header.show(ui, |ui| ui.horizontal_wrapped(add));
}

/// Draws a row of buttons of which one is pressed; gives the one that was pressed when that is
/// another one.
pub(crate) fn tabs<T: Copy + PartialEq>(ui: &mut Ui, now: T, all: &[(T, String)]) -> Option<T> {
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        for (value, text) in all {
            let button = egui::Button::selectable(*value == now, text.as_str())
                .min_size(egui::vec2(0.0, CONTROL_HEIGHT));
            let response = ui.add(button);
            response.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::Tab, true, *value == now, text)
            });
            crate::ui::widgets::focus_ring::ring(ui, &response);
            if response.clicked() && *value != now {
                chosen = Some(*value);
            }
        }
    });
    chosen
}
